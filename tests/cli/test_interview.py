"""`roadmap interview` without a session: formats, lists, files of answers, mocks held elsewhere."""

import json
from pathlib import Path

import pytest
from cli_helpers import assert_refused, files_in, histories, json_of
from conftest import Cli
from interview_helpers import GARDEN, practised

NOTHING = "This roadmap says nothing about interviews."


@pytest.fixture(autouse=True)
def _garden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(GARDEN))


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    file = tmp_path / "answers.txt"
    file.write_text("worms 5\nroses 2 the bud, again\n", encoding="utf-8")
    return file


def test_formats_are_listed_with_how_they_stand(cli: Cli) -> None:
    cli("done soil")
    cli("interview log trial --score 4")
    screening, trial = json_of(cli, "interview")["formats"]
    assert (screening["id"], screening["ready"], screening["missing"]) == ("screening", False, "mock")
    assert screening["topics"] == {"topics": 2, "covered": 1, "proven": 0, "fresh": 0}
    assert (trial["ready"], trial["score"], trial["beyond"]) == (True, 4.0, "The book names no trial day.")
    assert "4 questions, 0 asked" in cli("interview").out


@pytest.mark.parametrize("words", ["screening", "show screening", "phone", "show scr", "show Screening by phone"])
def test_a_format_is_shown_by_its_name_with_or_without_show(cli: Cli, words: str) -> None:
    assert cli(f"interview {words}").out.startswith("Screening by phone  screening\n")
    assert json_of(cli, f"interview {words}")["format"]["minutes"] == 4


def test_an_unknown_format_is_refused_with_the_nearest(cli: Cli) -> None:
    assert_refused(cli("interview screning"), 1, 'there is no format "screning"\nhint: did you mean screening?')
    assert_refused(cli("interview log zzz --score 3"), 1, "see them all with: roadmap interview")


def test_a_format_that_the_source_does_not_name_says_so(cli: Cli) -> None:
    assert "Beyond the source: The book names no trial day." in cli("interview trial").out
    assert "(beyond the source)" in cli("interview").out


def test_a_list_has_what_would_be_asked_with_the_last_score(cli: Cli, answers: Path) -> None:
    cli(f"interview practise screening --answers {answers}")
    lines = cli("interview practise screening --list").out.splitlines()
    assert lines[0] == "roses  How do you cut back a rose?  2 of 5, 2026-11-23"
    assert {line.split()[0] for line in lines} == {"roses", "worms", "lime", "hedge"}
    plan = json_of(cli, "interview practise screening -n 2")
    assert (plan["minutes"], plan["questions"][0]["id"]) == (8, "roses")
    assert plan["questions"][0]["criteria"][0] == "above a bud"


def test_a_list_gives_no_answer_away_and_what_a_script_asks_with_does(cli: Cli) -> None:
    listed, asked = (json_of(cli, f"interview practise screening{option}")["questions"] for option in (" --list", ""))
    assert set(listed[0]) == {"id", "question", "topics", "tags", "last", "score"}
    assert set(asked[0]) == {*listed[0], "criteria", "answer", "complexity"}
    assert [each["id"] for each in listed] == [each["id"] for each in asked]


@pytest.mark.parametrize(
    "words", ["show screening", "screening", "practise screening --list", "log screening --score 3"]
)
def test_json_before_a_command_is_not_dropped_in_silence(cli: Cli, words: str) -> None:
    assert_refused(cli(f"interview --json {words}"), 2, "--json stands behind")
    assert histories(cli) == []


@pytest.mark.parametrize(
    ("options", "minutes", "questions"),
    [("", 16, 4), ("--time 8m", 8, 2), ("--time 1m", 1, 1), ("-n 3", 12, 3), ("-n 3 --time 30m", 30, 3)],
)
def test_time_and_number_follow_from_each_other(cli: Cli, options: str, minutes: int, questions: int) -> None:
    plan = json_of(cli, f"interview practise screening {options}")
    assert (plan["minutes"], len(plan["questions"])) == (minutes, questions)


def test_a_list_is_what_is_asked_then(cli: Cli) -> None:
    assert cli("interview practise screening --list").out == cli("interview practice screening --list").out


def test_a_file_of_answers_is_one_sitting_and_one_step_back(cli: Cli, answers: Path) -> None:
    result = cli(f"interview practise screening --answers {answers} --time 12m")
    assert result.out.splitlines()[0] == "Screening by phone: 3.5 of 5 over 2 questions"
    assert "Logged 12 min on Speaking of gardens" in result.out
    assert practised(cli) == [("worms", 5, "", ""), ("roses", 2, "pruning", "the bud, again")]
    assert json_of(cli, "show interviews")["minutes"] == 12
    assert len(histories(cli)) == 1
    cli("undo")
    assert practised(cli) == []
    assert json_of(cli, "show interviews")["minutes"] == 0
    cli("redo")
    assert len(practised(cli)) == 2


def test_what_a_full_day_has_room_for_is_what_is_said_to_be_logged(cli: Cli, answers: Path) -> None:
    cli("log soil 23h50")
    said = cli(f"interview practise screening --answers {answers} --time 1h").out
    assert "Logged 10 min on Speaking of gardens" in said
    assert json_of(cli, "show interviews")["minutes"] == 10


