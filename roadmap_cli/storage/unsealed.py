"""Everything derived, compared with its seals and with a fresh fold of the log: what `roadmap doctor` asks."""

from collections.abc import Iterable

from roadmap_cli.domain.edit import in_effect
from roadmap_cli.domain.events import CARD_KINDS, Event, undone_batches
from roadmap_cli.domain.memory import fold_cards, topic_memory
from roadmap_cli.domain.progress import fold
from roadmap_cli.scheduling import schedule
from roadmap_cli.storage import rows
from roadmap_cli.storage.rows import Row, Values
from roadmap_cli.storage.seal import (
    NOTHING,
    PARTS,
    STUDIED,
    Place,
    Sealed,
    Tally,
    Unsound,
    studied,
    tallies_of_kinds,
    tally,
)


def unsealed(store: Sealed, user: str, roadmap: str) -> list[str]:
    """The names of the parts that differ: `seals`, `topics`, `days 2026-11`, `cards vectors` ..."""
    try:
        events = store.events(user, roadmap)
    except Unsound:
        return ["events"]
    folded = _folded(user, roadmap, events)
    right = {place: tally(its) for place, its in folded.items()} | tallies_of_kinds(events)
    right |= {(STUDIED, month): studied(its) for (part, month), its in folded.items() if part == "days"}
    differing: set[Place] = set()
    try:
        store.scopes.pop((user, roadmap), None)  # what was compared before is looked at again
        scope = store.scope(user, roadmap)
        store.kept_cards(user, roadmap)
        differing |= _differing(right, scope.seals)
    except Unsound:
        differing.add(("seals", ""))
    for part in PARTS:
        try:
            found = {place: tally(its) for place, its in _by_place(part, _all(store, user, roadmap, part)).items()}
            differing |= _differing({place: its for place, its in right.items() if place[0] == part}, found)
        except Unsound:
            differing.add((part, ""))
    store.scopes.pop((user, roadmap), None)
    return [" ".join(filter(None, place)) for place in sorted(differing)]


def _differing(right: dict[Place, Tally], found: dict[Place, Tally]) -> set[Place]:
    return {place for place in right.keys() | found.keys() if right.get(place, NOTHING) != found.get(place, NOTHING)}


def _all(store: Sealed, user: str, roadmap: str, part: str) -> list[Row]:
    if part == "cards":
        return store.rows("cards", user=user, roadmap=roadmap)
    within = {"since": "", "before": "~"} if part == "days" else {}
    return store.rows(PARTS[part].select, user=user, roadmap=roadmap, **within)


def _by_place(part: str, found: Iterable[Row]) -> dict[Place, list[Row]]:
    places: dict[Place, list[Row]] = {}
    for row in found:
        name = {"days": str(row[0])[:7], "cards": str(row[0])}.get(part, "")
        places.setdefault((part, name), []).append(row)
    return places


def _folded(user: str, roadmap: str, events: list[Event]) -> dict[Place, list[Row]]:
    """The rows of every part as they have to be."""
    alive = in_effect(events)
    state = fold(alive)
    values: dict[str, list[Values]] = {
        "topics": [rows.topic_row(user, roadmap, each) for each in state.topics.values()],
        "choices": [rows.choice_row(user, roadmap, each) for each in state.choices.values()],
        "days": [rows.day_row(user, roadmap, each) for each in state.days],
        "undone": [{"user": user, "roadmap": roadmap, "batch": batch} for batch in undone_batches(events)],
        "cards": [],
        "memories": [],
    }
    for topic in sorted({event.topic for event in alive if event.kind in CARD_KINDS and event.topic is not None}):
        cards = fold_cards([event for event in alive if event.topic == topic], schedule)
        values["cards"] += [rows.card_row(user, roadmap, each) for each in cards]
        values["memories"].append(rows.memory_row(user, roadmap, topic_memory(topic, cards)))
    places: dict[Place, list[Row]] = {}
    for part, its in values.items():
        places |= _by_place(part, [tuple(each.values())[2:] for each in its])
    return places
