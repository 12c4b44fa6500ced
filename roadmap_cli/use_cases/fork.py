"""A whole copy of a roadmap, to be changed as one likes: with its progress, under an id of its own, and in use."""

import re
from pathlib import Path
from typing import NamedTuple

from roadmap_cli import definition, settings
from roadmap_cli.domain.free_name import numbered
from roadmap_cli.domain.roadmap import ID, Roadmap
from roadmap_cli.errors import CannotBeDone, WrongUsage
from roadmap_cli.reports.fork import ForkReport
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.fork import carry, is_recorded_on
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.settings import folders
from roadmap_cli.slug import MOST_LETTERS
from roadmap_cli.use_cases.find_roadmap import Found, find
from roadmap_cli.use_cases.library import copy_of, place_for
from roadmap_cli.use_cases.roadmap_file import Former, alone, announce, arrive, put
from roadmap_cli.use_cases.session import Session
from roadmap_cli.use_cases.use import put_in_use

MINE = " (my own)"


class Fork(NamedTuple):
    """Of which roadmap, and what it becomes."""

    origin: Roadmap
    roadmap: Roadmap
    place: Path
    text: str


def fork(session: Session, words: str | None, identifier: str | None, title: str | None) -> ForkReport:
    """Raises CannotBeDone, WrongUsage and InvalidFile; then nothing is written."""
    source = find(session, words) if words else Found(session.settings.file, session.definition)
    with alone():
        arrive(session.guard)  # what an import before left on its way would be forgotten
        planned = _planned(session, source, identifier, title)
        events = session.on(planned.roadmap).write(_carry, session, planned)
        arrive(session.guard)
        if not events:
            put(Former(planned.place), planned.text)
    put_in_use(session, Found(planned.place, session.load(planned.place)))
    return ForkReport(
        roadmap=Named(planned.roadmap.id, planned.roadmap.title),
        origin=Named(planned.origin.id, planned.origin.title),
        file=str(planned.place),
        topics=len(planned.roadmap.topics),
        events=events,
    )


def _carry(workspace: Workspace, session: Session, planned: Fork) -> int:
    """Within the transaction, so that the copy is there as soon as its progress is."""
    events, batch = carry(workspace, planned.origin)
    if batch:
        announce(Former(planned.place), planned.text, session.settings.database, workspace.user, batch)
    return events


def _planned(session: Session, source: Found, identifier: str | None, title: str | None) -> Fork:
    from roadmap_cli.definition.forked import forked, text_with_changes
    from roadmap_cli.definition.forms import is_markdown_form
    from roadmap_cli.definition.reader import check_text

    file, origin = source.file or definition.builtin(), source.definition.roadmap
    name = _chosen(session, identifier) if identifier else _free(session, origin)
    source_text = text_with_changes(file, folders.own_changes(source.file))
    text = forked(source_text, str(file), name, title or f"{origin.title.removesuffix(MINE)}{MINE}")
    place = place_for(name, ".md" if is_markdown_form(source_text) else ".toml")
    return Fork(origin=origin, roadmap=check_text(text, str(place)).roadmap, place=place, text=text)


def _chosen(session: Session, identifier: str) -> str:
    if not re.fullmatch(ID, identifier) or len(identifier) > MOST_LETTERS:
        sentence = f"{identifier!r} is no id: it has lower-case letters, digits and hyphens, at most {MOST_LETTERS}"
        raise WrongUsage(sentence, "such as: roadmap fork --as my-tea")
    if _is_taken(session, identifier):
        sentence = f'"{identifier}" is taken: by a roadmap that is here, or by progress that is recorded on it'
        raise CannotBeDone(sentence, "give it another id; see: roadmap roadmaps")
    return identifier


def _free(session: Session, origin: Roadmap) -> str:
    """`my-` and its id, with a number where that is taken."""
    base = origin.id if origin.id.startswith("my-") else f"my-{origin.id}"
    return next(name for name in numbered(base) if name != origin.id and not _is_taken(session, name))


def _is_taken(session: Session, name: str) -> bool:
    is_here = name in settings.known_roadmaps() or copy_of(name) is not None
    return is_here or session.read(is_recorded_on, name)
