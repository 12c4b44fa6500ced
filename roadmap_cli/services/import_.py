"""Progress out of the file of another program. It only adds: nothing that is known here is taken away."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.days import EARLIEST, MOST_MINUTES
from roadmap_cli.domain.events import PLACEMENT, STATUS_KINDS, Data, Fact, Kind
from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Unplaced
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.import_ import ForeignFile, GoneLine, TakenInReport
from roadmap_cli.reports.tick import TickLine
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.review import Lessons
from roadmap_cli.services.tick import tick_lines, ticked
from roadmap_cli.services.workspace import Workspace

_ABOVE: dict[Status, tuple[Status, ...]] = {
    "todo": (),
    "doing": ("todo",),
    "skipped": ("todo", "doing"),
    "done": ("todo", "doing", "skipped"),
}
"""Which statuses give way to each: somebody who has done a topic is not set back by an older list."""


class Destination(NamedTuple):
    """What is asked of the roadmap that a file goes to: its texts, and the topics that leave it."""

    lessons: Lessons
    leaving: Iterable[Named] = ()


class _Before(NamedTuple):
    """Of a topic, as far as an import asks for it; `links` are those that prove something, `notes` what was noted before,
    `lines` what could be ticked, if the file ticks anything.
    """

    status: Status
    minutes: int
    links: frozenset[str]
    notes: frozenset[str]
    lines: tuple[TickLine, ...]


def take_in(
    workspace: Workspace,
    found: Iterable[tuple[str, Item]],
    origin: ForeignFile,
    destination: Destination,
    *,
    dry_run: bool,
) -> TakenInReport:
    """All of it as one command, so that undo takes it back. What is so already makes no event. `found` are topics of the
    roadmap with what the file says of each.
    """
    by_topic: dict[str, list[Item]] = {}
    for topic, item in found:
        by_topic.setdefault(topic, []).append(item)
    standing, links, notes = workspace.standing(), _links(workspace), _notes(workspace)
    new: list[tuple[Item, _Before, list[Fact]]] = []
    for topic, said in by_topic.items():
        item = _joined(said)
        lines = tick_lines(standing, topic, destination.lessons(topic)) if item.ticks else ()
        before = _Before(
            status=standing.status(topic),
            minutes=standing.minutes(topic),
            links=links.get(topic, frozenset()),
            notes=notes.get(topic, frozenset()),
            lines=lines,
        )
        new.append((item, before, list(_facts(workspace, topic, item, before, origin))))
    facts = [fact for *_, its in new for fact in its]
    if facts and not dry_run:
        workspace.append(facts)
    return TakenInReport(
        Named(workspace.roadmap.id, workspace.roadmap.title),
        workspace.user,
        origin,
        done=_named(workspace, facts, "finished"),
        doing=_named(workspace, facts, "started"),
        skipped=_named(workspace, facts, "skipped"),
        minutes=sum(fact.data["minutes"] for fact in facts if fact.kind == "logged"),
        links=sum(fact.kind == "linked" for fact in facts),
        ticks=sum(fact.kind == "ticked" for fact in facts),
        notes=sum(fact.kind == "noted" for fact in facts),
        known=sum(_says_something(item) for item, _, its in new if not its),
        gone=tuple(_gone(standing, destination.leaving)),
        unplaced=tuple(line for each in new for line in _unplaced(workspace, *each)),
        dry_run=dry_run,
    )


def _gone(standing: Standing, leaving: Iterable[Named]) -> Iterator[GoneLine]:
    recorded = {state.topic: state for state in standing.orphaned}
    for topic in leaving:
        if (state := recorded.get(topic.id)) is not None:
            yield GoneLine(id=topic.id, title=topic.title, status=state.status, minutes=state.minutes)


def _links(workspace: Workspace) -> dict[str, frozenset[str]]:
    """The links that prove something, by today's id of the topic."""
    links: dict[str, frozenset[str]] = {}
    for event in workspace.events("linked"):
        topic = workspace.roadmap.topic_of(event.topic or "")
        if topic and event.data["proves"]:
            links[topic.id] = links.get(topic.id, frozenset()) | {event.data["url"]}
    return links


def _notes(workspace: Workspace) -> dict[str, frozenset[str]]:
    """What was noted, by today's id of the topic: as it counts, and as it was written before somebody mended or withdrew it,
    so that a second import does not bring back what was thrown away.
    """
    log, notes = workspace.log, dict[str, frozenset[str]]()
    undone = log.undone(workspace.user, workspace.roadmap.id)
    for event in (*log.events(workspace.user, workspace.roadmap.id, kind="noted"), *workspace.events("noted")):
        topic = workspace.roadmap.topic_of(event.topic or "")
        if topic and event.kind == "noted" and event.batch not in undone:
            notes[topic.id] = notes.get(topic.id, frozenset()) | {event.data["text"]}
    return notes


