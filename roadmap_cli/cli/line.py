"""A line that somebody types: waited for so that Ctrl-C is always heard, and kept before it is."""

import os
import sys
from collections.abc import Callable, Iterable
from select import select

from roadmap_cli.use_cases.commitment import interrupted_later

MOST_BYTES = 65_536
WAIT = 0.2
"""Seconds: Ctrl-C that comes just before a wait begins does not end it, and is heard once it is over."""
Keep = Callable[[str], object]


def read_line(keep: Keep = lambda _: None) -> str:
    """Up to its end; nothing where the input has ended. What is given gets every piece of it, and Ctrl-C waits for that.
    Raises OSError and ValueError.
    """
    if not (sys.stdin and sys.stdin.isatty() and sys.platform != "win32"):
        line = sys.stdin.readline() if sys.stdin else ""
        keep(line)
        return line
    data = b""
    while not data.endswith(b"\n"):  # Ctrl-D gives out what is not ended yet
        with interrupted_later() as hold_off:
            while not is_waiting(WAIT):
                pass
            hold_off()
            piece = os.read(sys.stdin.fileno(), MOST_BYTES)
            keep(piece.decode(sys.stdin.encoding, "replace"))
        if not piece:
            break
        data += piece
    return data.decode(sys.stdin.encoding, sys.stdin.errors or "strict")


def text_of(pieces: Iterable[str]) -> str:
    """Line by line, without the blanks at their ends."""
    return "\n".join(line.rstrip() for line in "".join(pieces).split("\n")).rstrip()


def is_waiting(seconds: float) -> bool:
    """Whether a line is there within so many seconds. A console of Windows cannot be asked."""
    return sys.platform != "win32" and bool(select([sys.stdin], [], [], seconds)[0])
