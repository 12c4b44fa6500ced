"""The words beside a suggestion: each appears when it is true, and only then."""

from datetime import timedelta

from domain_helpers import TODAY, WAY, graded, remembering, roadmap, standing, topic
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.advice import Moment, evenings_in_a_row, suggest
from roadmap_cli.domain.progress import StudyDay, TopicState
from roadmap_cli.domain.standing import Standing

CHAIN = roadmap(
    topic("a", hours=2),
    topic("b", hours=4, requires=("a",)),
    topic("c", hours=3, requires=("b",)),
    topic("alone", "one/other", hours=2),
)


def reasons(now: Standing, key: str, moment: Moment | None = None) -> dict[str, str]:
    found = next(each for each in suggest(now, moment or Moment(TODAY), 99) if each.topic == key)
    return {reason.code: reason.text for reason in found.reasons}


def doing(minutes: int, days_ago: int) -> TopicState:
    return TopicState("a", "doing", "0", minutes=minutes, last_day=TODAY - timedelta(days=days_ago))


def test_a_started_topic_says_when_it_was_started() -> None:
    assert reasons(standing(CHAIN, a=doing(0, 3)), "a")["in_progress"] == "you started it on Friday"


def test_a_topic_with_logged_time_says_how_far_it_is_and_when_it_was_last_touched() -> None:
    assert reasons(standing(CHAIN, a=doing(90, 1)), "a")["in_progress"] == "you are 1 h 30 into it, last yesterday"


def test_a_topic_not_started_says_nothing_of_progress() -> None:
    assert "in_progress" not in reasons(standing(CHAIN), "a")
    assert "in_progress" not in reasons(standing(CHAIN, a=TopicState("a", "todo", minutes=30)), "a")


def test_what_frees_a_started_topic_names_it() -> None:
    found = reasons(standing(CHAIN, c="doing"), "a")
    assert found["unblocks_started"] == "C, which you started, stands on it"
    assert "unblocks_started" not in reasons(standing(CHAIN, c="doing"), "alone")


def test_what_carries_later_topics_says_how_many_and_how_many_hours() -> None:
    assert reasons(standing(CHAIN), "a")["opens"] == "opens 2 later topics, 7 h of the path"
    assert reasons(standing(CHAIN, c="done"), "a")["opens"] == "opens 1 later topic, 4 h of the path"
    assert "opens" not in reasons(standing(CHAIN), "alone")


def test_only_the_longest_chain_is_called_so() -> None:
    fork = roadmap(topic("a"), topic("a2", requires=("a",), hours=9), topic("b"), topic("b2", requires=("b",), hours=8))
    assert reasons(standing(fork), "a")["longest_chain"] == "on the longest chain to the end"
    assert "longest_chain" not in reasons(standing(fork), "b")


def test_the_last_topic_of_the_longest_chain_is_no_chain() -> None:
    assert "longest_chain" not in reasons(standing(roadmap(topic("a"))), "a")


def test_a_stretch_topic_says_that_it_is_not_needed() -> None:
    text = reasons(standing(roadmap(topic("a", stretch=True))), "a")["stretch"]
    assert text == "a stretch topic: worth it, but not needed for the rest"
    assert "stretch" not in reasons(standing(CHAIN), "a")


def test_a_stretch_topic_that_the_core_stands_on_says_so() -> None:
    needed = roadmap(topic("a", stretch=True), topic("b", requires=("a",)))
    assert reasons(standing(needed), "a")["stretch"] == "a stretch topic, but others need it"


def test_a_topic_that_opens_nothing_says_what_is_left_in_its_module() -> None:
    pair = roadmap(topic("a"), topic("b"), topic("c"))
    assert reasons(standing(pair, c="skipped"), "a")["module"] == "one of 2 left in Letters"
    assert reasons(standing(pair, b="done", c="done"), "a")["module"] == "completes Letters"
    assert "module" not in reasons(standing(CHAIN), "a")


def test_after_evenings_of_one_module_another_is_called_a_change() -> None:
    moment = Moment(TODAY, ("letters", 3))
    assert reasons(standing(CHAIN), "alone", moment)["change"] == "a change from three evenings of Letters"
    assert "change" not in reasons(standing(CHAIN), "a", moment)
    assert "change" not in reasons(standing(CHAIN), "alone", Moment(TODAY, ("letters", 2)))


