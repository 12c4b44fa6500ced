"""What holds for every view and every text: it fits, it is whole in a pipe, and nothing in it acts."""

import re
import time
from pathlib import Path
from random import Random

import pytest
from acting_letters import ACTING
from conftest import NOW, examples
from hypothesis import example, given
from hypothesis import strategies as st
from made_reports import HOSTILE, IDS, LONG, WIDE, many_hours, many_kinds, pages, roadmap, texts
from rich.cells import cell_len
from rich.segment import ControlType, Segment
from views_helpers import CODES, Screen, Shown, bare

from roadmap_cli import views
from roadmap_cli.domain.phrasing import percent
from roadmap_cli.reports.card import CardsReport
from roadmap_cli.reports.list import ListReport
from roadmap_cli.reports.place import PlacementReport
from roadmap_cli.reports.plan import PlanReport
from roadmap_cli.reports.prompt import PromptLine
from roadmap_cli.reports.review import QueueReport
from roadmap_cli.reports.status import StatusReport
from roadmap_cli.scheduling import by
from roadmap_cli.services import link, status
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.storage import sqlite

pytestmark = pytest.mark.usefixtures("few_futures")
DRAWN = re.compile("[\u2500-\u259f\u2713\u25b8\u25cb\u00b7]")
HOURS = [8.0] * 5
SOME = ["finished", "started", None, "skipped", None]


@pytest.fixture(autouse=True)
def _utc(home: Path) -> None:
    time.tzset()


@examples(25)
@given(
    text=texts,
    hours=many_hours,
    kinds=many_kinds,
    width=st.sampled_from([60, 80, 120, 200]),
    encoding=st.sampled_from(["utf-8", "ascii"]),
)
def test_no_line_is_wider_than_the_screen(
    text: str, hours: list[float], kinds: list[str | None], width: int, encoding: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        for page in pages(roadmap(text, hours), text, kinds):
            said = page.on(Screen(encoding), color=True)
            assert max(cell_len(line) for line in bare(said).split("\n")) <= width, type(page.report)
            assert ACTING.search(CODES.sub("", said)) is None


@examples(25)
@given(text=texts, hours=many_hours, kinds=many_kinds)
def test_a_pipe_gets_plain_lines(text: str, hours: list[float], kinds: list[str | None]) -> None:
    own = {*DRAWN.findall(text)}
    for page in pages(roadmap(text, hours), text, kinds):
        said = page.on(Screen(terminal=False), color=True)
        assert ACTING.search(said) is None
        assert {*DRAWN.findall(said)} <= own
        assert said.endswith("\n")
        assert all(line == line.rstrip() for line in said.split("\n"))


@pytest.mark.parametrize("part", [each for each in (*HOSTILE, *WIDE, *LONG) if each != "\u2026"], ids=ascii)
def test_nothing_is_cut_off_in_a_pipe(part: str) -> None:
    text = f"Alpha{part}and Beta"
    for page in pages(roadmap(text, HOURS), text, SOME):
        assert "\u2026" not in page.on(Screen(terminal=False)), type(page.report)


@examples(15)
@given(text=texts)
def test_no_id_is_cut_off_in_a_pipe(text: str) -> None:
    for page in pages(roadmap(text, HOURS), text, SOME):
        said = page.on(Screen(terminal=False))
        is_whole = page.options.get("everything") and not getattr(page.report, "focus", None)
        if is_whole or isinstance(page.report, ListReport):
            assert all(f" {each} " in said for each in IDS)
        if isinstance(page.report, PlanReport):
            planned = {entry.topic for block in page.report.blocks for entry in block.entries if entry.topic}
            assert all(re.search(rf" {re.escape(each)}(;|$)", said, re.MULTILINE) for each in planned)
        if isinstance(page.report, CardsReport | QueueReport):
            assert all(re.search(rf"^{re.escape(each.id)}(  |$)", said, re.MULTILINE) for each in page.report.cards)
        if isinstance(page.report, PlacementReport):
            assert all(f"  {each.id}\n" in said or f"  {each.id}  " in said for each in page.report.proposed)


@given(text=st.text() | texts)
def test_what_acts_is_taken_out_of_a_text_and_nothing_else(text: str) -> None:
    assert views.harmless_text(text) == ACTING.sub("", text)


@given(parts=st.lists(st.text() | texts, max_size=5))
def test_what_acts_is_taken_out_of_what_is_drawn(parts: list[str]) -> None:
    home = Segment("\x1b[H", None, [(ControlType.HOME,)])
    drawn = views.harmless([home, *(Segment(part) for part in parts)])
    assert [each.text for each in drawn] == [ACTING.sub("", part) for part in parts]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_shown_as_what_is_left_of_it(hostile: str) -> None:
    made = pages(roadmap(f"A{hostile}B", HOURS), "x", [None] * 5)
    (line, *_) = (each for each in made if isinstance(each.report, PromptLine))
    left = ACTING.sub("", hostile)
    assert re.fullmatch(rf"0 %, timer running, next: A\s*{re.escape(left)}\s*B\n", line.on(Screen(terminal=False)))


@examples(40)
@given(hours=many_hours, done=st.integers(0, 5))
@example(hours=[0.01, 9_999.99, 9_999.99, 9_999.99, 0.01], done=3)
def test_100_percent_is_never_shown_early(hours: list[float], done: int) -> None:
    kinds = ["finished"] * done + [None] * (5 - done)
    *_, last = (each for each in pages(roadmap("A", hours), "x", kinds) if isinstance(each.report, StatusReport))
    totals = last.report.totals  # type: ignore[attr-defined]
    said = last._replace(options={}).on(Screen(terminal=False))
    assert (totals.percent == 100) == (totals.topics.done == totals.topics.counted)
    assert ("\ncovered  100 %  " in said) == (totals.topics.done == totals.topics.counted)


@examples(40)
@given(
    hours=st.lists(st.integers(1, 400).map(lambda quarters: quarters / 4), min_size=5, max_size=5),
    count=st.integers(0, 5),
)
@example(hours=[90.0, 3.0, 3.0, 1.0, 50.0], count=4)
def test_100_percent_proven_is_shown_when_all_is_and_not_before(hours: list[float], count: int) -> None:
    with sqlite.apart() as store:
        here = Workspace(roadmap("A", hours), "ada", store, NOW, Random(1), by)
        for topic in list(here.roadmap.topics.values())[:count]:
            link.link(here, topic, "https://example.org", "", proves=True)
        report = status.status(here)
    said = Shown(report, {}).on(Screen(terminal=False))
    assert ("\nproven   100 %  " in said) == (report.totals.proven == report.totals.topics.counted)


@given(value=st.floats(0, 100, exclude_max=True))
def test_percent_is_rounded_down(value: float) -> None:
    said = float(percent(value).removesuffix(" %"))
    assert said <= max(value + 1e-6, 0.1 if value else 0)
    assert said > value - (0.11 if value < 10 else 1)
