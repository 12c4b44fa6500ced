"""Study days as a map of weeks, readable without colour: darker blocks for more minutes."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from roadmap_cli.domain.days import MOST_MINUTES, SHADE_MINUTES, WEEK, shade
from roadmap_cli.domain.phrasing import amount, count, full_day, listed, on_day
from roadmap_cli.reports.activity import ActivityDay, ActivityReport, streak_text
from roadmap_cli.views.widgets import ACCENT, DOING, QUIET, Look, bar, grid, heading, quiet, shades

_NAMES = ("Mon", "", "Wed", "", "Fri", "", "Sun")
_LABEL = 5
_SIGNS = {"repaired": "+", "break": "-", "rest": "z"}
YEAR_WEEKS = 53


def render(report: ActivityReport, look: Look) -> RenderableType:
    weeks = [report.days[start : start + WEEK] for start in range(0, len(report.days), WEEK)]
    title = heading(f"Study days of {count(report.weeks, 'week')}")
    shown = _list(weeks) if look.plain else Group(*_maps(weeks, look), Text(), _legend(report, look))
    return Group(title, Text(), shown, Text(), *_sums(report, look))


def _maps(weeks: Sequence[Sequence[ActivityDay]], look: Look) -> Iterator[RenderableType]:
    """Two columns a week where that fits, else one; what fits on no line goes on below."""
    room = look.width - _LABEL
    cell = 2 if 2 * len(weeks) <= room else 1
    most = room // cell
    for start in range(0, len(weeks), most):
        yield from [Text()] if start else []
        yield _map(weeks[start : start + most], cell, look, years=len(weeks) > YEAR_WEEKS)


def _map(weeks: Sequence[Sequence[ActivityDay]], cell: int, look: Look, *, years: bool) -> Text:
    text = Text(no_wrap=True, overflow="crop")
    text.append(f"{'':{_LABEL}}{_months(weeks, cell, years=years)}", QUIET)
    for index, name in enumerate(_NAMES):
        text.append(f"\n{name:{_LABEL}}", QUIET)
        for week in weeks:
            sign, style = _cell(week[index], look) if index < len(week) else (" ", "")
            text.append(sign * cell, style)
    return text


def _cell(day: ActivityDay, look: Look) -> tuple[str, str]:
    signs = shades(look)
    if day.state == "studied":
        return signs[shade(day.minutes, day.events)], ACCENT
    if day.state in _SIGNS:
        return _SIGNS[day.state], DOING if day.state == "repaired" else QUIET
    return signs[0], QUIET


def _months(weeks: Sequence[Sequence[ActivityDay]], cell: int, *, years: bool) -> str:
    """A month's name above the week in which it begins, with `years` the year instead of January; where a name would
    run into the one before it or over the edge, there is none.
    """
    begins = {index: next((day.day for day in week if day.day.day == 1), None) for index, week in enumerate(weeks)}
    names = {index: f"{day:%Y}" if years and day.month == 1 else f"{day:%b}" for index, day in begins.items() if day}
    if all(cell * index > _LABEL for index in names):
        names[0] = f"{weeks[0][0].day:%b}"
    line = ""
    for index, name in sorted(names.items()):
        if len(line) <= cell * index and cell * index + len(name) <= max(cell * len(weeks), _LABEL):
            line = f"{line:{cell * index}}{name} "
    return line


def _legend(report: ActivityReport, look: Look) -> Text:
    signs = shades(look)
    steps = [f"under {SHADE_MINUTES[1]} min", f"{SHADE_MINUTES[1]} min", "1 h", "2 h and more"]
    parts = [f"{signs[0]} none", *(f"{sign} {words}" for sign, words in zip(signs[1:], steps, strict=True))]
    states = {day.state for day in report.days}
    parts += [f"{_SIGNS['rest']} rest day"] if "rest" in states else []
    parts += [f"{_SIGNS['break']} break"] if "break" in states else []
    parts += [f"{_SIGNS['repaired']} missed, made good"] if "repaired" in states else []
    return quiet("\n".join(_flowed(parts, look.width)))


def _flowed(parts: Sequence[str], width: int) -> Iterator[str]:
    """Lines of whole parts: what a sign means is never parted from it."""
    line = ""
    for part in parts:
        if line and len(line) + 2 + len(part) > width:
            yield line
            line = ""
        line = f"{line}  {part}" if line else part
    yield line


def _list(weeks: Sequence[Sequence[ActivityDay]]) -> Table:
    """For a pipe: a line a week."""
    table = grid("left", "right", "right", "left", padding=2)
    for week in weeks:
        studied = [day for day in week if day.state == "studied"]
        states = [f"{sum(day.state == state for day in week)} {state}" for state in ("repaired", "break", "rest")]
        others = ", ".join(each for each in states if not each.startswith("0 "))
        minutes = sum(day.minutes for day in studied)
        days = count(len(studied), "day")
        table.add_row(Text(f"week of {week[0].day.isoformat()}"), Text(days), Text(amount(minutes / 60)), Text(others))
    return table


def _sums(report: ActivityReport, look: Look) -> Iterator[RenderableType]:
    week = report.week
    goal = f"{amount(week.minutes / 60)} of {amount(week.goal_minutes / 60)}"
    if look.plain:
        yield Text(f"This week: {goal}, {count(week.study_days, 'day')}")
    else:
        table = Table.grid()
        done = min(100 * week.minutes / week.goal_minutes, 100.0) if week.goal_minutes else 100.0
        table.add_row(quiet("This week  "), bar(done, 24), f"  {goal}", quiet(f", {count(week.study_days, 'day')}"))
        yield table
    logged = f", {amount(report.minutes / 60)} logged" if report.minutes else ""
    yield Text(f"{report.study_days} of the last {report.window} days studied{logged}")
    overfull = [on_day(day.day, report.today) for day in report.days if day.minutes > MOST_MINUTES]
    if overfull:
        yield quiet(f"More than 24 h are logged {listed(overfull, 3)}")
    yield from _streaks(report)
    if report.break_until:
        yield Text(f"On a break until {full_day(report.break_until)}, which breaks no streak")


def _streaks(report: ActivityReport) -> Iterator[RenderableType]:
    runs = report.streaks
    if not runs.best:
        return
    yield Text(f"Streak: {streak_text(runs)}")
    first = report.days[0].day
    made_good = [day for day in runs.repaired if day >= max(first, report.today - timedelta(days=27))]
    if runs.repairable:
        yield quiet("A day was missed: studying today makes it good")
    elif made_good:
        yield quiet(f"Made good: the day missed {on_day(made_good[-1], report.today)}")
