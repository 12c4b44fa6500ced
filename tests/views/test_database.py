"""Where progress is kept, as a learner sees it: on screens of several widths, in ASCII, and in a pipe."""

import pytest
from syrupy.assertion import SnapshotAssertion
from views_helpers import Shown, looks

from roadmap_cli.reports.database import BeginReport, DatabaseReport

PLACE = "/home/ada/.local/share/learning-roadmap/progress.db"
COPIES = f"{PLACE}.backups"
THERE = DatabaseReport(
    database=PLACE,
    state="there",
    begun=True,
    size_bytes=3_400_000,
    users=("ada", "bob"),
    newest_copy=f"{COPIES}/progress.db.2026-11-22.day.backup",
    fault="",
    advice="",
)
SCENES = {
    "there": THERE,
    "new": THERE._replace(state="new", begun=False, size_bytes=None, users=(), newest_copy=None),
    "gone": THERE._replace(
        state="unusable",
        size_bytes=None,
        users=(),
        fault=f"the database {PLACE} is missing, and was there before",
        advice="put it back if it was moved; or begin an empty one, which removes nothing, with: roadmap database begin",
    ),
    "shared": THERE._replace(shared_by="Syncthing"),
    "server": THERE._replace(
        database="postgresql://ada@host/progress", size_bytes=None, newest_copy=None, users=("ada",)
    ),
    "server-of-others": THERE._replace(
        database="postgresql://owner@host/progress", size_bytes=None, newest_copy=None, users=()
    ),
    "begun": BeginReport(PLACE, ()),
    "begun-anew": BeginReport(PLACE, tuple(f"{PLACE}.2026-11-23T193000.aside{part}" for part in ("", "-wal", "-shm"))),
    "odd-name": BeginReport("/tmp/my [bold]p.db", ("/tmp/my [bold]p.db.2026-11-23T193000.aside",)),  # noqa: S108 - a name
}


@pytest.mark.parametrize("scene", SCENES)
def test_it_looks_like_this(monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, scene: str) -> None:
    for name, text in looks(Shown(SCENES[scene], {}), monkeypatch):
        assert text == snapshot(name=name)