def test_with_a_budget_a_topic_fits_or_is_advanced_by_it() -> None:
    hour, long = Moment(TODAY, minutes=120), Moment(TODAY, minutes=30)
    assert reasons(standing(CHAIN), "a", hour)["fits"] == "fits into 2 h"
    assert reasons(standing(CHAIN), "a", long)["advances"] == "30 min take you 25 % further"
    assert reasons(standing(CHAIN), "a", Moment(TODAY, minutes=119))["advances"] == "1 h 59 take you 99 % further"
    assert "fits" not in reasons(standing(CHAIN), "a", long)
    assert not {"fits", "advances"} & reasons(standing(CHAIN), "a").keys()


def test_an_open_choice_says_how_much_waits_for_it_and_between_what() -> None:
    tail = topic("y2", option="y", requires=("y1",))
    where = roadmap(topic("x1", option="x", hours=9), topic("y1", option="y"), tail, choices=[WAY])
    text = "2 topics wait for it, one could start now: The X way or The Y way"
    assert reasons(standing(where), "way") == {"bottleneck": text}


def test_an_open_choice_of_one_topic_each_waits_in_the_singular() -> None:
    where = roadmap(topic("x1", option="x"), topic("y1", option="y"), choices=[WAY])
    text = "1 topic waits for it, one could start now: The X way or The Y way"
    assert reasons(standing(where), "way") == {"bottleneck": text}


def study(*evenings: str) -> list[StudyDay]:
    """What was studied on each day, the newest day last; topics of a day are joined by +."""
    first = TODAY - timedelta(days=len(evenings) - 1)
    days = ((first + timedelta(days=ahead), names) for ahead, names in enumerate(evenings))
    return [StudyDay(day, name, 30, 1) for day, names in days for name in names.split("+") if name]


MODULES = {"a1": "A", "a2": "A", "b1": "B", "c1": "C"}


def test_evenings_of_one_module_are_counted_back_from_the_last() -> None:
    assert evenings_in_a_row(MODULES, study("b1", "a1", "a2", "a1")) == ("A", 3)


def test_an_evening_of_two_modules_continues_either() -> None:
    assert evenings_in_a_row(MODULES, study("b1", "b1+a1", "a1")) == ("A", 2)
    assert evenings_in_a_row(MODULES, study("b1", "b1+a1", "b1")) == ("B", 3)


def test_days_without_study_do_not_interrupt() -> None:
    assert evenings_in_a_row(MODULES, study("a1", "", "a2", "", "")) == ("A", 2)


def test_topics_that_the_roadmap_no_longer_has_are_left_out() -> None:
    assert evenings_in_a_row(MODULES, study("a1", "gone", "a1+gone")) == ("A", 2)


def test_without_study_there_are_no_evenings() -> None:
    assert evenings_in_a_row(MODULES, []) == ("", 0)


@given(st.lists(st.sets(st.sampled_from(sorted(MODULES))), max_size=6), st.randoms(use_true_random=False))
def test_evenings_in_a_row_is_the_longest_run_that_one_module_has(evenings: list[set[str]], random: object) -> None:
    days = study(*("+".join(sorted(each)) for each in evenings))
    modules = [{MODULES[key] for key in each} for each in reversed(evenings) if each]

    def run(module: str) -> int:
        return next((index for index, each in enumerate(modules) if module not in each), len(modules))

    best = max((run(module) for module in "ABC"), default=0)
    module, count = evenings_in_a_row(MODULES, reversed(days))
    assert count == best
    assert count == (run(module) if module else 0)


def test_a_review_says_how_much_is_left_what_stands_on_it_and_how_long_it_takes() -> None:
    where = roadmap(
        topic("a", cards=("a1", "a2", "a3", "a4")), topic("b", requires=("a",)), topic("c", requires=("a",))
    )
    cards = (graded("a", f"a{number}", 10, 1000) for number in range(1, 4))
    now = remembering(standing(where, a="done"), *cards)
    first = suggest(now, Moment(TODAY), 1)[0]
    assert (first.topic, first.title, first.action, first.hours_left) == ("a", "A", "review", 0.03)
    assert reasons(now, "a") == {"faded": "you would recall 49 % of it now", "stood_on": "B stands on it"}
