"""What comes back from a copy: what was not here, as it was said."""

from datetime import date

from domain_helpers import event, histories
from hypothesis import given
from hypothesis import strategies as st
from list_log import ListLog, workspace

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.later_event import LaterEvent
from roadmap_cli.domain.progress import fold
from roadmap_cli.services.restore import compare, merge


def test_only_what_was_not_here_is_told_by_user_and_roadmap_with_its_days() -> None:
    here, copy = workspace(), [event(number, "finished", "a") for number in range(3)]
    here.log.merge(copy[:1])
    bob = [
        each._replace(user="bob", roadmap="other", day=date(2026, 1, number + 1)) for number, each in enumerate(copy)
    ]
    found = compare(here, [*copy, *bob])
    assert found.known == 1
    assert [(each.user, each.roadmap, each.events) for each in found.lines] == [("ada", "test", 2), ("bob", "other", 3)]
    assert (found.lines[1].first, found.lines[1].last) == (date(2026, 1, 1), date(2026, 1, 3))
    assert here.log.number_of_events() == 1
    assert merge(here, [*copy, *bob]) == found
    assert merge(here, [*copy, *bob]).lines == ()


def test_what_is_here_alone_is_counted_and_stays() -> None:
    here = workspace()
    here.log.merge([event(1, "finished", "a"), event(2, "finished", "b")])
    assert merge(here, [event(1, "finished", "a")]).left_out == 1
    assert here.log.number_of_events() == 2


def test_events_of_a_later_version_come_back_and_are_known_but_counted_nowhere() -> None:
    here, later = workspace(), LaterEvent(*event(1, "finished", "a")._replace(kind="slept"))
    assert (merge(here, [later]).lines[0].events, merge(here, [later]).known) == (1, 1)
    assert (compare(here, [later]).known, compare(here, []).left_out, compare(here, [later]).barred) == (1, 0, 0)


def test_of_who_was_renamed_it_is_said_under_which_name_everything_is_here() -> None:
    here, copy = workspace(), [event(number, "finished", "a") for number in range(2)]
    here.log.merge([each._replace(user="lovelace") for each in copy])
    assert [each.here_as for each in compare(here, copy).lines] == ["lovelace"]
    assert [each.here_as for each in compare(here, [*copy, event(7, "finished", "b")]).lines] == [""]


@given(histories(), histories(), st.data())
def test_what_comes_back_is_the_union_whatever_was_undone_and_corrected(
    one: list[Event], other: list[Event], data: st.DataObject
) -> None:
    """Of two parts of one history, too, between which undo and edits go to and fro."""
    every = [*one, *other]
    copy = data.draw(st.lists(st.sampled_from(every), max_size=30)) if every else []
    here = workspace()._replace(log=ListLog())
    here.log.merge(one)
    merge(here, copy)
    wanted = {(each.user, each.id): each for each in (*copy, *one)}
    assert {(each.user, each.id): each for each in here.log.events("ada", "test")} == wanted
    assert fold(here.log.events("ada", "test")) == fold(wanted.values())
