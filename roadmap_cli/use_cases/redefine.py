"""A roadmap changed by its learner: in its file, or where that is not theirs, in the file of their own changes of it."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from roadmap_cli import definition
from roadmap_cli.definition import Definition
from roadmap_cli.definition.document import Table
from roadmap_cli.definition.forms import is_markdown_form
from roadmap_cli.definition.own import laid_over
from roadmap_cli.definition.reader import check_text, document_of, read_text
from roadmap_cli.definition.wish import ChangeTopic, Wish
from roadmap_cli.definition.wished_text import in_file, in_own
from roadmap_cli.domain.redefinition import MOST_TEXT, TextChange
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.errors import CannotBeDone, InvalidFile
from roadmap_cli.files import BYTE_ORDER_MARK, content_of, plain
from roadmap_cli.reports.redefine import Redefining, Sort
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.redefine import redefine as record
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.settings import folders
from roadmap_cli.use_cases.last_text import key_of, last_texts
from roadmap_cli.use_cases.library import is_fetched
from roadmap_cli.use_cases.roadmap_file import (
    Former,
    alone,
    announce,
    anywhere,
    arrive,
    arrive_or_tell,
)
from roadmap_cli.use_cases.session import Session


class Edited(NamedTuple):
    """The file that a change goes into; `base` is the document that the learner's own changes are laid over, None where the
    file is the roadmap itself.
    """

    path: Path
    content: bytes | None
    base: Table | None

    @property
    def text(self) -> str:
        return (self.content or b"").decode()

    @property
    def mark(self) -> str:
        return BYTE_ORDER_MARK if self.text.startswith(BYTE_ORDER_MARK) else ""

    @property
    def unmarked(self) -> str:
        return self.text.removeprefix(BYTE_ORDER_MARK)

    @property
    def former(self) -> Former:
        """For a text that carries on what stands there."""
        return Former(self.path, self.content, is_carried_on=self.content is not None)


class Decision(NamedTuple):
    """What is wished, and what it comes to, for the answer and the record."""

    wishes: Sequence[Wish]
    action: Redefining
    sort: Sort
    what: Named

    @property
    def in_words(self) -> str:
        return f"{self.action} the {self.sort} {self.what.title}"


def redefine(session: Session, decide: Callable[[Roadmap], Decision]) -> tuple[Edited, Definition, Decision]:
    """What it was written into, the roadmap as it is now, and what was decided: by the roadmap as it stands once no other
    command can change it. Raises CannotBeDone where the file is not as it should be then, and InvalidFile where it is not now.
    """
    with alone():
        arrive(session.guard)  # what a command before left on its way would be forgotten
        now = session.load(session.settings.file)
        decided = decide(now.roadmap)
        _see_unchanged(session, now, [each.topic for each in decided.wishes if isinstance(each, ChangeTopic)])
        file = edited_file(session)
        after = _with(file, decided.wishes)
        found = _checked(file, after)
        _write_text(session.on(found.roadmap), file, f"{file.mark}{after}", decided.in_words)
    return file, found, decided


def _with(file: Edited, wishes: Iterable[Wish]) -> str:
    name = str(file.path)
    if file.base is None:
        return in_file(file.unmarked, name, wishes)
    return in_own(file.unmarked, name, file.base, wishes)


def _see_unchanged(session: Session, now: Definition, topics: Iterable[str]) -> None:
    """A wish was made of what a topic said: what another command has written there since would be lost without a word."""
    for each in topics:
        if _said_of(now, each) != _said_of(session.definition, each):
            sentence = f"another command has changed {each} meanwhile"
            raise CannotBeDone(sentence, "see what it says now, and give the command again")


def _said_of(found: Definition, topic: str) -> str:
    """The same for one that was kept, whose tuples are lists."""
    return json.dumps((found.roadmap.topics.get(topic), found.read_lessons().get(topic)), default=dict)


def edited_file(session: Session, *, own: bool | None = None) -> Edited:
    """The file that changes go into; of an earlier change it is known whether that was the `own` one. Raises InvalidFile
    where it is faulty already, and CannotBeDone for what would be changed and is not written in TOML.
    """
    used, changes = session.settings.file, folders.own_changes(session.settings.file)
    is_own = (used is None or is_fetched(used) or _has_changes(changes)) if own is None else own
    if changes is not None and is_own:
        source = used or definition.builtin()
        return Edited(changes, content_of(changes), document_of(read_text(source), str(source)))
    if used is None:
        sentence = f"{definition.builtin()} is not changed here"
        raise CannotBeDone(sentence, "what was changed is a file of yours: say it with --file")
    session.load(used)
    file = Edited(used, content_of(used), None)
    if own is None and is_markdown_form(plain(file.text)):
        sentence = (
            f"{used} is in Markdown and is not changed here: all of it would be written anew, without your remarks"
        )
        way = "change it in an editor, or go on with a TOML file of it, which has no remarks"
        raise CannotBeDone(sentence, f"{way}: roadmap export roadmap -o my.toml, roadmap config file my.toml")
    return file


def _has_changes(changes: Path | None) -> bool:
    """What is laid over a file would hide what is written into it: a copy that was fetched once, and came back as a file."""
    return changes is not None and bool((content_of(changes) or b"").strip())


def _checked(file: Edited, text: str) -> Definition:
    """Of a text that would stand in a file. Raises CannotBeDone."""
    name = str(file.path)
    if len(text) > MOST_TEXT:
        sentence = f"{name} would be larger than {MOST_TEXT // 2**20} MiB, which is the most that is changed here"
        raise CannotBeDone(sentence, "change it in an editor")
    try:
        return check_text(text, name) if file.base is None else _fitting(file, file.base, text)
    except InvalidFile as error:
        why = re.sub(rf"^(\s*){re.escape(name)}:\d+: ", r"\1", error.sentence, flags=re.MULTILINE)
        hint = error.hint if file.base is None else ""  # which is about a text that stands there
        raise CannotBeDone(f"that would make the roadmap invalid: {why}", hint) from error


def _fitting(file: Edited, base: Table, text: str) -> Definition:
    """An upgrade of the roadmap may make changes that no longer fit, and they are left out; who makes some now is told."""
    found = laid_over(base, text, str(file.path))
    former = laid_over(base, file.unmarked, str(file.path)).remarks if found.remarks else ()
    if unfit := [each for each in found.remarks if each not in former]:
        sentence = f"that does not fit the roadmap: {unfit[0]}"
        raise CannotBeDone(sentence, "see what requires what: roadmap show TOPIC")
    return found


def roadmap_in(file: Edited, text: str) -> Roadmap | None:
    """What the roadmap would be with a text in that file; None where it could not be used."""
    name, said = str(file.path), text.removeprefix(BYTE_ORDER_MARK)
    try:
        return (check_text(said, name) if file.base is None else laid_over(file.base, said, name)).roadmap
    except InvalidFile:
        return None


def _write_text(session: Session, file: Edited, text: str, what: str) -> None:
    """With what is recorded of it. Only for who is alone."""
    change = TextChange(before=file.text, after=text, what=what, own=file.base is not None)
    try:
        session.write(_record_and_announce, session, file, change)
    finally:
        arrive_or_tell(session.guard, session.hint)


def _record_and_announce(workspace: Workspace, session: Session, file: Edited, change: TextChange) -> None:
    database, former = session.settings.database, file.former._replace(key=key_of(workspace.roadmap.id, own=change.own))
    batch = record(workspace, change, last_texts(anywhere(database), workspace.user).get(former.key))
    announce(former, change.after, database, workspace.user, batch)
