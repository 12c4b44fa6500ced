"""Outlines of foreign files as documents of roadmap files, and which topics of a roadmap their items are."""

import math
from graphlib import TopologicalSorter
from typing import Any

import pytest
from domain_helpers import roadmap, topic
from hypothesis import given
from outlines import outlines

from roadmap_cli.definition.document import build
from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Outline, Unplaced
from roadmap_cli.domain.roadmap import BUILT_IN, Roadmap
from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports.made_definition import Defined, define, roadmap_ids, tidy
from roadmap_cli.imports.match import match


def item(title: str, place: str = "", **keys: Any) -> Item:
    """`place` is phase/module."""
    phase, _, module = place.partition("/")
    return Item(f"plan.md:{title}", title, phase, module, **keys)


def outline(*items: Item, **keys: Any) -> Outline:
    return tidy(Outline("My plan", items, **keys), "plan.md")


def defined(*items: Item) -> Defined:
    return define(outline(*items), "my-plan")


def topics(found: Defined) -> dict[str, dict[str, Any]]:
    modules = [module for phase in found.document["phase"] for module in phase["module"]]
    return {each["id"]: each for module in modules for each in module["topic"]}


def kept(found: Defined, *items: Item) -> tuple[str | None, ...]:
    """What an import of these items would know of an earlier one."""
    made = build(found.document).roadmap
    names = {key: each.get("known_as", ()) for key, each in topics(found).items()}
    return match(outline(*items).items, made, names)


def test_items_become_topics_in_modules_in_phases_in_the_order_of_the_file() -> None:
    found = defined(item("C", "Two/B"), item("A", "One/A"), item("D", "Two/C"), item("B", "Two/B"))
    assert [
        (phase["title"], [(module["title"], [each["title"] for each in module["topic"]]) for module in phase["module"]])
        for phase in found.document["phase"]
    ] == [("Two", [("B", ["C", "B"]), ("C", ["D"])]), ("One", [("A", ["A"])])]
    assert found.document["roadmap"] == {"id": "my-plan", "title": "My plan"}
    assert found.ids == ("c", "a", "d", "b")
    assert found.unplaced == ()


def test_what_has_no_name_is_called_like_what_it_is_in() -> None:
    found = defined(item("A"), item("B", "One"), item("C", "/Two"))
    assert [(each["title"], [within["title"] for within in each["module"]]) for each in found.document["phase"]] == [
        ("My plan", ["My plan", "Two"]),
        ("One", ["One"]),
    ]


def test_all_that_an_item_says_stands_in_its_topic() -> None:
    page = Resource("A page", "https://example.org/a", "docs")
    bare = Resource("", "https://example.org/b")
    said = item(
        "A",
        hours=2.0,
        why="Lengths\nare\x1b fun.",
        resources=(page, bare, Resource("No address", " ")),
        known_as=("x1", "x1", ""),
    )
    assert topics(defined(said, item("B", hours=0.5, requires=("a",)))) == {
        "a": {
            "id": "a",
            "title": "A",
            "why": "Lengths are fun.",
            "hours": 2,
            "resources": [
                {"title": "A page", "url": "https://example.org/a", "kind": "docs"},
                {"title": "https://example.org/b", "url": "https://example.org/b"},
            ],
            "known_as": ["x1"],
        },
        "b": {"id": "b", "title": "B", "hours": 0.5, "requires": ["a"]},
    }


