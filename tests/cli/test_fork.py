"""A whole copy of a roadmap, with its progress, to be changed."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from cli_helpers import assert_refused, json_of
from conftest import SMALL, Cli

from roadmap_cli.errors import CannotBeDone
from roadmap_cli.settings import folders
from roadmap_cli.use_cases import fork

OFTEN = ("start a", "log a 50m -n norms", "done a", "tick a", "choose x", "break 3d", "log b 20m", "skip c")
SAYS = ("status", "list", "activity", "forecast", "review --stats")


@pytest.fixture
def used(cli: Cli, small: Path) -> Path:
    cli("use", str(small))
    for command in OFTEN:
        cli(command)
    cli("undo")
    cli("log b 10m")
    cli("edit --last --minutes 30")
    return small


def copy(name: str = "my-small") -> Path:
    return folders.roadmaps_folder() / f"{name}.toml"


def said(cli: Cli, command: str, before: str = "") -> Any:
    """Without what tells one from the other."""
    text = json.dumps(json_of(cli, f"{before} {command}"))
    return text.replace("my-small", "small").replace("Small (my own)", "Small")


def test_it_is_the_same_with_another_id_and_in_use(cli: Cli, used: Path) -> None:
    result = cli("fork")
    assert result.out == (
        f"Yours, and in use: Small (my own)  my-small\n   7 topics of Small; your progress came along\n   {copy()}\n"
    )
    assert result.err == "hint: to go back: roadmap use small\n"
    assert copy().read_text() == SMALL.replace('id = "small"', 'id = "my-small"').replace(
        'title = "Small"', 'title = "Small (my own)"'
    )
    assert tomllib.loads(folders.config_file().read_text())["file"] == str(copy())
    assert used.read_text() == SMALL


@pytest.mark.usefixtures("used")
def test_its_progress_is_the_same(cli: Cli) -> None:
    cli("fork")
    for command in SAYS:
        assert said(cli, command) == said(cli, command, "--file small"), command
    assert "30 min" in cli("history").out


@pytest.mark.usefixtures("used")
def test_they_go_on_by_themselves(cli: Cli) -> None:
    cli("fork")
    cli("done b")
    assert [each["id"] for each in json_of(cli, "--file small list --status done")["topics"]] == ["a"]
    cli("undo")
    cli("undo")
    assert json_of(cli, "list --status done")["topics"] == []
    assert [each["id"] for each in json_of(cli, "--file small list --status done")["topics"]] == ["a"]


def test_without_progress_it_is_a_copy_alone(cli: Cli, small: Path) -> None:
    result = cli("fork", str(small), "--as", "mine", "--title", "Mine", "--json")
    report = json.loads(result.out)
    assert (report["roadmap"], report["events"]) == ({"id": "mine", "title": "Mine"}, 0)
    assert copy("mine").exists()


@pytest.mark.usefixtures("used")
def test_ids_that_are_taken_are_left_alone(cli: Cli) -> None:
    cli("fork")
    assert json.loads(cli("fork small --json").out)["roadmap"] == {"id": "my-small-2", "title": "Small (my own)"}
    assert json.loads(cli("fork --json").out)["roadmap"] == {"id": "my-small-2-2", "title": "Small (my own)"}
    assert_refused(cli("fork small --as my-small"), 1, '"my-small" is taken')
    assert_refused(cli("fork small --as ml-scientist"), 1, '"ml-scientist" is taken')
    cli("use small")
    cli("roadmaps remove my-small --yes")  # whose progress stays
    assert_refused(cli("fork --as my-small"), 1, '"my-small" is taken')
    assert json.loads(cli("fork --json").out)["roadmap"]["id"] == "my-small-3"


@pytest.mark.parametrize("name", ["X", "../x", "a b", "x" * 61])
def test_what_is_no_id_is_refused(cli: Cli, name: str) -> None:
    assert_refused(cli("fork", "--as", name), 2, "is no id")
    assert not folders.roadmaps_folder().exists()


def test_a_title_that_is_none_is_refused(cli: Cli) -> None:
    assert_refused(cli("fork", "--title", "two\nlines"), 3, '"title" must be one line of text')


MARKDOWN = """\
---
roadmap: tea
author: Ada
---

# Making *tea*

## Leaves

### Water

- Boil it (2 h)
- Pour it
"""


def test_one_in_markdown_stays_in_markdown(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "tea.md"
    file.write_text(MARKDOWN)
    report = json.loads(cli("fork", str(file), "--json").out)
    assert (report["roadmap"]["id"], report["file"]) == ("my-tea", str(copy("my-tea").with_suffix(".md")))
    assert Path(report["file"]).read_text() == MARKDOWN.replace("roadmap: tea", "roadmap: my-tea").replace(
        "Making *tea*", report["roadmap"]["title"]
    )


OWN = (
    "topic add 'Read the paper' --phase 3 --hours 6 --after attention-transformers",
    "topic edit vectors --hours 30",
    "topic remove matrices --yes",
    "module add Papers --phase 3",
)


@pytest.mark.usefixtures("few_cards")
def test_ones_own_changes_stand_in_the_copy_and_its_comments_stay(cli: Cli) -> None:
    for command in OWN:
        assert cli(command).code == 0
    cli("done read-the-paper")
    cli("fork --as mine")
    text = copy("mine").read_text()
    assert text.startswith("# The built-in roadmap, all of it")
    assert "\nhours = 30" in text
    before, after = (json_of(cli, f"--file {name} list")["topics"] for name in ("ml-scientist", "mine"))
    assert before == after
    assert json_of(cli, "--file mine status")["totals"] == json_of(cli, "--file ml-scientist status")["totals"]
    assert cli("topic add 'In the file itself' --phase 3").code == 0
    assert "In the file itself" in copy("mine").read_text()


@pytest.mark.usefixtures("few_cards")
def test_what_was_moved_comes_along_too(cli: Cli) -> None:
    for command in (*OWN, "topic move read-the-paper --module papers", "topic move vectors --module papers"):
        assert cli(command).code == 0, command
    cli("fork --as mine")
    assert copy("mine").read_text().startswith("# The built-in roadmap, all of it")
    assert json_of(cli, "--file mine list")["topics"] == json_of(cli, "--file ml-scientist list")["topics"]


@pytest.mark.usefixtures("used")
def test_where_no_file_can_be_put_its_id_is_not_taken_by_progress(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise CannotBeDone("there is no room", "make some")

    with monkeypatch.context() as patched:
        patched.setattr(fork, "announce", refused)
        assert_refused(cli("fork --as mine"), 1, "there is no room")
    assert json.loads(cli("fork --as mine --json").out)["events"] > 0
