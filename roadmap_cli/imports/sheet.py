"""A table of topics as CSV, from a spreadsheet or from `roadmap export csv`."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import DateOrder, Item, Outline, Unplaced
from roadmap_cli.domain.roadmap import Choice, Option, Status
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports.columns import (
    CHOICE_COLUMN,
    FORM,
    OWN_COLUMN,
    columns_of,
    constant_titles,
    is_time_of_day,
    with_unit,
)
from roadmap_cli.imports.dates import DOUBTFUL, NO_DAY, days_in, is_doubtful
from roadmap_cli.imports.delimited import read_cells
from roadmap_cli.imports.lengths import NO_LENGTH, Length, clocks_in, length_of, rules_of
from roadmap_cli.imports.vocabulary import (
    UNTITLED,
    counted,
    day_of,
    folded,
    hours_of,
    minutes_of,
    no_web_page,
    normal,
    not_read,
    short,
    status_of,
    statuses_in,
    statuses_told,
    steps_in,
    steps_told,
    title_of,
    without_addresses,
)

_DAYS = ("started", "finished", "status")
"""Columns that may hold days."""
_NAMES = frozenset({"requires", "module", "phase"})
"""Columns in which a database of notes writes a title with the address of its page in parentheses."""
_LINKED = re.compile(r"\s*\(https?://[^\s()]{1,2000}\)")
_TITLED = re.compile(r"\[(?P<title>(?:\\.|[^\\\[\]])*)\]\((?P<target>\S*)\)(?=\s|$)|\S+")
_WORKED_OUT = frozenset({"ready", "proven", "fresh", "memory"})
"""Columns of our own that follow from the others."""
_EMPTY = frozenset({"", "no"})
_NOTHING = frozenset({"none", "nothing", "no", "n/a", "-", "\u2013", "\u2014", "keine"})
_AND = re.compile(r"\s(?:and|und|&|\+)\s")
_DASHES = " -\u2013\u2014"
ARCHIVED = "it is archived there"
_FORMULA_STARTS = ("=", "+", "-", "@")


class TableRow(NamedTuple):
    """`cells` by their column; `strange` is what stands under another name, or under none."""

    place: str
    cells: Mapping[str, str]
    strange: tuple[tuple[str, str], ...]


def outline(path: Path, text: str, dates: DateOrder | None = None) -> Outline:
    """`dates` says how days are meant that could be two. Raises InvalidFile with the line of the first fault."""
    title, written = _read(path, text)
    steps = (
        {}
        if any("status" in row.cells for row in written)
        else steps_in(row.cells.get("module", "") for row in written)
    )
    rows = with_days(tuple(_without_step(row, steps) for row in written if not _is_archived(row)), dates)
    names = names_in(rows)
    items = (item(row, names) for row in rows if row.cells.get("title"))
    rules = (*steps_told(steps), *rules_in(rows))
    archived = (
        Unplaced(row.place, short(row.cells.get("title", "")), ARCHIVED) for row in written if _is_archived(row)
    )
    return Outline(
        title or title_of(path),
        tuple(items),
        (*archived, *unplaced_in(rows)),
        rules=rules,
        choices=tuple(_choices(rows)),
    )


def _is_archived(row: TableRow) -> bool:
    return status_of(row.cells.get("archived", "")) == "done"


def with_days(rows: tuple[TableRow, ...], dates: DateOrder | None = None) -> tuple[TableRow, ...]:
    """Each column says by all of its cells which number of a day is the month; what stays open stays as it is written. In the
    same way it says whether 12:35 are minutes and seconds, and whether it tells days or a mere yes.
    """
    rows = _with_yes(rows)
    columns = {name: [row.cells.get(name, "") for row in rows] for name in (*_DAYS, "hours")}
    meant = {name: {cell: day.isoformat() for cell, day in days_in(columns[name], dates).items()} for name in _DAYS}
    meant["hours"] = dict(clocks_in(columns["hours"]))
    meant["status"] |= statuses_in(columns["status"])
    return tuple(
        row._replace(cells={name: meant.get(name, {}).get(text, text) for name, text in row.cells.items()})
        for row in rows
    )


def _with_yes(rows: tuple[TableRow, ...]) -> tuple[TableRow, ...]:
    """`Finished` may be answered by a day, or by yes and no."""
    said = [row.cells.get("finished", "") for row in rows]
    if not any(said) or any("status" in row.cells for row in rows) or not all(map(status_of, said)):
        return rows
    return tuple(
        row._replace(cells={**row.cells, "finished": "", "status": row.cells.get("finished", "")}) for row in rows
    )


def _without_step(row: TableRow, steps: Collection[str]) -> TableRow:
    """The lists of a board are often no modules but how far one is: to do, doing, done."""
    name = row.cells.get("module", "")
    if name not in steps:
        return row
    is_complete = status_of(row.cells.get("due complete", "")) == "done"
    return row._replace(cells={**row.cells, "module": "", "status": "done" if is_complete else name})


def names_in(rows: Iterable[TableRow]) -> frozenset[str]:
    return frozenset(folded(row.cells.get(name, "")) for row in rows for name in ("id", "title"))


def rules_in(rows: Iterable[TableRow]) -> tuple[str, ...]:
    """How words of these rows became hours and statuses."""
    cells = [row.cells for row in rows if row.cells.get("title")]
    return (*statuses_told(each.get("status", "") for each in cells), *rules_of(map(_length, cells)))


def unplaced_in(rows: Iterable[TableRow]) -> Iterator[Unplaced]:
    kept = tuple(rows)
    for row in kept:
        yield from _unplaced(row)
    yield from _strange(kept)


def _read(path: Path, text: str) -> tuple[str, tuple[TableRow, ...]]:
    """The title, if there is one, and all rows: which column names the topics is known once they are there."""
    table = read_cells(path, text)
    place = f"{path}:{table.line}: there is no column for the title"
    if "title" not in columns_of(table.header):
        raise InvalidFile(place, FORM)
    rows = counted(path, (row for row in table.rows if any(row[1])))
    cells = [each for _, each in rows]
    columns = columns_of(table.header, cells)
    if "title" not in columns:
        same = " and ".join(constant_titles(table.header, cells))
        why = f"{same} says nearly the same in every row" if same else "what could be one is empty"
        raise InvalidFile(f"{place}: {why}", FORM)
    return table.title, tuple(row_of(f"{path}:{line}", columns, table.header, each) for line, each in rows)


def row_of(place: str, columns: Sequence[str], header: Sequence[str], cells: Sequence[str]) -> TableRow:
    known, strange = {}, []
    linked: frozenset[str] = frozenset() if OWN_COLUMN in columns else _NAMES
    for number, cell in enumerate(cells):
        text = _plain(cell)
        if number < len(columns) and columns[number] and not is_time_of_day(header[number], text):
            said = _LINKED.sub("", text) if columns[number] in linked else text
            is_nothing = columns[number] == "title" and not said.strip(_DASHES)
            known[columns[number]] = "" if is_nothing else with_unit(header[number], said)
        elif text:
            strange.append((header[number] if number < len(header) else "", text))
    return TableRow(place, known, tuple(strange))


def _plain(cell: str) -> str:
    """Without the apostrophe that keeps a spreadsheet from reading text as a formula."""
    text = title_line(cell)
    return text[1:].strip() if text.startswith("'") and text[1:].lstrip().startswith(_FORMULA_STARTS) else text


def item(row: TableRow, names: frozenset[str]) -> Item:
    cells = row.cells
    said, finished = cells.get("status", ""), day_of(cells.get("finished", ""))
    started, on = day_of(cells.get("started", "")), day_of(said)
    requires, is_own = _requires(cells.get("requires", ""), names), CHOICE_COLUMN in cells
    unsaid: Status = "done" if finished or on or _is_doubtful_end(cells) else "doing" if started else "todo"
    return Item(
        place=row.place,
        title=cells["title"],
        phase=cells.get("phase", ""),
        module=cells.get("module", ""),
        id=cells.get("id", ""),
        hours=length.hours if (length := _length(cells)) else None,
        status=(said and status_of(said)) or unsaid,
        requires=tuple(each for each in requires if not is_own or ":" not in each),
        requires_option=tuple(_under_option(each) for each in requires if is_own and ":" in each),
        option=cells.get("option", ""),
        stretch=cells.get("stretch") == "yes",
        resources=_resources(cells),
        started=started,
        finished=finished or on,
        minutes=minutes_of(cells.get("minutes", ""), in_minutes=True),
        evidence=tuple(Resource("", url) for url in dict.fromkeys(cells.get("evidence", "").split())),
        why=cells.get("why", ""),
        notes=tuple(note for note in (cells.get("notes", ""),) if note.strip(_DASHES)),
        phase_id=cells.get("phase id", ""),
        module_id=cells.get("module id", ""),
    )


def _resources(cells: Mapping[str, str]) -> tuple[Resource, ...]:
    """Addresses, or one with what it is called: `[Norms](https://...)` too. A table of our own has nothing but addresses."""
    cell = cells.get("resources", "")
    if OWN_COLUMN in cells:
        return tuple(Resource(title or url, url) for title, url in _named(cell) if leads_to_the_web(url))
    words, urls = without_addresses(cell)
    title = words.strip("[]() ")
    return tuple(Resource(title if title and len(urls) == 1 else url, url) for url in urls)


def _named(cell: str) -> Iterator[tuple[str, str]]:
    """`[Norms](https://...) [Vectors](https://...)`, as a table of our own has it; an older one has the addresses alone."""
    for match in _TITLED.finditer(cell):
        yield (re.sub(r"\\(.)", r"\1", match["title"]), match["target"]) if match["target"] else ("", match[0])


def _choices(rows: Iterable[TableRow]) -> Iterator[Choice]:
    """Each once, though it stands beside every topic of it. It is made at the topic beside it that is of no option."""
    named: dict[str, TableRow] = {}
    for row in rows:
        if row.cells.get(CHOICE_COLUMN):
            named.setdefault(row.cells[CHOICE_COLUMN], row)
            if not row.cells.get("option"):
                named[row.cells[CHOICE_COLUMN]] = row
    for cell, row in named.items():
        (title, name), *options = _named(cell)
        topic = None if row.cells.get("option") else row.cells.get("id")
        yield Choice(id=name, title=title, options=tuple(Option(its, said) for said, its in options), topic=topic)


def _under_option(words: str) -> tuple[str, str]:
    option, _, name = words.partition(":")
    return option, name


def _is_doubtful_end(cells: Mapping[str, str]) -> bool:
    """That it is done is sure where only the day is not."""
    return any(is_doubtful(cells.get(name, "")) for name in ("finished", "status"))


def _length(cells: Mapping[str, str]) -> Length | None:
    """Weeks by what they ask for, if another column says so."""
    said, effort = cells.get("hours", ""), cells.get("effort", "")
    if said.casefold() in NO_LENGTH:
        return length_of(effort)
    alone = length_of(said)
    if alone and alone.hours and not alone.rule and said.isdecimal():
        return Length(alone.hours, "bare", f"{said} = {said} h")
    return alone if alone and alone.rule != "assumed" else length_of(said, weekly=effort)


def _is_effort(words: str) -> bool:
    return words.casefold() in NO_LENGTH or bool(length_of(words) or length_of("1 week", weekly=words))


def _requires(cell: str, names: frozenset[str]) -> tuple[str, ...]:
    """Parted by semicolons, bars or commas, else by `and` or spaces, unless it is one name as it stands."""
    if folded(cell) and folded(cell) in names:
        return (cell,)
    if cell.casefold() in _NOTHING:
        return ()
    listed = cell[1:-1] if cell.startswith("[") and cell.endswith("]") else cell
    joined = tuple(_AND.split(listed))
    if len(joined) > 1 and all(folded(each) in names for each in joined):
        return joined
    separator = next((each for each in ";|," if each in listed), None)
    parts = (part.strip(" \"'") for part in listed.split(separator))
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
            yield Unplaced(row.place, short(words), DOUBTFUL if column in _DAYS and is_doubtful(words) else why)
    yield from _days_otherwise(row)
    yield from _unread_length(row)
    if OWN_COLUMN in cells:  # which holds nothing but addresses
        yield from (
            no_web_page(row.place, f"{title} ({url})" if title else url)
            for title, url in _named(cells.get("resources", ""))
            if not leads_to_the_web(url)
        )
        return
    words, urls = without_addresses(cells.get("resources", ""))
    if words.strip(",;|[]() ") and len(urls) != 1:
        yield no_web_page(row.place, words)


def _days_otherwise(row: TableRow) -> Iterator[Unplaced]:
    """A status that is said goes before what days say of it."""
    written = row.cells.get("status", "")
    said = status_of(written) if written else None
    finished, started = (row.cells.get(name, "") for name in ("finished", "started"))
    if OWN_COLUMN in row.cells:  # a table of our own tells what was so before a topic was begun anew
        return
    if said and said != "done" and day_of(finished):
        yield Unplaced(row.place, finished, "a day on which it was done, though its status says otherwise")
    if said == "todo" and day_of(started):
        yield Unplaced(row.place, started, "a day on which it was begun, though its status says otherwise")


def _unread_length(row: TableRow) -> Iterator[Unplaced]:
    said, effort = row.cells.get("hours", ""), row.cells.get("effort", "")
    if not _is_effort(effort):
        yield Unplaced(row.place, short(effort), "this is no number of hours a week")
    elif said.casefold() in NO_LENGTH and effort.casefold() not in NO_LENGTH and _length(row.cells) is None:
        yield Unplaced(row.place, short(effort), "nothing says for how many weeks")
    elif length_of(said) is not None and _length(row.cells) is None:
        yield Unplaced(
            row.place, short(f"{said}, {effort}"), "is that in all or in a week? write 8 h/week for the latter"
        )


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
    ("hours", lambda words: words.casefold() in NO_LENGTH or length_of(words), "this is no number of hours"),
    ("minutes", lambda words: hours_of(words, in_minutes=True) is not None, "this is no number of minutes"),
    ("started", day_of, NO_DAY),
    ("finished", day_of, NO_DAY),
)
