"""What people install: wheel, sdist, editable, plain checkout; on the oldest and the newest Python at hand."""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from roadmap_cli import definition

ROOT = Path(__file__).parent.parent
PHASES = (ROOT / "phases.toml").read_bytes()
FIRST_COMMAND = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)[0]
BIN = "Scripts" if sys.platform == "win32" else "bin"


def pythons() -> list[Path]:
    """The oldest and the newest Python that the project supports and this machine has."""
    found = {sys.version_info[1]: Path(sys.executable)}
    for minor in range(11, 30):
        beside = sorted(Path(sys.base_prefix).parent.glob(f"3.{minor}.*/bin/python3"))
        on_path = shutil.which(f"python3.{minor}")
        if minor not in found and (beside or on_path):
            found[minor] = beside[-1] if beside else Path(str(on_path))
    return [found[min(found)], *([found[max(found)]] if len(found) > 1 else [])]


def run(*words: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(word) for word in words], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a clone holds, so that building leaves no trace in the tree."""
    folder = tmp_path_factory.mktemp("checkout") / "roadmap"
    folder.mkdir()
    for name in ("roadmap_cli", "phases.toml", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
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


def test_the_wheel_carries_the_roadmap_and_the_types(built: tuple[Path, Path]) -> None:
    with zipfile.ZipFile(built[0]) as wheel:
        assert wheel.read("roadmap_cli/phases.toml") == PHASES
        names = wheel.namelist()
    assert "roadmap_cli/py.typed" in names
    assert all(name.startswith(("roadmap_cli/", "learning_roadmap-")) for name in names)


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
    python: Path, built: tuple[Path, Path], checkout: Path, tmp_path: Path
) -> None:
    venv = tmp_path / "venv"
    run(python, "-m", "venv", venv, cwd=tmp_path)
    run(venv / BIN / "python", "-m", "pip", "install", "--quiet", built[0], cwd=tmp_path)
    roadmap = venv / BIN / "roadmap"
    assert "0 of 100 topics done" in run(roadmap, "status", cwd=tmp_path)
    assert "Opens" in run(roadmap, "done", "vectors", cwd=tmp_path)
    assert "1 of 100 topics" in run(venv / BIN / "python", "-m", "roadmap_cli", "status", cwd=tmp_path)
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
    run(venv / BIN / "python", "-m", "pip", "uninstall", "--quiet", "--yes", "learning-roadmap", cwd=tmp_path)
    assert "0 of 100 topics done" in run(venv / BIN / "python", "-m", "roadmap_cli", "status", cwd=checkout)


def test_the_first_command_of_the_readme_shows_the_status(checkout: Path, tmp_path: Path) -> None:
    clone = shutil.copytree(checkout, tmp_path / "clone")
    assert "Become a machine learning scientist" in run("bash", "-c", FIRST_COMMAND, cwd=clone)
