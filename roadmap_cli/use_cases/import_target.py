"""Where a foreign file goes: read what is here, then decide, which reads nothing more."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from roadmap_cli import definition, settings
from roadmap_cli.definition import Definition, writer
from roadmap_cli.definition.document import Table, build
from roadmap_cli.domain.outline import Outline, Unplaced
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.errors import CannotBeDone, InvalidFile, WrongUsage
from roadmap_cli.files import as_typed
from roadmap_cli.imports.made_definition import define, roadmap_ids
from roadmap_cli.imports.match import is_most, is_of, known, match, rename
from roadmap_cli.reports.import_ import ImportFormat
from roadmap_cli.reports.topic import Named
from roadmap_cli.use_cases.roadmap_file import Former
from roadmap_cli.use_cases.session import Session

Load = Callable[[Path], Definition]
Ids = tuple[str | None, ...]


class Source(NamedTuple):
    """A tidy outline, and the file and format that it was read from."""

    file: Path
    format: ImportFormat
    outline: Outline


class Candidate(NamedTuple):
    """A roadmap that a file may be about, and which of its topics the items of the file are."""

    roadmap: Roadmap
    ids: Ids
    path: Path | None = None


class Here(NamedTuple):
    """What a file may go to. `formers` are the places where the roadmap that it makes could stand, the last one free;
    `kept` the roadmaps that may know of it, asked only where it makes none. `hints` say which were not asked, and why.
    """

    in_use: Candidate | None
    formers: tuple[Former, ...] = ()
    kept: tuple[Candidate, ...] = ()
    hints: tuple[str, ...] = ()


class Making(NamedTuple):
    """A definition for the place of a former one. `estimated` counts its topics with hours, `leaving` are the topics
    that only the former one has.
    """

    former: Former
    text: str
    estimated: int
    leaving: tuple[Named, ...]


class Target(NamedTuple):
    """Where a file goes: a roadmap, and in it a topic for each item that has one. `path` is None for the roadmap in use,
    `making` where what stands there is as it should be.
    """

    roadmap: Roadmap
    ids: Ids
    unplaced: tuple[Unplaced, ...] = ()
    path: Path | None = None
    making: Making | None = None
    hints: tuple[str, ...] = ()


def look_around(session: Session, outline: Outline, *, dry_run: bool) -> Here:
    load, used = loader(session, dry_run=dry_run), session.settings.file
    in_use, fault = _in_use(load, used, outline)
    if outline.defines:
        return Here(in_use, tuple(_formers(load, outline, used, in_use)), hints=fault)
    kept, faults = _kept(load, outline)
    return Here(in_use, kept=kept, hints=(*fault, *faults))


def decide(source: Source, here: Here, *, new: bool, force: bool) -> Target:
    """The roadmap of which the file tells: the one in use if most of the items are topics of it.

    Raises CannotBeDone where nothing here knows of it, or where it would go over what a hand has edited.
    """
    outline, in_use = source.outline, here.in_use
    if not outline.defines:
        if new:
            sentence = f"{source.file} tells of progress alone, so no roadmap can be made of it"
            raise WrongUsage(sentence, "leave out --new")
        if in_use and any(in_use.ids):
            return _onto(in_use, outline)
        return _onto_the_one_that_knows_it(source, here)
    former = next(each for each in here.formers if each.roadmap is None or is_of(each.ids, each.roadmap))
    goes_there_again = former.roadmap is not None and (force or not former.is_edited)
    if in_use and is_most(in_use.ids) and not (new or goes_there_again):
        return _onto(in_use, outline)
    return _made_of(source, former, force=force)._replace(hints=() if new else here.hints)


def loader(session: Session, *, dry_run: bool) -> Load:
    """A dry run leaves nothing behind, not even what is derived."""
    if not dry_run:
        return session.load
    from roadmap_cli.definition.reader import read

    return read


def _in_use(load: Load, used: Path | None, outline: Outline) -> tuple[Candidate | None, tuple[str, ...]]:
    """None, and why, where its file is missing or faulty."""
    try:
        return _candidate(load(used or definition.builtin()), outline), ()
    except InvalidFile as error:
        return None, (f"the roadmap in use was not asked: {error.sentence.splitlines()[0]}",)


def _kept(load: Load, outline: Outline) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
    kept, hints = [], []
    for path in sorted(settings.roadmaps_folder().glob("*.toml")):
        try:
            kept.append(_candidate(load(path), outline, path))
        except InvalidFile:
            hints.append(f"{path} is not valid, so it was not asked; see: roadmap check {path}")
    return tuple(kept), tuple(hints)


def _formers(load: Load, outline: Outline, used: Path | None, in_use: Candidate | None) -> Iterator[Former]:
    """Where the roadmap of a file may be kept. Another roadmap keeps its name."""
    names = settings.known_roadmaps()
    taken = in_use.roadmap.id if in_use else None
    for name in roadmap_ids(outline.title):
        path = settings.roadmaps_folder() / f"{name}.toml"
        if names.get(name, path) == path and (taken != name or used == path):
            former = _read_former(path, outline, load)
            yield former
            if former.roadmap is None:
                return


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
    candidate = _candidate(there, outline)
    return Former(path=path, content=content, roadmap=there.roadmap, ids=candidate.ids)


def _candidate(other: Definition, outline: Outline, path: Path | None = None) -> Candidate:
    names = {topic: lesson.get("known_as", ()) for topic, lesson in other.read_lessons().items()}
    return Candidate(other.roadmap, match(outline.items, other.roadmap, names), path)


def _onto(candidate: Candidate, outline: Outline) -> Target:
    why = f"no one topic of {candidate.roadmap.id} is known by that"
    strange = (item for item, topic in zip(outline.items, candidate.ids, strict=True) if topic is None)
    return Target(
        roadmap=candidate.roadmap,
        ids=candidate.ids,
        unplaced=tuple(Unplaced(item.place, item.title, why) for item in strange),
        path=candidate.path,
    )


def _onto_the_one_that_knows_it(source: Source, here: Here) -> Target:
    """Of the roadmaps that are kept, the one that knows most of it."""
    best = max(here.kept, key=lambda each: known(each.ids), default=None)
    if best is None or not known(best.ids):
        sentence = f"{source.file} tells of progress, but no roadmap here knows any of its topics"
        raise CannotBeDone(sentence, "import the roadmap itself first, then its progress again")
    return _onto(best, source.outline)._replace(hints=here.hints)


def _made_of(source: Source, former: Former, *, force: bool) -> Target:
    outline, file = source.outline, source.file
    kept = rename(outline.items, former.roadmap, former.ids) if former.roadmap else ()
    defined = define(outline, former.path.stem, kept)
    if former.is_edited and not force:
        sentence = f"{former.path} was edited since it was imported"
        only_progress = f"roadmap --file {former.path.stem} import {as_typed(file)}"
        raise CannotBeDone(sentence, f"write over it with --force, or bring in the progress alone: {only_progress}")
    text = writer.text_of(defined.document, file.name, outline.inferred)
    roadmap = build(defined.document).roadmap
    target = Target(roadmap=roadmap, ids=defined.ids, unplaced=defined.unplaced, path=former.path)
    if former.content is not None and text == former.text:
        return target
    topics = former.roadmap.topics.values() if former.roadmap else ()
    leaving = tuple(Named(topic.id, topic.title) for topic in topics if topic.id not in roadmap.topics)
    return target._replace(
        making=Making(former=former, text=text, estimated=_estimated(defined.document), leaving=leaving)
    )


def _estimated(document: Table) -> int:
    modules = (module for phase in document["phase"] for module in phase["module"])
    return sum("hours" in topic for module in modules for topic in module["topic"])
