"""What a learner has done towards being hired, next to the learning: projects, stories, practice, applications."""

from collections.abc import Iterable
from typing import NamedTuple

from roadmap_cli.domain.application import Application, fold_applications
from roadmap_cli.domain.edit import in_effect
from roadmap_cli.domain.events import Event
from roadmap_cli.domain.interview import Practice, fold_practice
from roadmap_cli.domain.portfolio import Project, fold_projects
from roadmap_cli.domain.story import Story, fold_stories


class Candidacy(NamedTuple):
    projects: tuple[Project, ...] = ()
    stories: tuple[Story, ...] = ()
    practice: tuple[Practice, ...] = ()
    applications: tuple[Application, ...] = ()


def fold_candidacy(events: Iterable[Event]) -> Candidacy:
    """Of any events, as `progress.fold`."""
    alive = in_effect(events)
    return Candidacy(
        projects=fold_projects(alive),
        stories=fold_stories(alive),
        practice=fold_practice(alive),
        applications=fold_applications(alive),
    )
