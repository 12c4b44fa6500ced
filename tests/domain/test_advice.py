"""What to do next: law 3, and each term of the rule by a small example."""

from datetime import date, timedelta
from itertools import cycle

import pytest
from domain_helpers import (
    TODAY,
    WAY,
    graded,
    learners,
    recollection,
    remembering,
    roadmap,
    standing,
    standings,
    topic,
    with_choice,
    with_status,
)
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.advice import Moment, Suggestion, suggest
from roadmap_cli.domain.memory import GOOD, CardState, Memory, Traces
from roadmap_cli.domain.progress import TopicState
from roadmap_cli.domain.roadmap import Roadmap, Topic
from roadmap_cli.domain.standing import Standing
from roadmap_cli.scheduling import schedule

NOW = Moment(TODAY)


def doing(key: str, days_ago: int, minutes: int = 0) -> TopicState:
    return TopicState(key, "doing", "0", minutes=minutes, last_day=TODAY - timedelta(days=days_ago))


def order(now: Standing, moment: Moment = NOW) -> list[str]:
    return [each.topic for each in suggest(now, moment, 99)]


def carrier(key: str, carries: int, place: str = "one/letters", **keys: object) -> list[Topic]:
    """A topic and as many more that stand on it, in a module of their own."""
    behind = [topic(f"{key}-{number}", "one/behind", requires=(key,)) for number in range(carries)]
    return [topic(key, place, **keys), *behind]


def reachable(*groups: list[Topic], **statuses: str | TopicState) -> Standing:
    return standing(roadmap(*(each for group in groups for each in group)), **statuses)


@st.composite
def moments(draw: st.DrawFn, where: Roadmap) -> Moment:
    evenings = (draw(st.sampled_from(sorted(where.modules))), draw(st.integers(0, 5)))
    return Moment(TODAY, evenings, draw(st.sampled_from((None, 1, 45, 240))))


def follow(now: Standing, first: Suggestion) -> Standing:
    if first.action == "choose":
        return with_choice(now, first.topic, now.effective[first.topic])
    if first.action == "review":
        return reviewed(now, first.topic)
    return with_status(now, first.topic, "done")


def reviewed(now: Standing, key: str) -> Standing:
    """The due cards of a topic, all graded good."""
    due = {each.card for each in now.recollection.reviewed if each.topic == key and each.is_due}

    def after(traces: Traces) -> Traces:
        memories = []
        for card, stability, day in zip(*traces, strict=True):
            before = Memory(stability, 5.0, date.fromordinal(day))
            memories.append(schedule(before, GOOD, TODAY) if card in due else before)
        days = tuple(each.day.toordinal() for each in memories)
        return Traces(traces.cards, tuple(each.stability for each in memories), days)

    memories = [each._replace(given=after(each.given), own=after(each.own)) for each in now.recollection.memories]
    return now._replace(recollection=now.recollection._replace(memories=memories))


def assert_sound(now: Standing, suggestion: Suggestion) -> None:
    if suggestion.action == "choose":
        choice = next(each for each in now.roadmap.choices if each.id == suggestion.topic)
        assert now.chosen(choice) is None
        return
    if suggestion.action == "review":
        assert suggestion.topic in now.learned
        assert now.recollection.recall[suggestion.topic] < 0.7
        assert any(each.topic == suggestion.topic and each.is_due for each in now.recollection.reviewed)
        return
    found = now.roadmap.topics[suggestion.topic]
    assert now.is_ready(found)
    assert found.id in now.path
    assert suggestion.action == ("continue" if now.status(found.id) == "doing" else "learn")
    assert suggestion.hours_left > 0


@given(learners(("todo", "todo", "doing", "done", "skipped")), st.data())
def test_doing_always_the_first_suggestion_reaches_the_end_of_every_roadmap(now: Standing, data: st.DataObject) -> None:
    """Whatever has faded is reviewed on the way, each topic once."""
    evenings = cycle([data.draw(moments(now.roadmap)), data.draw(moments(now.roadmap)), NOW])
    steps, refreshed = 0, list[str]()
    while suggestions := suggest(now, next(evenings), 3):
        for each in suggestions:
            assert_sound(now, each)
        now = follow(now, suggestions[0])
        refreshed += [each.topic for each in suggestions[:1] if each.action == "review"]
        steps += 1
    assert len(refreshed) == len(set(refreshed))
    totals = now.totals(now.roadmap.topics.values())
    assert totals.percent == (100 if totals.topics.counted else 0)
    assert steps - len(refreshed) <= len(now.roadmap.topics) + len(now.roadmap.choices)


