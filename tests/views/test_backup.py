"""What is said of copies, and of what comes back from one."""

from datetime import UTC, date, datetime

import pytest
from syrupy.assertion import SnapshotAssertion
from views_helpers import Screen, Shown, bare

from roadmap_cli.domain.cohort import Member
from roadmap_cli.reports.backup import BackupReport, BackupsReport, CopyLine
from roadmap_cli.reports.restore import RestoredLine, RestoreReport

DATABASE = "/home/ada/.local/share/learning-roadmap/progress.db"
FOLDER = f"{DATABASE}.backups"


def copy(reason: str, day: int, events: int | None = 1234, month: int = 11, **rest: object) -> CopyLine:
    at = datetime(2026, month, day, 19, 30, tzinfo=UTC)
    name = f"{at:%Y-%m-%d}.day" if reason == "day" else f"{at:%Y-%m-%dT%H%M%S}.{reason}"
    line = CopyLine(
        path=f"{FOLDER}/progress.db.{name}.backup",
        reason=reason,
        day=at.date(),
        made=at,
        bytes=1_234_567,
        events=events,
        users=("ada",),
        fades=reason == "day",
    )
    return line._replace(**rest)


MADE = copy("asked", 23)
ALL = BackupsReport(
    database=DATABASE,
    copies=(
        MADE,
        copy("day", 23, 1200, users=("ada", "bob", "cleo", "dora", "emil")),
        copy("replace", 22),
        copy("restore", 22),
        copy("fix", 21, None, users=(), fault="the copy is damaged", bytes=512),
        copy("rename", 20),
        copy("schema-1", 20),
        copy("day", 31, 7, month=10, is_own=False, path="/media/ada/stick/progress.db.2026-10-31.day-0a1b2c3d.backup"),
    ),
    folder=FOLDER,
    daily=7,
    weekly=4,
    monthly=12,
)
LINES = (
    RestoredLine("ada", "ml-engineer", 23, date(2026, 11, 2), date(2026, 11, 20)),
    RestoredLine("bob", "know-your-trees-and-shrubs", 1, date(2026, 11, 3), date(2026, 11, 3), here_as="robert"),
)
BACK = RestoreReport(
    database=DATABASE,
    copy=MADE,
    how="merged",
    lines=LINES,
    known=1210,
    left_out=12,
    user="ada",
    kept=(f"{FOLDER}/progress.db.2026-11-23T193500.restore.backup",),
)
ASIDE = tuple(f"{DATABASE}.2026-11-23T193500.aside{part}" for part in ("", "-wal", "-shm"))
SCENES: dict[str, tuple[object, dict[str, bool]]] = {
    "a copy": (BackupReport(DATABASE, MADE), {}),
    "an empty copy": (BackupReport(DATABASE, MADE._replace(events=0, users=())), {}),
    "all copies": (ALL, {}),
    "no copy": (ALL._replace(copies=()), {}),
    "none wanted": (ALL._replace(copies=(MADE,), folder=None, daily=0, weekly=0, monthly=0), {}),
    "back": (BACK, {}),
    "back after a yes": (BACK, {"brief": True}),
    "back, with groups": (BACK._replace(members=(Member("ada", "spring"), Member("grace", "spring", "mentor"))), {}),
    "back, but for some": (BACK._replace(barred=2), {}),
    "would come back": (BACK._replace(dry_run=True, kept=()), {}),
    "nothing missing": (BACK._replace(lines=(), kept=()), {}),
    "put back": (BACK._replace(how="put back", known=0, left_out=None, kept=()), {}),
    "replaced": (BACK._replace(how="replaced", kept=ASIDE), {}),
    "damaged, replaced": (BACK._replace(how="replaced", left_out=None, kept=ASIDE), {}),
    "would replace": (BACK._replace(how="replaced", dry_run=True, kept=()), {}),
}


@pytest.mark.parametrize("scene", SCENES)
def test_it_looks_like_this(monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, scene: str) -> None:
    shown = Shown(*SCENES[scene])
    for width in ("60", "80", "120"):
        monkeypatch.setenv("COLUMNS", width)
        assert bare(shown.on(Screen())) == snapshot(name=width)
    assert shown.on(Screen(terminal=False)) == snapshot(name="pipe")


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_screen_but_a_path(monkeypatch: pytest.MonkeyPatch, scene: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = bare(Shown(*SCENES[scene]).on(Screen())).splitlines()
    assert [line for line in lines if len(line) > width] == []
