"""What mentors may know of a learner on one roadmap: dated facts alone, and what these come to on a day.

Nothing here depends on the day on which it is worked out, so that a summary stays true until the learner's next command;
recent hours, freshness, being stuck and arrival do, and are read off it. No text of the learner is in it.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import reduce
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from roadmap_cli.domain.days import CENTURY_DAYS, WEEK
from roadmap_cli.domain.forecast import YEAR_DAYS, Futures, calibrate, finish, pace_of, record_since, worth_of_days
from roadmap_cli.domain.intentions import DAY, Break, date_after
from roadmap_cli.domain.memory import LEAST_DAYS, SURE, Reviewing, Traces, Trials, recall, surplus, trials
from roadmap_cli.domain.progress import DayTotal, TopicState
from roadmap_cli.domain.standing import Standing, percent_done

RECENT_DAYS = 28
"""Of which the hours are told."""
PACE_WEEKS = 12
"""Of which the mean tells an arrival. A forecast weighs a year of days, which would make the row of each learner three times as long."""
HOUR = 60
RULES = "2"
"""Another one, once the same record comes to another summary."""
LEAST_GOAL = 0.1
"""Hours a week; whatever a foreign hand wrote, a topic is due some day."""


class PhaseSums(NamedTuple):
    """Of one phase by its id: topics and hours that are done, and that count."""

    phase: str
    done: int = 0
    topics: int = 0
    hours_done: float = 0.0
    hours: float = 0.0


class InProgress(NamedTuple):
    """A topic with the day on which it was begun, and the last one that its estimate takes at the pace that the learner
    wishes for.
    """

    topic: str
    since: date
    due: date
    minutes: int
    hours: float


class Finish(NamedTuple):
    """A topic done on a day, with its estimate where nothing was logged on it: then it counts for the pace."""

    day: date
    hours: float


class Foresight(NamedTuple):
    """What an arrival is worked out of: the hours left by the estimates and by how much these have to be multiplied, the hours
    a week that are wished for, the first day with logged time or a topic done, and what was finished since the pace looks back.
    """

    left: float = 0.0
    factor: float = 1.0
    goal: float = 0.0
    first: date | None = None
    finishes: tuple[Finish, ...] = ()
    breaks: tuple[Break, ...] = ()


class Summary(NamedTuple):
    """`newest` is the event up to which it was made, `made_with` the roadmap and the settings by which. `seen` is the last day
    on which anything was recorded, and `minutes` are those of the last 1, 2, 3 ... days up to it. `topic` is what was worked on last of what is in
    progress, and `stuck` what is due first of it; `phase` the one of the topic, else the first with anything left. `fades` are
    the days from which on a topic that is done is not fresh any more.
    """

    user: str
    roadmap: str
    newest: str
    made_with: str
    percent: float = 0.0
    done: int = 0
    topics: int = 0
    hours_done: float = 0.0
    hours: float = 0.0
    proven: int = 0
    seen: date | None = None
    minutes: tuple[int, ...] = ()
    topic: InProgress | None = None
    stuck: InProgress | None = None
    phase: str = ""
    phases: tuple[PhaseSums, ...] = ()
    in_progress: tuple[InProgress, ...] = ()
    fades: tuple[date, ...] = ()
    foresight: Foresight = Foresight()


class OnRecord(NamedTuple):
    """What a summary needs besides a standing: the days that a pace may look back at, the last of all, the first that says
    anything of a pace, and what the learner means to do. `day_of` tells the learner's day of a time.
    """

    totals: Sequence[DayTotal]
    seen: date | None
    first: date | None
    breaks: tuple[Break, ...]
    goal: float
    day_of: Callable[[datetime], date]


def looked_back(seen: date | None, breaks: Sequence[Break]) -> date:
    """The first day that a pace may ever look at, once nothing was studied after `seen`."""
    return date.min if seen is None else record_since(seen + DAY, breaks, PACE_WEEKS)


def summarise(empty: Summary, standing: Standing, record: OnRecord) -> Summary:
    """`empty` says of whom, and up to which event."""
    whole, begun = standing.whole, tuple(_in_progress(standing, record))
    phases = tuple(_phases(standing))
    states = standing.states
    topic = max(
        begun, key=lambda each: (states[each.topic].last_day or each.since, each.since, each.topic), default=None
    )
    ahead = next((each.phase for each in phases if each.done < each.topics), "")
    return empty._replace(
        percent=whole.percent,
        done=whole.topics.done,
        topics=whole.topics.counted,
        hours_done=whole.hours.done,
        hours=whole.hours.counted,
        proven=whole.proven,
        seen=record.seen,
        minutes=_running(record),
        topic=topic,
        stuck=min(begun, key=lambda each: (each.due, each.topic), default=None),
        phase=standing.roadmap.topics[topic.topic].phase if topic else ahead,
        phases=phases,
        in_progress=begun,
        fades=tuple(sorted(_fades(standing))),
        foresight=_foresight(standing, record),
    )


def hours_of_days(summary: Summary, today: date) -> float:
    """Of RECENT_DAYS days up to today."""
    days = RECENT_DAYS - (today - summary.seen).days if summary.seen else 0
    return summary.minutes[min(days, len(summary.minutes)) - 1] / HOUR if days > 0 else 0.0


def fresh_on(summary: Summary, today: date) -> int:
    """How many topics that are done are still remembered."""
    return sum(day > today for day in summary.fades)


def percent_of(sums: PhaseSums) -> float:
    """By hours, and by topics where none are told."""
    some, whole = (sums.hours_done, sums.hours) if sums.hours else (sums.done, sums.topics)
    return percent_done(sums.done, sums.topics, some, whole)


def arrival(summary: Summary, today: date) -> date | None:
    """By the mean pace of PACE_WEEKS weeks outside breaks. None where nothing is left, no hours are known, or no hundred
    years are enough.
    """
    ahead = summary.foresight
    if not ahead.left:
        return None
    since = record_since(today, ahead.breaks, PACE_WEEKS)
    days = [ahead.first, *(each.day for each in ahead.finishes if each.day >= since)]
    began = min((day for day in days if day), default=None)
    worth = [each for each in ahead.finishes if each.hours and each.day > (began or today)]
    hours = worth_of_days(_day_totals(summary), ((each.day, each.hours * ahead.factor) for each in worth))
    pace = pace_of(hours, began, today, ahead.breaks, ahead.goal)
    lately = pace.weeks[:PACE_WEEKS]
    mean = sum(lately) / len(lately)
    return finish(Futures(((mean,),), (ahead.factor / (1 - pace.away),)), ahead.left, today, ahead.breaks).p50


def _day_totals(summary: Summary) -> Iterator[DayTotal]:
    """The days with logged time."""
    before = 0
    for ago, minutes in enumerate(summary.minutes):
        if minutes > before and summary.seen:
            yield DayTotal(summary.seen - timedelta(days=ago), minutes - before, 1)
        before = minutes


def _running(record: OnRecord) -> tuple[int, ...]:
    if record.seen is None:
        return ()
    days = (record.seen - looked_back(record.seen, record.breaks)).days + 1
    minutes = {each.day: each.minutes for each in record.totals}
    return tuple(accumulate(minutes.get(record.seen - timedelta(days=ago), 0) for ago in range(days)))


def _in_progress(standing: Standing, record: OnRecord) -> Iterator[InProgress]:
    for key, state in standing.states.items():
        if state.status == "doing":
            topic = standing.roadmap.topics[key]
            since = _begun_on(state, record)
            days = min(ceil(WEEK * topic.hours / max(record.goal, LEAST_GOAL)), CENTURY_DAYS)
            due = date_after(since, max(days, 1), record.breaks)
            yield InProgress(topic=key, since=since, due=due, minutes=state.minutes, hours=topic.hours_said)


def _begun_on(state: TopicState, record: OnRecord) -> date:
    days = (state.started_at and record.day_of(state.started_at), state.last_day, record.seen)
    return next((day for day in days if day), date.min)


def _phases(standing: Standing) -> Iterator[PhaseSums]:
    for phase in standing.roadmap.phases:
        totals = standing.totals(phase.topics)
        yield PhaseSums(
            phase=phase.id,
            done=totals.topics.done,
            topics=totals.topics.counted,
            hours_done=totals.hours.done,
            hours=totals.hours.counted,
        )


def _fades(standing: Standing) -> Iterator[date]:
    """Of each topic that counts, is done and was reviewed. Recall falls from the last review on, and never rises."""
    reviewing = standing.recollection.reviewing
    parts: dict[str, list[Traces]] = {}
    for topic, traces in standing.recollection.parts:
        if topic in standing.learned and topic in standing.with_cards:
            parts.setdefault(topic, []).append(traces)
    for its in parts.values():
        last = max(max(traces.days) for traces in its)
        fresh = _days_fresh(its, last + LEAST_DAYS, reviewing)
        yield date.fromordinal(last + LEAST_DAYS + fresh if fresh else last)


def _days_fresh(parts: Sequence[Traces], first: int, reviewing: Reviewing) -> int:
    def doubt(days: int) -> float:
        return -surplus(_trials(parts, first + days), reviewing.fresh_from)

    return bisect_right(range(CENTURY_DAYS), -SURE, key=doubt)


def _trials(parts: Iterable[Traces], day: int) -> Trials:
    """As `Recollection.trials` adds up, to the last bit."""

    def of(part: Traces) -> Trials:
        traces = zip(part.stabilities, part.days, strict=True)
        return trials(part.stabilities, [recall(each, day - last) for each, last in traces])

    return reduce(Trials.and_, map(of, parts))


def _foresight(standing: Standing, record: OnRecord) -> Foresight:
    since = looked_back(record.seen, record.breaks)
    breaks_since = min(since, record.seen + DAY - timedelta(days=YEAR_DAYS)) if record.seen else since
    finished = [
        (key, each, record.day_of(each.finished_at)) for key, each in standing.states.items() if each.finished_at
    ]
    hours = {key: standing.roadmap.topics[key].hours for key, each, _ in finished if not (each.minutes or each.placed)}
    return Foresight(
        left=0.0 if standing.no_hours else sum(standing.remaining.values()),
        factor=calibrate(standing).factor,
        goal=record.goal,
        first=record.first,
        finishes=tuple(Finish(day, hours.get(key, 0.0)) for key, _, day in finished if day >= since),
        breaks=tuple(each._replace(reason="") for each in record.breaks if each.last >= breaks_since),
    )