def test_one_question_answered_well_makes_no_format_ready(cli: Cli, answers: Path) -> None:
    answers.write_text("worms 5\n", encoding="utf-8")
    said = cli(f"interview practise screening --answers {answers}").out
    assert "Kept as practice: a mock takes 4 questions" in said
    assert "This format is ready" not in said
    assert json_of(cli, "interview screening")["format"]["missing"] == "mock"
    assert "no mock yet" in cli("interview screening").out
    answers.write_text("worms 5\nroses 4\nlime 4\nhedge 4\n", encoding="utf-8")
    assert "This format is ready." in cli(f"interview practise screening --answers {answers}").out
    said = cli("interview log screening --score 3 --on yesterday").out
    assert "This format is ready, by the mock today." in said


def test_a_fault_in_a_file_writes_nothing(cli: Cli, answers: Path) -> None:
    answers.write_text("worms 5\nroses 9\n", encoding="utf-8")
    assert_refused(cli(f"interview practise screening --answers {answers}"), 3, f'{answers}:2: "9" is no score')
    assert histories(cli) == []


def test_a_sitting_as_json_is_what_it_came_to(cli: Cli, answers: Path) -> None:
    report = json.loads(cli(f"interview practise screening --answers {answers} --json").out)
    assert (report["score"], report["questions"], report["before"]) == (3.5, 2, None)


@pytest.mark.parametrize("option", ["--list", "-n 3"])
def test_a_file_says_itself_what_was_asked(cli: Cli, answers: Path, option: str) -> None:
    assert_refused(cli(f"interview practise screening --answers {answers} {option}"), 2, "those of the file")


@pytest.mark.parametrize("name", ["practise", "practice"])
def test_in_a_pipe_there_is_nobody_to_ask(cli: Cli, database: Path, name: str) -> None:
    before = files_in(database.parent)
    assert_refused(cli(f"interview {name} screening"), 1, "there is nobody to ask")
    assert files_in(database.parent) == before


def test_a_mock_held_elsewhere_is_kept_with_all_that_is_said_of_it(cli: Cli) -> None:
    said = cli(
        "interview", "log", "screening", "--score", "3", "--weak", "soil", "--weak", "prun", "--with", "Grace [b]",
        "--on", "yesterday", "lost", "in", "roots",
    )  # fmt: skip
    assert said.out.splitlines()[:2] == [
        "Screening by phone: 3 of 5, with Grace [b] yesterday",
        "Weak: Soil and what lives in it (soil); Pruning (pruning)",
    ]
    assert practised(cli) == [("", 3, "soil,pruning", "lost in roots")]
    report = json_of(cli, "interview screening")
    assert [each["whom"] for each in report["mocks"]] == ["Grace [b]"]
    assert report["format"]["last"] == "2026-11-22"
    assert "2026-11-22  3 of 5  held elsewhere, with Grace [b]" in cli("interview screening").out


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ("screening", 2, "missing option '--score'"),
        ("screening --score 6", 2, "6 is not in the range 1<=x<=5"),
        ("screening --score 3 --weak moss", 1, 'there is no topic "moss"'),
        ("screening --score 3 --on tomorrow", 2, "is in the future"),
    ],
)
def test_what_is_wrong_with_a_mock_is_told_and_nothing_written(cli: Cli, words: str, code: int, message: str) -> None:
    assert_refused(cli(f"interview log {words}"), code, message)
    assert histories(cli) == []


def test_what_was_noted_of_practice_can_be_read_back(cli: Cli, answers: Path) -> None:
    cli(f"interview practise screening --answers {answers}")
    cli("interview log screening --score 4 --with Grace lost in roots")
    said = cli("interview show screening").out
    assert "the bud, again" in said
    assert "lost in roots" in said
    assert [each["note"] for each in json_of(cli, "interview screening")["notes"]] == [
        "lost in roots",
        "the bud, again",
    ]


def test_quiet_says_nothing(cli: Cli) -> None:
    assert cli("interview log screening --score 4 -q").out == ""


@pytest.mark.parametrize("words", ["", "screening", "show screening", "practise screening --list"])
def test_a_roadmap_without_interviews_says_so(cli: Cli, small: Path, words: str) -> None:
    result = cli(f"--file {small} interview {words}")
    assert (result.code, result.out.strip(), result.err) == (0, NOTHING, "")


@pytest.mark.parametrize("words", ["log screening --score 4", "practise screening"])
def test_a_roadmap_without_interviews_keeps_none(cli: Cli, small: Path, words: str) -> None:
    assert_refused(cli(f"--file {small} interview {words}"), 1, "this roadmap says nothing about interviews")


def test_the_hint_of_a_question_that_is_not_known_lists_them_all(cli: Cli, answers: Path) -> None:
    answers.write_text("zebra 3\n", encoding="utf-8")
    said = cli(f"interview practise screening --answers {answers}").err
    _, _, command = said.partition("see them with: roadmap ")
    listed = cli(command.strip())
    assert listed.code == 0
    assert all(each in listed.out for each in ("worms", "roses", "lime", "hedge"))
