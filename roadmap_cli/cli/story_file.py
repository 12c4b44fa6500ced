"""A story as a text with a heading a part, for an editor."""

import re
from collections.abc import Iterator, Mapping, Sequence

from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.reports.story import PartLine

_MARKED = re.compile(r"\\*(?:#|<!--)")
"""How lines begin that could be taken for a heading or a remark, however often they are escaped."""
_NOTE = "<!-- Write below each heading. What is left empty stays open. -->"


def story_text(title: str, parts: Sequence[PartLine]) -> str:
    return "\n".join(_written(title, parts))


def read_story(text: str, parts: Sequence[PartLine]) -> tuple[str, Mapping[str, str]]:
    """The title, and the text of each part that stands there; what stands before the first heading belongs to the first
    part. A heading that was taken out takes out nothing: what stood below it stands with the part before.
    """
    names = {title_line(part.title).casefold(): part.id for part in parts}
    title, current, found = "", parts[0].id, dict[str, list[str]]()
    for line in text.splitlines():
        heading = line.removeprefix("## ").strip().casefold() if line.startswith("## ") else ""
        if heading in names:
            current = names[heading]
            found.setdefault(current, [])
        elif line.startswith("# ") and not title and not found:
            title = line.removeprefix("# ").strip()
        elif not (line.startswith("<!--") and line.endswith("-->")):
            found.setdefault(current, []).append(line[1:] if line[:1] == "\\" and _MARKED.match(line) else line)
    return title_line(title), {part: "\n".join(lines).strip() for part, lines in found.items()}


def _written(title: str, parts: Sequence[PartLine]) -> Iterator[str]:
    yield f"# {title}"
    yield _NOTE
    for part in parts:
        yield from ("", f"## {title_line(part.title)}")
        if part.prompt:
            yield f"<!-- {title_line(part.prompt).replace('-->', '')} -->"
        yield ""
        yield from (f"\\{line}" if _MARKED.match(line) else line for line in part.text.splitlines())
    yield ""
