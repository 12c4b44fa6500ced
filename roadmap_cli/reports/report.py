"""What happened in a week, a month, a year or any days, in figures and in the few words that the screen and a chat share."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from roadmap_cli.domain.advice import Suggestion
from roadmap_cli.domain.habits import Streaks
from roadmap_cli.domain.periods import DAY, Period
from roadmap_cli.domain.phrasing import FEW_WEEKS, NOT_KNOWN, amount, count, in_month, listed, percent
from roadmap_cli.reports.activity import streak_text
from roadmap_cli.reports.evidence import EvidenceLine
from roadmap_cli.reports.hours import HoursReport, hours_texts, what_it_tells
from roadmap_cli.reports.status import NO_HOURS_NO_DATE, SAY_HOURS, ForecastLine, ReadyLine, ReviewLine
from roadmap_cli.reports.topic_line import Named

MoveCode = Literal["path", "breaks", "work", "pace", "estimates"]
Lack = Literal["record", "then", "now", ""]
_LACKS: dict[Lack, str] = {"record": "there was no forecast yet", "then": "there was no date", "now": "there was one"}


class StudyLine(NamedTuple):
    """Days with something logged, done or reviewed, out of `days`; the goal leaves out the days of breaks."""

    minutes: int
    goal_minutes: int
    study_days: int
    days: int
    break_days: int


class EarlierLine(NamedTuple):
    """The days before, to compare with: as many of them, or the week, month or year before as far as the one that is told
    has gone.
    """

    first: date
    last: date
    study: StudyLine
    finished: int
    grades: int
    recalled: int


class TopicTime(NamedTuple):
    """`minutes` are all that was ever logged on it."""

    id: str
    title: str
    minutes: int


class TopicChanges(NamedTuple):
    """Each topic once, by what was last said of it in that time; `placed` are those known before, by a placement."""

    finished: tuple[TopicTime, ...]
    started: tuple[Named, ...]
    skipped: tuple[Named, ...]
    placed: tuple[Named, ...]


class ReviewSums(NamedTuple):
    """The grades of that time, and how topics stand in memory now."""

    grades: int
    recalled: int
    fresh: int
    fading: int
    untested: int
    unsure: int = 0


class PracticeSums(NamedTuple):
    """Of that time, without a name of anything: mocks held, shorter sittings, stories that were told to the end in it, and
    applications that came to a stage or were closed.
    """

    mocks: int = 0
    sittings: int = 0
    stories: int = 0
    applications: int = 0


class MovePart(NamedTuple):
    code: MoveCode
    days: int
    text: str


class Move(NamedTuple):
    """By how many days the date in the middle moved from the beginning of the time to its end, earlier below none; the parts
    add up to it, the greatest first. `days` is None where there is nothing to compare: `lack` says whether a `record` was
    missing at the beginning, a date `then`, or a date `now`, at the end.
    """

    days: int | None
    parts: tuple[MovePart, ...]
    lack: Lack


class PeriodReport(NamedTuple):
    """`first` and `last` are its days, both included; with `so_far` the period is not over yet. `before` is None where
    nothing had been recorded then. `hours` are told of a year. The forecast, the streaks and what comes next are those of today; `counted` is how
    many topics count at all.
    """

    period: Period
    first: date
    last: date
    today: date
    roadmap: Named
    user: str
    study: StudyLine
    topics: TopicChanges
    evidence: tuple[EvidenceLine, ...]
    notes: int
    reviews: ReviewSums
    streaks: Streaks
    forecast: ForecastLine
    move: Move
    next: tuple[Suggestion, ...]
    waiting: ReviewLine
    counted: int
    so_far: bool
    before: EarlierLine | None
    ready: ReadyLine | None = None
    practice: PracticeSums = PracticeSums()
    hours: HoursReport | None = None

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to tell of the time itself."""
        return not (self.study.study_days or any(self.topics) or self.evidence or self.notes or any(self.practice))


def facts(report: PeriodReport) -> Iterator[tuple[str, str]]:
    """What there is to tell of the time, each with its name; evidence, which holds links, is left to who writes it."""
    yield "Studied", _quiet_text(report) if report.quiet else _study_text(report)
    if report.before:
        yield _earlier_name(report), _earlier_text(report.before)
    topics = report.topics
    done = [f"{each.title} ({amount(each.minutes / 60)})" if each.minutes else each.title for each in topics.finished]
    named = ((each.title for each in group) for group in (topics.started, topics.skipped, topics.placed))
    for name, titles in zip(("Finished", "Started", "Skipped", "Known before"), (done, *map(list, named)), strict=True):
        if titles:
            yield name, listed(titles)
    if report.notes:
        yield "Notes", f"{report.notes}"
    if reviews := _review_text(report.reviews):
        yield "Reviews", reviews
    if report.hours:
        yield "Hours", "; ".join((*hours_texts(report.hours), what_it_tells(report.hours)))
    if any(report.practice):
        yield "Practice", _practice_text(report.practice)
    if report.streaks.best:
        yield "Streak", streak_text(report.streaks)


