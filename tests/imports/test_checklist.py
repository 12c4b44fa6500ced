"""A Markdown list, as people keep it, becomes topics with what stands around them."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from imports_helpers import items, outline, read_or_refuse, refusal, unplaced, write

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.imports.markdown import LONGEST, MOST_CELLS, MOST_LINES

CURRICULUM = """\
# My curriculum

Some introduction with a [link](https://example.org).

## Mathematics

### Vectors

- [x] Norms
- [ ] Dot products
  - [A lecture](https://example.org/lecture)

### Matrices

1. [ ] Rank
2. [X] Trace

## Programming

* [ ] Loose ends
"""


def places(folder: Path, text: str) -> list[tuple[str, str, str]]:
    return [(each.phase, each.module, each.title) for each in items(folder, text, "markdown")]


def titles(folder: Path, text: str) -> list[str]:
    return [each.title for each in items(folder, text, "markdown")]


def statuses(folder: Path, text: str) -> list[str]:
    return [each.status for each in items(folder, text, "markdown")]


def test_a_curriculum_is_read_whole(tmp_path: Path) -> None:
    found = outline(tmp_path, CURRICULUM)
    assert found.title == "My curriculum"
    assert [each[1:4] for each in found.items] == [
        ("Norms", "Mathematics", "Vectors"),
        ("Dot products", "Mathematics", "Vectors"),
        ("Rank", "Mathematics", "Matrices"),
        ("Trace", "Mathematics", "Matrices"),
        ("Loose ends", "Programming", ""),
    ]
    assert [each.status for each in found.items] == ["done", "todo", "todo", "done", "todo"]
    assert found.items[1].resources == (Resource("A lecture", "https://example.org/lecture"),)
    assert found.items[2].place.endswith("my-file:15")
    assert found.inferred == ""
    assert [each.why for each in found.unplaced] == ["text outside of the list"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_files_of_any_system_are_read(tmp_path: Path, end: str, mark: bytes) -> None:
    content = mark + CURRICULUM.replace("\n", end).encode()
    assert outline(tmp_path, content) == outline(tmp_path, CURRICULUM)


@pytest.mark.parametrize(
    ("box", "status"),
    [("[ ]", "todo"), ("[]", "todo"), ("[x]", "done"), ("[X]", "done"), ("[-]", "skipped"), ("[/]", "doing")],
)
@pytest.mark.parametrize("point", ["-", "*", "+", "1.", "7)"])
def test_boxes_and_points_of_every_kind(tmp_path: Path, point: str, box: str, status: str) -> None:
    assert [(each.title, each.status) for each in items(tmp_path, f"{point} {box} Norms\n")] == [("Norms", status)]


@pytest.mark.parametrize(
    ("marks", "status"),
    [
        ("✅ ☑️ ☑ ✔️ [✓] [✔] [✔️] [*] [o]", "done"),
        ("⬜ ☐ 🔲", "todo"),
        ("❌ 🚫", "skipped"),
        ("🚧 ⏳ 🔄", "doing"),
    ],
)
@pytest.mark.parametrize("gap", [" ", ""])
def test_boxes_as_people_draw_them(tmp_path: Path, marks: str, status: str, gap: str) -> None:
    for mark in marks.split():
        text = f"- {mark}{gap}Norms\n"
        assert [(each.title, each.status) for each in items(tmp_path, text)] == [("Norms", status)]
        assert unplaced(tmp_path, text) == []


@pytest.mark.parametrize("line", ["- [ x ] Norms", "- [x]Norms", "- [x]**Norms**", "-[x] Norms", "*[ X ] Norms"])
def test_boxes_without_gaps_or_with_many_are_meant_as_boxes(tmp_path: Path, line: str) -> None:
    text = f"- [ ] A\n{line}\n"
    assert [(each.title, each.status) for each in items(tmp_path, text)] == [("A", "todo"), ("Norms", "done")]
    assert titles(tmp_path, f"{line}\n") == ["Norms"]


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("TODO", "todo"),
        ("LATER", "todo"),
        ("NOW", "doing"),
        ("DOING", "doing"),
        ("DONE", "done"),
        ("CANCELED", "skipped"),
    ],
)
def test_the_first_word_of_a_point_of_logseq_is_how_far_one_is(tmp_path: Path, word: str, status: str) -> None:
    text = f"- # Basics\n\t- {word} [#A] Norms\n\t  id:: 6400\n\t- TODO Rank\n\t\t- of a matrix\n"
    assert [(each.title, each.status) for each in items(tmp_path, text)] == [("Norms", status), ("Rank", "todo")]
    assert ("2", "a priority", "nothing is made of it") in unplaced(tmp_path, text)


@pytest.mark.parametrize(("word", "status"), [("TODO", "todo"), ("DONE", "done")])
def test_a_keyword_counts_alone_in_the_only_point(tmp_path: Path, word: str, status: str) -> None:
    (only,) = items(tmp_path, f"- {word} Norms\n")
    assert (only.title, only.status) == ("Norms", status)


@pytest.mark.parametrize("text", ["- DONE is a word\n- b\n", "- TODO: a\n- DONE: b\n", "- Todo a\n- Done b\n"])
def test_a_word_that_only_may_be_one_stays_in_the_title(tmp_path: Path, text: str) -> None:
    assert [f"- {each}" for each in titles(tmp_path, text)] == text.splitlines()
    assert statuses(tmp_path, text) == ["todo", "todo"]


@pytest.mark.parametrize("mark", [">", "?", "!", "a"])
def test_a_mark_that_nobody_knows_is_told(tmp_path: Path, mark: str) -> None:
    text = f"- [ ] A\n- [{mark}] Norms\n"
    assert [(each.title, each.status) for each in items(tmp_path, text)] == [("A", "todo"), ("Norms", "todo")]
    assert unplaced(tmp_path, text) == [("2", f"[{mark}] Norms", "this mark is not known")]


def test_the_mark_of_a_group_that_does_not_count_is_told(tmp_path: Path) -> None:
    assert unplaced(tmp_path, "- [x] A\n  - [ ] a\n- [x] B\n  - [x] b\n- [ ] C\n  - [x] c\n") == [
        ("1", "A", "its mark says otherwise than those of its points, which count")
    ]


@pytest.mark.parametrize("text", ["- [x](https://example.org)\n", "- [1] What\n", "- [xx] What\n", "- x [ ] What\n"])
def test_what_only_looks_like_a_box_is_none(tmp_path: Path, text: str) -> None:
    assert len(items(tmp_path, f"{text}- [x] Norms\n")) == 1


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# One\n## A\n- [ ] a", "One"),
        ("## One\n### A\n- [ ] a", "One"),
        ("### One\n- [ ] a", "One"),
        ("# **One** `two`\n- [ ] a", "One two"),
        ("One\n===\n- [ ] a", "One"),
        ("# One\n## A\n- [ ] a\n# Two\n- [ ] b", "My file"),
        ("- [ ] a\n# One\n- [ ] b", "My file"),
        ("- [ ] a", "My file"),
        ("#\n- [ ] a", "My file"),
    ],
)
def test_the_heading_that_stands_alone_over_everything_is_the_title(tmp_path: Path, text: str, title: str) -> None:
    assert outline(tmp_path, text).title == title


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("# T\n## A\n- [ ] a", ("", "A", "a")),
        ("# T\n## A\n### B\n- [ ] a", ("A", "B", "a")),
        ("# T\n## A\n#### B\n- [ ] a", ("A", "B", "a")),
        ("# T\n## A\n### B\n#### C\n##### D\n- [ ] a", ("A", "B: C: D", "a")),
        ("# A\n## B\n- [ ] a\n# C\n- [ ] c", ("A", "B", "a")),
        ("# A\n- [ ] a\n# B\n## C\n- [ ] c", ("A", "", "a")),
        ("# A\n- [ ] a\n# B\n- [ ] b", ("", "A", "a")),
        ("- ## A\n  - [ ] a\n- ## B\n  - [ ] b\n", ("", "A", "a")),
        ("# T\n## A:\n- [ ] a", ("", "A", "a")),
        ("# T\n## Phase 1\n- [ ] a", ("Phase 1", "", "a")),
        ("# T\n## WEEK 2: Sets\n- [ ] a\n## Bonus\n- [ ] b", ("WEEK 2: Sets", "", "a")),
        ("# T\n## Part II\n- [ ] a", ("Part II", "", "a")),
        ("# T\n## 1. Sets\n- [ ] a\n## 2. Maps\n- [ ] b", ("1. Sets", "", "a")),
        ("# T\n## Phase 1\n- [ ] G\n  - [ ] a\n- [ ] b", ("Phase 1", "G", "a")),
        ("# T\n## Step by step\n- [ ] a", ("", "Step by step", "a")),
        ("# T\n## 2024 in review\n- [ ] a", ("", "2024 in review", "a")),
        ("# T\n## Week 1\n- [ ] a\n## A\n- [ ] b\n## B\n- [ ] c", ("", "Week 1", "a")),
    ],
)
def test_headings_are_phases_and_modules(tmp_path: Path, text: str, place: tuple[str, str, str]) -> None:
    assert places(tmp_path, text)[0] == place


GROUPS = """\
- [ ] Vectors
  - [ ] Norms
  - [ ] Products:
    - [x] Dot
    - [ ] Cross
- Matrices
  - [ ] Rank
- [ ] Alone
"""


def test_without_headings_groups_are_modules(tmp_path: Path) -> None:
    found = outline(tmp_path, GROUPS)
    assert [each[1:4] for each in found.items] == [
        ("Norms", "", "Vectors"),
        ("Products: Dot", "", "Vectors"),
        ("Products: Cross", "", "Vectors"),
        ("Rank", "", "Matrices"),
        ("Alone", "", ""),
    ]
    assert found.inferred == "modules from the points that hold other points"


def test_below_the_heading_of_a_module_groups_stand_before_their_topics(tmp_path: Path) -> None:
    found = outline(tmp_path, f"# T\n## Algebra\n{GROUPS}")
    assert [each[1:4] for each in found.items][:2] == [
        ("Vectors: Norms", "", "Algebra"),
        ("Vectors: Products: Dot", "", "Algebra"),
    ]
    assert found.inferred == ""


def test_where_every_topic_stands_in_a_group_one_level_of_headings_is_phases(tmp_path: Path) -> None:
    text = "# T\n## One\n- A\n  - [ ] a\n## Two\n- [ ] B\n  - [ ] b\n"
    assert places(tmp_path, text) == [("One", "A", "a"), ("Two", "B", "b")]
    assert places(tmp_path, f"{text}- [ ] c\n") == [("", "One", "A: a"), ("", "Two", "B: b"), ("", "Two", "c")]


def test_below_the_heading_of_a_phase_alone_groups_are_modules(tmp_path: Path) -> None:
    text = "# T\n## One\n- A\n  - [ ] a\n## Two\n### B\n- [ ] b\n"
    assert places(tmp_path, text) == [("One", "A", "a"), ("Two", "B", "b")]


@pytest.mark.parametrize(
    ("group", "own", "status"),
    [
        ("[x]", "[ ]", "todo"),
        ("[x]", "[]", "todo"),
        ("[x]", "[-]", "skipped"),
        ("[x]", "[/]", "doing"),
        ("[-]", "[ ]", "todo"),
        ("[-]", "[x]", "done"),
        ("[/]", "[ ]", "todo"),
        ("[ ]", "[x]", "done"),
        ("", "[ ]", "todo"),
    ],
)
def test_the_box_of_a_topic_stands_whatever_is_said_of_its_group(
    tmp_path: Path, group: str, own: str, status: str
) -> None:
    assert statuses(tmp_path, f"- {group} A\n  - B\n    - {own} a\n") == [status]


@pytest.mark.parametrize(
    ("text", "status", "title"),
    [
        ("- [ ] ~~Norms~~", "skipped", "Norms"),
        ("- [ ] ~~**Norms** and~~ ~~more~~", "skipped", "Norms and more"),
        ("- [ ] ~~Norms~~ and more", "todo", "Norms and more"),
        ("- [x] ~~Norms~~", "done", "Norms"),
        ("- [ ] ~~A~~\n  - [ ] a", "todo", "a"),
        ("- ~~A~~\n  - B\n    - a", "skipped", "B: a"),
    ],
)
def test_what_is_struck_through_is_skipped(tmp_path: Path, text: str, status: str, title: str) -> None:
    (found,) = items(tmp_path, text)
    assert (found.status, found.title) == (status, title)


@pytest.mark.parametrize(
    ("text", "title", "links"),
    [
        ("[Norms](https://example.org)", "Norms", [("Norms", "https://example.org")]),
        ("Read [SICP](https://example.org) well", "Read SICP well", [("SICP", "https://example.org")]),
        ("Norms: https://example.org/a_b", "Norms", [("Norms", "https://example.org/a_b")]),
        ("Norms (https://example.org).", "Norms", [("Norms", "https://example.org")]),
        ("Norms <https://example.org>", "Norms", [("Norms", "https://example.org")]),
        ("See https://example.org, then go on", "See , then go on", [("See , then go on", "https://example.org")]),
        ("https://example.org/w_(x)", "https://example.org/w_(x)", [("https://example.org/w_(x)",) * 2]),
        ("[](https://example.org)", "https://example.org", [("https://example.org",) * 2]),
        ("N [1](https://a.org) [2](HTTP://b.org)", "N 1 2", [("1", "https://a.org"), ("2", "HTTP://b.org")]),
        ("[N](https://a.org) [M](https://a.org)", "N M", [("N", "https://a.org")]),
        ("[N](https://a.org/ü?q=ö&amp;x)", "N", [("N", "https://a.org/ü?q=ö&x")]),
        ("[N][ref]\n\n[ref]: https://example.org 'T'", "N", [("N", "https://example.org")]),
        ("[`N`](https://example.org) ![pic](https://example.org/p.png)", "N", [("N", "https://example.org")]),
    ],
)
def test_links_become_resources_and_leave_the_words(
    tmp_path: Path, text: str, title: str, links: list[tuple[str, str]]
) -> None:
    (found,) = items(tmp_path, f"- [ ] {text}\n")
    assert found.title == title
    assert [each[:2] for each in found.resources] == links


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("**Bold** _it_ `code` ***all***", "Bold it code all"),
        ("a \\* b &amp; c &lt;", "a * b & c <"),
        ("two\n  lines  \n  of it", "two lines of it"),
        ("<b>x</b> y<br>z", "x y z"),
        ("snake_case and 2*3*4", "snake_case and 234"),
        ("Colon:", "Colon"),
        ("a\x1b[31mb\u2028c", "a [31mb c"),
    ],
)
def test_marks_are_taken_from_titles(tmp_path: Path, text: str, title: str) -> None:
    assert titles(tmp_path, f"- [ ] {text}\n") == [title]


@pytest.mark.parametrize(
    ("text", "title", "hours"),
    [
        ("Norms (2 h)", "Norms", 2),
        ("Norms (1h30)", "Norms", 1.5),
        ("Norms (2-3 h)", "Norms", 2.5),
        ("Norms (2 weeks)", "Norms", 14),
        ("Norms (13 weeks, 8-10 h/week)", "Norms", 117),
        ("Norms - 3h", "Norms", 3),
        ("Norms ~2 h", "Norms", 2),
        ("Norms (90 min)", "Norms", 1.5),
        ("Norms (~3,5 hours)", "Norms", 3.5),
        ("Norms (2)", "Norms (2)", None),
        ("Norms (2024 edition)", "Norms (2024 edition)", None),
        ("Norms (h)", "Norms (h)", None),
        ("(2 h)", "(2 h)", None),
        ("Norms (2 h) again", "Norms (2 h) again", None),
    ],
)
def test_an_estimate_behind_a_title_is_its_hours(tmp_path: Path, text: str, title: str, hours: float | None) -> None:
    (found,) = items(tmp_path, f"- [ ] {text}\n")
    assert (found.title, found.hours) == (title, hours)


@pytest.mark.parametrize(
    ("text", "title", "why", "hours"),
    [
        ("[Norms](https://a.org) - what length is.", "Norms", "what length is.", None),
        ("[Norms](https://a.org): by **Strang** (~8 h)", "Norms", "by Strang", 8),
        ("[Norms](https://a.org)\n  what length is", "Norms", "what length is", None),
        ("**[Norms](https://a.org)** \u2014 *length*", "Norms", "length", None),
        ("[Norms](https://a.org) (2 h) - length", "Norms", "length", 2),
        ("[Norms](https://a.org) (2 h)", "Norms", "", 2),
        ("[Norms](https://a.org) (a book)", "Norms", "(a book)", None),
        ("[Norms](https://a.org) - (13 weeks, 8-10 hours/week)", "Norms", "", 117),
        ("**Norms**: what length is", "Norms", "what length is", None),
        ("**Norms:** what length is", "Norms", "what length is", None),
        ("**Norms** - what length is then", "Norms", "what length is then", None),
        ("**Norms** - what", "Norms - what", "", None),
        ("**Norms** and bases", "Norms and bases", "", None),
        ("[Norms](https://a.org) ([the other](https://b.org))", "Norms", "", None),
        ("[Norms](https://a.org), [Bases](https://b.org)", "Norms, Bases", "", None),
        ("[Norms](https://a.org) and bases", "Norms and bases", "", None),
        ("[Norms](https://a.org)-like", "Norms-like", "", None),
        ("Norms - what length is", "Norms - what length is", "", None),
    ],
)
@pytest.mark.parametrize("box", ["[x] ", ""])
def test_a_link_that_a_point_begins_with_is_its_title_and_the_rest_says_why(
    tmp_path: Path, box: str, text: str, title: str, why: str, hours: float | None
) -> None:
    (found,) = items(tmp_path, f"- {box}{text}\n", "markdown")
    assert (found.title, found.why, found.hours) == (title, why, hours)
    assert unplaced(tmp_path, f"- {box}{text}\n", "markdown") == []


def test_a_remark_on_a_group_is_told(tmp_path: Path) -> None:
    text = "- [Algebra](https://a.org) - the basics\n  - [ ] a\n"
    assert [(each.module, each.why) for each in items(tmp_path, text)] == [("Algebra", "")]
    assert unplaced(tmp_path, text) == [("1", "the basics", "a remark on a group")]


TABLES = """\
# Study

## Core

### Programming

Courses | Duration | Effort | Prerequisites
:-- | :--: | :--: | :--:
[Design](https://a.org/1) ([alternative](https://a.org/2)) | 13 weeks | 8-10 hours/week | none
**Objects** | 20 h | | [Design](#design)

| Key | Value |
|-----|-------|
| a   | b     |

## More

| Done | Topic | Link |
|------|-------|------|
| x    | Norms | [A book](https://a.org/3) |
| [ ]  | Rank  |      |
| | | |

- Only words
"""


def test_rows_of_a_table_with_a_column_for_the_title_are_topics(tmp_path: Path) -> None:
    found = outline(tmp_path, TABLES)
    assert [each[1:4] for each in found.items] == [
        ("Design", "Core", "Programming"),
        ("Objects", "Core", "Programming"),
        ("Norms", "More", ""),
        ("Rank", "More", ""),
    ]
    assert [(each.hours, each.status, each.requires) for each in found.items] == [
        (117, "todo", ()),
        (20, "todo", ("Design",)),
        (None, "done", ()),
        (None, "todo", ()),
    ]
    assert [[each.url for each in item.resources] for item in found.items] == [
        ["https://a.org/1", "https://a.org/2"],
        [],
        ["https://a.org/3"],
        [],
    ]
    assert found.items[0].place.endswith(":9")
    assert unplaced(tmp_path, TABLES) == [
        ("12", "Key | Value", "a table without a column for the title"),
        ("14", "a | b", "a table without a column for the title"),
        ("22", "| |", "it has no title"),
        ("24", "Only words", "a point beside a table"),
    ]


def test_texts_of_a_row_are_kept_with_its_topic_and_their_links(tmp_path: Path) -> None:
    text = "| Topic | Description | Notes |\n|---|---|---|\n| a | A *b*. | see [c](https://a.org) |\n| d | | - |\n"
    assert [(each.why, each.notes) for each in items(tmp_path, text)] == [
        ("A b.", ("see c https://a.org",)),
        ("", ()),
    ]
    assert unplaced(tmp_path, text) == []


def test_the_lanes_of_a_board_are_how_far_one_is(tmp_path: Path) -> None:
    lanes = "## Todo\n\n- [ ] a\n\n## Doing\n\n- [ ] b\n\n## Done\n\n**Complete**\n- [x] c\n- [ ] d\n"
    board = outline(tmp_path, f"---\n\nkanban-plugin: board\n\n---\n\n{lanes}")
    assert [(each.title, each.module, each.status) for each in board.items] == [
        ("a", "", "todo"),
        ("b", "", "doing"),
        ("c", "", "done"),
        ("d", "", "done"),
    ]
    assert board.rules
    assert statuses(tmp_path, lanes) == ["todo", "todo", "done", "todo"]


def test_how_a_course_is_graded_is_no_topic(tmp_path: Path) -> None:
    text = (
        "# Course\n\n## Week 1\n- Variables\n- Loops\n\n## Week 2\n- Lists\n\n## Grading\n- Homework 50%\n- Exam 50%\n"
    )
    assert titles(tmp_path, text) == ["Variables", "Loops", "Lists"]
    assert [each[1:] for each in unplaced(tmp_path, text)][-1] == ("Exam 50%", "it stands under Grading")


def test_a_table_beside_boxes_gives_topics_too(tmp_path: Path) -> None:
    text = "## A\n\n- [x] a\n\n## B\n\n| Topic | Hours |\n|---|---|\n| ✅ b | 1:30 |\n| ⬜ [c](https://a.org) - see | 2 |\n"
    assert [(each.module, each.title, each.status, each.hours, each.why) for each in items(tmp_path, text)] == [
        ("A", "a", "done", None, ""),
        ("B", "b", "done", 1.5, ""),
        ("B", "c", "todo", 2, "see"),
    ]


AWESOME = """\
# Awesome

## Contents

- [Books](#books)
- Preface

## Books

- [One](https://a.org) - good.

## 🤝 Contributing

- Send a request
  - in English
"""


def test_in_a_list_without_boxes_what_is_about_the_list_itself_is_no_topic(tmp_path: Path) -> None:
    assert titles(tmp_path, AWESOME) == ["One"]
    assert unplaced(tmp_path, AWESOME) == [
        ("3", "Contents", "a heading without topics"),
        ("5", "Books", "it stands under Contents"),
        ("6", "Preface", "it stands under Contents"),
        ("12", "🤝 Contributing", "a heading without topics"),
        ("14", "Send a request", "it stands under 🤝 Contributing"),
        ("15", "in English", "it stands under 🤝 Contributing"),
    ]
    assert titles(tmp_path, "# Contents\n\n- a\n") == ["a"]


BELOW = """\
- [ ] Norms
  - [One](https://example.org/1) until minute ten
  - see [two](https://example.org/2) and [three](https://example.org/3)
  - https://example.org/4

  A text with [five](https://example.org/5).

  - a remark
    - [six](https://example.org/6)
  ```
  - [ ] code
  ```
- [ ] Products
"""


def test_links_below_a_topic_are_its_resources_and_the_rest_is_a_note(tmp_path: Path) -> None:
    first, second = items(tmp_path, BELOW)
    assert [each[:2] for each in first.resources] == [
        ("One until minute ten", "https://example.org/1"),
        ("two", "https://example.org/2"),
        ("three", "https://example.org/3"),
        ("https://example.org/4", "https://example.org/4"),
        ("A text with five.", "https://example.org/5"),
        ("six", "https://example.org/6"),
    ]
    assert first.notes == ("see two and three\na remark\n- [ ] code",)
    assert (second.resources, second.notes) == ((), ())
    assert unplaced(tmp_path, BELOW) == []


def test_links_of_groups_and_headings_go_to_their_first_topic(tmp_path: Path) -> None:
    text = "# T\n## [A](https://example.org/a)\n- [ ] G [g](https://example.org/g)\n  - [ ] one\n  - [ ] two\n- [ ] x\n"
    one, two, _ = items(tmp_path, text)
    assert (one.module, one.title) == ("A", "G g: one")
    assert [each.url for each in one.resources] == ["https://example.org/a", "https://example.org/g"]
    assert two.resources == ()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "./notes.md", "#vectors", "mailto:a@example.org", "//x.org"])
def test_a_link_that_leads_to_no_web_page_is_told(tmp_path: Path, url: str) -> None:
    text = f"- [ ] [Norms]({url})\n"
    assert items(tmp_path, text)[0].resources == ()
    assert unplaced(tmp_path, text) == [("1", f"Norms {url}", "it leads to no web page")]


AROUND = """\
---
title: Notes
---
Hello.

More.

- [Vectors](#vectors)
- [Matrices](#matrices)

```
- [ ] code
```

## Vectors

- [ ] Norms
- [ ]

<!-- - [ ] hidden -->
<details><summary>Aside</summary></details>

***

## License

MIT
"""


def test_what_stands_outside_of_the_list_is_told_with_its_line(tmp_path: Path) -> None:
    assert titles(tmp_path, AROUND) == ["Norms"]
    assert unplaced(tmp_path, AROUND) == [
        ("1", "title: Notes", "it says nothing of topics"),
        ("4", "Hello.", "text outside of the list"),
        ("6", "More.", "text outside of the list"),
        ("8", "Vectors", "a list without boxes"),
        ("9", "Matrices", "a list without boxes"),
        ("11", "- [ ] code", "code outside of the list"),
        ("18", "[ ]", "it has no title"),
        ("21", "Aside", "text outside of the list"),
        ("25", "License", "a heading without topics"),
        ("27", "MIT", "text outside of the list"),
    ]


def test_a_rule_at_the_beginning_is_no_front_matter(tmp_path: Path) -> None:
    assert titles(tmp_path, "---\n- [ ] a\n---\n- [ ] b\n") == ["a", "b"]


PLAIN = """\
# Read

- [Contents](#contents)

## Vectors

- Norms
  - [A lecture](https://example.org)
- [Products](https://example.org/p)
- Bases
  - Change
  - Orthogonal
"""


def test_without_any_box_every_point_is_a_topic(tmp_path: Path) -> None:
    found = outline(tmp_path, PLAIN)
    assert [each[1:4] for each in found.items] == [
        ("Norms", "", "Vectors"),
        ("Products", "", "Vectors"),
        ("Bases: Change", "", "Vectors"),
        ("Bases: Orthogonal", "", "Vectors"),
    ]
    assert {each.status for each in found.items} == {"todo"}
    assert found.items[0].resources == (Resource("A lecture", "https://example.org"),)
    assert [each.text for each in found.unplaced] == ["Contents"]


def test_a_list_in_a_quotation_and_one_without_text_of_its_own_are_read(tmp_path: Path) -> None:
    assert titles(tmp_path, "> - [ ] a\n>   - [ ] b\n\n-\n  - [x] c\n") == ["b", "c"]
    assert titles(tmp_path, "- - [ ] a\n") == ["a"]


def test_without_a_list_there_are_no_topics(tmp_path: Path) -> None:
    assert refusal(tmp_path, "# Title\n\nOnly words.\n", "markdown") == (
        "this is a text rather than a list: there is no list of topics in it"
    )


def nested(depth: int) -> str:
    return "".join(f"{'  ' * level}- [ ] a{level}\n" for level in range(depth))


def test_lists_are_read_as_deep_as_they_are_told_apart(tmp_path: Path) -> None:
    (found,) = items(tmp_path, nested(49))
    assert found.title.split(": ") == [f"a{level}" for level in range(1, 49)]
    assert refusal(tmp_path, nested(50)) == "50: lists are nested too deeply"
    assert refusal(tmp_path, f"- [ ] a\n{'>' * 5000} b\n") == "2: lists are nested too deeply"
    assert refusal(tmp_path, f"- [ ] a\n{'- ' * 5000}b\n").endswith("lists are nested too deeply")


def test_limits_are_said(tmp_path: Path) -> None:
    assert (
        refusal(tmp_path, "- [ ] a\n" * 10_001) == "it holds more than 10,000 entries, which is the most that is read"
    )
    assert refusal(tmp_path, "- [ ] a\n" + "\n" * MOST_LINES) == (
        "it has more than 100,000 lines, which is the most that is read of Markdown"
    )
    assert refusal(tmp_path, "- [ ] a\n" + "|" * (MOST_CELLS + 1)) == (
        "its tables have more than 200,000 cells, which is the most that is read of Markdown"
    )
    text = f"- [ ] {'a' * (LONGEST + 1)}\n- [ ] b\n"
    assert titles(tmp_path, text) == ["b"]
    assert unplaced(tmp_path, text)[0][::2] == ("1", "it has no title")


def test_a_checklist_of_four_hundred_lines_comes_in_whole(tmp_path: Path) -> None:
    lines = ["# Curriculum", "", "Two years of evenings.", ""]
    for phase in range(4):
        lines += [f"## {phase + 1}. Phase {phase}", "", "Why this matters.", ""]
        for module in range(6):
            lines += [f"### Module {phase}.{module}", ""]
            for topic in range(6):
                box = "x" if (phase, module) < (1, 3) else " "
                lines.append(f"- [{box}] **Topic {phase}.{module}.{topic}** ({topic + 1} h)")
                if topic % 2:
                    lines.append(f"    * [Chapter {topic}](https://example.org/{phase}/{module}/{topic})")
            lines += ["    * [ ] Exercise one", "    * [x] Exercise two", ""]
    lines += ["## Done when", "", *(f"line {number}\n" for number in range(21))]
    found = outline(tmp_path, "\n".join([*lines, ""]))
    assert len(lines) + 21 == 400
    assert found.title == "Curriculum"
    assert len({each.phase for each in found.items}) == 4
    assert len({(each.phase, each.module) for each in found.items}) == 24
    assert len(found.items) == 4 * 6 * (5 + 2)
    assert sum(each.status == "done" for each in found.items) == 9 * 6 + 15
    assert sum(len(each.resources) for each in found.items) == 4 * 6 * 3
    assert sum(each.hours or 0 for each in found.items) == 4 * 6 * (1 + 2 + 3 + 4 + 5)
    assert [each.why for each in found.unplaced][-22:] == [
        "a heading without topics",
        *["text outside of the list"] * 21,
    ]


words = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), min_size=1, max_size=6)
MARKS = (
    "- ",
    "* ",
    "1. ",
    "[ ] ",
    "[x] ",
    "[-]",
    "# ",
    "### ",
    "\n",
    "\n\n",
    "  ",
    "    ",
    "> ",
    "```\n",
    "~~",
    "**",
    "`",
)
LINKS = ("[", "](", ")", "https://example.org", "[a](https://b.org)", "![", "[r]: https://r.org\n", "<https://c.org>")
OTHERS = (
    "\n|---|---|\n",
    "| Topic | Done |",
    "✅",
    "<b>",
    "<!--",
    "-->",
    "---\n",
    "a: b\n",
    "\\",
    "&amp;",
    "|",
    "\x1b",
    "(2 h)",
    ":",
    "\t",
)
pieces = st.sampled_from((*MARKS, *LINKS, *OTHERS))


@given(text=st.lists(pieces | words, max_size=40).map("".join))
@example(text="- [ ] [a](https://b.org/\u2028)\n")
def test_whatever_markdown_it_is_it_is_an_outline_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    read_or_refuse(write(tmp_path_factory.mktemp("in"), text), "markdown")


words_of_people = st.lists(
    st.sampled_from(("a", "Zürich", "漢字", "C++", "2", "3.5", "x,", "why?", "a-b", "(z)")), max_size=4
)
names = words_of_people.map(lambda each: " ".join(["Topic", *each]))


@given(made=st.lists(st.tuples(names, names, names, st.booleans()), min_size=1, max_size=8))
def test_what_is_written_as_a_checklist_is_read_as_it_was_meant(
    tmp_path_factory: pytest.TempPathFactory, made: list[tuple[str, str, str, bool]]
) -> None:
    lines = [f"## {phase}\n### {module}\n- [{'x' if done else ' '}] {name}" for name, phase, module, done in made]
    found = items(tmp_path_factory.mktemp("in"), "\n".join(["# T", *lines]))
    meant = [(name, phase, module, "done" if done else "todo") for name, phase, module, done in made]
    assert [(each.title, each.phase, each.module, each.status) for each in found] == meant


@pytest.mark.parametrize("bullet", "•‣◦▪●○")
def test_points_as_other_programs_draw_them(tmp_path: Path, bullet: str) -> None:
    text = f"Plan\n\n{bullet} Norms\n  {bullet} of vectors\n{bullet} [x] Rank\n"
    assert [(each.title, each.status) for each in items(tmp_path, text.replace("[x] ", ""))] == [
        ("of vectors", "todo"),
        ("Rank", "todo"),
    ]
    assert statuses(tmp_path, text) == ["done"]


def test_properties_of_logseq_are_told_and_no_part_of_a_title(tmp_path: Path) -> None:
    text = "- TODO Norms\n  id:: 64a0\n  collapsed:: true\n- TODO Rank\n  id:: 64a1\n  :LOGBOOK:\n  CLOCK: [2026-01-05 Mon 10:00]\n  :END:\n"
    assert titles(tmp_path, text) == ["Norms", "Rank"]
    assert [item.known_as for item in items(tmp_path, text)] == [("64a0",), ("64a1",)]
    assert unplaced(tmp_path, text) == [
        ("1", "collapsed::", "nothing is made of it"),
        ("4", "a time that a clock ran", "nothing is made of it"),
    ]


@pytest.mark.parametrize(
    ("below", "title", "notes"),
    [
        ("  Watched half.", "Norms", ("Watched half.",)),
        ("  and bases", "Norms and bases", ()),
        ("\n  and bases", "Norms", ("and bases",)),
        ("  - a remark", "Norms", ("a remark",)),
        ("  - [a link](https://a.org)", "Norms", ()),
    ],
)
def test_what_stands_below_a_topic_is_its_note_unless_its_title_goes_on(
    tmp_path: Path, below: str, title: str, notes: tuple[str, ...]
) -> None:
    assert [(each.title, each.notes) for each in items(tmp_path, f"- [ ] Norms\n{below}\n")] == [(title, notes)]


def test_an_open_box_with_a_day_on_which_it_was_done_stays_open_and_is_told(tmp_path: Path) -> None:
    text = "- [ ] Norms ✅ 2024-05-11\n- [x] Rank ✅ 2024-05-11\n"
    assert [(each.status, each.finished is not None) for each in items(tmp_path, text)] == [
        ("todo", False),
        ("done", True),
    ]
    assert unplaced(tmp_path, text) == [
        ("1", "2024-05-11", "a day on which it was done, though its box says otherwise")
    ]


@pytest.mark.parametrize(
    ("label", "module"),
    [
        ("Basics:", "Basics"),
        ("**Basics**", "Basics"),
        ("**Basics:**", "Basics"),
        ("Week 2", "Week 2"),
        ("These are the things that I want to learn:", ""),
        ("Resources:", ""),
        ("**One** and **two**", ""),
        ("A line of words", ""),
    ],
)
def test_a_line_over_a_list_is_a_heading_where_there_are_no_others(tmp_path: Path, label: str, module: str) -> None:
    text = f"# Plan\n\n{label}\n- [ ] Norms\n\nMore:\n\n1. [ ] Rank\n"
    assert [phase + group for phase, group, _ in places(tmp_path, text)] == [module, "More"]


def test_beside_headings_such_a_line_is_a_text(tmp_path: Path) -> None:
    assert places(tmp_path, "# Plan\n## Algebra\nBasics:\n- [ ] Norms\n") == [("", "Algebra", "Norms")]


def test_comments_are_no_part_of_a_title_and_hide_nothing_behind_it(tmp_path: Path) -> None:
    text = "- [ ] Norms (3 h) <!-- id: 1 -->\n- [ ] Eigen<!-- a -- b -->values\n- [ ] `<!-- a -->` in HTML\n"
    assert titles(tmp_path, text) == ["Norms", "Eigenvalues", "<!-- a --> in HTML"]
    assert items(tmp_path, text)[0].hours == 3


@pytest.mark.parametrize("badge", ["**free**", "*paid*", "`book`", "**free** `book`"])
def test_a_badge_between_a_link_and_what_is_said_of_it_is_no_part_of_the_title(tmp_path: Path, badge: str) -> None:
    text = f"- [Kneading](https://example.org/knead) {badge} \u2013 how to do it by hand. It takes long.\n" * 3
    assert titles(tmp_path, text) == ["Kneading"] * 3
    assert items(tmp_path, text)[0].why.endswith("\u2013 how to do it by hand. It takes long.")


@pytest.mark.parametrize(
    ("text", "title", "notes"),
    [
        ("- [ ] Norms\n  some words about it\n", "Norms", ("some words about it",)),
        ("- [ ] Norms\n  \u00a0\n  some words about it\n", "Norms", ("some words about it",)),
        ("- [ ] Norms of\n  vectors and of matrices\n", "Norms of vectors and of matrices", ()),
        ("- [ ] Norms of vectors and of\n  matrices\n", "Norms of vectors and of matrices", ()),
        ("- [ ] Norms of vectors and mean\n  matrices\n", "Norms of vectors and mean matrices", ()),
    ],
)
def test_a_line_that_had_room_for_the_next_word_ends_the_title(
    tmp_path: Path, text: str, title: str, notes: tuple[str, ...]
) -> None:
    (found,) = items(tmp_path, text)
    assert (found.title, found.notes) == (title, notes)


def test_what_a_page_says_to_its_style_is_no_part_of_a_title(tmp_path: Path) -> None:
    assert titles(tmp_path, "- [ ] Norms {#norms .wide}\n- [ ] Sets {a, b}\n") == ["Norms", "Sets {a, b}"]


def test_a_dash_in_the_place_of_a_title_is_none(tmp_path: Path) -> None:
    text = "| Day | Topic |\n|---|---|\n| Mon | Norms |\n| Tue | - |\n"
    assert titles(tmp_path, text) == ["Norms"]
    assert ("4", "-", "it has no title") in unplaced(tmp_path, text)


def test_a_list_that_looks_like_one_of_taskpaper_keeps_its_boxes(tmp_path: Path) -> None:
    found = items(tmp_path, "Basics:\n\t- [x] Norms\n\t- [ ] Rank\n\t- Trace\n")
    assert [(each.title, each.module, each.status) for each in found] == [
        ("Norms", "Basics", "done"),
        ("Rank", "Basics", "todo"),
        ("Trace", "Basics", "todo"),
    ]
