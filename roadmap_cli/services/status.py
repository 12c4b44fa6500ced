"""Where am I: the dashboard, with the ends of the path and of its core, which others tell as well."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from datetime import date, timedelta
from itertools import accumulate
from typing import Literal

from roadmap_cli.domain.advice import Moment, in_order, suggest
from roadmap_cli.domain.candidacy import last_shipped
from roadmap_cli.domain.days import week_start
from roadmap_cli.domain.forecast import Dates, finish
from roadmap_cli.domain.habits import Streaks, streaks
from roadmap_cli.domain.intentions import Intentions, break_until
from roadmap_cli.domain.job import Tip
from roadmap_cli.domain.progress import DayTotal
from roadmap_cli.domain.review import waiting
from roadmap_cli.domain.roadmap import Module, Phase
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.status import (
    CORE_TITLE,
    JOB_READY_TITLE,
    CoreLine,
    ForecastLine,
    Habits,
    ModuleStatus,
    OrphanLine,
    PhaseStatus,
    StatusReport,
    WeekLine,
)
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.choice_status import choice_status
from roadmap_cli.services.pace import NEVER, Ahead, look_ahead
from roadmap_cli.services.prompt import STEPS_ON_STATUS, calm, review_line, timer_line
from roadmap_cli.services.ready import due_line, ready_line, with_rows
from roadmap_cli.services.topic_line import topic_line
from roadmap_cli.services.workspace import WINDOW_DAYS, Workspace

Extent = Literal["whole", "folded", "with tips", "for others"]
"""Folded, the topics of what is not looked at are left out; with tips, it is for a person who may be told one of them. Others are
told steps of topics alone, and of nothing that is due: steps towards a job name stories and companies.
"""


def status(
    workspace: Workspace,
    focus: str | None = None,
    *,
    extent: Extent = "whole",
    steps: int = STEPS_ON_STATUS,
    forecast: ForecastLine | None = None,
) -> StatusReport:
    """The dashboard. `focus` is the id of a phase or module, `forecast` what was worked out already."""
    standing, intentions = workspace.standing(), workspace.intentions()
    roadmap = workspace.roadmap
    unfinished = {topic.phase for topic in (standing.core or standing.left).values()}
    current = next((phase.id for phase in roadmap.phases if phase.id in unfinished), None)
    for_others = extent == "for others"
    opened = None if extent == "whole" or for_others else focus or current or ""
    runs = streaks_of(workspace, intentions, workspace.log.study_dates(workspace.user, roadmap.id))
    moment = with_rows(standing, workspace.moment(standing))
    return StatusReport(
        roadmap=Named(roadmap.id, roadmap.title),
        user=workspace.user,
        as_of=workspace.now,
        totals=standing.whole,
        phases=tuple(_phase(standing, phase, opened) for phase in roadmap.phases),
        choices=tuple(choice_status(standing, choice) for choice in roadmap.choices),
        habits=habits(workspace, standing, intentions, runs),
        orphaned=tuple(OrphanLine(state.topic, state.status, state.minutes) for state in standing.orphaned),
        next=suggest(standing, _of_topics(moment) if for_others else calm(moment), steps),
        ready=ready_line(standing, moment),
        due=None if for_others else due_line(moment.candidacy, workspace.today),
        forecast=forecast or ahead_of_core(workspace, standing, intentions).line,
        timer=timer_line(workspace, intentions.timer),
        review=review_line(waiting(standing, workspace.day_of)),
        current=current,
        focus=focus,
        untouched=not standing.state.topics and not standing.state.choices,
        tips=_tips(standing, intentions, moment) if extent == "with tips" else (),
    )


def ahead_of_core(workspace: Workspace, standing: Standing, intentions: Intentions) -> Ahead:
    """What is to be said of the whole path, and of its core apart."""
    ahead = look_ahead(workspace, standing, intentions)
    futures = ahead.futures

    def ends(hours: float) -> Dates:
        if futures is None or not hours:
            return NEVER
        return finish(futures, hours, workspace.today, intentions.breaks)

    return ahead._replace(line=ahead.line._replace(core=core_line(standing, ends, workspace.today)))


def core_line(standing: Standing, ends: Callable[[float], Dates], today: date) -> CoreLine | None:
    """`ends` tells when so many hours of what is left will be done. None where nothing but the core is left."""
    if len(standing.core) == len(standing.left):
        return None
    dates = ends(hours_to_core(standing, today))
    return CoreLine(
        title=CORE_TITLE if standing.roadmap.job.wanted is None else JOB_READY_TITLE,
        hours_left=standing.hours_ahead(standing.core.values()),
        done=not standing.core,
        p20=dates.p20,
        p50=dates.p50,
        p80=dates.p80,
    )


def hours_to_core(standing: Standing, today: date) -> float:
    """Until the last topic of the core is done, for whoever does what `next` says: besides the core that is only what of the
    rest was begun, whatever the evenings are like.
    """
    core, remaining = standing.core, standing.remaining
    if not any(standing.status(key) == "doing" for key in standing.left if key not in core):
        return sum(remaining[key] for key in core)
    order = [topic.id for topic in in_order(standing, Moment(today), 1.0)]
    sums = zip(order, accumulate(remaining[key] for key in order), strict=True)
    return max((hours for key, hours in sums if key in core), default=0.0)


def _of_topics(moment: Moment) -> Moment:
    return moment._replace(candidacy=None, rows=None)


def _tips(standing: Standing, intentions: Intentions, moment: Moment) -> tuple[Tip, ...]:
    from roadmap_cli.domain.tips import tips_for

    shipped = last_shipped(moment.candidacy, standing.roadmap.job.project_stages)
    return tips_for(standing, intentions.breaks, moment.today, shipped)


def habits(workspace: Workspace, standing: Standing, intentions: Intentions, runs: Streaks) -> Habits:
    """The last four weeks, day by day."""
    first = workspace.today - timedelta(days=WINDOW_DAYS - 1)
    minutes_of, events_of = Counter[date](), Counter[date]()
    for each in standing.state.days:
        minutes_of[each.day] += each.minutes
        events_of[each.day] += each.events
    dates = (first + timedelta(days=ahead) for ahead in range(WINDOW_DAYS))
    days = tuple(DayTotal(day, minutes_of[day], events_of[day]) for day in dates)
    studied = [day for day in days if day.events]
    minutes = sum(day.minutes for day in studied)
    week, until = week_line(workspace, intentions, studied), break_until(workspace.today, intentions.breaks)
    return Habits(
        window=WINDOW_DAYS,
        study_days=len(studied),
        minutes=minutes,
        days=days,
        week=week,
        break_until=until,
        streaks=runs,
    )


def streaks_of(workspace: Workspace, intentions: Intentions, studied: Collection[date]) -> Streaks:
    """Of all days on which something was studied."""
    return streaks(studied, workspace.today, workspace.rhythm.rest_days, intentions.breaks, intentions.plans)


def week_line(workspace: Workspace, intentions: Intentions, studied: Iterable[DayTotal]) -> WeekLine:
    """The week of today, out of study days that may reach further back."""
    first = week_start(workspace.today, workspace.rhythm.week_starts)
    here = [day for day in studied if first <= day.day <= workspace.today]
    goal = round(workspace.goal(intentions.plan)[0] * 60)
    return WeekLine(first=first, minutes=sum(day.minutes for day in here), goal_minutes=goal, study_days=len(here))


def _phase(standing: Standing, phase: Phase, opened: str | None) -> PhaseStatus:
    """With the topics of the phase or module that is `opened` alone, or of all where none is named."""
    here = opened in {None, phase.id}
    modules = tuple(
        module_status(standing, module, with_topics=here or module.id == opened) for module in phase.modules
    )
    return PhaseStatus(
        id=phase.id,
        title=phase.title,
        number=phase.number,
        totals=standing.totals(phase.topics),
        modules=modules,
        hours_left=standing.told(sum(module.hours_left for module in modules)),
    )


def module_status(standing: Standing, module: Module, *, with_topics: bool = True) -> ModuleStatus:
    return ModuleStatus(
        id=module.id,
        title=module.title,
        totals=standing.totals(module.topics),
        topics=tuple(topic_line(standing, topic) for topic in module.topics) if with_topics else (),
        hours_left=standing.hours_ahead(module.topics),
    )
