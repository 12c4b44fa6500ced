"""A list of courses as JSON: `sections`, each of `topics` or of further sections."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Outline, Unplaced
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.imports.json_value import Value
from roadmap_cli.imports.lengths import Length, length_of, rules_of
from roadmap_cli.imports.vocabulary import (
    UNTITLED,
    counted,
    no_web_page,
    none_read,
    short,
    status_of,
    title_of,
)

MOST_NESTED = 8
_DOCUMENT, _SECTION = frozenset({"title", "sections"}), frozenset({"title", "sections", "topics"})
_TOPIC = frozenset({"slug", "title", "estimatedHours", "prerequisiteSlugs", "resources", "status", "completed"})


class _Topic(NamedTuple):
    """`titles` are those of the sections it stands in, the outermost first."""

    value: Value
    titles: tuple[str, ...]


def outline(path: Path, document: Value) -> Outline:
    sections = tuple(_sections(document, ()))
    found = (_Topic(topic, titles) for section, titles in sections for topic in section.of("topics").each())
    topics = counted(path, found)
    in_phases = any(len(topic.titles) > 1 for topic in topics)
    strange = Counter(document.table().keys() - _DOCUMENT)
    strange.update(key for section, _ in sections for key in section.table().keys() - _SECTION)
    strange.update(key for topic in topics for key in topic.value.table().keys() - _TOPIC)
    return Outline(
        title_line(document.of("title").text()) or title_of(path),
        tuple(item for topic in topics if (item := _item(topic, in_phases=in_phases)).title),
        (
            *(each for topic in topics for each in _unplaced(topic.value)),
            *none_read(str(path), strange),
        ),
        rules=rules_of(_length(topic.value.of("estimatedHours")) for topic in topics),
    )


def _sections(within: Value, titles: tuple[str, ...]) -> Iterator[tuple[Value, tuple[str, ...]]]:
    for section in within.of("sections").each():
        here = (*titles, title_line(section.of("title").text()))
        if len(here) > MOST_NESTED:
            raise section.fault(f"stands in more than {MOST_NESTED} sections")
        yield section, here
        yield from _sections(section, here)


def _item(topic: _Topic, *, in_phases: bool) -> Item:
    """Where sections stand in others, the outer ones are phases."""
    value, titles = topic
    slug = value.of("slug").text().strip()
    return Item(
        place=value.place,
        title=_title(value),
        phase=titles[0] if in_phases else "",
        module=": ".join(title for title in titles[in_phases:] if title),
        id=slug,
        hours=_hours(value.of("estimatedHours")),
        status=_status(value) or "todo",
        requires=tuple(each.name().strip() for each in value.of("prerequisiteSlugs").each()),
        resources=tuple(resource for each in value.of("resources").each() if (resource := _resource(each))),
        known_as=(slug,) if slug else (),
    )


def _title(topic: Value) -> str:
    return title_line(topic.of("title").text()) or title_line(topic.of("slug").text())


def _hours(value: Value) -> float | None:
    if isinstance(value.content, str):
        length = _length(value)
        return length.hours if length else None
    return value.number() if value.content is not None else None


def _length(value: Value) -> Length | None:
    return length_of(value.text()) if isinstance(value.content, str) else None


def _status(topic: Value) -> Status | None:
    if topic.of("completed").flag():
        return "done"
    return status_of(topic.of("status").text())


def _resource(value: Value) -> Resource | None:
    """An address alone, or with a title; None for what leads nowhere."""
    if isinstance(value.content, str):
        url = title = value.text().strip()
    else:
        url, title = value.of("url").text().strip(), title_line(value.of("title").text())
    return Resource(title or url, url) if leads_to_the_web(url) else None


def _unplaced(topic: Value) -> Iterator[Unplaced]:
    if not _title(topic):
        yield Unplaced(topic.place, "", UNTITLED)
    for resource in topic.of("resources").each():
        if _resource(resource) is None:
            yield no_web_page(resource.place, str(resource.content))
    if _status(topic) is None:
        yield Unplaced(topic.place, short(topic.of("status").text()), "this is no status")
    hours = topic.of("estimatedHours")
    if hours.content is not None and _hours(hours) is None:
        yield Unplaced(topic.place, short(hours.text()), "this is no number of hours")
