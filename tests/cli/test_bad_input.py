"""What a person may get wrong on the command line: refused in a sentence, and nothing is written."""

from pathlib import Path

import pytest
from cli_helpers import Files, assert_refused, files_in
from conftest import Cli


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def kept(cli: Cli, database: Path) -> Files:
    """What is stored before the mistake."""
    cli("log b 45m")
    return files_in(database.parent)


TOPIC_COMMANDS = (
    ("next", "--why", "{}"),
    ("history", "{}"),
    ("start", "{}"),
    ("done", "{}"),
    ("skip", "{}"),
    ("reset", "{}"),
    ("log", "{}", "45m"),
    ("note", "{}"),
    ("link", "{}", "https://example.org"),
    ("card", "add", "{}", "-q", "Which?", "-a", "This."),
    ("card", "list", "{}"),
)


def with_topic(command: tuple[str, ...], topic: str) -> list[str]:
    return [word.replace("{}", topic) for word in command]


@pytest.mark.parametrize("command", TOPIC_COMMANDS, ids=lambda command: " ".join(command[:2]))
@pytest.mark.parametrize(
    ("topic", "message", "hint"),
    [
        ("nonsense", 'there is no topic "nonsense"', "see them all with: roadmap list"),
        ("x-topik", 'there is no topic "x-topik"', "did you mean x-topic?"),
        ("", "an empty name is no topic", "see them all with: roadmap list"),
        ("  ", "an empty name is no topic", "see them all with: roadmap list"),
        ("?!", "an empty name is no topic", "see them all with: roadmap list"),
        ("e", '"e" could be any of these:\n  end (The end)\n  extra (More)\n', "type more of it"),
    ],
)
def test_a_topic_that_is_unknown_empty_or_ambiguous(
    cli: Cli, database: Path, kept: Files, command: tuple[str, ...], topic: str, message: str, hint: str
) -> None:
    result = cli(*with_topic(command, topic))
    assert_refused(result, 1, message)
    assert result.err.endswith(f"hint: {hint}\n")
    assert files_in(database.parent) == kept


@pytest.mark.parametrize("command", TOPIC_COMMANDS, ids=lambda command: " ".join(command[:2]))
def test_an_unknown_topic_creates_no_database(cli: Cli, database: Path, command: tuple[str, ...]) -> None:
    assert_refused(cli(*with_topic(command, "nonsense")), 1, "there is no topic")
    assert not database.parent.exists()


@pytest.mark.parametrize(
    ("time", "message"),
    [
        ("0", "'0' is no time at all; log between 1m and 24h at once"),
        ("0h", "'0h' is no time at all; log between 1m and 24h at once"),
        ("40h", "'40h' is more than a day; log between 1m and 24h at once"),
        ("24h1", "'24h1' is more than a day; log between 1m and 24h at once"),
        ("9" * 9, "'999999999' is more than a day; log between 1m and 24h at once"),
        ("9" * 400, "is not a length of time; write 45m, 1h30, 1.5h or 90"),
        ("9" * 400 + "h", "is not a length of time; write 45m, 1h30, 1.5h or 90"),
        ("9" * 5000, "is not a length of time; write 45m, 1h30, 1.5h or 90"),
        ("-45m", "'-45m' is not a length of time; write 45m, 1h30, 1.5h or 90"),
        ("banana", "'banana' is not a length of time; write 45m, 1h30, 1.5h or 90"),
        ("nan", "'nan' is not a length of time; write 45m, 1h30, 1.5h or 90"),
        ("1e3", "'1e3' is not a length of time; write 45m, 1h30, 1.5h or 90"),
        ("", "'' is not a length of time; write 45m, 1h30, 1.5h or 90"),
        ("h", "'h' is not a length of time; write 45m, 1h30, 1.5h or 90"),
    ],
)
def test_a_time_that_is_none(cli: Cli, database: Path, kept: Files, time: str, message: str) -> None:
    assert_refused(cli("log", "a", "--", time), 2, message)
    assert files_in(database.parent) == kept


@pytest.mark.parametrize("command", ["start a", "done a", "skip a", "log a 45m"])
@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2026-11-24", "2026-11-24 is in the future"),
        ("tomorrow", "2026-11-24 is in the future"),
        ("in 3 days", "2026-11-26 is in the future"),
        ("9999-12-31", "9999-12-31 is in the future"),
        ("0001-01-01", "0001-01-01 is too long ago"),
        ("1969-12-31", "1969-12-31 is too long ago"),
        ("2026-02-30", "'2026-02-30' is not a day"),
        ("nonsense", "'nonsense' is not a day"),
        ("", "'' is not a day"),
        ("99999999999999999 days ago", "'99999999999999999 days ago' is not a day"),
    ],
)
def test_a_day_that_is_in_the_future_or_none(
    cli: Cli, database: Path, kept: Files, command: str, day: str, message: str
) -> None:
    assert_refused(cli(*command.split(), "--on", day), 2, message)
    assert files_in(database.parent) == kept


