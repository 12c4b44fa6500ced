"""A long answer goes through the pager, as git's do."""

import os
import shlex
import subprocess
from contextlib import suppress

from roadmap_cli.cli.interrupts import left_to_the_child

USUAL = {"LESS": "FRX", "LV": "-c"}
"""Of less: leave at once if it fits, keep colours, leave the text on the screen. What the learner has set comes first."""


def page(text: bytes, command: str) -> bool:
    """Whether there is such a program. Ctrl-C is for the pager alone, from before it begins."""
    try:
        with left_to_the_child():
            pager = subprocess.Popen(shlex.split(command), stdin=subprocess.PIPE, env={**USUAL, **os.environ})  # noqa: S603
            with suppress(BrokenPipeError):
                pager.communicate(text)
    except (OSError, ValueError, IndexError):
        return False
    return True
