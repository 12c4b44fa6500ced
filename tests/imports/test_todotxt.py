"""The lines of a todo.txt become topics."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imports_helpers import items, outline, read_or_refuse, refusal, unplaced, write

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item

OURS = "x 2026-11-20 Dot products +vectors @maths id:dot est:3h started:2026-11-01 spent:90m"


def first(folder: Path, line: str) -> Item:
    return items(folder, f"{line}\n", "todotxt")[0]


def test_a_line_of_ours_is_read_whole(tmp_path: Path) -> None:
    found = outline(tmp_path, f"{OURS}\n\nRank +matrices @maths id:rank status:doing\n", name="todo.txt")
    done, doing = found.items
    assert done[1:6] == ("Dot products", "maths", "vectors", "dot", 3)
    assert (done.status, done.started, done.finished, done.minutes) == (
        "done",
        date(2026, 11, 1),
        date(2026, 11, 20),
        90,
    )
    assert (doing.title, doing.status, doing.place.rpartition(":")[2]) == ("Rank", "doing", "3")
    assert (found.title, found.unplaced) == ("Todo", ())
    assert unplaced(tmp_path, "(A) Rank id:rank\n") == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_files_of_any_system_are_read(tmp_path: Path, end: str, mark: bytes) -> None:
    assert [each.title for each in items(tmp_path, mark + f"x a +p{end}(A) b +p{end}".encode())] == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "title", "status"),
    [
        ("x done", "done", "done"),
        ("x", "x", "todo"),
        ("X done", "X done", "todo"),
        ("xylophone", "xylophone", "todo"),
        ("x (A) done", "done", "done"),
        ("(A) 2026-11-01 a", "a", "todo"),
        ("(a) b", "(a) b", "todo"),
        ("x a status:skipped", "a", "skipped"),
        ("x a status:doing", "a", "done"),
        ("a status:skipped", "a", "skipped"),
        ("2026-11-01 2026-11-02 a", "2026-11-02 a", "todo"),
        ("a +", "a +", "todo"),
        ("a @ b", "a @ b", "todo"),
        ("1 + 1 = 2", "1 + 1 = 2", "todo"),
        ("C++ at 12:30 in a:b note:", "C++ at 12:30 in a:b note:", "todo"),
        ("a id:x id:y", "a id:y", "todo"),
        ("\x1b a\u2028b", "a b", "todo"),
    ],
)
def test_a_line_is_parted_as_the_format_says(tmp_path: Path, line: str, title: str, status: str) -> None:
    found = first(tmp_path, line)
    assert (found.title, found.status) == (title, status)


def test_dates_are_of_finishing_and_of_writing_down(tmp_path: Path) -> None:
    assert first(tmp_path, "x 2026-11-20 2026-11-01 a").finished == date(2026, 11, 20)
    assert first(tmp_path, "2026-11-01 a").finished is None
    assert unplaced(tmp_path, "x 2026-11-20 2026-11-01 a\n2026-11-01 b\n") == [
        ("1", "the day on which it was written down", "nothing is made of it (2 times)")
    ]
    assert unplaced(tmp_path, "x 2026-13-40 a\n", "todotxt") == [("1", "2026-13-40", "there is no such day")]


def test_an_address_is_a_resource_except_in_a_line_of_ours(tmp_path: Path) -> None:
    found = first(tmp_path, "Read https://example.org/a?b=c now +p")
    assert (found.title, found.resources) == ("Read now", (Resource("Read now", "https://example.org/a?b=c"),))
    assert first(tmp_path, "https://example.org").title == "https://example.org"
    assert first(tmp_path, "Read https%3A//example.org id:a").title == "Read https://example.org"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("%2Bx %40y a%3Ab 100%25 id:a", "+x @y a:b 100%"),
        ("%2Bx", "%2Bx"),
        ("a%0A%1Bb id:a", "a b"),
        ("%FF id:a", "\ufffd"),
    ],
)
def test_what_would_be_a_tag_is_written_as_in_an_address_in_lines_of_ours(
    tmp_path: Path, line: str, title: str
) -> None:
    assert first(tmp_path, line).title == title


def test_what_becomes_nothing_is_told(tmp_path: Path) -> None:
    content = (
        "(A) a +p due:2026-12-01\n(B) b +p +q @r @s pri:A\n+only @tags\nc est:long status:hm started:then spent:1y\n"
    )
    assert [each.title for each in items(tmp_path, content)] == ["a", "b", "c"]
    assert unplaced(tmp_path, content) == [
        ("3", "only tags", "it has no title"),
        ("4", "est:long", "this is not understood"),
        ("4", "spent:1y", "this is not understood"),
        ("4", "status:hm", "this is not understood"),
        ("4", "started:then", "this is not understood"),
        ("1", "due:", "nothing is made of it"),
        ("1", "a priority", "nothing is made of it (2 times)"),
        ("2", "pri:", "nothing is made of it"),
        ("2", "a second +", "nothing is made of it"),
        ("2", "a second @", "nothing is made of it"),
    ]


def test_more_lines_than_anybody_does_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, "x a +b\n" * 10_001).startswith("it holds more than 10,000 entries")


parts = st.sampled_from(
    [
        "x",
        "(A)",
        "2026-11-20",
        "2026-99-99",
        "+p",
        "@c",
        "id:a",
        "est:3h",
        "est:",
        "spent:1m",
        "https://a.org",
        "%2B",
        "%",
    ]
)


@given(lines=st.lists(st.lists(parts | st.text(max_size=4), max_size=8).map(" ".join), max_size=4))
def test_whatever_lines_they_are_they_are_topics(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    content = "\n".join(lines).encode("utf-8", "replace").replace(b"\0", b"")
    found = read_or_refuse(write(tmp_path_factory.mktemp("in"), content), "todotxt")
    assert found is not None or not content.decode("utf-8-sig").strip()