@pytest.mark.parametrize("user", [" ", "a\tb", "a\nb", "a\x1b[31mb", "x" * 101, "\u202eeve", "\udcff"])
def test_a_user_name_with_odd_characters(cli: Cli, database: Path, kept: Files, user: str) -> None:
    for command in (("status",), ("done", "a")):
        result = cli("--user", user, *command)
        assert_refused(result, 2, "cannot be a user name")
        assert "\x1b" not in result.err
    assert files_in(database.parent) == kept


def test_a_user_name_from_the_environment_is_judged_alike(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_USER", "a\tb")
    assert_refused(cli("status"), 2, "'a\\tb' cannot be a user name")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ("frobnicate", 2, 'there is no command "frobnicate"'),
        ("frobnicate", 2, "hint: see: roadmap --help"),
        ("due", 2, "hint: did you mean: roadmap review?"),
        ("stats", 2, "hint: did you mean: roadmap review --stats?"),
        ("nxt", 2, "hint: did you mean: roadmap next?"),
        ("xyz", 2, "hint: see: roadmap --help"),
        ("sue", 2, "hint: see: roadmap --help"),
        ("break -3d", 2, "nothing here can be less than nothing"),
        ("timer stop -30m", 2, "nothing here can be less than nothing"),
        ("done", 1, "no topic is named, and none is in progress"),
        ("start", 1, "no topic is named"),
        ("show", 2, "missing argument 'TOPIC|MODULE|PHASE'"),
        ("log a", 2, "'a' says no length of time"),
        ("log", 2, "missing argument '[TOPIC] TIME [NOTE]...'"),
        ("link a", 2, "'a' is not a link"),
        ("export", 2, "missing argument"),
        ("import", 2, "missing argument 'FILE|URL'"),
        ("new", 2, "missing argument 'FILE'"),
        ("status --frob", 2, "no such option: --frob"),
        ("undo a", 2, "got unexpected extra argument"),
        ("next -n 0", 2, "0 is not in the range 1<=x<=1000"),
        ("next -n 1001", 2, "1001 is not in the range 1<=x<=1000"),
        ("next -n many", 2, "'many' is not a valid"),
        ("next --time banana", 2, "'banana' is not a length of time"),
        ("history -n 0", 2, "0 is not in the range"),
        ("list --status odd", 2, "'odd' is not one of 'todo', 'doing', 'done', 'skipped'"),
        ("export docx", 2, "'docx' is not one of 'markdown', 'html', 'pdf'"),
        (
            "link a 'https://example.org/my page'",
            2,
            "is not a link, because it has a space in it; write %20 in its place",
        ),
        (
            "link 'https://example.org/my page' a",
            2,
            "is not a link, because it has a space in it; write %20 in its place",
        ),
        ("link a ftp://example.org", 2, "'ftp://example.org' is not a link; it should begin with https:// or http://"),
        ("link a javascript:alert(1)", 2, "is not a link"),
        ("link a 'https://exa mple.org'", 2, "is not a link"),
        ("link a https://", 2, "is not a link"),
        ("link a 'http://[::1'", 2, "is not a link"),
        ("note a ''", 2, "it is empty"),
        ("note a '   '", 2, "it is empty"),
        ("status nonsense", 1, 'there is no phase or module "nonsense"'),
        ("status 9", 1, 'there is no phase or module "9"'),
        ("list --phase nonsense", 1, 'there is no phase "nonsense"'),
        ("list --module ''", 1, "an empty name is no module"),
        ("list --option nonsense", 1, 'there is no option "nonsense"'),
        ("reset --phase 9", 1, 'there is no phase "9"'),
        ("choose nonsense", 1, 'there is no option "nonsense"'),
        ("choose way nonsense", 1, 'there is no option "nonsense"'),
        ("choose nonsense y", 1, 'there is no choice "nonsense"'),
        ("undo", 1, "there is nothing to undo"),
        ("redo", 1, "there is nothing to redo"),
        ("export json -o ''", 2, "a file needs a name"),
        ("check https://example.org/tea.toml", 2, "https://example.org/tea.toml is an address, and no file"),
    ],
)
def test_words_that_mean_nothing(cli: Cli, database: Path, arguments: str, code: int, message: str) -> None:
    assert_refused(cli(arguments), code, message)
    assert not database.exists()


@pytest.mark.parametrize("words", ["\x1b]0;x\x07", "[/z]", "[bold]", "\u202e", "\x9b31q", "\udcff", "a\nerror: b"])
def test_odd_letters_in_words_never_act_in_the_error_that_repeats_them(cli: Cli, words: str) -> None:
    for arguments in (("show", words), ("log", "a", words), ("link", "a", words), ("done", "a", "--on", words)):
        result = cli(*arguments)
        assert result.code in {1, 2}
        assert result.err.startswith("error: ")
        assert not any(letter in result.err for letter in "\x1b\x07\x9b\u202e")
