"""Minutes of study as blocks, darker for more."""

from roadmap_cli.views.parts import Look

SHADE_MINUTES = (1, 30, 60, 120)
_SHADES = "·░▒▓█"
_ASCII_SHADES = ".:=#@"


def shades(look: Look) -> str:
    """From an idle day to a full one."""
    return _ASCII_SHADES if look.ascii_only else _SHADES


def shade(minutes: int, events: int) -> int:
    """0 for an idle day, 1 for anything at all, more with the minutes."""
    return max(sum(minutes >= step for step in SHADE_MINUTES), 1 if events else 0)
