"""The ids of events, and which commands are taken back."""

import uuid

import pytest
from domain_helpers import event, histories, identifier, undone
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.event_shape import is_id
from roadmap_cli.domain.events import END_OF_IDS, Event, milliseconds_of, next_id, recorded_at, undone_batches

MILLISECONDS = st.integers(0, 2**47)
RANDOM = st.integers(0, 2**80 - 1)


@given(MILLISECONDS, RANDOM)
def test_an_id_is_a_uuid_of_version_7_as_the_standard_library_sees_it(milliseconds: int, bits: int) -> None:
    made = uuid.UUID(next_id(None, milliseconds, bits))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == milliseconds


@given(MILLISECONDS, RANDOM)
def test_an_id_is_written_as_the_standard_library_writes_it(milliseconds: int, bits: int) -> None:
    made = next_id(None, milliseconds, bits)
    assert made == str(uuid.UUID(made))


@given(MILLISECONDS, RANDOM)
def test_an_id_keeps_all_74_random_bits(milliseconds: int, bits: int) -> None:
    made = uuid.UUID(next_id(None, milliseconds, bits)).int
    assert (made >> 64 & 0xFFF) << 62 | made & (1 << 62) - 1 == bits & (1 << 74) - 1


@given(MILLISECONDS, RANDOM, MILLISECONDS, RANDOM)
def test_an_id_comes_after_the_last_one_however_wrong_the_clock(then: int, bits: int, now: int, more: int) -> None:
    last = next_id(None, then, bits)
    made = next_id(last, now, more)
    assert made > last
    assert uuid.UUID(made).version == 7
    assert milliseconds_of(made) >= now


@given(st.lists(st.tuples(MILLISECONDS, RANDOM), max_size=30))
def test_ids_sort_as_text_in_the_order_in_which_they_were_made(ticks: list[tuple[int, int]]) -> None:
    made: list[str] = []
    for milliseconds, bits in ticks:
        made.append(next_id(made[-1] if made else None, milliseconds, bits))
    assert made == sorted(set(made))


@given(st.integers(-3, 3) | st.integers(-END_OF_IDS, 2**48 - 1 - END_OF_IDS), RANDOM)
def test_an_id_is_of_a_time_that_a_calendar_can_tell(ahead: int, bits: int) -> None:
    assert is_id(next_id(None, END_OF_IDS + ahead, bits)) == (ahead < 0)


@given(MILLISECONDS, RANDOM, st.lists(RANDOM, min_size=1, max_size=20))
def test_near_the_end_of_the_calendar_ids_still_follow_each_other_and_can_be_told(
    before: int, bits: int, more: list[int]
) -> None:
    """Of a day before the end there are more than anybody could use up."""
    last = next_id(None, END_OF_IDS - 24 * 3600 * 1000, bits)
    for each in more:
        made = next_id(last, before, each)
        assert last < made
        assert milliseconds_of(made) < END_OF_IDS
        assert recorded_at(made).year == 9998
        last = made


def test_an_id_comes_after_the_last_one_of_a_full_millisecond() -> None:
    full = next_id(None, 5, 2**74 - 1)
    assert milliseconds_of(next_id(full, 5, 0)) == 6


def test_two_machines_behind_the_same_last_id_make_different_ids() -> None:
    last = next_id(None, 1000, 0)
    assert next_id(last, 5, 1) != next_id(last, 5, 2)


@given(MILLISECONDS, RANDOM)
def test_the_time_of_an_id_can_be_read_back(milliseconds: int, bits: int) -> None:
    made = next_id(None, milliseconds, bits)
    assert milliseconds_of(made) == milliseconds
    assert round(recorded_at(made).timestamp() * 1000) == milliseconds


@pytest.mark.parametrize(
    "other",
    [
        "",
        "019aa7f3-0000-7000-8000-00000000000",
        "019aa7f3-0000-7000-8000-0000000000000",
        "019aa7f3-0000-7000-8000-000000000000\n",
        "019AA7F3-0000-7000-8000-000000000000",
        "019aa7f3-0000-4000-8000-000000000000",
        "019aa7f3-0000-7000-c000-000000000000",
        "019aa7f300007000800000000000000000",
        "{019aa7f3-0000-7000-8000-000000000000}",
        "\u066019aa7f3-0000-7000-8000-000000000000",
        "019aa7f3-0000-7000-8000-00000000000g",
    ],
)
def test_the_time_of_anything_else_is_refused(other: str) -> None:
    with pytest.raises(ValueError, match="not a UUIDv7"):
        milliseconds_of(other)


@given(st.uuids().filter(lambda each: each.version != 7) | st.text())
def test_the_time_of_another_uuid_or_text_is_refused(other: object) -> None:
    with pytest.raises(ValueError, match="not a UUIDv7"):
        milliseconds_of(str(other))


def test_an_undone_batch_is_gone() -> None:
    assert undone_batches([event(0, "finished", "a"), undone(1, batch=0)]) == {identifier(0)}


def test_undoing_an_undo_restores_the_batch() -> None:
    assert undone_batches([undone(1, batch=0), undone(2, batch=1)]) == {identifier(1)}


def test_undoing_the_undo_of_an_undo_takes_the_batch_back_again() -> None:
    events = [undone(1, batch=0), undone(2, batch=1), undone(3, batch=2)]
    assert undone_batches(events) == {identifier(0), identifier(2)}


@given(histories())
def test_a_batch_is_gone_exactly_if_an_undo_that_counts_names_it(events: list[Event]) -> None:
    undos = [each for each in events if each.kind == "undone"]

    def counts(batch: str) -> bool:
        return not any(each.data["batch"] == batch and counts(each.batch) for each in undos)

    named = {each.data["batch"] for each in undos}
    assert undone_batches(events) == {batch for batch in named if not counts(batch)}
