"""What has been decided is recorded, and known to be so, before Ctrl-C is heard."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread


@contextmanager
def interrupted_later() -> Iterator[Callable[[], object]]:
    """Ctrl-C waits from when what is given is called until the end of the block. A mask of signals would not do: whichever
    thread has none hears it for all, and Windows has none at all.
    """
    before = signal.getsignal(signal.SIGINT)
    if current_thread() is not main_thread() or not callable(before):
        yield lambda: None
        return
    came: list[int] = []
    try:
        yield lambda: signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    finally:
        signal.signal(signal.SIGINT, before)
        if came:
            before(signal.SIGINT, None)
