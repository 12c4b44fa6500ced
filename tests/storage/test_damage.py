"""Every page of a small database damaged in turn: it is seen or harmless, what is derived is mended, and every event
whose own pages are whole comes back.
"""

import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from conftest import NOW
from damage_helpers import PAGE, events_in, of_many_pages, owners
from faults_helpers import LONG
from hypothesis import given
from hypothesis import strategies as st
from storage_helpers import fact, later, merge, tables, write

from roadmap_cli import storage
from roadmap_cli.domain.cohort import Member
from roadmap_cli.errors import CannotBeDone, DatabaseUnusable
from roadmap_cli.reports.doctor import RescueReport
from roadmap_cli.storage import pages
from roadmap_cli.storage.doctor import Examined, examine
from roadmap_cli.storage.guard import UNGUARDED
from roadmap_cli.storage.mend import mend
from roadmap_cli.storage.rescue import rescue

Damage = Callable[[bytes, random.Random], bytes]
DAMAGES: dict[str, Damage] = {
    "zeroed": lambda page, _: bytes(len(page)),
    "random": lambda page, draw: draw.randbytes(len(page)),
    "first half": lambda page, _: bytes(PAGE // 2) + page[PAGE // 2 :],
    "last half": lambda page, draw: page[: PAGE // 2] + draw.randbytes(PAGE // 2),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return of_many_pages(tmp_path_factory.mktemp("whole") / "progress.db")


def own_pages(path: Path) -> dict[str, set[int]]:
    """By the id of an event, the pages that hold any of its words. Those with none are looked for by their id."""
    content = path.read_bytes()
    pages = {number: content[(number - 1) * PAGE : number * PAGE] for number in range(1, len(content) // PAGE + 1)}
    its = [number for number, name in owners(path).items() if name == "event"]
    found: dict[str, set[int]] = {}
    for row in events_in(path):
        identifier, data = row[1], row[8]
        word = data.partition("<")[2][:5]
        sign = f"<{word}>".encode() if word else identifier.encode()
        parts = (sign[index:] + sign[:index] for index in range(len(sign)))
        signs = {sign, *(part for part in parts if len(data) > PAGE // 8)}
        found[identifier] = {each for each in its if any(part in pages[each] for part in signs)}
        assert found[identifier]
    return found


def damaged(whole: Path, folder: Path, kind: str) -> Iterator[tuple[int, Path]]:
    """Each page in the long run; otherwise every other one, so that each is damaged in two ways."""
    content, draw = whole.read_bytes(), random.Random(kind)
    step = 1 if LONG else 2
    for number in range(1 + list(DAMAGES).index(kind) % step, len(content) // PAGE + 1, step):
        path = folder / f"{number}" / "progress.db"
        path.parent.mkdir(mode=0o700)
        first, last = (number - 1) * PAGE, number * PAGE
        path.write_bytes(content[:first] + DAMAGES[kind](content[first:last], draw) + content[last:])
        path.chmod(0o600)
        yield number, path


def look(path: Path) -> Examined:
    before = path.read_bytes()
    examined = examine(str(path), UNGUARDED, NOW)
    assert path.read_bytes() == before
    return examined


def is_wrong(examined: Examined) -> bool:
    return any(each.severity == "wrong" for each in examined.findings)


@pytest.mark.parametrize("kind", DAMAGES)
def test_damage_is_seen_or_harmless_and_what_is_derived_is_mended(whole: Path, tmp_path: Path, kind: str) -> None:
    good, whose, counts = tables(whole), owners(whole), Counter[str]()
    for number, path in damaged(whole, tmp_path, kind):
        sort = {"sqlite_schema": "of the schema", "event": "of events"}.get(whose.get(number, ""), "derived")
        if not is_wrong(look(path)):
            assert tables(path) == good
            counts[f"{sort}: harmless"] += 1
            continue
        list(mend(str(path), UNGUARDED, NOW, ()))
        is_mended = not is_wrong(look(path))
        assert not is_mended or tables(path) == good
        assert is_mended or sort != "derived"
        counts[f"{sort}: {'mended' if is_mended else 'seen, and left as it is'}"] += 1
    print(f"{kind}: {dict(counts)}")  # noqa: T201 - the counts are the result
    assert counts["derived: mended"] > 10


@pytest.mark.parametrize("kind", DAMAGES)
def test_every_event_whose_own_pages_are_whole_is_rescued_and_none_is_made_up(
    whole: Path, tmp_path: Path, kind: str
) -> None:
    events, its_pages, counts = events_in(whole), own_pages(whole), Counter[str]()
    for number, path in damaged(whole, tmp_path, kind):
        before, new = path.read_bytes(), path.with_name("new.db")
        report = rescue(str(path), new)
        found = events_in(new)
        assert found <= events
        missing = {row[1] for row in events - found}
        assert [key for key in missing if number not in its_pages[key]] == []
        assert path.read_bytes() == before
        assert sorted(each.name for each in path.parent.iterdir() if each.name.startswith(".")) == []
        assert report.events == len(found)
        assert report.pages + report.odd >= bool(missing)  # damage inside a text breaks no page, but the event
        counts["pages"] += 1
        counts["events there"] += len(events)
        counts["rescued"] += len(found)
        counts["not whole"] += len(missing)
        counts["of them known by name"] += report.lost + report.odd
    print(f"{kind}: {dict(counts)}")  # noqa: T201 - the counts are the result
    assert counts["rescued"] > 0.9 * counts["events there"]
    assert counts["not whole"] > 0


def test_a_rescued_database_is_one_like_any_other(whole: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    report = rescue(str(whole), new)
    assert tables(new) == tables(whole)
    assert not is_wrong(examine(str(new), UNGUARDED, NOW))
    assert [(each.user, each.events) for each in report.saved] == [("ada", 55), ("bo", 18)]
    assert (report.pages, report.odd, report.lost, report.odd_file) == (0, 0, 0, None)
    assert new.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("page", [1, 2, 9])
def test_what_is_in_the_journal_alone_is_rescued_with_the_rest(whole: Path, tmp_path: Path, page: int) -> None:
    """As it is left when the machine dies: the last events are in no other file."""
    path = tmp_path / "progress.db"
    path.write_bytes(whole.read_bytes())
    with closing(sqlite3.connect(path)) as reader:
        reader.execute("PRAGMA wal_autocheckpoint = 0")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM event").fetchone()  # who reads keeps the journal from being emptied
        late = write(str(path), fact("noted", "topic-1", text="the last words"), now=later(100))
        files = {each.name: each.read_bytes() for each in (path, tmp_path / "progress.db-wal")}
    torn = tmp_path / "torn"
    torn.mkdir()
    for name, content in files.items():
        (torn / name).write_bytes(content)
    content = files["progress.db"]
    broken = content[: (page - 1) * PAGE] + bytes(PAGE) + content[page * PAGE :]
    (torn / "progress.db").write_bytes(broken)
    assert late[0].id.encode() not in content
    rescue(str(torn / "progress.db"), torn / "new.db")
    assert late[0].id in {row[1] for row in events_in(torn / "new.db")}
    assert (torn / "progress.db").read_bytes() == broken
    assert (torn / "progress.db-wal").read_bytes() == files["progress.db-wal"]


def test_what_is_no_event_stands_beside_the_new_database_with_every_word(whole: Path, tmp_path: Path) -> None:
    path, new = tmp_path / "progress.db", tmp_path / "new.db"
    path.write_bytes(whole.read_bytes())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        key = connection.execute("SELECT id FROM event WHERE kind = 'noted' LIMIT 1").fetchone()[0]
        connection.execute("UPDATE event SET day = 'nonsense', data = '{\"text\":\"my words' WHERE id = ?", (key,))
    report = rescue(str(path), new)
    assert (report.odd, report.events) == (1, len(events_in(whole)) - 1)
    assert report.odd_file == f"{new}.odd.jsonl"
    said = Path(report.odd_file).read_text(encoding="utf-8")
    assert key in said
    assert "my words" in said


def test_nothing_is_rescued_over_what_is_there_or_out_of_nothing(whole: Path, tmp_path: Path) -> None:
    new, none = tmp_path / "new.db", tmp_path / "none.db"
    new.write_bytes(b"mine")
    with pytest.raises(CannotBeDone, match="exists already"):
        rescue(str(whole), new)
    assert new.read_bytes() == b"mine"
    none.write_bytes(b"no database at all" * 1000)
    with pytest.raises(DatabaseUnusable, match=r"nothing in .* can be read"):
        rescue(str(none), tmp_path / "other.db")
    assert sorted(each.name for each in tmp_path.glob("*.db*")) == ["new.db", "none.db", "none.db.lock"]


def test_a_rename_leaves_nothing_that_is_rescued_under_the_old_name(whole: Path, tmp_path: Path) -> None:
    path, new = tmp_path / "progress.db", tmp_path / "new.db"
    path.write_bytes(whole.read_bytes())
    with storage.writing(str(path)) as store:
        store.rename_user("bo", "somebody-with-a-name-that-is-much-longer-than-before")
    content = path.read_bytes()
    root = next(number for number, name in owners(path).items() if name == "event")
    path.write_bytes(content[: (root - 1) * PAGE] + bytes(PAGE) + content[root * PAGE :])
    report: RescueReport = rescue(str(path), new)
    assert {each.user for each in report.saved} == {"ada", "somebody-with-a-name-that-is-much-longer-than-before"}
    assert report.events == len(events_in(whole))


def members_of(path: Path) -> list[Member]:
    with storage.reading(str(path)) as store:
        return store.cohort.members("spring")


@pytest.mark.parametrize("lost", [0, 1, "members"])
def test_who_is_in_a_group_is_rescued_where_it_can_be_read(whole: Path, tmp_path: Path, lost: int | str) -> None:
    """With a sound database, without its first page, and without one of those in the middle of its groups."""
    path, new = tmp_path / "grouped.db", tmp_path / "new.db"
    path.write_bytes(whole.read_bytes())
    everybody = [Member(f"learner {number:04} of many", "spring") for number in range(400)]
    with storage.writing(str(path)) as store:
        store.cohort.add(everybody)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    its = sorted(number for number, name in owners(path).items() if name == "membership")
    content = path.read_bytes()
    page = its[len(its) // 2] if lost == "members" else int(lost)
    first = max(page - 1, 0) * PAGE
    path.write_bytes(content[:first] + bytes(PAGE if page else 0) + content[first + (PAGE if page else 0) :])
    report = rescue(str(path), new)
    found = members_of(new)
    assert set(found) <= set(everybody)
    assert report.members == len(found)
    if lost == "members":
        assert {found[0], found[-1]} == {everybody[0], everybody[-1]}
        assert len(found) > len(everybody) // 2
    else:
        assert found == everybody


def test_rows_of_a_merge_out_of_order_are_rescued_too(whole: Path, tmp_path: Path) -> None:
    path, new = tmp_path / "progress.db", tmp_path / "new.db"
    with storage.reading(str(whole)) as store:
        events = [each for user in ("ada", "bo") for each in store.events(user, "r")]
    merge(str(path), reversed(events))
    rescue(str(path), new)
    assert events_in(new) == events_in(whole)


def test_the_pages_of_a_large_history_are_all_read(whole: Path) -> None:
    """The reader of pages sees what SQLite sees, without it."""
    file = pages.file_of(whole.read_bytes())
    assert {cell[:-1] for leaf in pages.leaves(file, {11}) for cell in leaf.cells} == events_in(whole)
    assert pages.free(file) == frozenset()


@pytest.mark.parametrize("content", [b"", b"x", b"SQLite format 3\0", bytes(10_000), b"\x0d" * 9000, b"\xff" * 9000])
def test_any_bytes_at_all_have_no_pages_that_stop_the_reader(content: bytes) -> None:
    file = pages.file_of(content)
    assert list(pages.leaves(file, {9, 11})) == []
    assert pages.free(file) == frozenset()


@given(seed=st.integers(0, 2**32), size=st.sampled_from([512, 1024, 4096]))
def test_random_pages_stop_nobody(seed: int, size: int) -> None:
    draw = random.Random(seed)
    content = b"".join(bytes([0x0D]) + draw.randbytes(size - 1) for _ in range(4))
    file = pages.file_of(content, size)
    list(pages.leaves(file, {9, 11}))
    pages.free(file)
