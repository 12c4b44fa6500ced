"""An outline as OPML (opml.org), which outliners and readers of feeds write: points within points.

The points that hold no others are topics, what they stand in are modules, and phases where that is deep enough.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType, errors

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Outline, Unplaced
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports import inline_data
from roadmap_cli.imports.inline_data import InlineData, item_of, of_heading
from roadmap_cli.imports.lengths import rules_of
from roadmap_cli.imports.vocabulary import (
    MOST_ENTRIES,
    UNTITLED,
    no_web_page,
    none_read,
    refuse_too_many,
    short,
    title_of,
    without_addresses,
)

SIGN = re.compile(r"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<!DOCTYPE[^>]{0,1000}>?\s*)?<opml\b", re.DOTALL)
MOST_NESTED = 32
LONGEST_TITLE = 160
"""Letters; some write their essays in an outliner."""
_LINKS = ("htmlUrl", "xmlUrl", "url")
_STATES = ("_complete", "complete", "_status", "checked")
"""Workflowy, Dynalist and OmniOutliner have a name each."""
_SAID = frozenset({"text", "title", "_note", *_STATES, *_LINKS})
_UNSAID = frozenset(
    {"type", "version", "created", "expansionState", "language", "description", "isBreakpoint", "checkbox"}
)
"""What a feed or an outliner says for itself."""
_STATUSES: dict[str, Status] = {
    "true": "done",
    "checked": "done",
    "indeterminate": "doing",
    "false": "todo",
    "unchecked": "todo",
    "": "todo",
}
_TAG = re.compile(r"</?[a-z][^<>]{0,2000}>", re.IGNORECASE)
_ADDRESS = re.compile(r"""<a\b[^<>]{0,2000}?\bhref\s*=\s*["']([^"'<>]{1,2000})""", re.IGNORECASE)


class _Point(NamedTuple):
    """`above` are the texts of what it stands in, the outermost first."""

    line: int
    said: Mapping[str, str]
    above: tuple[str, ...]
    holds: "list[_Point]"

    @property
    def text(self) -> str:
        return _words(self.said.get("text", "") or self.said.get("title", ""))


def outline(path: Path, text: str) -> Outline:
    """Raises InvalidFile with the line of the first fault, also for a document type: nobody writes one who means well."""
    title, points = _parsed(path, text)
    everything = list(_all(points))
    leaves = [each for each in everything if not each.holds]
    root = points[0].text if len(points) == 1 and points[0].holds else ""
    skipped = 1 if root and all(len(each.above) > 1 for each in leaves) else 0
    in_phases = any(len(each.above) - skipped > 1 for each in leaves)
    found = [_item(path, each, each.above[skipped:], in_phases=in_phases) for each in leaves if not _is_a_text(each)]
    told = (
        *_unplaced(path, everything),
        *inline_data.told((item.place, data) for item, data in found),
    )
    return Outline(
        title or (root if skipped else "") or title_of(path),
        tuple(inline_data.with_prerequisites([item for item, _ in found if item.title])),
        told,
        rules=rules_of(data.hours for _, data in found),
    )


def _parsed(path: Path, text: str) -> tuple[str, list[_Point]]:
    parser, reader = ParserCreate(), _Reader(path)
    reader.listen_to(parser)
    try:
        parser.Parse(re.sub(r"\A\s*<\?xml[^>]*\?>", _blank, text).encode("utf-8", "replace"), True)  # noqa: FBT003 - the last part
    except ExpatError as error:
        sentence = f"{path}:{error.lineno}: not valid XML: {errors.messages[error.code]}"
        raise InvalidFile(sentence) from error
    return title_line("".join(reader.title)), reader.top


def _blank(match: re.Match[str]) -> str:
    """The text is decoded already, whatever its first line says; lines keep their numbers."""
    return "\n" * match[0].count("\n")


class _Reader:
    """What the parser tells, put together. It is the only place that changes while it is read."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.title: list[str] = []
        self.top: list[_Point] = []
        self.stack: list[_Point] = []
        self.elements: list[str] = []
        self.count = 0

    def listen_to(self, parser: XMLParserType) -> None:
        parser.buffer_text = True

        def begin(name: str, said: dict[str, str]) -> None:
            self._begin(parser.CurrentLineNumber, name, said)

        parser.StartElementHandler = begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = lambda *_: self._refuse(parser.CurrentLineNumber)

    def _refuse(self, line: int) -> None:
        sentence = f"{self.path}:{line}: it has a document type, which is not read"
        raise InvalidFile(sentence, "take the line with <!DOCTYPE out")

    def _begin(self, line: int, name: str, said: dict[str, str]) -> None:
        self.elements.append(name)
        if name != "outline":
            return
        self.count += 1
        if self.count > MOST_ENTRIES:
            refuse_too_many(self.path, self.count)
        if len(self.stack) >= MOST_NESTED:
            sentence = f"{self.path}:{line}: it stands in more than {MOST_NESTED} others"
            raise InvalidFile(sentence)
        within = self.stack[-1] if self.stack else None
        point = _Point(line=line, said=said, above=(*within.above, of_heading(within.text)) if within else (), holds=[])
        (within.holds if within else self.top).append(point)
        self.stack.append(point)

    def _end(self, name: str) -> None:
        self.elements.pop()
        if name == "outline":
            self.stack.pop()

    def _text(self, text: str) -> None:
        if self.elements[-2:] == ["head", "title"]:
            self.title.append(text)


def _is_a_text(point: _Point) -> bool:
    return len(point.text) > LONGEST_TITLE


def _all(points: list[_Point]) -> Iterator[_Point]:
    for each in points:
        yield each
        yield from _all(each.holds)


def _item(path: Path, point: _Point, above: tuple[str, ...], *, in_phases: bool) -> tuple[Item, InlineData]:
    item, data = item_of(f"{path}:{point.line}", point.text)
    said, note = point.said, _words(point.said.get("_note", ""))
    links = (link.url for link in item.resources)
    hidden = (url for name in ("text", "_note") for url in _ADDRESS.findall(said.get(name, "")))
    urls = dict.fromkeys(
        url
        for each in (*links, *(said.get(name, "") for name in _LINKS), *hidden, *without_addresses(note)[1])
        if leads_to_the_web(url := each.strip())
    )
    status = (_status(point) if _said_status(point) else item.status) or "todo"
    return item._replace(
        title=item.title or next(iter(urls), ""),
        phase=above[0] if in_phases and above else "",
        module=": ".join(filter(None, above[in_phases:])),
        status=status,
        finished=item.finished if status == "done" else None,
        resources=tuple(Resource(url, url) for url in urls),
        why=note,
    ), data


def _status(point: _Point) -> Status | None:
    """None for what is no status."""
    return _STATUSES.get(_said_status(point).strip().casefold())


def _said_status(point: _Point) -> str:
    return next((said for name in _STATES if (said := point.said.get(name, ""))), "")


def _words(text: str) -> str:
    """Outliners write marks of HTML into it."""
    return title_line(html.unescape(_TAG.sub("", text)) if "<" in text or "&" in text else text)


def _unplaced(path: Path, points: list[_Point]) -> Iterator[Unplaced]:
    for point in points:
        place = f"{path}:{point.line}"
        if not point.holds and not point.text and not any(point.said.get(name) for name in _LINKS):
            yield Unplaced(place, "", UNTITLED)
        if not point.holds and _is_a_text(point):
            yield Unplaced(place, short(point.text), "it is a text, and no title")
        if _status(point) is None:
            yield Unplaced(place, short(point.text), "its status is none")
        elif point.holds and _status(point) != "todo":
            yield Unplaced(place, short(point.text), "that a group is done says nothing of the points in it")
        if point.holds and point.said.get("_note", "").strip():
            yield Unplaced(place, short(point.said["_note"]), "it is said of a group")
        for url in (said for name in _LINKS if (said := point.said.get(name, "").strip())):
            if point.holds or not leads_to_the_web(url):
                yield (
                    no_web_page(place, url) if not point.holds else Unplaced(place, short(url), "it is said of a group")
                )
    strange = Counter(name for point in points for name in point.said.keys() - _SAID - _UNSAID)
    yield from none_read(str(path), strange)
