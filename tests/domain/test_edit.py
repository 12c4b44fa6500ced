"""What was corrected and withdrawn: the step before the fold, with its laws."""

from datetime import timedelta
from typing import Any

import pytest
from domain_helpers import MOMENT, TODAY, edits, event, histories, identifier, undone
from hypothesis import assume, given
from hypothesis import strategies as st

from roadmap_cli.domain.edit import CORRECTABLE, EDITS, in_effect
from roadmap_cli.domain.events import Event
from roadmap_cli.domain.progress import StudyDay, TopicState, fold

LOGGED = event(0, "logged", "a", minutes=45, note="so")
EARLIER = TODAY - timedelta(days=5)


def corrected(number: int, target: Event, **said: Any) -> Event:
    return event(number, "corrected", target.topic, event=target.id, **said)


def withdrawn(number: int, target: Event) -> Event:
    return event(number, "withdrawn", target.topic, event=target.id)


@given(histories())
def test_what_counts_counts_as_if_it_had_been_said_so(events: list[Event]) -> None:
    counted = in_effect(events)
    assert in_effect(counted) == counted
    assert not any(each.kind in EDITS for each in counted)
    assert fold(counted) == fold(events)


@given(histories(), st.data())
def test_undoing_an_edit_gives_the_state_before_it_and_undoing_that_the_state_after(
    events: list[Event], data: st.DataObject
) -> None:
    assume(events)
    edit = data.draw(edits(20, events))
    assert fold([*events, edit, undone(21, batch=20)]) == fold(events)
    assert fold([*events, edit, undone(21, batch=20), undone(22, batch=21)]) == fold([*events, edit])


@given(histories(), st.data())
def test_an_edit_keeps_kind_topic_batch_and_place(events: list[Event], data: st.DataObject) -> None:
    assume(events)
    before = {each.id: each for each in in_effect(events)}
    for each in in_effect([*events, data.draw(edits(20, events))]):
        same = each._replace(at=MOMENT, day=TODAY, data={})
        assert same == before[each.id]._replace(at=MOMENT, day=TODAY, data={})


def test_each_field_is_as_it_was_last_corrected() -> None:
    events = [LOGGED, corrected(1, LOGGED, minutes=50, note="thus"), corrected(2, LOGGED, minutes=55)]
    (now,) = in_effect([events[2], events[0], events[1]])
    assert now == LOGGED._replace(data={"minutes": 55, "note": "thus"})
    (now, _) = in_effect([*events, undone(3, batch=2)])
    assert now == LOGGED._replace(data={"minutes": 50, "note": "thus"})


def test_what_a_correction_does_not_name_stays() -> None:
    nothing = dict.fromkeys(("minutes", "note", "text", "url", "title", "proves", "day", "moment"))
    assert in_effect([LOGGED, corrected(1, LOGGED, **nothing)]) == [LOGGED]


def test_an_entry_on_another_day_leaves_the_first_one() -> None:
    moment = (MOMENT - timedelta(days=5)).isoformat()
    events = [LOGGED, corrected(1, LOGGED, day=EARLIER.isoformat(), moment=moment)]
    assert in_effect(events)[0].at == MOMENT - timedelta(days=5)
    assert fold(events).days == (StudyDay(EARLIER, "a", 45, 1),)


def test_a_day_without_its_moment_is_told_as_noon() -> None:
    (now,) = in_effect([LOGGED, corrected(1, LOGGED, day=EARLIER.isoformat())])
    assert (now.day, now.at.date(), now.at.hour) == (EARLIER, EARLIER, 12)


def test_time_of_no_day_that_gets_one_makes_a_study_day() -> None:
    undated = event(0, "logged", "a", minutes=45, undated=True)
    assert fold([undated]).days == ()
    events = [undated, corrected(1, undated, day=EARLIER.isoformat())]
    assert fold(events).days == (StudyDay(EARLIER, "a", 45, 1),)


def test_an_empty_note_or_title_is_none_at_all() -> None:
    linked = event(2, "linked", "a", url="u", title="T", proves=False)
    events = [LOGGED, corrected(1, LOGGED, note=""), linked, corrected(3, linked, title="", proves=True)]
    assert [each.data for each in in_effect(events)] == [{"minutes": 45}, {"url": "u", "proves": True}]


def test_withdrawing_a_finish_brings_back_the_status_before_it() -> None:
    started, finished = event(0, "started", "a"), event(1, "finished", "a")
    assert fold([started, finished, withdrawn(2, finished)]) == fold([started])
    assert fold([started, finished, withdrawn(2, finished), undone(3, batch=2)]) == fold([started, finished])


def test_what_is_withdrawn_on_one_device_and_corrected_on_another_is_gone() -> None:
    for order in ((1, 2), (2, 1)):
        events = [LOGGED, withdrawn(order[0], LOGGED), corrected(order[1], LOGGED, minutes=50)]
        assert in_effect(events) == []
        assert fold(events) == fold([])


def test_an_edit_that_arrives_before_its_event_is_remembered() -> None:
    edit = corrected(5, LOGGED, minutes=50)
    assert in_effect([edit]) == []
    assert fold([edit, LOGGED]).topics["a"].minutes == 50
    assert in_effect([withdrawn(5, LOGGED), LOGGED]) == []


@pytest.mark.parametrize("strange", [{"user": "bob"}, {"roadmap": "other"}, {"topic": "b"}])
def test_an_edit_from_elsewhere_says_nothing(strange: dict[str, str]) -> None:
    for edit in (corrected(1, LOGGED, minutes=50), withdrawn(1, LOGGED)):
        assert in_effect([LOGGED, edit._replace(**strange)]) == [LOGGED]


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("graded", {"card": "a-1", "rating": 3}),
        ("written", {"card": "a-1", "question": "q", "answer": "a"}),
        ("timed", {"action": "start"}),
        ("noted", {"text": "so"}),
        ("finished", {}),
    ],
)
def test_a_field_that_a_kind_has_not_is_not_corrected(kind: str, data: dict[str, Any]) -> None:
    said = event(0, kind, "a", **data)
    assert in_effect([said, corrected(1, said, minutes=50, url="u", proves=True)]) == [said]
    moved = in_effect([said, corrected(1, said, day=EARLIER.isoformat())])[0]
    assert moved.day == (EARLIER if kind in CORRECTABLE else TODAY)


def test_neither_an_edit_nor_an_undo_nor_what_has_a_command_of_its_own_can_be_withdrawn() -> None:
    edit = corrected(1, LOGGED, minutes=50)
    assert in_effect([LOGGED, edit, withdrawn(2, edit)])[0].data["minutes"] == 50
    card = event(0, "written", "a", card="a-1", question="q", answer="a")
    assert in_effect([card, withdrawn(1, card)]) == [card]


def test_the_first_finish_that_counts_is_known() -> None:
    first, second = event(0, "finished", "a"), event(1, "finished", "a")
    assert fold([first, event(2, "reset", "a"), second]).topics["a"].first_finished == identifier(0)
    assert fold([first, second, withdrawn(2, first)]).topics["a"].first_finished == identifier(1)
    assert TopicState("a").first_finished == fold([event(0, "started", "a")]).topics["a"].first_finished == ""
