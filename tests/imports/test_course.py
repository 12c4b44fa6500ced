"""A list of courses as JSON becomes topics in modules."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from imports_helpers import items, outline, read_or_refuse, refusal, unplaced, write

from roadmap_cli.domain.lesson import Resource

COURSE = {
    "title": "Machine learning",
    "sections": [
        {
            "title": "Mathematics",
            "topics": [
                {
                    "slug": "norms",
                    "title": "Norms",
                    "estimatedHours": 2,
                    "prerequisiteSlugs": [],
                    "resources": ["https://example.org/n"],
                },
                {
                    "slug": "dot",
                    "title": " Dot\nproducts ",
                    "estimatedHours": 3.5,
                    "prerequisiteSlugs": ["norms"],
                    "resources": [{"title": "A lecture", "url": "https://example.org/d"}],
                },
            ],
        },
        {"title": "Programming", "topics": [{"title": "Loops"}]},
    ],
}


def topic(**keys: Any) -> dict[str, Any]:
    return {"sections": [{"title": "S", "topics": [{"slug": "a", "title": "A", **keys}]}]}


def test_a_course_is_read_whole(tmp_path: Path) -> None:
    found = outline(tmp_path, COURSE)
    assert found.title == "Machine learning"
    assert [each[1:6] for each in found.items] == [
        ("Norms", "", "Mathematics", "norms", 2),
        ("Dot products", "", "Mathematics", "dot", 3.5),
        ("Loops", "", "Programming", "", None),
    ]
    assert [each.requires for each in found.items] == [(), ("norms",), ()]
    assert [each.known_as for each in found.items] == [("norms",), ("dot",), ()]
    assert found.items[0].resources == (Resource("https://example.org/n", "https://example.org/n"),)
    assert found.items[1].resources == (Resource("A lecture", "https://example.org/d"),)
    assert found.items[1].place.endswith(": sections[0].topics[1]")
    assert (found.unplaced, found.inferred) == ((), "")


def test_sections_in_sections_are_phases_and_modules(tmp_path: Path) -> None:
    inner = [{"title": "M", "topics": [{"title": "a"}], "sections": [{"title": "N", "topics": [{"title": "b"}]}]}]
    content = {
        "sections": [{"title": "P", "sections": inner, "topics": [{"title": "c"}]}, {"topics": [{"title": "d"}]}]
    }
    assert [each[1:4] for each in items(tmp_path, content)] == [
        ("c", "P", ""),
        ("a", "P", "M"),
        ("b", "P", "M: N"),
        ("d", "", ""),
    ]


@pytest.mark.parametrize(
    ("keys", "status"),
    [
        ({"status": "done"}, "done"),
        ({"status": "In progress"}, "doing"),
        ({"completed": True}, "done"),
        ({"completed": False, "status": "skipped"}, "skipped"),
        ({"completed": None}, "todo"),
        ({}, "todo"),
    ],
)
def test_progress_is_read_where_it_is_said(tmp_path: Path, keys: dict[str, Any], status: str) -> None:
    assert items(tmp_path, topic(**keys))[0].status == status


@pytest.mark.parametrize(("said", "hours"), [(2, 2), (0.5, 0.5), ("2h", 2), ("90 min", 1.5), (None, None)])
def test_hours_are_numbers_or_words(tmp_path: Path, said: Any, hours: float | None) -> None:
    assert items(tmp_path, topic(estimatedHours=said))[0].hours == hours


def test_what_is_not_understood_is_told(tmp_path: Path) -> None:
    content = topic(
        estimatedHours="long",
        status="hm",
        resources=["A book", {"title": "B"}, {"url": "javascript:x"}],
        level=3,
        tags=[],
    )
    content["version"] = 2
    content["sections"].append({"level": 1, "topics": [{"title": ""}]})
    where = "sections[0].topics[0]"
    assert unplaced(tmp_path, content) == [
        (f"{where}.resources[0]", "A book", "it leads to no web page"),
        (f"{where}.resources[1]", "{'title': 'B'}", "it leads to no web page"),
        (f"{where}.resources[2]", "{'url': 'javascript:x'}", "it leads to no web page"),
        (where, "hm", "this is no status"),
        (where, "long", "this is no number of hours"),
        ("sections[1].topics[0]", "", "it has no title"),
        ("", "level", "nothing is made of it (2 times)"),
        ("", "tags", "nothing is made of it"),
        ("", "version", "nothing is made of it"),
    ]


def test_a_topic_without_a_title_is_called_by_its_slug(tmp_path: Path) -> None:
    assert [each.title for each in items(tmp_path, topic(title=None))] == ["a"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"sections": {}}, "sections must be a list"),
        ({"sections": [1]}, "sections[0] must be an object"),
        ({"sections": [{"topics": {}}]}, "sections[0].topics must be a list"),
        ({"sections": [{"topics": ["a"]}]}, "sections[0].topics[0] must be an object"),
        ({"sections": [{"title": 1}]}, "sections[0].title must be text"),
        ({"title": [], "sections": []}, "title must be text"),
        (topic(title=1), "sections[0].topics[0].title must be text"),
        (topic(slug=1), "sections[0].topics[0].slug must be text"),
        (topic(estimatedHours=True), "sections[0].topics[0].estimatedHours must be a number"),
        (topic(estimatedHours=float("nan")), "sections[0].topics[0].estimatedHours must be a number"),
        (topic(estimatedHours=[]), "sections[0].topics[0].estimatedHours must be a number"),
        (topic(prerequisiteSlugs="a"), "sections[0].topics[0].prerequisiteSlugs must be a list"),
        (topic(prerequisiteSlugs=[1]), "sections[0].topics[0].prerequisiteSlugs[0] must be text"),
        (topic(resources={}), "sections[0].topics[0].resources must be a list"),
        (topic(resources=[1]), "sections[0].topics[0].resources[0] must be an object"),
        (topic(resources=[{"url": 1}]), "sections[0].topics[0].resources[0].url must be text"),
        (topic(completed="yes"), "sections[0].topics[0].completed must be true or false"),
        (topic(status=1), "sections[0].topics[0].status must be text"),
        (topic(title="\udc00"), "sections[0].topics[0].title holds half of a surrogate pair, which is no text"),
    ],
)
def test_a_wrong_value_is_told_with_the_way_to_it(tmp_path: Path, content: Any, sentence: str) -> None:
    assert refusal(tmp_path, content) == sentence


def nested(depth: int) -> dict[str, Any]:
    section: dict[str, Any] = {"topics": [{"title": "a"}]}
    for _ in range(depth):
        section = {"sections": [section]}
    return section


def test_sections_are_nested_so_deep_and_no_deeper(tmp_path: Path) -> None:
    assert len(items(tmp_path, nested(8))) == 1
    assert refusal(tmp_path, nested(9)).endswith("sections[0] stands in more than 8 sections")
    assert refusal(tmp_path, nested(200)).endswith("sections[0] stands in more than 8 sections")


def test_more_topics_than_anybody_learns_are_refused(tmp_path: Path) -> None:
    content = {"sections": [{"topics": [{}] * 101}] * 100}
    assert refusal(tmp_path, content) == "it holds more than 10,000 entries, which is the most that is read"


keys = st.sampled_from(
    ["title", "sections", "topics", "slug", "estimatedHours", "prerequisiteSlugs", "resources", "url", "status"]
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.text(max_size=4)
    | st.sampled_from(["\ud800", "https://a.b"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@given(sections=values, hours=values, resources=values)
def test_whatever_course_it_is_it_is_topics_or_refused(
    tmp_path_factory: pytest.TempPathFactory, sections: Any, hours: Any, resources: Any
) -> None:
    folder = tmp_path_factory.mktemp("in")
    read_or_refuse(write(folder, {"sections": sections}))
    read_or_refuse(write(folder, topic(estimatedHours=hours, resources=resources)))
    read_or_refuse(write(folder, {"sections": [{"topics": [sections]}, sections]}))
