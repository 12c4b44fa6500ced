"""What a sync tells, on screens of several widths, in ASCII, and in a pipe."""

import pytest
from syrupy.assertion import SnapshotAssertion
from views_helpers import Shown, looks

from roadmap_cli.reports.sync import (
    AddedReport,
    DeviceShare,
    ForgottenReport,
    Moved,
    RemoteLine,
    RemotesReport,
    RemoteSync,
    SyncReport,
)

CAME = Moved(
    events=31,
    done=2,
    minutes=225,
    grades=14,
    notes=1,
    texts=1,
    others=2,
    devices=(DeviceShare("phone.k3f9a2", 20), DeviceShare("tablet.abc234", 11), DeviceShare(None, 1)),
)
SHARES = tuple(DeviceShare(each, 10) for each in ("vm.k3f9a2", "phone.k3f9a3", "vm.abc234", "tablet.abc235"))
WENT = Moved(events=1, notes=1)
HOME = RemoteSync(name="home", place="/home/ada/Sync", user="ada")
LINE = RemoteLine(name="home", kind="folder", place="/home/ada/Sync/learning", user="ada")
SERVER = RemoteLine(name="course", kind="database", place="postgresql://ada@db.example.org/course", user="ada.l")
SCENES = {
    "both": SyncReport((HOME._replace(came=CAME, went=WENT),)),
    "dry": SyncReport((HOME._replace(came=CAME, went=WENT),), dry_run=True),
    "nothing": SyncReport((HOME, HOME._replace(name="stick", went=WENT))),
    "others-alone": SyncReport((HOME._replace(went=Moved(events=2, others=2)),)),
    "unsent": SyncReport((HOME._replace(came=CAME, unsent=3, fault="cannot write to the folder: no space left"),)),
    "away": SyncReport((HOME._replace(fault="the folder /home/ada/Sync is not there"), HOME._replace(name="stick"))),
    "of-one-name": SyncReport((HOME._replace(came=CAME._replace(devices=SHARES)),), device="phone.zyx987"),
    "list": RemotesReport("progress.db", "ada", (LINE, SERVER)),
    "list-of-none": RemotesReport("progress.db", "ada", ()),
    "added": AddedReport(LINE, is_new=False),
    "added-first": AddedReport(LINE, is_new=True),
    "added-beside-others": AddedReport(LINE, is_new=True, others=("bob", "eve")),
    "forgotten": ForgottenReport(LINE),
}


@pytest.mark.parametrize("scene", SCENES)
def test_it_looks_like_this(monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, scene: str) -> None:
    for name, text in looks(Shown(SCENES[scene], {}), monkeypatch):
        assert text == snapshot(name=name)
