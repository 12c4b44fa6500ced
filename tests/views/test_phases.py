"""The table of phases: one column a thing, whatever is marked beside it."""

import re
import time
from pathlib import Path

import pytest
from conftest import Clock
from scenes import MIDDLE
from views_helpers import TREES, Diary, Screen, bare

from roadmap_cli.domain.phrasing import amount

TOPIC = re.compile(r"     [✓▸\u2013○·] ")
HOURS = re.compile(r"  (\d+ h \d\d|\d+ h|\d+ min)$")
LEARNED = f"{MIDDLE}2 link growth https://example.org/rings --proves\n1 done growth\n1 done planting-a-tree\n"


@pytest.fixture(autouse=True)
def _trees(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(TREES))
    time.tzset()


@pytest.fixture
def diary(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Diary:
    return Diary(clock, monkeypatch)


def ends_in_hours(line: str) -> bool:
    return HOURS.search(line) is not None


@pytest.mark.parametrize("terminal", [True, False])
def test_left_is_what_is_left(diary: Diary, terminal: bool) -> None:  # noqa: FBT001 - a parameter
    diary(LEARNED)
    shown = diary.shows("status --all")
    lines = bare(shown.on(Screen(terminal=terminal))).split("\n")
    (heads,) = (line for line in lines if line.endswith("left  skipped"))
    topics = [topic for phase in shown.report.phases for module in phase.modules for topic in module.topics]  # type: ignore[attr-defined]
    begun = 0
    for topic in topics:
        (line,) = (each for each in lines if f"  {topic.id}  " in f"{each}  " and each.startswith("     "))
        left, skipped = line[: heads.index("  skipped")], line[heads.index("  skipped") :]
        begun += topic.status == "doing" and topic.hours_left < topic.hours
        assert skipped.strip() == (amount(topic.hours) if topic.status == "skipped" else "")
        assert (
            left.endswith(f"  {amount(topic.hours_left)}")
            if topic.hours_left and " not counted" not in line
            else (not ends_in_hours(left.rstrip()))
        )
    assert begun


@pytest.mark.parametrize("terminal", [True, False])
def test_the_hours_of_a_module_are_those_of_its_topics(diary: Diary, terminal: bool) -> None:  # noqa: FBT001
    diary(LEARNED)
    shown = diary.shows("status --all")
    said = bare(shown.on(Screen(terminal=terminal)))
    modules = [module for phase in shown.report.phases for module in phase.modules]  # type: ignore[attr-defined]
    module = next(each for each in modules if any(0 < topic.hours_left < topic.hours for topic in each.topics))
    left = amount(sum(topic.hours_left for topic in module.topics))
    assert re.search(rf"^   {module.title} .*  {left}\b", said, re.MULTILINE)


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
        left = line[: heads.index("left") + 4].rstrip() == line and ends_in_hours(line)
        skipped = len(line) == len(heads) and ends_in_hours(line)
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
