"""The job ahead: its parts, where the learner stands, and a source and a year beside every figure."""

from pathlib import Path
from typing import get_args

import pytest
from career_tables import CAREER
from cli_helpers import json_of
from conftest import SMALL, Cli

from roadmap_cli.domain.job import Part

PARTS = get_args(Part)
FIGURES = ("20,000", "40,000.50", "26 ", "10%", "1 to 2.5 years", "3 to 5 years")
"""Every figure of the small career: pay, figures and years."""


@pytest.fixture(autouse=True)
def job(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "job.toml"
    file.write_text(SMALL + CAREER, encoding="utf-8")
    monkeypatch.setenv("ROADMAP_FILE", str(file))
    return file


def test_the_overview_has_the_role_a_day_the_ladder_pay_and_what_a_choice_adds(cli: Cli) -> None:
    out = cli("career").out
    for said in ("Typesetter", "Sets letters.", "Sorting", "Apprentice  0 of 2 covered", "Master", "10%", "The X way"):
        assert said in out
    assert "Skills   0 of 2 covered, 0 proven, 0 fresh" in out
    assert "More: roadmap career salary | ladder | day | skills | roles | faq | figures" in out


def test_each_part_says_what_the_file_says(cli: Cli) -> None:
    said = {
        "salary": "sorts letters",
        "ladder": "Beta",
        "day": "For example: all the e",
        "skills": "to see a letter",
        "roles": "Is it even?",
        "faq": "First: the vowels",
        "figures": "letters",
    }
    assert [part for part in PARTS if said[part] not in cli(f"career {part}").out] == []


def test_every_figure_in_a_pipe_has_its_source_and_its_year_in_its_line(cli: Cli) -> None:
    lines = [line for part in (None, *PARTS) for line in cli(f"career {part or ''}").out.splitlines()]
    for figure in FIGURES:
        told = [line for line in lines if figure in line]
        assert told, figure
        own = "The guild, 2025" if figure in {"10%", "40,000.50"} else "A handbook of letters, 2024"
        assert [line for line in told if own not in line] == []


def test_pay_is_of_its_currency_and_one_sum_is_said_once(cli: Cli) -> None:
    out = cli("career salary").out
    assert "20,000 to 24,000 GBP" in out
    assert "40,000.50 GBP, up to 60,000" in out


def test_a_rung_counts_what_is_on_the_path_and_what_is_proven(cli: Cli) -> None:
    cli("done a b")
    cli("link a https://example.org/a --proves")
    cli("choose x")
    low, high = json_of(cli, "career ladder")["ladder"]
    assert (low["covered_topics"], low["counted_topics"], low["proven_topics"], low["covered"]) == (2, 2, 1, True)
    assert (high["covered_topics"], high["counted_topics"], high["covered"]) == (0, 2, False)
    assert [each["id"] for each in high["topics"]] == ["c", "x-topic", "y-topic"]
    assert "Apprentice  2 of 2 covered, 1 proven" in cli("career ladder").out


def test_a_skill_says_what_is_left_and_what_is_to_be_recalled(cli: Cli) -> None:
    cli("done b")
    out = cli("career skills").out
    assert "Reading  1 of 2 covered" in out
    assert "Left, about 2 h: Alpha" in out
    assert "To recall: Beta" in out
    cli("skip a")
    cli("review grade b-1 4")
    (reading, _) = json_of(cli, "career skills")["skills"]
    assert (reading["covered"], reading["proven"], reading["fresh"]) == (True, False, True)


def test_a_skill_of_which_nothing_counts_says_so(cli: Cli) -> None:
    cli("skip a b")
    assert "Reading  none of its topics counts" in cli("career skills").out
    assert "0 of 1 covered, 0 proven" in cli("career skills").out


def test_a_tip_stands_beside_its_part_with_its_voice_and_no_other(cli: Cli) -> None:
    said = 'A master: "Slowly is fast."'
    assert [part for part in PARTS if said in cli(f"career {part}").out] == ["skills"]
    assert [part for part in PARTS if "A letter a day." in cli(f"career {part}").out] == []


def test_how_long_it_takes_stands_beside_the_learners_own_forecast(cli: Cli) -> None:
    out = cli("career faq").out
    assert "1 to 2.5 years from reading; an hour a day  A handbook of letters, 2024" in out
    assert "You: at a goal of 7 h a week: there around" in out
    (how_long, how_many) = json_of(cli, "career faq")["faq"]
    assert how_long["forecast"]["p50"] == json_of(cli, "status")["forecast"]["p50"]
    assert (how_many["forecast"], how_many["timeline"]) == (None, [])


def test_at_the_end_of_the_path_nothing_is_forecast(cli: Cli) -> None:
    cli("choose x")
    cli("done a b c x-topic end extra")
    assert "You: nothing counted is left of the path" in cli("career faq").out


def test_json_of_a_part_has_the_same_keys_without_the_other_parts(cli: Cli) -> None:
    whole = json_of(cli, "career")
    assert set(PARTS) < set(whole)
    for part in PARTS:
        own = json_of(cli, f"career {part}")
        assert set(own) == set(whole) - set(PARTS) | {part}
        assert own[part] == whole[part]


def test_a_roadmap_without_a_career_says_so_in_one_sentence(cli: Cli, small: Path) -> None:
    for words in ("career", "career salary"):
        result = cli(f"--file {small} {words}")
        assert (result.code, result.out) == (0, "This roadmap does not speak of the job that it leads to.\n")
    assert json_of(cli, f"--file {small} career")["title"] is None


def test_a_career_without_a_part_says_so_and_offers_the_others(cli: Cli, job: Path) -> None:
    job.write_text(f'{SMALL}\n[career]\ntitle = "Typesetter"\nrole = [{{title = "Printer"}}]\n', encoding="utf-8")
    assert cli("career salary").out == "This roadmap says nothing about pay.\n"
    assert cli("career").out == "Typesetter\n\nMore: roadmap career roles\n"


def test_a_bare_career_is_a_title(cli: Cli, job: Path) -> None:
    job.write_text(f'{SMALL}\n[career]\ntitle = "Typesetter"\n', encoding="utf-8")
    assert cli("career").out == "Typesetter\n"


def test_an_article_of_an_older_file_is_no_career(cli: Cli, job: Path) -> None:
    job.write_text(f'{SMALL}\n[article]\ntitle = "An article"\n', encoding="utf-8")
    assert "does not speak of the job" in cli("career").out


def test_an_unknown_part_is_wrong_usage_with_those_that_there_are(cli: Cli) -> None:
    result = cli("career wages")
    assert result.code == 2
    assert all(part in result.err for part in PARTS)


def test_the_built_in_career_fits_a_screen(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    from roadmap_cli.definition import builtin  # noqa: PLC0415 - the small one is in the way

    monkeypatch.setenv("ROADMAP_FILE", str(builtin()))
    assert cli("career").out.count("\n") < 24
