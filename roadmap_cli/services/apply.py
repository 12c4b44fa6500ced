"""Applications for a job: kept, moved on, closed, and counted."""

from collections import Counter
from collections.abc import Callable, Container, Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.application import (
    FEW,
    Application,
    due_applications,
    in_order,
    is_same_job,
    job_title,
    next_stage,
    source_counts,
    stage_before,
    stage_counts,
    that_may_be_meant,
    without_succeeded,
)
from roadmap_cli.domain.events import Data
from roadmap_cli.domain.job import Stage
from roadmap_cli.domain.lookup import find_named
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.apply import (
    ApplicationLine,
    ApplicationReport,
    ApplicationsReport,
    ApplyReport,
    FunnelLine,
    FunnelReport,
    ReasonLine,
    StageDay,
)
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.workspace import Workspace

Naming = Callable[[str, Container[str]], str]
"""Makes an id of a name that is none of those that are taken."""


class Position(NamedTuple):
    """What is said of an application at its beginning; `stage` is the first one unless said."""

    company: str
    role: str
    stage: Stage | None = None
    url: str = ""
    source: str = ""
    due: date | None = None
    note: str = ""


def applications(workspace: Workspace, *, only_open: bool = True) -> ApplicationsReport:
    """By what is due first."""
    found = in_order(workspace.candidacy().applications)
    shown = [each for each in found if each.closed is None or not only_open]
    return ApplicationsReport(
        today=workspace.today,
        applications=tuple(_line(workspace, each) for each in shown),
        due=len(due_applications(found, workspace.today)),
        closed=sum(each.closed is not None for each in found),
        only_open=only_open,
        knows_stages=bool(workspace.roadmap.job.application_stages),
    )


def application(workspace: Workspace, words: str) -> ApplicationReport:
    """Raises CannotBeDone."""
    found = _find(workspace, words)
    stages = tuple(StageDay(_stage(workspace, stage), day) for stage, day in found.stages)
    return ApplicationReport(
        today=workspace.today, application=_line(workspace, found), stages=stages, notes=found.notes
    )


def find_stage(workspace: Workspace, words: str) -> Stage:
    """Raises CannotBeDone."""
    return find_named("application stage", words, _stages(workspace))


def add(workspace: Workspace, position: Position, naming: Naming, day: date | None = None) -> ApplyReport:
    """Raises CannotBeDone where the same job has been applied for, and that is still open."""
    known = workspace.candidacy().applications
    twice = next(
        (each for each in known if each.closed is None and is_same_job(each, position.company, position.role)), None
    )
    if twice is not None:
        sentence = f"{job_title(position.company, position.role)} is among your applications already: {twice.id}"
        raise CannotBeDone(sentence, f"move it on with: roadmap apply move {twice.id}")
    name = naming(f"{position.company} {position.role}", _given(workspace))
    _append(workspace, _beginning(name, position, position.stage or _stages(workspace)[0]), day)
    return ApplyReport("added", _line(workspace, _find(workspace, name)))


def move(workspace: Workspace, words: Sequence[str], due: date | None = None, day: date | None = None) -> ApplyReport:
    """To the stage that the last word names, else to the next one. What was due by now is settled; a closed one is open
    again.

    Raises CannotBeDone where there is no next one, or the day lies before that of the stage before.
    """
    known, stage = _application_and_stage(workspace, words)
    wanted = stage.id if stage else _next(workspace, known)
    before = _stage(workspace, known.stage)
    if wanted == known.stage and known.closed is None and due is None:
        return ApplyReport("known", _line(workspace, known))
    _in_time(workspace, known, stage_before(known, wanted, [each.id for each in _stages(workspace)]), day)
    data: Data = {"application": known.id, "stage": wanted}
    settled = known.due if known.due and known.due <= workspace.today else None
    if due:
        data["due"] = due.isoformat()
    elif settled:
        data["settled"] = True
    _append(workspace, data, day)
    return ApplyReport(
        change="moved",
        application=_line(workspace, _find(workspace, known.id)),
        before=before,
        settled=None if due else settled,
        reopened=known.closed is not None,
    )


def note(workspace: Workspace, words: str, text: str) -> ApplyReport:
    known = _find(workspace, words)
    _append(workspace, {"application": known.id, "note": text})
    return ApplyReport("noted", _line(workspace, _find(workspace, known.id)))


def due(workspace: Workspace, words: str, day: date | None) -> ApplyReport:
    """Without a day nothing is due. Raises CannotBeDone for a closed one."""
    known = _find(workspace, words)
    if known.closed is not None and day:
        sentence = f"{known.title} is closed"
        raise CannotBeDone(sentence, f"open it again with: roadmap apply move {known.id} {known.stage}")
    if known.due == day:
        return ApplyReport("known", _line(workspace, known))
    said: Data = {"due": day.isoformat()} if day else {"settled": True}
    _append(workspace, {"application": known.id, **said})
    settled = None if day else known.due
    return ApplyReport("due", _line(workspace, _find(workspace, known.id)), settled=settled)


