"""A progress report that a person would send to a mentor."""

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import quote

from roadmap_cli.domain.intentions import intention_text
from roadmap_cli.domain.memory import CARD_KINDS
from roadmap_cli.domain.standing import Totals
from roadmap_cli.domain.words import amount, count, memory_text, nothing_left, percent
from roadmap_cli.exports.lines import one_line
from roadmap_cli.reports.history import EventLine, HistoryEntry, card_texts
from roadmap_cli.reports.progress import ProgressReport
from roadmap_cli.reports.status import PhaseStatus, StatusReport, TopicLine

_BOXES = {"todo": "[ ]", "doing": "[ ]", "done": "[x]", "skipped": "[ ]"}
_MARKS = {"doing": "in progress", "skipped": "skipped"}
_MARKUP = re.compile(r"[\\`*_\[\]<>|#~]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LIST_ITEM = re.compile(r"^(\d{0,9})([-+.)])(?= )")
_ESCAPED = r"\\\g<0>"


def render(report: ProgressReport) -> str:
    parts = (_summary(report), _phases(report.status), _next(report.status), _recent(report), _evidence(report))
    return "\n".join(line for part in parts for line in part)


def _summary(report: ProgressReport) -> Iterator[str]:
    status = report.status
    yield f"# {_safe(status.roadmap.title)}"
    yield ""
    part = f', phase "{_safe(report.phase.title)}"' if report.phase else ""
    since = f", what happened since {_day(report.since)}" if report.since else ""
    yield f"Progress of {_safe(status.user)} on {_day(status.as_of.date())}{part}{since}."
    yield ""
    yield "| Phase | Done | Topics | Hours done | Hours left | Skipped |"
    yield "|---|---:|---:|---:|---:|---:|"
    for phase in status.phases:
        yield _row(f"{phase.number}. {_safe(phase.title)}", phase.totals)
    if report.phase is None:
        yield _row("**All**", status.totals)
    yield ""
    for choice in status.choices:
        title = next(option.title for option in choice.options if option.id == choice.effective)
        counted = "" if choice.chosen else " is still open; counted for now:"
        yield f"{_safe(choice.title)}{counted or ':'} {_safe(title)}."
        yield ""
    habits = status.habits
    studied = f"Studied on {count(habits.study_days, 'day')} of the last {habits.window}"
    logged = f", {amount(habits.minutes / 60)} logged" if habits.minutes else ""
    yield f"{studied}{logged}. {count(status.totals.proven, 'topic')} proven by evidence."
    totals = status.totals
    if totals.fresh or totals.fading or totals.untested:
        yield f"Of what is done, {totals.fresh} still fresh in memory, {totals.fading} fading, {totals.untested} untested."
    yield ""


def _row(name: str, totals: Totals) -> str:
    topics, hours = totals.topics, totals.hours
    skipped = f"{topics.skipped} ({hours.skipped:g} h)" if topics.skipped else ""
    cells = (
        percent(totals.percent),
        f"{topics.done} of {topics.counted}",
        f"{hours.done:g}",
        f"{hours.left:g}",
        skipped,
    )
    return f"| {name} | {' | '.join(cells)} |"


def _phases(status: StatusReport) -> Iterator[str]:
    for phase in status.phases:
        yield f"## Phase {phase.number}: {_safe(phase.title)}"
        yield ""
        yield from _modules(phase, {choice.effective for choice in status.choices})


def _modules(phase: PhaseStatus, effective: set[str]) -> Iterator[str]:
    for module in phase.modules:
        topics = [topic for topic in module.topics if topic.option is None or topic.option in effective]
        if not topics:
            continue
        yield f"### {_safe(module.title)} ({percent(module.totals.percent)})"
        yield ""
        yield from (_topic(topic) for topic in topics)
        yield ""


def _topic(topic: TopicLine) -> str:
    logged = [f"{amount(topic.minutes / 60)} logged"] if topic.minutes else []
    mark = [_MARKS[topic.status]] if topic.status in _MARKS else []
    proof = ["proven"] if topic.proven else []
    placed = ["known before"] if topic.placed else []
    memory = [memory_text(topic.memory, topic.fresh)] if topic.memory else []
    details = ", ".join([f"{topic.hours:g} h", *logged, *mark, *proof, *placed, *memory])
    return f"- {_BOXES[topic.status]} {_safe(topic.title)} ({details})"


def _next(status: StatusReport) -> Iterator[str]:
    yield "## Next steps"
    yield ""
    for number, step in enumerate(status.next, start=1):
        reasons = "; ".join(reason.text for reason in step.reasons)
        yield f"{number}. {_safe(step.title)}: {_safe(reasons)}"
    if not status.next:
        yield nothing_left(status.totals.topics.counted)
    yield ""


def _recent(report: ProgressReport) -> Iterator[str]:
    yield "## Recent activity"
    yield ""
    if not report.recent:
        yield "Nothing yet."
    for entry in sorted(report.recent, key=lambda each: each.day, reverse=True):
        yield f"- {_day(entry.day)}: {_entry(entry)}"
    yield ""


def _entry(entry: HistoryEntry) -> str:
    texts = [_event(event) for event in entry.events if event.kind not in CARD_KINDS]
    return "; ".join(_safe(text) for text in [*texts, *card_texts(entry.events)])


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


def _evidence(report: ProgressReport) -> Iterator[str]:
    yield "## Evidence"
    yield ""
    if not report.evidence:
        yield "None linked yet."
    for each in report.evidence:
        yield f"- {_safe(each.topic.title)}: {_link(each.link.title or each.link.url, each.link.url)}"
    yield ""


def _link(title: str, url: str) -> str:
    """A link only where it leads to the web: an imported event may carry any scheme."""
    if not re.match("https?://", url, re.IGNORECASE):
        return f"{_safe(title)} ({_safe(url)})"
    target = re.sub(r"[\s<>()\\]", lambda match: quote(match[0]), one_line(url))
    return f"[{_safe(title)}]({_ENTITY.sub(_ESCAPED, target)})"


def _safe(text: str) -> str:
    """Text of a file or a person as Markdown text: one line, no markup, no HTML, no control character."""
    line = _MARKUP.sub(_ESCAPED, " ".join(one_line(text).split()))
    return _LIST_ITEM.sub(r"\1\\\2", _ENTITY.sub(_ESCAPED, line))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
