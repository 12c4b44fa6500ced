"""The parts of the benchmark, but for that of peers: each measures its rows, and gives them one by one."""

import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import homes, made_up, rows
from benchmarks.measure import Cost, Patience, Runner, Side, Spread, Taken, in_turn, peak, ratio, spread
from benchmarks.peers import PEERS, NotThere, Peer, installed, version
from benchmarks.peers import side as side_of
from benchmarks.rows import Row
from benchmarks.tables import NOTHING, Cell, Line

SETTLED = 2.2
"""Seconds after which a file is old enough for a memo to rely on it."""
CARDS = 5_000
ANSWERS = 300
MOST_MEMORY = 150.0
MOST_TOPICS = 2.0
MOST_CHECKS = 10.0
MOST_WITHIN = 100_000
"""Events of the largest record that the doctor is measured with by itself."""
LONGER = 5
"""How much longer a command may take whose answer is the whole history."""
MOST_PREPARING = 300
"""Seconds that a peer has to make what it keeps of its data."""
FLOOR_NAME = "importing Typer, Rich, sqlite3, json"
BARE_NAME = "`python -I -c pass`"


class Bench(NamedTuple):
    """`sizes` are numbers of events and `topics` of topics; `items` is what a peer holds."""

    runner: Runner
    folder: Path
    patience: Patience
    sizes: tuple[int, ...]
    topics: tuple[int, ...]
    items: tuple[int, ...]


def wall(cost: Cost) -> float:
    return cost.wall


def with_events(number: int) -> str:
    return f"{number:,} events"


def commands(bench: Bench) -> Iterator[Line]:
    """Each command in turn with a bare interpreter, the floor, and itself in homes with a history."""
    fresh = homes.made(bench.folder, "events", 0)
    full = [homes.made(bench.folder, "events", size) for size in bench.sizes]
    yield from references(bench, fresh)
    for row in rows.COMMANDS:
        sides = [homes.side(home, row) for home in (homes.pristine(fresh), *full)]
        if row.repeated:
            settle(bench, sides)
        reference = [homes.bare(fresh), homes.floor(fresh)]
        patience = bench.patience if row.has_limit else fewer(bench.patience)
        bare, floor, none, *grown = in_turn(bench.runner, [*reference, *sides], patience)
        largest = peak(grown[-1]) if grown else NOTHING
        cells = [*costs(row, bare, floor, none), *(Cell(ratio(each, none), limit=rows.FLAT) for each in grown)]
        yield Line(row.name, (*cells, Cell(largest, whole=True, spread=False)))


