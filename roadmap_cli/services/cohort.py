"""Those who learn by one roadmap as their mentors see them, and the summaries that this is read off."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256
from math import ceil
from typing import NamedTuple

from roadmap_cli.domain.cohort import CohortFound, CohortPage, CohortPart, Order
from roadmap_cli.domain.roadmap import Phase, Roadmap
from roadmap_cli.domain.standing import Standing
from roadmap_cli.domain.summary import (
    RULES,
    InProgress,
    OnRecord,
    PhaseSums,
    Summary,
    arrival,
    fresh_on,
    hours_of_days,
    looked_back,
    percent_of,
    summarise,
)
from roadmap_cli.errors import CannotBeDone, did_you_mean
from roadmap_cli.reports.cohort import (
    CohortPhase,
    CohortReport,
    DoneOf,
    LearnerLine,
    MeReport,
    StuckLine,
    StuckTopic,
)
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.pace import marked_first
from roadmap_cli.services.workspace import Workspace

MOST_STUCK = 5
DIGITS = 16


class CohortAsked(NamedTuple):
    """`page` counts from 1, in pages of so many; without a number of lines all are on one."""

    group: str | None = None
    phase: Phase | None = None
    idle_days: int | None = None
    order: Order = "name"
    reverse: bool = False
    page: int = 1
    lines: int | None = None


def made_with(workspace: Workspace) -> str:
    """What a summary stands on besides the record: what counts by the roadmap, settings, and how it is worked out."""
    roadmap, rhythm = workspace.roadmap, workspace.rhythm
    topics = [
        (
            each.id,
            each.phase,
            each.hours,
            each.option,
            each.hidden,
            each.formerly,
            each.merges,
            each.cards,
            each.criteria,
        )
        for each in roadmap.topics.values()
    ]
    estimated = [each.is_estimated for each in roadmap.topics.values()]
    choices = [(each.id, [option.id for option in each.options]) for each in roadmap.choices]
    of_learner = (workspace.reviewing.fresh_from, rhythm.hours_per_week, rhythm.day_start, workspace.now.utcoffset())
    told = (RULES, [each.id for each in roadmap.phases], topics, estimated, choices, of_learner)
    return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def summary_of(workspace: Workspace, made: str) -> Summary | None:
    """`made` with what. None for somebody with no record on the roadmap."""
    log, whose = workspace.log, (workspace.user, workspace.roadmap.id)
    newest = log.cohort.newest(*whose)
    if newest is None:
        return None
    standing, intentions = workspace.standing(), workspace.intentions()
    seen = max((*log.study_dates(*whose), *_touched(workspace, standing)), default=None)
    first = (log.first_logged(*whose), marked_first(workspace, standing))
    record = OnRecord(
        totals=log.day_totals(*whose, looked_back(seen, intentions.breaks)),
        seen=seen,
        first=min((day for day in first if day), default=None),
        breaks=intentions.breaks,
        goal=workspace.goal(intentions.plan)[0],
        day_of=workspace.day_of,
    )
    empty = Summary(user=whose[0], roadmap=whose[1], newest=newest, made_with=made)
    return summarise(empty, standing, record)


def _touched(workspace: Workspace, standing: Standing) -> Iterator[date]:
    """Days on which anything was said of a topic, be it no study."""
    for each in standing.state.topics.values():
        yield from (each.last_day,) if each.last_day else ()
        yield from (workspace.day_of(each.started_at),) if each.started_at else ()


def keep(workspace: Workspace) -> None:
    """The learner's own summary, as it is now."""
    make(workspace, [workspace.user])


def stale(workspace: Workspace, *, own: bool = False) -> list[str]:
    """Whose summary is not of their last event, or not of the roadmap as it is now; with `own` of the learner alone."""
    found = workspace.log.cohort.stale(workspace.roadmap.id, made_with(workspace))
    return [each for each in found if each == workspace.user] if own else found


def make(workspace: Workspace, users: Iterable[str]) -> None:
    """The summaries of these, for who may read everything of them."""
    made = made_with(workspace)
    for user in users:
        summary = summary_of(workspace._replace(user=user), made)
        if summary is not None:
            workspace.log.cohort.put(summary)


def differing(workspace: Workspace, users: Iterable[str]) -> list[str]:
    """Whose summary should say what is recorded, and does not."""
    found, made = [], made_with(workspace)
    for user in users:
        its = workspace.log.cohort.of(user, workspace.roadmap.id)
        kept = next(iter(its.summaries), None)
        now = summary_of(workspace._replace(user=user), made)
        is_current = kept and now and (kept.newest, kept.made_with) == (now.newest, now.made_with)
        found += [user] if its.unread or (is_current and kept != now) else []
    return found


