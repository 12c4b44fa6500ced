"""A small realistic history with fixed ids, and texts that would like to act."""

from collections.abc import Sequence
from random import Random
from types import SimpleNamespace

import pytest
from conftest import NOW
from hypothesis import strategies as st

from roadmap_cli.domain.roadmap import Choice, Module, Option, Phase, Roadmap, Topic
from roadmap_cli.scheduling import by
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.storage import Store, store

HISTORY = (
    (20, ("start", "a")),
    (20, ("log", "a", "45m", "first evening")),
    (19, ("log", "a", "1h30")),
    (19, ("done", "a")),
    (18, ("link", "a", "https://example.org/a?x=1&y=2", "--title", "Notebook", "--proves")),
    (12, ("skip", "extra")),
    (9, ("log", "b", "50m", 'with "quotes", äöü and a | pipe')),
    (9, ("note", "b", "two\nlines")),
    (5, ("choose", "y")),
    (4, ("undo",)),
    (3, ("choose", "x")),
    (1, ("done", "b", "--on", "2026-11-21")),
    (1, ("review", "grade", "b-1", "hard")),
    (0, ("card", "add", "b", "--question", '=2+3, "or" <b>', "--answer", "#5 | five")),
    (0, ("done", "c")),
    (0, ("undo",)),
)
"""Days ago, and a command on the small roadmap."""

HOSTILE = (
    *(
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "\u00a0=1",
        "\x1b=1",
        '"=1',
        "'=1",
        ",=1",
        "a\n=1",
        "a\rb",
    ),
    *(
        "# x",
        "- x",
        "+ x",
        "* x",
        "1. x",
        "2) x",
        "> x",
        "=",
        "---",
        "***",
        "```",
        "~~~",
        "    x",
        "|",
        "a|b",
        "\\|",
        "\\",
    ),
    *(
        "<b>x</b>",
        "<script>x</script>",
        "<!-- x",
        "&lt;b&gt;",
        "&#60;b>",
        "**x**",
        "_x_",
        "`x",
        "~~x~~",
        "\\[x",
        "&copy;",
    ),
    *("[x](https://evil.example)", "![x](https://evil.example)", "[x]: https://evil.example", "<https://evil.example>"),
    *("x](https://evil.example)", "[x][y]", "\x1b]0;x\x07", "\u202ex", "\u2028# x", "\x9b2J", "[ ]"),
)
texts = st.lists(
    st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=1, max_size=4
).map("".join)
titles = texts.map(lambda text: text.replace("\n", " ")).filter(
    lambda text: any(each.isprintable() and each != " " for each in text)
)
urls = st.builds(
    "{}{}".format,
    st.sampled_from(
        [
            "https://example.org/",
            "HTTP://x.example/",
            "javascript:alert(1)//",
            "data:text/html,",
            "",
            "//x",
            "https://[",
        ]
    ),
    texts,
)


def fix_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    """Random bits that count up: the same commands at the same times give the same ids."""
    counter = iter(range(1, 1_000_000))
    monkeypatch.setattr(store, "os", SimpleNamespace(urandom=lambda size: next(counter).to_bytes(size)))


def roadmap(names: Sequence[str]) -> Roadmap:
    """Two topics and a choice between two more, with these titles in turn."""
    title = [names[index % len(names)] for index in range(8)]
    options = (Option("x", title[0]), Option("y", title[1]))
    topics = [Topic(key, title[index], "one", "m", 2.0) for index, key in enumerate("abcd")]
    own = (*topics[:2], topics[2]._replace(option="x"), topics[3]._replace(option="y"))
    phase = Phase("one", title[4], 1, "", (Module("m", title[5], "one", own),))
    return Roadmap("r", title[6], (phase,), (Choice("way", title[7], options),))


def workspace(where: Roadmap, log: Store) -> Workspace:
    return Workspace(where, "ada", log, NOW, Random(1), by)
