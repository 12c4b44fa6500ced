"""A foreign file is known by what is in it, and whatever it is, it ends in an outline or in a sentence with its place."""

import json
import os
import sys
from pathlib import Path
from random import Random
from typing import Any, get_args

import pytest
from conftest import TESTS, examples
from hypothesis import example, given
from hypothesis import strategies as st
from imports_helpers import FOREIGN, SHAPES, outline, read_or_refuse, refusal, write

from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports.columns import FORM
from roadmap_cli.imports.formats import FORMATS, HEAD, MOST_BYTES, read
from roadmap_cli.reports.import_ import ImportFormat

GOLDEN = TESTS / "exports" / "golden"
NAMES = tuple(each for each in get_args(ImportFormat) if each != "roadmap")  # which is read as it stands
FILES = (
    (FOREIGN / "roadmapsh-shape.json", "roadmap.sh"),
    (FOREIGN / "roadmapsh-progress-shape.json", "roadmap.sh-progress"),
    (GOLDEN / "small.json", "archive"),
    (GOLDEN / "small.csv", "csv"),
    (GOLDEN / "small.md", "markdown"),
    (SHAPES / "exercism-config.json", "exercism"),
    (SHAPES / "taskwarrior.json", "taskwarrior"),
    (SHAPES / "trello-board.json", "trello"),
    (SHAPES / "outline.opml", "opml"),
    (GOLDEN / "small.tasks.json", "taskwarrior"),
)
DOCUMENTS = tuple(each for each in FILES if each[1] not in {"archive", "opml"} and each[0].suffix == ".json")
TEXTS: tuple[tuple[Any, str], ...] = (
    ({"nodes": [], "edges": []}, "roadmap.sh"),
    ({"nodes": [], "done": []}, "roadmap.sh"),
    ({"sections": []}, "course"),
    ({"learning": []}, "roadmap.sh-progress"),
    ({"events": [], "format": "roadmap-progress"}, "archive"),
    ('\n\n  {\n\n"done": []}', "roadmap.sh-progress"),
    ("- [ ] a", "markdown"),
    ("  > 1. [x] a", "markdown"),
    ("[a](https://example.org)\n\n- b", "markdown"),
    ("[ ] a\n- b", "markdown"),
    ("# Title\n- a\n", "markdown"),
    ("* a\n* b\n", "markdown"),
    ("x a +b\n- [ ] c\n", "markdown"),
    ("title,phase\n- [ ] a,b\n", "csv"),
    ("phase;Name\n", "csv"),
    ("\n\nTitle\na\nb\n", "csv"),
    ("Topic\n- a\n", "markdown"),
    ("Name\n====\n\n- a\n", "markdown"),
    ("-[ ] a\n", "markdown"),
    ("- TODO a\n  :LOGBOOK:\n  CLOCK: [2026-03-01 Sun 10:00:00]\n  :END:\n- DONE b\n", "markdown"),
    ("* Week 1\n1. [X] a\n2. [ ] b\n   - c\n* Week 2\n1. [ ] d\n", "org"),
    ("* Basics\n- TODO a\n:LOGBOOK:\n:END:\n", "org"),
    ("- [ x ] a\n", "markdown"),
    ("* ✅ a\n", "markdown"),
    ("Course | Hours\n:--|:-:\na | 1\n", "markdown"),
    ("| Name | Link |\n|---|---|\n| a | |\n", "markdown"),
    ("Words.\n\n| Topic |\n|---|\n| a |\n", "markdown"),
    ("x 2026-11-20 a\nb\nx c\n", "todotxt"),
    ("(A) a\n", "todotxt"),
    ("a +b\nc @d\n", "todotxt"),
    ("a id:b\n", "todotxt"),
    ("2026-11-20 a\n", "todotxt"),
)


@pytest.mark.parametrize(("file", "name"), FILES, ids=lambda value: getattr(value, "name", ""))
def test_a_file_is_known_by_what_is_in_it(file: Path, name: str, tmp_path: Path) -> None:
    assert read(file)[0] == name
    assert read(write(tmp_path, file.read_bytes(), "any.bin"))[0] == name


@pytest.mark.parametrize(("content", "name"), TEXTS)
def test_a_few_words_are_enough_to_know_a_format(tmp_path: Path, content: Any, name: str) -> None:
    assert read(write(tmp_path, content))[0] == name


