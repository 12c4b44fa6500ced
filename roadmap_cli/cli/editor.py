"""A text written in the learner's own editor: in a file from its beginning, which stays until it is recorded."""

import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from roadmap_cli.cli.interrupts import left_to_the_child
from roadmap_cli.cli.screen import warn
from roadmap_cli.errors import CannotBeDone, WrongUsage
from roadmap_cli.use_cases.draft import NOTE, About, begin, drop, in_hand, note_text
from roadmap_cli.use_cases.session import Session

AT_ONCE = 1.0
"""Seconds: nobody has written or decided anything by then."""
HANDED_OVER = 10.0
"""The same of an editor that is known to have a window of its own, which may be slow to open."""
WAITING = {
    **dict.fromkeys(
        ("code", "code-insiders", "codium", "cursor", "windsurf", "subl", "mate", "zed", "zeditor"), "--wait"
    ),
    **dict.fromkeys(("atom", "pulsar", "bbedit", "gedit", "xed", "pluma"), "--wait"),
    **dict.fromkeys(("gvim", "mvim", "nvim-qt"), "--nofork"),
    "gnome-text-editor": "--standalone",
    "kate": "--block",
    "open": "-W -n -t",
}
"""Editors with windows of their own, and what makes them wait until the text is closed."""
RESUMES = "go on with: roadmap note --resume"


class EndedAtOnce(CannotBeDone):
    """Perhaps a window is open in which the text is only being written now."""


@contextmanager
def written_note(session: Session, title: str, about: About) -> Iterator[str]:
    """The note that somebody writes, while it is recorded. Raises WrongUsage where there is nobody to type."""
    _needs_somebody("there is no text", "write it behind the topic: roadmap note TOPIC TEXT")
    file = begin(NOTE, f"\n# A note on: {title}\n# Lines that begin with # are left out.\n", about)
    with _recorded(session, file, note_text, RESUMES), in_hand(file):
        _edit(file, "write the text behind the topic", RESUMES)
        yield _note(file)


@contextmanager
def resumed_note(session: Session, file: Path) -> Iterator[str]:
    """The same of one that is kept. Raises WrongUsage where there is nobody to type."""
    _needs_somebody("there is no terminal for an editor", f"what you wrote is in {file}: roadmap note TOPIC TEXT")
    with _recorded(session, file, note_text, RESUMES), in_hand(file):
        if flag := _missing_flag(_command()):
            warn(f'the editor does not wait, so the note is taken as it is; set EDITOR="{_command()} {flag}"')
        else:
            _edit(file, "write the text behind the topic", RESUMES, may_stay=True)
        yield _note(file)


@contextmanager
def edited(session: Session, content: str, name: str) -> Iterator[str]:
    """What the editor makes of a text, while it is recorded. Raises WrongUsage where there is nobody to type, and
    CannotBeDone where there is no place for drafts.
    """
    _needs_somebody("there is no terminal for an editor", "say it with options instead")
    file = begin(name, content)
    with _recorded(session, file, lambda text: "" if text == content else text), in_hand(file):
        _edit(file, "say it with options")
        yield _read(file)


def _needs_somebody(sentence: str, advice: str) -> None:
    if not (sys.stdin and sys.stdin.isatty()):
        raise WrongUsage(sentence, advice)


@contextmanager
def _recorded(session: Session, file: Path, typed: Callable[[str], str], then: str = "") -> Iterator[None]:
    """The file goes once it is recorded; where that fails it stays and is told of, if anything was `typed`."""
    try:
        yield
    except EndedAtOnce:
        raise
    except BaseException:
        if not session.written and file.exists() and typed(_read(file)).strip():
            warn(f"what you wrote is left in {file}{then and f'; {then}'}")
        else:
            drop(file)
        raise
    drop(file)


def _note(file: Path) -> str:
    text = note_text(_read(file))
    if not text.strip():
        sentence = "nothing was written, so no note is kept"
        raise CannotBeDone(sentence)
    return text


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        sentence = f"cannot read what the editor left in {file}: {(error.strerror or str(error)).lower()}"
        raise CannotBeDone(sentence) from error


def _command() -> str:
    fallback = "notepad" if sys.platform == "win32" else "vi"
    return os.environ.get("VISUAL") or os.environ.get("EDITOR") or fallback


def _edit(file: Path, instead: str, then: str = "", *, may_stay: bool = False) -> None:
    """Raises CannotBeDone; `instead` is what can be done without an editor, `then` once a window is closed. A text that
    `may_stay` as it is may be left at once.
    """
    command, before, began = _command(), _read(file), time.monotonic()
    try:
        with left_to_the_child():
            code = subprocess.run([*shlex.split(command), str(file)], check=False).returncode  # noqa: S603 - the user's own editor
    except (OSError, ValueError) as error:
        sentence = f"cannot start the editor {command!r}"
        raise CannotBeDone(sentence, f"set EDITOR, or {instead}") from error
    if code == -signal.SIGINT:
        raise KeyboardInterrupt
    if code:
        sentence = f"the editor {command!r} ended with code {code}, so nothing is recorded"
        raise CannotBeDone(sentence)
    took, flag = time.monotonic() - began, _missing_flag(command)
    if took < (HANDED_OVER if flag else AT_ONCE) and not may_stay and _read(file) == before:
        raise _ended_at_once(command, flag, file, then)


def _ended_at_once(command: str, flag: str, file: Path, then: str) -> EndedAtOnce:
    sentence = f"nothing was written: the editor {command!r} ended at once"
    waits = (
        f'make it wait: EDITOR="{command} {flag}"'
        if flag
        else "where it has a window, it has to wait until that is closed"
    )
    return EndedAtOnce(sentence, f"{waits}; what you save there is in {file}{then and f', and you {then}'}")


def _missing_flag(command: str) -> str:
    """What would make an editor wait that is known for not doing so by itself."""
    try:
        name, *said = shlex.split(command)
    except ValueError:
        return ""
    flag = WAITING.get(Path(name).name.casefold().removesuffix(".exe").removesuffix(".cmd"), "")
    waits = {*flag.split(), "-w", "-f", "-b", "-s", "-W"} & set(said)
    return "" if waits else flag
