"""When you will be there: three dates for the path, its phases and its options, and what they come from."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from roadmap_cli.domain.forecast import WISH_WEEKS
from roadmap_cli.domain.phrasing import (
    FEW_WEEKS,
    amount,
    around,
    count,
    in_month,
    in_words,
    nothing_left,
    on_day,
    percent,
)
from roadmap_cli.reports.forecast import EndLine, ForecastReport
from roadmap_cli.reports.status import (
    DONE_AND_READY,
    NO_HOURS_NO_DATE,
    READY,
    SAY_HOURS,
    Basis,
    ends_text,
)
from roadmap_cli.views.burnup import burnup_chart
from roadmap_cli.views.widgets import ACCENT, DOING, QUIET, STRONG, Look, heading, quiet

_BASES: dict[Basis, str] = {
    "plan": "{} of your plan, since less than two weeks are recorded; your own pace replaces it then",
    "settings": "{} from the settings, since less than two weeks are recorded; your own: roadmap plan --hours-per-week H",
    "asked": "{}, as you asked",
}
NO_DATE = "At this pace there is no date within a hundred years"
MANY_IDLE, LATELY = 3, 12
"""Idle weeks of so many that are asked about."""
_NOTICED = 0.02
"""A calibration nearer to 1 makes no difference worth a sentence."""


def render(report: ForecastReport, look: Look) -> RenderableType:
    if report.done and (report.ready is None or not report.counted):
        return Text(nothing_left(report.counted))
    if report.ready and report.ready.done and report.done:
        return Text(DONE_AND_READY)
    by = [Text(), Text.assemble(*_by(report, look))] if report.by else []
    if report.burnup and not report.no_hours:
        return Group(heading(_headline(report)), Text(), *burnup_chart(report.burnup, report.today, look), *by)
    ends = [day for day in (report.p80, report.ready.p80 if report.ready else None) if day]
    chart = _Chart(look, report.today, max(ends, default=None), coarse=len(report.pace.weeks) < FEW_WEEKS)
    parts: list[RenderableType] = [heading(_headline(report))]
    parts += [] if report.no_hours else [Text(), *_table(report, chart)]
    if report.options and not report.no_hours:
        parts += [Text(), heading("By what you choose"), chart.table(report.options)]
    facts = [Padding(quiet(line), (0, 0, 0, 3), expand=False) for line in _facts(report, look)]
    return Group(*parts, *by, Text(), heading("What this comes from"), *facts)


def _headline(report: ForecastReport) -> str:
    ready = report.ready
    if report.done and ready and ready.p50:
        weeks = len(report.pace.weeks)
        return (
            f"The path is done; you are {READY} {around(ready.p50, ready.p80, report.today, weeks=weeks, short=True)}"
        )
    if report.no_hours:
        return NO_HOURS_NO_DATE
    if report.p50 is None:
        return "No hours in the last weeks, so no date" if not report.pace.hours_per_week else NO_DATE
    ends = ends_text(report.core, (report.p50, report.p80), report.today, len(report.pace.weeks), "you are there")
    return f"{ends[:1].upper()}{ends[1:]}"


class _Chart(NamedTuple):
    """Rows of dates, with a line from today to the last date where there is room for it."""

    look: Look
    today: date
    end: date | None
    coarse: bool

    def when(self, day: date | None) -> str:
        return in_month(day, self.today, coarse=self.coarse, short=True) if day else "no date"

    def table(self, rows: Iterable[EndLine]) -> Table:
        """The gaps are part of the texts; a title may be cut off, a date never."""
        table = Table.grid(expand=not self.look.plain)
        table.add_column(ratio=None if self.look.plain else 1, no_wrap=True, overflow="ellipsis")
        if self.width:
            table.add_column(width=2 + self.width)
        for width in (10, 10, 10) if self.look.narrow else (8, 13, 13, 13):
            table.add_column(justify="right", no_wrap=True, min_width=width)
        names = (*(() if self.look.narrow else ("left",)), "  20 % by", "  half by", "  80 % by")
        table.add_row("", *([""] if self.width else []), *(quiet(name) for name in names))
        for row in rows:
            line = [Text(f"  {self.line(row)}", ACCENT)] if self.width else []
            table.add_row(Text(row.title), *line, *self.cells(row))
        return table

    def cells(self, row: EndLine) -> Iterator[Text]:
        if row.done:
            yield quiet("  done")
            return
        if not self.look.narrow:
            yield quiet(f"  {row.hours_left:,.0f} h")
        for day, style in ((row.p20, ""), (row.p50, STRONG), (row.p80, "")):
            yield Text(f"  {self.cell(day)}", style)

    @property
    def width(self) -> int:
        return 20 if self.look.wide and not self.look.plain and self.end else 0

    def cell(self, day: date | None) -> str:
        if day is None:
            return "no date"
        if self.look.plain and not self.coarse:
            return day.isoformat()
        *rest, month, year = ("", *self.when(day).split(" "))
        return " ".join((*rest, month[:3], year)).strip()

    def line(self, row: EndLine) -> str:
        """Quiet before a fifth of the futures are there, full to the half, light to four fifths."""
        if row.done or row.p20 is None or row.p50 is None or row.p80 is None or self.end is None:
            return ""
        whole = max((self.end - self.today).days, 1)
        early, half, late = (
            min(round(self.width * (day - self.today).days / whole), self.width) for day in (row.p20, row.p50, row.p80)
        )
        before, first, second = self.signs
        half, late = max(half, early), max(late, half, early + 1)
        return before * early + first * (half - early) + second * (late - half)

    @property
    def signs(self) -> tuple[str, str, str]:
        return (".", "=", "-") if self.look.ascii_only else ("·", "▓", "░")


def _table(report: ForecastReport, chart: _Chart) -> Iterator[RenderableType]:
    whole = EndLine(
        id="",
        title="The whole path",
        hours_left=report.hours_left,
        done=report.done,
        p20=report.p20,
        p50=report.p50,
        p80=report.p80,
    )
    numbered = (each._replace(title=f"{number}  {each.title}") for number, each in enumerate(report.phases, start=1))
    core = [EndLine("core", **report.core._asdict())] if report.core else []
    yield chart.table((*numbered, *core, whole, *([report.ready] if report.ready else [])))
    if chart.width:
        before, first, second = chart.signs
        until = f"{before} from today, {first} from 20 % to half, {second} from half to 80 %"
        yield quiet(f"{until}; the line ends at {chart.when(chart.end)}")
    if report.p50 and sum(not phase.done for phase in report.phases) > 1:
        yield quiet(ORDER)


def _by(report: ForecastReport, look: Look) -> Iterator[str | tuple[str, str]]:
    by = report.by
    if by is None:
        return
    day = on_day(by.day, report.today, iso=look.plain).removeprefix("on ")
    if by.hours_per_week is None or by.hours_per_week > 7 * 24:
        yield (f"No pace reaches it by {day} with 80 %.", DOING)
        return
    yield f"To be there by {day} with 80 %: "
    yield (f"{amount(by.hours_per_week)} a week", STRONG)
    yield (f", {amount(report.pace.hours_per_week)} so far" if report.pace.basis == "record" else "", QUIET)


ORDER = "Each phase by its last topic, in the order of roadmap next, which mixes phases"
"""What the rows assume, and why they may not come in their own order."""


def _facts(report: ForecastReport, look: Look) -> Iterator[str]:
    if report.no_hours:
        yield f"Hours: no topic says how many it takes; {SAY_HOURS}"
        return
    yield _pace(report)
    if report.without_hours:
        topics = f"{report.without_hours:,} of {count(report.counted, 'topic')}"
        verb = "has" if report.without_hours == 1 else "have"
        yield f"Hours: {topics} {verb} no hours; each counts as 1 h; {SAY_HOURS}"
    yield from _kinds_of_ends(report)
    if report.p50:
        futures = f"{report.futures:,} possible futures drawn from that pace"
        breaks = f"{percent(report.pace.breaks)} of their time for breaks not declared yet"
        yield f"Dates: {futures}, with {breaks}; so many of them are there by then."
    if report.pace.basis == "record" and report.pace.weeks[:LATELY].count(0) >= MANY_IDLE and not report.break_until:
        yield "Were you away in the idle weeks? Then: roadmap break --from DATE --until DATE"
    if not report.done:
        yield _left(report)
    if report.option:
        yield f"These dates are for {report.option.title}, which is not chosen yet: roadmap choose"
    if report.break_until:
        yield f"You are on a break until {look.day(report.break_until)}; the dates allow for it."
    if report.bands:
        bands = "; ".join(f"{_years(each.years_min, each.years_max)} from {each.start}" for each in report.bands)
        began = f" You began on {in_month(report.began, report.began)}." if report.began else ""
        yield f'For comparison, the article "{report.bands[0].source}" says: {bands}.{began}'


def _kinds_of_ends(report: ForecastReport) -> Iterator[str]:
    if report.core and not report.core.done:
        yield f"{report.core.title}: every topic but the stretch ones that no other needs, which come last in roadmap next."
    if report.ready and not report.ready.done:
        yield "Ready: the hours of all that is missing, some of them topics of the path. More: roadmap ready"


def _pace(report: ForecastReport) -> str:
    pace = report.pace
    a_week = f"{amount(pace.hours_per_week)} a week"
    if pace.basis != "record":
        as_recorded = ", with good and bad weeks as in your record" if pace.weeks else ""
        return f"Pace: {_BASES[pace.basis].format(a_week)}{as_recorded}."
    number = "all" if pace.idle_weeks == len(pace.weeks) else pace.idle_weeks
    idle = f", {number} of them idle" if pace.idle_weeks else ""
    later = "; a week counts more the later it was" if len(pace.weeks) >= FEW_WEEKS else ""
    text = f"Pace: {a_week}, your own over the last {count(len(pace.weeks), 'week')}{idle}{later}."
    if (expected := f"{amount(pace.expected)} a week") != a_week:
        text += f" The dates expect {expected}: the goal counts as {in_words(WISH_WEEKS)} more weeks."
    if pace.hours_per_week == 0:
        text += " What if: roadmap forecast --hours-per-week 5"
    return text


def _left(report: ForecastReport) -> str:
    core = f", {amount(report.core.hours_left)} of it without stretch topics" if report.core else ""
    text = f"Left: {amount(report.hours_left)} by the estimates{core}"
    factor, topics = report.calibration.factor, report.calibration.topics
    if not topics:
        return f"{text}. Logged time on finished topics will tell how they fit you."
    basis = f"{count(topics, 'finished topic')} with logged time"
    if abs(factor - 1) < _NOTICED:
        return f"{text}, which fit you well so far ({basis})."
    off = percent(100 * abs(factor - 1))
    more = "longer" if factor > 1 else "less"
    return f"{text}; {amount(report.hours_expected)} for you, who take {off} {more} ({basis})."


def _years(least: float, most: float) -> str:
    return f"{least:g} to {most:g} years"
