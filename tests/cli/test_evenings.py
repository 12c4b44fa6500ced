"""A year of evenings, as somebody sees them who opens a terminal of 80 columns and 24 lines."""

import re
from itertools import pairwise

import pytest
from evenings import DAYS, Learner
from faults_helpers import LONG

LINES = 23
"""The last of 24 is the prompt's."""


@pytest.mark.slow
@pytest.mark.usefixtures("few_futures")
@pytest.mark.parametrize(
    ("stamina", "patience", "days"),
    [(1, 20, DAYS if LONG else 120), (6, 3, DAYS if LONG else 320)],
    ids=["usual", "through the whole path"],
)
def test_status_fits_the_screen_on_every_day(stamina: float, patience: int, days: int) -> None:
    learner, covered = Learner(stamina=stamina, patience=patience), [0.0]
    for now in learner.year(days):
        screen = learner.seen("status").out
        assert screen.count("\n") <= LINES, (now, screen)
        assert max(len(re.sub(r"\x1b\[[\d;]*m", "", line).rstrip()) for line in screen.splitlines()) <= 80
        if now.weekday() == 0:
            covered.append(learner.asked("status")["totals"]["percent"])
    assert all(before <= after for before, after in pairwise(covered))
    assert covered[-1] > (days / 40 if stamina == 1 else 99)


def test_the_year_is_one_of_study_and_reviews() -> None:
    learner = Learner()
    assert [now.day for now in learner.year(30)][:3] == [5, 6, 7]
    assert len(learner.evenings) >= 10
    assert learner.reviews >= 5


def test_an_evening_is_four_short_commands_without_an_id() -> None:
    learner = Learner()
    for _ in learner.year(1):
        pass
    told = [learner.typed(words) for words in ("status", "log 1 45m", "done", "review")]
    assert [each.code for each in told] == [0, 0, 0, 0]
    assert "Logged 45 min on" in told[1].out
    assert "Done: " in told[2].out