@given(standings(), st.data())
def test_everything_that_could_be_done_is_suggested_once_or_its_open_choice_is(
    now: Standing, data: st.DataObject
) -> None:
    found = [(each.action == "choose", each.topic) for each in suggest(now, data.draw(moments(now.roadmap)), 99)]
    expected = set()
    for each in now.left.values():
        choice = now.roadmap.choice_of.get(each.option or "")
        is_open = choice is not None and now.chosen(choice) is None and now.status(each.id) != "doing"
        if now.is_ready(each):
            expected.add((True, choice.id) if choice and is_open else (False, each.id))
    assert sorted(found) == sorted(expected)


@given(learners(), st.integers(0, 5), st.data())
def test_a_shorter_list_is_the_beginning_of_a_longer_one(now: Standing, limit: int, data: st.DataObject) -> None:
    moment = data.draw(moments(now.roadmap))
    assert suggest(now, moment, limit) == suggest(now, moment, 99)[:limit]


@given(learners(), st.data())
def test_what_has_faded_comes_once_right_before_the_first_that_stands_on_it(now: Standing, data: st.DataObject) -> None:
    """The rest is what would be suggested without any memory."""
    moment = data.draw(moments(now.roadmap))
    found = suggest(now, moment, 99)
    rest = [each for each in found if each.action != "review"]
    assert rest == list(suggest(now._replace(recollection=recollection(now.roadmap)), moment, 99))
    waiting, offered = list[str](), list[str]()
    for each in found:
        assert_sound(now, each)
        if each.action == "review":
            waiting.append(each.topic)
        elif each.action == "choose":
            assert not waiting
        else:
            needed = now.requires(now.roadmap.topics[each.topic])
            assert set(waiting) <= set(needed) - set(offered)
            offered += waiting
            waiting.clear()
            assert {key for key in needed if is_faded(now, key)} <= set(offered)
    assert not waiting
    assert len(offered) == len(set(offered))


def is_faded(now: Standing, key: str) -> bool:
    cards = [each for each in now.recollection.reviewed if each.topic == key]
    recalled = sum(each.recall for each in cards)
    return key in now.learned and any(each.is_due for each in cards) and recalled < 0.7 * len(cards)


def test_when_nothing_is_left_nothing_is_suggested() -> None:
    assert order(standing(roadmap(topic("a"), topic("b")), a="done", b="skipped")) == []


def test_a_skipped_topic_is_never_suggested_and_opens_what_stands_on_it() -> None:
    assert order(standing(roadmap(topic("a"), topic("b", requires=("a",))), a="skipped")) == ["b"]


def test_rule_1_what_is_in_progress_comes_first_the_most_recently_touched_before_the_rest() -> None:
    now = reachable(carrier("heavy", 5), [topic("old"), topic("fresh")], old=doing("old", 3), fresh=doing("fresh", 1))
    assert order(now) == ["fresh", "old", "heavy"]


def test_rule_1_a_started_but_blocked_topic_is_not_continued() -> None:
    now = standing(roadmap(topic("a"), topic("b", requires=("a",))), b="doing")
    assert order(now) == ["a"]


def test_rule_2_what_frees_a_started_topic_comes_before_what_carries_more() -> None:
    stuck = [topic("root"), topic("middle", requires=("root",)), topic("stuck", requires=("middle",))]
    assert order(reachable(carrier("heavy", 9), stuck, stuck="doing"))[:2] == ["root", "heavy"]


def test_rule_3_what_carries_more_of_the_path_comes_first() -> None:
    assert order(reachable(carrier("light", 1), carrier("heavy", 3), [topic("alone")])) == ["heavy", "light", "alone"]


def test_rule_3_topics_are_carried_indirectly_too() -> None:
    chain = [topic("root"), topic("middle", requires=("root",)), topic("end", requires=("middle",))]
    assert order(reachable(carrier("flat", 1), chain))[0] == "root"


def test_rule_3_only_what_is_left_is_carried() -> None:
    behind = dict.fromkeys(("heavy-0", "heavy-1", "heavy-2"), "done")
    where = roadmap(*carrier("heavy", 3), *carrier("light", 1, "one/other"))
    assert order(standing(where, **behind)) == ["light", "heavy"]


