"""Reviewing without a terminal: the queue, single grades, statistics, and what the settings change."""

import json
from pathlib import Path

import pytest
from cli_helpers import (
    assert_refused,
    assert_walks_back_and_forward,
    files_in,
    give_cards,
    grades,
    json_of,
    run_program,
)
from conftest import Cli, Clock

MONDAY = "2026-11-23"


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    give_cards(small, a=2, c=2, end=1)
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def learned(cli: Cli) -> None:
    """Three topics with five cards, since yesterday; today nothing is reviewed yet."""
    assert cli("done a b c --on yesterday").code == 0


def waiting(cli: Cli, options: str = "") -> list[str]:
    """The ids of the cards that are to recall, in order."""
    return [card["id"] for card in json_of(cli, f"review {options}")["cards"]]


def of_topics(cards: list[str]) -> dict[str, int]:
    topics = [card.rsplit("-", 1)[0] for card in cards]
    return {topic: topics.count(topic) for topic in sorted(topics)}


def memories(cli: Cli) -> dict[str, float | None]:
    """The predicted recall of every card, whatever its day."""
    return {card["id"]: card["recall"] for card in json_of(cli, "review --ahead")["cards"]}


def test_cards_come_the_day_after_their_topic_is_done(cli: Cli, clock: Clock) -> None:
    cli("done b")
    assert waiting(cli) == []
    clock.move(hours=8)  # half past three at night still is today
    assert waiting(cli) == []
    clock.move(hours=1)
    assert waiting(cli) == ["b-1"]


def test_a_topic_done_yesterday_brings_its_cards_today(cli: Cli) -> None:
    cli("done b --on yesterday")
    assert waiting(cli) == ["b-1"]


@pytest.mark.usefixtures("learned")
def test_neighbours_come_from_different_modules_where_that_is_possible(cli: Cli) -> None:
    """Alpha and Beta are of one module, Gamma of the other."""
    assert waiting(cli) == ["a-1", "c-1", "a-2", "c-2", "b-1"]


@pytest.mark.usefixtures("learned")
def test_without_a_terminal_the_cards_are_listed_and_nothing_is_asked(cli: Cli, database: Path) -> None:
    before = files_in(database.parent)
    listed = cli("review --list")
    assert (listed.code, listed.err) == (0, "")
    assert [line.split()[0] for line in listed.out.splitlines()] == waiting(cli)
    assert "Second letter?" in listed.out
    assert "Beta." not in listed.out
    assert cli("review") == listed
    piped = run_program("review", stdin="3\n3\n")
    assert (piped.code, piped.err) == (0, "")
    assert "Second letter?" in piped.out
    assert files_in(database.parent) == before


@pytest.mark.usefixtures("learned")
def test_json_says_all_about_a_card(cli: Cli) -> None:
    cli("review grade b-1 2")
    report = json_of(cli, "review b --ahead")
    assert (report["today"], report["next_due"]) == (MONDAY, "2026-11-24")
    assert report["waiting"] == {"cards": 4, "new": 4, "minutes": 2, "later": 0}
    assert report["cards"] == [
        {
            "id": "b-1",
            "topic": {"id": "b", "title": "Beta"},
            "question": "Second letter?",
            "answer": "Beta.",
            "own": False,
            "recall": 0.9167,
            "due": "2026-11-24",
            "kind": "recall",
            "criterion": 0,
            "typed": "",
            "code": "",
            "language": "",
            "choices": [],
            "right": "",
            "unit": "",
        }
    ]


@pytest.mark.parametrize(
    ("words", "rating", "days"),
    [
        ("1", 1, 1),
        ("2", 2, 1),
        ("3", 3, 2),
        ("4", 4, 8),
        ("again", 1, 1),
        ("HARD", 2, 1),
        ("Good", 3, 2),
        ("easy", 4, 8),
    ],
)
@pytest.mark.usefixtures("learned")
def test_one_card_is_graded_by_a_number_or_a_word(cli: Cli, words: str, rating: int, days: int) -> None:
    """The intervals are those of FSRS-6 with its default parameters."""
    report = json_of(cli, f"review grade b-1 {words}")
    assert (report["card"], report["rating"], report["days"], report["recall"]) == ("b-1", rating, days, None)
    assert grades(cli) == [("b-1", rating)]
    assert "b-1" not in waiting(cli)
    assert json_of(cli, "review b")["next_due"] == report["due"]


