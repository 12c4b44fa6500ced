"""The colours of the map of days: those of the page, told apart on every ground."""

import io
from itertools import combinations
from typing import Literal

import pytest
from palettes import PALETTES, contrast
from rich.color import Color
from rich.console import Console

from roadmap_cli.exports.colours import DARK, LIGHT
from roadmap_cli.views.shades import Shades, shades_of

LEAST = 14
"""In the units of CIELAB, of which an eye that compares can tell two or three."""
System = Literal["standard", "256", "truecolor"]
SET_BY = {"dark": "15;0", "light": "0;default;15"}


def found(system: System, ground: str = "", *, color: bool = True, terminal: bool = True) -> Shades | None:
    console = Console(
        file=io.StringIO(), force_terminal=terminal, color_system=system, no_color=not color, legacy_windows=False
    )
    return shades_of(console, {"COLORFGBG": SET_BY[ground]} if ground else {})


def colours(system: System, ground: str) -> dict[str, str]:
    shades = found(system, ground)
    assert shades is not None
    steps = {str(step): colour for step, colour in enumerate(shades.steps)}
    named = {"rest": shades.rest, "break": shades.paused, "repaired": shades.repaired}
    return {name: Color.parse(colour).get_truecolor().hex[1:] for name, colour in (steps | named).items()}


def apart(one: str, other: str) -> float:
    """As CIE 1976 has it."""
    pairs = zip(_lab(one), _lab(other), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def _lab(colour: str) -> tuple[float, float, float]:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    weights = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0177, 0.1095, 0.8729))
    x, y, z = (_bent(sum(w * p for w, p in zip(row, (red, green, blue), strict=True))) for row in weights)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _bent(part: float) -> float:
    return float(part ** (1 / 3)) if part > 0.008856 else 7.787 * part + 16 / 116


@pytest.mark.parametrize("ground", SET_BY)
@pytest.mark.parametrize("system", ["truecolor", "256"])
def test_any_two_shades_are_told_apart(system: System, ground: str) -> None:
    for one, other in combinations(colours(system, ground).items(), 2):
        assert apart(one[1], other[1]) >= LEAST, (one, other)


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("system", ["truecolor", "256"])
def test_what_was_studied_is_told_from_every_ground(system: System, palette: str) -> None:
    """Also where a terminal does not say what its ground is, and a dark map lies on a light one."""
    around = PALETTES[palette].ground
    own = "light" if contrast(around, "000000") > contrast(around, "ffffff") else "dark"
    for name, colour in {**colours(system, own), **colours(system, "dark")}.items():
        assert name == "0" or apart(colour, around) >= LEAST, name


@pytest.mark.parametrize(("ground", "page"), [("dark", DARK), ("light", LIGHT)])
def test_the_shades_are_those_of_the_page(ground: str, page: dict[str, str]) -> None:
    shades = found("truecolor", ground)
    assert shades is not None
    assert list(shades.steps) == [page[f"shade-{step}"] for step in range(5)]
    assert found("truecolor") == found("truecolor", "dark")


def test_more_is_further_from_the_idle_day() -> None:
    for system in ("truecolor", "256"):
        for ground in SET_BY:
            drawn = colours(system, ground)
            far = [contrast(drawn["0"], drawn[str(step)]) for step in range(5)]
            assert far == sorted(far)


def test_where_colours_are_few_or_not_wanted_there_are_letters() -> None:
    assert found("standard") is None
    assert found("truecolor", color=False) is None
    assert found("truecolor", terminal=False) is None
