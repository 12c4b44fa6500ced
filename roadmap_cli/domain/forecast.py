"""When a learner will be there: dates drawn from their own record. The whole method stands here.

1. Hours left: the estimates of the counted topics that are not done, less what is logged on those in progress, never
   under a floor (`Standing.hours_left`); times the learner's calibration.
2. Calibration: logged over estimated hours of the finished topics with logged time, each at most MOST_RATIO times off,
   as if PRIOR_HOURS had been met exactly besides, so that a few topics say little. How sure it is grows with the same
   hours.
3. Pace: the hours of each of the last MOST_WEEKS weeks, up to yesterday, and what lies before them as one mean. Declared
   breaks are left out, idle weeks are kept in. A topic finished without any logged time counts with its calibrated
   estimate on the day it was finished, at most a day's 24 hours a day, and not on the first day of the record nor by
   placement: what one knew before says nothing about pace. A record of less than LEAST_WEEKS weeks is none; the wished
   hours a week stand in for it. Later the wish counts besides, as WISH_WEEKS weeks more would: a short record says little,
   and who is far above or below what they meant to do comes nearer to it more often than not. A record without any hours
   stays one.
4. A week counts half as much as one HALF_LIFE weeks later: good and bad weeks come in runs, so that a few of them say
   little, but a life that changed for good is not averaged away. Weights know no hours, or a faster week could weigh less.
5. Breaks: the part of the time they are expected to take is that of the last YEAR_DAYS days, as if another year with
   YEAR_OF_BREAKS days of them had been seen besides. One break counts MOST_BREAK days there at most: what takes longer is
   no habit. What is already declared of the time ahead is left out of it anyway (8).
6. FUTURES futures. Each repeats a block, BLOCK weeks in a row out of the record (a block bootstrap), drawn with the
   weights of 4, and has the hours left wrong by a factor of its own, around 1. The weeks of a block stay together because
   of their runs. A future keeps its block, as if life stayed what it was then: a few weeks say too little of years, and
   that is meant: whose weeks differ much, or whose life has changed before, may see it change again, and their dates lie
   far apart, while those of steady learners do not. A record shorter than a block goes round.
7. The logarithm of that factor is normal. Its spread adds up the uncertainty of the calibration, and of the pace: that of
   a wish as long as there is no record, and half of it after every WISH_HALF_LIFE weeks of one, because the blocks show it
   themselves by and by. People predict 34 days and need 56 (Buehler, Griffin & Ross 1994): a wish is taken to be
   met with 50 % outside breaks, and were everything else certain, in 56/34 of its time with 80 %. Above the middle
   SETBACKS come on top, whatever the record: more can go wrong than right.
8. Days become dates by leaving declared breaks out.
9. A phase is there when its last topic is, and the topics are taken as advice suggests them (`advice.in_order`): it mixes
   phases, so a later one may be there before an earlier one.

The same seed draws the same weeks for any number of hours and any pace of as many weeks, so more hours left never give
an earlier date, and a faster pace never a later one. What was chosen by simulated learners, and what came of it, is in
docs/learning.md.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate
from math import ceil, exp, inf, log, sqrt
from typing import TYPE_CHECKING, NamedTuple

from roadmap_cli.domain.days import CENTURY_DAYS, WEEK
from roadmap_cli.domain.intentions import DAY, Break, date_after, date_before, days_until
from roadmap_cli.domain.progress import DayTotal
from roadmap_cli.domain.standing import Standing

FUTURES = 1000
"""With so many the date in the middle wavers by 1 to 2 %, which no month shows; twice as many would cost every `status`."""
MOST_WEEKS = 52
LEAST_WEEKS = 2
HALF_LIFE = 32
BLOCK = 6
FADING: float = 0.5 ** (1 / HALF_LIFE)
WEIGHTS = tuple(FADING**age for age in range(MOST_WEEKS))
"""Of the weeks, newest first."""
YEAR_DAYS = 364
YEAR_OF_BREAKS = 28
"""Days of breaks in a year of which nothing is known yet: the four weeks of leave of the European directive 2003/88/EC."""
MOST_BREAK = 28
WISH_HALF_LIFE = 16
WISH_WEEKS = 2
SETBACKS = 0.08
"""How much further apart the logarithms of late factors are than those of early ones, for what no record tells. With it
four fifths of simulated learners were there by the date of 80 % (tests/benchmarks/backtest.py).
"""
PRIOR_HOURS = 15.0
"""With CALIBRATION_SPREAD as much as to say that the hours of a topic of ten differ by a factor of e to the 0.5 from those of the learner."""
MOST_RATIO = 4.0
"""By how much, up or down, a single topic may differ from its estimate for the calibration: beyond it the estimate or
the logging was wrong, not the learner.
"""
CALIBRATION_SPREAD = 0.4
"""Standard deviation of a learner's log ratio of logged to estimated hours before anything is known of it."""
NORMAL_80 = 0.8416
"""The 80th percentile of the standard normal distribution."""
WISH_SPREAD = log(56 / 34) / NORMAL_80
DAY_HOURS = 24.0

