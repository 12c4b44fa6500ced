"""On a server everybody else of a cohort that is made up: copied into tables without indexes, which are made afterwards, as
they were. With them a row would take five times as long.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import psycopg
from sqlalchemy import Index, Table
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, DropIndex

from roadmap_cli.storage.tables import SummaryRow

TABLES = SummaryRow.metadata.tables
ROOM = "SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 0; SET synchronous_commit = off"
"""For whoever makes an index: as many at once as there are processes, each without others that it would wait for."""
NAME = "'learner-' || lpad(({})::text, 6, '0')"
"""Of a number."""


def copied(address: str, names: Sequence[str], numbers: range, groups: Sequence[str], processes: int) -> None:
    """Of some tables the rows of the first learners, for all of these numbers; and everybody in a group. With statistics, as
    the server would gather them by itself a little later.
    """
    tables = [TABLES[name] for name in names]
    models = numbers.start
    each = [
        [_copy(name, models, numbers) for name in names],
        [f"ALTER TABLE {table.name} ADD PRIMARY KEY ({', '.join(_keys(table))})" for table in tables],
        [_sql(CreateIndex(index)) for table in tables for index in _indexes(table)],
    ]
    _run(address, "DROP SCHEMA IF EXISTS made_up CASCADE; CREATE SCHEMA made_up")
    for table in tables:
        _run(address, *_set_aside(table))
    with ThreadPoolExecutor(processes) as pool:  # who waits for a process of the server needs none of their own
        for statements in each:
            list(pool.map(partial(_run, address), statements))
    _run(address, "DROP SCHEMA made_up CASCADE", _members(numbers.stop, groups), "ANALYZE")


def _set_aside(table: Table) -> list[str]:
    """What is copied, with an index in whose order it is read; those of the table go."""
    its, keys = f"made_up.{table.name}", ", ".join(_keys(table))
    return [
        f"CREATE UNLOGGED TABLE {its} AS SELECT * FROM {table.name}",  # noqa: S608 - our own names
        f"CREATE UNIQUE INDEX ON {its} ({keys})",
        f"ANALYZE {its}",
        f"ALTER TABLE {table.name} DROP CONSTRAINT {table.name}_pkey",
        *(_sql(DropIndex(index)) for index in _indexes(table)),
    ]


def _copy(name: str, models: int, numbers: range) -> str:
    """In the order of the primary key, so that it is made without sorting."""
    columns = [f'"{column.name}"' for column in TABLES[name].columns][1:]
    model = f'SELECT * FROM made_up.{name} WHERE "user" = {NAME.format(f"number % {models}")}'  # noqa: S608 - our own names
    order = ", ".join(_keys(TABLES[name]))
    return (
        f'INSERT INTO {name} ("user", {", ".join(columns)})'  # noqa: S608 - as above
        f" SELECT {NAME.format('number')}, {', '.join(f'its.{each}' for each in columns)}"
        f" FROM generate_series({numbers.start}, {numbers.stop - 1}) AS number"
        f" CROSS JOIN LATERAL ({model} ORDER BY {order}) AS its"
    )


def _members(learners: int, groups: Sequence[str]) -> str:
    """In the group that the last two digits of their number say."""
    group = f"(ARRAY{list(groups)!r})[number % 100 % {len(groups)} + 1]"
    rows = f"SELECT {NAME.format('number')}, {group}, 'learner' FROM generate_series(0, {learners - 1}) AS number"  # noqa: S608 - as above
    return f"INSERT INTO membership {rows} ON CONFLICT DO NOTHING"


def _keys(table: Table) -> list[str]:
    return [f'"{column.name}"' for column in table.primary_key]


def _indexes(table: Table) -> list[Index]:
    return sorted(table.indexes, key=lambda index: str(index.name))


def _sql(statement: CreateIndex | DropIndex) -> str:
    return str(statement.compile(dialect=postgresql.dialect()))


def _run(address: str, *statements: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(ROOM)
        for each in statements:
            connection.execute(each)