@pytest.mark.usefixtures("learned")
def test_a_graded_card_comes_back_on_its_day_and_not_before(cli: Cli, clock: Clock) -> None:
    cli("review grade b-1 3")
    clock.move(days=1)
    assert waiting(cli, "b") == []
    clock.move(days=1)
    assert waiting(cli, "b") == ["b-1"]
    second = json_of(cli, "review grade b-1 3")
    assert 0.85 < second["recall"] < 0.95
    assert second["days"] > 2
    clock.move(days=second["days"])
    assert waiting(cli, "b") == ["b-1"]


@pytest.mark.parametrize("words", ["", "b-1", "b-1 5", "b-1 0", "b-1 goods", "b-1 3 4", "3", "b-1 3.0"])
@pytest.mark.usefixtures("learned")
def test_what_is_no_grade_is_refused_with_what_would_be_one(cli: Cli, database: Path, words: str) -> None:
    before = files_in(database.parent)
    result = cli(f"review grade {words}")
    assert_refused(result, 2, "a grade needs a card and a rating from 1 to 4")
    assert "hint: write: roadmap review grade CARD 3; 1 again, 2 hard, 3 good, 4 easy" in result.err
    assert files_in(database.parent) == before


@pytest.mark.parametrize(
    ("card", "hint"), [("b-11", "did you mean b-1?"), ("zzzzzz", "see the cards of a topic with:")]
)
def test_a_card_that_nobody_knows_is_refused_with_the_nearest_name(
    cli: Cli, database: Path, card: str, hint: str
) -> None:
    result = cli(f"review grade {card} 3")
    assert_refused(result, 1, f'there is no card "{card}"')
    assert f"hint: {hint}" in result.err
    assert not database.exists() or grades(cli) == []


@pytest.mark.parametrize(
    ("scope", "cards"),
    [
        ("a", {"a": 2}),
        ("alpha", {"a": 2}),
        ("letters", {"a": 2, "b": 1}),
        ("LETTERS", {"a": 2, "b": 1}),
        ("ways", {"c": 2}),
        ("1", {"a": 2, "b": 1}),
        ("2", {"c": 2}),
        ("phase one", {"a": 2, "b": 1}),
        ("two", {"c": 2}),
        ("extra", {}),
    ],
)
@pytest.mark.usefixtures("learned")
def test_the_cards_of_a_topic_a_module_or_a_phase_alone(cli: Cli, scope: str, cards: dict[str, int]) -> None:
    assert of_topics(waiting(cli, scope)) == cards


@pytest.mark.parametrize(
    ("scope", "message", "hint"),
    [
        ("lettres", 'there is no topic, module or phase "lettres"', "did you mean letters?"),
        ("3", 'there is no topic, module or phase "3"', "see them all with: roadmap status --all"),
        ("phase", '"phase" could be any of these:', "type more of it"),
    ],
)
def test_a_part_that_is_not_there_is_refused(cli: Cli, scope: str, message: str, hint: str) -> None:
    result = cli(f"review {scope}")
    assert_refused(result, 1, message)
    assert f"hint: {hint}" in result.err


@pytest.mark.usefixtures("learned")
def test_a_number_limits_the_cards_that_are_shown(cli: Cli) -> None:
    whole = waiting(cli)
    assert waiting(cli, "-n 2") == ["a-1", "a-2"]  # the most urgent, not the first of the mixture
    assert waiting(cli, "--number 99") == whole
    assert_refused(cli("review -n 0"), 2, "'-n'")
    assert json_of(cli, "review -n 2")["waiting"]["cards"] == 5


