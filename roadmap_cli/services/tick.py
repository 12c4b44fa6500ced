"""Criteria that are met, and resources that are worked through."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from roadmap_cli.domain.events import Data, Fact
from roadmap_cli.domain.lesson import Lesson, Resource
from roadmap_cli.domain.phrasing import count
from roadmap_cli.domain.progress import TickSort
from roadmap_cli.domain.roadmap import UNFINISHED, Topic
from roadmap_cli.domain.standing import Standing
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.tick import TickLine, TickReport
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.workspace import Workspace

_PLURALS: dict[TickSort, str] = {"criterion": "criteria", "resource": "resources"}


class WantedTicks(NamedTuple):
    """Numbers of what is to be ticked, or with `off` is to be so no longer."""

    criteria: Sequence[int] = ()
    resources: Sequence[int] = ()
    off: bool = False


def ticks(workspace: Workspace, topic: Topic, lesson: Lesson) -> TickReport:
    """What there is to tick on a topic, and what is."""
    standing = workspace.standing()
    status = standing.status(topic.id)
    return TickReport(
        topic=Named(topic.id, topic.title),
        status=status,
        lines=tick_lines(standing, topic.id, lesson),
        met=standing.met(topic),
        criteria=len(topic.criteria),
        hours_left=standing.told(standing.hours_left(topic)) if status in UNFINISHED else 0.0,
    )


def tick(workspace: Workspace, topic: Topic, lesson: Lesson, wanted: WantedTicks) -> TickReport:
    """All of it or nothing; what is so already makes no event. It starts a topic that is still to do, and ends none.

    Raises CannotBeDone for a number that there is not.
    """
    before = ticks(workspace, topic, lesson)
    said = [*_numbered(before, "criterion", wanted.criteria), *_numbered(before, "resource", wanted.resources)]
    changed = tuple(each for each in said if each.ticked == wanted.off)
    starts = bool(changed) and not wanted.off and before.status == "todo"
    facts = [workspace.fact("started", topic.id)] if starts else []
    facts += [ticked(workspace, topic.id, each, off=wanted.off) for each in changed]
    if facts:
        workspace.append(facts)
    unchanged = tuple(each for each in said if each not in changed)
    return ticks(workspace, topic, lesson)._replace(
        changed=changed, unchanged=unchanged, off=wanted.off, started=starts
    )


def ticked(workspace: Workspace, topic: str, line: TickLine, *, off: bool = False) -> Fact:
    name = _name(Resource(line.text, line.url)) if line.sort == "resource" else line.text
    data: Data = {"resource": name} if line.sort == "resource" else {"criterion": name}
    if off:
        data["off"] = True
    return workspace.fact("ticked", topic, **data)


def tick_lines(standing: Standing, topic: str, lesson: Lesson) -> tuple[TickLine, ...]:
    """In the order of the roadmap file, criteria first; behind each sort what was ticked and is there no longer."""
    return (
        *_lines(standing, topic, "criterion", [Resource(each, "") for each in lesson.criteria]),
        *_lines(standing, topic, "resource", lesson.resources),
    )


def _lines(standing: Standing, topic: str, sort: TickSort, given: Iterable[Resource]) -> Iterator[TickLine]:
    state = standing.states.get(topic)
    on = {each.name: None for each in state.ticks if each.sort == sort and not each.off} if state else {}
    here = list(given)
    for number, each in enumerate(here, start=1):
        yield TickLine(sort=sort, number=number, text=each.title, url=each.url, ticked=_name(each) in on)
    gone = [name for name in on if name not in {_name(each) for each in here}]
    for number, name in enumerate(gone, start=len(here) + 1):
        yield TickLine(sort=sort, number=number, text=name, url="", ticked=True, orphaned=True)


def _name(what: Resource) -> str:
    """By which it is known in the log: the address of a resource, else its title; a criterion has only its text."""
    return what.url or what.title


def _numbered(report: TickReport, sort: TickSort, numbers: Sequence[int]) -> Iterator[TickLine]:
    """Raises CannotBeDone."""
    lines = {each.number: each for each in report.lines if each.sort == sort}
    for number in dict.fromkeys(numbers):
        if number not in lines:
            there = count(len(lines), sort) if len(lines) == 1 else f"{len(lines) or 'no'} {_PLURALS[sort]}"
            sentence = f"{report.topic.title} has {there}, so there is no number {number}"
            raise CannotBeDone(sentence, f"see what can be ticked with: roadmap tick {report.topic.id}")
        yield lines[number]
