"""How honest the forecast is: simulated learners whose true end is known, asked at 10, 30, 50 and 70 % of the path.

    python tests/benchmarks/backtest.py [LEARNERS] [final]     80 a world unless said (about two minutes)

Learners live in six mild worlds (`worlds.py`) and six harsh ones (`worlds_harsh.py`). None of that is known to the
forecast, which sees what the program would: logged days, finished topics, breaks declared so far. With `final` another
seed draws them, which is run once for a method.

Printed for each part of the path, by world, by half and together: how often the true end lay within P20 to P80 (should be near
60 %) and by P80 (near 80 %); by how much the date in the middle is early (-) or late, as the median in per cent of the
time that was really left; and its median error in the same, against two rivals: a straight line over topic counts, and
hours left over the mean pace, which takes a topic without logged time to have had the hours of its estimate.
"""

import random
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from statistics import mean, median
from typing import NamedTuple

from roadmap_cli import definition
from roadmap_cli.domain import forecast
from roadmap_cli.domain.days import WEEK
from roadmap_cli.domain.intentions import DAY, Break
from roadmap_cli.domain.progress import ChoiceState, DayTotal, State, TopicState
from roadmap_cli.domain.roadmap import Roadmap, Topic
from roadmap_cli.domain.standing import Standing

sys.path.insert(0, str(Path(__file__).parents[1]))
from benchmarks.worlds import FINAL, MOST_WEEKS, START, TUNING, WORLDS, Life
from benchmarks.worlds_harsh import HARSH

HALVES = {"mild": WORLDS, "harsh": HARSH}
PARTS = (0.1, 0.3, 0.5, 0.7)
LEARNERS = 80
WISH = 7.0


@dataclass
class Record:
    """What the program knows."""

    states: dict[str, TopicState] = field(default_factory=dict)
    totals: list[DayTotal] = field(default_factory=list)


class Asked(NamedTuple):
    part: float
    today: date
    standing: Standing
    totals: tuple[DayTotal, ...]
    breaks: tuple[Break, ...]


class Answer(NamedTuple):
    """`early`, `late`: whether the end lay before P20, and after P80. The others are by how much three guesses are late,
    as parts of the time that was left: the date in the middle, by counts, by the mean pace.
    """

    early: bool
    late: bool
    ours: float
    by_count: float
    by_pace: float


Answers = dict[tuple[str, float], list[Answer]]


