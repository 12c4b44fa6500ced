"""A text written in the learner's own editor."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from roadmap_cli.cli.screen import warn
from roadmap_cli.errors import CannotBeDone, WrongUsage


def edited_text(about: str) -> str:
    """What the editor leaves behind, without the comment lines. Raises WrongUsage where there is nobody to type."""
    if not (sys.stdin and sys.stdin.isatty()):
        sentence = "there is no text"
        raise WrongUsage(sentence, "write it behind the topic: roadmap note TOPIC TEXT")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "note.md"
        file.write_text(f"\n# A note on: {about}\n# Lines that begin with # are left out.\n", encoding="utf-8")
        _edit(file)
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    if not text.strip():
        sentence = "nothing was written, so no note is kept"
        raise CannotBeDone(sentence)
    return text


@contextmanager
def edited(content: str, name: str) -> Iterator[str]:
    """What the editor makes of a text, while it is recorded: where that fails, the file with it is left.

    Raises WrongUsage where there is nobody to type.
    """
    if not (sys.stdin and sys.stdin.isatty()):
        sentence = "there is no terminal for an editor"
        raise WrongUsage(sentence, "say it with options instead")
    folder = Path(tempfile.mkdtemp())
    file = folder / name
    file.write_text(content, encoding="utf-8")
    try:
        _edit(file)
        yield file.read_text(encoding="utf-8", errors="replace")
    except BaseException:
        if file.exists() and file.read_text(encoding="utf-8", errors="replace") != content:
            warn(f"what you wrote is left in {file}")
        else:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)


def _edit(file: Path) -> None:
    fallback = "notepad" if sys.platform == "win32" else "vi"
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or fallback
    try:
        code = subprocess.run([*shlex.split(editor), str(file)], check=False).returncode  # noqa: S603 - the user's own editor
    except (OSError, ValueError) as error:
        sentence = f"cannot start the editor {editor!r}"
        raise CannotBeDone(sentence, "set EDITOR, or write the text behind the topic") from error
    if code:
        sentence = f"the editor {editor!r} ended with code {code}, so nothing is noted"
        raise CannotBeDone(sentence)
