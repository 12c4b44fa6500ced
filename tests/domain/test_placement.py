"""What somebody knows already, found out with few questions."""

from collections.abc import Collection, Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from domain_helpers import WAY, roadmap, standing, standings, topic
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.definition import builtin, load
from roadmap_cli.domain.knowledge import DEEDS, stands_on
from roadmap_cli.domain.placement import MOST, MOST_OF_PHASE, Placement, Questions, begin, can_be_asked
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


def interview(placement: Placement, known: Collection[str], cards: int = 3) -> Placement:
    """Of a learner who answers what is true, until there is nothing to ask."""
    questions = Questions(placement, dict.fromkeys(placement.standing.left, cards))
    while (asked := questions.next(placement)) is not None:
        placement = placement.answered(asked.id, knows=asked.id in known)
    return placement


def proposed(placement: Placement) -> list[str]:
    return [each.id for each in placement.proposal()]


def below(now: Standing, key: str) -> set[str]:
    """A topic with the knowledge that it stands on, directly or not."""
    return {key}.union(*(below(now, each) for each in stands_on(now, now.left[key])))


@st.composite
def placements(draw: st.DrawFn, now: Standing) -> Placement:
    """Any answers and claims, in an interview about any of the topics."""
    placement = begin(now, [each for each in now.roadmap.topics.values() if draw(st.booleans())])
    if not now.left:
        return placement
    answers = st.tuples(st.sampled_from(sorted(now.left)), st.booleans())
    for key, knows in draw(st.lists(answers, max_size=8)):
        placement = placement.answered(key, knows=knows)
    return placement.claimed(dict(draw(st.lists(answers, max_size=6))))


@pytest.mark.parametrize("length", [1, 2, 3, 5, 8, 20])
def test_on_a_chain_whoever_answers_what_is_true_is_placed_to_the_topic(length: int) -> None:
    now = chain(length)
    for known in range(length + 1):
        assert proposed(interview(whole(now), [f"t{each}" for each in range(known)])) == [f"t{n}" for n in range(known)]


def test_a_long_chain_is_not_asked_topic_by_topic() -> None:
    placement = interview(whole(chain(400)), [f"t{each}" for each in range(150)])
    assert len(placement.cards) <= MOST_OF_PHASE
    assert 75 <= len(proposed(placement)) <= 150


def test_who_knows_nothing_is_asked_little_and_told_nothing() -> None:
    placement = interview(whole(chain(100)), [])
    assert (len(placement.cards) < 10, proposed(placement)) == (True, [])


def test_one_card_that_does_not_come_settles_nothing() -> None:
    now = chain(6)
    answers = [("t2", True), ("t5", True), ("t3", False), ("t4", True)]
    placement = whole(now)
    for key, knows in answers:
        placement = placement.answered(key, knows=knows)
    assert proposed(placement) == [f"t{each}" for each in range(6)]
    assert "t3" not in placement.shown


def test_the_next_card_of_a_topic_tells_less_than_the_one_before() -> None:
    placement = whole(chain(3))
    odds = [placement.likely["t0"] / (1 - placement.likely["t0"])]
    for _ in range(3):
        placement = placement.answered("t0", knows=False)
        odds.append(placement.likely["t0"] / (1 - placement.likely["t0"]))
    falls = [before / after for before, after in pairwise(odds)]
    assert falls == sorted(falls, reverse=True)


def test_what_stands_on_known_topics_is_not_inferred() -> None:
    placement = whole(chain(5))
    for key in ("t0", "t1", "t2") * 3:
        placement = placement.answered(key, knows=True)
    assert proposed(placement) == ["t0", "t1", "t2"]


def test_another_answer_about_a_module_tells_of_its_topics() -> None:
    apart = roadmap(*(topic(f"{where}{number}", f"one/{where}") for where in "ab" for number in range(3)))
    placement = whole(standing(apart)).answered("a0", knows=True).answered("b0", knows=False)
    assert placement.likely["a1"] > placement.likely["b1"]


@pytest.mark.parametrize(("most", "phases"), [(MOST_OF_PHASE, 1), (MOST, 2), (MOST, 5)])
def test_an_interview_has_so_many_questions_at_most(most: int, phases: int) -> None:
    where = roadmap(*(topic(f"t{each}", f"p{each % phases}/m{each}", hours=20) for each in range(200)))
    placement = whole(standing(where))
    assert placement.most == most
    for each in range(5):
        placement = placement.passing(f"t{each}")
    found = interview(placement, [f"t{each}" for each in range(0, 200, 2)])
    assert len(found.cards) == most - 5