UNKNOWN: tuple[Any, ...] = (
    *("words\n", "A line.\n\nAnother +one.\n\nMore.\n", "a, b\nc\n"),
    *([], [1], {}, {"events": []}, {"format": ["roadmap-progress"]}, {"title": "x"}, [{"nodes": []}]),
)


@pytest.mark.parametrize("content", UNKNOWN)
def test_what_is_nothing_of_all_that_is_refused_and_the_formats_are_told(tmp_path: Path, content: Any) -> None:
    file = write(tmp_path, content)
    with pytest.raises(InvalidFile) as raised:
        read(file)
    assert (raised.value.sentence, raised.value.hint) == (
        f"{file}: this is in none of the formats that can be imported",
        FORMATS,
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
        (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "a picture"),
        (rb"{\rtf1\ansi - [ ] a\par}", "a document with marks of its own"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "a calendar"),
        (b"PK\x03\x04\x14\0", "a packed file, such as a workbook or a document"),
        (b"<!DOCTYPE html>\n<html><body><ul><li>- [ ] a</li></ul>", "a web page"),
        (b"\xef\xbb\xbf <!-- saved -->\n<HTML>\n- a\n- b\n", "a web page"),
    ],
)
def test_what_is_no_text_is_called_what_it_is(tmp_path: Path, content: bytes, kind: str) -> None:
    assert refusal(tmp_path, content) == f"this is {kind}, not a text or a table"


def test_a_row_of_a_template_that_does_not_end_is_refused_with_its_line(tmp_path: Path) -> None:
    text = 'TYPE,CONTENT,PRIORITY,INDENT,AUTHOR\ntask,"a\nb",1,1,\ntask,"c\n'
    assert refusal(tmp_path, text) == "4: not a row of a table: unexpected end of data"


@pytest.mark.parametrize("content", ["- [ ] A\n- [ ] B\n", "title,hours\nA,2\n", '{"nodes": [], "edges": []}'])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_second_byte_order_mark_is_called_by_its_name(tmp_path: Path, content: str, encoding: str) -> None:
    twice = f"\ufeff{content}".encode(encoding)
    assert refusal(tmp_path, twice) == "1: it begins with two byte order marks, which no editor shows"


def test_cards_are_sent_to_where_cards_come_in(tmp_path: Path) -> None:
    with pytest.raises(InvalidFile) as raised:
        read(write(tmp_path, "#separator:tab\n#html:true\nWhat is a norm?\tA length\n"))
    assert raised.value.sentence.endswith("these are cards, not topics")
    assert "roadmap card import" in str(raised.value.hint)


@pytest.mark.parametrize(
    "content",
    [
        "title: Plan\nphases:\n  - name: Basics\n    topics:\n      - Vectors\n      - Matrices\n",
        "---\nname: x\nsteps:\n- run: a\n- uses: b\n",
    ],
)
def test_yaml_is_refused_by_its_name(tmp_path: Path, content: str) -> None:
    with pytest.raises(InvalidFile) as raised:
        read(write(tmp_path, content))
    assert "YAML" in str(raised.value.hint)


@pytest.mark.parametrize(
    "content", ["Basics:\n- Vectors\n- Matrices\n", "Goal: all\nBasics:\n- Vectors\n", "---\ntags: x\n---\n- [ ] a\n"]
)
def test_a_list_with_lines_that_yaml_has_too_is_a_list(tmp_path: Path, content: str) -> None:
    assert read(write(tmp_path, content))[0] == "markdown"


@pytest.mark.parametrize("content", ["a,b\nc,d\n", "\nWas;Wann\nNormen;1\n", "a\tb\nc\td\n"])
def test_a_table_without_a_known_title_is_told_the_names_that_are_known(tmp_path: Path, content: str) -> None:
    with pytest.raises(InvalidFile) as raised:
        read(write(tmp_path, content))
    assert raised.value.hint == f"{FORMATS}; in a table {FORM}"
    assert "task, topic, lesson, title, name" in FORM
    assert "requires" in FORM


