"""A session, and the same one on another roadmap."""

import signal

from conftest import Clock

from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.services.note import note
from roadmap_cli.services.topic_line import in_progress
from roadmap_cli.services.workspace import Workspace
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


def test_ctrl_c_waits_for_what_is_decided_and_for_nothing_after_that(clock: Clock) -> None:
    """A session that has written goes on to read and to ask."""
    session = Session(Flags())
    topic = session.roadmap.topics["vectors"]
    before, handlers = signal.getsignal(signal.SIGINT), []

    def write(workspace: Workspace) -> None:
        note(workspace, topic, "x")
        handlers.append(signal.getsignal(signal.SIGINT))

    session.write(write)
    session.read(in_progress)
    handlers.append(signal.getsignal(signal.SIGINT))
    assert handlers == [before, before]
    assert session.written
