"""Everything readable out of a damaged database: by SQLite where it can, else out of the pages themselves.

It works on a copy of the files, which is gone afterwards; the damaged ones are only read.
"""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from itertools import groupby
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import NamedTuple

from roadmap_cli import storage
from roadmap_cli.domain.cohort import Member
from roadmap_cli.errors import CannotBeDone, DatabaseUnusable, RoadmapError
from roadmap_cli.files import create
from roadmap_cli.reports.doctor import RescueReport, Saved
from roadmap_cli.storage import event_table, pages, sqlite
from roadmap_cli.storage.event_table import Named
from roadmap_cli.storage.faults import fault_of
from roadmap_cli.storage.members import members_in
from roadmap_cli.storage.rows import Row, event, text_or_bytes
from roadmap_cli.storage.statements import SCHEMA

MOST_RUNS = 50_000
"""Events that are put into the new database at once."""
Odd = dict[str, object]


class Salvage(NamedTuple):
    """Rows by user and id, what is no event, the events of which only the name is left, and what could not be read; `members`
    of groups as far as SQLite can read them; `is_whole` where nothing is damaged at all.
    """

    events: dict[Named, Row]
    odd: tuple[Odd, ...]
    lost: tuple[Named, ...]
    pages: int
    sources: tuple[str, ...]
    members: tuple[Member, ...]
    is_whole: bool


def rescue(database: str, new: Path) -> RescueReport:
    """Into a new database; what is no event stands as JSON lines beside it. Raises CannotBeDone and DatabaseUnusable."""
    damaged = storage.file_of(database)
    if damaged is None:
        sentence = "a database on a server is saved by its own tools"
        raise CannotBeDone(sentence, "see pg_dump")
    _refuse_what_is_there(new)
    try:
        if not damaged.is_file():
            sentence = f"there is no file {damaged} that anything could be read from"
            raise DatabaseUnusable(sentence, "bring back the newest copy: roadmap restore --replace")
        with TemporaryDirectory(prefix=".rescue-", dir=new.parent) as folder:
            found = _found(_copied(damaged, Path(folder) / "damaged.db"))
            if found.is_whole and not (found.events or found.odd):
                sentence = f"{damaged} is sound and holds no event, so there is nothing to rescue"
                raise CannotBeDone(sentence, "if there should be any, bring back a copy: roadmap restore")
            if not found.events:
                sentence = f"nothing in {damaged} can be read as an event"
                raise DatabaseUnusable(sentence, "bring back the newest copy: roadmap restore --replace")
            made = Path(folder) / "new.db"
            _write(made, found)
            odd = _write_odd(new, found)
            made.rename(new)
    except OSError as error:
        if str(error.filename) == str(damaged):
            raise fault_of(str(damaged), error) from error
        sentence = f"cannot rescue {damaged} into {new}: {(error.strerror or str(error)).lower()}"
        raise CannotBeDone(sentence, "name a new file in a folder that may be written and has room") from error
    return RescueReport(
        database=database,
        new=str(new),
        events=len(found.events),
        saved=_saved(found),
        pages=found.pages,
        odd=len(found.odd),
        odd_file=str(odd) if odd else None,
        lost=len(found.lost),
        sources=found.sources,
        members=len(found.members),
    )


def _refuse_what_is_there(new: Path) -> None:
    for path in (new, _odd_file(new)):
        if path.exists() or path.is_symlink():
            sentence = f"{path} exists already, and a rescue writes over nothing"
            raise CannotBeDone(sentence, "name a new file")
    if not new.parent.is_dir():
        sentence = f"cannot rescue into {new}: its folder is missing"
        raise CannotBeDone(sentence, "name a new file in a folder that exists")


def _copied(damaged: Path, copy: Path) -> Path:
    """With its journal, while nobody writes to them if that can be had."""
    with ExitStack() as stack:
        with suppress(RoadmapError, OSError):
            stack.enter_context(sqlite.alone(str(damaged)))
        copyfile(damaged, copy)
        with suppress(FileNotFoundError):
            copyfile(f"{damaged.resolve()}-wal", f"{copy}-wal")
    return copy


def _found(copy: Path) -> Salvage:
    rows: dict[Named, Row] = {}
    odd: list[Odd] = []
    sources: list[str] = []
    named: set[Named] = set()
    members: list[Member] = []
    told = ""
    with _opened(copy) as connection:
        if connection is not None:
            table = event_table.salvaged(connection)
            for rowid, row in table.rows.items():
                _take(row, f"rowid {rowid}", rows, odd)
            sources += ["the table"] if table.rows else []
            members = members_in(connection)
            named = event_table.partly_named(connection)
            told = "\n".join([*table.errors, *event_table.complaints(connection, 1000)])
    is_whole = not (connection is None or told or named - rows.keys())
    if not is_whole:
        before = len(rows)
        _take_from_pages(copy, rows, odd)
        sources += ["its pages"] if len(rows) > before else []
    lost = _lost(named, rows, odd)
    damaged = set(re.findall(r"[Pp]age (\d+)(?! is never used)(?!\d)", told))  # what nothing leads to may be whole
    return Salvage(
        events=rows,
        odd=tuple(odd),
        lost=lost,
        pages=len(damaged),
        sources=tuple(sources),
        members=tuple(members),
        is_whole=is_whole,
    )


