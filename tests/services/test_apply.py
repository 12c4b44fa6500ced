"""Applications over a log that is a list."""

from datetime import date, timedelta

import pytest
from list_log import SMALL, kept, later, workspace

from roadmap_cli.cli.names import fresh_id
from roadmap_cli.domain.job import Job, Stage
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.apply import ApplyReport
from roadmap_cli.services import apply
from roadmap_cli.services.apply import Position
from roadmap_cli.services.undo import undo
from roadmap_cli.services.workspace import Workspace

STAGES = (Stage("saved", "Saved"), Stage("applied", "Applied"), Stage("offer", "An offer"))
THE_JOB = SMALL._replace(job=Job(application_stages=STAGES))
DAY = timedelta(days=1)


def learner(where: Roadmap = THE_JOB) -> Workspace:
    return workspace(Roadmap(*where))


def added(here: Workspace, company: str = "Acme", role: str = "Engineer", due: date | None = None) -> ApplyReport:
    return apply.add(here, Position(company, role, due=due), fresh_id)


def test_an_application_begins_at_the_first_stage_and_moves_to_the_next() -> None:
    here = learner()
    line = added(here).application
    assert (line.id, line.stage) == ("acme-engineer", ("saved", "Saved"))
    moved = apply.move(here, ["acme"])
    assert (moved.before, moved.application.stage.id) == (("saved", "Saved"), "applied")
    apply.move(here, ["acme"])
    with pytest.raises(CannotBeDone, match="Acme, Engineer is at An offer, the last stage"):
        apply.move(here, ["acme"])


def test_the_same_job_is_refused_while_it_is_open_and_begins_anew_when_it_is_closed() -> None:
    here = learner()
    added(here)
    with pytest.raises(CannotBeDone, match="already: acme-engineer"):
        added(here, "ACME", "engineer")
    assert added(here, "Acme", "Scientist").application.id == "acme-scientist"
    apply.close(here, "acme-engineer", "no reply")
    assert added(here).application.id == "acme-engineer-2"


def test_an_id_is_given_once_though_its_application_was_undone() -> None:
    here = learner()
    added(here)
    undo(here)
    assert added(here).application.id == "acme-engineer-2"


def test_moving_on_settles_what_was_due_by_now_and_keeps_what_is_due_later() -> None:
    here = learner()
    added(here, "Now", due=here.today)
    added(here, "Later", due=here.today + DAY)
    now, ahead = (apply.move(here, [name]) for name in ("now", "later"))
    assert (now.settled, now.application.due) == (here.today, None)
    assert (ahead.settled, ahead.application.due) == (None, here.today + DAY)


def test_moving_on_with_a_day_makes_that_the_day() -> None:
    here = learner()
    added(here, due=here.today)
    report = apply.move(here, ["acme"], here.today + DAY)
    assert (report.settled, report.application.due) == (None, here.today + DAY)


def test_what_is_so_already_makes_no_event() -> None:
    here = learner()
    added(here)
    before = kept(here)
    assert apply.move(here, ["acme", "saved"]).change == "known"
    assert apply.due(here, "acme", None).change == "known"
    assert kept(here) == before
    apply.close(here, "acme", "no reply")
    before = kept(here)
    assert apply.close(here, "acme", None).change == "known"
    assert kept(here) == before


def test_moving_a_closed_one_opens_it_and_undo_closes_it_again() -> None:
    here = learner()
    added(here)
    apply.close(here, "acme", "no reply")
    assert apply.move(here, ["acme", "saved"]).reopened
    assert apply.applications(here).closed == 0
    undo(here)
    assert apply.application(here, "acme").application.closed == "no reply"


def test_nothing_becomes_due_on_a_closed_one() -> None:
    here = learner()
    added(here)
    apply.close(here, "acme", None)
    with pytest.raises(CannotBeDone, match="is closed"):
        apply.due(here, "acme", here.today)


def test_the_list_counts_what_is_due_and_what_it_leaves_out() -> None:
    here = learner()
    added(here, "Late", due=here.today)
    added(here, "Over")
    apply.close(here, "over", "")
    report = apply.applications(later(here, days=3))
    assert ([each.id for each in report.applications], report.due, report.closed) == (["late-engineer"], 1, 1)
    assert [each.closed for each in apply.applications(here, only_open=False).applications] == [None, ""]


