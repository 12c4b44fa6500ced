"""Projects to show: their list, one of them, the ideas for more, what was changed, and what others get to see."""

from datetime import date
from typing import Literal, NamedTuple

from roadmap_cli.domain.portfolio import Lack, ProjectLink, ProjectText
from roadmap_cli.reports.topic_line import LinkLine, Named, TopicLine


class ProjectLinkLine(NamedTuple):
    sort: ProjectLink
    url: str


class ProjectTextLine(NamedTuple):
    field: ProjectText
    text: str


class ProjectStage(NamedTuple):
    """`day` is the first on which the project was there, None while it was not."""

    id: str
    title: str
    reached: bool
    day: date | None = None


class ProjectLine(NamedTuple):
    """`stage` has its id for a title where the roadmap knows it no more; `place` is its number of so many `stages`."""

    id: str
    name: str
    stage: Named
    place: int
    stages: int
    first_day: date
    last_day: date
    lacks: tuple[Lack, ...]
    links: tuple[ProjectLinkLine, ...]


class PortfolioReport(NamedTuple):
    """`known` is whether the roadmap has stages for projects; `ideas` how many it has."""

    projects: tuple[ProjectLine, ...]
    known: bool
    ideas: int = 0


class IdeaLine(NamedTuple):
    """`hours_left` are those of what is missing; `project` is the one that was made of it."""

    id: str
    title: str
    example: str
    topics: tuple[TopicLine, ...]
    missing: int
    hours_left: float
    project: str | None = None


class IdeasReport(NamedTuple):
    ideas: tuple[IdeaLine, ...]
    known: bool


class ProjectReport(NamedTuple):
    """`copy` is whether it follows a tutorial, None where nobody was asked; `topics` are what it shows."""

    project: ProjectLine
    texts: tuple[ProjectTextLine, ...]
    stages: tuple[ProjectStage, ...]
    topics: tuple[TopicLine, ...]
    idea: Named | None = None
    copy: bool | None = None


ProjectChangeKind = Literal["added", "edited", "moved", "linked", "dropped", "known"]
"""Known where it was so already."""


class ProjectChange(NamedTuple):
    """`before` is the stage of one that was moved; `behind` are topics left behind that are not marked, `marked` those
    that are; `proves` what a link proves, `guessed` whether its sort was, `instead` the link that it takes the place of.
    """

    change: ProjectChangeKind
    project: ProjectLine
    before: Named | None = None
    behind: tuple[Named, ...] = ()
    marked: tuple[Named, ...] = ()
    fields: tuple[str, ...] = ()
    link: ProjectLinkLine | None = None
    guessed: bool = False
    instead: str = ""
    proves: tuple[Named, ...] = ()


class ShownProject(NamedTuple):
    """As others see it: no day, and nothing of what it lacks; `topics` only as far as they are covered or proven."""

    id: str
    name: str
    stage: Named
    texts: tuple[ProjectTextLine, ...]
    links: tuple[ProjectLinkLine, ...]
    topics: tuple[Named, ...]
    shipped: bool = False
    copy: bool | None = None

    def text(self, field: ProjectText) -> str:
        """Nothing where nothing is said."""
        return next((each.text for each in self.texts if each.field == field), "")


class SkillProof(NamedTuple):
    topic: Named
    links: tuple[LinkLine, ...]


class ShownSkill(NamedTuple):
    """`proofs` are its topics with evidence; one without any is covered."""

    id: str
    title: str
    proofs: tuple[SkillProof, ...]


class Showcase(NamedTuple):
    """What leaves the machine: nothing of stories, practice, applications, notes or hours. `ideas` are names of projects
    that are left out, because nothing of them has begun; `others` is evidence for no skill.
    """

    user: str
    projects: tuple[ShownProject, ...]
    skills: tuple[ShownSkill, ...]
    others: tuple[SkillProof, ...]
    ideas: tuple[Named, ...] = ()
