"""`python -m roadmap_cli` is `roadmap`."""

import os
import sys


def main() -> None:
    """Run one command and leave at once: every file is closed by then, and taking the interpreter apart costs a tenth."""
    from roadmap_cli.cli import run

    code = run()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
