"""The fold: what a learner's events add up to. A function of the set of events, whatever their order of arrival."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, NamedTuple, assert_never

from roadmap_cli.domain.edit import in_effect
from roadmap_cli.domain.events import KINDS, PLACEMENT, STATUS_KINDS, Event, is_study
from roadmap_cli.domain.roadmap import Status

TickSort = Literal["criterion", "resource"]


class TickState(NamedTuple):
    """What was last said of a criterion or a resource, by the event with the id `decided`; it is `off` where a tick was
    taken back. `name` is the text of the criterion, or the address of the resource, else its title.
    """

    sort: TickSort
    name: str
    decided: str
    off: bool = False


class TopicState(NamedTuple):
    """Where one topic stands. `decided` is the id of the event that set the status, so that two states can be joined;
    `placed` means that it is done by the word of a placement; `first_finished` is the id of the event that said so first.
    """

    topic: str
    status: Status = "todo"
    decided: str = ""
    started_at: datetime | None = None
    finished_at: datetime | None = None
    minutes: int = 0
    notes: int = 0
    links: int = 0
    proofs: int = 0
    last_day: date | None = None
    placed: bool = False
    ticks: tuple[TickState, ...] = ()
    first_finished: str = ""


class StudyDay(NamedTuple):
    """What was studied of one topic on one local day. `events` counts what was logged, done or reviewed, `grades` only
    the last.
    """

    day: date
    topic: str
    minutes: int = 0
    events: int = 0
    grades: int = 0


class DayTotal(NamedTuple):
    """A local day over all topics."""

    day: date
    minutes: int
    events: int


class RoadmapTotal(NamedTuple):
    """A roadmap over all topics: how many hold any progress, and the last day of it."""

    roadmap: str
    topics: int
    last_day: date | None


class ChoiceState(NamedTuple):
    choice: str
    option: str | None
    decided: str


class State(NamedTuple):
    """What a learner's events say about the topics of one roadmap. Days are in order of (day, topic)."""

    topics: Mapping[str, TopicState] = MappingProxyType({})
    choices: Mapping[str, ChoiceState] = MappingProxyType({})
    days: tuple[StudyDay, ...] = ()


def fold(events: Iterable[Event]) -> State:
    """Of the events in effect, applied in the order of ids."""
    alive = in_effect(events)
    topics: dict[str, list[Event]] = {}
    for event in alive:
        if event.topic is not None:
            topics.setdefault(event.topic, []).append(event)
    states = {topic: fold_topic(TopicState(topic), its) for topic, its in sorted(topics.items())}
    days = [day for its in topics.values() for day in fold_days(its)]
    return State(states, fold_choices(alive), tuple(sorted(days, key=lambda each: (each.day, each.topic))))


def fold_topic(state: TopicState, events: Iterable[Event]) -> TopicState:
    """Continue a topic's state with later events of the same topic, given in the order of ids."""
    for event in events:
        state = _apply(state, event)
    return state


def logged_minutes(event: Event) -> int:
    """Whatever a foreign hand has written into events of other kinds."""
    return int(event.data["minutes"]) if event.kind == "logged" else 0


def fold_days(events: Iterable[Event], start: Iterable[StudyDay] = ()) -> list[StudyDay]:
    """Study days of one topic, continued from those in `start`."""
    days = {each.day: each for each in start}
    for event in events:
        if is_study(event) and event.topic is not None:
            before = days.get(event.day) or StudyDay(event.day, event.topic)
            minutes = before.minutes + logged_minutes(event)
            grades = before.grades + (event.kind == "graded")
            days[event.day] = StudyDay(
                day=event.day, topic=event.topic, minutes=minutes, events=before.events + 1, grades=grades
            )
    return list(days.values())


