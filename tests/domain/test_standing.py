"""Where a learner stands: effective options, what counts, and the sums (law 6)."""

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction

import pytest
from domain_helpers import (
    MOMENT,
    WAY,
    graded,
    identifier,
    learners,
    remembering,
    roadmap,
    standing,
    standings,
    topic,
    with_choice,
    with_status,
    written,
)
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.memory import CardState, Reviewing
from roadmap_cli.domain.progress import TickState, TopicState
from roadmap_cli.domain.roadmap import Choice, Option, Roadmap, fingerprint
from roadmap_cli.domain.standing import HourTotals, Standing, Totals

WAYS = roadmap(
    topic("a"),
    topic("x-short", option="x", hours=5),
    topic("x-long", option="x", hours=20),
    topic("y-short", option="y", hours=4),
    topic("y-long", option="y", hours=6),
    choices=[WAY],
)


def totals(now: Standing) -> Totals:
    return now.totals(now.roadmap.topics.values())


def test_the_chosen_option_is_effective_whatever_was_done() -> None:
    assert standing(WAYS, {"way": "x"}, y_long="done").effective == {"way": "x"}


def test_without_a_choice_the_option_with_most_hours_done_is_effective() -> None:
    assert standing(WAYS, x_short="done", y_short="done").effective == {"way": "x"}


def test_without_a_choice_and_nothing_done_the_option_with_fewest_hours_is_effective() -> None:
    assert standing(WAYS).effective == {"way": "y"}


def test_equal_options_are_assumed_in_the_order_of_the_file() -> None:
    even = roadmap(topic("a", option="x"), topic("b", option="y"), choices=[WAY])
    assert standing(even).effective == {"way": "x"}


def test_a_choice_taken_back_is_open() -> None:
    now = standing(WAYS, {"way": None})
    assert (now.chosen(WAY), now.effective) == (None, {"way": "y"})


def test_a_chosen_option_that_the_definition_no_longer_has_leaves_the_choice_open() -> None:
    now = standing(WAYS, {"way": "z"})
    assert (now.chosen(WAY), now.effective) == (None, {"way": "y"})


def test_only_topics_of_no_option_and_of_the_effective_option_are_on_the_path() -> None:
    assert list(standing(WAYS, {"way": "x"}).path) == ["a", "x-short", "x-long"]


def test_each_choice_has_its_own_effective_option() -> None:
    other = Choice("other", "Other", (Option("u", "U"), Option("v", "V")))
    both = roadmap(topic("a", option="x"), topic("b", option="v"), choices=[WAY, other])
    assert standing(both, {"way": "x", "other": "v"}).effective == {"way": "x", "other": "v"}


def test_a_skipped_prerequisite_stands_in_nobodys_way() -> None:
    chain = roadmap(topic("a"), topic("b", requires=("a",)))
    now = standing(chain, a="skipped")
    assert now.is_ready(chain.topics["b"])


@pytest.mark.parametrize(("status", "missing"), [("todo", ("a",)), ("doing", ("a",)), ("done", ()), ("skipped", ())])
def test_a_prerequisite_is_missing_until_it_is_done_or_skipped(status: str, missing: tuple[str, ...]) -> None:
    chain = roadmap(topic("a"), topic("b", requires=("a",)))
    assert standing(chain, a=status).missing(chain.topics["b"]) == missing


def test_prerequisites_of_an_option_hold_only_while_it_is_effective() -> None:
    end = topic("end", requires=("a",), requires_option={"x": ("x-topic",), "y": ("y-topic",)})
    where = roadmap(topic("a"), topic("x-topic", option="x"), topic("y-topic", option="y"), end, choices=[WAY])
    assert standing(where, {"way": "x"}).missing(end) == ("a", "x-topic")
    assert standing(where, {"way": "y"}).missing(end) == ("a", "y-topic")


@pytest.mark.parametrize(("status", "ready"), [("todo", True), ("doing", True), ("done", False), ("skipped", False)])
def test_only_what_is_still_to_do_is_ready(status: str, ready: bool) -> None:  # noqa: FBT001 - what is expected
    assert standing(roadmap(topic("a")), a=status).is_ready(topic("a")) is ready


