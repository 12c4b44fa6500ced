"""What happened, in the words of a report for somebody else: an address stands with the evidence, not here."""

from roadmap_cli.domain.intentions import intention_text
from roadmap_cli.domain.memory import CARD_KINDS
from roadmap_cli.domain.words import amount
from roadmap_cli.reports.history import EventLine, HistoryEntry, card_texts


def entry_texts(entry: HistoryEntry) -> list[str]:
    """A text for each fact of a command; cards are told together."""
    texts = [_event(event) for event in entry.events if event.kind not in CARD_KINDS]
    return [*texts, *card_texts(entry.events)]


def _event(event: EventLine) -> str:
    match event.kind:
        case "logged":
            said = f" ({event.data['note']})" if event.data.get("note") else ""
            return f"{amount(event.data['minutes'] / 60)} on {event.title}{said}"
        case "noted":
            return f"note on {event.title}: {event.data['text']}"
        case "linked":
            return f"{'evidence' if event.data['proves'] else 'link'} for {event.title}"
        case "chose":
            return f"chose {event.title}" if event.data["option"] else "took a choice back"
        case _:
            return intention_text(event.kind, event.title, event.data)