def day_totals(days: Iterable[StudyDay]) -> list[DayTotal]:
    """Over all topics, in the order in which the days are first seen."""
    totals: dict[date, DayTotal] = {}
    for each in days:
        before = totals.get(each.day, DayTotal(each.day, 0, 0))
        totals[each.day] = DayTotal(each.day, before.minutes + each.minutes, before.events + each.events)
    return list(totals.values())


def fold_choices(events: Iterable[Event]) -> dict[str, ChoiceState]:
    """Last write wins per choice; the events are given in the order of ids."""
    return {
        event.data["choice"]: ChoiceState(event.data["choice"], event.data.get("option"), event.id)
        for event in events
        if event.kind == "chose"
    }


def join(one: TopicState, other: TopicState) -> TopicState:
    """What two ids of a renamed topic add up to: the later decision wins, the earlier start stays, the rest adds."""
    late, early = (one, other) if one.decided >= other.decided else (other, one)
    last_days = [state.last_day for state in (late, early) if state.last_day is not None]
    return late._replace(
        started_at=None if late.status == "todo" else _earlier(early.started_at, late.started_at),
        minutes=late.minutes + early.minutes,
        notes=late.notes + early.notes,
        links=late.links + early.links,
        proofs=late.proofs + early.proofs,
        last_day=max(last_days, default=None),
        ticks=_last_said((*late.ticks, *early.ticks)),
        first_finished=min((each.first_finished for each in (one, other) if each.first_finished), default=""),
    )


def _last_said(ticks: Iterable[TickState]) -> tuple[TickState, ...]:
    """One tick of each name, the one that was decided last."""
    found: dict[tuple[TickSort, str], TickState] = {}
    for tick in ticks:
        before = found.get((tick.sort, tick.name), tick)
        found[tick.sort, tick.name] = max(before, tick, key=lambda each: each.decided)
    return tuple(found[key] for key in sorted(found))


def _apply(state: TopicState, event: Event) -> TopicState:
    folds = KINDS[event.kind].folds if event.kind in KINDS else None  # a newer version may know more kinds
    match folds:
        case "timer" | "edit":  # what a timer measured is logged when it stops; an edit is about another event
            return state
        case "status":
            state = _decide(state, event)
        case "time":
            started_at = _earlier(state.started_at, event.at) if state.started_at else None
            state = state._replace(minutes=state.minutes + int(event.data["minutes"]), started_at=started_at)
        case "note":
            state = state._replace(notes=state.notes + 1)
        case "link":
            state = state._replace(links=state.links + 1, proofs=state.proofs + bool(event.data["proves"]))
        case "tick":
            state = state._replace(ticks=_last_said((*state.ticks, *_ticks(event))))
        case "card" | "choice" | "undo" | "break" | "plan" | None:
            pass
        case (
            "project" | "story" | "practice" | "application" | "definition" | "user" | "parameters"
        ):  # they are of no topic
            pass
        case _:
            assert_never(folds)
    last_day = event.day if state.last_day is None else max(state.last_day, event.day)
    return state._replace(last_day=last_day)


def _decide(state: TopicState, event: Event) -> TopicState:
    status = STATUS_KINDS[event.kind]
    started_at = _earlier(state.started_at, event.at) if status in {"doing", "done"} else state.started_at
    return state._replace(
        status=status,
        decided=event.id,
        started_at=None if status == "todo" else started_at,
        finished_at=event.at if status == "done" else None,
        placed=status == "done" and event.data.get("reason") == PLACEMENT,
        first_finished=state.first_finished or (event.id if status == "done" else ""),
    )


def _ticks(event: Event) -> Iterator[TickState]:
    off = bool(event.data.get("off"))
    if criterion := event.data.get("criterion"):
        yield TickState(sort="criterion", name=criterion, decided=event.id, off=off)
    if resource := event.data.get("resource"):
        yield TickState(sort="resource", name=resource, decided=event.id, off=off)


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    """Whatever is recorded afterwards with an earlier day: nothing is finished or worked on before it is started."""
    return min((each for each in (one, other) if each is not None), default=None)
