"""Hours really logged against the estimates, by how the prerequisites stood when a topic was begun."""

from roadmap_cli.domain.events import CARD_KINDS
from roadmap_cli.domain.hours import by_ground, taken
from roadmap_cli.domain.periods import Span
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.hours import HoursReport, TopicHours
from roadmap_cli.services.workspace import Workspace


def hours(workspace: Workspace, standing: Standing, within: Span | None = None) -> HoursReport | None:
    """Of topics that were finished, ever or in a time; None where there is none. Every grade is read."""
    events = workspace.during(CARD_KINDS)
    found = [
        each
        for each in taken(standing, events, workspace.schedule(), workspace.day_of)
        if within is None or _is_finished_in(workspace, standing, each.topic, within)
    ]
    titles = workspace.roadmap.topics
    lines = (
        TopicHours(
            id=each.topic,
            title=titles[each.topic].title,
            begun=each.begun,
            hours=each.hours,
            logged=round(each.logged, 2),
            ground=each.ground,
        )
        for each in found
    )
    return HoursReport(by_ground(found), tuple(lines)) if found else None


def _is_finished_in(workspace: Workspace, standing: Standing, topic: str, within: Span) -> bool:
    moment = standing.states[topic].finished_at
    return moment is not None and within.first <= workspace.day_of(moment) <= within.last