def _quiet_text(report: PeriodReport) -> str:
    if report.study.break_days == report.study.days:
        return "nothing, as you had declared a break"
    if report.so_far:
        return "nothing yet"
    return f"nothing, a quiet {'time' if report.period == 'range' else report.period}"


def _study_text(report: PeriodReport) -> str:
    study = report.study
    goal = (
        f"; the goal {'is' if report.so_far else 'was'} {amount(study.goal_minutes / 60)}" if study.goal_minutes else ""
    )
    breaks = f"; {count(study.break_days, 'day')} of break" if study.break_days else ""
    return f"{_days_studied(study)}{goal}{breaks}"


def _days_studied(study: StudyLine) -> str:
    logged = amount(study.minutes / 60) if study.minutes else "nothing"
    return f"{logged} logged, on {study.study_days} of {count(study.days, 'day')}"


def _earlier_name(report: PeriodReport) -> str:
    return "Before" if report.period == "range" else f"{report.period.title()} before"


def _earlier_text(before: EarlierLine) -> str:
    said = [_days_studied(before.study)] if before.study.study_days else ["nothing"]
    said += [f"{count(before.finished, 'topic')} finished"] if before.finished else []
    said += [f"{before.recalled:,} of {count(before.grades, 'card')} recalled"] if before.grades else []
    return "; ".join(said)


def _review_text(reviews: ReviewSums) -> str:
    topics = (reviews.fresh, reviews.fading, reviews.unsure, reviews.untested)
    graded, memory = "none", dict(zip(("fresh", "fading", NOT_KNOWN, "untested"), topics, strict=True))
    if reviews.grades:
        share = percent(100 * reviews.recalled / reviews.grades)
        graded = f"{reviews.recalled:,} of {count(reviews.grades, 'card')} recalled, {share}"
    said = ", ".join(f"{number:,} {name}" for name, number in memory.items() if number)
    return f"{graded}; topics done: {said}" if said else graded if reviews.grades else ""


def _practice_text(practice: PracticeSums) -> str:
    said = [count(practice.mocks, "mock interview")] if practice.mocks else []
    said += [count(practice.sittings, "shorter sitting")] if practice.sittings else []
    if practice.stories:
        said.append(f"{practice.stories} {'story' if practice.stories == 1 else 'stories'} told")
    said += [f"{count(practice.applications, 'application')} moved"] if practice.applications else []
    return ", ".join(said)


def forecast_text(report: PeriodReport, first: str, *, short: bool = False) -> str:
    """Of a path on which something is left: the date, by how much it moved, and how sure it is. `first` is the first day
    as it is told there; with `short` so are those to come.
    """
    line, move, today = report.forecast, report.move, report.today
    on = f"on {first}"

    def when(day: date) -> str:
        return in_month(day, today, coarse=line.weeks < FEW_WEEKS, short=short)

    if line.no_hours:
        return f"{NO_HOURS_NO_DATE[:1].lower()}{NO_HOURS_NO_DATE[1:]}; {SAY_HOURS}"
    around = f"there around {when(line.p50)}" if line.p50 else "no date, with too few hours lately"
    edges = ((20, line.p20), (80, line.p80)) if line.p50 else ()
    sure = ", ".join(f"{share} % by {when(day)}" for share, day in edges if day)
    lack = f"{_LACKS[move.lack]} {on}" if move.lack else ""
    return "; ".join(each for each in (f"{around}{_moved(report, on)}", sure, _core_text(line, when), lack) if each)


def _core_text(line: ForecastLine, when: Callable[[date], str]) -> str:
    """Of what one needs for a job, where it is done at another time than the path."""
    core = line.core
    if core is None or core.p50 is None or line.p50 is None or when(core.p50) == when(line.p50):
        return ""
    return f"{core.title.lower()} around {when(core.p50)}"


def _moved(report: PeriodReport, on: str) -> str:
    """Up to today, or where the time ended before, in the course of it."""
    days = report.move.days
    if days is None:
        return ""
    if report.last + DAY < report.today:
        return f", after moving {days_text(days)} in that time" if days else ", which did not move in that time"
    return f", {days_text(days)} than {on}" if days else f", as {on}"


def days_text(days: int) -> str:
    return f"{count(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"
