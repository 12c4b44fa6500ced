"""The dashboard fits a screen of 80 x 24, and of 60 x 24, on every day, says what is for today first, and each reason once."""

import re
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

import pytest
from browser_helpers import builtin
from conftest import NOW
from list_log import workspace
from rich.cells import cell_len
from views_helpers import Screen, Shown, bare

from roadmap_cli.domain.phrasing import amount
from roadmap_cli.domain.step_commands import step_command
from roadmap_cli.reports.prompt import PromptLine, prompt_text
from roadmap_cli.reports.status import CoreLine, DueLine, OrphanLine, ReadyLine, ReviewLine, StatusReport, TimerLine
from roadmap_cli.services import status as service
from roadmap_cli.services.choose import choices, choose
from roadmap_cli.services.forecast import Question, forecast
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark
from roadmap_cli.services.prompt import prompt

pytestmark = pytest.mark.usefixtures("few_futures")
LINES = 23
"""Of a screen of 24: the last one is the prompt."""
BUSY = {
    "timer": TimerLine("mock-interviews", "Mock interviews: coding, theory and machine learning design", NOW, 25),
    "review": ReviewLine(cards=20, new=5, minutes=14, later=31),
    "orphaned": tuple(OrphanLine(f"a-topic-that-was-in-an-older-file-{each}", "done", 90) for each in range(3)),
    "ready": ReadyLine(5, 13, "practise Research talk and paper deep dive", 4.0),
    "due": DueLine(3, "acme", "Acme Industries of the Whole Northern Hemisphere", "Data scientist", NOW.date()),
}


@pytest.fixture(autouse=True)
def _utc(home: Path) -> None:
    time.tzset()


@cache
def days() -> tuple[StatusReport, ...]:
    """The built-in path to its end, in the order of the first suggestion, with a few topics skipped."""
    here = workspace(builtin().roadmap)
    found = [service.status(here)]
    for number, _ in enumerate(here.roadmap.topics):
        if not any(each.topic for each in found[-1].next):
            break
        step = next((each for each in found[-1].next if each.action in {"learn", "continue"}), found[-1].next[0])
        if step.action == "choose":
            (choice,) = here.roadmap.choices
            choose(here, choice, choice.options[0])
            step = service.status(here).next[0]
        topic = here.roadmap.topics[step.topic]
        if number % 11 == 10:
            mark(here, "skipped", [topic])
        else:
            log_time(here, topic, 90)
            mark(here, "finished", [topic])
        here = here._replace(now=here.now + timedelta(days=3))
        found.append(service.status(here))
    return tuple(found)


def pages() -> Iterator[StatusReport]:
    for each in days():
        yield each
        habits = each.habits._replace(break_until=each.as_of.date() + timedelta(days=20))
        busy = {} if each.untouched else BUSY
        yield each._replace(**busy, habits=habits)  # type: ignore[arg-type]


