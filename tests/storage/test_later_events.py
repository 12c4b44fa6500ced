"""Events of a later version of roadmap: kept and passed on untouched, counted nowhere until a program knows them."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from cli_helpers import events_in
from conftest import NOW, Cli, Result, examples
from domain_helpers import identifier
from event_data import data_of
from hypothesis import given
from hypothesis import strategies as st
from process_helpers import PATIENCE
from storage_helpers import Address, ask, both, derived, derived_of, fact, merge, write

from roadmap_cli import storage
from roadmap_cli.domain.event_shape import BESIDE, DEEPEST, fault_of, is_later
from roadmap_cli.domain.events import KINDS, Event
from roadmap_cli.domain.later_event import AnyEvent, LaterEvent
from roadmap_cli.domain.progress import State
from roadmap_cli.exports.json import render
from roadmap_cli.imports import archive
from roadmap_cli.reports.archive import Archive, WholeArchive
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.storage import rescue, rows
from roadmap_cli.storage.event_line import event_of, line_of
from roadmap_cli.storage.restore import CopiedEvents
from roadmap_cli.storage.staged import staged

OF_A_SMALLER_PROGRAM = """
import sys
from roadmap_cli.domain import events
del events.KINDS["linked"]
logged = events.KINDS["logged"]
events.KINDS["logged"] = logged._replace(data={"minutes": logged.data["minutes"]})
from roadmap_cli.storage import migrations
migrations.PROJECTION_VERSION = "of another table of kinds"
from roadmap_cli.cli import run
sys.exit(run(sys.argv[1:]))
"""

numbers = st.integers(-(10**400), 10**400) | st.floats(allow_nan=False, allow_infinity=False)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
json_values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
unknown_kinds = st.sampled_from(("slept", "übte", "logged later", "k" * 100))
unknown_keys = st.dictionaries(texts.map("new {}".format), json_values, min_size=1, max_size=2)
unknown_places = st.fixed_dictionaries({BESIDE: unknown_keys | json_values})


@st.composite
def later_events(draw: st.DrawFn, number: int) -> LaterEvent:
    """Of a kind that is not known, or of one that is, with keys that are not."""
    kind = draw(st.sampled_from(tuple(KINDS)))
    known = draw(data_of(kind, {"batch": st.just(identifier(0)), "event": st.just(identifier(0))}))
    data = {**draw(st.sampled_from((known, {}))), **draw(unknown_keys | unknown_places)}
    if draw(st.booleans()):
        kind, data = draw(unknown_kinds), draw(st.dictionaries(texts, json_values, max_size=3))
    topic = draw(st.sampled_from((None, "a", "b")))
    return LaterEvent("ada", identifier(number), identifier(0), "r", kind, topic, NOW, NOW.date(), data)


def known_events() -> list[Event]:
    said = (("started", {}), ("logged", {"minutes": 45}), ("noted", {"text": "so"}))
    return [
        Event("ada", identifier(number), identifier(number), "r", kind, "a", NOW, NOW.date(), data)
        for number, (kind, data) in enumerate(said, start=1)
    ]


mixed = st.lists(st.integers(0, 9), max_size=4, unique=True).flatmap(
    lambda numbers: st.tuples(*(later_events(number + 10 * (number % 2)) for number in numbers))
)


def recorded_in(database: str) -> list[AnyEvent]:
    with storage.reading(database) as store:
        return list(store.recorded("ada", "r"))


def canonical(data: Any) -> str:
    return json.dumps(dict(data), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@examples(8)
@given(later=mixed, data=st.data())
@both
def test_they_are_kept_word_for_word_and_change_nothing_that_is_added_up(
    at: Address, later: tuple[LaterEvent, ...], data: st.DataObject
) -> None:
    here = {each.id for each in later}
    known = [each for each in known_events() if each.id not in here]
    order = data.draw(st.permutations([*known, *later]))
    with TemporaryDirectory() as folder:
        path, plain = Path(folder, "with.db"), Path(folder, "without.db")
        middle = data.draw(st.integers(0, len(order)))
        for some in (order[:middle], order[middle:], order):
            assert merge(at(path), [*some, *some]) == [each for each in some if some is not order]
        merge(at(plain), known)
        assert derived_of(at(path)) == derived_of(at(plain))
        assert recorded_in(at(path)) == sorted(order, key=lambda each: each.id)
        assert {type(each) for each in recorded_in(at(path)) if each.id in here} <= {LaterEvent}
        kept = dict(ask(path, "SELECT id, data FROM event"))
        assert {each.id: canonical(each.data) for each in order} == kept
        with storage.writing(at(path)) as store:
            assert store.unsealed("ada", "r") == []
            assert store.rebuild() == 0
            assert derived(store) == derived_of(at(plain))
            assert store.odd == {}


@examples(40)
@given(event=later_events(1))
def test_an_archive_gives_them_back_word_for_word(event: LaterEvent) -> None:
    def written(events: list[AnyEvent]) -> str:
        return "".join(render(WholeArchive("ada", None, (Archive(Named("r", "R"), "ada", events, State({}, {}, ())),))))

    with TemporaryDirectory() as folder, staged() as stage:
        file = Path(folder, "progress.json")
        file.write_text(text := written([event]), encoding="utf-8")
        (read,) = archive.read(file, "ada", stage).roadmaps[0].events
        assert (read, type(read)) == (event, LaterEvent)
        assert rows.event_row(read) == rows.event_row(event)
        assert written([read]) == text


@examples(40)
@given(event=later_events(1))
def test_a_line_in_a_folder_gives_them_back_word_for_word(event: LaterEvent) -> None:
    line = line_of(event)
    read = event_of(line, "ada")
    assert (read, type(read)) == (event, LaterEvent)
    assert line_of(read) == line


@pytest.mark.parametrize("data", [{"minutes": 5}, {"minutes": 5, BESIDE: "mine"}, {BESIDE: {"mood": 2}}, {}])
def test_what_stands_beside_the_data_stands_there_again_when_it_is_passed_on(data: dict[str, object]) -> None:
    line = json.dumps({**told(data=data), "roadmap": "r", "mood": {"of": [1, None]}, "user": "grace"}).encode()
    read = event_of(line, "ada")
    assert (type(read), read.user) == (LaterEvent, "ada")
    passed_on = json.loads(line_of(read))
    assert (passed_on["mood"], passed_on["user"]) == ({"of": [1, None]}, "grace")
    assert event_of(line_of(read), "ada") == read


def told(**changed: Any) -> dict[str, Any]:
    event = known_events()[1]
    fields = {**event._asdict(), "at": "2026-11-23T19:30:00+00:00", "day": "2026-11-23", **changed}
    return {name: value for name, value in fields.items() if name not in {"user", "roadmap"}}


def nested(depth: int) -> Any:
    return [nested(depth - 1)] if depth else []


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "slept"},
        {"kind": "slept", "topic": None},
        {"data": {"minutes": 5, "place": "library"}},
        {"data": {"seconds": 30}},
        {"data": {"minutes": 5, "place": None}},
        {"topic": None, "data": {"seconds": 30}},
        {"kind": "paused", "topic": None, "data": {"weeks": 2}},
        {"data": {"minutes": 5, "x": nested(DEEPEST - 2)}},
    ],
)
def test_what_only_a_later_version_understands_is_sound(changed: dict[str, Any]) -> None:
    event = told(**changed)
    assert fault_of(event) == ""
    assert is_later(event["kind"], event["data"])


@pytest.mark.parametrize(
    "changed",
    [
        {"data": {"minutes": "5", "place": "library"}},
        {"data": {"minutes": 5, "note": [1]}},
        {"data": {"minutes": 5, "x": float("nan")}},
        {"data": {"minutes": 5, "x": [{"y": "\ud800"}]}},
        {"data": {"minutes": 5, "x": nested(DEEPEST)}},
        {"kind": "two\nlines"},
        {"kind": "slept", "topic": ""},
        {"kind": "slept", "id": "x"},
    ],
)
def test_what_no_version_writes_is_none_of_them(changed: dict[str, Any]) -> None:
    assert fault_of(told(**changed))


def test_this_version_knows_all_that_it_writes() -> None:
    assert not any(is_later(kind, dict.fromkeys(its.data)) for kind, its in KINDS.items())


@both
def test_a_roadmap_with_nothing_else_is_passed_on_too(at: Address, tmp_path: Path) -> None:
    (only,) = (LaterEvent(*known_events()[0]._replace(kind="slept")),)
    database = at(tmp_path / "other.db")
    assert merge(database, [only]) == [only]
    with storage.reading(database) as store:
        assert (list(store.roadmaps_of("ada")), list(store.everything())) == (["r"], [only])
        assert (store.is_user("ada"), store.unsealed("ada", "r")) == (True, [])
        assert store.known_ids("ada", [only.id, identifier(99)]) == {only.id}
        assert store.newest_ordinary("ada", "r") is None
    written = write(database, fact("logged", "a", minutes=5))
    assert written[0].id > only.id
    assert recorded_in(database) == [only, *written]


def test_a_copy_a_rescue_and_another_name_keep_them(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    later = LaterEvent(*known_events()[0]._replace(id=identifier(9), kind="slept", data={"deep": [1]}))
    merge(str(path), [*known_events(), later])
    assert [*CopiedEvents(path)] == [*known_events(), later]
    report = rescue.rescue(str(path), tmp_path / "new.db")
    assert (report.events, report.odd) == (4, 0)
    assert recorded_in(str(tmp_path / "new.db")) == [*known_events(), later]
    with storage.writing(str(path)) as store:
        store.rename_user("ada", "lovelace")
        assert [*store.recorded("lovelace", "r")][-1] == later._replace(user="lovelace")


@pytest.mark.process
def test_after_an_upgrade_they_count_as_if_they_had_always_been_known(
    cli: Cli, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    monkeypatch.setenv("ROADMAP_DATABASE", str(tmp_path / "known.db"))
    for command in ("log a 45m 'the norm'", "link b https://example.org", "log b 30m"):
        assert cli(command).code == 0
    whole, before = cli("export json").out, cli("show a --json").out
    monkeypatch.setenv("ROADMAP_DATABASE", str(tmp_path / "arrived.db"))
    file = tmp_path / "progress.json"
    file.write_text(whole, encoding="utf-8")

    def run(*words: str) -> Result:
        command = [sys.executable, "-c", OF_A_SMALLER_PROGRAM, *words]
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True)
        return Result(done.returncode, done.stdout, done.stderr)

    assert "2 events that came are of a newer version of roadmap" in run("import", str(file)).err
    assert (json.loads(run("show", "a", "--json").out)["minutes"], json.loads(before)["minutes"]) == (0, 45)
    assert events_in(run("export", "json").out) == events_in(whole)
    assert (cli("show a --json").out, cli("export json").out) == (before, whole)
