"""An archive brought back in: what is to be done with each text in it is decided first, then all of it is done, or nothing."""

import shlex
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

from roadmap_cli import definition, settings
from roadmap_cli.domain.events import Event
from roadmap_cli.domain.free_name import numbered
from roadmap_cli.domain.heads import CHANGING, Heads, is_followed
from roadmap_cli.domain.roadmap import BUILT_IN, NO_ROADMAP, Roadmap
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.files import plain, sync_folder, write_file
from roadmap_cli.imports.archive import FIRST_SCHEMA, ParsedArchive, ParsedRoadmap, read
from roadmap_cli.reports.archive import ImportReport, KeptText
from roadmap_cli.reports.roadmaps import Known
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services import archive as service
from roadmap_cli.services.archive import Arriving
from roadmap_cli.services.heads import texts_of
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.settings import folders
from roadmap_cli.storage.staged import staged
from roadmap_cli.use_cases.archive import loaded, own_roadmaps, text_of, usable
from roadmap_cli.use_cases.import_base import place_for_base
from roadmap_cli.use_cases.library import Provenance, copy_of, noted, place_for
from roadmap_cli.use_cases.roadmap_file import alone
from roadmap_cli.use_cases.session import Session
from roadmap_cli.use_cases.use import use_by_itself
from roadmap_cli.use_cases.valid_text import laid_over, validated

Made = dict[Path, bytes | None]
"""The files that were written, with what they held before."""
ASIDE = "aside"
"""The folder for texts beside which another one of the same id is in its place."""


class Put(NamedTuple):
    """A text that is to be written, where nothing stands or what it was made of."""

    path: Path
    text: str
    over: str = ""


class ArchivePlan(NamedTuple):
    """What came on each roadmap, the texts that are to be written, and the roadmap that is in use afterwards."""

    arriving: tuple[Arriving, ...]
    puts: tuple[Put, ...]
    base: Roadmap
    put_to_use: Path | None = None


def restore(session: Session, file: Path, *, dry_run: bool) -> tuple[ImportReport, Session]:
    """What came, and the session on the roadmap that is in use afterwards.

    Raises InvalidFile, and CannotBeDone for an archive of the first schema that is of another roadmap than the one in use.
    """
    with staged() as stage:
        return _restore(session, read(file, session.settings.user, stage), dry_run=dry_run)


def _restore(session: Session, parsed: ParsedArchive, *, dry_run: bool) -> tuple[ImportReport, Session]:
    if parsed.schema == FIRST_SCHEMA:
        (only,) = parsed.roadmaps
        run = session.read if dry_run else session.write
        return run(service.restore, only.roadmap, only.events, dry_run=dry_run), session
    has_texts = any(each.definition is not None or each.own is not None for each in parsed.roadmaps)
    with alone() if has_texts and not dry_run else nullcontext():
        planned = _plan(session, parsed)
        there = session.on(planned.base)
        if dry_run:
            return _named(there.read(service.restore_all, planned.arriving, dry_run=True), planned), there
        report = _named(_carry_out(there, planned), planned)
    if planned.put_to_use:
        use_by_itself(session, planned.put_to_use)
    return report, there


def _plan(session: Session, parsed: ParsedArchive) -> ArchivePlan:
    here = {each.id: each for each in reversed(own_roadmaps(session))}
    if BUILT_IN not in here and any(each.roadmap == BUILT_IN for each in parsed.roadmaps):
        here[BUILT_IN] = Known(id=BUILT_IN, file=None, in_use=False, roadmap=loaded(session, None).roadmap)
    nowhere = session.on(NO_ROADMAP)
    decided = [_decided(each, here.get(each.roadmap), nowhere.read(_changes, each.roadmap)) for each in parsed.roadmaps]
    arriving = tuple(each for each, _ in decided)
    put_to_use = _chosen(session, parsed, arriving)
    base = next((each.roadmap for each in arriving if put_to_use and each.roadmap.id == parsed.in_use), None)
    return ArchivePlan(
        arriving=arriving,
        puts=tuple(put for _, puts in decided for put in puts),
        base=base or usable(session) or _instead(session, arriving),
        put_to_use=put_to_use,
    )