@pytest.mark.parametrize("content", ["", "\n \n", "\ufeff", b"\xff\xfe"])
@pytest.mark.parametrize("name", [None, "markdown", "csv", "todotxt"])
def test_an_empty_file_is_called_so(tmp_path: Path, content: str | bytes, name: str | None) -> None:
    assert refusal(tmp_path, content, name) == "it is empty"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_wide_text_of_a_spreadsheet_is_read(tmp_path: Path, encoding: str) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    content = f"{mark}Titel\tStunden\r\nGrößen\t2\r\n".encode(encoding)
    assert [(each.title, each.hours) for each in outline(tmp_path, content).items] == [("Größen", 2)]


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        ("- [ ] Größe\n".encode("cp1252"), "it looks like Windows text (cp1252); save it as UTF-8"),
        ("- [ ] “a”\n".encode("cp1252"), "it looks like Windows text (cp1252); save it as UTF-8"),
        (b"\x81\xff", "save the file as UTF-8"),
        (b"\xff\0", "save the file as UTF-8"),
    ],
)
def test_the_hint_on_another_encoding_says_which(tmp_path: Path, content: bytes, hint: str) -> None:
    with pytest.raises(InvalidFile) as raised:
        read(write(tmp_path, content))
    assert raised.value.hint == hint


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("roadmap.sh", "1: not valid JSON: expecting value"),
        ("roadmap.sh-progress", "1: not valid JSON: expecting value"),
        ("course", "1: not valid JSON: expecting value"),
        ("csv", "1: there is no column for the title"),
    ],
)
def test_a_format_that_does_not_fit_is_refused_with_the_place(tmp_path: Path, name: str, sentence: str) -> None:
    assert refusal(tmp_path, "- [ ] a\n", name) == sentence


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("roadmap.sh", '"nodes"'),
        ("course", '"sections"'),
        ("roadmap.sh-progress", '"done" or "skipped" or "learning"'),
    ],
)
def test_a_document_of_another_format_is_refused(tmp_path: Path, name: str, keys: str) -> None:
    assert refusal(tmp_path, {"other": []}, name) == f"it needs {keys} to be of the format {name}"
    assert refusal(tmp_path, [], name) == "it must be an object"


def test_a_format_that_is_said_is_taken_as_said(tmp_path: Path) -> None:
    assert [each.title for each in outline(tmp_path, "- [ ] a\n", "todotxt").items] == ["- [ ] a"]
    assert [each.title for each in outline(tmp_path, "title\n- a\n", "markdown").items] == ["a"]
    assert read(tmp_path / "missing", "archive") == ("archive", None)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{\n"nodes": [\n}', "3: not valid JSON: expecting value"),
        (b"{", "1: not valid JSON: expecting property name enclosed in double quotes"),
        (b'{"nodes": [{"id": "a\n"}]}', "1: not valid JSON: invalid control character at"),
        (b'{"a":' * 100_000, "not valid JSON: it is nested too deeply or holds a number too long"),
        (b'{"a": ' + b"1" * 5000 + b"}", "not valid JSON: it is nested too deeply or holds a number too long"),
        (b"[" * 100_000, "not valid JSON: it is nested too deeply or holds a number too long"),
        (b"- [ ] a\n- [ ] \0b\n", "2: there is a NUL in it, so it is no text"),
        (b'{"done": []}\0', "1: there is a NUL in it, so it is no text"),
        ("- [ ] a\n- [ ] ä\n".encode("latin-1"), "2: this is not UTF-8 text"),
        (b"\xff\xfea\0\n", "1: this is not UTF-16 text"),
        (b'{"done": ["\xff"]}', "1: this is not UTF-8 text"),
        (b"\n\n\xed\xa0\x80", "3: this is not UTF-8 text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_place(tmp_path: Path, content: bytes, sentence: str) -> None:
    assert refusal(tmp_path, content) == sentence


def test_a_deep_document_of_a_known_shape_is_an_outline_or_refused(tmp_path: Path) -> None:
    for depth in (10, 100, 300, 900, 5000):
        deep = f'{{"nodes": [{{"id": "a", "data": {"[" * depth}{"]" * depth}}}]}}'
        assert refusal(tmp_path, deep)
        read_or_refuse(write(tmp_path, f'{{"done": ["a"], "more": {"[" * depth}{"]" * depth}}}'))


def test_a_huge_file_is_refused_with_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "huge.md"
    for name in (None, *NAMES[1:]):
        with file.open("wb") as huge:
            huge.truncate(MOST_BYTES + 1)
        with pytest.raises(InvalidFile, match="it is larger than 32 MiB, which is the most that is read"):
            read(file, name)


def test_an_archive_of_any_size_is_left_to_its_own_reader(tmp_path: Path) -> None:
    file = write(tmp_path, json.dumps({"schema": 1, "format": "roadmap-progress"}, indent=2))
    with file.open("r+b") as huge:
        huge.truncate(MOST_BYTES + 1)
    assert read(file) == ("archive", None)
    late = {"events": ["x" * HEAD], "format": "roadmap-progress"}
    assert read(write(tmp_path, late)) == ("archive", None)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    places = {
        "none": "no such file or directory",
        ".": "(is a directory|permission denied)",
        "a" * 300: "file name too long",
    }
    for name, reason in places.items():
        with pytest.raises(InvalidFile, match=f"cannot read .*: {reason}"):
            read(tmp_path / name)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in the file system")
def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.write(writer, b"- [ ] a\n")
    os.close(writer)
    name, found = read(Path(f"/dev/fd/{reader}"))
    os.close(reader)
    assert name == "markdown"
    assert found is not None
    assert [each.title for each in found.items] == ["a"]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("my_ml-plan.md", "My ml plan"),
        ("a.b.md", "A.b"),
        ("---.md", "Imported"),
        ("ÄPFEL.md", "ÄPFEL"),
        ("a\x1bb.md", "A b"),
    ],
)
def test_a_file_without_a_title_is_called_by_its_name(tmp_path: Path, name: str, title: str) -> None:
    assert outline(tmp_path, "- [ ] a\n", name=name).title == title


