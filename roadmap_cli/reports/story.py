"""Stories: all of them, one of them, what was done to one, and a sheet to take along."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from roadmap_cli.domain.story import Remark
from roadmap_cli.reports.topic_line import Named


class PartLine(NamedTuple):
    """What is told of a part, and how the roadmap asks for it; one that left its file has no prompt."""

    id: str
    title: str
    prompt: str
    text: str


class StoryReport(NamedTuple):
    """`minutes` is how long it takes to tell, `aim` how long it should at most."""

    id: str
    title: str
    parts: tuple[PartLine, ...]
    tags: tuple[str, ...]
    projects: tuple[Named, ...]
    topics: tuple[Named, ...]
    words: int
    minutes: float
    aim: int
    remarks: tuple[Remark, ...]
    first_day: date
    last_day: date


class StoriesReport(NamedTuple):
    """`missing_tags` are those of `tags` that no story is about yet; `asks` is whether the roadmap asks for stories."""

    stories: tuple[StoryReport, ...]
    tags: tuple[str, ...]
    missing_tags: tuple[str, ...]
    asks: bool


StoryChange = Literal["kept", "edited", "deleted", "known"]
"""Known where nothing was said anew."""


class StoryChangeReport(NamedTuple):
    """`batch` is where the command goes on, if it asks for more; empty where nothing was written."""

    change: StoryChange
    story: StoryReport
    missing_tags: tuple[str, ...] = ()
    batch: str = ""


class PromptReport(NamedTuple):
    """A part that is asked for, with what stands there."""

    part: PartLine
    number: int
    parts: int


class ExampleReport(NamedTuple):
    """`title` and the texts are empty where the roadmap has no example; `kept` is how many stories one has."""

    title: str
    tags: tuple[str, ...]
    parts: tuple[PartLine, ...]
    kept: int = 0


class ToTellReport(NamedTuple):
    """What is asked of somebody who practises a story; `question` is empty where the roadmap has none that fits."""

    story: Named
    question: str
    aim: int


class ToldReport(NamedTuple):
    """A story that was told aloud, and how long it took."""

    story: StoryReport
    seconds: int


class TagLine(NamedTuple):
    """Which stories are about it."""

    tag: str
    stories: tuple[str, ...]


class StorySheet(NamedTuple):
    """Of the stories of which something is told; `asks` is whether the roadmap asks for any."""

    roadmap: Named
    user: str
    today: date
    stories: tuple[StoryReport, ...]
    tags: tuple[TagLine, ...]
    asks: bool = True


PHRASES: Mapping[StoryChange, str] = {
    "kept": "Kept",
    "edited": "Changed",
    "deleted": "Deleted",
    "known": "Nothing new",
}
