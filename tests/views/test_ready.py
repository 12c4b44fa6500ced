"""The table of what a job asks for, its line on the dashboard, and steps towards a job: at every width and in a pipe, with
whatever the file and the learner call things.
"""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from acting_letters import ACTING
from conftest import examples
from hired_helpers import ALL, JOB, THE_JOB, live_towards_a_job
from hypothesis import given
from hypothesis import strategies as st
from list_log import workspace
from made_reports import in_a_line, texts
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion
from views_helpers import CODES, Screen, Shown, bare

from roadmap_cli.reports.ready import ReadyReport
from roadmap_cli.services.choose import choose
from roadmap_cli.services.forecast import Question, forecast
from roadmap_cli.services.mark import mark
from roadmap_cli.services.next import what_next
from roadmap_cli.services.ready import ready
from roadmap_cli.services.status import status
from roadmap_cli.services.workspace import Workspace


@pytest.fixture(autouse=True)
def _utc(home: Path) -> None:
    time.tzset()


def midway() -> Workspace:
    here = workspace(JOB)
    mark(here, "finished", [here.roadmap.topics[each] for each in ("sums", "proofs")])
    live_towards_a_job(here)
    return here


def at_the_end() -> Workspace:
    here = workspace(JOB)
    choose(here, here.roadmap.choices[0], here.roadmap.choices[0].options[0])
    mark(here, "finished", [here.roadmap.topics[each] for each in ALL])
    return here


def ready_at_last() -> ReadyReport:
    report = ready(at_the_end())
    rows = (row._replace(have=row.want, met=True, hours=0.0, missing=(), command="") for row in report.rows)
    return report._replace(rows=tuple(rows), nearest=(), hours=0.0)


REPORTS = {
    "ready midway": lambda: ready(midway()),
    "ready": ready_at_last,
    "one thing is missing": lambda: ready(midway())._replace(nearest=ready(midway()).nearest[1:2]),
    "nothing is asked for": lambda: ready(midway())._replace(rows=(), wanted=None, nearest=()),
    "status midway": lambda: status(midway()),
    "status at the end": lambda: status(at_the_end()),
    "next midway": lambda: what_next(midway(), 9),
    "next at the end": lambda: what_next(at_the_end(), 9),
    "forecast midway": lambda: forecast(midway(), Question(hours_per_week=5), ()),
    "forecast at the end": lambda: forecast(at_the_end(), Question(hours_per_week=5), ()),
}


@pytest.mark.parametrize("name", REPORTS)
def test_it_looks_like_this(monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, name: str) -> None:
    shown = Shown(REPORTS[name](), {})
    for width in ("60", "80", "120"):
        monkeypatch.setenv("COLUMNS", width)
        said = bare(shown.on(Screen()))
        assert max(map(cell_len, said.split("\n"))) <= int(width)
        assert said == snapshot(name=width)
    monkeypatch.setenv("COLUMNS", "80")
    assert bare(shown.on(Screen("ascii"))) == snapshot(name="ascii")
    assert shown.on(Screen(terminal=False)) == snapshot(name="pipe")


def test_the_days_of_new_cards_stand_beside_their_hours() -> None:
    here = at_the_end()
    report = ready(here._replace(reviewing=here.reviewing._replace(new_cards_per_day=1)))
    said = Shown(report, {}).on(Screen(terminal=False))
    assert "about 1 min, over at least 2 days at 1 new card a day\n" in said
    assert "roadmap review --ahead\n" in said


def test_what_is_due_soon_is_no_reason_to_remind_anybody() -> None:
    here = midway()
    report = status(here)
    assert report.due
    soon = report._replace(due=report.due._replace(number=0, soon=2, day=here.today + timedelta(days=2)))
    assert "application" not in in_a_line(soon).on(Screen(terminal=False))
    assert "; 1 more" in Shown(soon, {}).on(Screen(terminal=False))


def test_one_line_for_a_prompt_says_what_is_due_and_how_far_the_end_is() -> None:
    assert "2 applications due, next: " in in_a_line(status(midway())).on(Screen(terminal=False))
    report = status(at_the_end())._replace(next=())
    said = in_a_line(report).on(Screen(terminal=False))
    assert said.startswith("100 % all done, ")
    assert said.endswith(" of 10 to be ready to apply\n")
    assert report.ready
    done = report._replace(ready=report.ready._replace(have=10))
    assert in_a_line(done).on(Screen(terminal=False)) == "100 % ready to apply\n"
    assert "and you are ready to apply" in Shown(done, {}).on(Screen(terminal=False))


def called(text: str) -> Iterator[Shown]:
    """Everything that has a name has this one."""
    title = text.replace("\n", " ") or "x"
    job = THE_JOB._replace(
        skills=tuple(each._replace(title=title) for each in THE_JOB.skills),
        project_stages=tuple(each._replace(title=title) for each in THE_JOB.project_stages),
        formats=tuple(each._replace(title=title) for each in THE_JOB.formats),
        story_tags=(title, "other"),
    )
    choices = tuple(each._replace(title=title) for each in JOB.choices)
    here = workspace(JOB._replace(job=job, choices=choices))
    mark(here, "finished", [here.roadmap.topics[each] for each in ("sums", "proofs")])
    live_towards_a_job(here)
    here.append(
        [
            here.fact("projected", project="other", name=title, copy=True),
            here.fact("projected", project="churn", name=title),
            here.fact("told", story="quarrel", title=title, tags=title),
            here.fact("applied", application="acme", company=title, role=text),
        ]
    )
    for report in (ready(here), status(here), what_next(here, 9), forecast(here, Question(), ())):
        yield Shown(report, {})


@examples(25)
@given(text=texts, width=st.sampled_from((60, 80, 120)), encoding=st.sampled_from(("utf-8", "ascii")))
def test_no_text_acts_or_makes_a_line_wider_than_the_screen(text: str, width: int, encoding: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        for page in called(text):
            said = page.on(Screen(encoding), color=True)
            assert max(cell_len(line) for line in bare(said).split("\n")) <= width, type(page.report)
            assert ACTING.search(CODES.sub("", said)) is None


@examples(25)
@given(text=texts)
def test_a_pipe_gets_plain_lines_with_every_command_whole(text: str) -> None:
    for page in called(text):
        said = page.on(Screen(terminal=False), color=True)
        assert ACTING.search(said) is None
        assert all(line == line.rstrip() for line in said.split("\n"))
        if isinstance(page.report, ReadyReport):
            assert all(f" {row.command}\n" in said for row in page.report.nearest)
