"""Study days as a map of weeks, and under it the hours of each week against the goal.

With colours two days stand in a letter, the upper half and the lower; without, each has a sign of its own.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from roadmap_cli.domain.days import MOST_MINUTES, SHADE_MINUTES, WEEK, shade
from roadmap_cli.domain.phrasing import amount, count, listed, on_day
from roadmap_cli.reports.activity import ActivityDay, ActivityReport, DayState, streak_text
from roadmap_cli.views.hours_chart import hours_chart, scale_of
from roadmap_cli.views.shades import Shades
from roadmap_cli.views.widgets import ACCENT, DOING, QUIET, Look, bar, grid, heading, quiet
from roadmap_cli.views.widgets import shades as sign_shades

_LABEL = 5
_SIGNS: dict[DayState, str] = {"repaired": "+", "break": "-", "rest": "z"}
_NAMED: dict[DayState, str] = {"rest": "rest day", "break": "break", "repaired": "missed, made good"}
_UPPER, _LOWER = "▀", "▄"
_SWATCH = "██ "
YEAR_WEEKS = 53
Week = Sequence[ActivityDay]


def render(report: ActivityReport, look: Look) -> RenderableType:
    weeks = [report.days[start : start + WEEK] for start in range(0, len(report.days), WEEK)]
    title = heading(f"Study days of {count(report.weeks, 'week')}")
    shown = _list(weeks) if look.plain else Group(*_maps(report, weeks, look), Text(), _legend(report, look))
    return Group(title, Text(), shown, Text(), *_sums(report, look))


def _maps(report: ActivityReport, weeks: Sequence[Week], look: Look) -> Iterator[RenderableType]:
    """Two columns a week where that fits, else one; what fits on no line goes on below."""
    room = look.width - _LABEL
    cell = 2 if 2 * len(weeks) <= room else 1
    most = room // cell
    scale = scale_of([_minutes(week) for week in weeks], report.week.goal_minutes)
    for start in range(0, len(weeks), most):
        yield from [Text()] if start else []
        here = weeks[start : start + most]
        yield _map(here, cell, look, years=len(weeks) > YEAR_WEEKS)
        if any(map(_minutes, weeks)):
            yield Text()
            yield hours_chart([_minutes(week) for week in here], scale, look, label=_LABEL, cell=cell)


def _minutes(week: Week) -> int:
    return sum(day.minutes for day in week)


def _map(weeks: Sequence[Week], cell: int, look: Look, *, years: bool) -> Text:
    text = Text(no_wrap=True, overflow="crop")
    text.append(f"{'':{_LABEL}}{_months(weeks, cell, years=years)}", QUIET)
    step = 2 if look.shades else 1
    for row in range(0, WEEK, step):
        name = f"{weeks[0][0].day + timedelta(days=row):%a}" if row % 2 == 0 else ""
        text.append(f"\n{name:{_LABEL}}", QUIET)
        for week in weeks:
            cells = _halves(week[row : row + step], look.shades) if look.shades else _cell(week[row : row + 1], look)
            text.append(cells[0] * cell, cells[1])
    return text


def _halves(days: Week, shades: Shades) -> tuple[str, str]:
    """The upper of two days and the lower, as a letter and its style. What is still to come has no colour."""
    colours = [_colour(day, shades) for day in days]
    if len(colours) < 2:  # noqa: PLR2004 - both halves
        return (_UPPER, colours[0]) if colours else (" ", "")
    return _UPPER, f"{colours[0]} on {colours[1]}"


def _colour(day: ActivityDay, shades: Shades) -> str:
    named = {"rest": shades.rest, "break": shades.paused, "repaired": shades.repaired}
    return named.get(day.state) or shades.steps[shade(day.minutes, day.events)]


def _cell(days: Week, look: Look) -> tuple[str, str]:
    signs = sign_shades(look)
    for day in days:
        if day.state == "studied":
            return signs[shade(day.minutes, day.events)], ACCENT
        if day.state in _SIGNS:
            return _SIGNS[day.state], DOING if day.state == "repaired" else QUIET
        return signs[0], QUIET
    return " ", ""


def _months(weeks: Sequence[Week], cell: int, *, years: bool) -> str:
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
    """What the shades and signs mean: only those that are drawn."""
    words = ["none", f"under {SHADE_MINUTES[1]} min", f"{SHADE_MINUTES[1]} min", "1 h", "2 h and more"]
    states = {day.state for day in report.days}
    named = [state for state in _NAMED if state in states]
    words += [_NAMED[state] for state in named]
    shades, signs = look.shades, (*sign_shades(look), *(_SIGNS[state] for state in named))
    if shades:
        colours = {"rest": shades.rest, "break": shades.paused, "repaired": shades.repaired}
        keys = [Text(_SWATCH, each) for each in (*shades.steps, *(colours[state] for state in named))]
    else:
        keys = [Text(f"{sign} ", QUIET) for sign in signs]
    parts = [key + Text(word, QUIET) for key, word in zip(keys, words, strict=True)]
    return Text("\n").join(_flowed(parts, look.width))


def _flowed(parts: Sequence[Text], width: int) -> Iterator[Text]:
    """Lines of whole parts: what a sign means is never parted from it."""
    line = Text()
    for part in parts:
        if line and len(line) + 2 + len(part) > width:
            yield line
            line = Text()
        line = line + Text("  ") + part if line else part
    yield line


def _list(weeks: Sequence[Week]) -> Table:
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
        table.add_row(
            quiet("This week  "), bar(done, 24, look), f"  {goal}", quiet(f", {count(week.study_days, 'day')}")
        )
        yield table
    logged = f", {amount(report.minutes / 60)} logged" if report.minutes else ""
    yield Text(f"{report.study_days} of the last {report.window} days studied{logged}")
    overfull = [on_day(day.day, report.today) for day in report.days if day.minutes > MOST_MINUTES]
    if overfull:
        yield quiet(f"More than 24 h was logged {listed(overfull, 3)}")
    yield from _streaks(report)
    if report.break_until:
        yield Text(f"On a break until {look.day(report.break_until)}, which breaks no streak")


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
