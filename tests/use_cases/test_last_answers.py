"""The answers of an interview are kept for a week, and only those that still mean something come back."""

import json
from datetime import timedelta
from errno import ENOSPC
from pathlib import Path

import pytest
from conftest import NOW

from roadmap_cli.domain.placement import Placement
from roadmap_cli.services.place import interview
from roadmap_cli.settings import Flags
from roadmap_cli.use_cases.last_answers import forget_answers, keep_answers, last_answers
from roadmap_cli.use_cases.session import Session


@pytest.fixture
def session(home: Path) -> Session:
    found = Session(Flags())
    found.moment = NOW
    return found


@pytest.fixture
def nothing(session: Session) -> Placement:
    return session.read(interview, tuple(session.roadmap.topics.values()))


@pytest.fixture
def some(nothing: Placement) -> Placement:
    return nothing.answered("vectors", knows=True).answered("matrices", knows=False).passing("sql-joins")


def kept(session: Session, nothing: Placement, scope: str = "") -> Placement | None:
    last = last_answers(session, scope, nothing)
    return last.placement if last else None


def test_answers_come_back_as_they_were_given(session: Session, nothing: Placement, some: Placement) -> None:
    keep_answers(session, "", some)
    assert kept(session, nothing) == some
    assert kept(session, nothing, "foundation") is None


def test_where_none_were_given_nothing_comes_back(session: Session, nothing: Placement) -> None:
    assert kept(session, nothing) is None
    keep_answers(session, "", nothing)
    assert kept(session, nothing) is None


@pytest.mark.parametrize(("days", "comes"), [(6.9, True), (7.1, False)])
def test_they_are_kept_for_a_week(
    session: Session, nothing: Placement, some: Placement, days: float, comes: object
) -> None:
    keep_answers(session, "", some)
    session.moment = NOW + timedelta(days=days)
    assert (kept(session, nothing) is not None) is comes


def test_they_can_be_forgotten_twice(session: Session, nothing: Placement, some: Placement) -> None:
    keep_answers(session, "", some)
    forget_answers(session, "")
    forget_answers(session, "")
    assert kept(session, nothing) is None


def test_a_folder_that_cannot_be_written_to_is_in_nobodys_way(
    session: Session, nothing: Placement, some: Placement, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    keep_answers(session, "", some)
    monkeypatch.setattr(Path, "unlink", full)
    forget_answers(session, "")
    assert kept(session, nothing) == some


@pytest.mark.parametrize(
    "odd", ["no list", 7, None, [7], [["vectors"]], [["vectors", "yes"]], [["gone", True]], [[["vectors"], True]]]
)
def test_what_is_odd_about_them_is_left_out(session: Session, nothing: Placement, some: Placement, odd: object) -> None:
    keep_answers(session, "", some)
    (file,) = session.settings.cache.glob("answers-*")
    file.write_text(json.dumps({**json.loads(file.read_text(encoding="utf-8")), "answers": odd}), encoding="utf-8")
    assert kept(session, nothing) is None
