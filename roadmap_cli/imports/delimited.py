"""A text of cells, as a spreadsheet writes it: which sign parts them, which line names the columns, what stands before that."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports.columns import columns_of, is_known

if TYPE_CHECKING:
    from _csv import Reader

LONGEST_HEADER = 10_000
"""What is looked at of a first line."""
SEPARATORS = ",;\t|"
_SEPARATOR_SAID = re.compile(r'"?sep=.?"?', re.IGNORECASE)
"""As a spreadsheet wants to be told it."""


class Cells(NamedTuple):
    """A title of its own, if it has one, the names of the columns with their line, and the rows, each with its own."""

    title: str
    line: int
    header: list[str]
    rows: Iterator[tuple[int, list[str]]]


def is_header(line: str) -> bool:
    """A table in Markdown begins otherwise."""
    return not line.startswith("|") and is_known(_split(line, _separator(line)))


def header_of(lines: Sequence[str]) -> str:
    """The first line that may be one: a title of its own and empty cells stand before it."""
    return next((line for line in lines if _before_header(line) is None), lines[0])


def is_table(lines: Sequence[str]) -> bool:
    """Whether the first lines have cells, and as many of them."""
    counts = [{len(_split(line, separator)) for line in lines} for separator in SEPARATORS]
    return len(lines) > 1 and any(len(each) == 1 and max(each) > 1 for each in counts)


def read_cells(path: Path, text: str) -> Cells:
    """Whoever goes through the rows gets InvalidFile with the line of the first fault."""
    lines = enumerate(io.StringIO(text, newline=""))
    titles: list[str] = []
    for first, names in lines:  # noqa: B007 - what is left after it is the header
        if (before := _before_header(names)) is None:
            break
        titles += filter(None, [before])
    else:
        first, names = 0, ""
    reader = csv.reader(chain([names], (line for _, line in lines)), delimiter=_separator(names), strict=True)
    rows = _cells(path, reader, first + 1)
    _, header = next(rows, (0, []))
    return Cells(title=next(iter(titles), ""), line=first + 1, header=header, rows=rows)


def _before_header(line: str) -> str | None:
    """What a line says that stands before the header, empty for nothing; None for one that may be the header itself."""
    words = line.strip()
    if not words or _SEPARATOR_SAID.fullmatch(words):
        return ""
    cells = [[cell for cell in _split(words, each) if cell.strip()] for each in SEPARATORS if each in words]
    alone = next((each for each in cells if len(each) <= 1), None)
    return None if alone is None or is_known(alone) else title_line("".join(alone))


def _cells(path: Path, reader: "Reader", first: int) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins."""
    line = first
    try:
        for cells in reader:
            yield line, cells
            line = first + reader.line_num
    except csv.Error as error:
        sentence = f"{path}:{line}: not a row of a table: {error}"
        hint = "a quotation that opens in this row does not end where it should"
        raise InvalidFile(sentence, hint if "limit" not in str(error) else "") from error


def _separator(line: str) -> str:
    """The one that parts most columns with names that are known."""
    return max(SEPARATORS, key=lambda each: len(list(filter(None, columns_of(_split(line, each))))))


def _split(line: str, separator: str) -> list[str]:
    return next(csv.reader([line[:LONGEST_HEADER]], delimiter=separator), [])
