"""What the days looked like."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from roadmap_cli.domain.days import week_start
from roadmap_cli.domain.habits import Streaks, rests_on
from roadmap_cli.domain.intentions import Intentions, break_on, break_until
from roadmap_cli.domain.progress import DayTotal
from roadmap_cli.reports.activity import ActivityDay, ActivityReport, DayState
from roadmap_cli.services.status import streaks_of, week_line
from roadmap_cli.services.workspace import WINDOW_DAYS, Workspace


def activity(
    workspace: Workspace, weeks: int, days: Iterable[DayTotal] | None = None, runs: Streaks | None = None
) -> ActivityReport:
    """So many weeks up to this one, day by day; streaks over the whole record. `days` are study days of a part of it, `runs`
    its streaks where they are known.
    """
    today, intentions, whose = workspace.today, workspace.intentions(), (workspace.user, workspace.roadmap.id)
    first = week_start(today, workspace.rhythm.week_starts) - timedelta(weeks=weeks - 1)
    since = min(first, today - timedelta(days=WINDOW_DAYS))
    studied = {each.day: each for each in (workspace.log.day_totals(*whose, since) if days is None else days)}
    if runs is None:
        dates_studied = workspace.log.study_dates(*whose) if days is None else studied.keys()
        runs = streaks_of(workspace, intentions, dates_studied)
    dates = (first + timedelta(days=ahead) for ahead in range((today - first).days + 1))
    window = [day for ahead in range(WINDOW_DAYS) if (day := studied.get(today - timedelta(days=ahead)))]
    return ActivityReport(
        today=today,
        weeks=weeks,
        days=tuple(_day(workspace, day, studied, runs, intentions) for day in dates),
        window=WINDOW_DAYS,
        study_days=len(window),
        minutes=sum(day.minutes for day in window),
        week=week_line(workspace, intentions, studied.values()),
        streaks=runs,
        break_until=break_until(today, intentions.breaks),
    )


def _day(
    workspace: Workspace, day: date, studied: Mapping[date, DayTotal], runs: Streaks, intentions: Intentions
) -> ActivityDay:
    total = studied.get(day, DayTotal(day, 0, 0))
    state: DayState
    if day in studied:
        state = "studied"
    elif day in runs.repaired:
        state = "repaired"
    elif break_on(day, intentions.breaks):
        state = "break"
    else:
        state = "rest" if rests_on(day, workspace.rhythm.rest_days, intentions.plans) else "idle"
    return ActivityDay(day=day, minutes=total.minutes, events=total.events, state=state)
