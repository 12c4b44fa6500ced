"""Reports in formats for other programs and people, and their way into a file."""

import os
from pathlib import Path
from stat import S_IMODE

from roadmap_cli.errors import CannotBeDone


def write_file(path: Path, content: str | bytes, *, force: bool) -> None:
    """All of it or nothing, and never over an existing file unless forced. Raises CannotBeDone."""
    data = content.encode() if isinstance(content, str) else content
    try:
        if path.exists() and not path.is_file():  # a device or a pipe holds nothing; a directory says so itself
            path.write_bytes(data)
        elif path.exists() and not force:
            sentence = f"{path} exists already"
            raise CannotBeDone(sentence, "write over it with --force, or name another file")
        else:
            _replace(Path(os.path.realpath(path)), data)
    except OSError as error:
        sentence = f"cannot write {path}: {(error.strerror or str(error)).lower()}"
        raise CannotBeDone(sentence, "name a file in a folder that exists and may be written") from error


def _replace(path: Path, content: bytes) -> None:
    """Through a file beside it: a new file gets the mode that the user's umask gives, an existing one keeps its own."""
    temporary = path.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        with temporary.open("xb") as file:
            if path.exists():
                temporary.chmod(S_IMODE(path.stat().st_mode))
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
