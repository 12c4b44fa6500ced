"""Short words for commands, and `roadmap help`."""

import shlex
from pathlib import Path

import pytest
from cli_helpers import assert_refused, json_of, run_program
from completion_helpers import tab
from conftest import Cli

from roadmap_cli.cli.aliases import OWN
from roadmap_cli.cli.table import MEANT, NAMES
from roadmap_cli.settings.folders import config_file

WRITING = {"start", "done", "skip", "reset", "log", "note", "link", "undo", "redo", "import", "adopt", "place", "new"}


@pytest.fixture
def kept() -> Path:
    """A config.toml with aliases."""
    file = config_file()
    file.parent.mkdir(parents=True)
    file.write_text(
        '[alias]\ntoday = "next -n 1"\nbob = "st --user bob"\nlater = "today --time 45m"\nn = "list --ready"\n'
        'x = "y"\ny = "z -n 1"\nz = "x"\nlost = "frobnicate"\nnext = "status"\nsay = \'note vectors "two  words"\'\n',
        encoding="utf-8",
    )
    return file


def test_the_own_aliases_are_few_show_something_and_hide_nothing() -> None:
    assert set(OWN) & {*NAMES, *MEANT} == set()
    assert set(OWN.values()) <= set(NAMES) - WRITING
    assert len(OWN) < 8


@pytest.mark.parametrize(("alias", "command"), OWN.items())
def test_an_own_alias_is_its_command(cli: Cli, alias: str, command: str) -> None:
    assert cli(f"{alias} --json") == cli(f"{command} --json")


@pytest.mark.usefixtures("kept")
def test_an_alias_of_the_learner_is_split_as_a_shell_would_and_the_rest_is_appended(cli: Cli) -> None:
    assert len(json_of(cli, "today")["suggestions"]) == 1
    assert len(json_of(cli, "today -n 2")["suggestions"]) == 2
    assert json_of(cli, "bob")["user"] == "bob"
    assert cli("later").out == cli("next -n 1 --time 45m").out
    assert "two  words ; $HOME" in cli("say", "; $HOME").out


@pytest.mark.usefixtures("kept")
def test_an_alias_of_the_learner_comes_before_one_of_the_program(cli: Cli) -> None:
    assert cli("n --json").out == cli("list --ready --json").out


@pytest.mark.usefixtures("kept")
def test_an_alias_that_leads_nowhere_is_refused_with_its_way(cli: Cli) -> None:
    assert_refused(cli("x"), 3, 'the alias "x" leads back to itself: x, y, z, x')
    assert_refused(cli("lost"), 2, 'there is no command "frobnicate", for which the alias "lost" stands')


@pytest.mark.usefixtures("kept")
def test_an_alias_hides_no_command_and_that_is_said(cli: Cli) -> None:
    answer = cli("next -n 1 --json")
    assert '"suggestions"' in answer.out
    assert answer.err == 'hint: the alias "next" of config.toml does not count: that is a command\n'
    assert cli("status --json").err == ""


@pytest.mark.parametrize(
    ("name", "line", "fault"),
    [
        ("today", "1", 'must be a command line, such as "next -n 1", not 1'),
        ("today", '""', "must begin with a command, not with nothing"),
        ("today", "'next \"'", "must be a command line, which 'next \"' is not: no closing quotation"),
        ("today", '"--user ada next"', "must begin with a command, not with --user"),
        ("", '"next"', "must have a name of letters, digits and -, not ''"),
        ("two words", '"next"', "must have a name of letters, digits and -, not 'two words'"),
        ("-x", '"next"', "must have a name of letters, digits and -, not '-x'"),
    ],
)
def test_an_alias_that_is_none_stops_only_who_uses_it_and_is_mended(
    cli: Cli, kept: Path, name: str, line: str, fault: str
) -> None:
    kept.write_text(f'# mine\n[alias]\n"{name}" = {line}\ngood = "next -n 1"\nbad = 3\n', encoding="utf-8")
    said = f'{kept}: the alias "{name}" {fault}'
    mend = f"config {shlex.quote(f'alias.{name}')} --unset"
    assert cli("status --json") == cli("st --json")
    assert (cli("status --json").code, cli("status --json").err) == (0, "")
    assert len(json_of(cli, "good")["suggestions"]) == 1
    if name == "today":
        assert_refused(cli("today"), 3, f"error: {said}\nhint: mend it there, or take it out: roadmap {mend}\n")
    assert f"hint: {said}; mend it there, or take it out: roadmap {mend}\n" in cli("config").err
    assert cli(*shlex.split(mend)).code == 0
    assert said not in cli("config").err
    assert kept.read_text("utf-8") == '# mine\n[alias]\ngood = "next -n 1"\nbad = 3\n'
    assert cli("config alias.bad status").err == ""
    assert cli("bad --json") == cli("status --json")


