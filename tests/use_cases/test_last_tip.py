"""Which tip is told: none twice in a week, and another than the last one if there is another."""

from datetime import timedelta
from pathlib import Path

import pytest
from conftest import NOW

from roadmap_cli.domain.job import Tip
from roadmap_cli.settings import Flags
from roadmap_cli.use_cases.last_tip import tip_to_tell, tip_told
from roadmap_cli.use_cases.session import Session

ONE, TWO = Tip("one", "One."), Tip("two", "Two.")


@pytest.fixture
def session(home: Path) -> Session:
    found = Session(Flags())
    found.moment = NOW
    return found


def later(session: Session, **by: float) -> Session:
    session.moment = NOW + timedelta(**by)
    return session


def file_of(session: Session) -> Path:
    (file,) = session.settings.cache.glob("tip-*")
    return file


def test_at_first_the_first_that_fits_is_told(session: Session) -> None:
    assert tip_to_tell(session, (ONE, TWO)) == ONE
    assert tip_to_tell(session, ()) is None


def test_asking_writes_nothing(session: Session) -> None:
    tip_to_tell(session, (ONE,))
    assert not list(session.settings.cache.glob("tip-*"))


@pytest.mark.parametrize(("days", "told"), [(0, None), (6.99, None), (7, TWO), (59, TWO), (61, ONE)])
def test_a_week_is_kept_and_then_another_comes_first(session: Session, days: float, told: Tip | None) -> None:
    tip_told(session, ONE)
    assert tip_to_tell(later(session, days=days), (ONE, TWO)) == told


def test_the_same_comes_again_where_no_other_fits(session: Session) -> None:
    tip_told(session, ONE)
    assert tip_to_tell(later(session, days=8), (ONE,)) == ONE


def test_a_clock_that_was_set_back_does_not_tell_it_twice(session: Session) -> None:
    tip_told(session, ONE)
    assert tip_to_tell(later(session, days=-3), (ONE,)) is None


@pytest.mark.parametrize("other", [Flags(user="eve"), Flags(database="other.db")])
def test_what_others_were_told_is_theirs(session: Session, other: Flags) -> None:
    tip_told(session, ONE)
    theirs = Session(other)
    theirs.moment = NOW
    assert tip_to_tell(theirs, (ONE,)) == ONE


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"of": 1}', '{"tip": []}', "[" * 9999, "\0"])
def test_a_damaged_file_is_as_if_there_were_none(session: Session, content: str) -> None:
    tip_told(session, ONE)
    file_of(session).write_text(content, encoding="utf-8")
    assert tip_to_tell(session, (ONE,)) == ONE
    tip_told(session, ONE)
    assert tip_to_tell(session, (ONE,)) is None


def test_a_folder_that_cannot_be_written_is_no_fault(empty_home: Path, session: Session) -> None:
    session.settings.cache.parent.mkdir(parents=True, exist_ok=True)
    session.settings.cache.write_text("in the way", encoding="utf-8")
    tip_told(session, ONE)
    assert tip_to_tell(session, (ONE,)) == ONE
