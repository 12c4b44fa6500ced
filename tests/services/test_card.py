"""A learner's own cards, over a log that is a list."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from list_log import kept
from review_helpers import CARDED, RENAMED, A, B, C, X, Y, graded, later, learner, lesson, names, queued

from roadmap_cli.domain.lesson import Card, Code, Compute, Lesson, Range
from roadmap_cli.domain.memory import CardState
from roadmap_cli.domain.roadmap import Topic
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.exports.anki import render
from roadmap_cli.imports.anki import read
from roadmap_cli.reports.card import CardsImportReport, Deck, ForeignCard
from roadmap_cli.services.card import (
    EXPORTED,
    ID_DIGITS,
    add,
    card_id,
    cards_of,
    deck,
    delete,
    edit,
    find,
    take_in,
)
from roadmap_cli.services.choose import choose
from roadmap_cli.services.review import EXAMPLE, Own, drawn, grade, own_cards
from roadmap_cli.services.undo import redo, undo
from roadmap_cli.services.workspace import Workspace

NEAR = card_id("b", "q").replace("-", "-x")


def texts(here: Workspace) -> dict[str, tuple[str, str]]:
    """The learner's own cards: question and answer by id."""
    return {own.state.card: own.text[1:3] for own in own_cards(here)}


def added(here: Workspace, topic: Topic = A, question: str = "q", answer: str = "a") -> str:
    return add(here, topic, question, answer).card.id


def state_of(here: Workspace, card: str) -> CardState:
    return find(here, card).state


def test_a_card_of_ones_own_is_kept_with_its_topic_and_reviewed_like_the_others() -> None:
    here = learner("a")
    report = add(here, A, "Why?", "Because.")
    assert (report.change, report.card.question, report.card.answer, report.card.own) == (
        *("added", "Why?", "Because.", True),
    )
    assert report.card.id.startswith("a-")
    assert len(report.card.id) == len("a-") + ID_DIGITS
    assert names(queued(here)) == ["a-1", "a-2", "a-3", report.card.id]
    assert queued(here).cards[-1]._replace(topic=report.card.topic) == report.card
    assert grade(here, report.card.id, 3).topic.id == "a"


def test_the_same_question_again_is_the_same_card_with_another_answer() -> None:
    here = learner()
    first = add(here, A, "q", "a")
    again, changed = add(here, A, "q", "a"), add(here, A, "q", "b")
    assert (again.change, changed.change) == ("known", "edited")
    assert {first.card.id, again.card.id, changed.card.id} == {first.card.id}
    assert texts(here) == {first.card.id: ("q", "b")}
    assert kept(here) == [("written", "a"), ("written", "a")]
    assert added(here, B) != first.card.id


def test_a_card_of_a_topic_that_is_not_done_waits() -> None:
    here = learner("a")
    assert (add(here, A, "q", "a").waits, add(here, B, "q", "a").waits) == (False, True)


def test_another_computer_gives_the_same_card_the_same_id() -> None:
    assert added(learner()) == added(learner("a", "b")) == card_id("a", "q")


@pytest.mark.parametrize("grades", [[], [3], [3, 1]])
def test_a_card_that_is_reworded_keeps_its_memory_but_not_its_lapses(grades: list[int]) -> None:
    here = learner("a")
    card = added(here)
    for rating in grades:
        grade(here, card, rating)
    before = state_of(here, card)
    report = edit(here, find(here, card), "better", "a")
    assert (report.change, report.card.question) == ("edited", "better")
    assert state_of(here, card)._replace(written="") == before._replace(question="better", written="", lapses=0)


def test_what_is_reworded_to_the_same_makes_no_event() -> None:
    here = learner()
    own = find(here, added(here))
    before = kept(here)
    assert edit(here, own, "q", "a").change == "known"
    assert kept(here) == before


def test_a_deleted_card_is_gone_and_undo_brings_it_back_with_its_memory() -> None:
    here = learner("a")
    card = added(here)
    graded(here, [card])
    before = state_of(here, card), queued(later(here, 9))
    assert delete(here, find(here, card)).change == "deleted"
    assert (texts(here), card in names(queued(later(here, 9), ahead=True))) == ({}, False)
    with pytest.raises(CannotBeDone, match="there is no card"):
        grade(here, card, 3)
    undo(here)
    assert (state_of(here, card), queued(later(here, 9))) == before
    redo(here)
    assert texts(here) == {}


def test_a_deleted_card_that_is_written_again_goes_on_with_its_memory() -> None:
    here = learner("a")
    card = added(here)
    graded(here, [card])
    delete(here, find(here, card))
    assert add(here, A, "q", "b").change == "added"
    assert (texts(here), state_of(here, card).reviews) == ({card: ("q", "b")}, 1)


def test_a_card_is_found_by_its_id_the_beginning_of_it_or_its_topic() -> None:
    here = learner()
    one, other = added(here, B), added(here, X)
    assert find(here, one) == find(here, one[:-3].upper()) == find(here, f" {one} ") == find(here, "b")
    assert find(here, "x-topic").state.card == find(here, "X").state.card == other


