"""The report that `roadmap export markdown` writes, read back: what it says of topics, their links, and their evidence."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Outline, Unplaced
from roadmap_cli.domain.phrasing import NO_HOURS
from roadmap_cli.domain.roadmap import ID, Choice, Option, Status
from roadmap_cli.imports.checkboxes import box_of
from roadmap_cli.imports.markdown import MarkdownBlock, Page, read_page
from roadmap_cli.imports.vocabulary import hours_of, minutes_of, no_web_page, short, title_of

SIGN = "\n| Phase | Done | Topics | Hours done | Hours left | Skipped |\n"
"""By which such a report is known."""
EVIDENCE = "Evidence"
_WORKED_OUT = {
    "": "the summary is worked out from the topics",
    "Next steps": "what comes next is worked out from the topics",
    "Recent activity": "a history needs its times, which only the JSON holds: roadmap export json",
}
_PHASE = re.compile(r"Phase \d+: (.*)")
_MODULE = re.compile(r"(.*) \(\d+ %\)")
_TOPIC = re.compile(rf"(.*) \(((?:[^()]* h|{NO_HOURS})(?:, [^()]*)?)\)")
_NAMES = rf"{ID}(?::{ID})?(?: {ID}(?::{ID})?)*"
_REMARK = re.compile(rf"<!-- (id: {ID}(?:; [a-z]+: {_NAMES})*) -->\s*$")
"""What stands behind a topic, a module, a phase, a choice or an option, and no reader sees."""
_CHOICE = re.compile(r"(.*) \((?:open|chosen|counted for now|not counted)\)")
_MARKS: dict[str, Status] = {"in progress": "doing", "skipped": "skipped"}
_THOUSANDS = re.compile(r",(?=\d{3}\b)")


class _Line(NamedTuple):
    """A block that is no heading, with the headings over it."""

    number: int
    block: MarkdownBlock
    phase: str
    module: str
    section: str
    """What is not a phase, by its own title."""
    phase_id: str = ""
    module_id: str = ""


def outline(path: Path, text: str) -> Outline:
    page = read_page(path, text)
    title = next((page.literal(block.text).text for block in page.blocks if block.kind == "heading"), "")
    lines = tuple(_lines(page))
    ticks = _ticks(page, lines)
    links, no_links = _resources(path, page, lines)
    points = [line for line in lines if line.phase and line.block.kind == "point" and line.block.parent is None]
    items = [
        _item(path, page, line)._replace(
            ticks=tuple(ticks.get(line.number, ())), resources=tuple(links.get(line.number, ()))
        )
        for line in points
    ]
    evidence, unplaced = _evidence(path, page, lines, [item.title for item in items])
    return Outline(
        title or title_of(path),
        tuple(item._replace(evidence=tuple(evidence.get(item.title, {}).values())) for item in items),
        (*_worked_out(path, page, lines), *_chosen(path, page, lines), *no_links, *unplaced),
        choices=tuple(_choices(page, lines)),
    )


def _lines(page: Page) -> Iterator[_Line]:
    phase = module = section = phase_id = module_id = ""
    for number, block in enumerate(page.blocks):
        match block.kind, block.level:
            case "heading", 3:
                module, module_id = _inside(_MODULE, page.literal(block.text).text), _name_of(block)
            case "heading", 2:
                title = page.literal(block.text).text
                named = _PHASE.fullmatch(title)
                phase, module, section = (named[1], "", "") if named else ("", "", title)
                phase_id, module_id = _name_of(block), ""
            case "heading", _:
                pass
            case _:
                yield _Line(
                    number=number,
                    block=block,
                    phase=phase,
                    module=module,
                    section=section,
                    phase_id=phase_id,
                    module_id=module_id,
                )


def _inside(form: re.Pattern[str], text: str) -> str:
    match = form.fullmatch(text)
    return match[1] if match else text


def _remark(block: MarkdownBlock) -> dict[str, tuple[str, ...]]:
    """The names in it, by what they say: `id`, `requires`, `option`, `topic`."""
    found = _REMARK.search(block.text)
    parts = (part.split(": ", 1) for part in found[1].split("; ")) if found else ()
    return {key: tuple(names.split()) for key, names in parts}


def _name_of(block: MarkdownBlock, key: str = "id") -> str:
    return next(iter(_remark(block).get(key, ())), "")


def _choices(page: Page, lines: Sequence[_Line]) -> Iterator[Choice]:
    """The list in the summary."""
    points = [each for each in lines if not (each.phase or each.section) and each.block.kind == "point"]
    for line in points:
        if line.block.parent is None and (name := _name_of(line.block)):
            below = (each.block for each in points if each.block.parent == line.number)
            options = tuple(Option(_name_of(each), _choice_title(page, each)) for each in below)
            topic = _name_of(line.block, "topic") or None
            yield Choice(id=name, title=_choice_title(page, line.block), options=options, topic=topic)


def _chosen(path: Path, page: Page, lines: Sequence[_Line]) -> Iterator[Unplaced]:
    for line in lines:
        text = page.literal(line.block.text).text
        if not (line.phase or line.section or line.block.parent is None) and text.endswith(" (chosen)"):
            yield Unplaced(
                f"{path}:{line.block.line}",
                short(text),
                "which option is chosen is no part of a roadmap: roadmap choose",
            )


def _choice_title(page: Page, block: MarkdownBlock) -> str:
    return _inside(_CHOICE, page.literal(block.text).text)


def _resources(path: Path, page: Page, lines: Sequence[_Line]) -> tuple[dict[int, list[Resource]], list[Unplaced]]:
    """What a topic is learned from, by the number of its point: links in points below it, and in boxes to tick."""
    found: dict[int, list[Resource]] = {}
    unplaced = []
    for line in lines:
        if line.phase and line.block.kind == "point" and line.block.parent is not None:
            box = box_of(line.block.text)
            words = page.literal(line.block.text[box.end if box else 0 :])
            found.setdefault(line.block.parent, []).extend(Resource(*each) for each in words.links)
            if box is None and not words.links:
                unplaced.append(no_web_page(f"{path}:{line.block.line}", words.text))
    return found, unplaced


def _ticks(page: Page, lines: Sequence[_Line]) -> dict[int, list[Resource]]:
    """What is ticked below a topic, by the number of its point."""
    found: dict[int, list[Resource]] = {}
    for line in lines:
        box = box_of(line.block.text)
        if line.phase and line.block.parent is not None and box is not None and box.status == "done":
            words = page.literal(line.block.text[box.end :])
            ticked = Resource(*words.links[0]) if words.links else Resource(words.text, "")
            found.setdefault(line.block.parent, []).append(ticked)
    return found


def _item(path: Path, page: Page, line: _Line) -> Item:
    box, remark = box_of(line.block.text), _remark(line.block)
    text = page.literal(line.block.text[box.end if box else 0 :]).text
    match = _TOPIC.fullmatch(text)
    title, (hours, *details) = (match[1], match[2].split(", ")) if match else (text, [""])
    said: list[Status] = ["done"] if box and box.status == "done" else []
    needs = [each.split(":") for each in remark.get("requires", ())]
    logged = next((detail.removesuffix(" logged") for detail in details if detail.endswith(" logged")), "")
    return Item(
        place=f"{path}:{line.block.line}",
        title=title,
        phase=line.phase,
        module=line.module,
        phase_id=line.phase_id,
        module_id=line.module_id,
        id=_name_of(line.block),
        requires=tuple(each[0] for each in needs if len(each) == 1),
        requires_option=tuple((each[0], each[1]) for each in needs if len(each) > 1),
        option=_name_of(line.block, "option"),
        stretch="stretch" in details,
        hours=hours_of(hours),
        status=next(iter([*said, *(_MARKS[each] for each in details if each in _MARKS)]), "todo"),
        minutes=minutes_of(_THOUSANDS.sub("", logged)),
    )


def _evidence(
    path: Path, page: Page, lines: Sequence[_Line], titles: Sequence[str]
) -> tuple[Mapping[str, Mapping[str, Resource]], list[Unplaced]]:
    """Links by the title of their topic and their address, and what is no address or of no one topic."""
    found: dict[str, dict[str, Resource]] = {}
    unplaced = []
    for line in lines:
        if line.section == EVIDENCE and line.block.kind == "point":
            words = page.literal(line.block.text)
            title = max((each for each in titles if f"{words.text} ".startswith(f"{each}: ")), key=len, default="")
            if words.links and titles.count(title) == 1:
                said, url = words.links[0]
                found.setdefault(title, {}).setdefault(url, Resource(said, url))
            else:
                place, why = f"{path}:{line.block.line}", "it is of no topic above, or of several"
                lost = Unplaced(place, short(words.text), why)
                unplaced.append(lost if words.links else no_web_page(place, words.text))
    return found, unplaced


def _worked_out(path: Path, page: Page, lines: Sequence[_Line]) -> Iterator[Unplaced]:
    """Each part once; one that says only that there is nothing is no loss."""
    for section, why in _WORKED_OUT.items():
        told = [line.block for line in lines if line.section == section and not line.phase]
        if told and (not section or told[0].kind == "point"):
            yield Unplaced(f"{path}:{told[0].line}", short(page.literal(told[0].text).text), why)
