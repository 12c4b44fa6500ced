"""The table of phases: one column a thing, whatever is marked beside it."""

import re
import time
from pathlib import Path

import pytest
from conftest import Clock
from scenes import MIDDLE
from views_helpers import TREES, Diary, Screen, bare

TOPIC = re.compile(r"     [✓▸\u2013○·] ")
LEARNED = f"{MIDDLE}2 link growth https://example.org/rings --proves\n1 done growth\n1 done planting-a-tree\n"


@pytest.fixture(autouse=True)
def _trees(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(TREES))
    time.tzset()


@pytest.fixture
def diary(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Diary:
    return Diary(clock, monkeypatch)


@pytest.mark.parametrize("width", [60, 80, 100, 120])
def test_hours_stand_under_the_heading_that_says_what_they_are(
    diary: Diary, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    diary(LEARNED)
    lines = bare(diary.shows("status --all").on(Screen())).split("\n")
    (heads,) = (line for line in lines if line.endswith("left  skipped"))
    found: dict[str, set[str]] = {sign: set() for sign in "✓▸\u2013○·"}
    for line in filter(TOPIC.match, lines):
        left = line[: heads.index("left") + 4].rstrip() == line and line.endswith(" h")
        skipped = len(line) == len(heads) and line.endswith(" h")
        found[line.strip()[0]].add("left" if left else "skipped" if skipped else "")
    assert found.pop("✓") == {""}
    assert found.pop("\u2013") == {"skipped"}
    assert found.pop("·") <= {"left", ""}  # what an option that is not chosen holds is not counted as left
    assert found == {"▸": {"left"}, "○": {"left"}}


@pytest.mark.parametrize("width", [80, 100, 120])
def test_ids_begin_in_one_column(diary: Diary, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    diary(LEARNED)
    shown = diary.shows("status --all")
    ids = [topic.id for phase in shown.report.phases for module in phase.modules for topic in module.topics]  # type: ignore[attr-defined]
    topics = list(filter(TOPIC.match, bare(shown.on(Screen())).split("\n")))
    assert len({line.index(f"  {id_}") for line, id_ in zip(topics, ids, strict=True)}) == 1
    assert any("proven" in line for line in topics)
