"""An outline in Org: headings with keywords and points with boxes are topics, what holds them phases and modules.

Where neither says that something is still to do, every heading without others below it is a topic, or the points that it
holds.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Outline, Unplaced
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports import inline_data
from roadmap_cli.imports.inline_data import InlineData, take_out
from roadmap_cli.imports.lengths import Length, length_of, rules_of
from roadmap_cli.imports.org_page import OrgHeading, OrgPage, OrgPoint, OrgText, org_text, read_org
from roadmap_cli.imports.title_form import is_phase, is_title, shortened
from roadmap_cli.imports.vocabulary import UNTITLED, no_web_page, refuse_too_many, short, status_of, title_of

PICTURE = """\
write it as an outline of what is to learn:
  * Algebra
  ** TODO Vectors
  ** DONE Matrices"""
_SKIPPED = frozenset({"CANCELLED", "CANCELED", "KILL", "KILLED", "SKIPPED", "ABANDONED", "DROPPED", "WONTDO"})
_DOING = frozenset(
    {"STARTED", "DOING", "INPROGRESS", "IN-PROGRESS", "IN_PROGRESS", "PROGRESS", "ACTIVE", "READING", "STRT"}
)
_BOXES: Mapping[str, Status] = {" ": "todo", "x": "done", "X": "done", "-": "doing"}
_NEEDS = ("DEPENDS", "DEPENDS_ON", "BLOCKER", "REQUIRES", "PREREQUISITES", "PREREQUISITE", "AFTER", "NEEDS")
_LINKS = ("URL", "LINK", "SOURCE", "BOOK")
_READ = frozenset({"EFFORT", "ID", "CUSTOM_ID", *_NEEDS, *_LINKS})
_OF_EMACS = frozenset({"CATEGORY", "VISIBILITY", "CREATED", "LOGGING", "LAST_REPEAT", "ORDERED", "COLUMNS", "TRIGGER"})
_TARGET = re.compile(r"\[\[(?:id:|#|\*)?([^\[\]]+)\](?:\[[^\[\]]*\])?\]")
_IDS = re.compile(r"ids\(([^()]*)\)")


class _Topic(NamedTuple):
    """A heading, or a point in one with those below it, and the names of what it stands in, the outermost first."""

    heading: OrgHeading
    point: OrgPoint | None
    inside: tuple[OrgPoint, ...]
    within: tuple[str, ...]
    data: InlineData

    @property
    def line(self) -> int:
        return self.point.line if self.point else self.heading.line


def outline(path: Path, text: str) -> Outline:
    """Raises InvalidFile where it is a text rather than an outline of topics."""
    page = read_org(path, text)
    refuse_too_many(path, len(page.headings))
    over = _over(page.headings)
    taken = _taken(page.headings, over)
    title, inner = _title(page, over, taken)
    topics = [_topic(page, over, inner, number, point) for number, point in taken]
    refuse_too_many(path, len(topics))
    _refuse_text(path, page, topics)
    in_phases = _in_phases(topics)
    lengths = [_length(topic) for topic in topics]
    items = [
        _item(path, topic, in_phases=in_phases)._replace(hours=length.hours if length else None)
        for topic, length in zip(topics, lengths, strict=True)
    ]
    told = (*page.unplaced, *_untold(path, topics), *_left(path, page, over, taken))
    return Outline(
        title=title or title_of(path),
        items=tuple(inline_data.with_prerequisites([item for item in items if item.title])),
        unplaced=tuple(sorted(told, key=lambda each: int(each.place.rpartition(":")[2]))),
        rules=rules_of(lengths),
    )


def _over(headings: Sequence[OrgHeading]) -> list[tuple[int, ...]]:
    """Of each heading those that it stands below, the outermost first."""
    over: list[tuple[int, ...]] = []
    open_ones: list[int] = []
    for number, heading in enumerate(headings):
        open_ones = [each for each in open_ones if 0 < headings[each].level < heading.level]
        over.append(tuple(open_ones))
        open_ones.append(number)
    return over


def _taken(headings: Sequence[OrgHeading], over: Sequence[Sequence[int]]) -> list[tuple[int, int | None]]:
    """Which headings, and which points in them, are topics."""
    boxed = [number for number, heading in enumerate(headings) if any(point.box for point in heading.points)]
    is_open = boxed or any(heading.keyword and not heading.is_done for heading in headings)
    parents = {each for heads in over for each in heads}
    if is_open:
        named = {n for n, heading in enumerate(headings) if heading.keyword} | {*boxed}
        groups = {each for number in named for each in over[number]}
        chosen, holds = named - groups - {*boxed}, {*boxed}
    else:
        leaves = {n for n, heading in enumerate(headings) if n not in parents and (heading.level or heading.points)}
        lists = {n for n in leaves if _is_list(headings[n])}
        holds = lists if 2 * len(lists) >= len(leaves) else set()
        chosen = {
            n for n in leaves - holds if headings[n].level and (headings[n].keyword or is_title(headings[n].text.text))
        }
    found: list[tuple[int, int | None]] = [(number, None) for number in chosen]
    for number in holds:
        points = headings[number].points
        groups = {each.parent for each in points if each.parent is not None and (each.box or not is_open)}
        found += [
            (number, each)
            for each, point in enumerate(points)
            if each not in groups and (point.box if is_open else is_title(point.text.text))
        ]
    return sorted(found, key=lambda each: (each[0], each[1] or 0))


def _is_list(heading: OrgHeading) -> bool:
    """Links alone are what a heading is learnt with."""
    titles = sum(is_title(point.text.text) for point in heading.points)
    is_more = any(not point.text.only_links for point in heading.points)
    return is_more and not heading.keyword and titles > 1 and not heading.texts and 2 * titles > len(heading.points)


def _title(page: OrgPage, over: Sequence[Sequence[int]], taken: Sequence[tuple[int, int | None]]) -> tuple[str, int]:
    """What the file is called, and how many headings over a topic say no more than that."""
    top = {over[number][0] if over[number] else number for number, _ in taken if page.headings[number].level}
    deep = min((len(over[number]) + (point is not None) for number, point in taken), default=0)
    if len(top) == 1 and not page.title and deep > 1:
        return page.headings[next(iter(top))].text.text, 1
    return page.title, 0


def _topic(page: OrgPage, over: Sequence[Sequence[int]], inner: int, number: int, within: int | None) -> _Topic:
    heading = page.headings[number]
    names = [page.headings[each].text.text for each in over[number]]
    point = heading.points[within] if within is not None else None
    if point is not None and heading.level:
        names.append(heading.text.text)
    return _Topic(
        heading=heading,
        point=point,
        inside=tuple(_inside(heading, within)),
        within=(*(shortened(name)[0] for name in names[inner:]), *_around(heading, point)),
        data=take_out((point or heading).text.text),
    )


def _inside(heading: OrgHeading, number: int | None) -> Iterator[OrgPoint]:
    """Points below a point; of a heading all of them."""
    inside = {number}
    for each, point in enumerate(heading.points):
        if number is None or point.parent in inside:
            inside.add(each)
            yield point


def _around(heading: OrgHeading, point: OrgPoint | None) -> list[str]:
    around: list[str] = []
    while point is not None and point.parent is not None:
        point = heading.points[point.parent]
        around.insert(0, shortened(take_out(point.text.text).text)[0].rstrip(" :"))
    return around


def _refuse_text(path: Path, page: OrgPage, topics: Sequence[_Topic]) -> None:
    listed = sum(len(topic.data.text) for topic in topics)
    text = sum(len(line) for heading in page.headings for line in heading.texts)
    has_state = any(topic.heading.keyword or (topic.point and topic.point.box) for topic in topics)
    if not topics or not (has_state or 4 * listed >= text):
        sentence = f"{path}: this is a text in Org rather than an outline of topics"
        raise InvalidFile(sentence, PICTURE)


def _in_phases(topics: Sequence[_Topic]) -> bool:
    outermost = {topic.within[0] for topic in topics if topic.within}
    named = sum(map(is_phase, outermost))
    return any(len(topic.within) > 1 for topic in topics) or (bool(named) and 2 * named >= len(outermost))


def _item(path: Path, topic: _Topic, *, in_phases: bool) -> Item:
    own, heading = topic.data, topic.heading
    names = list(topic.within)
    phase = names.pop(0) if in_phases and names else ""
    title, rest = shortened(own.text)
    notes = [*([rest] if rest else []), *_texts(topic)]
    status = _status(topic)
    closed = heading.closed if status == "done" else None
    properties: Mapping[str, str] = {} if topic.point else heading.properties
    ids = [properties["ID"]] if "ID" in properties else []
    return Item(
        place=f"{path}:{topic.line}",
        title=title.rstrip(" :"),
        phase=phase,
        module=": ".join(names),
        id=properties.get("CUSTOM_ID", ""),
        status=status,
        requires=(*own.requires, *(each for name in _NEEDS for each in _needed(properties.get(name, "")))),
        resources=tuple(link for link in _links(topic) if leads_to_the_web(link.url)),
        known_as=(*own.known_as, *ids),
        started=own.started,
        finished=(own.finished or closed) if status == "done" else None,
        minutes=0 if topic.point else heading.minutes,
        notes=("\n".join(notes),) if notes else (),
        formerly=(said,) if (said := (topic.point or heading).text.text) != title else (),
    )


def _texts(topic: _Topic) -> Iterator[str]:
    """What stands below a topic, where it is more than links."""
    if topic.point is None:
        yield from (text.text for text in map(org_text, topic.heading.texts) if text.text and not text.only_links)
    else:
        yield from topic.point.below
    for point in topic.inside:
        if not point.text.only_links:
            yield point.text.text
        yield from point.below


def _links(topic: _Topic) -> list[Resource]:
    texts: list[OrgText] = [(topic.point or topic.heading).text, *(point.text for point in topic.inside)]
    if topic.point is not None:
        return [link for text in texts for link in text.links]
    urls = [topic.heading.properties[name] for name in _LINKS if name in topic.heading.properties]
    texts += map(org_text, topic.heading.texts)
    return [*(Resource(url, url) for url in urls), *(link for text in texts for link in text.links)]


def _status(topic: _Topic) -> Status:
    text = (topic.point or topic.heading).text
    if text.struck:
        return "skipped"
    if topic.point is not None and topic.point.box is not None:
        return _BOXES[topic.point.box]
    if topic.point is not None:
        return "done" if topic.data.finished or topic.data.is_done else "todo"
    return _status_of_keyword(topic.heading)


def _status_of_keyword(heading: OrgHeading) -> Status:
    keyword = heading.keyword
    if heading.is_done:
        return "skipped" if keyword in _SKIPPED or status_of(keyword) == "skipped" else "done"
    return "doing" if keyword in _DOING or status_of(keyword) == "doing" else "todo"


def _needed(value: str) -> list[str]:
    """Names, links or ids: `ids(a b)` as org-edna has it."""
    grouped = _IDS.findall(value)
    if grouped:
        return [each.removeprefix("id:").strip('"') for group in grouped for each in group.split()]
    return inline_data.parts(_TARGET.sub(r"\1", value))


def _length(topic: _Topic) -> Length | None:
    effort = "" if topic.point else topic.heading.properties.get("EFFORT", "")
    return topic.data.hours or (length_of(effort) if effort else None)


def _untold(path: Path, topics: Sequence[_Topic]) -> Iterator[Unplaced]:
    """What is said of topics and becomes nothing."""
    strange = []
    for topic in topics:
        place, heading = f"{path}:{topic.line}", topic.heading
        strange.append((place, topic.data))
        if not topic.data.text:
            yield Unplaced(place, "", UNTITLED)
        if topic.point is None:
            strange.append((place, InlineData("", strange=tuple(_of_heading(heading)))))
            effort = heading.properties.get("EFFORT", "")
            if effort and length_of(effort) is None:
                yield Unplaced(place, short(effort), "this is no number of hours")
        for link in _links(topic):
            if not leads_to_the_web(link.url):
                yield no_web_page(place, f"{link.title} {link.url}")
    yield from inline_data.told(strange)


def _of_heading(heading: OrgHeading) -> Iterator[str]:
    yield from (f"tag {tag}" for tag in heading.tags)
    yield from heading.planned
    if heading.priority:
        yield "a priority"
    yield from (f"property {name}" for name in heading.properties if name not in _READ | _OF_EMACS)


def _left(
    path: Path, page: OrgPage, over: Sequence[Sequence[int]], taken: Sequence[tuple[int, int | None]]
) -> Iterator[Unplaced]:
    """Headings without topics, and what is said of headings that hold topics."""
    own = {number for number, point in taken if point is None}
    used = {point for point in taken if point[1] is not None}
    groups = {each for number, _ in taken for each in (*over[number], number)} - own
    tags = (
        (f"{path}:{page.headings[n].line}", InlineData("", strange=tuple(_of_heading(page.headings[n]))))
        for n in sorted(groups)
    )
    yield from inline_data.told(tags)
    for number, heading in enumerate(page.headings):
        place = f"{path}:{heading.line}"
        if number in own:
            continue
        if heading.level and number not in groups:
            yield Unplaced(place, short(heading.text.text), "a heading without topics")
        if heading.keyword and number in groups:
            yield Unplaced(
                place, short(f"{heading.keyword} {heading.text.text}"), "its topics say themselves how far they are"
            )
        if heading.minutes or "EFFORT" in heading.properties:
            yield Unplaced(place, short(heading.text.text), "it says hours of a group, which only topics have")
        if heading.texts:
            yield Unplaced(place, short(" ".join(heading.texts)), "text outside of the list")
        yield from _left_points(path, number, heading, used)


def _left_points(
    path: Path, number: int, heading: OrgHeading, used: Collection[tuple[int, int | None]]
) -> Iterator[Unplaced]:
    """What stands below a point that is a topic is its note."""
    told = {index for index, _ in enumerate(heading.points) if (number, index) in used}
    parents = {each.parent for each in heading.points}
    for index, point in enumerate(heading.points):
        if point.parent in told:
            told.add(index)
        if index not in told and index not in parents:
            yield Unplaced(f"{path}:{point.line}", short(point.text.text), "a point without a box")