def test_a_day_in_the_past_counts_for_the_stage() -> None:
    here = learner()
    apply.add(here, Position("Acme", "Engineer"), fresh_id, here.today - 10 * DAY)
    report = apply.application(here, "acme")
    assert [(each.stage.id, each.day) for each in report.stages] == [("saved", here.today - 10 * DAY)]


def test_the_day_of_the_end_is_kept_and_gone_when_it_is_open_again() -> None:
    here = learner()
    apply.add(here, Position("Acme", "Engineer"), fresh_id, here.today - 5 * DAY)
    assert apply.close(here, "acme", None, here.today - DAY).application.closed_on == here.today - DAY
    assert apply.move(here, ["acme"]).application.closed_on is None


def test_the_exact_name_of_a_company_comes_before_what_begins_so() -> None:
    here = learner()
    for number in (1, 10, 11, 12):
        added(here, f"Co{number}")
    assert apply.move(here, ["co1"]).application.id == "co1-engineer"
    assert apply.move(here, ["Co1", "offer"]).application.id == "co1-engineer"
    with pytest.raises(CannotBeDone, match="could be any of these"):
        apply.move(here, ["co"])
    added(here, "Co1", "Scientist")
    with pytest.raises(CannotBeDone, match="co1-scientist") as error:
        apply.move(here, ["co1"])
    assert "co10" not in str(error.value)


@pytest.mark.parametrize("words", ["acme", "acme inc", "acme-inc", "engineer", "acme inc engineer", "acme engineer"])
def test_of_a_closed_one_and_an_open_one_the_open_one_is_meant(words: str) -> None:
    here = learner()
    added(here, "Acme Inc")
    apply.close(here, "acme", None)
    added(here, "Acme Inc")
    assert apply.application(here, words).application.id == "acme-inc-engineer-2"
    assert apply.application(here, "acme-inc-engineer").application.id == "acme-inc-engineer"


def test_a_closed_one_is_found_beside_an_open_one_of_the_same_company() -> None:
    here = learner()
    added(here, "Acme", "Scientist")
    apply.close(here, "acme", None)
    added(here)
    assert apply.application(here, "acme").application.id == "acme-engineer"
    assert apply.application(here, "acme scien").application.id == "acme-scientist"


def test_days_do_not_run_backwards() -> None:
    here = learner()
    apply.add(here, Position("Acme", "Engineer"), fresh_id, here.today - 5 * DAY)
    before, said = kept(here), f"came to Saved on {here.today - 5 * DAY}"
    with pytest.raises(CannotBeDone, match=said):
        apply.move(here, ["acme"], None, here.today - 6 * DAY)
    with pytest.raises(CannotBeDone, match=said):
        apply.close(here, "acme", None, here.today - 6 * DAY)
    assert kept(here) == before
    apply.move(here, ["acme"], None, here.today - 5 * DAY)
    assert apply.move(here, ["acme", "saved"], None, here.today - 7 * DAY).change == "moved"


def test_a_stage_that_left_the_roadmap_is_told_by_its_id_and_has_no_next() -> None:
    here = learner()
    added(here)
    changed = here._replace(roadmap=Roadmap(*THE_JOB._replace(job=Job(application_stages=STAGES[1:]))))
    assert apply.applications(changed).applications[0].stage == ("saved", "saved")
    with pytest.raises(CannotBeDone, match="no longer in the roadmap file"):
        apply.move(changed, ["acme"])


def test_a_roadmap_without_stages_is_read_and_not_written() -> None:
    here = learner(SMALL)
    report = apply.applications(here)
    assert (report.applications, report.knows_stages) == ((), False)
    assert apply.funnel(here).stages == ()
    with pytest.raises(CannotBeDone, match="does not say which stages"):
        added(here)
    assert kept(here) == []


def test_the_funnel_counts_reasons_and_says_when_there_are_few() -> None:
    here = learner()
    for number in range(9):
        added(here, f"Company {number}")
    assert apply.funnel(here).few
    added(here, "Company 9")
    for name, reason in (("company-1", "no reply"), ("company-2", "no reply"), ("company-3", None)):
        apply.close(here, name, reason)
    report = apply.funnel(here)
    assert (report.few, report.applications, report.open) == (False, 10, 7)
    assert [tuple(each) for each in report.reasons] == [("no reply", 2), ("", 1)]
