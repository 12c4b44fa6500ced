"""A database on a server, PostgreSQL: its owner makes the tables, and of each learner one writes at a time.

A look is one snapshot. Who writes waits for the lock of the learner at the first touch of anything of theirs; every
statement after that sees what was committed before it (READ COMMITTED).
"""

import logging
from collections.abc import Generator, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import cache, cached_property
from shlex import quote
from zlib import crc32

from sqlalchemy import Engine, NullPool, create_engine, delete, literal_column, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, SQLModel

from roadmap_cli.domain.later_event import AnyEvent
from roadmap_cli.errors import DatabaseUnusable, Interrupted, Unreachable
from roadmap_cli.storage import rows, unasked
from roadmap_cli.storage.address import DRIVERS, url_of, without_password
from roadmap_cli.storage.again import again
from roadmap_cli.storage.guard import Guard
from roadmap_cli.storage.migrations import META, PROJECTIONS, Meta, is_of_older_schema, is_of_other_projection
from roadmap_cli.storage.rows import Row, Values
from roadmap_cli.storage.seal import NO_VALUES, Unsound
from roadmap_cli.storage.sql import SqlStore, sentences, statements_of
from roadmap_cli.storage.statements import Statement
from roadmap_cli.storage.store import Store

WAIT = "10s"
"""For another who writes for the same learner."""
SPACE = 0x726D
"""Of the locks of a server, which are numbers, those of roadmap."""
LOST = "60s"
"""After which the lock is taken away from who was cut off in the middle, as the server would not notice for hours."""
LOCK = text(
    f"SELECT set_config('lock_timeout', '{WAIT}', true), set_config('idle_in_transaction_session_timeout', '{LOST}', true),"
    f" pg_advisory_xact_lock({SPACE}, :number)"
)
LOCK_IF_FREE = text(f"SELECT pg_try_advisory_xact_lock({SPACE}, :number)")
WHOSE = ("user", "old", "new")
"""The parameters that name a learner."""
NOBODY = {"user": ""}
"""Of whom the lock is that of who makes tables."""
OWNS = "has_table_privilege(to_regclass('event'), 'TRUNCATE')"
"""Which nobody is granted: told sooner than whose it is."""
META_FOR_WHOM = text(f"SELECT key, value, {OWNS} FROM roadmap_meta")  # noqa: S608 - constants
MISSING_TABLE, MISSING_COLUMN = "42P01", "42703"
PASSING = {"40001", "40P01", "57P01", "57P02", "57P03", "53300"}
"""What PostgreSQL says where the same may go well in a moment: others came first, or the server ends or begins."""
BEGINS = ("starting up", "shutting down", "recovery mode", "not yet accepting", "too many clients", "connection slots")
ENDS = ("terminating connection", "closed the connection", "connection reset")
"""The same while one is let in, which has no code there."""

REACH = "see that the server runs and lets you in; a password may stand in a file: https://www.postgresql.org/docs/current/libpq-pgpass.html"
UNSHOWN = ("SSL was required", "certificate")
SHOW = (
    "a server elsewhere has to show who it is: add ?sslrootcert=FILE to the address, or ?sslrootcert=system where a public authority"
    " vouches for it; in a network that you trust, ?sslmode=prefer"
)
UPGRADE = "its owner brings it up to date: roadmap database upgrade"
NUMBERING = """
    UPDATE event SET arrived = new.number FROM (
        SELECT its."user", its.id, row_number() OVER (PARTITION BY its."user" ORDER BY its.id) + coalesce(
            (SELECT max(known.arrived) FROM event AS known WHERE known."user" = its."user"), 0
        ) AS number FROM event AS its WHERE its.arrived IS NULL
    ) AS new WHERE event."user" = new."user" AND event.id = new.id
"""
"""Of what has none: a table of a server has no order of its own."""
CAUSES = {
    "42501": ("{}", "its owner says who may do what: roadmap database grant"),
    "53100": ("its disk is full, so nothing was recorded", "free some space there, then give the command again"),
    "55P03": (f"another command has been at work there for {WAIT}, so nothing was recorded", "try again"),
    "25006": ("it only lets itself be read: {}", "write to the server that it is a copy of"),
}
"""By their codes, what of the words of PostgreSQL says little: the sentence and its hint."""
logging.getLogger("psycopg").addHandler(logging.NullHandler())  # of a line that was cut the error tells


