"""What becomes of a foreign file: on which roadmap it goes, and the way there. Loaded only by `roadmap import`."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from roadmap_cli import definition, settings
from roadmap_cli.cli.shell import Shell, confirmed, has_terminal, hint
from roadmap_cli.definition import Definition, writing
from roadmap_cli.definition.build import build
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.errors import CannotBeDone, InvalidFile, WrongUsage
from roadmap_cli.imports.defining import define, roadmap_ids, tidy
from roadmap_cli.imports.matching import match
from roadmap_cli.imports.outline import Outline, Unplaced
from roadmap_cli.reports.importing import DefinitionLine, Origin, TakenInReport, UnplacedLine
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


class Target(NamedTuple):
    """Where a file goes: a roadmap, and in it a topic for each item that has one. `text` is a definition to be written
    to `path`, or None where what stands there is as it should be; `path` is None for the roadmap in use.
    """

    roadmap: Roadmap
    ids: Ids
    unplaced: tuple[Unplaced, ...] = ()
    path: Path | None = None
    text: str | None = None


class Former(NamedTuple):
    """What stands in the place for a roadmap already: `text` is None where there is no such file, `definition` where it
    is not valid.
    """

    path: Path
    text: str | None
    definition: Definition | None

    @property
    def is_as_imported(self) -> bool:
        return writing.is_untouched(self.text or "")


def take_in(shell: Shell, file: Path, format_name: str, untidy: Outline, options: Options) -> None:
    outline = tidy(untidy, str(file))
    target = _target(shell, file, outline, options)
    name = file.name.encode("utf-8", "replace").decode()
    in_use = target.path in {None, shell.settings.file}
    origin = Origin(name, format_name, in_use, outline.inferred, _definition(target))
    found = [
        importing.Found(topic, each.place, each.status, each.started, each.finished, each.minutes, each.evidence)
        for topic, each in zip(target.ids, outline.items, strict=True)
        if topic is not None
    ]
    unplaced = tuple(UnplacedLine(*each) for each in (*outline.unplaced, *target.unplaced))

    def service(workspace: Workspace, *, dry_run: bool = False) -> TakenInReport:
        report = importing.take_in(workspace, found, origin, dry_run=dry_run)
        return report._replace(unplaced=(*unplaced, *report.unplaced))

    coming: TakenInReport = shell.read(lambda workspace: service(workspace, dry_run=True), target.roadmap)
    coming = coming._replace(dry_run=options.dry_run)
    if options.dry_run or not coming.is_new:
        shell.present(coming, as_json=options.as_json)
        return
    asks = has_terminal() and not (options.yes or options.as_json)
    if asks:
        shell.show(coming)
        if not confirmed("Import this?"):
            return
    with _defined(target):
        report = shell.write(service, target.roadmap)
    shell.present_done(report, as_json=options.as_json, **({"brief": True} if asks else {}))
    _say_what_next(report)


def _say_what_next(report: TakenInReport) -> None:
    if report.origin.in_use:
        return
    name = report.roadmap.id
    if report.origin.definition:
        hint(f"to work on it: roadmap use {name}")
    if report.has_progress:
        hint(f"to take the progress back: roadmap --file {name} undo")


def _definition(target: Target) -> DefinitionLine | None:
    if target.path is None or target.text is None:
        return None
    roadmap, new = target.roadmap, not target.path.exists()
    return DefinitionLine(str(target.path), len(roadmap.phases), len(roadmap.modules), len(roadmap.topics), new)


def _target(shell: Shell, file: Path, outline: Outline, options: Options) -> Target:
    """The roadmap of which the file tells: the one in use if at least half of the items are topics of it."""

    def load(path: Path) -> Definition:
        """A dry run leaves nothing behind, not even what is derived."""
        if options.dry_run:
            return import_module("roadmap_cli.definition.reader").read(path)  # type: ignore[no-any-return]
        return shell.load(path)

    in_use = load(shell.settings.file or definition.builtin())
    ids = _match(outline, in_use)
    if not outline.defines:
        if options.new:
            sentence = f"{file} tells of progress alone, so no roadmap can be made of it"
            raise WrongUsage(sentence, "leave out --new")
        return _onto(in_use.roadmap, outline, ids) if any(ids) else _onto_the_one_that_knows_it(file, outline, load)
    former = _former(shell, outline, in_use.roadmap, load)
    goes_there_again = former.definition is not None and (options.force or former.is_as_imported)
    if 2 * _count(ids) >= len(ids) and not (options.new or goes_there_again):
        return _onto(in_use.roadmap, outline, ids)
    return _made_of(file, outline, former, force=options.force)


def _match(outline: Outline, known: Definition) -> Ids:
    names = {topic: lesson.get("known_as", ()) for topic, lesson in known.read_lessons().items()}
    return match(outline.items, known.roadmap, names)


def _count(ids: Ids) -> int:
    return sum(each is not None for each in ids)


def _onto(roadmap: Roadmap, outline: Outline, ids: Ids, path: Path | None = None) -> Target:
    why = f"no one topic of {roadmap.id} is known by that"
    strange = (item for item, topic in zip(outline.items, ids, strict=True) if topic is None)
    return Target(roadmap, ids, tuple(Unplaced(item.place, item.title, why) for item in strange), path)


def _onto_the_one_that_knows_it(file: Path, outline: Outline, load: Load) -> Target:
    """For progress on a roadmap that the file does not tell: of those that are kept, the one that knows most of it."""
    best = None
    for path in sorted(settings.roadmaps_folder().glob("*.toml")):
        try:
            known = load(path)
        except InvalidFile:
            hint(f"{path} is not valid, so it was not asked; see: roadmap check {path}")
            continue
        target = _onto(known.roadmap, outline, _match(outline, known), path)
        if _count(target.ids) > (_count(best.ids) if best else 0):
            best = target
    if best is None:
        sentence = f"{file} tells of progress, but no roadmap here knows any of its topics"
        raise CannotBeDone(sentence, "import the roadmap itself first, then its progress again")
    return best


def _former(shell: Shell, outline: Outline, in_use: Roadmap, load: Load) -> Former:
    """Where the roadmap of a file is kept, which is where it was before. Another roadmap keeps its name."""
    names = settings.known_roadmaps()
    paths = (settings.roadmaps_folder() / f"{name}.toml" for name in roadmap_ids(outline.title))
    formers = (
        _read_former(path, load)
        for path in paths
        if names.get(path.stem, path) == path and (in_use.id != path.stem or shell.settings.file == path)
    )
    return next(each for each in formers if each.definition is None or _is_of(each.definition, outline))


def _read_former(path: Path, load: Load) -> Former:
    if not path.exists():
        return Former(path, None, None)
    try:
        return Former(path, import_module("roadmap_cli.definition.reader").read_text(path), load(path))
    except InvalidFile:
        return Former(path, "", None)


def _is_of(former: Definition, outline: Outline) -> bool:
    """Whether a file could be what a roadmap was made of: it may have grown since, or shrunk."""
    here = {topic for topic in _match(outline, former) if topic}
    return 2 * len(here) >= min(len(outline.items), len(former.roadmap.topics))


def _made_of(file: Path, outline: Outline, former: Former, *, force: bool) -> Target:
    kept = _match(outline, former.definition) if former.definition else ()
    defined = define(outline, former.path.stem, kept)
    text = writing.text_of(defined.document, file.name, outline.inferred)
    if former.text is not None and not (force or former.is_as_imported):
        sentence = f"{former.path} was edited since it was imported"
        only_progress = f"roadmap --file {former.path.stem} import {file}"
        raise CannotBeDone(sentence, f"write over it with --force, or bring in the progress alone: {only_progress}")
    changed = None if text == former.text else text
    return Target(build(defined.document).roadmap, defined.ids, defined.unplaced, former.path, changed)


@contextmanager
def _defined(target: Target) -> Iterator[None]:
    """With the definition of the target in its place: it stays only if the progress is recorded, too."""
    path, text = target.path, target.text
    if path is None or text is None:
        yield
        return
    try:
        before = path.read_bytes() if path.exists() else None
        for folder in (path.parent.parent, path.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        sentence = f"cannot write {path}: {(error.strerror or str(error)).lower()}"
        raise CannotBeDone(sentence) from error
    import_module("roadmap_cli.exports").write_file(path, text, force=True)
    try:
        yield
    except BaseException:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)
        raise
