"""What a writing command did."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.events import STATUS_KINDS
from roadmap_cli.domain.phrasing import count, exact, listed, on_day, percent
from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.change import OPEN, Change, ChangeReport, Command
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.views.widgets import ACCENT, DOING, DONE, NOTHING_WRITTEN, QUIET, Look, left_text, mark, skipped_text

MOST_LINES = 12
"""For what a single command did; an import may have logged time on hundreds of topics."""
_VERBS: dict[Command, str] = {"started": "Started", "finished": "Done", "skipped": "Skipped", "reset": "Back to todo"}
ASSUMED = ", the topic in progress"
"""Behind a title that nobody named."""
_LISTED: frozenset[Command] = frozenset({"placed", "adopted"})
"""Commands that list the topics before they ask."""
_STATES: dict[Command, str] = {"started": "in progress", "finished": "done", "skipped": "skipped", "reset": "to do"}


def render(report: ChangeReport, look: Look) -> RenderableType:
    return Group(*_lines(report, look))


def _lines(report: ChangeReport, look: Look) -> Iterator[RenderableType]:
    if report.dry_run:
        yield Text(NOTHING_WRITTEN, QUIET)
    when = "" if report.day == report.today else f", {on_day(report.day, report.today, iso=look.plain)}"
    if report.command in _LISTED:
        yield Text(f"Marked as done: {count(len(report.changes), 'topic')}")
    for change in report.changes if report.command not in _LISTED else ():
        yield Text.assemble(*_changed(report, change, look), when)
    for change in report.unchanged:
        yield Text(_unchanged(report.command, change))
    if not report.changes and not report.unchanged:
        yield Text("There is nothing to change.")
    if report.uncounted:
        yield Text(f"Not counted, since it belongs to an option that is not chosen: {titles(report.uncounted)}", DOING)
    if report.opened:
        yield Text.assemble(("Opens ", QUIET), titles(report.opened))
    if report.totals and report.changes and _counts(report):
        yield sum_text(report.totals)


def _unchanged(command: Command, change: Change) -> str:
    if change.after == OPEN:
        return f"{change.title}: still open."
    if command == "chose":
        return f"{change.after} is chosen already."
    return f"{change.title} is {_STATES[command]} already."


def _counts(report: ChangeReport) -> bool:
    """Whether the sums can have changed: a start moves them only where something done is opened again."""
    return report.command != "started" or any(change.before == "done" for change in report.changes)


def _changed(report: ChangeReport, change: Change, look: Look) -> Iterator[Text | tuple[str, str] | str]:
    title, before, after = f"{change.title}{ASSUMED if report.assumed else ''}", change.before, change.after
    status = None if look.plain else next((each for each in STATUS_KINDS.values() if each == after), None)
    sign = Text.assemble(mark(status, None, look), " ") if status else Text()
    match report.command:
        case "logged":
            total = f", {exact(report.total_minutes)} in all" if report.total_minutes > report.minutes else ""
            started = ", and started it" if before != after else ""
            note = f": {_first_line(report.text)}" if report.text else ""
            yield Text.assemble(sign, f"Logged {exact(report.minutes)} on {title}{started}", (total, QUIET), note)
        case "noted":
            yield f"Noted on {title}: {_first_line(report.text)}"
        case "linked":
            yield f"Linked to {title}"
        case "proved":
            yield Text.assemble(f"Linked to {title}, which is ", ("proven", DONE), " by it")
        case _ if after == OPEN:
            yield f"{title}: open again, it was {before}"
        case "chose":
            yield f"{title}: {after}" if before == OPEN else f"{title}: {after}, before it was {before}"
        case command:
            was = "  (it was done)" if before == "done" and after != "todo" else ""
            yield Text.assemble(sign, f"{_VERBS[command]}: {title}  ", (change.topic, ACCENT), (was, QUIET))


def titles(names: tuple[Named, ...]) -> str:
    return listed([each.title for each in names])


def sum_text(totals: Totals) -> Text:
    topics = totals.topics
    skipped = f", {skipped_text(totals)}" if topics.skipped else ""
    said = f"{topics.done} of {count(topics.counted, 'topic')}, {left_text(totals)}{skipped}"
    return Text.assemble((f"{percent(totals.percent)} of the path: {said}", QUIET))


def _first_line(text: str) -> str:
    first, _, rest = text.partition("\n")
    return f"{first} ..." if rest else first
