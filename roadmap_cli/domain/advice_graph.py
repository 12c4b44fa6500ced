"""The graph of what is left, as advice weighs it: what carries what, and what stands before what."""

from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.domain.standing import Standing


def longest_chains(standing: Standing) -> dict[str, float]:
    """Hours from the start of each topic left to the end of the longest chain that stands on it (critical path)."""
    chains: dict[str, float] = {}
    for key in standing.latest_first:
        after = (chains[each] for each in standing.dependents.get(key, ()) if each in chains)
        chains[key] = standing.hours_left(standing.path[key]) + max(after, default=0.0)
    return chains


def weights(standing: Standing) -> dict[str, int]:
    """One more than the number of topics left that stand on each topic left, directly or not."""
    bit = {key: 1 << index for index, key in enumerate(standing.left)}
    behind: dict[str, int] = {}
    for key in standing.latest_first:
        mask = bit[key]
        for each in standing.dependents.get(key, ()):
            mask |= behind.get(each, 0)
        behind[key] = mask
    return {key: mask.bit_count() for key, mask in behind.items()}


def opened_by(standing: Standing, topic: str) -> list[Topic]:
    """Topics left that stand on this one, directly or not."""
    seen: dict[str, Topic] = {}
    waiting = list(standing.dependents.get(topic, ()))
    while waiting:
        key = waiting.pop()
        if key in standing.left and key not in seen:
            seen[key] = standing.left[key]
            waiting.extend(standing.dependents.get(key, ()))
    return list(seen.values())


def needed_for(standing: Standing, topic: Topic) -> list[Topic]:
    """Everything that still stands before a topic, directly or not, in an order in which it can be learned."""
    topics = standing.roadmap.topics
    seen: dict[str, Topic] = {}
    stack = [(topic, iter(standing.missing(topic)))]
    while stack:
        current, needed = stack[-1]
        key = next((key for key in needed if key not in seen), None)
        if key is None:
            seen.setdefault(current.id, current)
            stack.pop()
        else:
            stack.append((topics[key], iter(standing.missing(topics[key]))))
    return [each for each in seen.values() if each.id != topic.id]