if TYPE_CHECKING:
    from typing import Protocol, TypeVar

    Drawn = TypeVar("Drawn")

    class Chance(Protocol):
        """A seeded source of random draws, such as `random.Random`."""

        def choices(
            self, population: Sequence[Drawn], weights: Sequence[float] | None = None, *, k: int
        ) -> list[Drawn]: ...
        def gauss(self, mu: float = ..., sigma: float = ...) -> float: ...


class Pace(NamedTuple):
    """Hours of whole weeks, newest first, and the mean of the `weeks_before` before them. `recorded` is false where a wish
    stands in for a record, and `wish` is what counts besides one, None for nothing; `away` is the part of the time that
    breaks are expected to take.
    """

    weeks: tuple[float, ...]
    recorded: bool
    before: float = 0.0
    weeks_before: int = 0
    away: float = 0.0
    wish: float | None = None

    @property
    def mean(self) -> float:
        """Of a week outside breaks, by the record alone."""
        weights = self.weights
        hours = zip(weights, (*self.weeks, self.before), strict=True)
        return sum(weight * week for weight, week in hours) / sum(weights)

    @property
    def weights(self) -> tuple[float, ...]:
        """Of the weeks, and of all before them together."""
        number = len(self.weeks)
        before = FADING**number * (1 - FADING**self.weeks_before) / (1 - FADING)
        return (*WEIGHTS[:number], before)

    @property
    def idle_weeks(self) -> int:
        return self.weeks.count(0.0)

    @property
    def expected(self) -> "Pace":
        """Each week drawn towards the wish, as far as their mean is by WISH_WEEKS weeks more at the wished hours."""
        if self.wish is None or not self.mean:
            return self._replace(wish=None)
        part, wish = WISH_WEEKS / (sum(self.weights) + WISH_WEEKS), self.wish
        *weeks, before = ((1 - part) * week + part * wish for week in (*self.weeks, self.before))
        return self._replace(weeks=tuple(weeks), before=before, wish=None)

    @property
    def evened(self) -> "Pace":
        """What is expected, as if all weeks had been alike."""
        mean = self.expected.mean
        return self._replace(weeks=(mean,) * len(self.weeks), before=mean, wish=None)

    def at(self, hours_per_week: float) -> "Pace":
        """As unsteady as before, but of another mean, whatever was wished."""
        mean = self.mean
        if not mean:
            return Pace((hours_per_week,), recorded=False, away=self.away)
        weeks = tuple(week * hours_per_week / mean for week in self.weeks)
        return self._replace(weeks=weeks, before=self.before * hours_per_week / mean, wish=None)


class Calibration(NamedTuple):
    """`factor` is by how much estimates have to be multiplied; `spread` the standard deviation of its logarithm."""

    factor: float = 1.0
    spread: float = CALIBRATION_SPREAD
    topics: int = 0
    logged: float = 0.0
    estimated: float = 0.0


class Futures(NamedTuple):
    """For each future the running sum of hours over its cycle of weeks, and its factor on the hours left, which allows for
    breaks that are not declared yet.
    """

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


