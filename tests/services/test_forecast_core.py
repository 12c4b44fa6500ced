"""The dates of the core apart from those of everything, over a log that is a list."""

from datetime import date
from random import Random
from typing import Any

import pytest
from domain_helpers import roadmap, standings, topic
from hired_helpers import JOB
from hypothesis import given
from list_log import workspace

from roadmap_cli.domain.advice import Moment, in_order
from roadmap_cli.domain.candidacy import is_time
from roadmap_cli.domain.job import Thresholds
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.forecast import ForecastReport
from roadmap_cli.reports.status import CoreLine
from roadmap_cli.services.forecast import Question, forecast
from roadmap_cli.services.mark import mark
from roadmap_cli.services.ready import ready
from roadmap_cli.services.status import hours_to_core, status
from roadmap_cli.services.workspace import Workspace

TODAY = date(2026, 11, 23)
WANTED = Thresholds(phase="two")
PLAIN = roadmap(topic("a", hours=70))
CORED = roadmap(
    topic("a", "one/letters", hours=20),
    topic("more", "one/letters", hours=30, stretch=True),
    topic("needed", "one/letters", hours=10, stretch=True),
    topic("b", "two/ways", hours=40, requires=("a", "needed")),
)
MORE = CORED.topics["more"]


def asked(here: Workspace) -> ForecastReport:
    """Each forecast draws the same futures."""
    return forecast(here._replace(chance=Random(1)), Question(), ())


def dates(part: ForecastReport | CoreLine) -> tuple[date | None, ...]:
    return part.p20, part.p50, part.p80


def test_the_core_is_dated_apart_from_everything() -> None:
    report = asked(workspace(CORED))
    core = report.core
    assert core is not None
    assert (core.title, core.hours_left, report.hours_left, core.done) == ("The core", 70, 100, False)
    at_70 = asked(workspace(PLAIN))
    assert dates(core) == dates(at_70)
    assert all(early < late for early, late in zip(dates(at_70), dates(report), strict=True) if early and late)


@pytest.mark.parametrize("kind", ["finished", "skipped"])
def test_where_no_stretch_topic_is_left_one_date_is_said(kind: Any) -> None:
    here = workspace(CORED)
    mark(here, kind, [MORE])
    assert asked(here).core is None
    assert (asked(workspace(PLAIN)).core, status(workspace(PLAIN)).forecast.core) == (None, None)


def test_of_a_core_that_is_done_nothing_is_foreseen() -> None:
    here = workspace(CORED)
    mark(here, "finished", [each for each in CORED.topics.values() if each != MORE])
    core = asked(here).core
    assert core is not None
    assert (core.done, core.hours_left, core.p50) == (True, 0, None)
    assert asked(here).p50 is not None
    mark(here, "finished", [MORE])
    assert (asked(here).done, asked(here).core) == (True, None)


def test_what_of_the_rest_was_begun_is_done_before_the_core() -> None:
    here = workspace(CORED)
    mark(here, "started", [MORE])
    report = asked(here)
    assert report.core is not None
    assert report.core.hours_left == 70
    assert dates(report.core) == dates(report)


@pytest.mark.parametrize("begun", [False, True])
def test_the_dashboard_says_of_the_core_what_the_forecast_says(begun: bool) -> None:  # noqa: FBT001 - by what
    here = workspace(CORED)
    if begun:
        mark(here, "started", [MORE])
    line = status(here._replace(chance=Random(1))).forecast
    assert line.core == asked(here).core
    assert line.core is not None


def test_what_ready_says_of_the_path_is_what_the_dashboard_says() -> None:
    here = workspace(CORED)
    report = ready(here._replace(chance=Random(1)))
    assert report.forecast == status(here._replace(chance=Random(1))).forecast
    assert (report.hours_left, report.forecast.core and report.forecast.core.hours_left) == (100, 70)


def test_a_phase_of_which_only_stretch_topics_are_left_is_not_the_current_one() -> None:
    here = workspace(CORED)
    assert status(here).current == "one"
    mark(here, "finished", [CORED.topics["a"], CORED.topics["needed"]])
    assert status(here).current == "two"
    mark(here, "finished", [CORED.topics["b"]])
    assert status(here).current == "one"


def test_stretch_topics_put_off_no_word_of_being_ready() -> None:
    here = workspace(CORED._replace(job=JOB.job._replace(wanted=WANTED)))
    mark(here, "finished", [CORED.topics["a"]])
    assert not is_time(here.standing())
    mark(here, "finished", [CORED.topics["needed"]])
    assert is_time(here.standing())


@given(standings())
def test_the_hours_to_the_core_are_those_of_the_order_in_which_next_leads_to_it(now: Standing) -> None:
    order = in_order(now, Moment(TODAY), 0.5)
    last = max((place for place, each in enumerate(order, start=1) if each.id in now.core), default=0)
    assert hours_to_core(now, TODAY) == pytest.approx(sum(now.hours_left(each) for each in order[:last]))
