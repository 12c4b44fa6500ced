"""A table of topics as CSV, from a spreadsheet or from `roadmap export csv`."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Outline, Unplaced
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports.vocabulary import (
    UNTITLED,
    counted,
    day_of,
    hours_of,
    minutes_of,
    no_web_page,
    normal,
    not_read,
    short,
    status_of,
    title_of,
)

MOST_COLUMNS, LONGEST_HEADER = 1_000, 10_000
"""What is looked at of a first line."""
SEPARATORS = ",;\t|"
_COLUMNS = {
    "title": (
        "title",
        "name",
        "task",
        "topic",
        "item",
        "subject",
        "card name",
        "course",
        "courses",
        "course name",
        "titel",
        "thema",
        "aufgabe",
        "kurs",
    ),
    "phase": ("phase", "stage", "part", "teil"),
    "module": (
        "module",
        "section",
        "group",
        "category",
        "unit",
        "chapter",
        "list",
        "list name",
        "modul",
        "kapitel",
        "bereich",
        "kategorie",
    ),
    "id": ("id", "slug", "key"),
    "hours": (
        "hours",
        "hour",
        "estimate",
        "estimated hours",
        "estimatedhours",
        "est",
        "effort",
        "duration",
        "stunden",
        "dauer",
        "aufwand",
    ),
    "status": ("status", "state", "done", "completed", "complete", "progress", "fertig", "erledigt", "fortschritt"),
    "requires": (
        "requires",
        "prerequisites",
        "prerequisite",
        "depends on",
        "depends",
        "after",
        "needs",
        "prereqs",
        "voraussetzungen",
        "voraussetzung",
    ),
    "started": ("started", "started on", "start", "start date", "beginn", "begonnen"),
    "finished": ("finished", "finished on", "completed on", "completion date", "done on", "beendet", "abgeschlossen"),
    "minutes": ("minutes", "spent", "logged", "time spent", "minuten"),
    "resources": ("resources", "resource", "link", "links", "url", "urls", "quelle", "quellen"),
    "evidence": ("evidence", "proof"),
    "phase id": ("phase id",),
    "module id": ("module id",),
}
_SPELLINGS = {spelling: column for column, spellings in _COLUMNS.items() for spelling in spellings}
FORM = (
    f"the first line names the columns: {', '.join(_COLUMNS['title'])} for the title, and any of "
    f"{', '.join(name for name in _COLUMNS if name != 'title')}"
)
_WORKED_OUT = frozenset({"ready", "proven", "fresh", "memory"})
"""Columns of our own that follow from the others."""
_EMPTY = frozenset({"", "no"})
_NOTHING = frozenset({"none", "nothing", "no", "n/a", "-", "\u2013", "\u2014", "keine"})
_FORMULA_STARTS = ("=", "+", "-", "@")


class TableRow(NamedTuple):
    """`cells` by their column; `strange` is what stands under another name, or under none."""

    place: str
    cells: Mapping[str, str]
    strange: tuple[tuple[str, str], ...]


def is_header(line: str) -> bool:
    """A table in Markdown begins otherwise."""
    return not line.startswith("|") and "title" in columns_of(_split(line, _separator(line)))


def is_table(lines: Sequence[str]) -> bool:
    """Whether the first lines have cells, and as many of them."""
    counts = [{len(_split(line, separator)) for line in lines} for separator in SEPARATORS]
    return len(lines) > 1 and any(len(each) == 1 and max(each) > 1 for each in counts)


def outline(path: Path, text: str) -> Outline:
    """Raises InvalidFile with the line of the first fault."""
    rows = _without_steps(counted(path, _rows(path, text)))
    names = names_in(rows)
    items = (item(row, names) for row in rows if row.cells.get("title"))
    return Outline(title_of(path), tuple(items), tuple(unplaced_in(rows)))


def _without_steps(rows: tuple[TableRow, ...]) -> tuple[TableRow, ...]:
    """The lists of a board are often no modules but how far one is: to do, doing, done."""
    lists = {row.cells.get("module", "") for row in rows}
    if not all(each and status_of(each) for each in lists) or any("status" in row.cells for row in rows):
        return rows
    return tuple(row._replace(cells={**row.cells, "module": "", "status": row.cells["module"]}) for row in rows)


def names_in(rows: Iterable[TableRow]) -> frozenset[str]:
    return frozenset(row.cells.get(name, "").casefold() for row in rows for name in ("id", "title"))


def unplaced_in(rows: Iterable[TableRow]) -> Iterator[Unplaced]:
    kept = tuple(rows)
    for row in kept:
        yield from _unplaced(row)
    yield from _strange(kept)


def _rows(path: Path, text: str) -> Iterator[TableRow]:
    lines = enumerate(io.StringIO(text, newline=""))
    first, names = next(((number, line) for number, line in lines if line.strip()), (0, ""))
    rest = (line for _, line in lines)
    reader = csv.reader(chain([names], rest), delimiter=_separator(names), strict=True)
    before = 0
    try:
        header = next(reader, [])
        columns = columns_of(header)
        if "title" not in columns:
            sentence = f"{path}:{first + 1}: there is no column for the title"
            raise InvalidFile(sentence, FORM)
        before = reader.line_num
        for cells in reader:
            if any(cells):
                yield row_of(f"{path}:{first + before + 1}", columns, header, cells)
            before = reader.line_num
    except csv.Error as error:
        sentence = f"{path}:{first + before + 1}: not a row of a table: {error}"
        hint = "a quotation that opens in this row does not end where it should"
        raise InvalidFile(sentence, hint if "limit" not in str(error) else "") from error


def _separator(line: str) -> str:
    """The one that parts most columns with names that are known."""
    return max(SEPARATORS, key=lambda each: len(list(filter(None, columns_of(_split(line, each))))))


def _split(line: str, separator: str) -> list[str]:
    return next(csv.reader([line[:LONGEST_HEADER]], delimiter=separator), [])


def columns_of(header: Sequence[str]) -> list[str]:
    """Which columns these are: empty for a name that is not known, or that another column has already."""
    columns = [_SPELLINGS.get(normal(name), "") for name in header[:MOST_COLUMNS]]
    first = {name: index for index, name in reversed(list(enumerate(columns)))}
    return [name if first[name] == index else "" for index, name in enumerate(columns)]


def row_of(place: str, columns: Sequence[str], header: Sequence[str], cells: Sequence[str]) -> TableRow:
    known, strange = {}, []
    for number, cell in enumerate(cells):
        text = _plain(cell)
        if number < len(columns) and columns[number]:
            known[columns[number]] = text
        elif text:
            strange.append((header[number] if number < len(header) else "", text))
    return TableRow(place, known, tuple(strange))


def _plain(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from reading text as a formula."""
    text = title_line(cell)
    return text[1:].strip() if text.startswith("'") and text[1:].lstrip().startswith(_FORMULA_STARTS) else text


