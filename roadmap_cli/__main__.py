"""`python -m roadmap_cli` is `roadmap`."""

import gc
import os
import sys
from importlib import import_module

COLLECT_AFTER = 200_000
"""A command lives for a moment: looking for cycles while its modules load costs more than the cycles it would find."""


def main() -> None:
    """Run one command and leave at once: every file is closed by then, and taking the interpreter apart costs a tenth."""
    gc.set_threshold(COLLECT_AFTER)
    code: int = import_module("roadmap_cli.cli").run()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
