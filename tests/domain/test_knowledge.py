"""How likely topics are known, against counting out every state of knowledge there is."""

from itertools import pairwise, product
from math import exp, prod

import pytest
from domain_helpers import roadmap, standing, topic
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.knowledge import MODEL, USUAL, Knowledge, stands_on
from roadmap_cli.domain.standing import Standing

APART = standing(roadmap(topic("a"), topic("b"), topic("c", "one/m"), topic("d", "two/n")))
"""Without prerequisites everything hangs on modules and phases, which is a tree."""
LOOPED = standing(roadmap(topic("a"), topic("b", requires=("a",)), topic("c", "two/m", requires=("a", "b"))))
EVIDENCE = st.dictionaries(st.sampled_from("abc"), st.floats(-4, 4), max_size=3)


def counted_out(now: Standing, evidence: dict[str, float]) -> dict[str, float]:
    """The definition of the model, without its shortcuts."""
    topics, phases = now.left, [each.id for each in now.roadmap.phases]
    modules = [each for phase in now.roadmap.phases for each in phase.modules]
    nodes = [*phases, *(each.id for each in modules), *topics]
    sums = dict.fromkeys(topics, 0.0)
    whole = 0.0
    for states in product((False, True), repeat=len(nodes)):
        known = dict(zip(nodes, states, strict=True))
        likely = {phases[0]: MODEL.first}
        for before, phase in pairwise(phases):
            likely[phase] = MODEL.phase * (1 if known[before] else MODEL.without_phase)
        for each in modules:
            likely[each.id] = MODEL.module * (1 if known[each.phase] else MODEL.without_its_phase)
        for key, each in topics.items():
            missing = [needed for needed in stands_on(now, each) if not known[needed]]
            home = 1 if known[each.module] else MODEL.without_module
            likely[key] = MODEL.topic * home * MODEL.without_prerequisite ** len(missing)
        weight = prod(likely[key] if known[key] else 1 - likely[key] for key in nodes)
        weight *= prod(exp(odds) for key, odds in evidence.items() if known[key])
        whole += weight
        for key in topics:
            sums[key] += weight * known[key]
    return {key: each / whole for key, each in sums.items()}


def inferred(now: Standing, evidence: dict[str, float]) -> dict[str, float]:
    knowledge = Knowledge(now)
    knowledge.learn(evidence)
    return knowledge.likely()


@given(evidence=EVIDENCE)
def test_on_a_tree_it_is_exact(evidence: dict[str, float]) -> None:
    assert inferred(APART, evidence) == pytest.approx(counted_out(APART, evidence), abs=0.01)


@given(evidence=EVIDENCE)
def test_elsewhere_it_is_near(evidence: dict[str, float]) -> None:
    assert inferred(LOOPED, evidence) == pytest.approx(counted_out(LOOPED, evidence), abs=0.15)


@given(evidence=EVIDENCE, parts=st.permutations("abc"))
def test_it_may_be_learned_bit_by_bit(evidence: dict[str, float], parts: list[str]) -> None:
    knowledge = Knowledge(APART)
    for key in parts:
        knowledge.learn({key: evidence.get(key, 0.0)})
    assert knowledge.likely() == pytest.approx(inferred(APART, evidence), abs=0.02)


def test_what_stands_on_a_known_topic_is_likelier_but_not_spoken_for() -> None:
    before, after = Knowledge(LOOPED), Knowledge(LOOPED)
    after.learn({"b": 2.0})
    assert all(after.likely()[key] > before.likely()[key] for key in "abc")
    assert (before.spoken_for(), after.spoken_for()) == (frozenset(), {"a", "b"})


def test_an_answer_reaches_the_more_hours_the_more_hang_together() -> None:
    topics = [topic("alone", "one/m", hours=2), topic("low", hours=2), topic("high", requires=("low",), hours=2)]
    reach = Knowledge(standing(roadmap(*topics))).reach()
    assert 2 <= reach["alone"] < reach["high"] < 6
    assert reach["alone"] < reach["low"] < 6


@pytest.mark.parametrize("finer", [1, 2, 10])
def test_a_path_that_is_cut_finer_is_as_likely_known_to_its_end(finer: int) -> None:
    depth, modules, phases = (number * finer for number in USUAL)
    model = MODEL.of_grain(depth, modules, phases)
    assert model.topic**depth == pytest.approx(MODEL.topic ** USUAL[0])
    assert model.module**modules == pytest.approx(MODEL.module ** USUAL[1])
    assert model.phase**phases == pytest.approx(MODEL.phase ** USUAL[2])
    assert MODEL.of_grain(1, 1, 1) == MODEL
