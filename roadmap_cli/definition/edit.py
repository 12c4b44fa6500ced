"""A roadmap file changed in its text, with comments and order kept: tables put in, taken out, and changed in their place.

The text is cut at its headers, and of a piece that is not meant not a byte is touched. Every change is made twice, on the
values of the file and on its text. Where both do not come to the same, the file is written in a way that cannot be changed
without touching more than was asked for, and stays as it was.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from shlex import quote
from typing import NamedTuple

import tomli
import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, InlineTable, Item

from roadmap_cli.definition.document import Row, Table
from roadmap_cli.definition.toml_lines import Keys, has_comment, headers_of, table_at
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.files import is_of_windows

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


class _Piece(NamedTuple):
    """A table with a header: that with the comment over it and the lines below, and the tables within it. Without a name blank
    lines between tables, and the comments in them.
    """

    name: str
    lines: list[str]
    within: list["_Piece"]


class _File(NamedTuple):
    text: _Piece
    values: Table


def edited(text: str, name: str, edits_of: Callable[[Table], Iterable[Edit]]) -> str:
    """The text with edits, one after the other: each is asked for when the values are as those before it left them. Raises
    CannotBeDone where they would touch more than they say.
    """
    plain = text.replace("\r\n", "\n") if is_of_windows(text) else text
    file = _File(_cut(plain), tomli.loads(plain))
    try:
        for edit in edits_of(file.values):
            _carry_out(file, edit)
        plain = "\n".join(_lines(file.text))
        is_so = tomli.loads(plain) == file.values
    except (TOMLKitError, tomli.TOMLDecodeError, LookupError, TypeError, ValueError, AttributeError):
        is_so = False
    if not is_so:
        sentence = f"{name} is written in a way that cannot be changed here without touching more of it"
        raise CannotBeDone(sentence, f"change it in an editor, then: roadmap check {quote(name)}")
    return plain.replace("\n", "\r\n") if is_of_windows(text) else plain


def commented(text: str, places: Iterable[Keys]) -> Iterator[Keys]:
    """Those in whose piece of the text somebody wrote something, the pieces of others among them left aside."""
    whole = _cut(text)
    pieces = {at: _nearest(whole, at)[0] for at in places}
    apart = {id(each) for each in pieces.values()}
    return (at for at, piece in pieces.items() if has_comment("\n".join(_lines(piece, apart))))


def saying(said: Table) -> Mend:
    """Keys with what they say from now on; None takes one out."""

    def mend(table: Table) -> None:
        for key, value in said.items():
            there = table.get(key)
            if value is None:
                table.pop(key, None)
            elif type(table) is dict:
                table[key] = deepcopy(value)
            elif (isinstance(there, AoT) and value) or (isinstance(there, Array) and "\n" in there.as_string()):
                _bring_to(there, value)
            else:
                table[key] = _item(key, value)

    return mend


def _carry_out(file: _File, edit: Edit) -> None:
    match edit:
        case PutTable():
            _put(file, edit.at, edit.table, None)
        case TakeTable():
            _take(file, edit.at)
        case MoveTable():
            _put(file, edit.to, *_take(file, edit.at))
        case MendTable():
            _mend(file.text, edit.at, edit.mend)
            edit.mend(table_at(file.values, edit.at))


def _put(file: _File, at: Keys, table: Table, piece: _Piece | None) -> None:
    """Among tables with headers with one of its own, as it was or a new one; in a list as the others in it."""
    around, name, index = at[:-2], str(at[-2]), int(at[-1])
    here, further = _nearest(file.text, around)
    like = [each for each in here.within if each.name == name]
    if further or (name in table_at(file.values, around) and not like):
        if piece and has_comment("\n".join(_lines(piece))):
            raise ValueError(at)
        _mend(file.text, around, lambda holder: _array(holder, name).insert(index, _inline(table)))
    else:
        _insert(here, like, index, piece or _Piece(name, _written(at, table), []))
    _array(table_at(file.values, around), name).insert(index, deepcopy(table))


def _insert(here: _Piece, like: Sequence[_Piece], index: int, piece: _Piece) -> None:
    """Before the one that has its place, else behind the last one, else behind all that is there."""
    blank = _Piece("", [""], [])
    if index < len(like):
        place = _place(here, like[index])
        here.within[place:place] = [piece, blank]
    else:
        before = like or [each for each in here.within if each.name]
        place = _place(here, before[-1]) + 1 if before else 0
        here.within[place:place] = [blank, piece] if before or here.lines else [piece]


def _take(file: _File, at: Keys) -> tuple[Table, _Piece | None]:
    """Of the last one with a header nothing is left that would name what it stood in. The blank line before it goes, too."""
    around, name, index = at[:-2], str(at[-2]), int(at[-1])
    holder = table_at(file.values, around)
    table: Table = holder[name].pop(index)
    piece, further = _nearest(file.text, at)
    if further:
        _mend(file.text, around, lambda inline: inline[name].pop(index))
        return table, None
    if not holder[name]:
        del holder[name]
    here, _ = _nearest(file.text, around)
    place = _place(here, piece)
    del here.within[place]
    before = here.within[place - 1].lines if place and not here.within[place - 1].name else [""]
    if not before[-1].strip():
        before.pop()
    return table, piece


def _mend(whole: _Piece, at: Keys, mend: Mend) -> None:
    """No more than the piece in which the table stands goes through tomlkit, which is slow, and moves comments."""
    piece, further = _nearest(whole, at)
    lines = piece.lines if piece is whole else [*_lines(piece)]
    block = tomlkit.parse("\n".join([*lines, ""]))
    mend(table_at(_only(block, at[: len(at) - len(further)]), further))
    text = tomlkit.dumps(block).rstrip("\n")
    if piece is whole:
        piece.lines[:] = text.split("\n")
    else:
        (new,) = _cut(text).within
        piece.lines[:], piece.within[:] = new.lines, new.within


def _only(block: Table, at: Keys) -> Table:
    """The table in the text of it alone: a header names the tables around it, and numbers none of them."""
    names = [each for each in at if isinstance(each, str)]
    return table_at(block, (*names, 0) if at and isinstance(at[-1], int) else tuple(names))


def _array(table: Table, name: str) -> Row:
    """Begun where there is none."""
    array: Row = table.setdefault(name, [])
    return array


def _nearest(here: _Piece, at: Keys) -> tuple[_Piece, Keys]:
    """The piece in which a table stands, and what leads from there to it."""
    while at:
        named = 2 if len(at) > 1 and isinstance(at[1], int) else 1
        index = int(at[1]) if named > 1 else 0
        like = [each for each in here.within if each.name == at[0]]
        if index >= len(like):
            break
        here, at = like[index], at[named:]
    return here, at


def _place(here: _Piece, piece: _Piece) -> int:
    return next(place for place, each in enumerate(here.within) if each is piece)


def _cut(text: str) -> _Piece:
    """A comment right over a header belongs to it."""
    lines, start = text.split("\n"), 0
    whole = here = _Piece("", [], [])
    around: list[tuple[Keys, _Piece]] = [((), whole)]
    for at, line in headers_of(text):
        first = line - 1
        while first > start and lines[first - 1].lstrip().startswith("#"):
            first -= 1
        while at[: len(around[-1][0])] != around[-1][0]:
            around.pop()
        outer, holder = around[-1]
        end = _end(lines, start, first)
        here.lines[:] = lines[start:end]
        here = _Piece(".".join(each for each in at[len(outer) :] if isinstance(each, str)), [], [])
        holder.within.extend([_Piece("", lines[end:first], []), here] if end < first else [here])
        around.append((at, here))
        start = first
    end = _end(lines, start, len(lines))
    here.lines[:] = lines[start:end]
    whole.within.extend([_Piece("", lines[end:], [])] if end < len(lines) else [])
    return whole


def _end(lines: Sequence[str], start: int, end: int) -> int:
    """Without blank lines and comments before it, which belong to what follows."""
    while end > start and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
        end -= 1
    return end


def _lines(piece: _Piece, apart: Container[int] = ()) -> Iterator[str]:
    yield from piece.lines
    for each in piece.within:
        if id(each) not in apart:
            yield from _lines(each, apart)


def _written(at: Keys, table: Table) -> list[str]:
    """With its header, in the order of its keys."""
    document = tomlkit.document()
    for key, value in table.items():
        document.add(key, _item(key, value))
    head = ".".join(each for each in at if isinstance(each, str))
    return [f"[[{head}]]", *tomlkit.dumps(document).rstrip("\n").split("\n")]


def _bring_to(entries: Array | AoT, wanted: Row) -> None:
    """Entry by entry: what a list over several lines keeps stays as it is, with its comments."""
    before, after = ([repr(each) for each in row] for row in (entries.unwrap(), wanted))
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for _, start, end, first, last in (each for each in reversed(steps) if each[0] != "equal"):
        for index in reversed(range(start + last - first, end)):
            del entries[index]
        for index, each in enumerate(wanted[first:last], start):
            entry = _inline(each) if isinstance(each, dict) and not isinstance(entries, AoT) else each
            if index < end:
                entries[index] = entry
            else:
                entries.insert(index, entry)


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
