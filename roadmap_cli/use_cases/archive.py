"""Everything of one learner on its way to another computer: progress, the roadmap files, and what was changed of them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import IO

from roadmap_cli import definition, settings
from roadmap_cli.definition import Definition
from roadmap_cli.definition.forms import MARKDOWN
from roadmap_cli.definition.size import MOST_BYTES
from roadmap_cli.domain.roadmap import BUILT_IN, Roadmap
from roadmap_cli.errors import CannotBeDone, InvalidFile
from roadmap_cli.exports.json import render
from roadmap_cli.files import read_text
from roadmap_cli.reports.archive import ArchivedText, WholeArchive
from roadmap_cli.reports.roadmaps import Known
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services import export as service
from roadmap_cli.services.export import EVERYTHING, Carried, Part
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.settings import folders
from roadmap_cli.use_cases.find_roadmap import is_same, look_at
from roadmap_cli.use_cases.import_base import base_beside
from roadmap_cli.use_cases.library import provenance_of
from roadmap_cli.use_cases.session import Session

IN_MEMORY = 2**23
"""Letters of an archive that is not put into a file before it is whole."""


@contextmanager
def written(session: Session, part: Part) -> Iterator[IO[str]]:
    """An archive, as it is to be read from its beginning: everything, or a part of the roadmap in use alone, whose file does
    not go with it. It is in memory while it is small, else in a file without a name. Raises CannotBeDone.
    """
    from tempfile import SpooledTemporaryFile

    with SpooledTemporaryFile(IN_MEMORY, "w+", encoding="utf-8", newline="") as text:
        if part == EVERYTHING:
            _write_everything(session, text)
        else:
            session.read(_write_part, part, text)
        with _room():
            text.seek(0)
        yield text


def _write_part(workspace: Workspace, part: Part, text: IO[str]) -> None:
    narrowed = service.archive(workspace, part)
    _write(WholeArchive(user=narrowed.user, in_use=None, roadmaps=(narrowed,)), text)


def _write_everything(session: Session, text: IO[str]) -> None:
    """On every roadmap that is here or has progress. What cannot go along is told: raises InvalidFile only for a roadmap
    file that was named on the command line or in the environment.
    """
    here = own_roadmaps(session)
    in_use = next((each.id for each in here if each.in_use), BUILT_IN)
    roadmap = usable(session) or Roadmap(id=in_use, title="", phases=())
    carried = dict(_carried(session, here))

    def everything(workspace: Workspace) -> WholeArchive:
        archive = _with_title(session, service.everything(workspace, carried, in_use))
        _write(archive, text)
        return archive

    archive = session.on(roadmap).read(everything)
    faulty = {each.id for each in here if each.roadmap is None}
    if lost := [
        each.roadmap.id for each in archive.roadmaps if not each.roadmap.title and each.roadmap.id not in faulty
    ]:
        session.hint(f"the archive holds progress alone where no roadmap file is known here: {', '.join(lost)}")


def _write(archive: WholeArchive, text: IO[str]) -> None:
    """Over what was written before something turned out to be unsound."""
    with _room():
        text.seek(0)
        text.truncate()
    for piece in render(archive):  # `writelines` would first hold all of it
        with _room():
            text.write(piece)


@contextmanager
def _room() -> Iterator[None]:
    """So that what a temporary file lacks is not said of the database."""
    try:
        yield
    except OSError as error:
        sentence = f"the archive cannot be kept until it is whole: {(error.strerror or str(error)).lower()}"
        raise CannotBeDone(sentence, "see that there is room where temporary files are (TMPDIR)") from error


def own_roadmaps(session: Session) -> list[Known]:
    """Those of which a file is known here, the one in use first. The built-in one, whose file is large, is asked later if
    at all.
    """
    used = session.settings.file
    named = [(name, file) for name, file in settings.known_roadmaps().items() if file and not is_same(file, None)]
    if used and not is_same(used, None) and not any(is_same(used, file) for _, file in named):
        named.append((used.stem, used))
    found = [look_at(session, name, file, partial(loaded, session)) for name, file in sorted(named)]
    return sorted(found, key=lambda each: not each.in_use)


def loaded(session: Session, file: Path | None) -> Definition:
    """Where the learner's own changes of it cannot be used, as it came: these go along as they are. Raises InvalidFile."""
    try:
        return session.load(file)
    except InvalidFile:
        return definition.load(file or definition.builtin(), session.settings.cache)


def _with_title(session: Session, archive: WholeArchive) -> WholeArchive:
    """Of the built-in one, where it is in the archive."""
    told = tuple(
        each._replace(roadmap=Named(BUILT_IN, loaded(session, None).roadmap.title))
        if each.roadmap == Named(BUILT_IN, "")
        else each
        for each in archive.roadmaps
    )
    return archive._replace(roadmaps=told)


def usable(session: Session) -> Roadmap | None:
    """The roadmap in use; None where it cannot be used. Raises InvalidFile where a flag or a variable names it."""
    try:
        return session.roadmap
    except InvalidFile:
        if settings.given(session.flags)["file"].source not in {"config.toml", "default"}:
            raise
        return None


def text_of(file: Path) -> str:
    """As it stands there, whatever ends its lines. Raises InvalidFile."""
    return read_text(file, MOST_BYTES)


def _carried(session: Session, here: Sequence[Known]) -> Iterator[tuple[str, Carried]]:
    own = dict(_own_changes())
    told: dict[str, ArchivedText | None] = {}
    for each in here:
        if each.roadmap is None:
            session.hint(f"a roadmap file that cannot be used is not in the archive: {each.fault}")
        elif each.id not in told:
            told[each.id] = _definition(each)
            changes = own.pop(each.file.stem, None) if each.file and folders.is_in_library(each.file) else None
            yield each.id, Carried(each.roadmap.title, told[each.id], changes)
        elif _definition(each) != told[each.id]:
            session.hint(f"{each.file} has the id {each.id} as well, and is not in the archive")
    for name, text in own.items():
        yield name, Carried(own=text)


def _definition(known: Known) -> ArchivedText | None:
    if known.file is None:
        return None
    ending = ".md" if known.file.suffix.casefold() in MARKDOWN else ".toml"
    origin, text = provenance_of(known.file), text_of(known.file)
    return ArchivedText(
        file=f"{known.id}{ending}",
        text=text,
        origin=origin and origin._asdict(),
        imported=base_beside(known.file, text),
    )


def _own_changes() -> Iterator[tuple[str, str]]:
    for file in sorted(folders.own_file(BUILT_IN).parent.glob("*.toml")):
        with suppress(InvalidFile):  # gone meanwhile
            if (text := text_of(file)).strip():  # or taken back to nothing
                yield file.stem, text
