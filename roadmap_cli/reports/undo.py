"""What was taken back."""

from datetime import datetime
from typing import NamedTuple

from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.device import DeviceLine
from roadmap_cli.reports.history import EventLine


class UndoReport(NamedTuple):
    """What was taken back, or with `redo` brought back."""

    redo: bool
    at: datetime
    events: tuple[EventLine, ...]
    totals: Totals


class Foreseen(NamedTuple):
    """What an undo of another device would take back, which is shown before."""

    device: DeviceLine
    batch: str
    at: datetime
    events: tuple[EventLine, ...]
