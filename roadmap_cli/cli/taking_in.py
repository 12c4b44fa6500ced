"""What becomes of a foreign file: on which roadmap it goes, and the way there. Loaded only by `roadmap import`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from roadmap_cli import definition, settings, storage
from roadmap_cli.cli.shell import Shell, confirmed, has_terminal, hint
from roadmap_cli.definition import Definition, writer
from roadmap_cli.definition.document import build
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.errors import CannotBeDone, InvalidFile, WrongUsage
from roadmap_cli.imports.defining import define, roadmap_ids, tidy
from roadmap_cli.imports.matching import is_most, is_of, known, match, rename
from roadmap_cli.imports.outline import Outline, Unplaced
from roadmap_cli.reports.importing import DefinitionLine, Origin, TakenInReport, UnplacedLine
from roadmap_cli.reports.status import Named
from roadmap_cli.services import importing
from roadmap_cli.services.workspace import Workspace

Load = Callable[[Path], Definition]
Ids = tuple[str | None, ...]


class Options(NamedTuple):
    new: bool
    force: bool
    yes: bool
    dry_run: bool
    as_json: bool


class Source(NamedTuple):
    file: Path
    format: str
    outline: Outline


class Former(NamedTuple):
    """What stands in the place for a roadmap already: `content` is None where there is no such file, `roadmap` where it
    is not valid; `ids` are those that the items of the new file have in it.
    """

    path: Path
    content: bytes | None = None
    roadmap: Roadmap | None = None
    ids: Ids = ()

    @property
    def text(self) -> str:
        return (self.content or b"").decode("utf-8-sig", "replace").replace("\r\n", "\n")

    @property
    def is_edited(self) -> bool:
        return self.content is not None and not writer.is_untouched(self.text)


class Writing(NamedTuple):
    """A definition for the place of a former one. `estimated` counts its topics with hours, `leaving` are the topics
    that only the former one has.
    """

    former: Former
    text: str
    estimated: int
    leaving: tuple[Named, ...]


class Target(NamedTuple):
    """Where a file goes: a roadmap, and in it a topic for each item that has one. `path` is None for the roadmap in use,
    `writing` where what stands there is as it should be.
    """

    roadmap: Roadmap
    ids: Ids
    unplaced: tuple[Unplaced, ...] = ()
    path: Path | None = None
    writing: Writing | None = None
    hints: tuple[str, ...] = ()


def take_in(shell: Shell, file: Path, format_name: str, untidy: Outline, options: Options) -> None:
    source = Source(file, format_name, tidy(untidy, str(file)))
    shown = _target(shell, source, options)
    for each in shown.hints:
        hint(each)
    coming = shell.read(_service(shell, source, shown, dry_run=True), shown.roadmap)._replace(dry_run=options.dry_run)
    if options.dry_run or not coming.is_new:
        shell.present(coming, as_json=options.as_json)
        _say_how_to_keep_all(source, shown)
        return
    asks = has_terminal() and not (options.yes or options.as_json)
    if asks:
        shell.show(coming)
        if not confirmed("Import this?"):
            return
    with _alone():
        target = _target(shell, source, options)  # another import may have come first
        if asks and target != shown:
            raise CannotBeDone("the roadmaps have changed since this was shown", f"look again: roadmap import {file}")
        with _defined(target.writing):
            report = shell.write(_service(shell, source, target), target.roadmap)
    shell.present_done(report, as_json=options.as_json, **({"brief": True} if asks else {}))
    _say_what_next(report, target)
    _say_how_to_keep_all(source, target)


def _service(
    shell: Shell, source: Source, target: Target, *, dry_run: bool = False
) -> Callable[[Workspace], TakenInReport]:
    outline = source.outline
    name = source.file.name.encode("utf-8", "replace").decode()
    in_use = target.path in {None, shell.settings.file}
    origin = Origin(name, source.format, in_use, outline.inferred, _definition(target))
    unplaced = tuple(UnplacedLine(*each) for each in (*outline.unplaced, *target.unplaced))
    leaving = target.writing.leaving if target.writing else ()

    def service(workspace: Workspace) -> TakenInReport:
        found = _found(outline, target.ids)
        report = importing.take_in(workspace, found, origin, leaving, dry_run=dry_run)
        return report._replace(unplaced=(*unplaced, *report.unplaced))

    return service


def _found(outline: Outline, ids: Ids) -> Iterator[importing.Found]:
    for topic, item in zip(ids, outline.items, strict=True):
        if topic is not None:
            yield importing.Found(
                topic=topic,
                place=item.place,
                status=item.status,
                started=item.started,
                finished=item.finished,
                minutes=item.minutes,
                evidence=item.evidence,
            )


def _say_what_next(report: TakenInReport, target: Target) -> None:
    if target.writing and target.writing.former.is_edited:
        hint(f"what you had edited is kept: {_backup(target.writing.former.path)}")
    if report.origin.in_use:
        return
    name = report.roadmap.id
    if report.origin.definition:
        hint(f"to work on it: roadmap use {name}")
    if report.has_progress:
        hint(f"to take the progress back: roadmap --file {name} undo")


def _say_how_to_keep_all(source: Source, target: Target) -> None:
    if target.path is None and source.outline.defines and None in target.ids:
        hint(f"a roadmap of its own: roadmap import {source.file} --new")


def _definition(target: Target) -> DefinitionLine | None:
    if target.writing is None:
        return None
    roadmap, former = target.roadmap, target.writing.former
    sizes = (len(roadmap.phases), len(roadmap.modules), len(roadmap.topics), target.writing.estimated)
    return DefinitionLine(str(former.path), *sizes, new=former.content is None)


def _target(shell: Shell, source: Source, options: Options) -> Target:
    """The roadmap of which the file tells: the one in use if most of the items are topics of it."""

    def load(path: Path) -> Definition:
        """A dry run leaves nothing behind, not even what is derived."""
        if options.dry_run:
            return import_module("roadmap_cli.definition.reader").read(path)  # type: ignore[no-any-return]
        return shell.load(path)

    outline = source.outline
    if options.new and not outline.defines:
        sentence = f"{source.file} tells of progress alone, so no roadmap can be made of it"
        raise WrongUsage(sentence, "leave out --new")
    in_use, hints = _in_use(shell, load)
    ids = _match(outline, in_use) if in_use else ()
    if in_use and not outline.defines and any(ids):
        return _onto(in_use.roadmap, outline, ids)
    if not outline.defines:
        target = _onto_the_one_that_knows_it(source, load)
        return target._replace(hints=(*hints, *target.hints))
    former = _former(shell, outline, in_use, load)
    goes_there_again = former.roadmap is not None and (options.force or not former.is_edited)
    if in_use and is_most(ids) and not (options.new or goes_there_again):
        return _onto(in_use.roadmap, outline, ids)
    return _made_of(source, former, force=options.force)._replace(hints=() if options.new else hints)


def _in_use(shell: Shell, load: Load) -> tuple[Definition | None, tuple[str, ...]]:
    """None, and why, where its file is missing or faulty."""
    try:
        return load(shell.settings.file or definition.builtin()), ()
    except InvalidFile as error:
        return None, (f"the roadmap in use was not asked: {error.sentence.splitlines()[0]}",)


def _match(outline: Outline, other: Definition) -> Ids:
    names = {topic: lesson.get("known_as", ()) for topic, lesson in other.read_lessons().items()}
    return match(outline.items, other.roadmap, names)


def _onto(roadmap: Roadmap, outline: Outline, ids: Ids, path: Path | None = None) -> Target:
    why = f"no one topic of {roadmap.id} is known by that"
    strange = (item for item, topic in zip(outline.items, ids, strict=True) if topic is None)
    return Target(roadmap, ids, tuple(Unplaced(item.place, item.title, why) for item in strange), path)


def _onto_the_one_that_knows_it(source: Source, load: Load) -> Target:
    """For progress on a roadmap that the file does not tell: of those that are kept, the one that knows most of it."""
    best, hints = None, []
    for path in sorted(settings.roadmaps_folder().glob("*.toml")):
        try:
            kept = load(path)
        except InvalidFile:
            hints.append(f"{path} is not valid, so it was not asked; see: roadmap check {path}")
            continue
        target = _onto(kept.roadmap, source.outline, _match(source.outline, kept), path)
        if known(target.ids) > (known(best.ids) if best else 0):
            best = target
    if best is None:
        sentence = f"{source.file} tells of progress, but no roadmap here knows any of its topics"
        raise CannotBeDone(sentence, "import the roadmap itself first, then its progress again")
    return best._replace(hints=tuple(hints))


def _former(shell: Shell, outline: Outline, in_use: Definition | None, load: Load) -> Former:
    """Where the roadmap of a file is kept, which is where it was before. Another roadmap keeps its name."""
    names = settings.known_roadmaps()
    taken = in_use.roadmap.id if in_use else None
    paths = (settings.roadmaps_folder() / f"{name}.toml" for name in roadmap_ids(outline.title))
    formers = (
        _read_former(path, outline, load)
        for path in paths
        if names.get(path.stem, path) == path and (taken != path.stem or shell.settings.file == path)
    )
    return next(each for each in formers if each.roadmap is None or is_of(each.ids, each.roadmap))


def _read_former(path: Path, outline: Outline, load: Load) -> Former:
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Former(path)
    except OSError:
        return Former(path, b"")
    try:
        there = load(path)
    except InvalidFile:
        return Former(path, content)
    return Former(path, content, there.roadmap, _match(outline, there))


def _made_of(source: Source, former: Former, *, force: bool) -> Target:
    outline, file = source.outline, source.file
    kept = rename(outline.items, former.roadmap, former.ids) if former.roadmap else ()
    defined = define(outline, former.path.stem, kept)
    if former.is_edited and not force:
        sentence = f"{former.path} was edited since it was imported"
        only_progress = f"roadmap --file {former.path.stem} import {file}"
        raise CannotBeDone(sentence, f"write over it with --force, or bring in the progress alone: {only_progress}")
    text = writer.text_of(defined.document, file.name, outline.inferred)
    roadmap = build(defined.document).roadmap
    if former.content is not None and text == former.text:
        return Target(roadmap, defined.ids, defined.unplaced, former.path)
    topics = former.roadmap.topics.values() if former.roadmap else ()
    leaving = tuple(Named(topic.id, topic.title) for topic in topics if topic.id not in roadmap.topics)
    told = Writing(former, text, _estimated(defined.document), leaving)
    return Target(roadmap, defined.ids, defined.unplaced, former.path, told)


def _estimated(document: dict[str, Any]) -> int:
    modules = (module for phase in document["phase"] for module in phase["module"])
    return sum("hours" in topic for module in modules for topic in module["topic"])


@contextmanager
def _alone() -> Iterator[None]:
    """While no other import chooses a place for a roadmap."""
    folder = settings.roadmaps_folder()
    try:
        held = storage.alone(folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    with held:
        yield


@contextmanager
def _defined(told: Writing | None) -> Iterator[None]:
    """With the definition in its place: it stays only if the progress is recorded, too."""
    if told is None:
        yield
        return
    path, before = told.former.path, told.former.content
    try:
        for folder in (path.parent.parent, path.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error
    if told.former.is_edited:
        _write(_backup(path), before or b"", force=True)
    _write(path, told.text, force=before is not None)
    try:
        yield
    except BaseException:
        if path.read_bytes() == told.text.encode():  # else it is the work of somebody else
            _restore(path, before)
        raise


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink()
    else:
        _write(path, content, force=True)


def _backup(path: Path) -> Path:
    return path.with_name(f"{path.name}.backup")


def _write(path: Path, content: str | bytes, *, force: bool) -> None:
    """The person named no file, so that no other name can help."""
    try:
        import_module("roadmap_cli.exports").write_file(path, content, force=force)
    except CannotBeDone as error:
        error.hint = _help(path)
        raise


def _unwritable(path: Path, error: OSError) -> CannotBeDone:
    return CannotBeDone(f"cannot write {path}: {(error.strerror or str(error)).lower()}", _help(path))


def _help(path: Path) -> str:
    return f"roadmaps are kept in {path.parent}: see that there is room and that it may be written, then import again"
