"""Wishes as edits of a roadmap file, or of the file of the learner's own changes of it."""

from collections.abc import Iterable, Iterator

from roadmap_cli.definition.document import Table, topics_in
from roadmap_cli.definition.edit import Edit, MendTable, MoveTable, PutTable, TakeTable, edited, saying
from roadmap_cli.definition.toml_lines import Keys, table_at
from roadmap_cli.definition.wish import (
    AddChoice,
    AddModule,
    AddPhase,
    AddTopic,
    Beside,
    ChangeRoadmap,
    ChangeTopic,
    FileWish,
    MoveTopic,
    RemoveTopic,
    Wish,
)
from roadmap_cli.errors import CannotBeDone

REFERENCES = frozenset({"requires", "topics", "supports", "shows"})
"""Lists of ids of topics, wherever they stand; `topic` is one alone, and `requires_option` has a list an option."""
OWN_HEAD = """\
# Your own changes of the roadmap {id}, laid over it whenever it is read: they survive its upgrades.
# roadmap topic, roadmap module and roadmap phase write them.

[roadmap]
id = "{id}"
"""


def in_file(text: str, name: str, wishes: Iterable[FileWish]) -> str:
    """The text of a roadmap file with wishes fulfilled, one after the other. Raises CannotBeDone."""
    return edited(text, name, lambda document: (edit for wish in wishes for edit in edits_of(document, wish)))


def in_own(text: str, name: str, base: Table, wishes: Iterable[Wish]) -> str:
    """The text of the learner's own changes of a roadmap, which is this document without them. Raises CannotBeDone."""
    text = text or OWN_HEAD.format(id=base["roadmap"]["id"])
    return edited(text, name, lambda own: (edit for wish in wishes for edit in _own_edits(own, base, wish)))


def edits_of(document: Table, wish: FileWish) -> Iterator[Edit]:
    match wish:
        case ChangeRoadmap():
            yield MendTable(("roadmap",), saying(wish.said))
        case AddChoice():
            yield PutTable(("choice", len(document.get("choice", ()))), wish.table)
        case AddPhase():
            yield PutTable(("phase", len(document.get("phase", ()))), wish.table)
        case AddModule():
            phase = _at_phase(document, wish.phase)
            yield PutTable((*phase, "module", len(table_at(document, phase).get("module", ()))), wish.table)
        case AddTopic():
            yield PutTable(_place(document, wish.module, wish.beside), wish.table)
        case MoveTopic():
            at = _at_topic(document, wish.topic)
            to = _place(document, wish.module, wish.beside)
            is_later = to[:-1] == at[:-1] and _number(to) > _number(at)
            yield MoveTable(at, (*to[:-1], _number(to) - is_later))
        case RemoveTopic():
            yield TakeTable(_at_topic(document, wish.topic))
        case ChangeTopic():
            yield from _changes(document, wish, _at_topic(document, wish.topic))


def _changes(document: Table, wish: ChangeTopic, at: Keys) -> Iterator[Edit]:
    """A new id carries the progress of the old one on, and is known to all that named it."""
    new, said = wish.said.get("id", wish.topic), wish.said
    if new != wish.topic:
        former = (each for each in table_at(document, at).get("formerly", ()) if each != new)  # which may come back
        said = {**said, "formerly": [*former, wish.topic]}
    yield MendTable(at, saying(said))
    for place in _naming(document, wish.topic) if new != wish.topic else ():
        yield MendTable(place, lambda table: _rename(table, wish.topic, new))


def _own_edits(own: Table, base: Table, wish: Wish) -> Iterator[Edit]:
    match wish:
        case AddPhase():
            yield PutTable(("phase", len(own.get("phase", ()))), wish.table)
        case AddModule():
            yield PutTable(("module", len(own.get("module", ()))), {**wish.table, "phase": wish.phase})
        case AddTopic(beside=None):
            yield PutTable(("topic", len(own.get("topic", ()))), _with_place(wish.table, wish.phase, wish.module))
        case MoveTopic(beside=None):
            yield from _own_change(own, wish.topic, {"phase": wish.phase, "module": wish.module})
        case AddTopic() | MoveTopic():
            sentence = "the order within a module is that of the roadmap, which is not yours to edit"
            raise CannotBeDone(sentence, "a copy of your own can be put in any order: roadmap fork")
        case RemoveTopic():
            yield from _own_removal(own, base, wish.topic)
        case ChangeTopic():
            yield from _own_change(own, wish.topic, wish.said)