def item(row: TableRow, names: frozenset[str]) -> Item:
    cells = row.cells
    links = (Resource(url, url) for url in cells.get("resources", "").split() if leads_to_the_web(url))
    said, finished = cells.get("status", ""), day_of(cells.get("finished", ""))
    started, on = day_of(cells.get("started", "")), day_of(said)
    unsaid: Status = "done" if finished or on else "doing" if started else "todo"
    return Item(
        place=row.place,
        title=cells["title"],
        phase=cells.get("phase", ""),
        module=cells.get("module", ""),
        id=cells.get("id", ""),
        hours=hours_of(cells.get("hours", "")),
        status=(said and status_of(said)) or unsaid,
        requires=_requires(cells.get("requires", ""), names),
        resources=tuple(links),
        started=started,
        finished=finished or on,
        minutes=minutes_of(cells.get("minutes", ""), in_minutes=True),
        evidence=tuple(Resource("", url) for url in dict.fromkeys(cells.get("evidence", "").split())),
        phase_id=cells.get("phase id", ""),
        module_id=cells.get("module id", ""),
    )


def _requires(cell: str, names: frozenset[str]) -> tuple[str, ...]:
    """Parted by semicolons, else by commas, else by spaces, unless it is one name as it stands."""
    if cell.casefold() in names - {""}:
        return (cell,)
    if cell.casefold() in _NOTHING:
        return ()
    separator = next((each for each in ";," if each in cell), None)
    parts = (part.strip() for part in cell.split(separator))
    return tuple(part for part in parts if part)


def _unplaced(row: TableRow) -> Iterator[Unplaced]:
    cells = row.cells
    if not cells.get("title"):
        said = (*cells.values(), *(text for _, text in row.strange))
        yield Unplaced(row.place, short(" ".join(said)), UNTITLED)
        return
    for column, fits, why in _CHECKS:
        words = cells.get(column, "")
        if words and not fits(words):
            yield Unplaced(row.place, short(words), why)
    for url in cells.get("resources", "").split():
        if not leads_to_the_web(url):
            yield no_web_page(row.place, url)


def _strange(rows: Sequence[TableRow]) -> Iterator[Unplaced]:
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
