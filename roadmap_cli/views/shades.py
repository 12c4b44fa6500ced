"""The colours of a map of days: those of the page's calendar, for a dark and for a light terminal.

A map lies on a ground of its own, so that its shades can be told apart whatever the ground around it is: a dark map on a
light terminal is still a map. Which of the two it is says COLORFGBG, where a terminal sets it.
"""

from collections.abc import Mapping
from typing import NamedTuple

from rich.console import Console


class Shades(NamedTuple):
    """Of an idle day to a full one, and of days without study that have a name."""

    steps: tuple[str, ...]
    rest: str
    paused: str
    repaired: str


_TABLES = {
    ("truecolor", "dark"): "#20272f #12472a #13703a #2aa351 #5be07d #43365c #1f4b80 #e3b341",
    ("truecolor", "light"): "#e7eaee #bfe3ca #86cb9c #3f9f5f #17682f #dccff2 #a9cdf2 #c98a1b",
    ("256", "dark"): "color(235) color(22) color(28) color(35) color(84) color(60) color(25) color(179)",
    ("256", "light"): "color(254) color(194) color(114) color(71) color(22) color(183) color(117) color(172)",
}
"""By what a terminal has and what its ground is: five steps, a rest day, a break, and a day made good."""
_LIGHT_GROUNDS = {"7", "15"}
"""White and bright white, as the last part of COLORFGBG."""


def shades_of(console: Console, environment: Mapping[str, str]) -> Shades | None:
    """None where there are too few colours, or none: there, letters stand for them."""
    if console.no_color or not console.is_terminal:
        return None
    ground = "light" if environment.get("COLORFGBG", "").rpartition(";")[2] in _LIGHT_GROUNDS else "dark"
    words = _TABLES.get((console.color_system or "", ground))
    if words is None:
        return None
    *steps, rest, paused, repaired = words.split()
    return Shades(steps=tuple(steps), rest=rest, paused=paused, repaired=repaired)
