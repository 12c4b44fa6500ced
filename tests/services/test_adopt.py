"""What is done on one roadmap, marked on another: over a log that is a list."""

from datetime import timedelta
from pathlib import Path

import pytest
from domain_helpers import roadmap, topic
from list_log import SMALL, kept, later, state, workspace

from roadmap_cli.domain.events import PLACEMENT
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.reports.adopt import Pair
from roadmap_cli.reports.roadmaps import RoadmapLine
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.reports.use import UseReport
from roadmap_cli.services import roadmaps, use
from roadmap_cli.services.adopt import adopt, proposal
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark, reset_all
from roadmap_cli.services.undo import redo, undo
from roadmap_cli.services.workspace import Workspace

OTHER = Roadmap("other", "Other", roadmap(topic("alpha"), topic("beta", hours=3), topic("delta")).phases)


def pair(one: str, twin: str) -> Pair:
    return Pair(Named(one, SMALL.topics[one].title), Named(twin, OTHER.topics[twin].title), 100.0, "title")


PAIRS = (pair("a", "alpha"), pair("b", "beta"))


@pytest.fixture
def here() -> Workspace:
    return workspace()


@pytest.fixture
def there(here: Workspace) -> Workspace:
    return here._replace(roadmap=OTHER)


def finish(here: Workspace, *topics: str, days_ago: int = 0, **data: object) -> None:
    mark(here, "finished", [SMALL.topics[each] for each in topics], here.today - timedelta(days=days_ago), **data)


def test_twins_of_what_is_done_are_proposed_and_the_rest_is_named(here: Workspace, there: Workspace) -> None:
    finish(here, "a", "c")
    report = proposal(there, SMALL, PAIRS, dry_run=True)
    assert (report.here, report.there) == (Named("test", "Test"), Named("other", "Other"))
    assert (report.pairs, report.known, report.unmatched) == ((PAIRS[0],), 0, (Named("c", "C"),))
    assert (report.dry_run, report.marked) == (True, False)
    assert kept(there) == []


def test_nothing_is_proposed_where_nothing_is_done(there: Workspace) -> None:
    report = proposal(there, SMALL, PAIRS)
    assert (report.pairs, report.known, report.unmatched) == ((), 0, ())


def test_what_is_adopted_is_done_there_on_the_same_day_and_for_a_reason(here: Workspace, there: Workspace) -> None:
    finish(here, "a", days_ago=9)
    log_time(here, SMALL.topics["b"], 45)
    finish(here, "b", days_ago=2)
    report = adopt(later(there, hours=5), SMALL, PAIRS)
    assert [(each.topic, each.before, each.after) for each in report.changes] == [
        ("alpha", "todo", "done"),
        ("beta", "todo", "done"),
    ]
    assert report.totals is not None
    assert (report.command, report.totals.topics.done) == ("adopted", 2)
    written = there.log.events("ada", "other")
    assert [each.data for each in written] == [{"reason": "the same as A in Test"}, {"reason": "the same as B in Test"}]
    original = here.log.events("ada", "test", kind="finished")
    assert [(each.at, each.day) for each in written] == [(each.at, each.day) for each in original]
    assert len({each.batch for each in written}) == 1


def test_what_was_known_before_is_known_before_there_too(here: Workspace, there: Workspace) -> None:
    finish(here, "a", reason=PLACEMENT)
    finish(here, "b", reason="it was easy")
    adopt(there, SMALL, PAIRS)
    assert [each.placed for each in state(there).topics.values()] == [True, False]


def test_adopting_twice_changes_nothing_and_finds_no_other_twin(here: Workspace, there: Workspace) -> None:
    finish(here, "a", "b")
    adopt(there, SMALL, PAIRS)
    before = kept(there)
    assert proposal(there, SMALL, PAIRS).known == 2
    assert adopt(there, SMALL, PAIRS).changes == ()
    assert kept(there) == before


