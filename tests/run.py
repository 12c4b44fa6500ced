"""Every check and test, with all the set-up they need: `python3 tests/run.py`.

It makes the virtual environment .venv, installs the project with its test tools, and runs the linter, the type checker,
the layer contracts and the tests. Words behind it go to pytest: `python3 tests/run.py -k fold`.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
SHELLS = ("bash", "zsh", "fish")
"""The completion tests run in the shells themselves."""


def main(words: Sequence[str]) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is started by whatever python3 is
        sys.exit("roadmap needs Python 3.11 or newer; this is " + sys.version.split()[0])
    install_shells()
    step("a virtual environment", sys.executable, "-m", "venv", VENV)
    step("install", python(), "-m", "pip", "install", "--quiet", "--editable", f"{ROOT}[test]")
    step("ruff format", BIN / "ruff", "format", "--check", ".")
    step("ruff", BIN / "ruff", "check", ".")
    step("mypy --strict", BIN / "mypy", "--strict")
    step("import-linter", BIN / "lint-imports", "--no-cache")
    step("pytest", python(), "-m", "pytest", "-n", "auto", "--cov", "--cov-report=term", *words)


def install_shells() -> None:
    missing = [shell for shell in SHELLS if shutil.which(shell) is None]
    if not missing or os.name == "nt":
        return
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        sys.exit(f"the completion tests need these shells: {', '.join(missing)}; install them first")
    step("apt-get update", "apt-get", "update", "-qq")
    step("apt-get install", "apt-get", "install", "-y", "-qq", *missing)


def python() -> Path:
    return BIN / "python"


def step(name: str, *command: str | Path) -> None:
    print(f"== {name}", flush=True)
    if subprocess.run([str(word) for word in command], cwd=ROOT, check=False).returncode:
        sys.exit(f"{name} failed")


if __name__ == "__main__":
    main(sys.argv[1:])
