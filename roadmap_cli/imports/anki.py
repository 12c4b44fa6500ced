"""Cards as Anki exports them ("Notes in Plain Text"), or any CSV or TSV with a question and an answer in a row.

The header lines are those of Anki's manual, "Importing: Text files": `#separator:`, `#html:`, `#guid column:`,
`#notetype column:`, `#deck column:`, `#tags column:`.
"""

import csv
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports.reading import read_text

MOST_BYTES = 64 * 1024 * 1024
SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
FORM = "a row needs a question and an answer, as Anki writes them with: Export, Notes in Plain Text"
_SPECIAL = frozenset({"guid column", "notetype column", "deck column", "tags column"})
_BREAKS = frozenset({"br", "div", "p", "li", "tr"})
_MEDIA = re.compile(r"\[sound:[^\]]*\]")


class Note(NamedTuple):
    """A card: what it is known by (Anki's id, or its question where the file has none), where it stands in the file, and
    the names in its tags and deck. A question or an answer may be empty where there were no words.
    """

    place: str
    key: str
    question: str
    answer: str
    names: tuple[str, ...]


class _Header(NamedTuple):
    """What comes before the first card; columns count from 0."""

    separator: str
    html: bool
    columns: dict[str, int]
    lines: int


def read(path: Path) -> tuple[Note, ...]:
    """Raises InvalidFile with the line of the first fault."""
    lines = read_text(path, MOST_BYTES).splitlines(keepends=True)
    header = _header(lines)
    rows = csv.reader(lines[header.lines :], delimiter=header.separator, strict=True)
    try:
        return tuple(_note(f"{path}:{header.lines + rows.line_num}", row, header) for row in rows if any(row))
    except csv.Error as error:
        sentence = f"{path}:{header.lines + rows.line_num}: {error}"
        raise InvalidFile(sentence, FORM) from error


def _header(lines: list[str]) -> _Header:
    said: dict[str, str] = {}
    count = 0
    for count, line in enumerate(lines):  # noqa: B007 - it is what is left that counts
        if not line.startswith("#"):
            break
        name, _, value = line[1:].rstrip("\r\n").partition(":")
        said[name.strip().casefold()] = value
    else:
        count = len(lines)
    wanted = said.get("separator", "")
    separator = SEPARATORS.get(wanted.strip().casefold()) or (wanted if len(wanted) == 1 else _guessed(lines[count:]))
    columns = {name: int(said[name]) - 1 for name in _SPECIAL & said.keys() if said[name].strip().isdecimal()}
    return _Header(separator, said.get("html", "").strip().casefold() == "true", columns, count)


def _guessed(lines: list[str]) -> str:
    first = lines[0] if lines else ""
    return "\t" if "\t" in first else max(",;", key=first.count)


def _note(place: str, row: list[str], header: _Header) -> Note:
    fields = [cell for number, cell in enumerate(row) if number not in header.columns.values()]
    if len(fields) < 2:  # noqa: PLR2004 - a question and an answer
        sentence = f"{place}: this is no card"
        raise InvalidFile(sentence, FORM)
    question, answer = (_words(cell, html=header.html) for cell in fields[:2])
    special = {name: row[column] for name, column in header.columns.items() if column < len(row)}
    names = f"{special.get('tags column', '')} {special.get('deck column', '')}"
    key = special.get("guid column") or question
    return Note(place, key, question, answer, tuple(re.split(r"::|\s+", names.strip().casefold())))


def _words(cell: str, *, html: bool) -> str:
    """Only the words: a terminal shows no pictures and plays no sounds."""
    text = "".join(_texts(cell)) if html else cell
    lines = (" ".join(line.split()) for line in _MEDIA.sub("", text).replace("\0", "").splitlines())
    return "\n".join(line for line in lines if line)


def _texts(html: str) -> Iterator[str]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return iter(reader.texts)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - as HTMLParser calls it
        if tag in _BREAKS:
            self.texts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self.texts.append("\n")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
