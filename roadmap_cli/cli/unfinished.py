"""The line that somebody is in the middle of when they press Ctrl-C, which a terminal throws away."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

if sys.platform != "win32":
    import termios

MOST_BYTES = 65_536


@contextmanager
def typing_kept() -> Iterator[Callable[[], str]]:
    """While it lasts, what is given tells the line that was not ended; nothing where there is no such terminal."""
    if sys.platform == "win32":
        yield str
        return
    try:
        number = sys.stdin.fileno()
        before = termios.tcgetattr(number)
        local, controls = before[3] | termios.NOFLSH, before[6]
        termios.tcsetattr(number, termios.TCSANOW, [*before[:3], local, *before[4:]])
    except (AttributeError, OSError, ValueError, termios.error):
        yield str
        return

    def rest() -> str:
        """Only a terminal that does not wait for the end of a line hands it out."""
        at_once = [0 if place in {termios.VMIN, termios.VTIME} else each for place, each in enumerate(controls)]
        try:
            changed = [*before[:3], local & ~termios.ICANON, *before[4:6], at_once]
            termios.tcsetattr(number, termios.TCSANOW, changed)
            left = os.read(number, MOST_BYTES).replace(b"\0", b"")  # as which Ctrl-D stands there
            return left.decode(sys.stdin.encoding or "utf-8", "replace").rstrip()
        except (OSError, termios.error):
            return ""

    try:
        yield rest
    finally:
        with suppress(OSError, termios.error):
            termios.tcsetattr(number, termios.TCSANOW, before)
