"""What a learner sees of interviews, on screens of several widths and in a pipe."""

from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import NOW, Cli, Clock
from interview_helpers import GARDEN
from syrupy.assertion import SnapshotAssertion
from views_helpers import Screen, bare

from roadmap_cli.definition.job import format_texts, questions_of
from roadmap_cli.domain.job import InterviewFormat
from roadmap_cli.reports.interview import AnswerGraded, AnswerTold, QuestionAsked, list_of
from roadmap_cli.services import interview as service
from roadmap_cli.settings import Flags
from roadmap_cli.use_cases.session import Session
from roadmap_cli.views import View, console_for, text_of
from roadmap_cli.views import interview as view
from roadmap_cli.views.widgets import Reader

LONG = "How would you explain to somebody who has never held a pair of shears why a cut is made at a slant, and how far above a bud?"
HOSTILE = "[red]red[/] \x1b[31m\u202e tab\there"


class Scene(NamedTuple):
    """A view with its report."""

    render: View[Any, ...]
    report: object

    def on(self, screen: Screen) -> str:
        return text_of(console_for(screen, color="never", reader=Reader(NOW.date())), self.render, self.report)


@pytest.fixture
def session(cli: Cli, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """After a month of practice: rising in one format, well and long ago in the other."""
    monkeypatch.setenv("ROADMAP_FILE", str(GARDEN))
    monkeypatch.setenv("COLUMNS", "80")
    answers = tmp_path / "answers.txt"
    past = (
        (200, "interview log trial --score 5 --with 'Grace Hopper'"),
        (30, "done soil"),
        (20, f"interview log screening --score 2 --weak soil --with '{HOSTILE}' '{HOSTILE}'"),
        (9, "worms 2 forgot\nroses 4\nlime 3\nhedge 2"),
        (2, "hedge 3\nroses 4\nworms 1\nlime 4"),
    )
    for days_ago, said in past:
        clock.now = NOW
        clock.move(days=-days_ago)
        if said[0] in "wh":
            answers.write_text(said, encoding="utf-8")
            said = f"interview practise screening --answers {answers} --time 12m"  # noqa: PLW2901 - the command for it
        assert cli(said).code == 0
    clock.now = NOW
    return Session(Flags())


def texts_of(session: Session) -> service.Texts:
    return service.Texts(partial(questions_of, session.definition), partial(format_texts, session.definition))


def screening(session: Session) -> InterviewFormat:
    return session.roadmap.job.formats[0]


def scenes(session: Session) -> dict[str, Scene]:
    texts, its = texts_of(session), screening(session)
    plan = session.read(service.sitting, its, texts, 4)
    rose = next(each for each in plan.questions if each.id == "roses")._replace(question=LONG, complexity="O(n)")
    told = AnswerTold(rose._replace(answer="A finger's breadth above a bud."), 2)
    mock = session.read(workspace_mock, its.id)
    held = session.read(service.outcome, its, texts, mock, 12)
    return {
        "formats": Scene(view.render, session.read(service.overview, texts)),
        "format": Scene(view.render_format, session.read(service.show, its, texts)),
        "sitting": Scene(view.render_list, list_of(plan)),
        "practised": Scene(view.render_practised, held),
        "short": Scene(view.render_practised, held._replace(questions=2, before=None)),
        "question": Scene(view.render_question, QuestionAsked(number=2, questions=5, left=75, question=LONG)),
        "checklist": Scene(
            view.render_checklist, AnswerGraded(number=2, questions=5, question=rose, typed="First\n  then\nlast")
        ),
        "told": Scene(view.render_told, told),
    }


def workspace_mock(workspace: service.Workspace, name: str) -> str:
    """The last sitting of a format."""
    return [each.mock for each in workspace.candidacy().practice if each.format == name and each.mock][-1]


NAMES = ("formats", "format", "sitting", "practised", "short", "question", "checklist", "told")


@pytest.mark.parametrize("name", NAMES)
def test_a_view_of_interviews_looks_like_this(
    session: Session, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, name: str
) -> None:
    scene = scenes(session)[name]
    for width in ("60", "80", "120"):
        monkeypatch.setenv("COLUMNS", width)
        assert bare(scene.on(Screen())) == snapshot(name=width)
    monkeypatch.setenv("COLUMNS", "80")
    assert bare(scene.on(Screen("ascii"))) == snapshot(name="ascii")
    assert scene.on(Screen(terminal=False)) == snapshot(name="pipe")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_screen_and_no_letter_acts(
    session: Session, monkeypatch: pytest.MonkeyPatch, name: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    said = bare(scenes(session)[name].on(Screen()))
    assert max(map(len, said.splitlines())) <= width
    assert "\x1b" not in said
    assert "\u202e" not in said


def test_what_people_said_is_no_markup(session: Session) -> None:
    assert "with [red]red[/] [31m tab here" in scenes(session)["format"].on(Screen(terminal=False))
