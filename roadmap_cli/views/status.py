"""The dashboard: what is for today, how far the path is, since when and until when."""

from collections.abc import Iterable, Iterator
from datetime import date
from textwrap import wrap

from rich.cells import cell_len
from rich.console import Group, RenderableType
from rich.text import Text

from roadmap_cli.domain.days import shade
from roadmap_cli.domain.job import Tip
from roadmap_cli.domain.phrasing import NOT_KNOWN, amount, count, nothing_left, on_day, percent
from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.activity import streak_phrase
from roadmap_cli.reports.prompt import timer_text
from roadmap_cli.reports.status import (
    NO_HOURS_NO_DATE,
    SAY_HOURS,
    DueLine,
    ForecastLine,
    Habits,
    StatusReport,
    TimerLine,
    done_text,
    ends_text,
    ready_text,
)
from roadmap_cli.views.next import cards_text, reasons_text, step_text
from roadmap_cli.views.phases import phases
from roadmap_cli.views.widgets import (
    ACCENT,
    COVERED,
    DOING,
    FRESH,
    PROVEN,
    QUIET,
    STRONG,
    Look,
    bar,
    grid,
    heading,
    legend,
    one_line,
    quiet,
    quoted,
    shades,
    skipped_text,
)

_TIP_LINES = 2
Lines = list[RenderableType]
"""A line of the screen each, as long as it is not narrow."""
_BEGIN = (
    ("roadmap place", "say what you know already"),
    ("roadmap plan", "say on which days, and how long"),
    ("roadmap log 1 45m", "after an evening on step 1"),
)


def render(report: StatusReport, look: Look, *, everything: bool = False, tip: str | None = None) -> RenderableType:
    """`tip` is the id of one for which there is room."""
    head, room = _head(report, look), None
    above = [_today(report, look, len(report.next)), [*_welcome(report)], _facts(report, look)]
    signs: Lines = [] if look.plain else [legend(look)]
    below = _below(report, look, all_=everything)
    if report.focus:
        above, below = above[2:], [signs]
    elif everything:
        below = [signs, *below]
    elif not look.plain:
        height = look.height - 2 - len(head) - _height(above[1:]) - len(report.phases)
        above[0], below, room = _fitting(report, look, height, _told(report, look, tip))
    parts = [*above, [phases(report, look, everything=everything, room=room)], *below]
    return Group(*head, *_parted(parts))


def has_room_for(tip: Tip, report: StatusReport, look: Look) -> bool:
    """On a screen on which nothing scrolls, and of several steps at most the last gives way."""
    above = [_today(report, look, len(report.next)), [*_welcome(report)], _facts(report, look)]
    free, lines = _free(report, look, _head(report, look), above), _tip(tip, look)
    rest = free - _height(_below(report, look, all_=False)) - len(lines)
    return bool(lines) and rest >= (len(report.next) <= 1)


def _free(report: StatusReport, look: Look, head: Lines, above: list[Lines]) -> int:
    """Lines that are left for modules and what stands below them."""
    return look.height - 2 - len(head) - len(report.phases) - _height(above)


def _told(report: StatusReport, look: Look, tip: str | None) -> Lines:
    return [line for each in report.tips if each.id == tip for line in _tip(each, look)]


def _with_tip(below: list[Lines], told: Lines, free: int) -> list[Lines]:
    """Below everything else, and apart from it where there is room for that."""
    apart = [*below, told]
    return apart if not told or free > _height(apart) else [*below[:-1], [*below[-1], *told]]


def _tip(tip: Tip, look: Look) -> Lines:
    """In at most two lines, without its voice where that is too much; none where the text alone is."""
    for said in (quoted(tip.voice, tip.text), quoted("", tip.text)):
        lines = wrap(said, look.width)
        if len(lines) <= _TIP_LINES and all(cell_len(line) <= look.width for line in lines):
            return [quiet(line) for line in lines]
    return []


def _height(parts: Iterable[Lines]) -> int:
    return sum(len(part) + 1 for part in parts if part)


def _parted(parts: Iterable[Lines]) -> Iterator[RenderableType]:
    for part in parts:
        yield from (Text(), *part) if part else ()


def _head(report: StatusReport, look: Look) -> Lines:
    when = f"{report.user}, {look.day(report.as_of)}"
    if look.plain or (look.narrow and cell_len(f"{report.roadmap.title}  {when}") > look.width):
        return [heading(report.roadmap.title), quiet(when)]
    table = grid("left*", "right", expand=True)
    table.add_row(heading(report.roadmap.title), quiet(when))
    return [table]


