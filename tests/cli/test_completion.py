"""Tab in bash, zsh and fish, by running the completion as the shells do."""

import re
from pathlib import Path

import pytest
from completion_helpers import tab
from conftest import SMALL

from roadmap_cli.settings import KEYS

SHELLS = ("bash", "zsh", "fish")
HOSTILE = "\\\"; $(touch pwned) `touch pwned` ' \\\\' [/x] | & > pwned * ~ {a,b} (x) : %s !! \\u001b]0;x\\u0007"


@pytest.fixture(autouse=True)
def _somewhere(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    monkeypatch.chdir(tmp_path)


def names(offers: list[str]) -> list[str]:
    return [offer.split()[0] for offer in offers]


OFFERS = [
    ("roadmap done ", ["a", "b", "c", "end", "extra", "x-topic", "y-topic"]),
    ("roadmap show ", ["a", "b", "c", "end", "extra", "letters", "one", "two", "ways", "x-topic", "y-topic"]),
    ("roadmap list --phase ", ["one", "two"]),
    ("roadmap done a --dry-run e", ["end", "extra"]),
    ("roadmap list --module ", ["letters", "ways"]),
    ("roadmap choose way ", ["x", "y"]),
    ("roadmap st", ["start", "status", "story"]),
    ("roadmap timer ", ["cancel", "start", "status", "stop"]),
    ("roadmap timer start e", ["end", "extra"]),
    ("roadmap forecast --option ", ["x", "y"]),
    ("roadmap place ", ["letters", "one", "two", "ways"]),
    ("roadmap re", ["ready", "redo", "report", "reset", "restore", "review"]),
    ("roadmap review ", ["a", "b", "c", "end", "extra", "letters", "one", "two", "ways", "x-topic", "y-topic"]),
    ("roadmap card ", ["add", "delete", "edit", "import", "list"]),
    ("roadmap card add e", ["end", "extra"]),
    ("roadmap card list e", ["end", "extra"]),
    ("roadmap card import FILE --topic e", ["end", "extra"]),
]


@pytest.mark.parametrize(
    ("shell", "line", "offers"),
    [*(("bash", *each) for each in OFFERS), *((shell, *each) for shell in SHELLS[1:] for each in OFFERS[:4])],
)
def test_ids_and_commands_are_offered(shell: str, line: str, offers: list[str]) -> None:
    """Any shell hands over the words alike, and so a few lines of all sorts are enough for two of them."""
    assert sorted(names(tab(shell, line))) == offers


@pytest.mark.parametrize("shell", SHELLS)
def test_the_settings_are_offered(shell: str) -> None:
    """They have no titles, so zsh puts several on a line."""
    offers = " ".join(tab(shell, "roadmap config ")).split()
    assert sorted(offers) == sorted(KEYS)
    assert {"day_start", "desired_retention", "reviews_per_day"} < set(offers)
    assert sorted(" ".join(tab(shell, "roadmap config da")).split()) == ["daily_backups", "database", "day_start"]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_ids_come_with_their_titles(shell: str) -> None:
    titles = dict(re.split(r"\s+(?:-- )?", offer, maxsplit=1) for offer in tab(shell, "roadmap show "))
    assert titles["a"] == "Alpha"
    assert titles["end"] == "The end"


@pytest.mark.parametrize("shell", SHELLS)
def test_options_are_offered(shell: str) -> None:
    assert {"--phase", "--module", "--ready", "--json"} <= set(names(tab(shell, "roadmap list --")))
    assert {"--hours-per-week", "--days", "--at", "--ics"} <= set(names(tab(shell, "roadmap plan --")))
    assert {"--time", "--ahead", "--stats", "--list", "--json"} <= set(names(tab(shell, "roadmap review --")))
    assert {"--question", "--answer"} <= set(names(tab(shell, "roadmap card add --")))
    assert {"--minutes"} <= set(names(tab(shell, "roadmap timer stop --")))


@pytest.mark.parametrize("shell", SHELLS)
def test_another_file_before_the_command_is_honoured(shell: str, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(SMALL.replace('"a"', '"another"').replace("Alpha", "Another"), encoding="utf-8")
    assert "b" in names(tab(shell, f"roadmap --file {other} show "))
    assert "another" in names(tab(shell, f"roadmap --file {other} show "))


@pytest.mark.parametrize("shell", SHELLS)
def test_a_hostile_title_executes_nothing_and_breaks_nothing(shell: str, small: Path, tmp_path: Path) -> None:
    small.write_text(SMALL.replace("Alpha", f"Al {HOSTILE}").replace("Phase one", HOSTILE), encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    offers = tab(shell, "roadmap done ")
    assert sorted(names(offers)) == ["a", "b", "c", "end", "extra", "x-topic", "y-topic"]
    assert sorted(names(tab(shell, "roadmap list --phase "))) == ["one", "two"]
    assert not any(letter in "".join(offers) for letter in "$`\x1b\x07")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("shell", SHELLS)
def test_a_hostile_beginning_executes_nothing(shell: str, tmp_path: Path) -> None:
    tab(shell, "roadmap show '$(touch pwned)`touch pwned`[/x]'")
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize("shell", SHELLS)
def test_a_broken_roadmap_file_offers_nothing_and_says_nothing(
    shell: str, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    monkeypatch.chdir(empty)
    small.write_text("nonsense", encoding="utf-8")
    assert tab(shell, "roadmap show ") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_a_missing_roadmap_file_still_offers_commands(shell: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", "/no/such/file.toml")
    assert sorted(names(tab(shell, "roadmap st"))) == ["start", "status", "story"]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_topics_of_a_timer_come_with_their_titles_and_its_commands_with_their_help(shell: str) -> None:
    titles = dict(re.split(r"\s+(?:-- )?", offer, maxsplit=1) for offer in tab(shell, "roadmap timer start "))
    assert titles["a"] == "Alpha"
    helps = dict(re.split(r"\s+(?:-- )?", offer, maxsplit=1) for offer in tab(shell, "roadmap timer "))
    assert helps["cancel"].startswith("Stop it without logging")
