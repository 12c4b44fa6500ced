"""What each command of every evening loads: the structural guard of the start-up time."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from shutil import copytree

import pytest
from cli_helpers import run_program
from conftest import SMALL
from process_helpers import PATIENCE

PROBE = """\
import atexit, json, sys
from pathlib import Path
atexit.register(lambda: Path(sys.argv[1]).write_text(json.dumps(sorted(sys.modules))))
from roadmap_cli.cli import run
sys.exit(run(sys.argv[2:]))
"""
HEAVY = (
    "sqlmodel",
    "sqlalchemy",
    "pydantic",
    "tomli",
    "tomllib",
    "dateparser",
    "tomlkit",
    "tomli_w",
    "anyascii",
    "markdown_it",
    "pylatexenc",
    "pygments",
    "icalendar",
    "jinja2",
    "fast_sugiyama",
    "weasyprint",
    "rapidfuzz",
    "textual",
    "fsrs",
    "fsrs_rs_python",
    "psycopg",
    "questionary",
    "prompt_toolkit",
)
NEVER = ("roadmap_cli.definition.reader", "roadmap_cli.storage.sql", "roadmap_cli.storage.tables")
FAILING = ("roadmap_cli.storage.aside", "roadmap_cli.storage.faults", "roadmap_cli.storage.holders")
"""What names a fault, and what moves a database aside after one."""
LOCKING = ("filelock", "asyncio", "secrets")
"""What a lock does not need: with these it was a tenth of a command."""
READING = ("status", "next", "list", "show a", "history", "--help", "--version", "status --json", "status --short")
REVIEWING = ("review --list", "review --json", "review --ahead", "list --stale", "card list", "card list b", "evidence")
WRITING = ("done b", "log a 45m", "undo", "start b", "done b --confidence 3", "card add b -q x -a y")
LOOKING_AHEAD = (
    "forecast",
    "career",
    "career faq",
    "show one",
    "forecast --by 2027-06-01",
    "activity",
    "plan",
    "break",
    "timer status",
    "config",
    "report",
    "ready",
)
INTENDING = ("timer start a", "break 5d", "break --until tomorrow", "plan --days mon,wed", "timer start b")
COMPLETING = {"_ROADMAP_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "roadmap show "}


HIRED = ("portfolio", "portfolio ideas", "portfolio --json")
GRADED = ("done b", "review grade b-1 3", "review grade b-1 1", "done extra")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Nobody writes to it, so that what is known of it is known by everybody."""
    file = tmp_path_factory.mktemp("roadmap") / "small.toml"
    file.write_text(SMALL, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[Sequence[str], Path]:
    """Home folders by what was done in them, made once and copied to whoever needs one."""
    return {}


@pytest.fixture
def at_home(
    file: Path,
    homes: dict[Sequence[str], Path],
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[Sequence[str]], None]:
    monkeypatch.setenv("ROADMAP_FILE", str(file))

    def after(commands: Sequence[str]) -> None:
        if commands in homes:
            copytree(homes[commands], home, dirs_exist_ok=True)
            return
        for command in commands:
            assert run_program(*command.split()).code == 0
        homes[commands] = copytree(home, tmp_path_factory.mktemp("homes") / "home")

    return after


@pytest.fixture
def _warm(at_home: Callable[[Sequence[str]], None]) -> None:
    """A database and a definition that have been used before."""
    at_home(("done a",))


def loaded_by(tmp_path: Path, arguments: str | tuple[str, ...], environment: dict[str, str] | None = None) -> set[str]:
    seen = tmp_path / "modules.json"
    words = arguments.split() if isinstance(arguments, str) else arguments
    subprocess.run(
        [sys.executable, "-c", PROBE, str(seen), *words],
        env={**os.environ, **(environment or {})},
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    return set(json.loads(seen.read_text()))


def among(modules: set[str], unwanted: tuple[str, ...]) -> list[str]:
    return sorted(each for each in modules for name in unwanted if each == name or each.startswith(f"{name}."))


@pytest.mark.usefixtures("_graded")
@pytest.mark.parametrize("command", [*READING, *REVIEWING, *LOOKING_AHEAD, *HIRED])
def test_a_reading_command_of_every_evening_loads_nothing_heavy(tmp_path: Path, command: str) -> None:
    """Nor the scheduler, where there are grades."""
    unwanted = (*HEAVY, *NEVER, "zc.lockfile", *(FAILING if command != "--help" else ()))  # which loads every command
    assert among(loaded_by(tmp_path, command), unwanted) == []


@pytest.mark.usefixtures("_warm")
@pytest.mark.parametrize("command", [*WRITING, *INTENDING])
def test_a_writing_command_of_every_evening_loads_nothing_heavy(tmp_path: Path, command: str) -> None:
    modules = loaded_by(tmp_path, command)
    assert among(modules, (*HEAVY, *NEVER, *FAILING, *LOCKING)) == []
    assert "zc.lockfile" in modules


RULES = ("ready", "advice_hired", "skills", "portfolio", "story", "interview", "application")
"""Rules of being hired: on most evenings there is nothing to apply them to."""


@pytest.mark.usefixtures("_warm")
@pytest.mark.parametrize(
    ("done", "loads"), [(("vectors",), False), (("core-ml-capstone", "project-scoping"), True)], ids=["far", "near"]
)
def test_the_rules_of_being_hired_are_loaded_once_there_is_something_to_say(
    tmp_path: Path,
    done: tuple[str, ...],
    loads: bool,  # noqa: FBT001 - a parameter
) -> None:
    assert run_program("--file", "ml-scientist", "done", *done).code == 0
    for command in ("status", "next"):
        modules = loaded_by(tmp_path, f"--file ml-scientist {command}")
        assert bool(among(modules, tuple(f"roadmap_cli.domain.{each}" for each in RULES))) == loads
        assert among(modules, (*HEAVY, *NEVER)) == []


@pytest.mark.usefixtures("_warm")
@pytest.mark.parametrize("command", ["status", "status --json", "status --short", "next"])
def test_tips_are_loaded_only_where_one_may_be_told(tmp_path: Path, command: str) -> None:
    tips = ("roadmap_cli.domain.tips", "roadmap_cli.use_cases.last_tip")
    assert among(loaded_by(tmp_path, f"--file ml-scientist {command}"), tips) == []


@pytest.mark.usefixtures("_warm")
@pytest.mark.parametrize(
    ("command", "unwanted"),
    [
        ("status --short", ("rich", "roadmap_cli.views", "roadmap_cli.domain.forecast", "roadmap_cli.services.status")),
        ("status --short --due", ("rich", "roadmap_cli.views", "roadmap_cli.domain.forecast")),
        ("next", ("roadmap_cli.domain.forecast", "roadmap_cli.services.pace", "roadmap_cli.services.status")),
        ("list", ("roadmap_cli.domain.forecast", "roadmap_cli.services.pace", "roadmap_cli.services.status")),
        ("review --list", ("roadmap_cli.domain.forecast", "roadmap_cli.services.pace", "roadmap_cli.services.status")),
        ("status", ("roadmap_cli.cli.topics", "roadmap_cli.domain.lookup", "roadmap_cli.domain.duration")),
    ],
)
def test_a_command_loads_no_rules_and_no_views_of_another(
    tmp_path: Path, command: str, unwanted: tuple[str, ...]
) -> None:
    assert among(loaded_by(tmp_path, command), unwanted) == []


@pytest.mark.usefixtures("_warm")
def test_commands_of_steps_are_loaded_only_where_a_step_is_told(tmp_path: Path) -> None:
    assert among(loaded_by(tmp_path, "done b"), ("roadmap_cli.domain.step_commands",)) == []


@pytest.mark.usefixtures("_warm")
@pytest.mark.parametrize("command", ["timer stop", "timer stop --minutes 45m a note", "timer cancel", "undo"])
def test_ending_a_timer_loads_nothing_heavy(tmp_path: Path, command: str) -> None:
    assert run_program("timer", "start", "a").code == 0
    assert among(loaded_by(tmp_path, command), (*HEAVY, *NEVER)) == []


@pytest.mark.usefixtures("_warm")
@pytest.mark.parametrize(
    ("words", "loads"),
    [
        (("plan", "--ics", "-"), "icalendar"),
        (("config", "user", "ada"), "tomlkit"),
        (("forecast", "--by", "1 June 2100"), "dateparser"),
        (("break", "--until", "in 3 weeks"), "dateparser"),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else words,
)
def test_what_needs_a_heavy_library_loads_that_one_alone(tmp_path: Path, words: tuple[str, ...], loads: str) -> None:
    modules = loaded_by(tmp_path, words)
    others = [name for name in HEAVY if name not in {loads, "tomli", "tomllib"}]
    assert loads in modules
    assert among(modules, (*others, *NEVER)) == []


@pytest.mark.usefixtures("_warm")
@pytest.mark.parametrize(("answer", "loads"), [("$5 and $6", ()), ("$x^2$", ("pylatexenc",))], ids=["price", "formula"])
def test_only_a_formula_on_a_card_loads_what_reads_latex(tmp_path: Path, answer: str, loads: tuple[str, ...]) -> None:
    file = tmp_path / "cards.tsv"
    file.write_text(f"q\t{answer}\n", encoding="utf-8")
    modules = loaded_by(tmp_path, ("card", "import", str(file), "--topic", "a"))
    assert set(loads) == modules & {"pylatexenc"}
    assert among(modules, (*(name for name in HEAVY if name != "pylatexenc"), *NEVER)) == []


@pytest.mark.usefixtures("_warm")
@pytest.mark.parametrize(
    ("command", "loads"),
    [
        ("roadmaps", ()),
        ("--file ml-scientist status", ()),
        ("adopt ml-scientist --dry-run", ("rapidfuzz",)),
        ("use ml-scientist", ("tomlkit", "tomli", "tomllib")),
    ],
)
def test_several_roadmaps_cost_only_what_they_need(tmp_path: Path, command: str, loads: tuple[str, ...]) -> None:
    assert run_program("--file", "ml-scientist", "next").code == 0
    modules = loaded_by(tmp_path, command)
    assert set(loads[:1]) <= modules
    assert among(modules, (*(name for name in HEAVY if name not in loads), *NEVER)) == []


@pytest.fixture
def _graded(at_home: Callable[[Sequence[str]], None]) -> None:
    """Three topics done, the second with two grades."""
    at_home(("done a", *GRADED))


@pytest.mark.usefixtures("_graded")
@pytest.mark.parametrize(
    ("before", "command"), [("next", "review grade b-1 2"), ("next", "review --stats"), ("undo", "undo")]
)
def test_what_grades_or_folds_grades_anew_loads_the_scheduler_alone(tmp_path: Path, before: str, command: str) -> None:
    assert run_program(before).code == 0
    modules = loaded_by(tmp_path, command)
    assert "fsrs" in modules
    assert among(modules, (*(name for name in HEAVY if name != "fsrs"), *NEVER)) == []


@pytest.mark.usefixtures("_graded")
@pytest.mark.parametrize(
    "command",
    [
        *("reset b", "log b 5m", "link b https://example.org --proves", "undo", "card add b -q x -a y"),
        *("export json", "export csv", "export markdown", "export anki"),
    ],
)
def test_what_grades_nothing_loads_no_scheduler(tmp_path: Path, command: str) -> None:
    assert among(loaded_by(tmp_path, command), ("fsrs", *NEVER)) == []


@pytest.mark.usefixtures("_warm")
@pytest.mark.parametrize("command", ["config", "config user", "status"])
def test_reading_a_config_file_loads_only_what_parses_it(tmp_path: Path, command: str) -> None:
    assert run_program("config", "rest_days", "sun").code == 0
    modules = loaded_by(tmp_path, command)
    assert "tomli" in modules
    assert among(modules, ("tomlkit", "roadmap_cli.settings.config_toml", *NEVER)) == []


@pytest.mark.usefixtures("_warm")
def test_completion_loads_nothing_heavy_and_no_database(tmp_path: Path) -> None:
    modules = loaded_by(tmp_path, "", COMPLETING)
    own = [name for name in HEAVY if name not in {"markdown_it", "pygments"}]  # which Typer's help loads, for Markdown
    assert among(modules, (*own, *NEVER, "zc.lockfile", "sqlite3", "roadmap_cli.imports")) == []


@pytest.mark.usefixtures("_warm")
@pytest.mark.parametrize("command", ["--version", "list --json", "export json"])
def test_what_is_not_drawn_loads_no_tables(tmp_path: Path, command: str) -> None:
    assert among(loaded_by(tmp_path, command), ("rich.table", "roadmap_cli.views")) == []


@pytest.mark.parametrize("module", ["roadmap_cli.cli", "roadmap_cli.cli.app", "roadmap_cli.__main__"])
def test_importing_the_command_line_loads_no_tables_and_no_database(tmp_path: Path, module: str) -> None:
    script = f"import json, sys, {module}; print(json.dumps(sorted(sys.modules)))"
    modules = modules_after(script)
    assert among(modules, (*HEAVY, *NEVER, "rich.table", "sqlite3", "zc.lockfile")) == []


def modules_after(script: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, timeout=PATIENCE)
    return set(json.loads(done.stdout))


@pytest.mark.usefixtures("_warm")
def test_the_guard_sees_what_a_database_url_loads(tmp_path: Path) -> None:
    modules = loaded_by(tmp_path, f"--database sqlite:///{tmp_path}/u.db done a")
    assert {"sqlmodel", "sqlalchemy", "roadmap_cli.storage.sql"} <= modules


@pytest.mark.usefixtures("_warm")
@pytest.mark.parametrize("command", ["done b", "log a 45m", "start b", "undo"])
def test_what_records_of_a_topic_loads_nothing_of_being_hired_nor_of_other_reports(
    tmp_path: Path, command: str
) -> None:
    others = ("reports.status", "reports.choose", "reports.candidacy_text", "domain.redefinition", "domain.forecast")
    rules = tuple(f"roadmap_cli.domain.{each}" for each in RULES)
    unwanted = (*rules, *(f"roadmap_cli.{each}" for each in others), "hashlib")
    assert among(loaded_by(tmp_path, command), unwanted) == []
