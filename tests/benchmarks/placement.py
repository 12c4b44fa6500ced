"""How much of what somebody knows a placement finds, on simulated learners whose knowledge is known.

    python tests/benchmarks/placement.py [LEARNERS]            100 of each world unless said, of the tuning seed
    python tests/benchmarks/placement.py [LEARNERS] --final    of the seed that no method was tuned on

Worlds say what is known: the path up to a point (order), some modules well and others hardly (modules), everything below some goals
(goals), the same with holes and lone finds (patchy), nothing (beginner), all but a tenth (expert). Manners say how a
learner answers: sharp, rusty (four cards of five of a known topic, more of one topic and less of another), and in files
honest, overclaiming (yes to a quarter of what is unknown), and sparse (a few topics, yes to each). Every topic has three cards.

Printed for each method: cards asked, known topics lost and their hours, topics falsely proposed and their hours, means of
learners. Practice, projects and decisions are nothing that can be lost. The rival is the method of 0.4: one answer settles
all that stands below or above. Means depend on the built-in roadmap as it is.
"""

import random
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from roadmap_cli import definition
from roadmap_cli.domain.placement import Questions, begin
from roadmap_cli.domain.progress import State
from roadmap_cli.domain.roadmap import Module, Phase, Roadmap, Topic
from roadmap_cli.domain.standing import Standing

TUNING, FINAL = 20_261_130, 71_930_411
CARDS = 3
KNOWLEDGE = frozenset({"concept", "skill"})
USUAL = ("order", "modules", "goals", "patchy")
WORLDS = (*USUAL, "beginner", "expert")
Answer = Callable[[str], bool]
"""To the next card of a topic."""


class Learner(NamedTuple):
    """`recall` is how likely a card of each known topic comes to mind, `guess` one of an unknown topic."""

    draw: random.Random
    known: frozenset[str]
    recall: Mapping[str, float]
    guess: float

    def answers(self, topic: str) -> bool:
        return self.draw.random() < (self.recall[topic] if topic in self.known else self.guess)


class Outcome(NamedTuple):
    """`seconds` is what the whole interview took."""

    asked: int
    proposed: frozenset[str]
    seconds: float = 0.0


Interview = Callable[[Standing, Sequence[Topic], Answer], Outcome]
Reading = Callable[[Standing, Mapping[str, bool]], Outcome]


# Worlds


def known_in(world: str, draw: random.Random, now: Standing) -> frozenset[str]:
    return {"order": _order, "modules": _modules, "goals": _goals, "patchy": _patchy, "expert": _expert}.get(
        world, lambda *_: frozenset()
    )(draw, now)


def _order(draw: random.Random, now: Standing) -> frozenset[str]:
    path = list(now.path)
    return frozenset(path[: round(draw.uniform(0.05, 0.45) * len(path))])


