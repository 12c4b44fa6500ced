"""The sheet of stories as a page: silent, legible in light, dark and on paper, and nothing in it acts."""

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from browser_helpers import PHONE, chromium, shown, violations
from conftest import examples
from exports_helpers import texts, titles
from hypothesis import example, given
from playwright.sync_api import Browser
from story_sheets import sheet

from roadmap_cli.exports.stories import NOTHING
from roadmap_cli.exports.stories_page import render


class Elements(HTMLParser):
    """What a page is made of; a text has a paragraph for each of its lines."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.shape: Counter[tuple[str, ...]] = Counter()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "p":
            self.shape[tag, *(name for name, _ in attrs)] += 1


CALM = Elements(render(sheet("Calm", "calm"))).shape


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def test_a_page_has_what_is_told() -> None:
    page = render(sheet())
    assert "<dd><p>15 %</p><p>more than that</p></dd>" in page
    assert '<th scope="row">conflict</th><td><span class="quiet">no story yet</span>' in page
    assert "Action" not in page
    assert NOTHING in render(sheet()._replace(stories=()))


@examples(60)
@given(title=titles, text=texts)
@example(title="</style><script>", text="{{ 7*7 }}<img src=x onerror=x>")
def test_text_adds_no_element_and_no_attribute(title: str, text: str) -> None:
    page = render(sheet(title, text or "x", part=title, tag=title, project=title, roadmap=title))
    assert Elements(page).shape == CALM


@pytest.mark.parametrize(("scheme", "width"), [("light", PHONE), ("dark", 1000)])
def test_axe_finds_nothing(browser: Browser, scheme: Any, width: int) -> None:
    assert violations(browser, render(sheet()), width=width, color_scheme=scheme) == []


def test_a_page_fits_a_phone_and_asks_for_nothing(browser: Browser) -> None:
    with shown(browser, render(sheet("W" * 200, "W" * 400)), width=PHONE) as tab:
        assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_a_story_is_not_parted_on_paper(browser: Browser) -> None:
    with shown(browser, render(sheet())) as tab:
        tab.emulate_media(media="print")
        rule = "getComputedStyle(document.querySelector('.story')).breakInside"
        assert tab.evaluate(rule) == "avoid"
