"""Text of files and people never acts: not as markup, not as terminal control, wherever it is shown."""

import io
import json
import re
from pathlib import Path

import pytest
from cli_helpers import assert_no_traceback, run_in_terminal, talk_in_terminal
from conftest import Cli, Result

TOPIC = r"[/x][bold]\u001b]0;owned\u0007\u001b[2J\u009b31m\u202eevil\u202c\u2066\u0085\u007f\r\u0008\t:smile:"
WIDE = "\u5b57" * 300
ACTING = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")

HOSTILE = f"""\
[roadmap]
id = "hostile"
title = "R{TOPIC}"

[[choice]]
id = "way"
title = "W{TOPIC}"

[[choice.option]]
id = "x"
title = "X{TOPIC}"
leads_to = "L{TOPIC}"

[[choice.option]]
id = "y"
title = "{WIDE}"

[[phase]]
id = "one"
title = "P{TOPIC}"

[[phase.module]]
id = "letters"
title = "M{TOPIC}"

[[phase.module.topic]]
id = "a"
title = "A{TOPIC}"
hours = 2
why = "Y{TOPIC}"
hours_basis = "H{TOPIC}"
origin = "O{TOPIC}"
criteria = ["C{TOPIC}"]
resources = [{{title = "T{TOPIC}", url = "https://example.org/{TOPIC}", kind = "docs"}}]
cards = [{{id = "a-1", question = "Q{TOPIC}", answer = "N{TOPIC}"}}]

[[phase.module.topic]]
id = "b"
title = "B {WIDE}"
hours = 4
requires = ["a"]

[[phase.module.topic]]
id = "x-topic"
title = "Ex"
option = "x"
requires = ["b"]

[[phase.module.topic]]
id = "y-topic"
title = "Why"
option = "y"
requires = ["b"]
"""
SAID = "note [/x]\x1b]0;owned\x07\x9b31m\u202eevil\u0085\x7f\r\x08"
DOING = (
    ("start", "a"),
    ("done", "b"),
    ("done", "b"),
    ("log", "a", "45m", SAID),
    ("note", "a", SAID),
    ("link", "a", "https://example.org/\x1b]0;owned\x07\u202e", "--title", SAID, "--proves"),
    ("choose", "way", "y"),
    ("choose", "way", "x"),
    ("skip", "x-topic"),
    ("undo",),
    ("redo",),
    ("reset", "--phase", "one", "--dry-run"),
    ("reset", "--phase", "one"),
    ("done", "a", "--confidence", "4"),
    ("card", "add", "a", "-q", SAID, "-a", SAID),
    ("card", "edit", "a", "-a", f"{SAID} too"),
    ("review", "grade", "a-1", "again"),
)
READING = (
    ("status",),
    ("status", "--all"),
    ("status", "--short"),
    ("status", "one"),
    ("next",),
    ("next", "--why", "b"),
    ("next", "--time", "45m"),
    ("show", "a"),
    ("show", "b"),
    ("list",),
    ("choose",),
    ("history",),
    ("history", "a"),
    ("check",),
    ("show", "e" + SAID),
    ("review", "--ahead"),
    ("review", "a", "--list"),
    ("review", "e" + SAID),
    ("review", "grade", SAID, "3"),
    ("review", "--stats"),
    ("card", "list"),
    ("card", "list", "a"),
    ("card", "delete", SAID),
    ("evidence",),
    ("evidence", "--missing"),
)
AS_JSON = (
    *("status", "next", "next --why b", "show a", "list", "choose", "history", "history a"),
    *("review --ahead", "card list a", "evidence"),
)


@pytest.fixture(autouse=True)
def _hostile_roadmap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "hostile.toml"
    file.write_text(HOSTILE, encoding="utf-8")
    monkeypatch.setenv("ROADMAP_FILE", str(file))
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))


def assert_harmless(result: Result) -> None:
    assert_no_traceback(result)
    assert ACTING.search(result.out) is None, repr(result.out)
    assert ACTING.search(result.err) is None, repr(result.err)


