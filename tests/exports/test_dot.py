"""The graph as Graphviz draws it."""

import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest
from browser_helpers import builtin, defined, told, year
from conftest import NOW, SMALL, Cli, examples
from exports_helpers import HOSTILE, titles
from graph_helpers import ODD_IDS, clean, drawable, titled
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.events import Fact
from roadmap_cli.exports import dot
from roadmap_cli.exports.graph import SIGNS, graph
from roadmap_cli.reports.export import ProgressReport

SVG = "{http://www.w3.org/2000/svg}"
ACTING = (
    "\\N",
    "\\G",
    "\\l",
    "a\\nb",
    "ends in \\",
    '\\"',
    '"];',
    '"] -> "t1"',
    "<b>x</b>",
    "&amp;",
    "&#60;",
    "// x",
    "/* x",
    "# x",
    "x:n",
    "}",
    "subgraph x {",
    "Ünïcödé → 日本語",
    "\x1b",
    "x" * 100,
    "&" * 100,
)
"""Escapes, entities and words of Graphviz."""


class Drawing(NamedTuple):
    """Texts by node and by cluster, the fill of each node, and the lines as `a->b`."""

    titles: dict[str, str]
    modules: dict[str, str]
    fills: dict[str, str]
    lines: list[str]


def draw(text: str) -> Drawing:
    done = subprocess.run(["dot", "-Tsvg"], input=text.encode(), capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    groups = [*ET.fromstring(done.stdout).iter(f"{SVG}g")]  # noqa: S314 - Graphviz wrote it
    assert not [*ET.fromstring(done.stdout).iter(f"{SVG}a")]  # noqa: S314
    nodes, clusters = ([group for group in groups if group.get("class") == kind] for kind in ("node", "cluster"))
    return Drawing(
        {name_of(group): text_of(group) for group in nodes},
        {name_of(group): text_of(group) for group in clusters},
        {name_of(group): group.find(f"{SVG}polygon").get("fill", "") for group in nodes},  # type: ignore[union-attr]
        [name_of(group) for group in groups if group.get("class") == "edge"],
    )


def name_of(group: ET.Element) -> str:
    return group.findtext(f"{SVG}title") or ""


def text_of(group: ET.Element) -> str:
    """Without spaces, as lines were broken."""
    return "".join("".join(each.text or "" for each in group.iter(f"{SVG}text")).split())


def joined(words: str) -> str:
    return "".join(words.split())


def titles_of(report: ProgressReport) -> dict[str, str]:
    topics = (topic for module in graph(report).modules for topic in module.topics)
    return {topic.id: joined(SIGNS[topic.status] + clean(topic.title)) for topic in topics}


def assert_drawn_as_meant(report: ProgressReport, names: Iterable[str]) -> None:
    drawing = draw(dot.render(report))
    assert drawing.titles == titles_of(report)
    assert [*drawing.modules.values()] == [joined(clean(name)) for name in names]
    assert sorted(drawing.lines) == sorted(f"{needed}->{topic}" for needed, topic in graph(report).edges)


def test_topics_modules_and_prerequisites_are_drawn() -> None:
    kinds = {"a": "finished", "b": "started", "extra": "skipped"}
    facts = [Fact(kind, topic, NOW, NOW.date(), {}) for topic, kind in kinds.items()]
    drawing = draw(dot.render(told(defined(SMALL), facts)))
    assert drawing.titles == {
        "a": "✓Alpha",
        "b": "▸Beta",
        "c": "Gamma",
        "x-topic": "Ex",
        "end": "Theend",
        "extra": "\N{EN DASH}More",
    }
    assert drawing.modules == {"cluster_letters": "Letters", "cluster_ways": "Ways"}
    assert sorted(drawing.lines) == ["a->b", "b->c", "b->x-topic", "c->end", "x-topic->end"]
    assert len({drawing.fills[topic] for topic in ("a", "b", "c")}) == 3


def test_the_whole_built_in_roadmap_is_drawn() -> None:
    report = told(builtin().roadmap, year())
    assert_drawn_as_meant(report, [module.title for module in graph(report).modules])


def test_words_of_graphviz_are_words() -> None:
    names = [*HOSTILE, *ACTING]
    assert_drawn_as_meant(titled(names), names)


@examples(25)
@given(names=st.lists(titles | st.text(drawable, min_size=1, max_size=40), min_size=1, max_size=8))
def test_any_title_is_drawn_as_it_is(names: list[str]) -> None:
    assert_drawn_as_meant(titled(names), names)


def test_ids_stay_apart() -> None:
    assert [*draw(dot.render(titled(ODD_IDS, ODD_IDS))).titles] == [*ODD_IDS]


def test_a_part_of_it_is_drawn(cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    assert cli("done b").code == 0
    assert draw(cli("export dot --phase two").out).modules == {"cluster_ways": "Ways"}
    assert draw(cli("export dot --since today").out).titles == {"b": "✓Beta"}
    assert draw(cli("export dot --phase two --since today").out) == ({}, {}, {}, [])
