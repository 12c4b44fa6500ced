"""Projects to show: what a learner says of each, the stage it has reached, and the ideas of a roadmap."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.hiring import Stage

ProjectText = Literal["problem", "dataset", "source", "metric", "baseline", "result", "meaning", "failed"]
"""What there is to say of a project; `source` is where its data come from."""
ProjectLink = Literal["repository", "demo", "writeup"]
TEXTS: tuple[ProjectText, ...] = get_args(ProjectText)
LINKS: tuple[ProjectLink, ...] = get_args(ProjectLink)


class Idea(NamedTuple):
    """`shows` are topics; an idea of an option counts while that is effective."""

    id: str
    title: str
    example: str = ""
    shows: tuple[str, ...] = ()
    option: str | None = None


class Project(NamedTuple):
    """`stage` is the last one that was said, and `stages` the first day of each; `copy` is whether it follows a tutorial,
    None where nobody was asked.
    """

    id: str
    name: str
    first_day: date
    last_day: date
    idea: str | None = None
    topic: str | None = None
    stage: str = ""
    stages: tuple[tuple[str, date], ...] = ()
    problem: str = ""
    dataset: str = ""
    source: str = ""
    metric: str = ""
    baseline: str = ""
    result: str = ""
    meaning: str = ""
    failed: str = ""
    repository: str = ""
    demo: str = ""
    writeup: str = ""
    copy: bool | None = None

    @property
    def title(self) -> str:
        """By which it is found, as a topic is."""
        return self.name


def fold_projects(events: Iterable[Event]) -> tuple[Project, ...]:
    """Every project that is not dropped, in the order in which they came. The last word counts for each field by itself.

    The events are in effect and in the order of ids; those of other kinds are passed over.
    """
    projects: dict[str, Project] = {}
    for event in events:
        if event.kind == "projected":
            key = event.data["project"]
            if event.data.get("dropped"):
                projects.pop(key, None)
            else:
                new = Project(id=key, name=key, first_day=event.day, last_day=event.day)
                projects[key] = _carried_on(projects.get(key, new), event)
    return tuple(projects.values())


def _carried_on(before: Project, event: Event) -> Project:
    data = event.data
    said = {str(name): text for name in (*TEXTS, *LINKS) if (text := data.get(name)) is not None}
    stage = data.get("stage")
    again = stage is None or stage in {each for each, _ in before.stages}
    copy = data.get("copy")
    return before._replace(
        **said,
        name=data.get("name") or before.name,
        idea=data.get("idea") or before.idea,
        topic=data.get("about") or before.topic,
        stage=stage or before.stage,
        stages=before.stages if again else (*before.stages, (stage or "", event.day)),
        copy=before.copy if copy is None else copy,
        first_day=min(before.first_day, event.day),
        last_day=max(before.last_day, event.day),
    )


def is_at_least(project: Project, means: str, stages: Sequence[Stage]) -> bool:
    """Whether a project has reached the first stage that means it, or one behind it."""
    names = [stage.id for stage in stages]
    wanted = next((place for place, stage in enumerate(stages) if stage.means == means), None)
    return wanted is not None and project.stage in names and names.index(project.stage) >= wanted
