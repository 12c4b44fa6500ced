"""What is told of stories, interviews and applications: nothing, unless it is named."""

from pathlib import Path

import pytest
from cli_helpers import assert_refused
from conftest import Cli

SECRETS = {
    "stories": "Nightwatch",
    "interviews": "tongue-tied",
    "applications": "Acme",
}
SAID = (
    ("story", "new", "Nightwatch", "--tag", "conflict", "--part", "result=7 <b>errors</b> of Nightwatch"),
    ("interview", "log", "coding-challenge", "--score", "2", "tongue-tied", "at", "the", "join"),
    ("apply", "add", "Acme", "ML engineer", "--note", "Acme | was kind"),
    ("portfolio", "add", "Gym"),
)
PAGES = ("html", "markdown")


@pytest.fixture
def recorded(cli: Cli) -> Cli:
    for words in SAID:
        assert cli(*words).code == 0
    return cli


def held(text: str) -> set[str]:
    return {part for part, word in SECRETS.items() if word.casefold() in text.casefold()}


@pytest.mark.parametrize(
    "words",
    [
        *(
            f"export {each}"
            for each in (*PAGES, "svg", "csv", "ics", "mermaid", "dot", "todotxt", "taskwarrior", "portfolio", "resume")
        ),
        *("export portfolio --markdown", "report week --now", "report week --now --markdown", "status", "evidence"),
    ],
)
def test_none_of_it_is_told_unasked(recorded: Cli, words: str) -> None:
    result = recorded(words)
    assert result.code == 0
    assert held(result.out) == set()


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize("part", SECRETS)
def test_what_is_named_is_told_and_nothing_else(recorded: Cli, form: str, part: str) -> None:
    text = recorded("export", form, "--with", part).out
    assert held(text) == {part}
    assert "<b>errors" not in text


def test_several_are_named_one_by_one_or_at_once(recorded: Cli) -> None:
    at_once = recorded("export markdown --with applications,stories").out
    assert recorded("export markdown --with stories --with applications").out == at_once
    assert held(at_once) == {"stories", "applications"}
    assert "### Gym" in recorded("export markdown --with projects").out


def test_a_report_with_it_comes_back_as_one_without(recorded: Cli, tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    assert recorded("export", "markdown", "--with", ",".join(SECRETS), "-o", str(file)).code == 0
    result = recorded("import", str(file), "--dry-run")
    assert "Nothing new" in result.out
    assert held(result.out) == set()


def test_the_archive_holds_it_and_says_so(recorded: Cli) -> None:
    result = recorded("export json")
    assert held(result.out) == {*SECRETS}
    assert "keep it to yourself" in result.err


def test_an_archive_without_it_says_nothing(cli: Cli) -> None:
    cli("portfolio", "add", "Gym")
    assert cli("export json").err == ""


def test_what_cannot_be_named_is_refused(cli: Cli) -> None:
    assert_refused(cli("export html --with storys"), 2, "did you mean stories?")
    assert_refused(cli("export csv --with stories"), 2, "csv holds nothing that would have to be named")
