"""The text of a roadmap file as it was before a command, or after it."""

from collections.abc import Iterator, Mapping, Sequence

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.redefinition import Redefinition, difference, hash_of, redefinition
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.services.redefine import known_texts, recorded_by_others
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.use_cases.last_text import key_of
from roadmap_cli.use_cases.redefine import Edited, edited_file, roadmap_in
from roadmap_cli.use_cases.roadmap_file import announce
from roadmap_cli.use_cases.session import Session

MOST_LINES = 40
WAY_PAST = "to leave the roadmap as it is and go on with what was done besides: roadmap {} --skip"


def announce_text(workspace: Workspace, session: Session, redo: bool, said: Sequence[Event], batch: str) -> None:  # noqa: FBT001 - bound beforehand
    """Raises CannotBeDone where the file is not as that command left it, and where others would miss something."""
    change = redefinition(said)
    if change is None:
        return
    try:
        file, text = _text_there(workspace, session, change, redo=redo)
        _see_that_others_miss_nothing(workspace, roadmap_in(file, text), said[0])
    except CannotBeDone as error:
        error.hint = "; ".join([*([error.hint] if error.hint else []), WAY_PAST.format("redo" if redo else "undo")])
        raise
    former = file.former._replace(key=key_of(workspace.roadmap.id, own=change.own))
    announce(former, text, session.settings.database, workspace.user, batch)


def _text_there(workspace: Workspace, session: Session, change: Redefinition, *, redo: bool) -> tuple[Edited, str]:
    """The file, and the text that comes to stand in it."""
    file, known = edited_file(session, own=change.own), known_texts(workspace)
    here, there = (change.before, change.after) if redo else (change.after, change.before)
    _assert_is_as_left(file, known, here, redo=redo)
    if there not in known:
        sentence = f"the text of {file.path} before that is not on record here"
        raise CannotBeDone(sentence, "change it back in an editor, or bring in the rest of the record")
    return file, known[there]


def _assert_is_as_left(file: Edited, known: Mapping[str, str], expected: str, *, redo: bool) -> None:
    """Raises CannotBeDone with the difference."""
    if hash_of(file.text) == expected:
        return
    lines = difference(known.get(expected, ""), file.text) if expected in known else ()
    shown = [
        *lines[:MOST_LINES],
        *([f"... and {len(lines) - MOST_LINES} lines more"] if len(lines) > MOST_LINES else []),
    ]
    done = (
        "undo left it, so the command cannot be brought back"
        if redo
        else "that command left it, so it cannot be taken back"
    )
    sentence = f"{file.path} is not as {done}"
    raise CannotBeDone("\n  ".join([sentence, *shown]), "take these changes out of it, or change it back in an editor")


def _see_that_others_miss_nothing(workspace: Workspace, there: Roadmap | None, since: Event) -> None:
    """What somebody else has recorded since, on a topic that would be there no more."""
    here = workspace.roadmap
    leaving = here.names - (there.names if there else frozenset())
    missed = next(recorded_by_others(workspace, sorted(leaving), since), None)
    if missed is None:
        return
    ways = _ways_on(here, there, missed.topic) if there else ()
    sentence = f"{missed.user} has recorded something on {missed.topic} since, and would not find it any more"
    raise CannotBeDone(sentence, next(iter(ways), ""))


def _ways_on(here: Roadmap, there: Roadmap, name: str | None) -> Iterator[str]:
    """A change that keeps both ids leads to both records; who takes a topic out means it."""
    topic = here.topics.get(name or "")
    for former in topic.formerly if topic else ():
        if former in there.topics:
            yield f"another change of the id keeps what is recorded on both: roadmap topic edit {name} --id {former}"
    if topic:
        yield f"to take it out all the same, which leaves that on record: roadmap topic remove {name}"