@pytest.mark.parametrize(
    ("title", "identifier"),
    [
        ("Linear  Algebra", "linear-algebra"),
        ("You don't know C++ & C#", "you-dont-know-c-c"),
        ("Введение в Python", "vvedenie-v-python"),
        ("深度学习", "shenduxuexi"),
        ("Réseaux: neurones", "reseaux-neurones"),
        ("...", "topic"),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_an_id_is_made_of_the_letters_of_the_title_whatever_the_alphabet(title: str, identifier: str) -> None:
    assert defined(item(title)).ids == (identifier,)


def test_the_ids_of_the_file_stand_before_those_of_titles() -> None:
    found = defined(item("Intro"), item("Intro"), item("Other", id="intro"), item("More", id="Not An Id"))
    assert found.ids == ("intro-2", "intro-3", "intro", "more")
    assert topics(found)["more"]["known_as"] == ["Not An Id"]


def test_ids_of_phases_and_modules_are_unique_in_the_file() -> None:
    found = defined(item("A", "Week 1/Intro"), item("B", "Week 2/Intro"), item("C", "Intro/Week 1"), item("D", "!/?"))
    phases = found.document["phase"]
    assert [each["id"] for each in phases] == ["week-1", "week-2", "intro-3", "phase"]
    assert [within["id"] for each in phases for within in each["module"]] == ["intro", "intro-2", "week-1-2", "module"]


def test_titles_are_one_line_without_anything_that_acts() -> None:
    hostile = "A\x1b[31m\u202e \n\t B\ud800\u2028C"
    found = define(tidy(Outline(hostile, (item(hostile, f"{hostile}/{hostile}"),)), "x"), "x")
    clean = "A [31m B C"
    phase = found.document["phase"][0]
    assert (found.document["roadmap"]["title"], phase["title"], phase["module"][0]["title"]) == (clean, clean, clean)
    assert next(iter(topics(found).values()))["title"] == clean


def test_a_grown_file_keeps_the_ids_of_what_was_there() -> None:
    before = (item("Intro", "One/B"), item("Intro", "One/C"), item("End", "One/C", id="last"))
    first = defined(*before)
    assert first.ids == ("intro", "intro-2", "last")
    grown = (item("Intro", "One/A"), item("Intro", "One/B"), item("Last", "One/B"), *before[1:])
    again = define(outline(*grown), "my-plan", kept(first, *grown))
    assert again.ids == ("intro-3", "intro", "last-2", "intro-2", "last")
    assert define(outline(*grown), "my-plan", kept(again, *grown)) == again


def test_an_id_of_another_program_outlives_a_new_title() -> None:
    first = defined(item("Intro", known_as=("n1",)), item("Other", known_as=("n2",)))
    renamed = (item("Other", known_as=("n1",)), item("Intro", known_as=("n2",)))
    again = define(outline(*renamed), "my-plan", kept(first, *renamed))
    assert again.ids == ("intro", "other")


def test_prerequisites_are_found_by_id_by_an_id_of_elsewhere_and_by_title() -> None:
    found = defined(
        item("Alpha", id="first", known_as=("n1",)),
        item("first", id="second"),
        item("D", requires=("first", "ALPHA ", "n1")),
        item("E", requires=("second", "d")),
    )
    assert topics(found)["d"]["requires"] == ["first"]
    assert topics(found)["e"]["requires"] == ["second", "d"]
    assert found.unplaced == ()


def test_prerequisites_that_nothing_or_more_than_one_is_called_are_left_out_and_listed() -> None:
    found = defined(item("Twin", "One"), item("Twin", "Two"), item("A", requires=("Nobody", "twin")))
    assert "requires" not in topics(found)["a"]
    assert found.unplaced == (
        Unplaced("plan.md:A", "A requires Nobody", "no topic in the file is called that"),
        Unplaced("plan.md:A", "A requires twin", "more than one topic is called that"),
    )


def test_of_a_circle_what_goes_against_the_order_of_the_file_is_left_out_and_listed() -> None:
    found = defined(
        item("A", requires=("C",)), item("B", requires=("A",)), item("C", requires=("B",)), item("D", requires=("D",))
    )
    requires = {key: each.get("requires", []) for key, each in topics(found).items()}
    assert requires == {"a": [], "b": ["a"], "c": ["b"], "d": []}
    why = "that would close a circle of prerequisites"
    assert found.unplaced == (
        Unplaced("plan.md:A", "A requires C", why),
        Unplaced("plan.md:D", "D requires D", why),
    )


@pytest.mark.parametrize("hours", [0, -1, 10_000.5, math.nan, math.inf])
def test_hours_that_cannot_be_are_left_out_and_listed(hours: float) -> None:
    found = defined(item("A", hours=hours))
    assert "hours" not in topics(found)["a"]
    (unplaced,) = found.unplaced
    assert unplaced == ("plan.md:A", f"{hours:g} hours of A", "hours are above 0 and at most 10,000")


def test_what_has_no_title_and_evidence_that_is_no_link_is_listed() -> None:
    before = Unplaced("plan.md:1", "A paragraph", "it is no item")
    found = tidy(
        Outline(
            "",
            (
                item("A", evidence=(Resource("A\npage", "https://example.org"), Resource("", "javascript:x"))),
                item(" "),
                item("", id="b"),
            ),
            (before,),
        ),
        "p",
    )
    assert found.title == "Imported"
    assert [(each.title, each.evidence) for each in found.items] == [
        ("A", (Resource("A page", "https://example.org"),)),
        ("b", ()),
    ]
    assert [each.text for each in found.unplaced] == ["A paragraph", "javascript:x", ""]


def test_a_link_that_would_act_is_no_resource_and_is_told() -> None:
    page = Resource("Page", "https://example.org")
    found = tidy(Outline("P", (item("A", resources=(Resource("Run", "JavaScript: x"), page)),)), "p")
    assert found.items[0].resources == (page,)
    assert [each[1:] for each in found.unplaced] == [("Run (JavaScript: x)", "it leads to no web page")]


def test_a_file_without_any_topic_is_no_file_to_import() -> None:
    nothing = Outline("X", (item(" "),), (Unplaced("plan.md:3", "A paragraph", "it is no item"),))
    with pytest.raises(InvalidFile) as caught:
        tidy(nothing, "plan.md")
    assert caught.value.sentence.splitlines() == [
        "plan.md: nothing in it can become a topic",
        "  plan.md:3: A paragraph: it is no item",
        "  plan.md: : it has no title",
    ]


@pytest.mark.parametrize("nothing", [" ", "\u200b", "\u0301", "\x01"], ids=ascii)
def test_what_nobody_would_see_is_no_title_of_anything(nothing: str) -> None:
    found = tidy(Outline(nothing, (item(nothing), item("A", f"{nothing}/{nothing}"))), "p")
    assert [(each.title, each.phase, each.module) for each in found.items] == [("A", found.title, found.title)]
    assert found.title.isascii()
    assert [each.why for each in found.unplaced] == ["it has no title"]


def test_a_name_that_only_repeats_the_id_is_left_out() -> None:
    alone, other = item("A", id="a", known_as=("a", "n1")), item("B", id="b", known_as=("b",))
    topics = build(define(tidy(Outline("X", (alone, other)), "x"), "x").document).read_lessons()
    assert [each.get("known_as") for each in topics.values()] == [["n1"], None]


def test_a_roadmap_is_never_called_like_the_built_in_one() -> None:
    names = roadmap_ids("ML scientist")
    assert [next(names), next(names)] == ["ml-scientist-2", "ml-scientist-3"]
    assert BUILT_IN == "ml-scientist"
    assert next(roadmap_ids("My plan")) == "my-plan"
    assert next(roadmap_ids("?")) == "imported"


@given(found=outlines)
def test_any_outline_gives_unique_ids_no_circle_and_twice_the_same(found: Outline) -> None:
    clean = tidy(found, "x")
    first = define(clean, "x")
    assert first == define(clean, "x")
    made = build(first.document).roadmap
    assert list(made.topics) == [each for phase in made.phases for module in phase.modules for each in _ids(module)]
    assert sorted(first.ids) == sorted(made.topics)
    TopologicalSorter({key: each.requires for key, each in made.topics.items()}).prepare()
    assert all(needed in made.topics for each in made.topics.values() for needed in each.requires)


@given(found=outlines)
def test_any_outline_finds_its_ids_again(found: Outline) -> None:
    clean = tidy(found, "x")
    first = define(clean, "x")
    again = define(clean, "x", kept(first, *clean.items))
    assert again == first


def _ids(module: Any) -> list[str]:
    return [each.id for each in module.topics]


TWINS = roadmap(
    topic("a", "one/first")._replace(title="Intro"),
    topic("b", "one/second")._replace(title="Intro"),
    topic("c", "two/third", formerly=("old-c",))._replace(title="Straße"),
)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (item("whatever", id="c"), "c"),
        (item("whatever", id="old-c"), "c"),
        (item("whatever", known_as=("n7", "n9")), "b"),
        (item("Intro", id="n9"), "b"),
        (item("STRASSE"), "c"),
        (item("Straße", "Elsewhere/Else"), "c"),
        (item("Intro"), None),
        (item("intro", "/Second"), "b"),
        (item("intro", "One/first"), "a"),
        (item("Other", known_as=("n1",)), None),
    ],
)
def test_an_item_is_known_by_id_or_else_by_title(said: Item, found: str | None) -> None:
    assert match((said,), TWINS, {"a": ("n1",), "b": ("n1", "n9")}) == (found,)


def test_a_title_that_the_file_has_twice_says_too_little_by_itself() -> None:
    items = (item("Straße"), item("Straße", "two/third"), item("Straße", "two/fourth"))
    assert match(items, TWINS, {}) == (None, "c", None)


def test_matching_looks_at_the_phase_where_modules_share_a_name() -> None:
    same = [module._replace(title="Basics") for phase in TWINS.phases for module in phase.modules]
    one, two = TWINS.phases
    where = Roadmap("x", "X", (one._replace(modules=(same[0],)), two._replace(modules=(same[1],))))
    assert match((item("Intro", "One/Basics"), item("Intro", "Two/Basics")), where, {}) == ("a", "b")
