"""Addresses on the web."""

from urllib.parse import urlsplit


def leads_to_the_web(url: str) -> bool:
    """Whether it names a place there, as it stands: whatever a file or an imported event calls a link, only this is one."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in url and url.isprintable()
