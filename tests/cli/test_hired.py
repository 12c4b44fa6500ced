"""From the last topic to being ready: a project from the idea to the page, stories, mocks, applications, with undo on the way."""

import json
from pathlib import Path

import pytest
from cli_helpers import Result
from conftest import Cli

from roadmap_cli import definition
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.settings import Flags
from roadmap_cli.settings.folders import cache_folder
from roadmap_cli.use_cases.session import Session

FORMATS = ("technical-screening", "coding-challenge", "system-design", "behavioural", "research-talk")
TAGS = ("conflict", "failure", "leadership", "ambiguity", "impact", "learning")
CAPSTONES = ("core-ml-capstone", "nlp-capstone", "reproducible-ml-code", "experiment-tracking", "sql-joins", "vectors")


def done(cli: Cli, *words: str) -> Result:
    result = cli(*words)
    assert result.code == 0, (words, result.err)
    return result


def missing(cli: Cli) -> set[str]:
    """What is asked for and is not there, as `ready` tells it."""
    return {row["id"] or row["code"] for row in json.loads(done(cli, "ready --json").out)["rows"] if not row["met"]}


def learn(cli: Cli) -> None:
    """The whole path, with every card recalled: all but the last of a thousand in one writing."""
    done(cli, "choose", "nlp")
    topics = json.loads(done(cli, "list", "--json").out)["topics"]
    done(cli, "done", *(each["id"] for each in topics if each["option"] in {None, "nlp"}))
    roadmap = definition.load(definition.builtin(), cache_folder()).roadmap
    cards = [
        (topic, card) for topic in roadmap.topics.values() if topic.option in {None, "nlp"} for card in topic.cards
    ]
    *before, (_, last) = cards

    def recall(here: Workspace) -> None:
        here.append(here.fact("graded", topic.id, card=card, rating=4) for topic, card in before)

    Session(Flags()).write(recall)
    done(cli, "review", "grade", last, "easy")


def project(cli: Cli, name: str, key: str) -> None:
    done(cli, "portfolio", "add", name)
    done(
        cli,
        *("portfolio", "edit", key, "--problem", "Who leaves?", "--data", "4,210 members", "--source", "the owner"),
        *("--metric", "recall at 100 calls", "--baseline", "31 %", "--result", "58 %", "--meaning", "27 more calls"),
        *("--failed", "the weather", "--no-copy"),
    )
    done(cli, "portfolio", "stage", key, "written-up")
    done(cli, "portfolio", "link", key, f"https://github.com/ada/{key}")
    done(cli, "portfolio", "link", key, f"https://ada.example.org/{key}", "--as", "writeup")


@pytest.mark.slow
def test_ready_turns_from_gaps_to_none_and_back_with_undo(cli: Cli, tmp_path: Path) -> None:
    learn(cli)
    gaps = {"proven", "shipped", "written", "stories", "tags", *FORMATS}
    assert missing(cli) == gaps
    assert "The whole path is done" in done(cli, "status").out
    assert "Ready to apply: 3 of 13" in done(cli, "status").out

    for topic in CAPSTONES:
        done(cli, "link", topic, f"https://example.org/{topic}", "--proves")
    gaps -= {"proven"}
    assert missing(cli) == gaps

    project(cli, "Who leaves the gym?", "gym")
    assert missing(cli) == gaps
    project(cli, "Indie games", "indie")
    gaps -= {"shipped", "written"}
    assert missing(cli) == gaps
    done(cli, "undo")
    assert missing(cli) == gaps | {"written"}
    done(cli, "redo")
    for form in ("portfolio.html", "portfolio.md"):
        done(cli, "export", "portfolio", "-o", str(tmp_path / form))
        assert "58 %" in (tmp_path / form).read_text(encoding="utf-8")
    assert [each["name"] for each in json.loads(done(cli, "export resume").out)["projects"]] != []

    parts = [f"--part={part}=It was 7 of 10." for part in ("situation", "task", "action", "result")]
    for tag in TAGS:
        assert missing(cli) == gaps
        done(cli, "story", "new", f"About {tag}", "--tag", tag, *parts)
    gaps -= {"stories", "tags"}
    assert missing(cli) == gaps

    for each in FORMATS:
        assert missing(cli) == gaps
        done(cli, "interview", "log", each, "--score", "4")
        gaps -= {each}
    assert missing(cli) == gaps == set()
    assert "ready to apply" in done(cli, "status").out
    assert "ready to apply" in done(cli, "next").out
    done(cli, "undo")
    assert missing(cli) == {"research-talk"}
    done(cli, "redo")

    for number in range(10):
        done(cli, "apply", "add", f"Company {number}", "Scientist", "--stage", "applied")
    done(cli, "apply", "move", "company-3", "screening")
    done(cli, "apply", "due", "company-3", "today")
    assert "Company 3" in done(cli, "status").out
    assert json.loads(done(cli, "next --json").out)["suggestions"][0]["target"] == {
        "kind": "application",
        "id": "company-3-scientist",
    }

    archive = tmp_path / "all.json"
    done(cli, "export", "json", "-o", str(archive))
    elsewhere = ("--database", str(tmp_path / "elsewhere.db"))
    done(cli, *elsewhere, "import", str(archive))
    for words in ("ready", "portfolio", "story", "apply", "interview"):
        assert cli(*elsewhere, words, "--json").out == cli(words, "--json").out