def close(workspace: Workspace, words: str, reason: str | None, day: date | None = None) -> ApplyReport:
    """Raises CannotBeDone for a day before that of its stage."""
    known = _find(workspace, words)
    if known.closed is not None and reason in {None, known.closed}:
        return ApplyReport("known", _line(workspace, known))
    _in_time(workspace, known, known.stages[-1] if known.stages else None, day)
    _append(workspace, {"application": known.id, "closed": reason or ""}, day)
    return ApplyReport("closed", _line(workspace, _find(workspace, known.id)), settled=known.due)


def funnel(workspace: Workspace) -> FunnelReport:
    found = workspace.candidacy().applications
    order = [each.id for each in workspace.roadmap.job.application_stages]
    reasons = Counter(each.closed for each in found if each.closed is not None)
    return FunnelReport(
        applications=len(found),
        open=sum(each.closed is None for each in found),
        few=len(found) < FEW,
        stages=tuple(
            FunnelLine(
                stage=_stage(workspace, each.stage),
                reached=each.reached,
                here=each.here,
                days=each.days,
                samples=each.samples,
            )
            for each in stage_counts(found, order)
        ),
        sources=source_counts(found, order),
        reasons=tuple(ReasonLine(reason, number) for reason, number in reasons.most_common()),
    )


def _find(workspace: Workspace, words: str) -> Application:
    return _named(workspace.candidacy().applications, words)


def _named(known: Sequence[Application], words: str) -> Application:
    """By id, its beginning, or words of company and role; where several fit, the open one of a company that has
    closed ones too. Raises CannotBeDone.
    """
    meant = that_may_be_meant(known, words)
    try:
        return find_named("application", words, meant)
    except CannotBeDone:
        fewer = without_succeeded(meant)
        if len(fewer) < len(meant):
            with suppress(CannotBeDone):
                return find_named("application", words, fewer)
        raise


def _application_and_stage(workspace: Workspace, words: Sequence[str]) -> tuple[Application, Stage | None]:
    """The last word is the stage, unless there is no such stage and all of them name an application. Raises CannotBeDone."""
    known, whole = workspace.candidacy().applications, " ".join(words)
    if len(words) == 1:
        return _named(known, whole), None
    try:
        stage = find_stage(workspace, words[-1])
    except CannotBeDone as error:
        try:
            return _named(known, whole), None
        except CannotBeDone:
            _named(known, " ".join(words[:-1]))
            raise error from None
    return _named(known, " ".join(words[:-1])), stage


def _given(workspace: Workspace) -> frozenset[str]:
    """Ids that were given once, undone ones too: another device may still say something of them."""
    events = workspace.log.events(workspace.user, workspace.roadmap.id, kind="applied")
    return frozenset(each.data["application"] for each in events)


def _beginning(name: str, position: Position, stage: Stage) -> Data:
    """Without what is not said."""
    data: Data = {"application": name, "company": position.company, "role": position.role, "stage": stage.id}
    if position.url:
        data["address"] = position.url
    if position.source:
        data["source"] = position.source
    if position.due:
        data["due"] = position.due.isoformat()
    if position.note:
        data["note"] = position.note
    return data


def _stages(workspace: Workspace) -> tuple[Stage, ...]:
    """Raises CannotBeDone."""
    found = workspace.roadmap.job.application_stages
    if not found:
        sentence = "this roadmap does not say which stages an application goes through"
        raise CannotBeDone(sentence, "its file needs [[apply.stage]]; see: roadmap schema")
    return found


def _next(workspace: Workspace, known: Application) -> str:
    stages = _stages(workspace)
    found = next_stage(known, [each.id for each in stages])
    if found is None and known.stage == stages[-1].id:
        sentence = f"{known.title} is at {stages[-1].title}, the last stage"
        raise CannotBeDone(sentence, f'end it with: roadmap apply close {known.id} --reason "..."')
    if found is None:
        sentence = f"{known.title} is at {known.stage}, which is no longer in the roadmap file"
        raise CannotBeDone(sentence, f"name its stage: roadmap apply move {known.id} {stages[0].id}")
    return found


def _in_time(workspace: Workspace, known: Application, before: tuple[str, date] | None, day: date | None) -> None:
    """Raises CannotBeDone where a day that is named lies before that of the stage that comes first."""
    if before and day and day < before[1]:
        sentence = f"{known.title} came to {_stage(workspace, before[0]).title} on {before[1]}, which is after {day}"
        raise CannotBeDone(sentence, f"name a day from {before[1]} on: --on {before[1]}")


def _line(workspace: Workspace, known: Application) -> ApplicationLine:
    return ApplicationLine(
        id=known.id,
        company=known.company,
        role=known.role,
        stage=_stage(workspace, known.stage),
        since=dict(known.stages).get(known.stage, known.first_day),
        due=known.due,
        closed=known.closed,
        closed_on=known.closed_on,
        source=known.source,
        url=known.url,
        last_day=known.last_day,
    )


def _stage(workspace: Workspace, name: str) -> Named:
    """One that left the roadmap file is called by its id."""
    titles = {each.id: each.title for each in workspace.roadmap.job.application_stages}
    return Named(name, titles.get(name, name))


def _append(workspace: Workspace, data: Data, day: date | None = None) -> None:
    fact = workspace.fact("applied", **data)
    if day is not None:
        fact = fact._replace(day=day, at=workspace.moment_on(day))
    workspace.append([fact])
