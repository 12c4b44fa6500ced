"""A cohort on the command line: what mentors and learners see, to the end of the line."""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from cli_helpers import assert_refused, json_of, run_in_terminal
from conftest import Cli, Clock
from storage_helpers import ask, change, watched

from roadmap_cli import storage
from roadmap_cli.domain.cohort import Member
from roadmap_cli.domain.summary import InProgress, PhaseSums, Summary
from roadmap_cli.exports.cohort_csv import HEADER


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))


@pytest.fixture
def _two(cli: Cli) -> None:
    for command in ("log a 90m a secret", "done a", "start b", "--user bob start a", "group add spring ada cleo"):
        assert cli(command).code == 0


@pytest.mark.usefixtures("_two")
def test_a_mentor_sees_everybody_with_sums_over_all(cli: Cli) -> None:
    report = json_of(cli, "cohort")
    assert [(each["user"], each["topics"]["done"], each["recent_hours"]) for each in report["lines"]] == [
        ("ada", 1, 1.5),
        ("bob", 0, 0.0),
    ]
    assert (report["learners"], report["page"], report["pages"]) == (2, 1, 1)
    assert next((each["id"], each["topics"]) for each in report["phases"]) == ("one", {"done": 1, "counted": 4})
    assert "secret" not in json.dumps(report)
    said = cli("cohort").out
    assert "2 learners" in said
    assert said.index("ada") < said.index("bob")


def test_a_learner_sees_the_same_under_a_former_name(cli: Cli) -> None:
    for command in ("done a", "user rename ada lovelace"):
        assert cli(command).code == 0
    assert json_of(cli, "--user ada cohort --me")["line"]["topics"]["done"] == 1


@pytest.mark.usefixtures("_two")
def test_it_is_narrowed_sorted_and_paged(cli: Cli, clock: Clock) -> None:
    def users(words: str) -> list[str]:
        return [each["user"] for each in json_of(cli, f"cohort {words}")["lines"]]

    assert users("--group spring") == ["ada"]
    assert users("--sort percent") == ["bob", "ada"]
    assert users("--sort percent --reverse") == ["ada", "bob"]
    assert users("--phase one") == ["ada", "bob"]
    clock.move(days=14)
    cli("--user bob log a 5m")
    assert users("--inactive 2w") == ["ada"]
    assert users("--inactive 15d") == []
    assert [each["recent_hours"] for each in json_of(cli, "cohort --page 1")["lines"]] == [1.5, 0.08]
    clock.move(days=30)
    assert [each["recent_hours"] for each in json_of(cli, "cohort")["lines"]] == [0, 0]


@pytest.mark.process
@pytest.mark.usefixtures("_two")
@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_page_has_room_on_its_terminal_and_says_how_to_see_who_is_stuck(database: Path, width: int) -> None:
    day = date(2026, 1, 1)
    begun = InProgress(topic="b", since=day, due=day, minutes=0, hours=1.0)
    its = Summary(user="", roadmap="small", newest="n", made_with="m", topic=begun, stuck=begun, in_progress=(begun,))
    its = its._replace(phases=(PhaseSums("one", 0, 1, 0.0, 1.0), PhaseSums("two", 0, 1, 0.0, 1.0)))
    with storage.writing(str(database)) as store:
        for number in range(40):
            store.cohort.put(its._replace(user=f"learner-{number}", phase="one"))
            store.cohort.add([Member(f"learner-{number}", "a class of learners whose name is long")])
    size = {"COLUMNS": f"{width}", "LINES": "24"}
    for words in ((), ("--group", "a class of learners whose name is long", "--phase", "one", "--inactive", "1d")):
        code, said = run_in_terminal("cohort", *words, environment=size)
        assert (code, len(said.splitlines()) <= 23) == (0, True), said
        assert "the longest first: --sort stuck" in said
        assert "--sort stuck" not in run_in_terminal("cohort", "--sort", "stuck", *words, environment=size)[1]


@pytest.mark.usefixtures("_two")
def test_a_learner_sees_what_a_mentor_sees_of_them(cli: Cli) -> None:
    me = json_of(cli, "cohort --me")
    assert me["line"] == json_of(cli, "cohort")["lines"][0]
    assert me["groups"] == [{"user": "ada", "group": "spring", "role": "learner"}]
    assert "secret" not in json.dumps(me)
    assert "What a mentor sees of ada" in cli("cohort --me").out
    assert "a mentor sees nothing" in cli("--user cleo cohort --me").out


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ("--group sprin", 1, 'there is no group "sprin"'),
        ("--phase nine", 1, "nine"),
        ("--inactive soon", 2, "no number of days"),
        ("--page 2", 1, "there is no page 2"),
        ("--json --csv", 2, "exclude each other"),
        ("--page 1 --all", 2, "--page is of one page"),
        ("--me --sort stuck", 2, "--me is of one learner"),
        ("--group spring export csv", 2, "stands behind export"),
    ],
)
@pytest.mark.usefixtures("_two")
def test_what_cannot_be_shown_is_refused(cli: Cli, words: str, code: int, message: str) -> None:
    assert_refused(cli(f"cohort {words}"), code, message)


