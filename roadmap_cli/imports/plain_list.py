"""A plain list: a topic a line, groups parted by empty lines. A line that ends with a colon, stands in capitals or over lines
that stand deeper heads a group.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from roadmap_cli.domain.outline import Item, Outline, Unplaced
from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports import inline_data
from roadmap_cli.imports.inline_data import InlineData, item_of, take_out
from roadmap_cli.imports.lengths import rules_of
from roadmap_cli.imports.title_form import is_title
from roadmap_cli.imports.vocabulary import counted, short, title_of, without_addresses

FEWEST = 3
"""Lines. Fewer may be anything."""
_CODE = re.compile(
    r"[{}<>;\\]|\s=\s|\w\(|\w=|^[\[\]/$%&=|]|^\d{4}-\d\d-\d\d[ T]|^[\w.-]+:(?:\s|$)(?!$)|^(?:import|from|def|export|set)\s"
    r"|^\.[a-z]|^\*\.|/$|^[A-Z][A-Z-]+[A-Z](?:;[^:]*)?:\S"
)
"""What programs, their settings and their records look like."""
_RULE = re.compile(r"\W+")
PICTURE = "write a topic a line, and a line that ends with a colon over each group of them"


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
    lines = counted(path, _lines(path, text))
    topics = [(item, data) for item, data in lines if is_title(data.text)]
    sentences = (item for item, data in lines if not is_title(data.text))
    items = [item for item, _ in topics]
    return Outline(
        title_of(path),
        tuple(inline_data.with_prerequisites(items)),
        (
            *(Unplaced(each.place, short(each.title), "a sentence, not a title") for each in sentences),
            *inline_data.told((item.place, data) for item, data in topics),
        ),
        inferred="groups from the lines that end with a colon, stand in capitals or over deeper ones"
        if any(item.module for item in items)
        else "",
        rules=rules_of(data.hours for _, data in topics),
    )


def _lines(path: Path, text: str) -> Iterator[tuple[Item, InlineData]]:
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
            item, data = item_of(f"{path}:{number}", said)
            within = (*([group] if group else []), *(name for _, name in open_ones))
            phase, module = (within[0], within[1:]) if len(within) > 1 else ("", within)
            yield item._replace(phase=phase, module=": ".join(module)), data


def _says(line: str) -> bool:
    return bool(line.strip()) and _RULE.fullmatch(line.strip()) is None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _heads(line: str) -> bool:
    """A word in capitals may as well be a name, such as SQL."""
    return line.endswith(":") or (line.isupper() and len(line.split()) > 1)