def ticks(*texts: str, off: Sequence[str] = ()) -> tuple[TickState, ...]:
    return tuple(TickState("criterion", each, identifier(1), off=each in off) for each in texts)


WITH_CRITERIA = roadmap(topic("a", hours=9, criteria=tuple(map(fingerprint, ("One.", "Two.", "Three.")))))


def test_where_nothing_is_logged_the_hours_left_go_by_the_criteria_that_are_met() -> None:
    a = WITH_CRITERIA.topics["a"]
    for names, met, left in (
        ((), 0, 9),
        (("One.",), 1, 6),
        (("One.", "Two."), 2, 3),
        (("One.", "Two.", "Three."), 3, 0.9),
    ):
        now = standing(WITH_CRITERIA, a=TopicState("a", "doing", ticks=ticks(*names)))
        assert (now.met(a), round(now.hours_left(a), 6)) == (met, left)
    timed = standing(WITH_CRITERIA, a=TopicState("a", "doing", minutes=60, ticks=ticks("One.", "Two.")))
    assert (timed.met(a), timed.hours_left(a)) == (2, 8)


def test_only_what_the_definition_still_says_is_met() -> None:
    a = WITH_CRITERIA.topics["a"]
    resource = TickState("resource", "Two.", identifier(1))
    now = standing(
        WITH_CRITERIA, a=TopicState("a", ticks=(*ticks("One.", "Gone.", "Three.", off=["Three."]), resource))
    )
    assert (now.met(a), now.hours_left(a)) == (1, 6)
    bare = roadmap(topic("a", hours=9))
    assert standing(bare, a=TopicState("a", ticks=ticks("One."))).hours_left(bare.topics["a"]) == 9


def test_the_hours_left_are_the_estimate_less_what_is_logged_and_never_nothing() -> None:
    where = roadmap(topic("a", hours=10))
    assert standing(where).hours_left(where.topics["a"]) == 10
    assert standing(where, a=TopicState("a", minutes=150)).hours_left(where.topics["a"]) == 7.5
    assert standing(where, a=TopicState("a", minutes=6000)).hours_left(where.topics["a"]) == 1


def test_a_skipped_topic_leaves_the_count_and_is_shown_apart() -> None:
    where = roadmap(topic("a", hours=3), topic("b", hours=5), topic("c", hours=2))
    found = totals(standing(where, a="done", b="skipped"))
    assert found.topics == (2, 1, 0, 1, 1)
    assert found.hours == HourTotals(counted=5, done=3, left=2, logged=0, skipped=5)
    assert found.percent == 60


def test_started_topics_are_counted_apart_and_are_not_done() -> None:
    found = totals(standing(roadmap(topic("a"), topic("b")), a="doing"))
    assert (found.topics.doing, found.topics.todo, found.percent) == (1, 1, 0)


def test_logged_time_is_never_hours_done() -> None:
    found = totals(standing(roadmap(topic("a", hours=2)), a=TopicState("a", "doing", minutes=600)))
    assert (found.hours.logged, found.hours.done, found.percent) == (10, 0, 0)


def test_what_is_proven_is_counted_apart_from_what_is_done() -> None:
    where = roadmap(topic("a"), topic("b"))
    found = totals(standing(where, a=TopicState("a", "doing", proofs=2), b="done"))
    assert (found.proven, found.topics.done) == (1, 1)


def _cards(number: int, stability: float, ago: int) -> list[CardState]:
    return [graded("a", f"a{each}", stability, ago) for each in range(1, number + 1)]


