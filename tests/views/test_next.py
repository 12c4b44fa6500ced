"""The steps of `next`: one line for what a step is, whatever its title is long."""

import time
from pathlib import Path

import pytest
from browser_helpers import builtin
from list_log import workspace
from rich.cells import cell_len
from views_helpers import Screen, Shown, bare

from roadmap_cli.domain.advice import Reason, Suggestion
from roadmap_cli.domain.phrasing import amount
from roadmap_cli.services.next import what_next


@pytest.fixture(autouse=True)
def _utc(home: Path) -> None:
    time.tzset()


@pytest.mark.parametrize("columns", [80, 100, 120])
def test_a_title_gives_way_to_the_whole_id_and_the_hours(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    roadmap = builtin().roadmap
    steps = tuple(
        Suggestion(
            topic=topic.id, title=topic.title, action=action, hours_left=topic.hours, reasons=(Reason("opens", "why"),)
        )
        for topic in roadmap.topics.values()
        for action in ("learn", "review")
    )
    report = what_next(workspace(roadmap), 1)._replace(suggestions=steps)  # type: ignore[arg-type]
    lines = bare(Shown(report, {}).on(Screen())).split("\n")[: 2 * len(steps)]
    assert max(map(cell_len, lines)) <= columns
    for step, line, reason in zip(steps, lines[::2], lines[1::2], strict=True):
        beside = (
            f"{step.topic}  {amount(step.hours_left)}" if step.action == "learn" else f"roadmap review {step.topic}"
        )
        assert line.endswith(f"  {beside}")
        assert reason.strip() == "why"
