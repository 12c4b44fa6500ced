"""Placement: cards asked in a terminal or answered by a file, and nothing marked before a yes."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from cli_helpers import Files, assert_no_traceback, files_in, histories, json_of, run_program, talk_in_terminal
from conftest import SMALL, Cli

SHOW = "Any key shows it"
KNOW = "Did you know that?"
MARK = "[y/N]"


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With two cards on Beta, and one on Gamma and on the end, which is a project."""
    two = 'cards = [{id = "b-1", question = "Second letter?", answer = "Beta."}, {id = "b-2", question = "First?", answer = "Alpha."}]'
    text = SMALL.replace('cards = [{id = "b-1", question = "Second letter?", answer = "Beta."}]', two)
    text = text.replace('id = "c"\n', 'id = "c"\ncards = [{id = "c-1", question = "Third?", answer = "Gamma."}]\n')
    text = text.replace('id = "end"\n', 'id = "end"\ncards = [{id = "end-1", question = "Last?", answer = "Omega."}]\n')
    small.write_text(text, encoding="utf-8")
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Somebody who knows Beta, and not Gamma."""
    file = tmp_path / "answers.txt"
    file.write_text("# what I know\nB Yes   # both cards\n\nc no\n", encoding="utf-8")
    return file


@pytest.fixture
def kept(cli: Cli, database: Path) -> Files:
    """What is stored before the interview."""
    cli("log extra 30m")
    return files_in(database.parent)


def done(cli: Cli) -> list[str]:
    return [line["id"] for line in json_of(cli, "list --status done")["topics"]]


def test_what_is_known_is_marked_with_what_it_implies_as_one_command(cli: Cli, answers: Path) -> None:
    result = cli("place", "--answers", str(answers), "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines() == [
        "2 answers, 1 of them yes.",
        "",
        "To be marked as done: 2 topics, 6 h",
        "Shown by your answers: 1 topic, 4 h",
        "   Beta  b  4 h",
        "Inferred, since something that you know stands on it: 1 topic, 2 h",
        "   Alpha  a  2 h",
        "2 more topics are neither likely known nor likely unknown",
        "Marked as done: 2 topics",
        "Opens Gamma; Ex",
        "35 % of the path: 2 of 6 topics, 11 h left",
    ]
    assert done(cli) == ["a", "b"]
    assert cli("history").out == "2026-11-23 19:30  done, known before: Alpha; Beta\n"
    assert {event["data"]["reason"] for event in histories(cli)[0]["events"]} == {"placement"}


def test_marked_topics_say_that_they_came_from_placement_until_they_are_done_again(cli: Cli, answers: Path) -> None:
    cli("place", "--answers", str(answers), "--yes")
    cli("done extra")
    assert {line["id"]: line["placed"] for line in json_of(cli, "list --status done")["topics"]} == {
        "a": True,
        "b": True,
        "extra": False,
    }
    cli("reset a")
    cli("done a")
    assert [line["id"] for line in json_of(cli, "list")["topics"] if line["placed"]] == ["b"]


def test_placement_is_undone_and_redone_as_a_whole(cli: Cli, answers: Path) -> None:
    cli("place", "--answers", str(answers), "--yes")
    assert cli("undo").out.startswith("Took back: done, known before: Alpha; Beta\n")
    assert done(cli) == []
    cli("redo")
    assert done(cli) == ["a", "b"]


def test_a_dry_run_asks_nothing_and_writes_nothing(cli: Cli, answers: Path, database: Path, kept: Files) -> None:
    result = cli("place", "--answers", str(answers), "--dry-run", "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith("Nothing is written: this is what would happen.\n")
    assert "   Beta  b  4 h\n" in result.out
    assert files_in(database.parent) == kept


@pytest.mark.parametrize(("stdin", "code"), [("n\n", 0), ("\n", 0), ("maybe\n", 0), ("", 1)])
def test_without_a_yes_nothing_is_marked(
    cli: Cli, answers: Path, database: Path, kept: Files, stdin: str, code: int
) -> None:
    result = run_program("place", "--answers", str(answers), stdin=stdin)
    assert (result.code, "Mark 2 as done (1 of them inferred)? [y/N]" in result.err) == (code, True)
    assert "Marked" not in result.out
    assert files_in(database.parent) == kept


def test_a_yes_on_stdin_marks(cli: Cli, answers: Path) -> None:
    assert run_program("place", "--answers", str(answers), stdin="y\n").out.count("Marked as done: 2 topics") == 1
    assert done(cli) == ["a", "b"]


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("b yes\nc yes", ["a", "b", "c"]),
        ("c yes", ["a", "b", "c"]),
        ("b-1 yes\nb-2 yes", ["a", "b"]),
        ("b-1 yes", ["a", "b"]),
        ("b yes\nb-2 no", ["a", "b"]),
        ("b-1 no\nb-2 N", []),
        ("b no\nc yes", ["c"]),
        ("b no\nb yes", ["a", "b"]),
        ("end yes", ["a", "b", "c", "x-topic"]),
        ("", []),
    ],
)
def test_a_file_answers_for_topics_and_cards_and_a_project_is_never_known(
    cli: Cli, answers: Path, said: str, known: list[str]
) -> None:
    answers.write_text(said)
    assert cli("place", "--answers", str(answers), "--yes").code == 0
    assert done(cli) == known


@pytest.mark.parametrize(("scope", "known"), [("one", ["a", "b"]), ("letters", ["a", "b"]), ("2", ["c"])])
def test_an_interview_may_be_about_a_phase_or_module_alone(
    cli: Cli, answers: Path, scope: str, known: list[str]
) -> None:
    answers.write_text("c yes", encoding="utf-8")
    cli("place", scope, "--answers", str(answers), "--yes")
    assert done(cli) == known


def test_the_order_of_the_lines_changes_nothing(cli: Cli, answers: Path) -> None:
    lines = ["b-1 no", "b-2 yes", "a yes", "c yes", "extra no"]
    outcomes = []
    for turned in (lines, lines[::-1], sorted(lines)):
        answers.write_text("\n".join(turned), encoding="utf-8")
        outcomes.append(cli("place", "--answers", str(answers), "--dry-run"))
    assert outcomes[0] == outcomes[1] == outcomes[2]


def test_a_script_reads_what_was_shown_and_inferred_and_writes_only_with_yes(cli: Cli, answers: Path) -> None:
    answers.write_text("b yes\nc no\nend yes", encoding="utf-8")
    report = json_of(cli, f"place --answers {answers}")
    assert [each["id"] for each in report["shown"]] == ["b"]
    assert report["inferred"] == [{"id": "a", "title": "Alpha", "hours": 2.0}]
    assert (report["hours_shown"], report["hours_inferred"], report["dry_run"]) == (4, 2, True)
    assert [each["id"] for each in report["refused"]] == ["end"]
    assert done(cli) == []
    assert json_of(cli, f"place --answers {answers} --yes")["dry_run"] is False
    assert done(cli) == ["a", "b"]


def test_what_is_done_already_is_not_asked_again(cli: Cli, answers: Path) -> None:
    cli("done a b c")
    out = cli("place", "--answers", str(answers), "--yes").out
    assert out == "0 answers, 0 of them yes.\nThere is nothing to mark as done.\n"


@pytest.mark.parametrize(
    ("keys", "marked", "asked"),
    [
        ([(SHOW, " "), (KNOW, "n"), (SHOW, "q")], [], "1 answer, 0 of them yes."),
        (
            [(SHOW, " "), (KNOW, "y"), (SHOW, " "), (KNOW, "n"), (SHOW, "q"), (MARK, "n\n")],
            [],
            "2 answers, 1 of them yes.",
        ),
        (
            [(SHOW, " "), (KNOW, "y"), (SHOW, "x"), (KNOW, "Y"), (SHOW, "q"), (MARK, "y\n")],
            ["a", "b", "x-topic"],
            "2 answers, 2 of them yes.",
        ),
        ([(SHOW, " "), (KNOW, "y"), (SHOW, "q"), (MARK, "yes\n")], ["a", "b"], "1 answer, 1 of them yes."),
        ([(SHOW, "s"), (SHOW, " "), (KNOW, "n"), (SHOW, "q")], [], "1 answer, 0 of them yes."),
        ([(SHOW, "s"), (SHOW, " "), (KNOW, "y"), (SHOW, "q"), (MARK, "y\n")], ["a"], "1 answer, 1 of them yes."),
        ([(SHOW, " "), (KNOW, "S"), (SHOW, "s"), (SHOW, "q")], [], "0 answers, 0 of them yes."),
        ([(SHOW, "Q")], [], "0 answers, 0 of them yes."),
        ([(SHOW, " "), (KNOW, "q")], [], "0 answers, 0 of them yes."),
    ],
)
def test_in_a_terminal_a_key_answers_each_card(
    cli: Cli, keys: Sequence[tuple[str, str]], marked: list[str], asked: str
) -> None:
    code, screen = talk_in_terminal("place", answers=keys)
    assert (code, asked in screen) == (0, True), screen
    assert done(cli) == marked


def test_each_card_says_how_many_come_at_most() -> None:
    _, screen = talk_in_terminal("place", "one", answers=[(SHOW, "s"), (SHOW, "q")])
    assert "card 1, 20 at most" in screen
    assert "card 2, 20 at most" in screen


def test_what_was_inferred_is_told_before_anything_is_marked(cli: Cli) -> None:
    keys = [(SHOW, " "), (KNOW, "y"), (SHOW, "q"), ("Mark 2 as done (1 of them inferred)?", "n\n")]
    _, screen = talk_in_terminal("place", answers=keys)
    assert screen.index("Shown by your answers") < screen.index("Inferred, since") < screen.index("Mark 2")
    assert done(cli) == []


@pytest.mark.parametrize(("typed", "known"), [("8\n", 1), ("7\n", 0)])
def test_an_answer_that_is_typed_judges_itself(small: Path, typed: str, known: int) -> None:
    """And such a card comes before those that the learner judges."""
    prints = 'kind = "code", question = "What does it print?", code = "print(2 ** 3)", prints = "8"'
    text = small.read_text(encoding="utf-8")
    added = f'answer = "Alpha."}}, {{id = "b-3", {prints}, answer = "Two cubed."}}]'
    small.write_text(text.replace('answer = "Alpha."}]', added), encoding="utf-8")
    marks = [(MARK, "n\n")] * known
    _, screen = talk_in_terminal("place", "one", answers=[("Type its output", typed), (SHOW, "q"), *marks])
    assert f"1 answer, {known} of them yes." in screen
    assert KNOW not in screen


def test_a_letter_is_asked_for_after_what_is_hardly_guessed(small: Path) -> None:
    offers = 'kind = "choose", question = "Which one?", right = "This", wrong = ["That", "Those"]'
    prints = 'kind = "code", question = "What does it print?", code = "print(2 ** 3)", prints = "8"'
    text = small.read_text(encoding="utf-8")
    added = f'answer = "Alpha."}}, {{id = "b-3", {offers}, answer = "It."}}, {{id = "b-4", {prints}, answer = "Two cubed."}}]'
    small.write_text(text.replace('answer = "Alpha."}]', added), encoding="utf-8")
    _, screen = talk_in_terminal("place", "one", answers=[("Type its output", ":q\n")])
    assert ("What does it print?" in screen, "Which one?" in screen) == (True, False)


def test_a_topic_without_cards_is_asked_about_by_itself_and_answered_by_what_it_asks(cli: Cli, small: Path) -> None:
    keys = [(SHOW, "s"), (SHOW, " "), (KNOW, "y"), (MARK, "y\n")]
    asked = '"Alpha"\ncriteria = ["You can say alpha."]'
    small.write_text(small.read_text(encoding="utf-8").replace('"Alpha"', asked), encoding="utf-8")
    _, screen = talk_in_terminal("place", "one", answers=keys)
    assert "Do you know this already?" in screen
    assert "You can say alpha." in screen
    assert done(cli) == ["a"]


def test_what_was_said_and_is_not_marked_is_named_with_its_reason(cli: Cli, answers: Path) -> None:
    answers.write_text("end yes\nb yes\nc no", encoding="utf-8")
    result = cli("place", "--answers", str(answers), "--dry-run")
    reason = "a project is not known but done: mark it with roadmap done end"
    assert result.err == f"hint: end is not marked: {reason}\n"


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        ((), "a yes\nb yes\nc yes\nend no"),
        (("one",), "a yes\nb yes\nc yes\nextra no"),
        (("two",), "a yes\nb yes\nc no"),
    ],
)
def test_nothing_is_called_unmarked_that_the_interview_is_not_about(
    cli: Cli, answers: Path, scope: tuple[str, ...], said: str
) -> None:
    answers.write_text(said)
    assert cli("place", *scope, "--answers", str(answers), "--dry-run").err == ""


def test_the_answer_is_not_seen_before_a_key_is_pressed() -> None:
    _, screen = talk_in_terminal("place", answers=[(SHOW, "q")])
    assert "Second letter?" in screen
    assert "Beta." not in screen
    _, screen = talk_in_terminal("place", answers=[(SHOW, " "), (KNOW, "q")])
    assert screen.index("Second letter?") < screen.index("Beta.")


@pytest.mark.parametrize(
    "keys",
    [
        [(SHOW, "\x03")],
        [(SHOW, " "), (KNOW, "\x03")],
        [(SHOW, " "), (KNOW, "y"), (SHOW, "q"), (MARK, "\x03\n")],
    ],
    ids=["at a question", "at an answer", "at the end"],
)
def test_ctrl_c_ends_with_130_and_records_nothing(database: Path, kept: Files, keys: Sequence[tuple[str, str]]) -> None:
    code, screen = talk_in_terminal("place", answers=keys)
    assert (code, "Traceback" in screen) == (130, False), screen
    assert files_in(database.parent) == kept


GO_ON = "Go on from your 1 answer of today? [Y/n]"


def test_what_was_answered_before_ctrl_c_is_not_asked_again(cli: Cli) -> None:
    _, screen = talk_in_terminal("place", answers=[(SHOW, " "), (KNOW, "y"), (SHOW, "\x03")])
    assert "hint: your answers are kept for a week; to go on from them: roadmap place\r\n" in screen
    code, screen = talk_in_terminal("place", answers=[(GO_ON, "\n"), (SHOW, "q"), (MARK, "y\n")])
    assert (code, "card 2," in screen, "card 1," in screen) == (0, True, False), screen
    assert done(cli) == ["a", "b"]
    _, screen = talk_in_terminal("place", answers=[(SHOW, "q")])
    assert "Go on" not in screen


def test_marking_by_a_file_leaves_the_answers_of_an_interview(cli: Cli, tmp_path: Path) -> None:
    talk_in_terminal("place", answers=[(SHOW, " "), (KNOW, "y"), (SHOW, "\x03")])
    file = tmp_path / "known.txt"
    file.write_text("extra yes\n", encoding="utf-8")
    assert cli("place", "--answers", str(file), "--yes").code == 0
    _, screen = talk_in_terminal("place", answers=[(GO_ON, "\n"), (SHOW, "q"), (MARK, "n\n")])
    assert "1 answer, 1 of them yes." in screen


def test_who_wants_to_begins_anew(cli: Cli) -> None:
    talk_in_terminal("place", answers=[(SHOW, " "), (KNOW, "y"), (SHOW, "q"), (MARK, "n\n")])
    _, screen = talk_in_terminal("place", answers=[(GO_ON, "n\n"), (SHOW, "q")])
    assert "0 answers, 0 of them yes." in screen
    assert done(cli) == []


def test_answers_about_one_phase_are_for_it_alone() -> None:
    _, screen = talk_in_terminal("place", "one", answers=[(SHOW, "s"), (SHOW, "\x03")])
    assert "to go on from them: roadmap place one\r\n" in screen
    _, screen = talk_in_terminal("place", answers=[(SHOW, "q")])
    assert "Go on" not in screen
    _, screen = talk_in_terminal("place", "1", answers=[(GO_ON, "\n"), (SHOW, "q")])
    assert "card 2, 20 at most" in screen


@pytest.mark.parametrize(
    ("said", "message", "hint"),
    [
        (b"b yes\nbta yes\n", ':2: there is no topic or card "bta"', ""),
        (b"end-2 yes\n", ':1: there is no topic or card "end-2"', "did you mean end-1?"),
        (b"b\n", ":1: this is no answer", "write the id of a topic or card, and yes or no: vectors yes"),
        (b"b maybe\n", ":1: this is no answer", "write the id"),
        (b"b yes please\n", ":1: this is no answer", "write the id"),
        (b"b ja\n", ":1: this is no answer", "write the id"),
        (b"b \xff\n", "this is not UTF-8 text", "it looks like Windows text (cp1252); save it as UTF-8"),
        (b"# " + b"x" * 1024 * 1024, "is larger than 1 MiB, which is the most that is read", ""),
        (b"\x1b[31m[bold] yes\n", "there is no topic or card", ""),
    ],
    ids=lambda said: repr(said)[:12],
)
def test_a_faulty_file_of_answers_is_refused_with_its_line(
    cli: Cli, answers: Path, database: Path, kept: Files, said: bytes, message: str, hint: str
) -> None:
    answers.write_bytes(said)
    result = cli("place", "--answers", str(answers), "--yes")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith(f"error: {answers}")
    assert message in result.err
    assert f"hint: {hint}" in result.err or not hint
    assert_no_traceback(result)
    assert "\x1b" not in result.err
    assert files_in(database.parent) == kept


def test_a_file_of_answers_that_is_not_there_is_named(cli: Cli, tmp_path: Path) -> None:
    result = cli("place", "--answers", str(tmp_path / "missing"))
    assert (result.code, result.err) == (3, f"error: cannot read {tmp_path / 'missing'}: no such file or directory\n")
