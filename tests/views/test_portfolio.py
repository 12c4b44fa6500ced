"""What is shown of projects, on screens of several widths and in a pipe."""

import re
import time
from datetime import date
from pathlib import Path

import pytest
from acting_letters import ACTING
from conftest import Clock, examples
from hypothesis import given
from hypothesis import strategies as st
from made_reports import texts
from portfolio_helpers import HIRED, SAID, WHOLE
from syrupy.assertion import SnapshotAssertion
from views_helpers import Diary, Screen, Shown, assert_fits_and_acts_on_nothing, bare

from roadmap_cli.domain.portfolio import TEXTS, Project, lacking
from roadmap_cli.reports.portfolio import (
    IdeaLine,
    IdeasReport,
    PortfolioReport,
    ProjectChange,
    ProjectLine,
    ProjectLinkLine,
    ProjectReport,
    ProjectStage,
    ProjectTextLine,
)
from roadmap_cli.reports.topic_line import Named, TopicLine

DAY = date(2026, 11, 23)
WORKED_ON = """
30 done a
20 portfolio add Churn of a phone company
9 portfolio edit churn --problem 'Which customers leave, and whom to call first' --data 'three years of calls' --result 0.62
5 portfolio stage churn model
3 portfolio link churn https://github.com/ada/churn
1 portfolio add --idea alphabet
"""
FINISHED = "\n".join(f"3 {command}" for command in WHOLE)
SCENES = {
    "none yet": ("", "portfolio"),
    "two projects": (WORKED_ON, "portfolio"),
    "nothing missing": (FINISHED, "portfolio"),
    "a project": (WORKED_ON, "portfolio show churn"),
    "a whole project": (FINISHED, "portfolio show churn"),
    "ideas": (WORKED_ON, "portfolio ideas"),
}
CHANGES = {
    "added": ("", "portfolio add Churn"),
    "edited": (WORKED_ON, f"portfolio edit churn {SAID}"),
    "moved": (WORKED_ON, "portfolio stage churn live"),
    "moved and marked": (WORKED_ON, "portfolio stage churn live --yes"),
    "linked": (WORKED_ON, "portfolio link churn https://ada.hf.space"),
    "linked anew": (WORKED_ON, "portfolio link churn https://gitlab.com/ada/churn"),
    "dropped": (WORKED_ON, "portfolio drop churn"),
    "known": (WORKED_ON, "portfolio stage churn model"),
}


@pytest.fixture
def diary(clock: Clock, small: Path, monkeypatch: pytest.MonkeyPatch) -> Diary:
    small.write_text(HIRED, encoding="utf-8")
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    time.tzset()
    return Diary(clock, monkeypatch)


def ends(diary: Diary, scene: tuple[str, str]) -> Shown:
    diary(scene[0])
    return diary.shows(scene[1])


@pytest.mark.parametrize("scene", SCENES)
def test_projects_look_like_this(
    diary: Diary, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, scene: str
) -> None:
    shown = ends(diary, SCENES[scene])
    for width in ("60", "80", "120"):
        monkeypatch.setenv("COLUMNS", width)
        assert bare(shown.on(Screen())) == snapshot(name=width)
    monkeypatch.setenv("COLUMNS", "80")
    assert bare(shown.on(Screen("ascii"))) == snapshot(name="ascii")
    assert shown.on(Screen(terminal=False)) == snapshot(name="pipe")


@pytest.mark.parametrize("scene", CHANGES)
def test_what_was_done_to_a_project_looks_like_this(
    diary: Diary, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, scene: str
) -> None:
    shown = ends(diary, CHANGES[scene])
    monkeypatch.setenv("COLUMNS", "60")
    assert bare(shown.on(Screen())) == snapshot(name="60")
    assert shown.on(Screen(terminal=False)) == snapshot(name="pipe")


def made(text: str) -> list[object]:
    """Every report of projects, with this text wherever a text may stand."""
    project = Project(id="a-project", name=text, first_day=DAY, last_day=DAY, stage=text, copy=True)
    link = ProjectLinkLine("demo", f"https://example.org/{text}")
    line = ProjectLine(
        id=project.id,
        name=text,
        stage=Named(text, text),
        place=1,
        stages=3,
        first_day=DAY,
        last_day=DAY,
        lacks=lacking(project, ()),
        links=(link,),
    )
    topic = TopicLine(
        id="a", title=text, status="todo", ready=True, hours=1.0, minutes=0, option=None, stretch=False, proven=True
    )
    idea = IdeaLine(
        id="idea", title=text, example=text, topics=(topic,), missing=1, hours_left=3.0, project="a-project"
    )
    said = tuple(ProjectTextLine(field, text) for field in TEXTS)
    stages = (ProjectStage(id=text, title=text, reached=True, day=DAY),)
    change = ProjectChange(
        change="linked", project=line, link=link, guessed=True, instead=text, proves=(Named("a", text),)
    )
    return [
        PortfolioReport(projects=(line,), known=False),
        ProjectReport(project=line, texts=said, stages=stages, topics=(topic,), idea=Named("idea", text), copy=True),
        IdeasReport(ideas=(idea,), known=True),
        change,
        change._replace(change="moved", before=Named(text, text)),
    ]


@examples(25)
@given(text=texts, width=st.sampled_from([60, 80, 120]), encoding=st.sampled_from(["utf-8", "ascii"]))
def test_any_text_fits_and_nothing_of_it_acts(text: str, width: int, encoding: str) -> None:
    for report in made(text):
        assert_fits_and_acts_on_nothing(Shown(report, {}), width, encoding)


@examples(25)
@given(text=texts)
def test_in_a_pipe_ids_stay_whole(text: str) -> None:
    for report in made(text):
        said = Shown(report, {}).on(Screen(terminal=False))
        assert re.search(r"a-project|idea", said)
        assert ACTING.search(said) is None
