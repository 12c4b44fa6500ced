"""A shared database under load: what a learner's `status`, a `done` and a mentor's page cost, beside the same by hand.

    python tests/benchmarks/server.py                             1,000, 10,000 and 100,000 learners: about 40 minutes
    python tests/benchmarks/server.py --learners 1000 --seconds 3 a first look, in two minutes
    python tests/benchmarks/server.py --docs                      and docs/scale.md has these figures from then on

    --learners N,N  --clients N,N  --seconds N    how many there are, how many ask at once, and for how long
    --partitions N                                with tables spread by user over so many parts
    --kill N                                      stop the server at once so often in the load; 0: not at all
    --statements                                  tell what each statement costs the server
    --within FOLDER                               where its data is to be: on a disk, or the disk is not measured
    --json FILE                                   the tables

PostgreSQL is started for it as its packages come, and reached by a socket of this machine. The start-up of a command is not
in it: tests/benchmarks/bench.py measures that.
"""

import argparse
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "helpers")]
from benchmarks import layout, server_layout, server_log, server_parts  # noqa: E402
from benchmarks.server_parts import Place  # noqa: E402
from benchmarks.tables import Line, as_json, markdown, renewed, told  # noqa: E402
from postgres_helpers import Cluster, own_cluster  # noqa: E402 - found by the line above

PAGE = ROOT / "docs" / "scale.md"
WITHIN = Path("/var/tmp")  # noqa: S108 - which is on a disk, as /tmp need not be


def main(words: Sequence[str]) -> None:
    wanted = arguments(words)
    began = time.perf_counter()
    lines: dict[str, list[Line]] = {part: [] for part in server_layout.PARTS}
    found: dict[str, float] = {}
    with home(), own_cluster(server_log.SETTING, within=wanted.within) as cluster:
        for learners in wanted.learners:
            with database(cluster, learners, wanted) as place:
                for part, line in server_parts.of(place, wanted.kill if learners == wanted.learners[0] else 0, found):
                    lines[part].append(line)
                    print(f"{part:<14} {line.name:<38} {' | '.join(told(cell) for cell in line.cells)}", flush=True)
                    keep(lines, wanted, machine(cluster))
    print(f"\n{(time.perf_counter() - began) / 60:.0f} minutes")


def arguments(words: Sequence[str]) -> argparse.Namespace:
    def numbers(text: str) -> tuple[int, ...]:
        return tuple(int(each) for each in text.split(","))

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=numbers, default=server_layout.LEARNERS)
    parser.add_argument("--clients", type=numbers, default=server_layout.CLIENTS)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--partitions", type=int, default=0)
    parser.add_argument("--kill", type=int, default=12)
    parser.add_argument("--statements", action="store_true")
    parser.add_argument("--within", type=Path, default=WITHIN)
    parser.add_argument("--docs", action="store_true")
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args(words)
    if wanted.docs and wanted.partitions:
        parser.error("the page tells of tables that are whole: --docs without --partitions")
    return wanted


@contextmanager
def home() -> Iterator[None]:
    """Nothing of whoever measures is read, and nothing is left with them."""
    with TemporaryDirectory() as folder:
        for name in ("DATA", "CONFIG", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = str(Path(folder) / name.lower())
        os.environ["ROADMAP_DEVICE"] = "laptop.k3f9a2"
        yield


@contextmanager
def database(cluster: Cluster, learners: int, wanted: argparse.Namespace) -> Iterator[Place]:
    name = f"of_{learners}"
    admin = cluster.connection("postgres")
    admin.execute(f"CREATE DATABASE {name}")
    yield Place(
        cluster=cluster,
        name=name,
        learners=learners,
        fewest=min(wanted.learners),
        clients=wanted.clients,
        seconds=wanted.seconds,
        partitions=wanted.partitions,
        tells_statements=wanted.statements,
    )
    cluster.connections.pop(name).close()
    cluster.connection("postgres").execute(f"DROP DATABASE {name} WITH (FORCE)")


def machine(cluster: Cluster) -> dict[str, str]:
    ((version,),) = cluster.connection("postgres").execute("SHOW server_version").fetchall()
    return {**layout.machine(), "postgresql": version, "disk": f"{shutil.disk_usage(cluster.folder).total >> 30} GiB"}


def keep(lines: dict[str, list[Line]], wanted: argparse.Namespace, machine: dict[str, str]) -> None:
    """At once: what comes next may be interrupted."""
    tables = [server_layout.table(part, its) for part, its in lines.items() if its]
    if wanted.json:
        wanted.json.write_text(json.dumps(as_json(tables, machine), indent=1), encoding="utf-8")
    if wanted.docs:
        page = PAGE.read_text(encoding="utf-8")
        for each in tables:
            page = renewed(page, each.part, f"{told_of(machine)}\n\n{markdown(each)}")
        PAGE.write_text(page, encoding="utf-8")


def told_of(machine: dict[str, str]) -> str:
    return (
        f"Measured on {machine['date']} with PostgreSQL {machine['postgresql']} and {machine['python']}"
        f" on {machine['system']}, {machine['processor']}, which the clients share with the server."
    )


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # by which its clients end, and the server
    main(sys.argv[1:])
