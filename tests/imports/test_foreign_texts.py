"""Files as people and their programs write them: what comes of each, or why it is refused."""

from datetime import date
from pathlib import Path

import pytest
from conftest import TESTS

from roadmap_cli.definition.document import build
from roadmap_cli.domain.outline import Item, Outline
from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports.formats import read
from roadmap_cli.imports.made_definition import define, tidy
from roadmap_cli.imports.match import match

SHAPES = TESTS / "foreign"
DAY = date(2024, 5, 11)


def found_in(name: str) -> Outline:
    outline = read(SHAPES / name)[1]
    assert outline is not None
    return tidy(outline, name)


def line(item: Item) -> str:
    """A topic in its place, with how far it is and its hours."""
    status = "" if item.status == "todo" else f" {item.status}"
    hours = "" if item.hours is None else f" {item.hours:.3g} h"
    module = "" if item.module == item.phase else f" / {item.module}"
    return f"{item.phase}{module} / {item.title}{status}{hours}"


def unplaced(name: str) -> dict[str, str]:
    return {each.text: each.why for each in found_in(name).unplaced}


EXPECTED = {
    "todoist-template.csv": (
        "Todoist template / Dough / Flour and water 1.5 h",
        "Todoist template / Dough / Kneading by hand",
        "Todoist template / Oven / Heat: Steam 2 h",
    ),
    "trello-board.csv": (
        "Bread / Flour done",
        "Bread / Yeast doing",
        "Bread / Salt done",
    ),
    "learners-courses.csv": (
        "Learners courses / Bread at Home done 12.5 h",
        "Learners courses / Sourdough doing 9 h",
        "Learners courses / Ovens 15 h",
    ),
    "tableau.csv": (
        "Tableau / Pâte / Farine done 3.5 h",
        "Tableau / Pâte / Levain doing 4 h",
        "Tableau / Four / Vapeur 2 h",
    ),
    "bread.taskpaper": (
        "Bread / Dough / Flour done",
        "Bread / Dough / Yeast done",
        "Bread / Dough / Salt 2 h",
        "Bread / Oven / Heat: Stone",
        "Bread / Oven / Steam",
    ),
    "status-lights.md": (
        "Bread / Flour done 3 h",
        "Bread / Yeast doing 1.5 h",
        "Bread / Salt 1.5 h",
        "Bread / Steam",
    ),
    "links-with-badges.md": (
        "Bread / Dough / Kneading",
        "Bread / Dough / Proofing",
        "Bread / Oven / Steam",
    ),
    "labelled-lists.md": (
        "Bread / Dough / Flour 3 h",
        "Bread / Dough / Yeast",
        "Bread / Section 2: Oven / Heat",
        "Bread / Section 2: Oven / Steam",
    ),
    "course-contents.txt": (
        "Course contents / Section 1: Dough / Flour",
        "Course contents / Section 1: Dough / Yeast",
        "Course contents / Section 2: Oven / Heat",
        "Course contents / Section 2: Oven / Steam",
    ),
    "dynalist.opml": (
        "Bread / Dough / Flour done",
        "Bread / Dough / Yeast",
        "Bread / Oven / Steam done 2 h",
    ),
    "literate.org": (
        "Bread / Flour",
        "Bread / Yeast done",
        "Bread / The Loaf",
        "Bread / Oven / Steam",
        "Bread / Oven / Heat",
    ),
    "logseq-page.md": (
        "Bread / Flour done",
        "Bread / Yeast",
        "Bread / Steam doing",
    ),
    "curriculum-of-links.md": (
        "Curriculum / Introduction / What is Data",
        "Curriculum / Algorithms / Java Programming",
        "Curriculum / Algorithms / Algorithms I: Lists, Stacks and Queues",
        "Curriculum / Algorithms / Algorithms II: Trees, Heaps and Maps done",
        "Curriculum / Calculus / Calculus 1A: Differentiation",
        "Curriculum / Calculus / Calculus 1B: Integration",
        "Curriculum / Statistics / Learning with Python",
        "Curriculum / Statistics / Inference",
    ),
    "curriculum-of-tables.md": (
        "Curriculum / Core: Math / Calculus 1A: Differentiation 104 h",
        "Curriculum / Core: Math / Calculus 1B: Integration 97.5 h",
        "Curriculum / Core: Math / Sets, Maps, and Proofs 15 h",
        "Curriculum / Core: Programs / How to Code - Simple Data 63 h",
        "Curriculum / Core: Programs / How to Code - Complex Data 54 h",
        "Curriculum / Core: Programs / Design 16 h",
        "Curriculum / Final project / The big one",
        "Curriculum / Final project / The small one",
    ),
    "forked-curriculum.md": (
        "Curriculum / Core / Programs done",
        "Curriculum / Core / Data",
        "Curriculum / Core / Maps done",
        "Curriculum / More / Networks done",
        "Curriculum / More / Compilers 20 h",
    ),
    "awesome-list.md": (
        "Awesome Bread / Books / Flour and Water",
        "Awesome Bread / Books / Crumb",
        "Awesome Bread / Videos / Kneading",
        "Awesome Bread / Videos / Shaping 0.333 h",
    ),
    "syllabus.md": (
        "Week 1: Basics / Variables",
        "Week 1: Basics / Loops",
        "Week 1: Basics / Read chapter 1 and 2",
        "Week 2: Functions / Parameters",
        "Week 2: Functions / Recursion",
        "Week 2: Functions / Problem set 1 3 h",
    ),
    "numbered-steps.md": (
        "Learn Rust in ten steps / Read the book",
        "Learn Rust in ten steps / Do the small exercises",
        "Learn Rust in ten steps / Write a program for the command line 10 h",
        "Learn Rust in ten steps / Ownership",
        "Learn Rust in ten steps / Build a web server",
    ),
    "nested-list.md": (
        "Nested list / Frontend / HTML: Forms",
        "Nested list / Frontend / HTML: Semantics",
        "Nested list / Frontend / CSS: Grid",
        "Nested list / Backend / Databases: SQL",
    ),
    "reading-list.md": (
        "My reading / Attention",
        "My reading / Backprop",
        "My reading / Convolutions",
        "My reading / https://example.org/d",
    ),
    "roadmap-by-months.md": (
        "Month 1: Foundations / Python",
        "Month 1: Foundations / SQL",
        "Month 1: Foundations / Git & GitHub",
        "Month 2: Warehouses / Modelling",
        "Month 2: Warehouses / Project",
    ),
    "obsidian.md": (
        "Linear algebra / Vectors done",
        "Linear algebra / Matrices done",
        "Linear algebra / Rank",
        "Linear algebra / Trace 2 h",
        "Linear algebra / PCA",
        "Linear algebra / Read after: dark",
        "Linear algebra / C# and F#",
        "Linear algebra / SVD",
        "Linear algebra / Eigenvalues 3 h",
        "Linear algebra / Jordan 2.5 h",
    ),
    "bullet-journal.md": (
        "Algebra / Vectors done",
        "Algebra / Matrices",
        "Algebra / Rank",
        "Algebra / F# and C#",
        "Algebra / email @ work",
        "Algebra / What comes after: dark",
        "Algebra / Using #include",
        "Algebra / Decorators: @property",
        "Algebra / Jordan skipped",
        "Algebra / Trace",
        "Algebra / Norms",
    ),
    "drawn-boxes.md": (
        "Plan / Norms",
        "Plan / Rank done",
        "Plan / Trace / of a product",
        "Plan / Kernel",
        "Plan / Image done",
    ),
    "learning.org": (
        "Math / Vectors done 2 h",
        "Math / Matrices 2.5 h",
        "Math / Rank doing",
        "Math / Jordan skipped",
        "Programs / Loops / while done",
        "Programs / Loops / for",
        "Programs / Loops / do doing",
        "Lists / Sets / unions",
        "Lists / Sets / empty ones done",
    ),
    "lists.org": (
        "Algebra / Vectors",
        "Algebra / Matrices / Rank",
        "Algebra / Matrices / Trace",
        "Analysis / Limits",
        "Analysis / Series",
    ),
    "weeks.org": ("Week 1 / Vectors", "Week 1 / Matrices", "Week 2 / Rank done"),
    "topics.txt": (
        "Topics / ALGEBRA AND MORE / Vectors 3 h",
        "Topics / ALGEBRA AND MORE / Matrices",
        "Topics / ALGEBRA AND MORE / Rank done",
        "Topics / Analysis / Limits",
        "Topics / Analysis / SQL",
        "Topics / Analysis / Series",
        "Topics / Analysis / Integrals",
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_topics_come_in_as_they_are_meant(name: str) -> None:
    assert tuple(map(line, found_in(name).items)) == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_the_same_file_a_second_time_is_the_same_topics(name: str) -> None:
    outline = found_in(name)
    defined = define(outline, "some-roadmap")
    assert match(outline.items, build(defined.document).roadmap, {}) == defined.ids


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("faq.md", "this is a text rather than a list: there is no list of topics in it"),
        ("meeting-notes.md", "this is a text rather than a list: there is no list of topics in it"),
        ("library-readme.md", "this is a text rather than a list: too little in it is a list of topics"),
        ("changelog.md", "this is a text rather than a list: it tells the versions of something"),
        ("essay.org", "this is a text in Org rather than an outline of topics"),
        ("letter.txt", "this is in none of the formats that can be imported"),
        ("poem.txt", "this is in none of the formats that can be imported"),
    ],
)
def test_a_text_is_refused_with_what_a_list_looks_like(name: str, why: str) -> None:
    file = SHAPES / name
    with pytest.raises(InvalidFile) as raised:
        read(file)
    assert (raised.value.exit_code, raised.value.sentence) == (3, f"{file}: {why}")
    hint = str(raised.value.hint)
    assert ("- [ ] Vectors (3 h)" in hint) is (file.suffix == ".md")
    assert ("** TODO Vectors" in hint) is (file.suffix == ".org")
    assert ("a plain list with a topic a line" in hint) is (file.suffix == ".txt")


