"""The page in a real browser: what stands on it, for whom it can be read, and that it needs nothing else."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_helpers import BREAK, DESK, PHONE, SKIPPED, TODAY, builtin, chromium, pages, shown, violations, year
from cli_helpers import events_in
from conftest import Cli
from playwright.sync_api import Browser, Page

from roadmap_cli import storage
from roadmap_cli.domain.phrasing import amount, full_day, percent
from roadmap_cli.exports.colours import DARK, LIGHT

FOCUSABLE = "summary, a[href], .scroll"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def _year(database: Path) -> None:
    database.parent.mkdir(parents=True)
    with storage.writing(str(database)) as store:
        store.merge(year())


@pytest.fixture
def written(cli: Cli, _year: None, tmp_path: Path) -> Path:
    file = tmp_path / "report.html"
    assert cli("export", "html", "-o", str(file)).code == 0
    return file


def json_of(cli: Cli, command: str) -> Any:
    return json.loads(cli(f"{command} --json").out)


def texts(tab: Page, selector: str) -> list[str]:
    """Shown or not, with spaces and line ends as one space."""
    return [" ".join(each.split()) for each in tab.locator(selector).all_text_contents()]


def open_all(tab: Page) -> None:
    tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


def until(tab: Page, comes_true: Callable[[], bool]) -> None:
    """The page lets in no script that would wait there."""
    for _ in range(200):
        if comes_true():
            return
        tab.wait_for_timeout(10)
    pytest.fail("it did not come true")


def colour(tab: Page, selector: str, name: str) -> str:
    """As the browser computes it, written as in a style sheet."""
    said: str = tab.locator(selector).first.evaluate("(each, name) => getComputedStyle(each)[name]", name)
    red, green, blue = (int(each) for each in said.removeprefix("rgb(").removesuffix(")").split(","))
    return f"#{red:02x}{green:02x}{blue:02x}"


def test_every_phase_module_and_topic_stands_in_its_place(browser: Browser) -> None:
    phases = builtin().roadmap.phases
    modules = [module for phase in phases for module in phase.modules]
    with shown(browser, pages()["year"]) as tab:
        assert texts(tab, "h1") == [builtin().roadmap.title]
        assert texts(tab, ".phases h3") == [f"{phase.number}. {phase.title}" for phase in phases]
        assert texts(tab, ".phases h4") == [module.title for module in modules]
        for place, module in enumerate(modules):
            rows = texts(tab, f".module >> nth={place} >> .topics > li")
            for row, topic in zip(rows, module.topics, strict=True):
                assert topic.title in row
                assert row.endswith(f"{topic.hours:g} h")
                assert ("skipped" in row) == (topic.id in SKIPPED)
                assert ("not counted" in row) == (topic.option in {"cv", "recommenders", "time-series", "rl"})


def test_the_page_says_what_status_says(cli: Cli, written: Path, browser: Browser) -> None:
    status = json_of(cli, "status")
    totals, hours = status["totals"], status["totals"]["hours"]
    with shown(browser, written) as tab:
        shares = [100 * hours[each] / hours["counted"] for each in ("proven", "fresh")]
        assert texts(tab, ".facts .number") == [percent(each) for each in (totals["percent"], *shares)]
        (covered, proven, fresh) = texts(tab, ".facts .small")
        assert covered == (
            f"{totals['topics']['done']} of {totals['topics']['counted']} topics, {amount(hours['done'])} of "
            f"{amount(hours['counted'])}; {totals['topics']['skipped']} skipped, not counted"
        )
        assert proven == f"{totals['proven']} topics, {amount(hours['proven'])}"
        assert fresh.startswith(f"{totals['fresh']} topics")
        assert texts(tab, ".phases > details > summary > .hours") == [
            f"{each['totals']['topics']['done']} of {each['totals']['topics']['counted']} · "
            + percent(each["totals"]["percent"])
            for each in status["phases"]
        ]
        assert tab.title() == f"{status['roadmap']['title']}: {percent(totals['percent'])} done by ada"


def test_the_page_says_when_it_ends_and_what_comes_next(cli: Cli, written: Path, browser: Browser) -> None:
    status = json_of(cli, "status")
    line = status["forecast"]
    with shown(browser, written) as tab:
        end, late = (f"{day_of(line[each]):%B %Y}" for each in ("p50", "p80"))
        (said,) = texts(tab, ".lead")
        whole = percent(status["totals"]["percent"])
        assert said.startswith(f"{whole} of the path. Expected end: around {end}, with 80 % by {late}, at an expected")
        core = f" Job-ready around {day_of(line['core']['p50']):%B %Y}."
        assert said.endswith(f" {amount(line['expected'])} a week.{core}")
        assert line["expected"] != line["hours_per_week"]
        assert len(status["next"]) == 3
        assert texts(tab, ".steps strong") == [each["title"] for each in status["next"]]
        reasons = ["; ".join(reason["text"] for reason in each["reasons"]) for each in status["next"]]
        assert texts(tab, ".steps .small") == reasons


def day_of(text: str) -> Any:
    return type(TODAY).fromisoformat(text)


def test_evidence_and_notes_stand_there_newest_first(cli: Cli, written: Path, browser: Browser) -> None:
    events = events_in(cli("export json").out)
    topics = builtin().roadmap.topics
    links = [each for each in reversed(events) if each["kind"] == "linked"]
    notes = [each for each in reversed(events) if each["kind"] == "noted"][:12]
    with shown(browser, written) as tab:
        addresses = tab.locator("[aria-labelledby=evidence] a").evaluate_all("all => all.map(each => each.href)")
        assert addresses == [each["data"]["url"] for each in links]
        assert len(addresses) > 5
        named = [each["data"].get("title", each["data"]["url"]) for each in links]
        assert texts(tab, "[aria-labelledby=evidence] a") == named
        about = [f"{topics[each['topic']].title}, {full_day(day_of(each['day']))}" for each in links]
        assert texts(tab, "[aria-labelledby=evidence] li p") == about
        lines = [line for each in notes for line in each["data"]["text"].splitlines()]
        assert texts(tab, "blockquote p") == lines
        assert len(lines) > 12


def test_the_year_tells_each_of_its_days(cli: Cli, written: Path, browser: Browser) -> None:
    days = json_of(cli, "activity --weeks 53")["days"]
    with shown(browser, written) as tab:
        said = [(amount(each["minutes"] / 60) if each["minutes"] else each["state"]) for each in days]
        cells = texts(tab, ".year rect title")
        assert cells == [f"{full_day(day_of(each['day']))}: {what}" for each, what in zip(days, said, strict=True)]
        assert cells[-1].startswith(full_day(TODAY))
        assert 10 < sum(each.endswith("break") for each in cells) <= (BREAK[1] - BREAK[0]).days + 1


def test_details_open_and_close_without_scripts_by_mouse_and_by_key(browser: Browser) -> None:
    with shown(browser, pages()["year"], java_script_enabled=False) as tab:
        phases = tab.locator(".phases > details").all()
        (current,) = (each for each in phases if each.get_attribute("open") is not None)
        topic = current.locator(".topics > li").first
        module = current.locator(".module > summary").first
        assert not topic.is_visible()
        module.click()
        assert topic.is_visible()
        module.click()
        assert not topic.is_visible()
        for key in ("Enter", "Space"):
            module.press(key)
            assert topic.is_visible()
            module.press(key)
            assert not topic.is_visible()
        phase = current.locator("> summary")
        phase.press("Enter")
        assert not module.is_visible()


def test_the_tab_key_reaches_all_that_acts_in_the_order_in_which_it_stands(browser: Browser) -> None:
    with shown(browser, pages()["year"], width=PHONE) as tab:
        open_all(tab)
        total = tab.locator(FOCUSABLE).count()
        assert total > 30
        for place in range(total):
            tab.keyboard.press("Tab")
            at, outline = tab.evaluate(
                """all => {
                    const here = document.activeElement
                    return [[...document.querySelectorAll(all)].indexOf(here), getComputedStyle(here).outlineWidth]
                }""",
                FOCUSABLE,
            )
            assert (at, outline) == (place, "3px")


def test_the_arrow_keys_move_a_path_that_is_wider_than_the_page(browser: Browser) -> None:
    with shown(browser, pages()["year"], width=PHONE) as tab:
        tab.locator(".scroll").focus()
        for _ in range(5):
            tab.keyboard.press("ArrowRight")
        until(tab, lambda: tab.evaluate("document.querySelector('.scroll').scrollLeft") > 40)  # it glides there


@pytest.mark.parametrize(("scheme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_a_page_has_the_colours_that_its_reader_prefers(browser: Browser, scheme: Any, colours: dict[str, str]) -> None:
    with shown(browser, pages()["year"], color_scheme=scheme) as tab:
        assert_has(tab, colours)
        tab.emulate_media(media="print")
        assert_has(tab, LIGHT)


def assert_has(tab: Page, colours: dict[str, str]) -> None:
    assert colour(tab, "body", "backgroundColor") == colours["paper"]
    assert colour(tab, "body", "color") == colours["ink"]
    assert colour(tab, ".facts > div", "backgroundColor") == colours["card"]
    assert colour(tab, "svg.wide rect.fill-card", "fill") == colours["card"]
    assert colour(tab, "svg.wide rect.fill-part", "fill") == colours["part"]
    assert colour(tab, "svg.wide text", "fill") == colours["ink"]
    assert colour(tab, ".chart polygon", "fill") == colours["band"]
    assert colour(tab, ".chart.wide polyline >> nth=-1", "stroke") == colours["covered"]
    assert colour(tab, ".year .fill-shade-4", "fill") == colours["shade-4"]


@pytest.mark.parametrize("name", ["year", "since", "empty"])
def test_on_paper_all_topics_are_there_though_nothing_was_opened(browser: Browser, name: str) -> None:
    hidden = "all => all.filter(each => !each.checkVisibility({contentVisibilityAuto: true})).length"
    with shown(browser, pages()[name], bypass_csp=True) as tab:  # or nothing can be asked again at the next frame
        tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = false)")
        rows = tab.locator(".topics > li")
        assert rows.evaluate_all(hidden) == rows.count() > 3
        tab.emulate_media(media="print")
        until(tab, lambda: rows.evaluate_all(hidden) == 0)  # at the next frame
        assert rows.evaluate_all("all => all.every(each => each.getBoundingClientRect().height > 10)")


@pytest.mark.parametrize(
    ("scheme", "width", "opened"),
    [("light", PHONE, True), ("dark", DESK, True), ("light", DESK, False), ("dark", PHONE, False)],
)
def test_axe_finds_nothing_against_the_year(browser: Browser, *, scheme: str, width: int, opened: bool) -> None:
    assert violations(browser, pages()["year"], opened=opened, width=width, color_scheme=scheme) == []


@pytest.mark.parametrize("name", ["since", "nothing since", "empty", "small", "long words"])
def test_axe_finds_nothing_against_pages_of_other_sorts(browser: Browser, name: str) -> None:
    assert violations(browser, pages()[name], opened=True, width=PHONE) == []


def test_a_page_is_the_same_at_every_time_of_the_day(cli: Cli, written: Path) -> None:
    assert cli("export html").out == written.read_text(encoding="utf-8")
