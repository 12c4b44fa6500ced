"""A roadmap file as a hand has edited it, with what its source says now: comments, order and all that is not touched stay
as they are.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import tomlkit
from tomlkit.items import AoT, Array, Comment, InlineTable, Item, Null, Whitespace
from tomlkit.items import Table as Heading

from roadmap_cli.definition.document import Row, Table
from roadmap_cli.definition.merge import (
    Conflict,
    Edit,
    PutChoice,
    PutEntries,
    PutTopic,
    PutValue,
    Sides,
    Spot,
    TakeOut,
    merge,
)
from roadmap_cli.definition.reader import document_of


class MergedText(NamedTuple):
    """`text` is what was there where there are conflicts. `staying` are ids of topics that the file names no longer."""

    text: str
    conflicts: tuple[Conflict, ...]
    staying: tuple[str, ...]


def bring_together(base: Table | None, mine: str, theirs: Table, sides: Sides, name: str) -> MergedText:
    """Raises InvalidFile, beginning with `name`, where all of it together is no valid roadmap."""
    document = tomlkit.parse(mine)
    merged = merge(base, document.unwrap(), theirs, _commented(document), sides)
    if merged.conflicts:
        return MergedText(mine, merged.conflicts, merged.staying)
    text = _carried_out(document, merged.edits) if merged.edits else mine
    document_of(text, name)
    return MergedText(text, (), merged.staying)


def _commented(document: Table) -> frozenset[str]:
    """The topics in whose part of the text a comment stands."""
    topics = (topic for _, module in _modules(document) for topic in module.get("topic", ()))
    return frozenset(str(topic["id"]) for topic in topics if isinstance(topic, Heading) and _has_comment(topic))


def _carried_out(document: Table, edits: Iterable[Edit]) -> str:
    empty = {str(each["id"]) for each in _parts(document) if not _within(each)}  # which somebody left so
    for edit in edits:
        _carry_out(document, edit)
    for phase, module in [*_modules(document)]:
        if not _within(module) and str(module["id"]) not in empty:
            _remove(phase["module"], module)
    for phase in [*document.get("phase", ())]:
        if not _within(phase) and str(phase["id"]) not in empty:
            _remove(document["phase"], phase)
    return tomlkit.dumps(document)


def _carry_out(document: Table, edit: Edit) -> None:
    match edit:
        case PutValue(topic, key, value):
            _put(_topic(document, topic)[1] if topic else document["roadmap"], key, value)
        case PutEntries(topic, key, added, dropped):
            _put_entries(_topic(document, topic)[1], key, added, dropped)
        case PutTopic(table, spot, is_new):
            moved = _new(table) if is_new else _taken_out(document, table["id"])
            _insert(_list_for(document, spot), moved, spot.after)
        case PutChoice(table):
            _array(document, "choice").append(_new(table))
        case TakeOut(topic):
            _taken_out(document, topic)


def _put(table: Table, key: str, value: object) -> None:
    """A value that is there keeps the comment behind it."""
    if value is None:
        table.pop(key, None)
        return
    made = tomlkit.item(value)
    if key in table and isinstance(table[key], Item) and isinstance(made, Item):
        made.trivia.comment, made.trivia.comment_ws = table[key].trivia.comment, table[key].trivia.comment_ws
    table[key] = made


def _put_entries(table: Table, key: str, added: tuple[object, ...], dropped: tuple[object, ...]) -> None:
    entries = table[key]
    for each in dropped:
        _remove(entries, each)
    for each in added:
        entries.append(_inline(each) if isinstance(each, dict) and not isinstance(entries, AoT) else each)
    if not entries:
        del table[key]


def _remove(entries: Row, entry: object) -> None:
    place = next((place for place, each in enumerate(entries) if each is entry or each == entry), None)
    if place is not None:
        del entries[place]


def _insert(topics: Row, topic: Table, after: str | None) -> None:
    places = {str(each["id"]): place for place, each in enumerate(topics)}
    place = places.get(after, len(topics) - 1) + 1 if after else 0
    if isinstance(topics, AoT):
        topics.insert(place, topic)
    else:
        topics.insert(place, _inline(topic))


def _list_for(document: Table, spot: Spot) -> Row:
    """The topics of a module, which is made where there is none of its id or title."""
    phases = _array(document, "phase")
    phase = _part(phases, spot.phase)
    if phase is None:
        new = _new({key: value for key, value in spot.phase.items() if key != "module"})
        new["id"] = _free(document, new["id"])
        phases.append(new)
        phase = phases[-1]
    modules = _array(phase, "module")
    module = _part(modules, spot.module)
    if module is None:
        new = _new({key: value for key, value in spot.module.items() if key != "topic"})
        new["id"] = _free(document, new["id"])
        modules.append(new)
        module = modules[-1]
    return _array(module, "topic")


def _part(parts: Row, wanted: Table) -> Table | None:
    """By its id, else by its title."""
    found: Iterator[Table] = (each for key in ("id", "title") for each in parts if each[key] == wanted[key])
    return next(found, None)


def _free(document: Table, wanted: str) -> str:
    taken = {str(phase["id"]) for phase in document["phase"]} | {str(each["id"]) for _, each in _modules(document)}
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(each for each in names if each not in taken)


def _parts(document: Table) -> Iterator[Table]:
    yield from document.get("phase", ())
    yield from (module for _, module in _modules(document))


def _within(part: Table) -> Row:
    """The topics of a module, the modules of a phase."""
    return next((part[key] for key in ("topic", "module") if key in part), [])


def _array(table: Table, key: str) -> Row:
    """Begun where there is none."""
    if key not in table:
        table[key] = tomlkit.aot()
    array: Row = table[key]
    return array


def _modules(document: Table) -> Iterator[tuple[Table, Table]]:
    for phase in document.get("phase", ()):
        for module in phase.get("module", ()):
            yield phase, module


def _topic(document: Table, wanted: str) -> tuple[Row, Table]:
    """The list in which a topic stands, and the topic."""
    return next(
        (module["topic"], topic)
        for _, module in _modules(document)
        for topic in module.get("topic", ())
        if topic["id"] == wanted
    )


def _taken_out(document: Table, wanted: str) -> Table:
    topics, topic = _topic(document, wanted)
    _remove(topics, topic)
    return topic


def _new(table: Table) -> Heading:
    made = tomlkit.table()
    for key, value in table.items():
        made.append(key, [_inline(each) for each in value] if _holds_tables(value) else value)
    made.add(tomlkit.nl())
    return made


def _holds_tables(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def _inline(table: Table) -> InlineTable:
    made = tomlkit.inline_table()
    made.update(table)
    return made


def _has_comment(item: Item) -> bool:
    """Behind a value, above or below it, in a list or in a table within. Of a list it is enough that it looks so."""
    if isinstance(item, Null | Whitespace):
        return False
    if isinstance(item, Comment) or item.trivia.comment:
        return True
    if isinstance(item, AoT):
        return any(_has_comment(each) for each in item)
    if isinstance(item, Heading):
        return any(_has_comment(each) for _, each in item.value.body)
    return isinstance(item, Array) and re.search(r"\s#", item.as_string()) is not None
