"""The event table of a database that may be damaged: row by row, trusting no index."""

import sqlite3
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from roadmap_cli.domain.event_shape import is_id
from roadmap_cli.domain.later_event import AnyEvent
from roadmap_cli.domain.phrasing import count
from roadmap_cli.errors import DatabaseUnusable
from roadmap_cli.storage.rows import Row, event, text_or_bytes

COLUMNS = "user, id, batch, roadmap, kind, topic, at, day, data, device"
NAMES = tuple(COLUMNS.split(", "))
INDEXES = ("sqlite_autoindex_event_1", "event_of_roadmap", "event_of_topic")
"""Those that name every event."""
OWN_COLUMNS = {*NAMES, "arrived"}
FORMER_COLUMNS = len(NAMES) - 1
"""As many as there were before events had a device."""
MOST_ROWID = 2**62
Named = tuple[str, str]
"""An event by its user and its id."""


class Table(NamedTuple):
    """Every row that can be read, by its rowid; `errors` is what SQLite said of the rest."""

    rows: dict[int, Row]
    errors: tuple[str, ...] = ()


def whole(connection: sqlite3.Connection) -> Iterator[tuple[int, Row]]:
    """In the order of the table. Raises sqlite3.Error where a page cannot be read."""
    for row in connection.execute(f"SELECT rowid, {told(connection)} FROM event NOT INDEXED"):  # noqa: S608 - constants
        yield row[0], row[1:]


def told(connection: sqlite3.Connection) -> str:
    """The columns to ask for: an older program knew nothing of devices."""
    there = {row[0] for row in connection.execute("SELECT name FROM pragma_table_info('event')")}
    return COLUMNS if "device" in there else COLUMNS.replace("device", "NULL")


def add_columns(connection: sqlite3.Connection) -> None:
    there = {row[0] for row in connection.execute("SELECT name FROM pragma_table_info('event')")}
    for name, sort in (("device", "VARCHAR"), ("arrived", "INTEGER")):
        if name not in there:
            connection.execute(f"ALTER TABLE event ADD COLUMN {name} {sort}")


def number_arrivals(connection: sqlite3.Connection) -> None:
    """Behind all others, in the order of the table."""
    last = "(SELECT coalesce(max(arrived), 0) FROM event)"
    connection.execute(f"UPDATE event SET arrived = rowid + {last} WHERE arrived IS NULL")  # noqa: S608 - a constant


def salvaged(connection: sqlite3.Connection) -> Table:
    """All rows but those that raise, found by halving whatever holds them."""
    rows: dict[int, Row] = {}
    errors: list[str] = []
    waiting = [(1, _newest(connection))]
    while waiting:
        first, last = waiting.pop()
        fault = _read(connection, first, last, rows)
        if fault and first == last:
            errors.append(fault)
        elif fault:
            middle = (first + last) // 2
            waiting += [(middle + 1, last), (first, middle)]
    return Table(rows, tuple(dict.fromkeys(errors)))


def _read(connection: sqlite3.Connection, first: int, last: int, rows: dict[int, Row]) -> str:
    """What went wrong, or nothing. What came before it is kept."""
    between = f"SELECT rowid, {told(connection)} FROM event NOT INDEXED WHERE rowid BETWEEN ? AND ? ORDER BY rowid"  # noqa: S608
    try:
        for rowid, *row in connection.execute(between, (first, last)):
            rows[rowid] = row
    except (sqlite3.Error, UnicodeError) as error:
        return str(error)
    return ""


