"""How an answer reaches whoever reads it: pager, plain words, quiet, colours."""

import json
import os
import re
from pathlib import Path

import pytest
from cli_helpers import PROGRAM, in_terminal, run_in_terminal, run_program
from completion_helpers import CONTROL
from conftest import Cli

LONG = ("list",)
SMALL_SCREEN = {"LINES": "10", "COLUMNS": "80"}
PLAIN = re.compile(r"\x1b\[[\d;]*m")


@pytest.fixture
def pager(tmp_path: Path) -> tuple[str, Path]:
    """A pager that keeps what it is given, and where."""
    kept, program = tmp_path / "paged", tmp_path / "pager"
    program.write_text(f'#!/bin/sh\ncat > "{kept}"\necho "LESS=$LESS" >> "{kept}"\nexit 3\n', encoding="utf-8")
    program.chmod(0o755)
    return str(program), kept


def test_an_answer_longer_than_the_screen_goes_through_the_pager_and_the_exit_code_stays(
    pager: tuple[str, Path],
) -> None:
    program, kept = pager
    code, screen = run_in_terminal(*LONG, environment={**SMALL_SCREEN, "PAGER": f"{program} -x"})
    assert (code, CONTROL.sub("", screen)) == (0, "")
    assert "dev-environment" in kept.read_text(encoding="utf-8")
    assert kept.read_text(encoding="utf-8").endswith("LESS=FRX\n")


@pytest.mark.parametrize(
    ("words", "environment"),
    [
        (("next", "-n", "1"), {}),
        (("--no-pager", "list"), {}),
        (("list", "--no-pager"), {}),
        (("list", "--plain"), {}),
        (("list", "--json"), {}),
        (("export", "csv"), {}),
        (("list",), {"PAGER": ""}),
        (("list",), {"PAGER": "cat"}),
        (("list",), {"ROADMAP_PAGER": "none"}),
        (("list",), {"TERM": "dumb"}),
        (("done", "vectors"), {"LINES": "2"}),
        (("tick", "vectors", "1"), {"LINES": "1"}),
    ],
)
def test_what_is_short_or_no_page_or_has_written_goes_past_the_pager(
    pager: tuple[str, Path], words: tuple[str, ...], environment: dict[str, str]
) -> None:
    code, screen = run_in_terminal(*words, environment={**SMALL_SCREEN, "PAGER": pager[0], **environment})
    assert code == 0
    assert CONTROL.sub("", screen)
    assert not pager[1].exists()


def test_a_pipe_has_no_pager(pager: tuple[str, Path]) -> None:
    assert len(run_program("list", environment={"PAGER": pager[0]}).out.splitlines()) > 100
    assert not pager[1].exists()


@pytest.mark.parametrize("missing", ["/no/such/pager -x", '"', " "])
def test_a_pager_that_is_not_there_takes_no_answer_with_it(missing: str) -> None:
    code, screen = run_in_terminal("list", environment={**SMALL_SCREEN, "PAGER": missing})
    assert code == 0
    assert "dev-environment" in screen


@pytest.mark.parametrize("order", [["ROADMAP_PAGER", "config", "PAGER"], ["config", "PAGER"], ["PAGER"]])
def test_the_pager_of_the_program_comes_before_that_of_all_programs(
    cli: Cli, pager: tuple[str, Path], order: list[str]
) -> None:
    """The first in this order has the pager that is there, each behind it one that is not."""
    right, *others = order
    if "config" in order:
        assert cli("config", "pager", pager[0] if right == "config" else "/no/such").code == 0
    environment = {each: "/no/such" for each in others if each != "config"}
    environment |= {right: pager[0]} if right != "config" else {}
    run_in_terminal("list", environment={**SMALL_SCREEN, **environment})
    assert pager[1].exists()


def test_leaving_less_early_leaves_no_trace() -> None:
    environment = {**os.environ, **SMALL_SCREEN, "PAGER": "less", "LESS": "RXPat the prompt"}
    code, screen = in_terminal([*PROGRAM, "list"], environment, [("at the prompt", "q")])
    assert code == 0
    assert "Traceback" not in screen


def test_ctrl_c_is_for_the_pager_alone(pager: tuple[str, Path]) -> None:
    Path(pager[0]).write_text(
        "#!/bin/sh\ntrap 'echo interrupted; exit 9' INT\necho ready\nwhile :; do sleep 0.1; done\n", encoding="utf-8"
    )
    environment = {**os.environ, **SMALL_SCREEN, "PAGER": pager[0]}
    code, screen = in_terminal([*PROGRAM, "list"], environment, [("ready", "\x03")])
    assert code == 0
    assert "interrupted" in screen
    assert "Traceback" not in screen


def test_a_pager_that_stops_reading_is_no_error() -> None:
    code, screen = run_in_terminal("list", environment={**SMALL_SCREEN, "PAGER": "head -n 1"})
    assert code == 0
    assert CONTROL.sub("", screen).count("\n") == 1