def _says_something(item: Item) -> bool:
    return item.status != "todo" or bool(item.minutes or item.evidence or item.ticks or item.notes)


def _joined(said: list[Item]) -> Item:
    """A topic that the file names more than once: what goes furthest counts, times add up."""
    furthest = said[0]
    for each in said[1:]:
        furthest = each if furthest.status in _ABOVE[each.status] else furthest
    evidence: dict[str, Resource] = {}
    for link in (link for each in said for link in each.evidence):
        evidence.setdefault(link.url, link)
    return furthest._replace(
        minutes=sum(each.minutes for each in said),
        evidence=tuple(evidence.values()),
        ticks=tuple(dict.fromkeys(tick for each in said for tick in each.ticks)),
        notes=tuple(dict.fromkeys(note for each in said for note in each.notes)),
    )


def _facts(workspace: Workspace, topic: str, item: Item, before: _Before, origin: ForeignFile) -> Iterator[Fact]:
    reason: Data = {"reason": f"imported from {origin.file}"}
    started, finished = (day if _is_past(workspace, day) else None for day in (item.started, item.finished))
    changes = before.status in _ABOVE[item.status]
    if changes and (item.status == "doing" or (before.status != "doing" and started)):
        yield _fact(workspace, "started", topic, started, reason)
    studied = finished or started
    for minutes in _sittings(item.minutes - before.minutes):
        data: Data = {"minutes": minutes} if studied else {"minutes": minutes, "undated": True}
        yield _fact(workspace, "logged", topic, studied, data)
    if changes and item.status == "done":
        yield _fact(workspace, "finished", topic, finished, reason if finished else {"reason": PLACEMENT})
    elif changes and item.status == "skipped":
        yield _fact(workspace, "skipped", topic, None, reason)
    for link in item.evidence:
        if link.url not in before.links:
            titled: Data = {"title": link.title} if link.title else {}
            yield _fact(workspace, "linked", topic, finished, {"url": link.url, **titled, "proves": True})
    yield from (
        _fact(workspace, "noted", topic, None, {"text": note}) for note in item.notes if note not in before.notes
    )
    for line in before.lines:
        if not line.ticked and any(_is_of(tick, line) for tick in item.ticks):
            yield ticked(workspace, topic, line)


def _is_of(tick: Resource, line: TickLine) -> bool:
    """A link may have been escaped on its way, so its title is enough, and letters that act may have become gaps."""
    sort = "resource" if tick.url else "criterion"
    titled = _without_gaps(tick.title or tick.url) == _without_gaps(line.text)
    return line.sort == sort and (titled or (bool(tick.url) and tick.url == line.url))


def _without_gaps(text: str) -> str:
    return "".join(title_line(text).split())


def _sittings(minutes: int) -> Iterator[int]:
    """An event holds no more than a day."""
    for done in range(0, minutes, MOST_MINUTES):
        yield min(minutes - done, MOST_MINUTES)


def _fact(workspace: Workspace, kind: Kind, topic: str, day: date | None, data: Data) -> Fact:
    """On a day that the file says, else today; after midnight the learner's day is still the one before."""
    on = min(day or workspace.today, workspace.today)
    return Fact(kind=kind, topic=topic, at=workspace.moment_on(on), day=on, data=data)


def _is_past(workspace: Workspace, day: date | None) -> bool:
    """By the calendar, which is a day ahead after midnight."""
    return day is not None and EARLIEST <= day <= workspace.now.date()


def _unplaced(workspace: Workspace, item: Item, before: _Before, facts: list[Fact]) -> Iterator[Unplaced]:
    """Ticks of what the roadmap does not say, and days that cannot be."""
    for tick in item.ticks:
        if not any(_is_of(tick, line) for line in before.lines):
            yield Unplaced(item.place, tick.title or tick.url, "the topic has no such criterion or resource")
    for day in (item.started, item.finished) if facts else ():
        if day is not None and not _is_past(workspace, day):
            why = "it is in the future" if day > workspace.today else "it is too long ago"
            yield Unplaced(item.place, day.isoformat(), why)


def _named(workspace: Workspace, facts: Iterable[Fact], kind: Kind) -> tuple[Named, ...]:
    """Topics whose last word is of this kind: one that is done was perhaps started before."""
    last = {fact.topic: fact.kind for fact in facts if fact.topic and fact.kind in STATUS_KINDS}
    topics = workspace.roadmap.topics
    return tuple(Named(key, topics[key].title) for key, its in last.items() if its == kind)
