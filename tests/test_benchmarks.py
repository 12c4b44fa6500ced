"""The benchmark has a row for every command, each of which can be repeated, and the page of its figures is as it writes it."""

import re
import shlex
import sys
from pathlib import Path

import pytest
from benchmarks import homes, layout, parts, peers, rows, tables
from benchmarks.layout import PARTS, Part
from benchmarks.measure import Command, DidNotEnd, Patience, Runner, Side, Spread, in_turn, ratio, spread
from benchmarks.rows import Row
from benchmarks.tables import Cell, Line, Table
from conftest import Cli

from roadmap_cli.cli.table import NAMES

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/performance.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
ROWS = {
    "commands": [parts.BARE_NAME, parts.FLOOR_NAME, *(row.name for row in rows.COMMANDS)],
    "whole": [row.name for row in rows.WHOLE],
    "cards": [row.name for row in rows.CARDS],
    "job": [row.name for row in rows.JOB],
    "topics": [row.name for row in rows.TOPICS],
    "doctor": [parts.with_events(size) for size in (100, 100_000)],
}
ONCE = Patience(rounds=2, budget=60, process=60, uncounted=0)


def between(page: str, name: str) -> str:
    return page.partition(f"<!-- {name} -->")[2].partition(f"<!-- /{name} -->")[0]


