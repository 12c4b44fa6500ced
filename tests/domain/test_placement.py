"""What somebody knows already, found out with few questions."""

from collections.abc import Collection
from math import ceil, log2
from pathlib import Path

import pytest
from domain_helpers import WAY, roadmap, standing, standings, topic
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.definition import builtin, load
from roadmap_cli.domain.placement import DEEDS, NEVER_ASKED, Placement, Questions, begin, can_be_asked
from roadmap_cli.domain.standing import Standing

DIAMOND = roadmap(
    topic("root"),
    topic("left", requires=("root",)),
    topic("right", requires=("root",)),
    topic("both", requires=("left", "right")),
)
OPEN = standings(("todo", "todo", "doing", "done", "skipped"))


def chain(length: int) -> Standing:
    topics = [topic("t0"), *(topic(f"t{each}", requires=(f"t{each - 1}",)) for each in range(1, length))]
    return standing(roadmap(*topics))


def whole(now: Standing) -> Placement:
    return begin(now, now.roadmap.topics.values())


def interview(now: Standing, known: Collection[str], askable: Collection[str] | None = None) -> Placement:
    """Of a learner who answers what is true, until there is nothing to ask."""
    placement = whole(now)
    while (asked := placement.question(now.left if askable is None else askable)) is not None:
        placement = placement.answered(asked.id, knows=asked.id in known)
    return placement


def proposed(placement: Placement) -> list[str]:
    return [each.id for each in placement.proposal()]


def next_question(placement: Placement) -> str | None:
    found = placement.question(placement.standing.left)
    return found and found.id


def stands_on(now: Standing, key: str) -> set[str]:
    """What somebody knows who knows this: the definition, without its shortcuts."""
    direct = [each for each in now.missing(now.left[key]) if now.left[each].kind not in DEEDS]
    return {key}.union(*(stands_on(now, each) for each in direct))


@st.composite
def knowledge(draw: st.DrawFn, now: Standing) -> frozenset[str]:
    """Some topics left, with all that they stand on."""
    picked = draw(st.lists(st.sampled_from(sorted(now.left)), max_size=4)) if now.left else []
    return frozenset[str]().union(*(stands_on(now, key) for key in picked))


@pytest.mark.parametrize("length", [1, 2, 3, 7, 8, 20])
def test_on_a_chain_every_question_halves_what_is_open(length: int) -> None:
    now = chain(length)
    most = ceil(log2(length + 1))
    for known in range(length + 1):
        placement = interview(now, [f"t{each}" for each in range(known)])
        assert proposed(placement) == [f"t{each}" for each in range(known)]
        assert len(placement.asked) <= most


def test_the_first_question_is_about_the_middle() -> None:
    assert next_question(whole(chain(7))) == "t3"
    assert next_question(whole(chain(7)).answered("t3", knows=True)) == "t5"
    assert next_question(whole(chain(7)).answered("t3", knows=False)) == "t1"


def test_of_equal_topics_the_one_that_settles_more_in_all_is_asked_and_then_the_first_of_the_file() -> None:
    apart = roadmap(topic("alone"), topic("low"), topic("high", requires=("low",)))
    assert next_question(whole(standing(apart))) == "low"
    assert next_question(whole(standing(DIAMOND))) == "left"


def test_whoever_knows_a_topic_knows_what_it_stands_on() -> None:
    after = whole(standing(DIAMOND)).answered("left", knows=True)
    assert (after.known, after.open) == ({"root", "left"}, {"right", "both"})


def test_whoever_does_not_know_a_topic_knows_nothing_that_stands_on_it() -> None:
    after = whole(standing(DIAMOND)).answered("left", knows=False)
    assert (after.known, after.open) == (set(), {"root", "right"})


def test_what_was_asked_is_kept_with_its_answers() -> None:
    after = whole(standing(DIAMOND)).answered("left", knows=False).answered("right", knows=True)
    assert (after.asked, proposed(after)) == ((("left", False), ("right", True)), ["root", "right"])


def test_only_what_can_be_asked_is_asked() -> None:
    placement = whole(chain(7))
    assert placement.question({"t6"}) == placement.standing.left["t6"]
    assert placement.question([]) is None
    assert placement.answered("t6", knows=True).question({"t2"}) is None


@pytest.mark.parametrize(
    ("kind", "askable"),
    [("concept", True), ("skill", True), ("practice", True), ("project", False), ("decision", False)],
)
def test_nobody_is_asked_whether_they_know_a_project_or_a_decision(kind: str, askable: bool) -> None:  # noqa: FBT001
    assert can_be_asked(topic("a", kind=kind)) is askable


@pytest.mark.parametrize("kind", sorted(DEEDS))
def test_a_deed_is_not_implied_and_nothing_through_it(kind: str) -> None:
    where = roadmap(topic("a"), topic("deed", kind=kind, requires=("a",)), topic("b", requires=("deed",)), topic("c"))
    after = whole(standing(where)).answered("b", knows=True)
    assert (after.known, proposed(after)) == ({"b"}, ["b"])
    unknown = whole(standing(where)).answered("a", knows=False)
    assert unknown.open == {"b", "c"}