def _today(report: StatusReport, look: Look, most: int) -> Lines:
    """The timer, the cards, and the first steps: of a reason that several have it is enough to be said of one."""
    steps, timer, told = report.next[:most], report.timer, set[str]()
    until = report.habits.break_until
    lines: Lines = [Text(f"On a break until {look.day(until)}", DOING)] if until else []
    if timer and timer.topic not in {step.topic for step in steps}:
        lines.append(
            one_line(
                "   ", (f"Timer on {timer.title}", STRONG), _ran(timer).append("  roadmap timer stop", ACCENT), look
            )
        )
    lines += [_due(report.due, _day(report), look)] if report.due else []
    lines += [cards_text(report.review, look, first=bool(steps))] if report.review.cards else []
    lines += [Text(done_text(report.ready))] if report.ready and _is_at_end(report) else []
    for number, step in enumerate(steps, 1):
        ran = _ran(timer) if timer and timer.topic == step.topic else Text()
        lines.append(step_text(number, step, look, ran))
        reasons = [reason.text for reason in step.reasons if reason.text not in told]
        told.update(reasons)
        if reasons and (look.plain or number == 1):
            lines.append(reasons_text(reasons, look))
    if not steps and not (report.ready and _is_at_end(report)):
        lines.append(Text(nothing_left(report.totals.topics.counted)))
    return lines


def _is_at_end(report: StatusReport) -> bool:
    return report.forecast.done and report.totals.topics.counted > 0


def _day(report: StatusReport) -> date:
    """The learner's, which ends some hours after that of the calendar."""
    return report.habits.days[-1].day


def _due(line: DueLine, today: date, look: Look) -> Text:
    """What is to be done for an application, and how many more wait."""
    job = ", ".join(each for each in (line.company, line.role) if each)
    when = look.day(line.day) if look.plain else on_day(line.day, today)
    others = line.number + line.soon - 1
    more = f"; {others} more" if others else ""
    is_late = line.day < today
    rest = Text.assemble((f", {'was due' if is_late else 'due'} {when}{more}", DOING), ("  roadmap apply", ACCENT))
    return one_line("   ", (job, STRONG), rest, look)


def _ran(timer: TimerLine) -> Text:
    return Text(f"  {timer_text(timer)}", DOING)


def _welcome(report: StatusReport) -> Iterator[RenderableType]:
    if not report.untouched or not report.next:
        return
    yield heading("Begin here")
    for command, use in _BEGIN:
        yield Text.assemble((f"   {command:<19}", ACCENT), (use, QUIET))


def _facts(report: StatusReport, look: Look) -> Lines:
    """Nothing is proven or remembered before anything is done."""
    told = _three_facts(report.totals, look)
    rows = list(told)[: 1 if report.untouched and not report.focus else 3]
    if look.plain:
        return [Text(f"{name:<7}  {percent(value):>5}  {text}") for name, value, text, _ in rows]
    width = 0 if look.narrow else 32 if look.wide else 16
    return [
        Text.assemble(
            f"{name:<9}",
            bar(value, width, look, style),
            (f"{percent(value):>7}  ", STRONG),
            (text, QUIET),
            no_wrap=True,
            overflow="ellipsis",
        )
        for name, value, text, style in rows
    ]


def _three_facts(totals: Totals, look: Look) -> Iterator[tuple[str, float, str, str]]:
    """Done, shown, and still remembered: three facts of the same path, none of which says the others."""
    topics, hours = totals.topics, totals.hours
    whole = f"{topics.counted:,}" if look.narrow else count(topics.counted, "topic")
    skipped = skipped_text(totals) if look.wide else f"{topics.skipped} skipped"
    done = f"{topics.done:,} of {whole}"
    done += f", {hours.done:,.0f} of {hours.counted:,.0f} h" if totals.has_hours else ""
    yield "covered", totals.percent, f"{done}, {skipped}" if topics.skipped else done, COVERED
    proven = count(totals.proven, "topic") if totals.proven else "no topic yet"
    yield "proven", totals.share(hours.proven, totals.proven), f"{proven} with a link to what you made", PROVEN
    known = (
        (totals.fresh, "remembered"),
        (totals.fading, "fading"),
        (totals.unsure, NOT_KNOWN),
        (totals.untested, "untested"),
    )
    said = [f"{number:,} {words}" for number, words in known if number]
    if said or not topics.done:
        yield "fresh", totals.share(hours.fresh, totals.fresh), ", ".join(said) or "nothing to remember yet", FRESH


def _below(report: StatusReport, look: Look, *, all_: bool, drawn: bool = True) -> list[Lines]:
    """What is open and what is left over, then the week, with its map if `drawn`, and the arrival."""
    whole = all_ or look.plain
    ahead = [*(quiet(line) for line in _ahead(report, look)), *_ready(report, look)]
    week = [] if report.untouched and not whole else _week(report, look)[not drawn :]
    return [[*_choices(report, look, whole=whole), *_orphans(report, whole=whole)], [*week, *ahead]]


