"""The best of what could be done now, against looking at everything at every step."""

from domain_helpers import topic
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.advice_queue import Queue
from roadmap_cli.domain.roadmap import Topic

MODULES = ("one/a", "one/b", "two/c")


@given(st.data())
def test_the_next_is_the_best_whatever_is_listed_added_and_taken(data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.integers(1, 64), min_size=1, max_size=12))
    topics = [topic(f"t{number}", data.draw(st.sampled_from(MODULES))) for number in range(len(weights))]
    listed: dict[str, int] = {}

    def key(each: Topic, times: int) -> tuple[float, ...]:
        number = int(each.id[1:])
        return (-weights[number] / 2**times, number)

    first = data.draw(st.integers(0, len(topics)))
    waiting, later = topics[:first], topics[first:]
    queue = Queue(key, waiting)
    while waiting or later:
        match data.draw(st.sampled_from(["pop", "push", "list"])):
            case "push" if later:
                waiting.append(later[0])
                queue.push(later.pop(0))
            case "list":
                module, times = data.draw(st.sampled_from(topics)).module, data.draw(st.integers(0, 3))
                listed[module] = times
                queue.list_module(module, times)
            case _:
                best = min(waiting, key=lambda each: key(each, listed.get(each.module, 0)), default=None)
                assert queue.pop() == best
                waiting = [each for each in waiting if each != best]
                if best is None:
                    later = []
    assert queue.pop() is None
