"""What was taken back."""

from datetime import datetime
from typing import NamedTuple

from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.history import EventLine


class UndoReport(NamedTuple):
    """What was taken back, or with `redo` brought back."""

    redo: bool
    at: datetime
    events: tuple[EventLine, ...]
    totals: Totals
