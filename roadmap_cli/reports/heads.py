"""Texts of roadmap files that several devices changed: what became of them here, and which stand beside each other."""

from datetime import date
from typing import Literal, NamedTuple

from roadmap_cli.reports.topic_line import Named

TextFate = Literal["new", "forward", "beside", "invalid", "unwritable"]
"""It came, took the place of one that was behind, stands beside another, or cannot be used or written here."""


class HeadLine(NamedTuple):
    """A text that no other takes the place of, by its hash; with `own` of the learner's own changes. `here` it stands here."""

    hash: str
    day: date | None
    device: str | None
    here: bool
    own: bool


class TextLine(NamedTuple):
    roadmap: str
    file: str
    fate: TextFate
    own: bool = False
    fault: str = ""
    heads: tuple[HeadLine, ...] = ()


class TextsReport(NamedTuple):
    texts: tuple[TextLine, ...]
    put_to_use: Named | None = None