def fewer(patience: Patience) -> Patience:
    """For what nobody runs every evening."""
    return patience._replace(rounds=max(1, patience.rounds // 3))


def references(bench: Bench, home: Path) -> Iterator[Line]:
    """Each beside itself, too: that is what the figures below can be off by."""
    sides = [homes.bare(home), homes.floor(home)] * 2
    bare, floor, *again = in_turn(bench.runner, sides, bench.patience)
    empty = [Cell(NOTHING)] * (len(bench.sizes) + 1)
    for name, taken in zip((BARE_NAME, FLOOR_NAME), again, strict=True):
        yield Line(name, (*costs(Row(""), bare, floor, taken), *empty))


def costs(row: Row, bare: Taken, floor: Taken, taken: Taken) -> tuple[Cell, ...]:
    """CPU as a multiple of a bare interpreter and of the floor, wall time as one of a bare interpreter, peak memory."""
    return (
        Cell(ratio(taken, bare), limit=row.bare),
        Cell(ratio(taken, floor), limit=row.floor),
        Cell(ratio(taken, bare, wall), spread=False),
        Cell(peak(taken), whole=True, spread=False),
    )


def settle(bench: Bench, sides: Sequence[Side]) -> None:
    """Once, a while later twice more: from then on a look is answered from what was kept."""
    every = [each.command for each in sides]
    bench.runner.prepare(every, bench.patience.process)
    time.sleep(SETTLED)
    bench.runner.prepare([*every, *every], bench.patience.process)


def cards(bench: Bench) -> Iterator[Line]:
    return records(bench, "cards", CARDS, rows.CARDS)


def job(bench: Bench) -> Iterator[Line]:
    return records(bench, "job", ANSWERS, rows.JOB)


def records(bench: Bench, kind: str, number: int, wanted: Sequence[Row]) -> Iterator[Line]:
    """With a record of this kind, in turn with a home without."""
    fresh, full = homes.made(bench.folder, "events", 0), homes.made(bench.folder, kind, number)
    for row in wanted:
        sides = [homes.side(home, row) for home in (homes.pristine(fresh), full)]
        bare, floor, none, taken = in_turn(
            bench.runner, [homes.bare(fresh), homes.floor(fresh), *sides], bench.patience
        )
        yield Line(row.name, (*costs(row, bare, floor, taken), Cell(ratio(taken, none))))


def topics(bench: Bench) -> Iterator[Line]:
    """With made-up roadmaps, in turn with the built-in one."""
    home = homes.made(bench.folder, "events", 0)
    files = [roadmap_file(bench.folder, number) for number in bench.topics]
    for row in rows.TOPICS:
        sides = [homes.side(home, row), *(homes.side(home, row, "--file", str(file)) for file in files)]
        few, *many = in_turn(bench.runner, sides, bench.patience)
        limit = MOST_TOPICS if row.words in {"status", "next"} else None
        yield Line(row.name, tuple(each for taken in many for each in grown(taken, few, limit)))


def grown(taken: Taken, few: Taken, limit: float | None) -> tuple[Cell, Cell]:
    return Cell(ratio(taken, few), limit=limit), Cell(peak(taken), whole=True, spread=False)


def roadmap_file(folder: Path, number: int) -> Path:
    file = folder / f"{number}.toml"
    if not file.exists():
        file.write_text(made_up.roadmap_file(number), encoding="utf-8")
    return file


def whole(bench: Bench) -> Iterator[Line]:
    """CPU per thousand events over that of the same with none, and peak memory; linear if it is the same at every size."""
    fresh = homes.pristine(homes.made(bench.folder, "events", 0))
    full = {size: homes.made(bench.folder, "events", size) for size in bench.sizes}
    for home in (fresh, *full.values()):
        bench.runner.prepare([homes.roadmap(home, rows.ARCHIVE)], bench.patience.process * LONGER)
    for row in rows.WHOLE:
        cells = []
        for size, home in full.items():
            few = slow(bench.patience, size)
            sides = [homes.bare(fresh), whole_side(fresh, row), whole_side(home, row)]
            bare, none, taken = in_turn(bench.runner, sides, few)
            cells += [Cell(per_thousand(size, bare, none, taken)), Cell(peak(taken), limit=MOST_MEMORY, whole=True)]
        yield Line(row.name, tuple(cells))


def slow(patience: Patience, size: int) -> Patience:
    """For what takes the longer the more events there are."""
    return Patience(
        rounds=max(1, patience.rounds * 15_000 // size),
        budget=patience.budget,
        process=patience.process * LONGER,
        uncounted=0,
    )


def per_thousand(size: int, bare: Taken, none: Taken, taken: Taken) -> Spread | str:
    """In bare interpreters."""
    if failed := taken.failed or none.failed or bare.failed:
        return failed
    rounds = zip(bare.costs, none.costs, taken.costs, strict=False)
    return spread([(all_.cpu - few.cpu) / one.cpu / size * 1000 for one, few, all_ in rounds])


def whole_side(home: Path, row: rows.Whole) -> Side:
    """A home that it leaves as another one is a copy."""
    place = home.with_name("new") if row.fresh else home.with_name("copy") if row.copied else home
    command = homes.roadmap(home, row.words)._replace(environment=homes.environment(place))
    before = homes.emptied(place) if row.fresh else homes.copied(home, place) if row.copied else ()
    return Side(command, (*before, *homes.forgotten(place)) if row.forgets else before)


CHECK = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('PRAGMA integrity_check').fetchall()"
WITHIN = """\
import sqlite3, statistics, sys, time
from datetime import UTC, datetime
from roadmap_cli.storage.doctor import examine
from roadmap_cli.storage.guard import UNGUARDED
def cost(action):
    before = time.process_time()
    action()
    return time.process_time() - before
def check():
    sqlite3.connect(sys.argv[1]).execute("PRAGMA integrity_check").fetchall()
def doctor():
    examine(sys.argv[1], UNGUARDED, datetime.now(UTC))
doctor()
print(*(cost(doctor) / cost(check) for _ in range(7)))
"""


def doctor(bench: Bench) -> Iterator[Line]:
    """A process that starts is the most of it where there are few events, so the part within is measured, too."""
    for size in (100, *(each for each in bench.sizes if each <= MOST_WITHIN)):
        home = homes.made(bench.folder, "events", size)
        check = homes.python(home, "-c", CHECK, str(homes.database(home)))
        checked, taken = in_turn(bench.runner, [check, homes.side(home, Row("doctor"))], bench.patience)
        yield Line(
            with_events(size), (Cell(ratio(taken, checked), limit=MOST_CHECKS), Cell(within(home), limit=MOST_CHECKS))
        )


def within(home: Path) -> Spread | str:
    words = homes.python(home, "-c", WITHIN, str(homes.database(home))).command.words
    done = subprocess.run(words, env=homes.environment(home), check=False, capture_output=True, text=True)
    if done.returncode:
        return f"failed: {done.stderr.strip().splitlines()[-1][:80]}"
    return spread([float(each) for each in done.stdout.split()])


def beside(bench: Bench) -> Iterator[Line]:
    """Other programs, and this one between them with as many events."""
    bare = homes.bare(homes.made(bench.folder, "events", 0))
    for row in rows.BESIDE:
        sides = [homes.side(homes.made(bench.folder, "events", number), row) for number in bench.items]
        if row.repeated:
            settle(bench, sides)
        yield of_items(row.name, in_turn(bench.runner, [bare, *sides], bench.patience))
    for peer in PEERS:
        yield from others(bench, bare, peer)


def others(bench: Bench, bare: Side, peer: Peer) -> Iterator[Line]:
    try:
        program = installed(peer)
        named = f"{peer.name} {version(peer, program)}"
    except NotThere as error:
        yield Line(peer.name, (Cell(str(error)), *[Cell(NOTHING)] * (len(bench.items) + 1)))
        return
    for words in peer.commands:
        sides = [side_of(peer, program, bench.folder, number, words) for number in bench.items]
        bench.runner.prepare([each.command for each in sides], MOST_PREPARING)
        yield of_items(f"{named}: `{' '.join(words)}`", in_turn(bench.runner, [bare, *sides], bench.patience))


def of_items(name: str, taken: Sequence[Taken]) -> Line:
    bare, *sizes = taken
    cpu = [Cell(ratio(each, bare)) for each in sizes]
    return Line(
        name, (*cpu, Cell(ratio(sizes[1], bare, wall), spread=False), Cell(peak(sizes[-1]), whole=True, spread=False))
    )
