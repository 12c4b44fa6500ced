"""The tables as others may have them: SQLModel models, on the file that the program writes, loaded when one is named."""

from pathlib import Path

import pytest
from postgres_helpers import postgres
from sqlalchemy import NullPool
from sqlmodel import Session, SQLModel, create_engine, select
from storage_helpers import Address, events_of, everywhere, fact, write

from roadmap_cli import storage
from roadmap_cli.storage import EventRow, tables
from roadmap_cli.storage.address import url_of


def test_every_table_is_given_out() -> None:
    rows = {name for name, thing in vars(tables).items() if isinstance(thing, type) and issubclass(thing, SQLModel)}
    rows.remove("SQLModel")
    assert {name for name in storage.__all__ if name.endswith("Row")} - {"OddRow"} == rows
    assert all(getattr(storage, name) is getattr(tables, name) for name in rows)


def test_nothing_else_is() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'TopicRow'"):
        storage.TopicRow  # noqa: B018 - that it is not there


@everywhere
def test_a_session_reads_what_either_adapter_wrote(at: Address, tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    write(at(path), fact("started", "a"), fact("logged", "a", minutes=30))
    url = url_of(at(path)) if at is postgres else f"sqlite:///{path}"
    with Session(create_engine(url, poolclass=NullPool)) as session:
        found = [(row.id, row.kind) for row in session.exec(select(EventRow))]
    assert found == [(event.id, event.kind) for event in events_of(at(path))]
