"""Links to click: where a terminal is known to follow them, and only to the web."""

import re
import time
from pathlib import Path

import pytest
from conftest import Clock
from hypothesis import given
from hypothesis import strategies as st
from made_reports import texts
from views_helpers import CODES, TREES, Diary, Screen

from roadmap_cli.views import console_for
from roadmap_cli.views.hyperlinks import follows_links, linked, titled
from roadmap_cli.views.widgets import Look

LINK = re.compile(r"\x1b\]8;[^;\x1b]*;([!-~]*)\x1b\\")
SAFE = re.compile(r"https?://[!-~]+")
LOOK = Look(80, plain=False, links=True)


@pytest.fixture
def diary(home: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Diary:
    monkeypatch.setenv("ROADMAP_FILE", str(TREES))
    time.tzset()
    return Diary(clock, monkeypatch)


@pytest.mark.parametrize(
    ("environment", "follows"),
    [
        ({}, False),
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, False),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM_PROGRAM": "iTerm.app"}, True),
        ({"TERM": "xterm-kitty"}, True),
        ({"VTE_VERSION": "5000"}, False),
        ({"VTE_VERSION": "7600"}, True),
        ({"VTE_VERSION": "new"}, False),
        ({"WT_SESSION": "1", "TERM": "tmux-256color"}, False),
        ({"TERM_PROGRAM": "WezTerm", "TMUX": "socket,1,0"}, False),
        ({"TMUX": "socket,1,0", "FORCE_HYPERLINK": "1"}, True),
        ({"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"}, False),
    ],
    ids=str,
)
def test_which_terminals_follow_links(environment: dict[str, str], follows: bool) -> None:  # noqa: FBT001 - a parameter
    assert follows_links(environment) == follows


@pytest.mark.parametrize("color", [False, True])
def test_titles_and_addresses_are_links_on_such_a_terminal_and_nowhere_else(
    diary: Diary,
    monkeypatch: pytest.MonkeyPatch,
    color: bool,  # noqa: FBT001 - a parameter
) -> None:
    diary("1 link growth https://example.org/rings --title 'Rings of a spruce' --proves\n1 done growth\n")
    for command in ("show growth", "evidence", "report week"):
        shown = diary.shows(command)
        without = shown.on(Screen(), color=color)
        monkeypatch.setenv("FORCE_HYPERLINK", "1")
        within = shown.on(Screen(), color=color)
        assert {*LINK.findall(within)} >= {"https://example.org/rings", ""}, command
        assert CODES.sub("", LINK.sub("", within)) == CODES.sub("", without)
        assert LINK.search(shown.on(Screen(terminal=False))) is None
        monkeypatch.delenv("FORCE_HYPERLINK")
        assert LINK.search(without) is None


@given(
    text=texts, url=st.one_of(texts, texts.map("https://example.org/".__add__), st.text().map("http://a.b/".__add__))
)
def test_an_address_never_acts_on_the_terminal(text: str, url: str) -> None:
    console = console_for(Screen(), color="auto")
    with console.capture() as capture:
        console.print(linked("title", url, LOOK), soft_wrap=True)
    said = capture.get()
    assert all(SAFE.fullmatch(each) for each in LINK.findall(said) if each)
    assert LINK.sub("", said).strip() == "title"


def test_an_address_that_is_its_own_title_is_said_once() -> None:
    console = console_for(Screen(terminal=False), color="never")
    with console.capture() as capture:
        for title in ("A book", "https://a.org/"):
            console.print(titled(title, "https://a.org/", "", LOOK))
    assert capture.get().split() == ["A", "book", "https://a.org/", "https://a.org/"]
