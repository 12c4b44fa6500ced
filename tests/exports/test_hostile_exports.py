"""Text of files and people in reports for others: no formula in a spreadsheet, no markup and no HTML in Markdown."""

import csv
import io
import re
from typing import Any

import pytest
from conftest import NOW, examples
from exports_helpers import HOSTILE, roadmap, texts, titles, urls, workspace
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_shape import CONTROLS, NEVER, shape, tokens

from roadmap_cli.domain.events import Fact
from roadmap_cli.domain.lesson import Lesson, Resource
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.exports import csv as csv_export
from roadmap_cli.exports import markdown
from roadmap_cli.reports.export import ProgressReport
from roadmap_cli.services import export
from roadmap_cli.storage import sqlite


def report(names: list[str], text: str, url: str) -> ProgressReport:
    """Where all titles are `names` and everything that was said is `text`."""
    where = roadmap(names)
    facts = [
        Fact("logged", "a", NOW, NOW.date(), {"minutes": 45, "note": text}),
        Fact("noted", "b", NOW, NOW.date(), {"text": text}),
        Fact("linked", "b", NOW, NOW.date(), {"url": url, "title": text, "proves": True}),
        Fact("linked", "b", NOW, NOW.date(), {"url": url, "proves": True}),
        Fact("chose", None, NOW, NOW.date(), {"choice": "way", "option": "x"}),
        Fact("ticked", "a", NOW, NOW.date(), {"criterion": text or "x"}),
        Fact("ticked", "a", NOW, NOW.date(), {"resource": url or text or "x"}),
        Fact("finished", "a", NOW, NOW.date(), {}),
        Fact("written", "a", NOW, NOW.date(), {"card": "own", "question": text, "answer": text}),
        Fact("graded", "a", NOW, NOW.date(), {"card": "own", "rating": 3}),
        Fact("written", "b", NOW, NOW.date(), {"card": "gone", "question": text, "answer": text}),
        Fact("discarded", "b", NOW, NOW.date(), {"card": "gone"}),
    ]
    with sqlite.apart() as store:
        store.append("ada", where.id, facts, NOW)
        lesson = Lesson(criteria=(text or "x",), resources=(Resource(text, url),))
        told = export.progress(workspace(where, store), lambda _: lesson)
        return export.with_resources(told, lambda _: lesson)


CALM = shape(markdown.render(report(["Calm"], "calm", "https://example.org/calm")))


@examples(150)
@given(title=titles, text=texts, url=urls)
@example(title="1. x", text="- x", url="https://[")
@example(title="a|b", text="\\|", url="https://example.org/&copy;|`x`")
def test_hostile_text_makes_no_markup(title: str, text: str, url: str) -> None:
    said = markdown.render(report([title], text, url))
    found = tokens(said)
    acting = {*NEVER, "s_open", "hardbreak", "text_special_open"} - {"html_inline"}
    assert not {token.type for token in found} & acting
    remarks = [token.content for token in found if token.type == "html_inline"]
    assert all(re.fullmatch(r"<!-- id: [a-z]+(?:; option: [xy])? -->", each) for each in remarks)
    assert shape(said) == CALM
    targets = [str(token.attrGet("href")) for token in found if token.type == "link_open"]
    assert len(targets) == (6 if leads_to_the_web(url) else 0)
    assert all(re.match("https?://", each, re.IGNORECASE) for each in targets)
    assert CONTROLS.search(said) is None


@given(title=titles)
def test_markdown_shows_a_title_as_it_is(title: str) -> None:
    found = tokens(markdown.render(report([title], "calm", "")))
    heading = next(token for token in found if token.type == "inline")
    shown = "".join(child.content for child in heading.children or ())
    assert shown.split() == CONTROLS.sub(" ", title).split()


def test_a_link_keeps_its_address() -> None:
    url = "https://example.org/a_b(c)?x=1&y=2&copy;=3&#39;*~"
    found = tokens(markdown.render(report(["Calm"], "calm", url)))
    (first, *_) = (str(token.attrGet("href")) for token in found if token.type == "link_open")
    assert first == url.replace("(c)", "%28c%29")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//x.example", "https:x"]
)
def test_only_the_web_is_linked(url: str) -> None:
    said = markdown.render(report(["Calm"], "calm", url))
    assert "](" not in said
    assert not any(token.type == "link_open" for token in tokens(said))


def rows(text: str) -> list[dict[str, Any]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@given(names=st.lists(titles, min_size=1, max_size=6))
@example(names=["=1+1", "\t=1", "\r@x", "\u00a0-1", "\x1b+1", "a\rb"])
def test_no_cell_begins_a_formula_and_every_title_comes_back(names: list[str]) -> None:
    said = csv_export.render(report(names, "calm", ""))
    found = rows(said)
    wanted = [CONTROLS.sub(" ", topic.title) for topic in roadmap(names).topics.values()]
    assert [row["title"].removeprefix("'") for row in found] == [each.removeprefix("'") for each in wanted]
    assert CONTROLS.search(said) is None
    for row in found:
        assert all(not cell.strip().startswith(("=", "+", "-", "@")) for cell in row.values())


@pytest.mark.parametrize("title", [each for each in HOSTILE if "\n" not in each])
def test_only_what_begins_a_formula_is_marked_with_an_apostrophe(title: str) -> None:
    (first, *_) = rows(csv_export.render(report([title], "calm", "")))
    clean = CONTROLS.sub(" ", title)
    assert first["title"] == (f"'{clean}" if clean.strip()[:1] in {"=", "+", "-", "@"} else clean)
