"""Progress out of the file of another program. It only adds: nothing that is known here is taken away."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from roadmap_cli.domain.days import EARLIEST, MOST_MINUTES
from roadmap_cli.domain.events import PLACEMENT, STATUS_KINDS, Fact
from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.importing import GoneLine, Origin, TakenInReport, UnplacedLine
from roadmap_cli.reports.status import Named
from roadmap_cli.services.workspace import Workspace

_ABOVE = {"todo": (), "doing": ("todo",), "skipped": ("todo", "doing"), "done": ("todo", "doing", "skipped")}
"""Which statuses give way to each: somebody who has done a topic is not set back by an older list."""


class Found(NamedTuple):
    """What a file says about a topic of the roadmap."""

    topic: str
    place: str
    status: str = "todo"
    started: date | None = None
    finished: date | None = None
    minutes: int = 0
    evidence: tuple[Resource, ...] = ()


class _Before(NamedTuple):
    """Of a topic, as far as an import asks for it; `links` are those that prove something."""

    status: str
    minutes: int
    links: frozenset[str]


def take_in(
    workspace: Workspace, found: Iterable[Found], origin: Origin, leaving: Iterable[Named] = (), *, dry_run: bool
) -> TakenInReport:
    """All of it as one command, so that undo takes it back. What is so already makes no event. `leaving` are topics that
    the roadmap had before.
    """
    by_topic: dict[str, list[Found]] = {}
    for each in found:
        by_topic.setdefault(each.topic, []).append(each)
    joined = [_joined(said) for said in by_topic.values()]
    standing, links = workspace.standing(), _links(workspace)
    new: dict[Found, list[Fact]] = {}
    for each in joined:
        before = _Before(standing.status(each.topic), standing.minutes(each.topic), links.get(each.topic, frozenset()))
        new[each] = list(_facts(workspace, each, before, origin))
    facts = [fact for its in new.values() for fact in its]
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
        known=sum(_says_something(each) for each, its in new.items() if not its),
        gone=tuple(_gone(standing, leaving)),
        unplaced=tuple(line for each, its in new.items() if its for line in _misdated(workspace, each)),
        dry_run=dry_run,
    )


def _gone(standing: Standing, leaving: Iterable[Named]) -> Iterator[GoneLine]:
    recorded = {state.topic: state for state in standing.orphaned}
    for topic in leaving:
        if topic.id in recorded:
            yield GoneLine(*topic, recorded[topic.id].status, recorded[topic.id].minutes)


def _links(workspace: Workspace) -> dict[str, frozenset[str]]:
    """The links that prove something, by today's id of the topic."""
    links: dict[str, frozenset[str]] = {}
    for event in workspace.events(kind="linked"):
        topic = workspace.roadmap.topic_of(event.topic or "")
        if topic and event.data["proves"]:
            links[topic.id] = links.get(topic.id, frozenset()) | {event.data["url"]}
    return links


def _says_something(found: Found) -> bool:
    return found.status != "todo" or bool(found.minutes or found.evidence)


def _joined(said: list[Found]) -> Found:
    """A topic that the file names more than once: what goes furthest counts, times add up."""
    furthest = said[0]
    for each in said[1:]:
        furthest = each if furthest.status in _ABOVE[each.status] else furthest
    evidence: dict[str, Resource] = {}
    for link in (link for each in said for link in each.evidence):
        evidence.setdefault(link.url, link)
    return furthest._replace(minutes=sum(each.minutes for each in said), evidence=tuple(evidence.values()))


def _facts(workspace: Workspace, found: Found, before: _Before, origin: Origin) -> Iterator[Fact]:
    reason = {"reason": f"imported from {origin.file}"}
    started, finished = (day if _is_past(workspace, day) else None for day in (found.started, found.finished))
    changes = before.status in _ABOVE[found.status]
    if changes and (found.status == "doing" or (before.status != "doing" and started)):
        yield _fact(workspace, "started", found, started, reason)
    studied = finished or started
    for minutes in _sittings(found.minutes - before.minutes):
        data = {"minutes": minutes} if studied else {"minutes": minutes, "undated": True}
        yield _fact(workspace, "logged", found, studied, data)
    if changes and found.status == "done":
        yield _fact(workspace, "finished", found, finished, reason if finished else {"reason": PLACEMENT})
    elif changes and found.status == "skipped":
        yield _fact(workspace, "skipped", found, None, reason)
    for link in found.evidence:
        if link.url not in before.links:
            titled = {"title": link.title} if link.title else {}
            yield _fact(workspace, "linked", found, finished, {"url": link.url, **titled, "proves": True})


def _sittings(minutes: int) -> Iterator[int]:
    """An event holds no more than a day."""
    for done in range(0, minutes, MOST_MINUTES):
        yield min(minutes - done, MOST_MINUTES)


def _fact(workspace: Workspace, kind: str, found: Found, day: date | None, data: Mapping[str, object]) -> Fact:
    """On a day that the file says, else today; after midnight the learner's day is still the one before."""
    on = min(day or workspace.today, workspace.today)
    return Fact(kind, found.topic, workspace.moment_on(on), on, data)


def _is_past(workspace: Workspace, day: date | None) -> bool:
    """By the calendar, which is a day ahead after midnight."""
    return day is not None and EARLIEST <= day <= workspace.now.date()


def _misdated(workspace: Workspace, found: Found) -> Iterator[UnplacedLine]:
    for day in (found.started, found.finished):
        if day is not None and not _is_past(workspace, day):
            why = "it is in the future" if day > workspace.today else "it is too long ago"
            yield UnplacedLine(found.place, day.isoformat(), why)


def _named(workspace: Workspace, facts: Iterable[Fact], kind: str) -> tuple[Named, ...]:
    """Topics whose last word is of this kind: one that is done was perhaps started before."""
    last = {fact.topic: fact.kind for fact in facts if fact.topic and fact.kind in STATUS_KINDS}
    topics = workspace.roadmap.topics
    return tuple(Named(key, topics[key].title) for key, its in last.items() if its == kind)
