"""The graph as Mermaid itself draws it, in a real browser."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_helpers import builtin, chromium, defined, shown, told, year
from conftest import NOW, SMALL, Cli, examples
from exports_helpers import HOSTILE, titles
from graph_helpers import ODD_IDS, clean, drawable, titled
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.events import Fact
from roadmap_cli.exports import mermaid
from roadmap_cli.exports.graph import SIGNS, graph
from roadmap_cli.reports.export import ProgressReport

SCRIPT = Path(__file__).parents[2] / ".venv/node/node_modules/mermaid/dist/mermaid.min.js"
MOST_EDGES, MOST_LETTERS = 500, 50_000
"""What GitHub draws, and Mermaid unless told otherwise."""
DRAW = """async text => {
    await mermaid.parse(text);
    const {svg} = await mermaid.render('drawing', text);
    document.body.innerHTML = svg;
    const texts = selector => [...document.querySelectorAll(selector)].map(each => each.textContent.trim());
    const nodes = [...document.querySelectorAll('.node')];
    return {
        titles: texts('.node'),
        statuses: nodes.map(each => ['done', 'doing', 'todo', 'skipped'].filter(name => each.classList.contains(name))),
        modules: texts('.cluster-label'),
        lines: [...document.querySelectorAll('path.flowchart-link')].map(each => each.id),
        others: document.body.querySelectorAll('a, script, img, i, em, strong, code, math, li, h1, iframe').length,
        fill: nodes.map(each => getComputedStyle(each.querySelector('rect')).fill),
    };
}"""
ACTING = (
    "end",
    "subgraph x",
    "graph TD",
    "a --> b",
    "click t1 call alert(1)",
    'click t1 "javascript:alert(1)"',
    '"]; click t1 "javascript:alert(1)"',
    "%% x",
    '%%{init: {"theme": "dark", "maxEdges": 0}}%%',
    "style t1 fill:#fff;",
    'style:"x"',
    "classDef done fill:#fff;",
    ":::done",
    "@{ shape: circle }",
    "((x))",
    "{x}",
    "[/x/]",
    "#quot;",
    "#35;",
    "A\\nB",
    "`x`",
    '"`**x**`"',
    "fa:fa-car",
    "$$x^2$$",
    "<br>x",
    "https://example.org/a_b",
    "www.example.org",
    "a@example.org",
    "It's 50 % & more; so?",
    "Ünïcödé → 日本語 👩\u200d💻",
    "\x1b",
)
"""Words of Mermaid, and of what it makes of a text on the way."""

Draw = Callable[[str], Any]


@pytest.fixture(scope="module")
def draw() -> Iterator[Draw]:
    assert SCRIPT.exists(), "these tests draw with Mermaid: tests/run.py puts it where they look for it"
    with chromium() as browser, shown(browser, "<!doctype html><title>x</title><body></body>") as tab:
        tab.add_script_tag(path=SCRIPT)
        tab.evaluate("mermaid.initialize({startOnLoad: false})")
        yield lambda text: tab.evaluate(DRAW, text)


def done(*topics: str) -> list[Fact]:
    return [Fact("finished", topic, NOW, NOW.date(), {}) for topic in topics]


def titles_of(report: ProgressReport) -> list[str]:
    return [SIGNS[topic.status] + clean(topic.title) for module in graph(report).modules for topic in module.topics]


def assert_drawn_as_meant(draw: Draw, names: list[str]) -> None:
    """Titles of topics and modules are texts, and nothing stands beside them."""
    report = titled(names)
    said = draw(mermaid.render(report))
    assert sorted(said["titles"]) == sorted(titles_of(report))
    assert sorted(said["modules"]) == sorted(map(clean, names))
    assert (len(said["lines"]), said["others"]) == (len(names) - 1, 0)


def test_topics_modules_and_prerequisites_are_drawn(draw: Draw) -> None:
    facts = [*done("a"), Fact("started", "b", NOW, NOW.date(), {}), Fact("skipped", "extra", NOW, NOW.date(), {})]
    said = draw(mermaid.render(told(defined(SMALL), facts)))
    assert sorted(zip(said["titles"], said["statuses"], strict=True)) == [
        ("Ex", ["todo"]),
        ("Gamma", ["todo"]),
        ("The end", ["todo"]),
        ("\N{EN DASH} More", ["skipped"]),
        ("▸ Beta", ["doing"]),
        ("✓ Alpha", ["done"]),
    ]
    assert sorted(said["modules"]) == ["Letters", "Ways"]
    assert sorted(name.partition("L_")[2] for name in said["lines"]) == [
        "topic_a_topic_b_0",
        "topic_b_topic_c_0",
        "topic_b_topic_x_topic_0",
        "topic_c_topic_end_0",
        "topic_x_topic_topic_end_0",
    ]
    assert len(set(said["fill"])) == 3


@pytest.mark.parametrize("option", ["nlp", "cv"])
def test_the_whole_built_in_roadmap_stays_below_the_limits(draw: Draw, option: str) -> None:
    roadmap = builtin().roadmap
    chose = Fact("chose", None, NOW, NOW.date(), {"choice": "specialty", "option": option})
    report = told(roadmap, [*year(), chose])
    text = mermaid.render(report)
    assert len(text) < MOST_LETTERS * 2 / 3
    assert len(graph(report).edges) < MOST_EDGES * 2 / 3
    said = draw(text)
    assert sorted(said["titles"]) == sorted(titles_of(report))
    assert len(said["lines"]) == len(graph(report).edges)


def test_words_of_mermaid_are_words(draw: Draw) -> None:
    assert_drawn_as_meant(draw, [*HOSTILE, *ACTING])


@examples(25)
@given(names=st.lists(titles | st.text(drawable, min_size=1, max_size=12), min_size=1, max_size=8))
def test_any_title_is_drawn_as_it_is(draw: Draw, names: list[str]) -> None:
    assert_drawn_as_meant(draw, names)


def test_ids_stay_apart(draw: Draw) -> None:
    said = draw(mermaid.render(titled(ODD_IDS, ODD_IDS)))
    assert len(said["titles"]) == len(ODD_IDS)
    assert len(said["lines"]) == len(ODD_IDS) - 1


def test_a_part_of_it_is_drawn(draw: Draw, cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    assert cli("done b").code == 0
    assert draw(cli("export mermaid --phase two").out)["modules"] == ["Ways"]
    assert draw(cli("export mermaid --since today").out)["titles"] == ["✓ Beta"]
    nothing = cli("export mermaid --phase two --since today")
    assert (nothing.code, draw(nothing.out)["titles"]) == (0, [])