def cohort(workspace: Workspace, asked: CohortAsked) -> CohortReport:
    """Raises CannotBeDone for a group that there is not, and for a page behind the last."""
    log, roadmap, today = workspace.log.cohort, workspace.roadmap, workspace.today
    if asked.group is not None:
        assert_group(workspace, asked.group)
    idle_since = None if asked.idle_days is None else today - timedelta(days=asked.idle_days)
    part = CohortPart(
        roadmap=roadmap.id, group=asked.group, phase=asked.phase and asked.phase.id, idle_since=idle_since
    )
    numbers = log.numbers(part, today)
    pages = ceil(numbers.learners / asked.lines) if asked.lines else 1
    if asked.page > max(pages, 1):
        sentence = f"there is no page {asked.page}"
        raise CannotBeDone(sentence, f"the last one is {pages}" if pages else "nobody meets these conditions")
    page = CohortPage(
        today=today,
        order=asked.order,
        reverse=asked.reverse,
        after=(asked.page - 1) * (asked.lines or 0),
        limit=asked.lines,
    )
    lines, unread = _lines(workspace, log.page(part, page))
    return CohortReport(
        roadmap=Named(roadmap.id, roadmap.title),
        as_of=today,
        group=asked.group,
        phase=asked.phase and Named(asked.phase.id, asked.phase.title),
        idle_since=idle_since,
        sort=asked.order,
        page=asked.page,
        pages=max(pages, 1),
        learners=numbers.learners,
        done=numbers.done,
        stuck=numbers.stuck,
        phases=_phases(roadmap, log.phases(part)),
        stuck_topics=tuple(
            StuckTopic(_named(roadmap, topic), number) for topic, number in log.stuck(part, today, MOST_STUCK)
        ),
        lines=lines,
        unread=unread,
    )


def _lines(workspace: Workspace, found: CohortFound) -> tuple[tuple[LearnerLine, ...], tuple[str, ...]]:
    """And who is left out, since nothing comes of what is kept of them."""
    lines, unread = [], [*found.unread]
    for each in found.summaries:
        try:
            lines.append(_line(workspace, each))
        except (ArithmeticError, LookupError, ValueError):
            unread.append(each.user)
    return tuple(lines), tuple(sorted(unread))


def me(workspace: Workspace) -> MeReport:
    """What a mentor sees of this learner."""
    roadmap = workspace.roadmap
    found = workspace.log.cohort.of(workspace.user, roadmap.id)
    lines, unread = _lines(workspace, found)
    return MeReport(
        roadmap=Named(roadmap.id, roadmap.title),
        as_of=workspace.today,
        user=workspace.user,
        groups=tuple(workspace.log.cohort.groups_of(workspace.user)),
        line=next(iter(lines), None),
        kept=found.summaries[0] if lines else None,
        unread=bool(unread),
    )


def assert_group(workspace: Workspace, group: str) -> None:
    """Raises CannotBeDone for one that nobody is in."""
    names = [each.group for each in workspace.log.cohort.groups()]
    if group not in names:
        sentence = f'there is no group "{group}"'
        raise CannotBeDone(sentence, did_you_mean(group, names) or "see: roadmap group list")


def _line(workspace: Workspace, its: Summary) -> LearnerLine:
    today, roadmap = workspace.today, workspace.roadmap
    return LearnerLine(
        user=its.user,
        percent=its.percent,
        topics=DoneOf(its.done, its.topics),
        hours=DoneOf(its.hours_done, its.hours),
        recent_hours=round(hours_of_days(its, today), 2),
        phase=its.phase or None,
        topic=its.topic and _named(roadmap, its.topic.topic),
        since=its.topic and its.topic.since,
        last_day=its.seen,
        arrival=arrival(its, today),
        stuck=_stuck(workspace, its.stuck),
        proven=its.proven,
        fresh=fresh_on(its, today),
    )


def _stuck(workspace: Workspace, begun: InProgress | None) -> StuckLine | None:
    if begun is None or begun.due >= workspace.today:
        return None
    days = (workspace.today - begun.due).days
    return StuckLine(topic=_named(workspace.roadmap, begun.topic), since=begun.since, due=begun.due, days=days)


def _phases(roadmap: Roadmap, found: Iterable[PhaseSums]) -> tuple[CohortPhase, ...]:
    """In the order of the roadmap; phases that it does not have are a learner's own."""
    sums = {each.phase: each for each in found}
    return tuple(
        CohortPhase(
            id=phase.id,
            title=phase.title,
            number=phase.number,
            percent=percent_of(its),
            topics=DoneOf(its.done, its.topics),
            hours=DoneOf(round(its.hours_done, 2), round(its.hours, 2)),
        )
        for phase in roadmap.phases
        if (its := sums.get(phase.id)) is not None
    )


def _named(roadmap: Roadmap, topic: str) -> Named:
    """One that a learner has added goes by its id."""
    found = roadmap.topic_of(topic)
    return Named(topic, found.title if found else topic)
