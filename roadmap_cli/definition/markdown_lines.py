"""Texts of several lines in the Markdown form. As in all Markdown a line that ends is a space, an empty line parts
paragraphs, a backslash at its end is a line of its own, and what is fenced stands as it is.
"""

import re
from collections.abc import Iterator

from roadmap_cli.definition.markdown_text import begun, in_a_line, plain, without_remark

KEYS = ("summary", "goal", "metaphor", "warning", "topic")
"""What stands before a text at the left edge."""
_KEY = re.compile(rf"(?:{'|'.join(KEYS)})[ \t]*(?=:)", re.IGNORECASE)
_FENCE = re.compile(r"(`{3,})[^`]*")
_CLEAN_FENCE = re.compile(r"`{3,}[\w+-]*")
_ON_ITS_OWN = re.compile(r"(?:[-*+]|\d{1,9}[.)]) |[>|#]")
"""How a line begins that goes on with no other."""
_UNCLEAN = re.compile(r"[\x00-\x1f\x7f-\x9f]|[ \t]\Z|\A *a:", re.IGNORECASE)
"""What cannot stand within fences as it is."""


def folded(raw: str) -> str:
    """What a text of several lines says. Raises RemarkWithinError."""
    lines = raw.split("\n")
    fenced = _fenced(lines)
    lines = [line if number in fenced else line.lstrip(" ") for number, line in enumerate(lines)]
    text: list[str] = []
    for number, line in enumerate(lines):
        is_last = number == len(lines) - 1
        breaks = not is_last and number not in fenced and line.endswith("\\")
        said = line if number in fenced else plain(without_remark(line[:-1] if breaks else line))
        goes_on = not is_last and not breaks and not _stays(lines, number, fenced)
        text += (said, "" if is_last else " " if goes_on else "\n")
    return "".join(text)


def written(text: str, *, at_the_edge: bool = False) -> list[str]:
    """The lines of a text, of which `folded` makes the same again."""
    core = text.strip("\n")
    if not core:
        return ["&#10;" * len(text)]
    before, after = len(text) - len(text.lstrip("\n")), len(text) - len(text.rstrip("\n"))
    lines = core.split("\n")
    fenced = set() if at_the_edge else _cleanfences(lines, first=bool(before), last=len(lines) - bool(after))
    found = [line if number in fenced else _line(line, at_the_edge=at_the_edge) for number, line in enumerate(lines)]
    found[0] = "&#10;" * before + found[0]
    found[-1] += "&#10;" * after
    broken = [number for number in range(len(found) - 1) if not _stays(found, number, fenced)]
    for number in broken:
        found[number] += "\\"
    return found


def _line(line: str, *, at_the_edge: bool) -> str:
    escaped = in_a_line(line)
    if at_the_edge:
        return begun(escaped, _KEY)
    return f"\\{escaped}" if escaped.startswith("```") else escaped


def _stays(lines: list[str], number: int, fenced: set[int]) -> bool:
    """Whether the end of a line stays one."""
    following = lines[number + 1]
    is_paragraph = not lines[number] or not following
    return is_paragraph or bool({number, number + 1} & fenced) or _ON_ITS_OWN.match(following) is not None


def fences(lines: list[str]) -> Iterator[range]:
    """The lines from a fence to the one that closes it, else to the end."""
    number = 0
    while number < len(lines):
        fence = _FENCE.fullmatch(lines[number].lstrip(" "))
        end = number
        if fence:
            closing = (at for at in range(number + 1, len(lines)) if _closes(lines[at], fence[1]))
            end = next(closing, len(lines) - 1)
            yield range(number, end + 1)
        number = end + 1


def _closes(line: str, fence: str) -> bool:
    found = line.strip(" ")
    return found.startswith(fence) and not found.strip("`")


def _fenced(lines: list[str]) -> set[int]:
    return {number for each in fences(lines) for number in each}


def _cleanfences(lines: list[str], first: int, last: int) -> set[int]:
    """Of lines from the first to the last, those within fences that can stand as they are."""
    found = set[int]()
    for each in fences(lines):
        inside = [lines[number] for number in each]
        is_closed = len(inside) > 1 and _closes(inside[-1], inside[0][: len(inside[0]) - len(inside[0].lstrip("`"))])
        is_clean = is_closed and _CLEAN_FENCE.fullmatch(inside[0]) and not any(map(_UNCLEAN.search, inside))
        if is_clean and each[0] >= first and each[-1] < last:
            found.update(each)
        else:
            break
    return found
