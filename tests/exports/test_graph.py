"""The graph that is drawn: every prerequisite can still be followed, and no line says what others say."""

from collections.abc import Iterable

from browser_helpers import defined, told
from conftest import SMALL
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.exports.graph import direct, graph
from roadmap_cli.services.export import Part

Edge = tuple[str, str]


@st.composite
def prerequisites(draw: st.DrawFn) -> dict[str, list[str]]:
    """Without a cycle, in an order of the file that says nothing."""
    names = [f"t{number}" for number in range(draw(st.integers(0, 9)))]
    needed = {
        name: draw(st.lists(st.sampled_from(names[:place]), unique=True) if place else st.just([]))
        for place, name in enumerate(names)
    }
    return {name: needed[name] for name in draw(st.permutations(names))}


def reachable(edges: Iterable[Edge]) -> set[Edge]:
    found = set(edges)
    while more := {(a, d) for a, b in found for c, d in found if b == c} - found:
        found |= more
    return found


@given(requires=prerequisites())
def test_what_stands_on_what_is_said_with_the_fewest_lines(requires: dict[str, list[str]]) -> None:
    every = {(needed, topic) for topic, before in requires.items() for needed in before}
    drawn = direct(requires)
    assert len({*drawn}) == len(drawn)
    assert {*drawn} <= every
    assert reachable(drawn) == reachable(every)
    for edge in drawn:
        assert edge not in reachable({*drawn} - {edge})


def test_what_is_left_out_is_counted() -> None:
    roadmap = defined(SMALL.replace('requires = ["c"]', 'requires = ["c", "b"]').replace('["b"]', '["a", "b"]', 1))
    whole, second = graph(told(roadmap, ())), graph(told(roadmap, (), Part(roadmap.phases[1])))
    assert (len(whole.edges), whole.implied, whole.outside) == (5, 2, 0)
    assert second.edges == (("c", "end"), ("x-topic", "end"))
    assert (second.implied, second.outside) == (0, 4)
    assert second.remark == "2 prerequisites; left out: 0 that others imply, 4 that are not exported"


def test_a_long_chain_is_no_deep_recursion() -> None:
    chain = {f"t{number}": [f"t{number - 1}"] if number else [] for number in range(10_000)}
    assert len(direct(chain)) == 9_999
