"""The page of a shared database is as its benchmark writes it, and the log of a server is read as it is written."""

import re
from functools import partial
from multiprocessing.synchronize import Barrier
from pathlib import Path
from random import Random

import pytest
from benchmarks import server_layout, server_load, server_log, tables
from benchmarks.cohort_made_up import fill, name_of
from benchmarks.server_layout import PARTS, Part
from benchmarks.server_log import Step, Sum
from benchmarks.server_sides import builtin
from conftest import NOW
from postgres_helpers import asked, changed, postgres

from roadmap_cli import storage

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/scale.md").read_text(encoding="utf-8")
LOG = """\
12|LOG:  duration: 0.250 ms  statement: BEGIN
roadmap 3|LOG:  duration: 0.500 ms  parse <unnamed>: SELECT seal.part,
\t        seal.name
\tFROM seal
roadmap 3|LOG:  duration: 1.000 ms  bind <unnamed>: SELECT seal.part,
\t        seal.name
\tFROM seal
roadmap 3|LOG:  duration: 2.000 ms  execute <unnamed>: SELECT seal.part,
\t        seal.name
\tFROM seal
|LOG:  checkpoint starting: time
roadmap 3|ERROR:  no such thing
\tof all
roadmap 3|LOG:  duration: 4.000 ms  statement: COMMIT
"""


def body_of(part: str) -> list[list[str]]:
    its = PAGE.partition(f"<!-- {part} -->")[2].partition(f"<!-- /{part} -->")[0]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in its.splitlines() if line[:1] == "|"]


@pytest.mark.parametrize("part", PARTS.values(), ids=PARTS)
def test_the_page_has_every_table_in_the_form_that_the_benchmark_writes(part: Part) -> None:
    head, _, *body = body_of(part.name)
    assert f"### {part.title}\n\n{part.text}\n" in PAGE
    assert head == ["", *part.columns]
    assert {len(line) for line in body} == {len(head)}
    assert [cell for _, *cells in body for cell in cells if not tables.CELL.fullmatch(cell)] == []


@pytest.mark.parametrize("part", [part for part in PARTS if part != "killed"])
def test_the_lines_of_a_table_are_in_their_order(part: str) -> None:
    names, told = server_layout.names(part), [name for name, *_ in body_of(part)[2:]]
    assert told
    assert told == [name for name in names if name in told]


def test_the_page_tells_how_often_the_server_was_stopped() -> None:
    ((name, *_),) = body_of("killed")[2:]
    times, clients, learners = (int(each.replace(",", "")) for each in re.findall(r"[\d,]+\d|\d", name))
    assert name == server_layout.killed_name(times, clients, learners)


def test_a_statement_is_read_from_all_lines_of_the_log_that_tell_of_it() -> None:
    words = "SELECT seal.part, seal.name FROM seal"
    found = list(server_log.steps(LOG.splitlines(keepends=True)))
    assert found == [
        Step(who="12", milliseconds=0.25, asks=True, words="BEGIN"),
        Step(who="roadmap 3", milliseconds=0.5, asks=False, words=words),
        Step(who="roadmap 3", milliseconds=1.0, asks=False, words=words),
        Step(who="roadmap 3", milliseconds=2.0, asks=True, words=words),
        Step(who="roadmap 3", milliseconds=4.0, asks=True, words="COMMIT"),
    ]
    assert server_log.by_name(found) == {"12": Sum(0.25, 1), "roadmap 3": Sum(7.5, 2)}
    assert server_log.by_statement(found)[words] == Sum(3.5, 1)


def test_the_learners_of_the_two_sides_are_others() -> None:
    draw = Random(1)
    even, odd = ({server_load.learner(draw, 7, odd=each) for _ in range(100)} for each in (False, True))
    assert even == set(map(name_of, (0, 2, 4)))
    assert odd == set(map(name_of, (1, 3, 5)))


@pytest.mark.process
def test_clients_begin_together_and_each_is_heard() -> None:
    def work(number: int, barrier: Barrier, of: int) -> tuple[int, int]:
        barrier.wait(timeout=60)
        return number, of

    assert sorted(server_load.from_clients(3, partial(work, of=9))) == [(0, 9), (1, 9), (2, 9)]


@pytest.mark.process
def test_a_cohort_that_is_copied_on_a_server_is_as_if_each_had_recorded_it(tmp_path: Path) -> None:
    path = tmp_path / "progress.db"
    database, roadmap = postgres(path), builtin().roadmap.id
    changed(path)
    indexes = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
    before = asked(path, indexes)
    fill(database, 5, NOW, processes=2, models=2)
    assert asked(path, indexes) == before
    counted = "SELECT to_regnamespace('made_up'), count(*) = (SELECT reltuples FROM pg_class WHERE relname = 'event') FROM event"
    assert asked(path, counted) == [(None, True)]
    with storage.reading(database) as store:
        users = list(store.users())
        assert users == [name_of(number) for number in range(5)]
        assert [store.unsealed(user, roadmap) for user in users] == [[]] * 5
        said = [[(each.id, each.data) for each in store.events(user, roadmap)] for user in users]
        groups = [[each.group for each in store.cohort.groups_of(user)] for user in users]
    assert said == [*said[:2], *said[:2], said[0]]
    assert groups == [["autumn"], ["evening"], ["spring"], ["autumn"], ["evening"]]
    assert dict(asked(path, 'SELECT "user", count(*) FROM summary GROUP BY 1')) == dict.fromkeys(users, 1)
