"""Stories to tell in an interview, told part by part."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from roadmap_cli.domain.events import Event

NO_TEXTS: Mapping[str, str] = MappingProxyType({})


class StoryPart(NamedTuple):
    """As the roadmap asks for it; `number` is whether a number belongs in it."""

    id: str
    title: str
    prompt: str
    number: bool = False


class StoryExample(NamedTuple):
    title: str
    text: Mapping[str, str]
    tags: tuple[str, ...] = ()


class Story(NamedTuple):
    """`texts` are by part; `projects` and `topics` are ids of what it comes from."""

    id: str
    title: str
    first_day: date
    last_day: date
    texts: Mapping[str, str] = NO_TEXTS
    tags: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


def fold_stories(events: Iterable[Event]) -> tuple[Story, ...]:
    """Every story that is not deleted, in the order in which they came. The last word counts for each part by itself; a
    text that is empty takes the part away.

    The events are in effect and in the order of ids; those of other kinds are passed over.
    """
    stories: dict[str, Story] = {}
    for event in events:
        if event.kind == "told":
            key = event.data["story"]
            if event.data.get("deleted"):
                stories.pop(key, None)
            else:
                new = Story(id=key, title=key, first_day=event.day, last_day=event.day)
                stories[key] = _carried_on(stories.get(key, new), event)
    return tuple(stories.values())


def has_number(story: Story, numbered: Iterable[str]) -> bool:
    """Whether a digit stands in one of the parts where a number belongs, which is any part where none is named."""
    parts = tuple(numbered) or tuple(story.texts)
    return any(re.search(r"\d", story.texts.get(part, "")) for part in parts)


def _carried_on(before: Story, event: Event) -> Story:
    data = event.data
    part, text = data.get("part"), data.get("words")
    texts = before.texts
    if part and text is not None:
        texts = {key: each for key, each in {**texts, part: text}.items() if each}
    return before._replace(
        title=data.get("title") or before.title,
        texts=texts,
        tags=before.tags if data.get("tags") is None else listed_ids(data.get("tags")),
        projects=before.projects if data.get("projects") is None else listed_ids(data.get("projects")),
        topics=before.topics if data.get("topics") is None else listed_ids(data.get("topics")),
        first_day=min(before.first_day, event.day),
        last_day=max(before.last_day, event.day),
    )


def listed_ids(text: str | None) -> tuple[str, ...]:
    """Of `a,b`."""
    return tuple(dict.fromkeys(each.strip() for each in (text or "").split(",") if each.strip()))
