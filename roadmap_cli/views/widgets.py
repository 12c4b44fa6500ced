"""Small pieces that every view is made of, and the table of styles."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Literal, NamedTuple

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from roadmap_cli.domain.days import Clock
from roadmap_cli.domain.on_database import on_database
from roadmap_cli.domain.phrasing import amount, clock_text, or_nothing, percent, short_day
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.topic_line import Stance, TopicLine
from roadmap_cli.views.shades import Shades

DONE, ACCENT, FRESH = "#329148", "#2483d6", "#9062f0"
DOING, FAILED, QUIET = "#cc6a00", "#e5484d", "#808080"
STRONG = "bold"
"""Every style there is. Of the 16 colours that a terminal's own theme names, only one can be read on the best known themes,
and dim is too faint on some: so these are fixed, in the narrow band between too dark for a dark ground and too light for a
light one. Each holds 3 to 1 on all of them, also as the nearest of 256 colours; where there are only 16, there is none.
"""
COVERED, PROVEN = DONE, ACCENT
"""With FRESH the three facts, in the colours that they have on a page."""

NARROW, WIDE = 76, 110
"""Below the one, bars and ids are left out; from the other on, bars are long and remarks stand in lists."""

Sign = Status | Literal["blocked"]
_MARKS: dict[Sign, tuple[str, str]] = {
    "done": ("✓", DONE),
    "doing": ("▸", DOING),
    "skipped": ("\u2013", QUIET),
    "todo": ("○", ""),
    "blocked": ("·", QUIET),
}
NOTHING_WRITTEN = "Nothing is written: this is what would happen."
"""Of a dry run."""
_ASCII_MARKS: dict[Sign, str] = {"done": "x", "doing": ">", "skipped": "-", "todo": "o", "blocked": "."}


class Reader(NamedTuple):
    """Who reads: the day on which, how they tell the time, and which database they named."""

    today: date = date.min
    clock: Clock = "24h"
    database: str | None = None


NOBODY = Reader()


class Look(NamedTuple):
    """What there is to draw on. `plain` means a pipe: no colour, no bars, nothing cut off, dates as programs have them."""

    width: int
    plain: bool
    ascii_only: bool = False
    height: int = 24
    links: bool = False
    shades: Shades | None = None
    reader: Reader = NOBODY

    def day(self, day: date) -> str:
        """A day without its time of day."""
        return f"{day:%Y-%m-%d}" if self.plain else short_day(day, self.reader.today)

    def span(self, first: date, last: date) -> str:
        return self.day(first) if first == last else f"{self.day(first)} to {self.day(last)}"

    def moment(self, at: datetime) -> str:
        """A day with its time of day, in the reader's time zone."""
        local = at.astimezone()
        return f"{self.day(local)} {self.time(local.time())}"

    def time(self, at: time) -> str:
        return clock_text(at, "24h" if self.plain else self.reader.clock)

    def advice(self, text: str) -> str:
        """What the reader is told to do, for the database that they named."""
        return on_database(text, self.reader.database)

    @property
    def narrow(self) -> bool:
        return not self.plain and self.width < NARROW

    @property
    def wide(self) -> bool:
        return self.plain or self.width >= WIDE

    @property
    def separator(self) -> str:
        return "; " if self.plain or self.ascii_only else " · "


def mark(status: Status, ready: bool | None, look: Look) -> Text:  # noqa: FBT001 - a value, not a switch
    """The state of a topic in one letter, or in one word where there is no telling who reads."""
    name: Sign = "blocked" if status == "todo" and ready is False else status
    if look.plain:
        return Text("ready" if name == "todo" else name)
    sign, style = _MARKS[name]
    return Text(_ASCII_MARKS[name] if look.ascii_only else sign, style)


def legend(look: Look) -> Text:
    """What the marks mean, for a terminal; a pipe has words instead."""
    names: tuple[tuple[Sign, str], ...] = (
        ("done", "done"),
        ("doing", "in progress"),
        ("todo", "ready"),
        ("blocked", "blocked"),
        ("skipped", "skipped"),
    )
    signs = _ASCII_MARKS if look.ascii_only else {name: sign for name, (sign, _) in _MARKS.items()}
    return quiet("  ".join(f"{signs[name]} {words}" for name, words in names))