def _newest(connection: sqlite3.Connection) -> int:
    """The largest rowid that the table or an index knows; at most as many as there is room for in the file."""
    asked = ["SELECT max(rowid) FROM event NOT INDEXED"]
    asked += [f"SELECT max(rowid) FROM event INDEXED BY {index}" for index in INDEXES]  # noqa: S608 - constants
    found = [answer for statement in asked if (answer := _number(connection, statement)) is not None]
    pages, size = (_number(connection, f"PRAGMA {name}") or 0 for name in ("page_count", "page_size"))
    return min(max([*found, pages * size // _LEAST_BYTES]), MOST_ROWID)


_LEAST_BYTES = 64
"""An id alone has 36 of them, and every event has two."""


def _number(connection: sqlite3.Connection, statement: str) -> int | None:
    try:
        answer = connection.execute(statement).fetchone()
    except sqlite3.Error:
        return None
    return answer[0] if answer and isinstance(answer[0], int) else None


def complaints(connection: sqlite3.Connection, most: int) -> list[str]:
    """What SQLite says of the whole file; where it is sound, nothing. It looks at trees first and then at rows, and says
    nothing at all where it cannot read these, unless it is stopped by so many faults of trees.
    """
    fault = ""
    while most:
        try:
            told = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({most})")]
        except (sqlite3.Error, UnicodeError) as error:
            fault, most = str(error), most // 2
            continue
        said = [line for each in told for line in each.splitlines() if "***" not in line]
        return [] if said == ["ok"] else said
    return [fault]


def is_named_whole(connection: sqlite3.Connection) -> bool:
    """Whether an index that can be read from one end to the other names just what is in the table."""
    there = set(connection.execute("SELECT user, id FROM event NOT INDEXED"))
    return any(_names(connection, index) == there for index in INDEXES)


def partly_named(connection: sqlite3.Connection) -> set[Named]:
    """Whatever any index still says."""
    return {name for index in INDEXES for name in _from_either_end(connection, index)}


def assert_nothing_gone(connection: sqlite3.Connection, place: str) -> None:
    """Before anything is made anew from the table: from its indexes it could then not be told any more.

    What two of them name, or the only one that is left, has been there; what one of several names is damaged itself.
    Raises DatabaseUnusable, and sqlite3.Error where the table cannot be read.
    """
    before, connection.text_factory = connection.text_factory, text_or_bytes
    try:
        deque(_table_names(connection), maxlen=0)
        found = [names for index in INDEXES if (names := _misplaced(connection, index)) is not None]
        misplaced = {name for names in found for name in names}
        elsewhere = {name for name in _table_names(connection) if name in misplaced} if misplaced else set()
    finally:
        connection.text_factory = before
    named = Counter(name for names in found for name in names - elsewhere)
    gone = sum(number >= min(2, len(found)) for number in named.values())
    if gone:
        sentence = (
            f"cannot use the database {place}: it is damaged: {count(gone, 'event')} that it names cannot be read"
        )
        raise DatabaseUnusable(sentence, "see what can be saved, which changes nothing: roadmap doctor")


def _table_names(connection: sqlite3.Connection) -> Iterator[Named]:
    yield from connection.execute("SELECT user, id FROM event NOT INDEXED")


def _misplaced(connection: sqlite3.Connection, index: str) -> set[Named] | None:
    """What an index names and the table has not where it says, as far as that can be read; None where it names nothing at
    all. Looked up by SQLite, so that the names of a whole history are never in memory.
    """
    if not _from_either_end(connection, index, "LIMIT 1"):
        return None
    same = "its.rowid = event.rowid AND its.user IS event.user AND its.id IS event.id"
    there = f"SELECT 1 FROM event AS its NOT INDEXED WHERE {same}"  # noqa: S608 - constants
    return _from_either_end(connection, index, where=f"WHERE NOT EXISTS ({there})")


def _from_either_end(connection: sqlite3.Connection, index: str, limit: str = "", where: str = "") -> set[Named]:
    """As far as it can be read."""
    found: set[Named] = set()
    for order in ("ASC", "DESC"):
        by = _ORDER[index].format(order)
        asked = f"SELECT user, id FROM event INDEXED BY {index} {where} ORDER BY {by} {limit}"  # noqa: S608 - constants
        with suppress(sqlite3.Error, UnicodeError):
            found.update(connection.execute(asked))
            break
    return found


_ORDER = {
    "sqlite_autoindex_event_1": "user {0}, id {0}",
    "event_of_roadmap": "user {0}, roadmap {0}, id {0}",
    "event_of_topic": "user {0}, roadmap {0}, topic {0}, id {0}",
}


def _names(connection: sqlite3.Connection, index: str) -> set[Named] | None:
    """None where it cannot be read to its end."""
    by = _ORDER[index].format("ASC")
    try:
        return set(connection.execute(f"SELECT user, id FROM event INDEXED BY {index} ORDER BY {by}"))  # noqa: S608
    except (sqlite3.Error, UnicodeError):
        return None


def fault_in(row: Row) -> str:
    """What keeps a row from being an event, or nothing."""
    return checked(row)[1]


def checked(row: Row) -> tuple[AnyEvent | None, str]:
    """The event that a row is, or what keeps it from being one."""
    user, roadmap = row[0], row[3]
    if not (user and roadmap and isinstance(user, str) and isinstance(roadmap, str)):
        return None, '"user" and "roadmap" must be text'
    try:
        return event(row), ""
    except ValueError as error:
        return None, str(error)


def is_name(name: tuple[object, object]) -> bool:
    """Whether an event could be called so."""
    user, identifier = name
    return isinstance(user, str) and user.isprintable() and is_id(identifier)
