"""The map of study days: every day has its place, whatever the width, and its shade says how much it was."""

import io
import re
import time
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import examples
from domain_helpers import TODAY
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text
from views_helpers import Screen, Shown, bare

from roadmap_cli.domain.days import shade
from roadmap_cli.domain.habits import Streaks
from roadmap_cli.reports.activity import ActivityDay, ActivityReport
from roadmap_cli.reports.status import WeekLine
from roadmap_cli.views.activity import _maps
from roadmap_cli.views.shades import Shades, shades_of
from roadmap_cli.views.widgets import Look, shades

KINDS = {
    "\u00b7": (0, 0, "idle"),
    "z": (0, 0, "rest"),
    "-": (0, 0, "break"),
    "+": (0, 0, "repaired"),
    "\u2591": (29, 2, "studied"),
    "\u2592": (59, 1, "studied"),
    "\u2593": (119, 1, "studied"),
    "\u2588": (120, 1, "studied"),
}
"""Signs, and the minutes, events and state of a day that is drawn as one."""
MONTHS = {f"{date(2026, month, 1):%b}" for month in range(1, 13)}
YEARS = {str(year) for year in range(2010, 2030)}
WEEKDAYS = ("Mon", "Wed", "Fri", "Sun")
LABELS = ("Mon  ", "     ", "Wed  ", "     ", "Fri  ", "     ", "Sun  ")


@pytest.fixture(autouse=True)
def _utc(home: Path) -> None:
    time.tzset()


def report(weeks: int, today: date, signs: Sequence[str]) -> ActivityReport:
    """Days that take the signs in turn."""
    monday = today - timedelta(days=today.weekday() + 7 * (weeks - 1))
    count = (today - monday).days + 1
    days = (ActivityDay(monday + timedelta(days=day), *KINDS[signs[day % len(signs)]]) for day in range(count))
    week = WeekLine(today - timedelta(days=today.weekday()), 90, 420, 1)
    return ActivityReport(today, weeks, tuple(days), 28, 3, 90, week, Streaks(2, 5), None)


