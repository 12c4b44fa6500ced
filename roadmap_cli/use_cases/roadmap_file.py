"""A roadmap file that an import makes: put in its place whole, and taken back if the rest fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from roadmap_cli import settings, storage
from roadmap_cli.definition import writer
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.files import write_file


class Former(NamedTuple):
    """What stands in the place for a roadmap already: `content` is None where there is no such file, `roadmap` where it
    is not valid; `ids` are those that the items of the new file have in it.
    """

    path: Path
    content: bytes | None = None
    roadmap: Roadmap | None = None
    ids: tuple[str | None, ...] = ()

    @property
    def text(self) -> str:
        return (self.content or b"").decode("utf-8-sig", "replace").replace("\r\n", "\n")

    @property
    def is_edited(self) -> bool:
        return self.content is not None and not writer.is_untouched(self.text)

    @property
    def backup(self) -> Path:
        return self.path.with_name(f"{self.path.name}.backup")


@contextmanager
def alone() -> Iterator[None]:
    """While no other import chooses a place for a roadmap."""
    folder = settings.roadmaps_folder()
    try:
        held = storage.alone(folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    with held:
        yield


@contextmanager
def defined(former: Former, text: str) -> Iterator[None]:
    """With the text in the place of a former one: it stays only if what happens meanwhile succeeds, too."""
    path = former.path
    try:
        for folder in (path.parent.parent, path.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error
    if former.is_edited:
        _write(former.backup, former.content or b"", force=True)
    _write(path, text, force=former.content is not None)
    try:
        yield
    except BaseException:
        if path.read_bytes() == text.encode():  # else it is the work of somebody else
            _restore(former)
        raise


def _restore(former: Former) -> None:
    if former.content is None:
        former.path.unlink()
    else:
        _write(former.path, former.content, force=True)


def _write(path: Path, content: str | bytes, *, force: bool) -> None:
    """The person named no file, so that no other name can help."""
    try:
        write_file(path, content, force=force)
    except CannotBeDone as error:
        error.hint = _help(path)
        raise


def _unwritable(path: Path, error: OSError) -> CannotBeDone:
    return CannotBeDone(f"cannot write {path}: {(error.strerror or str(error)).lower()}", _help(path))


def _help(path: Path) -> str:
    return f"roadmaps are kept in {path.parent}: see that there is room and that it may be written, then import again"
