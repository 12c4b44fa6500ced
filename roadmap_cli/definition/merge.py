"""Three states of one roadmap brought together: as it was imported last, as a hand has edited it since, and as its file
says it now. It decides what is to be done to the edited text, and writes nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Literal, NamedTuple

from roadmap_cli.definition.document import Row, Table, needs_of, topics_in
from roadmap_cli.definition.wish import AddChoice, ChangeRoadmap, ChangeTopic, RemoveTopic

Side = Literal["mine", "theirs"]
Sides = Mapping[tuple[str, str], Side]
"""How conflicts are settled, by topic and key."""
NOTHING: Table = {}
_NAMES = ("url", "id", "title")
"""By which the tables of a list are told apart."""
_KEPT = frozenset({"id", "formerly"})


class Conflict(NamedTuple):
    """A value of a topic, or of the roadmap itself, that a hand and the file have both changed."""

    topic: str
    title: str
    key: str
    mine: str
    theirs: str

    @property
    def place(self) -> tuple[str, str]:
        return self.topic, self.key


class Spot(NamedTuple):
    """Where a topic stands in a file: the tables of its phase and module, and the topic before it in that module."""

    phase: Table
    module: Table
    after: str | None

    @property
    def ids(self) -> tuple[str, str]:
        return self.phase["id"], self.module["id"]


class PutTopic(NamedTuple):
    """A topic that is new, or that stands elsewhere now."""

    table: Table
    spot: Spot
    is_new: bool


Step = PutTopic | AddChoice | ChangeRoadmap | ChangeTopic | RemoveTopic


class Merge(NamedTuple):
    """`staying` are topics that the file names no longer and that a hand has edited or needs."""

    steps: tuple[Step, ...]
    conflicts: tuple[Conflict, ...]
    staying: tuple[str, ...]


class Stand(NamedTuple):
    """A topic as it stands in a file."""

    table: Table
    spot: Spot


_Stands = Mapping[str, Stand]
_Found = tuple[str, object] | Conflict
"""What a key says from now on, or why that is not known."""


def merge(base: Table | None, mine: Table, theirs: Table, commented: Collection[str], sides: Sides) -> Merge:
    """`base` is None where it is not known any more: then every difference is a conflict, and nothing is taken out.
    `commented` are the topics of mine beside which somebody wrote something.
    """
    before, here, there = (topics_of(each or NOTHING) for each in (base, mine, theirs))
    today = {old: key for key, each in here.items() for old in (*each.table.get("formerly", ()), key)}
    leaving = {today[key] for key in before if key not in there and key in today}
    staying = {each for each in leaving if _is_wanted(each, leaving, before, here, commented)}
    about = _about(base or NOTHING, mine, theirs, sides)
    values = [(key, [*found]) for key, found in _all_values(before, here, there, today, sides)]
    choices = {each["id"] for known in (base or NOTHING, mine) for each in known.get("choice", ())}
    steps: list[Step] = [
        *(AddChoice(each) for each in theirs.get("choice", ()) if each["id"] not in choices),
        *_topics(before, here, there, today),
        *(ChangeRoadmap(said) for said in [_said(about)] if said),
        *(ChangeTopic(key, said) for key, found in values if (said := _said(found))),
        *(RemoveTopic(each) for each in here if each in leaving - staying),
    ]
    return Merge(
        steps=tuple(steps),
        conflicts=tuple(each for each in chain(about, *(found for _, found in values)) if isinstance(each, Conflict)),
        staying=tuple(each for each in here if each in staying),
    )


def topics_of(document: Table) -> dict[str, Stand]:
    """Every topic by id, in the order of the file."""
    found: dict[str, Stand] = {}
    last: dict[str, str] = {}
    for phase, module, topic in topics_in(document):
        found[topic["id"]] = Stand(topic, Spot(phase, module, last.get(module["id"])))
        last[module["id"]] = topic["id"]
    return found


def _is_wanted(
    topic: str, leaving: Collection[str], before: _Stands, here: _Stands, commented: Collection[str]
) -> bool:
    """Whether a hand has edited it, written beside it, or made another topic stand on it."""
    if topic in commented or topic not in before:
        return True
    now, then = here[topic], before[topic]
    needed = any(
        topic in needs_of(each.table) and topic not in needs_of(before[key].table if key in before else NOTHING)
        for key, each in here.items()
        if key not in leaving
    )
    return needed or now.table != then.table or now.spot.ids != then.spot.ids


def _topics(before: _Stands, here: _Stands, there: _Stands, today: Mapping[str, str]) -> Iterator[PutTopic]:
    """What is new, and what stands elsewhere. A topic that a hand took out stays out."""
    known = {**today, **{key: key for key in there if key not in today and key not in before}}
    for key, each in there.items():
        spot = each.spot._replace(after=_known_before(each, there, known))
        if key in today:
            own = here[today[key]]
            if key in before and before[key].spot.ids != each.spot.ids and own.spot.ids == before[key].spot.ids:
                yield PutTopic(own.table, spot, is_new=False)
        elif key not in before:
            requires = [known[needed] for needed in each.table.get("requires", ()) if needed in known]
            table = {name: value for name, value in each.table.items() if name != "requires"}
            yield PutTopic({**table, **({"requires": requires} if requires else {})}, spot, is_new=True)


def _known_before(topic: Stand, there: _Stands, known: Mapping[str, str]) -> str | None:
    """The nearest topic above it that is here."""
    after = topic.spot.after
    while after is not None and after not in known:
        after = there[after].spot.after
    return known[after] if after else None


def _about(base: Table, mine: Table, theirs: Table, sides: Sides) -> list[_Found]:
    """The title of the roadmap and the like."""
    about, old, new = (each.get("roadmap", NOTHING) for each in (mine, base, theirs))
    keys = [key for key in dict.fromkeys((*old, *new)) if not isinstance(new.get(key, old.get(key)), dict)]
    return [*_values({**about, "id": ""}, keys, old, new, sides)]


def _all_values(
    before: _Stands, here: _Stands, there: _Stands, today: Mapping[str, str], sides: Sides
) -> Iterator[tuple[str, Iterator[_Found]]]:
    """By the topic that they are of."""
    gone = before.keys() - today.keys()
    for key in there:
        if key in today:
            old, new = (_as_here(its[key].table if key in its else NOTHING, today, gone) for its in (before, there))
            yield today[key], _values(here[today[key]].table, dict.fromkeys((*old, *new)), old, new, sides)


def _as_here(topic: Table, today: Mapping[str, str], gone: Collection[str]) -> Table:
    """With its prerequisites as they are called here, without those that a hand took out."""
    requires = [today.get(needed, needed) for needed in topic.get("requires", ()) if needed not in gone]
    own = {key: value for key, value in topic.items() if key != "requires"}
    return own | ({"requires": requires} if requires else {})


def _said(found: Iterable[_Found]) -> Table:
    return dict(each for each in found if not isinstance(each, Conflict))


def _values(own: Table, keys: Iterable[str], old: Table, new: Table, sides: Sides) -> Iterator[_Found]:
    for key in keys:
        mine, then, now = own.get(key), old.get(key), new.get(key)
        if key in _KEPT:
            continue
        if isinstance(mine, list) and isinstance(now or [], list) and isinstance(then or [], list):
            yield from _entries(own, key, then or [], now or [], sides)
        elif now not in (then, mine):
            conflict = _conflict(own, key, mine, now)
            if mine == then or sides.get(conflict.place) == "theirs":
                yield key, now
            elif conflict.place not in sides:
                yield conflict


def _entries(own: Table, key: str, then: Row, now: Row, sides: Sides) -> Iterator[_Found]:
    """Lists are brought together entry by entry; two tables of one address are the same entry."""
    mine, old, new = (_named(each) for each in (own[key], then, now))
    for name, entry in new.items():
        if name not in mine:
            mine |= {name: entry} if name not in old else {}
        elif entry not in (mine[name], old.get(name)):
            conflict = _conflict(own, f"{key} {name[0]}", mine[name], entry)
            if mine[name] == old.get(name) or sides.get(conflict.place) == "theirs":
                mine[name] = entry
            elif conflict.place not in sides:
                yield conflict
    left = [each for name, each in mine.items() if name in new or name not in old or each != old[name]]
    if left != own[key]:
        yield key, left or None


def _named(entries: Row) -> dict[tuple[str, int], object]:
    """By its name, and how often that was there before."""
    turns: dict[str, int] = {}
    found: dict[tuple[str, int], object] = {}
    for entry in entries:
        name = _name(entry)
        turns[name] = turns.get(name, 0) + 1
        found[name, turns[name]] = entry
    return found


def _name(entry: object) -> str:
    names = (str(entry[name]) for name in _NAMES if name in entry) if isinstance(entry, dict) else iter(())
    return next(names, str(entry))


def _conflict(own: Table, key: str, mine: object, theirs: object) -> Conflict:
    title = str(own.get("title", own["id"]))
    return Conflict(topic=own["id"], title=title, key=key, mine=_shown(mine), theirs=_shown(theirs))


def _shown(value: object) -> str:
    """In a line; of an entry what it says."""
    if isinstance(value, dict):
        return ", ".join(map(_shown, value.values()))
    if isinstance(value, list):
        return "; ".join(map(_shown, value))
    return "nothing" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
