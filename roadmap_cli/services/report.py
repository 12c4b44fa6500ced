"""What happened in a time, and in the time before it."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.advice import suggest
from roadmap_cli.domain.candidacy import Candidacy, fold_candidacy
from roadmap_cli.domain.days import WEEK
from roadmap_cli.domain.edit import EDITS, in_order_of_days, was_recorded_at
from roadmap_cli.domain.events import (
    CANDIDACY_KINDS,
    INTENTION_KINDS,
    KINDS,
    STATUS_KINDS,
    Event,
    Kind,
)
from roadmap_cli.domain.forecast import record_since
from roadmap_cli.domain.intentions import DAY, Intentions, days_until, fold_intentions, plan_on
from roadmap_cli.domain.interview import mocks, sittings
from roadmap_cli.domain.job import Job
from roadmap_cli.domain.memory import AGAIN
from roadmap_cli.domain.periods import Span, Told
from roadmap_cli.domain.progress import DayTotal, State, TopicState, fold
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
from roadmap_cli.services.hours import hours
from roadmap_cli.services.pace import Record, look_out, outlook_by
from roadmap_cli.services.prompt import STEPS_ON_STATUS, review_line
from roadmap_cli.services.ready import ready_line, with_rows
from roadmap_cli.services.status import ahead_of_core, streaks_of
from roadmap_cli.services.topic_line import link_line, named
from roadmap_cli.services.workspace import Workspace

OF_A_TIME: frozenset[Kind] = frozenset({"linked", "graded", "told", "practised", "applied"})
"""What is told of a time besides study days, which are sums already, and notes, which are counted."""
DECIDING: frozenset[Kind] = frozenset({*STATUS_KINDS, "chose", "ticked", *INTENTION_KINDS}) - {"timed"}
"""What says where one stood, whenever it was. It grows with the path, and not with the time that is spent on it."""


class _Known(NamedTuple):
    """What is known of a time and of the one before it: the events of OF_A_TIME, what was decided whenever, study days."""

    happened: Sequence[Event]
    decided: Sequence[Event]
    days: Sequence[DayTotal]
    oldest: Event | None

    def within(self, span: Span) -> "_Known":
        happened, decided = ([each for each in its if _is_in(each.day, span)] for its in (self.happened, self.decided))
        days = [each for each in self.days if _is_in(each.day, span)]
        return self._replace(happened=happened, decided=decided, days=days)


def report(workspace: Workspace, told: Told) -> PeriodReport:
    standing, intentions = workspace.standing(), workspace.intentions()
    known, studied = _read(workspace, told), workspace.log.study_dates(workspace.user, workspace.roadmap.id)
    here = known.within(told.days)
    return PeriodReport(
        period=told.period,
        first=told.days.first,
        last=told.days.last,
        today=workspace.today,
        roadmap=Named(workspace.roadmap.id, workspace.roadmap.title),
        user=workspace.user,
        study=_study(workspace, intentions, here.days, told.days, told.whole),
        topics=_topics(Standing(workspace.roadmap, fold(here.decided)), standing),
        evidence=_evidence(standing, here.happened),
        notes=workspace.number_of("noted", told.days.first, told.days.last),
        reviews=_reviews(standing, here.happened),
        streaks=streaks_of(workspace, intentions, studied),
        move=_move(workspace, standing, intentions, known, told.days),
        forecast=ahead_of_core(workspace, standing, intentions).line,
        next=suggest(standing, workspace.moment(standing, with_job=False), STEPS_ON_STATUS),
        waiting=review_line(waiting(standing, workspace.day_of)),
        counted=standing.whole.topics.counted,
        so_far=told.period != "range" and told.days.last >= workspace.today,
        before=_earlier(workspace, intentions, known, studied, told),
        ready=ready_line(standing, with_rows(standing, workspace.moment(standing))),
        practice=_practice(workspace, here.happened, told.days),
        hours=hours(workspace, standing, told.days) if told.period == "year" else None,
    )


def _read(workspace: Workspace, told: Told) -> _Known:
    first, last = min(told.before.first, told.days.first), told.days.last
    return _Known(
        happened=workspace.during(OF_A_TIME, first, last),
        decided=workspace.during(DECIDING),
        days=workspace.log.day_totals(workspace.user, workspace.roadmap.id, first),
        oldest=workspace.oldest(),
    )


def _is_in(day: date, span: Span) -> bool:
    return span.first <= day <= span.last


def _study(
    workspace: Workspace, intentions: Intentions, days: Sequence[DayTotal], told: Span, whole: Span
) -> StudyLine:
    """The goal is that of the plan in force on the last day, and of the whole time, which may not be over yet."""
    goal = workspace.goal(plan_on(told.last, intentions.plans))[0] * 60
    meant = whole.length - _break_days(intentions, whole)
    return StudyLine(
        minutes=sum(day.minutes for day in days),
        goal_minutes=round(goal * meant / WEEK),
        study_days=len(days),
        days=told.length,
        break_days=_break_days(intentions, told),
    )


def _break_days(intentions: Intentions, span: Span) -> int:
    return span.length - days_until(span.last, span.first, intentions.breaks)


def _earlier(
    workspace: Workspace, intentions: Intentions, known: _Known, studied: Collection[date], told: Told
) -> EarlierLine | None:
    """None where nothing of that time, or of any before it, is known."""
    span = told.before
    if not _is_known(workspace, known.oldest, studied, span.last):
        return None
    here = known.within(span)
    states = fold(here.decided).topics.values()
    ratings = _ratings(here.happened)
    return EarlierLine(
        first=span.first,
        last=span.last,
        study=_study(workspace, intentions, here.days, span, span),
        finished=sum(each.status == "done" and not each.placed for each in states),
        grades=len(ratings),
        recalled=sum(rating > AGAIN for rating in ratings),
    )


def _is_known(workspace: Workspace, oldest: Event | None, studied: Collection[date], last: date) -> bool:
    """Whether anything counts for a day up to that one. Only what was back-dated can where the oldest entry does not."""
    if oldest is None or oldest.day <= last or any(day <= last for day in studied):
        return oldest is not None
    return bool(workspace.during(KINDS.keys() - {"logged", "undone", *EDITS}, last=last))


def _topics(happened: Standing, now: Standing) -> TopicChanges:
    """In the order in which it was said. What then ended a topic that was merged of several ended all of it."""
    ended = {each.decided: each for each in now.states.values() if each.decided}
    states = [(key, ended.get(each.decided, each)) for key, each in happened.states.items()]
    states.sort(key=lambda each: each[1].decided)

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
        unsure=totals.unsure,
    )


def _practice(workspace: Workspace, happened: Sequence[Event], span: Span) -> PracticeSums:
    """A story was told in that time when it lacks nothing at its end and lacked something before."""
    job, its = workspace.roadmap.job, [each for each in happened if each.kind in CANDIDACY_KINDS]
    if not its:
        return PracticeSums()
    told = workspace.during(["told"], last=span.last) if any(each.kind == "told" for each in its) else []
    before, end = (fold_candidacy(each) for each in ([each for each in told if each.day < span.first], told))
    practice = fold_candidacy(its).practice
    held = sum(len(mocks(practice, each)) for each in job.formats)
    moved = (each for each in its if each.kind == "applied" and (each.data.get("stage") or each.data.get("closed")))
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


def _move(workspace: Workspace, standing: Standing, intentions: Intentions, known: _Known, told: Span) -> Move:
    """From the morning of the first day up to now, or to the morning after the last."""
    then = _side(workspace, known, told.first)
    end = _side(workspace, known, told.last + DAY) if then and told.last < workspace.today else None
    outlook = look_out(workspace, standing, intentions)
    now = Side(today=workspace.today, standing=standing, breaks=intentions.breaks, outlook=outlook)
    return compare(then, end or now, workspace.chance)


def _side(workspace: Workspace, known: _Known, first: date) -> Side | None:
    """What a forecast stood on in the morning of that day, by all that is known of the days before; None where nothing
    had been recorded yet.
    """
    if known.oldest is None or workspace.day_of(was_recorded_at(known.oldest, workspace.now)) >= first:
        return None
    past = [each for each in known.decided if each.day < first]
    there = workspace._replace(now=workspace.now - (workspace.today - first))
    standing, intentions = Standing(workspace.roadmap, _state(workspace, past, first)), fold_intentions(past)
    outlook = outlook_by(_record(workspace, intentions, first), there, standing, intentions)
    return Side(today=first, standing=standing, breaks=intentions.breaks, outlook=outlook)


def _state(workspace: Workspace, past: Sequence[Event], first: date) -> State:
    """What was decided before that day, with the minutes that are known of it: those of now without those of the days since,
    so that time of no day was always known.
    """
    now, then = workspace.log.state(workspace.user, workspace.roadmap.id, first), fold(past)
    since: dict[str, int] = {}
    for day in now.days:
        since[day.topic] = since.get(day.topic, 0) + day.minutes
    topics = {
        key: then.topics.get(key, TopicState(key))._replace(minutes=state.minutes - since.get(key, 0))
        for key, state in now.topics.items()
    }
    return then._replace(topics=topics)


def _record(workspace: Workspace, intentions: Intentions, first: date) -> Record:
    """Of the days before that one, as far back as a pace looks."""
    whose = workspace.user, workspace.roadmap.id
    totals, logged = (
        workspace.log.day_totals(*whose, record_since(first, intentions.breaks)),
        workspace.log.first_logged(*whose),
    )
    return Record([each for each in totals if each.day < first], logged if logged and logged < first else None)
