"""What grades say of a memory."""

from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.review_stats import Share
from roadmap_cli.reports.hours import HoursReport
from roadmap_cli.reports.review import LeechLine


class MonthLine(NamedTuple):
    month: date
    share: Share


class BandLine(NamedTuple):
    """Reviews whose predicted recall lay from here on, up to the next band."""

    least: float
    share: Share


class ConfidenceLine(NamedTuple):
    confidence: int
    share: Share


class DayLoad(NamedTuple):
    day: date
    cards: int


class FitReport(NamedTuple):
    """What fitting FSRS to `grades` came to: log loss, less is better, of the last fifth, as far as it was predicted."""

    grades: int
    held_out: int
    loss_before: float
    loss: float
    used: bool


class FitLine(NamedTuple):
    """The last fit. The parameters in use are those of `used_since`; None where nobody's own are."""

    day: date
    grades: int
    loss_before: float
    loss: float
    used_since: date | None


class StatsReport(NamedTuple):
    """All from the learner's own grades. `first` are first reviews, which nothing predicts."""

    desired_retention: float
    reviews: int
    first: Share
    later: Share
    months: tuple[MonthLine, ...]
    bands: tuple[BandLine, ...]
    confidence: tuple[ConfidenceLine, ...]
    load: tuple[DayLoad, ...]
    leeches: tuple[LeechLine, ...] = ()
    fit: FitLine | None = None
    hours: HoursReport | None = None
