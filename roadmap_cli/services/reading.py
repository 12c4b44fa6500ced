"""Where am I, what do I do next, and what is there to know about a topic."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from roadmap_cli.domain.advice import Ranking, needed_for, opened_by, suggest
from roadmap_cli.domain.events import Event
from roadmap_cli.domain.finding import title_matches
from roadmap_cli.domain.roadmap import Choice, Lesson, Module, Option, Phase, Topic
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports import (
    ChoicesReport,
    ChoiceStatus,
    DayLine,
    Habits,
    LinkLine,
    ListLine,
    ListReport,
    ModuleStatus,
    Named,
    NextReport,
    NoteLine,
    OptionStatus,
    OrphanLine,
    PhaseStatus,
    ShowReport,
    Stance,
    StatusReport,
    TopicLine,
    WhyReport,
)
from roadmap_cli.services.remembering import history_of
from roadmap_cli.services.workspace import WINDOW_DAYS, Workspace

STEPS_ON_STATUS = 3


def status(workspace: Workspace, focus: str | None = None) -> StatusReport:
    """The dashboard. `focus` is the id of a phase or module."""
    standing = workspace.standing()
    roadmap = workspace.roadmap
    unfinished = {topic.phase for topic in standing.left.values()}
    return StatusReport(
        roadmap=Named(roadmap.id, roadmap.title),
        user=workspace.user,
        as_of=workspace.now,
        totals=standing.totals(roadmap.topics.values()),
        phases=tuple(_phase(standing, phase) for phase in roadmap.phases),
        choices=tuple(_choice(standing, choice) for choice in roadmap.choices),
        habits=habits(workspace, standing),
        orphaned=tuple(OrphanLine(state.topic, state.status, state.minutes) for state in standing.orphaned),
        next=suggest(standing, workspace.moment(standing), STEPS_ON_STATUS),
        current=next((phase.id for phase in roadmap.phases if phase.id in unfinished), None),
        focus=focus,
        untouched=not standing.state.topics and not standing.state.choices,
    )


def what_next(workspace: Workspace, limit: int, minutes: int | None = None) -> NextReport:
    standing = workspace.standing()
    suggestions = suggest(standing, workspace.moment(standing, minutes), limit)
    blocked = sum(1 for topic in standing.left.values() if standing.missing(topic))
    return NextReport(suggestions, blocked, len(standing.left))


def why(workspace: Workspace, topic: Topic) -> WhyReport:
    """One topic's place: ready or blocked by what, how far away, what it opens."""
    standing = workspace.standing()
    moment = workspace.moment(standing)
    ranking = Ranking(standing, moment)
    in_order = [each.id for each in sorted(ranking.ready, key=ranking.key)]
    place = in_order.index(topic.id) + 1 if topic.id in in_order else None
    suggestions = suggest(standing, moment, len(in_order)) if place else ()
    before = needed_for(standing, topic) if standing.status(topic.id) in {"todo", "doing"} else []
    opens = opened_by(standing, topic.id)
    return WhyReport(
        topic=Named(topic.id, topic.title),
        status=standing.status(topic.id),
        counted=topic.id in standing.path,
        option=topic.option,
        place=place,
        ready_count=len(in_order),
        suggestion=next((each for each in suggestions if each.topic == topic.id), None),
        missing=_stances(standing, standing.missing(topic)),
        before=_stances(standing, (each.id for each in before)),
        hours_before=round(sum(standing.hours_left(each) for each in before), 2),
        opens=_stances(standing, (each.id for each in opens)),
        hours_opened=round(sum(each.hours for each in opens), 2),
    )


