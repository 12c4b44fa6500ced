"""Pages and pictures in a wide, a narrow and a tall font: nothing runs over, and nothing is squeezed."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pypdfium2
import pytest
from browser_helpers import (
    DESK,
    FONTS,
    LONG_WORD,
    PHONE,
    WIDE_LETTERS,
    chromium,
    named,
    only_font,
    pages,
    saying,
    shown,
    told,
)
from playwright.sync_api import Browser, Page
from process_helpers import LONG

from roadmap_cli.exports import badge, html, pdf, svg
from roadmap_cli.exports.path_picture import WIDE

PAGES = ("year", "since", "empty", "small", "long words", "wide letters")
"""Of which the others that there are hold only parts."""
CAPITALS = "MACHINE MODEL MARGIN AND MOMENTS"
LONG_NAME = "Recommendation, communication, représentation"
TITLES = ("Become a machine learning scientist", CAPITALS, LONG_WORD, "a word " * 40, WIDE_LETTERS * 3)
WIDEST = "DejaVu Sans"
WIDTHS = pytest.mark.parametrize("width", [PHONE, DESK])
SCALES = """[...document.querySelectorAll("text")].map(each => {
    const held = each.getBBox().width
    each.removeAttribute("textLength")
    return [each.textContent, held / each.getBBox().width]
})"""
"""How much each text is stretched, or squeezed."""


@pytest.fixture(scope="module", params=FONTS)
def font(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def browser(font: str) -> Iterator[Browser]:
    with chromium(font) as found:
        yield found


@pytest.fixture(scope="module")
def tabs(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """The pages by name, each loaded once."""
    with ExitStack() as stack:
        yield cache(lambda name: stack.enter_context(shown(browser, pages()[name])))


@pytest.fixture(params=PAGES)
def tab(tabs: Callable[[str], Page], request: pytest.FixtureRequest) -> Page:
    return tabs(request.param)


@cache
def drawn(*titles: str) -> str:
    """A page of all cards and badges of these names."""
    parts = [
        render(named(title, part)) for title in titles for render in (svg.render, badge.render) for part in range(3)
    ]
    return f'<!doctype html><meta charset="utf-8">{"".join(parts)}'


@cache
def said(word: str) -> str:
    """A page of nothing but this."""
    return html.render(told(*saying(word)))


def fonts_of(tab: Page, selector: str) -> set[str]:
    """That the browser draws it with."""
    client = tab.context.new_cdp_session(tab)
    for domain in ("DOM", "CSS"):
        client.send(f"{domain}.enable")
    root = client.send("DOM.getDocument")["root"]["nodeId"]
    node = client.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    return {each["familyName"] for each in client.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]}


def test_the_browser_has_no_other_font(browser: Browser, font: str) -> None:
    with shown(browser, pages()["small"]) as tab:
        assert fonts_of(tab, "h1") == fonts_of(tab, ".scroll text") == {font}


def test_a_page_is_never_wider_than_its_reader(tab: Page) -> None:
    for opened in (False, True):
        tab.evaluate("opened => document.querySelectorAll('details').forEach(each => each.open = opened)", opened)
        for width in (PHONE, 720, DESK):
            tab.set_viewport_size({"width": width, "height": 800})
            widest = tab.evaluate("document.documentElement.scrollWidth")
            assert widest <= width, (opened, width, widest)


@WIDTHS
def test_nothing_of_a_picture_lies_outside_of_it(tab: Page, width: int) -> None:
    """What does is cut off."""
    tab.set_viewport_size({"width": width, "height": 800})
    assert tab.evaluate("""[...document.querySelectorAll("svg")].flatMap(svg => {
        const {width, height} = svg.viewBox.baseVal, whole = svg.getBoundingClientRect()
        return [...svg.querySelectorAll("text, rect, line, polyline, polygon, path")].filter(each => {
            const part = each.getBoundingClientRect()
            return part.left < whole.left - 1 || part.right > whole.right + 1
                || part.top < whole.top - 1 || part.bottom > whole.bottom + 1
        }).map(each => each.outerHTML)
    })""") == []  # fmt: skip


@WIDTHS
def test_the_names_of_modules_fit_into_their_boxes(tab: Page, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    assert tab.evaluate("""[...document.querySelectorAll(".scroll text")].filter(each => {
        const box = each.parentElement.querySelector("rect").getBoundingClientRect()
        const text = each.getBoundingClientRect()
        return text.left < box.left || text.right > box.right || text.top < box.top || text.bottom > box.bottom
    }).map(each => each.textContent)""") == []  # fmt: skip


def test_the_texts_of_cards_and_badges_stay_inside_them(browser: Browser) -> None:
    with shown(browser, drawn(*TITLES)) as tab:
        assert tab.evaluate("""[...document.querySelectorAll("text")].filter(each => {
            const box = each.getBBox(), {width, height} = each.ownerSVGElement.viewBox.baseVal
            return box.x < 4 || box.x + box.width > width - 4 || box.y < 0 || box.y + box.height > height
        }).map(each => each.textContent)""") == []  # fmt: skip


def test_no_text_of_a_picture_is_squeezed_or_stretched_beyond_ease(browser: Browser) -> None:
    """Letters that the font has; instead of others it draws boxes of any width."""
    for page in (pages()["year"], pages()["long words"], drawn(*TITLES[:4]), said(CAPITALS), said(LONG_NAME)):
        with shown(browser, page) as tab:
            tab.add_style_tag(content=".narrow { display: block !important }")
            scales = tab.evaluate(SCALES)
        assert len(scales) > 20
        assert [each for each in scales if not 0.8 <= each[1] <= 1.25] == []


@pytest.mark.parametrize("font", FONTS if LONG else [WIDEST], indirect=True)
def test_names_fit_into_their_boxes_on_paper(browser: Browser, font: str, monkeypatch: pytest.MonkeyPatch) -> None:
    report = told(*saying(CAPITALS))
    with only_font(font) as fonts, shown(browser, html.render(report)) as tab:
        monkeypatch.setenv("FONTCONFIG_FILE", fonts)
        for paper in (tab.pdf(prefer_css_page_size=True), pdf.render(report)):
            boxes, letters = path_on_paper(paper)
            assert len(boxes) >= 4
            assert len(letters) > 50
            assert [each for each in letters if not any(within(each, box) for box in boxes)] == []


Area = tuple[float, float, float, float]
"""Left, bottom, right, top."""


def path_on_paper(paper: bytes) -> tuple[list[Area], list[Area]]:
    """The boxes of modules, and the letters beside the first and the last of them or between."""
    sheets = [(sheet, sheet.get_textpage()) for sheet in pypdfium2.PdfDocument(paper)]
    (sheet, text) = next((sheet, text) for sheet, text in sheets if "is filled as far as" in text.get_text_range())
    shapes = [each.get_bounds() for each in sheet.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_PATH])]
    sizes = [(each[2] - each[0], each[3] - each[1]) for each in shapes]
    form = pytest.approx(WIDE.width / WIDE.height, rel=0.05)
    boxes = [
        each for each, (width, height) in zip(shapes, sizes, strict=True) if width < 110 and width / height == form
    ]
    lowest, highest = min(box[1] for box in boxes), max(box[3] for box in boxes)
    letters = [text.get_charbox(each) for each in range(text.count_chars()) if text.get_text_range(each, 1).strip()]
    return boxes, [each for each in letters if each[3] > lowest and each[1] < highest]


def within(part: Area, whole: Area) -> bool:
    return whole[0] <= part[0] and whole[1] <= part[1] and part[2] <= whole[2] and part[3] <= whole[3]
