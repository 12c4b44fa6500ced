"""Stories: how they add up, and what is remarked on them."""

import pytest
from domain_helpers import TODAY, event
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.domain.story import (
    WORDS_A_MINUTE,
    Story,
    StoryForm,
    StoryPart,
    fold_stories,
    minutes_of,
    missing_tags,
    remarks,
    words_of,
)

PARTS = (
    StoryPart("situation", "Situation", "Which?"),
    StoryPart("action", "Action", "What?"),
    StoryPart("result", "Result", "How much?", number=True),
)
ASKED = StoryForm(PARTS, minutes=2, tags=("conflict", "impact"))
WHOLE = {"situation": f"A shop lost sales.{' And more.' * 40}", "action": "I measured.", "result": "Up by 15 %."}


def story(*tags: str, **texts: str) -> Story:
    return Story("s", "S", TODAY, TODAY, texts, tags)


def codes(told: Story, asked: StoryForm = ASKED) -> list[str]:
    return [each.code for each in remarks(told, asked)]


def text(told: Story, code: str) -> str:
    return next(each.text for each in remarks(told, ASKED) if each.code == code)


def test_of_a_whole_story_nothing_is_remarked() -> None:
    assert remarks(story("impact", **WHOLE), ASKED) == ()


def test_parts_that_are_open_are_named() -> None:
    assert text(story("impact", action="I did it 3 times."), "open") == "Still open: Situation, Result"
    assert codes(story("impact")) == ["open"]


def test_a_story_is_short_where_all_of_it_is_told_in_less_than_a_quarter_of_its_minutes() -> None:
    brief = {"situation": "A shop.", "action": "I measured.", "result": "word " * 64 + "5"}
    assert text(story("impact", **brief), "short") == "69 words are soon told; aim at 2 minutes"
    assert "short" not in codes(story("impact", **brief, more="word"))
    assert "short" not in codes(story("impact", action="I did it 3 times."))


@pytest.mark.parametrize(("said", "lacks"), [("A lot.", True), ("By 15 %.", False), ("٣ times", False)])
def test_a_number_is_missed_in_the_part_that_wants_one_and_in_no_other(said: str, lacks: bool) -> None:  # noqa: FBT001 - a value
    told = story("impact", **{**WHOLE, "result": said})
    assert ("no-number" in codes(told)) == lacks
    if lacks:
        assert text(told, "no-number") == "No number in Result: how much, how many, how long?"
    assert "no-number" not in codes(told, ASKED._replace(parts=PARTS[:2]))
    assert "no-number" not in codes(story("impact", action="I did."))


@pytest.mark.parametrize(
    ("said", "more"),
    [
        ("We did it.", True),
        ("We're here, and I was.", False),
        ("we did, We did, I did", True),
        ("We've won and we'll win; I'm glad", True),
        ("we\u2019re and I\u2019m", False),
        ("I did what we do", False),
        ("The web was weak, i.e. slow", False),
        ("were, west, owe", False),
        ("I", False),
        ("", False),
    ],
)
def test_more_we_than_i_is_remarked_by_whole_words(said: str, more: bool) -> None:  # noqa: FBT001 - a value
    assert ("we" in codes(story("impact", situation=said))) == more


def test_how_often_each_is_said_stands_in_the_remark() -> None:
    assert text(story(situation="We and we. I."), "we") == '"We" twice, "I" once: say what you did yourself'
    assert text(story(situation="we", action="we we"), "we") == '"We" 3 times, "I" never: say what you did yourself'


def test_a_long_story_is_told_its_minutes_and_the_aim() -> None:
    assert text(story(action="word " * 420), "long") == "420 words are about 3 minutes; aim at 2"
    assert "long" not in codes(story(action="word " * 300))
    assert "long" not in codes(story(action="word " * 420), ASKED._replace(minutes=3))


@given(st.integers(0, 3000), st.integers(1, 10))
def test_a_story_is_long_where_it_takes_half_a_minute_more_than_the_aim(words: int, aim: int) -> None:
    long = "long" in codes(story(action="w " * words), ASKED._replace(minutes=aim))
    assert long == (words >= (aim + 0.5) * WORDS_A_MINUTE)


def test_tags_are_missed_where_the_roadmap_lists_some() -> None:
    assert text(story(**WHOLE), "untagged") == "No tag yet: conflict, impact?"
    assert codes(story(**WHOLE), ASKED._replace(tags=())) == []


def test_a_story_of_which_nothing_is_told_is_about_nothing() -> None:
    told = (story("conflict"), story("impact", **WHOLE))
    assert missing_tags(told, ("conflict", "impact", "failure")) == ("conflict", "failure")
    assert missing_tags((), ("conflict",)) == ("conflict",)
    assert missing_tags(told, ()) == ()


@given(st.text(), st.text())
def test_remarks_are_made_on_any_text(one: str, other: str) -> None:
    told = story(situation=one, result=other)
    assert len(codes(told)) == len(set(codes(told)))
    assert minutes_of(words_of(told)) >= 0


def test_the_last_word_counts_for_each_part_and_an_empty_one_takes_it_away() -> None:
    (told,) = fold_stories(
        [
            event(1, "told", story="s", title="One", tags="a,b"),
            event(2, "told", story="s", part="x", words="first"),
            event(3, "told", story="s", part="x", words="second"),
            event(4, "told", story="s", part="y", words="gone"),
            event(5, "told", story="s", part="y", words=""),
            event(6, "told", story="s", tags=""),
        ]
    )
    assert (told.title, dict(told.texts), told.tags) == ("One", {"x": "second"}, ())


def test_a_deleted_story_is_gone_and_its_id_can_begin_anew() -> None:
    gone = [event(1, "told", story="s", title="Old", part="x", words="old"), event(2, "told", story="s", deleted=True)]
    assert fold_stories(gone) == ()
    (told,) = fold_stories([*gone, event(3, "told", story="s", title="New")])
    assert (told.title, dict(told.texts)) == ("New", {})


def test_what_another_device_still_told_of_a_deleted_story_does_not_bring_it_back() -> None:
    begun = event(1, "told", story="s", title="S", part="x", words="one")
    gone, late = event(2, "told", story="s", deleted=True), event(3, "told", story="s", part="y", words="two", tags="a")
    assert fold_stories([begun, gone, late]) == ()
    (again,) = fold_stories([begun, gone, late, event(4, "told", story="s", title="Again")])
    assert (again.title, dict(again.texts), again.tags) == ("Again", {}, ())