@pytest.mark.parametrize(("carries", "first"), [(6, "now"), (8, "later")])
def test_rule_3_a_phase_ahead_may_begin_early_only_where_it_carries_four_times_more(carries: int, first: str) -> None:
    assert order(reachable(carrier("now", 1), carrier("later", carries, "two/models")))[0] == first


def test_rule_3_every_phase_further_ahead_weighs_a_quarter_more() -> None:
    third = carrier("third", 7, "three/models")
    assert order(reachable([topic("first")], [topic("second", "two/models")], third)) == ["first", "third", "second"]


def test_rule_3_phases_are_counted_from_the_first_unfinished_one() -> None:
    later = [topic("second", "two/models"), *carrier("third", 2, "three/models")]
    where = roadmap(topic("first"), *(each._replace(phase="three") if "-" in each.id else each for each in later))
    assert order(standing(where, first="done"))[0] == "second"


def test_rule_3_a_stretch_topic_comes_last_whatever_it_carries_and_however_early_it_stands() -> None:
    extra = carrier("extra", 9, "one/other", stretch=True)
    behind = [each._replace(stretch=True) for each in extra]
    assert order(reachable([topic("plain")], behind, [topic("far", "three/models")])) == ["plain", "far", "extra"]


@pytest.mark.parametrize("between", [False, True])
def test_rule_3_a_stretch_topic_that_the_core_requires_ranks_as_core(between: bool) -> None:  # noqa: FBT001 - by what
    chain = [topic("extra", stretch=True), topic("middle", requires=("extra",), stretch=True)]
    core = topic("core", requires=("middle" if between else "extra",))
    now = reachable([topic("plain", "one/other"), topic("more", "one/other", stretch=True)], [*chain, core])
    assert order(now) == ["extra", "plain", "more"]
    assert order(with_status(now, "core", "skipped"))[0] == "plain"


@pytest.mark.parametrize("state", ["doing", "rescued"])
def test_a_stretch_topic_that_was_begun_is_finished_first(state: str) -> None:
    extra = [topic("extra", stretch=True), topic("begun", requires=("extra",), stretch=True)]
    begun = {"extra": doing("extra", 1)} if state == "doing" else {"begun": doing("begun", 1)}
    assert order(reachable([topic("plain", "one/other")], extra, **begun)) == ["extra", "plain"]


def test_rule_3_modules_are_interleaved() -> None:
    here = [*carrier("a", 3), *carrier("b", 2), *carrier("c", 1, "one/other")]
    assert order(reachable(here)) == ["a", "c", "b"]


@pytest.mark.parametrize(("evenings", "first"), [(2, "same"), (3, "change")])
def test_rule_3_after_three_evenings_of_a_module_another_one_comes_first(evenings: int, first: str) -> None:
    now = reachable([topic("same"), topic("change", "one/other")])
    assert order(now, Moment(TODAY, ("letters", evenings)))[0] == first


def test_rule_3_with_little_time_what_fits_into_it_comes_first() -> None:
    now = reachable([topic("long", hours=3), topic("short", "one/other", hours=0.5)])
    assert order(now) == ["long", "short"]
    assert order(now, Moment(TODAY, minutes=45)) == ["short", "long"]


def test_rule_3_what_fits_is_what_is_left_of_a_topic() -> None:
    nearly = TopicState("nearly", "todo", minutes=140)
    now = reachable([topic("whole", hours=3)], [topic("nearly", "one/other", hours=3)], nearly=nearly)
    assert order(now, Moment(TODAY, minutes=45))[0] == "nearly"


@pytest.mark.parametrize(("minutes", "first"), [(119, "concept"), (120, "project")])
def test_rule_3_with_little_time_a_project_waits(minutes: int, first: str) -> None:
    now = reachable([topic("project", kind="project", hours=9), topic("concept", "one/other", hours=8)])
    assert order(now, Moment(TODAY, minutes=minutes))[0] == first


def test_rule_3_with_little_time_what_carries_far_more_still_comes_first() -> None:
    now = reachable(carrier("heavy", 9, hours=5), [topic("short", "one/other", hours=0.5)])
    assert order(now, Moment(TODAY, minutes=45))[0] == "heavy"


