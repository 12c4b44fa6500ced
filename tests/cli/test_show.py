"""Everything about a topic, and about the phases and modules that hold topics."""

from pathlib import Path

import pytest
from career_tables import CAREER
from cli_helpers import assert_refused, json_of
from conftest import SMALL, Cli

TEXTS = 'title = "Phase one"\ngoal = "Know letters."\nmetaphor = "the alphabet"\nwarning = "Do not skip it."\n'
BASIS = 'title = "Alpha"\nhours_basis = "derived: half a course"\norigin = "beyond: it is first"\n'


@pytest.fixture(autouse=True)
def _roadmap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "mine.toml"
    text = SMALL.replace('title = "Phase one"\n', TEXTS).replace('title = "Alpha"\n', BASIS)
    end = 'kind = "project"\ncriteria = ["You have an end."]\n'
    file.write_text(text.replace('kind = "project"\n', end) + CAREER, encoding="utf-8")
    monkeypatch.setenv("ROADMAP_FILE", str(file))


def ids(lines: list[dict[str, str]]) -> list[str]:
    return [line["id"] for line in lines]


def test_a_phase_tells_its_goal_its_warning_what_it_is_like_and_what_it_is_for(cli: Cli) -> None:
    out = cli("show one").out
    for said in ("Know letters.", "Mind: Do not skip it.", "like the alphabet", "Skills of the role: Reading"):
        assert said in out
    assert "0 of 2 topics done, 6 h left" in out
    assert "Letters  letters\n" in out


def test_it_tells_what_it_stands_on_and_opens(cli: Cli) -> None:
    first, second = json_of(cli, "show one"), json_of(cli, "show two")
    assert (ids(first["stands_on"]), ids(first["opens"])) == ([], ["two"])
    assert (ids(second["stands_on"]), ids(second["opens"])) == (["one"], [])


def test_a_module_tells_the_modules_around_it_and_has_no_texts_of_the_phase(cli: Cli) -> None:
    ways = json_of(cli, "show ways")
    assert (ways["sort"], ways["number"], ways["goal"], ways["phase"]["id"]) == ("module", None, "", "two")
    assert (ids(ways["stands_on"]), ids(ways["modules"])) == (["letters"], ["ways"])
    assert "module of Phase two" in cli("show ways").out
    assert "Mind" not in cli("show letters").out


def test_topics_of_another_option_neither_count_nor_stand_before(cli: Cli) -> None:
    cli("choose x")
    two = json_of(cli, "show two")
    assert two["totals"]["topics"]["counted"] == 4
    assert two["hours_left"] == 11


def test_a_module_of_an_option_that_does_not_count_says_so_and_still_tells_its_neighbours(
    cli: Cli, tmp_path: Path
) -> None:
    module = (
        '\n[[phase.module]]\nid = "the-y"\ntitle = "The Y"\n[[phase.module.topic]]\nid = "more-y"\ntitle = "More Y"\n'
    )
    file = tmp_path / "y.toml"
    file.write_text(f'{SMALL}{module}option = "y"\nrequires = ["b"]\n', encoding="utf-8")
    cli(f"--file {file} choose x")
    assert "Not counted: it belongs to an option that is not chosen" in cli(f"--file {file} show the-y").out
    told = json_of(cli, f"--file {file} show the-y")
    assert (told["counted"], ids(told["stands_on"])) == (False, ["letters"])


def test_it_is_done_by_the_criteria_of_its_projects_and_when_nothing_is_left(cli: Cli) -> None:
    assert "[ ] You have an end." in cli("show two").out
    cli("tick end 1")
    assert "[x] You have an end." in cli("show two").out
    assert "nothing counted in it is left: 2 topics to go" in cli("show one").out
    cli("done a b")
    out = cli("show one").out
    assert "100 %  2 of 2 topics done" in out
    assert "nothing counted in it is left: so it is" in out


def test_a_skipped_project_asks_for_nothing(cli: Cli) -> None:
    cli("skip end")
    assert json_of(cli, "show two")["projects"] == []


@pytest.mark.parametrize(
    ("words", "key", "value"),
    [
        ("a", "id", "a"),
        ("one", "sort", "phase"),
        ("Phase two", "id", "two"),
        ("letters", "sort", "module"),
        ("lett", "id", "letters"),
        ("extr", "id", "extra"),
        ("why", "id", "y-topic"),
        ("the end", "id", "end"),
    ],
)
def test_topics_modules_and_phases_go_by_id_beginning_or_title(cli: Cli, words: str, key: str, value: str) -> None:
    assert json_of(cli, f"show '{words}'")[key] == value


def test_of_one_name_the_topic_wins(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "same.toml"
    file.write_text(
        SMALL.replace('id = "letters"', 'id = "a"').replace('"Phase two"', '"Gamma rays"'), encoding="utf-8"
    )
    assert "sort" not in json_of(cli, f"--file {file} show a")
    assert json_of(cli, f"--file {file} show gam")["id"] == "c"


def test_a_number_is_a_step_and_never_a_phase(cli: Cli) -> None:
    result = cli("show 2")
    assert result.code == 1
    assert "to which 2 belongs" in result.err


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        ("leters", 'there is no topic, module or phase "leters"', "did you mean letters?"),
        ("nonsense", 'there is no topic, module or phase "nonsense"', "see them all with: roadmap status --all"),
        ("  ", "an empty name is no topic, module or phase", "see them all with: roadmap status --all"),
        ("e", '"e" could be any of these:\n  end (The end)\n  extra (More)\n', "type more of it"),
    ],
)
def test_what_is_none_of_them_or_several_is_refused(
    cli: Cli, database: Path, words: str, message: str, hint: str
) -> None:
    assert_refused(result := cli("show", words), 1, message)
    assert result.err.endswith(f"hint: {hint}\n")
    assert not database.parent.exists()


def test_only_a_topic_has_resources_to_open(cli: Cli) -> None:
    result = cli("show one --open")
    assert (result.code, result.out) == (2, "")
    assert "--open is for a topic" in result.err


def test_where_the_hours_and_the_topic_come_from_is_told_when_all_is_asked_for(cli: Cli) -> None:
    assert "half a course" not in cli("show a").out
    out = cli("show a --all").out
    assert "Hours (derived): half a course" in out
    assert "Origin (beyond): it is first" in out
    shown = json_of(cli, "show a")
    assert (shown["hours_basis"], shown["origin"]) == ("derived: half a course", "beyond: it is first")
