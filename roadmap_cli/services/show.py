"""Everything about one topic, or about a phase or a module."""

from collections.abc import Callable, Sequence

from roadmap_cli.domain.edit import in_order_of_days
from roadmap_cli.domain.lesson import Card, Lesson
from roadmap_cli.domain.roadmap import PROJECT, Module, Phase, Topic
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.show import CardText, NoteLine, ScopeLine, ScopeProject, ScopeReport, ShowReport
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.history import history_of
from roadmap_cli.services.review import EXAMPLE, drawn, own_cards
from roadmap_cli.services.status import module_status
from roadmap_cli.services.tick import tick_lines
from roadmap_cli.services.topic_line import link_line, stances, topic_line
from roadmap_cli.services.workspace import Workspace


def show(workspace: Workspace, topic: Topic, lesson: Lesson) -> ShowReport:
    """Everything about a topic."""
    standing, roadmap = workspace.standing(), workspace.roadmap
    state = standing.states.get(topic.id)
    phase = next(phase for phase in roadmap.phases if phase.id == topic.phase)
    unlocks = (each.id for each in roadmap.topics.values() if topic.id in standing.requires(each))
    found = (event for each in topic.ids for event in workspace.of_topic(each, ["noted", "linked"]))
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
        cards=(
            *map(_card, lesson.cards),
            *(_card(own.text) for own in own_cards(workspace) if own.topic == topic),
        ),
        requires=stances(standing, standing.requires(topic)),
        unlocks=stances(standing, unlocks),
        notes=tuple(NoteLine(each.at, each.day, each.data["text"]) for each in events if each.kind == "noted"),
        links=tuple(link_line(each) for each in events if each.kind == "linked"),
        history=history_of(workspace, topic, limit=20).entries,
        ticks=tick_lines(standing, topic.id, lesson),
        hidden=topic.hidden,
    )


def show_scope(workspace: Workspace, scope: Phase | Module, lesson: Callable[[str], Lesson]) -> ScopeReport:
    """What a phase or a module is for, what it stands on and opens, and when it is done."""
    standing, roadmap = workspace.standing(), workspace.roadmap
    modules = scope.modules if isinstance(scope, Phase) else (scope,)
    phase = scope if isinstance(scope, Phase) else next(each for each in roadmap.phases if each.id == scope.phase)
    topics = list(scope.topics)
    before, behind = _neighbours(standing, [topic for topic in topics if topic.id in standing.path] or topics)
    here = {topic.id for topic in topics}
    projects = (each for each in topics if each.kind == PROJECT and _counts(standing, each))
    whole = scope == phase
    return ScopeReport(
        sort="phase" if whole else "module",
        id=scope.id,
        title=scope.title,
        number=phase.number if whole else None,
        phase=Named(phase.id, phase.title),
        goal=phase.goal if whole else "",
        metaphor=phase.metaphor if whole else "",
        warning=phase.warning if whole else "",
        counted=any(topic.id in standing.path for topic in topics),
        totals=standing.totals(topics),
        hours_left=standing.hours_ahead(topics),
        skills=tuple(Named(each.id, each.title) for each in roadmap.job.skills if here & {*each.topics}),
        modules=tuple(module_status(standing, module) for module in modules),
        projects=tuple(_project(standing, each, lesson(each.id)) for each in projects),
        stands_on=_scopes(standing, scope, before),
        opens=_scopes(standing, scope, behind),
    )


def _card(card: Card) -> CardText:
    asked = drawn(card, EXAMPLE)
    return CardText(
        id=card.id,
        question=asked.text,
        answer=asked.answer,
        kind=asked.kind,
        criterion=card.criterion,
        typed=asked.typed,
        code=asked.code,
        language=asked.language,
        choices=asked.choices,
        right=asked.right,
        unit=asked.unit,
    )


def _counts(standing: Standing, topic: Topic) -> bool:
    return topic.id in standing.path and standing.status(topic.id) != "skipped"


def _neighbours(standing: Standing, topics: Sequence[Topic]) -> tuple[set[str], set[str]]:
    """What stands directly before and behind these topics; of an option that does not count, as if it did."""
    here, options = {topic.id for topic in topics}, {topic.option for topic in topics}
    before = {needed for topic in topics for needed in standing.requires(topic)}
    seen = (each for each in standing.roadmap.topics.values() if each.id in standing.path or each.option in options)
    behind = {each.id for each in seen if here & {*standing.requires(each)}}
    return before - here, behind - here


def _scopes(standing: Standing, scope: Phase | Module, topics: set[str]) -> tuple[ScopeLine, ...]:
    """Of phases other phases, of modules other modules, which hold these topics; in the order of the roadmap."""
    roadmap = standing.roadmap
    if isinstance(scope, Phase):
        phases = (each for each in roadmap.phases if topics & {topic.id for topic in each.topics})
        return tuple(
            ScopeLine(sort="phase", id=each.id, title=each.title, totals=standing.totals(each.topics))
            for each in phases
            if each.id != scope.id
        )
    modules = (each for each in roadmap.modules.values() if topics & {topic.id for topic in each.topics})
    return tuple(
        ScopeLine(sort="module", id=each.id, title=each.title, totals=standing.totals(each.topics)) for each in modules
    )


def _project(standing: Standing, topic: Topic, lesson: Lesson) -> ScopeProject:
    criteria = tuple(each for each in tick_lines(standing, topic.id, lesson) if each.sort == "criterion")
    return ScopeProject(Named(topic.id, topic.title), standing.status(topic.id) == "done", criteria)
