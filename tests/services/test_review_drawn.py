"""Cards with numbers, code and choices, as they are drawn for a review and for an example."""

import re

from hypothesis import given
from hypothesis import strategies as st
from review_helpers import graded, learner, lesson

from roadmap_cli.domain.lesson import Card, Choose, Code, Compute, Lesson, Range
from roadmap_cli.domain.question import judge
from roadmap_cli.services.review import (
    EXAMPLE,
    Wanted,
    all_cards,
    drawn,
    drawn_anew,
    due_cards,
    leeches,
    text_of,
)

CARDS = (
    Card("a-1", "What is {n} + {m}?", "It is {result}.", 2, Compute("n + m", {"n": Range(1, 99), "m": Range(1, 99)})),
    Card("a-2", "Which?", "So.", task=Choose("this", ("that", "those", "these"))),
    Card("a-3", "What does it print?", "That.", task=Code("if x:\n\tprint(x)", prints="x")),
)


def of_every_kind(key: str) -> Lesson:
    return Lesson(cards=CARDS) if key == "a" else lesson(key)


def test_a_card_is_drawn_by_the_seed_and_its_answer_with_it() -> None:
    here = learner("a")
    reports = [due_cards(here, Wanted(), of_every_kind, seed).cards for seed in (1, 1, 2)]
    first, again, other = ({line.id: line for line in lines} for lines in reports)
    assert first == again
    assert first["a-1"].question != other["a-1"].question
    for found in (first, other):
        line, choice, code = (found[card.id] for card in CARDS)
        one, two = map(int, re.findall(r"\d+", line.question))
        assert (line.right, line.answer) == (str(one + two), f"It is {one + two}.")
        assert (line.kind, line.criterion, line.typed) == ("compute", 2, "number")
        assert next(each.text for each in choice.choices if each.letter == choice.right) == "this"
        assert (code.code, code.language, code.right) == ("if x:\n    print(x)", "python", "x")


def test_what_is_only_shown_is_the_same_example_every_time() -> None:
    here = learner("a")
    for rating in (3, 1):
        graded(here, ["a-1"], rating)
    forgetful = here._replace(reviewing=here.reviewing._replace(leech_lapses=1))
    (leech,) = leeches(forgetful, of_every_kind, all_cards(forgetful), lambda *_: True)
    assert leech.question == drawn(CARDS[0], EXAMPLE).text


@given(seed=st.integers(0, 2**63))
def test_a_card_that_comes_again_is_another_question_with_its_own_answer(seed: int) -> None:
    before = drawn(CARDS[0], seed)
    after = drawn_anew(CARDS[0], seed + 1, before)
    assert after.text != before.text
    assert judge(after, after.right) is True


def test_a_card_of_which_there_is_only_one_question_is_asked_as_it_was() -> None:
    for card in (CARDS[2], Card("b", "q", "a"), Card("c", "q", "{result}", task=Compute("1 + 1"))):
        before = drawn(card, 1)
        assert drawn_anew(card, 2, before) == before


def test_a_card_is_drawn_from_its_text_and_ones_own_from_its_words() -> None:
    here = learner("a")
    line = due_cards(here, Wanted(), of_every_kind, 7).cards[0]
    assert text_of(line, of_every_kind) in CARDS
    own = line._replace(own=True, question="What is {n}?", answer="{n}")
    assert drawn(text_of(own, of_every_kind), 7).text == "What is {n}?"
