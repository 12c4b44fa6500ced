"""A history on its way out, or in."""

from typing import NamedTuple

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.progress import State
from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.topic import Named


class HiredCounts(NamedTuple):
    """What is new towards being hired. A mock is one that counts as such."""

    projects: int = 0
    stories: int = 0
    mocks: int = 0
    applications: int = 0


class ImportReport(NamedTuple):
    new_events: int
    known_events: int
    done: tuple[Named, ...]
    unknown: tuple[str, ...]
    totals: Totals
    user: str
    dry_run: bool = False
    hired: HiredCounts = HiredCounts()


ARCHIVE_FORMAT = "roadmap-progress"
"""By which an archive is known when it comes back."""


class Archive(NamedTuple):
    """The whole history of one learner on one roadmap, and the state it adds up to."""

    roadmap: Named
    user: str
    events: tuple[Event, ...]
    state: State
