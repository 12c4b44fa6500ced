"""Points within points become phases, modules and topics."""

from pathlib import Path

import pytest
from imports_helpers import known, outline, refusal, told


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


def test_a_text_never_becomes_a_title(tmp_path: Path) -> None:
    content = f'<opml><body><outline text="a"/><outline text="{"Many words. " * 20}"/></body></opml>'
    found = outline(tmp_path, content)
    assert [each.title for each in found.items] == ["a"]
    assert [each.why for each in found.unplaced] == ["it is a text, and no title"]


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


def test_what_stands_in_a_line_beside_the_title_is_read_as_in_any_list() -> None:
    found = known("dynalist.opml", "opml")
    assert [(each.title, each.requires) for each in found.items][:2] == [("Flour", ()), ("Yeast", ("Flour",))]
    assert told(found) == [("tags: #slow", "nothing is made of it")]
