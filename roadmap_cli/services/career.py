"""The job that a roadmap leads to, and where the learner stands on the way to it."""

from collections.abc import Iterable

from roadmap_cli.domain.career import Activity, Career, Faq, Figure, Level, Salary, SkillText
from roadmap_cli.domain.skills import standing_of
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.career import (
    ActivityLine,
    CareerReport,
    FaqLine,
    FigureLine,
    PointLine,
    RungLine,
    SalaryLine,
    SkillLine,
    SourceLine,
    TipLine,
)
from roadmap_cli.reports.forecast import EndLine
from roadmap_cli.reports.status import ForecastLine
from roadmap_cli.reports.topic_line import Named, TopicLine
from roadmap_cli.services.choice_status import choice_status
from roadmap_cli.services.forecast import ready_ahead
from roadmap_cli.services.pace import look_ahead
from roadmap_cli.services.topic_line import named, topic_line
from roadmap_cli.services.workspace import Workspace

When = tuple[ForecastLine | None, EndLine | None]
NOTHING = Career("")


def career(workspace: Workspace, told: Career | None) -> CareerReport:
    """`told` is None where the roadmap speaks of no job."""
    standing, its = workspace.standing(), told or NOTHING
    asks_when = any(each.timeline for each in its.faq)
    when = _when(workspace, standing) if asks_when else (None, None)
    return CareerReport(
        roadmap=Named(workspace.roadmap.id, workspace.roadmap.title),
        as_of=workspace.today,
        title=told.title if told else None,
        summary=its.summary,
        source=SourceLine(title=its.source, url=its.url, year=its.year, note=its.note),
        currency=its.currency,
        salary=tuple(_salary(its, each) for each in its.salary),
        ladder=tuple(_rung(standing, each) for each in its.level),
        day=tuple(_activity(standing, each) for each in its.activity),
        skills=tuple(_skill(standing, each) for each in its.skill),
        roles=its.role,
        faq=tuple(_faq(standing, its, each, when) for each in its.faq),
        figures=tuple(_figure(standing, its, each) for each in its.figure),
        tips=tuple(TipLine(id=each.id, voice=each.voice, text=each.text, part=each.part) for each in its.tip),
    )


def _salary(its: Career, salary: Salary) -> SalaryLine:
    return SalaryLine(
        id=salary.id,
        title=salary.title,
        years=salary.years,
        min=salary.min,
        max=salary.max,
        top=salary.top,
        focus=salary.focus,
        note=salary.note,
        source=salary.source or its.source,
        year=salary.year or its.year,
    )


def _rung(standing: Standing, level: Level) -> RungLine:
    stands, topics = standing_of(standing, level.supports), _topics(standing, level.supports)
    return RungLine(
        id=level.id,
        title=level.title,
        focus=level.focus,
        covered_topics=stands.covered_topics,
        counted_topics=stands.counted_topics,
        proven_topics=sum(each.proven and each.id in standing.path and each.status != "skipped" for each in topics),
        covered=stands.covered,
        topics=topics,
    )


def _activity(standing: Standing, activity: Activity) -> ActivityLine:
    return ActivityLine(
        id=activity.id,
        title=activity.title,
        meaning=activity.meaning,
        example=activity.example,
        topics=_topics(standing, activity.supports),
    )


def _skill(standing: Standing, skill: SkillText) -> SkillLine:
    stands = standing_of(standing, skill.topics)
    return SkillLine(
        id=skill.id,
        title=skill.title,
        meaning=skill.meaning,
        covered_topics=stands.covered_topics,
        counted_topics=stands.counted_topics,
        covered=stands.covered,
        proven=stands.proven,
        fresh=stands.fresh,
        hours_left=stands.hours_left,
        missing=tuple(named(standing, each) for each in stands.missing),
        stale=tuple(named(standing, each) for each in stands.stale),
    )


def _when(workspace: Workspace, standing: Standing) -> When:
    """The end of the path, and where the roadmap says what it takes, being ready."""
    ahead = look_ahead(workspace, standing, workspace.intentions())
    if standing.roadmap.job.wanted is None:
        return ahead.line, None
    return ahead.line, ready_ahead(workspace, standing, ahead)


def _faq(standing: Standing, its: Career, faq: Faq, when: When) -> FaqLine:
    points = ((each, _topics(standing, [each.topic] if each.topic else [])) for each in faq.point)
    return FaqLine(
        id=faq.id,
        question=faq.question,
        answer=faq.answer,
        points=tuple(PointLine(each.title, each.text, topics[0] if topics else None) for each, topics in points),
        topics=_topics(standing, faq.topics),
        timeline=its.timeline if faq.timeline else (),
        forecast=when[0] if faq.timeline else None,
        ready=when[1] if faq.timeline else None,
    )


def _figure(standing: Standing, its: Career, figure: Figure) -> FigureLine:
    choice = next((each for each in standing.roadmap.choices if each.id == figure.choice), None)
    return FigureLine(
        id=figure.id,
        value=figure.value,
        meaning=figure.meaning,
        source=figure.source or its.source,
        year=figure.year or its.year,
        choice=Named(choice.id, choice.title) if choice else None,
        options=choice_status(standing, choice).options if choice else (),
    )


def _topics(standing: Standing, topics: Iterable[str]) -> tuple[TopicLine, ...]:
    return tuple(topic_line(standing, standing.roadmap.topics[each]) for each in topics)