@pytest.mark.skipif(sys.platform != "linux", reason="such names exist on Linux")
def test_a_file_name_that_is_no_text_makes_a_title_that_is(tmp_path: Path) -> None:
    found = outline(tmp_path, "- [ ] a\n", name=os.fsdecode(b"b\xff.md"))
    assert found.title.encode() == b"B?"


formats = st.none() | st.sampled_from(NAMES)


@examples(200)
@given(
    content=st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
    name=formats,
)
@example(content=b"{" * 3000, name=None)
@example(content=b"\xef\xbb\xbf", name="csv")
def test_whatever_bytes_they_are_it_is_an_outline_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str | None
) -> None:
    read_or_refuse(write(tmp_path_factory.mktemp("in"), content), name)


keys = st.sampled_from(
    ["nodes", "edges", "sections", "topics", "done", "learning", "id", "type", "data", "label", "title", "format"]
)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from(["topic", "\ud800"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=15,
)


@examples(200)
@given(content=json_values | st.dictionaries(keys, json_values), name=formats)
def test_whatever_json_it_is_it_is_an_outline_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: Any, name: str | None
) -> None:
    read_or_refuse(write(tmp_path_factory.mktemp("in"), json.dumps(content)), name)


@examples(200)
@given(which=st.integers(0, len(FILES) - 1), seed=st.integers(0, 10_000), name=formats)
def test_whatever_is_broken_in_a_file_it_is_an_outline_or_refused(
    tmp_path_factory: pytest.TempPathFactory, which: int, seed: int, name: str | None
) -> None:
    """Pieces of a real file taken out, doubled, or put elsewhere."""
    content, chance = bytearray(FILES[which][0].read_bytes()[:6000]), Random(seed)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(content) + 1)
        piece = content[start : start + chance.randint(1, 40)]
        if chance.random() < 0.5:
            del content[start : start + len(piece)]
        place = chance.randrange(len(content) + 1)
        content[place:place] = (
            piece if chance.random() < 0.7 else chance.choice((b"1", b"null", b"[]", b"\\ud800", b"\xff", b"\n"))
        )
    read_or_refuse(write(tmp_path_factory.mktemp("in"), bytes(content)), name)


def broken(value: Any, chance: Random) -> Any:
    """A document with one value in it exchanged."""
    if not isinstance(value, dict | list) or not value or chance.random() < 0.15:
        return chance.choice((None, 1, -1.5, True, "x", [], {}, [1], {"a": 1}, "\ud800", float("nan"), 10**400, ""))
    place = chance.choice(list(value) if isinstance(value, dict) else range(len(value)))
    copy = value.copy()
    copy[place] = broken(value[place], chance)
    return copy


@given(which=st.integers(0, len(DOCUMENTS) - 1), seed=st.integers(0, 10_000))
def test_whatever_value_is_wrong_in_a_document_it_is_an_outline_or_refused(
    tmp_path_factory: pytest.TempPathFactory, which: int, seed: int
) -> None:
    document = json.loads(DOCUMENTS[which][0].read_text(encoding="utf-8"))
    read_or_refuse(write(tmp_path_factory.mktemp("in"), broken(document, Random(seed))), DOCUMENTS[which][1])