def _fitting(report: StatusReport, look: Look, height: int, tip: Lines) -> tuple[Lines, list[Lines], int]:
    """What is for today, what stands below the phases with the tip, and the lines that are left for modules, of `height` for
    all of it. Where they are not left, the map of days gives way first where it is narrow, then all steps but one, then what
    is least urgent.
    """
    fewest, most = min(1, len(report.next)), len(report.next)
    unready = report._replace(ready=None)
    tries = (
        (report, True, most if look.narrow else fewest),
        (report, not look.narrow, fewest),
        (unready, not look.narrow, fewest),
        (unready._replace(orphaned=()), not look.narrow, fewest),
    )
    for told, drawn, least in tries:
        for steps in range(most, least - 1, -1):
            today = _today(report, look, steps)
            free = height - _height([today])
            below = _with_tip(_below(told, look, all_=False, drawn=drawn), tip, free)
            room = free - _height(below)
            if room >= 1:
                return today, below, room
    return today, below, room


def _choices(report: StatusReport, look: Look, *, whole: bool) -> Iterator[RenderableType]:
    """One that is a step is not named again."""
    for choice in report.choices:
        if choice.id in {step.topic for step in report.next}:
            continue
        if choice.chosen is None:
            command, gap = (f"roadmap choose {choice.id}", ACCENT), ";" if look.plain else ""
            text = f"{choice.title}: open, {choice.effective} is counted until then{gap}"
            yield one_line("", (text, DOING), Text.assemble(" " * (2 - look.plain), command), look)
        elif whole:
            chosen = next(option.title for option in choice.options if option.id == choice.chosen)
            yield quiet(f"Chosen: {chosen}")


def _orphans(report: StatusReport, *, whole: bool) -> Iterator[RenderableType]:
    if not report.orphaned:
        return
    if not whole:
        names = ", ".join(orphan.id for orphan in report.orphaned)
        yield Text(f"No longer in the file, progress kept: {names}", QUIET, no_wrap=True, overflow="ellipsis")
        return
    yield heading("No longer in the roadmap file, progress kept")
    for orphan in report.orphaned:
        logged = f", {amount(orphan.minutes / 60)} logged" if orphan.minutes else ""
        yield quiet(f"   {orphan.id}: {orphan.status}{logged}")


def _week(report: StatusReport, look: Look) -> Lines:
    habits, logged = report.habits, report.totals.hours.logged
    week = f"{amount(habits.week.minutes / 60)} of {amount(habits.week.goal_minutes / 60)} this week"
    said = f"{week}, {habits.study_days} of {habits.window} days studied"
    rest = [streak_phrase(habits.streaks).capitalize()] if habits.streaks.current else []
    rest += [f"{amount(logged)} logged in all"] if logged and (rest or look.plain) else []
    more = [quiet("; ".join(rest))] if rest else []
    if look.plain:
        return [Text(said), *more]
    line = Text(_map(habits, look), ACCENT)
    return [line, quiet(said), *more] if look.narrow else [Text.assemble(line, (f"  {said}", QUIET)), *more]


def _map(habits: Habits, look: Look) -> str:
    signs = shades(look)
    return "".join(signs[shade(day.minutes, day.events)] for day in habits.days)


def _ahead(report: StatusReport, look: Look) -> Iterator[str]:
    if not report.forecast.done:
        long, short = forecast_texts(report.forecast, _day(report))
        yield short if cell_len(long) > look.width else long


def _ready(report: StatusReport, look: Look) -> Iterator[RenderableType]:
    """Not again where it is said already that the path is done and nothing is missing."""
    line = report.ready
    if line and not report.focus and not (line.is_ready and _is_at_end(report)):
        gap = ";" if look.plain else ""
        yield one_line(
            "", (f"{ready_text(line)}{gap}", QUIET), Text(" " * (2 - look.plain) + "roadmap ready", ACCENT), look
        )


def forecast_texts(line: ForecastLine, today: date, what: str = "there") -> tuple[str, str]:
    """When one is there, and the same where it is narrow; `what` one is then."""
    if line.no_hours:
        return f"{NO_HOURS_NO_DATE}; {SAY_HOURS}", f"{NO_HOURS_NO_DATE}."
    if line.p50 is None:
        few, more = "Too few hours lately to tell", "more: roadmap forecast"
        return f"{few} when you are {what}; {more}", f"{few}; {more}"
    whose = {"record": "your", "plan": "the planned", "settings": "a goal of"}[line.basis]
    if amount(line.expected) != amount(line.hours_per_week):
        whose = "an expected"
    ends = ends_text(line.core, (line.p50, line.p80), today, line.weeks, what)
    return f"At {whose} {amount(line.expected)} a week: {ends}", f"{ends[:1].upper()}{ends[1:]}"
