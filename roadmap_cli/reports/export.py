"""What a person would send to a mentor, or put on a website: one report behind every export."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.reports.activity import ActivityReport
from roadmap_cli.reports.burnup import Burnup
from roadmap_cli.reports.evidence import EvidenceLine
from roadmap_cli.reports.history import HistoryEntry
from roadmap_cli.reports.private import PrivateSection
from roadmap_cli.reports.show import NoteLine
from roadmap_cli.reports.status import StatusReport
from roadmap_cli.reports.tick import TickLine
from roadmap_cli.reports.topic_line import Named

Piece = Literal["recent", "notes", "burnup"]
PIECES: frozenset[Piece] = frozenset(get_args(Piece))
"""What is worked out only for a format that tells it."""


class TopicNote(NamedTuple):
    topic: Named
    note: NoteLine


class ProgressReport(NamedTuple):
    """`phase` and `since` say what it was narrowed down to. `status` then holds only the topics of that phase, and only
    those that something happened to since that day; its totals are those of the phase. `dates` are when a topic was
    started and finished; `requires` its prerequisites as they count, `needs` as the roadmap says them, `option:topic` where only
    under an option; `burnup` is None for a single phase; `ticks` are what there is to tick on topics on which something is.
    """

    status: StatusReport
    recent: tuple[HistoryEntry, ...]
    evidence: tuple[EvidenceLine, ...]
    notes: tuple[TopicNote, ...]
    dates: Mapping[str, tuple[datetime | None, datetime | None]]
    requires: Mapping[str, tuple[str, ...]]
    needs: Mapping[str, tuple[str, ...]]
    activity: ActivityReport
    burnup: Burnup | None
    ticks: Mapping[str, tuple[TickLine, ...]]
    phase: Named | None = None
    since: date | None = None
    private: tuple[PrivateSection, ...] = ()
    """What was named to be told too."""
    resources: Mapping[str, tuple[Resource, ...]] = MappingProxyType({})
    """Of the topics that are told, where a format keeps them."""
