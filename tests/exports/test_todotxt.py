"""What any program for todo.txt reads: the rules are those of github.com/todotxt/todo.txt."""

import re
import time
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest
from conftest import NOW, Cli, Clock
from exports_helpers import HOSTILE, titles
from graph_helpers import clean, titled
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_shape import CONTROLS

from roadmap_cli.exports import todotxt

DAY = r"\d{4}-\d\d-\d\d"
RULES = re.compile(
    rf"(?:(?P<done>x )|\((?P<priority>[A-Z])\) )?(?:(?P<first>{DAY}) )?(?:(?P<second>{DAY}) )?(?P<rest>.*)"
)


@pytest.fixture(autouse=True)
def _utc(home: Path) -> None:
    time.tzset()


class Task(NamedTuple):
    done: bool
    priority: str | None
    dates: tuple[str, ...]
    words: str
    projects: list[str]
    contexts: list[str]
    keys: dict[str, str]


def tasks(text: str) -> list[Task]:
    """Everything that the rules let a program find in a line."""
    assert text == "" or text.endswith("\n")
    return [task(line) for line in text.split("\n")[:-1]]


def task(line: str) -> Task:
    match = RULES.fullmatch(line)
    assert match, line
    words = match["rest"].split()
    projects = [word[1:] for word in words if re.fullmatch(r"\+\S+", word)]
    contexts = [word[1:] for word in words if re.fullmatch(r"@\S+", word)]
    keys = [word.split(":", 1) for word in words if re.fullmatch(r"[^:]+:.+", word)]
    assert len(dict(keys)) == len(keys), line
    plain = [word for word in words if not re.fullmatch(r"[+@]\S+|[^:]+:.+", word)]
    dates = tuple(filter(None, (match["first"], match["second"])))
    return Task(bool(match["done"]), match["priority"], dates, " ".join(plain), projects, contexts, dict(keys))


ACTING = (
    "x",
    "x y",
    "x 2026-11-20 y",
    "X y",
    "(A)",
    "(A) y",
    "(a) y",
    "2026-11-20",
    "2026-11-20 y",
    "2026-11-20 2026-11-21 y",
    "a 2026-11-20",
    "+project y",
    "a +b @c d:e",
    "+",
    "@ home",
    "1 + 1",
    "id:other",
    "pri:A due:2026-11-20",
    "https://example.org/a?b=c",
    "a:b:c",
    "12:30",
    "a: b",
    ":",
    "::",
    "a::b",
    "100% 100%25 %2B %zz",
    "\u00a0+x",
    "\x1b",
)
IN_PHASE_TWO = ["c", "x-topic", "end", "extra"]


@given(names=st.lists(titles, min_size=1, max_size=4))
@example(names=[*HOSTILE, *ACTING])
@example(names=[*ACTING, *HOSTILE][1:])
@example(names=[*ACTING, *HOSTILE][2:])
@example(names=[*ACTING, *HOSTILE][3:])
def test_a_title_is_nothing_but_a_title(names: list[str]) -> None:
    text = todotxt.render(titled(names))
    found = tasks(text)
    assert [unquote(each.words) for each in found] == [clean(name) for name in names]
    for place, each in enumerate(found):
        doing, done, skipped = (place % 4 == kind for kind in range(3))
        assert each.done == done
        assert each.dates == (("2026-11-23",) if done else ())
        assert (each.projects, each.contexts) == ([f"t{place}"], ["one"])
        assert each.keys == {
            "id": f"t{place}",
            "est": "2h",
            **({"status": "doing"} if doing else {}),
            **({"status": "skipped"} if skipped else {}),
            **({"started": "2026-11-23"} if doing or done else {}),
        }
    assert CONTROLS.search(text) is None


def test_a_title_reads_well(small: Path, cli: Cli) -> None:
    text = small.read_text(encoding="utf-8").replace("Alpha", "C++ at 12:30: 100 % of +x & a (A)")
    small.write_text(text, encoding="utf-8")
    said = cli("--file", str(small), "export", "todotxt").out
    assert said.splitlines()[0] == "(A) C++ at 12%3A30: 100 % of %2Bx & a (A) +letters @one id:a est:2h"


def test_what_comes_next_has_a_priority(cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    for command in ("done a", "done b", "choose x", "start c"):
        assert cli(command).code == 0
    found = {each.keys["id"]: each.priority for each in tasks(cli("export todotxt").out)}
    assert found == {"a": None, "b": None, "c": "A", "x-topic": "B", "end": None, "extra": "C"}


def test_a_part_of_it(cli: Cli, clock: Clock, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    clock.move(days=-9)
    assert cli("done a").code == 0
    clock.now = NOW
    assert cli("log b 90m").code == 0
    assert [each.keys["id"] for each in tasks(cli("export todotxt --phase two").out)] == IN_PHASE_TWO
    (only,) = tasks(cli("export todotxt --since yesterday").out)
    assert only.keys == {"id": "b", "est": "4h", "status": "doing", "spent": "90m", "started": "2026-11-23"}
    nothing = cli("export todotxt --phase two --since yesterday")
    assert (nothing.code, nothing.out) == (0, "")
