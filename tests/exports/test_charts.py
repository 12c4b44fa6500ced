"""The way so far with the forecast, and the map of days, as numbers; and that every text on a picture can be read."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from browser_helpers import TODAY, pages, year_report
from hypothesis import example, given
from hypothesis import strategies as st

from roadmap_cli.exports import badge
from roadmap_cli.exports import svg as card
from roadmap_cli.exports.charts import BOTTOM, LEFT, RIGHT, STEP, TOP, WEEK, Chart, burnup, year
from roadmap_cli.exports.colours import DARK, LIGHT
from roadmap_cli.reports.activity import ActivityDay
from roadmap_cli.reports.burnup import Burnup, HoursAhead, HoursDone
from roadmap_cli.reports.export import ProgressReport

SIZES = st.sampled_from(((760, 300), (320, 240)))
STATES = ("studied", "repaired", "break", "rest", "idle")
SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
Point = tuple[float, float]
YESTERDAY = TODAY - timedelta(days=1)
ONE_DAY = Burnup((HoursDone(TODAY, 2.0),), (), 17.0)
ALL_DONE = Burnup((HoursDone(YESTERDAY, 17.0),), (), 17.0)
NOT_BEGUN = Burnup((), (HoursAhead(8.0, TODAY, TODAY, TODAY), HoursAhead(17.0, TODAY, None, None)), 17.0)


def report(way: Burnup | None) -> ProgressReport:
    return year_report()._replace(burnup=way)


@st.composite
def ways(draw: st.DrawFn) -> Burnup:
    """Of a record of one day to thirty years, with a forecast of any reach, or with none."""
    counted = draw(st.sampled_from((0.5, 1.0, 17.0, 99.9, 1083.0, 100_000.0)))
    shares = sorted(draw(st.lists(st.floats(0.01, 1), max_size=6)))
    ago = sorted(draw(st.sets(st.integers(0, 30 * 365), min_size=len(shares), max_size=len(shares))), reverse=True)
    done = [
        HoursDone(TODAY - timedelta(days=days), round(share * counted, 2))
        for days, share in zip(ago, shares, strict=True)
    ]
    now = done[-1].hours if done else 0.0
    levels = draw(st.integers(0, 12)) if counted - now > 0.2 else 0
    reach = sorted(draw(st.lists(st.integers(0, 36_500), min_size=levels, max_size=levels)))
    spread = draw(st.sampled_from((0, 0.1, 0.5)))
    known = [draw(st.integers(0, levels)) for _ in range(3)]
    ahead = []
    for level, days in enumerate(reach, start=1):
        around = (days * (1 - spread), days, min(days * (1 + spread), 36_500))
        at = [TODAY + timedelta(days=round(each)) for each in around]
        dates = [day if level <= most else None for day, most in zip(at, sorted(known, reverse=True), strict=True)]
        ahead.append(HoursAhead(round(now + (counted - now) * level / levels, 2), *dates))
    return Burnup(tuple(done), tuple(ahead), counted) if done or ahead else ONE_DAY


def points(text: str) -> list[Point]:
    pairs = (each.split(",") for each in text.split())
    return [(float(x), float(y)) for x, y in pairs]


def drawn(way: Burnup, size: tuple[int, int]) -> Chart:
    chart = burnup(report(way), *size)
    assert chart is not None
    return chart


@given(way=ways(), size=SIZES)
@example(way=ONE_DAY, size=(320, 240))
@example(way=ALL_DONE, size=(760, 300))
@example(way=NOT_BEGUN, size=(760, 300))
def test_the_way_so_far_only_rises_and_ends_today(way: Burnup, size: tuple[int, int]) -> None:
    chart = drawn(way, size)
    done = points(chart.done)
    assert all(x <= later and y >= higher for (x, y), (later, higher) in pairwise(done))
    assert done[0] == (LEFT, chart.height - BOTTOM)
    assert done[-1][0] == chart.today
    assert points(chart.middle)[:1] == (done[-1:] if any(each.p50 for each in way.ahead) else [])
    assert all(x == later or y == higher for (x, y), (later, higher) in pairwise(done))


@given(way=ways(), size=SIZES)
@example(way=NOT_BEGUN, size=(760, 300))
def test_the_band_lies_around_the_middle_line(way: Burnup, size: tuple[int, int]) -> None:
    chart = drawn(way, size)
    both = [each.hours for each in way.ahead if each.p20 and each.p80]
    begin, *sides = points(chart.band) or [(chart.today, 0.0)]
    early, late = sides[: len(both)], sides[: len(both) - 1 : -1]
    middle = dict(zip([each.hours for each in way.ahead if each.p50], points(chart.middle)[1:], strict=True))
    assert len(early) == len(late) == len(both)
    assert not both or begin == points(chart.middle)[0]
    for hours, (first, y), (last, same) in zip(both, early, late, strict=True):
        x, between = middle[hours]
        assert first <= x <= last
        assert y == between == same


@given(way=ways(), size=SIZES)
@example(way=ONE_DAY, size=(760, 300))
@example(way=ALL_DONE, size=(320, 240))
def test_nothing_is_drawn_outside_of_the_chart(way: Burnup, size: tuple[int, int]) -> None:
    chart = drawn(way, size)
    right, bottom = chart.width - RIGHT, chart.height - BOTTOM
    for x, y in (*points(chart.done), *points(chart.middle), *points(chart.band)):
        assert LEFT <= x <= right
        assert TOP <= y <= bottom
    assert LEFT <= chart.today <= right
    assert chart.goal == TOP
    assert all(LEFT <= tick.at <= right for tick in chart.dates)
    assert all(TOP <= tick.at <= bottom for tick in chart.hours)


@given(way=ways(), size=SIZES)
def test_labels_have_room_and_rise(way: Burnup, size: tuple[int, int]) -> None:
    chart = drawn(way, size)
    assert chart.hours[0] == (chart.height - BOTTOM, "0 h")
    assert all(one.at - other.at > 14 for one, other in pairwise(chart.hours))
    assert all(other.at - one.at > 30 for one, other in pairwise(chart.dates))
    assert all(len(tick.label) <= len("1,000 h") or way.counted > 10_000 for tick in chart.hours)


@pytest.mark.parametrize(
    "way", [None, Burnup((), (), 17.0), Burnup((), (), 0.0), Burnup((HoursDone(TODAY, 0.0),), (), 0.0)]
)
def test_without_hours_there_is_no_chart(way: Burnup | None) -> None:
    assert burnup(report(way), 760, 300) is None


def test_a_long_record_is_labelled_by_years() -> None:
    first = TODAY - timedelta(days=30 * 365)
    way = Burnup((HoursDone(first, 1.0), HoursDone(TODAY, 10.0)), (), 17.0)
    assert [tick.label for tick in drawn(way, (760, 300)).dates] == ["2000", "2005", "2010", "2015", "2020", "2025"]


def test_a_record_without_the_first_of_a_month_has_a_label_too() -> None:
    (tick,) = drawn(ALL_DONE, (320, 240)).dates
    assert tick.at == 320 - RIGHT
    assert "Nov" in tick.label


def test_a_short_record_is_labelled_by_months() -> None:
    way = Burnup((HoursDone(date(2026, 8, 20), 1.0),), (), 17.0)
    assert [tick.label for tick in drawn(way, (760, 300)).dates] == ["Sep", "Oct", "Nov"]


def map_of(weeks: int) -> list[ActivityDay]:
    first = TODAY - timedelta(days=WEEK * (weeks - 1))
    days = (TODAY - first).days + 1
    return [
        ActivityDay(first + timedelta(days=each), 40 * (each % 5), each % 5, STATES[each % 5]) for each in range(days)
    ]


@pytest.mark.parametrize("weeks", [1, 2, 26, 27, 28, 53, 54])
def test_the_map_has_a_cell_for_each_day_and_a_column_for_each_week(weeks: int) -> None:
    days = map_of(weeks)
    pieces = year(days)
    cells = [cell for piece in pieces for cell in piece.cells]
    assert [cell.state for cell in cells] == [day.state for day in days]
    assert [cell.y // STEP for cell in cells] == [day.day.weekday() for day in days]
    for piece in pieces:
        places = [(cell.x, cell.y) for cell in piece.cells]
        assert len({*places}) == len(places)
        assert all(0 <= x <= piece.width - STEP and 0 <= y <= 6 * STEP for x, y in places)
        assert piece.width <= 360 - 36
        assert all(0 <= tick.at <= piece.width - 2 * STEP for tick in piece.months)
        assert all(other.at - one.at >= 3 * STEP for one, other in pairwise(piece.months))


def test_a_cell_is_as_dark_as_its_day_was_long() -> None:
    minutes = (0, 1, 29, 30, 59, 60, 119, 120, 900)
    (piece,) = year([ActivityDay(TODAY, each, 1 if each else 0, "studied") for each in minutes[:7]])
    assert [cell.shade for cell in piece.cells] == [0, 1, 1, 2, 2, 3, 3]
    (piece,) = year([ActivityDay(TODAY, each, 1, "studied") for each in minutes[7:]])
    assert [cell.shade for cell in piece.cells] == [4, 4]


def luminance(colour: str) -> float:
    """As WCAG 2.1 defines it."""
    shares = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    parts = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def painted(element: ET.Element, colours: dict[str, str]) -> str:
    """By its class, which knows dark; or by its attribute, where it has none."""
    names = re.findall(r"(?<=\bfill-)[\w-]+", element.get("class", ""))
    return colours[names[0]] if names else element.get("fill", "")


def texts_on_grounds(svg: str, colours: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Each text with its colour and that of each shape that is painted before it in its group, or of the page."""
    root = ET.fromstring(re.sub(' xmlns="[^"]+"', "", svg))  # noqa: S314 - it was written here
    for group in root.iter():
        grounds = [painted(each, colours) for each in group if each.tag == "rect"]
        for text in group.findall("text"):
            ink = painted(text, colours) or group.get("fill", "")
            for ground in [each for each in grounds if each != "none"] or [colours["paper"]]:
                yield text.text or "", ink, ground


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["year", "done", "small"])
def test_every_text_on_a_picture_of_the_page_can_be_read(name: str, colours: dict[str, str]) -> None:
    found = [each for svg in SVG.findall(pages()[name]) for each in texts_on_grounds(svg, colours)]
    assert len(found) > 20
    assert {colours["part"], colours["card"], colours["paper"]} >= {ground for _, _, ground in found}
    assert [each for each in found if contrast(each[1], each[2]) < 4.5] == []


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_on_a_card_can_be_read(colours: dict[str, str]) -> None:
    (svg,) = SVG.findall(card.render(year_report()))
    found = {(text, ink) for text, ink, _ in texts_on_grounds(svg, colours)}
    assert len(found) >= 10
    assert [each for each in found if contrast(each[1], colours["paper"]) < 4.5] == []


def test_every_text_on_a_badge_can_be_read() -> None:
    said = badge.render(year_report())
    grounds = re.findall('<rect[^>]+fill="(#[0-9a-f]{6})"', said)
    (ink,) = re.findall('<g fill="(#[0-9a-f]{6})"', said)
    assert len(grounds) == 2
    assert all(contrast(ink, ground) >= 4.5 for ground in grounds)


def test_what_is_drawn_stands_out_from_its_ground() -> None:
    """What has to be seen, and is no text, by WCAG 1.4.11: lines and bars at least 3 to 1."""
    for colours in (LIGHT, DARK):
        for name in ("covered", "proven", "fresh", "accent", "quiet"):
            assert contrast(colours[name], colours["paper"]) >= 3
            assert contrast(colours[name], colours["card"]) >= 3


def test_both_themes_know_the_same_colours() -> None:
    assert [*LIGHT] == [*DARK]
    assert all(re.fullmatch("#[0-9a-f]{6}", each) for each in (*LIGHT.values(), *DARK.values()))