def _instead(session: Session, arriving: tuple[Arriving, ...]) -> Roadmap:
    """Where config.toml names a file that is not here: perhaps this archive brings it to its place."""
    used = session.settings.file
    come = (each.roadmap for each in arriving if each.definition and used and Path(each.definition.file) == used)
    return next(come, None) or loaded(session, None).roadmap


def _chosen(session: Session, parsed: ParsedArchive, arriving: tuple[Arriving, ...]) -> Path | None:
    """Only for who begins here: nobody is taken away from the roadmap that they are on."""
    if settings.given(session.flags)["file"].source != "default":
        return None
    found = next((each.definition for each in arriving if each.roadmap.id == parsed.in_use), None)
    if found is None or found.fate not in {"new", "known"} or session.on(NO_ROADMAP).read(_has_record):
        return None
    return Path(found.file)


def _has_record(workspace: Workspace) -> bool:
    return workspace.log.is_user(workspace.user)


def _changes(workspace: Workspace, roadmap: str) -> list[Event]:
    """What is on record here of the texts of a roadmap."""
    return workspace.log.of_kinds(workspace.user, roadmap, CHANGING)


def _said(parsed: ParsedRoadmap) -> tuple[Event, ...]:
    """The same, of what came."""
    return parsed.events.of_kinds(CHANGING)


def _decided(parsed: ParsedRoadmap, here: Known | None, changes: Sequence[Event]) -> tuple[Arriving, tuple[Put, ...]]:
    roadmap = here.roadmap if here else None
    record = texts_of([*changes, *_said(parsed)])
    kept, own = None, None
    puts: tuple[Put, ...] = ()
    if parsed.definition is not None:
        kept, come, puts = _definition(parsed, parsed.definition, here, record.file)
        roadmap, puts = roadmap or come, (*puts, *_base(parsed, parsed.definition, kept))
    if parsed.own is not None and parsed.own.strip():  # what was taken back to nothing changes nothing
        own, changed, more = _own(parsed, parsed.own, here, kept, record.own)
        roadmap, puts = changed or roadmap, (*puts, *more)
    elif put := _taken_back(here, record.own):
        own, puts = KeptText("new", str(put.path)), (*puts, put)
        roadmap = laid_over("", put.path.name, None, here.file if here else None)[0] or roadmap
    empty = Roadmap(id=parsed.roadmap, title=parsed.title, phases=())
    return Arriving(roadmap=roadmap or empty, events=parsed.events, definition=kept, own=own), puts


def _definition(
    parsed: ParsedRoadmap, text: str, here: Known | None, heads: Heads
) -> tuple[KeptText, Roadmap | None, tuple[Put, ...]]:
    """One that is here stays, unless what came was made of it. Nobody's roadmap becomes another one because a file came."""
    place = place_for(parsed.roadmap, parsed.suffix)
    if here and here.roadmap:
        file = here.file or definition.builtin()
        there = text_of(file)
        if there == text or is_followed(heads, text, there):
            return KeptText("known", str(file)), None, ()
        if here.file and is_followed(heads, there, text):
            come, fault = validated(parsed.roadmap, text, place.name)
            return (KeptText("new", str(file)), come, (Put(file, text, there),)) if come else _aside(place, text, fault)
        return _aside(place, text, "")
    come, fault = validated(parsed.roadmap, text, place.name)
    if come is None:
        return _aside(place, text, fault)
    if parsed.roadmap == BUILT_IN or copy_of(parsed.roadmap):
        return _aside(place, text, "")
    note = [Put(*noted(place, Provenance(*parsed.origin)))] if parsed.origin else []
    return KeptText("new", str(place)), come, (*note, Put(place, text))


def _base(parsed: ParsedRoadmap, text: str, kept: KeptText) -> Iterator[Put]:
    """What its file was before a hand edited it, for whenever that text is in its place."""
    if parsed.imported is not None:
        is_aside = kept.fate not in {"new", "known"}
        place = place_for_base(parsed.roadmap, parsed.imported, plain(text), is_aside=is_aside)
        yield from [Put(place, parsed.imported)] if place else []


def _aside(place: Path, text: str, fault: str) -> tuple[KeptText, None, tuple[Put, ...]]:
    kept, put = _kept_aside(place, text)
    return kept._replace(fate="invalid" if fault else "aside", fault=fault), None, (put,) if put else ()


