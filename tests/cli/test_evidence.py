"""Evidence: what is proven by a link, and what asks for it; and how sure one was when a topic was marked done."""

from pathlib import Path

import pytest
from cli_helpers import assert_refused, assert_walks_back_and_forward, events_in, json_of
from conftest import Cli

HINT = "hint: show what you made: roadmap link end URL --proves"


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def made(cli: Cli) -> None:
    """The end is a project without evidence; Alpha is proven twice, Beta has a link that proves nothing."""
    for command in (
        "done a b c x-topic end",
        "link a https://example.org/one --title 'The first' --proves",
        "link a https://example.org/two --proves",
        "link b https://example.org/read",
    ):
        assert cli(command).code == 0


def proven(cli: Cli) -> list[tuple[str, str]]:
    return [(line["topic"]["id"], line["link"]["url"]) for line in json_of(cli, "evidence")["proven"]]


def missing(cli: Cli) -> list[str]:
    return [line["id"] for line in json_of(cli, "evidence")["missing"]]


def test_before_anything_is_done_nothing_is_missing(cli: Cli) -> None:
    assert (proven(cli), missing(cli)) == ([], [])
    assert "Nothing that is done lacks evidence." in cli("evidence").out


@pytest.mark.usefixtures("made")
def test_links_that_prove_are_listed_and_what_is_done_without_one_projects_first(cli: Cli) -> None:
    assert proven(cli) == [("a", "https://example.org/one"), ("a", "https://example.org/two")]
    assert missing(cli) == ["end", "b", "c", "x-topic"]
    asked = {line["id"]: (line["kind"], line["asked"]) for line in json_of(cli, "evidence")["missing"]}
    assert (asked["end"], asked["b"]) == (("project", True), ("concept", False))
    out = cli("evidence").out
    assert "The first  https://example.org/one" in out
    assert "https://example.org/read" not in out
    assert "roadmap link end URL --proves" in out


@pytest.mark.usefixtures("made")
def test_missing_alone_leaves_out_what_is_proven(cli: Cli) -> None:
    report = json_of(cli, "evidence --missing")
    assert (report["proven"], report["only_missing"]) == ([], True)
    assert [line["id"] for line in report["missing"]] == missing(cli)
    out = cli("evidence --missing").out
    assert "https://example.org" not in out
    assert "The end" in out


@pytest.mark.usefixtures("made")
def test_only_topics_of_the_path_are_missing_but_every_proof_is_listed(cli: Cli) -> None:
    cli("choose y")
    assert "x-topic" not in missing(cli)
    cli("link x-topic https://example.org/x --proves")
    assert ("x-topic", "https://example.org/x") in proven(cli)


def test_a_proof_may_come_before_its_topic_is_done(cli: Cli) -> None:
    cli("link a https://example.org --proves")
    assert (proven(cli), missing(cli)) == ([("a", "https://example.org")], [])
    cli("done a")
    assert missing(cli) == []


def test_evidence_follows_undo_and_redo(cli: Cli) -> None:
    assert_walks_back_and_forward(
        cli,
        ("done a", "link a https://example.org/one --proves", "reset a", "done a end"),
        lambda cli: (proven(cli), missing(cli), json_of(cli, "status")["totals"]),
    )


def test_a_project_that_is_done_asks_for_evidence_and_is_done_all_the_same(cli: Cli) -> None:
    result = cli("done end a")
    assert (result.code, result.err.splitlines()[-1]) == (0, HINT)
    assert result.err.count("show what you made") == 1
    assert json_of(cli, "show end")["status"] == "done"


@pytest.mark.parametrize(
    ("before", "command"),
    [
        (("link end https://example.org --proves",), "done end"),
        ((), "done a"),
        ((), "start end"),
        (("done end",), "done end"),
        ((), "skip end"),
    ],
    ids=["proven", "no project", "started", "already so", "skipped"],
)
def test_nothing_else_asks_for_evidence(cli: Cli, before: tuple[str, ...], command: str) -> None:
    for each in before:
        cli(each)
    result = cli(command)
    assert (result.code, "show what you made" in result.err) == (0, False)


def test_a_link_that_proves_nothing_does_not_still_the_question(cli: Cli) -> None:
    cli("link end https://example.org")
    assert HINT in cli("done end").err


def test_a_dry_run_asks_for_evidence_too(cli: Cli, database: Path) -> None:
    assert HINT in cli("done end --dry-run").err
    assert not database.exists()


@pytest.mark.parametrize("confidence", [1, 2, 3, 4, 5])
def test_how_sure_one_is_is_kept_with_what_was_done(cli: Cli, confidence: int) -> None:
    assert cli(f"done a b --confidence {confidence}").code == 0
    events = events_in(cli("export json").out)
    assert [(each["topic"], each["data"]) for each in events] == [
        ("a", {"confidence": confidence}),
        ("b", {"confidence": confidence}),
    ]


def test_without_saying_it_nothing_is_kept(cli: Cli) -> None:
    cli("done a")
    assert [each["data"] for each in events_in(cli("export json").out)] == [{}]


@pytest.mark.parametrize("confidence", ["0", "6", "-1", "2.5", "sure", ""])
def test_a_confidence_out_of_range_is_refused_and_nothing_written(cli: Cli, database: Path, confidence: str) -> None:
    assert_refused(cli("done", "a", f"--confidence={confidence}"), 2, "--confidence")
    assert not database.exists()


@pytest.mark.parametrize("command", ["start", "skip", "reset"])
def test_only_what_is_done_has_a_confidence(cli: Cli, command: str) -> None:
    assert_refused(cli(f"{command} a --confidence 3"), 2, "--confidence")
