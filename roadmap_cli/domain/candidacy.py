"""What a learner has done towards being hired, next to the learning: projects, stories, practice, applications; and from when
on it is time for that.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from roadmap_cli.domain.edit import in_effect
from roadmap_cli.domain.events import CANDIDACY_KINDS, Event
from roadmap_cli.domain.job import Stage
from roadmap_cli.domain.roadmap import SETTLED
from roadmap_cli.domain.standing import Standing

if TYPE_CHECKING:
    from roadmap_cli.domain.application import Application
    from roadmap_cli.domain.interview import Practice
    from roadmap_cli.domain.portfolio import Project
    from roadmap_cli.domain.story import Story


class Candidacy(NamedTuple):
    projects: "tuple[Project, ...]" = ()
    stories: "tuple[Story, ...]" = ()
    practice: "tuple[Practice, ...]" = ()
    applications: "tuple[Application, ...]" = ()


def fold_candidacy(events: Iterable[Event]) -> Candidacy:
    """Of any events, as `progress.fold`."""
    alive = [event for event in in_effect(events) if event.kind in CANDIDACY_KINDS]
    if not alive:
        return Candidacy()
    from roadmap_cli.domain.application import fold_applications
    from roadmap_cli.domain.interview import fold_practice
    from roadmap_cli.domain.portfolio import fold_projects
    from roadmap_cli.domain.story import fold_stories

    return Candidacy(
        projects=fold_projects(alive),
        stories=fold_stories(alive),
        practice=fold_practice(alive),
        applications=fold_applications(alive),
    )


def last_shipped(candidacy: Candidacy | None, stages: Sequence[Stage]) -> date | None:
    """The last day on which a project of one's own came to the stage that means shipped; a tutorial's copy is none."""
    if candidacy is None or not candidacy.projects:
        return None
    from roadmap_cli.domain.portfolio import counts_as

    meant = {stage.id for stage in stages if stage.means == "shipped"}
    own = (each for each in candidacy.projects if not each.copy and counts_as(each, "shipped", stages))
    return max((day for each in own for stage, day in each.stages if stage in meant), default=None)


def is_time(standing: Standing) -> bool:
    """Whether the phase from which on readiness is told is the current one or behind; the last one unless said.
    Stretch topics, which come last of all, put nothing off.
    """
    wanted, phases = standing.roadmap.job.wanted, [phase.id for phase in standing.roadmap.phases]
    if wanted is None or not standing.learned:
        return False
    until = phases[: phases.index(wanted.phase)] if wanted.phase in phases else phases[:-1]
    return not {topic.phase for topic in standing.core.values()}.intersection(until)


def has_begun(standing: Standing) -> bool:
    """Whether anything of that phase is in progress or done, whatever is left before it."""
    job, phases = standing.roadmap.job, standing.roadmap.phases
    if job.wanted is None or not phases:
        return False
    its = next((phase for phase in phases if phase.id == job.wanted.phase), phases[-1])
    return any(standing.status(topic.id) in {"doing", "done"} for topic in its.topics)


def is_near(standing: Standing, candidacy: Candidacy) -> bool:
    """Whether there is anything to say of being hired: something was done for it, a topic that teaches how is settled, its
    phase has begun, or it is time.
    """
    job = standing.roadmap.job
    teaching = (*(each.topic for each in job.formats), *(each.topic for each in job.project_stages))
    begun = any(topic is not None and standing.status(topic) in SETTLED for topic in teaching)
    return any(candidacy) or begun or has_begun(standing) or is_time(standing)
