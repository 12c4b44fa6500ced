"""The box before a point of a list, as people draw it: in brackets or as a picture."""

import re
from typing import NamedTuple

from roadmap_cli.domain.roadmap import Status

_IN_BRACKETS: dict[str, Status] = {
    "": "todo",
    **dict.fromkeys("xX✓✔*oO", "done"),
    "/": "doing",
    "-": "skipped",
}
_PICTURES: dict[str, Status] = {
    **dict.fromkeys("✅☑✔✓", "done"),
    **dict.fromkeys("⬜☐🔲", "todo"),
    **dict.fromkeys("❌🚫", "skipped"),
    **dict.fromkeys("🚧⏳🔄", "doing"),
}
_VARIANT = "\ufe0f?"
"""By which some of them are shown in colour."""
_KNOWN = (
    rf"\[[ \t]{{0,9}}(?P<known>[{re.escape(''.join(_IN_BRACKETS))}]?){_VARIANT}[ \t]{{0,9}}\](?:\s+|$|(?=[^\s(\[:]))"
)
_STRANGE = r"\[(?P<strange>[^\s\d\[\]])\](?:\s+|$)"
"""A number in brackets is a footnote."""
_PICTURE = rf"(?P<picture>[{''.join(_PICTURES)}]){_VARIANT}\s*"
BOX = f"(?:{_KNOWN}|{_PICTURE}|{_STRANGE})"
_BOX = re.compile(BOX)
_WITHOUT_GAP = re.compile(r"^([ \t>]*[-*+])(?=\[[ \t]{0,9}[xX]?[ \t]{0,9}\][ \t])", re.MULTILINE)


class Checkbox(NamedTuple):
    """`status` is None for a mark that nobody knows; the text of the point begins at `end`."""

    mark: str
    status: Status | None
    end: int


def box_of(text: str) -> Checkbox | None:
    match = _BOX.match(text)
    if match is None:
        return None
    status = _PICTURES[match["picture"]] if match["picture"] else _IN_BRACKETS.get(match["known"] or "", "todo")
    return Checkbox(match[0].strip(), None if match["strange"] else status, match.end())


def with_gaps(text: str) -> str:
    """`-[ ] a` is no list in Markdown, but it is meant as one."""
    return _WITHOUT_GAP.sub(r"\1 ", text)