def test_only_so_many_cards_of_a_topic_are_asked_as_there_are() -> None:
    where = roadmap(*(topic(key, hours=50) for key in "abc"))
    placement, cards, asked = whole(standing(where)), {"a": 1, "b": 2}, []
    while (found := placement.question(cards)) is not None:
        asked.append(found.id)
        placement = placement.answered(found.id, knows=len(asked) % 2 == 0)
    assert {key: asked.count(key) for key in asked} == cards


def test_what_is_passed_over_is_not_asked() -> None:
    placement = whole(standing(DIAMOND))
    first = placement.question(dict.fromkeys(DIAMOND.topics, 3))
    assert first is not None
    second = placement.passing(first.id).question(dict.fromkeys(DIAMOND.topics, 3))
    assert second is not None
    assert second.id != first.id


@pytest.mark.parametrize("kind", ["concept", "skill", "practice", "project", "decision"])
def test_only_knowledge_is_asked_about_and_proposed(kind: str) -> None:
    where = roadmap(topic("a"), topic("deed", kind=kind, requires=("a",)))
    placement = whole(standing(where)).claimed({"deed": True})
    assert can_be_asked(where.topics["deed"]) is (kind not in DEEDS)
    assert proposed(placement) == (["a"] if kind in DEEDS else ["a", "deed"])


@pytest.mark.parametrize("kind", sorted(DEEDS))
def test_nothing_is_inferred_through_a_deed(kind: str) -> None:
    where = roadmap(topic("a"), topic("deed", kind=kind, requires=("a",)), topic("b", "two/c", requires=("deed",)))
    assert proposed(whole(standing(where)).claimed({"b": True})) == ["b"]


def test_every_topic_of_the_built_in_roadmap_is_believed_if_nothing_else_is_said(tmp_path: Path) -> None:
    now = standing(load(builtin(), tmp_path).roadmap)
    knowledge = [key for key, each in now.left.items() if can_be_asked(each)]
    assert [key for key in knowledge if key not in proposed(whole(now).claimed({key: True}))] == []


def test_what_was_denied_is_named_where_claims_stand_on_it() -> None:
    apart = [
        topic(f"{half}{each}", f"{half}/{half}{each}", requires=("a" + str(each),) * (half == "b"))
        for each in range(9)
        for half in "ab"
    ]
    now = standing(roadmap(*apart, topic("deed", "c/c", kind="practice")))
    claims = {f"{half}{each}": half == "b" for each in range(9) for half in "ab"}
    *found, deed = whole(now).claimed({**claims, "deed": True}).refused()
    assert [(each.topic.id, each.objection, [it.id for it in each.denied]) for each in found] == [
        (f"b{each}", "denied", [f"a{each}"]) for each in range(9)
    ]
    assert (deed.topic.id, deed.objection) == ("deed", "deed")


def test_one_claim_is_believed_even_of_a_topic_that_stands_on_one_denied() -> None:
    placement = whole(chain(4)).claimed({"t1": False, "t2": True})
    assert (proposed(placement), placement.refused()) == (["t2"], ())


def test_whoever_claims_freely_is_believed_less() -> None:
    """The same claim of a topic, by somebody who claims what stands on nothing and by somebody who does not."""
    pairs = [topic(f"{half}{each}", requires=("a" + str(each),) * (half == "b")) for each in range(20) for half in "ab"]
    where = standing(roadmap(*pairs, topic("x", "two/x"), topic("y", "two/x", requires=("x",))))
    denied = {f"a{each}": False for each in range(20)}

    def likely(*, freely: bool) -> float:
        claims = {f"b{each}": freely and each % 4 == 0 for each in range(20)}
        return whole(where).claimed({**denied, **claims, "y": True}).likely["y"]

    assert likely(freely=True) < likely(freely=False)


def test_what_is_done_or_skipped_is_left_alone() -> None:
    now = standing(DIAMOND, root="done", left="skipped", right="doing")
    placement = whole(now).claimed({"both": True, "root": False, "left": True})
    assert (placement.scope, proposed(placement)) == ({"right", "both"}, ["right", "both"])


def test_an_interview_about_a_part_proposes_nothing_beside_it() -> None:
    now = standing(DIAMOND)
    placement = begin(now, [now.roadmap.topics["right"]]).claimed({"both": True})
    assert proposed(placement) == ["right"]


def test_only_what_counts_is_asked() -> None:
    where = roadmap(topic("a"), topic("x1", option="x"), topic("y1", option="y"), choices=[WAY])
    assert whole(standing(where, {"way": "y"})).scope == {"a", "y1"}


