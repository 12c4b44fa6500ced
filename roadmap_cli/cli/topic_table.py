"""What somebody types about a topic as it stands in a roadmap file."""

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import typer

from roadmap_cli.cli.arguments import parse_text, parse_url
from roadmap_cli.domain.duration import read_duration
from roadmap_cli.domain.lesson import Lesson, Resource
from roadmap_cli.domain.roadmap import MOST_HOURS, Topic
from roadmap_cli.errors import CannotBeDone

if TYPE_CHECKING:
    from roadmap_cli.definition.document import Table

_NUMBER = re.compile(r"\d{1,5}(?:[.,]\d{1,3})?")


class Lists(NamedTuple):
    """What is added to the lists of a topic, or taken out of them."""

    after: Sequence[str] = ()
    resources: Sequence[str] = ()
    criteria: Sequence[str] = ()


def parse_hours(words: str) -> float:
    """`6`, `1.5`, `90m`: a number alone means hours. Raises BadParameter."""
    text = words.strip()
    if _NUMBER.fullmatch(text):
        hours = float(text.replace(",", "."))
    else:
        duration = read_duration(text)
        hours = duration.minutes / 60 if duration else 0.0
    if not 0 < hours <= MOST_HOURS:
        message = f"{words!r} is no number of hours above 0 and at most {MOST_HOURS:,}; write 6, 1.5 or 90m"
        raise typer.BadParameter(message)
    return int(hours) if hours == int(hours) else round(hours, 2)


def resource_of(words: str) -> "Table":
    """An address, with its title before it where one is said. Raises BadParameter."""
    *title, url = words.split() or [""]
    address = parse_url(url)
    return {"title": parse_text(" ".join(title) or address), "url": address}


def changed_lists(topic: Topic, lesson: Lesson, come: Lists, gone: Lists) -> "Table":
    """The lists that are other than before; None for one of which nothing is left. Raises CannotBeDone for what is not there."""
    requires = _changed(topic.requires, come.after, gone.after, "no prerequisite of it")
    addresses = [each.url for each in lesson.resources]
    urls = _changed(addresses, (), gone.resources, "no resource of it")
    resources = [*(_table(each) for each in lesson.resources if each.url in urls), *map(resource_of, come.resources)]
    going = [_numbered(each, lesson.criteria) for each in gone.criteria]
    criteria = _changed(lesson.criteria, [parse_text(each) for each in come.criteria], going, "no criterion of it")
    said: Table = {}
    if come.after or gone.after:
        said["requires"] = requires or None
    if come.resources or gone.resources:
        said["resources"] = resources or None
    if come.criteria or gone.criteria:
        said["criteria"] = criteria or None
    return said


def _changed(was: Iterable[str], come: Iterable[str], gone: Sequence[str], why_not: str) -> list[str]:
    there = list(was)
    for each in gone:
        if each not in there:
            sentence = f"{each} is {why_not}"
            raise CannotBeDone(sentence, "see what it says with: roadmap show TOPIC")
    return list(dict.fromkeys([*(each for each in there if each not in gone), *come]))


def _numbered(words: str, criteria: Sequence[str]) -> str:
    """A criterion by its number, as `roadmap tick` has it, or by its text."""
    is_number = words.strip().isdigit() and 0 < int(words) <= len(criteria)
    return criteria[int(words) - 1] if is_number else words


def _table(resource: Resource) -> "Table":
    kind: Table = {"kind": resource.kind} if resource.kind else {}
    return {"title": resource.title, "url": resource.url} | kind
