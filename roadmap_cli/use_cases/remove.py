"""A roadmap that is no longer wanted: its copy goes, or the name of a file that stays where it is."""

from pathlib import Path
from typing import NamedTuple

from roadmap_cli import settings
from roadmap_cli.domain.roadmap import BUILT_IN, NO_ROADMAP
from roadmap_cli.errors import CannotBeDone, InvalidFile
from roadmap_cli.reports.library import RemovedReport
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.roadmaps import touched
from roadmap_cli.use_cases.find_roadmap import find, is_same
from roadmap_cli.use_cases.library import copy_of, forget, provenance_of, take_out
from roadmap_cli.use_cases.roadmap_file import alone
from roadmap_cli.use_cases.session import Session


class Removal(NamedTuple):
    """A copy in the library, or else the name of a file elsewhere."""

    name: str
    title: str
    file: Path
    is_copy: bool
    touched: int
    address: str | None

    @property
    def report(self) -> RemovedReport:
        named = Named(self.name, self.title)
        return RemovedReport(
            roadmap=named, file=str(self.file), copy=self.is_copy, touched=self.touched, address=self.address
        )


def plan(session: Session, words: str, *, asks: bool) -> Removal:
    """Raises CannotBeDone for what has no name, is in use, or came with the program. Where nobody `asks`, it has to be the whole
    id: the beginning of one that is gone already may be that of another.
    """
    name, title = _named(session, words)
    if name == BUILT_IN:
        raise CannotBeDone(f'"{name}" comes with the program and stays', "another one may be in use: roadmap use NAME")
    copy, file = copy_of(name), settings.known_roadmaps().get(name)
    place = copy or file
    if place is None:
        raise CannotBeDone(f"{words} has no name here, so that there is nothing to remove", "see: roadmap roadmaps")
    if not asks and words.casefold() != name:
        sentence = f'no roadmap here has the id "{words}"'
        raise CannotBeDone(sentence, f"if {title} is meant: roadmap roadmaps remove {name} --yes")
    if is_same(place, session.settings.file):
        raise CannotBeDone(f'"{name}" is in use', f"change to another first: roadmap use {BUILT_IN}")
    there = session.on(NO_ROADMAP).read(touched, name)
    origin = provenance_of(copy) if copy else None
    return Removal(
        name=name,
        title=title,
        file=place,
        is_copy=copy is not None,
        touched=there,
        address=origin.address if origin else None,
    )


def carry_out(agreed: Removal) -> RemovedReport:
    """Raises CannotBeDone where it is another file by now."""
    with alone():
        if agreed.is_copy and copy_of(agreed.name) != agreed.file:
            raise CannotBeDone("the roadmap has changed meanwhile", "look again: roadmap roadmaps")
        aside = take_out(agreed.file) if agreed.is_copy else None
        if not agreed.is_copy:
            forget(agreed.name)
    return agreed.report._replace(aside=str(aside) if aside else None)


def _named(session: Session, words: str) -> tuple[str, str]:
    """A name and its title; a file that cannot be read has the one without the other."""
    name = words.casefold()
    if copy := copy_of(name) or settings.known_roadmaps().get(name):
        try:
            return name, session.load(copy).roadmap.title
        except InvalidFile:
            return name, name
    if session.on(NO_ROADMAP).read(touched, name) and name != BUILT_IN:
        sentence = f'of "{name}" there is progress here and no file, so that there is nothing to remove'
        raise CannotBeDone(sentence, "progress is kept; see: roadmap roadmaps")
    roadmap = find(session, words).definition.roadmap
    return roadmap.id, roadmap.title