def main(learners: int, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        roadmap = definition.load(definition.builtin(), Path(folder)).roadmap
    answers: Answers = {}
    for world, life in (WORLDS | HARSH).items():
        for number in range(learners):
            questions, end = walk(roadmap, life(random.Random(f"{seed} {world} {number}")))
            for asked in questions:
                answers.setdefault((world, asked.part), []).append(judge(asked, end, number))
    print(f"{learners} simulated learners a world, seed {seed}\n")
    print(f"{'world':12} {'of the path':>11} {'P20-P80':>8} {'by P80':>7} {'bias':>7}   {'error':>6} ", end="")
    print(f"{'counts':>7} {'mean pace':>9}")
    for part in PARTS:
        for half, worlds in HALVES.items():
            for world in worlds:
                print(line(world, part, answers[world, part]))
            print(line(half, part, some(answers, worlds, (part,))))
        print(line("together", part, some(answers, WORLDS | HARSH, (part,))), end="\n\n")
    for half, worlds in HALVES.items():
        print(line(half, None, some(answers, worlds, PARTS)))
    print(line("together", None, some(answers, WORLDS | HARSH, PARTS)))


def some(answers: Answers, worlds: Iterable[str], parts: Sequence[float]) -> list[Answer]:
    return [each for world in worlds for part in parts for each in answers[world, part]]


def line(world: str, part: float | None, rows: Sequence[Answer]) -> str:
    within = mean(not (each.early or each.late) for each in rows)
    by_p80 = mean(not each.late for each in rows)
    bias = median(each.ours for each in rows)
    errors = (median(map(abs, guesses)) for guesses in zip(*(each[2:] for each in rows), strict=True))
    sizes = " ".join(f"{100 * each:6.1f} %" for each in errors)
    where = f"{part:11.0%}" if part else f"{'':11}"
    return f"{world:12} {where} {within:8.0%} {by_p80:7.0%} {100 * bias:+5.0f} %  {sizes}"


def walk(roadmap: Roadmap, life: Life) -> tuple[list[Asked], date]:
    """The questions on the way, and the day of the true end."""
    record, parts = Record(), list(PARTS)
    questions: list[Asked] = []
    choices = {each.id: ChoiceState(each.id, each.options[0].id, "0") for each in roadmap.choices}
    path = list(Standing(roadmap, State({}, choices)).path.values())
    whole, done, days = sum(topic.hours for topic in path), 0.0, evenings(life)
    spent, day = 0.0, START
    for topic in path:
        truth, timed = life.truth(topic.hours, topic.kind, done / whole), life.draw.random() >= life.untimed
        while spent < truth:
            if (evening := next(days, None)) is None:
                return questions, START + timedelta(days=WEEK * MOST_WEEKS)
            day, hours = evening
            spent += hours
            if timed:
                record.totals.append(DayTotal(day, round(hours * 60), 1))
            record.states[topic.id] = doing(topic, day, min(spent, truth) if timed else 0.0)
            if parts and done >= parts[0] * whole:
                standing = Standing(roadmap, State(dict(record.states), choices))
                questions.append(Asked(parts.pop(0), day + DAY, standing, tuple(record.totals), life.known(day)))
        at = datetime.combine(day, time(20), UTC)
        minutes = max(round(truth * 60), 1) if timed else 0
        record.states[topic.id] = TopicState(topic.id, "done", str(day), at, at, minutes)
        done, spent = done + topic.hours, spent - truth
    return questions, day


def doing(topic: Topic, day: date, hours: float) -> TopicState:
    return TopicState(topic.id, "doing", str(day), None, None, round(hours * 60), last_day=day)


def evenings(life: Life) -> Iterator[tuple[date, float]]:
    """Days with their hours: each week's hours on some of its days."""
    for week, hours in enumerate(life.weeks()):
        days = sorted(life.draw.sample(range(WEEK), life.draw.randint(2, 5)))
        for place in days if hours else ():
            day = START + timedelta(days=WEEK * week + place)
            if not life.is_away(day):
                yield day, hours / len(days)


def judge(asked: Asked, end: date, seed: int) -> Answer:
    standing, today = asked.standing, asked.today
    finished = (each.finished_at.date() for each in standing.states.values() if each.finished_at)
    first = min((*finished, *(each.day for each in asked.totals[:1])))
    dates = ours(asked, first, seed)
    p20, p50, p80 = (each or date.max for each in dates)
    elapsed, really = (today - first).days, max((end - today).days, 1)
    topics, left = standing.whole.topics, sum(standing.remaining.values())
    worth = sum(forecast.hours_by_day(standing, 1.0, asked.totals, first - DAY, datetime.date).values())
    guesses = (p50 - today).days, elapsed / topics.done * (topics.counted - topics.done), left * elapsed / worth
    return Answer(end < p20, end > p80, *(guess / really - 1 for guess in guesses))


def ours(asked: Asked, first: date, seed: int) -> forecast.Dates:
    standing, today = asked.standing, asked.today
    calibration, since = forecast.calibrate(standing), forecast.record_since(today, asked.breaks)
    totals = [each for each in asked.totals if each.day >= since]
    hours = forecast.hours_by_day(standing, calibration.factor, totals, first, datetime.date)
    before = forecast.hours_before(standing, hours, totals, since)
    pace = forecast.pace_of(hours, first, today, asked.breaks, WISH, before)
    futures = forecast.draw(random.Random(seed), pace, calibration)
    return forecast.finish(futures, sum(standing.remaining.values()), today, asked.breaks)


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:] if each.isdigit()]
    main(numbers[0] if numbers else LEARNERS, FINAL if "final" in sys.argv else TUNING)