class ServerStore(SqlStore):
    keeps_summaries = True  # nobody there may read the progress of all

    def __init__(self, session: Session, place: str, *, writes: bool) -> None:
        super().__init__(session, place)
        self.statements = _statements()
        self.is_alone_needed = writes
        self.held: set[int] = set()
        self.last: tuple[str, str] | None = None

    def select(self, statement: Statement, parameters: Values) -> list[Row]:
        self.hold(parameters)
        return super().select(statement, parameters)

    def stream(self, statement: Statement, parameters: Values = NO_VALUES) -> Generator[Row, None, None]:
        self.hold(parameters)
        yield from super().stream(statement, parameters)

    def run(self, statement: Statement, parameters: Sequence[Values]) -> None:
        self.hold(*parameters)
        super().run(statement, parameters)

    def stored(self, events: list[AnyEvent]) -> list[AnyEvent]:
        """In one statement, which tells what it has inserted. Those that were here leave gaps among the numbers."""
        if not events:
            return []
        told = [{**rows.event_row(event), "arrived": self._next_number(event.user)} for event in events]
        try:
            found = self.session.connection().execute(self.statements["insert_event"], told)
        except DBAPIError as error:
            raise self._meant(error) from error
        come = {(user, identifier) for user, identifier in found}
        self.last = max(come, default=self.last)
        new: dict[tuple[str, str], AnyEvent] = {}
        for event in events:
            if (name := (event.user, event.id)) in come:
                new.setdefault(name, event)
        return [*new.values()]

    def _next_number(self, user: str) -> int:
        self.hold({"user": user})
        self.arrived[user] = self.last_arrival(user) + 1
        return self.arrived[user]

    def present_name(self, user: str) -> str:
        """A name is given to a learner by the owner of a server: who else went by it is nobody else's to know."""
        return user

    def settle_names(self) -> None:
        """Nor is it given by what comes."""

    def hold(self, *parameters: Values) -> None:
        """Nobody waits in a circle: whose number is lower than one that is held is not waited for. Raises Interrupted, and
        DatabaseUnusable for somebody whose rows are not shown to this role: nothing was found is what it would look like.
        """
        users = {str(each[key]) for each in parameters for key in WHOSE if key in each}
        if not (users <= {self.role, NOBODY["user"]} or self.is_owner):
            raise DatabaseUnusable(*_not_you(self.role, min(users - {self.role, NOBODY["user"]})))
        if not self.is_alone_needed:
            return
        numbers = {*map(_number, users)}
        for number in sorted(numbers - self.held):
            connection, given = self.session.connection(), {"number": number}
            if number > max(self.held, default=number - 1):
                connection.execute(LOCK, given)
            elif not connection.execute(LOCK_IF_FREE, given).scalar_one():
                sentence = f"cannot use the database {self.place}: others write for the same learners"
                raise Interrupted(sentence, "give the command again")
            self.held.add(number)

    @cached_property
    def role(self) -> str:
        """Who has logged in."""
        connection = self.session.connection().connection.driver_connection
        assert connection is not None  # noqa: S101 - it is open
        return str(connection.info.user)

    @cached_property
    def is_owner(self) -> bool:
        return bool(self.session.connection().execute(text(f"SELECT {OWNS}")).scalar())

    def meta(self) -> Meta:
        """And on the same way whether its owner asks."""
        found = self.session.connection().execute(META_FOR_WHOM).all()
        self.is_owner = any(owns for *_, owns in found)
        return {key: value for key, value, _ in found}

    def others(self, _: str) -> Iterator[str]:
        """Of a server nobody is told who else is there."""
        yield from ()

    def recreate_projections(self) -> None:
        from roadmap_cli.storage.owner import empty

        empty(self.session.connection())

    def add_columns(self) -> None:
        from roadmap_cli.storage.owner import add_columns

        add_columns(self.session.connection())

    def number_arrivals(self) -> None:
        self.session.connection().exec_driver_sql(NUMBERING)

    def every_row(self) -> Iterator[Row]:
        return self.stream("all_events")

    def assert_nothing_gone(self) -> None:
        """A server looks after its own pages."""

    def reindex(self) -> None:
        self.session.connection().exec_driver_sql("REINDEX TABLE event")

    def fit_indexes(self) -> None:
        from roadmap_cli.storage.owner import fit_indexes

        fit_indexes(self.session.connection())

    @contextmanager
    def transaction(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            with suppress(DBAPIError):  # what is lost is rolled back by the server
                self.session.rollback()
            raise
        finally:
            self.held.clear()
        try:
            self.session.commit()
        except DBAPIError as error:
            if not (_is_passing(error) and self.last and _is_recorded(self.session, self.place, self.last)):
                raise

    def backup(self, _: str) -> None:
        """With the tools of the server."""

    def refold(self, user: str) -> int:
        """Everything derived of one learner, in the transaction at hand. How many events have gone since they were sealed."""
        self.hold({"user": user})
        scopes = [(user, roadmap) for roadmap in self.roadmaps_of(user)]
        before = sum(self._sealed_events(scopes))
        for name in PROJECTIONS:
            table = SQLModel.metadata.tables[name]
            self.session.connection().execute(delete(table).where(table.c.user == user))
        self.scopes.clear()
        return max(before - sum(self.fold_anew(*scope) for scope in scopes), 0)

    def _meant(self, error: DBAPIError) -> Exception:
        is_missing = _code(error) in {MISSING_TABLE, MISSING_COLUMN} and META not in str(error.orig)
        return Unsound(_first_line(error), can_be_written=False) if is_missing else error


@cache
def _statements() -> dict[str, object]:
    """Those that put rows return something: only so SQLAlchemy gives many rows in one statement, and not in one each."""
    event = SQLModel.metadata.tables["event"]
    known = statements_of("postgresql")
    puts = {name: its.returning(literal_column("1")) for name, its in known.items() if name.startswith("put_")}
    return {**known, **puts, "insert_event": known["insert_event"].returning(event.c.user, event.c.id)}


def _number(user: str) -> int:
    """Of the lock of a learner. That two have the same costs no more than a moment."""
    return crc32(user.encode(errors="surrogatepass")) - 2**31


def _not_you(role: str, user: str) -> tuple[str, str]:
    hint = f"be who you are there: --user {quote(role)}, or for good: roadmap config user {quote(role)}"
    return f"this server knows you as {role}, and shows nobody what is {user}'s", hint


def file(_: str) -> None:
    """There is none."""


def exists(database: str, _: Guard) -> bool:
    """Nobody is asked twice: whether there are tables shows when it is opened."""
    with sentences(database):
        return bool(url_of(database))


def alone(_: str) -> AbstractContextManager[None]:
    """Many write at once, each for another learner."""
    return nullcontext()


@contextmanager
def reading(database: str) -> Iterator[Store]:
    """One snapshot. What is derived by another version is folded apart from it, for whoever is looked at."""
    with opened(database, writes=False) as store:
        if is_of_other_version(store):
            from roadmap_cli.storage.fold_apart import folded_apart

            with folded_apart(store) as apart:
                yield apart
        else:
            yield store


@contextmanager
def folded(database: str) -> Iterator[Store]:
    """The same whatever the version."""
    from roadmap_cli.storage.fold_apart import folded_apart

    with opened(database, writes=False) as store, folded_apart(store) as apart:
        is_of_other_version(store)
        yield apart


@contextmanager
def writing(database: str) -> Iterator[Store]:
    """One transaction. Where what is derived is of another version only events are written."""
    with opened(database, writes=True) as store, store.transaction():
        if is_of_other_version(store):
            from roadmap_cli.storage.fold_apart import folded_apart

            with folded_apart(store) as apart:
                yield apart
        else:
            yield store


def refold(database: str, user: str) -> int:
    """Everything derived of one learner, in one transaction. How many events have gone."""
    with opened(database, writes=True) as store, store.transaction():
        if is_of_other_version(store):
            raise of_other_version(store)
        return store.refold(user)


def of_other_version(store: ServerStore) -> DatabaseUnusable:
    return DatabaseUnusable(f"what is derived in {store.place} is of another version", UPGRADE)


def is_of_other_version(store: ServerStore) -> bool:
    """Whether what is derived there is. Raises DatabaseUnusable where its owner has something to do first."""
    try:
        meta = store.meta()
    except DBAPIError as error:
        if _code(error) != MISSING_TABLE:
            raise
        sentence = f"there is no database of roadmap yet at {store.place}"
        raise DatabaseUnusable(sentence, "its owner makes one: roadmap database init") from error
    if is_of_older_schema(store, meta):
        sentence = f"{store.place} is of an older version of roadmap"
        raise DatabaseUnusable(sentence, UPGRADE)
    return is_of_other_projection(meta)


@contextmanager
def opened(database: str, *, writes: bool) -> Iterator[ServerStore]:
    """On one connection, which is closed at the end."""
    with told(database), engine_of(database, writes=writes).connect() as connection, Session(connection) as session:
        yield ServerStore(session, without_password(database), writes=writes)


@cache
def engine_of(database: str, *, writes: bool) -> Engine:
    """No pool: a command needs one connection, and mostly one."""
    url = url_of(database)
    if url.drivername == DRIVERS["postgresql"]:
        url = url.set(drivername=unasked.NAME)
    snapshot = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    options = {} if writes else snapshot
    return create_engine(url, poolclass=NullPool, use_native_hstore=False, execution_options=options)


@contextmanager
def told(database: str) -> Iterator[None]:
    """What the server says, as a sentence without the password. Raises Interrupted for what may go well in a moment."""
    with sentences(database):
        try:
            yield
        except DBAPIError as error:
            place = f"cannot use the database {without_password(database)}"
            if _is_passing(error):
                sentence = f"{place}: {_first_line(error)}, so nothing was recorded"
                raise Interrupted(sentence, "give the command again") from error
            if error.statement is None:
                hint = SHOW if any(each in str(error.orig) for each in UNSHOWN) else REACH
                raise Unreachable(f"{place}: {_first_line(error)}", hint) from error
            if cause := CAUSES.get(_code(error)):
                raise DatabaseUnusable(f"{place}: {cause[0].format(_first_line(error))}", cause[1]) from error
            raise


def _is_recorded(session: Session, place: str, last: tuple[str, str]) -> bool:
    """Whether what was committed is there, although no answer came: who has the lock of its learner knows that it has ended."""
    user, identifier = last

    def is_there() -> bool:
        with told(place), Session(session.get_bind().engine) as another:
            return bool(ServerStore(another, place, writes=True).with_ids(user, [identifier]))

    try:
        return again(is_there)
    except DatabaseUnusable as error:
        sentence = f"{error.sentence}; whether this was recorded is not known"
        raise DatabaseUnusable(sentence, "once it answers, see: roadmap history") from error


def _is_passing(error: DBAPIError) -> bool:
    if error.statement is None and not error.connection_invalidated:
        return any(each in str(error.orig).lower() for each in (*BEGINS, *ENDS))
    return error.connection_invalidated or _code(error) in PASSING


def _code(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""


def _first_line(error: DBAPIError) -> str:
    told = str(error.orig).partition("\n")[0]
    return f"{told[:1].lower()}{told[1:]}"
