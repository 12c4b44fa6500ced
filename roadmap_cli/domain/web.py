"""Addresses on the web."""

import re
from urllib.parse import urlsplit

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)

_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]+):(\s?)", re.IGNORECASE)
_OPENED = frozenset({"http", "https", "mailto"})
_ACTING = frozenset({"javascript", "vbscript", "data"})


def is_address(words: str) -> bool:
    """Whether it names a place elsewhere, of whatever scheme, and no file here."""
    return _ADDRESS.match(words) is not None


def leads_to_the_web(url: str) -> bool:
    """Whether it names a place there, as it stands: whatever a file or an imported event calls a link, only this is one."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in url and url.isprintable()


def is_no_place(text: str) -> bool:
    """Whether it asks a program for anything else than to open a page or to write a letter: `javascript:...`, `file:///...`.
    Words with a colon and a space behind it only say where something is found, unless they could act.
    """
    found = _SCHEME.match(re.sub(r"[\x00-\x1f]", "", text))
    scheme = found[1].casefold() if found else ""
    return scheme in _ACTING or bool(found and not found[2] and scheme not in _OPENED)


def why_not_the_web(url: str) -> str:
    """What keeps an address from leading there, as the rest of a sentence about it."""
    if not looks_like_a_link(url):
        return "is not a link; it should begin with https:// or http://"
    if any(letter.isspace() for letter in url):
        return "is not a link, because it has a space in it; write %20 in its place"
    return "is not a link: nothing on the web can be called that"


def looks_like_a_link(url: str) -> bool:
    return url.casefold().startswith(("https://", "http://"))


def is_near(url: str) -> bool:
    """Whether its host has no dot, as one's own computer and those beside it: others cannot go there."""
    host = urlsplit(url).hostname or ""
    return "." not in host and ":" not in host