@pytest.mark.parametrize("status", ["started", "skipped"])
def test_what_is_begun_or_skipped_there_becomes_done_and_what_is_done_there_stays(
    here: Workspace, there: Workspace, status: str
) -> None:
    finish(here, "a", "b")
    mark(there, status, [OTHER.topics["alpha"]])
    mark(there, "finished", [OTHER.topics["beta"]])
    assert [each.topic for each in adopt(there, SMALL, PAIRS).changes] == ["alpha"]


def test_what_is_no_longer_done_here_is_not_adopted(here: Workspace, there: Workspace) -> None:
    finish(here, "a", "b")
    mark(here, "reset", [SMALL.topics["a"]])
    assert [each.topic for each in adopt(there, SMALL, PAIRS).changes] == ["beta"]
    undo(here)
    undo(here)
    assert proposal(there, SMALL, PAIRS).unmatched == ()


def test_what_was_done_under_a_former_id_is_adopted(here: Workspace) -> None:
    finish(here, "a", days_ago=4)
    renamed = roadmap(topic("new", formerly=("a",)))
    there = here._replace(roadmap=OTHER)
    twins = (PAIRS[0]._replace(topic=Named("new", "New")),)
    adopt(there, renamed, twins)
    assert [each.day for each in there.log.events("ada", "other")] == [here.today - timedelta(days=4)]


def test_one_undo_takes_it_back_there_and_nothing_here(here: Workspace, there: Workspace) -> None:
    finish(here, "a", "b")
    own = state(here)
    adopt(there, SMALL, PAIRS)
    adopted = state(there)
    undo(there)
    assert (state(there).topics, state(here)) == ({}, own)
    redo(there)
    assert state(there) == adopted
    undo(here)
    assert (state(there), state(here).topics) == (adopted, {})


def test_roadmaps_are_told_side_by_side(here: Workspace, there: Workspace) -> None:
    finish(here, "a")
    skipped = here.today - timedelta(days=3)
    mark(there, "skipped", [OTHER.topics["alpha"]], skipped)
    gone = here._replace(roadmap=Roadmap("gone", "Gone", SMALL.phases))
    log_time(gone, SMALL.topics["b"], 30)
    known = (
        roadmaps.Known("test", None, in_use=True, roadmap=SMALL),
        roadmaps.Known("other", Path("/o.toml"), in_use=False, roadmap=OTHER),
        roadmaps.Known("bad", Path("/b.toml"), in_use=False, roadmap=None, fault="it is bad"),
    )
    report = roadmaps.overview(here, known)
    assert report.roadmaps == (
        RoadmapLine("test", "built in", 1, here.today, "Test", in_use=True, totals=here.standing().whole),
        RoadmapLine("other", "file", 1, skipped, "Other", file="/o.toml", totals=there.standing().whole),
        RoadmapLine("bad", "file", 0, None, file="/b.toml", fault="it is bad"),
        RoadmapLine("gone", "unknown", 1, here.today),
    )
    assert [line.totals and line.totals.percent for line in report.roadmaps] == [11.7, 0.0, None, None]


def test_a_roadmap_whose_file_is_faulty_is_told_once_with_what_was_touched(here: Workspace) -> None:
    finish(here, "a", "b")
    known = roadmaps.Known("test", Path("/t.toml"), in_use=False, roadmap=None, fault="it is bad")
    assert [(each.source, each.touched) for each in roadmaps.overview(here, [known]).roadmaps] == [("file", 2)]


def test_the_roadmaps_of_others_are_not_told(here: Workspace) -> None:
    finish(here, "a")
    assert roadmaps.overview(here._replace(user="eve"), ()).roadmaps == ()


def test_resetting_all_of_one_leaves_the_other(here: Workspace, there: Workspace) -> None:
    finish(here, "a")
    adopt(there, SMALL, PAIRS)
    reset_all(here, SMALL.topics.values(), with_choices=True, dry_run=False)
    assert use.in_use(there).totals.topics.done == 1
    assert use.in_use(here) == UseReport(Named("test", "Test"), here.standing().whole)