def test_advice_around_a_curriculum_is_told_and_no_topic() -> None:
    told = unplaced("curriculum-of-links.md")
    assert told["Look for a job as somebody who knows data!"] == "it stands under Congratulations"
    assert told["You need about twenty hours in a week."] == "a sentence, not a title"
    assert told["Look at the graph"] == "it stands under How to use this guide"
    assert told["Java Programming coursepages/java/README.md"] == "it leads to no web page"
    told = unplaced("curriculum-of-tables.md")
    assert told["Be open for everybody"] == "a point among text"
    assert told["Getting help (about our chat)"] == "text outside of the list"
    assert told["Math"] == "it leads to another part of the page"


def test_prerequisites_in_tables_are_resolved_by_name() -> None:
    needed = {item.title: item.requires for item in found_in("curriculum-of-tables.md").items if item.requires}
    assert needed == {
        "Calculus 1A: Differentiation": ("school math",),
        "Calculus 1B: Integration": ("Calculus 1A: Differentiation",),
        "How to Code - Complex Data": ("How to Code - Simple Data", "Sets, Maps, and Proofs"),
        "Design": ("any language", "Calculus 1B: Integration"),
    }
    assert found_in("curriculum-of-tables.md").rules == ("13 weeks \u00d7 6-10 h a week = 104 h, and 5 more like it",)


