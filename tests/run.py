"""Every check and test, with all the set-up they need: `python3 tests/run.py`.

It makes the virtual environment .venv, installs the project with its test tools, and runs the linter, the type checker,
the layer contracts and the tests. Words behind it go to pytest: `python3 tests/run.py -k fold`.
"""

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
NODE = VENV / "node"
PROGRAMS = {
    **{shell: shell for shell in ("bash", "zsh", "fish")},
    "chromium": "chromium",
    "dot": "graphviz",
    "task": "taskwarrior",
    "pango-view": "pango1.0-tools",  # and with it the libraries that WeasyPrint needs
    "npm": "npm",
}
"""What the tests try the program with, and the Debian package that brings it."""
SCRIPTS = (("mermaid", "12.3.0", "dist/mermaid.min.js"), ("axe-core", "4.14.1", "axe.min.js"))
"""What the tests load into the browser: npm packages with their versions, and the one file of each that they need."""


def main(words: Sequence[str]) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is started by whatever python3 is
        sys.exit("roadmap needs Python 3.11 or newer; this is " + sys.version.split()[0])
    install_programs()
    step("a virtual environment", sys.executable, "-m", "venv", VENV)
    step("install", python(), "-m", "pip", "install", "--quiet", "--editable", f"{ROOT}[test]")
    install_scripts()
    step("ruff format", BIN / "ruff", "format", "--check", ".")
    step("ruff", BIN / "ruff", "check", ".")
    step("mypy --strict", BIN / "mypy", "--strict")
    step("import-linter", BIN / "lint-imports", "--no-cache")
    step("pytest", python(), "-m", "pytest", "-n", "auto", "--cov", "--cov-report=term", *words)


def install_programs() -> None:
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if not missing or os.name == "nt":
        return
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        sys.exit(f"the tests need these programs: {', '.join(missing)}; install them first")
    packages = [PROGRAMS[program] for program in missing]
    step("apt-get update", "apt-get", "update", "-qq")
    step("apt-get install", "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)


def install_scripts() -> None:
    """A file out of each package: installed with all that they depend on, they take two hundred megabytes."""
    for name, version, member in SCRIPTS:
        file, archive = NODE / "node_modules" / name / member, NODE / f"{name}-{version}.tgz"
        if file.exists() and archive.exists():
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        step(f"npm pack {name}", "npm", "pack", "--silent", "--pack-destination", NODE, f"{name}@{version}")
        with tarfile.open(archive) as package, package.extractfile(f"package/{member}") as packed:
            file.write_bytes(packed.read())


def python() -> Path:
    return BIN / "python"


def step(name: str, *command: str | Path) -> None:
    print(f"== {name}", flush=True)
    if subprocess.run([str(word) for word in command], cwd=ROOT, check=False).returncode:
        sys.exit(f"{name} failed")


if __name__ == "__main__":
    main(sys.argv[1:])
