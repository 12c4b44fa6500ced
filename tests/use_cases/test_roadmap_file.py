"""A roadmap and its progress arrive together, or neither does, wherever the import that brings them is killed."""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from cli_helpers import events_in, json_of, run_program
from conftest import Cli
from process_helpers import AS_NOBODY, PATIENCE

from roadmap_cli import storage
from roadmap_cli.settings.folders import arriving_file, roadmaps_folder
from roadmap_cli.use_cases import roadmap_file

INTERRUPTED_AT = Path(__file__).parents[1] / "helpers" / "interrupted_at.py"
PLACES = "use_cases/import_,use_cases/roadmap_file,files,storage/sqlite"
MOMENTS = 8
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
    batch = events_in(cli("export json").out)[0]["batch"]
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
    former = announced(trees, database, events_in(cli("export json").out)[0]["batch"])
    former.path.write_text("# mine\n", encoding="utf-8")
    former.backup.write_text("# mine before\n", encoding="utf-8")
    assert f"what you had edited is kept: {former.backup}" in cli("status").err
    assert (former.path.read_text(encoding="utf-8"), former.backup.read_text(encoding="utf-8")) == (LIST, "# mine\n")
    assert former.backup.with_name("trees.toml.backup-2").read_text(encoding="utf-8") == "# mine before\n"


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


def test_while_the_database_is_missing_from_its_folder_it_waits_and_that_is_told(
    cli: Cli, trees: Path, database: Path, tmp_path: Path
) -> None:
    """As where a drive leaves its folder behind: only the mark tells that it was begun."""
    cli("done vectors")
    former = announced(trees, database, events_in(cli("export json").out)[0]["batch"])
    database.rename(tmp_path / "away.db")
    shutil.rmtree(database.with_name("progress.db.backups"))
    said = cli("--database", str(tmp_path / "other.db"), "status")
    assert (said.code, former.path.exists(), arriving_file().exists()) == (0, False, True)
    assert f"waits for what was recorded with it: the database {database} is missing" in said.err
    assert f"if it never comes back, remove {arriving_file()}" in said.err
    (tmp_path / "away.db").rename(database)
    assert cli("--database", str(tmp_path / "other.db"), "status").err == ""
    assert (former.path.read_text(encoding="utf-8"), arriving_file().exists()) == (LIST, False)


def test_what_waits_is_not_forgotten_for_what_comes_next(cli: Cli, trees: Path, tmp_path: Path) -> None:
    announced(trees, tmp_path / "drive" / "progress.db", "another")
    waits = arriving_file().read_bytes()
    refused = cli("import", str(trees), "--new", "--yes")
    assert (refused.code, arriving_file().read_bytes()) == (4, waits)
    assert "error: a roadmap file waits for what was recorded with it" in refused.err
    assert not (roadmaps_folder() / "trees.toml").exists()
    trees.write_text("- [x] Vectors, dot products, norms\n", encoding="utf-8")
    assert cli("import", str(trees), "--yes").code == 0  # progress alone
    assert arriving_file().read_bytes() == waits
    arriving_file().unlink()
    trees.write_text(LIST, encoding="utf-8")
    assert cli("import", str(trees), "--new", "--yes").err.startswith("hint: to work on it")


def test_what_cannot_be_read_now_waits_and_that_is_told(cli: Cli, trees: Path, database: Path) -> None:
    cli("done vectors")
    former = announced(trees, database, events_in(cli("export json").out)[0]["batch"])
    arriving_file().chmod(0o000)
    said = run_program("status", prefix=AS_NOBODY)
    assert (said.code, arriving_file().exists()) == (0, True)
    assert f"hint: cannot read {arriving_file()}, where a roadmap file waits: permission denied" in said.err
    arriving_file().chmod(0o600)
    assert "waits" not in cli("status").err
    assert (former.path.exists(), arriving_file().exists()) == (True, False)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux has a file that cannot be read")
def test_what_a_disk_does_not_give_out_waits(cli: Cli) -> None:
    roadmaps_folder().mkdir(parents=True)
    arriving_file().symlink_to("/proc/self/mem")
    assert "where a roadmap file waits: input/output error" in cli("status").err
    assert arriving_file().is_symlink()


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
