"""Which topics of a roadmap the items of a foreign file are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.imports.outline import Item

Keys = Iterator[tuple[str, ...]]


def match(items: Sequence[Item], roadmap: Roadmap, known_as: Mapping[str, Iterable[str]]) -> tuple[str | None, ...]:
    """The id of a topic for each item, or None: by id, then by title, with phase and module where that is not enough.

    `known_as` are the ids of topics in other programs.
    """
    named, elsewhere = _named(roadmap), _elsewhere(known_as)
    often = Counter(item.title.casefold() for item in items)
    return tuple(
        _by_id(item, roadmap, elsewhere) or _by_title(item, named, alone=often[item.title.casefold()] == 1)
        for item in items
    )


def _named(roadmap: Roadmap) -> dict[tuple[str, ...], set[str]]:
    """Topics by what their titles are looked for with; phases and modules go by title or id."""
    named: dict[tuple[str, ...], set[str]] = {}
    for phase in roadmap.phases:
        for module in phase.modules:
            for topic in module.topics:
                for within in ((phase.title, module.title), (phase.id, module.id)):
                    for key in _keys(*within, topic.title):
                        named.setdefault(key, set()).add(topic.id)
    return named


def _elsewhere(known_as: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Topics by their ids in other programs; an id that several share tells nothing."""
    pairs = [(name, topic) for topic, names in known_as.items() for name in names]
    often = Counter(name for name, _ in pairs)
    return {name: topic for name, topic in pairs if often[name] == 1}


def _by_id(item: Item, roadmap: Roadmap, elsewhere: Mapping[str, str]) -> str | None:
    """An id of another program may be that of another topic here."""
    known = [elsewhere.get(name, "") for name in (*item.known_as, item.id)]
    found = (roadmap.topic_of(name) for name in (item.id, *known, *item.known_as))
    return next((topic.id for topic in found if topic is not None), None)


def _by_title(item: Item, named: Mapping[tuple[str, ...], set[str]], *, alone: bool) -> str | None:
    """A title that the file names more than once says too little by itself."""
    for key in _keys(item.phase, item.module, item.title):
        found = named.get(key, set())
        if len(found) == 1 and (alone or len(key) > 1):
            return next(iter(found))
    return None


def _keys(phase: str, module: str, title: str) -> Keys:
    """By which a title is looked for, the most exact first."""
    words = tuple(each.casefold() for each in (phase, module, title))
    return (words[start:] for start in range(len(words)))
