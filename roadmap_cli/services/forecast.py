"""When will I be there."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.forecast import FUTURES, Dates, draw, finish, not_before, pace_needed
from roadmap_cli.domain.intentions import Break, break_until, days_until
from roadmap_cli.domain.lesson import Band
from roadmap_cli.domain.roadmap import Option, Phase
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.forecast import ByLine, EndLine, ForecastReport, PaceLine
from roadmap_cli.reports.status import READY_TITLE
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.burnup import burnup
from roadmap_cli.services.pace import NEVER, Ahead, Outlook, hours_of, hours_to_phases, look_out
from roadmap_cli.services.status import core_line
from roadmap_cli.services.workspace import Workspace

Ends = Callable[[float], Dates]
"""From hours left to dates."""


class Question(NamedTuple):
    """A pace to assume, a day to reach, options to compare, a chart; nothing of it has to be said."""

    hours_per_week: float | None = None
    by: date | None = None
    options: tuple[Option, ...] = ()
    chart: bool = False


def forecast(workspace: Workspace, question: Question, bands: Sequence[Band]) -> ForecastReport:
    """The whole path, each phase, and the options of an open choice side by side."""
    now, intentions = workspace.standing(), workspace.intentions()
    standing = assume(now, question.options[:1])
    outlook = look_out(workspace, now, intentions, question.hours_per_week)
    pace = outlook.pace if outlook.pace.mean else outlook.pace.at(workspace.goal(intentions.plan)[0])
    chance = copy(workspace.chance)
    futures = draw(workspace.chance, pace, outlook.calibration)
    left = hours_of(standing, standing.left.values())

    def ends(hours: float) -> Dates:
        """By the record; the goal stands in for one without hours only where hours have to be multiplied."""
        if standing.no_hours or not (hours and outlook.pace.mean):
            return NEVER
        return finish(futures, hours, workspace.today, intentions.breaks)

    reached = hours_to_phases(workspace, standing, pace.mean, intentions.plan)
    dates = ends(left)
    days = days_until(question.by, workspace.today, intentions.breaks) if question.by else 0
    return ForecastReport(
        roadmap=Named(workspace.roadmap.id, workspace.roadmap.title),
        today=workspace.today,
        done=not standing.left,
        counted=standing.whole.topics.counted,
        hours_left=standing.told(left),
        hours_expected=standing.told(left * outlook.calibration.factor),
        p20=dates.p20,
        p50=dates.p50,
        p80=dates.p80,
        pace=_pace_line(outlook),
        calibration=outlook.calibration,
        phases=tuple(_phases(standing, reached, ends)),
        options=tuple(_option(now, option, ends) for option in question.options or _open_options(now)),
        option=_assumed(standing, now),
        by=_needed(question.by, pace_needed(draw(chance, pace.at(pace.mean), outlook.calibration), pace, left, days))
        if question.by and left and not standing.no_hours
        else None,
        bands=tuple(bands),
        began=outlook.began,
        break_until=break_until(workspace.today, intentions.breaks),
        futures=FUTURES,
        burnup=burnup(workspace, standing, ends) if question.chart else None,
        ready=ready_end(workspace, standing, ends, intentions.breaks),
        without_hours=standing.without_hours,
        no_hours=standing.no_hours,
        core=core_line(standing, ends, workspace.today),
    )


def _needed(by: date, hours: float | None) -> ByLine:
    return ByLine(by, None if hours is None else round(hours, 2))


def assume(standing: Standing, options: Iterable[Option]) -> Standing:
    """The standing as if these options were chosen."""
    return standing.assuming({standing.roadmap.choice_of[each.id].id: each.id for each in options})


def _phases(standing: Standing, reached: Mapping[str, float], ends: Ends) -> Iterable[EndLine]:
    """A phase is reached when its last topic is done, and not before; what comes first of others is done by then."""
    for phase in standing.roadmap.phases:
        hours = hours_of(standing, (topic for topic in phase.topics if topic.id in standing.left))
        yield _end(standing, phase, hours, ends(reached[phase.id]) if hours else NEVER)


def _option(standing: Standing, option: Option, ends: Ends) -> EndLine:
    under = assume(standing, [option])
    hours = hours_of(under, under.left.values())
    return _end(under, option, hours, ends(hours))


def _end(standing: Standing, named: Phase | Option | Named, hours: float, dates: Dates) -> EndLine:
    return EndLine(
        id=named.id,
        title=named.title,
        hours_left=standing.told(hours),
        done=not hours,
        p20=dates.p20,
        p50=dates.p50,
        p80=dates.p80,
    )


def ready_end(workspace: Workspace, standing: Standing, ends: Ends, breaks: Sequence[Break]) -> EndLine | None:
    """By the hours of all that is missing, at the same pace and with the same doubts as the path, and never before its new
    cards have come up.
    """
    if standing.roadmap.job.wanted is None:
        return None
    from roadmap_cli.domain.ready import readiness

    rows, together = readiness(standing, workspace.candidacy(), workspace.today)
    done = all(row.met for row in rows)
    hours = 0.0 if done else together
    dates = not_before(ends(hours), max((row.days for row in rows), default=0), workspace.today, breaks)
    return _end(standing, Named("ready", READY_TITLE), hours, dates)._replace(done=done)


def ready_ahead(workspace: Workspace, standing: Standing, ahead: Ahead) -> EndLine | None:
    """The same out of what was looked at for the path already; of a path that is done no futures were drawn."""
    breaks, futures = ahead.intentions.breaks, ahead.futures
    if futures is None and not ahead.line.no_hours:
        outlook = look_out(workspace, standing, ahead.intentions)
        futures = draw(workspace.chance, outlook.pace, outlook.calibration)

    def ends(hours: float) -> Dates:
        if futures is None or not (hours and ahead.line.hours_per_week):
            return NEVER
        return finish(futures, hours, workspace.today, breaks)

    return ready_end(workspace, standing, ends, breaks)


def _open_options(standing: Standing) -> tuple[Option, ...]:
    open_choices = (choice for choice in standing.roadmap.choices if standing.chosen(choice) is None)
    return tuple(option for choice in open_choices for option in choice.options)


def _assumed(standing: Standing, now: Standing) -> Named | None:
    """The option that the dates hold for, where it is not the chosen one."""
    choice = next((each for each in now.roadmap.choices if now.chosen(each) != standing.effective[each.id]), None)
    if choice is None:
        return None
    option = next(each for each in choice.options if each.id == standing.effective[choice.id])
    return Named(option.id, option.title)


def _pace_line(outlook: Outlook) -> PaceLine:
    pace = outlook.pace
    weeks = tuple(round(week, 2) for week in pace.weeks) if pace.recorded else ()
    return PaceLine(
        basis=outlook.basis,
        hours_per_week=round(pace.mean, 2),
        weeks=weeks,
        idle_weeks=pace.idle_weeks,
        breaks=round(100 * pace.away, 1),
        expected=round(pace.expected.mean, 2),
    )