def _modules(draw: random.Random, now: Standing) -> frozenset[str]:
    """The first topics of each module of the earlier half of the path, whatever they stand on."""
    path = list(now.path.values())
    known: set[str] = set()
    for module in dict.fromkeys(topic.module for topic in path[: len(path) // 2]):
        topics = [topic.id for topic in path if topic.module == module]
        strength = draw.uniform(0.6, 1.0) if draw.random() < 0.5 else draw.uniform(0.0, 0.2)
        known.update(topics[: round(strength * len(topics))])
    return frozenset(known)


def _goals(draw: random.Random, now: Standing) -> frozenset[str]:
    path = list(now.path)
    goals = draw.sample(path[: max(len(path) * 3 // 5, 1)], min(draw.randint(1, 4), len(path)))
    return frozenset().union(*(_below(now, each) for each in goals))


def _patchy(draw: random.Random, now: Standing) -> frozenset[str]:
    """Of what is known 5 to 10 % is not, and of what is unknown a third of that is."""
    known, holes = _goals(draw, now), draw.uniform(0.05, 0.1)
    return frozenset(key for key in now.path if (draw.random() < holes / (1 if key in known else 3)) != (key in known))


def _expert(draw: random.Random, now: Standing) -> frozenset[str]:
    known = set(now.path)
    for key in draw.sample(sorted(known), len(known)):
        if len(known) <= 0.9 * len(now.path):
            break
        above = {other for other in now.path if key in _below(now, other)}
        if len(known - above) >= 0.85 * len(now.path):
            known -= above
    return frozenset(known)


def _below(now: Standing, key: str) -> frozenset[str]:
    found, waiting = {key}, [key]
    while waiting:
        new = set(now.requires(now.path[waiting.pop()])) - found
        found |= new
        waiting += new
    return frozenset(found)


def learner(draw: random.Random, now: Standing, world: str, manner: str) -> Learner:
    known, rusty = known_in(world, draw, now), manner == "rusty"
    recall = {key: draw.betavariate(8, 2) if rusty else 0.95 for key in now.path}
    return Learner(draw, known, recall, draw.uniform(0.05, 0.1) if rusty else 0.03)


def claims(person: Learner, now: Standing, manner: str) -> dict[str, bool]:
    """What is written into a file."""
    draw, asked = person.draw, [key for key, topic in now.path.items() if topic.kind in KNOWLEDGE]
    if manner == "sparse":
        known = [key for key in asked if key in person.known]
        return dict.fromkeys(draw.sample(known, min(len(known), draw.randint(3, 8))), True)
    yes, no = (0.95, 0.25) if manner == "overclaiming" else (0.97, 0.02)
    return {key: draw.random() < (yes if key in person.known else no) for key in asked}


# Maps


def built_in() -> Standing:
    with tempfile.TemporaryDirectory() as folder:
        return Standing(definition.load(definition.builtin(), Path(folder)).roadmap, State({}))


def made_up(draw: random.Random, phases: int, modules: int, size: int, near: int) -> Standing:
    """Every topic stands on none to three of the `near` topics before it, or of the rest of its module."""
    topics: list[Topic] = []
    for number in range(phases * modules * size):
        module = number // size
        own = [each.id for each in topics if each.module == f"m{module}"]
        around = [each.id for each in topics[-near:]]
        needed = {
            *draw.sample(own, min(len(own), draw.randint(0, 2))),
            *draw.sample(around, min(len(around), draw.randint(0, 1))),
        }
        hours, phase = draw.randint(4, 20), f"p{module // modules}"
        topics.append(
            Topic(f"t{number}", f"T {number}", phase, f"m{module}", hours=hours, requires=tuple(sorted(needed)))
        )
    return Standing(_roadmap(topics), State({}))


def chain(length: int) -> Standing:
    topics = [
        Topic(f"t{each}", "T", "p", f"m{each // 50}", requires=(f"t{each - 1}",) if each else ())
        for each in range(length)
    ]
    return Standing(_roadmap(topics), State({}))


def _roadmap(topics: Sequence[Topic]) -> Roadmap:
    modules: dict[str, list[Topic]] = {}
    for topic in topics:
        modules.setdefault(topic.module, []).append(topic)
    phases: dict[str, list[Module]] = {}
    for key, its in modules.items():
        phases.setdefault(its[0].phase, []).append(Module(key, key, its[0].phase, tuple(its)))
    filled = (Phase(key, key, number, "", tuple(its)) for number, (key, its) in enumerate(phases.items(), start=1))
    return Roadmap("made-up", "Made up", tuple(filled))


# Methods


def settled(now: Standing, topics: Sequence[Topic], answer: Answer) -> Outcome:
    """The method of 0.4. A topic is known if all its cards are; practice is asked about, too."""
    below = _implied(now)
    above = {key: {other for other in below if key in below[other]} for key in below}
    known: set[str] = set()
    opened, asked = {topic.id for topic in topics if topic.id in now.left}, 0
    while askable := [key for key in now.left if key in opened and now.left[key].kind not in {"project", "decision"}]:
        sizes = {key: (len(below[key] & opened), len(above[key] & opened)) for key in askable}
        best = max(askable, key=lambda key: (min(sizes[key]), sum(sizes[key])))
        knows = True
        for _ in range(CARDS):
            asked, knows = asked + 1, answer(best)
            if not knows:
                break
        if knows:
            known |= below[best]
        opened -= below[best] if knows else above[best]
    return Outcome(asked, frozenset(key for key in known if now.left[key].kind not in {"project", "decision"}))


def _implied(now: Standing) -> dict[str, set[str]]:
    below = {key: {key} for key in now.left}
    for key in reversed(now.latest_first):
        for each in now.missing(now.left[key]):
            if now.left[each].kind in KNOWLEDGE:
                below[key] |= below[each]
    return below


def settled_file(now: Standing, said: Mapping[str, bool]) -> Outcome:
    return settled(now, [now.left[key] for key in said], said.__getitem__)


def posterior(now: Standing, topics: Sequence[Topic], answer: Answer) -> Outcome:
    began = perf_counter()
    placement = begin(now, topics)
    questions = Questions(placement, dict.fromkeys(now.left, CARDS))
    while (topic := questions.next(placement)) is not None:
        placement = placement.answered(topic.id, knows=answer(topic.id))
    proposed = frozenset(each.id for each in placement.proposal())
    return Outcome(len(placement.cards), proposed, perf_counter() - began)


def posterior_file(now: Standing, said: Mapping[str, bool]) -> Outcome:
    began = perf_counter()
    proposed = begin(now, now.left.values()).claimed(said).proposal()
    return Outcome(0, frozenset(each.id for each in proposed), perf_counter() - began)


ASKING: dict[str, Interview] = {"0.4": settled, "posterior": posterior}
READING: dict[str, Reading] = {"0.4": settled_file, "posterior": posterior_file}


# Judging


class Row(NamedTuple):
    """`known` and what follows it are counted in topics that can be lost; hours beside them."""

    asked: float
    known: float
    lost: float
    lost_hours: float
    false: float
    false_hours: float
    slowest: float


def judge(now: Standing, topics: Iterable[Topic], known: frozenset[str], found: Outcome) -> Row:
    here = {topic.id for topic in topics if topic.kind in KNOWLEDGE}
    lost, false = (known & here) - found.proposed, found.proposed - known
    hours = [sum(now.path[key].hours for key in each) for each in (lost, false)]
    return Row(found.asked, len(known & here), len(lost), hours[0], len(false), hours[1], found.seconds)


def mean(rows: Sequence[Row]) -> Row:
    *means, _ = (statistics.mean(column) for column in zip(*rows, strict=True))
    return Row(*means, max(row.slowest for row in rows))


def interviews(
    seed: int, learners: int, now: Standing, world: str, manner: str, topics: Sequence[Topic]
) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {method: [] for method in ASKING}
    for number in range(learners):
        for method, ask in ASKING.items():
            person = learner(random.Random(f"{seed} {world} {manner} {number}"), now, world, manner)
            rows[method].append(judge(now, topics, person.known, ask(now, topics, person.answers)))
    return rows


def files(seed: int, learners: int, now: Standing, world: str, manner: str) -> dict[str, list[Row]]:
    rows: dict[str, list[Row]] = {method: [] for method in READING}
    for number in range(learners):
        person = learner(random.Random(f"{seed} {world} {manner} {number}"), now, world, "sharp")
        said = claims(person, now, manner)
        for method, read in READING.items():
            rows[method].append(judge(now, now.path.values(), person.known, read(now, said)))
    return rows


def show(title: str, rows: Mapping[str, Sequence[Row]]) -> None:
    for method, its in rows.items():
        row = mean(its)
        lost, false = f"{row.lost:5.1f} {row.lost_hours:6.0f} h", f"{row.false:5.2f} {row.false_hours:5.0f} h"
        print(
            f"{title:34} {method:10} {row.asked:5.1f} {row.known:6.1f}  {lost}  {false}  {row.slowest:6.2f} s",
            flush=True,
        )


def together(parts: Iterable[Mapping[str, Sequence[Row]]]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for part in parts:
        for method, rows in part.items():
            found.setdefault(method, []).extend(rows)
    return found


def told(title: str, seed: int, learners: int, now: Standing, manner: str, topics: Sequence[Topic]) -> None:
    """The usual worlds together."""
    show(title, together(interviews(seed, learners, now, world, manner, topics) for world in USUAL))


def main(seed: int, learners: int) -> None:
    now = built_in()
    path = list(now.path.values())
    print(f"{learners} simulated learners of each world, seed {seed}, {len(path)} topics on the built-in path\n")
    print(f"{'':34} {'method':10} asked  known  {'lost':>13}  {'false':>13}   slowest")
    for manner in ("rusty", "sharp"):
        parts = {world: interviews(seed, learners, now, world, manner, path) for world in WORLDS}
        for world, rows in parts.items():
            show(f"{manner}, {world}", rows)
        show(f"{manner}, usual worlds together", together(parts[world] for world in USUAL))
    for phase in now.roadmap.phases:
        told(
            f"rusty, phase {phase.number}",
            seed,
            learners,
            now,
            "rusty",
            [each for each in phase.topics if each.id in now.path],
        )
    for manner in ("overclaiming", "honest", "sparse"):
        show(f"file, {manner}", together(files(seed, learners, now, world, manner) for world in USUAL))
    maps = {
        "60 topics": made_up(random.Random(1), 2, 5, 6, 12),
        "300 topics": made_up(random.Random(2), 5, 6, 10, 40),
        "chain of 50": chain(50),
    }
    for name, other in maps.items():
        told(f"rusty, made up, {name}", seed, max(learners // 5, 5), other, "rusty", list(other.path.values()))


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:] if each.isdecimal()]
    main(FINAL if "--final" in sys.argv else TUNING, numbers[0] if numbers else 100)
