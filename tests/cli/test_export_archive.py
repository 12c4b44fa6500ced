"""`roadmap export json --force`: an archive that holds more is not written over by who does not say so."""

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from cli_helpers import assert_refused, events_in
from conftest import Cli, Clock

Spoil = Callable[[bytes], bytes]


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def archive(cli: Cli, clock: Clock, tmp_path: Path) -> Path:
    """Of three days with two events each."""
    for topic in ("a", "b", "c"):
        assert cli("log", topic, "5m").code == 0
        clock.move(days=1)
    file = tmp_path / "good.json"
    assert cli(f"export json -o {file}").code == 0
    return file


NARROWED = ("since a day", "of a phase")
HERE = {
    "since a day": ("export json --since 2026-11-25", 4),
    "of a phase": ("export json --phase two", 4),
    "of another user": ("--user bob export json", 6),
    "of an empty database": ("--database {tmp}/other.db export json", 6),
}


@pytest.mark.parametrize("kind", HERE)
def test_what_holds_fewer_events_does_not_replace_it(cli: Cli, archive: Path, tmp_path: Path, kind: str) -> None:
    before = archive.read_bytes()
    command, lost = HERE[kind]
    file = " and 1 roadmap file" if kind in NARROWED else ""
    forced = f"{command.format(tmp=tmp_path)} -o {archive} --force"
    refused = cli(forced)
    assert (refused.code, refused.out) == (1, "")
    assert (
        f"error: {archive} is an archive that holds {lost} events{file} more than would be in its place\n"
        in refused.err
    )
    assert "hint: name another file, or write over it all the same with --force --fewer\n" in refused.err
    assert archive.read_bytes() == before
    assert cli(f"{forced} --fewer").code == 0
    assert len(events_in(archive.read_bytes())) == len(events_in(before)) - lost


def test_what_holds_the_same_and_more_replaces_it(cli: Cli, archive: Path) -> None:
    assert cli(f"export json -o {archive} --force").code == 0
    cli("log extra 5m")
    before = len(events_in(archive.read_bytes()))
    assert cli(f"export json -o {archive} --force").code == 0
    assert len(events_in(archive.read_bytes())) > before


def test_an_archive_of_all_roadmaps_replaces_one_of_a_single_one(cli: Cli, archive: Path) -> None:
    assert cli(f"--file ml-scientist export json -o {archive} --force --fewer").code == 0
    assert len(events_in(archive.read_bytes(), "small")) == 6


def test_a_roadmap_file_that_an_archive_alone_holds_is_not_written_over(cli: Cli, archive: Path, small: Path) -> None:
    small.write_text(small.read_text(encoding="utf-8").replace("Alpha", "Another"), encoding="utf-8")
    assert cli(f"export json -o {archive} --force").code == 0  # it is the same roadmap, which was edited
    small.write_text(small.read_text(encoding="utf-8").replace('id = "small"', 'id = "other"'), encoding="utf-8")
    assert_refused(
        cli(f"export json -o {archive} --force -q"), 1, "is an archive that holds 1 roadmap file more than would be"
    )


def wide(content: bytes) -> bytes:
    """As PowerShell redirects it."""
    return content.decode().encode("utf-16")


SPOILT: dict[str, Spoil] = {
    "cut off": lambda content: content[:-200],
    "without its head": lambda content: content[content.index(b'"events"') :],
    "on one line": lambda content: json.dumps(json.loads(content), separators=(",", ":")).encode(),
    "in capitals": lambda content: content.upper().replace(b'"ID"', b'"id"'),
    "wide": wide,
    "behind megabytes": lambda content: b"\xff" * (2**20 - len(content) + 500) + content,
}


@pytest.mark.parametrize("kind", SPOILT)
def test_a_damaged_archive_is_not_replaced_either(cli: Cli, archive: Path, tmp_path: Path, kind: str) -> None:
    spoilt = SPOILT[kind](archive.read_bytes())
    archive.write_bytes(spoilt)
    assert_refused(
        cli(f"--database {tmp_path / 'other.db'} export json -o {archive} --force"), 1, "is an archive that holds"
    )
    assert archive.read_bytes() == spoilt


def test_what_is_no_archive_is_written_over_as_it_always_was(cli: Cli, archive: Path, tmp_path: Path) -> None:
    for text in ("", "Dear diary", '{"id": "a"}', '[{"id": 7}]'):
        file = tmp_path / "other.txt"
        file.write_text(text, encoding="utf-8")
        assert cli(f"export json -o {file} --force").code == 0
        assert json.loads(file.read_bytes())["format"]
    assert cli("export json --force -o /dev/null").code == 0
    assert cli(f"export csv -o {archive} --force").code == 0


def test_where_temporary_files_have_no_place_it_is_told_and_nothing_is_written(
    cli: Cli, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("roadmap_cli.use_cases.archive.IN_MEMORY", 1)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "away"))
    before = archive.read_bytes()
    assert_refused(cli(f"export json -o {archive} --force"), 1, "the archive cannot be kept until it is whole")
    assert archive.read_bytes() == before


def test_an_archive_is_not_replaced_without_force_at_all(cli: Cli, archive: Path) -> None:
    assert_refused(cli(f"export json -o {archive}"), 1, "exists already")


@pytest.mark.parametrize("command", ["export csv --force --fewer", "export json --fewer"])
def test_fewer_stands_with_json_and_force(cli: Cli, command: str, tmp_path: Path) -> None:
    assert_refused(cli(f"{command} -o {tmp_path / 'out'}"), 2, "--fewer belongs to json and stands beside --force")
