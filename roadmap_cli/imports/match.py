"""Which topics of a roadmap the items of a foreign file are."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from roadmap_cli.domain.outline import Item
from roadmap_cli.domain.roadmap import Roadmap, Topic
from roadmap_cli.imports.inline_data import of_heading
from roadmap_cli.imports.similar_titles import likeness, pairs
from roadmap_cli.reports.adopt import Titled
from roadmap_cli.reports.topic_line import Named

Keys = Iterator[tuple[str, ...]]
MOST_COMPARED = 250_000
"""Pairs of titles of a module: more are no renaming."""
LEAST, LEAST_AT_ITS_PLACE = 75.0, 50.0
"""Of 100: how alike a title has to be to be that of the same topic in the same module, and at the same place there."""


class _Known(NamedTuple):
    """The topics that are known by an id of another program, and those that are known by it first of all."""

    holders: tuple[str, ...]
    owners: tuple[str, ...]

    @property
    def alone(self) -> bool:
        return len(self.holders) == 1

    @property
    def topic(self) -> str | None:
        meant = self.holders if self.alone else self.owners
        return meant[0] if len(meant) == 1 else None


def match(items: Sequence[Item], roadmap: Roadmap, known_as: Mapping[str, Iterable[str]]) -> tuple[str | None, ...]:
    """The id of a topic for each item, or None: by id, then by title, with phase and module where that is not enough.
    Where all three repeat, order decides.

    `known_as` are the ids of topics in other programs.
    """
    named, elsewhere = _named(roadmap), _elsewhere(known_as)
    often = Counter(item.title.casefold() for item in items)
    names = Counter(name for item in items for name in {*item.known_as})
    shared = frozenset(name for name, number in names.items() if number > 1)
    said = Counter(name for item in items for name in {*item.known_as, item.id})
    known = {name: its.topic for name, its in elsewhere.items() if its.topic and (its.alone or said[name] == 1)}
    formerly = Counter(title.casefold() for item in items for title in {*item.formerly})
    found = [
        _by_id(item, roadmap, known, shared)
        or _by_title(item, named, alone=often[item.title.casefold()] == 1)
        or _by_former_title(item, named, formerly)
        for item in items
    ]
    return tuple(_in_turn(items, found, named))


def shared_names(known_as: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """Ids of other programs that could mean several topics, with those topics."""
    return {name: its.holders for name, its in _elsewhere(known_as).items() if its.topic is None}


def rename(items: Sequence[Item], roadmap: Roadmap, ids: Sequence[str | None]) -> tuple[str | None, ...]:
    """With the ids of topics that were only renamed: of what is left over on both sides of a module, what has a like title,
    and what stands alone on each side at the same place with a title that is not wholly another. Nobody's progress goes to a
    topic that only took the place of another.
    """
    modules = [_words(item)[:2] for item in items]
    places = list(_turns(modules))
    found = list(ids)
    for module, topics in _left(roadmap, set(ids)).items():
        waiting = [index for index, each in enumerate(ids) if each is None and modules[index] == module]
        if not waiting:
            continue
        like = _alike([items[index].title for index in waiting], [topic.title for _, topic in topics])
        told = {waiting[one]: topics[other][1].id for one, other in like}
        if len(waiting) == len(topics):
            taken = set(told.values())
            free = {place: topic.id for place, topic in topics if topic.id not in taken}
            told |= {
                index: free[places[index]]
                for index in waiting
                if index not in told and places[index] in free and _is_like(items[index], roadmap, free[places[index]])
            }
        for index, topic in told.items():
            found[index] = topic
    return tuple(found)


def _is_like(item: Item, roadmap: Roadmap, topic: str) -> bool:
    return likeness(item.title, roadmap.topics[topic].title) >= LEAST_AT_ITS_PLACE


def _left(roadmap: Roadmap, taken: Collection[str | None]) -> dict[tuple[str, str], list[tuple[int, Topic]]]:
    """Topics that no item is, with their places, by the titles of phase and module."""
    left: dict[tuple[str, str], list[tuple[int, Topic]]] = {}
    for phase in roadmap.phases:
        for module in phase.modules:
            words = (phase.title.casefold(), module.title.casefold())
            its = [(place, topic) for place, topic in enumerate(module.topics) if topic.id not in taken]
            left.setdefault(words, []).extend(its)
    return {words: its for words, its in left.items() if its}


def _alike(titles: Sequence[str], others: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of titles that are nearly the same, then of those of which one holds all words of the other, one to one."""
    if len(titles) * len(others) > MOST_COMPARED:
        return
    ours, theirs = (
        [Titled(Named(str(place), title), frozenset()) for place, title in enumerate(each)] for each in (titles, others)
    )
    found = {int(pair.topic.id): int(pair.twin.id) for pair in pairs(ours, theirs, LEAST)}
    yield from found.items()
    words, old = ([{*title.casefold().split()} for title in each] for each in (titles, others))
    within = [
        (one, other)
        for one in range(len(words))
        for other in range(len(old))
        if one not in found and other not in found.values() and (words[one] <= old[other] or words[one] >= old[other])
    ]
    ones, twins = Counter(one for one, _ in within), Counter(other for _, other in within)
    yield from ((one, other) for one, other in within if ones[one] == twins[other] == 1)


