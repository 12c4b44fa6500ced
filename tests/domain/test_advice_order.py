"""The way through everything that is left: what `forecast` takes for the steps of whoever does what `next` says."""

from datetime import timedelta
from pathlib import Path

from domain_helpers import TODAY, roadmap, standing, standings, topic, with_choice
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.definition import builtin, load
from roadmap_cli.domain.advice import Moment, Suggestion, evenings_in_a_row, in_order, suggest
from roadmap_cli.domain.progress import StudyDay, TopicState
from roadmap_cli.domain.standing import Standing

NOW = Moment(TODAY)
ENDLESS = 1e9
"""Hours of an evening in which no module fills three."""


def following(now: Standing, hours: float) -> list[str]:
    """The topics in the order in which they are done by whoever spends such evenings on the first suggestion."""
    modules = {key: each.module for key, each in now.roadmap.topics.items()}
    days: list[StudyDay] = []
    found: list[str] = []
    day, minutes = TODAY, 60 * hours
    while now.left:
        first = suggest(now, Moment(day, evenings_in_a_row(modules, days[-12:])), 1)[0]
        if first.action == "choose":
            now = with_choice(now, first.topic, now.effective[first.topic])
            continue
        needed = 60 * now.left[first.topic].hours - now.minutes(first.topic)
        spent = min(needed, minutes)
        days.append(StudyDay(day, first.topic))
        now = _worked(now, first, round(spent), finishes=spent == needed)
        found += [first.topic] if spent == needed else []
        minutes -= spent
        if not minutes:
            day, minutes = day + timedelta(days=1), 60 * hours
    return found


def _worked(now: Standing, first: Suggestion, minutes: int, *, finishes: bool) -> Standing:
    before = now.states.get(first.topic, TopicState(first.topic))
    status = "done" if finishes else "doing"
    after = before._replace(status=status, decided="marked", minutes=before.minutes + minutes, last_day=TODAY)
    return now._replace(state=now.state._replace(topics={**now.state.topics, first.topic: after}))


@given(standings(("todo", "todo", "doing", "done", "skipped")))
def test_the_order_is_that_of_the_first_suggestions(now: Standing) -> None:
    order = [each.id for each in in_order(now, NOW, ENDLESS)]
    taken = []
    while first := next(iter(suggest(now, NOW, 1)), None):
        if first.action == "choose":
            now = with_choice(now, first.topic, now.effective[first.topic])
        else:
            taken.append(first.topic)
            now = _worked(now, first, 0, finishes=True)
    assert order == taken


@given(standings(), st.sampled_from((0.5, 1, 4)), st.integers(0, 4))
def test_nothing_comes_before_what_it_stands_on_and_nothing_is_left_out(
    now: Standing, evening: float, evenings: int
) -> None:
    module = next(iter(now.roadmap.modules))
    order = [each.id for each in in_order(now, Moment(TODAY, (module, evenings)), evening)]
    assert sorted(order) == sorted(now.left)
    for place, key in enumerate(order):
        assert {*now.missing(now.left[key])} <= {*order[:place]}


@given(standings(("todo", "todo", "todo", "done", "skipped")), st.sampled_from((0.5, 1, 4)))
def test_what_the_core_does_not_need_comes_last(now: Standing, evening: float) -> None:
    order = [each.id for each in in_order(now, NOW, evening)]
    assert {*order[: len(now.core)]} == {*now.core}
    assert all(its.stretch or key in now.core for key, its in now.left.items())
    for its in now.core.values():
        assert {*now.missing(its)} <= {*now.core}


@given(standings())
def test_a_stretch_topic_is_of_the_core_where_a_core_topic_stands_on_it_directly_or_not(now: Standing) -> None:
    def carries(key: str) -> bool:
        return any(not now.left[each].stretch or carries(each) for each in now.dependents.get(key, ()))

    assert {*now.core} == {key for key, topic in now.left.items() if not topic.stretch or carries(key)}


def test_on_the_built_in_roadmap_it_is_that_of_whoever_follows_next_evening_by_evening(tmp_path: Path) -> None:
    now = standing(load(builtin(), tmp_path).roadmap)
    assert [each.id for each in in_order(now, NOW, 1.5)] == following(now, 1.5)


def test_a_module_that_filled_three_evenings_gives_way() -> None:
    now = standing(roadmap(topic("a1"), topic("a2"), topic("b", "one/other", hours=0.5)))
    assert [each.id for each in in_order(now, NOW, 1.0)] == ["a1", "a2", "b"]
    assert [each.id for each in in_order(now, NOW, 0.4)] == ["a1", "b", "a2"]
    assert [each.id for each in in_order(now, Moment(TODAY, ("letters", 3)), 1.0)] == ["b", "a1", "a2"]