def _take(row: Row, place: str, rows: dict[Named, Row], odd: list[Odd]) -> None:
    fault = event_table.fault_in(row)
    if fault:
        told = {name: _as_json(value) for name, value in zip(event_table.NAMES, row, strict=True)}
        if any(value not in {None, "", 0} for value in told.values()):
            odd.append({"place": place, "fault": fault, **told})
    else:
        rows.setdefault((row[0], row[1]), row)


def _as_json(value: object) -> object:
    return value.decode("utf-8", "backslashreplace") if isinstance(value, bytes) else value


def _take_from_pages(copy: Path, rows: dict[Named, Row], odd: list[Odd]) -> None:
    """Only of events that are not found yet: what SQLite gave is what counts now."""
    file = pages.file_of(copy.read_bytes())
    free = pages.free(file)
    known = {identifier for _, identifier in rows}
    seen = {(each["user"], each["id"]) for each in odd}
    for leaf in pages.leaves(file, {event_table.FORMER_COLUMNS, len(event_table.OWN_COLUMNS)}):
        for cell in leaf.cells:
            row = (*cell, None)[: len(event_table.NAMES)]
            if leaf.number in free or row[1] in known or (_as_json(row[0]), _as_json(row[1])) in seen:
                continue
            _take(row, f"page {leaf.number}", rows, odd)


def _lost(named: set[Named], rows: dict[Named, Row], odd: list[Odd]) -> tuple[Named, ...]:
    """Named by an index, as an event is, and nowhere else."""
    there = {*rows, *((each["user"], each["id"]) for each in odd)}
    return tuple(sorted(each for each in named - there if event_table.is_name(each)))


@contextmanager
def _opened(copy: Path) -> Iterator[sqlite3.Connection | None]:
    """With what its journal holds; with the first page of a new database where its own is destroyed. None where SQLite
    cannot make anything of it.
    """
    for mend in (None, _with_a_first_page, _without_journal):
        if mend:
            mend(copy)
        connection = sqlite3.connect(copy, isolation_level=None)
        connection.text_factory = text_or_bytes
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            connection.execute("SELECT rowid FROM event NOT INDEXED LIMIT 0").fetchone()
        except sqlite3.Error:
            connection.close()
            continue
        with closing(connection):
            yield connection
        return
    yield None


def _with_a_first_page(copy: Path) -> None:
    """The event table of all our databases begins on the same page, since it is made by the same statements."""
    content = bytearray(copy.read_bytes())
    size = pages.file_of(bytes(content)).size
    template = copy.with_name("template.db")
    with closing(sqlite3.connect(template)) as connection:
        connection.execute(f"PRAGMA page_size = {size}")
        connection.execute("PRAGMA journal_mode = WAL")
        for _, statement in SCHEMA:
            connection.execute(statement)
    first = bytearray(template.read_bytes()[:size])
    first[28:32] = (len(content) // size).to_bytes(4, "big")
    content[:size] = first
    copy.write_bytes(content)


def _without_journal(copy: Path) -> None:
    for ending in ("-wal", "-shm"):
        copy.with_name(f"{copy.name}{ending}").unlink(missing_ok=True)


def _write(made: Path, found: Salvage) -> None:
    events = sorted((event(row) for row in found.events.values()), key=lambda each: (each.user, each.id))
    for _, some in groupby(enumerate(events), key=lambda each: each[0] // MOST_RUNS):
        with sqlite.writing(str(made)) as store:
            store.keeps_names = True
            store.merge([each for _, each in some])
    if found.members:
        with sqlite.writing(str(made)) as store:
            store.cohort.add(found.members)


def _odd_file(new: Path) -> Path:
    return new.with_name(f"{new.name}.odd.jsonl")


def _write_odd(new: Path, found: Salvage) -> Path | None:
    """Whatever was typed into what is no event any more, and the names of events of which no more is left."""
    lines = [*found.odd, *({"fault": "only its name is left", "user": user, "id": key} for user, key in found.lost)]
    if not lines:
        return None
    file = _odd_file(new)
    create(file)
    file.write_text("".join(f"{json.dumps(each, ensure_ascii=True)}\n" for each in lines), encoding="utf-8")
    return file


def _saved(found: Salvage) -> tuple[Saved, ...]:
    events = sorted((event(row) for row in found.events.values()), key=lambda each: (each.user, each.roadmap))
    return tuple(
        Saved(
            user=user,
            roadmap=roadmap,
            events=len(its := list(group)),
            first_day=min(each.day for each in its),
            last_day=max(each.day for each in its),
        )
        for (user, roadmap), group in groupby(events, key=lambda each: (each.user, each.roadmap))
    )