def test_several_cards_are_told_with_their_questions() -> None:
    here = learner()
    cards = {added(here, A, "one"): "one", added(here, A, "two"): "two"}
    with pytest.raises(CannotBeDone, match='"a" could be any of these:') as caught:
        find(here, "a")
    assert caught.value.sentence.splitlines()[1:] == [f"  {card} ({cards[card]})" for card in sorted(cards)]
    assert caught.value.hint == "type more of it"


@pytest.mark.parametrize(
    ("words", "sentence", "hint"),
    [
        ("c", "you have no card of your own on C", "write one with: roadmap card add c"),
        ("quaternion", 'you have no card "quaternion"', "see yours with: roadmap card list"),
        (NEAR, f'you have no card "{NEAR}"', f"did you mean {card_id('b', 'q')}?"),
        ("", 'you have no card ""', "see yours with: roadmap card list"),
    ],
)
def test_what_is_no_card_of_ones_own_is_refused_with_what_to_do(words: str, sentence: str, hint: str) -> None:
    here = learner()
    added(here, B)
    with pytest.raises(CannotBeDone) as caught:
        find(here, words)
    assert caught.value.sentence == sentence
    assert caught.value.hint.startswith(hint)


def test_the_cards_of_a_topic_are_all_and_those_of_the_roadmap_ones_own() -> None:
    here = learner("a")
    cards = [added(here), added(here, B)]
    graded(here, ["a-2"])
    of_topic, own = cards_of(here, A, lesson), cards_of(here, None, lesson)
    assert [each.id for each in of_topic.cards] == ["a-1", "a-2", "a-3", cards[0]]
    assert [each.recall is not None for each in of_topic.cards] == [False, True, False, False]
    assert [each.own for each in of_topic.cards] == [False, False, False, True]
    assert ([each.id for each in own.cards], own.topic, of_topic.topic) == (cards, None, ("a", "A"))


def test_a_card_goes_with_its_topic_when_that_is_renamed() -> None:
    here = learner("a")
    card = added(here)
    graded(here, [card])
    here = here._replace(roadmap=RENAMED)
    alpha = here.roadmap.topics["alpha"]
    assert [each.id for each in cards_of(here, alpha, lesson).cards][-1] == card
    assert find(here, "alpha").state.card == card
    assert (added(here, alpha), added(here, alpha, answer="b")) == (card, card)
    edit(here, find(here, card), "better", "a")
    grade(here, card, 3)
    assert (state_of(here, card).question, state_of(here, card).reviews) == ("better", 2)
    delete(here, find(here, card))
    assert texts(here) == {}


def test_cards_of_a_topic_that_left_the_roadmap_are_kept_and_not_shown() -> None:
    here = learner()
    added(here, C)
    gone = here._replace(roadmap=CARDED._replace(phases=CARDED.phases[:1]))
    assert (texts(gone), cards_of(gone, None, lesson).cards, cards_of(gone, None, lesson).left) == ({}, (), 1)
    assert cards_of(here, None, lesson).left == 0
    assert len(texts(here)) == 1


def taken(here: Workspace, *cards: tuple[str, str, str], dry_run: bool = False) -> CardsImportReport:
    """Key, question and answer of each; all on one topic."""
    return take_in(here, [(A, ForeignCard(*card)) for card in cards], 2, lesson, dry_run=dry_run)


def test_bringing_cards_in_twice_changes_nothing() -> None:
    here = learner()
    cards = ("G1", "q", "a"), ("r", "r", "b")
    report = taken(here, *cards)
    assert (report.added, report.edited, report.known, report.empty) == (2, 0, 0, 2)
    assert [each.id for each in report.topics] == ["a"]
    assert len({each.batch for each in here.log.events("ada", "test")}) == 1
    before = kept(here)
    assert taken(here, *cards)[:3] == (0, 0, 2)
    assert kept(here) == before


def test_a_changed_card_of_a_file_is_edited_by_its_key_and_keeps_its_memory() -> None:
    here = learner("a")
    taken(here, ("G1", "q", "a"))
    graded(here, texts(here))
    assert taken(here, ("G1", "better", "b"), ("G2", "q", "a"))[:3] == (1, 1, 0)
    assert texts(here) == {card_id("a", "G1"): ("better", "b"), card_id("a", "G2"): ("q", "a")}
    assert state_of(here, card_id("a", "G1")).reviews == 1


def test_a_card_that_a_file_holds_twice_is_one() -> None:
    here = learner()
    assert taken(here, ("q", "q", "a"), ("q", "q", "b"))[:3] == (1, 0, 0)
    assert list(texts(here).values()) == [("q", "b")]
    assert taken(here, ("q", "q", "b"), ("q", "q", "b"))[:3] == (0, 0, 1)


def test_a_dry_run_says_the_same_and_writes_nothing() -> None:
    here = learner()
    foreseen = taken(here, ("q", "q", "a"), dry_run=True)
    assert kept(here) == []
    assert foreseen == taken(here, ("q", "q", "a"))._replace(dry_run=True)


