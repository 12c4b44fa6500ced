"""However large a file, and whatever stands in its place: at most 300 MB, an end in seconds, an answer or a sentence."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from cli_helpers import PROGRAM, run_program
from conftest import Cli
from faults_helpers import LONG

from roadmap_cli.definition.size import MOST_BYTES, MOST_OPTIONS, MOST_TOPICS
from roadmap_cli.imports.anki import MOST_NOTES

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no such measure")
MOST_MEGABYTES = 300
SECONDS = 150
"""Many times what each takes on a machine with nothing else to do."""
MEASURE = """
import os, resource, signal, sys
child = os.fork()
if child == 0:
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    os.execv(sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(child, 0)
print("peak", usage.ru_maxrss // (1 if sys.platform == "linux" else 1024), file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status) % 256)
"""
"""A small process between: the peak of a child counts what its parent held when it forked, and pytest is large."""
HEAD = '[roadmap]\nid = "big"\ntitle = "Big"\n'
PHASE = '[[phase]]\nid = "p"\ntitle = "P"\n[[phase.module]]\nid = "m"\ntitle = "M"\n'


class Measured(NamedTuple):
    code: int
    out: str
    err: str
    megabytes: int


def measured(*arguments: object, **environment: str) -> Measured:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *PROGRAM, *map(str, arguments)],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
        check=False,
        timeout=SECONDS,
        text=True,
    )
    said, _, peak = done.stderr.rstrip().rpartition("peak ")
    return Measured(done.returncode, done.stdout, said, int(peak) // 1024)


def bounded(code: int, *arguments: object) -> Measured:
    found = measured(*arguments)
    assert (found.code, "Traceback" in found.err) == (code, False), found.err[:1000]
    assert found.megabytes <= MOST_MEGABYTES, found.megabytes
    return found


def topics(count: int, line: Callable[[int], str] = lambda _: "") -> str:
    def each() -> Iterator[str]:
        for number in range(count):
            if number % 5000 == 0:
                yield f'[[phase]]\nid = "p{number}"\ntitle = "P"\n'
            if number % 100 == 0:
                yield f'[[phase.module]]\nid = "m{number}"\ntitle = "M"\n'
            yield f'[[phase.module.topic]]\nid = "t{number}"\ntitle = "T {number}"\n{line(number)}'

    return HEAD + "".join(each())


def chain(count: int, first: str = "") -> str:
    return topics(count, lambda number: f'requires = ["t{number - 1}"]\n' if number else first)


def rich(count: int) -> str:
    """Topics as long as those of the built-in roadmap."""
    text = (
        'why = "{0}"\ncriteria = ["{1}", "{1}", "{1}"]\nresources = [{{title = "A", url = "https://example.org"}}]\n'
        'cards = [{{id = "c{2}-1", question = "{1}?", answer = "{1}"}}, {{id = "c{2}-2", question = "{1}?", answer = "{1}"}}]\n'
    )
    return topics(count, lambda number: text.format("because, so. " * 70, "You can say, = [it]. " * 3, number))


@pytest.fixture
def big(tmp_path: Path) -> Callable[[str], Path]:
    def put(text: str) -> Path:
        file = tmp_path / "big.toml"
        file.write_text(text)
        return file

    return put


Big = Callable[[str], Path]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def _read_once(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first command of a file reads it, the others find it read, as in life: to read it takes longer than all they do."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(kept / "cache"))


@pytest.fixture
def deep(kept: Path, _read_once: None) -> Path:
    return put_once(kept / "deep.toml", lambda: chain(20_000))


@pytest.fixture
def carded(kept: Path, _read_once: None) -> Path:
    """A hundred thousand cards."""
    card = '{{id = "c{}-{}", question = "q", answer = "a"}}'

    def cards(topic: int) -> str:
        return f"cards = [{', '.join(card.format(topic, each) for each in range(100))}]\n"

    return put_once(kept / "carded.toml", lambda: topics(1000, cards))


@pytest.fixture
def largest(kept: Path, _read_once: None) -> Path:
    def text() -> str:
        topics = rich(12_000)
        return topics + "#" * (MOST_BYTES - len(topics))

    return put_once(kept / "largest.toml", text)


def put_once(file: Path, text: Callable[[], str]) -> Path:
    if not file.exists():
        file.write_text(text())
    return file


def test_of_20_000_wrong_references_the_first_are_named_with_what_is_near(big: Big) -> None:
    found = bounded(3, "check", big(topics(20_000, lambda number: f'requires = ["tt{number}"]\n')))
    assert " has 20000 problems\n" in found.err
    assert '"tt0", which does not exist; did you mean t0?' in found.err
    assert found.err.rstrip().endswith("... and 19950 more")


def test_more_topics_than_a_roadmap_can_have_are_told(big: Big) -> None:
    file = big(topics(MOST_TOPICS + 1))
    sentence = f"{file} has 20,001 topics; a roadmap can have 20,000"
    assert sentence in bounded(3, "check", file).err
    assert sentence in bounded(3, "--file", file, "status").err


def test_ten_times_as_many_are_not_even_parsed(big: Big) -> None:
    file = big(topics(200_000))
    assert f"{file} holds more tables and keys than are read" in bounded(3, "--file", file, "status").err


ALSO = (
    *("plan", "forecast", "next", "next -n 20", "list", "status --json"),
    *("export html", "export dot", "export svg"),
)


@pytest.mark.parametrize("command", ["status", *(ALSO if LONG else ())])
def test_the_most_topics_work(big: Big, command: str) -> None:
    assert bounded(0, "--file", big(topics(MOST_TOPICS)), *command.split()).out


@pytest.mark.parametrize(
    "command",
    [
        *("next", "forecast --chart", "show t19999", "done t0", "export html", "adopt ml-scientist --dry-run", "plan"),
        *(("status", "list", "show t0", "start t19998", "export dot", "export mermaid", "export svg") if LONG else ()),
        *(("export ics", "export taskwarrior", "ready", "report") if LONG else ()),
    ],
)
def test_prerequisites_20_000_deep_are_walked(deep: Path, command: str) -> None:
    bounded(0, "--file", deep, *command.split())


def test_a_pdf_of_the_most_topics_is_refused(deep: Path) -> None:
    found = bounded(1, "--file", deep, "export", "pdf", "-o", deep.with_name("page.pdf"))
    assert "error: 20,000 topics are too many for a PDF, which holds 2,000\n" in found.err


def test_a_circle_of_20_000_topics_is_told_by_its_ends(big: Big) -> None:
    found = bounded(3, "check", big(chain(20_000, 'requires = ["t19999"]\n')))
    assert ": a circle of prerequisites: t0 requires t19999 requires " in found.err
    assert "(19,981 more)" in found.err
    assert len(found.err) < 2000


def test_an_interview_about_a_chain_of_5_000_ends(big: Big, tmp_path: Path) -> None:
    answers = tmp_path / "answers.txt"
    answers.write_text("".join(f"t{each} {'yes' if each < 1234 else 'no'}\n" for each in range(5000)))
    found = bounded(0, "--file", big(chain(5000)), "place", "--answers", answers, "--dry-run")
    assert found.out.startswith("5,000 answers, 1,234 of them yes.")
    assert "To be marked as done: 1,234 topics" in found.out


def test_an_interview_about_topics_that_have_nothing_to_do_with_each_other_ends(big: Big, tmp_path: Path) -> None:
    answers = tmp_path / "answers.txt"
    answers.write_text("".join(f"t{each} no\n" for each in range(0, 10_000, 2)))
    assert bounded(0, "--file", big(topics(10_000)), "place", "--answers", answers, "--dry-run").out


def test_more_options_than_a_roadmap_can_have_are_told(big: Big) -> None:
    options = "".join(f'[[choice.option]]\nid = "o{each}"\ntitle = "O"\n' for each in range(10_000))
    file = big(f'{HEAD}[[choice]]\nid = "c"\ntitle = "C"\n{options}{topics(5).removeprefix(HEAD)}')
    assert f"{file} has 10,000 options; a roadmap can have {MOST_OPTIONS}" in bounded(3, "check", file).err


@pytest.mark.parametrize("command", ["review", "done t5", "export anki", *(["status"] if LONG else [])])
def test_100_000_cards_are_read(carded: Path, command: str) -> None:
    bounded(0, "--file", carded, *command.split())


DENSE = {
    "keys": lambda: "".join(f"k{each} = 1\n" for each in range(1_500_000)),
    "fewer keys": lambda: "".join(f"k{each} = 1\n" for each in range(600_000)),
    "tables": lambda: "".join(f"[t{each}]\n" for each in range(1_000_000)),
    "dotted keys": lambda: "".join(f"a{each}.b.c.d.e.f = 1\n" for each in range(800_000)),
    "dotted headers": lambda: "".join(f"[a{each}{'.b' * 30}]\n" for each in range(400_000)),
    "lists": lambda: f"a = [{'[],' * 8_000_000}]",
    "numbers": lambda: f"a = [{'1,' * 12_000_000}]",
    "texts": lambda: "a = [" + '"",' * 10_000_000 + "]",
    "a deep list": lambda: f"a = {'[' * 400_000}{']' * 400_000}",
    "a deep key": lambda: f"a{'.a' * 400_000} = 1",
    "comments": lambda: "# a.b = [{,\n" * 2_500_000,
    "a text that does not end": lambda: f'a = """{"a, [b] = {c}. " * 2_000_000}',
}


ODDEST = ("keys", "lists", "a deep key", "a text that does not end")
"""One for each way in which a reader of TOML can run out of memory, and of depth."""
DENSE_TRIED = {name: text for name, text in DENSE.items() if LONG or name in ODDEST}


@pytest.mark.parametrize("dense", DENSE_TRIED.values(), ids=DENSE_TRIED)
def test_no_file_becomes_more_than_fits(big: Big, dense: Callable[[], str]) -> None:
    bounded(3, "check", big(dense()))


@pytest.mark.parametrize("command", ["check", "export html", *(("status", "next") if LONG else ())])
def test_a_file_of_the_most_bytes_is_read(largest: Path, command: str) -> None:
    bounded(0, *(("check", largest) if command == "check" else ("--file", largest, *command.split())))


def test_many_faults_in_a_large_file_are_told(big: Big) -> None:
    file = big(rich(12_000).replace("\nwhy =", "\nwhi ="))
    assert " has 12000 problems\n" in bounded(3, "check", file).err


FOREIGN = {
    "list.md": lambda: "- [ ] A title of its own\n" * 1_300_000,
    "prose.md": lambda: f"# Title\n\n{'lorem ipsum dolor ' * 1_700_000}\n",
    "table.csv": lambda: "title,hours\n" + "A title,2\n" * 1_000_000,
    "todo.txt": lambda: "x 2026-01-01 A title +project @context\n" * 800_000,
    "deep.json": lambda: f'{{"sections": {"[" * 5_000_000}{"]" * 5_000_000}}}',
    "wide.json": lambda: f'{{"sections": [{"[]," * 10_000_000}[]]}}',
    "list.json": lambda: f"[{'[],' * 10_000_000}[]]",
    "objects.json": lambda: f'{{"nodes": [{"{}," * 10_000_000}{{}}]}}',
}


LARGEST = ("list.md", "table.csv", "deep.json", "objects.json")
"""One for each reader, and of JSON a deep one as well."""
FOREIGN_TRIED = {name: text for name, text in FOREIGN.items() if LONG or name in LARGEST}


@pytest.mark.parametrize(("name", "text"), FOREIGN_TRIED.items(), ids=FOREIGN_TRIED)
def test_no_file_of_another_program_becomes_more_than_fits(tmp_path: Path, name: str, text: Callable[[], str]) -> None:
    file = tmp_path / name
    file.write_text(text())
    bounded(3, "import", file, "--new", "--dry-run")


def test_a_million_cards_are_told_to_be_too_many(tmp_path: Path) -> None:
    file = tmp_path / "cards.txt"
    file.write_text("#separator:tab\n" + "".join(f"q{each}\ta\n" for each in range(1_000_000)))
    found = bounded(3, "card", "import", file, "--topic", "vectors")
    assert f"{file}: it holds more than {MOST_NOTES:,} cards, which is the most that is read" in found.err


def test_lines_without_cards_are_no_more_than_fit(tmp_path: Path) -> None:
    file = tmp_path / "cards.txt"
    file.write_text("\n" * 60_000_000)
    assert "it has more than 2,000,000 lines" in bounded(3, "card", "import", file, "--topic", "vectors").err


PLACES = {
    "roadmap file": ("--file", "{}", "status"),
    "check": ("check", "{}"),
    "import": ("import", "{}", "--dry-run"),
    "archive": ("import", "{}", "--as", "archive", "--dry-run"),
    "answers": ("place", "--answers", "{}"),
    "cards": ("card", "import", "{}", "--topic", "vectors"),
    "practice": ("interview", "practise", "coding", "--answers", "{}"),
}


@pytest.fixture(params=["a pipe", "a socket", "/dev/zero", "/dev/random"])
def odd(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """What is no file."""
    place = tmp_path / "odd.toml"
    if request.param == "a pipe":
        os.mkfifo(place)
        yield place
    elif request.param == "a socket":
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(place))
            yield place
    else:
        yield Path(request.param)


@pytest.mark.parametrize("words", PLACES.values(), ids=PLACES)
def test_what_is_no_file_is_read_by_nobody(cli: Cli, odd: Path, words: tuple[str, ...]) -> None:
    found = cli(*(word.format(odd) for word in words))
    assert found.code == 3, found
    assert f"cannot read {odd}: " in found.err
    assert "Traceback" not in found.err


def test_what_is_no_file_is_no_config(cli: Cli, odd: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "config" / "learning-roadmap" / "config.toml"
    config.parent.mkdir(parents=True)
    config.symlink_to(odd)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    for words in ("status", "config user ada"):
        found = cli(words)
        assert found.code == 3, found
        assert f"{config}: " in found.err


def test_a_pipe_that_nobody_reads_is_no_target(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    found = run_program("export", "csv", "-o", str(pipe))
    assert (found.code, "cannot write" in found.err) == (1, True), found


def test_another_program_may_hand_over_what_is_imported() -> None:
    script = "printf 'title,hours\\nA,1\\nB,2\\n' | {0} import {1} --as csv --new --dry-run"
    program = " ".join(PROGRAM)
    handed = subprocess.run(
        ["bash", "-c", script.format(program, "/dev/stdin")],
        capture_output=True,
        check=False,
        timeout=SECONDS,
        text=True,
    )
    assert (handed.returncode, "2 topics" in handed.stdout) == (0, True), handed
    script = "{0} import <(printf 'title,hours\\nA,1\\nB,2\\n') --as csv --new --dry-run; {0} export csv -o >(cat)"
    handed = subprocess.run(
        ["bash", "-c", script.format(program)], capture_output=True, check=False, timeout=SECONDS, text=True
    )
    assert (handed.returncode, "2 topics" in handed.stdout, "vectors" in handed.stdout) == (0, True, True), handed
