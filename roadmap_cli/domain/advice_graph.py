"""The graph of what is left, as advice weighs it: what carries what, and what stands before what."""

from collections.abc import Container
from itertools import islice

from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.domain.standing import Standing

AT_ONCE = 8192
"""Topics whose followers are counted together, as bits of one number."""


def longest_chains(standing: Standing) -> dict[str, float]:
    """Hours from the start of each topic left to the end of the longest chain that stands on it (critical path)."""
    chains: dict[str, float] = {}
    remaining, dependents = standing.remaining, standing.dependents
    for key in standing.latest_first:
        behind = max([chains[each] for each in dependents[key]]) if key in dependents else 0.0
        chains[key] = remaining[key] + behind
    return chains


def weights(standing: Standing) -> dict[str, int]:
    """One more than the number of topics left that stand on each topic left, directly or not.

    A bit for each topic of one part of the path after the other, so that the masks of a long path fit into memory. What
    comes before a part in the order stands on nothing in it.
    """
    order, dependents = standing.latest_first, standing.dependents
    counts = dict.fromkeys(order, 0)
    for start in range(0, len(order), AT_ONCE):
        behind: dict[str, int] = {}
        for index, key in enumerate(islice(order, start, None)):
            mask = 1 << index if index < AT_ONCE else 0
            for each in dependents.get(key, ()):
                mask |= behind.get(each, 0)
            if mask:
                behind[key] = mask
                counts[key] += mask.bit_count()
    return counts


def stand_on(standing: Standing, topic: str) -> set[str]:
    """Topics left that stand on this one, directly or not, where their order does not matter: a third of the work."""
    found: set[str] = set()
    dependents, nearest = standing.dependents, {topic}
    while nearest:
        nearest = {each for key in nearest if key in dependents for each in dependents[key]} - found
        found |= nearest
    return found


def opened_by(standing: Standing, topic: str) -> list[Topic]:
    """The same, in an order that is always the same."""
    seen: dict[str, Topic] = {}
    left, dependents = standing.left, standing.dependents
    waiting = list(dependents.get(topic, ()))
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen[key] = left[key]
            waiting.extend(dependents.get(key, ()))
    return list(seen.values())


def needed_for(standing: Standing, topic: Topic, seen_before: Container[str] = ()) -> list[Topic]:
    """Everything that still stands before a topic, directly or not, in an order in which it can be learned; less what was
    seen before, and all that stands before that.
    """
    topics = standing.roadmap.topics
    seen: dict[str, Topic] = {}
    stack = [(topic, iter(standing.missing(topic)))]
    while stack:
        current, needed = stack[-1]
        key = next((key for key in needed if key not in seen and key not in seen_before), None)
        if key is None:
            seen.setdefault(current.id, current)
            stack.pop()
        else:
            stack.append((topics[key], iter(standing.missing(topics[key]))))
    return [each for each in seen.values() if each.id != topic.id]