def test_hostile_text_is_shown_as_the_text_it_is(cli: Cli) -> None:
    shown = " ".join(cli("show a").out.split())
    assert shown.startswith("A[/x][bold]]0;owned[2J31mevil :smile: a, P[/x]")


def test_no_writing_command_lets_hostile_text_act(cli: Cli) -> None:
    for command in DOING:
        assert_harmless(cli(*command))


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_no_reading_command_lets_hostile_text_act(cli: Cli, command: tuple[str, ...]) -> None:
    for doing in DOING:
        cli(*doing)
    assert_harmless(cli(*command))


@pytest.mark.parametrize("command", [*(f"{each} --json" for each in AS_JSON), "export json"])
def test_json_keeps_hostile_text_without_a_raw_control_character(cli: Cli, command: str) -> None:
    for doing in DOING:
        cli(*doing)
    result = cli(command)
    assert CONTROLS.search(result.out) is None, repr(result.out)
    assert json.loads(result.out)["schema"] == (2 if command == "export json" else 1)


def test_json_gives_hostile_text_back_unchanged(cli: Cli) -> None:
    cli("note", "a", SAID)
    shown = json.loads(cli("show a --json").out)
    assert shown["title"] == json.loads(f'"A{TOPIC}"')
    assert shown["notes"][0]["text"] == SAID.strip()


def test_a_gap_that_is_warned_of_cannot_act_either(cli: Cli) -> None:
    result = cli("done b")
    assert "stands on what is not done yet: A[/x]" in result.err
    assert_harmless(result)


@pytest.mark.parametrize("name", ["\x1b]0;x\x07.toml", "[/x].toml", "\u202egpj.toml"])
def test_a_hostile_file_name_cannot_act(cli: Cli, tmp_path: Path, name: str) -> None:
    file = str(tmp_path / name)
    for command in (
        ("new", file),
        ("new", file),
        ("check", file),
        ("check", f"{file}x"),
        ("--file", f"{file}x", "list"),
    ):
        assert_harmless(cli(*command))


@pytest.mark.parametrize("columns", ["20", "60", "120"])
@pytest.mark.parametrize(
    "command",
    [
        ("status", "--all"),
        ("show", "a"),
        ("next",),
        ("list",),
        ("done", "b"),
        ("reset", "--all"),
        ("card", "list", "a"),
    ],
)
def test_in_a_terminal_only_colours_act(cli: Cli, command: tuple[str, ...], columns: str) -> None:
    cli("note", "a", SAID)
    _, said = run_in_terminal(*command, environment={"COLUMNS": columns}, typed="n\n")
    assert_only_colours_act(said)


@pytest.mark.parametrize("columns", ["60", "120"])
def test_wide_letters_never_break_a_line_of_the_dashboard(columns: str) -> None:
    from rich.cells import cell_len  # noqa: PLC0415 - only here

    _, said = run_in_terminal("status", "--all", environment={"COLUMNS": columns})
    lines = COLOURS.sub("", said.replace("\r\n", "\n")).splitlines()
    assert any("字" in line for line in lines)
    assert max(map(cell_len, lines)) <= int(columns)


WIPED = "\x1b[1A\r\x1b[J"
"""Of the line of keys, which gives way to what comes next."""


def test_in_a_session_of_recall_only_colours_act(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER", "true %s")
    cli("done a")
    cli("card", "add", "a", "-q", SAID, "-a", SAID)
    keys = [("Q[/x]", "o"), ("no resource on the web", " "), ("again", "3"), ("note [/x]", " "), ("again", "1")]
    code, said = talk_in_terminal("review", "--ahead", answers=[*keys, ("again, 1 left", "q")])
    assert code == 0
    assert_only_colours_act(said.replace(WIPED, ""))


def assert_only_colours_act(said: str) -> None:
    text = COLOURS.sub("", said.replace("\r\n", "\n"))
    assert ACTING.search(text) is None, repr(text)
    assert "Traceback" not in text
