"""What was imported of a roadmap: kept apart, to tell what a hand has edited in its file since."""

from contextlib import suppress
from pathlib import Path

from roadmap_cli.definition import writer
from roadmap_cli.errors import CannotBeDone, InvalidFile
from roadmap_cli.files import write_file
from roadmap_cli.settings import folders
from roadmap_cli.use_cases.roadmap_file import Former


def base_of(former: Former) -> str | None:
    """The text before any hand; None where nobody knows it any more."""
    return kept_base(former.path.stem, former.text) if former.is_edited else former.text


def kept_base(roadmap: str, text: str) -> str | None:
    """What was imported last, or before that, since undo goes back to texts that were made of it, and others bring theirs."""
    for place in (folders.imported_file(roadmap), _earlier(roadmap, text)):
        with suppress(OSError, UnicodeDecodeError):
            kept = place.read_text(encoding="utf-8")
            if writer.is_base_of(kept, text):
                return kept
    return None


def base_beside(file: Path, text: str) -> str | None:
    """What goes along with the text of a file; None where that says it by itself, or was never imported."""
    there = Former(file, text.encode())
    is_one = folders.is_in_library(file) and file.suffix == ".toml" and there.is_edited
    return kept_base(file.stem, there.text) if is_one else None


def place_for_base(roadmap: str, imported: str, text: str, *, is_aside: bool) -> Path | None:
    """Where it is kept when it comes; None where it is here, or is not what it says. Of a text that is kept aside it is no
    answer to what the one in its place was made of.
    """
    if not writer.is_base_of(imported, text) or kept_base(roadmap, text) is not None:
        return None
    from roadmap_cli.definition.reader import check_text

    try:
        check_text(imported, roadmap)
    except InvalidFile:
        return None
    last = folders.imported_file(roadmap)
    return _earlier(roadmap, imported) if is_aside or last.exists() else last


def keep_base(former: Former, imported: str) -> None:
    """Once the roadmap is in its place. Without it the next import asks about more than it has to, and loses nothing."""
    path = folders.imported_file(former.path.stem)
    with suppress(OSError, CannotBeDone):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileNotFoundError, UnicodeDecodeError):
            if (last := path.read_text(encoding="utf-8")) != imported:
                path.replace(_earlier(former.path.stem, last))
        write_file(path, imported, force=True)


def _earlier(roadmap: str, text: str) -> Path:
    return folders.imported_file(roadmap, writer.digest_said(text))