def is_most(ids: Sequence[str | None]) -> bool:
    """Whether more than half of the items are topics of a roadmap."""
    return 2 * known(ids) > len(ids)


def is_of(ids: Sequence[str | None], roadmap: Roadmap) -> bool:
    """Whether a file could be what a roadmap was made of: it may have grown since, or shrunk."""
    here = {topic for topic in ids if topic}
    return 2 * len(here) >= min(len(ids), len(roadmap.topics))


def known(ids: Iterable[str | None]) -> int:
    return sum(each is not None for each in ids)


def _named(roadmap: Roadmap) -> dict[tuple[str, ...], dict[str, None]]:
    """Topics in order by what their titles are looked for with; phases and modules go by title, also without
    the tags that an older version left in it, or id.
    """
    named: dict[tuple[str, ...], dict[str, None]] = {}
    for phase in roadmap.phases:
        for module in phase.modules:
            for topic in module.topics:
                titles = (phase.title, module.title)
                plain = (of_heading(phase.title), of_heading(module.title))
                for phase_name, module_name in dict.fromkeys((titles, (phase.id, module.id), plain)):
                    for key in _keys(phase_name, module_name, topic.title):
                        named.setdefault(key, {})[topic.id] = None
    return named


def _elsewhere(known_as: Mapping[str, Iterable[str]]) -> dict[str, _Known]:
    """By ids in other programs. Of topics that share one it is meant for the one whose list begins with it: imports once
    put the id of the node that a node was copied from behind its own.
    """
    holders: dict[str, list[str]] = {}
    owners: dict[str, list[str]] = {}
    for topic, names in known_as.items():
        for place, name in enumerate(dict.fromkeys(names)):
            holders.setdefault(name, []).append(topic)
            if place == 0:
                owners.setdefault(name, []).append(topic)
    return {name: _Known(tuple(its), tuple(owners.get(name, ()))) for name, its in holders.items()}


def _by_id(item: Item, roadmap: Roadmap, elsewhere: Mapping[str, str], shared: Collection[str]) -> str | None:
    """An id of another program may be that of another topic here; one that items share tells nothing."""
    known = [elsewhere.get(name, "") for name in (*item.known_as, item.id)]
    own = (name for name in item.known_as if name not in shared)
    found = (roadmap.topic_of(name) for name in (item.id, *known, *own))
    return next((topic.id for topic in found if topic is not None), None)


def _by_title(item: Item, named: Mapping[tuple[str, ...], Collection[str]], *, alone: bool) -> str | None:
    """A title that the file names more than once says too little by itself."""
    for key in _keys(item.phase, item.module, item.title):
        found = named.get(key, ())
        if len(found) == 1 and (alone or len(key) > 1):
            return next(iter(found))
    return None


def _by_former_title(
    item: Item, named: Mapping[tuple[str, ...], Collection[str]], often: Mapping[str, int]
) -> str | None:
    """An older version left in a title what is known now to be a day, a tag or a remark."""
    found = (
        _by_title(item._replace(title=title), named, alone=often[title.casefold()] == 1) for title in item.formerly
    )
    return next((topic for topic in found if topic is not None), None)


def _in_turn(
    items: Sequence[Item], found: Sequence[str | None], named: Mapping[tuple[str, ...], Iterable[str]]
) -> Iterator[str | None]:
    """Who has no topic yet takes the next that nobody has. Who shares one had a turn as well."""
    left: dict[tuple[str, ...], Iterator[str]] = {}
    taken, before = set(found), set()
    for item, topic in zip(items, found, strict=True):
        turn = None
        if topic is None or topic in before:
            words = _words(item)
            turns = left.setdefault(words, (each for each in named.get(words, ()) if each not in taken))
            turn = next(turns, None)
        before.add(topic)
        yield topic or turn


def _turns(keys: Iterable[Hashable]) -> Iterator[int]:
    """How often each was there before."""
    before: Counter[Hashable] = Counter()
    for key in keys:
        yield before[key]
        before[key] += 1


def _words(item: Item) -> tuple[str, str, str]:
    return item.phase.casefold(), item.module.casefold(), item.title.casefold()


def _keys(phase: str, module: str, title: str) -> Keys:
    """By which a title is looked for, the most exact first."""
    words = tuple(each.casefold() for each in (phase, module, title))
    return (words[start:] for start in range(len(words)))
