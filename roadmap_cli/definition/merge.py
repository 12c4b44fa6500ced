"""Three states of one roadmap brought together: as it was imported last, as a hand has edited it since, and as its file
says it now. It decides what is to be done to the edited text, and writes nothing.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Literal, NamedTuple

from roadmap_cli.definition.document import Row, Table

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


class PutValue(NamedTuple):
    """A value of a topic, or where that is empty, of the roadmap; None takes it out."""

    topic: str
    key: str
    value: object


class PutEntries(NamedTuple):
    """What comes into a list of a topic, and what leaves it."""

    topic: str
    key: str
    added: tuple[object, ...]
    dropped: tuple[object, ...]


class PutTopic(NamedTuple):
    """A topic that is new, or that stands elsewhere now."""

    table: Table
    spot: Spot
    is_new: bool


class PutChoice(NamedTuple):
    """One that is new."""

    table: Table


class TakeOut(NamedTuple):
    topic: str


Edit = PutValue | PutEntries | PutTopic | PutChoice | TakeOut


class Merge(NamedTuple):
    """`staying` are topics that the file names no longer and that a hand has edited or needs."""

    edits: tuple[Edit, ...]
    conflicts: tuple[Conflict, ...]
    staying: tuple[str, ...]


class Stand(NamedTuple):
    """A topic as it stands in a file."""

    table: Table
    spot: Spot


class _Clash(NamedTuple):
    conflict: Conflict
    theirs: Edit


_Stands = Mapping[str, Stand]


def merge(base: Table | None, mine: Table, theirs: Table, commented: Collection[str], sides: Sides) -> Merge:
    """`base` is None where it is not known any more: then every difference is a conflict, and nothing is taken out.
    `commented` are the topics of mine beside which somebody wrote something.
    """
    before, here, there = (topics_of(each or NOTHING) for each in (base, mine, theirs))
    today = {old: key for key, each in here.items() for old in (*each.table.get("formerly", ()), key)}
    leaving = {today[key] for key in before if key not in there and key in today}
    staying = {each for each in leaving if _is_wanted(each, leaving, before, here, commented)}
    found = [*_about(base or NOTHING, mine, theirs), *_all_values(before, here, there, today)]
    clashes = [each for each in found if isinstance(each, _Clash)]
    choices = {each["id"] for known in (base or NOTHING, mine) for each in known.get("choice", ())}
    edits = [
        *(PutChoice(each) for each in theirs.get("choice", ()) if each["id"] not in choices),
        *_topics(before, here, there, today),
        *(each for each in found if not isinstance(each, _Clash)),
        *(each.theirs for each in clashes if sides.get(each.conflict.place) == "theirs"),
        *(TakeOut(each) for each in here if each in leaving - staying),
    ]
    return Merge(
        edits=tuple(edits),
        conflicts=tuple(each.conflict for each in clashes if each.conflict.place not in sides),
        staying=tuple(each for each in here if each in staying),
    )


def topics_of(document: Table) -> dict[str, Stand]:
    """Every topic by id, in the order of the file."""
    found: dict[str, Stand] = {}
    for phase in document.get("phase", ()):
        for module in phase.get("module", ()):
            after = None
            for topic in module.get("topic", ()):
                found[topic["id"]] = Stand(topic, Spot(phase, module, after))
                after = topic["id"]
    return found


def _is_wanted(
    topic: str, leaving: Collection[str], before: _Stands, here: _Stands, commented: Collection[str]
) -> bool:
    """Whether a hand has edited it, written beside it, or made another topic stand on it."""
    if topic in commented or topic not in before:
        return True
    now, then = here[topic], before[topic]
    needed = any(
        topic in _needs(each.table) and topic not in _needs(before[key].table if key in before else NOTHING)
        for key, each in here.items()
        if key not in leaving
    )
    return needed or now.table != then.table or now.spot.ids != then.spot.ids


def _needs(topic: Table) -> set[str]:
    by_option = topic.get("requires_option", {}).values()
    return {*topic.get("requires", ()), *(each for needed in by_option for each in needed)}


def _topics(before: _Stands, here: _Stands, there: _Stands, today: Mapping[str, str]) -> Iterator[Edit]:
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


def _about(base: Table, mine: Table, theirs: Table) -> Iterator[Edit | _Clash]:
    """The title of the roadmap and the like."""
    about, old, new = (each.get("roadmap", NOTHING) for each in (mine, base, theirs))
    for key in dict.fromkeys((*old, *new)):
        if key not in _KEPT and not isinstance(new.get(key, old.get(key)), dict):
            yield from _value(Stand({**about, "id": ""}, Spot(NOTHING, NOTHING, None)), key, old, new)


def _all_values(before: _Stands, here: _Stands, there: _Stands, today: Mapping[str, str]) -> Iterator[Edit | _Clash]:
    gone = before.keys() - today.keys()
    for key, each in there.items():
        if key not in today:
            continue
        old = before[key].table if key in before else NOTHING
        new = {**each.table}
        if "requires" in new:
            new["requires"] = [today.get(needed, needed) for needed in new["requires"] if needed not in gone]
        for name in dict.fromkeys((*old, *new)):
            if name not in _KEPT:
                yield from _value(here[today[key]], name, old, new)


def _value(own: Stand, key: str, old: Table, new: Table) -> Iterator[Edit | _Clash]:
    topic, mine = own.table["id"], own.table.get(key)
    then, now = old.get(key), new.get(key)
    if isinstance(mine, list) and isinstance(now or [], list) and isinstance(then or [], list):
        yield from _entries(own, key, then or [], now or [])
    elif now not in (then, mine):
        if mine == then:
            yield PutValue(topic, key, now)
        else:
            yield _clash(own, key, mine, now, PutValue(topic, key, now))


def _entries(own: Stand, key: str, then: Row, now: Row) -> Iterator[Edit | _Clash]:
    """Lists are brought together entry by entry; two tables of one address are the same entry."""
    topic = own.table["id"]
    mine, old, new = (_named(each) for each in (own.table[key], then, now))
    added: Row = []
    dropped: Row = []
    for name, entry in new.items():
        if name not in mine:
            added += [entry] if name not in old else []
        elif entry not in (mine[name], old.get(name)):
            if mine[name] == old.get(name):
                added.append(entry)
                dropped.append(mine[name])
            else:
                edit = PutEntries(topic=topic, key=key, added=(entry,), dropped=(mine[name],))
                yield _clash(own, f"{key} {name[0]}", mine[name], entry, edit)
    dropped += [mine[name] for name in old if name not in new and mine.get(name) == old[name]]
    if added or dropped:
        yield PutEntries(topic=topic, key=key, added=tuple(added), dropped=tuple(dropped))


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


def _clash(own: Stand, key: str, mine: object, theirs: object, edit: Edit) -> _Clash:
    said, says = _shown(mine), _shown(theirs)
    title = str(own.table.get("title", own.table["id"]))
    return _Clash(Conflict(topic=own.table["id"], title=title, key=key, mine=said, theirs=says), edit)


def _shown(value: object) -> str:
    """In a line; of an entry what it says."""
    if isinstance(value, dict):
        return ", ".join(map(_shown, value.values()))
    if isinstance(value, list):
        return "; ".join(map(_shown, value))
    return "nothing" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