@pytest.mark.parametrize(
    ("cards", "reviewing", "said"),
    [
        ([], Reviewing(), "untested"),
        (_cards(10, 10, 2), Reviewing(), "fresh"),
        (_cards(10, 40, 20), Reviewing(), "fresh"),
        (_cards(10, 10, 20), Reviewing(), "unsure"),
        (_cards(10, 10, 20), Reviewing(0.75), "fresh"),
        (_cards(10, 10, 2), Reviewing(0.97), "unsure"),
        (_cards(10, 10, 120), Reviewing(), "fading"),
        (_cards(3, 3, 1), Reviewing(), "unsure"),
        (_cards(3, 300, 1), Reviewing(), "unsure"),
        ([*_cards(7, 40, 1), graded("a", "own", 10, 4000, "Why?")], Reviewing(), "fresh"),
        ([graded("a", "own", 10, 900, "Why?"), graded("a", "a1", 10, 200)], Reviewing(), "fading"),
    ],
)
def test_a_topic_is_fresh_while_it_is_sure_that_its_cards_would_be_recalled(
    cards: list[CardState], reviewing: Reviewing, said: str
) -> None:
    where = roadmap(topic("a", hours=3, cards=tuple(f"a{number}" for number in range(1, 11))), topic("bare", hours=5))
    now = remembering(standing(where, a="done", bare="done"), *cards, reviewing=reviewing)
    found = totals(now)
    assert now.freshness("a") == said
    assert (found.fresh, found.fading, found.unsure, found.untested) == tuple(
        each == said for each in ("fresh", "fading", "unsure", "untested")
    )
    assert found.hours.fresh == (3 if said == "fresh" else 0)


@pytest.mark.parametrize("status", ["todo", "doing", "skipped"])
def test_only_what_is_done_can_be_fresh(status: str) -> None:
    where = roadmap(topic("a", cards=("a1",)))
    found = totals(remembering(standing(where, a=status), graded("a", "a1", 10, 1)))
    assert (found.fresh, found.fading, found.unsure, found.untested, found.hours.fresh) == (0, 0, 0, 0, 0)


def test_a_card_of_ones_own_makes_a_topic_one_that_can_be_tested() -> None:
    now = standing(roadmap(topic("a"), topic("b")), a="done", b="done")
    assert totals(now).untested == 0
    assert totals(remembering(now, written("a", "own"))).untested == 1
    assert totals(remembering(now, graded("a", "own", 10, 1, "Why?"))).unsure == 1


def test_hours_are_proven_where_their_topic_is() -> None:
    where = roadmap(topic("a", hours=3), topic("b", hours=5), topic("c", hours=7))
    states = {
        key: TopicState(key, status, proofs=1) for key, status in (("a", "done"), ("b", "todo"), ("c", "skipped"))
    }
    found = totals(standing(where, **states))
    assert (found.proven, found.hours.proven) == (2, 8)


@given(learners())
def test_what_is_done_and_has_cards_is_fresh_fading_unsure_or_untested(now: Standing) -> None:
    found = totals(now)
    testable = [key for key in now.learned if now.roadmap.topics[key].cards or now.recollection.unseen.get(key)]
    testable += [key for key in now.learned if key not in testable and now.recall(key) is not None]
    assert found.fresh + found.fading + found.unsure + found.untested == len(testable)
    assert found.untested == sum(now.recall(key) is None for key in testable)
    assert found.hours.fresh <= found.hours.done


@given(standings(), st.data())
def test_skipping_never_changes_what_is_done(now: Standing, data: st.DataObject) -> None:
    for key in data.draw(st.lists(st.sampled_from(sorted(now.roadmap.topics)), unique=True)):
        before = totals(now)
        if now.status(key) != "done":
            now = with_status(now, key, "skipped")
        assert (totals(now).topics.done, totals(now).hours.done) == (before.topics.done, before.hours.done)
        assert totals(now).percent >= before.percent


@given(standings())
def test_100_is_shown_exactly_when_something_is_done_and_nothing_counted_is_left(now: Standing) -> None:
    found = totals(now)
    assert (found.percent == 100) == (not now.left and found.topics.done > 0)


@given(standings())
def test_100_can_be_reached_from_anywhere_by_doing_what_is_left(now: Standing) -> None:
    for choice in now.roadmap.choices:
        now = with_choice(now, choice.id, now.effective[choice.id])
    for key in now.left:
        now = with_status(now, key, "done")
    assert totals(now).percent == (100 if totals(now).topics.counted else 0)


@given(standings())
def test_the_percentage_is_done_hours_of_counted_hours_rounded_down(now: Standing) -> None:
    counted = [each for each in now.path.values() if now.status(each.id) != "skipped"]
    done = sum((Fraction(each.hours) for each in counted if now.status(each.id) == "done"), Fraction())
    exact = 1000 * done / sum(Fraction(each.hours) for each in counted) if counted else Fraction()
    assert totals(now).percent == int(exact) / 10