@pytest.mark.parametrize("command", ["status", "next", "show vectors", "list --ready", "help done"])
def test_plain_on_a_terminal_says_the_words_of_the_pipe(command: str) -> None:
    piped = run_program(*command.split(), environment={"COLUMNS": "80"}).out
    for words in (["--plain", *command.split()], [*command.split(), "--plain"]):
        assert run_in_terminal(*words, environment={"COLUMNS": "80"})[1].replace("\r", "") == piped


def test_plain_can_be_kept(cli: Cli) -> None:
    assert cli("config plain yes").out == "plain  yes  config.toml\n"
    piped = run_program("status").out
    assert run_in_terminal("status")[1].replace("\r", "") == piped
    assert "╭" not in run_in_terminal("--help")[1]
    assert "╭" in run_in_terminal("--help", environment={"ROADMAP_PLAIN": "no"})[1]


WRITING = (
    "start vectors",
    "log vectors 45m",
    "note vectors x",
    "link vectors https://example.org",
    "done vectors",
    "skip svd",
    "reset svd",
    "undo",
    "redo",
    "choose nlp",
    "card add vectors -q x -a y",
    "review grade vectors-1 3",
    "break 10d",
    "timer start svd",
    "timer stop --minutes 45m",
    "plan --hours-per-week 6",
    "config rest_days sun",
    "use ml-scientist",
    "place --answers known.txt --yes",
    "import checklist.md --yes",
    "export json -o everything.json",
    "new my.toml",
)


def test_quiet_says_nothing_where_something_is_done(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("known.txt").write_text("descriptive-statistics yes\n", encoding="utf-8")
    Path("checklist.md").write_text("- [x] svd\n", encoding="utf-8")
    for command in WRITING:
        result = cli(f"--quiet {command}")
        assert (result.code, result.out, result.err) == (0, "", ""), command
    assert "everything.json" in {file.name for file in tmp_path.iterdir()}
    assert "1 h 30" in cli("show vectors").out or "45 min" in cli("show vectors").out


def test_quiet_keeps_errors_and_answers_that_are_asked_for(cli: Cli) -> None:
    assert cli("-q done nonsense").err.startswith('error: there is no topic "nonsense"')
    assert cli("status -q").out == cli("status").out
    assert cli("card add vectors -q x -a y --json --quiet").out.startswith("{")
    assert cli("card add vectors -q another -a y").out != ""  # there it is the question


COLORED = [({"FORCE_COLOR": "1"}, True), ({"CLICOLOR_FORCE": "1"}, True), ({"CLICOLOR_FORCE": "0"}, False)]
UNCOLORED = [({}, False), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False), ({"FORCE_COLOR": ""}, False)]


@pytest.mark.parametrize(("environment", "colored"), COLORED + UNCOLORED)
@pytest.mark.parametrize("command", ["status", "next", "show vectors"])
def test_forced_colours_change_no_word_of_what_a_pipe_gets(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, command: str, environment: dict[str, str], *, colored: bool
) -> None:
    plain = cli(command).out
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    said = cli(command).out
    assert ("\x1b[" in said) is colored
    assert PLAIN.sub("", said) == plain
    assert "\x1b" not in cli(f"{command} --no-color").out
    assert "\x1b" not in cli(f"{command} --json").out


@pytest.mark.parametrize("columns", [40, 60, 80])
def test_on_a_terminal_no_error_and_no_hint_breaks_within_a_word(columns: int) -> None:
    words = ("log", "vectors", "1", "hour", "45", "cards")
    code, screen = run_in_terminal(*words, environment={"COLUMNS": str(columns)})
    lines = screen.replace("\r", "").splitlines()
    assert (code, " ".join(" ".join(lines).split())) == (2, " ".join(run_program(*words).err.split()))
    assert max(map(len, lines)) < columns


def test_advice_names_the_database_that_was_named_and_nothing_else_is_said_otherwise(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a learner wrote was changed, too, and what a program reads was not."""
    monkeypatch.chdir(tmp_path)
    named, words, option = tmp_path / "named.db", ("--database", "named.db"), "roadmap --database named.db"
    said = "after this: roadmap restore, roadmap doctor"
    assert said in cli(*words, "note", "vectors", said).out
    assert said in cli(*words, "history").out
    _, copies = run_in_terminal(*words, "backup", "list")
    assert f"Bring one back: {option} restore, {option} restore yesterday" in " ".join(PLAIN.sub("", copies).split())
    assert f"{option} restore" in cli(*words, "database", "begin", "--yes").out
    cli(*words, "note", "vectors", said)
    named.write_bytes(named.read_bytes()[:5000])
    assert f"{option} doctor" in cli(*words, "status").err
    assert f"{option} doctor" in json.loads(cli(*words, "database", "--json").out)["advice"]
    assert f"{option} doctor" in cli(*words, "database").out
    todos = [each["todo"] for each in json.loads(cli(*words, "doctor", "--json").out)["findings"]]
    assert any(f"{option} restore" in each for each in todos)
    assert any(f"{option} restore" in line for line in cli(*words, "doctor").out.splitlines())
    assert not any("roadmap restore" in each for each in todos)
