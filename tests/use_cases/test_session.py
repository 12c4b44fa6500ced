"""A session, and the same one on another roadmap."""

from conftest import Clock

from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.settings import Flags
from roadmap_cli.use_cases.session import Session


def test_another_roadmap_is_looked_at_in_the_same_moment(clock: Clock) -> None:
    session, roadmap = Session(Flags()), Roadmap("other", "Other", ())
    other = session.on(roadmap)
    before = other.now
    clock.move(minutes=5)
    assert session.now == session.on(roadmap).now == before
    assert other.roadmap is roadmap


def test_who_looks_at_the_clock_again_sees_that_it_is_later(clock: Clock) -> None:
    session = Session(Flags())
    before = session.now
    clock.move(minutes=5)
    assert session.now == before
    session.look_at_the_clock()
    assert session.now > before
