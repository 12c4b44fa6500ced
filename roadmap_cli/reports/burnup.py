"""The way so far and the way to come, in hours of the path."""

from datetime import date
from typing import NamedTuple


class HoursDone(NamedTuple):
    """Hours of the definition that were done at the end of a day."""

    day: date
    hours: float


class HoursAhead(NamedTuple):
    """When so many hours will be done; a date is None where the pace does not reach it within a hundred years."""

    hours: float
    p20: date | None
    p50: date | None
    p80: date | None


class Burnup(NamedTuple):
    """The way so far, oldest first, and the way to come; nothing is ahead where no forecast can be drawn.

    `counted` are the hours of the whole path.
    """

    done: tuple[HoursDone, ...]
    ahead: tuple[HoursAhead, ...]
    counted: float
