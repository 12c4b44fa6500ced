"""From what a person types to what the roadmap names."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from roadmap_cli.domain.job import InterviewFormat
from roadmap_cli.domain.roadmap import Choice, Module, Option, Phase, Roadmap, Topic
from roadmap_cli.errors import CannotBeDone, did_you_mean

MOST_CANDIDATES = 12
_LISTS = {
    "topic": "list",
    "choice": "choose",
    "option": "choose",
    "roadmap": "roadmaps",
    "project": "portfolio",
    "idea": "portfolio ideas",
    "format": "interview",
    "story": "story list",
    "application": "apply list --all",
    "application stage": "apply funnel",
    "story part": "story example",
}


class HasName(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...


Item = TypeVar("Item", bound=HasName)


def find_roadmap(roadmaps: Iterable[Roadmap], words: str) -> Roadmap:
    return _find("roadmap", words, {roadmap.id: roadmap for roadmap in roadmaps})


def find_topic(roadmap: Roadmap, words: str) -> Topic:
    """By id, former id, unique prefix of an id, or words of the title; a mere number is an id or nothing.

    Raises CannotBeDone.
    """
    named = exact_topic(roadmap, words)
    return named or _find("topic", words, {} if is_number(words) else roadmap.topics)


def exact_topic(roadmap: Roadmap, words: str) -> Topic | None:
    """By id or former id."""
    name = words.strip().casefold()
    return roadmap.topics.get(name) or roadmap.topics.get(roadmap.current_id.get(name, ""))


def is_number(words: str) -> bool:
    return words.strip().isascii() and words.strip().isdigit()


def find_topics(roadmap: Roadmap, names: Sequence[str]) -> list[Topic]:
    """A topic for each name; where that fails, all names as the words of one title. Raises CannotBeDone."""
    try:
        return [find_topic(roadmap, name) for name in names]
    except CannotBeDone:
        together = [topic for topic in roadmap.topics.values() if title_matches(topic, " ".join(names))]
        if len(names) > 1 and len(together) == 1:
            return together
        raise


def find_scope(roadmap: Roadmap, words: str) -> Phase | Module:
    """A phase by number, or a phase or module like a topic. Raises CannotBeDone."""
    scopes: dict[str, Phase | Module] = {**roadmap.modules, **{phase.id: phase for phase in roadmap.phases}}
    return _numbered(roadmap, words) or _find("phase or module", words, scopes)


def find_part(roadmap: Roadmap, words: str) -> Phase | Module | Topic:
    """A topic, or a phase or module like one. Raises CannotBeDone."""
    former = roadmap.current_id.get(words.strip().casefold())
    if former:
        return roadmap.topics[former]
    parts: dict[str, Phase | Module | Topic] = {
        **roadmap.modules,
        **{phase.id: phase for phase in roadmap.phases},
        **roadmap.topics,
    }
    return _numbered(roadmap, words) or _find("topic, module or phase", words, parts)


def find_phase(roadmap: Roadmap, words: str) -> Phase:
    return _numbered(roadmap, words) or _find("phase", words, {phase.id: phase for phase in roadmap.phases})


def find_module(roadmap: Roadmap, words: str, within: Phase | None = None) -> Module:
    if within is None:
        return _find("module", words, roadmap.modules)
    return _find(f"module of {within.title}", words, {module.id: module for module in within.modules})


def find_choice(roadmap: Roadmap, words: str) -> Choice:
    return _find("choice", words, {choice.id: choice for choice in roadmap.choices})


def find_option(choices: Iterable[Choice], words: str) -> Option:
    return _find("option", words, {option.id: option for choice in choices for option in choice.options})


def find_format(roadmap: Roadmap, words: str) -> InterviewFormat:
    """Of an interview."""
    return _find("format", words, {each.id: each for each in roadmap.job.formats})


def find_named(sort: str, words: str, items: Iterable[Item], see: str = "") -> Item:
    """What a learner or a roadmap calls by a name, like a topic. Raises CannotBeDone, with `see` as the way to them all."""
    return _find(sort, words, {item.id: item for item in items}, see)


def title_matches(item: HasName, words: str) -> bool:
    """Every word begins some word of the id or title."""
    known = _words(f"{item.id} {item.title}")
    return all(any(word.startswith(each) for word in known) for each in _words(words))


def _numbered(roadmap: Roadmap, words: str) -> Phase | None:
    return next((phase for phase in roadmap.phases if words.strip() == str(phase.number)), None)


def _find(sort: str, words: str, items: Mapping[str, Item], see: str = "") -> Item:
    wanted = _plain(words)
    if not wanted:
        sentence = f"an empty name is no {sort}"
        raise CannotBeDone(sentence, see or _see_all(sort))
    tests: tuple[Callable[[Item], bool], ...] = (
        lambda item: _plain(item.id) == wanted,
        lambda item: _plain(item.title) == wanted,
        lambda item: _plain(item.id).startswith(wanted),
        lambda item: title_matches(item, words),
    )
    for test in tests:
        found = [item for item in items.values() if test(item)]
        if len(found) == 1:
            return found[0]
        if found:
            raise ambiguous(words, [f"{item.id} ({item.title})" for item in found])
    sentence = f'there is no {sort} "{words}"'
    raise CannotBeDone(sentence, did_you_mean(wanted, tuple(items)) or see or _see_all(sort))


def ambiguous(words: str, found: list[str]) -> CannotBeDone:
    """With the candidates, as far as a screen has room for them."""
    more = len(found) - MOST_CANDIDATES
    shown = [*found[:MOST_CANDIDATES], *([f"... and {more} more"] if more > 0 else [])]
    return CannotBeDone("\n  ".join([f'"{words}" could be any of these:', *shown]), "type more of it")


def _see_all(sort: str) -> str:
    command = _LISTS.get(sort, "status --all")
    return f"see them all with: roadmap {command}"


def _plain(words: str) -> str:
    return "-".join(_words(words))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().replace("_", " "))
