"""FSRS fitted to one learner: by which parameters, from when on, and whether these predict any better.

Parameters found in the first four fifths of the grades are tried on the last fifth, which they have not seen. Only where they
predict it better than those in use do the ones that are found in all grades take their place.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from math import log, sqrt
from typing import NamedTuple

from roadmap_cli.domain.events import Event
from roadmap_cli.domain.memory import Parameters, Scheduling
from roadmap_cli.domain.review_stats import Review, replay

LEAST_GRADES = 400
"""With fewer the parameters say more of chance than of the learner."""
EVERY = timedelta(days=30)
SEEN = 0.8
_CERTAIN = 1e-4
"""No prediction is taken for surer than that: a single surprise would outweigh all the rest."""
Histories = Iterable[Sequence[tuple[int, int]]]
"""The grades of cards, each with the days since the one before."""
Fitter = Callable[[Histories], Parameters]


class Fit(NamedTuple):
    """Log loss, less is better, of the grades that were held out: as predicted `before` and `after`. Without parameters where
    that is no gain.
    """

    grades: int
    held_out: int
    before: float
    after: float
    parameters: Parameters = ()


def is_time(grades: int, last: date | None, today: date) -> bool:
    """Whether to fit without being asked: enough is known, and the last time is a month ago."""
    return grades >= LEAST_GRADES and (last is None or today - last >= EVERY)


def histories(graded: Iterable[Event]) -> Histories:
    """Of grades in the order of ids."""
    found: dict[tuple[str | None, str], list[tuple[int, int]]] = {}
    last: dict[tuple[str | None, str], date] = {}
    for event in graded:
        key = event.topic, event.data["card"]
        days = max((event.day - last.get(key, event.day)).days, 0)
        found.setdefault(key, []).append((event.data["rating"], days))
        last[key] = event.day
    return found.values()


def fitted(graded: Sequence[Event], scheduling: Scheduling, fitter: Fitter, before: Parameters) -> Fit:
    """By grades in the order of ids, and the parameters in use."""
    seen = int(SEEN * len(graded))
    tried = fitter(histories(graded[:seen]))
    old, new = (_losses(replay(graded, scheduling(each))[seen:]) for each in (before, tried))
    return Fit(
        grades=len(graded),
        held_out=len(old),
        before=_mean(old),
        after=_mean(new),
        parameters=fitter(histories(graded)) if _is_gain(old, new) else (),
    )


def _losses(reviews: Iterable[Review]) -> list[float]:
    said = [(each.predicted, each.recalled) for each in reviews]
    return [-log(max(each if recalled else 1 - each, _CERTAIN)) for each, recalled in said if each is not None]


def _mean(losses: Sequence[float]) -> float:
    return sum(losses) / len(losses) if losses else 0.0


def _is_gain(old: Sequence[float], new: Sequence[float]) -> bool:
    """Better by more than two standard errors of the difference, grade by grade. With one, four of five fits that were taken
    predicted the next two months worse (tests/benchmarks/fit.py, of who remembers twice as long).
    """
    gains = [one - other for one, other in zip(old, new, strict=True)]
    mean = _mean(gains)
    return mean > 2 * sqrt(_mean([(each - mean) ** 2 for each in gains]) / len(gains)) if gains else False
