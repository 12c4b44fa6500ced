"""Figures as tables, in Markdown and as JSON."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from benchmarks.measure import Spread

NOTHING = "-"
NUMBER = r"[\d,]+(?:\.\d+)?"
CELL = re.compile(
    rf"(?:\*\*)?{NUMBER}(?: \({NUMBER} to {NUMBER}\))?(?:\*\*)?|-|over \d+ s|failed: .*|not .*|nothing .*"
)
"""What a cell may say."""


class Cell(NamedTuple):
    """`value` is a figure, or a sentence where there is none; `limit` the most that it may be."""

    value: Spread | str
    limit: float | None = None
    whole: bool = False
    """Told without decimals."""
    spread: bool = True
    """Told with its quartiles."""


class Line(NamedTuple):
    name: str
    cells: tuple[Cell, ...]


class Table(NamedTuple):
    """`part` names it on the page; `text` says what its figures are."""

    part: str
    title: str
    text: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def exceeds(cell: Cell) -> bool:
    return isinstance(cell.value, Spread) and cell.limit is not None and cell.value.median > cell.limit


def markdown(table: Table) -> str:
    """Bold is what exceeds its limit."""
    rows = [("", *table.columns), ("---", *["---:"] * len(table.columns))]
    rows += [(line.name, *(told(cell) for cell in line.cells)) for line in table.lines]
    body = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"### {table.title}\n\n{table.text}\n\n{body}\n"


def told(cell: Cell) -> str:
    if isinstance(cell.value, str):
        return cell.value.replace("|", "/") or NOTHING
    median, low, high = (number(each, whole=cell.whole) for each in cell.value[:3])
    text = f"{median} ({low} to {high})" if cell.spread and cell.value.rounds > 1 else median
    return f"**{text}**" if exceeds(cell) else text


def number(value: float, *, whole: bool) -> str:
    """Three figures or so."""
    decimals = 0 if whole or value >= 99.95 else 1 if value >= 9.995 else 2
    return f"{value:,.{decimals}f}"


def as_json(tables: Sequence[Table], machine: Mapping[str, str]) -> dict[str, object]:
    return {"machine": dict(machine), "tables": [_table(table) for table in tables]}


def _table(table: Table) -> dict[str, object]:
    lines = [{"name": line.name, "cells": [_cell(cell) for cell in line.cells]} for line in table.lines]
    return {"part": table.part, "title": table.title, "text": table.text, "columns": [*table.columns], "lines": lines}


def _cell(cell: Cell) -> dict[str, object]:
    value = cell.value._asdict() if isinstance(cell.value, Spread) else {"said": cell.value}
    return value | {"limit": cell.limit, "exceeds": exceeds(cell)}


def renewed(page: str, name: str, text: str) -> str:
    """The page with this text between the markers of that name. ValueError where it has none."""
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    head, found, rest = page.partition(begin)
    _, closed, tail = rest.partition(end)
    if not (found and closed):
        raise ValueError(f"the page has no place for {name}")
    return f"{head}{begin}\n{text.strip()}\n{end}{tail}"
