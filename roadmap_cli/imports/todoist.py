"""A template of Todoist as CSV: a list with sections, tasks within tasks and remarks, which is read as the Markdown that it
could be. Each row gets the line there that it has in the file, so that places stay right.
"""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path

from roadmap_cli.domain.outline import Outline, Unplaced
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.imports import checklist
from roadmap_cli.imports.delimited import read_cells
from roadmap_cli.imports.vocabulary import short

_DEEPEST = 5
"""No task stands deeper there."""


def outline(path: Path, text: str) -> Outline:
    """Raises InvalidFile with the line of the first fault."""
    table = read_cells(path, text)
    rows = {line: dict(zip_longest(table.header, cells, fillvalue="")) for line, cells in table.rows}
    lines = [""] * max(rows, default=1)
    depth = 1
    for line, cells in rows.items():
        depth = _depth(cells) if cells.get("TYPE", "") == "task" else depth
        lines[line - 1] = _as_markdown(cells, depth)
    found = checklist.outline(path, "\n".join(lines))
    said = {f"{path}:{line}": why for line, cells in rows.items() if (why := title_line(cells.get("DESCRIPTION", "")))}
    items = tuple(item._replace(why=said.pop(item.place, item.why)) for item in found.items)
    left = (Unplaced(place, short(why), "a remark on a group") for place, why in said.items())
    return found._replace(items=items, unplaced=(*found.unplaced, *left))


def _depth(cells: Mapping[str, str]) -> int:
    indent = cells.get("INDENT", "").strip()
    return min(int(indent), _DEEPEST) if indent.isdecimal() else 1


def _as_markdown(cells: Mapping[str, str], depth: int) -> str:
    content = title_line(cells.get("CONTENT", ""))
    match cells.get("TYPE", ""):
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
