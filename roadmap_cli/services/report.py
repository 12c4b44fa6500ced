"""What happened in the last week or month."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from roadmap_cli.domain.advice import suggest
from roadmap_cli.domain.days import WEEK
from roadmap_cli.domain.events import Event, milliseconds_of
from roadmap_cli.domain.intentions import DAY, Intentions, break_on, fold_intentions
from roadmap_cli.domain.memory import AGAIN
from roadmap_cli.domain.progress import DayTotal, State, fold
from roadmap_cli.domain.review import waiting
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.evidence import EvidenceLine
from roadmap_cli.reports.report import Move, Period, PeriodReport, ReviewSums, StudyLine, TopicChanges, TopicTime
from roadmap_cli.reports.topic import Named
from roadmap_cli.services.forecast_change import Side, compare
from roadmap_cli.services.pace import Record, forecast_line, look_out, outlook_by
from roadmap_cli.services.status import STEPS_ON_STATUS, review_line, streaks_of
from roadmap_cli.services.topic import link_line, named
from roadmap_cli.services.workspace import Workspace

DAYS: dict[Period, int] = {"week": WEEK, "month": 30}


def report(workspace: Workspace, period: Period) -> PeriodReport:
    """Of the last seven or thirty days."""
    standing, intentions = workspace.standing(), workspace.intentions()
    events = [each for each in workspace.events() if each.kind != "undone"]
    days = _days(workspace.today, events, DAYS[period])
    studied = {each.day for each in workspace.log.day_totals(workspace.user, workspace.roadmap.id)}
    happened = [each for each in events if days[0] <= each.day <= days[-1]]
    return PeriodReport(
        period=period,
        first=days[0],
        last=days[-1],
        today=workspace.today,
        roadmap=Named(workspace.roadmap.id, workspace.roadmap.title),
        user=workspace.user,
        study=_study(workspace, intentions, fold(happened), days),
        topics=_topics(Standing(workspace.roadmap, fold(happened)), standing),
        evidence=_evidence(standing, happened),
        notes=sum(each.kind == "noted" for each in happened),
        reviews=_reviews(standing, happened),
        streaks=streaks_of(workspace, intentions, studied),
        move=_move(workspace, standing, intentions, _then(workspace, events, days[0])),
        forecast=forecast_line(workspace, standing, intentions),
        next=suggest(standing, workspace.moment(standing), STEPS_ON_STATUS),
        waiting=review_line(waiting(standing, workspace.day_of)),
        counted=standing.whole.topics.counted,
    )


def _days(today: date, events: Sequence[Event], number: int) -> tuple[date, ...]:
    """Today is the last of them once something is recorded on it: a Monday morning tells of the same week as the Sunday
    evening before.
    """
    last = today if any(each.day == today for each in events) else today - DAY
    return tuple(last - timedelta(days=ago) for ago in reversed(range(number)))


def _study(workspace: Workspace, intentions: Intentions, happened: State, days: Sequence[date]) -> StudyLine:
    breaks = sum(break_on(day, intentions.breaks) is not None for day in days)
    goal = workspace.goal(intentions.plan)[0] * 60 * (len(days) - breaks) / WEEK
    minutes = sum(day.minutes for day in happened.days)
    return StudyLine(
        minutes=minutes,
        goal_minutes=round(goal),
        study_days=len({day.day for day in happened.days}),
        days=len(days),
        break_days=breaks,
    )


def _topics(happened: Standing, now: Standing) -> TopicChanges:
    """In the order in which it was said."""
    states = sorted(happened.states.items(), key=lambda each: each[1].decided)

    def those(status: Status) -> tuple[Named, ...]:
        return tuple(named(now, key) for key, state in states if state.status == status and not state.placed)

    finished = tuple(TopicTime(topic.id, topic.title, now.minutes(topic.id)) for topic in those("done"))
    placed = tuple(named(now, key) for key, state in states if state.placed)
    return TopicChanges(finished=finished, started=those("doing"), skipped=those("skipped"), placed=placed)


def _evidence(standing: Standing, happened: Sequence[Event]) -> tuple[EvidenceLine, ...]:
    proofs = (each for each in happened if each.kind == "linked" and each.data["proves"])
    return tuple(EvidenceLine(named(standing, each.topic or ""), link_line(each)) for each in proofs)


def _reviews(standing: Standing, happened: Sequence[Event]) -> ReviewSums:
    ratings = [each.data["rating"] for each in happened if each.kind == "graded"]
    totals = standing.whole
    return ReviewSums(
        grades=len(ratings),
        recalled=sum(rating > AGAIN for rating in ratings),
        fresh=totals.fresh,
        fading=totals.fading,
        untested=totals.untested,
    )


def _move(workspace: Workspace, standing: Standing, intentions: Intentions, then: Side | None) -> Move:
    now = Side(
        today=workspace.today,
        standing=standing,
        breaks=intentions.breaks,
        outlook=look_out(workspace, standing, intentions),
    )
    return compare(then, now, workspace.chance)


def _then(workspace: Workspace, events: Sequence[Event], first: date) -> Side | None:
    """What a forecast stood on in the morning of that day, by all that is known of the days before; None where nothing
    had been recorded yet.
    """
    if not events or workspace.day_of(_recorded(events[0])) >= first:
        return None
    past = [each for each in events if each.day < first]
    there = workspace._replace(now=workspace.now - (workspace.today - first))
    standing, intentions = Standing(workspace.roadmap, fold(past)), fold_intentions(past)
    outlook = outlook_by(_record(standing.state), there, standing, intentions)
    return Side(today=first, standing=standing, breaks=intentions.breaks, outlook=outlook)


def _recorded(event: Event) -> datetime:
    return datetime.fromtimestamp(milliseconds_of(event.id) / 1000, UTC)


def _record(state: State) -> Record:
    totals: dict[date, DayTotal] = {}
    for each in state.days:
        before = totals.get(each.day, DayTotal(each.day, 0, 0))
        totals[each.day] = DayTotal(each.day, before.minutes + each.minutes, before.events + each.events)
    first_logged = min((day for day, total in totals.items() if total.minutes), default=None)
    return Record(tuple(totals.values()), first_logged)
