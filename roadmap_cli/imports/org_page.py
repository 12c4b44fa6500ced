"""Org as far as lists of topics need it: headings and points of lists, each with its line. The owner of orgparse."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from orgparse import loadi
from orgparse.node import OrgEnv, OrgNode

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Unplaced
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports.vocabulary import day_of, short, without_addresses

TODO = ("TODO", "NEXT", "STARTED", "DOING", "INPROGRESS", "IN-PROGRESS", "WAITING", "WAIT", "HOLD", "SOMEDAY")
DONE = ("DONE", "CANCELLED", "CANCELED", "KILL", "SKIPPED")
"""Keywords of a file that defines none: people often say them to Emacs alone."""
_MOST_LEVELS, _MOST_NESTED = 100, 50
_TOO_DEEP = "its lists are nested too deeply"
_STAMP = re.compile(r"(?P<open>[\[<])(?P<day>\d{4}-\d\d-\d\d)(?P<more>[^\]>\n]*)(?P<close>[\]>])")
_HOUR = re.compile(r"\b(\d{1,2}):(\d\d)\b")
_EFFORT = re.compile(r"^(\s*):effort:", re.IGNORECASE)
_CLOCK = re.compile(r"^\s*CLOCK:(?!.*\]--\[)")
_MARKER = re.compile(r"^\s*:[\w-]+:\s*$|^\s*#\+|^\s*#(?:\s|$)|^\s*-{5,}\s*$")
"""Ends of drawers, settings, comments and rules."""
_PLANNED = re.compile(r"^\s*(?:CLOSED|SCHEDULED|DEADLINE|CLOCK):\s*[\[<]|^\s*-\s+State\s+\"")
_DRAWER = re.compile(r"^\s*:PROPERTIES:\s*$", re.IGNORECASE)
_END = re.compile(r"^\s*:END:\s*$", re.IGNORECASE)
_BLOCK, _BLOCK_END = (re.compile(rf"^\s*#\+{word}_", re.IGNORECASE) for word in ("BEGIN", "END"))
_POINT = re.compile(
    r"^(?P<indent>\s*)(?:[-+]|(?<=\s)\*|\d{1,9}[.)])\s+(?:\[@\d+\]\s*)?(?:\[(?P<box>[ xX-])\](?:\s+|$))?(?P<text>.*)$"
)
_COOKIE = re.compile(r"\s*\[(?:\d*/\d*|\d*%)\]")
_LINK = re.compile(r"\[\[(?P<target>[^\[\]]+)\](?:\[(?P<text>[^\[\]]*)\])?\]")
_MARKED = re.compile(r"(?<![\w*/=~+])([*/=~+])(?=\S)([^\n]*?\S)\1(?![\w*/=~+])")


class OrgText(NamedTuple):
    """A text without its marks. `only_links` and `struck` are so of all of it."""

    text: str
    links: tuple[Resource, ...] = ()
    only_links: bool = False
    struck: bool = False


class OrgPoint(NamedTuple):
    """A point of a list, with its box if it has one; `parent` is the number of the point that it is in, in its heading."""

    line: int
    text: OrgText
    box: str | None
    parent: int | None
    below: tuple[str, ...] = ()


class OrgHeading(NamedTuple):
    """With what stands in it before the next one; the part before the first heading is one of level 0."""

    line: int
    level: int
    text: OrgText
    keyword: str
    is_done: bool
    tags: tuple[str, ...]
    priority: str
    closed: date | None
    planned: tuple[str, ...]
    minutes: int
    properties: Mapping[str, str]
    points: tuple[OrgPoint, ...]
    texts: tuple[str, ...]


class OrgPage(NamedTuple):
    title: str
    headings: tuple[OrgHeading, ...]
    unplaced: tuple[Unplaced, ...]


def read_org(path: Path, text: str) -> OrgPage:
    """Raises InvalidFile where orgparse can make nothing of it."""
    unplaced: list[Unplaced] = []
    lines = [_readable(f"{path}:{number}", line, unplaced) for number, line in enumerate(text.split("\n"), start=1)]
    env = OrgEnv(todos=TODO, dones=DONE, filename=str(path))
    try:
        root = loadi(lines, filename=str(path), env=env)
        nodes = [each for each in root.env.nodes if isinstance(each, OrgNode)]
        headings = tuple(_heading(each, frozenset(env.done_keys)) for each in nodes)
    except (ValueError, TypeError, AttributeError) as error:
        sentence = f"{path}: this looks like Org, but cannot be read as such: {error}"
        raise InvalidFile(sentence, "say --as markdown if it is none") from error
    first = headings[0].line - 1 if headings else len(lines)
    points, texts = _body(lines[:first], 1)
    title = next(
        (line.split(":", 1)[1] for line in lines[:first] if line.strip().casefold().startswith("#+title:")), ""
    )
    return OrgPage(title_line(title), (_beginning(points, texts), *headings), tuple(unplaced))


def _readable(place: str, line: str, unplaced: list[Unplaced]) -> str:
    """Without what orgparse stumbles over: days that are none, lengths of time in words, a clock that still runs."""

    def checked(match: re.Match[str]) -> str:
        hours = all(int(hour) < 24 and int(minute) < 60 for hour, minute in _HOUR.findall(match["more"]))  # noqa: PLR2004
        if day_of(match["day"]) and hours:
            return match[0]
        unplaced.append(Unplaced(place, match[0], "there is no such day"))
        return ""

    if _CLOCK.match(line):
        unplaced.append(Unplaced(place, short(line), "a clock that was not stopped"))
        return ""
    return _EFFORT.sub(r"\1:EFFORT:", _STAMP.sub(checked, line))


def _beginning(points: tuple[OrgPoint, ...], texts: tuple[str, ...]) -> OrgHeading:
    return OrgHeading(
        line=1,
        level=0,
        text=OrgText(""),
        keyword="",
        is_done=False,
        tags=(),
        priority="",
        closed=None,
        planned=(),
        minutes=0,
        properties={},
        points=points,
        texts=texts,
    )


def _heading(node: OrgNode, done: frozenset[str]) -> OrgHeading:
    points, texts = _body(str(node).split("\n")[1:], node.linenumber + 1)
    planned = [
        ("a day for which it is planned", node.scheduled.start),
        ("a day on which it is due", node.deadline.start),
    ]
    clocked = sum((each.duration for each in node.clock), timedelta())
    return OrgHeading(
        line=node.linenumber,
        level=min(node.level, _MOST_LEVELS),
        text=org_text(_COOKIE.sub("", node.get_heading("raw"))),
        keyword=node.todo or "",
        is_done=node.todo in done,
        tags=tuple(sorted(node.shallow_tags)),
        priority=node.priority or "",
        closed=_day(node.closed.start),
        planned=tuple(name for name, day in planned if day is not None),
        minutes=round(clocked.total_seconds() / 60),
        properties={name.upper(): str(value) for name, value in node.properties.items()},
        points=points,
        texts=texts,
    )


def _day(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _body(lines: Sequence[str], first: int) -> tuple[tuple[OrgPoint, ...], tuple[str, ...]]:
    """Points, each with the lines that stand deeper below it, and the texts beside them."""
    points: list[OrgPoint] = []
    texts: list[str] = []
    open_ones: list[tuple[int, int]] = []
    for number, line, is_quoted in _said(lines):
        match = None if is_quoted else _POINT.match(line)
        indent = len(line) - len(line.lstrip())
        while open_ones and open_ones[-1][0] >= indent:
            open_ones.pop()
        parent = open_ones[-1][1] if open_ones else None
        if match is not None:
            open_ones.append((indent, len(points)))
            if len(open_ones) > _MOST_NESTED:
                raise ValueError(_TOO_DEEP)
            term, _, said = _COOKIE.sub("", match["text"]).partition(" :: ")
            below = (org_text(said).text,) if said.strip() else ()
            points.append(
                OrgPoint(line=first + number, text=org_text(term), box=match["box"], parent=parent, below=below)
            )
        elif parent is not None:
            points[parent] = points[parent]._replace(below=(*points[parent].below, org_text(line).text))
        else:
            texts.append(line)
    return tuple(points), tuple(texts)


def _said(lines: Sequence[str]) -> Iterator[tuple[int, str, bool]]:
    """Without properties, plans, settings and comments, and whether it stands in a block of code or the like."""
    in_drawer = in_block = False
    for number, line in enumerate(lines):
        in_drawer = _DRAWER.match(line) is not None or (in_drawer and _END.match(line) is None)
        in_block = _BLOCK.match(line) is not None or (in_block and _BLOCK_END.match(line) is None)
        if not in_drawer and line.strip() and not _MARKER.match(line) and not _PLANNED.match(line):
            yield number, line, in_block


def org_text(text: str) -> OrgText:
    links: list[Resource] = []

    def named(match: re.Match[str]) -> str:
        target = match["target"]
        title = title_line(match["text"] or target.removeprefix("*"))
        links.append(Resource(title, target))
        return title

    outside, bare_outside = without_addresses(_LINK.sub("", text))
    said = title_line(_STAMP.sub("", _LINK.sub(named, text)))
    bare, found = without_addresses(said)
    links += [Resource(url, url) for url in found if url not in {link.url for link in links}]
    plain = _unmarked(bare)
    struck = re.fullmatch(r"\+\S.*\S\+", bare) is not None
    is_link = bool(links) and not any(letter.isalnum() for letter in _STAMP.sub("", outside))
    return OrgText(
        plain or (links[0].title if links else ""),
        tuple(links),
        only_links=is_link or bool(bare_outside and not plain),
        struck=struck,
    )


def _unmarked(text: str) -> str:
    """Marks may stand in each other."""
    while (plain := _MARKED.sub(r"\2", text)) != text:
        text = plain
    return text