@pytest.mark.usefixtures("learned")
def test_ahead_brings_every_card_that_there_is_due_ones_first(cli: Cli, clock: Clock) -> None:
    cli("review grade a-2 4")
    cli("review grade a-1 3")
    cli("review grade c-1 2")
    assert waiting(cli, "--ahead")[-3:] == ["c-1", "a-1", "a-2"]
    clock.move(days=1)
    assert waiting(cli, "--ahead")[0] == "c-1"
    assert sorted(waiting(cli, "--ahead")) == ["a-1", "a-2", "b-1", "c-1", "c-2"]
    assert waiting(cli, "letters --ahead")[-2:] == ["a-1", "a-2"]


def test_ahead_brings_the_cards_of_a_topic_done_today_and_none_of_one_that_is_not_done(cli: Cli) -> None:
    cli("done b")
    assert waiting(cli, "--ahead") == ["b-1"]


@pytest.mark.parametrize(
    ("past", "options", "said"),
    [
        ((), "", "There is nothing to recall yet: the cards of a topic come the day after it is done."),
        (("done b",), "", "Nothing is to recall today. The next card comes tomorrow."),
        (
            ("done b --on yesterday", "review grade b-1 4"),
            "",
            "Nothing is to recall today. The next card comes on 2026-12-01.",
        ),
        (
            ("done b --on yesterday", "review grade b-1 1"),
            "",
            "Nothing is to recall today. The next card comes tomorrow.",
        ),
        (
            ("done a b --on yesterday", "config reviews_per_day 1", "review grade b-1 4"),
            "",
            "That is enough for today; 2 cards can wait. More: roadmap review --ahead",
        ),
        (
            ("done a b c --on yesterday", "review grade c-1 4", "review grade c-2 4"),
            "c",
            "Nothing of this waits today. On the whole path: 3 ",
        ),
        (("done a --on yesterday",), "c", "There is nothing to recall yet: "),
    ],
    ids=["untouched", "done today", "back in a week", "back tomorrow", "enough", "elsewhere", "not done"],
)
def test_an_empty_queue_says_why(cli: Cli, past: tuple[str, ...], options: str, said: str) -> None:
    for command in past:
        assert cli(command).code == 0
    result = cli(f"review {options}")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith(said)


@pytest.mark.usefixtures("learned")
def test_reset_takes_the_cards_out_and_done_brings_them_back_with_their_memory(cli: Cli, clock: Clock) -> None:
    cli("review grade b-1 3")
    clock.move(days=2)
    before = waiting(cli, "b"), memories(cli)["b-1"]
    cli("reset b")
    assert (waiting(cli, "b"), waiting(cli, "b --ahead")[:1]) == ([], ["b-1"])
    assert "b-1" not in waiting(cli) + waiting(cli, "--ahead")
    assert grades(cli) == [("b-1", 3)]
    cli("done b")
    assert (waiting(cli, "b"), memories(cli)["b-1"]) == before


@pytest.mark.usefixtures("learned")
def test_cards_of_an_option_that_is_not_chosen_do_not_wait(cli: Cli, small: Path) -> None:
    give_cards(small, **{"x-topic": 1, "y-topic": 1})
    cli("done x-topic y-topic --on yesterday")
    cli("choose x")
    assert set(waiting(cli, "ways")) == {"c-1", "c-2", "x-topic-1"}
    cli("choose y")
    assert set(waiting(cli, "ways")) == {"c-1", "c-2", "y-topic-1"}


@pytest.mark.usefixtures("learned")
def test_new_cards_are_spread_over_the_days(cli: Cli, clock: Clock) -> None:
    cli("config new_cards_per_day 2")
    assert len(waiting(cli)) == 2
    assert json_of(cli, "review")["waiting"] == {"cards": 2, "new": 2, "minutes": 1, "later": 3}
    cli(f"review grade {waiting(cli)[0]} 4")
    assert len(waiting(cli)) == 1
    cli(f"review grade {waiting(cli)[0]} 4")
    assert waiting(cli) == []
    clock.move(days=1)
    assert len(waiting(cli)) == 2
    cli("config new_cards_per_day 0")
    assert waiting(cli) == []


