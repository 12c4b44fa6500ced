"""An interview about what is known already."""

from typing import NamedTuple

from roadmap_cli.reports.topic_line import Named


class QuestionReport(NamedTuple):
    """A card of a topic, `number` of `cards`. The answer is empty while it is not to be seen; `open` topics are not
    settled yet.
    """

    number: int
    cards: int
    open: int
    topic: Named
    question: str
    answer: str = ""


class Answer(NamedTuple):
    topic: Named
    knows: bool


class PlacementReport(NamedTuple):
    """`proposed` is what to mark as done, `hours` are theirs; `open` is how many topics were not settled."""

    answers: tuple[Answer, ...]
    proposed: tuple[Named, ...]
    hours: float
    open: int
    dry_run: bool = False
