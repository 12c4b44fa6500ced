"""Cards as Anki exports them ("Notes in Plain Text"), or any CSV or TSV with a question and an answer in a row.

The header lines are those of Anki's manual, "Importing: Text files": `#separator:`, `#html:`, `#guid column:`,
`#notetype column:`, `#deck column:`, `#tags column:`.
"""

import csv
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.errors import InvalidFile
from roadmap_cli.files import read_text
from roadmap_cli.imports.latex import in_words
from roadmap_cli.reports.card import EXPORTED, ForeignCard

MOST_BYTES, MOST_LINES, MOST_NOTES = 64 * 1024 * 1024, 2_000_000, 100_000
SEPARATORS = {"tab": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "colon": ":", "space": " "}
FORM = "a row needs a question and an answer, as Anki writes them with: Export, Notes in Plain Text"
_SPECIAL = frozenset({"guid column", "notetype column", "deck column", "tags column"})
_NAMES = _SPECIAL | {"separator", "html", "tags", "deck", "notetype", "columns", "if matches"}
_BREAKS = frozenset({"br", "div", "p", "li", "tr", "td", "th"})
_BLOCKS = frozenset({"div", "li", "ol", "p", "pre"})
"""Of what is laid out here, or there since."""
_UNSAID = frozenset({"script", "style"})
HEAD, SAMPLE = 100, 20
"""Lines in which a header ends, and by which a separator is guessed."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_COLUMN = re.compile(r"[1-9]\d{0,2}")
_GAP = re.compile(r"\{\{c\d+::(.*?)(?:::(.*?))?\}\}", re.DOTALL)
"""A cloze deletion: {{c1::what is asked for::a hint}}."""
_MEDIA = re.compile(r"\[sound:[^\]]*\]")


class _Header(NamedTuple):
    """What comes before the first card: columns count from 0, `names` are of the tags and the deck of all cards."""

    separator: str
    html: bool
    columns: dict[str, int]
    names: str
    lines: int


def read(path: Path) -> tuple[ForeignCard, ...]:
    """Raises InvalidFile with the line of the first fault."""
    text = read_text(path, MOST_BYTES)
    if text.count("\n") + text.count("\r") > MOST_LINES:
        sentence = f"{path}: it has more than {MOST_LINES:,} lines, which is the most that is read of cards"
        raise InvalidFile(sentence)
    lines = (match[0] for match in _LINE.finditer(text))
    head = list(islice(lines, HEAD))
    header = _header(head)
    rows = csv.reader(chain(head[header.lines :], lines), delimiter=header.separator, strict=True)
    found = (_note(f"{path}:{header.lines + rows.line_num}", row, header) for row in rows if any(row))
    try:
        notes = tuple(islice(found, MOST_NOTES + 1))
    except csv.Error as error:
        sentence = (
            f"{path}:{header.lines + rows.line_num}: a quotation mark is not closed, or something stands after it"
        )
        raise InvalidFile(sentence, FORM) from error
    if len(notes) > MOST_NOTES:
        sentence = f"{path}: it holds more than {MOST_NOTES:,} cards, which is the most that is read"
        raise InvalidFile(sentence)
    if not notes:
        sentence = f"{path}: there is no card in this file"
        raise InvalidFile(sentence, FORM)
    return notes


def _header(lines: list[str]) -> _Header:
    """Only lines that Anki knows are header lines: a card may begin with the same sign."""
    said: dict[str, str] = {}
    count = 0
    for count, line in enumerate([*lines, ""]):  # noqa: B007 - what is left is the number of header lines
        name, colon, value = line.removeprefix("#").rstrip("\r\n").partition(":")
        if not line.startswith("#") or not colon or name.strip().casefold() not in _NAMES:
            break
        said[name.strip().casefold()] = value
    wanted = said.get("separator", "")
    single = wanted if len(wanted) == 1 and wanted not in '"\r\n' else ""
    separator = SEPARATORS.get(wanted.strip().casefold()) or single or _guessed(lines[count:])
    numbers = {name: said[name].strip() for name in _SPECIAL & said.keys()}
    columns = {name: int(number) - 1 for name, number in numbers.items() if _COLUMN.fullmatch(number)}
    html = said.get("html", "").strip().casefold() == "true"
    return _Header(
        separator=separator,
        html=html,
        columns=columns,
        names=f"{said.get('tags', '')} {said.get('deck', '')}",
        lines=count,
    )


def _guessed(lines: list[str]) -> str:
    """By the first lines: a question may go on over several."""
    sample = "".join(lines[:SAMPLE])
    return "\t" if "\t" in sample else max(",;", key=sample.count)


def _note(place: str, row: list[str], header: _Header) -> ForeignCard:
    fields = [cell for number, cell in enumerate(row) if number not in header.columns.values()]
    if len(fields) < 2:  # noqa: PLR2004 - a question and an answer
        sentence = f"{place}: this is no card"
        raise InvalidFile(sentence, FORM)
    special = {name: row[column] for name, column in header.columns.items() if column < len(row)}
    names = f"{special.get('tags column', '')} {special.get('deck column', '')} {header.names}"
    is_ours = special.get("guid column", "").startswith(EXPORTED)
    question, answer = (_words(cell, html=header.html, laid_out=is_ours) for cell in fields[:2])
    key = special.get("guid column") or question
    left = 0
    if not is_ours:
        asks, says = map(in_words, _filled_in(question, answer))
        question, answer, left = asks.text, says.text, asks.left + says.left
    return ForeignCard(
        place=place,
        key=key,
        question=question,
        answer=answer,
        formulas_left=left,
        names=tuple(re.split(r"::|\s+", names.strip().casefold())),
    )


def _filled_in(question: str, answer: str) -> tuple[str, str]:
    """A note with gaps asks for what stands in them."""
    gaps = [match[1] for match in _GAP.finditer(question)]
    return (_GAP.sub(lambda match: f"[{match[2] or '...'}]", question), "; ".join(gaps)) if gaps else (question, answer)


def _words(cell: str, *, html: bool, laid_out: bool) -> str:
    """Only the words: a terminal shows no pictures and plays no sounds. Without HTML lines stay as they are, and so do those
    that were `laid_out` here.
    """
    if not html:
        return cell.replace("\0", "").strip()
    text = "".join(_texts(cell, laid_out=laid_out)).replace("\0", "")
    if laid_out:
        return text.strip()
    lines = (" ".join(line.split()) for line in _MEDIA.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)


def _texts(html: str, *, laid_out: bool) -> Iterator[str]:
    reader = _Reader(laid_out=laid_out)
    reader.feed(html)
    reader.close()
    return iter(reader.texts)


class _Reader(HTMLParser):
    """Where it was `laid_out` here, blank lines are words, and the end of a block makes none."""

    def __init__(self, *, laid_out: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.laid_out = laid_out
        self.texts: list[str] = []
        self.within: str | None = None

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - as HTMLParser calls it
        self.within = tag if tag in _UNSAID else self.within
        self._end_line(tag)

    def handle_endtag(self, tag: str) -> None:
        self.within = None if tag == self.within else self.within
        self._end_line(tag)

    def _end_line(self, tag: str) -> None:
        is_begun = not self.laid_out or not (self.texts and self.texts[-1].endswith("\n"))
        if tag == "br" or (tag in (_BLOCKS if self.laid_out else _BREAKS) and is_begun):
            self.texts.append("\n")

    def handle_data(self, data: str) -> None:
        if self.within is None:
            self.texts.append(data)
