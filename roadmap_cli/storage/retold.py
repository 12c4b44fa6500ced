"""Edits and undos taken up in what is derived without folding the history anew: what an entry said is taken out of the sums,
what it says now is put in. What is no sum is folded from the entries that are no study, which are few, and where even
that does not tell, the topic is folded whole.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from roadmap_cli.domain.edit import RETARGETS, as_edited, edits_by_event, mended
from roadmap_cli.domain.events import CARD_KINDS, KINDS, STATUS_KINDS, Event, Kind, is_study, undone_batches
from roadmap_cli.domain.memory import fold_cards
from roadmap_cli.domain.progress import StudyDay, TopicState, fold_days, fold_topic, logged_minutes
from roadmap_cli.scheduling import by
from roadmap_cli.storage import rows
from roadmap_cli.storage.store import Store
from roadmap_cli.storage.touched import Touched

FEW_KINDS: frozenset[Kind] = frozenset(KINDS.keys() - {"logged", "graded"})
STARTS = {"started", "finished"}


class Retold(NamedTuple):
    """What an entry said and what it says, as it counts; None where it did not or does not."""

    old: Event | None
    new: Event | None


class Before(NamedTuple):
    """What was known before: the batches that did not count, and the ids that were not there."""

    gone: frozenset[str]
    added: frozenset[str]

    def had(self, event: Event) -> bool:
        return event.id not in self.added and event.batch not in self.gone


class _Topic(NamedTuple):
    """Of whom, and of which roadmap."""

    user: str
    roadmap: str
    topic: str


class Untold(Exception):
    """Sums do not tell: a topic has to be folded whole."""


def retell(store: Store, user: str, roadmap: str, new: list[Event]) -> None:
    """Of events that are stored already; `undone_batch` is brought up to date as well."""
    past = Before(store.undone(user, roadmap), frozenset(event.id for event in new))
    store.put_undone(user, roadmap, _gone_after(store, user, roadmap, new))
    switched = past.gone ^ store.undone(user, roadmap)
    touched = [*new, *(event for batch in sorted(switched) for event in store.batch(user, batch))]
    changes = _changes(store, user, roadmap, past, touched)
    for topic, its in sorted(changes.items()):
        if topic:
            _retell(store, past, _Topic(user, roadmap, topic), its)
    if any(each.kind == "chose" for change in changes.get("", ()) for each in change if each):
        store.put_choices(user, roadmap)
    if any(each.kind == "fitted" for change in changes.get("", ()) for each in change if each):
        refold_cards(store, user, roadmap)


def refold_cards(store: Store, user: str, roadmap: str, but: Collection[str] = ()) -> None:
    """Of all topics but some: their parameters are others now."""
    schedule = by(store.parameters(user, roadmap))
    for topic in sorted({str(row[0]) for row in store.kept_cards(user, roadmap)} - {*but}):
        cards = store.found_of_topic(user, roadmap, topic, CARD_KINDS | RETARGETS)
        store.put_cards(user, roadmap, topic, fold_cards(store.counting(user, roadmap, cards), schedule))


def _gone_after(store: Store, user: str, roadmap: str, new: list[Event]) -> frozenset[str]:
    """The batches that do not count, by those that did not before; an undo of an undo of an undo asks the log."""
    gone = store.undone(user, roadmap)
    for event in sorted(each for each in new if each.kind == "undone"):
        target = event.data["batch"]
        undos = _undone_by(store, user, roadmap, target)
        deeper = any(_undone_by(store, user, roadmap, batch) for batch in undos)
        if deeper or event.batch in gone or target in {each.batch for each in new}:
            return undone_batches(store.events(user, roadmap, kind="undone"))
        gone |= {target}
        naming = store.undos_of(user, roadmap, undos) if undos else []
        gone -= undos - {each.data["batch"] for each in naming if each.batch not in gone}
    return gone


def _undone_by(store: Store, user: str, roadmap: str, batch: str) -> set[str]:
    """The batches that one names as undone."""
    its = store.batch(user, batch)
    return {each.data["batch"] for each in its if (each.roadmap, each.kind) == (roadmap, "undone")}


def _changes(store: Store, user: str, roadmap: str, past: Before, touched: Iterable[Event]) -> dict[str, list[Retold]]:
    """By topic, with "" for none: of the entries touched, and of those that edits among them are about."""
    known = {event.id: event for event in touched if event.roadmap == roadmap}
    about = edits_by_event(known.values()).keys() - known.keys()
    known |= {each.id: each for each in store.commands_of(user, roadmap, about) if each.id in about}
    gone, edits = store.undone(user, roadmap), store.edits(user, roadmap)
    was = edits_by_event(each for each in edits if past.had(each))
    now = edits_by_event(each for each in edits if each.batch not in gone)
    found: dict[str, list[Retold]] = {}
    for key, entry in known.items():
        old = as_edited(entry, was.get(key, ())) if past.had(entry) else None
        new = as_edited(entry, now.get(key, ())) if entry.batch not in gone else None
        if entry.kind not in RETARGETS and old != new:
            found.setdefault(entry.topic or "", []).append(Retold(old, new))
    return found


def _retell(store: Store, past: Before, its: _Topic, changes: Sequence[Retold]) -> None:
    try:
        _carry(store, past, its, changes)
    except Untold:
        touched = Touched()
        touched.topics.add(its.topic)
        for topic, folded in store.folded(its.user, its.roadmap, touched, store.undone(its.user, its.roadmap)):
            store.put_topic(its.user, its.roadmap, topic, folded)
    if any(each.kind in CARD_KINDS for change in changes for each in change if each):
        cards = store.found_of_topic(*its, CARD_KINDS | RETARGETS)
        store.put_cards(
            *its, fold_cards(store.counting(its.user, its.roadmap, cards), by(store.parameters(its.user, its.roadmap)))
        )


def _carry(store: Store, past: Before, its: _Topic, changes: Sequence[Retold]) -> None:
    """Raises Untold."""
    row = store.kept(its.user, its.roadmap, "topics").get((its.topic,))
    before = rows.topic_state(row) if row else TopicState(its.topic)
    few = store.found_of_topic(*its, FEW_KINDS)
    was, now = mended(each for each in few if past.had(each)), store.counting(its.user, its.roadmap, few)
    _carry_days(store, its, changes)
    minutes = before.minutes + sum(_minutes(new) - _minutes(old) for old, new in changes)
    last = _last_studied(store, its, minutes, before.last_day)
    state = fold_topic(TopicState(its.topic), now)
    state = state._replace(
        minutes=minutes,
        started_at=_started(before.started_at, was, now, changes) if state.started_at else None,
        last_day=max(filter(None, (state.last_day, last))),
    )
    told = [rows.topic_row(its.user, its.roadmap, state)]
    store.change(its.user, its.roadmap, ("topics", ""), told, [(its.topic,)])


def _last_studied(store: Store, its: _Topic, minutes: int, until: date | None) -> date:
    """Asked of all its days, which are compared with no seal, and seen in those from there `until` what was known of before,
    which are. Raises Untold where some of the minutes are of no day, and for a topic that was never studied.
    """
    ((those, last),) = store.rows("sum_of_days", **its._asdict())
    if those != minutes:
        raise Untold
    months = store.scope(its.user, its.roadmap).names("days")
    within = [each for each in months if last[:7] <= each <= max(last, str(until or ""))[:7]]
    keys = (key for month in within for key in store.kept(its.user, its.roadmap, "days", month))
    if last != max((day for day, topic in keys if topic == its.topic), default=""):
        raise Untold
    return date.fromisoformat(last)


def _minutes(event: Event | None) -> int:
    return logged_minutes(event) if event else 0


def _carry_days(store: Store, its: _Topic, changes: Iterable[Retold]) -> None:
    """Raises Untold for time of no day, and for a day that does not hold what was said of it."""
    before = {day: _day(store, its, day) for change in changes for each in change if each for day in [each.day]}
    after = {day: known for day, known in before.items() if known}
    for old, new in changes:
        if any(each.data.get("undated") for each in (old, new) if each):
            raise Untold
        if old and is_study(old):
            if old.day not in after:
                raise Untold
            after[old.day] = _without(after[old.day], old)
        if new and is_study(new):
            (after[new.day],) = fold_days([new], filter(None, [after.get(new.day)]))
    put = [day for key, day in after.items() if day.events and day != before[key]]
    store.put_days(its.user, its.roadmap, put, [day for day in after.values() if not day.events])


def _day(store: Store, its: _Topic, day: date) -> StudyDay | None:
    text = day.isoformat()
    row = store.kept(its.user, its.roadmap, "days", text[:7]).get((text, its.topic))
    return rows.study_day(row) if row else None


def _without(day: StudyDay, event: Event) -> StudyDay:
    return day._replace(
        minutes=day.minutes - logged_minutes(event),
        events=day.events - 1,
        grades=day.grades - (event.kind == "graded"),
    )


def _started(
    before: datetime | None, was: Sequence[Event], now: Sequence[Event], changes: Iterable[Retold]
) -> datetime:
    """Of a topic that counts as started now. Time that was logged for an earlier moment brings it forward, as far as it was
    recorded after the start; all that is known of it is what it came to `before`. Raises Untold.
    """
    earlier, later = ([each for each in its if each.kind in STATUS_KINDS] for its in (was, now))
    firsts = [next((each.id for each in its if each.kind in STARTS), "") for its in (earlier, later)]
    is_same = [(each.id, each.at) for each in earlier] == [(each.id, each.at) for each in later]
    has_reset = any(each.kind == "reset" for each in (*earlier, *later))
    by_status, before_by_status = (fold_topic(TopicState(""), its).started_at for its in (later, earlier))
    if (
        before is None
        or before_by_status is None
        or by_status is None
        or firsts[0] != firsts[1]
        or (has_reset and not is_same)
    ):
        raise Untold
    gone, come = ([each.at for each in its if each and each.kind == "logged"] for its in zip(*changes, strict=True))
    if by_status <= before and min(come, default=by_status) >= by_status:
        return by_status
    if (
        before < before_by_status
        and before < by_status
        and min(gone, default=by_status) > before <= min(come, default=before)
    ):
        return before
    raise Untold
