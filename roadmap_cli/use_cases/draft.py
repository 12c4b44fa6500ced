"""Texts that were typed and are in no record yet: a file for as long as there are any."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.errors import CannotBeDone
from roadmap_cli.files import write_file


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
