"""When a learner will be there: dates drawn from their own record. The whole method stands here.

1. Hours left: the estimates of the counted topics that are not done, less what is logged on those in progress, never
   under a floor (`Standing.hours_left`); times the learner's calibration.
2. Calibration: logged over estimated hours of the finished topics with logged time, each at most MOST_RATIO times off,
   as if PRIOR_HOURS had been met exactly besides, so that a few topics say little. How sure it is grows with the same
   hours.
3. Pace: the hours of each of the last MOST_WEEKS weeks, up to yesterday. Declared breaks are left out, idle weeks are
   kept in. A topic finished without any logged time counts with its calibrated estimate on the day it was finished, at
   most a day's 24 hours a day, and not on the first day of the record nor by placement: what one knew before says
   nothing about pace. A record of less than LEAST_WEEKS weeks is none; the wished hours a week stand in for it.
4. FUTURES futures. Each repeats a cycle of CYCLE_WEEKS weeks drawn from the record with replacement (a bootstrap), and
   has the hours left wrong by a factor of its own, log-normal around 1. Cycles are shorter than the record because
   good and bad weeks come in runs: with a correlation of one half from week to week, twelve weeks tell as much as
   four independent ones. A future keeps its cycle because over years the mean pace is what is uncertain.
5. The spread of that factor adds up the uncertainty of the calibration, of what no record tells (LIFE_SPREAD), and of
   the pace, which is that of a wish as long as there is no record and fades with the weeks of one. People predict 34
   days and need 56 (Buehler, Griffin & Ross 1994): a wish is taken to be met with 50 %, and were everything else
   certain, in 56/34 of its time with 80 %.
6. Days become dates by leaving declared breaks out.
7. A phase is there when its last topic is, and the topics are taken as advice suggests them (`advice.in_order`): it mixes
   phases, so a later one may be there before an earlier one.

The same seed draws the same weeks for any number of hours and any pace of as many weeks, so more hours left never give
an earlier date, and a faster pace never a later one.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import accumulate, islice
from math import ceil, exp, inf, log, sqrt
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from roadmap_cli.domain.days import CENTURY_DAYS, WEEK
from roadmap_cli.domain.intentions import DAY, Break, date_after, days_back
from roadmap_cli.domain.progress import DayTotal
from roadmap_cli.domain.standing import Standing

FUTURES = 1000
"""With so many the date in the middle wavers by 1 to 2 %, which no month shows; twice as many would cost every `status`."""
MOST_WEEKS = 12
LEAST_WEEKS = 2
CYCLE_WEEKS = 4
PRIOR_HOURS = 40.0
MOST_RATIO = 3.0
"""By how much, up or down, a single topic may differ from its estimate for the calibration: beyond it the estimate or
the logging was wrong, not the learner.
"""
CALIBRATION_SPREAD = 0.4
"""Standard deviation of a learner's log ratio of logged to estimated hours before anything is known of it."""
LIFE_SPREAD = 0.35
"""The same for what no record tells: a pace that changes for good, holidays not yet declared, the estimates of topics
to come. Chosen so that P20 to P80 held near 60 % of the ends of simulated learners (tests/benchmarks/backtest.py).
"""
NORMAL_80 = 0.8416
"""The 80th percentile of the standard normal distribution."""
WISH_SPREAD = log(56 / 34) / NORMAL_80
DAY_HOURS = 24.0

if TYPE_CHECKING:
    from typing import Protocol, TypeVar

    Drawn = TypeVar("Drawn")

    class Chance(Protocol):
        """A seeded source of random draws, such as `random.Random`."""

        def choices(self, population: Sequence[Drawn], *, k: int) -> list[Drawn]: ...
        def gauss(self, mu: float = ..., sigma: float = ...) -> float: ...


