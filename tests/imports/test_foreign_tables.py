"""Files in the shape of those that other programs write come in as a person would read them."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import TESTS
from imports_helpers import items, outline, refusal, unplaced

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Outline
from roadmap_cli.imports.formats import read
from roadmap_cli.imports.made_definition import define, tidy

FILES = TESTS / "foreign"


def known(name: str, format_name: str) -> Outline:
    found, what = read(FILES / name)
    assert found == format_name
    assert what is not None
    return tidy(what, name)


def by_title(found: Outline) -> Mapping[str, Item]:
    return {each.title: each for each in found.items}


def requires(found: Outline) -> dict[str, list[str]]:
    """By id, as the roadmap has them."""
    document: Any = define(found, "x").document
    topics = (topic for phase in document["phase"] for module in phase["module"] for topic in module["topic"])
    return {topic["id"]: topic.get("requires", []) for topic in topics}


def told(found: Outline) -> list[tuple[str, str]]:
    return [(each.text, each.why) for each in found.unplaced]


def test_a_track_of_exercism_has_its_concepts_and_exercises_with_exactly_their_prerequisites() -> None:
    found = known("exercism-config.json", "exercism")
    assert found.title == "Loom on Exercism"
    assert [each.title for each in found.items] == [
        "Basics",
        "Warp the Frame",
        "Numbers",
        "Loops",
        "Count Threads",
        "Knots",
        "Loops of Yarn",
        "Carpet",
    ]
    assert requires(found) == {
        "basics": [],
        "warp-the-frame": ["basics"],
        "numbers": ["basics"],
        "loops": ["basics"],
        "count-threads": ["numbers", "loops", "basics"],
        "knots": [],
        "loops-2": ["loops", "numbers"],
        "carpet": ["knots"],
    }
    carpet, yarn = found.items[-1], found.items[-2]
    assert (carpet.phase, carpet.module, yarn.module) == ("Practice exercises", "Hard", "Easy")
    assert carpet.resources == (Resource("Carpet", "https://exercism.org/tracks/loom/exercises/carpet"),)
    assert yarn.why == "It practises: Loops."
    assert told(found) == [
        ("Old Shuttle", "it is deprecated there"),
        ("felt", "the track leaves it out"),
        ("topics", "nothing is made of it"),
    ]


def test_tasks_of_taskwarrior_keep_what_they_wait_for_and_what_was_noted() -> None:
    found = known("taskwarrior.json", "taskwarrior")
    assert [(each.title, each.status, each.phase, each.module) for each in found.items] == [
        ("Read about norms", "doing", "maths", "vectors"),
        ("Solve ten systems", "todo", "maths", "systems: linear"),
        ("Install the tools", "done", "python", "python"),
    ]
    norms, systems, tools = found.items
    assert (norms.started, norms.why) == (
        date(2026, 1, 6),
        "chapter 2, see https://example.org/two; ask about the second proof",
    )
    assert [each.url for each in norms.resources] == ["https://example.org/norms", "https://example.org/two"]
    assert systems.requires == norms.known_as
    assert (tools.started, tools.finished) == (None, date(2026, 1, 4))
    assert told(found) == [
        ("Buy a fourth book", "it is deleted there"),
        ("Review cards", "it is the pattern of others"),
        ("due", "nothing is made of it"),
        ("priority", "nothing is made of it"),
        ("wait", "nothing is made of it"),
        ("tag book", "nothing is made of it"),
        ("tag next", "nothing is made of it"),
    ]


def test_a_board_says_by_its_lists_how_far_one_is() -> None:
    found = known("trello-board.json", "trello")
    assert found.title == "Learn to bake"
    assert [(each.title, each.status, each.module) for each in found.items] == [
        ("Brioche", "done", "Learn to bake"),
        ("Baguette", "todo", "yellow"),
        ("Sourdough", "doing", "Bread"),
        ("Flat bread", "done", "Learn to bake"),
        ("Panettone", "todo", "This winter"),
    ]
    bread = by_title(found)["Sourdough"]
    assert (bread.hours, bread.why) == (6, "Keep it **warm**. https://example.org/starter")
    assert [each.url for each in bread.resources] == ["https://example.org/starter", "https://example.org/table.pdf"]
    assert bread.criteria == ("Feed a starter for a week", "Bake a loaf")
    assert bread.ticks == (Resource("Feed a starter for a week", ""),)
    assert found.rules == ("the lists To Do, Doing, Done say how far a card is",)
    assert told(found) == [
        ("Toast", "it is archived there"),
        ("photo", "it leads to no web page"),
        ("Rusk", "it is archived there"),
        ("label Slow", "nothing is made of it"),
        ("due", "nothing is made of it (2 times)"),
    ]


def test_lists_that_are_called_otherwise_are_modules(tmp_path: Path) -> None:
    board = json.loads((FILES / "trello-board.json").read_text(encoding="utf-8"))
    for each, name in zip(board["lists"], ("Three", "One", "Two", "Four", "Old"), strict=True):
        each["name"] = name
    found = items(tmp_path, board)
    assert [(each.title, each.module) for each in found][:3] == [
        ("Brioche", "One"),
        ("Baguette", "One"),
        ("Sourdough", "Two"),
    ]
    assert found[1].status == "todo"


def test_an_outline_of_points_has_phases_modules_and_topics() -> None:
    found = known("outline.opml", "opml")
    assert found.title == "Winter & woods"
    assert [(each.title, each.phase, each.module, each.status) for each in found.items] == [
        ("Oak or beech", "Trees", "Leaves", "done"),
        ("Lime in autumn", "Trees", "Leaves", "doing"),
        ("Birch", "Trees", "Bark", "todo"),
        ("Birds", "Winter & woods", "Winter & woods", "todo"),
    ]
    oak, lime, _, birds = found.items
    assert (oak.hours, oak.why) == (2.5, "Look at the edge, see https://example.org/edge")
    assert [[link.url for link in each.resources] for each in (oak, lime, birds)] == [
        ["https://example.org/edge"],
        ["https://example.org/lime"],
        ["https://example.org/birds", "https://example.org/birds.xml"],
    ]
    assert oak.place.endswith("outline.opml:11")
    assert told(found) == [
        ("Begin in the garden.", "it is said of a group"),
        ("Bark", "that a group is done says nothing of the points in it"),
        ("", "it has no title"),
        ("colour", "nothing is made of it"),
    ]


def test_an_outline_in_one_point_is_called_like_it(tmp_path: Path) -> None:
    content = '<opml><body><outline text="All"><outline text="A"><outline text="b"/></outline></outline></body></opml>'
    found = outline(tmp_path, content)
    assert (found.title, [(each.title, each.module, each.phase) for each in found.items]) == ("All", [("b", "A", "")])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]>\n<opml><body/></opml>', "1: it has a document type, which is not read"),
        ("<opml>\n<body>\n</opml>", "3: not valid XML: mismatched tag"),
        (
            "<opml><body>" + '<outline text="a">' * 40,
            "1: it stands in more than 32 others",
        ),
        (
            "<opml><body>" + '<outline text="a"/>' * 10_001,
            "it holds more than 10,000 entries, which is the most that is read",
        ),
    ],
)
def test_an_outline_that_is_none_or_never_ends_is_refused(tmp_path: Path, content: str, sentence: str) -> None:
    assert refusal(tmp_path, content, "opml") == sentence


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


@pytest.mark.parametrize(
    "content",
    [
        "Norms est:2-3h\nRank est:1h id:rank\n",
        {
            "sections": [
                {"topics": [{"title": "Norms", "estimatedHours": "2-3 h"}, {"title": "R", "estimatedHours": 1}]}
            ]
        },
        '<opml><body><outline text="Norms (2-3 h)"/><outline text="Rank [1h]"/></body></opml>',
        [
            {"description": "Norms", "uuid": "a", "estimate": "PT2H30M"},
            {"description": "R", "uuid": "b", "estimate": "1h"},
        ],
    ],
)
def test_a_length_of_time_is_read_in_every_format(tmp_path: Path, content: Any) -> None:
    assert [each.hours for each in items(tmp_path, content)] == [2.5, 1]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"exercises": {"concept": [{"name": "a"}]}}, "exercises.concept[0].slug is missing or empty"),
        ({"exercises": []}, "exercises must be an object"),
        ({"cards": [{"id": "a", "idList": "b"}]}, "cards[0].idList is the id of no list"),
        ({"cards": 1, "lists": []}, "cards must be a list"),
        ([{"description": 1, "uuid": "a"}], "[0].description must be text"),
    ],
)
def test_what_is_malformed_is_refused_with_its_place(tmp_path: Path, content: Any, sentence: str) -> None:
    assert refusal(tmp_path, content) == sentence


def test_attributes_that_somebody_gave_another_type_are_told(tmp_path: Path) -> None:
    content = [{"description": "a", "uuid": "b", "estimate": 3, "topic": 4, "depends": "c,d", "status": "odd"}]
    (found,) = items(tmp_path, content)
    assert (found.hours, found.id, found.requires, found.status) == (None, "", ("c", "d"), "todo")
    assert [each[1:] for each in unplaced(tmp_path, content)] == [
        ("odd", "this is no status"),
        ("3", "this is no length of time such as PT1H30M"),
    ]
