"""What the dashboard, `next` and what is handed to others say of being ready."""

from datetime import date, timedelta

import pytest
from hired_helpers import ALL, COMPLETE, JOB, THE_JOB, live_towards_a_job
from hypothesis import given
from hypothesis import strategies as st
from list_log import SMALL, workspace

from roadmap_cli.domain.career import Career, Faq
from roadmap_cli.domain.forecast import Dates, not_before
from roadmap_cli.domain.lesson import Lesson
from roadmap_cli.domain.periods import calendar_period
from roadmap_cli.exports import html, markdown
from roadmap_cli.exports import report as chat
from roadmap_cli.reports.ready import line_of
from roadmap_cli.reports.report import PeriodReport, facts
from roadmap_cli.reports.status import at_the_end, ready_text
from roadmap_cli.services import report as period_report
from roadmap_cli.services.career import career
from roadmap_cli.services.choose import choose
from roadmap_cli.services.export import Part, progress
from roadmap_cli.services.forecast import Question, forecast
from roadmap_cli.services.interview import Graded, keep, new_mock
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark
from roadmap_cli.services.next import to_pick_from, what_next, why
from roadmap_cli.services.ready import ready
from roadmap_cli.services.status import status
from roadmap_cli.services.workspace import Workspace


def at(*done: str) -> Workspace:
    here = workspace(JOB)
    if done:
        mark(here, "finished", [here.roadmap.topics[each] for each in done])
    return here


def finished() -> Workspace:
    here = at(*ALL)
    choose(here, here.roadmap.choices[0], here.roadmap.choices[0].options[0])
    return here


def test_a_roadmap_without_a_job_says_nothing_of_it() -> None:
    here = workspace(SMALL)
    live_towards_a_job(here)
    assert (status(here).ready, status(here).due, forecast(here, Question(), ()).ready) == (None, None, None)
    assert ready(here).rows == ()


def test_it_is_told_from_its_phase_on_or_once_anything_was_done_for_it() -> None:
    assert status(at()).ready is None
    assert status(at("sums")).ready is None
    assert status(at("data")).ready is not None
    here = at("sums", "proofs")
    line = status(here).ready
    assert line == what_next(here, 3).ready
    assert line is not None
    assert ready_text(line) == 'Ready to apply: 0 of 10, nearest: decide "Which way"'
    begun = at()
    live_towards_a_job(begun)
    assert status(begun).ready is not None


def test_the_line_counts_the_rows_and_names_the_nearest() -> None:
    here = at("sums", "proofs")
    report, line = ready(here), status(here).ready
    assert line is not None
    assert (line.have, line.want) == (sum(row.met for row in report.rows), len(report.rows))
    assert line.hours == report.nearest[0].hours
    assert line == line_of(report.rows)


def test_the_end_of_the_path_is_where_nothing_is_missing() -> None:
    report = status(finished())
    assert report.ready is not None
    assert report.forecast.done
    assert at_the_end(7, report.ready).startswith("The whole path is done. Ready to apply: 2 of 10, nearest: ")
    assert at_the_end(7, report.ready._replace(have=10)) == "The whole path is done, and you are ready to apply."
    assert at_the_end(7, None) == "Nothing counted is left: the whole path is done."
    assert (
        at_the_end(0, report.ready)
        == "No topic counts: roadmap topic add adds one, roadmap reset brings skipped ones back."
    )


def test_what_is_due_has_a_line_on_status_and_is_a_step_of_next() -> None:
    here = at("sums", "proofs")
    live_towards_a_job(here)
    report = status(here)
    assert report.due is not None
    assert (report.due.number, report.due.company) == (2, "Acme [red]")
    assert len(report.next) == 3
    assert [each.action for each in report.next] == ["learn", "story", "learn"]
    assert [each.action for each in what_next(here, 4).suggestions] == ["learn", "apply", "learn", "apply"]


@pytest.mark.parametrize(("ahead", "told"), [(0, (1, 0)), (1, (0, 1)), (3, (0, 1)), (4, None)])
def test_what_is_due_soon_is_told_on_status_and_is_no_step_yet(ahead: int, told: tuple[int, int] | None) -> None:
    here = at("sums", "proofs")
    day = here.today + timedelta(days=ahead)
    here.append([here.fact("applied", application="acme", company="Acme", stage="applied", due=day.isoformat())])
    line = status(here).due
    assert (line and (line.number, line.soon, line.day)) == (told and (*told, day))
    assert any(each.action == "apply" for each in what_next(here, 9).suggestions) == (ahead == 0)


def test_why_and_the_picker_speak_of_topics_alone() -> None:
    here = at("sums", "proofs")
    live_towards_a_job(here)
    told = why(here, here.roadmap.topics["code"])
    assert (
        told.place
        == [each.topic for each in what_next(here, 99).suggestions if each.action in {"learn", "choose"}].index("code")
        + 1
    )
    assert told.suggestion is not None
    assert all(each.id in here.roadmap.topics for each in to_pick_from(here, {"todo", "done"}))


