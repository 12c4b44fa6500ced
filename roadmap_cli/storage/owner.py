"""What the owner of a database on a server does, and nobody else: make its tables, and bring them up to date."""

from collections.abc import Iterator

from sqlalchemy import Column, Connection, MetaData, Table, inspect, text
from sqlmodel import SQLModel

from roadmap_cli.errors import CannotBeDone
from roadmap_cli.storage import migrations
from roadmap_cli.storage.migrations import META, PROJECTION_VERSION, PROJECTIONS
from roadmap_cli.storage.rights import assert_owner, protect
from roadmap_cli.storage.seal import Unsound
from roadmap_cli.storage.server import NOBODY, ServerStore, is_of_other_version, opened

PARTITIONS = text("SELECT count(*) FROM pg_inherits WHERE inhparent = to_regclass(:name)")


def init(database: str, partitions: int = 0) -> bool:
    """Make the tables, perhaps each in so many parts by user. False where they are there already. Raises CannotBeDone where
    others have their names.
    """
    with opened(database, writes=True) as store, store.transaction():
        store.hold(NOBODY)
        there = store.tables()
        if META in there:
            return False
        if taken := sorted(there & SQLModel.metadata.tables.keys()):
            sentence = f"{store.place} holds tables of another program: {', '.join(taken)}"
            raise CannotBeDone(sentence, "make a database for roadmap alone: createdb, or CREATE DATABASE")
        _make(store.session.connection(), list(SQLModel.metadata.tables), partitions)
        protect(store)
        newest = {"schema": str(len(migrations.STEPS) + 1), "projection": PROJECTION_VERSION}
        store.run("put_meta", [{"key": key, "value": value} for key, value in newest.items()])
        return True


def upgrade(database: str) -> Iterator[str]:
    """Migrate, then fold anew whatever is not as this version has it, a learner at a time in a transaction each: their names
    once that is done. Who was interrupted begins again where it ended.
    """
    with opened(database, writes=True) as store:
        with store.transaction():
            if META in store.tables():
                assert_owner(store, "bring it up to date")
            store.hold(NOBODY)
            _migrate(store)
            protect(store)
        for user in _users(store):
            with store.transaction():
                is_folded = _fold(store, user)
            if is_folded:
                yield user


def _migrate(store: ServerStore) -> None:
    """While nobody looks at which version it is of: who looks keeps this lock out until the end of their transaction."""
    has_tables = META in store.tables()
    if has_tables:
        store.session.connection().exec_driver_sql(f"LOCK TABLE {META} IN ACCESS EXCLUSIVE MODE")
    before = migrations.schema_of(store, migrations.meta_of(store)) if has_tables else len(migrations.STEPS) + 1
    for number, step in enumerate(migrations.STEPS[before - 1 :], start=before + 1):
        step(store)
        store.run("put_meta", [{"key": "schema", "value": str(number)}])
    if is_of_other_version(store):
        _make(store.session.connection(), _missing(store), _partitions(store.session.connection(), "event"))
        store.add_columns()
        store.number_arrivals()
        store.fit_indexes()
        store.recreate_projections()
        store.run("put_meta", [{"key": "projection", "value": PROJECTION_VERSION}])


def _users(store: ServerStore) -> Iterator[str]:
    after: str | None = ""
    while after is not None:
        with store.transaction():
            after = next(iter(store.users(after)), None)
        if after is not None:
            yield after


def _fold(store: ServerStore, user: str) -> bool:
    """Whether anything had to be."""
    store.scopes.clear()
    store.hold({"user": user})
    try:
        for roadmap in store.roadmaps_of(user):
            store.scope(user, roadmap)
    except Unsound:
        store.refold(user)
        return True
    return False


def empty(connection: Connection) -> None:
    """The tables of everything derived. Those that are as today's keep what their owner has granted."""
    found = inspect(connection)
    for name in PROJECTIONS:
        wanted = [column.name for column in SQLModel.metadata.tables[name].columns]
        if found.has_table(name) and [each["name"] for each in found.get_columns(name)] == wanted:
            connection.exec_driver_sql(f"TRUNCATE {name}")
        else:
            partitions = _partitions(connection, name)
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
            _make(connection, [name], partitions)


def add_columns(connection: Connection) -> None:
    """Also those of what mentors read, which stays until its learner's next command."""
    found = inspect(connection)
    for name in sorted(SQLModel.metadata.tables.keys() - PROJECTIONS):
        there = {column["name"] for column in found.get_columns(name)}
        for column in SQLModel.metadata.tables[name].columns:
            if column.name not in there:
                sort = column.type.compile(connection.dialect)
                connection.exec_driver_sql(f"ALTER TABLE {name} ADD COLUMN {column.name} {sort}")


def fit_indexes(connection: Connection) -> None:
    """As far as a server tells of them, which is of their columns: to make all anew would keep everybody out for long."""
    found = {each["name"]: each["column_names"] for each in inspect(connection).get_indexes("event")}
    for index in SQLModel.metadata.tables["event"].indexes:
        columns = [column.name for column in index.expressions if isinstance(column, Column)]
        if [each for each in found.get(index.name, ()) if each] != columns:
            index.drop(connection, checkfirst=True)
            index.create(connection)


def _missing(store: ServerStore) -> list[str]:
    """Tables that an older program did not know."""
    return sorted(SQLModel.metadata.tables.keys() - store.tables())


def _partitions(connection: Connection, name: str) -> int:
    return int(connection.execute(PARTITIONS, {"name": name}).scalar_one())


def _make(connection: Connection, names: list[str], partitions: int) -> None:
    apart = MetaData()
    tables = [SQLModel.metadata.tables[name].to_metadata(apart) for name in names]
    parted = [table for table in tables if partitions and "user" in table.columns]
    for table in parted:
        table.dialect_options["postgresql"]["partition_by"] = 'HASH ("user")'
    apart.create_all(connection, tables)
    for table in parted:
        _make_parts(connection, table, partitions)


def _make_parts(connection: Connection, table: Table, number: int) -> None:
    for part in range(number):
        values = f"FOR VALUES WITH (MODULUS {number}, REMAINDER {part})"
        connection.exec_driver_sql(f"CREATE TABLE {table.name}_{part} PARTITION OF {table.name} {values}")
