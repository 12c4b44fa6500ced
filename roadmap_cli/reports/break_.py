"""Breaks."""

from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.intentions import Break


class BreakReport(NamedTuple):
    """`change` is `taken`, `extended`, `ended` or `cancelled`, about `subject`; empty where nothing was changed."""

    today: date
    breaks: tuple[Break, ...]
    change: str = ""
    subject: Break | None = None
