"""Outlines in Org: keywords, boxes, days, properties and links."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imports_helpers import items, outline, read_or_refuse, refusal, unplaced, write

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.imports.formats import read

DAY = date(2024, 5, 11)


def statuses(folder: Path, text: str) -> list[tuple[str, str]]:
    return [(each.title, each.status) for each in items(folder, text, "org")]


@pytest.mark.parametrize(
    ("keyword", "status"),
    [("TODO", "todo"), ("NEXT", "todo"), ("STARTED", "doing"), ("DONE", "done"), ("CANCELLED", "skipped")],
)
def test_keywords_that_a_file_need_not_define(tmp_path: Path, keyword: str, status: str) -> None:
    assert statuses(tmp_path, f"* {keyword} Norms\n* TODO Rank\n") == [("Norms", status), ("Rank", "todo")]


@pytest.mark.parametrize("setting", ["TODO", "SEQ_TODO", "TYP_TODO"])
def test_keywords_that_a_file_defines(tmp_path: Path, setting: str) -> None:
    text = f"#+{setting}: READ(r) LEARNING | KNOWN DROPPED\n* READ a\n* LEARNING b\n* KNOWN c\n* DROPPED d\n* DONE e\n"
    assert statuses(tmp_path, text) == [("a", "todo"), ("b", "doing"), ("c", "done"), ("d", "skipped")]
    assert unplaced(tmp_path, text, "org") == [("6", "DONE e", "a heading without topics")]


def test_where_only_what_is_done_has_a_keyword_the_others_are_topics_too(tmp_path: Path) -> None:
    assert statuses(tmp_path, "* M\n** DONE a\n** b\n** c\n") == [("a", "done"), ("b", "todo"), ("c", "todo")]
    assert statuses(tmp_path, "* M\n** TODO a\n** Notes\n") == [("a", "todo")]


def test_the_day_on_which_it_was_closed(tmp_path: Path) -> None:
    text = "* DONE a\n  CLOSED: [2024-05-11 Sat 10:00]\n* L\nCLOSED: [2024-05-11 Sat]\n- [X] b\n- [ ] c\n* TODO d\n"
    assert [each.finished for each in items(tmp_path, text, "org")] == [DAY, DAY, None, None]


def test_the_times_of_a_clock_are_study(tmp_path: Path) -> None:
    clock = ":LOGBOOK:\nCLOCK: [2024-05-11 Sat 10:00]--[2024-05-11 Sat 10:50] =>  0:50\nCLOCK: [2024-05-12 Sun 10:00]\n:END:"
    text = f"* TODO a\n{clock}\n"
    assert [(each.minutes, each.notes) for each in items(tmp_path, text, "org")] == [(50, ())]
    assert unplaced(tmp_path, text, "org") == [("4", "CLOCK: [2024-05-12 Sun 10:00]", "a clock that was not stopped")]


@pytest.mark.parametrize(
    ("properties", "field", "value"),
    [
        (":Effort: 2:30", "hours", 2.5),
        (":EFFORT: 90min", "hours", 1.5),
        (":ID: a-b", "known_as", ("a-b",)),
        (":CUSTOM_ID: norms", "id", "norms"),
        (":DEPENDS: Rank; Trace", "requires", ("Rank", "Trace")),
        (":DEPENDS: [[id:x1][Rank]], [[#trace]]", "requires", ("x1", "trace")),
        (":BLOCKER: ids(x1 id:x2)", "requires", ("x1", "x2")),
        (":URL: https://a.org", "resources", (Resource("https://a.org", "https://a.org"),)),
    ],
)
def test_properties(tmp_path: Path, properties: str, field: str, value: object) -> None:
    (found,) = items(tmp_path, f"* TODO Norms\n:PROPERTIES:\n{properties}\n:END:\n", "org")
    assert (found.title, getattr(found, field)) == ("Norms", value)
    assert unplaced(tmp_path, f"* TODO Norms\n:PROPERTIES:\n{properties}\n:END:\n", "org") == []


@pytest.mark.parametrize(
    ("written", "title", "urls"),
    [
        ("[[https://a.org][Norms]]", "Norms", ["https://a.org"]),
        ("[[https://a.org]]", "https://a.org", ["https://a.org"]),
        ("Norms https://a.org", "Norms", ["https://a.org"]),
        ("*Norms* and /bases/ of =x=", "Norms and bases of x", []),
        ("a/b/c and 2*3*4", "a/b/c and 2*3*4", []),
        ("[#A] Norms [1/2] [50%]", "Norms", []),
        ("Norms <2024-05-11 Sat>", "Norms", []),
        ("Norms (2 h)", "Norms", []),
        ("Norms :ml:book:", "Norms", []),
    ],
)
def test_titles_without_their_marks(tmp_path: Path, written: str, title: str, urls: list[str]) -> None:
    (found,) = items(tmp_path, f"* TODO {written}\n", "org")
    assert (found.title, [each.url for each in found.resources]) == (title, urls)


def test_what_is_struck_through_is_skipped(tmp_path: Path) -> None:
    assert statuses(tmp_path, "* TODO +Norms+\n* TODO Rank\n") == [("Norms", "skipped"), ("Rank", "todo")]


def test_headings_over_topics_are_phases_and_modules(tmp_path: Path) -> None:
    text = "#+TITLE: T\n* A\n** B\n*** TODO a\n** TODO b\n* TODO c\n"
    assert [(each.phase, each.module, each.title) for each in items(tmp_path, text, "org")] == [
        ("A", "B", "a"),
        ("A", "", "b"),
        ("", "", "c"),
    ]
    assert outline(tmp_path, "* T\n** A\n*** TODO a\n** B\n*** TODO b\n", "org").title == "T"


def test_what_is_said_of_a_group_is_told(tmp_path: Path) -> None:
    text = "* TODO [#A] M :x:\n:PROPERTIES:\n:Effort: 2:00\n:END:\nWords.\n- [ ] a\n- b\n"
    assert unplaced(tmp_path, text, "org") == [
        ("1", "tags: x", "nothing is made of it"),
        ("1", "a priority", "nothing is made of it"),
        ("1", "TODO M", "its topics say themselves how far they are"),
        ("1", "M", "it says hours of a group, which only topics have"),
        ("1", "Words.", "text outside of the list"),
        ("7", "b", "a point without a box"),
    ]


def test_a_day_that_is_none_is_told_with_its_line(tmp_path: Path) -> None:
    text = "* DONE a\nCLOSED: [2024-02-31 Sat]\n* TODO b <2024-05-11 Sat 25:00>\n"
    assert [each.finished for each in items(tmp_path, text, "org")] == [None, None]
    assert unplaced(tmp_path, text, "org") == [
        ("2", "[2024-02-31 Sat]", "there is no such day"),
        ("3", "<2024-05-11 Sat 25:00>", "there is no such day"),
    ]


ORG = (
    "* TODO a\n",
    "#+TITLE: T\n\n* a\n* b\n",
    "* a\n** b\n** c\n",
    "* A\n- a\n- b\n* B\n- c\n- d\n",
    "* a\n:PROPERTIES:\n:ID: x\n:END:\n* b\n",
    "- [ ] [[https://a.org][a]]\n",
)
MARKDOWN = (
    "* Todo list app\n* Chat\n",
    "# T\n\n* TODO list app\n",
    "* a\n* b\n  - c\n",
    "- [ ] [[Page]]\n",
    "- [[a](https://a.org)]\n",
)


@pytest.mark.parametrize(
    ("text", "name"), [*((each, "org") for each in ORG), *((each, "markdown") for each in MARKDOWN)]
)
def test_org_is_known_by_what_markdown_does_not_have(tmp_path: Path, text: str, name: str) -> None:
    assert read(write(tmp_path, text))[0] == name


def test_a_text_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, "* Words\n" + "Some more words. " * 20, "org") == (
        "this is a text in Org rather than an outline of topics"
    )
    assert refusal(tmp_path, "Words\n", "org") == "this is a text in Org rather than an outline of topics"


PIECES = (
    *(
        "* ",
        "** ",
        "TODO ",
        "DONE ",
        "- ",
        "  - ",
        "[ ] ",
        "[X] ",
        "\n",
        "\n\n",
        ":PROPERTIES:\n",
        ":END:\n",
        ":ID: x\n",
    ),
    *(
        ":Effort: 2:00\n",
        ":Effort: x\n",
        "CLOSED: ",
        "[2024-05-11 Sat]",
        "[2024-13-11]",
        "<2024-05-11 Sat 10:00-11:00>",
        "--",
    ),
    *(
        "[[https://a.org][a]]",
        "[[",
        "]]",
        "*b*",
        "#+TODO: A | B\n",
        "#+TITLE: t\n",
        ":tag:",
        "CLOCK: ",
        "=>  1:00",
        "\u2028",
        "x",
        " ",
    ),
)


@given(text=st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_whatever_org_it_is_it_is_an_outline_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    read_or_refuse(write(tmp_path_factory.mktemp("in"), text), "org")
