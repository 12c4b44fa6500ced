"""`roadmap edit` on the real program: one entry listed, changed, deleted, and what every other command then sees."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import json_of
from conftest import Cli, Clock

STAYS = "stays in the log, in exported archives and in copies of the database"


@pytest.fixture(autouse=True)
def _studied(cli: Cli, small: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    for command in ("log a 45m so", "done a", "note b 'a secret'", "link b https://example.org --title Page --proves"):
        assert cli(command).code == 0
        clock.move(minutes=1)


def shorts(cli: Cli, topic: str = "") -> dict[str, str]:
    """The short id of each entry by its kind."""
    return {each["kind"]: each["short"] for each in json_of(cli, f"edit {topic}")["entries"]}


def test_the_list_names_each_entry_by_letters_that_can_be_typed(cli: Cli) -> None:
    listed = cli("edit").out
    rows = re.findall(r"^([0-9a-f-]{4,}) +(\S+)  (.*)$", listed, re.MULTILINE)
    assert [(day, text) for _, day, text in rows] == [
        ("2026-11-23", "proof for Beta: https://example.org"),
        ("2026-11-23", "note on Beta: a secret"),
        ("2026-11-23", "done: Alpha"),
        ("2026-11-23", "45 min on Alpha: so"),
        ("2026-11-23", "started: Alpha"),
    ]
    assert "time: --minutes, --text, --on, --delete" in listed
    assert cli(f"edit {rows[3][0]} --minutes 50").out == "Corrected: 45 min -> 50 min on Alpha, 50 min in all\n"
    assert "50 min on Alpha: so  (corrected)" in cli(f"edit {rows[3][0]}").out


def test_the_json_of_the_list_says_what_can_be_corrected(cli: Cli) -> None:
    report = json_of(cli, "edit a -n 1")
    assert set(report) == {"schema", "today", "topic", "entries"}
    (entry,) = report["entries"]
    assert (entry["kind"], entry["fields"], entry["corrected"]) == ("finished", ["day"], False)
    assert entry["id"].endswith(entry["short"])
    assert json_of(cli, "edit --last --minutes 50 --dry-run")["change"] == "corrected"


def test_the_last_entry_needs_no_id(cli: Cli) -> None:
    assert cli("edit --last --minutes 1h30").out == "Corrected: 45 min -> 1 h 30 on Alpha, 1 h 30 in all\n"
    assert cli("edit a --last --on 2026-11-20").out == "Corrected: done: Alpha, 2026-11-23 -> 2026-11-20\n"
    assert cli("edit --last --no-proves --title ''").out.startswith(
        "Corrected: proof for Beta, no longer a proof, without its title\n"
    )
    assert json_of(cli, "evidence")["proven"] == []


def test_a_deletion_and_new_words_say_that_the_old_ones_stay(cli: Cli) -> None:
    assert cli("edit b --last --text harmless").out == (
        f"Corrected: note on Beta: harmless\nWhat was written before {STAYS}\n"
    )
    assert cli("edit b --last --delete").out == f"Deleted: proof for Beta\nIt no longer counts, and {STAYS}\n"
    assert "a secret" in cli("export json").out
    for command in ("history", "show b", "edit b", "export markdown", "export html", "export csv", "report week"):
        assert "secret" not in cli(command).out, command


def test_every_reader_sees_the_corrected_values(cli: Cli) -> None:
    for command in (
        "a --last --minutes 50 --text thus --on 2026-11-21",
        "b --last --text that",
        "--last --url https://example.com/page",
    ):
        assert cli(f"edit {command}").code == 0
    assert cli("edit a --last --on 2026-11-22").code == 0
    assert (shown := json_of(cli, "show a"))["minutes"] == 50
    assert shown["finished_at"].startswith("2026-11-22")
    assert [each["text"] for each in json_of(cli, "show b")["notes"]] == ["that"]
    assert [each["link"]["url"] for each in json_of(cli, "evidence")["proven"]] == ["https://example.com/page"]
    days = {each["day"]: each["minutes"] for each in json_of(cli, "activity")["days"] if each["state"] == "studied"}
    assert days == {"2026-11-21": 50, "2026-11-22": 0}
    assert "50 min on Alpha: thus  (recorded 2026-11-23)  (corrected)" in cli("history").out
    for form in ("markdown", "html", "csv"):
        assert "https://example.com/page" in cli(f"export {form}").out


def test_notes_and_links_stand_in_the_order_of_the_days_that_they_were_moved_to(cli: Cli) -> None:
    cli("note b later")
    cli("link b https://example.com --proves")
    cli("edit b --last --text earlier --on 2026-11-20")
    cli("edit b --last --url https://example.com/old --on 2026-11-20")
    shown = json_of(cli, "show b")
    assert [each["text"] for each in shown["notes"]] == ["earlier", "a secret"]
    urls = ["https://example.com/old", "https://example.org"]
    assert [each["url"] for each in shown["links"]] == urls
    assert [each["link"]["url"] for each in json_of(cli, "evidence")["proven"]] == urls
    for form in ("markdown", "html"):
        out = cli(f"export {form}").out
        assert out.index("a secret") < out.index("earlier"), form
        out = out[out.index("Evidence") :]
        assert (out.index(urls[0]) < out.index(urls[1])) is (form == "markdown")  # a page has the newest on top


def test_history_tells_of_an_edit_and_undo_takes_it_back(cli: Cli) -> None:
    before = cli("export json").out
    cli("edit --last --minutes 50")
    cli("edit a --last --delete")
    told = [line[18:] for line in cli("history -n 2").out.splitlines()]
    assert told == ["deleted: done: Alpha", "corrected: 45 min -> 50 min on Alpha"]
    assert cli("undo").out.startswith("Took back: deleted: done: Alpha\n")
    assert cli("undo").out.startswith("Took back: corrected: 45 min -> 50 min on Alpha\n")
    after = json.loads(cli("export json").out)
    assert after["roadmaps"][0]["topics"] == json.loads(before)["roadmaps"][0]["topics"]
    assert cli("redo").out.startswith("Brought back: corrected: 45 min -> 50 min on Alpha\n")


def test_an_edit_is_kept_by_the_archive_and_every_import_of_it(cli: Cli, tmp_path: Path) -> None:
    cli("edit --last --minutes 50 --on 2026-11-21")
    cli("edit b --last --delete")
    cli("edit a --last --on yesterday")
    cli("undo")
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert cli(f"export json -o {first}").code == 0
    elsewhere = f"--database {tmp_path / 'new.db'}"
    for _ in range(2):
        assert cli(f"{elsewhere} import {first}").code == 0
    assert cli(f"{elsewhere} export json -o {second}").code == 0
    assert second.read_bytes() == first.read_bytes()
    assert cli(f"{elsewhere} history").out == cli("history").out


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("edit --minutes 50", 2, "error: this does not say which entry is meant\nhint: take the last one with --last"),
        ("edit a --delete", 2, "error: this does not say which entry is meant"),
        ("edit --last --delete --minutes 50", 2, "error: an entry is changed or deleted, not both"),
        ("edit --last --on tomorrow", 2, "error: 2026-11-24 is in the future"),
        ("edit --last --minutes 0", 2, "is no time at all"),
        ("edit --last --url nonsense", 2, "is not a link"),
        ("edit c --last --delete", 1, "error: there is no entry on it with anything to change"),
        ("edit c --last --minutes 50", 1, "error: there is no entry on it with a time"),
        ("edit nonsense --delete", 1, 'error: there is no topic "nonsense"'),
        ("edit 9999 --delete", 1, 'error: there is no entry and no topic "9999"\nhint: see the last entries with'),
        ("edit 9999", 1, 'error: there is no entry and no topic "9999"'),
        (
            "edit 999 --delete",
            1,
            "error: there is no list of the last 12 hours to which 999 belongs\nhint: see them with",
        ),
        ("edit dead1 --delete", 1, 'error: there is no entry and no topic "dead1"'),
        ("edit b --last --text ''", 1, "error: there is no entry on it with a text"),
    ],
)
def test_what_cannot_be_edited_is_said(cli: Cli, command: str, code: int, said: str) -> None:
    result = cli(command)
    assert (result.code, said in result.err) == (code, True), result


def test_an_entry_and_the_last_one_are_not_both_named(cli: Cli) -> None:
    short = shorts(cli)["logged"]
    assert cli(f"edit {short} --last --minutes 50").code == 2
    assert cli(f"edit {short} --url https://example.org").err == (
        "error: 45 min on Alpha has no address\nhint: see what can be changed with: roadmap edit\n"
    )


def test_more_than_a_day_on_one_day_is_refused(cli: Cli) -> None:
    cli("log b 23h")
    result = cli(f"edit {shorts(cli, 'a')['logged']} --minutes 61m")
    assert result.code == 1
    assert "24 h" in result.err
    assert cli(f"edit {shorts(cli, 'a')['logged']} --minutes 60m").code == 0


def test_a_first_evening_has_nothing_to_edit(cli: Cli, tmp_path: Path) -> None:
    fresh = f"--database {tmp_path / 'fresh.db'}"
    assert cli(f"{fresh} edit").out == "There is nothing yet that could be changed.\n"
    assert cli(f"{fresh} edit --last").code == 1
    assert not (tmp_path / "fresh.db").exists()


def entry_of(cli: Cli, kind: str) -> Any:
    return next(each for each in json_of(cli, "edit")["entries"] if each["kind"] == kind)


def test_a_whole_id_names_an_entry_too(cli: Cli) -> None:
    entry = entry_of(cli, "noted")
    assert cli(f"edit {entry['id'].upper()} --on yesterday").code == 0
    assert entry_of(cli, "noted")["day"] == "2026-11-22"


@pytest.mark.usefixtures("terminal")
def test_a_failed_edit_gives_no_step_another_number(cli: Cli) -> None:
    for number in ("2", "9999"):
        assert cli(f"edit {number} --delete").code == 1
    assert "there is no list" in cli("done 1").err