def lines(shown: ActivityReport, width: int, screen: Screen) -> list[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        return bare(Shown(shown, {}).on(screen)).split("\n")


def bands(said: list[str]) -> list[list[str]]:
    """The line of months and the seven of days, as often as they go on below."""
    return [said[place - 1 : place + 7] for place, line in enumerate(said) if line.startswith("Mon  ")]


def row(band: list[str], weekday: int) -> str:
    """Blanks at the end of a line are days to come."""
    return band[1 + weekday][5:].ljust(len(band[1]) - 5)


weeks_of_all_lengths = st.integers(1, 60) | st.just(104)
"""From one line to several; of the longest, which takes as long to draw as sixteen others, an example is enough."""
some_signs = st.lists(st.sampled_from([*KINDS]), min_size=1, max_size=40).map(lambda each: ["\u2593", *each])


@examples(60)
@given(
    weeks=weeks_of_all_lengths, width=st.integers(30, 140), today=st.dates(TODAY, date(2028, 3, 1)), signs=some_signs
)
@example(weeks=60, width=60, today=TODAY, signs=["+", "-", "\u2588"])
@example(weeks=520, width=60, today=TODAY, signs=["+", "-", "\u2588"])
@example(weeks=520, width=120, today=TODAY, signs=["\u2588", "\u00b7"])
def test_every_day_stands_once_in_the_line_of_its_weekday(
    weeks: int, width: int, today: date, signs: list[str]
) -> None:
    shown = report(weeks, today, signs)
    said = lines(shown, width, Screen())
    drawn = ["".join(row(band, weekday) for band in bands(said)) for weekday in range(7)]
    cell = len(drawn[0]) // weeks
    assert cell in {1, 2}
    for weekday, text in enumerate(drawn):
        wanted = [_sign(day) for day in shown.days if day.day.weekday() == weekday]
        assert text.rstrip() == "".join(sign * cell for sign in wanted)
    assert max(cell_len(line) for line in said) <= width
    assert all(
        line.startswith(label.rstrip()) for band in bands(said) for line, label in zip(band[1:], LABELS, strict=True)
    )


def _sign(day: ActivityDay) -> str:
    return next(sign for sign, kind in KINDS.items() if kind == (day.minutes, day.events, day.state))


@examples(60)
@given(weeks=weeks_of_all_lengths, width=st.integers(30, 140), today=st.dates(TODAY, date(2028, 3, 1)))
@example(weeks=55, width=60, today=date(2026, 12, 1))
@example(weeks=52, width=109, today=date(2026, 12, 1))
@example(weeks=520, width=100, today=date(2026, 12, 1))
def test_a_month_is_named_whole_above_the_week_in_which_it_begins(weeks: int, width: int, today: date) -> None:
    shown = report(weeks, today, ["\u00b7"])
    found = bands(lines(shown, width, Screen()))
    cell = sum(len(row(band, 0)) for band in found) // weeks
    before = 0
    for band in found:
        assert {*band[0].split()} <= MONTHS | YEARS
        for name in re.finditer(r"\S+", band[0][5:]):
            week = before + name.start() // cell
            here = [day.day for day in shown.days[7 * week : 7 * week + 7]]
            begins = {f"{day:%b}" for day in here if day.day == 1} | {f"{day:%Y}" for day in here if day.day == 1}
            assert name[0] in begins or (week == before and name[0] == f"{here[0]:%b}")
        before += len(row(band, 0)) // cell


def test_a_rest_day_has_a_sign_and_the_legend_says_so() -> None:
    said = lines(report(4, TODAY, ["\u2593", "\u2593", "\u2593", "\u2593", "\u2593", "\u2593", "z"]), 80, Screen())
    (band,) = bands(said)
    assert [row(band, weekday).strip() for weekday in (5, 6)] == ["\u2593" * 6, "z" * 6]
    assert any("rest day" in line for line in said)


@pytest.mark.parametrize(("sign", "words"), [("+", "missed, made good"), ("-", "break"), ("z", "rest day")])
def test_the_legend_explains_only_the_signs_that_are_drawn(sign: str, words: str) -> None:
    with_it, without = ("\n".join(lines(report(4, TODAY, ["\u2593", *each]), 80, Screen())) for each in ([sign], []))
    assert words in with_it
    assert words not in without


@examples(40)
@given(weeks=weeks_of_all_lengths, signs=some_signs)
@example(weeks=520, signs=["+", "-", "\u2588"])
def test_a_pipe_gets_a_line_for_each_week(weeks: int, signs: list[str]) -> None:
    shown = report(weeks, TODAY, signs)
    said = Shown(shown, {}).on(Screen(terminal=False))
    found = [line.split() for line in said.splitlines() if line.startswith("week of ")]
    assert [line[2] for line in found] == [day.day.isoformat() for day in shown.days if day.day.weekday() == 0]
    assert sum(int(line[3]) for line in found) == sum(day.state == "studied" for day in shown.days)


@given(minutes=st.integers(0, 2000), more=st.integers(0, 600), events=st.integers(0, 5))
def test_more_minutes_are_never_lighter(minutes: int, more: int, events: int) -> None:
    assert 0 <= shade(minutes, events) <= shade(minutes + more, events) <= 4


@pytest.mark.parametrize(
    ("minutes", "events", "step"),
    [(0, 0, 0), (0, 1, 1), (1, 1, 1), (29, 1, 1), (30, 1, 2), (59, 3, 2), (60, 1, 3), (119, 1, 3), (120, 1, 4)],
)
def test_the_steps_of_shade_are_half_an_hour_one_hour_and_two(minutes: int, events: int, step: int) -> None:
    assert shade(minutes, events) == step


@pytest.mark.parametrize("ascii_only", [True, False])
def test_each_step_has_a_sign_of_its_own_also_in_ascii(ascii_only: bool) -> None:  # noqa: FBT001 - the case
    signs = shades(Look(80, plain=False, ascii_only=ascii_only))
    assert len({*signs}) == 5
    assert signs.isascii() == ascii_only
    assert not {*signs} & {"+", "-", "z"}


COLOURED = ["\u00b7", "z", "-", "+", "\u2591", "\u2592", "\u2593", "\u2588"]
"""The signs in the order in which the shades stand for them."""


def painted(shown: ActivityReport, width: int) -> tuple[list[Text], Shades]:
    """The lines of the map as they are drawn on a terminal with colours, without the months."""
    shades = shades_of(Console(file=io.StringIO(), force_terminal=True, color_system="truecolor"), {})
    assert shades is not None
    drawn = _maps(
        shown, [shown.days[at : at + 7] for at in range(0, len(shown.days), 7)], Look(width, plain=False, shades=shades)
    )
    return [
        line for text in drawn if isinstance(text, Text) for line in text.split("\n") if line.plain[:3] in WEEKDAYS
    ], shades


@examples(30)
@given(weeks=st.integers(1, 60), width=st.integers(70, 140), today=st.dates(TODAY, date(2027, 3, 1)), signs=some_signs)
def test_with_colours_two_days_stand_in_a_letter(weeks: int, width: int, today: date, signs: list[str]) -> None:
    shown = report(weeks, today, signs)
    drawn, shades = painted(shown, width)
    assert [line.plain[:3] for line in drawn] == ["Mon", "Wed", "Fri", "Sun"]
    cell = 2 if 2 * weeks <= width - 5 else 1
    styles = (*shades.steps[:1], shades.rest, shades.paused, shades.repaired, *shades.steps[1:])
    wanted = dict(zip(COLOURED, styles, strict=True))
    for place, day in enumerate(shown.days):
        week, weekday = divmod(place, 7)
        style = str(drawn[weekday // 2].get_style_at_offset(Console(), 5 + cell * week))
        upper, _, lower = style.partition(" on ")
        assert (lower if weekday % 2 else upper) == wanted[_sign(day)]


def test_days_are_named_by_the_day_on_which_weeks_begin() -> None:
    shown = report(3, TODAY, ["\u2593"])
    sundays = shown._replace(days=tuple(day._replace(day=day.day - timedelta(days=1)) for day in shown.days))
    said = lines(sundays, 80, Screen())
    assert [line[:3] for line in said[3:10]] == ["Sun", "   ", "Tue", "   ", "Thu", "   ", "Sat"]


def test_under_the_map_stand_the_hours_of_each_week_against_the_goal() -> None:
    said = lines(report(4, TODAY, ["\u2588"]), 80, Screen())
    foot = next(place for place, line in enumerate(said) if line.startswith("Sun  ")) + 2
    assert not said[foot - 1]
    assert said[foot : foot + 4] == ["     ██████", "7 h  ██████▁▁", "     ██████", "     ██████▅▅"]


def test_without_hours_there_is_no_chart_of_them() -> None:
    assert not any(line.startswith("7 h") for line in lines(report(4, TODAY, ["-"]), 80, Screen()))
