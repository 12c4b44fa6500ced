"""A roadmap and what its file says by now: what came, what went, what is said otherwise."""

from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from roadmap_cli.domain.lesson import Imprint
from roadmap_cli.domain.phrasing import amount
from roadmap_cli.domain.roadmap import Roadmap, Topic
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.reports.update import (
    ChangedTopic,
    DefinitionDifference,
    FieldChange,
    MergedTopic,
    RemovedTopic,
    RenamedTopic,
)
from roadmap_cli.services.workspace import Workspace

Texts = Mapping[str, Mapping[str, object]]
_WORDS = {
    "requires_option": "prerequisites of options",
    "hours_basis": "basis of hours",
    "is_estimated": "hours are said",
    "known_as": "ids elsewhere",
    "requires": "prerequisites",
}
_PLACES = ("id", "phase", "module", "formerly", "merges", "cards", "criteria")
"""Compared by other means, or as texts."""


class Edition(NamedTuple):
    """A roadmap with its texts, by topic, and what it says of itself."""

    roadmap: Roadmap
    texts: Texts
    imprint: Imprint = Imprint()


def difference(workspace: Workspace, old: Edition, new: Edition) -> DefinitionDifference:
    """The workspace is on the old one."""
    renamed, merged = dict(_renamed(old.roadmap, new.roadmap)), tuple(_merged(old.roadmap, new.roadmap))
    going = {*renamed.values(), *(former for each in merged for former in each.former_ids)}
    coming = {*renamed, *(each.id for each in merged)}
    states = workspace.standing().states
    there, here = old.roadmap.topics, new.roadmap.topics
    gone = [topic for topic in there.values() if topic.id not in here and topic.id not in going]
    pairs = ((there[renamed.get(name, name)], here[name]) for name in here if renamed.get(name, name) in there)
    changed = (ChangedTopic(after.id, after.title, tuple(_changes(old, new, before, after))) for before, after in pairs)
    return DefinitionDifference(
        added=tuple(_named(each) for each in here.values() if each.id not in there and each.id not in coming),
        removed=tuple(RemovedTopic(each.id, each.title, each.id in states) for each in gone),
        renamed=tuple(RenamedTopic(name, here[name].title, former) for name, former in renamed.items()),
        changed=tuple(each for each in changed if each.changes),
        besides=(*_besides(old.roadmap, new.roadmap), *_about(old.imprint, new.imprint)),
        hours_before=_hours(there.values()),
        hours_after=_hours(here.values()),
        merged=merged,
    )


def _hours(topics: Collection[Topic]) -> float:
    """As everywhere: a topic without any counts as one, unless none has some."""
    return sum(each.hours for each in topics) if any(each.is_estimated for each in topics) else 0.0


def _renamed(old: Roadmap, new: Roadmap) -> Iterator[tuple[str, str]]:
    for topic in new.topics.values():
        former = [name for name in topic.formerly if name in old.topics and name not in new.topics]
        if former and topic.id not in old.topics:
            yield topic.id, former[0]


def _merged(old: Roadmap, new: Roadmap) -> Iterator[MergedTopic]:
    for topic in new.merging:
        former = tuple(name for name in topic.merges if name in old.topics)
        if former and topic.id not in old.topics:
            yield MergedTopic(topic.id, topic.title, former)


def _changes(old: Edition, new: Edition, before: Topic, after: Topic) -> Iterator[FieldChange]:
    for name in Topic._fields:
        then, now = getattr(before, name), getattr(after, name)
        if name not in _PLACES and then != now:
            yield FieldChange(_WORDS.get(name, name), _in_words(name, then), _in_words(name, now))
    if before.module != after.module:
        then, now = old.roadmap.modules[before.module].title, new.roadmap.modules[after.module].title
        yield FieldChange("module", then, now)
    one, other = old.texts.get(before.id, {}), new.texts.get(after.id, {})
    for name in dict.fromkeys(chain(one, other)):
        if (name not in Topic._fields or name in {"cards", "criteria"}) and one.get(name) != other.get(name):
            yield FieldChange(_WORDS.get(name, name))


def _in_words(name: str, value: object) -> str | None:
    if name == "hours" and isinstance(value, int | float):
        return amount(value)
    if name == "requires" and isinstance(value, tuple):
        return ", ".join(value) or "none"
    if name == "requires_option":
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "none" if value is None else str(value)


def _besides(old: Roadmap, new: Roadmap) -> Iterator[str]:
    if old.title != new.title:
        yield f'the title, now "{new.title}"'
    if _frame(old) != _frame(new):
        yield "phases and modules"
    if old.choices != new.choices:
        yield "choices"
    if old.job != new.job:
        yield "what it says about being hired"
    if [*old.topics] != [*new.topics] and set(old.topics) == set(new.topics):
        yield "the order of topics"


def _about(old: Imprint, new: Imprint) -> Iterator[str]:
    for name, before, after in zip(Imprint._fields, old, new, strict=True):
        if before != after:
            yield name if name == "summary" else f"{name} {before or 'not said'}, now {after or 'not said'}"


def _frame(roadmap: Roadmap) -> list[object]:
    phases = [each._replace(modules=()) for each in roadmap.phases]
    return [*phases, *(each._replace(topics=()) for each in roadmap.modules.values())]


def _named(topic: Topic) -> Named:
    return Named(topic.id, topic.title)