def test_nobody_is_no_error_and_begins_no_database(cli: Cli, database: Path) -> None:
    assert cli("cohort").out == "Nobody has recorded anything on Small yet.\n"
    assert json_of(cli, "cohort")["lines"] == []
    assert cli("cohort --csv").out == ",".join(HEADER) + "\n"
    assert not database.exists()


@pytest.mark.usefixtures("_two")
def test_names_act_neither_in_tables_nor_on_pages(cli: Cli, tmp_path: Path) -> None:
    name = "=1+1<script>"
    cli("--user", name, "log", "a", "10m")
    cli("group", "add", "=<b>", name)
    rows = list(csv.DictReader(io.StringIO(cli("cohort export csv").out)))
    assert [each["learner"] for each in rows] == [f"'{name}", "ada", "bob"]
    page = cli("cohort", "export", "html", "--group", "=<b>").out
    assert "<script>" not in page
    assert "<b>" not in page
    assert "=1+1&lt;script&gt;" in page
    target = tmp_path / "cohort.html"
    assert cli(f"cohort export html -o {target}").code == 0
    assert_refused(cli(f"cohort export html -o {target}"), 1, "exists")


@pytest.mark.usefixtures("_two")
def test_an_evening_makes_no_summary_and_asks_for_none(cli: Cli, database: Path) -> None:
    cli("cohort")
    seen: list[str] = []
    with watched(lambda connection: connection.set_trace_callback(seen.append)):
        for command in ("done b", "status", "log a 5m", "undo"):
            cli(command)
    assert [each for each in seen if "summary" in each or "membership" in each] == []
    assert len(ask(database, "SELECT * FROM summary")) == 2


@pytest.mark.usefixtures("_two")
def test_another_roadmap_or_setting_makes_the_summaries_anew(cli: Cli, small: Path) -> None:
    before = json_of(cli, "cohort")["lines"][0]
    small.write_text(small.read_text(encoding="utf-8").replace("hours = 2\n", "hours = 8\n", 1), encoding="utf-8")
    after = json_of(cli, "cohort")["lines"][0]
    assert (after["hours"]["counted"], after["percent"] > before["percent"]) == (before["hours"]["counted"] + 6, True)


@pytest.mark.usefixtures("_two")
def test_doctor_finds_a_summary_that_is_not_what_is_recorded_and_fixes_it(cli: Cli, database: Path) -> None:
    right = json_of(cli, "cohort")
    assert cli("doctor").code == 0
    change(database, "UPDATE summary SET percent = 77 WHERE user = 'bob'")
    found = cli("doctor")
    assert (found.code, "what mentors see differs from what is recorded: bob" in found.out) == (1, True)
    assert "made anew what mentors see: bob" in cli("doctor --fix").out
    assert cli("doctor").code == 0
    assert json_of(cli, "cohort") == right


@pytest.mark.usefixtures("_two")
def test_a_damaged_summary_is_made_anew_when_it_is_asked_for(cli: Cli, database: Path) -> None:
    right = json_of(cli, "cohort")
    change(database, "UPDATE summary SET facts = 'odd'")
    mended = cli("cohort --json")
    assert (mended.code, json.loads(mended.out)) == (0, right)
    change(database, "UPDATE summary SET facts = 'odd'")
    assert json.loads(cli("cohort --me --json").out)["line"] == right["lines"][0]
    assert json_of(cli, "cohort") == right


def test_groups_are_nobodys_record(cli: Cli) -> None:
    cli("done a")
    assert cli("group add spring ada bo").out == "Added to spring: ada; bo\nNothing is recorded yet of bo\n"
    assert cli("group add spring ada").out == "In it already: ada\n"
    assert cli("group add spring ada cleo --mentor").out == "Added to spring as mentors: ada; cleo\n"
    assert cli("group").out == "spring  1 learner  2 mentors\n"
    assert cli("undo").code == 0
    assert "group" not in cli("history").out
    assert [each["user"] for each in json_of(cli, "group list spring")["members"]] == ["ada", "bo", "cleo"]
    assert_refused(cli("group remove spring bob"), 1, "bob is not in spring")
    assert cli("group remove spring ada bo cleo").out == "Removed from spring: ada; bo; cleo\n"
    assert cli("group").out == "There is no group yet: roadmap group add GROUP NAME makes one.\n"
    assert_refused(cli("group", "add", " ", "ada"), 2, "cannot be the name of a group")
