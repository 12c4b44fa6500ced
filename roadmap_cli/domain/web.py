"""Addresses on the web."""

import re
from urllib.parse import urlsplit

_ADDRESS = r"[a-z][a-z0-9+.-]*://"
_ACTING = r"\s*(?:(?:java|vb)script:|data:(?=\S))"


def is_address(words: str) -> bool:
    """Whether it names a place elsewhere, of whatever scheme, and no file here."""
    return re.match(_ADDRESS, words, re.IGNORECASE) is not None


def leads_to_the_web(url: str) -> bool:
    """Whether it names a place there, as it stands: whatever a file or an imported event calls a link, only this is one."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in url and url.isprintable()


def acts(text: str) -> bool:
    """Whether it would run something where it is opened, and leads nowhere. What browsers pass over in it changes nothing."""
    return re.match(_ACTING, re.sub(r"[\x00-\x1f]", "", text), re.IGNORECASE) is not None


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