def _own(
    parsed: ParsedRoadmap, text: str, here: Known | None, kept: KeptText | None, heads: Heads
) -> tuple[KeptText, Roadmap | None, tuple[Put, ...]]:
    """With the roadmap that they make. Every command would stumble over some that do not fit, so these are kept beside.
    Where one of the two was made of the other, that one counts: nothing but what undo knows is in the other.
    """
    file = here.file if here and here.roadmap else None
    place = folders.own_file(parsed.roadmap) if file is None else folders.own_changes(file)
    usual = folders.own_file(parsed.roadmap)
    there = _text_there(place)
    if there == text or (place is not None and is_followed(heads, text, there)):
        return KeptText("known", str(place)), None, ()
    if place is None or (there.strip() and not is_followed(heads, there, text)):
        return _aside(usual, text, "")
    come = parsed.definition if kept and kept.fate == "new" else None
    changed, fault = laid_over(text, usual.name, come, file or (definition.builtin() if here else None))
    if fault:
        return _aside(usual, text, fault)
    return KeptText("new", str(place)), changed, (Put(place, text, there),)


def _taken_back(here: Known | None, heads: Heads) -> Put | None:
    """Where all of one's own changes were taken back elsewhere, they are here, too."""
    place = folders.own_changes(here.file) if here else None
    there = _text_there(place)
    return Put(place, "", there) if place and there.strip() and is_followed(heads, there, "") else None


def _text_there(place: Path | None) -> str:
    """Empty where there is none."""
    return text_of(place) if place is not None and place.exists() else ""


def _kept_aside(place: Path, text: str) -> tuple[KeptText, Put | None]:
    """In a folder in which nobody looks for roadmaps, once, however often it comes."""
    folder = place.parent / ASIDE
    for file in (folder / f"{name}{place.suffix}" for name in numbered(place.stem)):
        if not file.exists():
            return KeptText("aside", str(file)), Put(file, text)
        if text_of(file) == text:
            return KeptText("aside", str(file)), None
    raise AssertionError  # numbers do not end


def _carry_out(session: Session, planned: ArchivePlan) -> ImportReport:
    made: Made = {}
    try:
        return session.write(_merge_and_put, planned, made)
    except Exception:
        _take_away(made)
        raise


def _merge_and_put(workspace: Workspace, planned: ArchivePlan, made: Made) -> ImportReport:
    """Within the transaction: the files are there before what was recorded is, and go where that cannot be."""
    report = service.restore_all(workspace, planned.arriving, dry_run=False)
    try:
        for put in planned.puts:
            if put.path not in made:
                _put(put, made)
    except BaseException:
        _take_away(made)
        raise
    return report


def _put(put: Put, made: Made) -> None:
    path = put.path
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        sentence = f"cannot make {path.parent}: {(error.strerror or str(error)).lower()}"
        raise CannotBeDone(sentence, "see that it may be written, then import again") from error
    there = _text_there(path)
    made[path] = path.read_bytes() if path.exists() else None
    goes_over = path.exists() and (there == put.over or not there.strip())  # undo leaves changes that are empty
    write_file(path, put.text, force=goes_over)
    sync_folder(path.parent)


def _take_away(made: Made) -> None:
    for path, former in made.items():
        if former is None:
            path.unlink(missing_ok=True)
        else:
            write_file(path, former, force=True)
    made.clear()


def _named(report: ImportReport, planned: ArchivePlan) -> ImportReport:
    base = planned.base
    return report._replace(put_to_use=Named(base.id, base.title) if planned.put_to_use else None)


def hints(report: ImportReport) -> Iterator[str]:
    """What to do with texts that have no place of their own."""
    for each in report.roadmaps:
        kept, own = each.definition, each.own
        if kept and kept.fate == "aside":
            file = shlex.quote(kept.file)
            way = f"import {file} --force" if copy_of(each.roadmap.id) else f"config file {file}"
            yield f"to look at the other {each.roadmap.id}: roadmap check {file}; to use it in its place: roadmap {way}"
        elif kept and kept.fate == "invalid":
            yield f"to see what is wrong with it: roadmap check {shlex.quote(kept.file)}"
        if own and own.fate == "aside":
            yield f"to see what came: {own.file}; what you want of it is changed as before, with: roadmap topic edit"
