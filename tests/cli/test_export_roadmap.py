"""`roadmap export roadmap`, `new --markdown`, and a roadmap in Markdown wherever a roadmap file goes."""

import io
import json
from pathlib import Path

import pytest
from conftest import SMALL, Cli

from roadmap_cli.definition import builtin
from roadmap_cli.definition.reader import read

BETA = SMALL.splitlines().index('title = "Beta"') + 1


@pytest.fixture
def markdown(cli: Cli, small: Path, tmp_path: Path) -> Path:
    file = tmp_path / "small.md"
    assert cli("--file", str(small), "export", "roadmap", "--to", str(file)).code == 0
    return file


def test_a_roadmap_goes_out_as_it_stands(cli: Cli, small: Path) -> None:
    assert cli("--file", str(small), "export", "roadmap").out == SMALL
    assert cli("export roadmap").out == builtin().read_text(encoding="utf-8")


def test_changes_that_are_laid_over_it_stand_in_it_and_remarks_stay(cli: Cli) -> None:
    assert cli("topic edit vectors --hours 33").code == 0
    before, after = builtin().read_text(encoding="utf-8").split("\n"), cli("export roadmap").out.split("\n")
    assert [line for line in before if line.startswith("#")] == [line for line in after if line.startswith("#")]
    assert "hours = 33" in after


def test_the_name_of_the_file_says_the_form(cli: Cli, small: Path, markdown: Path, tmp_path: Path) -> None:
    back = tmp_path / "back.toml"
    assert cli("--file", str(markdown), "export", "roadmap", "-o", str(back)).code == 0
    assert markdown.read_text(encoding="utf-8").startswith("---\nroadmap: small\n---\n")
    assert back.read_text(encoding="utf-8").startswith("[roadmap]\n")
    assert read(back).roadmap == read(markdown).roadmap == read(small).roadmap
    assert cli("--file", str(small), "export", "roadmap", "--markdown").out == markdown.read_text(encoding="utf-8")


def test_remarks_that_are_left_behind_are_told(cli: Cli, small: Path, tmp_path: Path) -> None:
    small.write_text(f"# mine\n{SMALL}", encoding="utf-8")
    told = "the remarks of the file are not in it"
    assert told in cli("--file", str(small), "export", "roadmap", "-o", str(tmp_path / "a.md")).err
    assert told not in cli("--file", str(small), "export", "roadmap", "-o", str(tmp_path / "a.toml")).err


@pytest.mark.parametrize("more", ["--phase 1", "--since 2026-01-01", "--html", "--open", "--badge", "--with stories"])
def test_what_is_no_part_of_a_roadmap_file_is_refused(cli: Cli, more: str) -> None:
    assert cli(f"export roadmap {more}").code == 2


def test_a_faulty_roadmap_does_not_go_out(cli: Cli, small: Path) -> None:
    small.write_text(SMALL.replace('requires = ["a"]', 'requires = ["q"]'), encoding="utf-8")
    assert cli("--file", str(small), "export", "roadmap").code == 3


def test_a_roadmap_in_markdown_is_used_as_any_other(cli: Cli, markdown: Path) -> None:
    assert cli("check", str(markdown)).out == f"{markdown} is valid: 2 phases, 2 modules, 7 topics.\n"
    assert cli("use", str(markdown)).code == 0
    assert cli("done a").code == 0
    assert "1 of 6 topics" in cli("status").out
    told = json.loads(cli("show b --json").out)
    assert told["criteria"] == ["You can say beta."]


def test_a_template_in_markdown_is_written_and_valid(cli: Cli, tmp_path: Path) -> None:
    for words in (("new", "--markdown", str(tmp_path / "one")), ("new", str(tmp_path / "two.md"))):
        assert cli(*words).code == 0
        assert cli("check", words[-1]).code == 0
        assert Path(words[-1]).read_text(encoding="utf-8").startswith("---\nroadmap: my-roadmap\n")


class _Input:
    def __init__(self, text: str) -> None:
        self.buffer = io.BytesIO(text.encode())

    def isatty(self) -> bool:
        return False


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        (SMALL, 0, "standard input is valid: 2 phases, 2 modules, 7 topics.\n"),
        (SMALL.replace('"Beta"', "Beta"), 3, f'standard input:{BETA}: a text stands in quotes: write title = "Beta"'),
    ],
)
def test_the_standard_input_is_checked(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, text: str, code: int, told: str
) -> None:
    monkeypatch.setattr("sys.stdin", _Input(text))
    result = cli("check -")
    assert (result.code, told in result.out + result.err) == (code, True)


def test_what_one_has_changed_of_a_roadmap_of_others_goes_out_with_it(cli: Cli, tmp_path: Path) -> None:
    assert cli("topic", "add", "Read the attention paper", "--phase", "1").code == 0
    for name in ("whole.toml", "whole.md"):
        assert cli("export", "roadmap", "--to", str(tmp_path / name)).code == 0
        titles = [topic.title for topic in read(tmp_path / name).roadmap.topics.values()]
        assert "Read the attention paper" in titles