@pytest.mark.usefixtures("learned")
def test_a_day_has_room_for_so_many_reviews(cli: Cli, clock: Clock) -> None:
    for card in waiting(cli):
        cli(f"review grade {card} 3")
    clock.move(days=28)
    assert len(waiting(cli)) == 5
    assert cli("config reviews_per_day 3").code == 0
    assert len(waiting(cli)) == 3
    assert json_of(cli, "review")["waiting"] == {"cards": 3, "new": 0, "minutes": 2, "later": 2}
    cli(f"review grade {waiting(cli)[0]} 3")
    assert len(waiting(cli)) == 2
    assert len(waiting(cli, "--ahead")) == 5
    clock.move(days=1)
    assert len(waiting(cli)) == 3


@pytest.mark.usefixtures("learned")
def test_another_retention_changes_what_is_due_at_once_and_no_memory(cli: Cli, clock: Clock, database: Path) -> None:
    cli("review grade b-1 3")
    clock.move(days=1)
    stored, remembered = files_in(database.parent), memories(cli)
    assert waiting(cli, "b") == []
    cli("config desired_retention 0.97")
    assert waiting(cli, "b") == ["b-1"]
    cli("config desired_retention 0.7")
    clock.move(days=1)
    assert waiting(cli, "b") == []
    clock.move(days=-1)
    assert (files_in(database.parent), memories(cli)) == (stored, remembered)


@pytest.mark.usefixtures("learned")
def test_no_interval_is_longer_than_the_longest(cli: Cli, clock: Clock) -> None:
    cli("config maximum_interval 3")
    assert json_of(cli, "review grade b-1 4")["days"] == 3
    clock.move(days=2)
    assert waiting(cli, "b") == []
    clock.move(days=1)
    assert waiting(cli, "b") == ["b-1"]


@pytest.mark.usefixtures("learned")
def test_a_grade_on_an_earlier_day_than_the_last_one_is_taken_too(cli: Cli, clock: Clock) -> None:
    """After a journey west, or with a clock that was set back."""
    cli("review grade b-1 3")
    clock.move(days=-2)
    report = json_of(cli, "review grade b-1 2")
    assert (report["recall"], report["due"] > "2026-11-21") == (None, True)
    assert waiting(cli, "b") == []
    clock.move(days=60)
    assert waiting(cli, "b") == ["b-1"]
    assert json_of(cli, "review --stats")["reviews"] == 2


def test_grades_are_undone_and_redone_one_by_one(cli: Cli) -> None:
    assert_walks_back_and_forward(
        cli,
        ("done a b --on yesterday", "review grade a-1 3", "review grade b-1 1", "review grade a-1 4", "reset a"),
        lambda cli: (waiting(cli), memories(cli), grades(cli), json_of(cli, "status")["totals"]),
    )


def test_the_cards_of_one_learner_are_not_those_of_another(cli: Cli) -> None:
    cli("done b --on yesterday")
    cli("--user bob done b --on yesterday")
    cli("review grade b-1 3")
    assert (waiting(cli), waiting(cli, "--ahead")) == ([], ["b-1"])
    assert json.loads(cli("--user bob review --json").out)["cards"][0]["recall"] is None


def test_a_day_has_as_many_cards_as_one_wants_and_what_is_named_20(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "deck.tsv").write_text("".join(f"Question {n}?\tAnswer {n}.\n" for n in range(40)), encoding="utf-8")
    assert cli(f"card import {tmp_path / 'deck.tsv'} --topic b").code == 0
    cli("done b --on yesterday")
    assert len(waiting(cli)) == 5
    cli("config new_cards_per_day 30")
    cli("config reviews_per_day 50")
    assert (len(waiting(cli)), len(waiting(cli, "b")), len(waiting(cli, "b -n 99"))) == (30, 20, 41)