def show(workspace: Workspace, topic: Topic, lesson: Lesson) -> ShowReport:
    """Everything about a topic."""
    standing, roadmap = workspace.standing(), workspace.roadmap
    line = topic_line(standing, topic)
    state = standing.states.get(topic.id)
    phase = next(phase for phase in roadmap.phases if phase.id == topic.phase)
    unlocks = (each.id for each in roadmap.topics.values() if topic.id in standing.requires(each))
    events = _events_in_effect(workspace, topic)
    return ShowReport(
        **{name: getattr(line, name) for name in ("id", "title", "option", "stretch", "status", "ready")},
        **{name: getattr(line, name) for name in ("hours", "minutes", "proven", "fresh")},
        phase=Named(phase.id, phase.title),
        module=Named(topic.module, roadmap.modules[topic.module].title),
        kind=topic.kind,
        counted=topic.id in standing.path,
        started_at=state.started_at if state else None,
        finished_at=state.finished_at if state else None,
        **{name: getattr(lesson, name) for name in ("why", "hours_basis", "origin", "criteria", "resources", "cards")},
        requires=_stances(standing, standing.requires(topic)),
        unlocks=_stances(standing, unlocks),
        notes=tuple(NoteLine(each.at, each.day, each.data["text"]) for each in events if each.kind == "noted"),
        links=tuple(link_line(each) for each in events if each.kind == "linked"),
        history=history_of(workspace, topic, limit=20).entries,
    )


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a list is narrowed down to; a condition left out holds for every topic."""

    phase: Phase | None = None
    module: Module | None = None
    status: str | None = None
    option: Option | None = None
    ready: bool = False
    search: str = ""

    def hold_for(self, topic: Topic) -> bool:
        """As far as the definition alone tells."""
        in_phase = self.phase is None or topic.phase == self.phase.id
        in_module = self.module is None or topic.module == self.module.id
        of_option = self.option is None or topic.option == self.option.id
        return in_phase and in_module and of_option and (not self.search or title_matches(topic, self.search))

    def hold(self, line: ListLine) -> bool:
        has_status = self.status is None or line.topic.status == self.status
        return has_status and (not self.ready or bool(line.topic.ready and line.counted))


def list_topics(workspace: Workspace, conditions: Conditions) -> ListReport:
    """In the order of the file."""
    standing = workspace.standing()
    lines = (
        ListLine(topic.phase, topic.module, topic.id in standing.path, topic_line(standing, topic))
        for topic in workspace.roadmap.topics.values()
        if conditions.hold_for(topic)
    )
    return ListReport(tuple(line for line in lines if conditions.hold(line)))


def choices(workspace: Workspace) -> ChoicesReport:
    standing = workspace.standing()
    return ChoicesReport(tuple(_choice(standing, choice) for choice in workspace.roadmap.choices))


def topic_line(standing: Standing, topic: Topic) -> TopicLine:
    state = standing.states.get(topic.id)
    status = state.status if state else "todo"
    return TopicLine(
        topic.id,
        topic.title,
        status,
        not standing.missing(topic) if status in {"todo", "doing"} else None,
        topic.hours,
        state.minutes if state else 0,
        topic.option,
        topic.stretch,
        bool(state and state.proofs),
    )


def link_line(event: Event) -> LinkLine:
    return LinkLine(event.at, event.day, event.data["url"], event.data.get("title", ""), bool(event.data["proves"]))


def habits(workspace: Workspace, standing: Standing) -> Habits:
    """The last four weeks, day by day."""
    first = workspace.today - timedelta(days=WINDOW_DAYS - 1)
    days = {first + timedelta(days=ahead): DayLine(first + timedelta(days=ahead), 0, 0) for ahead in range(WINDOW_DAYS)}
    for each in standing.state.days:
        if each.day in days:
            before = days[each.day]
            days[each.day] = replace(before, minutes=before.minutes + each.minutes, events=before.events + each.events)
    studied = [day for day in days.values() if day.events]
    return Habits(WINDOW_DAYS, len(studied), sum(day.minutes for day in studied), tuple(days.values()))


def _events_in_effect(workspace: Workspace, topic: Topic) -> list[Event]:
    gone = workspace.log.undone(workspace.user, workspace.roadmap.id)
    ids = (*topic.formerly, topic.id)
    events = [event for each in ids for event in workspace.log.events(workspace.user, workspace.roadmap.id, topic=each)]
    return [event for event in events if event.batch not in gone]


def _stances(standing: Standing, topics: Iterable[str]) -> tuple[Stance, ...]:
    known = (standing.roadmap.topics[topic] for topic in topics)
    lines = (topic_line(standing, topic) for topic in known)
    return tuple(Stance(line.id, line.title, line.status, line.ready, line.hours) for line in lines)


def _phase(standing: Standing, phase: Phase) -> PhaseStatus:
    modules = tuple(_module(standing, module) for module in phase.modules)
    return PhaseStatus(phase.id, phase.title, phase.number, standing.totals(phase.topics), modules)


def _module(standing: Standing, module: Module) -> ModuleStatus:
    lines = tuple(topic_line(standing, topic) for topic in module.topics)
    return ModuleStatus(module.id, module.title, standing.totals(module.topics), lines)


def _choice(standing: Standing, choice: Choice) -> ChoiceStatus:
    options = tuple(_option(standing, option) for option in choice.options)
    return ChoiceStatus(choice.id, choice.title, standing.chosen(choice), standing.effective[choice.id], options)


def _option(standing: Standing, option: Option) -> OptionStatus:
    here = [topic for topic in standing.roadmap.topics.values() if topic.option == option.id]
    needed = {each for topic in here for each in topic.requires} - {topic.id for topic in here}
    stood_on = {each for topic in here for each in topic.requires}
    ends = (topic for topic in here if topic.id not in stood_on and not topic.stretch)
    return OptionStatus(
        option.id,
        option.title,
        sum(topic.hours for topic in here),
        len(here),
        sum(standing.status(topic.id) == "done" for topic in here),
        sum(standing.status(each) in {"done", "skipped"} for each in needed),
        len(needed),
        option.leads_to,
        tuple(Named(topic.id, topic.title) for topic in ends),
    )
