"""The long runs, and a table of what they counted: `python tests/faults/run.py`, or one of them by name: `kills`."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

FAULTS = Path(__file__).parent


def main(names: list[str]) -> int:
    files = [FAULTS / f"test_{name}.py" for name in names] or sorted(FAULTS.glob("test_*.py"))
    with tempfile.TemporaryDirectory() as folder:
        counts = Path(folder) / "counts"
        counts.touch()
        environment = {**os.environ, "ROADMAP_FAULTS": "long", "ROADMAP_FAULT_COUNTS": str(counts)}
        words = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "--timeout=7200", *map(str, files)]
        code = subprocess.run(words, cwd=FAULTS.parents[1], env=environment, check=False).returncode
        found = [json.loads(line) for line in counts.read_text(encoding="utf-8").splitlines()]
    print("\n| fault | counted |\n|---|---|")
    for each in found:
        print(f"| {each['fault']} | {each['counts']} |")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