def test_a_card_of_the_roadmap_that_comes_back_changed_stays_as_it_is() -> None:
    here = learner()
    report = taken(here, (f"{EXPORTED}a-1", "another question", "b"), (f"{EXPORTED}a-2", "a-2?", "a-2!"))
    assert (report[:3], report.differing, report.topics) == ((0, 0, 2), 1, ())
    assert kept(here) == []


@pytest.mark.parametrize("key", ["", "a\nb", "a\0b"])
def test_an_id_that_could_not_be_restored_from_an_export_is_not_taken_in(key: str) -> None:
    """What an export of the history holds an import of it must accept: the id of a card is a printable name."""
    here = learner()
    taken(here, (f"{EXPORTED}{key}", "q", "a"))
    assert all(card and card.isprintable() for card in texts(here))


def test_a_card_that_is_taken_in_under_its_exported_id_is_found_by_it() -> None:
    here = learner()
    taken(here, (f"{EXPORTED}Old-1", "q", "a"), (f"{EXPORTED}old-2", "r", "a"))
    for card in texts(here):
        assert find(here, card).state.card == card


def exported(here: Workspace) -> list[tuple[Topic, ForeignCard]]:
    """The deck as a file says it when it is read again."""
    topics = here.roadmap.topics
    with TemporaryDirectory() as folder:
        file = Path(folder, "deck.txt")
        file.write_text(render(deck(here, lesson, here.roadmap.topics)), encoding="utf-8")
        return [(topics[card.names[2]], card) for card in read(file)]


questions = st.lists(st.tuples(st.sampled_from((A, B, C)), st.sampled_from(("why", "1 < 2", "#so"))), max_size=4)


@given(questions)
def test_a_deck_that_is_exported_comes_back_as_known(wrote: list[tuple[Topic, str]]) -> None:
    here = learner()
    for topic, question in wrote:
        add(here, topic, question, "Because.")
    before = kept(here)
    found = exported(here)
    assert take_in(here, found, 0, lesson, dry_run=False)[:3] == (0, 0, len(found))
    assert kept(here) == before


def test_a_deck_that_comes_back_from_anki_changed_edits_the_learners_own_cards() -> None:
    here = learner()
    card = added(here, B)
    back = [(topic, each._replace(answer="so")) for topic, each in exported(here)]
    report = take_in(here, back, 0, lesson, dry_run=False)
    assert (report[:3], report.differing) == ((0, 1, len(back) - 1), len(back) - 1)
    assert texts(here) == {card: ("q", "so")}


def test_a_deck_on_another_computer_is_added_under_the_same_ids() -> None:
    here, there = learner(), learner()
    card = added(here, B)
    assert take_in(there, exported(here), 0, lesson, dry_run=False).added == 1
    assert texts(there) == texts(here) == {card: ("q", "a")}


def ids(found: Deck) -> list[str]:
    return [each.id.removeprefix(EXPORTED) for each in found.cards]


def test_a_deck_holds_every_card_of_the_path_and_ones_own() -> None:
    here = learner()
    own, off_path = added(here, B), added(here, Y)
    found = deck(here, lesson, here.roadmap.topics)
    assert ids(found) == ["a-1", "a-2", "a-3", "b-1", "b-2", own, "c-1", "x-1"]
    assert all(each.id.startswith(EXPORTED) for each in found.cards)
    assert (found.title, found.cards[5].home, found.cards[5].question) == ("Test", ("one", "letters", "b"), "q")
    choose(here, CARDED.choices[0], CARDED.choices[0].options[1])
    assert ids(deck(here, lesson, here.roadmap.topics))[-2:] == ["y-1", off_path]


def test_an_own_card_is_in_the_deck_as_long_as_it_is_not_deleted() -> None:
    here = learner()
    card = added(here)
    delete(here, Own(state_of(here, card), A))
    assert card not in ids(deck(here, lesson, here.roadmap.topics))


def test_a_deck_holds_an_example_with_its_answer_and_what_belongs_to_it() -> None:
    cards = (
        Card("b-1", "{n} + 1?", "{result}", task=Compute("n + 1", {"n": Range(1, 9)}, unit="h")),
        Card("b-2", "Which line?", "So.", task=Code("x\ny", line=2)),
    )
    here = learner()
    number, line = deck(here, lambda _: Lesson(cards=cards), {B.id}).cards
    asked = drawn(cards[0], EXAMPLE)
    assert (number.question, number.answer, number.right) == (asked.text, asked.answer, asked.right)
    assert (line.code, line.numbered, line.right) == ("x\ny", True, "line 2")


def test_a_card_with_a_task_that_comes_back_as_it_was_drawn_differs_in_nothing() -> None:
    card = Card("b-1", "{n} + 1?", "{result}", task=Compute("n + 1", {"n": Range(1, 9)}))
    back = ForeignCard(key="learning-roadmap:b-1", question="7 + 1?", answer="8")
    report = take_in(learner(), [(B, back)], 0, lambda _: Lesson(cards=(card,)), dry_run=True)
    assert (report.known, report.differing) == (1, 0)
