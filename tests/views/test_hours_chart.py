"""The hours of each week as bars: as high as they are, with the goal as a line."""

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.views.hours_chart import hours_chart, scale_of
from roadmap_cli.views.widgets import ACCENT, DONE, Look

LOOK = Look(80, plain=False)
EIGHTHS = " ▁▂▃▄▅▆▇█"
WEEKS = st.lists(st.integers(0, 3000), min_size=1, max_size=30)
GOALS = st.integers(1, 3000)


def rows(minutes: list[int], goal: int, look: Look = LOOK, cell: int = 1) -> list[str]:
    """From the top, without the labels."""
    return [
        line[5:] for line in hours_chart(minutes, scale_of(minutes, goal), look, label=5, cell=cell).plain.split("\n")
    ]


@examples(60)
@given(WEEKS, GOALS)
def test_a_bar_is_as_high_as_its_week(minutes: list[int], goal: int) -> None:
    """In eighths of a line; the line of the goal is one where the bar does not reach it."""
    scale = scale_of(minutes, goal)
    drawn = rows(minutes, goal)
    for place, each in enumerate(minutes):
        eighths = sum(EIGHTHS.index(row[place]) for row in drawn)
        line = drawn[-1 - scale.goal_rows][place] == "▁" and each <= goal
        assert abs(eighths - line - min(8 * each / scale.row, 8 * scale.rows)) <= 1
        assert not each or drawn[-1][place] != " "


@examples(60)
@given(WEEKS, GOALS)
def test_bars_that_reach_the_goal_have_its_colour_and_no_others(minutes: list[int], goal: int) -> None:
    text = hours_chart(minutes, scale_of(minutes, goal), LOOK, label=0, cell=1)
    foot = [str(span.style) for span in text.spans][-len(minutes) :]
    for each, style in zip(minutes, foot, strict=True):
        assert (style == DONE) == (each >= goal)
        assert (style == ACCENT) == (0 < each < goal)


def test_the_goal_is_a_line_above_the_weeks_that_miss_it() -> None:
    assert rows([0, 60, 120, 180, 240], 120) == ["    █", "▁▁▁▁█"[:3] + "██", "  ███", " ████"]


def test_a_week_of_more_than_double_makes_the_lines_coarser_and_the_longest_are_cut_off() -> None:
    assert rows([60, 300], 120) == [" ▄", "▁█", "▄█"]
    assert rows([60, 3000], 120) == [" █", " █", "▁█", "▄█"]


def test_the_goal_is_named_beside_its_line() -> None:
    said = hours_chart([60], scale_of([60], 390), LOOK, label=6, cell=2).plain.split("\n")
    assert said == ["6.5h  ▁▁", "        ", "      ▂▂"]


@pytest.mark.parametrize(("minutes", "drawn"), [([0, 0], ["  ", "  "]), ([30, 60], [" █", "██"])])
def test_without_a_goal_there_is_no_line(minutes: list[int], drawn: list[str]) -> None:
    assert rows(minutes, 0) == drawn


def test_in_ascii_a_bar_is_of_whole_letters() -> None:
    drawn = rows([1, 60, 240], 120, Look(80, plain=False, ascii_only=True), cell=2)
    assert drawn == ["    ##", "____##", "    ##", "######"]
    assert rows([80, 100], 120, Look(80, plain=False, ascii_only=True)) == ["__", " #", "##"]
