"""Which shell completion is for: the one that is named, else the one that asks."""

from pathlib import Path

import pytest
import shellingham
from cli_helpers import assert_refused
from conftest import Cli

WRITES = {
    "bash": "complete -o default -F _roadmap_completion roadmap",
    "zsh": "#compdef roadmap",
    "fish": "complete --command roadmap",
    "powershell": "Register-ArgumentCompleter",
    "pwsh": "Register-ArgumentCompleter",
}
"""What stands in the script for a shell, and in that of no other but its twin."""


@pytest.fixture
def nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a service, a container or a program that starts others without a shell."""

    def detect_shell() -> tuple[str, str]:
        raise shellingham.ShellDetectionFailure

    monkeypatch.setattr(shellingham, "detect_shell", detect_shell)


@pytest.fixture
def fish_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shellingham, "detect_shell", lambda: ("fish", "/usr/bin/fish"))


def shown(cli: Cli, *words: str) -> set[str]:
    """The shells that a script is for, as far as one can see."""
    result = cli(*words)
    assert (result.code, result.err) == (0, "")
    return {shell for shell, line in WRITES.items() if line in result.out}


def twins(shell: str) -> set[str]:
    return {each for each, line in WRITES.items() if line == WRITES[shell]}


@pytest.mark.usefixtures("nobody_asks")
@pytest.mark.parametrize("shell", WRITES)
def test_the_shell_that_is_named_is_enough(cli: Cli, shell: str) -> None:
    assert shown(cli, "--show-completion", shell) == twins(shell)
    assert shown(cli, f"--show-completion={shell}") == twins(shell)


@pytest.mark.usefixtures("fish_asks")
@pytest.mark.parametrize("shell", WRITES)
def test_the_shell_that_is_named_counts_and_not_the_one_that_asks(cli: Cli, shell: str) -> None:
    assert shown(cli, "--user", "ada", "--show-completion", shell) == twins(shell)


@pytest.mark.usefixtures("fish_asks")
def test_where_none_is_named_it_is_for_the_one_that_asks(cli: Cli) -> None:
    assert shown(cli, "--show-completion") == {"fish"}
    assert shown(cli, "--show-completion", "--no-color") == {"fish"}


@pytest.mark.usefixtures("nobody_asks")
@pytest.mark.parametrize("option", ["--show-completion", "--install-completion"])
def test_where_none_is_named_and_none_asks_the_hint_names_one(cli: Cli, empty_home: Path, option: str) -> None:
    result = cli(option)
    assert_refused(result, 1, "no shell is asking")
    assert f"hint: name yours: roadmap {option} bash\n" in result.err
    assert [*empty_home.iterdir()] == []


@pytest.mark.usefixtures("fish_asks")
@pytest.mark.parametrize("words", ["--show-completion tcsh", "--install-completion tcsh", "--show-completion ''"])
def test_what_is_no_shell_is_refused_and_nothing_is_installed(cli: Cli, empty_home: Path, words: str) -> None:
    assert_refused(cli(words), 2, "is not one of 'bash', 'zsh', 'fish'")
    assert [*empty_home.iterdir()] == []


@pytest.mark.usefixtures("nobody_asks")
@pytest.mark.parametrize(
    ("shell", "file"),
    [
        ("bash", ".bash_completions/roadmap.sh"),
        ("zsh", ".zfunc/_roadmap"),
        ("fish", ".config/fish/completions/roadmap.fish"),
    ],
)
def test_it_is_installed_for_the_shell_that_is_named(cli: Cli, home: Path, shell: str, file: str) -> None:
    assert cli("--install-completion", shell).code == 0
    assert WRITES[shell] in (home / file).read_text(encoding="utf-8")


@pytest.mark.usefixtures("fish_asks")
def test_a_command_is_no_shell(cli: Cli) -> None:
    assert shown(cli, "--show-completion", "status") == shown(cli, "--show-completion")


@pytest.mark.usefixtures("nobody_asks")
def test_behind_a_command_it_is_a_word_like_any_other(cli: Cli) -> None:
    assert cli("--user", "ada", "card", "add", "vectors", "-q", "--show-completion", "-a", "x").code == 0


@pytest.mark.usefixtures("fish_asks")
def test_behind_a_double_dash_it_is_a_word_like_any_other(cli: Cli) -> None:
    assert cli("note", "vectors", "--", "--show-completion").code == 0
    assert "--show-completion\n" in cli("history").out
