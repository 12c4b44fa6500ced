"""Texts that were typed and are in no record yet: a file for as long as there are any."""

import json
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.errors import CannotBeDone
from roadmap_cli.files import write_file
from roadmap_cli.settings.folders import drafts_folder

NOTE = "note.md"
ABOUT = "about.json"
"""Beside a note: whose it is, and on what."""
REMARK = "#"
"""How lines of a note begin that are left out."""


class Draft(NamedTuple):
    """In a folder that nobody else reads."""

    path: Path
    title: str

    def keep(self, texts: Sequence[tuple[str, str]]) -> bool:
        """These texts with their headings, in the place of those before; none at all leaves no file. Whether it could be."""
        try:
            if texts:
                self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                parts = (f"# {self.title}", *(f"## {heading}\n\n{text}" for heading, text in texts))
                write_file(self.path, "\n\n".join(parts) + "\n", force=True)
            else:
                self.path.unlink(missing_ok=True)
                with suppress(OSError):
                    self.path.parent.rmdir()
        except (OSError, CannotBeDone):
            return False
        return True


class About(NamedTuple):
    """What a note is on, and whose."""

    topic: str
    roadmap: str
    user: str


class KeptNote(NamedTuple):
    file: Path
    about: About


def begin(name: str, content: str, about: About | None = None) -> Path:
    """A file for an editor, in a folder of its own, where that may put what else it writes. Raises CannotBeDone."""
    import tempfile

    drafts = drafts_folder()
    try:
        drafts.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = Path(tempfile.mkdtemp(prefix=f"{Path(name).stem}-", dir=drafts)) / name
        if about is not None:
            file.with_name(ABOUT).write_text(json.dumps(about), encoding="utf-8")
        file.write_text(content, encoding="utf-8")
    except OSError as error:
        sentence = f"cannot write to {drafts}: {(error.strerror or str(error)).lower()}"
        raise CannotBeDone(
            sentence, "what is typed is kept there until it is recorded: see that there is room"
        ) from error
    return file


def drop(file: Path) -> None:
    """With its folder."""
    import shutil

    shutil.rmtree(file.parent, ignore_errors=True)
    with suppress(OSError):  # others lie there
        file.parent.parent.rmdir()


@contextmanager
def in_hand(file: Path) -> Iterator[bool]:
    """While nobody else writes at it; whether that could be had, which the end of a process gives back."""
    from zc.lockfile import LockError, SimpleLockFile

    try:
        lock = SimpleLockFile(file.with_name(".lock"))
    except (LockError, OSError):
        yield False
        return
    with closing(lock):
        yield True


def note_text(content: str) -> str:
    return "\n".join(line for line in content.splitlines() if not line.startswith(REMARK))


def kept_notes() -> list[KeptNote]:
    """Notes with a text that nobody is writing at, newest first."""
    return [kept for file in sorted(_notes(), key=_age) if (kept := _kept_note(file)) is not None]


def _notes() -> list[Path]:
    return list(drafts_folder().glob(f"{Path(NOTE).stem}-*/{NOTE}"))


def _age(file: Path) -> float:
    try:
        return -file.stat().st_mtime
    except OSError:
        return 0


def _kept_note(file: Path) -> KeptNote | None:
    with in_hand(file) as is_free:
        if not is_free:
            return None
        try:
            has_text = bool(note_text(file.read_text(encoding="utf-8", errors="replace")).strip())
            topic, roadmap, user = json.loads(file.with_name(ABOUT).read_text(encoding="utf-8"))
        except (OSError, ValueError, TypeError):
            return None
    return KeptNote(file, About(str(topic), str(roadmap), str(user))) if has_text else None