def test_links_below_the_word_resources_belong_to_the_topics_beside_them() -> None:
    first, second, *_ = found_in("roadmap-by-months.md").items
    assert [each.url for each in first.resources] == ["https://example.org/py", "https://example.org/sql"]
    assert first.why == "syntax, data structures, functions and modules."
    assert second.resources == ()


def test_days_notes_and_prerequisites_of_obsidian() -> None:
    vectors, matrices, rank, trace, pca, _, _, svd, *_ = found_in("obsidian.md").items
    assert (vectors.finished, matrices.finished, rank.finished) == (DAY, date(2024, 6, 1), None)
    assert (rank.known_as, rank.notes) == (("^abc123",), ("Watched the first half.",))
    assert (trace.requires, pca.requires) == (("Matrices",), ("Matrices", "Rank"))
    assert svd.notes == ("ask Anna about it\nA longer text about it.",)
    assert unplaced("obsidian.md") == {
        "tags: [learning]": "it says nothing of topics",
        "tags: #ml, @home": "nothing is made of it (3 times)",
        DUE: "nothing is made of it (3 times)",
        "a priority": "nothing is made of it",
        "key::": "nothing is made of it",
    }


DUE = "a day on which it is due"


def test_ids_of_tasks_are_what_others_name_them_by() -> None:
    outline = found_in("bullet-journal.md")
    topics = define(outline, "x").document["phase"][0]["module"][0]["topic"]  # type: ignore[index]
    assert [(each["id"], each.get("requires")) for each in topics if each["title"] in {"Rank", "Norms"}] == [
        ("rank", ["vectors", "matrices"]),
        ("norms", ["trace"]),
    ]


