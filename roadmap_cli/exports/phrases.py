"""What happened, in the words of a report for somebody else: an address stands with the evidence, not here."""

from itertools import groupby

from roadmap_cli.domain.events import STATUS_KINDS
from roadmap_cli.domain.intentions import intention_text
from roadmap_cli.domain.memory import CARD_KINDS
from roadmap_cli.domain.phrasing import amount, count, full_day, listed, nothing_left
from roadmap_cli.reports.export import ProgressReport
from roadmap_cli.reports.history import EventLine, HistoryEntry, card_texts

MOST_TEXTS = 8


def entry_texts(entry: HistoryEntry) -> list[str]:
    """A text for each fact of a command; topics that share one are told together, and so are cards. An import may have
    logged time on hundreds.
    """
    texts = []
    for kind, its in groupby((event for event in entry.events if event.kind not in CARD_KINDS), lambda each: each.kind):
        events = tuple(its)
        if kind in STATUS_KINDS:
            texts.append(f"{kind} {listed([event.title for event in events])}")
        else:
            texts += [_event(event) for event in events]
    texts += card_texts(entry.events)
    more = len(texts) - MOST_TEXTS
    return [*texts[:MOST_TEXTS], *([f"and {more} more"] if more > 0 else [])]


def no_step_text(report: ProgressReport) -> str:
    """What stands in the place of the next step when there is none."""
    return "Nothing of this phase is left." if report.phase else nothing_left(report.status.totals.topics.counted)


def study_text(report: ProgressReport) -> str:
    """Study days and hours of what is told."""
    if report.phase is None and report.since is None:
        habits = report.status.habits
        days, minutes = f"{count(habits.study_days, 'day')} of the last {habits.window}", habits.minutes
    else:
        studied = [day for day in report.activity.days if day.state == "studied"]
        days, minutes = count(len(studied), "day"), sum(day.minutes for day in studied)
    return f"Studied on {days}" + (f", {amount(minutes / 60)} logged" if minutes else "")


def no_evidence_text(report: ProgressReport) -> str:
    return f"None since {full_day(report.since)}." if report.since else "None linked yet."


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
