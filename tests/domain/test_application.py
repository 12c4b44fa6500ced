"""Applications: what is due, and what they add up to."""

from datetime import date, timedelta

from domain_helpers import TODAY
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.application import Application, due_applications

DAY = timedelta(days=1)
DAYS = st.one_of(st.none(), st.integers(-20, 20).map(lambda place: TODAY + place * DAY))


def application(company: str, due: date | None = None, closed: str | None = None) -> Application:
    return Application(
        id=company.casefold(),
        company=company,
        role="Engineer",
        first_day=TODAY,
        last_day=TODAY,
        stage="saved",
        stages=(("saved", TODAY),),
        due=due,
        closed=closed,
    )


def test_what_is_due_is_told_with_what_waits_longest_first() -> None:
    late, now = application("Late", TODAY - 3 * DAY), application("Now", TODAY)
    others = application("Later", TODAY + DAY), application("Never"), application("Over", TODAY, "no reply")
    assert due_applications((*others, now, late), TODAY) == (late, now)


@given(st.lists(st.tuples(DAYS, st.sampled_from((None, "", "no reply")))))
def test_all_that_is_open_and_due_by_today_is_told_in_order(drawn: list[tuple[date | None, str | None]]) -> None:
    every = [application(f"C{place}", due, closed) for place, (due, closed) in enumerate(drawn)]
    found = due_applications(every, TODAY)
    assert set(found) == {each for each in every if each.closed is None and each.due and each.due <= TODAY}
    assert [each.due for each in found] == sorted(each.due for each in found if each.due)
