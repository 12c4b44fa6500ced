"""A session of recall in a real terminal: keys, grades that are kept at once, and every way to leave."""

import json
import re
import signal
from pathlib import Path

import pytest
from cli_helpers import files_in, give_cards, grades, json_of, talk_in_terminal
from conftest import Cli

SHOW = "Any key shows it"
AGAIN = "2 3 4 "
"""Below the answer of a card that failed before."""
GRADE = "easy"
"""The last of the four grades, which stand below the answer."""
BACK_AT_FIRST = "What is a-1?"


@pytest.fixture(autouse=True)
def _learned(cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cards in the order a-1, c-1, b-1, since so long ago that any real clock comes later."""
    give_cards(small, a=1, c=1)
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    for topic, day in (("a", "2020-01-01"), ("b", "2020-01-02"), ("c", "2020-01-03")):
        assert cli(f"done {topic} --on {day}").code == 0


@pytest.fixture
def browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script that gets the address as $1; nothing is in it yet."""
    script = tmp_path / "browser"
    script.touch(mode=0o755)
    monkeypatch.setenv("BROWSER", f"{script} %s")
    return script


def review(*keys: tuple[str, str], options: str = "") -> str:
    """The screen of a session that ends well."""
    code, screen = talk_in_terminal("review", *options.split(), answers=keys)
    assert (code, "Traceback" in screen) == (0, False), screen
    return screen


def test_any_key_shows_the_answer_and_a_grade_goes_on(cli: Cli) -> None:
    screen = review((SHOW, " "), (GRADE, "3"), (SHOW, "x"), (GRADE, "2"), (SHOW, "\x1b"), (GRADE, "4"))
    assert grades(cli) == [("a-1", 3), ("c-1", 2), ("b-1", 4)]
    asked = [screen.index(f"card {number} of 3") for number in (1, 2, 3)]
    told = [screen.index(answer) for answer in ("It is a-1.", "It is c-1.", "Beta.")]
    assert asked[0] < told[0] < asked[1] < told[1] < asked[2] < told[2]
    assert "Recalled 3 of 3 cards on 3 topics" in screen


def test_a_failed_card_comes_back_until_it_is_recalled_and_memory_keeps_the_first_grade(cli: Cli) -> None:
    first = ((SHOW, " "), (GRADE, "1"), (SHOW, " "), (GRADE, "3"), (SHOW, " "), (GRADE, "1"))
    again = (("again, 2 left", " "), (AGAIN, "3"), ("again, 1 left", " "), (AGAIN, "1"), ("again, 1 left", " "))
    screen = re.sub(r"\x1b\[[0-9;]*[mAJ]", "", review(*first, *again, (AGAIN, "2")))
    assert grades(cli) == [("a-1", 1), ("c-1", 3), ("b-1", 1)]
    assert [screen.count(question) for question in ("What is a-1?", "What is c-1?", "Second letter?")] == [2, 1, 3]
    assert screen.count("again, comes back in 1 day, and once more in this session") == 2
    assert screen.count("again, comes back once more") == 1
    assert screen.count("recalled; memory counts the first answer") == 2
    assert "Recalled 1 of 3 cards" in screen
    assert "Not recalled at first, but before the end: 2 of 2" in screen


def test_who_leaves_before_a_failed_card_is_recalled_has_graded_it_all_the_same(cli: Cli) -> None:
    screen = review((SHOW, " "), (GRADE, "1"), ("again, 1 left", "s"), options="b")
    assert grades(cli) == [("b-1", 1)]
    assert "before the end: 0 of 1" in screen


def test_u_after_a_second_look_only_goes_back_and_after_the_first_takes_the_second_back_too(cli: Cli) -> None:
    failed = ((SHOW, " "), (GRADE, "1"), ("again, 1 left", " "), (AGAIN, "1"))
    back = (("again, 1 left", "u"), ("back to Beta; nothing was recorded", "u"), ("taken back: again, on Beta", " "))
    screen = review(*failed, *back, (GRADE, "4"), options="b")
    assert grades(cli) == [("b-1", 4)]
    assert "Recalled 1 of 1 card" in screen
    assert "before the end" not in screen


def test_the_line_of_the_keys_gives_way_to_the_answer_and_to_the_next_card() -> None:
    """Up by the lines that it took, and everything from there on wiped, before anything else is written."""
    screen = review((SHOW, " "), (GRADE, "3"), (SHOW, "s"), (SHOW, "q"))
    assert screen.count(SHOW) == len(re.findall(rf"{SHOW}[^\n]*\r\n\x1b\[1A\r\x1b\[J", screen)) == 3


def test_a_terminal_that_cannot_wipe_a_line_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in review((SHOW, " "), (GRADE, "3"), (SHOW, "q"))


def test_an_unknown_key_says_once_which_there_are_on_a_line_that_gives_way(cli: Cli) -> None:
    keys = "1 to 4 say how it went; s skip, o open, u undo, q quit"
    screen = review((SHOW, " "), (GRADE, "x"), (keys, "7"), (keys, "\x1b[A"), (keys, "2"), options="b")
    assert len(re.findall(rf"{keys}[^\n]*\r\n\x1b\[1A\r\x1b\[J", screen)) == screen.count(keys) == 3
    assert grades(cli) == [("b-1", 2)]


def test_a_leech_is_named_where_it_failed_with_what_helps(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_LEECH_LAPSES", "1")
    cli("review grade b-1 3")
    screen = review((SHOW, " "), (GRADE, "1"), ("again, 1 left", "q"), options="b --ahead")
    assert "Forgotten again and again" in screen
    assert "ask it in smaller pieces: roadmap card add b" in screen
    assert "Forgotten again and again" in review(options="b --list")
    assert "Forgotten" not in cli("review b --list").out
    assert "ask it in smaller pieces: roadmap card add b" in cli("review --stats").out


def test_the_answer_is_not_seen_before_a_key_is_pressed() -> None:
    screen = review((SHOW, "q"))
    assert "What is a-1?" in screen
    assert "It is a-1." not in screen
    assert "again" not in screen


def test_behind_every_grade_stands_after_how_many_days_the_card_would_come_back(cli: Cli) -> None:
    screen = re.sub(r"\x1b\[[0-9;]*m", "", review((SHOW, " "), (GRADE, "q")))
    assert "1 again 1 d   2 hard 1 d   3 good 2 d   4 easy 8 d" in screen
    assert grades(cli) == []


@pytest.mark.parametrize("rating", [1, 2, 3, 4])
def test_every_grade_has_its_key(cli: Cli, rating: int) -> None:
    review((SHOW, " "), (GRADE, str(rating)), (SHOW, "q"))
    assert grades(cli) == [("a-1", rating)]


def test_a_grade_before_the_answer_is_seen_only_shows_it(cli: Cli) -> None:
    review((SHOW, "4"), (GRADE, "1"), (SHOW, "q"))
    assert grades(cli) == [("a-1", 1)]


def test_u_takes_the_last_grade_back_and_asks_again(cli: Cli) -> None:
    screen = review((SHOW, " "), (GRADE, "4"), (SHOW, "u"), (BACK_AT_FIRST, " "), (GRADE, "1"), (SHOW, "q"))
    assert grades(cli) == [("a-1", 1)]
    assert "Recalled 0 of 1 card on 1 topic" in screen
    assert "taken back: easy, on Alpha" in screen


def test_u_goes_back_card_by_card_also_to_what_was_skipped_and_from_an_answer(cli: Cli) -> None:
    forward = ((SHOW, " "), (GRADE, "4"), (SHOW, "s"), (SHOW, " "))
    screen = review(*forward, (GRADE, "u"), (SHOW, "u"), (BACK_AT_FIRST, "u"), ("this is the first card", "q"))
    assert grades(cli) == []
    assert "No card was graded." in screen


def test_what_was_taken_back_leaves_no_memory(cli: Cli) -> None:
    before = cli("review --ahead --json").out
    review((SHOW, " "), (GRADE, "4"), (SHOW, "u"), (BACK_AT_FIRST, "q"))
    assert cli("review --ahead --json").out == before


def test_s_leaves_a_card_for_another_time(cli: Cli) -> None:
    screen = review((SHOW, "s"), (SHOW, " "), (GRADE, "s"), (SHOW, " "), (GRADE, "2"))
    assert grades(cli) == [("b-1", 2)]
    assert "Today still: 2 cards" in screen


@pytest.mark.parametrize("key", ["q", "Q", "\x04"], ids=["q", "Q", "Ctrl-D"])
def test_one_may_leave_at_any_card_and_at_any_answer(cli: Cli, key: str) -> None:
    screen = review((SHOW, " "), (GRADE, "3"), (SHOW, key))
    assert "Recalled 1 of 1 card on 1 topic" in screen
    review((SHOW, " "), (GRADE, key))
    assert grades(cli) == [("a-1", 3)]


@pytest.mark.parametrize("answer_seen", [False, True])
def test_ctrl_c_ends_with_130_and_keeps_every_grade(cli: Cli, *, answer_seen: bool) -> None:
    end = [(SHOW, " "), (GRADE, "\x03")] if answer_seen else [(SHOW, "\x03")]
    code, screen = talk_in_terminal("review", answers=[(SHOW, " "), (GRADE, "3"), (SHOW, " "), (GRADE, "1"), *end])
    assert (code, "Traceback" in screen) == (130, False), screen
    assert grades(cli) == [("a-1", 3), ("c-1", 1)]


def test_a_grade_is_on_disk_before_the_next_card_appears(cli: Cli, browser: Path) -> None:
    """The browser kills the program that starts it, with the third card on the screen."""
    browser.write_text("#!/bin/sh\nkill -KILL $PPID\n")
    keys = [(SHOW, " "), (GRADE, "3"), (SHOW, " "), (GRADE, "1"), ("Second letter?", "o")]
    code, _ = talk_in_terminal("review", answers=keys)
    assert code == -signal.SIGKILL
    assert grades(cli) == [("a-1", 3), ("c-1", 1)]
    assert [card["id"] for card in json_of(cli, "review --ahead")["cards"] if card["recall"] is None] == ["b-1"]


def test_o_opens_the_resource_and_stays_at_the_card(cli: Cli, browser: Path, tmp_path: Path) -> None:
    browser.write_text(f'#!/bin/sh\necho "$1" >> {tmp_path / "seen"}\n')
    opening = "opening https://example.org/beta"
    screen = review((SHOW, "o"), (opening, " "), (GRADE, "o"), (opening, "3"), options="b")
    assert (tmp_path / "seen").read_text() == "https://example.org/beta\n" * 2
    assert grades(cli) == [("b-1", 3)]
    assert screen.count("Second letter?") == 2  # a browser may have cleared the screen, so it is told again


def test_o_of_a_topic_without_resources_says_so_and_goes_on(cli: Cli) -> None:
    review((SHOW, "o"), ("Alpha has no resource on the web", " "), (GRADE, "3"), (SHOW, "q"))
    assert grades(cli) == [("a-1", 3)]


def test_o_without_a_browser_says_so_and_goes_on(cli: Cli, browser: Path) -> None:
    browser.write_text("#!/bin/sh\nexit 1\n")
    review((SHOW, "o"), ("no browser could be started", " "), (GRADE, "2"), options="b")
    assert grades(cli) == [("b-1", 2)]


@pytest.mark.parametrize(
    ("options", "cards"), [("b", ["b-1"]), ("letters", ["a-1", "b-1"]), ("-n 1", ["a-1"]), ("2 --time 10m", ["c-1"])]
)
def test_a_session_may_be_about_a_part_or_about_a_few_cards(cli: Cli, options: str, cards: list[str]) -> None:
    screen = review(*[(SHOW, " "), (GRADE, "3")] * len(cards), options=options)
    assert grades(cli) == [(card, 3) for card in cards]
    assert f"card 1 of {len(cards)}" in screen


def test_ahead_goes_on_where_nothing_is_due_and_a_second_grade_on_a_day_says_nothing_of_memory(cli: Cli) -> None:
    review((SHOW, " "), (GRADE, "3"), options="b")
    screen = review((SHOW, " "), (GRADE, "3"), options="b --ahead")
    assert "Recalled 1 of 1 card" in screen
    assert "Seen before" not in screen
    assert grades(cli) == [("b-1", 3)] * 2


def test_with_generous_time_a_session_runs_to_its_end(cli: Cli) -> None:
    review(*[(SHOW, " "), (GRADE, "3")] * 3, options="--time 24h")
    assert len(grades(cli)) == 3


@pytest.mark.parametrize("options", ["--list", "--json", "x-topic", "--stats"])
def test_in_a_terminal_too_nothing_is_asked_where_a_list_is_wanted_or_nothing_waits(
    cli: Cli, database: Path, options: str
) -> None:
    before = files_in(database.parent)
    screen = review(options=options)
    assert SHOW not in screen
    assert files_in(database.parent) == before
    assert options != "--json" or json.loads(screen)["waiting"]["cards"] == 3


def test_a_session_that_grades_nothing_writes_nothing(database: Path) -> None:
    before = files_in(database.parent)
    assert "No card was graded." in review((SHOW, " "), (GRADE, "s"), (SHOW, "q"))
    assert files_in(database.parent) == before


def test_every_grade_of_a_session_is_a_command_of_its_own_for_undo(cli: Cli) -> None:
    review(*[(SHOW, " "), (GRADE, "3")] * 2, (SHOW, "q"))
    assert cli("undo").out.startswith("Took back: ")
    assert grades(cli) == [("a-1", 3)]
    cli("redo")
    assert grades(cli) == [("a-1", 3), ("c-1", 3)]


def test_ones_own_cards_are_asked_like_the_others(cli: Cli) -> None:
    cli("card", "add", "c", "-q", "Which ray?", "-a", "Line one\nLine two")
    screen = review(("What is c-1?", "s"), ("Which ray?", " "), ("Line two", "4"), options="c")
    assert "card 2 of 2" in screen
    assert [rating for _, rating in grades(cli)] == [4]
