"""What a command asks of the database does not grow with the history."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import NOW, SMALL, Cli
from domain_helpers import roadmap
from hired_helpers import TABLES, live_towards_a_job
from list_log import workspace
from portfolio_helpers import HIRED, WHOLE
from storage_helpers import watched

from roadmap_cli.domain.days import local_day
from roadmap_cli.domain.events import Fact
from roadmap_cli.storage import writing

Count = Callable[[str], int]


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def count(cli: Cli) -> Iterator[Count]:
    """How many statements a command runs, as SQLite itself reports them."""
    seen: list[str] = []

    def run(command: str) -> int:
        seen.clear()
        assert cli(command).code == 0
        return len(seen)

    with watched(lambda connection: connection.set_trace_callback(seen.append)):
        yield run


def live(database: Path, evenings: int) -> None:
    """Evenings of study in the past by plan and timer, on other topics than the ones that are counted, and breaks."""
    with writing(str(database)) as log:
        for ago in range(evenings, 0, -1):
            at = NOW - timedelta(days=3 * ago)
            day = local_day(at)
            away = {"first": str(day + timedelta(days=1)), "last": str(day + timedelta(days=2))}
            facts = [
                Fact("planned", None, at, day, {"hours_per_week": ago % 100 + 1, "days": "mon", "at": None, "cue": ""}),
                Fact("timed", "extra", at, day, {"action": "start"}),
                Fact("timed", "extra", at, day, {"action": "stop"}),
                Fact("logged", "extra", at, day, {"minutes": 30}),
                Fact("finished", "extra", at, day, {}),
                Fact("graded", "extra", at, day, {"card": "extra-1", "rating": 3}),
                Fact("written", "extra", at, day, {"card": "extra-2", "question": "x", "answer": "y"}),
                Fact("graded", "extra", at, day, {"card": "extra-2", "rating": 1}),
                Fact("paused", None, at, day, away),
                Fact("resumed", None, at, day, {"on": str(day + timedelta(days=2))}),
            ]
            log.append("ada", "small", facts, at)


AHEAD = ("forecast", "career", "activity", "plan", "break", "timer status", "timer start a")
RECALLING = ("review b --list", "review --stats", "evidence", "card list b", "list --stale")
EDITING = ("edit c --last --on 2026-11-20", "edit c --last --delete")
GRADING = ("review grade b-1 3", "card add b -q x -a y", "done b --confidence 3")


@pytest.mark.parametrize("command", ["status", "next", "list", "done a", *AHEAD, *RECALLING, *GRADING, *EDITING])
def test_statements_do_not_grow_with_the_history(cli: Cli, database: Path, count: Count, command: str) -> None:
    live(database, 1)  # of kinds that there are none of no events are asked for
    for words in ("start c", command, "undo", "start c"):
        cli(words)
    few = count(command)
    cli("undo")
    live(database, 60)
    cli("start c")
    assert few > 0
    assert few - 1 <= count(command) <= few  # of whom nothing was read it is asked whether they are new


@pytest.mark.parametrize(
    ("command", "most"),
    [
        ("next", 11),
        ("list", 11),
        ("status", 15),  # besides the standing: what is intended, and for the forecast the days and how they began
        ("forecast", 16),
        ("plan", 14),
        ("review", 13),
        ("review --ahead", 13),  # and the cards that never stick
        ("evidence", 14),
        ("card list", 13),
        ("activity", 10),
        ("break", 10),
        ("timer status", 10),
    ],
)
def test_reading_takes_a_handful_of_statements(cli: Cli, count: Count, command: str, most: int) -> None:
    cli("done a b")
    assert count(command) <= most


@pytest.mark.parametrize(
    "command", ["status", "next", "forecast", "ready", "report", "export markdown", "interview", "interview coding"]
)
def test_what_was_done_towards_a_job_takes_two_statements_more_whatever_it_is(
    cli: Cli, small: Path, database: Path, count: Count, command: str
) -> None:
    """What was done, and what of it was undone; and none of a roadmap that says nothing of one."""
    cli("done a b")
    without = count(command)
    small.write_text(SMALL + TABLES, encoding="utf-8")
    assert count(command) <= without + 2
    live_towards_a_job_in(database, 60)
    assert count(command) <= without + 2


@pytest.mark.parametrize(
    ("command", "most"),
    [
        ("portfolio", 12),
        ("portfolio ideas", 12),
        ("portfolio show churn", 15),  # and what its links have proven
        ("export portfolio", 15),
        ("export resume", 15),
        ("portfolio add Faces", 20),
        ("portfolio edit churn --metric F1", 19),
        ("portfolio stage churn scoped", 19),
        ("portfolio link churn https://gitlab.com/ada/churn", 26),  # and the topic that it proves
        ("portfolio drop churn", 19),
    ],
)
def test_projects_take_a_handful_of_statements_however_many_there_are(
    cli: Cli, small: Path, count: Count, command: str, most: int
) -> None:
    small.write_text(HIRED, encoding="utf-8")
    for each in WHOLE:
        cli(each)
    for number in range(5):
        cli(f"portfolio add Number{number}")
        cli(f"portfolio stage number{number} live")
        cli(f"portfolio link number{number} https://github.com/ada/{number}")
    assert count(command) <= most


@pytest.mark.parametrize(
    ("command", "most"),
    [
        ("story", 8),
        ("story show churners", 8),
        ("story edit churners --tag conflict --tag failure --project churn --part result=x --title X", 20),
        ("story new Y --tag conflict --project churn --part result=x", 21),  # and the ids that were given once
        ("apply", 8),
        ("apply move acme saved", 19),
        ("apply note acme x", 19),
    ],
)
def test_a_story_or_an_application_is_read_and_written_at_once(
    cli: Cli, small: Path, database: Path, count: Count, command: str, most: int
) -> None:
    """However many there are, and whatever is said of them."""
    small.write_text(SMALL + TABLES, encoding="utf-8")
    live_towards_a_job_in(database, 1)
    for number in range(3):
        cli(f"story new S{number} --project churn --part result=x")
    assert count(command) <= most


@pytest.mark.parametrize(
    "command",
    [
        *("interview", "interview coding", "interview practise coding --list", "ready"),
        *("interview log coding --score 4", "interview practise coding --answers ANSWERS --time 5m"),
    ],
)
def test_practising_takes_no_more_statements_after_years_of_it(
    small: Path, database: Path, count: Count, tmp_path: Path, command: str
) -> None:
    small.write_text(SMALL + TABLES + QUESTION, encoding="utf-8")
    answers = tmp_path / "answers.txt"
    answers.write_text("sort 4 a note\n", encoding="utf-8")
    command = command.replace("ANSWERS", str(answers))
    live_towards_a_job_in(database, 1)
    few = count(command)
    live_towards_a_job_in(database, 300)
    assert 0 < count(command) <= few


QUESTION = """
[[interview.format.question]]
id = "sort"
question = "How do you sort?"
criteria = ["says how"]
"""


def live_towards_a_job_in(database: Path, times: int) -> None:
    with writing(str(database)) as log:
        live_towards_a_job(workspace(roadmap()._replace(id="small"))._replace(log=log), times)


def test_history_reads_a_piece_of_a_long_record(cli: Cli, database: Path, count: Count) -> None:
    live(database, 300)
    assert count("history") <= 12


@pytest.mark.parametrize("command", ["history", "show a", "show c", "show extra", "edit", "edit extra", "undo"])
def test_a_record_full_of_edits_takes_no_more_statements(cli: Cli, tmp_path: Path, count: Count, command: str) -> None:
    few, many = (count(f"--database {edited(cli, tmp_path / f'{times}.db', times)} {command}") for times in (2, 100))
    assert 0 < many <= few + 1  # a longer record is read in one more piece


_edited: dict[int, bytes] = {}


def edited(cli: Cli, path: Path, times: int) -> Path:
    """A record full of edits, which is made once and then put there."""
    if times not in _edited:
        assert cli(f"--database {path} log a 45m").code == 0
        edit_often(path, times)
        _edited[times] = path.read_bytes()
    path.write_bytes(_edited[times])
    return path


def edit_often(database: Path, times: int) -> None:
    """Entries of two topics, each moved and corrected afterwards."""
    with writing(str(database)) as log:
        for ago in range(times):
            at = NOW - timedelta(days=300 + ago)
            for topic in ("c", "extra"):
                (logged,) = log.append("ada", "small", [Fact("logged", topic, at, local_day(at), {"minutes": 5})], at)
                for data in ({"day": "2026-10-01"}, {"minutes": 9}):
                    fact = Fact("corrected", topic, NOW, local_day(NOW), {"event": logged.id, **data})
                    log.append("ada", "small", [fact], NOW)


def test_reading_never_writes(cli: Cli, database: Path) -> None:
    cli("done a")
    with closing(sqlite3.connect(database)) as connection:
        before = connection.execute("PRAGMA data_version").fetchone()
        for command in (
            "status",
            "next",
            "list",
            "history",
            "show a",
            "export json",
            "config",
            *AHEAD[:-1],
            *RECALLING,
        ):
            assert cli(command).code == 0
        assert connection.execute("PRAGMA data_version").fetchone() == before


def test_of_kinds_that_there_are_no_events_of_nothing_is_asked(cli: Cli) -> None:
    seen: list[str] = []

    def asked(command: str) -> int:
        seen.clear()
        assert cli(command).code == 0
        return sum("event.kind =" in each or "event.kind IN" in each for each in seen)

    with watched(lambda connection: connection.set_trace_callback(seen.append)):
        assert cli("start c").code == 0
        assert asked("status") == 0
        assert cli("plan --days mon").code == 0
        assert asked("status") == 1
        assert cli("timer start a").code == 0
        assert asked("status") == 2
