"""What happened in a time, and in the time before it."""

from collections.abc import Sequence
from datetime import date

from roadmap_cli.domain.advice import suggest
from roadmap_cli.domain.candidacy import Candidacy, fold_candidacy
from roadmap_cli.domain.days import WEEK
from roadmap_cli.domain.events import CANDIDACY_KINDS, Event, in_order_of_days, was_recorded_at
from roadmap_cli.domain.intentions import DAY, Intentions, days_until, fold_intentions, plan_on
from roadmap_cli.domain.interview import mocks, sittings
from roadmap_cli.domain.job import Job
from roadmap_cli.domain.memory import AGAIN
from roadmap_cli.domain.periods import Span, Told
from roadmap_cli.domain.progress import DayTotal, State, fold
from roadmap_cli.domain.ready import what_lacks
from roadmap_cli.domain.review import waiting
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.evidence import EvidenceLine
from roadmap_cli.reports.report import (
    EarlierLine,
    Move,
    PeriodReport,
    PracticeSums,
    ReviewSums,
    StudyLine,
    TopicChanges,
    TopicTime,
)
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.forecast_change import Side, compare
from roadmap_cli.services.pace import Record, forecast_line, look_out, outlook_by
from roadmap_cli.services.prompt import review_line
from roadmap_cli.services.ready import ready_line, with_rows
from roadmap_cli.services.status import STEPS_ON_STATUS, streaks_of
from roadmap_cli.services.topic_line import link_line, named
from roadmap_cli.services.workspace import Workspace


def report(workspace: Workspace, told: Told) -> PeriodReport:
    standing, intentions = workspace.standing(), workspace.intentions()
    events = [each for each in workspace.events() if each.kind != "undone"]
    happened = _within(events, told.days)
    studied = workspace.log.study_dates(workspace.user, workspace.roadmap.id)
    return PeriodReport(
        period=told.period,
        first=told.days.first,
        last=told.days.last,
        today=workspace.today,
        roadmap=Named(workspace.roadmap.id, workspace.roadmap.title),
        user=workspace.user,
        study=_study(workspace, intentions, happened, told.days, told.whole),
        topics=_topics(Standing(workspace.roadmap, fold(happened)), standing),
        evidence=_evidence(standing, happened),
        notes=sum(each.kind == "noted" for each in happened),
        reviews=_reviews(standing, happened),
        streaks=streaks_of(workspace, intentions, studied),
        move=_move(workspace, standing, intentions, events, told.days),
        forecast=forecast_line(workspace, standing, intentions),
        next=suggest(standing, workspace.moment(standing, with_job=False), STEPS_ON_STATUS),
        waiting=review_line(waiting(standing, workspace.day_of)),
        counted=standing.whole.topics.counted,
        so_far=told.period != "range" and told.days.last >= workspace.today,
        before=_earlier(workspace, intentions, events, told),
        ready=ready_line(standing, with_rows(standing, workspace.moment(standing))),
        practice=_practice(standing.roadmap.job, events, told.days),
    )


def _within(events: Sequence[Event], span: Span) -> list[Event]:
    return [each for each in events if span.first <= each.day <= span.last]


def _study(
    workspace: Workspace, intentions: Intentions, happened: Sequence[Event], told: Span, whole: Span
) -> StudyLine:
    """The goal is that of the plan in force on the last day, and of the whole time, which may not be over yet."""
    days = fold(happened).days
    goal = workspace.goal(plan_on(told.last, intentions.plans))[0] * 60
    meant = whole.length - _break_days(intentions, whole)
    return StudyLine(
        minutes=sum(day.minutes for day in days),
        goal_minutes=round(goal * meant / WEEK),
        study_days=len({day.day for day in days}),
        days=told.length,
        break_days=_break_days(intentions, told),
    )


def _break_days(intentions: Intentions, span: Span) -> int:
    return span.length - days_until(span.last, span.first, intentions.breaks)


