"""What people install: wheel, sdist, editable, plain checkout; in the long run on the oldest and the newest Python at hand."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from process_helpers import LONG

from roadmap_cli import definition

ROOT = Path(__file__).parent.parent
PHASES = (ROOT / "phases.toml").read_bytes()
FIRST_COMMAND = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)[0]
MANUAL = "docs/roadmap.1"
BIN = "Scripts" if sys.platform == "win32" else "bin"
PIP = (sys.executable, "-m", "pip", "--python")
"""The one of the tests, for environments that need none of their own."""


def pythons() -> list[Path]:
    """The oldest and the newest Python that the project supports and this machine has; this one, but for the long run."""
    if not LONG:
        return [Path(sys.executable)]
    found = {sys.version_info[1]: Path(sys.executable)}
    for minor in range(11, 30):
        beside = sorted(Path(sys.base_prefix).parent.glob(f"3.{minor}.*/bin/python3"))
        on_path = shutil.which(f"python3.{minor}")
        if minor not in found and (beside or on_path):
            found[minor] = beside[-1] if beside else Path(str(on_path))
    return [found[min(found)], *([found[max(found)]] if len(found) > 1 else [])]


def run(*words: str | Path, cwd: Path) -> str:
    """What is used of the libraries is compiled when it is loaded, and the rest is not."""
    environment = {**os.environ, "PIP_NO_COMPILE": "1"}
    done = subprocess.run(
        [str(word) for word in words], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def version(python: Path) -> str:
    return run(python, "-c", "import sys; print(sys.version_info[:2])", cwd=ROOT)


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a clone holds, so that building leaves no trace in the tree."""
    folder = tmp_path_factory.mktemp("checkout") / "roadmap"
    folder.mkdir()
    (folder / "docs").mkdir()
    for name in ("roadmap_cli", "phases.toml", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", MANUAL):
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    return folder


@pytest.fixture(scope="session")
def built(checkout: Path) -> tuple[Path, Path]:
    """(wheel, sdist)"""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", checkout / "dist", checkout, cwd=checkout)
    (wheel,) = (checkout / "dist").glob("*.whl")
    (sdist,) = (checkout / "dist").glob("*.tar.gz")
    return wheel, sdist


@pytest.fixture(scope="session")
def cloned(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The environment that the first command of the README makes in a clone, and what the command says."""
    clone = shutil.copytree(checkout, tmp_path_factory.mktemp("clone") / "roadmap")
    said = run("bash", "-c", FIRST_COMMAND, cwd=clone)
    return clone / ".venv", said


def test_the_wheel_carries_the_package_with_the_roadmap_and_the_types(built: tuple[Path, Path], checkout: Path) -> None:
    with zipfile.ZipFile(built[0]) as wheel:
        assert wheel.read("roadmap_cli/phases.toml") == PHASES
        names = {name for name in wheel.namelist() if not name.startswith("learning_roadmap-")}
    files = (path for path in (checkout / "roadmap_cli").rglob("*") if path.is_file() and path.suffix != ".pyc")
    assert names == {"roadmap_cli/phases.toml", *(path.relative_to(checkout).as_posix() for path in files)}
    assert "roadmap_cli/py.typed" in names


def test_the_sdist_carries_the_roadmap(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[1]) as sdist:
        (name,) = (each for each in sdist.getnames() if each.count("/") == 1 and each.endswith("/phases.toml"))
        content = sdist.extractfile(name)
        assert content is not None
        assert content.read() == PHASES


def test_here_the_roadmap_at_the_top_of_the_checkout_is_used() -> None:
    assert definition.builtin().read_bytes() == PHASES


@pytest.mark.parametrize("python", pythons(), ids=lambda python: f"{python.parent.parent.name}-{python.name}")
def test_the_installed_wheel_works_without_the_test_tools(
    python: Path, built: tuple[Path, Path], cloned: tuple[Path, str], checkout: Path, tmp_path: Path
) -> None:
    """From the README's environment where that is of this Python: a wheel of the same files was installed there."""
    venv = cloned[0] if version(python) == version(cloned[0] / BIN / "python") else tmp_path / "venv"
    if not venv.exists():
        run(python, "-m", "venv", "--without-pip", venv, cwd=tmp_path)
        run(*PIP, venv, "install", "--quiet", built[0], cwd=tmp_path)
    roadmap = venv / BIN / "roadmap"
    assert (venv / "share/man/man1/roadmap.1").read_bytes() == (ROOT / MANUAL).read_bytes()
    assert "0 of 112 topics" in run(roadmap, "status", cwd=tmp_path)
    assert "Opens" in run(roadmap, "done", "vectors", cwd=tmp_path)
    assert "1 of 112 topics" in run(venv / BIN / "python", "-m", "roadmap_cli", "status", cwd=tmp_path)
    assert "- [x] Vectors" in run(roadmap, "export", "markdown", cwd=tmp_path)
    assert "comes back in" in run(roadmap, "review", "grade", "vectors-1", "good", cwd=tmp_path)
    assert "1 review" in run(roadmap, "review", "--stats", cwd=tmp_path)
    assert "Took back: recalled" in run(roadmap, "undo", cwd=tmp_path)
    assert "Took back: done" in run(roadmap, "undo", cwd=tmp_path)
    assert "learning-roadmap:vectors-1\t" in run(roadmap, "export", "anki", cwd=tmp_path)
    assert "What this comes from" in run(roadmap, "forecast", cwd=tmp_path)
    assert "BEGIN:VEVENT" in run(roadmap, "plan", "--ics", "-", cwd=tmp_path)
    assert re.search(r"^user +ada +config\.toml$", run(roadmap, "config", "user", "ada", cwd=tmp_path), re.MULTILINE)
    other = f"sqlite:///{tmp_path / 'other.db'}"
    assert "Done" in run(roadmap, "--database", other, "done", "vectors", "--on", "3 days ago", cwd=tmp_path)
    for words in (
        ("--help",),
        ("next",),
        ("activity",),
        ("review",),
        ("evidence",),
        ("place", "--answers", os.devnull),
        ("show", "svd"),
        ("schema",),
        ("--show-completion", "bash"),
    ):
        run(roadmap, *words, cwd=tmp_path)
    run(*PIP, venv, "uninstall", "--quiet", "--yes", "learning-roadmap", cwd=tmp_path)
    assert "0 of 112 topics" in run(venv / BIN / "python", "-m", "roadmap_cli", "status", cwd=checkout)


def test_the_first_command_of_the_readme_shows_the_status(cloned: tuple[Path, str]) -> None:
    assert "Become a machine learning scientist" in cloned[1]
