"""What was imported last of a roadmap: kept apart, to tell what a hand has edited in its file since."""

from contextlib import suppress

from roadmap_cli.definition import writer
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.files import write_file
from roadmap_cli.settings import folders
from roadmap_cli.use_cases.roadmap_file import Former


def base_of(former: Former) -> str | None:
    """The text before any hand; None where nobody knows it any more."""
    if not former.is_edited:
        return former.text
    with suppress(OSError, UnicodeDecodeError):
        kept = folders.imported_file(former.path.stem).read_text(encoding="utf-8")
        if writer.is_base_of(kept, former.text):
            return kept
    return None


def keep_base(former: Former, imported: str) -> None:
    """Once the roadmap is in its place. Without it the next import asks about more than it has to, and loses nothing."""
    path = folders.imported_file(former.path.stem)
    with suppress(OSError, CannotBeDone):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_file(path, imported, force=True)
