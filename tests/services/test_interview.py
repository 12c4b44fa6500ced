"""Practice for interviews, over a log that is a list."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from domain_helpers import roadmap, topic
from list_log import NOW, kept, later, workspace

from roadmap_cli.domain.days import MOST_MINUTES
from roadmap_cli.domain.interview import InterviewQuestion
from roadmap_cli.domain.job import InterviewFormat, Job, Thresholds
from roadmap_cli.services import interview as service
from roadmap_cli.services.interview import Graded, HeldMock, Texts
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark
from roadmap_cli.services.next import what_next
from roadmap_cli.services.undo import undo
from roadmap_cli.services.workspace import Workspace

TODAY = NOW.date()
SCREENING = InterviewFormat("screening", "Screening", "a", ("a", "b"), minutes=15)
TRIAL = InterviewFormat("trial", "Trial day")
PATH = roadmap(topic("a", "one/letters"), topic("b", "one/letters"))._replace(
    job=Job(formats=(SCREENING, TRIAL), wanted=Thresholds(days=60, score=4))
)
BANK = tuple(
    InterviewQuestion(name, f"{name}?", ("one", "two"), (of,)) for name, of in (("p", "a"), ("q", "b"), ("r", "a"))
)
TEXTS = Texts(lambda name: BANK if name == "screening" else (), lambda name: (f"tests {name}", "beyond: not there"))


@dataclass
class Learner:
    """Who practises, a day at a time."""

    here: Workspace = field(default_factory=lambda: workspace(PATH))
    logged: int = 0

    def practises(self, minutes: int = 0, **scores: int) -> str:
        mock = service.new_mock(self.here)
        answers = [Graded(name, score, weak=("a",) if score <= 2 else ()) for name, score in scores.items()]
        self.logged = service.keep(self.here, SCREENING, answers, mock, minutes)
        return mock

    def waits(self, days: int) -> None:
        self.here = later(self.here, days=days)

    def is_asked(self, number: int = 10) -> list[str]:
        return [each.id for each in service.sitting(self.here, SCREENING, TEXTS, number).questions]


def test_weak_questions_come_first_then_new_ones_on_covered_topics() -> None:
    learner = Learner()
    mark(learner.here, "finished", [PATH.topics["b"]])
    learner.practises(r=1)
    assert learner.is_asked() == ["r", "q", "p"]
    learner.practises(r=4, q=3)
    assert learner.is_asked()[0] == "p"


def test_what_was_answered_well_comes_back_after_a_while_before_new_ones_on_topics_to_come() -> None:
    learner = Learner()
    learner.practises(p=5)
    assert learner.is_asked()[-1] == "p"
    learner.waits(30)
    assert learner.is_asked()[0] == "p"


def test_a_sitting_is_what_the_bank_has_at_most_and_as_long_as_its_questions() -> None:
    plan = service.sitting(Learner().here, SCREENING, TEXTS, 2)
    assert (len(plan.questions), plan.minutes) == (2, 30)
    assert service.sitting(Learner().here, TRIAL, TEXTS, 5).questions == ()


def test_time_is_logged_with_the_answer_and_undo_takes_both_back() -> None:
    learner = Learner()
    learner.practises(minutes=7, p=4)
    assert kept(learner.here) == [("practised", None), ("logged", "a")]
    assert learner.here.standing().minutes("a") == 7
    undo(learner.here)
    assert learner.here.standing().minutes("a") == 0
    assert learner.here.candidacy().practice == ()


def test_practice_does_not_start_the_topic_of_its_format_and_so_leads_nobody_there() -> None:
    learner = Learner()
    learner.practises(minutes=7, p=4)
    assert learner.here.standing().status("a") == "todo"
    steps = what_next(learner.here, 3).suggestions
    assert {each.action for each in steps} == {"learn"}
    assert not any("started" in reason.text for each in steps for reason in each.reasons)


def test_a_full_day_keeps_the_answer_and_leaves_out_the_time() -> None:
    learner = Learner()
    log_time(learner.here, PATH.topics["b"], MOST_MINUTES - 3)
    learner.practises(minutes=7, p=4)
    assert learner.logged == 3
    learner.practises(minutes=7, q=4)
    assert learner.logged == 0
    assert learner.here.standing().minutes("a") == 3
    assert len(learner.here.candidacy().practice) == 2


def test_sittings_of_one_second_are_two() -> None:
    learner = Learner()
    assert learner.practises(p=4) != learner.practises(p=4)


def test_a_mock_that_was_held_elsewhere_counts_on_its_day() -> None:
    here = Learner().here
    mock = service.log_mock(here, TRIAL, HeldMock(4, TODAY - timedelta(3), ("b", "b"), "Grace", "fine"))
    report = service.outcome(here, TRIAL, TEXTS, mock)
    assert (report.score, report.day, report.whom, report.questions) == (4.0, date(2026, 11, 20), "Grace", 0)
    assert [each.id for each in report.weak] == ["b"]
    assert report.format.ready


def test_what_was_noted_can_be_read_back_newest_first() -> None:
    learner = Learner()
    service.log_mock(learner.here, SCREENING, HeldMock(4, TODAY - timedelta(3), whom="Grace", note="lost in roots"))
    service.keep(
        learner.here, SCREENING, [Graded("p", 4, "typed\n\nnoted"), Graded("q", 4), Graded("gone", 2, "why")], "m"
    )
    report = service.show(learner.here, SCREENING, TEXTS)
    assert [(each.question, each.asked, each.note) for each in report.notes] == [
        ("gone", "", "why"),
        ("p", "p?", "typed\n\nnoted"),
        (None, "", "lost in roots"),
    ]
    assert (report.notes[-1].whom, report.notes[-1].score) == ("Grace", 4)


def test_what_a_sitting_came_to_is_told_with_the_one_before() -> None:
    learner = Learner()
    learner.practises(p=2, q=3)
    learner.waits(1)
    mock = learner.practises(p=5)
    report = service.outcome(learner.here, SCREENING, TEXTS, mock)
    assert (report.score, report.before, report.format.trend, report.format.ready) == (5.0, 2.5, "rising", True)


def test_a_sitting_that_is_too_short_is_practice_which_says_what_is_weak_and_no_more() -> None:
    short = SCREENING._replace(minutes=5)
    here = workspace(PATH._replace(job=PATH.job._replace(formats=(short,))))
    mocks = ("m1", "m2", "m3")
    service.keep(here, short, [Graded(name, 4) for name in "pqr"], mocks[0])
    service.keep(here, short, [Graded("p", 5)], mocks[1])
    service.keep(here, short, [Graded("q", 1, weak=("b",))], mocks[2])
    report, shown = service.outcome(here, short, TEXTS, mocks[1]), service.show(here, short, TEXTS)
    assert (report.score, report.questions, report.before, report.format.least) == (5.0, 1, None, 3)
    assert (shown.format.mocks, shown.format.score, shown.format.ready, len(shown.mocks)) == (1, 4.0, True, 1)
    assert [each.topic.id for each in shown.weak_topics] == ["b"]
    assert [each.id for each in shown.weak_questions] == ["q"]


def test_nothing_was_practised_where_nothing_is_graded() -> None:
    report = service.outcome(Learner().here, SCREENING, TEXTS, "none")
    assert (report.score, report.before, report.format.missing) == (None, None, "mock")


@pytest.mark.parametrize(("days", "score", "missing"), [(0, 3, "score"), (61, 5, "days"), (60, 4, "")])
def test_the_overview_says_what_a_format_lacks(days: int, score: int, missing: str) -> None:
    learner = Learner()
    mark(learner.here, "finished", [PATH.topics["b"]])
    learner.practises(p=score)
    learner.waits(days)
    line, other = service.overview(learner.here, TEXTS).formats
    assert (line.missing, line.ready) == (missing, not missing)
    assert (line.topics.topics, line.topics.covered, line.questions, line.asked) == (2, 1, 3, 1)
    assert (other.missing, other.beyond) == ("mock", "not there")


def test_nothing_is_ready_or_missing_where_the_roadmap_wants_nothing() -> None:
    here = workspace(PATH._replace(job=Job(formats=(SCREENING,))))
    (line,) = service.overview(here, TEXTS).formats
    assert (line.ready, line.missing) == (None, "")


def test_a_format_in_full_has_what_is_weak_in_it_until_it_is_answered_well() -> None:
    learner = Learner()
    learner.practises(p=1, q=5)
    report = service.show(learner.here, SCREENING, TEXTS)
    assert [each.topic.id for each in report.weak_topics] == ["a"]
    assert [(each.id, each.score) for each in report.weak_questions] == [("p", 1)]
    assert [(each.score, each.questions) for each in report.mocks] == [(3.0, 2)]
    learner.practises(p=4)
    report = service.show(learner.here, SCREENING, TEXTS)
    assert (report.weak_topics, report.weak_questions) == ((), ())
    assert [each.score for each in report.mocks] == [4.0, 3.0]
