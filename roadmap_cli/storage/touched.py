"""What has to be folded anew once events have come, or count differently: said without holding these."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from roadmap_cli.domain.edit import EDITS
from roadmap_cli.domain.events import CARD_KINDS, Event
from roadmap_cli.domain.later_event import AnyEvent, known
from roadmap_cli.domain.memory import CardState, Schedule, fold_cards
from roadmap_cli.domain.pieces import in_pieces
from roadmap_cli.domain.progress import StudyDay, TopicState, fold_days, fold_topic

FEW = 100
"""Events of one command that are taken up one by one; with more, such as an import, each topic is folded anew."""


class Touched:
    """`edited` are ids of events that an edit is about; `newest` is the newest id of all, `few` they themselves while they are."""

    def __init__(self) -> None:
        self.topics: set[str] = set()
        self.with_cards: set[str] = set()
        self.edited: set[str] = set()
        self.has_choice = self.has_undo = self.has_rename = self.has_fit = False
        self.newest = ""
        self.few: list[Event] | None = []

    def add(self, recorded: Sequence[AnyEvent]) -> None:
        self.newest = max((self.newest, *(each.id for each in recorded)))
        events = known(recorded)
        if self.few is not None:
            self.few = [*self.few, *events] if len(self.few) + len(events) <= FEW else None
        for each in events:
            if each.topic is None:
                self.has_choice = self.has_choice or each.kind == "chose"
                self.has_undo = self.has_undo or each.kind == "undone"
                self.has_rename = self.has_rename or each.kind == "renamed"
                self.has_fit = self.has_fit or each.kind == "fitted"
                continue
            self.topics.add(each.topic)
            if each.kind in CARD_KINDS:
                self.with_cards.add(each.topic)
            elif each.kind in EDITS:
                self.edited.add(each.data["event"])


class FoldedTopic(NamedTuple):
    """Without a state where no event counts."""

    state: TopicState | None = None
    days: Iterable[StudyDay] = ()
    cards: Sequence[CardState] = ()


def folded_topic(topic: str, alive: Iterable[Event], schedule: Schedule | None) -> FoldedTopic:
    """What events as they count add up to, in the order of ids. Without a schedule no cards."""
    folded = FoldedTopic()
    for some in in_pieces(alive):
        folded = FoldedTopic(
            state=fold_topic(folded.state or TopicState(topic), some),
            days=fold_days(some, folded.days),
            cards=fold_cards(some, schedule, folded.cards) if schedule else [],
        )
    return folded
