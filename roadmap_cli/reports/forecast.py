"""When a learner will be there."""

from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.forecast import Calibration
from roadmap_cli.domain.lesson import Band
from roadmap_cli.reports.burnup import Burnup
from roadmap_cli.reports.status import Basis, CoreLine
from roadmap_cli.reports.topic_line import Named


class PaceLine(NamedTuple):
    """`weeks` are the hours of the weeks behind it, newest first; `breaks` is the part of the time to come, in per cent, that
    breaks which are not declared yet are expected to take; `expected` are the hours a week behind the dates, to which the
    goal adds to those of the record.
    """

    basis: Basis
    hours_per_week: float
    weeks: tuple[float, ...]
    idle_weeks: int
    breaks: float
    expected: float


class EndLine(NamedTuple):
    """A phase, which is there when its last topic is in the order of `next`, or the path under an option, or being ready. `done` means
    that nothing of it is left; a date is None then, and where the pace does not reach it within a hundred years.
    """

    id: str
    title: str
    hours_left: float
    done: bool
    p20: date | None
    p50: date | None
    p80: date | None


class ByLine(NamedTuple):
    """The hours a week that reach a day with 80 %; None where no pace does."""

    day: date
    hours_per_week: float | None


class ForecastReport(NamedTuple):
    """`hours_left` are those of the estimates, `hours_expected` after calibration. `option` is what the open choice was
    taken to be; `began` the first day of the record; `burnup` is there if it was asked for. `ready` is when nothing is
    missing that a job asks for, None where the roadmap does not say what that is. `without_hours`, `no_hours` and `core` are
    those of `ForecastLine`.
    """

    roadmap: Named
    today: date
    done: bool
    counted: int
    hours_left: float
    hours_expected: float
    p20: date | None
    p50: date | None
    p80: date | None
    pace: PaceLine
    calibration: Calibration
    phases: tuple[EndLine, ...]
    options: tuple[EndLine, ...]
    option: Named | None
    by: ByLine | None
    bands: tuple[Band, ...]
    began: date | None
    break_until: date | None
    futures: int
    burnup: Burnup | None = None
    ready: EndLine | None = None
    without_hours: int = 0
    no_hours: bool = False
    core: CoreLine | None = None
