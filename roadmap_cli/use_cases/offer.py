"""A roadmap file in the program's own form, offered to the library: looked at, then kept as it is, or refused."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from roadmap_cli import definition, settings
from roadmap_cli.definition import Definition
from roadmap_cli.domain.roadmap import BUILT_IN
from roadmap_cli.errors import CannotBeDone, RoadmapError
from roadmap_cli.reports.library import KeptReport
from roadmap_cli.reports.topic import Named
from roadmap_cli.services.update import Edition
from roadmap_cli.settings import ROADMAP_SUFFIXES
from roadmap_cli.use_cases.find_roadmap import is_same
from roadmap_cli.use_cases.library import Provenance, copy_of, digest, is_edited, keep, place_for
from roadmap_cli.use_cases.roadmap_file import alone

HEAD = 4096
"""Bytes by which the form is known."""
_TOML = re.compile(rb"^[ \t]*\[[ \t]*roadmap[ \t]*\][ \t]*(?:#.*)?\r?$", re.MULTILINE)
_MARKDOWN = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(?:(?!---).*\n)*?roadmap[ \t]*:")
"""Front matter that names a roadmap."""


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
    """By its name, or by its first lines; whoever cannot be read twice goes by the name alone."""
    if file.suffix.casefold() == ".toml":
        return True
    try:
        if not file.is_file():
            return False
        with file.open("rb") as lines:
            head = lines.read(HEAD)
    except OSError:
        return False
    return bool(_TOML.search(head) or _MARKDOWN.match(head))


def form_of(content: bytes) -> str:
    return ".md" if _MARKDOWN.match(content[:HEAD]) else ".toml"


def offer_of(file: Path, source: str, provenance: Provenance | None = None) -> Offer:
    """Raises InvalidFile with every problem."""
    from roadmap_cli.definition.reader import read

    with told_as(file, source):
        found = read(file)
    content = file.read_bytes()
    return Offer(source=source, suffix=form_of(content), content=content, definition=found, provenance=provenance)


@contextmanager
def told_as(file: Path, source: str) -> Iterator[None]:
    """What is wrong with a file is told by the name that somebody knows it by."""
    try:
        yield
    except RoadmapError as error:
        error.sentence = error.sentence.replace(str(file), source)
        error.hint = error.hint.replace(str(file), source)
        raise


def decide(offer: Offer, *, force: bool) -> Placing:
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
        sentence = f'"{name}" is here already and says something else: {former}'
        raise CannotBeDone(sentence, f"keep what is here, or put {offer.source} in its place with --force")
    return Placing("replaced", place_for(name, offer.suffix), former)


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


def report_of(offer: Offer, placing: Placing, *, dry_run: bool = False, beside: Path | None = None) -> KeptReport:
    roadmap = offer.definition.roadmap
    return KeptReport(
        roadmap=Named(roadmap.id, roadmap.title),
        source=offer.source,
        file=str(placing.place),
        state=placing.state,
        phases=len(roadmap.phases),
        modules=len(roadmap.modules),
        topics=len(roadmap.topics),
        former=str(beside) if beside else None,
        dry_run=dry_run,
    )


def carry_out(offer: Offer, agreed: Placing, *, force: bool) -> KeptReport:
    """Raises CannotBeDone where something else stands there by now."""
    with alone():
        if decide(offer, force=force) != agreed:
            raise CannotBeDone("a roadmap has changed meanwhile", f"look again: roadmap import {offer.source}")
        beside = keep(agreed.place, offer.content, offer.provenance, agreed.former) if agreed.former else None
        if agreed.state == "new":
            keep(agreed.place, offer.content, offer.provenance, None)
    return report_of(offer, agreed, beside=beside)


def will_be_beside(placing: Placing) -> bool:
    """Whether what stands in its place is kept beside it: it cannot be had again from elsewhere."""
    return placing.former is not None and is_edited(placing.former)


def edition(found: Definition) -> Edition:
    return Edition(found.roadmap, found.read_lessons())


def is_roadmap_name(file: Path) -> bool:
    return file.suffix in ROADMAP_SUFFIXES
