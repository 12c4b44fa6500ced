"""Six harsher worlds of learners, for `backtest.py`, beside the mild ones of `worlds.py`: lives in which more goes wrong.
How harsh they are was set by one thing: what an independent simulation saw of a method that is gone (64 to 74 % there by
P80, the date in the middle 12 to 26 % early). Nothing in them was chosen by what a later method does.

Everyone: away three times a year for 5 to 21 days, about 39 days a year: five weeks of leave and sick days, as is usual in
Germany. 8 % of the weeks idle; weeks resemble the one before by half. A change for good in 3.9 years (median tenure of
an employee, US Bureau of Labor Statistics 2024), which nobody in the mild worlds but one has. Estimates too low by 1.3
(log-normal, 0.4): what Moløkken & Jørgensen (2003) found. Each world adds one thing, all argued:

- upheavals: a change for good every year, to 25 to 70 % of the hours or, less often, to 140 to 300 %.
- absences: away every year and a half for 4 to 12 weeks, which is never declared: illness, a birth, a project at work.
- enthusiasm: a start at one and a half to three times the later pace, half of the excess gone in 6 to 16 weeks (of the
  resolutions of 200 people 77 % held a week, 40 % half a year, 19 % two years; Norcross & Vangarelli 1988).
- creep: a wider bias of one's own (0.6) that grows by 30 to 80 % until the end of the path: later topics are harder, and
  less well known to whoever estimated them.
- shifts: two to five weeks of study, then one to three empty ones, whatever the calendar says; weeks differ by 0.55, and
  the rota changes for good every year and a half.
- gaps: half a year (20 to 32 weeks) without study in two years, undeclared; for the rest nothing.
"""

import random
from collections.abc import Callable
from math import exp

from benchmarks.worlds import YEAR, Life

TENURE = 3.9 * YEAR


def _anyone(draw: random.Random) -> Life:
    usual = min(max(6 * exp(draw.gauss(0, 0.5)), 2.0), 30.0)
    life = Life(draw, usual, bias=1.3 * exp(draw.gauss(0, 0.4)), declares=draw.choice((0.0, 0.5, 0.95)))
    life.mood_kept, life.idle, life.away, life.turns = 0.5, 0.08, (3.0, 5, 21), TENURE
    return life


def upheavals(draw: random.Random) -> Life:
    life = _anyone(draw)
    life.turns, life.less, life.more = YEAR, (0.25, 0.7), (1.4, 3.0)
    return life


def absences(draw: random.Random) -> Life:
    life = _anyone(draw)
    life.gone = 1.5 * YEAR, 4, 12
    return life


def enthusiasm(draw: random.Random) -> Life:
    life = _anyone(draw)
    life.drift = draw.uniform(1.5, 3.0), 1.0, draw.uniform(6, 16)
    return life


def creep(draw: random.Random) -> Life:
    life = _anyone(draw)
    life.bias, life.growth = 1.3 * exp(draw.gauss(0, 0.6)), draw.uniform(1.3, 1.8)
    return life


def shifts(draw: random.Random) -> Life:
    life = _anyone(draw)
    life.pauses, life.mood_spread, life.turns = (draw.uniform(2, 5), draw.uniform(1, 3)), 0.55, 1.5 * YEAR
    return life


def gaps(draw: random.Random) -> Life:
    life = _anyone(draw)
    life.gone = 2.0 * YEAR, 20, 32
    return life


HARSH: dict[str, Callable[[random.Random], Life]] = {
    each.__name__: each for each in (upheavals, absences, enthusiasm, creep, shifts, gaps)
}
