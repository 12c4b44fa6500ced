"""Advice names the database that somebody named, and no address that may hold a password."""

import pytest

from roadmap_cli.domain.on_database import on_database


@pytest.mark.parametrize(
    ("advice", "told"),
    [
        ("see: roadmap doctor", "see: roadmap --database 'my own.db' doctor"),
        (
            "roadmap database begin && roadmap restore new.db",
            "roadmap --database 'my own.db' database begin && roadmap --database 'my own.db' restore new.db",
        ),
        ("roadmap backup list", "roadmap --database 'my own.db' backup list"),
        ("roadmap --database 'my own.db' doctor", "roadmap --database 'my own.db' doctor"),
        ("take it out: roadmap config database", "take it out: roadmap config database"),
        ("keep a roadmap restored", "keep a roadmap restored"),
    ],
)
def test_every_command_that_would_else_be_on_another_one_names_it(advice: str, told: str) -> None:
    assert on_database(advice, "my own.db") == told
    assert on_database(advice, None) == advice
    assert on_database(advice, "postgresql://ada:secret@host/roadmap") == advice
