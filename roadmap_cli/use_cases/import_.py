"""A foreign file brought in: planned, so that it can be shown and agreed to, then carried out as it was planned."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.lesson import Lesson
from roadmap_cli.domain.outline import Item, Outline
from roadmap_cli.domain.redefinition import TextChange
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.files import as_typed
from roadmap_cli.imports.made_definition import criteria_of, tidy
from roadmap_cli.reports.import_ import DefinitionLine, ForeignFile, ImportFormat, TakenInReport
from roadmap_cli.services.import_ import Destination, take_in
from roadmap_cli.services.redefine import redefine
from roadmap_cli.services.review import Lessons
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.use_cases.import_again import Settling
from roadmap_cli.use_cases.import_base import keep_base
from roadmap_cli.use_cases.import_target import Source, Target, decide, loader, look_around
from roadmap_cli.use_cases.last_text import key_of, last_texts
from roadmap_cli.use_cases.roadmap_file import alone, announce, anywhere, arrive, arrive_or_tell, put
from roadmap_cli.use_cases.session import Session


class ImportOptions(NamedTuple):
    """`settling` says how conflicts between a file and the edits of a hand are settled."""

    new: bool
    force: bool
    dry_run: bool
    settling: Settling = Settling()


class ImportPlan(NamedTuple):
    """What is to be done with a file, and what that comes to."""

    source: Source
    options: ImportOptions
    target: Target
    report: TakenInReport

    @property
    def leaves_some(self) -> bool:
        """Whether items find no topic in the roadmap in use, although the file could make a roadmap of all of them."""
        return self.target.path is None and self.source.outline.defines and None in self.target.ids


class PlanHasChanged(CannotBeDone):
    """Between the plan and the moment of writing."""


def source_of(file: Path, format_name: ImportFormat, untidy: Outline) -> Source:
    """Raises InvalidFile where nothing is left that could be a topic."""
    return Source(file, format_name, tidy(untidy, str(file)))


def plan(session: Session, source: Source, options: ImportOptions) -> ImportPlan:
    """Nothing is written. Raises CannotBeDone and WrongUsage."""
    target = _target(session, source, options)
    report = session.on(target.roadmap).read(_take_in, session, source, target, dry_run=True)
    return ImportPlan(source=source, options=options, target=target, report=report._replace(dry_run=options.dry_run))


def carry_out(session: Session, agreed: ImportPlan) -> TakenInReport:
    """Raises PlanHasChanged where the same file would come to something else by now: then nothing is written."""
    source, making = agreed.source, agreed.target.making
    with alone():
        if making:
            arrive(session.guard)  # what an import before left on its way would be forgotten
        if _target(session, source, agreed.options) != agreed.target:
            raise _has_changed(source)
        try:
            report, is_announced = session.on(agreed.target.roadmap).write(_take_in_as_agreed, session, agreed)
        finally:
            arrive_or_tell(session.guard, session.hint)
        if making and not is_announced:
            put(making.former, making.text)
        if making and making.imported:
            keep_base(making.former, making.imported)
    return report


def _target(session: Session, source: Source, options: ImportOptions) -> Target:
    here = look_around(session, source, dry_run=options.dry_run)
    return decide(source, here, options.settling, new=options.new, force=options.force)


def _take_in_as_agreed(workspace: Workspace, session: Session, agreed: ImportPlan) -> tuple[TakenInReport, bool]:
    """Within the transaction, so that an error leaves everything as it was. Whether a roadmap is announced that has to be
    there as soon as this is recorded.
    """
    before = _newest(workspace)
    report = _take_in(workspace, session, agreed.source, agreed.target, dry_run=False)
    if report != agreed.report:
        raise _has_changed(agreed.source)
    event, making = _newest(workspace), agreed.target.making
    if making is None:
        return report, False
    batch = event.batch if event is not None and event != before else None
    former, database = making.former._replace(key=key_of(workspace.roadmap.id, own=False)), session.settings.database
    what = f"brought in {agreed.source.file.name}"
    change = TextChange(before=former.written, after=making.text, what=what, own=False)
    if change.before:  # or else it is no change that could be taken back
        last = last_texts(anywhere(database), workspace.user).get(former.key)
        batch = redefine(workspace, change, last, batch)
    if batch is None:
        return report, False
    announce(former, making.text, database, workspace.user, batch)
    return report, True


def _newest(workspace: Workspace) -> Event | None:
    return workspace.log.newest_ordinary(workspace.user, workspace.roadmap.id)


def _take_in(workspace: Workspace, session: Session, source: Source, target: Target, *, dry_run: bool) -> TakenInReport:
    outline = source.outline
    name = source.file.name.encode("utf-8", "replace").decode()
    in_use = target.path in {None, session.settings.file}
    origin = ForeignFile(
        file=name,
        format=source.format,
        in_use=in_use,
        inferred=outline.inferred,
        definition=_definition_line(target),
        rules=outline.rules,
    )
    leaving = target.making.leaving if target.making else ()
    destination = Destination(_lessons(session, outline, target, dry_run=dry_run), leaving)
    report = take_in(workspace, tuple(_found(outline, target)), origin, destination, dry_run=dry_run)
    grown = target.making.grown if target.making else None
    return report._replace(unplaced=(*outline.unplaced, *target.unplaced, *report.unplaced), grown=grown)


def _lessons(session: Session, outline: Outline, target: Target, *, dry_run: bool) -> Lessons:
    """Read only where a text is asked for; those of a roadmap that is made of a file are what the file says."""
    made = dict(_found(outline, target)) if target.making else {}

    def lesson(topic: str) -> Lesson:
        there = session.definition if target.path is None else loader(session, dry_run=dry_run)(target.path)
        return there.lesson(topic)

    def made_of_it(topic: str) -> Lesson:
        return Lesson(criteria=criteria_of(made[topic]), resources=made[topic].resources)

    return made_of_it if target.making else lesson


def _found(outline: Outline, target: Target) -> Iterator[tuple[str, Item]]:
    for topic, item in zip(target.ids, outline.items, strict=True):
        if topic is not None:
            yield topic, item


def _definition_line(target: Target) -> DefinitionLine | None:
    if target.making is None:
        return None
    roadmap, former = target.roadmap, target.making.former
    return DefinitionLine(
        file=str(former.path),
        phases=len(roadmap.phases),
        modules=len(roadmap.modules),
        topics=len(roadmap.topics),
        estimated=target.making.estimated,
        new=former.content is None,
    )


def _has_changed(source: Source) -> PlanHasChanged:
    sentence = "by now this would come to something else: a roadmap or its progress has changed meanwhile"
    return PlanHasChanged(sentence, f"look again: roadmap import {as_typed(source.file)}")