def test_what_is_proposed_stands_in_the_order_of_the_file() -> None:
    where = roadmap(topic("late", requires=("early",)), topic("other"), topic("early"))
    placement = whole(standing(where)).claimed({"other": True, "late": True})
    assert proposed(placement) == ["late", "other", "early"]


def test_what_is_neither_likely_known_nor_likely_unknown_is_open() -> None:
    now = chain(1)
    doubtful = whole(now).answered("t0", knows=True).answered("t0", knows=False).answered("t0", knows=False)
    known, unknown = whole(now).answered("t0", knows=True), whole(now).answered("t0", knows=False)
    assert [len(each.open()) for each in (whole(now), doubtful, known, unknown)] == [1, 1, 0, 0]


@given(OPEN, st.data())
def test_nothing_is_asked_or_proposed_that_is_no_knowledge_of_the_scope(now: Standing, data: st.DataObject) -> None:
    placement = data.draw(placements(now))
    asked = placement.question(dict.fromkeys(now.left, 10))
    for each in (*placement.proposal(), *placement.open(), *([asked] if asked else [])):
        assert each.id in placement.scope
        assert each.id in now.left
        assert each.kind in {"concept", "skill"}


@given(OPEN, st.data())
def test_nothing_is_proposed_that_was_denied_or_that_nothing_speaks_for(now: Standing, data: st.DataObject) -> None:
    placement = data.draw(placements(now))
    spoken_for = set[str]().union(*(below(now, key) for key in placement.shown))
    for each in placement.proposal():
        assert placement.claims.get(each.id) is not False
        assert each.id in spoken_for


@given(OPEN, st.data())
def test_the_order_of_answers_changes_nothing(now: Standing, data: st.DataObject) -> None:
    placement = data.draw(placements(now))
    cards, claims = data.draw(st.permutations(placement.cards)), data.draw(st.permutations(list(placement.claims)))
    other = placement._replace(cards=tuple(cards), claims={key: placement.claims[key] for key in claims})
    assert other.likely == placement.likely
    assert other.proposal() == placement.proposal()
    assert other.question(dict.fromkeys(now.left, 10)) == placement.question(dict.fromkeys(now.left, 10))


@given(OPEN.filter(lambda now: now.left), st.data())
def test_a_yes_never_makes_its_topic_less_likely_and_a_no_never_more(now: Standing, data: st.DataObject) -> None:
    placement, key = data.draw(placements(now)), data.draw(st.sampled_from(sorted(now.left)))
    likely = placement.likely[key]
    rounded = 1e-6
    assert placement.answered(key, knows=True).likely[key] >= likely - rounded
    assert placement.answered(key, knows=False).likely[key] <= likely + rounded


@given(OPEN, st.data())
def test_claims_that_go_together_are_all_believed(now: Standing, data: st.DataObject) -> None:
    claimed = {key for key in now.left if data.draw(st.booleans())}
    known = set[str]().union(*(below(now, key) for key in claimed))
    denied = {key for key in now.left if key not in known and data.draw(st.booleans())}
    placement = whole(now).claimed({**dict.fromkeys(claimed, True), **dict.fromkeys(denied, False)})
    assert claimed - {key for key in claimed if not can_be_asked(now.left[key])} <= set(proposed(placement))
    assert all(each.objection == "deed" for each in placement.refused())


@given(OPEN, st.data())
def test_every_claim_is_proposed_or_refused(now: Standing, data: st.DataObject) -> None:
    placement = data.draw(placements(now))
    claimed = {key for key, yes in placement.claims.items() if yes} & placement.scope
    refused = {each.topic.id for each in placement.refused()}
    assert refused | (claimed & set(proposed(placement))) == claimed
    assert not refused & set(proposed(placement))


@given(OPEN, st.data())
def test_an_interview_ends_within_its_questions_whatever_is_answered(now: Standing, data: st.DataObject) -> None:
    cards: Mapping[str, int] = {key: data.draw(st.integers(0, 3)) for key in now.left}
    placement = whole(now)
    questions = Questions(placement, cards)
    while (asked := questions.next(placement)) is not None:
        knows = data.draw(st.none() | st.booleans())
        placement = placement.passing(asked.id) if knows is None else placement.answered(asked.id, knows=knows)
    assert len(placement.cards) <= min(placement.most, sum(cards.values()))
    asked_of = [key for key, _ in placement.cards]
    assert all(asked_of.count(key) <= cards[key] for key in asked_of)
