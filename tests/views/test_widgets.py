"""The table of styles can be read on the terminals that people have, and bars say what they measure."""

import re
from datetime import date, time
from pathlib import Path

import pytest
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st
from palettes import NAMES, PALETTES, Palette, contrast
from rich.color import Color, ColorSystem
from views_helpers import CODES, Screen

from roadmap_cli.domain.days import Clock
from roadmap_cli.views import console_for, widgets
from roadmap_cli.views.widgets import Look, Reader, bar

LEAST = 3
"""What WCAG asks of large letters, and of whatever is drawn to be seen."""
COLOURS = {name: getattr(widgets, name) for name in ("DONE", "DOING", "FAILED", "QUIET", "ACCENT", "FRESH")}


def dimmed(palette: Palette, share: float) -> str:
    """The letters, so much of them as dim leaves, on the ground."""
    parts = ((int(each[place : place + 2], 16) for each in palette[:2]) for place in (0, 2, 4))
    return "".join(f"{round(share * letters + (1 - share) * ground):02x}" for ground, letters in parts)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("name", COLOURS)
def test_a_colour_can_be_read_on_every_ground(name: str, palette: str) -> None:
    """Colours from 16 on are the same in every theme, so that the nearest of the 256 is known too."""
    color = Color.parse(COLOURS[name])
    nearest = color.downgrade(ColorSystem.EIGHT_BIT)
    assert nearest.number is not None
    assert nearest.number > len(NAMES)
    for each in (color, nearest):
        assert contrast(each.get_truecolor().hex[1:], PALETTES[palette].ground) >= LEAST


def test_of_the_named_colours_there_is_only_one_that_can() -> None:
    """And dim leaves too little, whether a terminal takes a third or half of the letters away: hence the fixed ones."""
    grounds = [(each.sixteen.split(), each) for each in PALETTES.values()]
    good = {
        name
        for place, name in enumerate(NAMES)
        if all(contrast(sixteen[place], each.ground) >= LEAST for sixteen, each in grounds)
    }
    assert good == {"bright_red"}
    for share in (0.5, 0.66):
        assert any(contrast(dimmed(each, share), each.ground) < LEAST for _, each in grounds)


def test_no_view_has_a_style_of_its_own() -> None:
    views = Path(widgets.__file__).parent
    named = re.compile(rf'"(?:bold|dim|italic|underline|reverse|{"|".join(NAMES)}|#[0-9a-f]{{6}})"')
    found = {each.name: named.findall(each.read_text(encoding="utf-8")) for each in views.glob("*.py")}
    assert {name for name, styles in found.items() if styles} == {"widgets.py"}


@pytest.mark.parametrize("term", ["xterm", "linux", "screen"])
def test_where_there_are_16_colours_there_is_none_but_what_is_strong_stays(
    monkeypatch: pytest.MonkeyPatch, term: str
) -> None:
    monkeypatch.setenv("TERM", term)
    console = console_for(Screen(), color="auto")
    with console.capture() as capture:
        console.print("done", style=f"bold {widgets.DONE}")
    assert CODES.findall(capture.get()) == ["1", "0"]


@examples(50)
@given(
    value=st.one_of(st.just(0.0), st.just(100.0), st.floats(0, 100)),
    width=st.integers(1, 40),
    ascii_only=st.booleans(),
)
def test_a_bar_shows_something_for_something_and_all_only_for_all(value: float, width: int, ascii_only: bool) -> None:  # noqa: FBT001
    look = Look(80, plain=False, ascii_only=ascii_only)
    said = bar(value, width, look).plain
    full, trough = "#-" if ascii_only else "━─"
    assert len(said) == width
    assert (said == trough * width) == (value == 0)
    assert (said == full * width) == (value == 100)
    assert abs(said.count(full) - width * value / 100) <= 1


@pytest.mark.parametrize(
    ("plain", "clock", "day", "said"),
    [
        (False, "24h", date(2026, 1, 3), ("Sat 3 Jan", "19:05")),
        (False, "12h", date(2027, 11, 23), ("23 Nov 2027", "7:05 pm")),
        (True, "12h", date(2026, 1, 3), ("2026-01-03", "19:05")),
    ],
)
def test_a_day_and_a_time_are_told_to_people_and_to_programs(
    plain: bool,  # noqa: FBT001 - a parameter
    clock: Clock,
    day: date,
    said: tuple[str, str],
) -> None:
    look = Look(80, plain=plain, reader=Reader(date(2026, 11, 23), clock))
    assert (look.day(day), look.time(time(19, 5))) == said