def _own_change(own: Table, topic: str, said: Table) -> Iterator[Edit]:
    at = next((("topic", index) for index, each in enumerate(own.get("topic", ())) if each["id"] == topic), None)
    if said.get("id", topic) != topic:
        sentence = f'the id "{topic}" stays: it is not in a file of yours'
        raise CannotBeDone(sentence, "a copy of your own can be changed in everything: roadmap fork")
    if at is not None:
        yield MendTable(at, saying(said))
    else:
        kept = {key: value for key, value in said.items() if value is not None}
        yield PutTable(("topic", len(own.get("topic", ()))), {"id": topic, **kept})


def _own_removal(own: Table, base: Table, topic: str) -> Iterator[Edit]:
    """What the roadmap brings is hidden, what one added oneself goes."""
    if any(each["id"] == topic for *_, each in topics_in(base)):
        yield from _own_change(own, topic, {"hidden": True})
    else:
        yield TakeTable(("topic", next(index for index, each in enumerate(own["topic"]) if each["id"] == topic)))


def _with_place(table: Table, phase: str, module: str) -> Table:
    first: Table = {key: table[key] for key in ("id", "title")}
    return first | {"phase": phase, "module": module} | table


def _at_phase(document: Table, name: str) -> Keys:
    return next(("phase", index) for index, each in enumerate(document.get("phase", ())) if each["id"] == name)


def _at_topic(document: Table, name: str) -> Keys:
    return next(at for at, topic in topics_at(document) if topic["id"] == name)


def topics_at(document: Table) -> Iterator[tuple[Keys, Table]]:
    for at, module in _modules_at(document):
        for index, topic in enumerate(module.get("topic", ())):
            yield (*at, "topic", index), topic


def parts_at(document: Table) -> Iterator[tuple[Keys, Table]]:
    """The phases, then the modules."""
    yield from ((("phase", number), phase) for number, phase in enumerate(document.get("phase", ())))
    yield from _modules_at(document)


def _modules_at(document: Table) -> Iterator[tuple[Keys, Table]]:
    for number, phase in enumerate(document.get("phase", ())):
        for index, module in enumerate(phase.get("module", ())):
            yield ("phase", number, "module", index), module


def _place(document: Table, module: str, beside: Beside | None) -> Keys:
    """Beside another topic, which may stand in any module, else at the end of this one."""
    if beside is not None:
        at = _at_topic(document, beside.topic)
        return (*at[:-1], _number(at) + (not beside.before))
    at, table = next(each for each in _modules_at(document) if each[1]["id"] == module)
    return (*at, "topic", len(table.get("topic", ())))


def _number(at: Keys) -> int:
    return int(at[-1])


def _naming(document: Table, topic: str) -> Iterator[Keys]:
    """Tables with a header of their own in which a topic is named: other topics, and all that stands beside the phases."""
    places = [at for at, _ in topics_at(document)]
    for key, value in document.items():
        if key != "phase":
            places += [(key, index) for index in range(len(value))] if isinstance(value, list) else [(key,)]
    return (at for at in places if _rename(table_at(document, at), topic, None))


def _rename(table: Table, old: str, new: str | None) -> bool:
    """Whether it is named there; with a new name it is called so from now on."""
    found = False
    for key, value in ((key, value) for key, value in table.items() if key != "cards"):  # whose names are their own
        lists = list(value.values()) if key == "requires_option" else [value] if key in REFERENCES else []
        for ids in (each for each in lists if isinstance(each, list)):
            for index in [index for index, each in enumerate(ids) if each == old]:
                found = True
                if new is not None:
                    ids[index] = new
        if key == "topic" and value == old:
            found = True
            if new is not None:
                table[key] = new
        inner = value if isinstance(value, list) else [value]
        for each in inner:
            found = (isinstance(each, dict) and _rename(each, old, new)) or found
    return found
