"""A roadmap file that cannot be used: exit 3, a sentence with the line, and nothing is written."""

from pathlib import Path

import pytest
from cli_helpers import assert_refused
from conftest import SMALL, TESTS, Cli

COMMANDS = (
    "status",
    "next",
    "list",
    "show a",
    "done a",
    "log a 45m",
    "check",
    "export json",
    "undo",
    "history",
    "review",
)


def refused_everywhere(cli: Cli, database: Path, file: Path | str, message: str) -> None:
    for command in COMMANDS:
        assert_refused(cli("--file", str(file), *command.split()), 3, message)
    assert not database.parent.exists()


def test_a_missing_file(cli: Cli, database: Path, tmp_path: Path) -> None:
    file = tmp_path / "missing.toml"
    refused_everywhere(cli, database, file, f"cannot read {file}: no such file or directory")


def test_a_folder(cli: Cli, database: Path, tmp_path: Path) -> None:
    refused_everywhere(cli, database, tmp_path, f"cannot read {tmp_path}: is a directory")


def test_a_path_through_a_file(cli: Cli, database: Path, small: Path) -> None:
    refused_everywhere(cli, database, small / "x.toml", "not a directory")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", ':1: the file needs "roadmap"'),
        (b"# nothing\n\n", 'the file needs "roadmap"'),
        (bytes(range(256)) * 4, "this is not UTF-8 text"),
        (b"\x00\x01\x02\x03", ":1: not valid TOML"),
        ("[roadmap]\ntitle = 'é'".encode("latin-1"), ":2: this is not UTF-8 text"),
        (SMALL.encode("utf-16"), ":1: this is not UTF-8 text"),
        (b'[roadmap]\nid = "r\n', ":2: the text behind id has no end"),
        (b"x = " + b"[" * 100_000, "it is nested too deeply"),
        (b"\x89PNG\r\n\x1a\n", "this is not UTF-8 text"),
    ],
    ids=["empty", "comments", "binary", "controls", "latin-1", "utf-16", "syntax", "deep", "picture"],
)
def test_a_file_that_is_no_roadmap(cli: Cli, database: Path, tmp_path: Path, content: bytes, message: str) -> None:
    file = tmp_path / "bad.toml"
    file.write_bytes(content)
    for command in ("status", "done a", "check"):
        result = cli("--file", str(file), *command.split())
        assert (result.code, result.out) == (3, "")
        assert result.err.startswith("error: ")
        assert message in result.err
        assert "nobody foresaw" not in result.err
    assert not database.parent.exists()


def test_a_huge_file(cli: Cli, database: Path, tmp_path: Path) -> None:
    file = tmp_path / "huge.toml"
    with file.open("wb") as huge:
        huge.truncate(33 * 1024 * 1024)
    refused_everywhere(cli, database, file, f"{file} is larger than 32 MiB, which is the most that is read")


def faulty(old: str, new: str) -> str:
    assert SMALL.count(old) >= 1
    return SMALL.replace(old, new, 1)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (faulty('title = "Alpha"', 'title = "Alpha'), 'title = "Alpha', "the text behind title has no end"),
        (
            faulty('title = "Alpha"', 'title = "Alpha"\nhuors = 2'),
            "huors = 2",
            'unknown key "huors"; did you mean hours?',
        ),
        (faulty("hours = 4", 'hours = "four"'), 'hours = "four"', '"hours" must be a number'),
        (faulty('id = "b"\n', 'id = "a"\n'), None, '"a"'),
        (faulty('requires = ["a"]', 'requires = ["x-topik"]'), 'requires = ["x-topik"]', "did you mean x-topic?"),
        (faulty("hours = 2\n", 'hours = 2\nrequires = ["c"]\n'), 'requires = ["c"]', "a circle of prerequisites: "),
        (faulty('option = "x"', 'option = "z"'), 'option = "z"', '"z"'),
        (faulty("hours = 4", "hours = 0"), "hours = 0", '"hours" must be'),
        (faulty("hours = 4", "hours = -1"), "hours = -1", '"hours" must be'),
        (
            faulty('hours = 3\nrequires = ["b"]', 'hours = 3\nrequires = ["y-topic"]'),
            'requires = ["y-topic"]',
            'only the option "y" teaches',
        ),
    ],
    ids=[
        "syntax",
        "unknown-key",
        "wrong-type",
        "duplicate",
        "unknown-prerequisite",
        "cycle",
        "option",
        "zero",
        "negative",
        "other-option",
    ],
)
def test_every_fault_of_a_definition_is_named_with_its_line(
    cli: Cli, database: Path, tmp_path: Path, text: str, line: str | None, message: str
) -> None:
    file = tmp_path / "faulty.toml"
    file.write_text(text, encoding="utf-8")
    number = None if line is None else text.splitlines().index(line) + 1
    for command in ("check", "status", "done a"):
        result = cli("--file", str(file), *command.split())
        assert (result.code, result.out) == (3, "")
        assert message in result.err
        assert number is None or f"{file}:{number}: " in result.err or f"{file}:{number - 1}: " in result.err
    assert not database.parent.exists()


