"""What statements are made of."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam

Query = Any
"""A statement of SQLAlchemy: a session takes several classes of them, which have nothing in common."""
Insert = Callable[[Table], Query]


def equal(table: Table, *columns: str) -> list[ColumnElement[bool]]:
    return [table.c[name] == bindparam(name) for name in columns]


def upsert(insert: Insert, table: Table) -> Query:
    statement = insert(table)
    keys = [column.name for column in table.primary_key]
    rest = {column.name: statement.excluded[column.name] for column in table.c if column.name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=rest)