def _earlier(workspace: Workspace, intentions: Intentions, events: Sequence[Event], told: Told) -> EarlierLine | None:
    """None where nothing of that time, or of any before it, is known."""
    span = told.before
    if not any(each.day <= span.last for each in events):
        return None
    happened = _within(events, span)
    states = fold(happened).topics.values()
    ratings = _ratings(happened)
    return EarlierLine(
        first=span.first,
        last=span.last,
        study=_study(workspace, intentions, happened, span, span),
        finished=sum(each.status == "done" and not each.placed for each in states),
        grades=len(ratings),
        recalled=sum(rating > AGAIN for rating in ratings),
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
    proofs = (each for each in in_order_of_days(happened) if each.kind == "linked" and each.data["proves"])
    return tuple(EvidenceLine(named(standing, each.topic or ""), link_line(each)) for each in proofs)


def _reviews(standing: Standing, happened: Sequence[Event]) -> ReviewSums:
    ratings = _ratings(happened)
    totals = standing.whole
    return ReviewSums(
        grades=len(ratings),
        recalled=sum(rating > AGAIN for rating in ratings),
        fresh=totals.fresh,
        fading=totals.fading,
        untested=totals.untested,
    )


def _practice(job: Job, events: Sequence[Event], span: Span) -> PracticeSums:
    """A story was told in that time when it lacks nothing at its end and lacked something before."""
    its = [each for each in events if each.kind in CANDIDACY_KINDS and each.day <= span.last]
    happened = _within(its, span)
    if not happened:
        return PracticeSums()
    before, end = (fold_candidacy(each) for each in ([each for each in its if each.day < span.first], its))
    practice = fold_candidacy(happened).practice
    held = sum(len(mocks(practice, each)) for each in job.formats)
    moved = (
        each for each in happened if each.kind == "applied" and (each.data.get("stage") or each.data.get("closed"))
    )
    return PracticeSums(
        mocks=held,
        sittings=len(sittings(practice)) - held,
        stories=len(_told(end, job) - _told(before, job)),
        applications=len({each.data["application"] for each in moved}),
    )


def _told(candidacy: Candidacy, job: Job) -> set[str]:
    return {each.id for each in candidacy.stories if not what_lacks(each, job)}


def _ratings(happened: Sequence[Event]) -> list[int]:
    return [each.data["rating"] for each in happened if each.kind == "graded"]


def _move(
    workspace: Workspace, standing: Standing, intentions: Intentions, events: Sequence[Event], told: Span
) -> Move:
    """From the morning of the first day up to now, or to the morning after the last."""
    then = _side(workspace, events, told.first)
    end = _side(workspace, events, told.last + DAY) if then and told.last < workspace.today else None
    outlook = look_out(workspace, standing, intentions)
    now = Side(today=workspace.today, standing=standing, breaks=intentions.breaks, outlook=outlook)
    return compare(then, end or now, workspace.chance)


def _side(workspace: Workspace, events: Sequence[Event], first: date) -> Side | None:
    """What a forecast stood on in the morning of that day, by all that is known of the days before; None where nothing
    had been recorded yet.
    """
    if not events or workspace.day_of(was_recorded_at(events[0], workspace.now)) >= first:
        return None
    past = [each for each in events if each.day < first]
    there = workspace._replace(now=workspace.now - (workspace.today - first))
    standing, intentions = Standing(workspace.roadmap, fold(past)), fold_intentions(past)
    outlook = outlook_by(_record(standing.state), there, standing, intentions)
    return Side(today=first, standing=standing, breaks=intentions.breaks, outlook=outlook)


def _record(state: State) -> Record:
    totals: dict[date, DayTotal] = {}
    for each in state.days:
        before = totals.get(each.day, DayTotal(each.day, 0, 0))
        totals[each.day] = DayTotal(each.day, before.minutes + each.minutes, before.events + each.events)
    first_logged = min((day for day, total in totals.items() if total.minutes), default=None)
    return Record(tuple(totals.values()), first_logged)
