"""What was agreed to is what is written: between the question and the lock somebody else may have been at work."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cli_helpers import files_in, json_of
from conftest import Cli

from roadmap_cli.cli.commands import import_ as command
from roadmap_cli.use_cases import import_ as use_case

ASKED = "Import this?"
LIST = "- [x] Alpha\n- [x] Beta\n- [ ] Gamma\n"
OTHER = "# Trees\n\n## Roots\n\n- [x] Tap roots\n- [ ] Fungi\n"


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    file = tmp_path / "list.md"
    file.write_text(LIST, encoding="utf-8")
    return file


@pytest.fixture
def trees(tmp_path: Path) -> Path:
    file = tmp_path / "trees.md"
    file.write_text(OTHER, encoding="utf-8")
    return file


def answering(monkeypatch: pytest.MonkeyPatch, *answers: Callable[[], bool]) -> list[str]:
    """Somebody at a terminal who does something before each answer; the questions that were asked."""
    asked: list[str] = []

    def confirmed(question: str) -> bool:
        asked.append(question)
        return answers[len(asked) - 1]()

    monkeypatch.setattr(command, "has_terminal", lambda: True)
    monkeypatch.setattr(command, "confirmed", confirmed)
    return asked


def while_it_waits(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Before an import has the place for roadmaps to itself."""
    alone = use_case.alone

    @contextmanager
    def later() -> Iterator[None]:
        happens()
        with alone():
            yield

    monkeypatch.setattr(use_case, "alone", later)


def kinds(cli: Cli, small: Path) -> list[str]:
    entries = json_of(cli, f"--file {small} history")["entries"]
    return [event["kind"] for entry in entries for event in entry["events"]]


def test_progress_that_came_meanwhile_is_shown_and_asked_about_again(
    cli: Cli, small: Path, listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def somebody_finishes_a() -> bool:
        return cli("--file", str(small), "done", "a").code == 0

    asked = answering(monkeypatch, somebody_finishes_a, lambda: True)
    result = cli("--file", str(small), "import", str(listed))
    assert (result.code, asked) == (0, [ASKED, ASKED])
    assert "a roadmap or its progress has changed meanwhile" in result.err
    assert kinds(cli, small) == ["finished", "finished"]


def test_who_says_no_the_second_time_writes_nothing(
    cli: Cli, small: Path, listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def somebody_finishes_a() -> bool:
        return cli("--file", str(small), "done", "a").code == 0

    answering(monkeypatch, somebody_finishes_a, lambda: False)
    assert cli("--file", str(small), "import", str(listed)).code == 0
    assert kinds(cli, small) == ["finished"]


def test_in_a_pipe_progress_that_came_meanwhile_ends_it(
    cli: Cli, small: Path, listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    while_it_waits(monkeypatch, lambda: cli("--file", str(small), "done", "a"))
    result = cli("--file", str(small), "import", str(listed))
    assert (result.code, result.out) == (1, "")
    assert "a roadmap or its progress has changed meanwhile" in result.err
    assert kinds(cli, small) == ["finished"]


def test_in_a_pipe_a_roadmap_that_came_meanwhile_ends_it(
    cli: Cli, trees: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    while_it_waits(monkeypatch, lambda: None)
    assert cli("import", str(trees)).code == 0
    trees.write_text(OTHER + "- [ ] Grafts\n", encoding="utf-8")

    def somebody_edits() -> None:
        (file,) = home.rglob("trees.toml")
        file.write_text(f"{file.read_text()}# mine\n", encoding="utf-8")

    while_it_waits(monkeypatch, somebody_edits)
    before = files_in(home)
    result = cli("import", str(trees))
    assert (result.code, result.out) == (1, "")
    changed = {Path(name) for name, content in files_in(home).items() if before.get(name) != content}
    assert [name.name for name in changed if "cache" not in str(name)] == ["trees.toml"]


def test_what_nobody_disturbs_is_asked_about_once(
    cli: Cli, small: Path, listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answering(monkeypatch, lambda: True)
    assert cli("--file", str(small), "import", str(listed)).code == 0
    assert asked == [ASKED]
    assert kinds(cli, small) == ["finished", "finished"]
