"""A file to import is read with suspicion: events, or a sentence that says where it is wrong."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import Cli
from hypothesis import given
from hypothesis import strategies as st
from imports_helpers import events_of

from roadmap_cli.domain.events import KINDS
from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports.json_stream import JsonStream
from roadmap_cli.imports.json_value import load_json

ID = "019ab4cb-4e00-7000-8000-000000000001"
LOGGED = {
    "id": ID,
    "batch": "019ab4cb-4e00-7000-8000-000000000000",
    "kind": "logged",
    "topic": "a",
    "at": "2026-11-23T19:30:00.000001+00:00",
    "day": "2026-11-23",
    "data": {"minutes": 45},
}
Refusal = Callable[[Any], str]


json_documents = st.one_of(
    st.builds(
        json.dumps,
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just("\ud800"),
            lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["a", "b"]), inner),
        ),
        indent=st.sampled_from([None, 1]),
        ensure_ascii=st.booleans(),
    ),
    st.lists(
        st.sampled_from(
            [*'[]{}",: \n\\', '"a"', "-1", "2.5e", "+3", "true", "nul", "\\u12", "\\ud83d", "\\ude00", "NaN", "\t", "é"]
        ),
        max_size=12,
    ).map("".join),
)


def archive(*events: Any, **changed: Any) -> dict[str, Any]:
    whole = {"schema": 1, "format": "roadmap-progress", "roadmap": {"id": "small"}, "events": list(events)}
    return {**whole, **changed}


def event(**changed: Any) -> dict[str, Any]:
    return {**LOGGED, **changed}


def without(table: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in table.items() if name != key}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "progress.json"


@pytest.fixture
def refusal(file: Path) -> Refusal:
    """The sentence about a content, without the name of the file."""

    def read_refused(content: Any) -> str:
        file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        with pytest.raises(InvalidFile) as raised:
            events_of(file)
        assert raised.value.exit_code == 3
        assert raised.value.sentence.startswith(f"{file}:")
        return raised.value.sentence.removeprefix(f"{file}:").strip()

    return read_refused


def test_an_event_is_read_as_it_was_written(file: Path) -> None:
    file.write_text(json.dumps(archive(LOGGED)), encoding="utf-8")
    (found,) = events_of(file)
    assert (found.user, found.roadmap) == ("ada", "small")
    assert (found.id, found.batch, found.kind, found.topic) == (ID, LOGGED["batch"], "logged", "a")
    assert found.at == datetime(2026, 11, 23, 19, 30, 0, 1, tzinfo=UTC)
    assert (found.day, found.data) == (date(2026, 11, 23), {"minutes": 45})


def test_a_byte_order_mark_is_forgiven(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(archive(LOGGED)).encode())
    assert len(events_of(file)) == 1


def test_a_time_of_another_zone_is_the_same_moment(file: Path) -> None:
    file.write_text(json.dumps(archive(event(at="2026-11-24T04:30:00+09:00"))), encoding="utf-8")
    assert events_of(file)[0].at == datetime(2026, 11, 23, 19, 30, tzinfo=UTC)


def test_what_is_no_json_is_told_with_its_line(refusal: Refusal) -> None:
    assert refusal(b'{\n"format": "roadmap-progress",\n"schema": }').startswith("3: not valid JSON: ")
    assert refusal(b"").startswith("1: not valid JSON: ")
    assert refusal(b"\0\0\0").startswith("1: not valid JSON: ")


@pytest.mark.parametrize("content", [b'{"\xff": 1}', b"{\n\xff"])
def test_what_is_not_utf_8_is_refused(refusal: Refusal, content: bytes) -> None:
    assert refusal(content) == f"{content.count(bytes([10])) + 1}: this is not UTF-8 text"


def test_an_archive_that_was_saved_as_utf_16_is_read(file: Path) -> None:
    file.write_text(json.dumps(archive(LOGGED)), encoding="utf-16")
    assert len(events_of(file)) == 1


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"a":' * 100_000, b"1" * 5_000])
def test_what_python_cannot_hold_is_refused(refusal: Refusal, content: bytes) -> None:
    assert refusal(content) == "not valid JSON: it is nested too deeply or holds a number too long"


def test_a_huge_file_is_refused(refusal: Refusal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap_cli.imports.archive.MOST_BYTES", 2**21)
    assert refusal(b" " * 2**21).startswith("1: not valid JSON: ")
    assert refusal(b" " * (2**21 + 1)) == "it is larger than 2 MiB, which is the most that is read"


def test_a_value_that_would_have_to_be_held_is_limited(refusal: Refusal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roadmap_cli.imports.json_stream.MOST_LETTERS", 2**20)
    whole = json.dumps({**archive(LOGGED), "title": "x" * 2**22})
    assert refusal(whole.encode()) == "a value in it is larger than 1 MiB, which is the most that is read"


def test_an_event_that_is_twice_in_a_file_is_one_as_it_was_said_last(file: Path) -> None:
    file.write_text(json.dumps(archive(LOGGED, event(data={"minutes": 7}))), encoding="utf-8")
    (found,) = events_of(file)
    assert found.data == {"minutes": 7}


@given(content=json_documents, size=st.integers(1, 9))
def test_what_comes_in_pieces_is_read_as_what_is_whole(content: str, size: int) -> None:
    """Also where it is cut in the middle of a number or an escape, and where it is no JSON: with the same line."""
    pieces = (content[first : first + size] for first in range(0, len(content), size))
    stream = JsonStream(Path("x"), pieces, "")

    def anything() -> object:
        return [*stream.each(anything)] if stream.is_list() else stream.table({"a": anything})

    try:
        whole = load_json(Path("x"), content)
    except InvalidFile as error:
        with pytest.raises(InvalidFile) as raised:
            stream.document(anything)
        place = error.sentence.partition(" ")[0]
        assert raised.value.sentence.partition(" ")[0] == place
    else:
        assert repr(stream.document(anything)) == repr(whole)


def test_a_missing_file_and_a_directory_are_refused(file: Path) -> None:
    for place, reason in ((file, "no such file or directory"), (file.parent, "(is a directory|permission denied)")):
        with pytest.raises(InvalidFile, match=f"cannot read .*: {reason}"):
            events_of(place)


@pytest.mark.parametrize(
    "content",
    [
        *([], None, 1, "text", {}),
        archive(format="other"),
        archive(format=["roadmap-progress"]),
        archive(schema=0),
        archive(schema=None),
        archive(schema="1"),
        without(archive(), "schema"),
        without(archive(), "format"),
    ],
)
def test_what_is_no_archive_is_refused(refusal: Refusal, content: Any) -> None:
    assert refusal(content) == "this is not a progress file of roadmap"


def test_an_archive_of_a_newer_version_is_refused(refusal: Refusal) -> None:
    assert refusal(archive(schema=3)) == "this file was written by a newer version of roadmap"


@pytest.mark.parametrize(
    "content",
    [
        without(archive(), "roadmap"),
        without(archive(), "events"),
        archive(roadmap=[]),
        archive(roadmap={}),
        archive(roadmap=None),
    ],
)
def test_an_archive_needs_a_roadmap_and_events(refusal: Refusal, content: Any) -> None:
    assert refusal(content) == 'it needs "roadmap" with an "id", and "events"'


@pytest.mark.parametrize(
    "content", [archive(roadmap={"id": 1}), archive(events={}), archive(events=None), archive(events="x")]
)
def test_a_roadmap_is_named_by_text_and_events_are_a_list(refusal: Refusal, content: Any) -> None:
    assert refusal(content) == '"id" must be text, and "events" a list'


@pytest.mark.parametrize("key", LOGGED)
def test_an_event_needs_every_field(refusal: Refusal, key: str) -> None:
    assert refusal(archive(LOGGED, without(LOGGED, key))) == f'event 2 is not valid: it needs "{key}"'


@pytest.mark.parametrize("row", [None, 1, "x", [], [1], True])
def test_an_event_is_an_object(refusal: Refusal, row: Any) -> None:
    assert refusal(archive(LOGGED, LOGGED, row)) == "event 3 is not valid: it must be an object"


def test_an_object_with_nothing_in_it_is_told_what_it_needs(refusal: Refusal) -> None:
    assert refusal(archive({})) == 'event 1 is not valid: it needs "id"'


WRONG: dict[str, list[Any]] = {
    "id": [1, None, "", "x", [], "019ab4cb-4e00-4000-8000-000000000001", ID.upper(), f"{ID}\n", f" {ID}"],
    "batch": [1, None, "", "x", {}],
    "kind": [1, None, "", "a\nb", "x" * 101, [], {}],
    "topic": [1, "", "a\0b", "a\nb", "\x1b[31m", "\ud800", []],
    "at": [
        1,
        None,
        "",
        "x",
        "2026-11-23",
        "2026-11-23T19:30:00",
        "0001-01-01T00:00:00+00:00",
        "9999-12-31T23:59:59+00:00",
    ],
    "day": [1, None, "", "x", "2026-13-01", "0001-01-01", "9999-12-31", "23.11.2026"],
    "data": [None, [], 1, "x", {"minutes": 5, "x": float("nan")}, {"minutes": 5, "x": float("inf")}, {"x": "\ud800"}],
}


@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in WRONG.items() for value in values])
def test_a_wrong_field_is_named_with_the_number_of_its_event(refusal: Refusal, key: str, value: Any) -> None:
    assert refusal(archive(LOGGED, event(**{key: value}))).startswith(f'event 2 is not valid: "{key}" must be ')


@pytest.mark.parametrize("depth", [64, 900])
def test_what_is_nested_too_deeply_is_no_data_of_an_event(refusal: Refusal, depth: int) -> None:
    text = json.dumps(archive(LOGGED)).replace("45", f'45, "x": {"[" * depth}{"]" * depth}')
    assert refusal(text.encode()).startswith('event 1 is not valid: "data" must be ')


CARD_DATA: dict[str, dict[str, Any]] = {
    "graded": {"card": "c", "rating": 2},
    "written": {"card": "c", "question": "q", "answer": "a"},
    "discarded": {"card": "c"},
}
WRONG_DATA: list[tuple[str, dict[str, Any], str]] = [
    *(("logged", {"minutes": value}, "minutes") for value in (0, -1, 1441, 1.5, "5", True, None, 10**30)),
    ("logged", {}, "minutes"),
    ("logged", {"minutes": 5, "note": 1}, "note"),
    ("noted", {"text": None}, "text"),
    ("linked", {"url": 1, "proves": True}, "url"),
    ("linked", {"url": "https://example.org"}, "proves"),
    ("linked", {"url": "https://example.org", "proves": 1}, "proves"),
    ("linked", {"url": "https://example.org", "proves": True, "title": 1}, "title"),
    *(("graded", {"card": "c", "rating": value}, "rating") for value in (0, 5, True, 2.0, "2", None)),
    *(
        (kind, {**data, "card": card}, "card")
        for kind, data in CARD_DATA.items()
        for card in (1, None, "", "a\nb", "\0")
    ),
    *(
        ("written", {**CARD_DATA["written"], name: value}, name)
        for name in ("question", "answer")
        for value in (1, None)
    ),
    ("written", {"card": "c", "question": "q"}, "answer"),
    *(("finished", {"confidence": value}, "confidence") for value in (0, 6, -1, 2.0, "2", True, 10**30)),
    *(("logged", {"minutes": 45, "undated": value}, "undated") for value in (1, "yes")),
    ("chose", {"choice": 1, "option": "x"}, "choice"),
    ("chose", {"choice": "way", "option": 1}, "option"),
    ("undone", {"batch": None}, "batch"),
    *((kind, {"event": value}, "event") for kind in ("corrected", "withdrawn") for value in (1, None, True)),
    *(("corrected", {"event": ID, "minutes": value}, "minutes") for value in (0, -1, 1441, 1.5, "5", True)),
    *(("corrected", {"event": ID, name: 1}, name) for name in ("note", "text", "url", "title", "proves")),
    *(("corrected", {"event": ID, "day": value}, "day") for value in (1, "", "today", "0001-01-01")),
    *(("corrected", {"event": ID, "moment": value}, "moment") for value in (1, "", "2026-11-23T19:30:00")),
    *((kind, {"reason": 1}, "reason") for kind in ("started", "finished", "skipped", "reset")),
]


@pytest.mark.parametrize(("kind", "data", "name"), WRONG_DATA)
def test_wrong_data_of_a_kind_are_named(refusal: Refusal, kind: str, data: dict[str, Any], name: str) -> None:
    topic = "a" if KINDS[kind].has_topic else None
    sentence = refusal(archive(event(kind=kind, topic=topic, data=data)))
    assert sentence == f'event 1 is not valid: "{kind}" has a wrong "{name}"'


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        *CARD_DATA.items(),
        ("written", {"card": "語", "question": "", "answer": "two\nlines\x1b[31m"}),
        *(("graded", {"card": "c", "rating": rating}) for rating in (1, 4)),
        *(("finished", {"confidence": confidence}) for confidence in (1, 5, None)),
        ("finished", {"reason": "placement", "confidence": 3}),
        ("logged", {"minutes": 45, "undated": True}),
        ("finished", {}),
        ("withdrawn", {"event": ID}),
        ("corrected", {"event": ID, "minutes": 50, "note": "", "text": None, "proves": None, "day": None}),
        ("corrected", {"event": ID, "day": "2026-11-20", "moment": "2026-11-20T12:00:00.000000+00:00"}),
    ],
)
def test_what_is_said_of_cards_confidence_and_edits_is_read_as_it_was_written(
    file: Path, kind: str, data: dict[str, Any]
) -> None:
    file.write_text(json.dumps(archive(event(kind=kind, data=data))), encoding="utf-8")
    (found,) = events_of(file)
    assert (found.kind, found.topic, found.data) == (kind, "a", data)


def test_a_kind_has_a_topic_or_has_none(refusal: Refusal) -> None:
    for kind, its in KINDS.items():
        fault = "needs a topic" if its.has_topic else "has no topic"
        assert (
            refusal(archive(event(kind=kind, topic=None if its.has_topic else "a", data={})))
            == f'event 1 is not valid: "{kind}" {fault}'
        )


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["\ud800", ID, "2026-11-23"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
odd_events = st.builds(
    lambda changed, gone: without(event(**changed), gone),
    st.dictionaries(st.sampled_from([*LOGGED]), json_values | st.sampled_from(sorted(KINDS)), max_size=3),
    st.sampled_from([*LOGGED, ""]),
)


@given(
    content=json_values
    | st.builds(archive, json_values | odd_events, odd_events)
    | st.builds(archive, roadmap=json_values)
)
def test_whatever_json_it_is_it_is_events_or_refused(tmp_path_factory: pytest.TempPathFactory, content: Any) -> None:
    file = tmp_path_factory.mktemp("in") / "progress.json"
    file.write_text(json.dumps(content), encoding="utf-8")
    try:
        events = events_of(file)
    except InvalidFile:
        return
    json.dumps([each.data for each in events], allow_nan=False, ensure_ascii=False).encode()


@given(content=st.binary(max_size=40) | st.text(max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_whatever_bytes_they_are_they_are_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.mktemp("in") / "progress.json"
    file.write_bytes(content)
    with pytest.raises(InvalidFile):
        events_of(file)


def test_what_the_program_exports_it_reads(cli: Cli, small: Path, file: Path) -> None:
    for words in (
        "log a 45m 'first evening'",
        "done a",
        "note b hm",
        "link a https://example.org --proves",
        "skip extra",
        "done b --confidence 4",
        "review grade b-1 good",
        "card add b --question Why? --answer Because.",
        "card delete b",
        "edit a --last --no-proves",
        "edit b --last --delete",
    ):
        assert cli(f"--file {small} {words}").code == 0
    assert cli(f"--file {small} choose way x").code == 0
    assert cli(f"--file {small} undo").code == 0
    assert cli(f"--file {small} export json -o {file}").code == 0
    kinds = {each.kind for each in events_of(file)}
    assert kinds >= {"started", "logged", "finished", "noted", "linked", "skipped", "chose", "undone"}
    assert kinds >= {"graded", "written", "discarded", "corrected", "withdrawn"}