def test_aliases_that_are_no_table_stop_only_who_uses_one_and_are_taken_out(cli: Cli, kept: Path) -> None:
    kept.write_text('alias = "next"\nuser = "ada"\n', encoding="utf-8")
    assert json_of(cli, "status")["user"] == "ada"
    said = f'{kept}: "alias" must be a table of command lines by word'
    assert_refused(cli("today"), 3, said)
    assert f"hint: {said}" in cli("config").err
    assert_refused(cli("config alias.today next"), 3, said)
    assert_refused(cli("config alias.today --unset"), 3, "take it out first: roadmap config alias --unset")
    assert cli("config alias --unset").code == 0
    assert kept.read_text("utf-8") == 'user = "ada"\n'
    assert_refused(cli("config alias --unset"), 2, "an alias needs a name")


def test_config_shows_sets_and_takes_back_an_alias(cli: Cli) -> None:
    assert cli("config", "alias.today", "next -n 1").out == "alias.today  next -n 1  config.toml\n"
    assert cli("config alias.today").out == "alias.today  next -n 1  config.toml\n"
    said = [line.split() for line in cli("config alias").out.splitlines()[:-2]]
    assert said[:-1] == [[f"alias.{name}", OWN[name], "default"] for name in OWN]
    assert said[-1] == ["alias.today", "next", "-n", "1", "config.toml"]
    assert "alias.today" in cli("config").out
    assert "alias.st" not in cli("config").out
    assert len(json_of(cli, "today")["suggestions"]) == 1
    assert cli("config alias.today --unset").code == 0
    assert_refused(cli("today"), 2, 'there is no command "today"')
    assert_refused(cli("config alias.today"), 1, 'there is no alias "today"')


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("alias.next", "list"), '"next" is a command, and no alias hides a command'),
        (("alias.a", "frobnicate"), 'an alias leads to a command, and "frobnicate" is none'),
        (("alias.a", "a -n 1"), 'the alias "a" leads back to itself: a, a'),
        (("alias.a", 'next "'), "an alias must be a command line, which"),
        (("alias.a", ""), "an alias must begin with a command, not with nothing"),
        (("alias.", "next"), "an alias must have a name of letters"),
        (("alias", "next"), "an alias needs a name"),
    ],
)
def test_an_alias_that_cannot_be_is_not_kept(cli: Cli, words: tuple[str, str], message: str) -> None:
    assert_refused(cli("config", *words), 2, message)
    assert not config_file().exists()


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("line", ["roadmap st lin", "roadmap bob lin"])
def test_tab_completes_behind_an_alias(line: str) -> None:
    assert "linear-algebra" in "".join(tab("bash", line))


def test_a_faulty_config_offers_nothing_on_tab(kept: Path) -> None:
    kept.write_text("[", encoding="utf-8")
    words = {"_ROADMAP_COMPLETE": "complete_bash", "COMP_WORDS": "roadmap bob xx", "COMP_CWORD": "2"}
    answer = run_program(environment=words)
    assert (answer.out.strip(), answer.err) == ("", "")


@pytest.mark.parametrize("words", ["", "done", "timer stop", "card"])
def test_help_is_what_help_says_behind_the_command(cli: Cli, words: str) -> None:
    assert cli(f"help {words}") == cli(f"{words} --help")


@pytest.mark.usefixtures("kept")
def test_help_knows_aliases_and_refuses_what_is_no_command(cli: Cli) -> None:
    assert cli("help today").out == cli("next --help").out
    assert_refused(cli("help frobnicate"), 2, 'there is no command "frobnicate"')


def test_the_version_has_a_short_name(cli: Cli) -> None:
    assert cli("-V").out == cli("--version").out
