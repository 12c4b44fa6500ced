"""What has been decided is recorded, and known to be so, before Ctrl-C is heard."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def interrupted_later() -> Iterator[Callable[[], object]]:
    """Ctrl-C waits from when what is given is called until the end of the block. Windows knows no way to let it wait."""
    if not hasattr(signal, "pthread_sigmask"):
        yield lambda: None
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        yield lambda: signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT,))
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
