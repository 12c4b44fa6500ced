"""Everything derived, compared with its seals and with a fresh fold of the log: what `roadmap doctor` asks."""

from collections.abc import Iterable, Iterator, Sequence
from operator import or_

from roadmap_cli.domain.events import undone_batches
from roadmap_cli.domain.later_event import AnyEvent, known
from roadmap_cli.domain.memory import topic_memory
from roadmap_cli.domain.pieces import in_pieces
from roadmap_cli.domain.progress import fold_choices
from roadmap_cli.storage import rows
from roadmap_cli.storage.log_reader import LogReader
from roadmap_cli.storage.rows import Row, Values
from roadmap_cli.storage.seal import (
    NEVER,
    NOTHING,
    PARTS,
    STUDIED,
    Place,
    Sealed,
    Tally,
    Unsound,
    add_up,
    studied,
    tally,
)
from roadmap_cli.storage.touched import FoldedTopic, Touched


class Looked(Touched):
    """At all events, which are counted by their kinds."""

    def __init__(self) -> None:
        super().__init__()
        self.tallies: dict[Place, Tally] = {}

    def add(self, recorded: Sequence[AnyEvent]) -> None:
        super().add(recorded)
        add_up(self.tallies, known(recorded))


def unsealed(store: LogReader, user: str, roadmap: str) -> list[str]:
    """The names of the parts that differ: `seals`, `topics`, `days 2026-11`, `cards vectors` ..."""
    looked = Looked()
    try:
        for some in in_pieces(store.streamed(user, roadmap)):
            looked.add(some)
    except Unsound:
        return ["events"]
    return differing_parts(store, store, user, roadmap, looked)


def differing_parts(log: LogReader, store: Sealed, user: str, roadmap: str, looked: Looked) -> list[str]:
    """The same where all events of a log were looked at before."""
    right = _folded(log, user, roadmap, looked)
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
    within = {"since": "", "before": NEVER} if part == "days" else {}
    return store.rows(PARTS[part].select, user=user, roadmap=roadmap, **within)


def _by_place(part: str, found: Iterable[Row]) -> dict[Place, list[Row]]:
    places: dict[Place, list[Row]] = {}
    for row in found:
        name = {"days": str(row[0])[:7], "cards": str(row[0])}.get(part, "")
        places.setdefault((part, name), []).append(row)
    return places


def _folded(log: LogReader, user: str, roadmap: str, looked: Looked) -> dict[Place, Tally]:
    """What the rows of every part have to add up to."""
    right = dict(looked.tallies)
    for part, values in _values(log, user, roadmap, looked):
        for place, its in _by_place(part, [tuple(each.values())[2:] for each in values]).items():
            right[place] = right.get(place, NOTHING).changed(NOTHING, tally(its))
            if part == "days":
                month, those = (STUDIED, place[1]), studied(its)
                right[month] = Tally(*map(or_, right.get(month, NOTHING), those))
    return right


def _values(log: LogReader, user: str, roadmap: str, touched: Touched) -> Iterator[tuple[str, list[Values]]]:
    gone = undone_batches(log.found_of_kinds(user, roadmap, ["undone"]))
    choices = fold_choices(each for each in log.found_of_kinds(user, roadmap, ["chose"]) if each.batch not in gone)
    yield "choices", [rows.choice_row(user, roadmap, each) for each in choices.values()]
    yield "undone", [{"user": user, "roadmap": roadmap, "batch": batch} for batch in gone]
    for _, folded in log.folded(user, roadmap, touched, gone):
        yield from _of_topic(user, roadmap, folded)


def _of_topic(user: str, roadmap: str, folded: FoldedTopic) -> Iterator[tuple[str, list[Values]]]:
    yield "topics", [rows.topic_row(user, roadmap, folded.state)] if folded.state else []
    yield "days", [rows.day_row(user, roadmap, each) for each in folded.days]
    yield "cards", [rows.card_row(user, roadmap, each) for each in folded.cards]
    if folded.state and folded.cards:
        yield "memories", [rows.memory_row(user, roadmap, topic_memory(folded.state.topic, folded.cards))]
