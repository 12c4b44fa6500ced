"""The Markdown form of a roadmap as blocks: headings, items, what stands below an item, texts, fenced code. A strict form
that says on which line everything stands, so that it needs no reader of all Markdown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Sort = Literal["heading", "item", "below", "text", "code"]
_HEADING = re.compile(r"(#{1,6})(?:[ \t]+(.*))?")
_POINT = re.compile(r"([-*+]|\d{1,9}[.)])([ \t]+|$)")
_RULE = re.compile(r"([-*_])(?:[ \t]*\1){2,}")
_FENCE = re.compile(r"(`{3,}|~{3,})[ \t]*([^`]*)")
_LEADING = re.compile(r"[ \t]*")
BELOW = 2
"""Columns from which on something stands below an item."""
_MOST_BLANKS = 4
"""Between the sign of an item and its text; more belong to the text."""


class FormBlock(NamedTuple):
    """Its text is as it was written, without the sign. `level` is that of a heading."""

    line: int
    sort: Sort
    text: str
    level: int = 0


@dataclass
class _Open:
    """A block that may go on: from this column on lines belong to it."""

    line: int
    sort: Sort
    column: int = 0
    level: int = 0
    lines: list[str] = field(default_factory=list)

    def block(self) -> FormBlock:
        text = (" " if self.sort == "item" else "\n").join(self.lines).rstrip(" \n")
        return FormBlock(line=self.line, sort=self.sort, text=text, level=self.level)

    @property
    def is_interrupted(self) -> bool:
        """Whether an empty line came last."""
        return not self.lines or not self.lines[-1]


def blocks(lines: list[str], first: int) -> Iterator[FormBlock]:
    """`first` is the number of the first of the lines."""
    scanner = _Scanner()
    for number, line in enumerate(lines, start=first):
        yield from scanner.take(number, line)
    yield from scanner.end()


class _Scanner:
    def __init__(self) -> None:
        self.open: _Open | None = None
        self.fence = ""
        self.comment = False

    def take(self, number: int, written: str) -> Iterator[FormBlock]:
        leading = _LEADING.match(written)
        line = (leading[0].expandtabs(4) if leading else "") + written.lstrip(" \t").rstrip(" \t")
        text = line.lstrip(" ")
        column = len(line) - len(text)
        if self.fence or self.comment:
            yield from self._within(number, written, text)
        elif not text:
            if self.open:
                self.open.lines.append("")
        elif self._goes_on(column, text):
            pass
        else:
            yield from self._begin(number, column, text)

    def end(self) -> Iterator[FormBlock]:
        if self.open:
            yield self.open.block()
        self.open = None

    def _within(self, number: int, written: str, text: str) -> Iterator[FormBlock]:
        """Code up to its fence, which belongs to a block, or a comment, which belongs to none."""
        if self.comment:
            yield from self._remark(number, text)
        elif text.startswith(self.fence) and not text.strip(self.fence[0]):
            self.fence = ""
            yield from self.end()
        elif self.open:
            self.open.lines.append(written)

    def _remark(self, number: int, text: str) -> Iterator[FormBlock]:
        """Up to its end; what stands behind it is a text that has no place."""
        _, end, rest = text.partition("-->")
        self.comment = not end
        if rest.lstrip(" ").startswith("<!--"):
            yield from self._remark(number, rest.lstrip(" "))
        elif rest:
            yield FormBlock(line=number, sort="text", text=rest, level=BELOW)

    def _goes_on(self, column: int, text: str) -> bool:
        """Whether a line belongs to what is open."""
        at = self.open
        if at is None or at.sort in {"heading", "code"}:
            return False
        is_point, is_remark = _POINT.match(text) is not None, text.startswith("<!--")
        goes_on_by_itself = column >= BELOW and not (is_point or is_remark or at.is_interrupted)
        if at.sort == "below" and (column >= at.column or goes_on_by_itself):
            at.lines.append(" " * max(0, column - at.column) + text)
            return True
        if at.sort == "item" and goes_on_by_itself:
            at.lines.append(text)
            return True
        starts = is_point or is_remark or any(sign.match(text) for sign in (_HEADING, _FENCE, _RULE))
        if at.sort == "text" and column < BELOW and not starts:
            at.lines.append(text)
            return True
        return False

    def _begin(self, number: int, column: int, text: str) -> Iterator[FormBlock]:
        yield from self.end()
        if text.startswith("<!--"):
            yield from self._remark(number, text)
        elif (fence := _FENCE.fullmatch(text)) and column < BELOW:
            self.fence = fence[1]
            self.open = _Open(number, "code", lines=[fence[2]])
        elif (heading := _HEADING.fullmatch(text)) and column < BELOW:
            self.open = _Open(number, "heading", level=len(heading[1]), lines=[heading[2] or ""])
        elif _RULE.fullmatch(text) and column < BELOW:
            pass
        elif point := _POINT.match(text):
            rest = text[point.end() :]
            blanks = len(point[2]) if rest and len(point[2]) <= _MOST_BLANKS else 1
            sort: Sort = "below" if column >= BELOW else "item"
            self.open = _Open(number, sort, column + len(point[1]) + blanks, lines=[rest])
        else:
            self.open = _Open(number, "text", column, level=column, lines=[text])