def test_a_faulty_file_does_not_live_on_in_the_cache(cli: Cli, small: Path) -> None:
    assert cli("--file", str(small), "status").code == 0
    small.write_text("nonsense", encoding="utf-8")
    assert cli("--file", str(small), "status").code == 3
    small.write_text(SMALL, encoding="utf-8")
    assert cli("--file", str(small), "status").code == 0


def test_the_first_command_on_a_computer_reads_the_built_in_roadmap_and_the_next_finds_it(
    cli: Cli, empty_home: Path
) -> None:
    first = cli("list --json")
    (kept,) = (empty_home / ".cache").rglob("*.json")
    text, state = kept.read_bytes(), kept.stat()
    assert cli("list --json") == first
    assert (kept.read_bytes(), kept.stat()) == (text, state)
    assert first.out.count('"id"') > 100


@pytest.mark.parametrize("content", [b"", b"\x00", b"{", b'{"key": 1}\n', b"[]\n[]", b'{"key": []}\n' * 2, b"\xff"])
def test_a_damaged_cache_is_ignored(cli: Cli, small: Path, empty_home: Path, content: bytes) -> None:
    before = cli("--file", str(small), "show", "b").out
    kept = list((empty_home / ".cache").rglob("*.json"))
    assert len(kept) == 1
    kept[0].write_bytes(content)
    assert cli("--file", str(small), "show", "b").out == before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nonsense", "not valid TOML"),
        ("user = 3", '"user" must be text'),
    ],
)
def test_a_faulty_config_file_is_named(cli: Cli, home: Path, text: str, message: str) -> None:
    from platformdirs import PlatformDirs  # noqa: PLC0415 - after HOME has moved

    file = Path(PlatformDirs("learning-roadmap", appauthor=False).user_config_dir) / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    result = cli("status")
    assert_refused(result, 3, message)
    assert str(file) in result.err


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "it is empty"),
        (b"{", ":1: not valid JSON"),
        (b"[]", "this is in none of the formats that can be imported"),
        (b'{"format": "other"}', "this is in none of the formats that can be imported"),
        (b'{"format": "roadmap-progress", "schema": 3}', "written by a newer version of roadmap"),
        (b'{"format": "roadmap-progress", "schema": 1}', 'it needs "roadmap"'),
        (b"\xff\xfe", "it is empty"),  # UTF-16 without a letter
        (b"a\n\xff", ":2: this is not UTF-8 text"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"format":"roadmap-progress","schema":1,"roadmap":{"id":"small"},"events":[3]}', "event 1 is not valid"),
        (b'{"format":"roadmap-progress","schema":1,"roadmap":{"id":"small"},"events":[{"id":"x"}]}', "event 1"),
    ],
)
def test_a_file_to_import_that_is_none(
    cli: Cli, database: Path, tmp_path: Path, small: Path, content: bytes, message: str
) -> None:
    file = tmp_path / "in.json"
    file.write_bytes(content)
    assert_refused(cli("--file", str(small), "import", str(file)), 3, message)
    assert not database.parent.exists()


def test_a_missing_file_to_import(cli: Cli, database: Path, tmp_path: Path) -> None:
    assert_refused(cli("import", str(tmp_path / "no.json")), 3, "no such file or directory")
    assert_refused(cli("import", str(tmp_path)), 3, "is a directory")
    assert not database.parent.exists()


def test_progress_on_another_roadmap_is_not_imported(cli: Cli, database: Path, tmp_path: Path, small: Path) -> None:
    """Of an archive that holds a single roadmap, as they were written at first."""
    file = tmp_path / "other.json"
    first = (TESTS / "foreign" / "archive-schema-1.json").read_text(encoding="utf-8")
    file.write_text(first.replace('"id": "small"', '"id": "other"'), encoding="utf-8")
    assert_refused(cli("--file", str(small), "import", str(file)), 1, 'not on "small"')
    assert not database.exists()
