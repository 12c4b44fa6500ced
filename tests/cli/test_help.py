"""Help: groups, first lines that end, examples that run, on a terminal and in a pipe."""

import re
import shlex
from pathlib import Path

import pytest
from cli_helpers import run_in_terminal
from command_helpers import COMMANDS
from completion_helpers import CONTROL
from conftest import Cli
from library_helpers import fetch_before
from typer._click import Command

from roadmap_cli.cli.app import EXIT_CODES, first_line
from roadmap_cli.cli.table import GROUPS, MEANT, NAMES

HELPERS = Path(__file__).parents[1] / "helpers"
MOST_LETTERS = 50
ASKS = {
    "roadmap place",
    "roadmap interview practise screening",
    "roadmap interview practise screening --time 20m",
    "roadmap story practise",
    "roadmap story practise churners",
    "roadmap update",
    "roadmap update tea --dry-run --verbose",
    "roadmap database init --partitions 16",
    "roadmap database upgrade",
    "roadmap database grant learner ada",
    "roadmap database grant mentor grace",
    "roadmap database revoke learner ada",
}
"""Examples that need somebody who presses a key, or a server: without these they are refused."""
BEFORE = {
    "roadmap log 45m": ["start vectors"],
    "roadmap note The": ["start vectors"],
    "roadmap link https": ["start vectors"],
    "roadmap timer stop": ["timer start vectors"],
    "roadmap timer cancel": ["timer start vectors"],
    "roadmap edit": ["log vectors 45m"],
    "roadmap undo": ["done vectors"],
    "roadmap undo --skip": ["done vectors"],
    "roadmap redo": ["done vectors", "undo"],
    "roadmap review grade": ["done vectors"],
    "roadmap card edit": ["card add vectors -q old -a old"],
    "roadmap card delete": ["card add vectors -q old -a old"],
    "roadmap roadmaps remove": ["fork --as my-path", "use ml-scientist"],
    "roadmap break --end": ["break 10d"],
    "roadmap user rename": ["done vectors"],
    "roadmap cohort": ["group add spring ada"],
    "roadmap group remove": ["group add spring grace"],
    "roadmap group list": ["group add spring ada"],
    "roadmap backup": ["done vectors"],
    "roadmap backup make everything.db": ["backup everything.db"],
    "roadmap sync": ["sync add home shared"],
    "roadmap sync add home": ["sync remove home"],
    "roadmap restore": ["done vectors", "backup copy.db"],
    "roadmap doctor --rescue": ["done vectors"],
    "roadmap portfolio show": ["portfolio add Churn"],
    "roadmap portfolio edit": ["portfolio add Churn"],
    "roadmap portfolio stage": ["portfolio add Churn"],
    "roadmap portfolio link": ["portfolio add Churn"],
    "roadmap portfolio drop": ["portfolio add Churn"],
    "roadmap story show": ["story new Rare churners --part task=x"],
    "roadmap story edit": ["story new Rare churners --part task=x"],
    "roadmap story practi": ["story new Rare churners --part task=x"],
    "roadmap story delete": ["story new Rare churners --part task=x"],
    "roadmap apply show": ["apply add Acme Engineer"],
    "roadmap apply move": ["apply add Acme Engineer"],
    "roadmap apply note": ["apply add Acme Engineer"],
    "roadmap apply due": ["apply add Acme Engineer"],
    "roadmap apply close": ["apply add Acme Engineer"],
}
"""What has to have happened on a fresh computer before an example makes sense, by its beginning."""


def examples_of(command: Command) -> list[str]:
    return re.findall(r"^  (roadmap .+)$", command.epilog or "", re.MULTILINE)


EXAMPLES = [(words, example) for words, command in COMMANDS.items() for example in examples_of(command)]


def test_every_command_stands_in_one_group() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert [group for group, names in GROUPS.items() if not names] == []


@pytest.mark.parametrize("words", COMMANDS)
def test_the_first_line_of_a_command_is_short_and_ends(words: str) -> None:
    line = first_line(COMMANDS[words])
    assert line.endswith(".")
    assert "\n" not in line
    assert len(line) <= MOST_LETTERS