@pytest.mark.parametrize("end", [False, True])
def test_what_is_handed_to_others_holds_counts_and_no_title_company_or_note(end: bool) -> None:  # noqa: FBT001 - a parameter
    here = finished() if end else at("sums", "proofs")
    live_towards_a_job(here)
    coding = here.roadmap.job.formats[0]
    assert keep(here, coding, [Graded("sort", 2, "Secret loop", ("sums",))], new_mock(here), 12) == 12
    told = progress(here, lambda _: Lesson())
    week = period_report.report(here, calendar_period("week", here.today, 0, so_far=True))
    for text in (html.render(told), markdown.render(told), chat.render(week)):
        assert "Ready to apply" in text
        assert "of 10, nearest: " in text
        for private in ("Acme", "Byte", "Secret", "churners", "They left", "weak", "Bo,", "practised"):
            assert private not in text


def test_a_week_counts_practice_and_names_nothing_of_it() -> None:
    here = at("sums", "proofs")
    assert not any(week_of(here).practice)
    assert not [said for name, said in facts(week_of(here)) if name == "Practice"]
    live_towards_a_job(here)
    here.append(
        [
            here.fact("practised", format="talk", score=4, whom="Bo"),
            here.fact("practised", format="talk", score=4, asked="why", mock="short"),
            here.fact("told", story="secret", title="Secret", part="situation", words="They left."),
            here.fact("told", story="secret", part="result", words="By 12 %."),
            here.fact("told", story="open", title="Secret"),
        ]
    )
    before = week_of(here).practice
    here.append([here.fact("applied", application="more", company="Secret", stage="applied")])
    week = week_of(here)
    assert week.practice == before._replace(applications=before.applications + 1)
    assert (before.mocks >= 1, before.sittings >= 1, before.stories >= 1) == (True, True, True)
    ((_, said),) = [each for each in facts(week) if each[0] == "Practice"]
    assert "Secret" not in said
    assert "moved" in chat.render(week)


def week_of(here: Workspace) -> PeriodReport:
    return period_report.report(here, calendar_period("week", here.today, 0, so_far=True))


def test_what_is_handed_to_others_advises_on_topics_alone() -> None:
    here = at("sums", "proofs")
    live_towards_a_job(here)
    whole, phase = (progress(here, lambda _: Lesson(), part).status for part in (Part(), Part(here.roadmap.phases[1])))
    assert status(here).due is not None
    assert (whole.due, phase.due) == (None, None)
    assert [each.action for each in whole.next] == ["learn", "learn", "choose"]
    assert {each.action for each in phase.next} == {"learn"}


def test_a_phase_by_itself_says_nothing_of_it() -> None:
    here = at("sums", "proofs")
    assert "Ready to apply" not in markdown.render(
        progress(here, lambda _: Lesson(), Part(phase=here.roadmap.phases[1]))
    )


def test_being_ready_is_dated_by_the_same_futures_and_never_before_its_hours_allow() -> None:
    here = at("sums", "proofs")
    log_time(here, here.roadmap.topics["data"], 60)
    report = forecast(here, Question(hours_per_week=5), ())
    its = report.ready
    assert its is not None
    assert its.hours_left == ready(here).hours
    assert its.p20
    assert its.p50
    assert its.p80
    assert report.p50
    assert report.today < its.p20 <= its.p50 <= its.p80
    assert (its.p50 >= report.p50) == (its.hours_left >= report.hours_left)
    faster = forecast(here, Question(hours_per_week=10), ()).ready
    assert faster is not None
    assert faster.p50
    assert faster.p50 <= its.p50
    assert (its.p50 - report.today).days >= 7 * its.hours_left / 5 / 3


def test_being_ready_is_never_dated_before_its_new_cards_have_come_up() -> None:
    here = finished()
    here = here._replace(reviewing=here.reviewing._replace(new_cards_per_day=1))
    fresh = next(row for row in ready(here).rows if row.code == "fresh")
    its = forecast(here, Question(hours_per_week=168), ()).ready
    assert fresh.days == 2
    assert its is not None
    assert its.p20 is not None
    assert (its.p20 - here.today).days >= fresh.days - 1


@given(st.integers(0, 400), st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_days_that_something_takes_hold_for_every_date(days: int, day: date) -> None:
    today = date(2026, 9, 1)
    dates = not_before(Dates(today, day, None), days, today, ())
    assert dates.p20 == today + timedelta(days=max(days - 1, 0))
    assert dates.p50 == max(day, today + timedelta(days=max(days - 1, 0)))
    assert dates.p80 is None


@pytest.mark.parametrize("end", [False, True])
def test_how_long_it_takes_to_be_ready_for_the_job_is_what_the_forecast_says(end: bool) -> None:  # noqa: FBT001 - a parameter
    asked = Career("Writer", faq=(Faq("when", "When?", "Soon.", timeline=True), Faq("how", "How?", "Well.")))
    when, how = career(finished() if end else at("sums", "proofs"), asked).faq
    assert when.ready
    assert when.ready == forecast(finished() if end else at("sums", "proofs"), Question(), ()).ready
    assert how.ready is None


def test_at_the_end_of_the_path_being_ready_still_has_a_date() -> None:
    report = forecast(finished(), Question(hours_per_week=5), ())
    assert (report.done, report.p50) == (True, None)
    assert report.ready
    assert (report.ready.done, bool(report.ready.p50)) == (False, True)


def test_what_is_wanted_is_that_of_the_file() -> None:
    report = ready(at())
    assert (report.wanted, report.estimates) == (THE_JOB.wanted, THE_JOB.effort)
    assert report.hours <= sum(row.hours for row in report.rows)
    assert len(COMPLETE.projects) == 2
