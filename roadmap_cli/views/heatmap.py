"""Minutes of study as blocks, darker for more."""

from roadmap_cli.views.widgets import Look

_SHADES = "·░▒▓█"
_ASCII_SHADES = ".:=#@"


def shades(look: Look) -> str:
    """From an idle day to a full one."""
    return _ASCII_SHADES if look.ascii_only else _SHADES