def bar(value: float, width: int, look: Look, style: str = ACCENT) -> Text:
    """A share of 100, in halves of a letter, on a trough that stays where there is no colour: nothing is drawn for
    nothing, something for something, and all of it only for all. (The bar of Rich has neither.)
    """
    full, half, trough = "#=-" if look.ascii_only else "━╸─"
    halves = int(2 * width * value / 100)
    if width and 0 < value < 100:  # noqa: PLR2004 - all of it
        halves = min(max(1, halves), 2 * width - 1)
    drawn = full * (halves // 2) + half * (halves % 2)
    return Text.assemble((drawn, style), (trough * (width - len(drawn)), QUIET))


def percent_text(totals: Totals) -> Text:
    return Text(f"  {percent(totals.percent)}", DONE if totals.percent == 100 else STRONG)  # noqa: PLR2004 - all of it


def skipped_text(totals: Totals) -> str:
    """Beside every percentage stands what was left out of it."""
    if not totals.topics.skipped:
        return ""
    return f"{totals.topics.skipped} skipped{or_nothing(totals.hours.skipped, ', {}')}"


def left_text(totals: Totals) -> str:
    """In hours, and in topics where none are told."""
    left = totals.topics.counted - totals.topics.done
    if not left:
        return "nothing left"
    return f"{amount(totals.hours.left)} left" if totals.has_hours else f"{left:,} left"


def grid(*columns: str, padding: int = 1, expand: bool = False) -> Table:
    """A table without lines. `columns` are justifications, with `*` behind the one that takes what is left."""
    table = Table.grid(padding=(0, padding), expand=expand, pad_edge=False)
    for column in columns:
        justify: Literal["left", "right"] = "right" if column.startswith("right") else "left"
        takes_rest = column.endswith("*")
        table.add_column(justify=justify, ratio=1 if takes_rest and expand else None, no_wrap=not takes_rest)
    return table


def one_line(before: str, text: tuple[str, str], rest: Text, look: Look) -> Text:
    """What stands before and behind is whole; a longer text gives way."""
    middle = Text(*text)
    if not look.plain:
        middle.truncate(max(look.width - len(before) - rest.cell_len, 8), overflow="ellipsis")
    return Text.assemble(before, middle, rest, no_wrap=True, overflow="ellipsis")


def heading(text: str) -> Text:
    return Text(text, STRONG)


def quiet(text: str) -> Text:
    return Text(text, QUIET)


def quoted(voice: str, text: str) -> str:
    """What somebody says, with who it is."""
    return f'{voice[0].upper()}{voice[1:]}: "{text}"' if voice else f'"{text}"'


_SHADES = "·░▒▓█"
_ASCII_SHADES = ".:=#@"


def shades(look: Look) -> str:
    """From an idle day to a full one."""
    return _ASCII_SHADES if look.ascii_only else _SHADES


def indented(item: RenderableType, by: int = 3) -> Padding:
    return Padding(item, (0, 0, 0, by), expand=False)


class _Hanging(NamedTuple):
    text: Text
    by: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        first = self.text.wrap(console, options.max_width)[0]
        yield first
        rest = self.text[len(first) :]
        left = len(rest) - len(rest.plain.lstrip())
        if len(rest) > left:
            yield indented(rest[left:], self.by)


def hanging(text: Text, by: int = 3) -> RenderableType:
    """The lines behind the first one are indented."""
    return _Hanging(text, by)


def stances(topics: Iterable[Stance | TopicLine], look: Look, *, facts: bool = False) -> RenderableType:
    """With the hours that are left of each, or those that one took which is done or skipped; `facts` says also what is proven
    and remembered.
    """
    table = grid("left", "left*", "right", padding=2 if look.plain else 1)
    for each in topics:
        sign = Text.assemble("   ", mark(each.status, each.ready, look))
        remark = f"  {', '.join(_facts(each))}" if facts and isinstance(each, TopicLine) and any(_facts(each)) else ""
        said = Text.assemble(each.title, "  ", (each.id, ACCENT), (remark, QUIET))
        table.add_row(sign, said, quiet(or_nothing(each.hours_left or each.hours)))
    return table


def _facts(topic: TopicLine) -> list[str]:
    return [*(["proven"] if topic.proven else []), *([topic.memory] if topic.memory else [])]
