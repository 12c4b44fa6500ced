"""What is kept of an answer: nothing that a file said which has gone meanwhile."""

import time
from pathlib import Path

import pytest
from conftest import SMALL, Cli

from roadmap_cli import memo
from roadmap_cli.services.status import status
from roadmap_cli.settings import Flags
from roadmap_cli.settings.folders import own_file
from roadmap_cli.use_cases.memo import keep_answer
from roadmap_cli.use_cases.session import LastingAnswer, Session

WORDS = ["status"]


@pytest.fixture(autouse=True)
def _old_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "YOUNG", 0.0)


def is_kept(home: Path, gone: Path | None = None) -> bool:
    """After a look in the middle of which a file goes."""
    kept = home / ".cache/learning-roadmap/memo"
    for each in kept.glob("*"):
        each.unlink()
    time.sleep(0.02)  # so that what was written is older than the look
    begun, key = time.time(), memo.circumstances(WORDS)
    session = Session(Flags())
    session.read(status)
    time.sleep(0.02)
    if gone:
        gone.unlink()
    session.answer = LastingAnswer("said\n")
    assert key
    keep_answer(session, WORDS, key, begun)
    return any(kept.glob("*"))


def test_it_is_kept(cli: Cli, home: Path) -> None:
    cli("done vectors")
    cli("topic edit vectors --title Changed")
    cli("status")
    assert is_kept(home)


def test_the_own_changes_may_have_gone(cli: Cli, home: Path) -> None:
    cli("done vectors")
    cli("topic edit vectors --title Changed")
    cli("status")
    assert not is_kept(home, own_file("ml-scientist"))


def test_the_roadmap_may_have_gone(cli: Cli, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "small.toml"
    file.write_text(SMALL, encoding="utf-8")
    monkeypatch.setenv("ROADMAP_FILE", str(file))
    cli("done a")
    assert not is_kept(home, file)
