"""`-` is the standard input, wherever a file is read."""

import json
import os
from pathlib import Path

import pytest
from cli_helpers import assert_refused, run_program

PLAN = "title,status\nVectors,done\nMatrices,\n"


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


def test_a_table_comes_from_another_program() -> None:
    found = run_program("import", "-", "--new", stdin=PLAN)
    assert found.code == 0, found
    assert "A new roadmap: Standard input" in found.out
    again = run_program("import", "-", "--new", stdin=PLAN)
    assert "knows all that standard input says" in again.out


def test_a_fault_is_told_with_its_line() -> None:
    assert_refused(
        run_program("import", "-", "--as", "csv", stdin="a,b\n"), 3, "standard input:1: there is no column for"
    )
    assert_refused(run_program("import", "-", stdin=""), 3, "standard input: it is empty")


def test_an_archive_goes_from_one_home_to_another(tmp_path: Path) -> None:
    assert run_program("done", "alpha").code == 0
    archive = run_program("export", "json").out
    elsewhere = {"ROADMAP_DATABASE": str(tmp_path / "other.db")}
    assert "1 new event" in run_program("import", "-", stdin=archive, environment={**os.environ, **elsewhere}).out
    slim = json.dumps(json.loads(archive) | {"about": "x" * 5000}, sort_keys=True)  # the format stands far behind
    assert run_program("import", "-", stdin=slim).code == 0


def test_cards_and_answers_come_from_another_program() -> None:
    cards = run_program("card", "import", "-", "--topic", "alpha", stdin="What is a?,The first.\n")
    assert cards.code == 0, cards
    assert "Cards: 1 new" in cards.out
    placed = run_program("place", "--answers", "-", "--yes", stdin="a yes\n")
    assert placed.code == 0, placed
    assert_refused(run_program("place", "--answers", "-", stdin="a yes\n"), 2, "nobody can be asked")
