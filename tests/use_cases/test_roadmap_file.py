"""A roadmap and its progress arrive together, or neither does, wherever the import that brings them is killed."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from cli_helpers import json_of
from conftest import Cli
from process_helpers import PATIENCE

from roadmap_cli import storage
from roadmap_cli.settings import arriving_file, roadmaps_folder
from roadmap_cli.use_cases import roadmap_file

INTERRUPTED_AT = Path(__file__).parents[1] / "helpers" / "interrupted_at.py"
PLACES = "use_cases/import_,use_cases/roadmap_file,files,storage/sqlite"
MOMENTS = 12
LIST = "# Trees\n\n## Roots\n\n- [x] Tap roots\n- [ ] Fungi\n"


@pytest.fixture
def trees(tmp_path: Path) -> Path:
    file = tmp_path / "trees.md"
    file.write_text(LIST, encoding="utf-8")
    return file


def killed(line: int, file: Path, name: str = "SIGKILL") -> subprocess.CompletedProcess[str]:
    words = ("import", str(file), "--yes")
    return subprocess.run(
        [sys.executable, str(INTERRUPTED_AT), name, str(line), "1", PLACES, *words],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=PATIENCE,
    )


def state(cli: Cli, database: Path) -> tuple[bool, int]:
    """Whether the roadmap is there, as the next command sees it, and how many events of it."""
    is_there = "trees" in [each["id"] for each in json_of(cli, "roadmaps")["roadmaps"]]
    with storage.reading(str(database)) as log:
        return is_there, len(log.events("ada", "trees"))


@pytest.mark.parametrize("signal", ["SIGKILL", "SIGINT"])
def test_neither_comes_without_the_other(cli: Cli, trees: Path, signal: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Counter[tuple[bool, int]]()
    lines = int(killed(0, trees).stderr.split("lines: ")[1])
    for line in range(2, lines, lines // MOMENTS):
        for each in roadmaps_folder().glob("trees*"):
            each.unlink()
        database = trees.with_name(f"{line}.db")
        monkeypatch.setenv("ROADMAP_DATABASE", str(database))
        ended = killed(line, trees, signal)
        assert "Traceback" not in ended.stderr, (line, ended)
        is_there = (roadmaps_folder() / "trees.toml").exists()
        is_on_its_way = arriving_file().exists()
        after = state(cli, database)
        seen[after] += 1
        assert after in {(False, 0), (True, 1)}, (line, ended)
        assert after[0] or not is_there, (line, "seen before its progress")
        assert signal != "SIGINT" or (after == (True, 1)) == (ended.returncode == 0), (line, ended)
        assert not arriving_file().exists() or not is_on_its_way, line
    print(f"{signal}: {dict(seen)}")  # noqa: T201 - the counts are the point
    assert len(seen) == 2


def announced(trees: Path, database: Path, batch: str, user: str = "ada") -> roadmap_file.Former:
    former = roadmap_file.Former(roadmaps_folder() / "trees.toml")
    roadmap_file.announce(former, trees.read_text(encoding="utf-8"), str(database), user, batch)
    return former


def test_what_was_announced_comes_with_the_next_command_if_it_is_recorded(
    cli: Cli, trees: Path, database: Path
) -> None:
    cli("done vectors")
    batch = json.loads(cli("export json").out)["events"][0]["batch"]
    former = announced(trees, database, batch)
    cli("status")
    assert (former.path.read_text(encoding="utf-8"), arriving_file().exists()) == (LIST, False)


def test_what_was_announced_and_not_recorded_never_was(cli: Cli, trees: Path, database: Path) -> None:
    cli("done vectors")
    former = announced(trees, database, "another")
    cli("status")
    assert (former.path.exists(), arriving_file().exists()) == (False, False)


def test_what_somebody_wrote_there_meanwhile_is_kept_beside(cli: Cli, trees: Path, database: Path) -> None:
    cli("done vectors")
    former = announced(trees, database, json.loads(cli("export json").out)["events"][0]["batch"])
    former.path.write_text("# mine\n", encoding="utf-8")
    cli("status")
    assert (former.path.read_text(encoding="utf-8"), former.backup.read_text(encoding="utf-8")) == (LIST, "# mine\n")


def test_an_import_that_is_at_work_is_left_to_itself(cli: Cli, trees: Path, database: Path) -> None:
    cli("done vectors")
    former = announced(trees, database, "another")
    with storage.alone(roadmaps_folder()):
        assert cli("status").code == 0
    assert (former.path.exists(), arriving_file().exists()) == (False, True)


def test_while_the_database_is_away_it_is_not_decided(cli: Cli, trees: Path, tmp_path: Path) -> None:
    announced(trees, tmp_path / "drive" / "progress.db", "another")
    assert cli("status").code == 0
    assert arriving_file().exists()
    (tmp_path / "drive").mkdir()
    assert cli("status").code == 0
    assert not arriving_file().exists()


@pytest.mark.parametrize("content", [b"", b"[]", b"\xff", b'{"path": 1}', b"[" * 5000])
def test_an_announcement_that_nobody_can_read_stops_nothing(cli: Cli, content: bytes) -> None:
    roadmaps_folder().mkdir(parents=True)
    arriving_file().write_bytes(content)
    assert cli("status").code == 0
    assert not arriving_file().exists()


@pytest.mark.parametrize("database", ["evening.db", "sqlite:///evening.db", "sqlite+pysqlite:///evening.db"])
def test_a_database_is_found_again_from_elsewhere(
    trees: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    announced(trees, Path("x"), "another")
    roadmap_file.announce(roadmap_file.Former(roadmaps_folder() / "trees.toml"), "", database, "ada", "another")
    assert str(tmp_path / "here" / "evening.db") in json.loads(arriving_file().read_bytes())[2]


@pytest.mark.skipif(os.name == "nt", reason="Windows has other roots")
@pytest.mark.parametrize("database", ["sqlite:////tmp/evening.db", "postgresql://ada@host/roadmap"])
def test_an_address_that_is_whole_stays_as_it_is(trees: Path, database: str) -> None:
    roadmap_file.announce(roadmap_file.Former(roadmaps_folder() / "trees.toml"), "", database, "ada", "another")
    assert json.loads(arriving_file().read_bytes())[2] == database
