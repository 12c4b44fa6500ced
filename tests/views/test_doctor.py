"""A doctor's report as a learner sees it, on screens of several widths, in ASCII, and in a pipe."""

from datetime import date

import pytest
from syrupy.assertion import SnapshotAssertion
from views_helpers import COLOUR, Screen, Shown, bare, looks

from roadmap_cli.reports.doctor import DoctorReport, Finding, RescueReport, Saved, remark, sound, wrong

PLACE = "/home/ada/.local/share/learning-roadmap/progress.db"
SOUND = (
    sound("database", "1,204 events in 1.4 MiB, whole"),
    sound("progress", "of 1 learner on 2 roadmaps, as the events say"),
    sound("clock", "no event is ahead of it: 2026-11-23 19:30"),
    sound("version", "schema 1, projections 7"),
    sound("journal", "wal, 0 bytes; every entry is on the disk before it is told"),
    sound("access", "read and written by you alone"),
    sound("space", "78.2 GiB free"),
    sound("copies", "9, newest 2026-11-23 (today), opens with 1,190 events; what is newer is in none"),
    sound("roadmaps", "in use: Become a machine learning scientist, 110 topics, built in"),
    sound("drafts", "all that was typed is recorded"),
    sound("settings", "as they come"),
    sound("terminal", "80 columns, truecolor colours, utf-8, links can be followed"),
    sound("program", "roadmap 0.4.0, Python 3.11.7, SQLite 3.40.1, Linux 6.18.44 x86_64"),
)
REMARKS = (
    Finding(
        "copies",
        "worth knowing",
        "9, newest 2026-11-23 (today), opens with 1,190 events; all on this disk",
        "keep them on another disk: roadmap config backup_folder FOLDER",
    ),
    remark("completion", "Tab completes nothing in bash yet", "roadmap --install-completion bash"),
)
WRONG = (
    Finding(
        "database",
        "wrong",
        "damaged where events are; 1,180 events can be read: On tree page 6 cell 41: invalid page number 218959117",
        "save what can be read: roadmap doctor --rescue NEW; or bring back a copy: roadmap restore",
    ),
    wrong("rows", "1 row that roadmap did not write, and leaves out: 'x' (rowid 7): it needs \"id\" [/x]"),
)
SAVED = (
    Saved(user="ada", roadmap="ml-scientist", events=1180, first_day=date(2023, 10, 2), last_day=date(2026, 11, 23)),
    Saved(user="bo", roadmap="tea-making", events=1, first_day=date(2026, 11, 23), last_day=date(2026, 11, 23)),
)
RESCUE = RescueReport(
    database=PLACE,
    new="saved.db",
    events=1181,
    saved=SAVED,
    pages=2,
    odd=3,
    odd_file="saved.db.odd.jsonl",
    lost=24,
    sources=("the table", "its pages"),
    members=12,
)
SCENES = {
    "sound": DoctorReport(database=PLACE, sound=True, findings=SOUND),
    "remarks": DoctorReport(database=PLACE, sound=True, findings=(*SOUND[:7], REMARKS[0], *SOUND[8:11], REMARKS[1])),
    "wrong": DoctorReport(database=PLACE, sound=False, findings=(*WRONG, *SOUND[2:7], *REMARKS)),
    "fixed": DoctorReport(
        database=PLACE,
        sound=True,
        findings=SOUND,
        fixed=(
            f"copied first: {PLACE}.backups/progress.db.2026-11-23T193000.fix.backup",
            "folded everything derived anew, with its indexes, from the events",
        ),
    ),
    "rescue": RESCUE,
    "rescue-whole": RESCUE._replace(pages=0, odd=0, odd_file=None, lost=0, saved=SAVED[:1]),
}


@pytest.mark.parametrize("scene", SCENES)
def test_it_looks_like_this(monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, scene: str) -> None:
    for name, text in looks(Shown(SCENES[scene], {}), monkeypatch):
        assert text == snapshot(name=name)


@pytest.mark.parametrize("ground", ["0;15", "15;0"], ids=["light", "dark"])
def test_its_colours_say_no_more_than_its_words(monkeypatch: pytest.MonkeyPatch, ground: str) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("COLORFGBG", ground)
    shown = Shown(SCENES["wrong"], {})
    coloured, plain = shown.on(Screen(), color=True), shown.on(Screen())
    assert COLOUR.search(coloured)
    assert not COLOUR.search(plain)
    assert bare(coloured) == bare(plain)


def test_a_sound_database_takes_one_screen_and_a_pipe_one_line_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    shown = Shown(SCENES["remarks"], {})
    assert len(bare(shown.on(Screen())).splitlines()) <= 24
    lines = shown.on(Screen(terminal=False)).splitlines()
    assert len(lines) == len(SCENES["remarks"].findings) + 1
