"""Which topics of a roadmap the items of a foreign file are."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence

from roadmap_cli.domain.outline import Item
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.imports.inline_data import of_heading

Keys = Iterator[tuple[str, ...]]


def match(items: Sequence[Item], roadmap: Roadmap, known_as: Mapping[str, Iterable[str]]) -> tuple[str | None, ...]:
    """The id of a topic for each item, or None: by id, then by title, with phase and module where that is not enough.
    Where all three repeat, order decides.

    `known_as` are the ids of topics in other programs.
    """
    named, elsewhere = _named(roadmap), _elsewhere(known_as)
    often = Counter(item.title.casefold() for item in items)
    names = Counter(name for item in items for name in {*item.known_as})
    shared = frozenset(name for name, number in names.items() if number > 1)
    formerly = Counter(title.casefold() for item in items for title in {*item.formerly})
    found = [
        _by_id(item, roadmap, elsewhere, shared)
        or _by_title(item, named, alone=often[item.title.casefold()] == 1)
        or _by_former_title(item, named, formerly)
        for item in items
    ]
    return tuple(_in_turn(items, found, named))


def rename(items: Sequence[Item], roadmap: Roadmap, ids: Sequence[str | None]) -> tuple[str | None, ...]:
    """With the ids of topics that were only renamed: of what is left over on both sides, what stands at the same place of
    the same module.
    """
    taken = set(ids)
    left = {
        (phase.title.casefold(), module.title.casefold(), place): topic.id
        for phase in roadmap.phases
        for module in phase.modules
        for place, topic in enumerate(module.topics)
        if topic.id not in taken
    }
    modules = [_words(item)[:2] for item in items]
    places = zip(ids, modules, _turns(modules), strict=True)
    return tuple(known or left.pop((*module, place), None) for known, module, place in places)


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


def _elsewhere(known_as: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Topics by their ids in other programs; an id that several share tells nothing."""
    pairs = [(name, topic) for topic, names in known_as.items() for name in names]
    often = Counter(name for name, _ in pairs)
    return {name: topic for name, topic in pairs if often[name] == 1}


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
