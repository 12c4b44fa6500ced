"""The burn-up of a terminal: the way so far, and the band between the early dates and the late ones."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from conftest import examples
from domain_helpers import TODAY
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, Group

from roadmap_cli.reports.burnup import Burnup, HoursAhead, HoursDone
from roadmap_cli.views.burnup import NOTHING, UNDATED, Axes, burnup_chart
from roadmap_cli.views.way import dates_on, way_of
from roadmap_cli.views.widgets import Look

HALVES = 24


def ahead(days: int) -> date:
    return TODAY + timedelta(days=days)


EVEN = Burnup(
    (HoursDone(ahead(-100), 10.0), HoursDone(ahead(-50), 50.0)),
    tuple(HoursAhead(50.0 + 50 * part, ahead(50 * part), ahead(100 * part), ahead(200 * part)) for part in (1, 2, 3)),
    200.0,
)


@st.composite
def ways(draw: st.DrawFn) -> Burnup:
    ago = sorted(draw(st.sets(st.integers(0, 900), max_size=6)), reverse=True)
    hours = sorted(draw(st.lists(st.integers(1, 400), min_size=len(ago), max_size=len(ago))))
    done = tuple(HoursDone(ahead(-days), float(each)) for days, each in zip(ago, hours, strict=True))
    now = done[-1].hours if done else 0.0
    pace = draw(st.floats(0.05, 40))
    levels = tuple(
        HoursAhead(
            now + level, ahead(round(level * pace / 2)), ahead(round(level * pace)), ahead(round(level * pace * 2))
        )
        for level in range(10, 130, 10)
    )
    return Burnup(done, levels, now + 120)


def said(way: Burnup, width: int = 80, *, plain: bool = False, ascii_only: bool = False) -> list[str]:
    console = Console(width=10_000 if plain else width, color_system=None)
    look = Look(console.width, plain=plain, ascii_only=ascii_only)
    with console.capture() as capture:
        console.print(Group(*burnup_chart(way, TODAY, look)))
    return [line.rstrip() for line in capture.get().splitlines()]


@examples(40)
@given(ways(), st.integers(20, 120))
def test_the_way_so_far_only_rises_and_nothing_is_drawn_below_or_above_the_band(way: Burnup, columns: int) -> None:
    axes = Axes(way_of(way, TODAY), columns)
    kinds = [[axes.kind(column, half) for half in range(HALVES)] for column in range(columns)]
    today = axes.column(TODAY)
    heights = [column.count("done") for column in kinds]
    assert heights[:today] == sorted(heights[:today])
    assert not any(heights[today:])
    for column, drawn in enumerate(kinds):
        runs = sum(one in {"", "done"} and other in {"band", "middle"} for one, other in pairwise(["", *drawn]))
        assert runs <= 1, "one piece in each column"
        if column < today:
            assert {*drawn} <= {"done", ""}
            assert drawn == ["done"] * heights[column] + [""] * (HALVES - heights[column])
        else:
            assert "middle" in drawn or axes.day(column) >= axes.way.middle[-1][0]


def test_the_band_lies_between_the_early_dates_and_the_late_ones() -> None:
    axes = Axes(way_of(EVEN, TODAY), 70)
    assert (axes.way.first, axes.way.last, axes.column(TODAY)) == (ahead(-100), ahead(600), 10)
    early, late = axes.column(ahead(75)), axes.column(ahead(300))
    level = 125 * HALVES // 200
    drawn = [axes.kind(column, level) for column in range(70)]
    assert [column for column, kind in enumerate(drawn) if kind] == pytest.approx(range(early, late + 1), abs=1)
    assert drawn[axes.column(ahead(150))] == "middle"


@examples(40)
@given(ways(), st.integers(40, 140), st.booleans())
def test_no_line_is_longer_than_the_screen(way: Burnup, width: int, ascii_only: bool) -> None:  # noqa: FBT001
    lines = said(way, width, ascii_only=ascii_only)
    assert max(map(len, lines)) <= width
    assert not ascii_only or "\n".join(lines).isascii()
    assert lines[0].lstrip().startswith(f"{way.counted:,.0f} h")


def test_a_drawing_without_colours_has_signs_for_everything() -> None:
    lines = said(EVEN, 60, ascii_only=True)
    assert lines[-1] == "## done  ** half of the futures  .. 20 % to 80 %  ^ today"
    drawn = "".join(lines[:12])
    assert all(sign in drawn for sign in "#*.")
    assert lines[12].count("^") == 1


def test_a_pipe_gets_rows_instead() -> None:
    assert said(EVEN, plain=True) == [
        "done    10 h  by 2026-08-15",
        "done    50 h  by 2026-10-04",
        "ahead  100 h  20 % by 2027-01-12  half by 2027-03-03  80 % by 2027-06-11",
        "ahead  150 h  20 % by 2027-03-03  half by 2027-06-11  80 % by 2027-12-28",
        "ahead  200 h  20 % by 2027-04-22  half by 2027-09-19  80 % by 2028-07-15",
    ]


@pytest.mark.parametrize("plain", [False, True])
def test_without_dates_there_is_the_way_so_far_and_a_sentence(plain: bool) -> None:  # noqa: FBT001 - the case
    undated = EVEN._replace(ahead=tuple(HoursAhead(each.hours, None, None, None) for each in EVEN.ahead))
    lines = said(undated, plain=plain)
    assert lines[-1] == UNDATED
    assert not any("half of the futures" in line for line in lines)
    assert " ".join(said(undated._replace(done=()), plain=plain)) == NOTHING


@given(st.integers(0, 40_000), st.integers(10, 120))
def test_dates_have_room(days: int, columns: int) -> None:
    found = dates_on(TODAY, ahead(days), columns)
    assert all(day.day == 1 and TODAY <= day <= ahead(days) for day, _ in found)
    assert len(found) <= columns / 9 + 2
