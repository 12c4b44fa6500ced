"""On which line each key and array item of a valid TOML text stands; no maintained TOML reader for Python tells.

The text has been parsed before, so this only has to find places, not faults. It runs only when there is a problem to
report, and where a text is changed.
"""

import re
from collections.abc import Collection, Iterator, Mapping

import tomli

from roadmap_cli.definition.document import Row, Table

Keys = tuple[str | int, ...]
"""What leads to a value of a document: the keys of tables and the indexes of arrays."""

_TEXTS = (
    r'"""(?:[^\\]|\\.)*?"{3,5}'  # strings come first: everything else may stand inside them
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
)
_TOKEN = re.compile(rf"{_TEXTS}|[\[\]{{}}=,.\n]|[^\s\[\]{{}}=,.#\"']+", re.DOTALL)
_STEP = re.compile(rf"{_TEXTS}|[\[\]{{}}\n]|[^\[\]{{}}\n#\"']+", re.DOTALL)
"""With all in one that neither begins nor ends a table or a list."""


NOTHING = ("", 0)
"""After the last token."""


class _Found(dict[Keys, int]):
    """Lines by keys, of those that are wanted: of a large file there are millions, and a few are at fault."""

    def __init__(self, wanted: Collection[Keys] | None) -> None:
        super().__init__()
        self._wanted = wanted

    def __setitem__(self, at: Keys, line: int) -> None:
        if self._wanted is None or at in self._wanted:
            super().__setitem__(at, line)

    def put(self, at: Keys, line: int) -> None:
        """Unless it has one."""
        if at not in self:
            self[at] = line


class _Tokens:
    def __init__(self, text: str) -> None:
        self._tokens = _placed(text)
        self._next = next(self._tokens, NOTHING)

    def peek(self) -> str:
        return self._next[0]

    @property
    def line(self) -> int:
        return self._next[1]

    def take(self) -> tuple[str, int]:
        taken, self._next = self._next, next(self._tokens, NOTHING)
        return taken

    def skip(self, *unwanted: str) -> None:
        while self.peek() and self.peek() in unwanted:
            self.take()


def lines_of(text: str, wanted: Collection[Keys] | None = None) -> dict[Keys, int]:
    """Line (from 1) by keys; array items and tables of an array are numbered from 0. All of them, unless some are wanted."""
    found = _Found(wanted)
    for _ in _headers(text, found):
        pass
    return found


def headers_of(text: str) -> Iterator[tuple[Keys, int]]:
    """The tables that have a header, each with the line (from 1) of that."""
    arrays: dict[Keys, int] = {}
    line, end = 1, 0
    for start in _starts(text):
        line += text.count("\n", end, start)
        end = start
        yield _header(_Tokens(text[start : text.find("\n", start) + 1 or None]), arrays, _Found(())), line


def _starts(text: str) -> Iterator[int]:
    """Where the headers are: in a line that no value reaches into, before anything else."""
    depth, is_first = 0, True
    for match in _STEP.finditer(text):
        step = match[0]
        if step == "[" and is_first and not depth:
            yield match.start()
        depth += (step in "[{") - (step in "]}")
        is_first = step == "\n" or (is_first and step.isspace())


def has_comment(text: str) -> bool:
    return "#" in text and any(match[0].startswith("#") for match in _TOKEN.finditer(text))


def line_at(lines: Mapping[Keys, int], at: Keys) -> int:
    """The line of a value, or of the nearest around it that has one."""
    while at and at not in lines:
        at = at[:-1]
    return lines.get(at, 1)


def table_at(document: Table, at: Keys) -> Table:
    """What keys lead to. Raises LookupError where there is nothing."""
    here: Table | Row = document
    for key in at:
        here = here[str(key)] if isinstance(here, dict) else here[int(key)]
    if not isinstance(here, dict):
        raise TypeError(at)
    return here


def _headers(text: str, found: _Found) -> Iterator[tuple[Keys, int]]:
    tokens = _Tokens(text)
    arrays: dict[Keys, int] = {}
    table: Keys = ()
    while tokens.peek():
        if tokens.peek() == "\n":
            tokens.take()
        elif tokens.peek() == "[":
            line = tokens.line
            table = _header(tokens, arrays, found)
            yield table, line
        else:
            _pair(tokens, table, found)


def _placed(text: str) -> Iterator[tuple[str, int]]:
    line, end = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", end, match.start())
        end = match.start()
        if not match[0].startswith("#"):
            yield match[0], line


def _header(tokens: _Tokens, arrays: dict[Keys, int], found: _Found) -> Keys:
    _, line = tokens.take()
    is_array = tokens.peek() == "["
    tokens.skip("[")
    keys = _keys(tokens)
    tokens.skip("]")
    at: Keys = ()
    for key in keys[:-1]:
        at = (*at, key)
        found.put(at, line)
        at = (*at, arrays[at]) if at in arrays else at
    at = (*at, keys[-1])
    if is_array:
        found.put(at, line)
        arrays[at] = arrays.get(at, -1) + 1
        at = (*at, arrays[at])
    found[at] = line
    return at


def _pair(tokens: _Tokens, table: Keys, found: _Found) -> None:
    line = tokens.line
    at = table
    for key in _keys(tokens):
        at = (*at, key)
        found.put(at, line)
    tokens.skip("=")
    _value(tokens, at, found)


def _keys(tokens: _Tokens) -> list[str]:
    keys = []
    while tokens.peek() not in {"=", "]"}:
        key, _ = tokens.take()
        if key != ".":
            keys.append(tomli.loads(f"key = {key}")["key"] if key[0] in "\"'" else key)
    return keys


def _value(tokens: _Tokens, at: Keys, found: _Found) -> None:
    opening, _ = tokens.take()
    if opening == "[":
        index = 0
        while True:
            tokens.skip("\n", ",")
            if tokens.peek() == "]":
                break
            found[(*at, index)] = tokens.line
            _value(tokens, (*at, index), found)
            index += 1
        tokens.take()
    elif opening == "{":
        while True:
            tokens.skip("\n", ",")
            if tokens.peek() == "}":
                break
            _pair(tokens, at, found)
        tokens.take()
    else:
        while tokens.peek() not in {"\n", ",", "]", "}", ""}:
            tokens.take()
