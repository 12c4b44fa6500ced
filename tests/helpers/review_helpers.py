"""A roadmap with cards, and a learner who grades them, over a log that is a list."""

from collections.abc import Iterable
from datetime import timedelta

from domain_helpers import WAY, roadmap, topic
from list_log import workspace

from roadmap_cli.domain.lesson import Card, Lesson
from roadmap_cli.domain.memory import Reviewing
from roadmap_cli.reports.review import GradeReport, QueueReport
from roadmap_cli.services.mark import mark
from roadmap_cli.services.review import Wanted, due_cards, grade
from roadmap_cli.services.workspace import Workspace

CARDED = roadmap(
    topic("a", "one/letters", hours=2, cards=("a-1", "a-2", "a-3")),
    topic("b", "one/letters", hours=4, requires=("a",), cards=("b-1", "b-2")),
    topic("c", "two/ways", hours=3, requires=("b",), cards=("c-1",)),
    topic("x-topic", "two/ways", hours=5, option="x", cards=("x-1",)),
    topic("y-topic", "two/ways", hours=5, option="y", cards=("y-1",)),
    topic("bare", "two/ways", hours=1),
    topic("end", "two/ways", hours=1, kind="project", requires=("c",)),
    choices=[WAY],
)
A, B, C, X, Y, BARE, END = CARDED.topics.values()
RENAMED = roadmap(*(each._replace(id="alpha", formerly=("a",)) if each == A else each for each in (A, B, C)))
"""The same, with the first topic under another id; nothing stands on it."""


def lesson(key: str) -> Lesson:
    cards = {**CARDED.topics, **RENAMED.topics}[key].cards
    return Lesson(cards=tuple(Card(card, f"{card}?", f"{card}!") for card in cards))


def learner(*done: str, ago: int = 1, **reviewing: float) -> Workspace:
    """Who finished some topics some days ago, in this order."""
    here = workspace(CARDED)._replace(reviewing=Reviewing()._replace(**reviewing))
    for number, key in enumerate(done):
        then = here._replace(now=here.now - timedelta(days=ago, minutes=-number))
        mark(then, "finished", [CARDED.topics[key]])
    return here


def later(here: Workspace, days: int) -> Workspace:
    return here._replace(now=here.now + timedelta(days=days))


def graded(here: Workspace, cards: Iterable[str], rating: int = 3) -> list[GradeReport]:
    return [grade(here, card, rating) for card in cards]


def queued(here: Workspace, **wanted: object) -> QueueReport:
    return due_cards(here, Wanted(**wanted), lesson)  # type: ignore[arg-type]


def names(report: QueueReport) -> list[str]:
    return [each.id for each in report.cards]
