"""Where am I, what do I do next, and what is there to know about a topic."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from roadmap_cli.domain.advice import suggest
from roadmap_cli.domain.finding import title_matches
from roadmap_cli.domain.intentions import Intentions, Timer, break_until
from roadmap_cli.domain.progress import DayTotal
from roadmap_cli.domain.review import Waiting, minutes_for, waiting
from roadmap_cli.domain.roadmap import Choice, Module, Option, Phase, Topic
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.status import (
    ChoicesReport,
    ChoiceStatus,
    DayLine,
    Habits,
    ListLine,
    ListReport,
    ModuleStatus,
    Named,
    NextReport,
    OptionStatus,
    OrphanLine,
    PhaseStatus,
    ReviewLine,
    StatusReport,
    TimerLine,
    TopicLine,
    WeekLine,
)
from roadmap_cli.services.outlook import forecast_line
from roadmap_cli.services.workspace import WINDOW_DAYS, Workspace

STEPS_ON_STATUS = 3


def status(workspace: Workspace, focus: str | None = None) -> StatusReport:
    """The dashboard. `focus` is the id of a phase or module."""
    standing, intentions = workspace.standing(), workspace.intentions()
    roadmap = workspace.roadmap
    unfinished = {topic.phase for topic in standing.left.values()}
    return StatusReport(
        roadmap=Named(roadmap.id, roadmap.title),
        user=workspace.user,
        as_of=workspace.now,
        totals=standing.whole,
        phases=tuple(_phase(standing, phase) for phase in roadmap.phases),
        choices=tuple(_choice(standing, choice) for choice in roadmap.choices),
        habits=habits(workspace, standing, intentions),
        orphaned=tuple(OrphanLine(state.topic, state.status, state.minutes) for state in standing.orphaned),
        next=suggest(standing, workspace.moment(standing), STEPS_ON_STATUS),
        forecast=forecast_line(workspace, standing, intentions),
        timer=timer_line(workspace, intentions.timer),
        review=review_line(waiting(standing, workspace.day_of)),
        current=next((phase.id for phase in roadmap.phases if phase.id in unfinished), None),
        focus=focus,
        untouched=not standing.state.topics and not standing.state.choices,
    )


def what_next(workspace: Workspace, limit: int, minutes: int | None = None) -> NextReport:
    standing = workspace.standing()
    suggestions = suggest(standing, workspace.moment(standing, minutes), limit)
    blocked = sum(1 for topic in standing.left.values() if standing.missing(topic))
    counted = standing.whole.topics.counted
    review = review_line(waiting(standing, workspace.day_of))
    return NextReport(suggestions, blocked, len(standing.left), counted, review)


class Conditions(NamedTuple):
    """What a list is narrowed down to; a condition left out holds for every topic."""

    phase: Phase | None = None
    module: Module | None = None
    status: str | None = None
    option: Option | None = None
    ready: bool = False
    stale: bool = False
    search: str = ""

    def hold_for(self, topic: Topic) -> bool:
        """As far as the definition alone tells."""
        in_phase = self.phase is None or topic.phase == self.phase.id
        in_module = self.module is None or topic.module == self.module.id
        of_option = self.option is None or topic.option == self.option.id
        return in_phase and in_module and of_option and (not self.search or title_matches(topic, self.search))

    def hold(self, line: ListLine) -> bool:
        has_status = self.status is None or line.status == self.status
        is_ready = not self.ready or bool(line.ready and line.counted)
        return has_status and is_ready and (not self.stale or line.memory == "fading")


def list_topics(workspace: Workspace, conditions: Conditions) -> ListReport:
    """In the order of the file."""
    standing = workspace.standing()
    lines = (
        ListLine(*topic_line(standing, topic), topic.phase, topic.module, topic.id in standing.path)
        for topic in workspace.roadmap.topics.values()
        if conditions.hold_for(topic)
    )
    return ListReport(tuple(line for line in lines if conditions.hold(line)))


def choices(workspace: Workspace) -> ChoicesReport:
    standing = workspace.standing()
    return ChoicesReport(tuple(_choice(standing, choice) for choice in workspace.roadmap.choices))


def topic_line(standing: Standing, topic: Topic) -> TopicLine:
    state, recall = standing.states.get(topic.id), standing.recall(topic.id)
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
        None if recall is None else round(recall, 4),
        bool(state and state.placed),
        standing.freshness(topic.id),
    )


def habits(workspace: Workspace, standing: Standing, intentions: Intentions) -> Habits:
    """The last four weeks, day by day."""
    first = workspace.today - timedelta(days=WINDOW_DAYS - 1)
    days = {first + timedelta(days=ahead): DayLine(first + timedelta(days=ahead), 0, 0) for ahead in range(WINDOW_DAYS)}
    for each in standing.state.days:
        if each.day in days:
            before = days[each.day]
            days[each.day] = before._replace(minutes=before.minutes + each.minutes, events=before.events + each.events)
    studied = [day for day in days.values() if day.events]
    minutes = sum(day.minutes for day in studied)
    week, until = week_line(workspace, intentions, studied), break_until(workspace.today, intentions.breaks)
    return Habits(WINDOW_DAYS, len(studied), minutes, tuple(days.values()), week, until)


def week_line(workspace: Workspace, intentions: Intentions, studied: Iterable[DayTotal | DayLine]) -> WeekLine:
    """The week of today, out of study days that may reach further back."""
    monday = workspace.today - timedelta(days=workspace.today.weekday())
    here = [day for day in studied if monday <= day.day <= workspace.today]
    goal = round(workspace.goal(intentions.plan)[0] * 60)
    return WeekLine(monday, sum(day.minutes for day in here), goal, len(here))


def review_line(waits: Waiting) -> ReviewLine:
    return ReviewLine(waits.cards, waits.new_today, minutes_for(waits.cards), waits.later)


def timer_line(workspace: Workspace, timer: Timer | None) -> TimerLine | None:
    if timer is None:
        return None
    topic = workspace.roadmap.topic_of(timer.topic)
    minutes = round((workspace.now - timer.at).total_seconds() / 60)
    return TimerLine(timer.topic, topic.title if topic else timer.topic, timer.at, minutes)


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