@given(standings())
def test_the_sums_add_up(now: Standing) -> None:
    found = totals(now)
    assert found.topics.counted == found.topics.done + found.topics.doing + found.topics.todo
    assert found.topics.counted + found.topics.skipped == len(now.path)
    assert found.hours.counted == found.hours.done + found.hours.left
    assert found.topics.doing + found.topics.todo == len(now.left)


@given(standings())
def test_the_sums_of_the_phases_are_the_sum_of_the_whole(now: Standing) -> None:
    phases = [now.totals(phase.topics) for phase in now.roadmap.phases]
    assert sum(each.topics.counted for each in phases) == totals(now).topics.counted
    assert sum(each.hours.done for each in phases) == totals(now).hours.done


def test_a_roadmap_of_only_skipped_topics_is_not_100_percent() -> None:
    found = totals(standing(roadmap(topic("a"), topic("b")), a="skipped", b="skipped"))
    assert (found.percent, found.topics.counted, found.hours.counted) == (0, 0, 0)


def test_one_skipped_topic_does_not_leave_79_of_80_for_ever() -> None:
    keys = [f"t{number}" for number in range(80)]
    found = totals(standing(roadmap(*map(topic, keys)), t0="skipped", **dict.fromkeys(keys[1:], "done")))
    assert (found.topics.done, found.topics.counted, found.percent) == (79, 79, 100)


def test_what_was_done_of_another_option_does_not_make_116_of_113() -> None:
    found = totals(standing(WAYS, {"way": "y"}, a="done", x_short="done", x_long="done", y_short="done"))
    assert (found.topics.done, found.topics.counted) == (2, 3)
    assert found.percent < 100


@given(standings())
def test_never_more_is_done_than_counted(now: Standing) -> None:
    found = totals(now)
    assert 0 <= found.topics.done <= found.topics.counted
    assert 0 <= found.hours.done <= found.hours.counted


@pytest.mark.parametrize("hair", [0.01, 1e-13])
def test_a_hair_short_of_everything_is_not_100_percent(hair: float) -> None:
    where = roadmap(topic("a", hours=10_000), topic("b", hours=hair))
    assert totals(standing(where, a="done")).percent == 99.9


def test_a_finished_module_with_a_topic_added_is_no_longer_complete() -> None:
    done = {"a": "done", "b": "done"}
    assert totals(standing(roadmap(topic("a"), topic("b")), **done)).percent == 100
    grown = standing(roadmap(topic("a"), topic("b"), topic("c")), **done)
    assert grown.totals(grown.roadmap.modules["letters"].topics).percent < 100


def renamed() -> Roadmap:
    return roadmap(topic("new", formerly=("old", "oldest")), topic("b", requires=("new",)))


def test_a_renamed_topic_keeps_its_progress() -> None:
    now = standing(renamed(), old="done")
    assert (now.status("new"), now.is_ready(now.roadmap.topics["b"]), now.orphaned) == ("done", True, ())


def test_progress_under_every_former_id_is_joined_the_latest_word_deciding() -> None:
    now = standing(
        renamed(),
        new=TopicState("new", "doing", "2", minutes=30),
        oldest=TopicState("oldest", "done", "1", minutes=45),
        old=TopicState("old", "skipped", "3", minutes=60),
    )
    assert (now.status("new"), now.minutes("new")) == ("skipped", 135)


def test_a_topic_renamed_twice_keeps_its_first_start() -> None:
    now = standing(
        renamed(),
        new=TopicState("new", "done", "3", started_at=MOMENT + timedelta(hours=2)),
        oldest=TopicState("oldest", "doing", "1", started_at=MOMENT),
        old=TopicState("old", "doing", "2", started_at=MOMENT + timedelta(hours=1)),
    )
    assert now.states["new"].started_at == MOMENT


def test_progress_on_a_topic_that_was_removed_is_orphaned_and_does_not_count() -> None:
    now = standing(roadmap(topic("a")), a="done", gone=TopicState("gone", "done", minutes=90))
    assert [(state.topic, state.minutes) for state in now.orphaned] == [("gone", 90)]
    assert (totals(now).topics.done, totals(now).hours.logged) == (1, 0)


def test_orphaned_progress_counts_again_when_its_topic_returns() -> None:
    assert totals(standing(roadmap(topic("a"), topic("gone")), gone="done")).topics.done == 1
