"""The flags that stand before a command, behind it: heard, never twice in two ways, and hidden where Tab and help list."""

from pathlib import Path

import pytest
from cli_helpers import assert_refused, json_of
from command_helpers import COMMANDS
from completion_helpers import tab
from conftest import Cli

from roadmap_cli.cli.flags import BEHIND
from roadmap_cli.domain.roadmap import BUILT_IN
from roadmap_cli.settings import Flags
from roadmap_cli.use_cases.session import Session


def _has_json(words: str) -> bool:
    return any("--json" in each.opts for each in COMMANDS[words].params)


def _is_of_a_group_with_json(words: str) -> bool:
    """Of `sync now` its name may be left out, and the options of a cohort stand behind what it is exported as."""
    group, _, name = words.partition(" ")
    return bool(name) and words not in {"sync now", "cohort export"} and _has_json(group)


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_hears_every_flag(words: str) -> None:
    heard = {
        str(each.name).removeprefix(BEHIND) for each in COMMANDS[words].params if str(each.name).startswith(BEHIND)
    }
    assert heard == set(Flags._fields)


@pytest.mark.parametrize("command", ["status --json {}", "{} status --json", "status {} --json", "{} status {} --json"])
def test_a_flag_counts_on_both_sides(cli: Cli, small: Path, command: str) -> None:
    flags = f"--user bob --file {small}"
    assert cli(f"--user bob --file {small} done a").code == 0
    answer = json_of(cli, command.replace("{}", flags).removesuffix(" --json"))
    assert (answer["user"], answer["totals"]["topics"]["done"]) == ("bob", 1)


@pytest.mark.parametrize("words", [words for words in COMMANDS if _is_of_a_group_with_json(words)])
def test_json_before_a_command_of_a_group_is_not_dropped_in_silence(cli: Cli, words: str) -> None:
    group, _, name = words.partition(" ")
    means = f"--json stands behind {name}" if _has_json(words) else f"roadmap {words} prints no JSON"
    assert_refused(cli(f"{group} --json {name}"), 2, means)


def test_what_is_recorded_behind_a_flag_is_recorded_there(cli: Cli, tmp_path: Path) -> None:
    place = tmp_path / "other.db"
    assert cli(f"card add vectors -q x -a y --database {place}").code == 0
    assert "x" in cli(f"card list --database={place}").out
    assert "no card" in cli("card list").out


@pytest.mark.parametrize(
    "command",
    ["--user ada status --user bob", "timer --user ada status --user bob", "--file a.toml list --file b.toml"],
)
def test_a_flag_that_is_said_in_two_ways_is_refused(cli: Cli, command: str) -> None:
    assert_refused(cli(command), 2, "is given twice, as ")


def test_a_file_to_check_is_not_the_flag_of_the_same_name(cli: Cli, small: Path) -> None:
    """`check` has an argument that the program calls as it calls the flag."""
    assert "4 phases" in cli("check", "--file", str(small), str(Path(__file__).parents[2] / "phases.toml")).out


def test_behind_two_dashes_stands_text(cli: Cli) -> None:
    assert "--user bob" in cli("note vectors -- --user bob").out


@pytest.mark.parametrize("words", ["status", "timer", "card add"])
def test_help_of_a_command_names_the_flags_and_explains_them_no_second_time(cli: Cli, words: str) -> None:
    said = cli(f"{words} --help").out
    assert "--database" in said.rpartition("Examples:")[2]
    assert "Where progress is kept" not in said


def test_tab_hears_a_flag_behind_the_command(small: Path) -> None:
    assert "x-topic" in "".join(tab("bash", f"roadmap show --file {small} x"))


BESIDE = {"backup list", "sync now", "sync add", "sync list", "sync remove", "device rename"}
OF_SERVERS = {"database init", "database upgrade", "database grant", "database revoke"}


@pytest.mark.parametrize("words", [words for words in COMMANDS if " " in words and words not in BESIDE | OF_SERVERS])
def test_behind_the_command_of_a_group_the_database_named_is_opened_alone(
    cli: Cli, words: str, tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be opened shows that it was to be opened, whatever else the command would say: all but the list of copies,
    which is for the time when it cannot, and what is kept beside it or is for servers.
    """
    monkeypatch.chdir(tmp_path)
    Path("cards.txt").write_text("Why?\tBecause.\n", encoding="utf-8")
    place = tmp_path / "other.db"
    place.write_text("no database at all, and long enough to be none", encoding="utf-8")
    example = next(line for line in str(COMMANDS[words].epilog).splitlines() if f"roadmap {words}" in line)
    result = cli(f"{example.strip().removeprefix('roadmap ')} --database {place}")
    assert_refused(result, 4, str(place))
    assert not database.exists()
    assert (
        words.split(maxsplit=1)[0] in {"topic", "module", "phase"} or not database.parent.exists()
    )  # where roadmaps are kept, too


def test_what_is_read_before_a_flag_is_heard_is_read_anew(small: Path, tmp_path: Path) -> None:
    session = Session(Flags(user="ada", database="first.db"))
    assert (session.settings.user, session.roadmap.id) == ("ada", BUILT_IN)
    session.hear(Flags(user="bob", database=str(tmp_path / "other.db"), file=str(small)))
    assert (session.settings.user, session.settings.database) == ("bob", str(tmp_path / "other.db"))
    assert session.roadmap.id == "small"
