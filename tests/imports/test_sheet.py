"""A table from a spreadsheet becomes topics, whatever its columns are called and however they are parted."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imports_helpers import items, known, outline, read_or_refuse, refusal, requires, told, unplaced, write

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.imports.formats import read
from roadmap_cli.imports.made_definition import define, tidy

WHOLE = """\
title,phase,module,hours,status,requires
Norms,Maths,Vectors,2,done,
Dot products,Maths,Vectors,3.5,doing,Norms
Rank,Maths,Matrices,,todo,"Norms, Dot products"
"""


def first(folder: Path, header: str, row: str) -> Any:
    return items(folder, f"{header}\n{row}\n")[0]


def test_a_table_is_read_whole(tmp_path: Path) -> None:
    found = outline(tmp_path, WHOLE, name="plan.csv")
    assert found.title == "Plan"
    assert [each[1:4] for each in found.items] == [
        ("Norms", "Maths", "Vectors"),
        ("Dot products", "Maths", "Vectors"),
        ("Rank", "Maths", "Matrices"),
    ]
    assert [(each.hours, each.status) for each in found.items] == [(2, "done"), (3.5, "doing"), (None, "todo")]
    assert [each.requires for each in found.items] == [(), ("Norms",), ("Norms", "Dot products")]
    assert found.items[0].place.endswith("plan.csv:2")
    assert (found.unplaced, found.inferred, found.defines) == ((), "", True)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_tables_of_any_program_are_read(tmp_path: Path, separator: str, end: str, mark: bytes) -> None:
    content = mark + end.join([separator.join(("Module", "Title")), separator.join(("M", '"a, b; c"')), ""]).encode()
    (found,) = items(tmp_path, content)
    assert (found.title, found.module) == ("a, b; c", "M")


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Name,Section", {"title": "1", "module": "2"}),
        ("TASK,Stage", {"title": "1", "phase": "2"}),
        ("Topic , ID", {"title": "1", "id": "2"}),
        ("slug,item", {"id": "1", "title": "2"}),
        ("title,Estimated_Hours", {"title": "1", "hours": 2}),
        ("title,time-spent", {"title": "1", "minutes": 2}),
        ("title,Depends on", {"title": "1", "requires": ("2",)}),
        ("hours,title", {"title": "2", "hours": 1}),
        ("Card Name,List Name", {"title": "1", "module": "2"}),
        ("Courses,Duration", {"title": "1", "hours": 2}),
        ("Book,Rating", {"title": "1"}),
        ("Titel,Stunden", {"title": "1", "hours": 2}),
        ("Titel,Modul", {"title": "1", "module": "2"}),
        ("Phase,Titel", {"title": "2", "phase": "1"}),
        ("Titel,Voraussetzungen", {"title": "1", "requires": ("2",)}),
    ],
)
def test_columns_stand_in_any_order_and_are_spelled_as_people_do(
    tmp_path: Path, header: str, fields: dict[str, Any]
) -> None:
    found = first(tmp_path, header, "1,2")._asdict()
    assert {name: found[name] for name in fields} == fields


@pytest.mark.parametrize(
    ("word", "status"),
    [
        *(
            (word, "done")
            for word in (
                "done",
                "DONE",
                "x",
                "X",
                "[x]",
                "yes",
                "true",
                "TRUE",
                "complete",
                "Completed",
                "1",
                "✓",
                "☑️",
                "100%",
                "100 %",
                "1.0",
                "Ja",
                "fertig",
                "Mastered",
                "\U0001f7e2 Done",
                "Completed \u2705",
            )
        ),
        *(
            (word, "doing")
            for word in (
                "doing",
                "in progress",
                "In-Progress",
                "in_progress",
                "started",
                "learning",
                "In Progress",
                "On hold",
                "Reviewing",
                "1%",
                "99.5 %",
                "0.5",
                "0.01",
                "⏳",
            )
        ),
        *((word, "skipped") for word in ("skipped", "skip", "cancelled", "Dropped", "Won\u2019t do")),
        *(
            (word, "todo")
            for word in (
                "todo",
                "to do",
                "To-Do",
                "",
                "no",
                "FALSE",
                "0",
                "0%",
                "0.0",
                "not started",
                "Not Started",
                "Backlog",
                "  ",
                "nein",
                "[ ]",
            )
        ),
    ],
)
def test_a_status_is_said_in_many_words(tmp_path: Path, word: str, status: str) -> None:
    assert first(tmp_path, "title,status", f"a,{word}").status == status
    assert unplaced(tmp_path, f"title,status\na,{word}\n") == []


@pytest.mark.parametrize(
    ("said", "hours"),
    [
        ("3", 3),
        ("3.5", 3.5),
        ('"3,5"', 3.5),
        ("2h", 2),
        ("2 hours", 2),
        ("90m", 1.5),
        ("1h30", 1.5),
        ("1 h 30 min", 1.5),
        ("1:30", 1.5),
        ("0:45:00", 0.75),
        ('"1,5 Std."', 1.5),
    ],
)
def test_hours_are_said_in_many_ways(tmp_path: Path, said: str, hours: float) -> None:
    assert first(tmp_path, "title,hours", f"a,{said}").hours == hours


@pytest.mark.parametrize(
    ("said", "minutes"), [("90", 90), ("2h", 120), ("1h30", 90), ("", 0), ("0", 0), ("0.5", 0), ("1:30", 90)]
)
def test_minutes_are_minutes_unless_said(tmp_path: Path, said: str, minutes: int) -> None:
    assert first(tmp_path, "title,minutes", f"a,{said}").minutes == minutes


@pytest.mark.parametrize(
    ("header", "cell", "why"),
    [
        ("status", "perhaps", "this is no status"),
        ("status", "101%", "this is no status"),
        ("status", "7", "this is no status"),
        ("hours", "8 weeks 100 hours", "this is no number of hours"),
        ("effort", "high", "this is no number of hours a week"),
        ("effort", "8 h/week", "nothing says for how many weeks"),
        ("hours", "1:60", "this is no number of hours"),
        ("hours", "long", "this is no number of hours"),
        ("hours", "-1", "this is no number of hours"),
        ("hours", "nan", "this is no number of hours"),
        ("hours", "1e9", "this is no number of hours"),
        ("hours", "99999999999999", "this is no number of hours"),
        ("minutes", "2 days", "this is no number of minutes"),
        ("started", "yesterday", "this is no day such as 2026-11-23"),
        ("finished", "0001-01-01", "this is no day such as 2026-11-23"),
        ("finished", "9999-12-31", "this is no day such as 2026-11-23"),
        ("link", "javascript:alert(1)", "it leads to no web page"),
    ],
)
def test_what_is_not_understood_is_told(tmp_path: Path, header: str, cell: str, why: str) -> None:
    assert unplaced(tmp_path, f"title,{header}\na,{cell}\n") == [("2", cell, why)]
    found = first(tmp_path, f"title,{header}", f"a,{cell}")
    assert (found.status, found.hours, found.minutes, found.resources) == ("todo", None, 0, ())


def test_days_say_a_status_where_no_other_is_said(tmp_path: Path) -> None:
    done = first(tmp_path, "title,started,finished", "a,2026-11-01,2026-11-20")
    assert (done.status, done.started, done.finished) == ("done", date(2026, 11, 1), date(2026, 11, 20))
    assert first(tmp_path, "title,started,finished", "a,2026-11-01,").status == "doing"
    assert first(tmp_path, "title,status,finished", "a,skipped,2026-11-20").status == "skipped"
    completed = first(tmp_path, "title,completed", "a,2026-11-20")
    assert (completed.status, completed.finished) == ("done", date(2026, 11, 20))


@pytest.mark.parametrize(
    ("row", "day"),
    [
        ("a,Todo,2026-01-06,", ("2026-01-06", "done")),
        ("a,Doing,2026-01-06,2026-01-02", ("2026-01-06", "done")),
        ("a,Todo,,2026-01-02", ("2026-01-02", "begun")),
    ],
)
def test_a_day_that_the_status_contradicts_is_told(tmp_path: Path, row: str, day: tuple[str, str]) -> None:
    why = f"a day on which it was {day[1]}, though its status says otherwise"
    assert unplaced(tmp_path, f"title,status,finished,started\n{row}\n") == [("2", day[0], why)]


@pytest.mark.parametrize("header", ["Topic,Status,Completed", "Topic,Completed,Status"])
def test_of_two_columns_that_say_how_far_one_is_that_with_days_says_when(tmp_path: Path, header: str) -> None:
    row = {"Topic": "a", "Status": "Done", "Completed": "January 5, 2026"}
    cells = ",".join(f'"{row[name]}"' for name in header.split(","))
    found = first(tmp_path, header, cells)
    assert (found.status, found.finished) == ("done", date(2026, 1, 5))
    assert unplaced(tmp_path, f"{header}\n{cells}\n") == []


@pytest.mark.parametrize(
    ("cell", "requires"),
    [
        ("b c", ("b", "c")),
        ("b; Two words", ("b", "Two words")),
        ('"b, Two words,"', ("b", "Two words")),
        ("two WORDS", ("two WORDS",)),
        ('"One, two"', ("One, two",)),
        ("", ()),
        (";;", ()),
        ("none", ()),
        ("-", ()),
        ("Keine", ()),
    ],
)
def test_prerequisites_are_parted_in_many_ways(tmp_path: Path, cell: str, requires: tuple[str, ...]) -> None:
    found = items(tmp_path, f'title,requires,id\na,{cell},x\nTwo words,,y\n"One, two",,z\n')
    assert found[0].requires == requires


@pytest.mark.parametrize("cell", ["Math 1 and Math 2", "math 1 & Math 2", "Math 1 und Math 2"])
def test_prerequisites_are_parted_by_and_where_both_sides_are_topics(tmp_path: Path, cell: str) -> None:
    text = f"title,requires\nMath 1,\nMath 2,\nML,{cell}\n"
    assert [each.casefold() for each in items(tmp_path, text)[2].requires] == ["math 1", "math 2"]
    assert items(tmp_path, "title,requires\nUp and down,\nML,Up and down\n")[1].requires == ("Up and down",)


def test_links_and_evidence_are_addresses_parted_by_spaces(tmp_path: Path) -> None:
    found = first(tmp_path, "title,url,evidence", "a,https://a.org https://b.org,https://c.org https://c.org")
    assert found.resources == (Resource("https://a.org", "https://a.org"), Resource("https://b.org", "https://b.org"))
    assert found.evidence == (Resource("", "https://c.org"),)


@pytest.mark.parametrize(
    ("cell", "links"),
    [
        ('"https://a.org, https://b.org"', [("https://a.org", "https://a.org"), ("https://b.org", "https://b.org")]),
        ("[Norms](https://a.org/x)", [("Norms", "https://a.org/x")]),
        ("Norms https://a.org/x", [("Norms", "https://a.org/x")]),
        ("A book", []),
    ],
)
def test_a_link_may_have_a_name(tmp_path: Path, cell: str, links: list[tuple[str, str]]) -> None:
    found = first(tmp_path, "title,link", f"a,{cell}").resources
    assert [(each.title, each.url) for each in found] == links
    told = [each.why for each in outline(tmp_path, f"title,link\na,{cell}\n").unplaced]
    assert told == ([] if links else ["it leads to no web page"])


def test_the_page_of_a_name_is_no_part_of_it(tmp_path: Path) -> None:
    found = items(tmp_path, "Task,Course,Requires\na,Maths (https://a.org/m?x=1),\nb b,,a (https://a.org/1)\n")
    assert (found[0].module, found[1].requires) == ("Maths", ("a",))


@pytest.mark.parametrize(
    ("cell", "title"),
    [("'=1+1", "=1+1"), ("' -x", "-x"), ("'+x", "+x"), ("'@x", "@x"), ("'tis", "'tis"), ("''=x", "''=x"), ("'", "'")],
)
def test_the_apostrophe_before_a_formula_is_taken_away(tmp_path: Path, cell: str, title: str) -> None:
    assert first(tmp_path, "title,id", f"{cell},x").title == title


def test_a_cell_of_several_lines_is_one_line_and_its_row_is_known_by_the_first(tmp_path: Path) -> None:
    content = '\n\ntitle,module\n"a\n\tb",M\n\n,\nc,M\n'
    found = items(tmp_path, content)
    assert [(each.title, each.place.rpartition(":")[2]) for each in found] == [("a b", "4"), ("c", "8")]


def test_what_has_no_title_or_no_column_is_told(tmp_path: Path) -> None:
    content = "title,hours,mood,title,mood two\na,1,n,t,\nb,2,n\n,3,lost\nc,1,,,,more\n"
    assert [each.title for each in items(tmp_path, content)] == ["a", "b", "c"]
    assert unplaced(tmp_path, content) == [
        ("4", "3 h lost", "it has no title"),
        ("2", "column mood", "nothing is made of it (3 times)"),
        ("2", "column title", "nothing is made of it"),
        ("5", "a cell without a column", "nothing is made of it"),
    ]


def test_what_we_work_out_ourselves_is_not_missed(tmp_path: Path) -> None:
    assert unplaced(tmp_path, "title,ready,proven,fresh,memory,stretch\na,yes,no,0.9,fresh,no\n") == []


def test_one_column_is_a_table_if_it_says_so(tmp_path: Path) -> None:
    assert [each.title for each in items(tmp_path, "Title\na\nb c\n")] == ["a", "b c"]
    assert [each.title for each in items(tmp_path, "Title,\na,\n")] == ["a"]
    assert [each.title for each in items(tmp_path, "Topics\n- [ ] a\n")] == ["a"]
    assert [each.title for each in items(tmp_path, "Topic\n- [ ] a\n")] == ["a"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "it is empty"),
        ("a,b\nc,d\n", "1: there is no column for the title"),
        ("\n\nhours\n1\n", "3: there is no column for the title"),
        ("| Name | URL |\n|---|---|\n| a | b |\n", None),
        ('title\na\n"b\nc\n', "3: not a row of a table: unexpected end of data"),
        ('title\n"b" c,d\n', "2: not a row of a table: ',' expected after '\"'"),
        (f"title\n{'a' * 200_000}\n", "2: not a row of a table: field larger than field limit (131072)"),
        (f"title\n{'a,' * 10_001}\n", None),
        ("title\n" + "a\n" * 10_001, "it holds more than 10,000 entries, which is the most that is read"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(tmp_path: Path, content: str, sentence: str | None) -> None:
    if sentence is None:
        read_or_refuse(write(tmp_path, content), "csv")
    else:
        assert refusal(tmp_path, content, "csv") == sentence


def test_the_lists_of_a_board_are_how_far_one_is_if_they_are_called_so(tmp_path: Path) -> None:
    board = items(tmp_path, "Card Name,List Name,Labels\na,Done,x\nb,To Do,\nc,In Progress,\n")
    assert [(each.title, each.module, each.status) for each in board] == [
        ("a", "", "done"),
        ("b", "", "todo"),
        ("c", "", "doing"),
    ]
    mixed = outline(tmp_path, "Card Name,List Name\na,Done\nb,Algebra\n")
    assert [(each.module, each.status) for each in mixed.items] == [("", "done"), ("Algebra", "todo")]
    assert mixed.rules == ("the lists Done say how far one is",)
    numbers = items(tmp_path, "Task,Module\na,1\nb,1\n")
    assert [(each.module, each.status) for each in numbers] == [("1", "todo"), ("1", "todo")]
    names = items(tmp_path, "Task,Module\na,Reading\nb,Learning\n")
    assert [(each.module, each.status) for each in names] == [("Reading", "todo"), ("Learning", "todo")]
    said = items(tmp_path, "Name,List,Status\na,Done,\n")
    assert [(each.module, each.status) for each in said] == [("Done", "todo")]


def test_a_page_of_notes_comes_in_with_what_it_says_of_topics(tmp_path: Path) -> None:
    content = "Name,Status,Tags,Due\nNorms,Done,Maths,2026-11-20\nRank,Not started,,\n"
    assert [(each.title, each.status) for each in items(tmp_path, content)] == [("Norms", "done"), ("Rank", "todo")]
    assert [each[1] for each in unplaced(tmp_path, content)] == ["column Tags", "column Due"]


ASSIGNMENTS = "Task Name,Course,Status,Due\n" + "".join(f"Essay {n},PSY-305,Not started,\n" for n in range(1, 6))


def test_tasks_are_topics_and_their_course_is_a_module(tmp_path: Path) -> None:
    found = items(tmp_path, ASSIGNMENTS)
    assert [each.title for each in found] == [f"Essay {number}" for number in range(1, 6)]
    assert {each.module for each in found} == {"PSY-305"}
    turned = "".join(f"PSY-305,Essay {number}\n" for number in range(6))
    assert items(tmp_path, f"Course,Task Name\n{turned}")[5].title == "Essay 5"


@pytest.mark.parametrize(
    ("header", "title", "module", "phase"),
    [
        ("Course,Module,Lesson", "w", "v", "u"),
        ("Subject,Course name", "v", "u", ""),
        ("Lesson title,Unit", "u", "v", ""),
        ("Student name,Task", "v", "", ""),
        ("Name,Title,Topic", "w", "", ""),
        ("Course,Duration", "u", "", ""),
        ("Module,Status", "u", "", ""),
        ("Phase,Course,Title", "w", "v", "u"),
        ("My own title,Hours", "u", "", ""),
    ],
)
def test_what_names_the_topics_goes_by_rank(tmp_path: Path, header: str, title: str, module: str, phase: str) -> None:
    found = first(tmp_path, header, "u,v,w")
    assert (found.title, found.module, found.phase) == (title, module, phase)


@pytest.mark.parametrize("before", ["sep=;\n", "My plan;;\n;;\n", ";;\n\nMy plan;;\n"])
def test_what_stands_before_the_header_is_no_row(tmp_path: Path, before: str) -> None:
    found = outline(tmp_path, f"{before}Topic;Hours;Status\nNorms;2;done\n", name="other.csv")
    assert [(each.title, each.hours, each.status) for each in found.items] == [("Norms", 2, "done")]
    assert found.title == ("My plan" if "plan" in before else "Other")
    assert found.items[0].place.endswith(f":{before.count(chr(10)) + 2}")


def test_a_title_that_repeats_groups_those_that_do_not(tmp_path: Path) -> None:
    rows = "".join(f"{'ab'[number % 2]},Part {number}\n" for number in range(8))
    found = items(tmp_path, f"Topic,Title\n{rows}")
    assert [(each.title, each.module) for each in found[:2]] == [("Part 0", "a"), ("Part 1", "b")]


def test_a_table_whose_title_says_nearly_the_same_everywhere_is_refused(tmp_path: Path) -> None:
    content = "Course,Status,Due\n" + "PSY-305,done,\n" * 9 + "Bio,done,\n"
    assert refusal(tmp_path, content) == (
        "1: there is no column for the title: Course says nearly the same in every row"
    )


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ('"January 5, 2026"', date(2026, 1, 5)),
        ('"Mon, Jan 5, 2026 3:00 PM"', date(2026, 1, 5)),
        ("5 Jan 2026", date(2026, 1, 5)),
        ("5. Januar 2026", date(2026, 1, 5)),
        ("05.01.2026", date(2026, 1, 5)),
        ("2026/01/05", date(2026, 1, 5)),
        ("1/31/26", date(2026, 1, 31)),
        ("31/1/2026", date(2026, 1, 31)),
        ("5/5/2026", date(2026, 5, 5)),
        ("2026-01-05T10:00:00.000Z", date(2026, 1, 5)),
    ],
)
def test_days_are_written_as_people_do(tmp_path: Path, said: str, day: date) -> None:
    assert first(tmp_path, "title,finished", f"a,{said}").finished == day
    assert unplaced(tmp_path, f"title,finished\na,{said}\n") == []


@pytest.mark.parametrize(
    ("other", "day"), [("13/6/2026", date(2026, 5, 1)), ("6/13/2026", date(2026, 1, 5)), ("2/3/2026", None)]
)
def test_a_column_settles_the_order_of_day_and_month(tmp_path: Path, other: str, day: date | None) -> None:
    found = first(tmp_path, "title,finished", f"a,1/5/2026\nb,{other}")
    assert (found.status, found.finished) == ("done", day)


def test_a_day_that_could_be_two_is_told_until_somebody_says_it(tmp_path: Path) -> None:
    content = "title,started,status\na,1/5/2026,1/6/2026\n"
    why = "is the day or the month first? say it with --dates day-first or --dates month-first"
    assert unplaced(tmp_path, content) == [("2", "1/6/2026", why), ("2", "1/5/2026", why)]
    file = write(tmp_path, content)
    said = read(file, dates="day-first")[1]
    assert said is not None
    assert (said.unplaced, said.items[0].started, said.items[0].finished) == ((), date(2026, 5, 1), date(2026, 6, 1))


def test_weeks_are_hours_by_what_another_column_says_of_them(tmp_path: Path) -> None:
    content = "Course,Duration,Effort\nA,13 weeks,8-10 hours/week\nB,2 weeks,-\nC,3-4 h,\nD,2 weeks,9 hours\n"
    found = outline(tmp_path, content)
    assert [each.hours for each in found.items] == [117, 14, 3.5, None]
    assert found.rules == (
        "13 weeks \u00d7 8-10 h a week = 117 h",
        "2 weeks = 14 h: nothing says how much a week is, so it counts 7 h",
        "3-4 h = 3.5 h: the middle of what is said",
    )
    assert unplaced(tmp_path, content) == [
        ("5", "2 weeks, 9 hours", "is that in all or in a week? write 8 h/week for the latter")
    ]


@pytest.mark.parametrize(
    ("header", "row", "hours"),
    [
        ("Weeks,Hours per week", "4,5", 20),
        ("Duration (weeks),Hours/week", "4,5 h", 20),
        ("Duration (min),Status", "90,", 1.5),
        ("Estimated time in minutes,Status", "90,", 1.5),
        ("Length,Weekly hours", "4 weeks,2-4", 12),
    ],
)
def test_a_header_says_the_unit_of_its_numbers(tmp_path: Path, header: str, row: str, hours: float) -> None:
    assert first(tmp_path, f"title,{header}", f"a,{row}").hours == hours


def test_a_header_says_that_numbers_are_per_cent(tmp_path: Path) -> None:
    found = items(tmp_path, "title,Progress (%)\na,100\nb,40\nc,0\n")
    assert [each.status for each in found] == ["done", "doing", "todo"]


def test_a_number_alone_counts_hours_and_that_is_said(tmp_path: Path) -> None:
    assert outline(tmp_path, "title,Duration\na,90\nb,45\n").rules == (
        "90 = 90 h, and 1 more like it: a number alone counts hours",
    )
    assert outline(tmp_path, "title,Est. Hours\na,90\n").rules == ()


@pytest.mark.parametrize(
    ("cells", "hours"),
    [
        (("12:30", "1:02:00"), [0.2, 1.03]),
        (("12:30", "45:00"), [0.2, 0.75]),
        (("1:30", "12:30"), [1.5, 12.5]),
    ],
)
def test_a_clock_is_read_by_all_of_its_column(tmp_path: Path, cells: tuple[str, str], hours: list[float]) -> None:
    found = items(tmp_path, f"Lesson,Length\na,{cells[0]}\nb,{cells[1]}\n")
    assert [round(each.hours or 0, 2) for each in found] == hours


@pytest.mark.parametrize("header", ["Watched", "Solved?", "Finished", "Done?"])
def test_a_column_that_is_answered_with_yes_is_a_status(tmp_path: Path, header: str) -> None:
    found = items(tmp_path, f"Video,{header}\na,Yes\nb,No\nc,\n")
    assert [each.status for each in found] == ["done", "todo", "todo"]


def test_texts_of_a_row_are_kept_with_its_topic(tmp_path: Path) -> None:
    found = first(tmp_path, "title,Description,Notes", "a,What it is.,I liked it.")
    assert (found.why, found.notes) == ("What it is.", ("I liked it.",))
    assert unplaced(tmp_path, "title,Description,Notes\na,b,c\n") == []


def test_a_graph_finds_its_names_whatever_their_hyphens_and_case(tmp_path: Path) -> None:
    content = (
        "id,title,requires\nbayes-rule,Bayes' rule,\nlin_reg,Regression,Bayes_Rule|Sums\nx,Deep,LIN-REG x\ny,sums,\n"
    )
    made = define(tidy(outline(tmp_path, content), "x"), "x")
    topics = [topic for phase in made.document["phase"] for module in phase["module"] for topic in module["topic"]]
    assert [topic.get("requires") for topic in topics] == [None, ["bayes-rule", "y"], ["lin_reg"], None]
    assert [each.why for each in made.unplaced] == ["that would close a circle of prerequisites"]


def test_a_table_of_tasks_has_their_courses_as_modules_and_their_days() -> None:
    found = known("notion-tasks.csv", "csv")
    assert [(each.title, each.module, each.status, each.hours) for each in found.items] == [
        ("Read on memory", "PSY-305", "done", 2.5),
        ("Read on attention", "PSY-305", "doing", 1.5),
        ("Write the essay", "PSY-305", "todo", 7),
        ("Draw a cell", "BIO-101", "skipped", 3),
    ]
    assert found.items[0].finished == date(2026, 1, 4)
    assert told(found) == [("column Due", "nothing is made of it (3 times)")]


def test_a_table_of_courses_has_hours_by_their_weeks() -> None:
    found = known("course-plan.csv", "csv")
    assert [(each.title, each.hours, each.finished) for each in found.items] == [
        ("Counting", 117, date(2026, 2, 13)),
        ("Proofs", 24, date(2026, 4, 5)),
        ("Graphs", 14, None),
    ]
    assert requires(found) == {"counting": [], "proofs": ["counting"], "graphs": ["counting", "proofs"]}
    assert found.rules == (
        "13 weeks \u00d7 8-10 h a week = 117 h, and 1 more like it",
        "2 weeks = 14 h: nothing says how much a week is, so it counts 7 h",
    )
    assert told(found) == []


def test_a_graph_in_a_table_has_its_edges() -> None:
    found = known("concept-graph.csv", "csv")
    assert requires(found) == {
        "random-variables": [],
        "expectation": ["random-variables"],
        "variance": ["expectation", "random-variables"],
        "monte_carlo": ["expectation", "variance"],
    }
    assert [(each.text, each.why) for each in define(found, "x").unplaced] == [
        ("Monte Carlo requires Markov chains", "no topic in the file is called that")
    ]


cells = st.sampled_from(
    ["title", "a", "x", "1", "2026-11-20", '"', "'=", "", " ", "\n", "\x1b", "done", "https://a.org"]
)
rows = st.lists(st.lists(cells | st.text(max_size=4), max_size=5).map(",".join), max_size=5).map("\n".join)


@given(
    header=st.sampled_from(
        [
            "title",
            "Course,Weeks,Effort",
            "Topic,Name,Started",
            "my name,Course",
            "title,status,hours",
            "name;requires;url;minutes",
            "id,title,started,finished",
        ]
    ),
    text=rows,
)
def test_whatever_table_it_is_it_is_topics_or_refused(
    tmp_path_factory: pytest.TempPathFactory, header: str, text: str
) -> None:
    read_or_refuse(write(tmp_path_factory.mktemp("in"), f"{header}\n{text}"), "csv")


@pytest.mark.parametrize(
    ("cells", "statuses"),
    [
        (["100", "50", "1", "0"], ["done", "doing", "doing", "todo"]),
        (["100.0", "41.5", "0.0"], ["done", "doing", "todo"]),
        (["1", "0", "2"], ["done", "todo", "todo"]),
        (["50%", "1", "Blocked"], ["doing", "done", "todo"]),
        (["\U0001f7e2", "\U0001f7e1", "\U0001f534"], ["done", "doing", "todo"]),
        (["\u2705", "\U0001f7e2", "\U0001f7e1"], ["done", "todo", "doing"]),
    ],
)
def test_a_status_is_what_the_others_let_it_mean(tmp_path: Path, cells: list[str], statuses: list[str]) -> None:
    table = "".join(f"t{number},{cell}\n" for number, cell in enumerate(cells))
    assert [each.status for each in items(tmp_path, f"title,status\n{table}")] == statuses


def test_green_beside_another_sign_for_done_is_told(tmp_path: Path) -> None:
    found = unplaced(tmp_path, "title,status\na,\u2705\nb,\U0001f7e2\n")
    assert found == [("3", "\U0001f7e2", "this is no status")]


def test_a_name_beside_an_address_of_mail_is_that_of_a_learner(tmp_path: Path) -> None:
    assert [each.title for each in items(tmp_path, "Name,Email,Course\nAda,a@example.org,Bread\n")] == ["Bread"]
    assert [each.title for each in items(tmp_path, "Name,Course\nAda,Bread\n")] == ["Ada"]


def test_a_column_without_a_cell_names_nothing(tmp_path: Path) -> None:
    assert [each.title for each in items(tmp_path, "Task,Topic\n,Norms\n,Rank\n")] == ["Norms", "Rank"]
    assert refusal(tmp_path, "Task,Hours\n,2\n") == "1: there is no column for the title: what could be one is empty"


@pytest.mark.parametrize(
    ("header", "module", "phase"),
    [("Week,Topic", "Week 3", ""), ("Week,Topic,Module", "M", "Week 3"), ("Week,Topic,Module,Phase", "M", "P")],
)
def test_weeks_group_topics_where_nothing_else_does(tmp_path: Path, header: str, module: str, phase: str) -> None:
    found = first(tmp_path, header, ",".join(["3", "Norms", "M", "P"][: header.count(",") + 1]))
    assert (found.module, found.phase) == (module, phase)


def test_a_dash_in_the_place_of_a_title_is_none(tmp_path: Path) -> None:
    assert [each.title for each in items(tmp_path, "Topic,Hours\nNorms,2\n\u2014,3\n")] == ["Norms"]


@pytest.mark.parametrize(("column", "cell"), [("duration", "1,000"), ("hours", "1,500 min"), ("minutes", "1,000")])
def test_three_digits_behind_a_comma_are_told(tmp_path: Path, column: str, cell: str) -> None:
    assert unplaced(tmp_path, f"title;{column}\na;{cell}\n") == [
        ("2", cell, f"this is no number of {'minutes' if column == 'minutes' else 'hours'}")
    ]
