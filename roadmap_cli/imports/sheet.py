"""A table of topics as CSV, from a spreadsheet or from `roadmap export csv`."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports.outline import Item, Outline, Unplaced
from roadmap_cli.imports.words import (
    MOST_ENTRIES,
    day_of,
    hours_of,
    leads_to_the_web,
    normal,
    not_read,
    one_line,
    refuse_too_many,
    short,
    status_of,
    title_of,
)

FORM = "the first line names the columns: title, and any of phase, module, id, hours, status, requires"
MOST_COLUMNS, LONGEST_HEADER = 1_000, 10_000
"""What is looked at of a first line."""
SEPARATORS = ",;\t|"
_COLUMNS = {
    "title": ("title", "name", "task", "topic", "item", "subject"),
    "phase": ("phase", "stage", "part"),
    "module": ("module", "section", "group", "category", "unit", "chapter", "list"),
    "id": ("id", "slug", "key"),
    "hours": ("hours", "hour", "estimate", "estimated hours", "estimatedhours", "est", "effort", "duration"),
    "status": ("status", "state", "done", "completed", "complete", "progress"),
    "requires": ("requires", "prerequisites", "prerequisite", "depends on", "depends", "after", "needs"),
    "started": ("started", "started on", "start", "start date"),
    "finished": ("finished", "finished on", "completed on", "completion date", "done on"),
    "minutes": ("minutes", "spent", "logged", "time spent"),
    "resources": ("resources", "resource", "link", "links", "url", "urls"),
    "evidence": ("evidence", "proof"),
}
_SPELLINGS = {spelling: column for column, spellings in _COLUMNS.items() for spelling in spellings}
_WORKED_OUT = frozenset({"ready", "proven", "fresh", "memory"})
"""Columns of our own that follow from the others."""
_EMPTY = frozenset({"", "no"})
_FORMULA_STARTS = ("=", "+", "-", "@")


class _Row(NamedTuple):
    """`cells` by their column; `strange` is what stands under another name, or under none."""

    place: str
    cells: Mapping[str, str]
    strange: tuple[tuple[str, str], ...]


def is_header(line: str) -> bool:
    """A table in Markdown begins otherwise."""
    return not line.startswith("|") and "title" in _columns(_split(line, _separator(line)))


def outline(path: Path, text: str) -> Outline:
    """Raises InvalidFile with the line of the first fault."""
    rows = tuple(islice(_rows(path, text), MOST_ENTRIES + 1))
    refuse_too_many(path, len(rows))
    names = frozenset(row.cells.get(name, "").casefold() for row in rows for name in ("id", "title"))
    unplaced = (each for row in rows for each in _unplaced(row))
    items = (_item(row, names) for row in rows if row.cells.get("title"))
    return Outline(title_of(path), tuple(items), (*unplaced, *_strange(rows)))


def _rows(path: Path, text: str) -> Iterator[_Row]:
    lines = enumerate(io.StringIO(text, newline=""))
    first, names = next(((number, line) for number, line in lines if line.strip()), (0, ""))
    rest = (line for _, line in lines)
    reader = csv.reader(chain([names], rest), delimiter=_separator(names), strict=True)
    try:
        header = next(reader, [])
        columns = _columns(header)
        if "title" not in columns:
            sentence = f"{path}:{first + 1}: there is no column for the title"
            raise InvalidFile(sentence, FORM)
        before = reader.line_num
        for cells in reader:
            if any(cells):
                yield _row(f"{path}:{first + before + 1}", columns, header, cells)
            before = reader.line_num
    except csv.Error as error:
        sentence = f"{path}:{first + reader.line_num}: not a row of a table: {error}"
        raise InvalidFile(sentence) from error


def _separator(line: str) -> str:
    """The one that parts most columns with names that are known."""
    return max(SEPARATORS, key=lambda each: len(list(filter(None, _columns(_split(line, each))))))


def _split(line: str, separator: str) -> list[str]:
    return next(csv.reader([line[:LONGEST_HEADER]], delimiter=separator), [])


def _columns(header: Sequence[str]) -> list[str]:
    """Which columns these are: empty for a name that is not known, or that another column has already."""
    columns = [_SPELLINGS.get(normal(name), "") for name in header[:MOST_COLUMNS]]
    first = {name: place for place, name in reversed(list(enumerate(columns)))}
    return [name if first[name] == place else "" for place, name in enumerate(columns)]


def _row(place: str, columns: Sequence[str], header: Sequence[str], cells: Sequence[str]) -> _Row:
    known, strange = {}, []
    for number, cell in enumerate(cells):
        text = _plain(cell)
        if number < len(columns) and columns[number]:
            known[columns[number]] = text
        elif text:
            strange.append((header[number] if number < len(header) else "", text))
    return _Row(place, known, tuple(strange))


def _plain(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from reading text as a formula."""
    text = one_line(cell)
    return text[1:].strip() if text.startswith("'") and text[1:].lstrip().startswith(_FORMULA_STARTS) else text


