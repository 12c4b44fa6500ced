"""What no page holds unless it is named: projects, stories, interviews and applications as others may read them."""

from typing import Literal, NamedTuple

PrivatePart = Literal["projects", "stories", "interviews", "applications"]


class PrivateEntry(NamedTuple):
    """`about` stands beside the title, `texts` are (what it is, what was said) below it."""

    title: str
    about: str
    texts: tuple[tuple[str, str], ...]


class PrivateSection(NamedTuple):
    part: PrivatePart
    entries: tuple[PrivateEntry, ...]
