"""Between the domain's values and the rows of the tables. The order of columns is that of `tables.py`; what is derived is read
without the first two, which tell whose it is and on which roadmap.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from roadmap_cli.domain.event_shape import fault_of, is_later
from roadmap_cli.domain.events import Data, Event
from roadmap_cli.domain.later_event import AnyEvent, LaterEvent
from roadmap_cli.domain.memory import CardState, TopicMemory, Traces
from roadmap_cli.domain.progress import ChoiceState, StudyDay, TickState, TopicState

Row = Sequence[Any]
"""What a driver gives: columns of a table, which it has no types for."""
Column = str | int | float | None
Values = Mapping[str, Column | tuple[str, ...]]
"""Of a statement; a tuple is for one that asks whether something is among them."""


AFTER_IDS = "g"
"""No UUID begins with it, nor with what comes behind it."""
_DATA = 8
"""Where it stands in a row of an event."""


def event_row(event: AnyEvent) -> Values:
    return {
        "user": event.user,
        "id": event.id,
        "batch": event.batch,
        "roadmap": event.roadmap,
        "kind": event.kind,
        "topic": event.topic,
        "at": time_text(event.at),
        "day": event.day.isoformat(),
        "data": json.dumps(dict(event.data), ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        "device": event.device,
    }


def text_or_bytes(data: bytes) -> str | bytes:
    """A text as SQLite is to give it: what is no UTF-8 is none of ours, and stays what it is."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data


def event(row: Row) -> AnyEvent:
    """Raises ValueError for one that no version of roadmap wrote, with what is wrong with it."""
    _, identifier, batch, _, kind, topic, at, day, text, device = row
    data = _data(text)
    told = {"id": identifier, "batch": batch, "kind": kind, "topic": topic, "at": at, "day": day, "data": data}
    told["device"] = device
    fault = fault_of(told)
    if fault or data is None:
        raise ValueError(fault)
    found = _event(row, data)
    return LaterEvent(*found) if is_later(kind, data) else found


def checked_event(row: Row) -> Event:
    """The same of a row that was an event of this version when it was looked at before."""
    return _event(row, json.loads(row[_DATA]))


def _event(row: Row, data: Data) -> Event:
    user, identifier, batch, roadmap, kind, topic, at, day, _, device = row
    return Event(
        user=user,
        id=identifier,
        batch=batch,
        roadmap=roadmap,
        kind=kind,
        topic=topic,
        at=datetime.fromisoformat(at),
        day=date.fromisoformat(day),
        data=data,
        device=device,
    )


def _data(text: object) -> Data | None:
    try:
        data: Data | None = json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return None
    return data


def topic_row(user: str, roadmap: str, state: TopicState) -> Values:
    return {
        "user": user,
        "roadmap": roadmap,
        "topic": state.topic,
        "status": state.status,
        "decided": state.decided,
        "started_at": time_text(state.started_at) if state.started_at else None,
        "finished_at": time_text(state.finished_at) if state.finished_at else None,
        "minutes": state.minutes,
        "notes": state.notes,
        "links": state.links,
        "proofs": state.proofs,
        "last_day": state.last_day.isoformat() if state.last_day else None,
        "placed": int(state.placed),
        "ticks": json.dumps(state.ticks, ensure_ascii=False, separators=(",", ":")) if state.ticks else "",
        "first_finished": state.first_finished,
    }


def topic_state(row: Row) -> TopicState:
    (
        topic,
        status,
        decided,
        started_at,
        finished_at,
        minutes,
        notes,
        links,
        proofs,
        last_day,
        placed,
        ticks,
        first,
    ) = row
    started = datetime.fromisoformat(started_at) if started_at else None
    finished = datetime.fromisoformat(finished_at) if finished_at else None
    last = date.fromisoformat(last_day) if last_day else None
    return TopicState(
        topic=topic,
        status=status,
        decided=decided,
        started_at=started,
        finished_at=finished,
        minutes=int(minutes),
        notes=int(notes),
        links=int(links),
        proofs=int(proofs),
        last_day=last,
        placed=bool(placed),
        ticks=tuple(TickState(*each) for each in json.loads(ticks)) if ticks else (),
        first_finished=first,
    )


def day_row(user: str, roadmap: str, day: StudyDay) -> Values:
    return {
        "user": user,
        "roadmap": roadmap,
        "day": day.day.isoformat(),
        "topic": day.topic,
        "minutes": day.minutes,
        "events": day.events,
        "grades": day.grades,
    }


def study_day(row: Row) -> StudyDay:
    day, topic, minutes, events, grades = row
    return StudyDay(
        day=date.fromisoformat(day), topic=topic, minutes=int(minutes), events=int(events), grades=int(grades)
    )


def choice_row(user: str, roadmap: str, state: ChoiceState) -> Values:
    return {
        "user": user,
        "roadmap": roadmap,
        "choice": state.choice,
        "option": state.option,
        "decided": state.decided,
    }


def choice_state(row: Row) -> ChoiceState:
    return ChoiceState(*row)


def card_row(user: str, roadmap: str, card: CardState) -> Values:
    days = {name: day and day.isoformat() for name, day in (("first_day", card.first_day), ("last_day", card.last_day))}
    return {"user": user, "roadmap": roadmap, **card._asdict(), **days}


def card_state(row: Row) -> CardState:
    topic, card, question, answer, written, stability, difficulty, reviews, lapses, first, last = row
    return CardState(
        topic=topic,
        card=card,
        question=question,
        answer=answer,
        written=written,
        stability=None if stability is None else float(stability),
        difficulty=None if difficulty is None else float(difficulty),
        reviews=int(reviews),
        lapses=int(lapses),
        first_day=date.fromisoformat(first) if first else None,
        last_day=date.fromisoformat(last) if last else None,
    )


def memory_row(user: str, roadmap: str, memory: TopicMemory) -> Values:
    text = json.dumps(memory[1:], ensure_ascii=False, separators=(",", ":"))
    return {"user": user, "roadmap": roadmap, "topic": memory.topic, "memory": text}


def memory(row: Row) -> TopicMemory:
    topic, text = row
    given, own, unseen, newest, introduced = json.loads(text)
    return TopicMemory(
        topic=topic,
        given=_traces(*given),
        own=_traces(*own),
        unseen=tuple(unseen),
        newest=newest,
        introduced=introduced,
    )


def _traces(cards: list[str], stabilities: list[float], days: list[int]) -> Traces:
    types = {*map(type, cards)} <= {str} and {*map(type, stabilities)} <= {float} and {*map(type, days)} <= {int}
    if not types or not len(cards) == len(stabilities) == len(days):
        message = "not every card has a stability and a day"
        raise ValueError(message)
    if min(stabilities, default=1.0) <= 0:
        message = "a stability is not positive"
        raise ValueError(message)
    return Traces(tuple(cards), tuple(stabilities), tuple(days))


def time_text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
