"""The card and the badge: well-formed whatever is said, drawn by any reader, and nothing of them acts."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from browser_helpers import (
    LONG_WORD,
    TODAY,
    WIDE_LETTERS,
    Part,
    all_done,
    builtin,
    chromium,
    defined,
    named,
    report_of,
    shown,
    told,
    year,
    year_report,
)
from conftest import NOW, SMALL, Cli, Clock, examples
from exports_helpers import HISTORY, fix_ids, texts, titles
from hypothesis import example, given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from roadmap_cli.domain.job import NO_JOB
from roadmap_cli.domain.phrasing import percent
from roadmap_cli.exports import badge, html
from roadmap_cli.exports import svg as card
from roadmap_cli.exports.colours import DARK, LIGHT
from roadmap_cli.exports.safe_text import begun, ems, one_line
from roadmap_cli.reports.export import ProgressReport

GOLDEN = Path(__file__).with_name("golden")
SPACE = "{http://www.w3.org/2000/svg}"
TAGS = {f"{SPACE}{each}" for each in ("svg", "title", "style", "g", "rect", "text", "clipPath")}
PICTURE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
MONTH = Part(since=TODAY - timedelta(days=30))
ACTING = (
    "</text></svg><script>window.hacked=1</script>",
    "<foreignObject><img src=x onerror=window.hacked=1></foreignObject>",
    "]]><![CDATA[",
    "<!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    '" onload="window.hacked=1',
    "</style><style>*{display:none}",
    "\0\x1b\ufffe\uffff\u202e",
    "{{ 7*7 }}{%",
    "W" * 300,
)
RENDERERS = pytest.mark.parametrize("render", [card.render, badge.render], ids=["card", "badge"])
Renderer = Callable[[ProgressReport], str]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 - it was written here


def assert_harmless(svg: str) -> None:
    for element in parsed(svg).iter():
        assert element.tag in TAGS
        assert not any(name.startswith("on") or "href" in name or name == "src" for name in element.attrib)
    assert "<!ENTITY" not in svg
    assert svg.count("<style") <= 1


def texts_of(svg: str) -> list[ET.Element]:
    return [each for each in parsed(svg).iter() if each.tag.removeprefix(SPACE) == "text"]


def words(svg: str) -> list[str]:
    return [each.text or "" for each in texts_of(svg)]


@RENDERERS
@examples(60)
@given(title=titles | st.text(st.characters(exclude_categories=["Cs"]), min_size=1), part=st.sampled_from((0, 1, 2)))
@example(title="\ufffe\uffff", part=1)
@example(title="\0", part=0)
def test_whatever_it_is_called_a_picture_is_well_formed_and_harmless(render: Renderer, title: str, part: int) -> None:
    assert_harmless(render(named(title, part)))


@RENDERERS
@pytest.mark.parametrize("title", ACTING)
def test_markup_in_a_picture_is_text(render: Renderer, title: str) -> None:
    for part in range(3):
        assert_harmless(render(named(title, part)))


@examples(30)
@given(title=titles, text=texts)
@example(title="\ufffe\uffff", text="\ufffe\uffff")
def test_the_pictures_of_a_page_are_well_formed_too(title: str, text: str) -> None:
    """So that they may be cut out of it."""
    svgs = PICTURE.findall(html.render(report_of([title], text, "", text)))
    assert len(svgs) == 6
    for svg in svgs:
        parsed(svg)


def test_a_short_name_is_shown_letter_by_letter() -> None:
    for title in ACTING:
        short = one_line(title)[:20].strip()
        if short and not re.search("[\ufffe\uffff]", short):
            assert words(card.render(named(short, 0)))[0] == " ".join(short.split())
            assert words(badge.render(named(short, 1)))[0] == " ".join(short.split())


@pytest.mark.parametrize("title", [LONG_WORD, "several words " * 20, WIDE_LETTERS * 3])
def test_a_long_name_is_begun(title: str) -> None:
    for said in (words(card.render(named(title, 0)))[0], words(badge.render(named(title, 1)))[0]):
        assert said[:10] == title[:10]
        assert said.endswith("…")


@given(title=titles, most=st.sampled_from((1, 4, 25)))
@example(title="W" * 50, most=25)
@example(title=WIDE_LETTERS * 3, most=25)
def test_of_a_name_as_much_is_shown_as_has_room(title: str, most: float) -> None:
    said, name = begun(title, most), one_line(title)
    assert ems(said) <= most
    assert said == name or (said.endswith("…") and name.startswith(said[:-1]))


def test_a_letter_is_as_wide_with_an_accent_and_twice_as_wide_in_east_asia() -> None:
    assert ems("Ángström") == ems("A\u0301ngstro\u0308m") == ems("Angstrom")
    assert ems(WIDE_LETTERS) == len(WIDE_LETTERS) > ems("a" * len(WIDE_LETTERS))
    assert ems("illicit") < ems("numbers") < ems("NUMBERS") < ems("MMMMMMM")


def test_every_text_of_a_picture_says_how_wide_it_is() -> None:
    """So that it fits in fonts, too, that nobody has tried."""
    page, pictures = html.render(year_report()), [card.render(year_report()), badge.render(year_report())]
    found = [each for svg in (*PICTURE.findall(page), *pictures) for each in texts_of(svg)]
    assert len(found) > 80
    assert [each.text for each in found if not float(each.get("textLength", "0"))] == []
    assert {each.get("lengthAdjust") for each in found} == {"spacingAndGlyphs"}


def test_the_card_says_what_status_says() -> None:
    report = year_report()
    totals, hours = report.status.totals, report.status.totals.hours
    shares = [totals.percent, *(100 * each / hours.counted for each in (hours.proven, hours.fresh))]
    said = words(card.render(report))
    assert said[0] == report.status.roadmap.title
    assert said[1:10] == [
        *("covered", percent(shares[0]), f"{totals.topics.done} of {totals.topics.counted} topics"),
        *("proven", percent(shares[1]), f"{totals.proven} topics"),
        *("fresh", percent(shares[2]), f"{totals.fresh} topics"),
    ]
    assert " ".join(said[10:]) == html.forecast_text(report)
    bars = [float(each.get("width", "")) for each in parsed(card.render(report)).iter(f"{SPACE}rect")][2:]
    assert bars[1::2] == [round(184 * share / 100, 1) for share in shares]
    assert bars[::2] == [184, 184, 184]


def test_the_card_of_a_time_says_what_happened_in_it() -> None:
    report = told(builtin().roadmap, year(), MONTH)
    since = TODAY - timedelta(days=30)
    logged = sum(each.data["minutes"] for each in year() if each.kind == "logged" and each.day >= since) - 90
    done = sum(each.kind == "finished" and each.day >= since for each in year())
    assert words(card.render(report))[-1] == (
        f"Since 24 October 2026: {done} topics done, {round(logged / 60)} h logged"
    )
    assert words(card.render(report))[1:10] == words(card.render(year_report()))[1:10]
    phase = told(builtin().roadmap, year(), MONTH._replace(phase=builtin().roadmap.phases[1]))
    assert words(card.render(phase))[-1] == "Since 24 October 2026: 0 topics done"


def test_the_card_of_a_path_that_is_done_or_not_begun() -> None:
    where = builtin().roadmap
    end = words(card.render(told(where, all_done(where))))
    assert end[-2:] == ["The whole path is done.", "Ready to apply: 1 of 13."]
    silent = where._replace(job=NO_JOB)
    assert words(card.render(told(silent, all_done(where))))[-1] == "Nothing counted is left: the whole path is done."
    empty = words(card.render(told(where, ())))
    assert empty[1:10:3] == ["covered", "proven", "fresh"]
    assert empty[2:10:3] == ["0 %"] * 3
    bars = list(parsed(card.render(told(where, ()))).iter(f"{SPACE}rect"))
    assert len(bars) == 5  # the paper, its edge, and the grounds of three bars


def test_a_badge_is_one_line() -> None:
    report = told(builtin().roadmap, year())
    assert words(badge.render(report)) == ["roadmap", "22 %"]
    phase = told(builtin().roadmap, year(), Part(builtin().roadmap.phases[0]))
    assert words(badge.render(phase)) == [builtin().roadmap.phases[0].title, "85 %"]
    assert words(badge.render(told(builtin().roadmap, year(), MONTH)))[1].startswith("22 %. Since 24 October 2026: ")


@pytest.mark.parametrize(("scheme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_a_card_has_the_colours_that_its_reader_prefers(
    browser: Browser, tmp_path: Path, scheme: str, colours: dict[str, str]
) -> None:
    file = tmp_path / "card.svg"
    file.write_text(card.render(year_report()), encoding="utf-8")
    with shown(browser, file, color_scheme=scheme) as tab:
        fills = tab.evaluate("[...document.querySelectorAll('rect, text')].map(each => getComputedStyle(each).fill)")
    for name in ("paper", "ink", "quiet", "covered", "proven", "fresh"):
        assert f"rgb({', '.join(str(int(colours[name][at : at + 2], 16)) for at in (1, 3, 5))})" in fills


@RENDERERS
def test_nothing_acts_when_a_picture_is_opened(browser: Browser, tmp_path: Path, render: Renderer) -> None:
    file = tmp_path / "picture.svg"
    file.write_text(render(named("".join(ACTING[:2]), 0)), encoding="utf-8")
    with shown(browser, file) as tab:
        assert tab.evaluate("window.hacked") is None
    acting = "".join(render(named(title, part)) for title in ACTING for part in range(3))
    with shown(browser, f'<!doctype html><meta charset="utf-8">{acting}') as tab:
        assert tab.evaluate("window.hacked") is None


def test_a_known_history_has_this_badge(
    cli: Cli, clock: Clock, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    fix_ids(monkeypatch)
    for days_ago, command in HISTORY:
        clock.now = NOW - timedelta(days=days_ago)
        assert cli(*command).code == 0, command
    file = tmp_path / "badge.svg"
    assert cli("export", "svg", "--badge", "-o", str(file)).code == 0
    assert file.read_bytes() == (GOLDEN / "badge.svg").read_bytes(), f"if that is meant: cp {file} {GOLDEN}"


def test_a_picture_says_all_of_it_to_whoever_cannot_see_it() -> None:
    for svg in (card.render(told(defined(SMALL), ())), badge.render(told(defined(SMALL), ()))):
        root = parsed(svg)
        title = root.findtext(f"{SPACE}title")
        assert root.get("role") == "img"
        assert root.get("aria-label", title) == title
        assert "0 %" in (title or "")
