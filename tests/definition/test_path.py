"""The sums of the built-in roadmap, whichever specialty is chosen, and what its specialties have in common."""

from functools import cache

import pytest

from roadmap_cli.definition import builtin
from roadmap_cli.definition.reader import read
from roadmap_cli.domain.progress import ChoiceState, State
from roadmap_cli.domain.roadmap import PROJECT, Roadmap, Topic, prerequisites
from roadmap_cli.domain.standing import Standing

OPTIONS = ("nlp", "cv", "recommenders", "time-series", "rl")
NEW = ("recommenders", "time-series", "rl")
FEWEST, MOST = 1050, 1250
"""Hours of the whole path."""
LAST = "second-portfolio-project"


@cache
def built_in() -> Roadmap:
    return read(builtin()).roadmap


def under(option: str) -> Standing:
    return Standing(built_in(), State(choices={"specialty": ChoiceState("specialty", option, "0")}))


def own(option: str) -> list[Topic]:
    return [topic for topic in built_in().topics.values() if topic.option == option]


def hours(option: str) -> float:
    return sum(topic.hours for topic in own(option))


def stands_on(topic: str, option: str) -> set[str]:
    """What it requires while the option is chosen, directly or not."""
    found: set[str] = set()
    waiting = [topic]
    while waiting:
        needed = {*prerequisites(built_in().topics[waiting.pop()], [option])} - found
        found |= needed
        waiting += needed
    return found


def capstone(option: str) -> Topic:
    """The last topic of the option."""
    return own(option)[-1]


def test_these_are_its_options() -> None:
    assert tuple(option.id for choice in built_in().choices for option in choice.options) == OPTIONS


@pytest.mark.parametrize("option", OPTIONS)
def test_the_path_takes_as_many_hours_as_it_is_meant_to(option: str) -> None:
    assert FEWEST <= under(option).whole.hours.counted <= MOST


@pytest.mark.parametrize("option", OPTIONS)
def test_job_ready_takes_less_than_everything(option: str) -> None:
    now = under(option)
    assert 0 < len(now.core) < len(now.left) == len(now.path)
    assert {key for key, topic in now.left.items() if not topic.stretch} <= {*now.core}


def test_an_open_choice_counts_the_shortest_option_which_is_nlp() -> None:
    assert Standing(built_in(), State()).effective == {"specialty": "nlp"}
    assert all(hours("nlp") < hours(option) for option in OPTIONS[1:])


@pytest.mark.parametrize(
    ("option", "fewest", "most"), [("nlp", 11, 11), ("cv", 10, 10), *((each, 8, 10) for each in NEW)]
)
def test_an_option_has_about_as_many_topics_as_the_others(option: str, fewest: int, most: int) -> None:
    assert fewest <= len(own(option)) <= most


@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_ends_in_a_project(option: str) -> None:
    assert capstone(option).kind == PROJECT


@pytest.mark.parametrize("option", OPTIONS[1:])
def test_what_an_option_ends_in_stands_on_all_the_rest_of_it(option: str) -> None:
    last = capstone(option).id
    assert stands_on(last, option) >= {topic.id for topic in own(option) if not topic.stretch} - {last}


@pytest.mark.parametrize("option", OPTIONS)
def test_the_second_project_stands_on_the_capstone_of_the_option_that_was_chosen(option: str) -> None:
    needed = built_in().topics[LAST].requires_option[option]
    assert needed == (capstone(option).id,)


@pytest.mark.parametrize("option", OPTIONS)
def test_every_topic_can_be_reached(option: str) -> None:
    now = under(option)
    for topic in now.path.values():
        assert stands_on(topic.id, option) <= now.path.keys()


def test_every_topic_is_on_the_path_of_some_option_and_each_has_prerequisites_or_is_a_beginning() -> None:
    reached = {key for option in OPTIONS for key in under(option).path}
    assert reached == {*built_in().topics}


def test_former_ids_of_several_topics_are_said_to_be_merged() -> None:
    """A list of former ids is one topic that was renamed again and again, of which the last word counts."""
    assert [topic.id for topic in built_in().topics.values() if len(topic.formerly) > 1] == []
