"""The texts of a roadmap on record: which of them stand, and what to record of one that no command wrote."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from roadmap_cli.domain.events import Data, Event, Kind
from roadmap_cli.domain.found import FOUND
from roadmap_cli.domain.heads import TEXT_KINDS, Head, Heads, heads_of
from roadmap_cli.domain.redefinition import TextChange, facts_of, hash_of, texts
from roadmap_cli.reports.heads import HeadLine
from roadmap_cli.services.workspace import Workspace

BY_HAND = "changed the roadmap file by hand"


class TextsOnRecord(NamedTuple):
    """Of one roadmap: its `file`, and the learner's `own` changes of it. `known` are the texts themselves by their hashes."""

    file: Heads
    own: Heads
    known: Mapping[str, str]

    def heads(self, *, own: bool) -> Heads:
        return self.own if own else self.file


class FoundText(NamedTuple):
    """What stands in a file; `last` is the hash of what stood there when this machine last looked."""

    text: str
    own: bool
    last: str | None


def on_record(workspace: Workspace, roadmap: str) -> TextsOnRecord:
    """Where there is no text, which is most often, nobody asks for the undos, which may be thousands."""
    told = workspace.log.of_kinds(workspace.user, roadmap, TEXT_KINDS)
    return texts_of([*told, *(workspace.log.events(workspace.user, roadmap, kind="undone") if told else ())])


def texts_of(events: Sequence[Event]) -> TextsOnRecord:
    return TextsOnRecord(heads_of(events, own=False), heads_of(events, own=True), texts(events))


def keep_found(workspace: Workspace, there: FoundText) -> None:
    """What stands in a file before it is changed, as a command of its own: undo leaves it there."""
    if facts := list(found_facts(there, on_record(workspace, workspace.roadmap.id))):
        workspace.append(workspace.fact(kind, **data) for kind, data in facts)


def found_facts(there: FoundText, record: TextsOnRecord) -> Iterator[tuple[Kind, Data]]:
    """None of what is known. Where nobody knows what stood there before, it was the only one that is on record."""
    name, heads = hash_of(there.text), record.heads(own=there.own)
    last = there.last or (heads.hashes[0] if len(heads.hashes) == 1 else "")
    if name in heads.hashes or (heads.knows(name) and (name == last or not there.last)):
        return
    if heads.knows(last) and last in record.known:
        change = TextChange(before=record.known[last], after=there.text, what=BY_HAND, own=there.own)
        facts = facts_of(change, record.known)
    elif not heads.knows(name):
        kept: Data = {"hash": name, "text": there.text}
        facts = iter([("defined", {**kept, "own": True} if there.own else kept)])
    else:
        return
    for kind, data in facts:
        marked: Data = {**data, "reason": FOUND}
        yield kind, marked


def head_lines(heads: Heads, here: Collection[str], *, own: bool) -> tuple[HeadLine, ...]:
    """Of texts that stand beside each other; none where one stands alone. `here` are the hashes of what stands in files here."""
    return () if heads.is_settled else every_head(heads, here, own=own)


def every_head(heads: Heads, here: Collection[str] = (), *, own: bool) -> tuple[HeadLine, ...]:
    return tuple(_line(each, is_here=each.hash in here, own=own) for each in heads.standing)


def _line(head: Head, *, is_here: bool, own: bool) -> HeadLine:
    event = head.event
    return HeadLine(
        hash=head.hash,
        day=event.day if event else None,
        device=event.device if event else None,
        here=is_here,
        own=own,
    )