@pytest.mark.parametrize("words", COMMANDS)
def test_a_command_has_examples_of_itself_in_its_help(cli: Cli, words: str) -> None:
    """Without brackets, which would be markup on a terminal."""
    examples = examples_of(COMMANDS[words])
    assert 1 <= len(examples) <= 4
    assert [each for each in examples if not f"{each} ".startswith(f"roadmap {words} ") or "[" in each] == []
    assert set(examples) <= {line.strip() for line in cli(f"{words} --help").out.splitlines()}


@pytest.mark.parametrize("words", ["", *COMMANDS])
def test_a_value_goes_by_a_word_that_says_what_to_type(cli: Cli, words: str) -> None:
    """Or by all that there are to choose from, and never by its type."""
    assert re.findall(r"<[^|>]*>", cli(f"{words} --help").out) == []


@pytest.mark.parametrize("example", [example for _, example in EXAMPLES])
def test_an_example_does_what_it_says(
    cli: Cli, example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    small.rename("my.toml")
    Path("cards.txt").write_bytes((HELPERS / "cards.txt").read_bytes())
    Path("known.txt").write_text("vectors yes\n", encoding="utf-8")
    Path("checklist.md").write_text("- [x] vectors\n- [ ] svd\n", encoding="utf-8")
    if example.startswith("roadmap device rename"):
        monkeypatch.delenv("ROADMAP_DEVICE")
    if example.startswith("roadmap import"):
        Path("everything.json").write_text(cli("export json").out, encoding="utf-8")
    if example.startswith("roadmap update"):
        fetch_before()
    for beginning, commands in BEFORE.items():
        for command in commands if example.startswith(beginning) else ():
            assert cli(command).code == 0
    result = cli(*shlex.split(example)[1:])
    asks = re.search("nobody to ask|to agree beforehand|this is for a server", result.err)
    assert (result.code in {1, 2} and asks) if example in ASKS else result.code == 0, result


def test_help_in_a_pipe_has_the_groups_as_headings_and_the_exit_codes(cli: Cli) -> None:
    said = cli("--help").out
    assert re.findall(r"^(\S.*):$", said, re.MULTILINE)[-len(GROUPS) :] == [*GROUPS]
    assert "..." not in said.partition("Every evening")[2]
    assert [line.strip() for line in EXIT_CODES.splitlines()] == [line.strip() for line in said.splitlines()[-7:]]


@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_help_in_a_narrow_pipe_cuts_no_phrase(cli: Cli, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    said = " ".join(cli("--help").out.split())
    assert [name for name in NAMES if f"{name} {first_line(COMMANDS[name])}" not in said] == []


def test_the_exit_codes_of_the_help_are_those_of_the_program() -> None:
    from roadmap_cli import cli, errors  # noqa: PLC0415 - only here

    kinds = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.RoadmapError)]
    told = [int(code) for code in re.findall(r"^ +(\d+) ", EXIT_CODES, re.MULTILINE)]
    assert told == sorted({0, cli.INTERRUPTED, *(kind.exit_code for kind in kinds)})


@pytest.mark.parametrize("columns", [60, 80])
def test_help_on_a_terminal_has_the_groups_as_boxes(columns: int) -> None:
    code, said = run_in_terminal("--help", environment={"COLUMNS": str(columns)})
    screen = CONTROL.sub("", said)
    assert code == 0
    assert [group for group in GROUPS if not re.search(rf"╭─ {group} ─+╮", screen)] == []
    assert "4    the database cannot be used" in screen
    whole = [name for name in NAMES if re.search(rf"│ {name} +{re.escape(first_line(COMMANDS[name]))} +│", screen)]
    assert columns == 60 or whole == [*NAMES]


def test_help_of_a_command_on_a_terminal_keeps_its_examples_apart() -> None:
    _, screen = run_in_terminal("done", "--help", environment={"COLUMNS": "80"})
    lines = [line.strip() for line in CONTROL.sub("", screen).splitlines()]
    assert lines[lines.index("Examples:") + 1 :][:2] == examples_of(COMMANDS["done"])


def test_words_that_people_type_lead_to_commands_and_hide_none() -> None:
    assert [word for word in MEANT if word in NAMES] == []
    assert [meant for meant in MEANT.values() if meant.split()[0] not in NAMES] == []
