"""A roadmap file as a hand has edited it, with what its source says now: comments, order and all that is not touched stay
as they are.
"""

from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

import tomli

from roadmap_cli.definition.document import Row, Table, own_of, scopes_in
from roadmap_cli.definition.edit import Edit, TakeTable, commented, edited
from roadmap_cli.definition.merge import Conflict, PutTopic, Sides, Spot, Step, merge
from roadmap_cli.definition.reader import document_of
from roadmap_cli.definition.wish import AddModule, AddPhase, AddTopic, Beside, FileWish, MoveTopic
from roadmap_cli.definition.wished_text import edits_of, parts_at, topics_at
from roadmap_cli.domain.free_name import free


class MergedText(NamedTuple):
    """`text` is what was there where there are conflicts. `staying` are ids of topics that the file names no longer."""

    text: str
    conflicts: tuple[Conflict, ...]
    staying: tuple[str, ...]


def bring_together(base: Table | None, mine: str, theirs: Table, sides: Sides, name: str) -> MergedText:
    """Raises InvalidFile, beginning with `name`, where all of it together is no valid roadmap, and CannotBeDone where the text
    cannot be changed without touching more of it.
    """
    document = tomli.loads(mine)
    topics, parts = ({at: str(each["id"]) for at, each in found(document)} for found in (topics_at, parts_at))
    remarked = {*commented(mine, [*topics, *parts])}
    merged = merge(base, document, theirs, {topics[at] for at in remarked & topics.keys()}, sides)
    if merged.conflicts or not merged.steps:
        return MergedText(mine, merged.conflicts, merged.staying)
    empty = {each["id"] for _, each in parts_at(document) if not _within(each)}
    kept = empty | {parts[at] for at in remarked & parts.keys()}
    text = edited(mine, name, lambda values: _edits(values, merged.steps, kept))
    document_of(text, name)
    return MergedText(text, (), merged.staying)


def _edits(document: Table, steps: Iterable[Step], kept: Container[str]) -> Iterator[Edit]:
    """Modules and phases that are left with nothing go, unless somebody made them so, or wrote something there."""
    for step in steps:
        for wish in _placed(document, step) if isinstance(step, PutTopic) else [step]:
            yield from edits_of(document, wish)
    for at, each in reversed([*parts_at(document)]):
        if not _within(each) and each["id"] not in kept:
            yield TakeTable(at)


def _placed(document: Table, put: PutTopic) -> Iterator[FileWish]:
    """A topic in its module, which is made where there is none of its id or title."""
    phase = _like(document.get("phase", ()), put.spot.phase)
    if phase is None:
        phase = _empty(document, put.spot.phase)
        yield AddPhase(phase)
    module = _like(phase.get("module", ()), put.spot.module)
    if module is None:
        module = _empty(document, put.spot.module)
        yield AddModule(phase["id"], module)
    place = {"phase": phase["id"], "module": module["id"], "beside": _beside(module.get("topic", ()), put.spot)}
    yield AddTopic(table=put.table, **place) if put.is_new else MoveTopic(topic=put.table["id"], **place)


def _like(parts: Row, wanted: Table) -> Table | None:
    """By its id, else by its title."""
    found: Iterator[Table] = (each for key in ("id", "title") for each in parts if each[key] == wanted[key])
    return next(found, None)


def _empty(document: Table, part: Table) -> Table:
    """With an id that is free."""
    return own_of(part) | {"id": free(part["id"], scopes_in(document))}


def _beside(topics: Row, spot: Spot) -> Beside | None:
    """Behind the one that is before it there; where that is not here, at the end."""
    if spot.after is None:
        return Beside(topics[0]["id"], before=True) if topics else None
    return Beside(spot.after, before=False) if any(each["id"] == spot.after for each in topics) else None


def _within(part: Table) -> Row:
    """The topics of a module, the modules of a phase."""
    return next((part[key] for key in ("topic", "module") if key in part), [])