class Pace(NamedTuple):
    """Hours of whole weeks, newest first. `recorded` is false where a wish stands in for a record."""

    weeks: tuple[float, ...]
    recorded: bool

    @property
    def mean(self) -> float:
        return sum(self.weeks) / len(self.weeks)

    @property
    def idle_weeks(self) -> int:
        return self.weeks.count(0.0)

    def at(self, hours_per_week: float) -> "Pace":
        """As unsteady as before, but of another mean."""
        if not self.mean:
            return Pace((hours_per_week,), recorded=False)
        return self._replace(weeks=tuple(week * hours_per_week / self.mean for week in self.weeks))


class Calibration(NamedTuple):
    """`factor` is by how much estimates have to be multiplied; `spread` the standard deviation of its logarithm."""

    factor: float = 1.0
    spread: float = CALIBRATION_SPREAD
    topics: int = 0
    logged: float = 0.0
    estimated: float = 0.0


class Futures(NamedTuple):
    """For each future the running sum of hours over its cycle of weeks, and its factor on the hours left."""

    cycles: tuple[tuple[float, ...], ...]
    factors: tuple[float, ...]


class Dates(NamedTuple):
    """By when a fifth, half, and four fifths of the futures are there; None for not within a hundred years."""

    p20: date | None
    p50: date | None
    p80: date | None


def calibrate(standing: Standing) -> Calibration:
    """Of all finished topics with logged time and an estimate of the roadmap; placement finishes without spending any here."""
    timed = {key: state for key, state in standing.states.items() if state.minutes and not state.placed}
    topics = standing.roadmap.topics
    done = {key: its.minutes / 60 for key, its in timed.items() if its.status == "done" and topics[key].is_estimated}
    estimates = {key: topics[key].hours for key in done}
    logged = sum(
        min(max(hours, estimates[key] / MOST_RATIO), estimates[key] * MOST_RATIO) for key, hours in done.items()
    )
    estimated = sum(estimates.values())
    factor = (logged + PRIOR_HOURS) / (estimated + PRIOR_HOURS)
    spread = CALIBRATION_SPREAD * sqrt(PRIOR_HOURS / (estimated + PRIOR_HOURS))
    return Calibration(factor=factor, spread=spread, topics=len(done), logged=logged, estimated=estimated)


def hours_by_day(
    standing: Standing, factor: float, totals: Iterable[DayTotal], first: date, day_of: Callable[[datetime], date]
) -> dict[date, float]:
    """What the days were worth. `factor` is the learner's calibration, `first` the first day of the record; `day_of`
    tells the learner's day of a time.
    """
    finished = ((key, each, day_of(each.finished_at)) for key, each in standing.states.items() if each.finished_at)
    untimed = ((key, day) for key, each, day in finished if not each.minutes and not each.placed and day > first)
    return worth_of_days(totals, ((day, standing.roadmap.topics[key].hours * factor) for key, day in untimed))


def worth_of_days(totals: Iterable[DayTotal], untimed: Iterable[tuple[date, float]]) -> dict[date, float]:
    """By logged time, and by the estimates of what was finished without any."""
    worth: dict[date, float] = {}
    for day, hours in untimed:
        worth[day] = worth.get(day, 0.0) + hours
    found = {each.day: each.minutes / 60 for each in totals}
    for day, hours in worth.items():
        found[day] = found.get(day, 0.0) + min(hours, DAY_HOURS)
    return found


def pace_of(hours: Mapping[date, float], first: date | None, today: date, breaks: Sequence[Break], wish: float) -> Pace:
    """Of the last whole weeks up to yesterday, or the wish. `first` is the first day of the record, None without one."""
    weeks = []
    if first is not None:
        days = [day for day in _record_days(today, breaks) if day >= first]
        whole = len(days) // WEEK
        weeks = [sum(hours.get(day, 0.0) for day in days[WEEK * each : WEEK * (each + 1)]) for each in range(whole)]
    return Pace(tuple(weeks), recorded=True) if len(weeks) >= LEAST_WEEKS else Pace((wish,), recorded=False)


