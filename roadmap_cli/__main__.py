"""`python -m roadmap_cli` is `roadmap`."""

import os
import sys

from roadmap_cli import memo

COLLECT_AFTER = 200_000
"""A command lives for a moment: looking for cycles while its modules load is 6 % of what `status` costs."""
INTERRUPTED = 130


def main() -> None:
    """Run one command and leave at once: every file is closed by then, and taking the interpreter apart costs 13 to 20 %."""
    try:
        known = memo.tell(sys.argv[1:])
        code = _run() if known is None else known
    except KeyboardInterrupt:  # before anybody could hear it, or once more while the program was leaving
        code = INTERRUPTED
    _leave(code)


def _leave(code: int) -> None:
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
    except (OSError, ValueError):  # nobody can be told
        pass
    os._exit(code)


def _run() -> int:
    """While the program loads nothing is open, so that Ctrl-C may end it there and then; who ignores it goes on doing so."""
    import gc
    import signal

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    gc.set_threshold(COLLECT_AFTER)
    from roadmap_cli.cli import run

    return run()


if __name__ == "__main__":
    main()
