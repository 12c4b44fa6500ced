"""What every test stands on: a home of its own, a fixed clock, and the program as a function."""

import gc
import os
import pty
import shlex
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
import tomli
import tomli_w
import typer
from hypothesis import HealthCheck, settings
from kept_builtin import shared
from marks import pytest_collection_modifyitems, pytest_runtest_protocol  # noqa: F401 - pytest looks for them here
from process_helpers import LONG

from roadmap_cli import cli as program
from roadmap_cli import definition
from roadmap_cli.__main__ import COLLECT_AFTER
from roadmap_cli.definition.document import topics_in
from roadmap_cli.domain import forecast
from roadmap_cli.settings.folders import cache_folder
from roadmap_cli.use_cases import session

for name, number in {"fast": 10, "default": 100 if LONG else 50, "thorough": 2000}.items():
    settings.register_profile(
        name, deadline=None, max_examples=number, suppress_health_check=[HealthCheck.too_slow], derandomize=True
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a shell leaves it to what it starts in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)

typer.main.get_params_from_function = cache(typer.main.get_params_from_function)
"""A process of a learner asks once what the options of a command are; this one asks thousands of times."""

TESTS = Path(__file__).parent
NOW = datetime(2026, 11, 23, 19, 30, tzinfo=UTC)
"""A Monday evening."""


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


Cli = Callable[..., Result]


def pytest_collection_finish() -> None:
    """The tests themselves stay to the end; to look for cycles among them, again and again, costs a twentieth of it all."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)


def examples(number: int) -> settings:
    """Of a test that is dearer or more hopeful than others: so many where the profile has a hundred."""
    return settings(max_examples=max(1, number * settings().max_examples // 100))


@pytest.fixture(scope="session")
def read_before(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home in which the built-in roadmap was read once, to be copied: to read it costs more than most tests."""
    folder = tmp_path_factory.mktemp("read-before")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        patch.setenv("USERPROFILE", str(folder))
        patch.delenv("XDG_CACHE_HOME", raising=False)
        kept = cache_folder()
        definition.load(definition.builtin(), kept)
    with shared(kept):
        yield folder


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_before: Path) -> Path:
    """A fresh home folder in which only the built-in roadmap was read, no settings from outside, UTC, and
    the same device on every machine.
    """
    folder = shutil.copytree(read_before, tmp_path / "home", copy_function=os.link)  # to copy a megabyte takes longer
    for name in [each for each in os.environ if each.startswith(("ROADMAP", "_ROADMAP", "XDG_"))]:
        monkeypatch.delenv(name)
    for name in (
        "NO_COLOR",
        "FORCE_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "COLORTERM",
        "TERM_PROGRAM",
        "VTE_VERSION",
        "KONSOLE_VERSION",
        "KITTY_WINDOW_ID",
        "WT_SESSION",
        "DOMTERM",
        "ALACRITTY_WINDOW_ID",
        "FORCE_HYPERLINK",
        "LESS",
        "COLUMNS",
        "LINES",
        "VISUAL",
        "EDITOR",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    monkeypatch.setenv("LOGNAME", "ada")
    monkeypatch.setenv("ROADMAP_DEVICE", "laptop.k3f9a2")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("PAGER", "cat")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("LINES", "24")
    monkeypatch.setenv("PROMPT_TOOLKIT_NO_CPR", "1")  # or it waits for terminals of tests to say where the cursor is
    return folder


@pytest.fixture(scope="session")
def file_of_few_cards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = definition.builtin().read_text(encoding="utf-8")
    document = tomli.loads(text)
    for *_, topic in topics_in(document):
        topic["cards"] = topic.get("cards", [])[:1]
    file = tmp_path_factory.mktemp("few-cards") / "phases.toml"
    remarks, _, _ = text.partition("[roadmap]")
    file.write_text(remarks + tomli_w.dumps(document), encoding="utf-8")
    return file


@pytest.fixture
def few_cards(file_of_few_cards: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The built-in roadmap has a card a topic: for who reads it again and again, and asks nothing of cards."""
    monkeypatch.setattr(definition, "builtin", lambda: file_of_few_cards)


@pytest.fixture
def empty_home(home: Path) -> Path:
    """On a computer on which no roadmap was ever read."""
    shutil.rmtree(home)
    home.mkdir()
    return home


@pytest.fixture(autouse=True)
def _few_futures(request: pytest.FixtureRequest) -> None:
    if hasattr(request.function, "hypothesis") and request.path.parent.name not in {"domain", "services"}:
        request.getfixturevalue("few_futures")


@pytest.fixture
def few_futures(monkeypatch: pytest.MonkeyPatch) -> None:
    """For laws of what only shows a forecast: a thousand cost more than all the rest of a report."""
    monkeypatch.setattr(forecast, "FUTURES", 50)


@pytest.fixture
def database(home: Path) -> Path:
    """Where the program keeps progress unless told otherwise."""
    from platformdirs import PlatformDirs  # noqa: PLC0415 - after HOME has moved

    return Path(PlatformDirs("learning-roadmap", appauthor=False).user_data_dir) / "progress.db"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    standing = Clock()
    monkeypatch.setattr(session, "clock", standing)
    return standing


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A person may sit there: the program's stdin is a terminal."""
    leader, follower = pty.openpty()
    with os.fdopen(leader, "rb"), os.fdopen(follower, "r") as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        yield


@pytest.fixture
def cli(clock: Clock, capsys: pytest.CaptureFixture[str]) -> Cli:
    """The program, as a function of its command line (one string, or words)."""

    def run(*words: str) -> Result:
        capsys.readouterr()
        arguments = shlex.split(words[0]) if len(words) == 1 else list(words)
        code = program.run(arguments)
        out, err = capsys.readouterr()
        return Result(code, out, err)

    return run


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A roadmap small enough to have in one's head: a before b before c, a choice of x or y, a stretch topic."""
    file = tmp_path / "small.toml"
    file.write_text(SMALL, encoding="utf-8")
    return file


SMALL = """\
[roadmap]
id = "small"
title = "Small"

[[choice]]
id = "way"
title = "Which way"

[[choice.option]]
id = "x"
title = "The X way"

[[choice.option]]
id = "y"
title = "The Y way"

[[phase]]
id = "one"
title = "Phase one"

[[phase.module]]
id = "letters"
title = "Letters"

[[phase.module.topic]]
id = "a"
title = "Alpha"
hours = 2

[[phase.module.topic]]
id = "b"
title = "Beta"
hours = 4
requires = ["a"]
criteria = ["You can say beta."]
resources = [{title = "A page", url = "https://example.org/beta", kind = "docs"}]
cards = [{id = "b-1", question = "Second letter?", answer = "Beta."}]

[[phase]]
id = "two"
title = "Phase two"

[[phase.module]]
id = "ways"
title = "Ways"

[[phase.module.topic]]
id = "c"
title = "Gamma"
hours = 3
requires = ["b"]

[[phase.module.topic]]
id = "x-topic"
title = "Ex"
hours = 5
option = "x"
requires = ["b"]

[[phase.module.topic]]
id = "y-topic"
title = "Why"
hours = 6
option = "y"
requires = ["b"]

[[phase.module.topic]]
id = "end"
title = "The end"
kind = "project"
hours = 1
requires = ["c"]
requires_option = {x = ["x-topic"], y = ["y-topic"]}

[[phase.module.topic]]
id = "extra"
title = "More"
hours = 2
stretch = true
"""
