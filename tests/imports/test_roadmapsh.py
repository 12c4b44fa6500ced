"""What roadmap.sh draws becomes topics in modules and phases; what is only drawing does not."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from imports_helpers import FOREIGN, items, outline, read_or_refuse, refusal, unplaced, write

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.imports.formats import read
from roadmap_cli.imports.vocabulary import MOST_ENTRIES

SHAPE = json.loads((FOREIGN / "roadmapsh-shape.json").read_text(encoding="utf-8"))
PROGRESS = json.loads((FOREIGN / "roadmapsh-progress-shape.json").read_text(encoding="utf-8"))


def node(
    identifier: str, kind: str = "topic", label: Any = "A", x: float = 0, y: float = 0, **data: Any
) -> dict[str, Any]:
    return {"id": identifier, "type": kind, "position": {"x": x, "y": y}, "data": {"label": label, **data}}


def edge(source: str, target: str) -> dict[str, Any]:
    return {"id": f"{source}-{target}", "source": source, "target": target}


def drawn(*nodes: Any, edges: Any = ()) -> dict[str, Any]:
    return {"nodes": list(nodes), "edges": list(edges)}


def places(folder: Path, content: Any) -> list[tuple[str, str, str]]:
    return [(each.phase, each.module, each.title) for each in items(folder, content)]


def test_the_shape_of_a_roadmap_is_read_whole(tmp_path: Path) -> None:
    found = outline(tmp_path, SHAPE)
    assert found.title == "Tea making"
    assert found.defines
    assert [(each.phase, each.module, each.title) for each in found.items] == [
        ("Basics", "Water", "Water"),
        ("Basics", "Water", "Temperature"),
        ("Basics", "Water", "Filter"),
        ("Basics", "Leaves", "Leaves"),
        ("Basics", "Leaves", "Filter"),
        ("Basics", "Leaves", "Brew one pot"),
    ]
    assert found.inferred.startswith("phases from the section title above each topic; modules from ")
    assert all(each.requires == () and each.status == "todo" and each.id == "" for each in found.items)


def test_ids_decide_and_that_of_the_node_it_was_copied_from_is_none_of_them(tmp_path: Path) -> None:
    found = items(tmp_path, SHAPE)
    assert found[0].known_as == ("bbbbbbbbbbbbbbbbbbbb1",)
    assert [each.known_as for each in found if each.title == "Filter"] == [
        ("ccccccccccccccccccc_2",),
        ("ccccccccccccccccccc-3",),
    ]


def test_a_link_stands_at_its_topic_or_is_told(tmp_path: Path) -> None:
    found = items(tmp_path, SHAPE)
    assert found[-1].resources == (Resource("A course on brewing", "https://example.org/brew", "course"),)
    assert unplaced(tmp_path, SHAPE) == [
        ("nodes[8]", "dddddddddddddddddddd2", "this topic has no label"),
        ("nodes[14]", "Related", "a linksgroup of the drawing, not a topic"),
        ("nodes[12].data", "More https://example.org/more", "a link that belongs to no topic"),
        ("nodes[14].data.links[0]", "Coffee https://example.org/coffee", "a link that belongs to no topic"),
    ]


@pytest.mark.parametrize(("source", "target"), [("a", "b"), ("b", "a")])
def test_a_line_joins_a_subtopic_to_its_topic_whichever_way_it_points(tmp_path: Path, source: str, target: str) -> None:
    content = drawn(node("a", y=0), node("z", label="Z", y=500), node("b", "subtopic", "B", y=490))
    assert places(tmp_path, content)[-1] == ("", "Z", "B")
    assert places(tmp_path, {**content, "edges": [edge(source, target)]})[1] == ("", "A", "B")


def test_a_subtopic_on_a_subtopic_belongs_to_its_topic(tmp_path: Path) -> None:
    nodes = (node("a"), node("z", label="Z", y=900), node("b", "subtopic", "B", y=890), node("c", "todo", "C", y=895))
    content = drawn(*nodes, edges=[edge("a", "b"), edge("c", "b")])
    assert places(tmp_path, content) == [("", "A", "A"), ("", "A", "B"), ("", "A", "C"), ("", "Z", "Z")]


def test_lines_to_labels_and_into_nothing_join_nothing(tmp_path: Path) -> None:
    nodes = (node("a"), node("z", label="Z", y=900), node("l", "label", "L", y=5), node("b", "subtopic", "B", y=890))
    content = drawn(
        *nodes, edges=[edge("a", "l"), edge("b", "l"), edge("b", "gone"), edge("gone", "a"), edge("b", "b")]
    )
    assert places(tmp_path, content) == [("", "A", "A"), ("", "Z", "Z"), ("", "Z", "B")]


def test_of_two_topics_on_its_lines_the_nearer_one_has_it(tmp_path: Path) -> None:
    content = drawn(node("a"), node("z", label="Z", y=100), node("b", "subtopic", "B", y=90), edges=[edge("a", "b")])
    content["edges"].append(edge("b", "z"))
    assert places(tmp_path, content)[-1] == ("", "Z", "B")


def test_distance_is_from_middle_to_middle(tmp_path: Path) -> None:
    wide = {**node("a", x=0), "width": 1000}
    measured = {**node("a", x=0), "measured": {"width": 1000}}
    for left in (wide, measured):
        content = drawn(left, node("z", label="Z", x=800), node("b", "subtopic", "B", x=550, y=10))
        assert places(tmp_path, content)[1] == ("", "A", "B")


def test_what_stands_higher_comes_first_then_what_stands_further_left(tmp_path: Path) -> None:
    content = drawn(node("a", label="last", y=9.5), node("b", label="second", x=5), node("c", label="first", x=-5))
    assert [each.title for each in items(tmp_path, content)] == ["first", "second", "last"]


def test_edges_make_no_prerequisites_and_may_be_as_wrong_as_they_like(tmp_path: Path) -> None:
    content = drawn(
        node("a"), node("b", label="B", y=5), edges=[edge("a", "b"), edge("b", "a"), edge("a", "a"), edge("x", "y")]
    )
    content["edges"] += [{"target": "a"}, {"source": None, "target": "b"}, {}]
    assert [each.requires for each in items(tmp_path, content)] == [(), ()]


def test_a_section_title_is_the_nearest_one_above(tmp_path: Path) -> None:
    content = drawn(
        node("p", "paragraph", " Left ", x=0, y=0),
        node("q", "paragraph", "Right", x=600, y=0),
        node("r", "paragraph", "Lower left", x=0, y=500),
        *(node("a", label="A", x=0, y=100), node("b", label="B", x=600, y=300), node("c", label="C", x=0, y=600)),
        node("s", "subtopic", "S", x=600, y=590),
        edges=[edge("c", "s")],
    )
    assert places(tmp_path, content) == [
        ("Left", "A", "A"),
        ("Right", "B", "B"),
        ("Lower left", "C", "C"),
        ("Lower left", "C", "S"),
    ]


def test_what_stands_over_every_section_title_has_no_phase_and_comes_first(tmp_path: Path) -> None:
    content = drawn(node("p", "paragraph", "Part", y=50), node("a", y=0), node("b", label="B", y=100))
    assert places(tmp_path, content) == [("", "A", "A"), ("Part", "B", "B")]


@pytest.mark.parametrize("label", ["Now you know it all.", "Well done!", "long " * 20, "", "  "])
def test_a_paragraph_that_explains_is_no_section_title(tmp_path: Path, label: str) -> None:
    content = drawn(node("p", "paragraph", label), node("a", y=10))
    assert places(tmp_path, content) == [("", "A", "A")]
    assert len(unplaced(tmp_path, content)) == (1 if label.strip() else 0)


def test_a_section_title_without_topics_is_told(tmp_path: Path) -> None:
    content = drawn(node("a"), node("p", "paragraph", "Go on", y=900))
    assert unplaced(tmp_path, content) == [("nodes[1]", "Go on", "a paragraph of the drawing, not a topic")]


def test_modules_and_phases_of_one_name_stay_apart(tmp_path: Path) -> None:
    content = drawn(
        *(node("p", "paragraph", "P"), node("a", y=10), node("b", y=20)),
        *(node("q", "paragraph", "P", y=900), node("c", y=910), node("s", "subtopic", "S", y=21)),
    )
    assert places(tmp_path, content) == [("P", "A", "A"), ("P", "A (2)", "A"), ("P", "A (2)", "S"), ("P (2)", "A", "A")]


def test_without_topics_the_others_have_no_module(tmp_path: Path) -> None:
    content = drawn(node("b", "todo", "B", y=5), node("a", "subtopic"), node("p", "paragraph", "P", y=4))
    assert places(tmp_path, content) == [("", "", "A"), ("P", "", "B")]
    assert outline(tmp_path, drawn(node("a", "todo"))).inferred == ""


@pytest.mark.parametrize("label", ["", "   ", None])
def test_a_topic_without_a_label_is_told_and_not_made(tmp_path: Path, label: Any) -> None:
    content = drawn(node("a"), node("b", "todo", label))
    assert len(items(tmp_path, content)) == 1
    assert unplaced(tmp_path, content) == [("nodes[1]", "b", "this todo has no label")]


def test_stray_spaces_and_line_ends_are_taken_from_labels(tmp_path: Path) -> None:
    assert items(tmp_path, drawn(node("a", label="  Two \n words\t\x1b ")))[0].title == "Two words"


def test_an_id_that_comes_twice_counts_once_and_is_told(tmp_path: Path) -> None:
    content = drawn(node("a"), node("a", label="B", y=5))
    assert [each.title for each in items(tmp_path, content)] == ["A"]
    assert unplaced(tmp_path, content) == [("nodes[1]", "B", "its id is taken: nodes[0]")]


@pytest.mark.parametrize("kind", ["vertical", "horizontal", "section"])
def test_lines_and_boxes_are_only_drawing(tmp_path: Path, kind: str) -> None:
    assert unplaced(tmp_path, drawn(node("a"), node("b", kind, f"{kind} node"))) == []


def test_text_in_the_drawing_is_told_and_ornament_is_not(tmp_path: Path) -> None:
    legend = node("c", "legend", "", legends=[{"id": "1", "label": "Recommended", "color": "#000"}])
    content = drawn(node("a"), node("b", "label", ">", href=""), legend, node("d", "checklist", "Try it"))
    assert unplaced(tmp_path, content) == [
        ("nodes[2].data.legends[0]", "Recommended", "a legend of the drawing, not a topic"),
        ("nodes[3]", "Try it", "a checklist of the drawing, not a topic"),
    ]


def test_a_button_belongs_to_the_topic_that_a_line_joins_it_to(tmp_path: Path) -> None:
    button = node("b", "button", "Read", y=900, href="https://example.org/r")
    content = drawn(node("a"), node("z", label="Z", y=890), button, edges=[edge("a", "b")])
    assert items(tmp_path, content)[0].resources == (Resource("Read", "https://example.org/r"),)


def test_a_topic_keeps_its_own_link_and_a_link_without_a_label_its_address(tmp_path: Path) -> None:
    content = drawn(
        node("a", href="https://example.org/a"), node("b", "resourceButton", "", href="http://example.org/b")
    )
    assert items(tmp_path, content)[0].resources == (
        Resource("A", "https://example.org/a"),
        Resource("http://example.org/b", "http://example.org/b"),
    )


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "/roadmaps/x", "https://", "https://a b", "file:///x", "https://[x"]
)
def test_a_link_that_leads_to_no_web_page_is_told(tmp_path: Path, url: str) -> None:
    content = drawn(node("a"), node("b", "resourceButton", "R", href=url))
    assert items(tmp_path, content)[0].resources == ()
    assert unplaced(tmp_path, content) == [("nodes[1].data", f"R {url}", "it leads to no web page")]


def test_without_a_title_node_the_file_gives_the_title(tmp_path: Path) -> None:
    assert outline(tmp_path, drawn(node("a")), name="tea-making_for-all.json").title == "Tea making for all"
    twice = drawn(node("t", "title", "One"), node("u", "title", "Two"), node("a"))
    assert outline(tmp_path, twice).title == "One"
    assert unplaced(tmp_path, twice) == [("nodes[1]", "Two", "a title of the drawing, not a topic")]


def test_what_is_missing_from_the_drawing_is_no_fault(tmp_path: Path) -> None:
    bare = {"id": "a", "type": "topic", "data": {"label": "A"}}
    assert places(tmp_path, {"nodes": [bare]}) == [("", "A", "A")]
    assert items(tmp_path, {"nodes": []}) == ()
    assert items(tmp_path, {"nodes": None, "edges": None}, "roadmap.sh") == ()


WRONG: list[tuple[Any, str]] = [
    ({"nodes": {}}, "nodes must be a list"),
    ({"nodes": "x"}, "nodes must be a list"),
    ({"nodes": [1]}, "nodes[0] must be an object"),
    ({"nodes": [], "edges": {}}, "edges must be a list"),
    ({"nodes": [], "edges": [1]}, "edges[0] must be an object"),
    (drawn(edges=[{"source": 1}]), "edges[0].source must be text"),
    (drawn(node("a"), {**node("b"), "id": 1}), "nodes[1].id must be text"),
    (drawn({**node("b"), "id": None}), "nodes[0].id is missing or empty"),
    (drawn({**node("b"), "type": []}), "nodes[0].type must be text"),
    (drawn({**node("b"), "data": []}), "nodes[0].data must be an object"),
    (drawn(node("a", label=1)), "nodes[0].data.label must be text"),
    (drawn(node("a", label="\ud800")), "nodes[0].data.label holds half of a surrogate pair, which is no text"),
    (drawn(node("a", href=7)), "nodes[0].data.href must be text"),
    (drawn(node("a", links="x")), "nodes[0].data.links must be a list"),
    (drawn(node("a", links=[{"url": 1}])), "nodes[0].data.links[0].url must be text"),
    (drawn({**node("a"), "position": 1}), "nodes[0].position must be an object"),
    *(
        (drawn(node("a", y=y)), "nodes[0].position.y must be a number")  # type: ignore[arg-type]
        for y in ("1", True, float("nan"), float("inf"), -float("inf"), 10**400, 1e300, [])
    ),
    (drawn({**node("a"), "width": "9"}), "nodes[0].width must be a number"),
    (drawn({**node("a"), "measured": {"height": "9"}}), "nodes[0].measured.height must be a number"),
]


@pytest.mark.parametrize(("content", "sentence"), WRONG)
def test_a_wrong_value_is_told_with_the_way_to_it(tmp_path: Path, content: Any, sentence: str) -> None:
    assert refusal(tmp_path, content) == sentence


def test_more_nodes_than_anybody_draws_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, drawn(*[{}] * (MOST_ENTRIES + 1))).startswith("it holds more than 10,000 entries")


def test_progress_is_read_by_the_ids_of_nodes(tmp_path: Path) -> None:
    file = write(tmp_path, PROGRESS)
    name, found = read(file)
    assert name == "roadmap.sh-progress"
    assert found is not None
    assert not found.defines
    assert [(each.known_as, each.title, each.status) for each in found.items] == [
        (("bbbbbbbbbbbbbbbbbbbb1",), "bbbbbbbbbbbbbbbbbbbb1", "done"),
        (("ccccccccccccccccccc-1",), "ccccccccccccccccccc-1", "done"),
        (("ccccccccccccccccccc_2",), "ccccccccccccccccccc_2", "skipped"),
        (("unknown-topic-id",), "unknown-topic-id", "skipped"),
        (("bbbbbbbbbbbbbbbbbbbb2",), "bbbbbbbbbbbbbbbbbbbb2", "doing"),
    ]
    assert found.items[0].place == f"{file}: done[0]"
    assert found.unplaced == ()


def test_of_several_lists_the_furthest_counts_and_the_others_are_told(tmp_path: Path) -> None:
    content = {"learning": ["a", "b", "b"], "skipped": ["a", "b"], "done": ["a", "a"]}
    assert [(each.title, each.status) for each in items(tmp_path, content)] == [("a", "done"), ("b", "skipped")]
    assert unplaced(tmp_path, content) == [
        ("skipped[0]", "a", "it is done too, and that counts"),
        ("learning[0]", "a", "it is done too, and that counts"),
        ("learning[1]", "b", "it is skipped too, and that counts"),
        ("learning[2]", "b", "it is skipped too, and that counts"),
    ]


def test_lists_may_be_missing_and_strange_ones_are_told(tmp_path: Path) -> None:
    assert [each.title for each in items(tmp_path, {"done": None, "learning": ["a"]})] == ["a"]
    content = {"done": [], "pending": ["a"], "personalized": {}, "isFavorite": False}
    assert items(tmp_path, content) == ()
    assert unplaced(tmp_path, content) == [("pending", "pending", "there is no such status here")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"done": "a"}, "done must be a list"),
        ({"done": ["a"], "skipped": {}}, "skipped must be a list"),
        ({"done": ["a", 1]}, "done[1] must be text"),
        ({"done": [""]}, "done[0] is missing or empty"),
        ({"learning": [None]}, "learning[0] is missing or empty"),
        ({"done": ["\udfff"]}, "done[0] holds half of a surrogate pair, which is no text"),
    ],
)
def test_wrong_progress_is_told_with_the_way_to_it(tmp_path: Path, content: Any, sentence: str) -> None:
    assert refusal(tmp_path, content) == sentence


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=4)
    | st.sampled_from(["\ud800", "https://a.b"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["x", "y", "label", "url"]), inner, max_size=3)
    ),
    max_leaves=5,
)
kinds = st.sampled_from(
    ["topic", "subtopic", "todo", "paragraph", "title", "label", "resourceButton", "linksgroup", "section"]
)
numbers = st.integers(-50, 50) | st.floats(-1e6, 1e6)
sound = st.builds(node, st.sampled_from("abcdef"), kinds, st.text(max_size=5) | st.just("A"), numbers, numbers)
odd = st.builds(
    lambda whole, key, value: {**whole, key: value}, sound, st.sampled_from(["id", "type", "position", "data"]), values
)
edges = st.lists(st.builds(edge, st.sampled_from("abcdefz"), st.sampled_from("abcdefz")), max_size=8)


@given(nodes=st.lists(sound, max_size=12), lines=edges)
def test_every_labelled_node_of_a_sound_drawing_is_a_topic_or_told(
    tmp_path_factory: pytest.TempPathFactory, nodes: list[dict[str, Any]], lines: list[dict[str, Any]]
) -> None:
    file = write(tmp_path_factory.mktemp("in"), drawn(*nodes, edges=lines))
    found = read_or_refuse(file)
    assert found is not None
    tracked = [each for each in nodes if each["type"] in {"topic", "subtopic", "todo"}]
    told = [each for each in found.unplaced if each.why.startswith(("this ", "its id "))]
    assert len(found.items) + len(told) == len(tracked)
    groups = [(each.phase, each.module) for each in found.items]
    assert len(set(groups)) == sum(1 for a, b in zip([None, *groups], groups, strict=False) if a != b)


@given(nodes=st.lists(sound | odd | values, max_size=5), lines=edges | values)
def test_whatever_nodes_there_are_it_is_an_outline_or_refused(
    tmp_path_factory: pytest.TempPathFactory, nodes: Any, lines: Any
) -> None:
    read_or_refuse(write(tmp_path_factory.mktemp("in"), {"nodes": nodes, "edges": lines}))


@given(
    lists=st.dictionaries(
        st.sampled_from(["done", "learning", "skipped", "other"]), st.lists(st.text(max_size=3)) | values
    )
)
@example(lists={"done": ["\u200b"]})
def test_whatever_progress_it_is_it_is_marks_or_refused(
    tmp_path_factory: pytest.TempPathFactory, lists: dict[str, Any]
) -> None:
    read_or_refuse(write(tmp_path_factory.mktemp("in"), lists))
