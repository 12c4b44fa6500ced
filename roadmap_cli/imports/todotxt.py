"""A todo.txt (github.com/todotxt/todo.txt): a task a line, `+project` as its module and `@context` as its phase."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Outline, Unplaced
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.imports.lengths import length_of, rules_of
from roadmap_cli.imports.vocabulary import (
    UNTITLED,
    counted,
    day_of,
    hours_of,
    minutes_of,
    not_read,
    short,
    status_of,
    title_of,
    without_addresses,
)

KEYS = frozenset({"id", "est", "spent", "status", "started"})
"""Extensions `key:value` that say something of a topic; `est` and `spent` are lengths of time."""
OTHER_KEYS = frozenset({"due", "t", "rec", "pri", "h", "p"})
"""Usual extensions that say something else. What is no extension is a word, such as `12:30`.

A line with an `id:` is one of ours: its priority says only what comes next, and what in its title is no tag is written as
in an address: `%2Bx`.
"""
_DAY = r"(?:(\d{4}-\d\d-\d\d)\s+)?"
_LINE = re.compile(rf"(x\s+)?(?:(\([A-Z]\))\s+)?{_DAY}{_DAY}(.*)", re.ASCII)


class _Task(NamedTuple):
    """A line by its parts. `strange` are those that become nothing."""

    place: str
    done: bool
    finished: str
    title: str
    projects: tuple[str, ...]
    contexts: tuple[str, ...]
    keys: Mapping[str, str]
    strange: tuple[str, ...]


def outline(path: Path, text: str) -> Outline:
    written = ((number, line) for number, line in enumerate(io.StringIO(text), start=1) if line.strip())
    tasks = tuple(_task(f"{path}:{number}", title_line(line)) for number, line in counted(path, written))
    strange = Counter(each for task in tasks for each in task.strange)
    first = {each: task.place for task in reversed(tasks) for each in task.strange}
    return Outline(
        title_of(path),
        tuple(_item(task) for task in tasks if task.title),
        (
            *(each for task in tasks for each in _unplaced(task)),
            *(not_read(first[each], each, count) for each, count in strange.items()),
        ),
        rules=rules_of(length_of(task.keys.get("est", "")) for task in tasks if task.title),
    )


def _task(place: str, line: str) -> _Task:
    match = _LINE.fullmatch(line)
    done, priority, *days, rest = match.groups(default="") if match else ("", "", "", "", line)
    finished, created = days if done else ("", days[0])
    words = [] if done or not days[1] else [days[1]]
    tags: dict[str, list[str]] = {"+": [], "@": []}
    keys: dict[str, str] = {}
    strange = ["the day on which it was written down"] if created else []
    for word in rest.split():
        key, colon, value = word.partition(":")
        if word[0] in "+@" and word[1:]:
            tags[word[0]].append(word[1:])
        elif colon and value and key in KEYS - keys.keys():
            keys[key] = value
        elif colon and value and key in OTHER_KEYS:
            strange.append(f"{key}:")
        else:
            words.append(word)
    strange += ["a priority"] if priority and "id" not in keys else []
    strange += [f"a second {sign}" for sign, names in tags.items() if len(names) > 1]
    title = title_line(" ".join(map(unquote, words) if "id" in keys else words))
    return _Task(
        place=place,
        done=bool(done),
        finished=finished,
        title=title,
        projects=tuple(tags["+"]),
        contexts=tuple(tags["@"]),
        keys=keys,
        strange=tuple(strange),
    )


def _item(task: _Task) -> Item:
    title, links = (task.title, ()) if "id" in task.keys else without_addresses(task.title)
    status = status_of(task.keys.get("status", ""))
    return Item(
        place=task.place,
        title=title or links[0],
        phase=task.contexts[0] if task.contexts else "",
        module=task.projects[0] if task.projects else "",
        id=task.keys.get("id", ""),
        hours=length.hours if (length := length_of(task.keys.get("est", ""))) else None,
        status="done" if task.done and status != "skipped" else status or "todo",
        resources=tuple(Resource(title or url, url) for url in links),
        started=day_of(task.keys.get("started", "")),
        finished=day_of(task.finished),
        minutes=minutes_of(task.keys.get("spent", ""), in_minutes=True),
    )


def _unplaced(task: _Task) -> Iterator[Unplaced]:
    if not task.title:
        yield Unplaced(task.place, short(" ".join((*task.projects, *task.contexts))), UNTITLED)
    wrong = {
        "est": length_of(task.keys.get("est", "0")) is None,
        "spent": hours_of(task.keys.get("spent", "0")) is None,
        "status": status_of(task.keys.get("status", "")) is None,
        "started": day_of(task.keys.get("started", "2000-01-01")) is None,
    }
    for key, is_wrong in wrong.items():
        if is_wrong:
            yield Unplaced(task.place, short(f"{key}:{task.keys[key]}"), "this is not understood")
    if task.finished and day_of(task.finished) is None:
        yield Unplaced(task.place, task.finished, "there is no such day")
