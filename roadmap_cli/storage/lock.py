"""The lock beside a file or a folder, which whoever writes there takes, so that others wait for their turn."""

from contextlib import AbstractContextManager, closing
from errno import EACCES, EAGAIN
from pathlib import Path
from time import monotonic, sleep

from zc.lockfile import LockError, SimpleLockFile

from roadmap_cli.files import create

PAUSE_SECONDS = 0.005
"""Between two looks at a lock: short, so that who waits has a chance beside who comes again and again."""


def hold(path: Path, patience: float) -> AbstractContextManager[object]:
    """Taken at once, or waited for so many seconds, and let go at the end of the block. Raises OSError, and DatabaseUnusable for
    one that others keep.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock, end = Path(f"{path}.lock"), monotonic() + patience
    create(lock)
    while (held := _held(lock)) is None:
        if monotonic() >= end:
            from roadmap_cli.storage.faults import locked

            raise locked(path, [lock], patience)
        sleep(PAUSE_SECONDS)
    return held


def _held(lock: Path) -> AbstractContextManager[object] | None:
    """None while somebody else has it. Raises OSError where nothing can be locked."""
    try:
        return closing(SimpleLockFile(lock))
    except LockError as error:
        why = error.__context__
        if isinstance(why, OSError) and why.errno not in {EACCES, EAGAIN}:
            raise why from None
        return None
