"""The box before a point of a list, as people draw it: in brackets or as a picture."""

import re
from itertools import pairwise
from typing import NamedTuple

from roadmap_cli.domain.roadmap import Status
from roadmap_cli.imports.title_form import is_ordered, is_title, names_resources

_IN_BRACKETS: dict[str, Status] = {
    "": "todo",
    **dict.fromkeys("xX✓✔*oO", "done"),
    "/": "doing",
    "-": "skipped",
}
_PICTURES: dict[str, Status] = {
    **dict.fromkeys("✅☑☒✔✓", "done"),
    **dict.fromkeys("⬜☐🔲", "todo"),
    **dict.fromkeys("❌🚫", "skipped"),
    **dict.fromkeys("🚧⏳🔄", "doing"),
}
_VARIANT = "\ufe0f?"
"""By which some of them are shown in colour."""
_KNOWN = (
    rf"\[[ \t]{{0,9}}(?P<known>[{re.escape(''.join(_IN_BRACKETS))}]?){_VARIANT}[ \t]{{0,9}}\](?:\s+|$|(?=[^\s(\[:]))"
)
_ROUND = r"\((?P<round>[ x])\)[ \t]+(?=\S)"
_STRANGE = r"\[(?P<strange>[^\s\d\[\]])\](?:\s+|$)"
"""A number in brackets is a footnote."""
_PICTURE = rf"(?P<picture>[{''.join(_PICTURES)}]){_VARIANT}\s*"
BOX = f"(?:{_KNOWN}|{_PICTURE}|{_ROUND}|{_STRANGE})"
_BOX = re.compile(BOX)
_WITHOUT_GAP = re.compile(r"^([ \t>]*[-*+])(?=\[[ \t]{0,9}[xX]?[ \t]{0,9}\][ \t])", re.MULTILINE)
BULLETS = "•‣◦▪●○"
_BULLET = re.compile(rf"^([ \t>]*)[{BULLETS}][ \t]+", re.MULTILINE)
_DRAWN = rf"[☐☑☒⬜🔲]{_VARIANT}[ \t]*|\[[ \t]?[xX]?[ \t]?\][ \t]+|\([ x]\)[ \t]+"
_WITHOUT_POINT = re.compile(rf"^([ \t>]*)(?=(?:{_DRAWN})[^\s\[(][^|\n]*$)", re.MULTILINE)
_OPEN = re.compile(r"^[ \t>]*(?:[☐⬜🔲]|\[[ \t]?\][ \t]|\([ ]\)[ \t])", re.MULTILINE)
_TICKED = re.compile(rf"^([ \t>]*)(?=[✅✔✓❌]{_VARIANT}[ \t]*\S)", re.MULTILINE)

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]|^ {0,3}=+[ \t]*$", re.MULTILINE)
_LABEL = re.compile(r"(?![-*+][ \t]|[#>|\[]|\d{1,9}[.)]\s)\S")
_POINT = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_KEYWORDS = {
    **dict.fromkeys(("TODO", "LATER", "WAITING", "WAIT"), "[ ]"),
    **dict.fromkeys(("DOING", "NOW", "IN-PROGRESS"), "[/]"),
    "DONE": "[x]",
    **dict.fromkeys(("CANCELED", "CANCELLED"), "[-]"),
}
"""The first word of a point of Logseq that is a task."""
KEYWORD = rf"(?P<point>[-*+])[ \t]+(?P<keyword>{'|'.join(_KEYWORDS)})[ \t]+(?=\S)"
_KEYWORD = re.compile(rf"^(?P<before>[ \t>]*){KEYWORD}", re.MULTILINE)
_ANY_POINT = re.compile(r"^[ \t>]*[-*+][ \t]", re.MULTILINE)


class Checkbox(NamedTuple):
    """`status` is None for a mark that nobody knows; the text of the point begins at `end`."""

    mark: str
    status: Status | None
    end: int


def box_of(text: str) -> Checkbox | None:
    match = _BOX.match(text)
    if match is None:
        return None
    known = match["known"] or (match["round"] or "").strip()
    status = _PICTURES[match["picture"]] if match["picture"] else _IN_BRACKETS.get(known, "todo")
    return Checkbox(match[0].strip(), None if match["strange"] else status, match.end())


def with_gaps(text: str) -> str:
    """`-[ ] a`, `☐ a` and `• a` are no lists in Markdown, but they are meant as such. A tick alone may be an ornament. And
    `- DONE a` is `- [x] a`. Lines keep their numbers.
    """
    text = _with_headings(_with_boxes(_BULLET.sub(r"\1- ", text)))
    has_open = _OPEN.search(text) is not None
    text = _WITHOUT_POINT.sub(r"\1- ", _WITHOUT_GAP.sub(r"\1 ", text))
    return _TICKED.sub(r"\1- ", text) if has_open else text


def _with_boxes(text: str) -> str:
    """A single keyword among other points may be a word of a title."""
    if len(_KEYWORD.findall(text)) == 1 and len(_ANY_POINT.findall(text)) > 1:
        return text
    return _KEYWORD.sub(lambda match: f"{match['before']}{match['point']} {_KEYWORDS[match['keyword']]} ", text)


def _with_headings(text: str) -> str:
    """Where there are no headings, a line such as `Basics:`, `**Basics**` or `Week 2` over a list is one."""
    if len(_HEADING.findall(text)) > 1:
        return text
    lines = text.split("\n")
    for number, (line, below) in enumerate(pairwise(lines)):
        if not _LABEL.match(line) or not _POINT.match(below or "".join(lines[number + 2 : number + 3])):
            continue
        name = line.strip(" \t:*")
        if line.rstrip(" \t*").endswith(":") or line.rstrip().endswith("**") or is_ordered(name):
            lines[number] = (
                f"###### {name}" if is_title(name) and "**" not in name and not names_resources(name) else line
            )
    return "\n".join(lines)


def is_done_picture(box: Checkbox) -> bool:
    """A tick that somebody put before what is done; what is not has none, then."""
    return box.status == "done" and box.mark[:1] in _PICTURES
