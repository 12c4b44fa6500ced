"""Chains, weights and neighbourhoods against the slow and obvious way of finding them."""

import pytest
from domain_helpers import roadmap, standing, standings, topic
from hypothesis import given

from roadmap_cli.domain import advice_graph
from roadmap_cli.domain.advice_graph import longest_chains, needed_for, opened_by, stand_on, weights
from roadmap_cli.domain.standing import Standing


def standing_on(now: Standing, key: str) -> list[str]:
    """Topics left that stand directly on one."""
    return [each.id for each in now.left.values() if key in now.requires(each)]


def all_standing_on(now: Standing, key: str) -> set[str]:
    direct = standing_on(now, key)
    return set(direct).union(*(all_standing_on(now, each) for each in direct))


def all_before(now: Standing, key: str) -> set[str]:
    missing = now.missing(now.roadmap.topics[key])
    return set(missing).union(*(all_before(now, each) for each in missing))


def longest_from(now: Standing, key: str) -> float:
    longest = max((longest_from(now, each) for each in standing_on(now, key)), default=0.0)
    return now.hours_left(now.path[key]) + longest


@given(standings(("todo", "todo", "doing", "done", "skipped")))
def test_a_chain_is_the_longest_way_to_the_end(now: Standing) -> None:
    assert longest_chains(now) == {key: longest_from(now, key) for key in now.left}


@given(standings(("todo", "todo", "doing", "done", "skipped")))
def test_a_weight_is_one_more_than_all_that_stands_on_a_topic(now: Standing) -> None:
    assert weights(now) == {key: 1 + len(all_standing_on(now, key)) for key in now.left}


@pytest.mark.parametrize("at_once", [1, 2, 3])
@given(now=standings(("todo", "todo", "doing", "done", "skipped")))
def test_weights_are_the_same_however_many_topics_are_counted_at_once(at_once: int, now: Standing) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(advice_graph, "AT_ONCE", at_once)
        assert weights(now) == {key: 1 + len(all_standing_on(now, key)) for key in now.left}


@given(standings(("todo", "todo", "doing")))
def test_what_stands_before_one_is_left_out_where_it_was_seen_before_another(now: Standing) -> None:
    for one in now.left.values():
        for other in now.left.values():
            seen = {each.id for each in needed_for(now, one)}
            found = {each.id for each in needed_for(now, other, seen)}
            assert found == all_before(now, other.id) - seen


@given(standings())
def test_a_topic_opens_all_that_stands_on_it_each_once(now: Standing) -> None:
    for key in now.roadmap.topics:
        opened = [each.id for each in opened_by(now, key)]
        assert sorted(opened) == sorted(all_standing_on(now, key)) == sorted(stand_on(now, key))


@given(standings(("todo", "todo", "doing", "done", "skipped")))
def test_what_stands_before_a_topic_is_listed_once_in_an_order_that_works(now: Standing) -> None:
    for key, each in now.roadmap.topics.items():
        before = [needed.id for needed in needed_for(now, each)]
        assert sorted(before) == sorted(all_before(now, key))
        for place, needed in enumerate(before):
            assert set(now.missing(now.roadmap.topics[needed])) <= set(before[:place])


def test_a_topic_reached_on_many_ways_weighs_once() -> None:
    ways = [topic(key, requires=("root",)) for key in ("b", "c", "d")]
    diamond = standing(roadmap(topic("root"), *ways, topic("end", requires=("b", "c", "d"))))
    assert weights(diamond) == {"root": 5, "b": 2, "c": 2, "d": 2, "end": 1}


def test_a_chain_of_thousands_is_no_trouble() -> None:
    keys = [f"t{number}" for number in range(3000)]
    pairs = zip(keys[1:], keys, strict=False)
    long = standing(roadmap(topic(keys[0]), *(topic(key, requires=(before,)) for key, before in pairs)))
    last = long.roadmap.topics[keys[-1]]
    assert [each.id for each in needed_for(long, last)] == keys[:-1]
    assert longest_chains(long)[keys[0]] == 3000
    assert weights(long)[keys[0]] == 3000
    assert len(opened_by(long, keys[0])) == 2999
