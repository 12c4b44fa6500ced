"""Tasks as `task export` writes them (taskwarrior.org), and `roadmap export taskwarrior`.

A project's first part is a phase where any has several, the rest a module. Who has a `topic` is one of ours: it says the id,
and what is deleted is skipped. Of anybody else, deleted is gone.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Outline, Unplaced
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.imports.json_value import Value
from roadmap_cli.imports.lengths import length_of
from roadmap_cli.imports.vocabulary import (
    UNTITLED,
    counted,
    day_of_moment,
    none_read,
    short,
    title_of,
    without_addresses,
)

_STATUSES: dict[str, Status] = {
    "pending": "todo",
    "waiting": "todo",
    "completed": "done",
    "deleted": "skipped",
}
OUR_TAGS = frozenset({"roadmap", "stretch", "proven"})
_READ = frozenset(
    {"uuid", "description", "status", "project", "tags", "depends", "entry", "start", "end", "annotations", "estimate"}
)
_WORKED_OUT = frozenset({"id", "urgency", "modified", "topic"})
"""What Taskwarrior makes by itself, and what is read besides."""
_PRIORITY = "priority"
_LENGTH = re.compile(r"P(?:(\d{1,5})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?")


def is_export(content: object) -> bool:
    """A list, each of whose entries has a description and a status or an id of its own."""
    return isinstance(content, list) and any(
        isinstance(each, dict) and "description" in each and ("uuid" in each or "status" in each) for each in content
    )


def outline(path: Path, document: Value) -> Outline:
    tasks = [each for each in document.each() if not _is_gone(each)]
    in_phases = any("." in each.of("project").text() for each in tasks)
    found = counted(path, (_item(each, in_phases=in_phases) for each in tasks))
    return Outline(title_of(path), tuple(each for each in found if each.title), tuple(_unplaced(document)))


def _is_gone(task: Value) -> bool:
    """Or no task but the pattern of others, which stand there, too."""
    status = task.of("status").text()
    return status == "recurring" or (status == "deleted" and not _topic(task))


def _topic(task: Value) -> str:
    return _said(task.of("topic"))


def _said(value: Value) -> str:
    """An attribute that anybody may have given a type of their own."""
    return value.text().strip() if isinstance(value.content, str) else ""


def _item(task: Value, *, in_phases: bool) -> Item:
    words = title_line(task.of("description").text())
    title, links = (words, ()) if _topic(task) else without_addresses(words)
    parts = [part for part in task.of("project").text().split(".") if part.strip()]
    notes = [(*without_addresses(text), text) for text in _annotations(task)]
    urls = dict.fromkeys((*links, *(url for _, more, _ in notes for url in more)))
    status, entry, start, end = (
        _status(task),
        *(day_of_moment(task.of(name).text()) for name in ("entry", "start", "end")),
    )
    begun = start or (entry if _topic(task) and status == "done" and entry and end and entry <= end else None)
    return Item(
        place=task.place,
        title=title or next(iter(links), ""),
        phase=parts[0] if in_phases and parts else "",
        module=": ".join(parts[in_phases:] or parts[:1]) or next(iter(_tags(task)), ""),
        id=_topic(task),
        hours=_hours(task),
        status="doing" if status == "todo" and start else status,
        requires=_needs(task.of("depends")),
        resources=tuple(Resource(url, url) for url in urls),
        known_as=tuple(filter(None, (task.of("uuid").text().strip(),))),
        started=begun if status != "skipped" else None,
        finished=end if status == "done" else None,
        why="; ".join(text for words, _, text in notes if words),
    )


def _status(task: Value) -> Status:
    return _STATUSES.get(task.of("status").text(), "todo")


def _needs(depends: Value) -> tuple[str, ...]:
    """A list, or in older versions the same parted by commas."""
    if isinstance(depends.content, str):
        return tuple(filter(None, map(str.strip, depends.text().split(","))))
    return tuple(each.name().strip() for each in depends.each())


def _tags(task: Value) -> tuple[str, ...]:
    tags = task.of("tags")
    names = tags.text().split(",") if isinstance(tags.content, str) else [each.text() for each in tags.each()]
    return tuple(name for each in names if (name := title_line(each)) and name not in OUR_TAGS)


def _annotations(task: Value) -> Iterator[str]:
    for each in task.of("annotations").each():
        if text := title_line(each.of("description").text()):
            yield text


def _hours(task: Value) -> float | None:
    """`PT1H30M`, as a duration is told there, or as anybody writes it."""
    said = _said(task.of("estimate"))
    match = _LENGTH.fullmatch(said)
    if match is None or not any(match.groups()):
        length = length_of(said) if not said.isdecimal() else None
        return length.hours if length else None
    days, hours, minutes, seconds = (int(each or 0) for each in match.groups())
    return round(24 * days + hours + minutes / 60 + seconds / 3600, 2)


def _unplaced(document: Value) -> Iterator[Unplaced]:
    tasks = list(document.each())
    for task in tasks:
        yield from _wrong(task)
    kept = [each for each in tasks if not _is_gone(each)]
    strange = Counter(key for task in kept for key in task.table().keys() - _READ - _WORKED_OUT)
    strange -= Counter({_PRIORITY: sum(bool(_topic(task)) and _PRIORITY in task.table() for task in kept)})
    unused = Counter(f"tag {name}" for task in kept for name in _tags(task)[not task.of("project").text().strip() :])
    yield from none_read(str(document.path), strange)
    yield from none_read(str(document.path), unused)


def _wrong(task: Value) -> Iterator[Unplaced]:
    words, status = short(task.of("description").text()), task.of("status").text()
    if _is_gone(task):
        yield Unplaced(
            task.place, words, "it is the pattern of others" if status == "recurring" else "it is deleted there"
        )
        return
    if not words:
        yield Unplaced(task.place, "", UNTITLED)
    if status and status not in _STATUSES:
        yield Unplaced(task.place, short(status), "this is no status")
    for name in ("entry", "start", "end"):
        if task.of(name).text().strip() and day_of_moment(task.of(name).text()) is None:
            yield Unplaced(task.place, short(task.of(name).text()), "this is no time such as 20261123T190000Z")
    if task.of("estimate").content is not None and _hours(task) is None:
        yield Unplaced(task.place, short(str(task.of("estimate").content)), "this is no length of time such as PT1H30M")
