"""What happened in a week or a month, in figures and in the few words that the screen and a chat share."""

from collections.abc import Iterator
from datetime import date
from typing import Literal, NamedTuple

from roadmap_cli.domain.advice import Suggestion
from roadmap_cli.domain.habits import Streaks
from roadmap_cli.domain.phrasing import FEW_WEEKS, amount, count, in_month, listed, month_day, percent
from roadmap_cli.reports.activity import streak_text
from roadmap_cli.reports.evidence import EvidenceLine
from roadmap_cli.reports.status import ForecastLine, ReviewLine
from roadmap_cli.reports.topic import Named

Period = Literal["week", "month"]
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


class MovePart(NamedTuple):
    code: MoveCode
    days: int
    text: str


class Move(NamedTuple):
    """By how many days the date in the middle lies later than it did when the time began, earlier below none; the parts
    add up to it, the greatest first. `days` is None where there is nothing to compare: `lack` says whether a `record` was
    missing at the beginning, a date `then`, or a date `now`.
    """

    days: int | None
    parts: tuple[MovePart, ...]
    lack: Lack


class PeriodReport(NamedTuple):
    """`first` and `last` are its days, both included. The forecast, the streaks and what
    comes next are those of today; `counted` is how many topics count at all.
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

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to tell of the time itself."""
        return not (self.study.study_days or any(self.topics) or self.evidence or self.notes)


def facts(report: PeriodReport) -> Iterator[tuple[str, str]]:
    """What there is to tell of the time, each with its name; evidence, which holds links, is left to who writes it."""
    yield "Studied", _quiet_text(report) if report.quiet else _study_text(report.study)
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
    if report.streaks.best:
        yield "Streak", streak_text(report.streaks)


def _quiet_text(report: PeriodReport) -> str:
    if report.study.break_days == report.study.days:
        return "nothing, as you had declared a break"
    return f"nothing, a quiet {report.period}"


def _study_text(study: StudyLine) -> str:
    logged = amount(study.minutes / 60) if study.minutes else "nothing"
    goal = f" of {amount(study.goal_minutes / 60)}" if study.goal_minutes else ""
    breaks = f"; {count(study.break_days, 'day')} of break" if study.break_days else ""
    return f"{logged}{goal} logged, on {study.study_days} of {study.days} days{breaks}"


def _review_text(reviews: ReviewSums) -> str:
    graded, memory = "none", {"fresh": reviews.fresh, "fading": reviews.fading, "untested": reviews.untested}
    if reviews.grades:
        share = percent(100 * reviews.recalled / reviews.grades)
        graded = f"{reviews.recalled:,} of {count(reviews.grades, 'card')} recalled, {share}"
    said = ", ".join(f"{topics:,} {name}" for name, topics in memory.items() if topics)
    return f"{graded}; topics done: {said}" if said else graded if reviews.grades else ""


def forecast_text(report: PeriodReport) -> str:
    """Of a path on which something is left: the date, by how much it moved, and how sure it is."""
    line, move = report.forecast, report.move
    on = f"on {month_day(report.first)}"

    def when(day: date) -> str:
        return in_month(day, report.today, coarse=line.weeks < FEW_WEEKS)

    around = f"there around {when(line.p50)}" if line.p50 else "no date, with too few hours lately"
    if move.days is not None:
        around += f", {days_text(move.days)} than {on}" if move.days else f", as {on}"
    edges = ((20, line.p20), (80, line.p80)) if line.p50 else ()
    sure = ", ".join(f"{share} % by {when(day)}" for share, day in edges if day)
    return "; ".join(each for each in (around, sure, f"{_LACKS[move.lack]} {on}" if move.lack else "") if each)


def days_text(days: int) -> str:
    return f"{count(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"
