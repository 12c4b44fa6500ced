"""The weekly goal, the if-then plan, and the coming study blocks."""

from datetime import time
from typing import NamedTuple

from roadmap_cli.domain.days import WEEKDAYS, week_start
from roadmap_cli.domain.events import Fact
from roadmap_cli.domain.forecast import calibrate
from roadmap_cli.domain.intentions import Plan, break_until
from roadmap_cli.domain.phrasing import amount, weekdays_text
from roadmap_cli.domain.study_blocks import fill, gathered, study_dates
from roadmap_cli.errors import WrongUsage
from roadmap_cli.reports.plan import PlanReport
from roadmap_cli.services.review_stats import coming_cards
from roadmap_cli.services.workspace import Workspace

MOST_BLOCK = 12 * 60


class Wish(NamedTuple):
    """What a plan is changed to; None leaves a part as it is."""

    hours_per_week: float | None = None
    days: frozenset[int] | None = None
    at: time | None = None
    cue: str | None = None


def plan(workspace: Workspace, wish: Wish, weeks: int) -> PlanReport:
    """Keep what is wished, if anything, and lay out the coming weeks. Raises WrongUsage for blocks of half a day."""
    intentions = workspace.intentions()
    before = intentions.plan or Plan()
    wished = _changed(before, wish)
    changes = wished != before
    goal, source = workspace.goal(wished)
    days = wished.days or _usual_days(workspace)
    minutes = _block_minutes(goal, days)
    if changes:
        workspace.append([_planned(workspace, wished)])
    standing = workspace.standing()
    dates = tuple(study_dates(workspace.today, weeks, days, intentions.breaks))
    cards = gathered(coming_cards(workspace, standing, 7 * weeks), workspace.today, dates)
    blocks = tuple(fill(standing, dates, minutes, calibrate(standing).factor, cards))
    until = break_until(workspace.today, intentions.breaks)
    return PlanReport(
        today=workspace.today,
        hours_per_week=goal,
        source=source,
        days=days,
        at=wished.at,
        cue=wished.cue,
        minutes=minutes,
        weeks=weeks,
        blocks=blocks,
        changed=changes,
        break_until=until,
        week=week_start(workspace.today, workspace.rhythm.week_starts),
        no_hours=standing.no_hours and bool(standing.left),
    )


def _changed(before: Plan, wish: Wish) -> Plan:
    return Plan(
        hours_per_week=before.hours_per_week if wish.hours_per_week is None else wish.hours_per_week,
        days=before.days if wish.days is None else tuple(sorted(wish.days)),
        at=before.at if wish.at is None else wish.at,
        cue=before.cue if wish.cue is None else wish.cue,
    )


def _usual_days(workspace: Workspace) -> tuple[int, ...]:
    return tuple(weekday for weekday in range(len(WEEKDAYS)) if weekday not in workspace.rhythm.rest_days)


def _block_minutes(goal: float, days: tuple[int, ...]) -> int:
    """To five minutes, so that it can be kept in mind."""
    minutes = max(5 * round(goal * 60 / len(days) / 5), 5)
    if minutes > MOST_BLOCK:
        sentence = f"{goal:g} hours a week on {weekdays_text(days)} would be {amount(minutes / 60)} a day"
        raise WrongUsage(sentence, "name more days, or fewer hours")
    return minutes


def _planned(workspace: Workspace, wished: Plan) -> Fact:
    return workspace.fact(
        "planned",
        hours_per_week=wished.hours_per_week,
        days=",".join(WEEKDAYS[weekday] for weekday in wished.days),
        at=wished.at.isoformat("minutes") if wished.at else None,
        cue=wished.cue,
    )


def kept_plan(workspace: Workspace) -> Plan:
    return workspace.intentions().plan or Plan()