def test_whoever_has_done_a_practice_knows_what_it_stands_on() -> None:
    where = roadmap(topic("a"), topic("b", requires=("a",)), topic("deed", kind="practice", requires=("b",)))
    assert proposed(whole(standing(where)).answered("deed", knows=True)) == ["a", "b", "deed"]


def test_of_the_built_in_roadmap_a_mock_interview_implies_knowledge_alone(tmp_path: Path) -> None:
    now = standing(load(builtin(), tmp_path).roadmap)
    placed = whole(now).answered("mock-interviews", knows=True).proposal()
    assert [each.id for each in placed if each.kind in DEEDS] == ["mock-interviews"]
    assert "support-vector-machines" not in [each.id for each in placed]


@pytest.mark.parametrize("kind", sorted(NEVER_ASKED))
def test_a_project_is_never_proposed(kind: str) -> None:
    where = roadmap(topic("a"), topic("built", kind=kind, requires=("a",)))
    assert proposed(whole(standing(where)).answered("built", knows=True)) == ["a"]


def test_an_answer_is_overruled_only_within_the_interview_and_by_another() -> None:
    now = standing(DIAMOND)
    after = begin(now, [now.roadmap.topics["root"], now.roadmap.topics["left"]]).answered("left", knows=True)
    assert after.overruled({"root": False, "left": True}) == ("root",)
    assert after.overruled({"root": True, "left": True, "right": True, "both": True}) == ()


def test_what_is_done_or_skipped_is_left_alone() -> None:
    now = standing(DIAMOND, root="done", left="skipped", right="doing")
    placement = whole(now)
    assert placement.open == {"right", "both"}
    assert proposed(placement.answered("both", knows=True)) == ["right", "both"]


def test_an_interview_about_a_part_asks_of_it_alone_and_places_what_it_stands_on() -> None:
    now = standing(DIAMOND)
    placement = begin(now, [now.roadmap.topics["right"]])
    assert (placement.open, next_question(placement)) == ({"right"}, "right")
    after = placement.answered("right", knows=True)
    assert (proposed(after), next_question(after)) == (["root", "right"], None)


def test_only_what_counts_is_asked() -> None:
    where = roadmap(topic("a"), topic("x1", option="x"), topic("y1", option="y"), choices=[WAY])
    assert whole(standing(where, {"way": "y"})).open == {"a", "y1"}


def test_what_is_proposed_stands_in_the_order_of_the_file() -> None:
    where = roadmap(topic("late", requires=("early",)), topic("other"), topic("early"))
    after = whole(standing(where)).answered("other", knows=True).answered("late", knows=True)
    assert proposed(after) == ["late", "other", "early"]


@given(OPEN, st.data())
def test_whoever_answers_what_is_true_is_placed_exactly(now: Standing, data: st.DataObject) -> None:
    known = data.draw(knowledge(now))
    placement = interview(now, known)
    assert not any(can_be_asked(now.left[key]) for key in placement.open)
    assert proposed(placement) == [key for key, each in now.left.items() if key in known and can_be_asked(each)]


@given(OPEN, st.data())
def test_with_any_answers_an_interview_ends_with_nothing_open_that_can_be_asked(
    now: Standing, data: st.DataObject
) -> None:
    keys = sorted(now.left)
    askable = {key for key in keys if data.draw(st.booleans()) and can_be_asked(now.left[key])}
    placement, asked = whole(now), 0
    while (found := placement.question(askable)) is not None:
        before = placement
        placement = placement.answered(found.id, knows=data.draw(st.booleans()))
        assert found.id in before.open & askable
        assert placement.open < before.open
        asked += 1
    assert asked == len(placement.asked) <= len(askable)
    assert not placement.open & askable


@given(OPEN, st.data())
def test_every_question_settles_the_most_of_all_that_are_left(now: Standing, data: st.DataObject) -> None:
    """Also where some were passed over, against looking at each of them anew."""
    placement, askable = whole(now), [key for key in now.left if data.draw(st.booleans())]
    questions = Questions(placement, askable)
    while (found := questions.next(placement)) is not None:
        left = [key for key in now.left if key in askable and key in placement.open]
        assert found.id == max(left, key=placement.settles)
        askable.remove(found.id)
        if data.draw(st.booleans()):
            placement = placement.answered(found.id, knows=data.draw(st.booleans()))
    assert not placement.open & set(askable)


@given(OPEN, st.data())
def test_what_is_proposed_could_have_been_learned(now: Standing, data: st.DataObject) -> None:
    """With everything that it stands on, except deeds and what lies behind them."""
    placement = whole(now)
    while (found := placement.question(now.left)) is not None:
        placement = placement.answered(found.id, knows=data.draw(st.booleans()))
    placed = set(proposed(placement))
    for key in placed:
        assert stands_on(now, key) - {each for each in now.left if not can_be_asked(now.left[each])} <= placed
