"""Whose progress there is, and another name for it, over a log that is a list."""

import pytest
from list_log import SMALL, kept, later, state, workspace

from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.user import UserLine
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark
from roadmap_cli.services.undo import undo
from roadmap_cli.services.user import out_of_sight, rename, users
from roadmap_cli.services.workspace import Workspace

A, B, *_ = SMALL.topics.values()


def lived() -> Workspace:
    """Ada on two roadmaps, bob on one."""
    here = workspace()
    mark(here, "finished", [A])
    log_time(here, B, 30)
    undo(here)
    mark(here._replace(roadmap=SMALL._replace(id="other")), "started", [B])
    mark(here._replace(user="bob"), "started", [A])
    return here


def test_everybody_with_an_event_is_listed_with_the_roadmaps_they_are_on() -> None:
    report = users(lived())
    assert [(each.name, each.in_use, len(each.roadmaps)) for each in report.users] == [
        ("ada", True, 2),
        ("bob", False, 1),
    ]
    assert users(workspace(user="cleo")).users == ()
    assert isinstance(report.users[0], UserLine)


def test_a_new_name_leaves_ids_batches_data_and_state_as_they_were() -> None:
    here = lived()
    before = [each for name in ("test", "other") for each in here.log.events("ada", name)]
    stood, report = state(here), rename(here, "ada", "lovelace")
    after = [each for name in ("test", "other") for each in here.log.events("lovelace", name)]
    assert [each._replace(user="ada") for each in after if each.kind != "renamed"] == before
    assert (kept(here), len(kept(here._replace(user="bob")))) == ([], 1)
    assert (state(here._replace(user="lovelace")), kept(here._replace(user="lovelace"))[-1][0]) == (stood, "renamed")
    assert [each.roadmap for each in report.roadmaps] == ["other", "test"]
    rename(here, "lovelace", "ada")
    again = [each for name in ("test", "other") for each in here.log.events("ada", name)]
    assert [each for each in again if each.kind != "renamed"] == before


def test_an_undo_goes_on_under_the_new_name_and_does_not_take_it_back() -> None:
    here = lived()
    rename(here, "ada", "lovelace")
    assert undo(later(here._replace(user="lovelace"), hours=1)).events[0].title == "A"
    with pytest.raises(CannotBeDone, match="nothing to undo"):
        undo(here)


@pytest.mark.parametrize(
    ("old", "new", "sentence", "hint"),
    [
        ("adda", "cleo", 'nothing is recorded of "adda"', "did you mean ada?"),
        ("xyz", "cleo", 'nothing is recorded of "xyz"', "there is progress of ada; bob"),
        ("ada", "bob", '"bob" has progress already', "name one of whom nothing is recorded; see: roadmap user list"),
        ("ada", "ada", '"ada" has progress already', "name one of whom nothing is recorded; see: roadmap user list"),
    ],
)
def test_who_has_progress_keeps_it(old: str, new: str, sentence: str, hint: str) -> None:
    here = lived()
    before = here.log.events("ada", "test")
    with pytest.raises(CannotBeDone, match=sentence) as caught:
        rename(here, old, new)
    assert (caught.value.hint, here.log.events("ada", "test")) == (hint, before)


def test_progress_goes_out_of_sight_where_another_user_has_none() -> None:
    here = lived()
    assert out_of_sight(here, "cleo") == ("ada", "bob")
    assert out_of_sight(here._replace(user="bob"), "cleo") == ("bob", "ada")
    assert out_of_sight(here, "bob") == out_of_sight(here, "ada") == out_of_sight(workspace(), "cleo") == ()
