"""What `tests/run.py` does with the words behind it, and what it says where something is missing."""

import os
import shutil
from contextlib import nullcontext
from pathlib import Path

import pytest
import run

ADMINISTRATOR, ANYBODY = 0, 1000
CHECKS = ["ruff format", "ruff", "mypy --strict", "import-linter"]
INSTALL = ["a virtual environment", "install"]


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What would be run, on a machine that has everything, in an environment that is up to date."""
    done: list[tuple[str, ...]] = []
    monkeypatch.setattr(run, "step", lambda *words, **_: done.append(tuple(map(str, words))))
    monkeypatch.setattr(run, "beside", lambda *_: nullcontext())
    monkeypatch.setattr(run, "INSTALLED", tmp_path / "installed.toml")
    monkeypatch.setattr(run, "NODE", tmp_path)
    monkeypatch.setattr(run, "has_font", lambda _: True)
    monkeypatch.setattr(run, "has_room", lambda _: False)
    monkeypatch.setattr(run, "find_library", lambda name: f"lib{name}.so.1")
    monkeypatch.setattr(shutil, "which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(os, "geteuid", lambda: ANYBODY)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    run.INSTALLED.write_bytes((run.ROOT / "pyproject.toml").read_bytes())
    for name, version, member in run.SCRIPTS:
        (file := tmp_path / "node_modules" / name / member).parent.mkdir(parents=True)
        file.touch()
        run.archive_of(name, version).touch()
    return done


def names(steps: list[tuple[str, ...]]) -> list[str]:
    return [name for name, *_ in steps]


@pytest.mark.parametrize("words", [["-k", "fold"], ["tests/domain"], ["--fast", "-x"]], ids=str)
def test_words_go_to_pytest_alone(steps: list[tuple[str, ...]], words: list[str]) -> None:
    run.main(words)
    assert [step[2:] for step in steps] == [("-m", "pytest", *words)]


def test_the_whole_run_checks_and_tests_everything(steps: list[tuple[str, ...]]) -> None:
    run.main([])
    assert names(steps) == [*CHECKS, "pytest"]
    assert "--cov" not in steps[-1]
    assert not {"-m", "-k"} & {*steps[-1][4:]}


def test_the_fast_run_checks_everything_and_needs_no_program(
    steps: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(run, "NODE", Path("/nowhere"))
    run.main(["--fast"])
    assert names(steps) == [*CHECKS, "pytest"]
    assert "not (process or browser or slow)" in steps[-1]


def test_lines_are_counted_in_a_run_of_its_own(steps: list[tuple[str, ...]]) -> None:
    run.main(["--cover"])
    assert names(steps) == ["pytest"]
    assert {"--cov", *run.FAST} <= {*steps[-1]}


@pytest.mark.parametrize("words", [[], ["--fast"], ["--cover"], ["-k", "fold"]], ids=str)
@pytest.mark.parametrize("before", [None, b"[project]"], ids=["nothing", "something else"])
def test_what_is_not_installed_as_it_stands_is_installed_once(
    steps: list[tuple[str, ...]], words: list[str], before: bytes | None
) -> None:
    run.INSTALLED.unlink()
    if before is not None:
        run.INSTALLED.write_bytes(before)
    run.main(words)
    assert names(steps)[:2] == INSTALL
    steps.clear()
    run.main(words)
    assert not {*INSTALL} & {*names(steps)}


def test_an_ordinary_user_is_told_the_one_command_that_installs_what_is_missing(
    steps: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = {"fish", "task"}
    monkeypatch.setattr(shutil, "which", lambda program: None if program in missing else program)
    monkeypatch.setattr(run, "has_font", lambda font: font != "Noto Sans")
    monkeypatch.setattr(run, "find_library", lambda _: None)
    with pytest.raises(SystemExit) as end:
        run.main([])
    command = "sudo apt-get install -y --no-install-recommends fish taskwarrior libatomic1 fonts-noto-core"
    assert str(end.value) == f"the tests need other programs; this installs them: {command}"
    assert steps == []


def test_an_administrator_gets_it_installed(steps: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: None if program == "dot" else program)
    monkeypatch.setattr(os, "geteuid", lambda: ADMINISTRATOR)
    run.main([])
    assert names(steps) == ["apt-get update", "apt-get install", *CHECKS, "pytest"]
    assert "graphviz" in steps[1]


def test_on_other_systems_the_packages_are_named(steps: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda program: None if program in {"apt-get", "zsh"} else program)
    with pytest.raises(SystemExit, match=r"by their names in Debian: zsh; install them first"):
        run.main([])


def test_bytecode_is_kept_whatever_the_environment_says(steps: list[tuple[str, ...]]) -> None:
    run.main(["-k", "fold"])
    assert "PYTHONDONTWRITEBYTECODE" not in os.environ


def test_temporary_files_lie_in_memory_where_there_is_room_and_nothing_else_is_said(
    steps: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", "")  # so that it is set back
    monkeypatch.delenv("TMPDIR")
    run.main(["-k", "fold"])
    assert "TMPDIR" not in os.environ
    monkeypatch.setattr(run, "has_room", lambda _: True)
    run.main(["-k", "fold"])
    assert os.environ["TMPDIR"] == str(run.MEMORY)
    monkeypatch.setenv("TMPDIR", "/elsewhere")
    run.main(["-k", "fold"])
    assert os.environ["TMPDIR"] == "/elsewhere"


def test_room_is_a_folder_with_enough_free_in_which_programs_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "ROOM", 0)
    assert run.has_room(tmp_path)
    assert not run.has_room(tmp_path / "missing")
    monkeypatch.setattr(run, "ROOM", 1 << 60)
    assert not run.has_room(tmp_path)
    monkeypatch.setattr(run, "ROOM", 0)
    monkeypatch.setattr(os, "ST_NOEXEC", os.statvfs(tmp_path).f_flag)  # as if what it is mounted with were this
    assert not run.has_room(tmp_path)


def test_a_step_that_fails_ends_the_run_with_a_sentence() -> None:
    with pytest.raises(SystemExit) as end:
        run.step("the impossible", "false", hint="do it otherwise")
    assert str(end.value) == "the impossible failed: do it otherwise"
    run.step("the possible", "true")


def test_a_step_that_fails_beside_another_ends_the_run_too() -> None:
    with pytest.raises(SystemExit, match="the impossible failed"):
        run.at_the_same_time(lambda: None, lambda: run.step("the impossible", "false"))


def test_what_runs_beside_a_step_has_ended_after_it(tmp_path: Path) -> None:
    with run.beside("sh", "-c", f"while ! test -e {tmp_path}/go; do :; done; touch {tmp_path}/gone"):
        run.step("a step", "touch", str(tmp_path / "go"))
    assert (tmp_path / "gone").exists()
