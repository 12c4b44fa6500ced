"""One text of a roadmap settled on, of those that devices have made of it: it comes to its place, here and on the others."""

import re
from typing import NamedTuple

from roadmap_cli.domain.heads import NO_TEXT, SHOWN, settling
from roadmap_cli.domain.lookup import MOST_CANDIDATES, find_roadmap
from roadmap_cli.domain.roadmap import BUILT_IN, NO_ROADMAP, Roadmap
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.heads import HeadLine
from roadmap_cli.services.heads import FoundText, TextsOnRecord, every_head, keep_found, on_record
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.settings import folders
from roadmap_cli.use_cases.file_text import TextHere, own_text, text_of_file
from roadmap_cli.use_cases.find_roadmap import known
from roadmap_cli.use_cases.roadmap_file import Former, alone, announce, arrive, arrive_or_tell
from roadmap_cli.use_cases.roadmap_text import head_texts
from roadmap_cli.use_cases.session import Session
from roadmap_cli.use_cases.texts_here import (
    fault_of,
    last_here,
    nothing_yet,
    roadmaps_here,
)

LEAST = 4
"""Letters of a hash by which a text may be named."""
_NAMED = re.compile(r"([^@/\\]+)@([0-9a-fA-F]*)")


class NamedText(NamedTuple):
    """A roadmap, and what the hash of a text of it begins with."""

    roadmap: str
    beginning: str


class Settled(NamedTuple):
    """On which roadmap, and on which text of it by its hash."""

    roadmap: str
    hash: str


class MeantText(NamedTuple):
    """The text that is settled on, and what stands in its place."""

    here: TextHere
    hash: str
    text: str


def named_text(words: str) -> NamedText | None:
    """None for what names a roadmap, or a file, and no text of it."""
    found = _NAMED.fullmatch(words.strip())
    return NamedText(found[1], found[2].casefold()) if found and not folders.path_of(words).is_file() else None


def settle(session: Session, named: NamedText) -> Settled:
    """Raises CannotBeDone where no text is meant, or several are, or it cannot be used here."""
    roadmap = _roadmap(session, named.roadmap)
    with alone():
        arrive(session.guard)  # what a command before left on its way would be forgotten
        there = session.on(NO_ROADMAP._replace(id=roadmap))
        choice = _choice(session, roadmap, named, there.read(on_record, roadmap))
        try:
            there.write(_settle, session, choice)
        finally:
            arrive_or_tell(session.guard, session.hint)
    session.hear(session.flags)
    return Settled(roadmap, choice.hash)


def _roadmap(session: Session, words: str) -> str:
    """Of those that have a name here, and those that have a record alone."""
    recorded = session.on(NO_ROADMAP).read(lambda workspace: list(workspace.log.roadmaps_of(workspace.user)))
    named = {name: Roadmap(name, name, ()) for name in recorded}
    named |= {each.id: each.roadmap or Roadmap(each.id, each.id, ()) for each in known(session)}
    return find_roadmap(named.values(), words).id


def _choice(session: Session, roadmap: str, named: NamedText, record: TextsOnRecord) -> MeantText:
    file = roadmaps_here(session).get(roadmap)
    is_here = roadmap == BUILT_IN or file is not None
    own = own_text(roadmap, file.file if file else None) if is_here else None
    found = [(name, own) for name in _meant(named, record, own=True)] if own else []
    if roadmap != BUILT_IN:
        its = ((name, record.known[name]) for name in _meant(named, record, own=False))
        found += [(name, text_of_file(file) if file else nothing_yet(roadmap, text)) for name, text in its]
    if len(found) != 1 or len(named.beginning) < LEAST:
        raise _unclear(roadmap, named, record, len(found))
    ((name, here),) = found
    if fault := fault_of(here, record.known[name]):
        sentence = f"that text of {roadmap} cannot be used here: {fault}"
        raise CannotBeDone(sentence, "it stays on record; a newer version of the program may be able to use it")
    return MeantText(here, name, record.known[name])


def _meant(named: NamedText, record: TextsOnRecord, *, own: bool) -> list[str]:
    heads = record.heads(own=own)
    names = heads.leads_to.keys() | heads.back.keys()
    return sorted(name for name in names & record.known.keys() if name.startswith(named.beginning))


def texts_to_settle_on(session: Session, words: str) -> list[tuple[str, str]]:
    """What may be typed so far, with what there is to say of it."""
    roadmap = words.partition("@")[0]
    record = session.on(NO_ROADMAP).read(on_record, roadmap)
    standing = _standing(record)
    names = (f"{roadmap}@{each.hash[:SHOWN]}" for each in standing)
    offered = zip(names, head_texts(standing), strict=True)
    return [(name, about) for name, about in offered if name.startswith(words)]


def _standing(record: TextsOnRecord) -> list[HeadLine]:
    lines = [*every_head(record.file, own=False), *every_head(record.own, own=True)]
    return [each for each in lines if each.hash != NO_TEXT]


def _unclear(roadmap: str, named: NamedText, record: TextsOnRecord, found: int) -> CannotBeDone:
    candidates = [f"{roadmap}@{each}" for each in head_texts(_standing(record))][:MOST_CANDIDATES]
    if not candidates:
        sentence = f"no text of {roadmap} is on record"
        return CannotBeDone(sentence, "texts come on record when they are changed, or with: roadmap sync")
    if len(named.beginning) < LEAST:
        sentence = f"a text is named by at least {LEAST} letters of its hash"
    elif found:
        sentence = f'"{named.beginning}" could be any of {found} texts of {roadmap}'
    else:
        sentence = f'no text of {roadmap} on record begins with "{named.beginning}"'
    return CannotBeDone("\n  ".join([f"{sentence}; these stand:", *candidates]), "type more of one of them")


def _settle(workspace: Workspace, session: Session, choice: MeantText) -> None:
    """Within one transaction; what a hand has done here is kept first."""
    here, last = choice.here, last_here(session).get(choice.here.key)
    is_kept = not here.fault and (here.own or here.text != "")
    if is_kept:
        keep_found(workspace, FoundText(text=here.text, own=here.own, last=last))
    heads = on_record(workspace, here.roadmap).heads(own=here.own)
    if heads.hashes == (choice.hash,):
        batch = event.batch if (event := heads.standing[0].event) else None
    else:
        former = here.hash if heads.knows(here.hash) else heads.hashes[-1]
        said = settling(former, heads, choice.hash, own=here.own)
        batch = workspace.append([workspace.fact("settled", **said)])[0].batch
    if batch and (here.hash != choice.hash or not here.file.exists()):
        there = here.file.read_bytes() if here.file.exists() else None
        former_file = Former(here.file, there, is_carried_on=is_kept, key=here.key)
        announce(former_file, choice.text, session.settings.database, workspace.user, batch)
