"""Questions that are answered by typing, in a real terminal: what is judged, what is asked again, and every way out."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from cli_helpers import grades, json_of, talk_in_terminal
from conftest import Cli

from roadmap_cli.cli.question import Keys

PLACE = "> "
"""Where an answer is typed."""
KEEPS = "say otherwise"
"""Below a solution that proposes a grade."""
WHY = "if for another reason"
GRADE = "easy"
Asks = Callable[..., str]
Begin = Callable[[str], None]
NUMBER = """{id = "a-1", kind = "compute", question = "What is {n} + 7 - {n}?", parameters = {n = {from = 1, to = 9999}}, \
expression = "n + 7 - n", unit = "h", answer = "It is {result}, whatever {n} is."}"""
WORDS = r"""{id = "a-1", kind = "code", question = "What does it print?", code = "for x in 'so':\n    print(x)", prints = "s\no", answer = "A letter a line."}"""
LINE = (
    r"""{id = "a-1", kind = "code", question = "Which line?", code = "x = 1\ny == 2", line = 2, answer = "Not ==."}"""
)
CHOOSE = """{id = "a-1", kind = "choose", question = "Which is a letter?", right = "Alpha", wrong = ["Seven"], \
answer = "It is written so."}"""


@pytest.fixture(autouse=True)
def _learned(cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def begin(cli: Cli, small: Path) -> Begin:
    """A topic with this card alone is done, since long ago."""

    def done(card: str) -> None:
        text = small.read_text(encoding="utf-8")
        small.write_text(text.replace('id = "a"\ntitle', f'id = "a"\ncards = [{card}]\ntitle'), encoding="utf-8")
        assert cli("done a --on 2020-01-01").code == 0

    return done


@pytest.fixture
def asks(begin: Begin) -> Asks:
    """The screen of a session about a card, without colours."""

    def session(card: str, *answers: tuple[str, str], code: int = 0) -> str:
        begin(card)
        found, screen = talk_in_terminal("review", answers=answers)
        assert (found, "Traceback" in screen) == (code, False), screen
        return re.sub(r"\x1b\[[\d;]*m", "", screen)

    return session


@pytest.mark.parametrize("typed", ["7", " 7.0 ", "7 h", "14/2", "8\x7f7"], ids=["7", "room", "unit", "part", "mended"])
def test_a_right_number_is_good_once_enter_keeps_it(asks: Asks, cli: Cli, typed: str) -> None:
    screen = asks(NUMBER, (f"in h {PLACE}", f"{typed}\n"), (KEEPS, "\r"))
    assert grades(cli) == [("a-1", 3)]
    assert "Right: " in screen
    assert re.search(r"It is 7, whatever \d+ is", screen)


@pytest.mark.parametrize(("typed", "key", "rating"), [("7", "4", 4), ("7", "1", 1), ("8", "2", 2), ("8", " ", 1)])
def test_whoever_typed_it_may_say_otherwise(asks: Asks, cli: Cli, typed: str, key: str, rating: int) -> None:
    again = [(PLACE, "q\n")] if rating == 1 else []
    asks(NUMBER, (PLACE, f"{typed}\n"), (KEEPS, key), *again)
    assert grades(cli) == [("a-1", rating)]


def test_a_wrong_number_comes_again_with_others_until_it_is_right(asks: Asks, cli: Cli) -> None:
    screen = asks(NUMBER, (PLACE, "8\n"), (KEEPS, "\r"), (PLACE, "7\n"), (KEEPS, "\r"))
    assert grades(cli) == [("a-1", 1)]
    first, second = re.findall(r"What is (\d+) \+ 7", screen)
    assert first != second
    assert "Not right: 8" in screen
    assert "It is 7 h" in screen
    assert "before the end: 1 of 1" in screen


@pytest.mark.parametrize("typed", ["seven", "7 apples", "\x1b[A7", "7\x1b[D", ":", ":nothing"], ids=ascii)
def test_what_is_not_understood_is_asked_again_and_not_graded(asks: Asks, cli: Cli, typed: str) -> None:
    screen = asks(NUMBER, (PLACE, f"{typed}\n"), ("Not understood: type 12", "q\n"))
    assert "Not right" not in screen
    assert grades(cli) == []


def test_enter_alone_shows_the_solution_and_grades_nothing_by_itself(asks: Asks, cli: Cli) -> None:
    screen = asks(NUMBER, (PLACE, "\n"), ("Enter keeps again", "q"))
    assert "It is 7 h" in screen
    assert grades(cli) == []


@pytest.mark.parametrize("typed", ["s", "S", ":s", ":skip", "skip"])
def test_a_letter_alone_is_a_key_where_a_number_is_typed(asks: Asks, cli: Cli, typed: str) -> None:
    asks(NUMBER, (PLACE, f"{typed}\n"))
    assert grades(cli) == []


@pytest.mark.parametrize("typed", [":o", "o"])
def test_opening_and_going_back_stay_at_the_card(asks: Asks, cli: Cli, typed: str) -> None:
    back = ("this is the first card", "7\n")
    asks(NUMBER, (PLACE, f"{typed}\n"), ("has no resource on the web", "u\n"), back, (KEEPS, "\r"))
    assert grades(cli) == [("a-1", 3)]


def test_where_words_are_typed_a_letter_is_one_and_a_colon_makes_it_a_key(asks: Asks, cli: Cli) -> None:
    screen = asks(WORDS, (PLACE, "s\n"), (KEEPS, "\r"), (PLACE, ":q\n"))
    assert grades(cli) == [("a-1", 1)]
    assert re.search(r"Not right: s\s+It prints\s+s\s+o\s+A letter a line", screen)


@pytest.mark.parametrize(
    ("card", "typed"), [(WORDS, " s   o "), (LINE, "2"), (LINE, "line 2")], ids=["words", "2", "2."]
)
def test_words_are_compared_without_their_blanks_and_lines_by_their_number(
    asks: Asks, cli: Cli, card: str, typed: str
) -> None:
    asks(card, (PLACE, f"{typed}\n"), (KEEPS, "\r"))
    assert grades(cli) == [("a-1", 3)]


def test_the_end_of_the_input_leaves_well(asks: Asks, cli: Cli) -> None:
    assert "No card was graded." in asks(NUMBER, (PLACE, "\x04\n"))
    assert grades(cli) == []


@pytest.mark.parametrize("where", [PLACE, KEEPS])
def test_ctrl_c_ends_with_130_and_keeps_what_was_graded(asks: Asks, cli: Cli, where: str) -> None:
    cli("card add b -q Second? -a Beta.")
    cli("done b --on 2020-01-02")
    first = [(PLACE, "7\n"), (KEEPS, "3")]
    end = [("Any key shows it", "\x03")] if where == KEEPS else [("Any key shows it", "q")]
    code = 130 if where == KEEPS else 0
    asks(NUMBER, *first, *end, code=code)
    assert grades(cli) == [("a-1", 3)]


def test_ctrl_c_within_an_answer_records_nothing(asks: Asks, cli: Cli) -> None:
    asks(NUMBER, (PLACE, "7\x03\n"), code=130)
    assert grades(cli) == []


def test_what_was_typed_gives_way_with_the_line_of_the_keys(asks: Asks) -> None:
    screen = asks(NUMBER, (PLACE, "8\n"), (KEEPS, "q"))
    assert re.search(r"Type the number[^\n]*\r\n   in h > 8\r\n\x1b\[2A\r\x1b\[J", screen)


def test_a_terminal_that_cannot_wipe_keeps_every_line(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    begin(NUMBER)
    monkeypatch.setenv("TERM", "dumb")
    code, screen = talk_in_terminal("review", answers=[(PLACE, "7\n"), (KEEPS, "\r")])
    assert (code, "\x1b" in screen) == (0, False)


def letter_of(screen: str, text: str) -> str:
    found = re.search(rf"([a-z])  {text}", screen)
    assert found, screen
    return found[1]


@pytest.mark.parametrize("key", ["2", "3", "4", "1"])
def test_whoever_chose_what_is_right_says_how_it_went(begin: Begin, cli: Cli, key: str) -> None:
    """Both letters are pressed: the wrong one first would be graded, so that the right one is found by a look before."""
    begin(CHOOSE)
    _, screen = talk_in_terminal("review", answers=[("Press the letter", "x"), ("Press the letter", "q")])
    assert "Not right" not in screen
    (card,) = json_of(cli, "review")["cards"]
    assert {each["letter"] for each in card["choices"]} == {"a", "b"}
    code, screen = talk_in_terminal("review", answers=[("Press the letter", "a"), (GRADE, key), *LEAVES[key]])
    assert code == 0
    assert (WHY in screen) == ("Right: " in screen)
    assert grades(cli) == [("a-1", int(key))]


LEAVES = {key: [("Press the letter", "q")] if key == "1" else [] for key in "1234"}


@pytest.mark.parametrize("key", ["\r", " "], ids=["Enter", "blank"])
def test_whoever_does_not_know_what_to_choose_is_told(asks: Asks, cli: Cli, key: str) -> None:
    screen = asks(CHOOSE, ("Press the letter", key), ("Enter keeps again", "\r"), ("Press the letter", "q"))
    assert grades(cli) == [("a-1", 1)]
    assert f"It is {letter_of(screen, 'Alpha')} Alpha" in screen


@pytest.mark.parametrize(("variable", "coloured"), [("COLORTERM", True), ("NO_COLOR", False)])
def test_code_has_colours_where_the_terminal_has_them(
    begin: Begin, monkeypatch: pytest.MonkeyPatch, variable: str, *, coloured: bool
) -> None:
    begin(WORDS)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv(variable, "truecolor")
    _, screen = talk_in_terminal("review", answers=[(PLACE, ":q\n")])
    code = re.search(r"What does it print\?.*?Type its", screen, re.DOTALL)
    assert code
    assert ("\x1b[38;2;" in code[0].rpartition("Type")[0].partition("print?")[2].rpartition("\n")[0]) == coloured
    assert "       print(x)" in re.sub(r"\x1b\[[\d;]*m", "", screen)


def test_json_gives_a_question_with_its_own_answer(begin: Begin, cli: Cli) -> None:
    begin(NUMBER)
    (card,) = json.loads(cli("review --json").out)["cards"]
    number = re.findall(r"\d+", card["question"])[0]
    assert card["question"] == f"What is {number} + 7 - {number}?"
    assert card["answer"] == f"It is 7, whatever {number} is."
    assert (card["kind"], card["typed"], card["right"], card["unit"]) == ("compute", "number", "7 h", "h")


@pytest.mark.parametrize("command", ["show a", "show a --all"])
def test_in_a_pipe_code_is_plain_and_keeps_its_indentation(begin: Begin, cli: Cli, command: str) -> None:
    begin(WORDS)
    out = cli(command).out
    assert "   What does it print?\n   for x in 'so':\n       print(x)\n" in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("card", "line"),
    [
        (WORDS, "a-1  What does it print?  for x in 'so':  print(x)  s  o  A letter a line.\n"),
        (LINE, "a-1  Which line?  x = 1  y == 2  line 2  Not ==.\n"),
    ],
    ids=["words", "line"],
)
def test_a_list_tells_all_of_a_card_in_its_line(begin: Begin, cli: Cli, card: str, line: str) -> None:
    begin(card)
    assert cli("card list a").out == line


def test_in_a_pipe_a_review_lists_questions_as_they_were_drawn(begin: Begin, cli: Cli) -> None:
    begin(NUMBER)
    assert re.fullmatch(r"a-1  What is (\d+) \+ 7 - \1\?  new\n", cli("review").out)
    assert cli("review grade a-1 good").out == "a-1: good, comes back in 2 days\n"


def test_keys_that_were_pressed_at_once_become_keys_and_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(typer, "getchar", lambda: "3so\r4")
    keys = Keys()
    assert (keys(), keys.line(), keys()) == ("3", "so", "4")
    assert capsys.readouterr().err == "so\n"


@pytest.mark.parametrize(
    ("begun", "typed", "line"),
    [("3", "7\n", "7"), ("37", "5\n", "75"), ("3", "", None), ("3", "7", "7"), ("37", "", "7")],
)
def test_a_line_goes_on_where_keys_have_begun_it_and_ends_with_the_input(
    monkeypatch: pytest.MonkeyPatch, begun: str, typed: str, line: str | None
) -> None:
    monkeypatch.setattr(typer, "getchar", lambda: begun)
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    keys = Keys()
    assert (keys(), keys.line()) == ("3", line)
