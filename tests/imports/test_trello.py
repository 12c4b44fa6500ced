"""A board of Trello becomes topics in lists, or says by its lists how far one is."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from imports_helpers import SHAPES, items, known, refusal, told

from roadmap_cli.domain.lesson import Resource


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
    bread = found.items[2]
    assert (bread.hours, bread.why) == (6, "Keep it **warm**. https://example.org/starter")
    assert [each.url for each in bread.resources] == ["https://example.org/starter", "https://example.org/table.pdf"]
    assert bread.criteria == ("Feed a starter for a week", "Bake a loaf")
    assert bread.ticks == (Resource("Feed a starter for a week", ""),)
    assert found.rules == ("the lists To Do, Doing, Done say how far one is",)
    assert told(found) == [
        ("Toast", "it is archived there, or the pattern of others"),
        ("photo", "it leads to no web page"),
        ("Rusk", "it is archived there, or the pattern of others"),
        ("label Slow", "nothing is made of it"),
        ("due", "nothing is made of it (2 times)"),
    ]


def test_lists_that_are_called_otherwise_are_modules(tmp_path: Path) -> None:
    board = json.loads((SHAPES / "trello-board.json").read_text(encoding="utf-8"))
    for each, name in zip(board["lists"], ("Three", "One", "Two", "Four", "Old"), strict=True):
        each["name"] = name
    found = items(tmp_path, board)
    assert [(each.title, each.module) for each in found][:3] == [
        ("Brioche", "One"),
        ("Baguette", "One"),
        ("Sourdough", "Two"),
    ]
    assert found[1].status == "todo"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"cards": [{"id": "a", "idList": "b"}]}, "cards[0].idList is the id of no list"),
        ({"cards": 1, "lists": []}, "cards must be a list"),
    ],
)
def test_what_is_malformed_is_refused_with_its_place(tmp_path: Path, content: Any, sentence: str) -> None:
    assert refusal(tmp_path, content) == sentence


def test_what_stands_in_a_card_beside_the_title_is_read_as_in_any_list(tmp_path: Path) -> None:
    names = ("Flour \u2705 2025-11-02", "Yeast 3 h #slow (after: Flour)")
    cards = [{"id": name, "name": name, "idList": "l", "pos": place} for place, name in enumerate(names)]
    flour, yeast = items(tmp_path, {"lists": [{"id": "l", "name": "Dough"}], "cards": cards})
    assert (flour.title, flour.status, flour.finished) == ("Flour", "done", date(2025, 11, 2))
    assert (yeast.title, yeast.requires) == ("Yeast 3 h", ("Flour",))
