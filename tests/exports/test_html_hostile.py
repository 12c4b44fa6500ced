"""Whatever files and people say stands on the page as letters: nothing of it acts."""

import re
from collections.abc import Iterator

import pytest
from browser_helpers import Part, chromium, pages, report_of, shown
from conftest import examples
from exports_helpers import roadmap, texts, titles, urls
from hypothesis import example, given
from page_shape import ACTING, GOOD_ADDRESSES, SCRIPTS, Elements, Shape, shape
from playwright.sync_api import Browser

from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.exports import html
from roadmap_cli.exports.safe_text import one_line


def calm(url: str = "https://example.org/calm") -> Shape:
    return shape(html.render(report_of(["Calm"], "calm", url)))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def shapes() -> tuple[Shape, Shape]:
    """Of a harmless page whose evidence is not, and is, on the web."""
    return calm(""), calm()


@examples(40)
@given(title=titles, text=texts.filter(str.strip), url=urls, user=titles)  # no note and no title is empty
@example(title="</style><b>", text="\x0c\u2029</p><p>", url="https://[", user="{{ 7*7 }}")
def test_text_of_files_and_people_adds_no_element_and_no_attribute(
    shapes: tuple[Shape, Shape], title: str, text: str, url: str, user: str
) -> None:
    page = html.render(report_of([title], text, url, user))
    assert shape(page) == shapes[leads_to_the_web(url)]
    assert all(re.match("https?://[^/]", each, re.IGNORECASE) for each in Elements(page).addresses)


@pytest.mark.parametrize("text", ACTING)
def test_markup_adds_no_element_wherever_it_stands(shapes: tuple[Shape, Shape], text: str) -> None:
    url = f"https://example.org/{text}"
    page = html.render(report_of([text], text, url, text))
    assert shape(page) == shapes[leads_to_the_web(url)]
    assert page.count("<style") == page.count("</style") == 1
    assert not re.search(r"<(script|iframe|img|base|link|form|object|embed)\b", page, re.IGNORECASE)
    assert not any(name.startswith("on") for _, names in shape(page) for name in names)


@pytest.mark.parametrize("url", SCRIPTS)
def test_what_is_no_address_of_the_web_is_no_link(url: str) -> None:
    assert "<a " not in html.render(report_of(["Calm"], "calm", url))


@pytest.mark.parametrize("url", GOOD_ADDRESSES)
def test_an_address_of_the_web_leads_where_it_says(url: str) -> None:
    assert url in Elements(html.render(report_of(["Calm"], "calm", url))).addresses


@pytest.mark.parametrize("url", [SCRIPTS[0], SCRIPTS[4], *GOOD_ADDRESSES[2:4]])
def test_nothing_acts_in_a_browser(browser: Browser, url: str) -> None:
    """That a page stays silent is part of looking at one."""
    page = html.render(report_of(ACTING, "\n".join(ACTING), url, ACTING[0]))
    with shown(browser, page, bypass_csp=True) as tab:
        tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        for name in ("summary", ".cards > li", "svg"):
            tab.locator(name).first.hover()
        assert tab.evaluate("window.hacked") is None
        assert tab.evaluate("document.querySelectorAll('script, iframe, img, object, embed, base, link').length") == 0
        assert tab.evaluate("document.styleSheets.length") == 1
        assert tab.evaluate("""[...document.querySelectorAll("*")].flatMap(each => each.getAttributeNames())
            .filter(name => name.startsWith("on"))""") == []  # fmt: skip
        assert tab.evaluate("""[...document.links].every(each => /^https?:$/.test(each.protocol))""")


@pytest.mark.parametrize("first", range(0, len(ACTING), 8))
def test_a_text_is_shown_letter_by_letter(browser: Browser, first: int) -> None:
    where = roadmap(ACTING[first : first + 8])
    text = "\n".join(ACTING)
    with shown(browser, html.render(report_of(ACTING[first : first + 8], text, "", ACTING[first]))) as tab:

        def letters(selector: str) -> list[str]:
            return tab.locator(selector).all_text_contents()

        (phase,) = where.phases
        (module,) = phase.modules
        assert letters("h1") == [one_line(where.title)]
        assert letters("h3") == [f"1. {one_line(phase.title)}"]
        assert letters("h4") == [one_line(module.title)]
        assert letters("svg.wide g title") == [f"{one_line(module.title)}: 50 %"]
        for row, topic in zip(letters(".topics > li"), module.topics, strict=True):
            assert one_line(topic.title) in row
        assert letters("blockquote p") == [one_line(line) for line in text.splitlines()]
        assert letters(".cards strong")[1] == one_line(text)
        assert one_line(ACTING[first]) in letters("header p")[0]
        assert tab.title().split() == one_line(f"{where.title}: 50 % done by {ACTING[first]}").split()


def test_the_policy_of_the_page_lets_nothing_in(browser: Browser) -> None:
    """If something got onto it after all."""
    evil = "<script>window.hacked=1</script><img src='https://evil.example/x.png' onerror='window.hacked=1'>"
    page = pages()["small"].replace("</main>", f"{evil}</main>")
    with pytest.raises(AssertionError) as caught, shown(browser, page) as tab:
        assert tab.evaluate("window.hacked") is None
    assert str(caught.value).count("violates the following Content Security Policy") >= 2


def test_a_part_of_a_hostile_history_is_harmless_too() -> None:
    evil, calmly = (
        html.render(report_of([text], text, "", text, Part(since=report_of(["x"], "x", "").activity.today)))
        for text in (ACTING[1], "calm")
    )
    assert shape(evil) == shape(calmly)
