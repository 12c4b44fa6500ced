"""The topics that could be done now, best first, while modules fall back and recover as they are listed."""

from collections.abc import Callable, Iterable
from heapq import heapify, heappop, heappush
from itertools import groupby

from roadmap_cli.domain.roadmap import Topic

Key = tuple[float, ...]


class Queue:
    """By a key that no two topics share, smallest first. How often its module is listed already may change the key of a
    topic, but never the order within a module: so only the first of each module stand against each other.
    """

    def __init__(self, key: Callable[[Topic, int], Key], topics: Iterable[Topic]) -> None:
        self._key = key
        self._listed: dict[str, int] = {}
        self._current: dict[str, Key] = {}
        """The key with which a module stands among the others; any other one of it is out of date."""
        self._fronts: list[tuple[Key, str]] = []
        self._waiting: dict[str, list[tuple[Key, str, Topic]]] = {}
        for module, its in groupby(topics, lambda topic: topic.module):
            self._waiting.setdefault(module, []).extend((key(each, 0), each.id, each) for each in its)
        for module, waiting in self._waiting.items():
            heapify(waiting)
            self._stand(module)

    def push(self, topic: Topic) -> None:
        heappush(self._waiting.setdefault(topic.module, []), (self._key(topic, 0), topic.id, topic))
        self._stand(topic.module)

    def list_module(self, module: str, times: int) -> None:
        if self._listed.get(module, 0) != times:
            self._listed[module] = times
            self._stand(module)

    def pop(self) -> Topic | None:
        while self._fronts:
            key, module = heappop(self._fronts)
            if self._current.get(module) == key:
                *_, topic = heappop(self._waiting[module])
                self._stand(module)
                return topic
        return None

    def _stand(self, module: str) -> None:
        """Put the first topic of a module among those of the others."""
        waiting = self._waiting.get(module)
        if not waiting:
            self._current.pop(module, None)
            return
        key = self._key(waiting[0][2], self._listed.get(module, 0))
        if self._current.get(module) != key:
            self._current[module] = key
            heappush(self._fronts, (key, module))