def test_ties_go_to_the_longer_chain_of_hours_then_to_the_order_of_the_file() -> None:
    now = reachable([topic("a", "one/m1", hours=2), topic("b", "one/m2", hours=9), topic("c", "one/m3", hours=2)])
    assert order(now) == ["b", "a", "c"]


def test_an_open_choice_takes_the_place_of_its_topics_once() -> None:
    ways = [topic(key, option=key[0]) for key in ("x1", "x2", "y1", "y2", "y3")]
    now = standing(roadmap(*ways, choices=[WAY]))
    (only,) = suggest(now, NOW, 9)
    assert (only.topic, only.title, only.action, only.hours_left) == ("way", "Which way", "choose", 0)


def test_a_choice_made_is_not_suggested_again() -> None:
    now = standing(roadmap(topic("x1", option="x"), topic("y1", option="y"), choices=[WAY]), {"way": "y"})
    assert order(now) == ["y1"]


def test_a_topic_of_an_open_choice_that_was_started_is_continued() -> None:
    where = roadmap(topic("x1", option="x"), topic("x2", option="x"), topic("y1", option="y", hours=9), choices=[WAY])
    assert order(standing(where, x1="doing")) == ["x1", "way"]


def test_a_choice_waits_while_everything_that_depends_on_it_is_blocked() -> None:
    where = roadmap(topic("a"), *(topic(each, option=each[0], requires=("a",)) for each in ("x1", "y1")), choices=[WAY])
    assert order(standing(where)) == ["a"]
    assert order(standing(where, a="done")) == ["way"]


GROUND = roadmap(
    topic("ground", cards=("g1", "g2")),
    topic("other", "one/other", cards=("o1",)),
    topic("next", requires=("ground",)),
    topic("later", requires=("next", "ground")),
    topic("free", "two/models", requires=("ground",)),
    topic("alone", "three/far"),
)
GONE = graded("ground", "g1", 1, 300)


def built(*cards: CardState, **statuses: str) -> Standing:
    return remembering(standing(GROUND, **{"ground": "done", "other": "done", **statuses}), *cards)


def told(now: Standing, limit: int = 99) -> list[tuple[str, str]]:
    return [(each.action, each.topic) for each in suggest(now, NOW, limit)]


def test_a_faded_topic_is_to_be_reviewed_before_what_stands_on_it() -> None:
    assert told(built(GONE)) == [("review", "ground"), ("learn", "next"), ("learn", "free"), ("learn", "alone")]


def test_a_faded_topic_on_which_nothing_suggested_stands_is_left_alone() -> None:
    lost = graded("other", "o1", 1, 300)
    assert told(built(lost)) == [("learn", "next"), ("learn", "free"), ("learn", "alone")]
    assert told(built(GONE, next="skipped", later="done", free="done")) == [("learn", "alone")]


@pytest.mark.parametrize(
    "now",
    [
        built(graded("ground", "g1", 10, 60)),
        built(GONE, graded("ground", "g2", 10, 0)),
        built(GONE, ground="skipped"),
        built(graded("ground", "g1", 0.01, 0)),
        built(),
    ],
    ids=["mostly recalled", "recalled on the whole", "skipped", "just reviewed", "never reviewed"],
)
def test_what_is_still_known_or_was_never_tested_is_not_to_be_reviewed(now: Standing) -> None:
    assert [topic for action, topic in told(now) if action == "review"] == []


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_a_review_counts_as_one_of_the_suggestions(limit: int) -> None:
    assert told(built(GONE), limit) == [("review", "ground"), ("learn", "next")][:limit]


def test_a_started_topic_is_continued_after_the_review_of_its_ground() -> None:
    assert told(built(GONE, free="doing"))[:3] == [("review", "ground"), ("continue", "free"), ("learn", "next")]


def test_after_the_review_learning_goes_on() -> None:
    assert told(reviewed(built(GONE), "ground"))[0] == ("learn", "next")


def test_a_choice_and_a_faded_topic_of_the_same_id_are_both_suggested() -> None:
    where = roadmap(
        topic("way", cards=("w1",)),
        topic("next", requires=("way",), hours=9),
        topic("x1", option="x"),
        topic("y1", option="y"),
        choices=[WAY],
    )
    now = remembering(standing(where, way="done"), graded("way", "w1", 1, 300))
    assert sorted(told(now)) == [("choose", "way"), ("learn", "next"), ("review", "way")]
