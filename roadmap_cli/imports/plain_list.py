"""A plain list: a topic a line, groups parted by empty lines. A line that ends with a colon, stands in capitals or over lines
that stand deeper heads a group.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Outline, Unplaced
from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports import inline_data
from roadmap_cli.imports.inline_data import InlineData, take_out
from roadmap_cli.imports.lengths import rules_of
from roadmap_cli.imports.title_form import is_title
from roadmap_cli.imports.vocabulary import counted, short, title_of, without_addresses

FEWEST = 3
"""Lines. Fewer may be anything."""
_CODE = re.compile(
    r"[{}<>;\\]|\s=\s|\w\(|\w=|^[\[\]/$%&=|]|^\d{4}-\d\d-\d\d[ T]|^[\w.-]+:(?:\s|$)(?!$)|^(?:import|from|def|export|set)\s"
    r"|^[A-Z][A-Z-]+[A-Z](?:;[^:]*)?:\S"
)
"""What programs, their settings and their records look like."""
_RULE = re.compile(r"\W+")
PICTURE = "write a topic a line, and a line that ends with a colon over each group of them"


class _Line(NamedTuple):
    number: int
    data: InlineData
    links: tuple[str, ...]
    within: tuple[str, ...]


def is_list(lines: Sequence[str]) -> bool:
    """Whether most lines look like titles, and none like a program or like the middle of a sentence."""
    said = [line.strip() for line in lines if line.strip()]
    titles = [line for line in said if _looks_like_title(line)]
    return len(titles) >= FEWEST and 5 * len(titles) >= 4 * len(said)


def _looks_like_title(line: str) -> bool:
    plain = take_out(without_addresses(line)[0]).text or line
    return is_title(plain) and not plain.endswith((".", ",", ";", "!")) and not _CODE.search(plain.removesuffix(":"))


def outline(path: Path, text: str) -> Outline:
    """Raises InvalidFile where it is a text."""
    if not is_list(text.split("\n")):
        sentence = f"{path}: this is a text rather than a list of topics"
        raise InvalidFile(sentence, PICTURE)
    lines = counted(path, _lines(text))
    topics = [line for line in lines if is_title(line.data.text)]
    told = [
        *(
            Unplaced(f"{path}:{line.number}", short(line.data.text), "a sentence, not a title")
            for line in lines
            if line not in topics
        ),
        *(each for line in topics for each in inline_data.told(f"{path}:{line.number}", line.data)),
        *inline_data.strange((f"{path}:{line.number}", line.data) for line in topics),
    ]
    return Outline(
        title_of(path),
        tuple(inline_data.with_prerequisites([_item(path, line) for line in topics])),
        tuple(told),
        inferred="groups from the lines that end with a colon, stand in capitals or over deeper ones"
        if any(line.within for line in topics)
        else "",
        rules=rules_of(line.data.hours for line in topics),
    )


def _lines(text: str) -> Iterator[_Line]:
    group = ""
    open_ones: list[tuple[int, str]] = []
    written = [(number, line) for number, line in enumerate(text.expandtabs().split("\n"), start=1) if _says(line)]
    for (number, line), (following, below) in pairwise([*written, (0, "")]):
        said, indent = line.strip(), _indent(line)
        open_ones = [each for each in open_ones if each[0] < indent]
        if _indent(below) > indent:
            open_ones.append((indent, take_out(said).text.rstrip(" :")))
        elif _heads(said) and following == number + 1:
            group = said.rstrip(" :")
        else:
            plain, links = without_addresses(said)
            within = (*([group] if group else []), *(name for _, name in open_ones))
            yield _Line(number=number, data=take_out(plain or said), links=links, within=within)


def _says(line: str) -> bool:
    return bool(line.strip()) and _RULE.fullmatch(line.strip()) is None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _heads(line: str) -> bool:
    """A word in capitals may as well be a name, such as SQL."""
    return line.endswith(":") or (line.isupper() and len(line.split()) > 1)


def _item(path: Path, line: _Line) -> Item:
    data = line.data
    return Item(
        place=f"{path}:{line.number}",
        title=data.text,
        phase=line.within[0] if len(line.within) > 1 else "",
        module=": ".join(line.within[1:] or line.within),
        hours=data.hours.hours if data.hours else None,
        status="done" if data.is_done or data.finished else "todo",
        requires=data.requires,
        resources=tuple(Resource(data.text, url) for url in line.links),
        known_as=data.known_as,
        started=data.started,
        finished=data.finished,
    )