def lines_of(part: str) -> list[list[str]]:
    lines = [line for line in between(PAGE, part).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def python(folder: Path, code: str) -> Side:
    return Side(Command((sys.executable, "-c", code), {}, folder))


def test_every_command_has_a_row() -> None:
    measured = {row.words.partition(" ")[0] for row in (*rows.COMMANDS, *rows.WHOLE)}
    assert measured - {""} == set(NAMES)


def test_every_name_of_a_row_is_its_own() -> None:
    for names in ROWS.values():
        assert [name for name in names if names.count(name) > 1] == []


@pytest.mark.slow
@pytest.mark.process
def test_every_row_succeeds_and_leaves_the_topics_as_they_were(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "files").mkdir()
    for name, text in homes.FILES.items():
        (tmp_path / "files" / name).write_text(text, encoding="utf-8")

    def run(words: str) -> int:
        return cli(*shlex.split(words.replace("{files}", str(tmp_path / "files")))).code

    assert [words for words in rows.KIT if run(words) != 0] == []
    before = cli("list --json").out
    for row in [row for row in rows.COMMANDS if not row.variables]:
        assert [words for words in row.before if run(words) != 0] == [], row.name
        assert run(row.words) in row.codes, row.name
        assert [words for words in row.after if run(words) != 0] == [], row.name
        assert cli("list --json").out == before, row.name
    assert [words for words in (rows.ARCHIVE, *(row.words for row in rows.WHOLE)) if run(words) != 0] == []


def test_a_table_has_its_figures_with_their_spread_and_marks_what_exceeds_its_limit() -> None:
    cells = (
        Cell(Spread(12.34, 11.0, 13.01, 21), limit=12.0),
        Cell(Spread(0.5, 0.4, 0.6, 21), limit=1.5),
        Cell(Spread(1301.2, 1300.0, 1302.0, 3), whole=True, spread=False),
        Cell(Spread(2.0, 2.0, 2.0, 1)),
        Cell("failed: exit code 1, a | b"),
        Cell(tables.NOTHING),
    )
    table = Table(part="one", title="One", text="Of it.", columns=tuple("abcdef"), lines=(Line("`x`", cells),))
    assert tables.markdown(table) == (
        "### One\n\nOf it.\n\n"
        "|  | a | b | c | d | e | f |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n"
        "| `x` | **12.3 (11.0 to 13.0)** | 0.50 (0.40 to 0.60) | 1,301 | 2.00 | failed: exit code 1, a / b | - |\n"
    )
    assert all(tables.CELL.fullmatch(tables.told(cell)) for cell in cells)
    (told,) = tables.as_json([table], {"date": "2026-11-29"})["tables"]
    assert told["lines"][0]["cells"][0] == {
        "median": 12.34,
        "low": 11.0,
        "high": 13.01,
        "rounds": 21,
        "limit": 12.0,
        "exceeds": True,
    }


def test_a_page_is_renewed_between_its_markers_alone() -> None:
    page = "before\n<!-- a -->\nold\n<!-- /a -->\n<!-- b -->\n<!-- /b -->\nbehind\n"
    assert tables.renewed(page, "a", "new\n") == page.replace("old", "new")
    with pytest.raises(ValueError, match="no place for c"):
        tables.renewed(page, "c", "new")


@pytest.mark.parametrize("part", PARTS, ids=[part.name for part in PARTS])
def test_the_page_has_every_table_in_the_form_that_the_benchmark_writes(part: Part) -> None:
    bench = parts.Bench(
        runner=None, folder=ROOT, patience=ONCE, sizes=layout.SIZES, topics=layout.TOPICS, items=layout.ITEMS
    )
    head, rule, *body = lines_of(part.name)
    assert f"### {part.title}\n\n{part.text}\n" in between(PAGE, part.name)
    assert head == ["", *part.columns(bench)]
    assert len(rule) == len(head)
    assert {len(line) for line in body} == {len(head)}
    assert [cell for _, *cells in body for cell in cells if not tables.CELL.fullmatch(cell)] == []
    if part.name in ROWS:
        assert [name for name, *_ in body] == ROWS[part.name]


def test_the_page_has_every_other_program_installed_or_not() -> None:
    names = [name for name, *_ in lines_of("peers")[2:]]
    assert names[: len(rows.BESIDE)] == [row.name for row in rows.BESIDE]
    assert [peer.name for peer in peers.PEERS if not any(name.startswith(peer.name) for name in names)] == []


def test_the_readme_tells_two_lines_of_the_page() -> None:
    said = between(README, "performance").strip()
    figures = re.findall(r"\d+\.\d+", said)
    assert len(said.splitlines()) == 2
    assert "](docs/performance.md)" in said
    assert figures
    assert [figure for figure in figures if figure not in between(PAGE, "commands")] == []


def test_the_summary_says_what_the_table_does() -> None:
    figures = [Cell(Spread(value, value, value, 21)) for value in (1.25, 9.5, 12.0)]
    lines = tuple(
        Line(name, (figure, Cell(Spread(1.1, 1.1, 1.1, 3)), Cell(tables.NOTHING)))
        for name, figure in zip(layout.SUMMED, figures, strict=True)
    )
    said = layout.summary(Table(part="commands", title="", text="", columns=("a", "b", "c"), lines=lines))
    assert re.findall(r"\d+\.\d+", said) == ["1.25", "9.50", "12.0", "1.10"]


@pytest.mark.process
def test_the_cost_of_a_process_is_its_own(tmp_path: Path) -> None:
    """However large the process is that asks for it."""
    large = bytearray(100_000_000)
    with Runner(tmp_path / "stderr") as runner:
        small = runner.cost(python(tmp_path, "pass").command, 60)
        grown = runner.cost(python(tmp_path, "bytearray(60_000_000)").command, 60)
    assert 0 < small.peak < 50 < grown.peak < len(large) / 2**20
    assert small.cpu > 0


@pytest.mark.process
def test_a_process_that_fails_or_does_not_end_says_so(tmp_path: Path) -> None:
    with Runner(tmp_path / "stderr") as runner:
        with pytest.raises(DidNotEnd, match=r"^failed: exit code 1, ValueError: no$"):
            runner.cost(python(tmp_path, "raise ValueError('no')").command, 60)
        with pytest.raises(DidNotEnd, match=r"^over 1 s$"):
            runner.cost(python(tmp_path, "while True: pass").command, 1)
        assert runner.cost(python(tmp_path, "exit(3)").command._replace(codes=(3,)), 60).wall > 0


@pytest.mark.process
def test_sides_take_turns_and_one_that_fails_is_left_out(tmp_path: Path) -> None:
    says = "open('said', 'a').write('{} ')"
    one = python(tmp_path, says.format("a"))._replace(
        before=(python(tmp_path, says.format("before")).command,),
        after=(python(tmp_path, says.format("after")).command,),
    )
    with Runner(tmp_path / "stderr") as runner:
        good, bad = in_turn(runner, [one, python(tmp_path, f"{says.format('b')}; exit(1)")], ONCE)
    assert (tmp_path / "said").read_text() == "before a after b before a after "
    assert (len(good.costs), good.failed) == (2, "")
    assert bad.failed == "failed: exit code 1"
    assert ratio(bad, good) == bad.failed
    assert ratio(good, bad) == f"nothing to compare with: {bad.failed}"


@pytest.mark.process
def test_a_side_that_has_used_up_its_time_counts_once(tmp_path: Path) -> None:
    with Runner(tmp_path / "stderr") as runner:
        one, other = in_turn(runner, [python(tmp_path, "pass")] * 2, ONCE._replace(rounds=3, budget=0, uncounted=1))
    assert (len(one.costs), len(other.costs)) == (1, 1)
    assert ratio(one, other).rounds == 1


def test_a_spread_is_the_median_with_its_quartiles() -> None:
    assert spread([5.0, 1.0, 2.0, 4.0, 3.0]) == Spread(3.0, 2.0, 4.0, 5)
    assert spread([7.0]) == Spread(7.0, 7.0, 7.0, 1)


def test_a_row_that_is_repeated_alone_may_be_answered_from_a_memo(tmp_path: Path) -> None:
    kept, anew = (homes.side(tmp_path, Row("status", repeated=repeated)).command for repeated in (True, False))
    assert "ROADMAP_NO_MEMO" not in kept.environment
    assert anew.environment["ROADMAP_NO_MEMO"] == "1"
