"""What is recorded on one roadmap, recorded on its copy as well: it adds up to the same."""

import pytest
from domain_helpers import histories
from hypothesis import given
from list_log import SMALL, ListLog, state, workspace

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.progress import State
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.services.fork import carry
from roadmap_cli.services.log import log_time
from roadmap_cli.services.timer import start_timer
from roadmap_cli.services.undo import undo

COPY = Roadmap("copy", "Copy", SMALL.phases, SMALL.choices)


def without_ids(state: State) -> object:
    """Each event has an id of its own."""
    ticks = {each.topic: [tick._replace(decided="") for tick in each.ticks] for each in state.topics.values()}
    topics = [each._replace(decided="", first_finished="", ticks=()) for each in state.topics.values()]
    return topics, ticks, [each._replace(decided="") for each in state.choices.values()], state.days


@given(events=histories())
def test_whatever_happened_adds_up_to_the_same(events: list[Event]) -> None:
    log = ListLog()
    log.merge(each._replace(roadmap=SMALL.id) for each in events if each.kind != "timed")
    here = workspace()._replace(log=log)
    there = here._replace(roadmap=COPY)
    before = state(here)
    carry(there, SMALL)
    assert without_ids(state(there)) == without_ids(before)
    assert state(here) == before


def test_it_comes_in_one_batch_that_undo_takes_back() -> None:
    here = workspace()
    for minutes in (10, 20):
        log_time(here, SMALL.topics["a"], minutes)
    there = here._replace(roadmap=COPY)
    carried = carry(there, SMALL)
    events = there.log.events("ada", COPY.id)
    assert (len(events), {each.batch for each in events}) == (carried.events, {carried.batch})
    undo(there)
    assert (state(there).topics, state(here).topics["a"].minutes) == ({}, 30)


def test_a_timer_that_runs_stays_where_it_runs() -> None:
    here = workspace()
    start_timer(here, SMALL.topics["a"])
    there = here._replace(roadmap=COPY)
    carry(there, SMALL)
    assert (there.intentions().timer, here.intentions().timer is None) == (None, False)


def test_nothing_counts_twice() -> None:
    here = workspace()
    log_time(here, SMALL.topics["a"], 10)
    there = here._replace(roadmap=COPY)
    carry(there, SMALL)
    undo(there)  # it stays on record
    with pytest.raises(CannotBeDone, match='there is progress on "copy" already'):
        carry(there, SMALL)
    assert carry(workspace(COPY), SMALL) == (0, None)
