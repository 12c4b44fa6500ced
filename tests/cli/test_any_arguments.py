"""Whatever stands on the command line, the program answers with an exit code of its own, and never with a traceback."""

import io
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from conftest import SMALL, examples
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from roadmap_cli.cli import run

COMMANDS = [
    "status",
    "next",
    "show",
    "list",
    "history",
    "start",
    "done",
    "skip",
    "reset",
    "log",
    "note",
    "link",
    "choose",
    "career",
    "forecast",
    "plan",
    "activity",
    "break",
    "timer",
    "place",
    "review",
    "card",
    "evidence",
    "report",
    "use",
    "roadmaps",
    "adopt",
    "config",
    "undo",
    "redo",
    "export",
    "import",
    "check",
    "new",
    "schema",
]
OPTIONS = [
    "--json",
    "--all",
    "--short",
    "-n",
    "--number",
    "--time",
    "--why",
    "--open",
    "--phase",
    "--module",
    "--status",
    "--option",
    "--ready",
    "--search",
    "--on",
    "--dry-run",
    "--yes",
    "-y",
    "--title",
    "--proves",
    "-o",
    "--output",
    "--force",
    "--hours-per-week",
    "--by",
    "--days",
    "--at",
    "--cue",
    "--weeks",
    "--ics",
    "--until",
    "--from",
    "--end",
    "--minutes",
    "--answers",
    "--ahead",
    "--stats",
    "--list",
    "--question",
    "-q",
    "--answer",
    "-a",
    "--topic",
    "--missing",
    "--stale",
    "--confidence",
    "--unset",
    "--user",
    "--file",
    "--database",
    "--no-color",
    "--version",
    "--help",
    "-h",
    "--",
]
VALUES = [
    "a",
    "b",
    "c",
    "x",
    "y",
    "z",
    "x-topic",
    "way",
    "end",
    "extra",
    "one",
    "two",
    "letters",
    "ways",
    "none",
    "todo",
    "done",
    "skipped",
    "1",
    "2",
    "0",
    "-1",
    "45m",
    "1h30",
    "1.5h",
    "90",
    "24h",
    "40h",
    "9999999999",
    "yesterday",
    "tomorrow",
    "2026-11-20",
    "2026-02-30",
    "markdown",
    "json",
    "csv",
    "10d",
    "2w",
    "start",
    "stop",
    "cancel",
    "status",
    "mon,wed,sat",
    "lunes",
    "19:30",
    "25:00",
    "2027-02-29",
    "2028-02-29",
    "9999-12-31",
    "in 3 weeks",
    "grade",
    "b-1",
    "again",
    "5",
    "add",
    "edit",
    "delete",
    "list",
    "import",
    "anki",
    "small.toml",
    "hours_per_week",
    "day_start",
    "desired_retention",
    "reviews_per_day",
    "rest_days",
    "168",
    "nan",
    "https://example.org",
    "http://[",
    "://",
    "sqlite://",
    "nonsense://x",
]
ODD = st.text(
    st.characters(exclude_characters="\0/\\~", exclude_categories=["Cs"])
    | st.sampled_from("\x1b\x07\x9b\u202e\udcff[]{}'\"$`\n\t"),
    max_size=12,
)
NUMBERS = st.integers().map(str) | st.floats().map(str) | st.integers(1, 400).map(lambda digits: "9" * digits)
WORDS = st.sampled_from((*OPTIONS, *VALUES)) | ODD | NUMBERS
TIMES = st.tuples(ODD | NUMBERS, st.sampled_from(["", "m", "h", "d", "w", ":00", " days ago", " weeks ago"])).map(
    "".join
)
ARGUMENTS = st.builds(
    lambda before, command, after: [*before, command, *after],
    st.lists(WORDS, max_size=2),
    st.sampled_from(COMMANDS) | ODD,
    st.lists(WORDS | TIMES, max_size=5),
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One home for all examples: whatever they wrote, the next must stand it."""
    place = tmp_path_factory.mktemp("anything")
    (place / "small.toml").write_text(SMALL, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        patch.setenv("PATH", str(place))  # so that --open finds no browser
        yield place


def answer_to(arguments: list[str]) -> tuple[int, str, str]:
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
    with redirect_stdout(out), redirect_stderr(err):
        code = run(arguments)
        out.flush()
        err.flush()
    return code, said(out), said(err)


def said(stream: io.TextIOWrapper) -> str:
    return stream.buffer.getvalue().decode()  # type: ignore[attr-defined]


@settings(examples(400), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(arguments=ARGUMENTS)
@example(arguments=["log", "a", "9" * 400 + "h"])
@example(arguments=["done", "a", "--on", "99999999999999999 days ago"])
@example(arguments=["link", "a", "https://x/\udcff", "--title", "\udcff"])
@example(arguments=["note", "a", "\udcff"])
@example(arguments=["list", "--search", "\udcff"])
@example(arguments=["new", "\udcff/x"])
@example(arguments=["--file", "x" * 5000, "status"])
@example(arguments=["--file", "~nobody/x", "status"])
@example(arguments=["--database", "x" * 5000, "done", "a"])
@example(arguments=["--database", "~nobody/x.db", "done", "a"])
@example(arguments=["--database", "\udcff.db", "done", "a"])
@example(arguments=["--database", "sqlite:///x?mode=nonsense", "status"])
@example(arguments=["forecast", "--by", "9999-12-31"])
@example(arguments=["forecast", "--hours-per-week", "5e-324"])
@example(arguments=["plan", "--hours-per-week", "5e-324", "--weeks", "26"])
@example(arguments=["plan", "--cue", "\udcff", "--ics", "-"])
@example(arguments=["plan", "--at", "19:30", "--json"])
@example(arguments=["plan", "--ics", "\udcff/x"])
@example(arguments=["activity", "--weeks", "520"])
@example(arguments=["break", "9999w"])
@example(arguments=["break", "--from", "1970-01-02", "--until", "1970-01-03", "\udcff"])
@example(arguments=["break", "--until", "0001-01-01"])
@example(arguments=["timer", "start", "\udcff"])
@example(arguments=["timer", "stop", "--minutes", "9" * 400])
@example(arguments=["place", "--answers", "\udcff"])
@example(arguments=["place", "--answers", "/dev/null", "--yes"])
@example(arguments=["review", "grade", "\udcff", "3"])
@example(arguments=["review", "grade", "b-1", "\u0663"])
@example(arguments=["review", "--time", "9" * 400, "-n", "9" * 400])
@example(arguments=["review", "\udcff", "--ahead"])
@example(arguments=["card", "add", "a", "-q", "\udcff", "-a", "\0"])
@example(arguments=["card", "edit", "\udcff"])
@example(arguments=["card", "delete", ""])
@example(arguments=["card", "list", "\udcff", "--json"])
@example(arguments=["card", "import", "/dev/null"])
@example(arguments=["card", "import", "small.toml", "--topic", "\udcff"])
@example(arguments=["card", "import", "small.toml", "--topic", "a"])
@example(arguments=["export", "anki", "-o", "\udcff/x"])
@example(arguments=["done", "a", "--confidence", "9" * 400])
@example(arguments=["config", "desired_retention", "nan%"])
@example(arguments=["config", "maximum_interval", "9" * 400])
@example(arguments=["config", "user", "\udcff", "--json"])
@example(arguments=["config", "file", "~nobody/x"])
@example(arguments=["config", "hours_per_week", "9" * 400])
@example(arguments=["reset", "--all"])
@example(arguments=["note", "a"])
@example(arguments=[])
@pytest.mark.usefixtures("home")
def test_no_argument_list_makes_it_stumble(arguments: list[str], place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(place / "small.toml"))
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    code, out, err = answer_to(arguments)
    assert code in {0, 1, 2, 3, 4}
    assert "nobody foresaw" not in err, (arguments, err)
    assert "Traceback" not in out + err
    assert (code == 0) == ("error: " not in err), err
    assert not any(letter in err for letter in "\x1b\x07\x9b\u202e")
