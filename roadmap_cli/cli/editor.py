"""A text written in the learner's own editor."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from roadmap_cli.cli.screen import warn
from roadmap_cli.errors import CannotBeDone, WrongUsage
from roadmap_cli.settings import drafts_folder


def edited_text(about: str) -> str:
    """What the editor leaves behind, without the comment lines. Raises WrongUsage where there is nobody to type."""
    if not (sys.stdin and sys.stdin.isatty()):
        sentence = "there is no text"
        raise WrongUsage(sentence, "write it behind the topic: roadmap note TOPIC TEXT")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "note.md"
        file.write_text(f"\n# A note on: {about}\n# Lines that begin with # are left out.\n", encoding="utf-8")
        _edit(file, "write the text behind the topic")
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    if not text.strip():
        sentence = "nothing was written, so no note is kept"
        raise CannotBeDone(sentence)
    return text


@contextmanager
def edited(content: str, name: str) -> Iterator[str]:
    """What the editor makes of a text, while it is recorded: where that fails, the file with it is left among the drafts.

    Raises WrongUsage where there is nobody to type, and CannotBeDone where there is no place for drafts.
    """
    if not (sys.stdin and sys.stdin.isatty()):
        sentence = "there is no terminal for an editor"
        raise WrongUsage(sentence, "say it with options instead")
    file = _draft(content, name)
    try:
        _edit(file, "say it with options")
        yield file.read_text(encoding="utf-8", errors="replace")
    except BaseException:
        if file.exists() and file.read_text(encoding="utf-8", errors="replace") != content:
            warn(f"what you wrote is left in {file}")
        else:
            _drop(file)
        raise
    _drop(file)


def _draft(content: str, name: str) -> Path:
    """In a folder of its own, where the editor may put what else it writes."""
    drafts = drafts_folder()
    try:
        drafts.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = Path(tempfile.mkdtemp(prefix=f"{Path(name).stem}-", dir=drafts)) / name
        file.write_text(content, encoding="utf-8")
    except OSError as error:
        sentence = f"cannot write to {drafts}: {(error.strerror or str(error)).lower()}"
        raise CannotBeDone(sentence) from error
    return file


def _drop(file: Path) -> None:
    shutil.rmtree(file.parent, ignore_errors=True)
    with suppress(OSError):  # others lie there
        file.parent.parent.rmdir()


def _edit(file: Path, instead: str) -> None:
    """Raises CannotBeDone; `instead` is what can be done without an editor."""
    fallback = "notepad" if sys.platform == "win32" else "vi"
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or fallback
    try:
        code = subprocess.run([*shlex.split(editor), str(file)], check=False).returncode  # noqa: S603 - the user's own editor
    except (OSError, ValueError) as error:
        sentence = f"cannot start the editor {editor!r}"
        raise CannotBeDone(sentence, f"set EDITOR, or {instead}") from error
    if code:
        sentence = f"the editor {editor!r} ended with code {code}, so nothing is kept"
        raise CannotBeDone(sentence)
