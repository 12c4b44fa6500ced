"""A template of Todoist as CSV: a list with sections, tasks within tasks and remarks, which is read as the Markdown that it
could be. Each row gets the line there that it has in the file, so that places stay right.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from roadmap_cli.domain.outline import Outline, Unplaced
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports import checklist
from roadmap_cli.imports.vocabulary import short

_DEEPEST = 5
"""No task stands deeper there."""


def outline(path: Path, text: str) -> Outline:
    """Raises InvalidFile with the line of the first fault."""
    rows = dict(_rows(path, text))
    lines = [""] * max(rows, default=1)
    depth = 1
    for line, cells in rows.items():
        depth = _depth(cells) if cells["TYPE"] == "task" else depth
        lines[line - 1] = _as_markdown(cells, depth)
    found = checklist.outline(path, "\n".join(lines))
    said = {f"{path}:{line}": why for line, cells in rows.items() if (why := title_line(cells.get("DESCRIPTION", "")))}
    items = tuple(item._replace(why=said.pop(item.place, item.why)) for item in found.items)
    left = (Unplaced(place, short(why), "a remark on a group") for place, why in said.items())
    return found._replace(items=items, unplaced=(*found.unplaced, *left))


def _rows(path: Path, text: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """With the line on which each begins."""
    reader = csv.DictReader(io.StringIO(text, newline=""), restval="", strict=True)
    first = 1
    try:
        for row in reader:
            yield first + 1, {name: cell for name, cell in row.items() if isinstance(cell, str)}
            first = reader.line_num
    except csv.Error as error:
        sentence = f"{path}:{first + 1}: not a row of a table: {error}"
        raise InvalidFile(sentence) from error


def _depth(cells: Mapping[str, str]) -> int:
    indent = cells.get("INDENT", "").strip()
    return min(int(indent), _DEEPEST) if indent.isdecimal() else 1


def _as_markdown(cells: Mapping[str, str], depth: int) -> str:
    content = title_line(cells.get("CONTENT", ""))
    match cells["TYPE"]:
        case "section" if content:
            return f"## {content}"
        case "task" if content:
            return f"{'  ' * (depth - 1)}- [ ] {' '.join([content, *_fields(cells)])}"
        case "note" if content:
            return f"{'  ' * depth}- {content}"
    return ""


def _fields(cells: Mapping[str, str]) -> Iterator[str]:
    length, date = (title_line(cells.get(name, "")) for name in ("DURATION", "DATE"))
    if length.isdecimal():
        yield f"[duration:: {length} {cells.get('DURATION_UNIT', '')}]"
    if date:
        yield f"[due:: {date}]"
