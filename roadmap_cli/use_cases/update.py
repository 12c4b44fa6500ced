"""A copy that was fetched, brought up to date from where it came."""

from difflib import unified_diff
from itertools import islice
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from roadmap_cli import settings
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.reports.update import UpdateReport
from roadmap_cli.use_cases.find_roadmap import find
from roadmap_cli.use_cases.library import Provenance, digest, keep, place_for, provenance_of
from roadmap_cli.use_cases.offer import Offer, difference_between, offer_of_content
from roadmap_cli.use_cases.roadmap_file import alone
from roadmap_cli.use_cases.session import Session

MOST_LINES = 2000
"""Of a difference that are shown."""


class FetchedCopy(NamedTuple):
    id: str
    file: Path
    provenance: Provenance


class Renewal(NamedTuple):
    """What is to be done with a copy; without an `offer` nothing. `digest` is that of the copy when this was decided."""

    report: UpdateReport
    copy: FetchedCopy
    offer: Offer | None = None
    digest: str = ""


def fetched_copies(session: Session, words: str | None) -> tuple[FetchedCopy, ...]:
    """One that is named, or all. Raises CannotBeDone where that was not fetched, or none was."""
    named = settings.known_roadmaps()
    copies = tuple(
        FetchedCopy(name, file, its)
        for name, file in named.items()
        if file and (its := provenance_of(file)) is not None
    )
    advice = "an address makes one: roadmap use https://..., roadmap import https://..."
    if words is None:
        if not copies:
            raise CannotBeDone("no roadmap here was fetched from the web", advice)
        return copies
    if words.casefold() not in named:
        file = find(session, words).file
        words = next((name for name, its in named.items() if its == file), words)
    found = tuple(each for each in copies if each.id == words.casefold())
    if not found:
        where = named.get(words.casefold())
        said = f"it is {where}" if where else "it came with the program" if words in named else "it is a file of yours"
        raise CannotBeDone(f'"{words}" was not fetched from the web: {said}', advice)
    return found


def renewal(session: Session, copy: FetchedCopy, content: bytes, provenance: Provenance, *, verbose: bool) -> Renewal:
    """Nothing is written. Raises InvalidFile for what is no roadmap, and CannotBeDone for what is another one."""
    here = copy.file.read_bytes()
    offer = offer_of_content(content, copy.provenance.address, provenance)
    roadmap = offer.definition.roadmap
    report = UpdateReport(
        roadmap=Named(roadmap.id, roadmap.title),
        address=copy.provenance.address,
        file=str(copy.file),
        state="same",
        edited=digest(here) != copy.provenance.sha256,
    )
    if roadmap.id != copy.id:
        sentence = f'{copy.provenance.address} holds another roadmap by now, "{roadmap.id}" and not "{copy.id}"'
        raise CannotBeDone(sentence, f"take that one beside it: roadmap import {quote(copy.provenance.address)}")
    if here == content:
        return Renewal(report._replace(edited=False), copy)
    difference = difference_between(session, copy.file, offer)
    if copy.provenance.sha256 == digest(content) and difference is not None:
        return Renewal(report, copy)
    lines = _lines(here, content) if verbose else ()
    return Renewal(
        report=report._replace(state="newer", difference=difference, lines=lines),
        copy=copy,
        offer=offer,
        digest=digest(here),
    )


def carry_out(agreed: Renewal) -> UpdateReport:
    """Raises CannotBeDone where the copy has changed meanwhile."""
    offer, copy = agreed.offer, agreed.copy
    if offer is None:
        return agreed.report
    with alone():
        if digest(copy.file.read_bytes()) != agreed.digest:
            raise CannotBeDone("the copy has changed meanwhile", f"look again: roadmap update {copy.id}")
        beside = keep(place_for(copy.id, offer.suffix), offer.content, offer.provenance, copy.file)
    return agreed.report._replace(state="updated", former=str(beside) if beside else None)


def _lines(here: bytes, there: bytes) -> tuple[str, ...]:
    old, new = (each.decode("utf-8-sig", "replace").splitlines() for each in (here, there))
    lines = tuple(islice(unified_diff(old, new, "here", "there", lineterm="", n=1), MOST_LINES + 1))
    return (*lines[:MOST_LINES], "... and more") if len(lines) > MOST_LINES else lines
