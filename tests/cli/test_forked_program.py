"""A forked program says and does what a started one does, so that most tests may do with the one that is quicker."""

import os
import shutil
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import pytest
from cli_helpers import PROGRAM, STARTED, files_in, forked, in_terminal, run_in_terminal, run_program, run_shell
from conftest import Result
from faults_helpers import LONG

pytestmark = pytest.mark.skipif(LONG, reason="everything is started")


@pytest.fixture(autouse=True)
def _small_roadmap(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    run_program("done", "a")


Run = Callable[..., object]


def kept_in(home: Path) -> list[str]:
    """Without what a cache may keep or not, as the clock will have it."""
    return sorted(name for name in files_in(home) if not name.startswith(".cache"))


def assert_the_same(home: Path, run: Run) -> None:
    """What is said, and the names of the files that are left, are the same whichever way it is run."""
    before = shutil.copytree(home, home.with_name("before"))
    with chdir(home):
        started, left = run(prefix=STARTED), kept_in(home)
    shutil.rmtree(home)
    before.rename(home)
    with chdir(home):
        assert run(prefix=None) == started
    assert kept_in(home) == left


@pytest.mark.parametrize(
    "words",
    [
        *("", "list --json", "status", "config", "done b", "undo", "config rest_days sun", "export csv -o new.csv"),
        *("import nothing.csv", "done nonsense", "status --nonsense", "--database /dev/null status"),
    ],
)
def test_a_command_says_and_leaves_the_same(home: Path, words: str) -> None:
    assert_the_same(home, lambda prefix: run_program(*words.split(), prefix=prefix))


@pytest.mark.parametrize(
    ("stdin", "words"),
    [("y\n", "reset --all"), ("Ω\r\nsecond\r\n", "note b"), ("\udcff\n", "note b"), ("", "note b"), ("n", "undo")],
)
def test_it_reads_the_same(home: Path, stdin: str, words: str) -> None:
    (home / "in").write_bytes(os.fsencode(stdin))
    script = f"$ROADMAP_RUN {words} < {home}/in; echo $?; $ROADMAP_RUN show b --json"
    assert_the_same(home, lambda prefix: run_shell(script, prefix=prefix))


@pytest.mark.parametrize(
    "environment",
    [
        *({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "ascii"}),
        *(
            {"FORCE_COLOR": "1"},
            {"TZ": "Pacific/Kiritimati"},
            {"ROADMAP_USER": "cleo"},
            {"PATH": ""},
            {"ODD": "\udcff"},
        ),
    ],
    ids=str,
)
def test_its_environment_is_its_own(home: Path, small: Path, environment: dict[str, str]) -> None:
    """Also where that is read while Python and the libraries load."""
    small.write_text(small.read_text().replace('"Beta"', '"Bêta Ω 字"'), encoding="utf-8")
    script = "$ROADMAP_RUN done --help; $ROADMAP_RUN show bêta"
    assert_the_same(home, lambda prefix: run_shell(script, "/bin/sh", environment, prefix))


@pytest.mark.parametrize(
    "script",
    [
        *(
            "$ROADMAP_RUN done b >&-",
            "$ROADMAP_RUN done b >&- 2>&-",
            "$ROADMAP_RUN status >/dev/full",
            "$ROADMAP_RUN note b <&-",
        ),
        *(
            "$ROADMAP_RUN done b <&- >&- 2>&-",
            "$ROADMAP_RUN schema | head -1",
            "$ROADMAP_RUN export json -o - | head -c 1",
        ),
        "umask 027; $ROADMAP_RUN export csv -o kept.csv; stat -c %a kept.csv",
        "mkdir elsewhere; cd elsewhere; $ROADMAP_RUN new; ls",
    ],
)
def test_its_streams_its_folder_and_its_mask_are_its_own(home: Path, script: str) -> None:
    ends = "; echo $? >&3" if "|" not in script else '; echo "${PIPESTATUS[@]}" >&3'
    assert_the_same(home, lambda prefix: run_shell(f"exec 3>&1; {script}{ends}", "bash", prefix=prefix))


@pytest.mark.parametrize("words", ["status", "show b", "--help", "done nonsense", "list --plain"])
@pytest.mark.parametrize("environment", [{"COLUMNS": "60"}, {"TERM": "dumb"}, {"NO_COLOR": "1"}], ids=str)
def test_in_a_terminal_it_says_the_same(words: str, environment: dict[str, str]) -> None:
    started = in_terminal(["env", *PROGRAM, *words.split()], {**os.environ, **environment}, [])
    assert run_in_terminal(*words.split(), environment=environment) == started


def test_a_terminal_is_its_own_and_a_signal_ends_it() -> None:
    answers = [("[y/N]", "\x03")]
    assert in_terminal([*PROGRAM, "reset", "--all"], os.environ, answers) == in_terminal(
        ["env", *PROGRAM, "reset", "--all"], os.environ, answers
    )
    words = [*forked(), "sh", "-c", "kill -TERM $$"]
    assert run_shell(f"{' '.join(words[:-1])} '{words[-1]}'; echo $?").out == "143\n"


def test_one_that_says_something_else_would_be_noticed(home: Path) -> None:
    def run(prefix: tuple[str, ...] | None) -> Result:
        return run_program("status", environment={} if prefix == STARTED else {"ROADMAP_USER": "cleo"}, prefix=prefix)

    with pytest.raises(AssertionError):
        assert_the_same(home, run)
