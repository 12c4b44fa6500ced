"""The page for whoever hires: what it says, for whom it can be read, that it needs nothing else and nothing on it acts."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_helpers import DESK, LONG_WORD, PHONE, WIDE_LETTERS, chromium, shown, violations
from conftest import NOW, Cli, examples
from exports_helpers import texts, urls
from hypothesis import example, given
from page_shape import ACTING, GOOD_ADDRESSES, SCRIPTS, Elements, Shape, shape
from playwright.sync_api import Browser, Page
from portfolio_helpers import HIRED, WHOLE
from showcases import EMPTY, FULL, made

from roadmap_cli import storage
from roadmap_cli.domain.events import Data, Fact, Kind
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.exports import portfolio
from roadmap_cli.exports.colours import DARK, LIGHT


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def shapes() -> tuple[Shape, Shape]:
    """Of a harmless page whose links do not, and do, lead to the web."""
    return shape(portfolio.render(made("calm", ""))), shape(portfolio.render(made("calm")))


@pytest.fixture
def written(cli: Cli, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    small.write_text(HIRED, encoding="utf-8")
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    for command in (*WHOLE, "note a 'my own affair'", "log a 50m 'mine alone'", "portfolio add Only a thought"):
        assert cli(command).code == 0
    file = tmp_path / "portfolio.html"
    assert cli("export", "portfolio", "-o", str(file)).code == 0
    return file


def seen(tab: Page, selector: str) -> list[str]:
    return [" ".join(each.split()) for each in tab.locator(selector).all_text_contents()]


def test_a_project_is_told_with_its_number_against_its_baseline(browser: Browser, written: Path) -> None:
    with shown(browser, written) as tab:
        assert tab.title() == "Portfolio of ada"
        assert seen(tab, "h1, .lead") == ["Portfolio of ada", "1 project, shipped, 1 skill with evidence"]
        assert seen(tab, ".project h3, .stage") == ["Churn of a phone company", "Told"]
        assert seen(tab, ".problem") == ["Who leaves?"]
        assert seen(tab, ".results > div") == ["Metricrecall", "Baseline0.31", "Result0.62 of them"]
        assert seen(tab, ".rows > div") == [
            "Datathree years of calls",
            "Source of the dataour own billing",
            "What it meanscall forty a month",
            "What failedan LSTM",
            "ShowsBetaThe end",
        ]
        links = tab.locator(".links a").evaluate_all("all => all.map(each => each.href)")
        assert links == ["https://github.com/ada/churn", "https://ada.medium.com/churn"]
        assert seen(tab, ".others li") == ["The end: Churn of a phone company (write-up)"]


def test_nothing_else_that_was_recorded_stands_on_it(cli: Cli, written: Path) -> None:
    page = written.read_text(encoding="utf-8")
    assert not re.search("affair|mine alone|thought|missing|2026|50 min", page)
    assert cli("export portfolio").out == page
    assert cli("export portfolio").err == (
        "hint: left out, still at the first stage: Only a thought; move on with: roadmap portfolio stage NAME\n"
    )


def test_stories_practice_and_applications_leave_no_trace(cli: Cli, written: Path, database: Path) -> None:
    private: tuple[tuple[Kind, Data], ...] = (
        ("told", {"story": "mine", "part": "result", "words": "a secret"}),
        ("practised", {"format": "coding", "score": 1, "note": "a secret"}),
        ("applied", {"application": "acme", "company": "a secret", "role": "a secret"}),
    )
    facts = [Fact(kind=kind, topic=None, at=NOW, day=NOW.date(), data=data) for kind, data in private]
    before = [cli(f"export {form}").out for form in ("portfolio", "portfolio --markdown", "resume")]
    with storage.writing(str(database)) as store:
        store.append("ada", "small", facts, NOW)
        assert len(store.candidacy("ada", "small").applications) == 1
    assert [cli(f"export {form}").out for form in ("portfolio", "portfolio --markdown", "resume")] == before
    assert before[0] == written.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("shipped", "lead"),
    [
        ((False,), "1 project"),
        ((True,), "1 project, shipped"),
        ((True, False, True), "3 projects, 2 of them shipped"),
        ((True, True), "2 projects, all shipped"),
        ((), ""),
    ],
)
def test_the_lead_counts_what_there_is(shipped: tuple[bool, ...], lead: str) -> None:
    projects = tuple(FULL.projects[0]._replace(shipped=each) for each in shipped)
    assert portfolio.summary(EMPTY._replace(projects=projects)) == lead


def test_skills_stand_with_what_proves_them(browser: Browser) -> None:
    with shown(browser, portfolio.render(FULL)) as tab:
        assert len(seen(tab, ".skills > li")) == 1  # the other is covered only
        assert len(seen(tab, ".others > li")) == 1


def test_without_any_project_the_page_says_so(browser: Browser) -> None:
    with shown(browser, portfolio.render(EMPTY)) as tab:
        assert seen(tab, "main") == ["Projects No project has been worked on yet."]


@pytest.mark.parametrize(("scheme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_it_has_the_colours_that_its_reader_prefers(browser: Browser, scheme: Any, colours: dict[str, str]) -> None:
    with shown(browser, portfolio.render(FULL), color_scheme=scheme) as tab:
        assert grounds(tab) == [as_rgb(colours["paper"]), as_rgb(colours["card"])]
        tab.emulate_media(media="print")
        assert grounds(tab) == [as_rgb(LIGHT["paper"]), as_rgb(LIGHT["card"])]


def grounds(tab: Page) -> list[str]:
    said: list[str] = tab.evaluate(
        "['body', '.project'].map(each => getComputedStyle(document.querySelector(each)).backgroundColor)"
    )
    return said


def as_rgb(colour: str) -> str:
    return "rgb({}, {}, {})".format(*(int(colour[place : place + 2], 16) for place in (1, 3, 5)))


@pytest.mark.parametrize(
    "text", ["Churn", LONG_WORD, WIDE_LETTERS * 9, "W " * 300], ids=["short", "long", "wide", "many"]
)
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_nothing_is_wider_than_its_screen(browser: Browser, text: str, width: int) -> None:
    with shown(browser, portfolio.render(made(text, f"https://example.org/{'x' * 300}")), width=width) as tab:
        assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_on_paper_links_say_where_they_lead(browser: Browser) -> None:
    with shown(browser, portfolio.render(FULL)) as tab:
        tab.emulate_media(media="print")
        said = tab.evaluate("getComputedStyle(document.querySelector('.links a'), '::after').content")
        assert "https://example.org/calm" in said


@pytest.mark.parametrize(("scheme", "width"), [("light", PHONE), ("dark", DESK), ("light", DESK), ("dark", PHONE)])
def test_axe_finds_nothing(browser: Browser, scheme: str, width: int) -> None:
    assert violations(browser, portfolio.render(FULL), width=width, color_scheme=scheme) == []


@pytest.mark.parametrize("text", [None, LONG_WORD])
def test_axe_finds_nothing_against_an_empty_page_and_long_words(browser: Browser, text: str | None) -> None:
    assert violations(browser, portfolio.render(EMPTY if text is None else made(text)), width=PHONE) == []


@examples(40)
@given(text=texts.filter(lambda text: len(text.splitlines()) == 1), url=urls)
@example(text="</style><b>{{ 7*7 }}", url="https://[")
def test_text_of_people_adds_no_element_and_no_attribute(shapes: tuple[Shape, Shape], text: str, url: str) -> None:
    page = portfolio.render(made(text, url))
    assert without_figures(shape(page)) == without_figures(shapes[leads_to_the_web(url)])
    assert all(re.match("https?://[^/]", each, re.IGNORECASE) for each in Elements(page).addresses)


def without_figures(found: Shape) -> Shape:
    """A short result is drawn large."""
    together = Shape({key: number for key, number in found.items() if key[0] != "dd"})
    together["dd", ()] = sum(number for key, number in found.items() if key[0] == "dd")
    return together


@pytest.mark.parametrize("text", ACTING)
def test_markup_stays_letters(shapes: tuple[Shape, Shape], text: str) -> None:
    url = f"https://example.org/{text}"
    page = portfolio.render(made(text, url))
    assert without_figures(shape(page)) == without_figures(shapes[leads_to_the_web(url)])
    assert not re.search(r"<(script|iframe|img|base|link|form|object|embed)\b", page, re.IGNORECASE)


@pytest.mark.parametrize("url", SCRIPTS)
def test_what_is_no_address_of_the_web_is_no_link(url: str) -> None:
    assert "<a " not in portfolio.render(made("calm", url))


@pytest.mark.parametrize("url", [SCRIPTS[0], SCRIPTS[4], *GOOD_ADDRESSES[2:4]])
def test_nothing_acts_in_a_browser(browser: Browser, url: str) -> None:
    with shown(browser, portfolio.render(made("\n".join(ACTING), url)), bypass_csp=True) as tab:
        tab.locator(".project").first.hover()
        assert tab.evaluate("window.hacked") is None
        assert tab.evaluate("document.querySelectorAll('script, iframe, img, object, embed, base, link').length") == 0
        assert tab.evaluate("""[...document.links].every(each => /^https?:$/.test(each.protocol))""")
