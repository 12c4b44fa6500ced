"""A roadmap file in the program's own form, offered to the library: looked at, then kept as it is, or refused."""

import re
import shlex
from pathlib import Path
from typing import Literal, NamedTuple

from roadmap_cli import definition, settings
from roadmap_cli.definition import Definition
from roadmap_cli.domain.roadmap import BUILT_IN
from roadmap_cli.errors import CannotBeDone, InvalidFile
from roadmap_cli.files import STANDARD_INPUT, read_bytes
from roadmap_cli.reports.library import KeptReport
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.reports.update import DefinitionDifference
from roadmap_cli.services.update import Edition, difference
from roadmap_cli.use_cases.find_roadmap import is_same
from roadmap_cli.use_cases.library import Provenance, copy_of, digest, keep, place_for, provenance_of
from roadmap_cli.use_cases.roadmap_file import alone
from roadmap_cli.use_cases.session import Session

HEAD = 4096
"""Bytes by which the form is known."""
_TOML = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*\[[ \t]*roadmap[ \t]*\][ \t]*(?:#.*)?\r?$", re.MULTILINE
)
"""A table of that name comes first. A page about such files may show one further down."""


class Offer(NamedTuple):
    """`source` is the file or address that somebody named."""

    source: str
    suffix: str
    content: bytes
    definition: Definition
    provenance: Provenance | None = None


class Placing(NamedTuple):
    """Where it goes, and what stands there; the `state` is that of its report."""

    state: Literal["new", "known", "named", "replaced"]
    place: Path
    former: Path | None = None


def is_own_form(file: Path) -> bool:
    """By its name, or by its first lines; what cannot be read twice goes by its name alone."""
    if file.suffix.casefold() == ".toml":
        return True
    try:
        can_be_read_twice = file is STANDARD_INPUT or file.is_file()
        return can_be_read_twice and is_own_text(read_bytes(file, HEAD))
    except OSError:
        return False


def is_own_text(content: bytes) -> bool:
    return _TOML.match(content[:HEAD]) is not None or _is_markdown(content)


def _is_markdown(content: bytes) -> bool:
    from roadmap_cli.definition.forms import is_markdown_form

    return is_markdown_form(content[:HEAD].decode("utf-8-sig", "ignore").replace("\r\n", "\n"))


def offer_of(file: Path, source: str, provenance: Provenance | None = None) -> Offer:
    """Raises InvalidFile with every problem, told by the name that somebody gave."""
    from roadmap_cli.definition.size import MOST_BYTES

    try:
        content = read_bytes(file, MOST_BYTES + 1)
    except OSError as error:
        raise InvalidFile(f"cannot read {source}: {(error.strerror or str(error)).lower()}") from error
    return offer_of_content(content, source, provenance)


def offer_of_content(content: bytes, source: str, provenance: Provenance | None) -> Offer:
    from roadmap_cli.definition.reader import check_text, text_of_bytes

    found = check_text(text_of_bytes(content, source), source)
    suffix = ".md" if _is_markdown(content) else ".toml"
    return Offer(source=source, suffix=suffix, content=content, definition=found, provenance=provenance)


def decide(session: Session, offer: Offer, *, force: bool) -> Placing:
    """Raises CannotBeDone where another roadmap has its id: progress hangs on ids, so that of both would mix."""
    name = offer.definition.roadmap.id
    named = settings.known_roadmaps().get(name)
    if name == BUILT_IN:
        return _beside_built_in(offer)
    former = copy_of(name)
    if named and named != former and named.exists():
        return _beside_named(offer, named)
    if former is None:
        return Placing("new", place_for(name, offer.suffix))
    if digest(former.read_bytes()) == digest(offer.content):
        return Placing("known", former)
    if not force:
        said = _difference_in_short(session, former, offer)
        sentence = f'"{name}" is here already, and another: {said} in {offer.source} than in {former}'
        raise CannotBeDone(sentence, _way_over(former, offer))
    return Placing("replaced", place_for(name, offer.suffix), former)


def difference_between(session: Session, former: Path, offer: Offer) -> DefinitionDifference | None:
    """Of the files alone, whatever a learner lays over them; None where what is here cannot be read: nobody can tell then."""
    from roadmap_cli.definition.reader import read

    try:
        here = read(former)
    except InvalidFile:
        return None
    return session.on(here.roadmap).read(difference, edition(here), edition(offer.definition))


def _difference_in_short(session: Session, former: Path, offer: Offer) -> str:
    found = difference_between(session, former, offer)
    return found.in_short if found else "more that can be used"


def _way_over(former: Path, offer: Offer) -> str:
    provenance = provenance_of(former)
    if provenance and offer.provenance and provenance.address == offer.provenance.address:
        name = offer.definition.roadmap.id
        return f"to use what is here: roadmap use {name}; to bring that up to date: roadmap update {name}"
    return (
        f"to put it in the place of that one, which is kept beside: roadmap import {shlex.quote(offer.source)} --force"
    )


def _beside_built_in(offer: Offer) -> Placing:
    builtin = definition.builtin()
    if builtin.read_bytes() == offer.content:
        return Placing("named", builtin)
    sentence = f'{offer.source} has the id of the built-in roadmap, "{BUILT_IN}", and the progress on both would mix'
    raise CannotBeDone(sentence, "give it another id, in its table [roadmap]")


def _beside_named(offer: Offer, named: Path) -> Placing:
    name = offer.definition.roadmap.id
    if is_same(named, Path(offer.source)) or digest(named.read_bytes()) == digest(offer.content):
        return Placing("named", named)
    sentence = f'{named} has the id "{name}" too, and the progress on both would mix'
    raise CannotBeDone(sentence, f"give it another id, or let go of that one first: roadmap roadmaps remove {name}")


def report_of(session: Session, offer: Offer, placing: Placing, *, dry_run: bool = False) -> KeptReport:
    roadmap, imprint = offer.definition.roadmap, offer.definition.about
    return KeptReport(
        roadmap=Named(roadmap.id, roadmap.title),
        source=offer.source,
        file=str(placing.place),
        state=placing.state,
        phases=len(roadmap.phases),
        modules=len(roadmap.modules),
        topics=len(roadmap.topics),
        difference=difference_between(session, placing.former, offer) if placing.former else None,
        version=imprint.version or None,
        author=imprint.author or None,
        licence=imprint.licence or None,
        dry_run=dry_run,
    )


def carry_out(session: Session, offer: Offer, agreed: Placing, *, force: bool) -> Path | None:
    """Where what stood there is kept, if that is. Raises CannotBeDone where something else stands there by now."""
    with alone():
        if decide(session, offer, force=force) != agreed:
            raise CannotBeDone(
                "a roadmap has changed meanwhile", f"look again: roadmap import {shlex.quote(offer.source)}"
            )
        return keep(agreed.place, offer.content, offer.provenance, agreed.former)


def edition(found: Definition) -> Edition:
    return Edition(roadmap=found.roadmap, texts=found.read_lessons(), imprint=found.about)
