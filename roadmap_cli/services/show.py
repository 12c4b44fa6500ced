"""Everything about one topic."""

from roadmap_cli.domain.events import in_order_of_days
from roadmap_cli.domain.lesson import Lesson
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.reports.show import NoteLine, ShowReport
from roadmap_cli.reports.topic import Named
from roadmap_cli.services.history import history_of
from roadmap_cli.services.review import own_cards
from roadmap_cli.services.tick import tick_lines
from roadmap_cli.services.topic import link_line, stances, topic_line
from roadmap_cli.services.workspace import Workspace


def show(workspace: Workspace, topic: Topic, lesson: Lesson) -> ShowReport:
    """Everything about a topic."""
    standing, roadmap = workspace.standing(), workspace.roadmap
    state = standing.states.get(topic.id)
    phase = next(phase for phase in roadmap.phases if phase.id == topic.phase)
    unlocks = (each.id for each in roadmap.topics.values() if topic.id in standing.requires(each))
    found = (event for each in (*topic.formerly, topic.id) for event in workspace.events(topic=each))
    events = in_order_of_days(found)
    return ShowReport(
        topic=topic_line(standing, topic),
        phase=Named(phase.id, phase.title),
        module=Named(topic.module, roadmap.modules[topic.module].title),
        kind=topic.kind,
        counted=topic.id in standing.path,
        started_at=state.started_at if state else None,
        finished_at=state.finished_at if state else None,
        hours_basis=lesson.hours_basis,
        why=lesson.why,
        origin=lesson.origin,
        criteria=lesson.criteria,
        resources=lesson.resources,
        cards=(*lesson.cards, *(own.text for own in own_cards(workspace) if own.topic == topic)),
        requires=stances(standing, standing.requires(topic)),
        unlocks=stances(standing, unlocks),
        notes=tuple(NoteLine(each.at, each.day, each.data["text"]) for each in events if each.kind == "noted"),
        links=tuple(link_line(each) for each in events if each.kind == "linked"),
        history=history_of(workspace, topic, limit=20).entries,
        ticks=tick_lines(standing, topic.id, lesson),
    )
