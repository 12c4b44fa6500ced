"""Every check and test, with all the set-up they need: `python3 tests/run.py`.

It makes the virtual environment .venv, installs the project with its test tools, and runs the linter, the type checker,
the layer contracts and the tests.

    python3 tests/run.py --fast       what needs no other program, no browser, no npm and no root
    python3 tests/run.py --cover      the same tests, and which lines they run: half as long again
    python3 tests/run.py -k fold      pytest alone, with these words
"""

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from ctypes.util import find_library
from pathlib import Path

ROOT = Path(__file__).parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
NODE = VENV / "node"
MEMORY, ROOM = Path("/dev/shm"), 1 << 30  # noqa: S108 - pytest makes a folder of its own there
"""A folder that is no disk, on Linux, and how much has to be free in it."""
FAST = ("-m", "not (process or browser or slow)", "--hypothesis-profile=fast")
INSTALLED = VENV / "installed.toml"
"""The pyproject.toml that was installed."""
PROGRAMS = {
    **{shell: shell for shell in ("bash", "zsh", "fish")},
    "chromium": "chromium",
    "dot": "graphviz",
    "task": "taskwarrior",
    "man": "man-db",
    "pango-view": "pango1.0-tools",  # and with it the libraries that WeasyPrint needs
    "npm": "npm",
    "fc-list": "fontconfig",
    "strace": "strace",
    "postgres": "postgresql",
}
"""What the tests try the program with, and the Debian package that brings it."""
SERVERS = Path("/usr/lib/postgresql")
LIBRARIES = {"atomic": "libatomic1"}
"""What the driver of the browser is linked against and does not bring along."""
FONTS = {"DejaVu Sans": "fonts-dejavu-core", "Liberation Sans": "fonts-liberation", "Noto Sans": "fonts-noto-core"}
"""What the readers of a page may have, and the packages."""
SCRIPTS = (
    ("mermaid", "12.3.0", "dist/mermaid.min.js"),
    ("axe-core", "4.14.1", "axe.min.js"),
    ("@jsonresume/schema", "1.3.1", "schema.json"),
)
"""What the tests load into the browser or hold answers to: npm packages with their versions, and the one file of each that
they need."""


def main(words: Sequence[str]) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is started by whatever python3 is
        sys.exit("roadmap needs Python 3.11 or newer; this is " + sys.version.split()[0])
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each of hundreds of processes compiles everything anew
    if has_room(MEMORY):
        os.environ.setdefault("TMPDIR", str(MEMORY))
    match [*words]:
        case []:
            at_the_same_time(install_programs, install_project)
            install_scripts()
            check()
            step("pytest", *pytest())
        case ["--fast"]:
            install_project()
            check()
            step("pytest", *pytest(), *FAST)
        case ["--cover"]:
            install_project()
            step("pytest", *pytest(), *FAST, "--cov", "--cov-report=term")
        case _:
            install_project()
            step("pytest", python(), "-m", "pytest", *words)


def has_room(folder: Path) -> bool:
    """For what tests write, the programs among it too.

    Thousands of them would wait until a disk is sure of what it was given, and none of them pulls the plug.
    """
    if not folder.is_dir():
        return False
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize >= ROOM and not disk.f_flag & os.ST_NOEXEC


def at_the_same_time(*parts: Callable[[], None]) -> None:
    """One waits for a mirror while another unpacks."""
    with ThreadPoolExecutor() as pool:
        for each in [pool.submit(part) for part in parts]:
            each.result()


def install_programs() -> None:
    packages = [package for program, package in PROGRAMS.items() if not has_program(program)]
    packages += [package for library, package in LIBRARIES.items() if find_library(library) is None]
    packages += [package for font, package in FONTS.items() if not has_font(font)]
    if not packages or os.name == "nt":
        return
    if shutil.which("apt-get") is None:
        sys.exit(f"the tests need these packages, by their names in Debian: {', '.join(packages)}; install them first")
    install = ("apt-get", "install", "-y", "--no-install-recommends", *packages)
    if os.geteuid() != 0:
        sys.exit(f"the tests need other programs; this installs them: sudo {' '.join(install)}")
    step("apt-get update", "apt-get", "update", "-qq")
    step("apt-get install", *install, "-qq")


def has_program(name: str) -> bool:
    """Also out of the way of PATH, where Debian puts PostgreSQL."""
    return bool(shutil.which(name) or next(SERVERS.glob(f"*/bin/{name}"), None))


def has_font(name: str) -> bool:
    return bool(shutil.which("fc-list") and subprocess.run(["fc-list", name], capture_output=True, check=True).stdout)


def install_project() -> None:
    """Anew only where pyproject.toml says something else than when it was installed."""
    wanted = (ROOT / "pyproject.toml").read_bytes()
    if INSTALLED.exists() and INSTALLED.read_bytes() == wanted:
        return
    step("a virtual environment", sys.executable, "-m", "venv", VENV)
    step("install", python(), "-m", "pip", "install", "--quiet", "--editable", f"{ROOT}[test]")
    INSTALLED.write_bytes(wanted)


def install_scripts() -> None:
    """A file out of each package: installed with all that they depend on, they take two hundred megabytes."""
    for name, version, member in SCRIPTS:
        file, archive = NODE / "node_modules" / name / member, archive_of(name, version)
        if file.exists() and archive.exists():
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        step(
            f"npm pack {name}",
            *("npm", "pack", "--silent", "--pack-destination", NODE, f"{name}@{version}"),
            hint=f"the tests of pages need {name} {version} of the npm registry; without it: tests/run.py --fast",
        )
        with tarfile.open(archive) as package, package.extractfile(f"package/{member}") as packed:
            file.write_bytes(packed.read())


def archive_of(name: str, version: str) -> Path:
    """As npm names it: @owner/name becomes owner-name."""
    return NODE / f"{name.removeprefix('@').replace('/', '-')}-{version}.tgz"


def check() -> None:
    """Meanwhile pytest rewrites the files of the tests, which each of its processes would do for itself later on."""
    with beside(python(), "-m", "pytest", "--collect-only", "--quiet"):
        step("ruff format", BIN / "ruff", "format", "--check", ".")
        step("ruff", BIN / "ruff", "check", ".")
        step("mypy --strict", BIN / "mypy", "--strict")
        step("import-linter", BIN / "lint-imports", "--no-cache")


def pytest() -> tuple[str | Path, ...]:
    """A file at a time in each process, so that a browser, a page or a long history is made once; in the order of marks.py."""
    return python(), "-m", "pytest", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"


def python() -> Path:
    return BIN / "python"


@contextmanager
def beside(*command: str | Path) -> Iterator[None]:
    """With a command that runs at the same time, and of which nothing is told."""
    words = [str(word) for word in command]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        yield


def step(name: str, *command: str | Path, hint: str = "") -> None:
    print(f"== {name}", flush=True)
    if subprocess.run([str(word) for word in command], cwd=ROOT, check=False).returncode:
        sys.exit(f"{name} failed{hint and f': {hint}'}")


if __name__ == "__main__":
    main(sys.argv[1:])
