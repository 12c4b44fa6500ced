"""Stories to tell in an interview, told part by part."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.phrasing import count

WORDS_A_MINUTE = 140
"""How fast a story is told, not read: talks go at 120 to 160."""
SHORT = 4
"""A story is short that takes less than one in so many of the minutes that it should take."""
RemarkCode = Literal["open", "no-number", "we", "long", "short", "untagged"]
_WE, _I = r"\bwe\b", r"\bi\b(?!\.e\b)"
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


class Remark(NamedTuple):
    """What a story may lack. It never stops anybody."""

    code: RemarkCode
    text: str


class StoryForm(NamedTuple):
    """What a roadmap asks of stories: their parts, how many minutes to tell one, what they should be about."""

    parts: tuple[StoryPart, ...] = ()
    minutes: int = 2
    tags: tuple[str, ...] = ()


def fold_stories(events: Iterable[Event]) -> tuple[Story, ...]:
    """Every story that is not deleted, in the order in which they came. The last word counts for each part by itself; a
    text that is empty takes the part away. What is said of one that is not there, and does not name it, says nothing:
    it was deleted on another device, or its beginning undone.

    The events are in effect and in the order of ids; those of other kinds are passed over.
    """
    stories: dict[str, Story] = {}
    for event in events:
        if event.kind == "told":
            key = event.data["story"]
            if event.data.get("deleted"):
                stories.pop(key, None)
            elif key in stories or event.data.get("title"):
                new = Story(id=key, title="", first_day=event.day, last_day=event.day)
                stories[key] = _carried_on(stories.get(key, new), event)
    return tuple(stories.values())


def has_number(story: Story, numbered: Iterable[str]) -> bool:
    """Whether a digit stands in one of the parts where a number belongs, which is any part where none is named."""
    parts = tuple(numbered) or tuple(story.texts)
    return any(re.search(r"\d", story.texts.get(part, "")) for part in parts)


def words_of(story: Story) -> int:
    return sum(len(text.split()) for text in story.texts.values())


def minutes_of(words: int) -> float:
    """To tell so many words, to a tenth."""
    return round(words / WORDS_A_MINUTE, 1)


def remarks(story: Story, asked: StoryForm) -> tuple[Remark, ...]:
    return tuple(_remarks(story, asked))


def missing_tags(stories: Iterable[Story], tags: Sequence[str]) -> tuple[str, ...]:
    """What no story is about yet; one of which nothing is told is about nothing."""
    told = {tag for story in stories if story.texts for tag in story.tags}
    return tuple(tag for tag in tags if tag not in told)


def _remarks(story: Story, asked: StoryForm) -> Iterator[Remark]:
    open_parts = [part.title for part in asked.parts if part.id not in story.texts]
    if open_parts:
        yield Remark("open", f"Still open: {', '.join(open_parts)}")
    for part in asked.parts:
        if part.number and part.id in story.texts and not re.search(r"\d", story.texts[part.id]):
            yield Remark("no-number", f"No number in {part.title}: how much, how many, how long?")
    we, mine = (sum(len(re.findall(word, text, re.IGNORECASE)) for text in story.texts.values()) for word in (_WE, _I))
    if we > mine:
        yield Remark("we", f'"We" {_times(we)}, "I" {_times(mine)}: say what you did yourself')
    words = words_of(story)
    minutes = int(words / WORDS_A_MINUTE + 0.5)
    if minutes > asked.minutes:
        yield Remark("long", f"{words:,} words are about {minutes} minutes; aim at {asked.minutes}")
    if words and not open_parts and words * SHORT < asked.minutes * WORDS_A_MINUTE:
        yield Remark("short", f"{words:,} words are soon told; aim at {count(asked.minutes, 'minute')}")
    if asked.tags and not story.tags:
        yield Remark("untagged", f"No tag yet: {', '.join(asked.tags)}?")


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number:,} times")


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
