"""Six worlds of assumptions about learners, for `backtest.py`: what differs between real lives, not what suits a method.
They are mild ones; six harsher are in `worlds_harsh.py`.

Everyone: hours a week of their own, around 6 (log-normal, 0.45); 60 to 80 % of software projects take more than was
estimated, 30 to 40 % on average (Moløkken & Jørgensen 2003), hence a bias of one's own around 1.2 (log-normal, 0.4), and
topics that differ by 0.4 besides. Away twice a year for one to two weeks (the four weeks of leave of the European
directive 2003/88/EC, half of them spent without study); a third of the learners declares none of it, a third half, a
third nearly all. Single weeks are idle, and good and bad ones come in runs. What has no source here is argued.

Each world adds one thing that forecasts get wrong:

- steady: nothing.
- runs: weeks of study in runs of two to six months, then pauses of two to six weeks, as with resolutions and courses
  left and taken up again; few are declared, and then on the day.
- semesters: a student's year: less in terms, hardly anything in exams, more between.
- turns: a life that changes for good, once in two and a half years (the median tenure of an employee is 3.9 years, US
  Bureau of Labor Statistics 2024; children, moves and illness besides), more often for less time than for more.
- drift: half are full of zeal and slow down, half start slowly and speed up, over months.
- estimates: a wider bias, another one for each kind of topic, and no logged time for a tenth to seven tenths of the
  topics.

Two seeds: TUNING to work with, FINAL to be run once for a method when nothing about it changes any more.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import exp, log

from roadmap_cli.domain.days import WEEK
from roadmap_cli.domain.intentions import Break

TUNING, FINAL = 20_261_130, 84_341_786
START = date(2024, 1, 1)
YEAR = 52
MOST_WEEKS = 40 * YEAR
MOST_HOURS = 45.0
KINDS = ("concept", "skill", "practice", "project", "decision")


@dataclass
class Life:
    """How one learner lives. `away` is the mean number of absences a year and their least and most days; `pauses` are
    the mean weeks between pauses and of one; `gone` the mean weeks between absences that are never declared, and their
    least and most weeks; `terms` are factors by the week of the year; `turns` is the mean number of weeks between changes
    for good, `less` and `more` the factors of one; `drift` is the part of the usual hours at the beginning, and at the
    end, and the weeks in which half of the way between is gone; `growth` by how much further off the estimates are at the
    end of the path than at its beginning.
    """

    draw: random.Random
    usual: float
    bias: float
    declares: float
    mood_kept: float = 0.4
    mood_spread: float = 0.35
    idle: float = 0.05
    away: tuple[float, int, int] = (2.0, 5, 16)
    pauses: tuple[float, float] | None = None
    gone: tuple[float, int, int] | None = None
    terms: tuple[float, ...] = (1.0,) * YEAR
    turns: float | None = None
    less: tuple[float, float] = (0.35, 0.75)
    more: tuple[float, float] = (1.3, 2.2)
    drift: tuple[float, float, float] = (1.0, 1.0, 1.0)
    growth: float = 1.0
    topic_spread: float = 0.4
    by_kind: Mapping[str, float] = field(default_factory=dict)
    untimed: float = 0.0
    absences: list[Break] = field(default_factory=list)
    declared: list[tuple[date, Break]] = field(default_factory=list)
    """With the day on which each was told."""

    def weeks(self) -> Iterator[float]:
        """Hours of one week after the other, and the absences on the way."""
        mood, level, paused = 0.0, 1.0, 0
        for week in range(MOST_WEEKS):
            draw, monday = self.draw, START + timedelta(days=WEEK * week)
            self._leave(monday)
            if self.turns and draw.random() < 1 / self.turns:
                level *= draw.uniform(*self.less) if draw.random() < 0.6 else draw.uniform(*self.more)
                level = min(max(level, 0.3), 3.0)
            mood = self.mood_kept * mood + draw.gauss(0, self.mood_spread)
            paused = max(paused - 1, 0) or self._pause(monday)
            idle = paused or draw.random() < self.idle
            hours = self.usual * level * self._drifted(week) * self.terms[week % YEAR] * exp(mood)
            yield 0.0 if idle else min(hours, MOST_HOURS)

    def known(self, day: date) -> tuple[Break, ...]:
        return tuple(sorted(each for told, each in self.declared if told <= day))

    def is_away(self, day: date) -> bool:
        return any(each.first <= day <= each.last for each in self.absences[-3:])

    def truth(self, hours: float, kind: str, part: float) -> float:
        """What a topic with such an estimate takes, at that part of the path."""
        bias = self.bias * self.by_kind.get(kind, 1.0) * (1 + (self.growth - 1) * part)
        return hours * bias * exp(self.draw.gauss(0, self.topic_spread))

    def _leave(self, monday: date) -> None:
        a_year, least, most = self.away
        if self.draw.random() < a_year / YEAR:
            first = monday + timedelta(days=self.draw.randrange(WEEK))
            gone = Break(first, first + timedelta(days=self.draw.randint(least, most) - 1))
            self.absences.append(gone)
            if self.draw.random() < self.declares:
                self.declared.append((first - timedelta(days=self.draw.randint(0, 21)), gone))

    def _pause(self, monday: date) -> int:
        """Weeks of a pause that begins now. Whoever declares it says so on its first day, and that it lasts as long."""
        if self.gone and self.draw.random() < 1 / self.gone[0]:
            return self.draw.randint(*self.gone[1:])
        if not self.pauses or self.draw.random() >= 1 / self.pauses[0]:
            return 0
        weeks = max(round(self.draw.expovariate(1 / self.pauses[1])), 1)
        if self.draw.random() < self.declares / 2:
            self.declared.append((monday, Break(monday, monday + timedelta(days=WEEK * weeks - 1))))
        return weeks

    def _drifted(self, week: int) -> float:
        early, late, half = self.drift
        return late + (early - late) * exp(-log(2) * week / half)


def _anyone(draw: random.Random) -> Life:
    usual = min(max(6 * exp(draw.gauss(0, 0.45)), 2.0), 30.0)
    return Life(draw, usual, bias=1.2 * exp(draw.gauss(0, 0.4)), declares=draw.choice((0.0, 0.5, 0.95)))


def steady(draw: random.Random) -> Life:
    life = _anyone(draw)
    life.mood_kept, life.mood_spread = 0.3, 0.3
    return life


def runs(draw: random.Random) -> Life:
    life = _anyone(draw)
    life.pauses = draw.uniform(8, 26), draw.uniform(2, 6)
    life.mood_kept, life.mood_spread = 0.5, 0.4
    return life


def semesters(draw: random.Random) -> Life:
    """Two terms of fifteen weeks, each with exams after it, and what is between; the year begins anywhere."""
    life = _anyone(draw)
    term, exams, free = draw.uniform(0.5, 1.0), draw.uniform(0.0, 0.4), draw.uniform(1.0, 2.0)
    half = [term] * 15 + [exams] * draw.randint(3, 4)
    year = [*half, *[free] * (22 - len(half)), *half, *[free] * (30 - len(half))]
    first = draw.randrange(YEAR)
    life.terms = (*year[first:], *year[:first])
    return life


def turns(draw: random.Random) -> Life:
    life = _anyone(draw)
    life.turns = 2.5 * YEAR
    return life


def drift(draw: random.Random) -> Life:
    life = _anyone(draw)
    part, half = draw.uniform(0.3, 0.8), draw.uniform(10, 60)
    life.drift = (1.0, part, half) if draw.random() < 0.5 else (part, 1.0, half)
    return life


def estimates(draw: random.Random) -> Life:
    life = _anyone(draw)
    life.bias = 1.2 * exp(draw.gauss(0, 0.6))
    life.by_kind = {kind: exp(draw.gauss(0, 0.35)) for kind in KINDS}
    life.untimed = draw.uniform(0.1, 0.7)
    return life


WORLDS: dict[str, Callable[[random.Random], Life]] = {
    each.__name__: each for each in (steady, runs, semesters, turns, drift, estimates)
}
