"""A roadmap file changed in its text, with comments and order kept: tables put in, taken out, and changed in their place.

Every change is made twice, on the values of the file and on its text. Where both do not come to the same, the file is
written in a way that cannot be changed without touching more than was asked for, and stays as it was.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import tomli
import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import InlineTable, Item

from roadmap_cli.definition.document import Row, Table
from roadmap_cli.definition.toml_lines import Keys, lines_of
from roadmap_cli.errors import CannotBeDone

Mend = Callable[[Table], object]
"""Of a table, as values or as tomlkit has it."""
LONGEST = 110
"""Letters of a line with a list."""


class PutTable(NamedTuple):
    """A new table, as the one of this index among those of the array that leads to it."""

    at: Keys
    table: Table


class TakeTable(NamedTuple):
    at: Keys


class MoveTable(NamedTuple):
    """Out of its place and into another, as that is called once it is out."""

    at: Keys
    to: Keys


class MendTable(NamedTuple):
    at: Keys
    mend: Mend


Edit = PutTable | TakeTable | MoveTable | MendTable


def edited(text: str, name: str, edits: Sequence[Edit]) -> str:
    """The text with these edits, one after the other. Raises CannotBeDone where they would touch more than they say."""
    plain = text.replace("\r\n", "\n")
    values = tomli.loads(plain)
    try:
        for edit in edits:
            plain = _in_text(plain, edit)
            _in_values(values, edit)
        is_so = tomli.loads(plain) == values
    except (TOMLKitError, tomli.TOMLDecodeError, LookupError, TypeError, ValueError, AttributeError):
        is_so = False
    if not is_so:
        sentence = f"{name} is written in a way that cannot be changed here without touching more of it"
        raise CannotBeDone(sentence, f"change it in an editor, then: roadmap check {name}")
    return plain.replace("\n", "\r\n") if "\r\n" in text else plain


def saying(said: Table) -> Mend:
    """Keys with what they say from now on; None takes one out."""

    def mend(table: Table) -> None:
        for key, value in said.items():
            if value is None:
                table.pop(key, None)
            else:
                table[key] = value if type(table) is dict else _item(key, value)

    return mend


def table_at(document: Table, at: Keys) -> Table:
    """Raises LookupError where there is none."""
    here: Table | Row = document
    for key in at:
        here = here[str(key)] if isinstance(here, dict) else here[int(key)]
    if not isinstance(here, dict):
        raise TypeError(at)
    return here


def _in_values(values: Table, edit: Edit) -> None:
    match edit:
        case PutTable():
            _array(values, edit.at).insert(int(edit.at[-1]), edit.table)
        case TakeTable():
            _taken(values, edit.at)
        case MoveTable():
            table = _taken(values, edit.at)
            _array(values, edit.to).insert(int(edit.to[-1]), table)
        case MendTable():
            edit.mend(table_at(values, edit.at))


def _taken(values: Table, at: Keys) -> Table:
    """Of the last one no header is left that would name what it stood in."""
    array = _array(values, at)
    table: Table = array.pop(int(at[-1]))
    if not array:
        del table_at(values, at[:-2])[str(at[-2])]
    return table


def _array(values: Table, at: Keys) -> Row:
    """What a table stands in, an empty one where there is none yet."""
    array: Row = table_at(values, at[:-2]).setdefault(str(at[-2]), [])
    return array


def _in_text(text: str, edit: Edit) -> str:
    lines = text.split("\n")
    match edit:
        case PutTable():
            return _put(lines, edit.at, _written(edit.at, edit.table))
        case TakeTable():
            return "\n".join(_without(lines, *_block(lines, edit.at)))
        case MoveTable():
            start, end = _block(lines, edit.at)
            table = lines[start:end]
            return _put(_without(lines, start, end), edit.to, table)
        case MendTable():
            start, end = _block(lines, edit.at)
            block = tomlkit.parse("\n".join([*lines[start:end], ""]))
            edit.mend(_only(block, edit.at))
            return "\n".join([*lines[:start], *tomlkit.dumps(block).rstrip("\n").split("\n"), *lines[end:]])


def _only(block: Table, at: Keys) -> Table:
    """The table in the text of it alone: a header names the tables around it, and numbers none of them."""
    names = [each for each in at if isinstance(each, str)]
    return table_at(block, (*names, 0) if isinstance(at[-1], int) else tuple(names))


def _put(lines: Sequence[str], at: Keys, table: Sequence[str]) -> str:
    """Before the one that has its place, else behind the last one, else behind what they are in."""
    *within, index = at
    heads = dict(_heads(lines))
    if at in heads:
        start, _ = _block(lines, at)
        return "\n".join([*lines[:start], *table, "", *lines[start:]])
    before = (*within, index - 1) if isinstance(index, int) and index else tuple(within[:-1])
    end = _block(lines, before)[1] if before else _end(lines, len(lines))
    rest = lines[end:]
    gap = [""] if any(rest) and rest[0] else []
    return "\n".join([*lines[:end], *([""] if end else []), *table, *gap, *(rest or [""])])


def _without(lines: Sequence[str], start: int, end: int) -> list[str]:
    """And without the blank line that parted it from what came before."""
    first = start - 1 if start and not lines[start - 1].strip() else start
    return [*lines[:first], *lines[end:]]


def _block(lines: Sequence[str], at: Keys) -> tuple[int, int]:
    """From where to where a table stands, with what is in it and the comment over it. Raises KeyError where it has no header."""
    heads = dict(_heads(lines))
    start = heads[at]
    later = [line for other, line in heads.items() if line > start and other[: len(at)] != at]
    end = _end(lines, min(later, default=len(lines)))
    while start and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start, end


def _end(lines: Sequence[str], end: int) -> int:
    """Without blank lines and comments before it, which belong to what follows."""
    while end and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _heads(lines: Sequence[str]) -> Iterator[tuple[Keys, int]]:
    """The headers of tables, each with its line from 0."""
    for at, line in lines_of("\n".join(lines)).items():
        if lines[line - 1].lstrip().startswith("["):
            yield at, line - 1


def _written(at: Keys, table: Table) -> list[str]:
    """With its header, in the order of its keys."""
    document = tomlkit.document()
    for key, value in table.items():
        document.add(key, _item(key, value))
    head = ".".join(each for each in at if isinstance(each, str))
    return [f"[[{head}]]", *tomlkit.dumps(document).rstrip("\n").split("\n")]


def _item(key: str, value: object) -> Item:
    """Lists on one line, as long as that can be read."""
    if isinstance(value, dict):
        return _inline(value)
    if not isinstance(value, list):
        return tomlkit.item(value)
    array = tomlkit.array()
    for each in value:
        array.append(_inline(each) if isinstance(each, dict) else each)
    return array.multiline(len(value) > 1 and len(f"{key} = {array.as_string()}") > LONGEST)


def _inline(table: Table) -> InlineTable:
    inline = tomlkit.inline_table()
    inline.update(table)
    return inline
