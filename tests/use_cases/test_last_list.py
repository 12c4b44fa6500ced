"""The file in which the last list is kept: small, private, and never in anybody's way."""

import os
import stat
from errno import ENOSPC
from pathlib import Path

import pytest

from roadmap_cli.domain.advice import Suggestion
from roadmap_cli.settings import Flags
from roadmap_cli.use_cases.last_list import Step, last_list, remember
from roadmap_cli.use_cases.session import Session

LIST = (Suggestion("vectors", "Vectors", "learn", 8, ()), Suggestion("specialty", "Choose", "choose", 0, ()))


@pytest.fixture
def session(home: Path) -> Session:
    return Session(Flags())


def file_of(session: Session) -> Path:
    (file,) = session.settings.cache.glob("steps-*")
    return file


def test_a_list_is_read_back_as_it_was_shown(session: Session) -> None:
    remember(session, LIST)
    kept = last_list(session)
    assert kept is not None
    assert kept.steps == (Step("vectors", "learn"), Step("specialty", "choose"))


def test_only_the_newest_is_kept_and_for_its_owner_alone(session: Session) -> None:
    remember(session, LIST)
    remember(session, LIST[:1])
    kept = last_list(session)
    assert kept is not None
    assert len(kept.steps) == 1
    assert stat.S_IMODE(file_of(session).stat().st_mode) == 0o600


def test_one_that_cannot_be_written_leaves_no_older_one_whose_numbers_mean_something_else(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(session, LIST)
    with monkeypatch.context() as full:
        full.setattr(os, "write", refused)
        assert remember(session, LIST[:1]) is None
    assert [*session.settings.cache.glob("steps-*")] == []


def refused(*_: object) -> int:
    raise OSError(ENOSPC, os.strerror(ENOSPC))


def test_it_is_kept_where_the_system_has_less_ways_to_open_a_file(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As Windows."""
    for name in ("O_CLOEXEC", "O_NOFOLLOW", "geteuid"):
        monkeypatch.delattr(os, name, raising=False)
    remember(session, LIST)
    assert last_list(session) is not None


def test_before_the_first_there_is_none(session: Session) -> None:
    assert last_list(session) is None


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "3",
        '{"of": [], "at": "2026-11-23T19:30:00+00:00", "steps": []}',
        '{"at": 3}',
        "�",
        "[" * 10**5,
        '{"of": ["ada"], "at": "never", "steps": [1]}',
    ],
)
def test_a_damaged_file_is_no_list(session: Session, content: str) -> None:
    remember(session, LIST)
    file_of(session).write_bytes(content.encode("utf-8", "surrogatepass"))
    assert last_list(session) is None


def test_a_time_without_a_zone_is_no_time(session: Session) -> None:
    remember(session, LIST)
    file = file_of(session)
    file.write_text(file.read_text().replace("+00:00", ""))
    assert last_list(session) is None


def test_a_folder_that_cannot_be_written_is_in_nobodys_way(empty_home: Path, session: Session) -> None:
    session.settings.cache.parent.mkdir(parents=True, exist_ok=True)
    session.settings.cache.write_text("no folder")
    remember(session, LIST)
    assert last_list(session) is None
