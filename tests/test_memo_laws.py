"""Whatever is done in whatever order, an answer out of the memo is that without one, byte for byte."""

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import NOW, SMALL, examples
from hypothesis import given
from hypothesis import strategies as st
from memo_helpers import Home, worker

HOUR = 3600.0
LOOKS = (
    *(
        "status",
        "next",
        "status --short",
        "status --short --due",
        "status --all",
        "list",
        "list --ready",
        "list --stale",
    ),
    *(
        "next -n 2",
        "next --time 45m",
        "next --why c",
        "status two",
        "--plain status",
        "--no-color list",
        "--user ben status",
    ),
    *("--file other.toml status", "--file small next", "--database other.db list", "s"),
)
DEEDS = (
    *(
        "done a",
        "done b --confidence 2",
        "done 1",
        "start c",
        "log c 30m",
        "undo",
        "redo",
        "skip d",
        "reset a",
        "note a x",
    ),
    *(
        "timer start c",
        "timer stop --minutes 5m",
        "timer cancel",
        "break 2d",
        "plan --days mon,wed --hours 5",
        "choose way x",
    ),
    *("config hours_per_week 9", "config hours_per_week --unset", "config day_start 00:00", "config day_start --unset"),
    *(
        "config plain yes",
        "config plain no",
        "config alias.s next",
        "config alias.s status",
        "use other.toml",
        "use small",
    ),
    *("--database other.db done b", "--user ben done a", "import other.toml", "topic edit a --title Changed"),
)
WAITS = (0.0, 1.0, 60.0, HOUR, 5 * HOUR, 11 * HOUR, 24 * HOUR, 8 * 24 * HOUR, -2 * HOUR)
ENVIRONMENTS = (
    *({}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"COLORTERM": "truecolor"}, {"LOGNAME": "ben"}, {"ROADMAP_USER": "eve"}),
    *(
        {"TZ": "Asia/Tokyo"},
        {"TZ": "America/New_York"},
        {"ROADMAP_FILE": "other.toml"},
        {"ROADMAP_HOURS_PER_WEEK": "3"},
    ),
)
STREAMS: tuple[tuple[int, ...], ...] = ((), (0, 1, 2), (1,), (0, 2))
SIZES = ((24, 60), (50, 80), (60, 120))


class Step(NamedTuple):
    words: str
    wait: float
    environment: dict[str, str]
    terminals: tuple[int, ...]
    size: tuple[int, int]


looking = st.builds(
    Step,
    words=st.sampled_from(LOOKS),
    wait=st.sampled_from(WAITS[:3]) | st.sampled_from(WAITS),
    environment=st.just({}) | st.sampled_from(ENVIRONMENTS),
    terminals=st.sampled_from(STREAMS),
    size=st.sampled_from(SIZES),
)
doing = st.builds(
    lambda step, words, terminals: step._replace(words=words, terminals=terminals),
    looking,
    st.sampled_from(DEEDS),
    st.sampled_from(((), (1, 2))),
)
"""Nobody sits there who could be asked."""
repeated = looking.map(lambda step: [step, step._replace(wait=0.0)])
evenings = st.lists(repeated | doing.map(lambda step: [step]), min_size=4, max_size=12).map(
    lambda each: [*chain.from_iterable(each)]
)
numbers = count()
tally = Counter[str]()


@pytest.fixture(scope="module")
def started() -> "Iterator[subprocess.Popen[str]]":
    with worker() as process:
        yield process
    assert tally["known"] * 4 > tally["all"], "or little was shown"


def begun(folder: Path, started: "subprocess.Popen[str]", read_before: Path) -> Home:
    shutil.copytree(read_before, folder)
    (folder / "small.toml").write_text(SMALL, encoding="utf-8")
    (folder / "other.toml").write_text(SMALL.replace('id = "small"', 'id = "other"'), encoding="utf-8")
    home = Home(folder, started)
    home("import", "small.toml")
    home("use", "small")
    home("config", "alias.s", "status")
    home("start", "b")
    return home


@given(steps=evenings)
@examples(12)
def test_every_answer_is_that_without_a_memo(
    started: "subprocess.Popen[str]", tmp_path_factory: pytest.TempPathFactory, read_before: Path, steps: list[Step]
) -> None:
    """Two homes live through the same, one of them without a memo."""
    folder = tmp_path_factory.getbasetemp() / f"homes-{next(numbers)}"
    with_memo, without = (begun(folder / name / "home", started, read_before) for name in ("a", "b"))
    now = NOW.timestamp()
    for number, step in enumerate(steps):
        now += step.wait
        for home in (with_memo, without):
            home.now, home.terminals, home.size = now, step.terminals, step.size
        words = step.words.split()
        one = with_memo(*words, **step.environment)
        other = without(*words, **step.environment, ROADMAP_NO_MEMO="1")
        paths = str(with_memo.folder), str(without.folder)
        assert (one.code, one.out.replace(*paths), one.err.replace(*paths)) == other.said, (number, step)
        tally.update(["all", *(["known"] if one.known else [])])
    assert without.kept == []
