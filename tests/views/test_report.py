"""What a report of a week or a month looks like, on screens of several widths and in a pipe."""

import time
from pathlib import Path

import pytest
from conftest import Clock
from review_scenes import REVIEWED
from scenes import FINISHED, IDLE, LEARNED, MIDDLE, PLACED, RECORD
from syrupy.assertion import SnapshotAssertion
from views_helpers import TREES, Diary, Screen, bare

BUSY = f"""{LEARNED}6 choose orchard
4 skip fungi
3 break 2w --from 2026-12-24 'my sister visits'
2 review grade growth-1 good
2 link growth https://example.org/rings/of-a-spruce-from-the-garden --title 'Rings of a spruce' --proves
1 note growth 'Rings are read from the bark inwards.'
"""
PERIODS = {
    "untouched": ("", "report"),
    "busy-week": (BUSY, "report"),
    "busy-now": (BUSY, "report --now"),
    "busy-month": (BUSY, "report month --now"),
    "middle-days": (MIDDLE, "report --since 2026-10-25"),
    "quiet-week": (RECORD.replace("\n4 ", "\n7 "), "report"),
    "reviewed-year": (REVIEWED, "report year --now"),
    "idle": (IDLE, "report"),
    "on-a-break": (f"{RECORD}8 break 3w 'my sister visits'\n", "report week"),
    "placed": (f"{RECORD}{PLACED}", "report"),
    "finished": (FINISHED, "report"),
}


@pytest.fixture(autouse=True)
def _trees(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(TREES))
    time.tzset()


@pytest.mark.parametrize("scene", PERIODS)
def test_a_report_looks_like_this(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, scene: str
) -> None:
    lines, command = PERIODS[scene]
    diary = Diary(clock, monkeypatch)
    diary(lines)
    shown = diary.shows(command)
    for width in ("60", "80", "120"):
        monkeypatch.setenv("COLUMNS", width)
        assert bare(shown.on(Screen())) == snapshot(name=width)
    monkeypatch.setenv("COLUMNS", "80")
    assert bare(shown.on(Screen("ascii"))) == snapshot(name="ascii")
    assert shown.on(Screen(terminal=False)) == snapshot(name="pipe")
