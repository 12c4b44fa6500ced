"""Whether a terminal can follow a link. None can be asked, and no package for Python knows, so there is a list."""

from collections.abc import Mapping
from urllib.parse import quote

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.text import Text

from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.views.widgets import ACCENT, QUIET, Look

_PROGRAMS = {"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio", "WarpTerminal"}
_TERMS = {"xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra", "contour", "wezterm"}
_SIGNS = ("KITTY_WINDOW_ID", "WT_SESSION", "DOMTERM", "ALACRITTY_WINDOW_ID")
_SINCE = {"VTE_VERSION": 5001, "KONSOLE_VERSION": 201200}
"""The first versions in which links do no harm."""
_ASCII = "".join(map(chr, range(33, 127)))


def follows_links(environment: Mapping[str, str]) -> bool:
    """Of a terminal; what stands between it and the program (tmux, screen) may not pass a link on."""
    forced = environment.get("FORCE_HYPERLINK", "")
    if forced:
        return forced != "0"
    term = environment.get("TERM", "")
    if environment.get("TMUX") or environment.get("STY") or term.startswith(("screen", "tmux")):
        return False
    return (
        term in _TERMS
        or environment.get("TERM_PROGRAM") in _PROGRAMS
        or any(environment.get(sign) for sign in _SIGNS)
        or any(_number(environment.get(name, "")) >= least for name, least in _SINCE.items())
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def linked(text: str, url: str, look: Look, style: str = "") -> Text:
    """A text that leads to the web, where it does. In the address only ASCII that can be seen reaches the terminal."""
    said = Text(text, style)
    if look.links and leads_to_the_web(url):
        said.stylize(Style(link=quote(url, safe=_ASCII)))
    return said


def titled(title: str, url: str, detail: str, look: Look) -> RenderableType:
    """A title and what there is to say about it, and below it the address, if there is one that is not the title."""
    text = Text.assemble(linked(title, url, look), (detail, QUIET))
    if title == url:
        text.overflow = "fold"
        return text
    address = linked(url, url, look, ACCENT)
    address.overflow = "fold"
    return Group(text, Padding(address, (0, 0, 0, 2), expand=False)) if url else text
