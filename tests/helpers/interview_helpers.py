"""The roadmap of gardens with its two rounds of interviews, and what is practised there."""

import os
from collections.abc import Sequence
from pathlib import Path

from cli_helpers import PROGRAM, events_in, in_terminal
from conftest import Cli

GARDEN = Path(__file__).with_name("interview.toml")


def sit(*arguments: str, answers: Sequence[tuple[str, str]]) -> tuple[int, str]:
    """A mock in a terminal, which reads lines: each answer is typed once its question stands there."""
    return in_terminal([*PROGRAM, "interview", "practise", *arguments], os.environ, answers)


def practised(cli: Cli) -> list[tuple[str, int, str, str]]:
    """Question, score, weak topics and note of what counts, in the order in which it was recorded."""
    events = events_in(cli("export json").out)
    gone: set[str] = set()
    for each in reversed(events):
        gone |= {each["data"]["batch"]} if each["kind"] == "undone" and each["batch"] not in gone else set()
    kept = [each["data"] for each in events if each["kind"] == "practised" and each["batch"] not in gone]
    return [(each.get("asked", ""), each["score"], each.get("weak", ""), each.get("note", "")) for each in kept]


def drafts(home: Path) -> list[Path]:
    """Files that hold what was typed and is not graded."""
    return sorted(home.rglob("drafts/*.md"))
