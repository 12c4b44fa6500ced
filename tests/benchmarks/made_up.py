"""Large histories and large roadmaps, made up but of a realistic shape."""

import random
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from roadmap_cli import definition, storage
from roadmap_cli.domain.events import Event, next_id

EVERY = timedelta(minutes=5)


def write_history(path: Path, events: int) -> None:
    """Logged time and notes around the clock until now, on three topics a day, some of them undone."""
    topics = list(definition.load(definition.builtin(), path.parent).roadmap.topics)
    made = _events(topics, events)
    with storage.writing(str(path)) as store:
        store.merge([next(made)])
    with storage.writing(str(path)) as store:
        store.merge(made)


def write_reviews(path: Path, cards: int) -> None:
    """Half of the topics done a year ago; so many cards, most of them the learner's own, each graded four times since;
    time logged on two evenings of three.
    """
    roadmap = definition.load(definition.builtin(), path.parent).roadmap
    topics = list(roadmap.topics.values())[::2]
    names = [(topic.id, card) for topic in topics for card in topic.cards]
    own = [(topics[number % len(topics)].id, f"own-{number}") for number in range(cards - len(names))]
    said = [("finished", topic.id, {}, 360) for topic in topics]
    said += [("written", topic, {"card": card, "question": "Q?", "answer": "A."}, 359) for topic, card in own]
    draw = random.Random(cards)
    for ago in (300, 250, 150, 40):
        grades = [{"card": card, "rating": draw.choice((1, 2, 3, 3, 3, 4))} for _, card in (*names, *own)]
        said += [
            ("graded", topic, data, ago + draw.randrange(-30, 30))
            for (topic, _), data in zip((*names, *own), grades, strict=True)
        ]
    said += [("logged", topics[ago % len(topics)].id, {"minutes": 45}, ago) for ago in range(360) if ago % 3]
    said.sort(key=lambda each: -each[3])
    with storage.writing(str(path)) as store:
        store.merge(_dated(said, roadmap.id, draw))


def write_candidacy(path: Path, answers: int) -> None:
    """All topics done but twenty; so many answers to questions of interviews, a story of 400 words and a project for every
    hundred of them, and an application for every five.
    """
    roadmap = definition.load(definition.builtin(), path.parent).roadmap
    draw, job, topics = random.Random(answers), roadmap.job, list(roadmap.topics)
    said: list[tuple[str, str | None, dict[str, object], int]]
    said = [("finished", topic, {}, 200) for topic in topics[:-20]]
    for number in range(answers):
        about = {
            "format": draw.choice(job.formats).id,
            "score": draw.randint(1, 5),
            "asked": f"question-{number % 150}",
        }
        weak = {"weak": draw.choice(topics)} if number % 4 == 0 else {}
        said.append(("practised", None, about | weak | {"mock": f"mock-{number // 5}"}, draw.randrange(180)))
    for number in range(answers // 100):
        for part in job.story_parts:
            name = {"story": f"story-{number}", "title": f"Story {number}"}
            said.append(("told", None, name | {"part": part, "words": "100 words " * 50}, 150))
        for stage in job.project_stages[: number % len(job.project_stages) + 1]:
            said.append(("projected", None, {"project": f"project-{number}", "stage": stage.id}, 120))
    for number in range(answers // 5):
        name = {"application": f"company-{number}", "company": f"Company {number}", "role": "Scientist"}
        for stage in job.application_stages[: draw.randint(1, 4)]:
            said.append(("applied", None, name | {"stage": stage.id}, draw.randrange(90)))
    said.sort(key=lambda each: -each[3])
    with storage.writing(str(path)) as store:
        store.merge(_dated(said, roadmap.id, draw))


def roadmap_file(topics: int) -> str:
    """Ten phases of modules of ten topics, each topic standing on one or two earlier ones."""
    draw = random.Random(topics)
    lines = ['[roadmap]\nid = "made-up"\ntitle = "A made-up roadmap"\n']
    per_phase = topics // 10
    for number in range(topics):
        if number % per_phase == 0:
            lines.append(f'[[phase]]\nid = "phase-{number}"\ntitle = "Phase {number}"\n')
        if number % 10 == 0:
            lines.append(f'[[phase.module]]\nid = "module-{number}"\ntitle = "Module {number}"\n')
        earlier = range(max(0, number - 60), number)
        needed = sorted(draw.sample(earlier, min(len(earlier), draw.randint(1, 2))))
        requires = ", ".join(f'"topic-{each}"' for each in needed)
        lines.append(
            f'[[phase.module.topic]]\nid = "topic-{number}"\ntitle = "Topic number {number} of many"\n'
            f'hours = {draw.randint(2, 25)}\nrequires = [{requires}]\nwhy = "{"Because it matters. " * 8}"\n'
            f'criteria = ["{"You can do it. " * 6}"]\n'
        )
    return "\n".join(lines)


def _events(topics: list[str], number: int) -> Iterator[Event]:
    draw = random.Random(number)
    last = None
    previous = ""
    start = datetime.now(UTC) - number * EVERY
    for index in range(number):
        at = start + index * EVERY
        batch = next_id(last, int(at.timestamp() * 1000), draw.getrandbits(80))
        last = next_id(batch, int(at.timestamp() * 1000), draw.getrandbits(80))
        kind, data = "logged", {"minutes": draw.randint(1, 4)}  # a day takes no more than its 24 hours
        if index % 20 == 7:
            kind, data = "noted", {"text": "what I understood today"}
        if index % 200 == 199 and previous:
            kind, data = "undone", {"batch": previous}
        of_the_day = 3 * at.toordinal() + draw.randrange(3)
        topic = None if kind == "undone" else topics[of_the_day % len(topics)]
        yield Event("ada", last, batch, "ml-scientist", kind, topic, at, at.date(), data)
        previous = batch


def _dated(
    said: Sequence[tuple[str, str | None, dict[str, object], int]], roadmap: str, draw: random.Random
) -> Iterator[Event]:
    last = None
    for kind, topic, data, ago in said:
        at = datetime.now(UTC) - timedelta(days=ago)
        last = next_id(last, int(at.timestamp() * 1000), draw.getrandbits(80))
        yield Event("ada", last, last, roadmap, kind, topic, at, at.date(), data)


if __name__ == "__main__":
    write = {"events": write_history, "cards": write_reviews, "job": write_candidacy}[sys.argv[1]]
    write(Path(sys.argv[2]), int(sys.argv[3]))
