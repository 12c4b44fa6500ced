"""A board of Trello as JSON: lists with cards, in the order in which they are seen there.

A list is a module, unless its name says how far one is (Doing, Done): then the first label of a card is its module.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Outline, Unplaced
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.imports import inline_data
from roadmap_cli.imports.inline_data import InlineData, item_of
from roadmap_cli.imports.json_value import Value
from roadmap_cli.imports.lengths import rules_of
from roadmap_cli.imports.vocabulary import (
    UNTITLED,
    counted,
    day_of_moment,
    none_read,
    short,
    steps_in,
    steps_told,
    title_of,
    without_addresses,
)

KEY = "cards"


class _List(NamedTuple):
    """`status` is None for one that says nothing of it."""

    name: str
    place: int
    closed: bool
    status: Status | None


class _Card(NamedTuple):
    """`checked` are the points of its checklists, and whether each is ticked."""

    value: Value
    within: _List
    labels: tuple[str, ...]
    checked: tuple[tuple[str, bool], ...]


def outline(path: Path, document: Value) -> Outline:
    lists = _lists(document)
    cards = counted(path, sorted(_cards(document, lists), key=_order))
    kept = [each for each in cards if not _is_archived(each)]
    found = [_item(each) for each in kept]
    return Outline(
        title_line(document.of("name").text()) or title_of(path),
        tuple(inline_data.with_prerequisites([item for item, _ in found if item.title])),
        (
            *(each for card in cards for each in _unplaced(card)),
            *inline_data.told((item.place, data) for item, data in found),
            *_unused(document, kept),
        ),
        rules=(
            *steps_told(each.name for each in lists.values() if each.status),
            *rules_of(data.hours for _, data in found),
        ),
    )


def _lists(document: Value) -> dict[str, _List]:
    entries = sorted(document.of("lists").each(), key=lambda each: each.of("pos").number())
    names = [title_line(each.of("name").text()) for each in entries]
    steps = steps_in(names)
    return {
        each.of("id").name(): _List(
            name=name,
            place=place,
            closed=each.of("closed").flag(),
            status=steps.get(name),
        )
        for place, (each, name) in enumerate(zip(entries, names, strict=True))
    }


def _cards(document: Value, lists: Mapping[str, _List]) -> Iterator[_Card]:
    checklists: dict[str, list[Value]] = {}
    for each in document.of("checklists").each():
        checklists.setdefault(each.of("idCard").text(), []).append(each)
    for value in document.of(KEY).each():
        within = lists.get(value.of("idList").text())
        if within is None:
            raise value.of("idList").fault("is the id of no list")
        points = [
            point
            for checklist in sorted(checklists.get(value.of("id").text(), ()), key=_position)
            for point in sorted(checklist.of("checkItems").each(), key=_position)
        ]
        checked = ((title_line(point.of("name").text()), point.of("state").text() == "complete") for point in points)
        labels = (
            title_line(label.of("name").text() or label.of("color").text()) for label in value.of("labels").each()
        )
        yield _Card(
            value=value,
            within=within,
            labels=tuple(filter(None, labels)),
            checked=tuple(each for each in checked if each[0]),
        )


def _position(value: Value) -> float:
    return value.of("pos").number()


def _order(card: _Card) -> tuple[int, float]:
    return card.within.place, _position(card.value)


def _is_archived(card: _Card) -> bool:
    return card.within.closed or card.value.of("closed").flag() or card.value.of("isTemplate").flag()


def _item(card: _Card) -> tuple[Item, InlineData]:
    value, within = card.value, card.within
    item, data = item_of(value.place, title_line(value.of("name").text()))
    why = title_line(value.of("desc").text())
    attached = (each.of("url").text().strip() for each in value.of("attachments").each())
    links = (*(link.url for link in item.resources), *without_addresses(why)[1])
    urls = dict.fromkeys((*links, *filter(leads_to_the_web, attached)))
    identifier = value.of("id").text().strip()
    status: Status = "done" if value.of("dueComplete").flag() else within.status or item.status
    day = day_of_moment(value.of("dateCompleted").text()) or item.finished
    return item._replace(
        module=within.name if within.status is None else next(iter(card.labels), ""),
        status=status,
        resources=tuple(Resource(url, url) for url in urls),
        known_as=(*((identifier,) if identifier else ()), *item.known_as),
        finished=day if status == "done" else None,
        why=why,
        criteria=tuple(name for name, _ in card.checked),
        ticks=tuple(Resource(name, "") for name, is_ticked in card.checked if is_ticked),
    ), data


def _unplaced(card: _Card) -> Iterator[Unplaced]:
    name = short(card.value.of("name").text())
    if _is_archived(card):
        yield Unplaced(card.value.place, name, "it is archived there, or the pattern of others")
        return
    if not name:
        yield Unplaced(card.value.place, "", UNTITLED)
    for each in card.value.of("attachments").each():
        if not leads_to_the_web(each.of("url").text().strip()):
            yield Unplaced(each.place, short(each.of("name").text()), "it leads to no web page")


def _unused(document: Value, cards: list[_Card]) -> Iterator[Unplaced]:
    """What is told once for all cards: labels that are no modules, and the days by which they were due."""
    place = str(document.path)
    labels = Counter(f"label {name}" for card in cards for name in card.labels[card.within.status is not None :])
    days = Counter(key for card in cards for key in ("due", "start") if card.value.of(key).content)
    yield from none_read(place, labels)
    yield from none_read(place, days)
