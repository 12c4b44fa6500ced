"""Breaks."""

from datetime import date
from typing import Literal, NamedTuple

from roadmap_cli.domain.intentions import Break


class BreakReport(NamedTuple):
    """`change` is about `subject`; empty where nothing was changed."""

    today: date
    breaks: tuple[Break, ...]
    change: Literal["taken", "extended", "ended", "cancelled", ""] = ""
    subject: Break | None = None
