"""Reports as text in formats for other programs and people, and the way of that text into a file."""

import os
import tempfile
from pathlib import Path

from roadmap_cli.errors import CannotBeDone


def write_file(path: Path, text: str, *, force: bool) -> None:
    """All of it or nothing, and never over an existing file unless forced. Raises CannotBeDone."""
    if path.exists() and not force:
        sentence = f"{path} exists already"
        raise CannotBeDone(sentence, "write over it with --force, or name another file")
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", text=False)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        sentence = f"cannot write {path}: {(error.strerror or str(error)).lower()}"
        raise CannotBeDone(sentence, "name a file in a folder that exists and may be written") from error
