"""What the program costs beside a bare interpreter, beside itself with a long history, and beside other programs.

    python tests/benchmarks/bench.py                    all of it, less than 40 minutes
    python tests/benchmarks/bench.py --quick            fewer rounds and parts, no million, in less than five
    python tests/benchmarks/bench.py commands peers     only these parts
    python tests/benchmarks/bench.py --docs             and docs/performance.md has these figures from then on

    --runs N                     rounds of a row, 21 unless said
    --markdown FILE, --json FILE the tables
    --keep FOLDER                make histories there, or take those that are there

Parts: commands, whole, cards, job, topics, doctor, peers. How it is measured stands in docs/performance.md. POSIX only:
the accounting is the operating system's own.
"""

import argparse
import compileall
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import roadmap_cli

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))
from benchmarks import layout, parts  # noqa: E402 - found by the line above
from benchmarks.measure import Patience, Runner  # noqa: E402
from benchmarks.tables import Cell, Line, Table, as_json, markdown, renewed, told  # noqa: E402

QUICK = ("commands", "whole", "topics", "peers")
PAGE, README = ROOT / "docs" / "performance.md", ROOT / "README.md"


def main(words: Sequence[str]) -> None:
    wanted = arguments(words)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    compileall.compile_dir(Path(roadmap_cli.__file__).parent, quiet=1)
    began = time.perf_counter()
    with folder(wanted.keep) as place, Runner(place / "stderr") as runner:
        bench = (quick if wanted.quick else thorough)(runner, place, wanted.runs)
        names = wanted.parts or (QUICK if wanted.quick else [part.name for part in layout.PARTS])
        tables = []
        for part in layout.PARTS:
            if part.name in names:
                tables.append(measured(part, bench))
                keep(tables, wanted)  # at once: what comes next may be interrupted
    print(f"\n{(time.perf_counter() - began) / 60:.0f} minutes")


def arguments(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--runs", type=int)
    parser.add_argument("--docs", action="store_true")
    parser.add_argument("--markdown", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--keep", type=Path)
    wanted = parser.parse_args(words)
    if unknown := set(wanted.parts) - {part.name for part in layout.PARTS}:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if wanted.docs and wanted.quick:
        parser.error("the page holds what was measured at leisure: --docs without --quick")
    return wanted


@contextmanager
def folder(kept: Path | None) -> Iterator[Path]:
    if kept is None:
        with tempfile.TemporaryDirectory() as name:
            yield Path(name)
    else:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.absolute()


def quick(runner: Runner, place: Path, runs: int | None) -> parts.Bench:
    patience = Patience(rounds=runs or 3, budget=4, process=20)
    return parts.Bench(runner, place, patience, sizes=(100_000,), topics=(10_000,), items=(10, 1_000))


def thorough(runner: Runner, place: Path, runs: int | None) -> parts.Bench:
    patience = Patience(rounds=runs or 21, budget=60, process=60)
    return parts.Bench(runner, place, patience, layout.SIZES, layout.TOPICS, layout.ITEMS)


def measured(part: layout.Part, bench: parts.Bench) -> Table:
    """Its lines are printed as they come. What stops a part is told, and ends only that part."""
    columns = part.columns(bench)
    print(f"\n{part.title}\n  {'; '.join(columns)}", flush=True)
    lines = []
    try:
        for line in part.lines(bench):
            lines.append(line)
            print(f"  {line.name:<58} {' | '.join(told(cell) for cell in line.cells)}", flush=True)
    except Exception as error:  # noqa: BLE001 - hours of figures are not lost to one fault
        lines.append(Line("the rest", (Cell(f"failed: {error}"), *[Cell("-")] * (len(columns) - 1))))
        print(f"  failed: {error!r}", flush=True)
    return Table(part=part.name, title=part.title, text=part.text, columns=columns, lines=tuple(lines))


def keep(tables: Sequence[Table], wanted: argparse.Namespace) -> None:
    machine = layout.machine()
    if wanted.markdown:
        wanted.markdown.write_text("\n".join(markdown(table) for table in tables), encoding="utf-8")
    if wanted.json:
        wanted.json.write_text(json.dumps(as_json(tables, machine), indent=1), encoding="utf-8")
    if wanted.docs:
        for table in tables:
            renew(PAGE, table.part, f"{layout.told_of(machine)}\n\n{markdown(table)}")
            if table.part == "commands":
                renew(README, "performance", layout.summary(table))


def renew(page: Path, name: str, text: str) -> None:
    page.write_text(renewed(page.read_text(encoding="utf-8"), name, text), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