def test_long_points_keep_a_title_and_become_notes() -> None:
    first, _, last = found_in("long-points.md").items
    assert first.title == "Read the chapter about vectors"
    assert first.notes[0].endswith("so leave them out.")
    assert last.title.endswith("…")
    assert last.notes[0].endswith("or to think")


def test_what_org_says_of_a_topic() -> None:
    vectors, matrices, rank, _, _, each, *_ = found_in("learning.org").items
    assert (vectors.finished, vectors.minutes, vectors.known_as) == (DAY, 90, ("abc",))
    assert [link.url for link in vectors.resources] == ["https://b.org", "https://a.org"]
    assert vectors.notes == ("Text with a link.\na plain remark",)
    assert (matrices.requires, rank.requires) == (("abc",), ("Vectors",))
    assert [link.url for link in rank.resources] == ["https://c.org"]
    assert (each.notes, [link.url for link in each.resources]) == (("hard one\nsee",), ["https://d.org"])
    told = unplaced("learning.org")
    assert told["two days long"] == "this is no number of hours"
    assert told["[2024-13-45 Sat]"] == "there is no such day"
    assert told["TODO Loops"] == "its topics say themselves how far they are"
    assert told["tags: ml"] == "nothing is made of it"
    assert told["Notes"] == "a heading without topics"


FORMER = """\
# Algebra #study

## Sets #a

- [x] Vectors ✅ 2024-05-11
- [ ] Exercises #todo
- [ ] [[Notes/Rank|Rank]] (needs: Vectors)

## Maps #b

- [ ] Exercises #todo
- [ ] Trace ~2 h
  Watched half.
- [ ] Read the chapter. It is long, and says much that one would not expect of a book about such a small matter, which nobody reads, so that it is better left alone by all but the few
"""


def test_topics_that_an_older_version_took_in_with_their_data_are_known_again(tmp_path: Path) -> None:
    """As 0.4.0 named them."""
    file = tmp_path / "algebra.md"
    file.write_text(FORMER, encoding="utf-8")
    outline = read(file)[1]
    assert outline is not None
    long = FORMER.strip().rpartition("- [ ] ")[2]
    titles = {
        "Sets #a": ("Vectors ✅ 2024-05-11", "Exercises #todo", "[[Notes/Rank|Rank]] (needs: Vectors)"),
        "Maps #b": ("Exercises #todo", "Trace ~2 h Watched half.", long),
    }
    former = tuple(
        Item("", title, phase="Algebra #study", module=module) for module, its in titles.items() for title in its
    )
    defined = define(tidy(Outline("Algebra #study", former), ""), "algebra")
    tidied = tidy(outline, "")
    assert [item.title for item in tidied.items] == [
        "Vectors",
        "Exercises",
        "Rank",
        "Exercises",
        "Trace",
        "Read the chapter",
    ]
    assert match(tidied.items, build(defined.document).roadmap, {}) == defined.ids
    assert (tidied.title, tidied.former_title) == ("Algebra", "Algebra #study")


def test_what_a_template_of_todoist_says_besides() -> None:
    by_hand = found_in("todoist-template.csv").items[1]
    assert (by_hand.place.rpartition(":")[2], by_hand.why) == ("5", "Until it is smooth")
    assert by_hand.notes == ("Ask grandmother about it",)
    assert unplaced("todoist-template.csv") == {
        "tags: @kitchen": "nothing is made of it",
        "a day on which it is due": "nothing is made of it",
    }


def test_what_is_archived_on_a_board_is_told() -> None:
    assert unplaced("trello-board.csv")["Cake"] == "it is archived there"


def test_notes_of_taskpaper_stay_with_their_tasks() -> None:
    assert [each.notes for each in found_in("bread.taskpaper").items][:2] == [("the white one",), ()]


def test_colours_and_a_time_of_day_are_told() -> None:
    assert "\U0001f7e2 = done" in found_in("status-lights.md").rules
    assert unplaced("status-lights.md") == {"column Time": "nothing is made of it"}


def test_code_in_org_is_a_note_and_no_list() -> None:
    notes = [each.notes for each in found_in("literate.org").items]
    assert notes == [("- [ ] not a topic",), (), (), ("what a crust needs",), ()]
