"""Ctrl-C: an exception while a command runs, so that it leaves nothing half done, and never a traceback."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def heard() -> Iterator[bool]:
    """Where it would end the program at once, as while that was loaded, it is an exception instead, and behind that nothing
    at all; whether it is so. Who ignores it or hears it already goes on doing so.
    """
    before = signal.getsignal(signal.SIGINT)
    if not callable(before) or before is signal.default_int_handler:
        yield False
        return
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        yield True
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def leave_with(code: int) -> None:
    """From here on it ends the program at once again, and tells what has come of the command."""
    signal.signal(signal.SIGINT, lambda *_: os._exit(code))


@contextmanager
def left_to_the_child() -> Iterator[None]:
    """Ctrl-C is for the program that is started meanwhile: a handler, unlike what is ignored, is not handed down to it."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
