"""What a learner tells others by name only: projects, stories, interviews and applications."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import get_args

from roadmap_cli.domain.application import Application
from roadmap_cli.domain.candidacy import Candidacy
from roadmap_cli.domain.interview import BEST, Practice, mocks, sittings
from roadmap_cli.domain.job import InterviewFormat
from roadmap_cli.domain.phrasing import full_day
from roadmap_cli.domain.portfolio import LINK_NAMES, LINKS, TEXT_NAMES, TEXTS, Project
from roadmap_cli.domain.story import Story, StoryPart
from roadmap_cli.reports.private import PrivateEntry, PrivatePart, PrivateSection
from roadmap_cli.services.story import part_lines
from roadmap_cli.services.workspace import Workspace

_PRIVATE = re.compile(r'^ +"kind": "(?:told|practised|applied)",$', re.MULTILINE)


def is_held(archive: str) -> bool:
    """Whether an archive has what no page tells: stories, practice, applications, also those that were taken back."""
    return _PRIVATE.search(archive) is not None


def private(
    workspace: Workspace, named: Collection[PrivatePart], story_parts: tuple[StoryPart, ...]
) -> tuple[PrivateSection, ...]:
    """The parts that are named, in one order, as far as there is anything in them."""
    if not named:
        return ()
    candidacy, job = workspace.candidacy(), workspace.roadmap.job
    stages = {each.id: each.title for each in (*job.project_stages, *job.application_stages)}
    formats = {each.id: each for each in job.formats}
    tell: Mapping[PrivatePart, Callable[[], Iterator[PrivateEntry]]] = {
        "projects": lambda: (_project(each, stages) for each in candidacy.projects),
        "stories": lambda: (_story(each, story_parts) for each in candidacy.stories),
        "interviews": lambda: _interviews(candidacy, formats),
        "applications": lambda: (_application(each, stages) for each in candidacy.applications),
    }
    told = (PrivateSection(part, tuple(tell[part]())) for part in get_args(PrivatePart) if part in named)
    return tuple(section for section in told if section.entries)


def _project(project: Project, stages: Mapping[str, str]) -> PrivateEntry:
    said = [(TEXT_NAMES[field].capitalize(), str(getattr(project, field))) for field in TEXTS]
    said += [(LINK_NAMES[sort].capitalize(), str(getattr(project, sort))) for sort in LINKS]
    about = stages.get(project.stage, project.stage)
    return PrivateEntry(project.name, about, tuple((name, text) for name, text in said if text))


def _story(story: Story, parts: tuple[StoryPart, ...]) -> PrivateEntry:
    texts = tuple((each.title, each.text) for each in part_lines(story, parts) if each.text)
    return PrivateEntry(story.title, ", ".join(story.tags), texts)


def _interviews(candidacy: Candidacy, formats: Mapping[str, InterviewFormat]) -> Iterator[PrivateEntry]:
    for name in dict.fromkeys(each.format for each in candidacy.practice):
        its = [each for each in candidacy.practice if each.format == name]
        known = formats.get(name)
        last = ((mocks(its, known) if known else ()) or sittings(its))[-1]
        about = f"{last.score:g} of {BEST} on {full_day(last.day)}"
        yield PrivateEntry(known.title if known else name, about, tuple(_notes(its)))


def _notes(practice: list[Practice]) -> Iterator[tuple[str, str]]:
    for each in practice:
        asked = f", {each.question}" if each.question else ""
        whom = f", with {each.whom}" if each.whom else ""
        note = f": {each.note}" if each.note else ""
        yield f"{full_day(each.day)}{asked}", f"{each.score} of {BEST}{whom}{note}"


def _application(application: Application, stages: Mapping[str, str]) -> PrivateEntry:
    over = "" if application.closed is None else ", closed" + (f": {application.closed}" if application.closed else "")
    said = [("Address", application.url), ("Source", application.source)]
    said += [(full_day(note.day), note.text) for note in application.notes]
    return PrivateEntry(
        application.title,
        f"{stages.get(application.stage, application.stage)}{over}",
        tuple((name, text) for name, text in said if text),
    )