def record_since(today: date, breaks: Sequence[Break]) -> date:
    """The first day that a pace may look at."""
    return _record_days(today, breaks)[-1]


def _record_days(today: date, breaks: Sequence[Break]) -> list[date]:
    """Newest first."""
    return list(islice(days_back(today - DAY, breaks), MOST_WEEKS * WEEK))


def draw(chance: "Chance", pace: Pace, calibration: Calibration) -> Futures:
    hours = chance.choices(pace.weeks, k=FUTURES * CYCLE_WEEKS)
    weeks = [hours[start::CYCLE_WEEKS] for start in range(CYCLE_WEEKS)]
    cycles = zip(*accumulate(weeks, lambda sums, week: [*map(add, sums, week)]), strict=True)
    of_pace = WISH_SPREAD / sqrt(1 + (len(pace.weeks) if pace.recorded else 0))
    spread = sqrt(calibration.spread**2 + LIFE_SPREAD**2 + of_pace**2)
    factors = (calibration.factor * exp(chance.gauss(0.0, spread)) for _ in range(FUTURES))
    return Futures(tuple(cycles), tuple(factors))


def finish(futures: Futures, hours_left: float, today: date, breaks: Sequence[Break]) -> Dates:
    """The dates of that many hours by the estimates; today is the first day of every future."""
    pairs = zip(futures.cycles, futures.factors, strict=True)
    days = sorted(_days_needed(cycle, hours_left * factor) for cycle, factor in pairs)
    p20, p50, p80 = (_date(_percentile(days, part), today, breaks) for part in (0.2, 0.5, 0.8))
    return Dates(p20, p50, p80)


def not_before(dates: Dates, days: int, today: date, breaks: Sequence[Break]) -> Dates:
    """None of them earlier than what takes so many days whatever the pace, today being the first."""
    soonest = date_after(today, max(days, 1), breaks)
    p20, p50, p80 = (None if day is None else max(day, soonest) for day in dates)
    return Dates(p20, p50, p80)


def pace_needed(futures: Futures, pace: Pace, hours_left: float, days: int) -> float | None:
    """Hours a week with which four fifths of the futures are there within so many days; None where no pace does it."""
    pairs = zip(futures.cycles, futures.factors, strict=True)
    needed = sorted(_ratio(hours_left * factor, _hours_in(cycle, days / WEEK)) for cycle, factor in pairs)
    times = _percentile(needed, 0.8)
    return None if times == inf else times * pace.mean


def _days_needed(cycle: tuple[float, ...], hours: float) -> float:
    if hours <= 0:
        return 0.0
    whole = cycle[-1]
    if whole * CENTURY_DAYS < hours:
        return inf
    turns = ceil(hours / whole) - 1  # whole ones before the last, which may be used up to its last hour
    rest = hours - turns * whole
    index = bisect_left(cycle, rest, hi=len(cycle) - 1)
    before = cycle[index - 1] if index else 0.0
    week = cycle[index] - before
    return WEEK * (turns * len(cycle) + index + ((rest - before) / week if week else 0.0))


def _hours_in(cycle: tuple[float, ...], weeks: float) -> float:
    """The inverse of `_days_needed`."""
    turns, rest = divmod(weeks, len(cycle))
    index = int(rest)
    before = cycle[index - 1] if index else 0.0
    return turns * cycle[-1] + before + (cycle[index] - before) * (rest - index)


def _ratio(hours: float, possible: float) -> float:
    return hours / possible if possible > 0 else (inf if hours > 0 else 0.0)


def _percentile(in_order: Sequence[float], part: float) -> float:
    """The smallest value that at least this part of the values do not exceed."""
    return in_order[ceil(part * len(in_order)) - 1]


def _date(days: float, today: date, breaks: Sequence[Break]) -> date | None:
    if days > CENTURY_DAYS:
        return None
    day = date_after(today, max(ceil(days), 1), breaks)
    return day if (day - today).days <= CENTURY_DAYS else None
