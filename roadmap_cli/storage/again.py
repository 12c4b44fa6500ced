"""What was interrupted by something that passes is tried again, each time a little later."""

from collections.abc import Callable
from time import monotonic, sleep
from typing import TypeVar

from roadmap_cli.errors import Interrupted, Unreachable

PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 1.6)
SECONDS = 5
Answer = TypeVar("Answer")


def again(attempt: Callable[[], Answer]) -> Answer:
    """For who was interrupted before: a server that has gone may come back."""
    end = monotonic() + SECONDS
    for pause in PAUSES:
        sleep(pause)
        try:
            return attempt()
        except (Interrupted, Unreachable):
            if monotonic() >= end:
                raise
    return attempt()
