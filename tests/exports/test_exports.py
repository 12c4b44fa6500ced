"""What leaves the program: the bytes of a known history, and whatever an archive held comes back."""

import json
import time
from datetime import UTC, date, datetime, timedelta, timezone
from math import inf, nan
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import NOW, Cli, Clock, examples
from event_data import ORDINARY, data_of
from exports_helpers import HISTORY, fix_ids, roadmap, texts, workspace
from hypothesis import given
from hypothesis import strategies as st
from imports_helpers import events_of

from roadmap_cli.cli.commands import export as exporting
from roadmap_cli.domain.edit import EDITS
from roadmap_cli.domain.events import KINDS, PLACEMENT, Event, Fact, Kind
from roadmap_cli.exports import json as archive_json
from roadmap_cli.exports import report_json
from roadmap_cli.reports.archive import WholeArchive
from roadmap_cli.services import export
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.storage import sqlite

GOLDEN = Path(__file__).with_name("golden")
FORMS = (
    ("markdown", "small.md"),
    ("html", "small.html"),
    ("svg", "small.svg"),
    ("csv", "small.csv"),
    ("json", "small.json"),
    ("anki", "small.tsv"),
    ("mermaid", "small.mmd"),
    ("dot", "small.dot"),
    ("todotxt", "small.todo.txt"),
    ("taskwarrior", "small.tasks.json"),
)


@pytest.fixture(autouse=True)
def _utc(home: Path) -> None:
    time.tzset()


@pytest.fixture
def _history(cli: Cli, clock: Clock, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    fix_ids(monkeypatch)
    for days_ago, command in HISTORY:
        clock.now = NOW - timedelta(days=days_ago)
        assert cli(*command).code == 0, command
    clock.now = NOW + timedelta(minutes=5)


@pytest.mark.usefixtures("_history")
@pytest.mark.parametrize(("form", "name"), FORMS)
def test_a_known_history_has_these_bytes(cli: Cli, tmp_path: Path, form: str, name: str) -> None:
    file = tmp_path / name
    assert cli("export", form, "-o", str(file)).code == 0
    assert file.read_bytes() == (GOLDEN / name).read_bytes(), f"if that is meant: cp {file} {GOLDEN}"
    assert cli("export", form).out == file.read_bytes().decode()


@pytest.mark.usefixtures("_history")
@pytest.mark.parametrize("part", ["", "--phase one", "--since 2026-11-10"])
@pytest.mark.parametrize("form", [*exporting._TOLD, "svg --badge"])
def test_a_format_is_told_all_that_it_tells(cli: Cli, monkeypatch: pytest.MonkeyPatch, form: str, part: str) -> None:
    told = cli(f"export {form} {part}").out
    monkeypatch.setattr(exporting, "_TOLD", {})
    assert cli(f"export {form} {part}").out == told != ""


def test_the_golden_archive_still_comes_in_and_out_again(cli: Cli, small: Path, clock: Clock) -> None:
    clock.move(minutes=5)
    assert cli("--file", str(small), "import", str(GOLDEN / "small.json")).code == 0
    for form, name in FORMS:
        assert cli("--file", str(small), "export", form).out == (GOLDEN / name).read_text(encoding="utf-8")


moments = st.datetimes(datetime(1971, 1, 1), datetime(2026, 11, 23)).map(lambda each: each.replace(tzinfo=UTC))  # noqa: DTZ001 - made aware
days = st.dates(date(1971, 1, 1), date(2026, 11, 23))
ids = st.sampled_from(["a", "b", "c", "gone", "Ünï códe"])
cards = texts.map(lambda text: "".join(filter(str.isprintable, text))).filter(bool)
few = {
    "text": texts | st.just("\0"),
    "reason": texts | st.just(PLACEMENT),
    "name": cards | st.just("b-1"),
    "choice": st.sampled_from(["way", "gone"]),
    "option": st.sampled_from(["x", "y"]),
}


def facts_of(kind: Kind) -> st.SearchStrategy[Fact]:
    topic = ids if KINDS[kind].has_topic else st.none()
    return st.builds(Fact, st.just(kind), topic, moments, days, data_of(kind, few))


facts = st.one_of(map(facts_of, ORDINARY))


def whole(on: Workspace) -> WholeArchive:
    return export.everything(on, {}, on.roadmap.id)


@examples(60)
@given(commands=st.lists(st.lists(facts, min_size=1, max_size=3), max_size=6), undoing=st.data())
def test_what_was_exported_and_imported_is_exported_as_the_same_bytes(
    tmp_path_factory: pytest.TempPathFactory, commands: list[list[Fact]], undoing: st.DataObject
) -> None:
    where = roadmap(["Alpha", "Beta"])
    with sqlite.apart() as store:
        written: list[Event] = []
        for command in commands:
            written += store.append("ada", where.id, command, NOW)
            if undoing.draw(st.booleans()):
                target = undoing.draw(st.sampled_from(written))
                taken_back = Fact("undone", None, NOW, NOW.date(), {"batch": target.batch})
                edit = undoing.draw(st.one_of(map(facts_of, EDITS)))
                edit = edit._replace(topic=target.topic or "a", data={**edit.data, "event": target.id})
                written += store.append("ada", where.id, [undoing.draw(st.sampled_from((taken_back, edit)))], NOW)
        first = "".join(archive_json.render(whole(workspace(where, store))))
    file = tmp_path_factory.mktemp("law") / "progress.json"
    file.write_bytes(first.encode())
    with sqlite.apart() as empty:
        events = events_of(file)
        assert {each.roadmap for each in events} <= {where.id}
        assert len(empty.merge(events)) == len(written)
        assert "".join(archive_json.render(whole(workspace(where, empty)))).encode() == file.read_bytes()


class Odd(NamedTuple):
    value: Any


@given(text=st.text(st.characters(exclude_categories=["Cs"])) | texts)
def test_json_gives_every_text_back_without_a_letter_that_acts(text: str) -> None:
    said = report_json.render(Odd({text: [text]}))
    assert json.loads(said) == {"schema": 1, "value": {text: [text]}}
    acting = {*map(chr, (*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A)))} - {"\n"}
    assert not acting & {*said}


@pytest.mark.parametrize("number", [nan, inf, -inf])
def test_json_never_holds_what_is_no_number(number: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        report_json.render(Odd(number))


def test_json_tells_times_with_their_offset_and_days_as_days() -> None:
    at = datetime(2026, 11, 23, 19, 30, tzinfo=timezone(timedelta(hours=-3, minutes=-30)))
    said = json.loads(report_json.render(Odd((at, at.date()))))["value"]
    assert said == ["2026-11-23T19:30:00-03:30", "2026-11-23"]


def test_every_time_in_the_json_of_every_command_has_an_offset(
    cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    for command in ("log a 45m", "done a", "note a hm", "link a https://example.org --proves"):
        assert cli(command).code == 0
    times = [
        value
        for command in ("status", "show a", "history")
        for key, value in _pairs(json.loads(cli(f"{command} --json").out))
        if key in {"as_of", "at", "started_at", "finished_at"}
    ]
    assert len(times) > 10
    assert all(datetime.fromisoformat(each).utcoffset() is not None for each in times)


def _pairs(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, list):
        return [pair for each in value for pair in _pairs(each)]
    if isinstance(value, dict):
        return [*value.items(), *(pair for each in value.values() for pair in _pairs(each))]
    return []