def _item(row: _Row, names: frozenset[str]) -> Item:
    cells = row.cells
    links = (Resource(url, url) for url in cells.get("resources", "").split() if leads_to_the_web(url))
    said, finished = cells.get("status", ""), day_of(cells.get("finished", ""))
    started, on = day_of(cells.get("started", "")), day_of(said)
    unsaid = "done" if finished or on else "doing" if started else "todo"
    return Item(
        row.place,
        cells["title"],
        cells.get("phase", ""),
        cells.get("module", ""),
        cells.get("id", ""),
        hours_of(cells.get("hours", "")),
        (said and status_of(said)) or unsaid,
        _requires(cells.get("requires", ""), names),
        tuple(links),
        started=started,
        finished=finished or on,
        minutes=round(60 * (hours_of(cells.get("minutes", ""), in_minutes=True) or 0)),
        evidence=tuple(dict.fromkeys(cells.get("evidence", "").split())),
    )


def _requires(cell: str, names: frozenset[str]) -> tuple[str, ...]:
    """Parted by semicolons, else by commas, else by spaces, unless it is one name as it stands."""
    if cell.casefold() in names:
        return (cell,) if cell else ()
    separator = next((each for each in ";," if each in cell), None)
    parts = (part.strip() for part in cell.split(separator))
    return tuple(part for part in parts if part)


def _unplaced(row: _Row) -> Iterator[Unplaced]:
    cells = row.cells
    if not cells.get("title"):
        said = (*cells.values(), *(text for _, text in row.strange))
        yield Unplaced(row.place, short(" ".join(said)), "it has no title")
        return
    for column, fits, why in _CHECKS:
        words = cells.get(column, "")
        if words and not fits(words):
            yield Unplaced(row.place, short(words), why)
    for url in cells.get("resources", "").split():
        if not leads_to_the_web(url):
            yield Unplaced(row.place, short(url), "it leads to no web page")


def _strange(rows: Sequence[_Row]) -> Iterator[Unplaced]:
    """Each column that says something is told once."""
    found: dict[str, list[str]] = {}
    for row in rows:
        for name, text in row.strange:
            if normal(name) not in _WORKED_OUT and text not in _EMPTY:
                found.setdefault(name, []).append(row.place)
    for name, places in found.items():
        yield not_read(places[0], f"column {name}" if name.strip() else "a cell without a column", len(places))


_CHECKS: tuple[tuple[str, Callable[[str], object], str], ...] = (
    ("status", lambda words: status_of(words) or day_of(words), "this is no status"),
    ("hours", lambda words: hours_of(words) is not None, "this is no number of hours"),
    ("minutes", lambda words: hours_of(words, in_minutes=True) is not None, "this is no number of minutes"),
    ("started", day_of, "this is no day such as 2026-11-23"),
    ("finished", day_of, "this is no day such as 2026-11-23"),
)
