"""The job ahead on screens of several widths and in a pipe, and whatever a file may say of it."""

import re
import time
from pathlib import Path
from random import Random
from typing import get_args

import pytest
from acting_letters import ACTING
from conftest import NOW, Clock, examples
from hypothesis import given
from hypothesis import strategies as st
from made_reports import IDS, many_kinds, roadmap, texts
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion
from views_helpers import CODES, Diary, Screen, Shown, bare

from roadmap_cli.domain.career import Activity, Career, Faq, Figure, Level, Point, Role, Salary, SkillText, Timeline
from roadmap_cli.domain.job import Part, Tip
from roadmap_cli.scheduling import by
from roadmap_cli.services import career, mark
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.storage import sqlite

PARTS = (None, *get_args(Part))
LIVED = """
40 done data-preparation sklearn-pipelines linear-regression
39 link data-preparation https://example.org/x --proves
20 log vectors 2h
9 log vectors 3h
2 done reading-papers business-acumen
"""


@pytest.fixture
def diary(home: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Diary:
    time.tzset()
    return Diary(clock, monkeypatch)


@pytest.mark.parametrize("part", PARTS, ids=str)
def test_the_job_of_the_built_in_roadmap_looks_like_this(
    diary: Diary, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, part: str | None
) -> None:
    diary(LIVED)
    shown = diary.shows(f"career {part or ''}")
    for width in ("60", "80", "120"):
        monkeypatch.setenv("COLUMNS", width)
        assert bare(shown.on(Screen())) == snapshot(name=width)
    monkeypatch.setenv("COLUMNS", "80")
    assert bare(shown.on(Screen("ascii"))) == snapshot(name="ascii")
    assert shown.on(Screen(terminal=False)) == snapshot(name="pipe")


def test_at_80_columns_it_is_one_screen(diary: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    diary(LIVED)
    monkeypatch.setenv("COLUMNS", "80")
    assert diary.shows("career").on(Screen()).count("\n") < 24


def told(text: str) -> Career:
    """Everything that a file can say, made of one text; a line of it where the file has to have one."""
    line = " ".join(text.split()) or "x"
    point = Point(line, text, IDS[0])
    salary = Salary("one", line, 20_000.5, 30_000, line, 40_000, text, text)
    return Career(
        title=line,
        summary=text,
        source=line,
        url=line,
        year=2026,
        currency=line,
        note=text,
        timeline=(Timeline(line, 1, 2.5, text),),
        salary=(salary, salary._replace(years="", top=None, max=20_000.5, source="S", year=1999)),
        level=(Level("low", line, text, IDS), Level("high", line)),
        activity=(Activity("a", line, text, text, IDS[:1]), Activity("b", line)),
        skill=(SkillText("a", line, IDS, text), SkillText("b", line, ())),
        role=(Role(line, text, text), Role(line)),
        faq=(Faq("a", line, text, (point, point._replace(topic=None)), IDS[:2], timeline=True), Faq("b", line, text)),
        figure=(Figure("a", line, line, "way"), Figure("b", line, line, None, line, 1999)),
        tip=tuple(Tip(part, line, line, part=part) for part in get_args(Part)),
    )


def pages(text: str, kinds: list[str | None]) -> list[Shown]:
    with sqlite.apart() as store:
        here = Workspace(roadmap(text, [8.0] * 5), "ada", store, NOW, Random(1), by)
        for topic, kind in zip(here.roadmap.topics.values(), kinds, strict=True):
            if kind:
                mark.mark(here, kind, [topic])
        return [Shown(career.career(here, told(text)), {"part": part}) for part in PARTS]


@examples(25)
@given(text=texts, kinds=many_kinds, width=st.sampled_from([60, 80, 120]), encoding=st.sampled_from(["utf-8", "ascii"]))
def test_whatever_a_file_says_it_fits_the_screen_and_nothing_acts(
    text: str, kinds: list[str | None], width: int, encoding: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        for page in pages(text, kinds):
            said = page.on(Screen(encoding), color=True)
            assert max(cell_len(line) for line in bare(said).split("\n")) <= width, page.options
            assert ACTING.search(CODES.sub("", said)) is None


@examples(25)
@given(text=texts, kinds=many_kinds)
def test_in_a_pipe_nothing_is_cut_off_and_every_pay_has_its_year(text: str, kinds: list[str | None]) -> None:
    for page in pages(text.replace("\u2026", ""), kinds):
        said = page.on(Screen(terminal=False), color=True)
        assert ACTING.search(said) is None
        assert "\u2026" not in said
        paid = [line for line in said.split("\n") if "20,000.50 to 30,000 " in line]
        assert [line for line in paid if ", 2026" not in line] == []


def test_no_rung_is_done_above_an_open_one(diary: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    diary("9 done reading-papers business-acumen\n8 done experiment-tracking project-modeling")
    for part in ("", "ladder"):
        lines = [line for line in diary.shows(f"career {part}").on(Screen()).split("\n") if "Scientist" in line]
        assert [line for line in lines if "✓" in line] == []


def test_what_is_longer_than_a_line_goes_on_under_its_beginning(diary: Diary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert "\n   United States ('often" in bare(diary.shows("career figures").on(Screen()))
    assert "\n   246,000" in bare(diary.shows("career salary").on(Screen()))


@pytest.mark.parametrize("width", ["60", "80", "120"])
def test_a_year_is_never_cut_off(diary: Diary, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for part in ("", "salary", "figures"):
        lines = bare(diary.shows(f"career {part}").on(Screen())).split("\n")
        for number, line in enumerate(lines):
            if " USD" in line or "20-30%" in line:
                assert any(re.search(r"(, | in )2026$", each.rstrip()) for each in lines[number : number + 3]), line