def test_it_fits_a_screen_on_every_day_also_on_a_busy_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert days()[-1].totals.percent == 100
    for columns in (60, 80, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        for report in pages():
            lines = bare(Shown(report, {}).on(Screen())).split("\n")
            assert len(lines) <= LINES, "\n".join(lines)
            assert max(map(cell_len, lines)) <= columns


def test_a_line_for_a_prompt_is_cut_off_only_where_a_terminal_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    here = workspace(builtin().roadmap)
    mark(here, "finished", [here.roadmap.topics["vectors"]])
    shown = Shown(prompt(here), {})
    whole = f"{prompt_text(shown.report)}\n"  # type: ignore[arg-type]
    assert shown.on(Screen(terminal=False)) == whole == "0.6 % next: Terminal, virtual environments and notebooks\n"
    monkeypatch.setenv("COLUMNS", "20")
    assert bare(shown.on(Screen())) == "0.6 % next: Termina…"


@pytest.mark.parametrize("focus", [None, "core-ml", "linear-algebra"])
@pytest.mark.parametrize("terminal", [True, False])
def test_folded_it_looks_the_same(focus: str | None, terminal: bool) -> None:  # noqa: FBT001 - a parameter
    here = workspace(builtin().roadmap)
    topics = here.roadmap.topics
    log_time(here, topics["matrices"], 50)
    mark(here, "finished", [topics["vectors"]])
    mark(here, "skipped", [topics["eigenvectors"]])
    whole, folded = (
        service.status(here._replace(chance=Random(1)), focus, extent=extent) for extent in ("whole", "folded")
    )
    assert whole != folded
    screen = Screen(terminal=terminal)
    assert Shown(folded, {}).on(screen) == Shown(whole, {}).on(screen)


def test_where_it_is_narrow_an_arrival_has_one_line_and_both_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    line = days()[3].forecast._replace(core=None, basis="settings", weeks=1, p50=date(2029, 6, 1), p80=date(2032, 6, 1))
    for p50, said in (
        (line.p50, "There around 2029, with 80 % by 2032"),
        (None, "Too few hours lately to tell; more: roadmap forecast"),
    ):
        lines = bare(Shown(days()[3]._replace(forecast=line._replace(p50=p50)), {}).on(Screen())).split("\n")
        assert [each for each in lines if "here around" in each or "Too few" in each] == [said]
        assert lines[-1] == said or lines[-2] == said


def test_where_stretch_topics_are_left_it_is_told_when_one_is_done_without_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    early, late = date(2027, 3, 1), date(2027, 6, 1)
    core = CoreLine(title="Job-ready", hours_left=50.0, done=False, p20=early, p50=early, p80=late)
    line = days()[3].forecast._replace(basis="settings", weeks=12, p50=late, p80=late, core=core)
    for changed, said in (
        (core, "job-ready around 1 Mar 2027, everything June 2027"),
        (core._replace(p50=late), "there around June 2027"),
        (core._replace(p50=None, done=True), "the core is done, everything around June 2027"),
    ):
        text = bare(Shown(days()[3]._replace(forecast=line._replace(core=changed)), {}).on(Screen()))
        assert f"At a goal of {amount(line.hours_per_week)} a week: {said}" in text.split("\n")


def test_where_there_is_more_room_every_module_is_shown_that_is_not_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "50")
    report = days()[20]
    (phase,) = (each for each in report.phases if each.id == report.current)
    said = bare(Shown(report, {}).on(Screen()))
    open_ones = [each.title for each in phase.modules if each.totals.topics.done < each.totals.topics.counted]
    assert all(f"   {each} " in said for each in open_ones)
    assert re.search(rf"^   Modules: {len(phase.modules) - len(open_ones)} done$", said, re.MULTILINE)


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_a_choice_of_five_fits_where_it_is_narrow_with_every_id(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    here = workspace(builtin().roadmap)
    (choice,) = here.roadmap.choices
    for shown in (choices(here), forecast(here, Question(), ())):
        lines = bare(Shown(shown, {}).on(Screen())).split("\n")
        assert max(map(cell_len, lines)) <= columns
        for option in choice.options:
            assert any(option.title in line for line in lines)
    lines = bare(Shown(choices(here), {}).on(Screen())).split("\n")
    assert all(any(option.id in line.split() for line in lines) for option in choice.options)


def test_a_step_that_is_shown_has_its_number_and_the_first_one_its_reason() -> None:
    for report in pages():
        lines = bare(Shown(report, {}).on(Screen())).split("\n")
        shown = [line for line in lines if line[:3] == "   " and line[3:4].isdigit() and line[4:6] == "  "]
        for number, (line, step) in enumerate(zip(shown, report.next, strict=False), 1):
            assert line.startswith(f"   {number}  {step.title[:8]}")
            assert f" {step_command(step) or step.topic}  " in f"{line}  "
        assert bool(shown) == bool(report.next)
        if shown:
            assert lines[lines.index(shown[0]) + 1].strip().startswith(report.next[0].reasons[0].text[:40])


@pytest.mark.parametrize("terminal", [True, False])
def test_a_reason_is_said_once(terminal: bool) -> None:  # noqa: FBT001 - a parameter
    for report in pages():
        said = bare(Shown(report, {}).on(Screen(terminal=terminal)))
        for step in report.next:
            assert all(said.count(reason.text) <= 1 for reason in step.reasons), said


def test_a_timer_stands_with_its_step_or_by_itself() -> None:
    first = days()[3]
    step = first.next[1]
    running = TimerLine(step.topic, step.title, NOW, 25)
    said = bare(Shown(first._replace(timer=running), {}).on(Screen())).split("\n")
    (line,) = (each for each in said if "timer" in each)
    assert line.startswith("   2  ")
    assert line.endswith("  timer 25 min")
    other = bare(Shown(first._replace(**BUSY), {}).on(Screen())).split("\n")
    assert other[2].startswith("   Timer on Mock interviews")


def test_the_first_evening_offers_three_commands() -> None:
    said = bare(Shown(days()[0], {}).on(Screen()))
    begin = said.index("Begin here")
    assert [said.index(f"   roadmap {each}") > begin for each in ("place", "plan", "log 1 45m")] == [True] * 3
    assert "Begin here" not in bare(Shown(days()[1], {}).on(Screen()))
    assert "Begin here" not in bare(Shown(days()[0]._replace(next=()), {}).on(Screen()))


@pytest.mark.parametrize(
    ("timer", "cards", "said"),
    [
        (None, 0, "0.6 % next: "),
        (None, 1, "0.6 %, 1 card due, next: "),
        (BUSY["timer"], 12, "0.6 %, timer 25 min, 12 cards due, next: "),
    ],
)
def test_one_line_says_what_is_due(timer: TimerLine | None, cards: int, said: str) -> None:
    report, step = days()[1], days()[1].next[0]
    review = ReviewLine(cards, 0, 5, 0)
    line = PromptLine(totals=report.totals, next=step, timer=timer, review=review, ready=None, due=None)
    assert prompt_text(line) == f"{said}{step.title}"
    assert line.urges == bool(timer or cards)
