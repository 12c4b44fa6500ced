"""Tables in Markdown, whose rows are read as those of a spreadsheet."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.imports import sheet
from roadmap_cli.imports.checkboxes import box_of
from roadmap_cli.imports.columns import columns_of
from roadmap_cli.imports.markdown import Page

_LINKS = frozenset({"resources", "evidence"})
_TEXTS = frozenset({"why", "notes"})
"""Columns that keep every word of their cells."""


class Line(NamedTuple):
    """A row that is a topic: the cell of its title as it is written, what the others say, and the number of its header."""

    title: str
    row: sheet.TableRow
    header: int


def lines(path: Path, page: Page) -> Mapping[int, Line]:
    """By the number of their block, of those tables that have a column for the title."""
    found = dict(_lines(path, page))
    rows = sheet.with_days(tuple(line.row for line in found.values()))
    return {number: line._replace(row=row) for (number, line), row in zip(found.items(), rows, strict=True)}


def _lines(path: Path, page: Page) -> Iterator[tuple[int, Line]]:
    header, names, columns = 0, list[str](), list[str]()
    for number, block in enumerate(page.blocks):
        if block.kind == "header":
            header, names = number, [page.words(cell).text for cell in block.cells]
            columns = columns_of(names)
        elif block.kind == "row" and "title" in columns:
            cells = [_cell(page, *each) for each in zip(columns, block.cells, strict=False)]
            row = sheet.row_of(f"{path}:{block.line}", columns, names, cells)
            yield number, Line(block.cells[columns.index("title")], row, header)


def _cell(page: Page, column: str, cell: str) -> str:
    if not column or cell.isalnum():  # most cells, and reading marks takes time
        return cell
    box = box_of(cell) if column == "title" else None
    words = page.words(cell[box.end if box else 0 :])
    if column in _LINKS and words.links:
        return " ".join(link.url for link in words.links)
    if column in _TEXTS:
        text = page.literal(cell).text
        return " ".join([text, *(link.url for link in words.links if link.url not in text)])
    return words.lead or words.text
