"""What a roadmap says of being hired, as far as rules need it; its texts are kept apart, as those of topics are."""

from typing import Literal, NamedTuple

Part = Literal["salary", "ladder", "day", "skills", "roles", "faq", "figures"]
"""Of what a roadmap knows about the job."""
StageMeaning = Literal["shipped", "written"]
"""What is true of a project from a stage on."""
Moment = Literal["tutorial-trap", "after-break", "open-choice"]
"""When a tip helps: many topics since the last project, a break that has just ended, a choice that is still open."""


class Stage(NamedTuple):
    """Of a project or an application. `topic` teaches it."""

    id: str
    title: str
    topic: str | None = None
    means: StageMeaning | None = None


class Skill(NamedTuple):
    id: str
    title: str
    topics: tuple[str, ...]


class InterviewFormat(NamedTuple):
    """`topic` prepares for it, `topics` are what it stands on; `minutes` are for one question; `asks_stories` is whether
    any question has a tag, as stories have.
    """

    id: str
    title: str
    topic: str | None = None
    topics: tuple[str, ...] = ()
    minutes: int = 5
    asks_stories: bool = False


class Tip(NamedTuple):
    """`topics` and `phase` are the bounds of a tutorial trap."""

    id: str
    text: str
    voice: str = ""
    when: Moment | None = None
    topics: int = 10
    phase: str | None = None
    part: Part | None = None


class Thresholds(NamedTuple):
    """What it takes to be ready; None or nothing asks for nothing. `phase` is the one from which on it is told."""

    phase: str | None = None
    projects: int = 0
    stories: int = 0
    tags: int = 0
    proven: int = 0
    days: int = 0
    score: int = 0


PRACTICE_DAYS = 60
"""So long practice says anything, where the roadmap does not say how long it counts."""


def days_of_practice(wanted: Thresholds | None) -> int:
    return (wanted.days if wanted else 0) or PRACTICE_DAYS


class Effort(NamedTuple):
    """About how many hours one of each takes."""

    project: float = 40.0
    format: float = 5.0
    story: float = 2.0


class Job(NamedTuple):
    """Everything is empty where a roadmap does not speak of it. `numbered` are the parts of a story in which a number
    belongs; `story_minutes` how long it is to be told.
    """

    skills: tuple[Skill, ...] = ()
    project_stages: tuple[Stage, ...] = ()
    formats: tuple[InterviewFormat, ...] = ()
    story_parts: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    story_tags: tuple[str, ...] = ()
    story_minutes: int = 2
    application_stages: tuple[Stage, ...] = ()
    tips: tuple[Tip, ...] = ()
    wanted: Thresholds | None = None
    effort: Effort = Effort()


NO_JOB = Job()
