"""Projects to show: what a learner says of each, the stage it has reached, what it lacks, and the ideas of a roadmap."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args
from urllib.parse import urlsplit

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.job import Stage, StageMeaning

ProjectText = Literal["problem", "dataset", "source", "metric", "baseline", "result", "meaning", "failed"]
"""What there is to say of a project; `source` is where its data come from."""
ProjectLink = Literal["repository", "demo", "writeup"]
LackCode = Literal["whole", "source", "number", "meaning", "failed", "shipped", "written", "copy"]
TEXTS: tuple[ProjectText, ...] = get_args(ProjectText)
LINKS: tuple[ProjectLink, ...] = get_args(ProjectLink)
TEXT_NAMES: dict[ProjectText, str] = {
    "problem": "problem",
    "dataset": "data",
    "source": "source of the data",
    "metric": "metric",
    "baseline": "baseline",
    "result": "result",
    "meaning": "what it means",
    "failed": "what failed",
}
LINK_NAMES: dict[ProjectLink, str] = {"repository": "repository", "demo": "demo", "writeup": "write-up"}
"""As people say them in a sentence."""
FIELD_NAMES = {
    "name": "name",
    **{str(field): name for field, name in (*TEXT_NAMES.items(), *LINK_NAMES.items())},
    "copy": "whether it follows a tutorial",
}

REPOSITORIES = (
    "github.com",
    "gitlab.com",
    "codeberg.org",
    "bitbucket.org",
    "sr.ht",
    "kaggle.com",
    "colab.research.google.com",
)
DEMOS = (
    "hf.space", "huggingface.co", "streamlit.app", "gradio.live", "onrender.com", "vercel.app", "netlify.app",
    "herokuapp.com", "fly.dev", "run.app", "pages.dev",
)  # fmt: skip
WRITEUPS = (
    "medium.com", "towardsdatascience.com", "substack.com", "dev.to", "hashnode.dev", "wordpress.com", "arxiv.org",
    "blogspot.com", "ghost.io", "linkedin.com",
)  # fmt: skip
"""Hosts by which a link is known, with everything below them."""
_HOSTS: tuple[tuple[ProjectLink, tuple[str, ...]], ...] = (
    ("repository", REPOSITORIES),
    ("demo", DEMOS),
    ("writeup", WRITEUPS),
)
_SHOWN_BY: dict[ProjectLink, StageMeaning] = {"demo": "shipped", "writeup": "written"}
_WHOLE: tuple[ProjectText, ...] = ("problem", "dataset", "metric")
"""Without which nothing can be followed from end to end; their names are the options that say them."""


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


class Lack(NamedTuple):
    """What keeps a project from convincing: `short` in a list, the reason, and what mends it."""

    code: LackCode
    short: str
    reason: str
    command: str


def fold_projects(events: Iterable[Event]) -> tuple[Project, ...]:
    """Every project that is not dropped, in the order in which they came. The last word counts for each field by itself.

    A project begins with its name: what is said of one that is not there, as another device may that has not heard of its
    end, is passed over. The events are in effect and in the order of ids; those of other kinds are passed over, too.
    """
    projects: dict[str, Project] = {}
    for event in events:
        if event.kind == "projected":
            key, name = event.data["project"], event.data.get("name")
            if event.data.get("dropped"):
                projects.pop(key, None)
            elif key in projects or name:
                new = Project(id=key, name=name or key, first_day=event.day, last_day=event.day)
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


def is_at_least(project: Project, means: StageMeaning, stages: Sequence[Stage]) -> bool:
    """Whether a project has reached the first stage that means it, or one behind it."""
    wanted = meaning_place(means, stages)
    return wanted is not None and stage_place(project, stages) >= wanted


def counts_as(project: Project, means: StageMeaning, stages: Sequence[Stage]) -> bool:
    """Whether others can see that it is: a stage is said in a moment, and only a link shows what is there."""
    link = project.writeup if means == "written" else project.demo or project.repository
    return bool(link) and is_at_least(project, means, stages)


def stage_place(project: Project, stages: Sequence[Stage]) -> int:
    """Of the stage that a project has reached; -1, before the first, where the roadmap does not know it."""
    return next((place for place, stage in enumerate(stages) if stage.id == project.stage), -1)


def meaning_place(means: StageMeaning, stages: Sequence[Stage]) -> int | None:
    """Of the first stage that means it; None where none does."""
    return next((place for place, stage in enumerate(stages) if stage.means == means), None)


def left_behind(stages: Sequence[Stage], before: int, after: int) -> tuple[str, ...]:
    """Topics of the stages between two places. One that lies ahead as well is not left behind; what the stage means that
    is reached is so already.
    """
    reached = after + 1 if stages[after].means or after == len(stages) - 1 else after
    ahead = {stage.topic for stage in stages[reached:]}
    passed = (stage.topic for stage in stages[max(before, 0) : reached])
    return tuple(dict.fromkeys(topic for topic in passed if topic is not None and topic not in ahead))


def sort_of_link(url: str, project: Project, stages: Sequence[Stage]) -> ProjectLink:
    """By its host; any other is what the stage asks for."""
    host = (urlsplit(url).hostname or "").casefold()
    for sort, hosts in _HOSTS:
        if any(host == each or host.endswith(f".{each}") for each in hosts):
            return sort
    if is_at_least(project, "written", stages):
        return "writeup"
    return "demo" if is_at_least(project, "shipped", stages) else "repository"


def topic_of_link(sort: ProjectLink, project: Project, stages: Sequence[Stage]) -> str | None:
    """The topic that a link proves: that of being shipped or written up; of a repository, that of the last stage reached
    before the one that means shipped, since what runs and what is told is shown by the other two.
    """
    means = _SHOWN_BY.get(sort)
    place = meaning_place(means, stages) if means else None
    shipped = meaning_place("shipped", stages)
    until = len(stages) if shipped is None else shipped
    reached = stages[: max(min(stage_place(project, stages) + 1, until), 1)]
    meant = None if place is None else stages[place].topic
    return meant or next((stage.topic for stage in reversed(reached) if stage.topic), None)


def lacking(project: Project, stages: Sequence[Stage]) -> tuple[Lack, ...]:
    """What a project lacks before it convinces, as a hiring manager reads it. Advice: it stops nobody."""
    return (*_untold(project), *_unfinished(project, stages))


def _untold(project: Project) -> Iterator[Lack]:
    edit = f"roadmap portfolio edit {project.id}"
    untold = [TEXT_NAMES[field] for field in _WHOLE if not getattr(project, field)]
    if untold:
        options = " ".join(f"--{name} TEXT" for name in untold)
        names = _and(untold)
        reason = f"It can be followed from end to end only if its {names} {'is' if len(untold) == 1 else 'are'} said."
        yield Lack(code="whole", short=names, reason=reason, command=f"{edit} {options}")
    if not project.source:
        reason = "Data of your own, and how you got them, set it apart from a tutorial."
        yield Lack(code="source", short=TEXT_NAMES["source"], reason=reason, command=f"{edit} --source TEXT")
    has_number = bool(re.search(r"\d", project.result))
    if not (has_number and project.baseline):
        options = " ".join(
            ("" if has_number else "--result TEXT", "" if project.baseline else "--baseline TEXT")
        ).strip()
        reason = "A result convinces as a number, beside what a simple way reaches."
        yield Lack(code="number", short="number against a baseline", reason=reason, command=f"{edit} {options}")
    if not project.meaning:
        reason = "A number has to be interpreted: what would somebody do differently because of it?"
        yield Lack(code="meaning", short="meaning of the result", reason=reason, command=f"{edit} --meaning TEXT")
    if not project.failed:
        reason = "What did not work, and why, shows how you think."
        yield Lack(code="failed", short=TEXT_NAMES["failed"], reason=reason, command=f"{edit} --failed TEXT")


def _unfinished(project: Project, stages: Sequence[Stage]) -> Iterator[Lack]:
    move, link = (f"roadmap portfolio {verb} {project.id}" for verb in ("stage", "link"))
    places = meaning_place("shipped", stages), meaning_place("written", stages)
    shipped, written = (None if place is None else stages[place] for place in places)
    if shipped and not is_at_least(project, "shipped", stages):
        reason = "What nobody can try is a notebook: put it where others can use it."
        yield Lack(code="shipped", short="shipping", reason=reason, command=f"{move} {shipped.id}")
    elif shipped and not (project.demo or project.repository):
        reason = "It is shipped, but no link leads to it."
        yield Lack(code="shipped", short="link to it", reason=reason, command=f"{link} URL")
    if written and not is_at_least(project, "written", stages):
        reason = "Who was not there sees only what is written up: the problem, the way, the result."
        yield Lack(code="written", short="write-up", reason=reason, command=f"{move} {written.id}")
    elif written and not project.writeup:
        reason = "It is written up, but no link leads to the text."
        yield Lack(code="written", short="link to the write-up", reason=reason, command=f"{link} URL --as writeup")
    if project.copy:
        reason = "It follows a tutorial: take another question or other data, and it is yours."
        edit = f"roadmap portfolio edit {project.id} --no-copy"
        yield Lack(code="copy", short="a twist of your own", reason=reason, command=edit)


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