def hours_before(standing: Standing, hours: Mapping[date, float], totals: Iterable[DayTotal], since: date) -> float:
    """What the record is worth before that day. The totals are those since then, the hours those of `hours_by_day`."""
    minutes = sum(each.minutes for each in standing.state.topics.values()) - sum(each.minutes for each in totals)
    return max(minutes, 0) / 60 + sum(worth for day, worth in hours.items() if day < since)


def pace_of(  # noqa: PLR0913 - what a record consists of
    hours: Mapping[date, float],
    first: date | None,
    today: date,
    breaks: Sequence[Break],
    wish: float,
    before: float = 0.0,
) -> Pace:
    """Of the last whole weeks up to yesterday, or the wish. `first` is the first day of the record, None without one, and
    `before` what it is worth before `record_since`.
    """
    away = _part_away(first or today, today, breaks)
    since = record_since(today, breaks)
    days = _by_day(hours, max(first, since), today, breaks) if first else []
    whole = len(days) // WEEK
    if first is None or whole < LEAST_WEEKS:
        return Pace((wish,), recorded=False, away=away)
    weeks = tuple(sum(days[WEEK * each : WEEK * (each + 1)]) for each in range(whole))
    weeks_before = days_until(since - DAY, first, breaks) // WEEK
    mean = before / weeks_before if weeks_before else 0.0
    return Pace(weeks, recorded=True, before=mean, weeks_before=weeks_before, away=away, wish=wish)


def record_since(today: date, breaks: Sequence[Break], weeks: int = MOST_WEEKS) -> date:
    """The first day that a pace of so many weeks may look at."""
    return date_before(today - DAY, weeks * WEEK, breaks)


def _by_day(hours: Mapping[date, float], since: date, today: date, breaks: Iterable[Break]) -> list[float]:
    """Newest first, without days in breaks. Counted in numbers: a year of dates would be felt in every `status`."""
    first, last = since.toordinal(), today.toordinal() - 1
    away = {
        day
        for each in breaks
        for day in range(max(each.first.toordinal(), first), min(each.last.toordinal(), last) + 1)
    }
    by_number = {day.toordinal(): worth for day, worth in hours.items()}
    return [by_number.get(day, 0.0) for day in range(last, first - 1, -1) if day not in away]


def _part_away(first: date, today: date, breaks: Iterable[Break]) -> float:
    since = max(first, today - timedelta(days=YEAR_DAYS))
    spans = ((min(each.last, today - DAY) - max(each.first, since)).days + 1 for each in breaks)
    seen = max((today - since).days, 0)
    gone = min(sum(min(days, MOST_BREAK) for days in spans if days > 0), seen)
    return (gone + YEAR_OF_BREAKS) / (seen + YEAR_DAYS)


def draw(chance: "Chance", pace: Pace, calibration: Calibration) -> Futures:
    expected = pace.expected
    blocks = [*_blocks(expected.weeks), _sums([expected.before] * BLOCK)]
    cycles = chance.choices(blocks, pace.weights, k=FUTURES)
    weeks = len(pace.weeks) + pace.weeks_before if pace.recorded else 0
    spread = sqrt(calibration.spread**2 + (WISH_SPREAD * 0.5 ** (weeks / WISH_HALF_LIFE)) ** 2)
    middle = calibration.factor / (1 - pace.away)
    lots = (chance.gauss(0.0, 1.0) for _ in range(FUTURES))
    late = spread + SETBACKS
    factors = (middle * exp(lot * (late if lot > 0 else spread)) for lot in lots)
    return Futures(tuple(cycles), tuple(factors))


def _blocks(weeks: Sequence[float]) -> Iterator[tuple[float, ...]]:
    """Each by its last week, the running sums in the order of time."""
    number = len(weeks)
    for newest in range(number):
        yield _sums(weeks[(newest + back) % number] for back in range(BLOCK - 1, -1, -1))


def _sums(weeks: Iterable[float]) -> tuple[float, ...]:
    return tuple(accumulate(weeks))


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
    """Hours a week with which four fifths of the futures are there within so many days; None where no pace does it. The
    futures are those of `pace.at(pace.mean)`, without a wish.
    """
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
