"""Where a foreign file goes: read what is here, then decide, which reads nothing more."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain, takewhile
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from roadmap_cli import definition, settings
from roadmap_cli.definition import Definition, writer
from roadmap_cli.definition.document import Table, build, topics_in, values_of
from roadmap_cli.definition.merge import topics_of
from roadmap_cli.domain.outline import Item, Outline, Unplaced
from roadmap_cli.domain.phrasing import count, listed
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.errors import CannotBeDone, InvalidFile, WrongUsage
from roadmap_cli.files import as_typed
from roadmap_cli.imports.made_definition import define, roadmap_ids
from roadmap_cli.imports.match import is_most, is_of, known, match, rename, shared_names
from roadmap_cli.reports.import_ import GrownLine, ImportFormat
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.settings import folders
from roadmap_cli.slug import slug
from roadmap_cli.use_cases.import_again import MadeText, Settling, grown, merged, together
from roadmap_cli.use_cases.import_base import base_of
from roadmap_cli.use_cases.library import copy_of
from roadmap_cli.use_cases.roadmap_file import Former
from roadmap_cli.use_cases.session import Session

Load = Callable[[Path], Definition]
Ids = tuple[str | None, ...]
TEXTS: ImportFormat = "roadmap.sh-content"
"""What adds to a roadmap that is kept here, and makes none."""
TAKEN_OUT = "you took it out of the roadmap"


class Source(NamedTuple):
    """A tidy outline, and the file and format that it was read from."""

    file: Path
    format: ImportFormat
    outline: Outline


class Candidate(NamedTuple):
    """A roadmap that a file may be about, and which of its topics the items of the file are. `shared` are ids of other
    programs by which several of its topics are known.
    """

    roadmap: Roadmap
    ids: Ids
    path: Path | None = None
    shared: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Here(NamedTuple):
    """What a file may go to. `formers` are the places where the roadmap that it makes could stand, the last one free;
    `kept` the roadmaps that may know of it, asked only where it makes none. `hints` say which were not asked, and why.
    """

    in_use: Candidate | None
    formers: tuple[Former, ...] = ()
    kept: tuple[Candidate, ...] = ()
    hints: tuple[str, ...] = ()


class Making(NamedTuple):
    """A definition for the place of a former one. `imported` is what it would be if nobody had edited that; `estimated`
    counts its topics with hours, `leaving` are the topics that only the former one has.
    """

    former: Former
    text: str
    imported: str
    estimated: int
    leaving: tuple[Named, ...]
    grown: GrownLine | None = None


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


def look_around(session: Session, source: Source, *, dry_run: bool) -> Here:
    load, used, outline = loader(session, dry_run=dry_run), session.settings.file, source.outline
    if source.format == TEXTS:
        paths = sorted(folders.roadmaps_folder().glob("*.toml"))
        return Here(None, tuple(_read_former(path, outline, load) for path in paths))
    in_use, fault = _in_use(load, used, outline)
    if outline.defines:
        return Here(in_use, tuple(_formers(load, outline, used, in_use)), hints=fault)
    kept, faults = _kept(load, outline)
    return Here(in_use, kept=kept, hints=(*fault, *faults))


def decide(source: Source, here: Here, settling: Settling, *, new: bool, force: bool) -> Target:
    """The roadmap of which the file tells: the one in use if most of the items are topics of it.

    Raises CannotBeDone where nothing here knows of it, or where it would go over what cannot be read, and HasConflicts.
    """
    outline, in_use = source.outline, here.in_use
    if source.format == TEXTS:
        return _with_texts(source, here, settling)
    if not outline.defines:
        if new:
            sentence = f"{source.file} tells of progress alone, so no roadmap can be made of it"
            raise WrongUsage(sentence, "leave out --new")
        if in_use and any(in_use.ids):
            return _onto(in_use, outline)
        return _onto_the_one_that_knows_it(source, here)
    others = tuple(takewhile(lambda each: not _may_be_of(outline, each), here.formers))
    former = here.formers[len(others)]
    goes_there_again = former.roadmap is not None
    if in_use and is_most(in_use.ids) and not (new or goes_there_again):
        return _onto(in_use, outline)
    told = (*(() if new else here.hints), *(_stays(source, each) for each in others))
    return _made_of(source, former, settling, force=force)._replace(hints=told)


def _may_be_of(outline: Outline, former: Former) -> bool:
    """Whether a file goes to a place: what stands there could be made of it, or nothing does."""
    roadmap, ids = former.roadmap, former.ids
    return roadmap is None or is_of(ids, roadmap) or is_of(rename(outline.items, roadmap, ids), roadmap)


def _stays(source: Source, other: Former) -> str:
    name, number = other.path.stem, known(other.ids)
    return f"{name} stays as it is: {source.file.name} names {count(number, 'topic')} of it, so it is another roadmap"


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
    for path in sorted(settings.kept_roadmaps().values()):
        try:
            kept.append(_candidate(load(path), outline, path))
        except InvalidFile:
            hints.append(f"{path} is not valid, so it was not asked; see: roadmap check {as_typed(path)}")
    return tuple(kept), tuple(hints)


def _formers(load: Load, outline: Outline, used: Path | None, in_use: Candidate | None) -> Iterator[Former]:
    """Where the roadmap of a file may be kept. Another roadmap keeps its name."""
    names = settings.known_roadmaps()
    taken = in_use.roadmap.id if in_use else None
    for name in chain(_earlier(outline), roadmap_ids(outline.title)):
        path = folders.roadmaps_folder() / f"{name}.toml"
        if names.get(name, path) == path and (taken != name or used == path):
            former = _read_former(path, outline, load)
            yield former
            if former.roadmap is None:
                return


def _earlier(outline: Outline) -> Iterator[str]:
    """Where an older version put it, which the roadmap keeps for its id."""
    name = slug(outline.former_title)
    if name and name != slug(outline.title) and copy_of(name):
        yield name


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
    return Candidate(
        roadmap=other.roadmap,
        ids=match(outline.items, other.roadmap, names),
        path=path,
        shared=shared_names(names),
    )


def _onto(candidate: Candidate, outline: Outline) -> Target:
    return Target(
        roadmap=candidate.roadmap,
        ids=candidate.ids,
        unplaced=_without_topic(outline, candidate.ids, lambda item: _why_strange(item, candidate)),
        path=candidate.path,
    )


def _without_topic(outline: Outline, ids: Ids, why: Callable[[Item], str]) -> tuple[Unplaced, ...]:
    pairs = zip(outline.items, ids, strict=True)
    return tuple(Unplaced(item.place, item.title, why(item)) for item, topic in pairs if topic is None)


def _why_strange(item: Item, candidate: Candidate) -> str:
    roadmap = candidate.roadmap
    meant = next((candidate.shared[name] for name in (*item.known_as, item.id) if name in candidate.shared), ())
    if meant:
        return f"several topics are known by that: {listed([roadmap.topics[each].title for each in meant])}"
    return f"no one topic of {roadmap.id} is known by that"


def _onto_the_one_that_knows_it(source: Source, here: Here) -> Target:
    """Of the roadmaps that are kept, the one that knows most of it."""
    best = max(here.kept, key=lambda each: known(each.ids), default=None)
    if best is None or not known(best.ids):
        sentence = f"{source.file} tells of progress, but no roadmap here knows any of its topics"
        raise CannotBeDone(sentence, "import the roadmap itself first, then its progress again")
    return _onto(best, source.outline)._replace(hints=here.hints)


def _made_of(source: Source, former: Former, settling: Settling, *, force: bool) -> Target:
    outline, file = source.outline, source.file
    base = base_of(former)
    _refuse_what_cannot_be_merged(source, former, base, force=force)
    defined = define(outline, former.path.stem, _kept_ids(outline, former, base))
    imported = writer.text_of(defined.document, file.name, outline.inferred)
    made = MadeText(imported, defined.document)
    if former.is_edited and former.roadmap is not None and not force:
        made = merged(former, base, made, settling, file)
    roadmap = build(made.document).roadmap
    found = (roadmap.topic_of(each) for each in defined.ids)
    ids = tuple(topic.id if topic else None for topic in found)
    target = Target(
        roadmap=roadmap,
        ids=ids,
        unplaced=(*defined.unplaced, *_without_topic(outline, ids, lambda _: TAKEN_OUT)),
        path=former.path,
    )
    return _making(target, former, made, imported)


def _making(target: Target, former: Former, made: MadeText, imported: str) -> Target:
    """Where a text takes the place of a former one, unless that says the same."""
    if former.content is not None and made.text == former.text:
        return target
    told = grown(former, made)
    making = Making(
        former=former,
        text=former.as_written(made.text),
        imported=imported,
        estimated=sum("hours" in topic for *_, topic in topics_in(made.document)),
        leaving=told.removed if told else (),
        grown=told,
    )
    return target._replace(making=making)


def _refuse_what_cannot_be_merged(source: Source, former: Former, base: str | None, *, force: bool) -> None:
    """What is no roadmap, and what no import ever made: somebody may keep a roadmap of their own there."""
    is_readable = former.roadmap is not None and (base is not None or writer.is_imported(former.text))
    if former.is_edited and not is_readable and not force:
        sentence = f"{former.path} was edited since it was imported, so that it is not known what was imported"
        only_progress = f"roadmap --file {former.path.stem} import {as_typed(source.file)}"
        raise CannotBeDone(sentence, f"write over it with --force, or bring in the progress alone: {only_progress}")


def _with_texts(source: Source, here: Here, settling: Settling) -> Target:
    """A roadmap that is kept here, with the texts and links of its topics: as if a hand had written them."""
    former = max(here.formers, key=lambda each: known(each.ids), default=None)
    if former is None or former.roadmap is None or not known(former.ids):
        sentence = f"{source.file} holds texts and links, but no roadmap that is kept here knows their nodes"
        raise CannotBeDone(sentence, "import the roadmap itself first, then its texts again")
    without, with_texts = values_of(former.text), values_of(former.text)
    said = {topic: item for topic, item in zip(former.ids, source.outline.items, strict=True) if topic}
    for (topic, old), new in zip(topics_of(without).items(), topics_of(with_texts).values(), strict=True):
        if topic in said:
            _say(old.table, new.table, said[topic])
    result = together(former, without, with_texts, settling, source.file)
    made = MadeText(result.text, values_of(result.text))
    unknown = f"no one topic of {former.path.stem} is known by that"
    target = Target(
        roadmap=build(made.document).roadmap,
        ids=former.ids,
        unplaced=_without_topic(source.outline, former.ids, lambda _: unknown),
        path=former.path,
    )
    return _making(target, former, made, base_of(former) or "")


def _say(old: Table, new: Table, item: Item) -> None:
    """Into a topic: it was not there before, so that another text that a hand wrote is a conflict."""
    if item.why:
        old.pop("why", None)
        new["why"] = item.why
    links = [{key: value for key, value in each._asdict().items() if value} for each in item.resources]
    there = {each["url"] for each in new.get("resources", ())}
    added = [each for each in links if each["url"] not in there]
    if added:
        new["resources"] = [*new.get("resources", ()), *added]


def _kept_ids(outline: Outline, former: Former, base: str | None) -> Ids:
    """Which topics the items are: of what was imported last, since a hand may have changed titles, else of what is there."""
    if former.roadmap is None:
        return ()
    if base is None or base == former.text:
        return rename(outline.items, former.roadmap, former.ids)
    there = _candidate(build(values_of(base)), outline)
    ids = rename(outline.items, there.roadmap, there.ids)
    taken = {topic.id for each in ids if each and (topic := former.roadmap.topic_of(each))}
    own = (each if each not in taken else None for each in former.ids)
    return tuple(known or mine for known, mine in zip(ids, own, strict=True))
