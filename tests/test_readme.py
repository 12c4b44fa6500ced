"""The README says what is so: its commands run, what it shows is what they print, its pictures are real."""

import re
import tomllib
from pathlib import Path

import pictures
import pytest
from conftest import Cli

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
CHECKLISTS = re.findall(r"`(\S+\.md)`[^`]*```markdown\n(.*?)```", README, re.DOTALL)
SHELL = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)


def transcript() -> list[tuple[str, str]]:
    """(command, what it prints) of every command shown, in order."""
    found = []
    for block in CONSOLE:
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def test_every_command_prints_what_the_readme_shows(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in CHECKLISTS:
        (tmp_path / name).write_text(text, encoding="utf-8")
    for command, expected in transcript():
        result = cli(command.removeprefix("roadmap "))
        assert result.code == 0, (command, result.err)
        if expected:
            assert result.out + result.err == expected, command


def test_every_command_of_the_program_is_in_the_readme() -> None:
    from roadmap_cli.cli.app import PLACES  # noqa: PLC0415 - only here

    missing = [name for name in PLACES if not re.search(rf"roadmap (--\S+ \S+ )?{name}\b", README)]
    assert missing == []


@pytest.mark.slow
def test_the_pictures_are_of_a_real_run() -> None:
    for name, text in pictures.pictures().items():
        assert (ROOT / "docs" / name).read_text(encoding="utf-8") == text, f"draw {name} anew: python tests/pictures.py"


def test_the_test_command_is_what_ci_runs() -> None:
    assert SHELL[1].strip() in (ROOT / ".ci/run").read_text(encoding="utf-8")


def test_the_changelog_knows_the_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert version in changelog
