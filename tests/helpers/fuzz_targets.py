"""The doors through which text of other hands comes in: each takes bytes, and either gives something or says what is wrong.

A target raises what a person would see as a traceback. Both `test_fuzz_readers.py` (Hypothesis, in every run) and `fuzz.py`
(Atheris, as long as somebody wants) call them.
"""

import json
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args
from zlib import crc32

import typer
from conftest import SMALL, TESTS
from imports_helpers import events_of

from roadmap_cli import settings
from roadmap_cli.cli import arguments
from roadmap_cli.definition import builtin, cache
from roadmap_cli.definition.reader import read as read_definition
from roadmap_cli.domain.duration import is_doubtful, read_duration, timed
from roadmap_cli.errors import RoadmapError
from roadmap_cli.imports import anki, formats, placement_answers, practice_answers
from roadmap_cli.imports.made_definition import tidy
from roadmap_cli.reports.import_ import ImportFormat
from roadmap_cli.settings import Flags, config_toml, values
from roadmap_cli.use_cases.last_list import last_list
from roadmap_cli.use_cases.last_tip import tip_to_tell
from roadmap_cli.use_cases.scrap import _key as scrap_key
from roadmap_cli.use_cases.scrap import keep_scrap
from roadmap_cli.use_cases.session import Session

GOLDEN = TESTS / "exports" / "golden"
TODAY = date(2026, 11, 23)
MOST_SECONDS = 20
"""For a few thousand bytes, on a machine that does much else."""
Target = Callable[[bytes, Path], None]
"""Of bytes, and a file in a folder of its own in which they may be put."""


def definition(data: bytes, file: Path) -> None:
    file.write_bytes(data)
    found = read_definition(file)
    kept = file.parent / "cache"
    key = cache.key_of(file)
    cache.keep(found, key, kept)
    again = cache.find(key, kept)
    assert again is not None
    assert again.roadmap == found.roadmap


def kept_definition(data: bytes, file: Path) -> None:
    """A file of the cache, damaged: then it is read anew, and never anything else told."""
    file.write_text(SMALL)
    key, kept = cache.key_of(file), file.parent / "kept"
    cache.keep(read_definition(file), key, kept)
    (name,) = kept.glob("*.json")
    lines = data.splitlines(keepends=True)
    name.write_bytes(_with_key(lines, key) if b"@KEY@" in b"".join(lines[:1]) else data)
    found, right = cache.find(key, kept), read_definition(file)
    if found is not None:
        assert found.roadmap == right.roadmap
        assert [found.lesson(each) for each in right.roadmap.topics] == [
            right.lesson(each) for each in right.roadmap.topics
        ]


def _with_key(lines: list[bytes], key: cache.CacheKey) -> bytes:
    """The first line for this file, with its checksum where it had the right one."""
    checksum, _, line = lines[0].rstrip(b"\n").partition(b" ")
    known = line.replace(b"@KEY@", json.dumps(key, separators=(",", ":")).encode())
    was_right = checksum == b"%08x" % crc32(line)
    return b"".join([b"%08x" % crc32(known) if was_right else checksum, b" ", known, b"\n", *lines[1:]])


def outlines(data: bytes, file: Path) -> None:
    """As the format that it is known by, and as each that it is said to be."""
    file.write_bytes(data)
    for name in (None, *(each for each in get_args(ImportFormat) if each != "roadmap")):
        with suppress(RoadmapError):
            _, outline = formats.read(file, name)
            if outline is not None:
                tidy(outline, str(file))


def progress(data: bytes, file: Path) -> None:
    file.write_bytes(data)
    for event in events_of(file):
        json.dumps([event.id, event.batch, event.topic, event.data], allow_nan=False).encode()


def cards(data: bytes, file: Path) -> None:
    file.write_bytes(data)
    anki.read(file)


def answers(data: bytes, file: Path) -> None:
    file.write_bytes(data)
    with suppress(RoadmapError):
        placement_answers.read(file, ("vectors", "linear-algebra"))
    practice_answers.read(file, ("two-sum", "bias"), "coding")


def config(data: bytes, file: Path) -> None:
    file.write_bytes(data)
    text = data.decode("utf-8-sig")
    settings.checked(file, text)
    config_toml.changed(file, "user", "ada")


def words(data: bytes, file: Path) -> None:
    """Durations, days and values as somebody types them."""
    text = data.decode("utf-8", "surrogateescape")
    read_duration(text)
    any(map(is_doubtful, timed(text)))
    for read in (arguments.parse_day, arguments.parse_day_ahead, arguments.parse_any_day):
        with suppress(RoadmapError):
            assert abs(read(text, TODAY) - TODAY) < timedelta(days=200 * 366)
    for parse in (arguments.parse_minutes, arguments.parse_length, arguments.parse_url, arguments.parse_text):
        with suppress(RoadmapError, typer.BadParameter):
            parse(text)
    for name, reader in settings.READERS.items():
        with suppress(ValueError):
            reader(text)
            if name in settings.KEYS:
                settings.in_words(name, reader(text))
    with suppress(ValueError):
        values.alias("a", text)


def scraps(data: bytes, file: Path) -> None:
    """What was shown last, as the small files in the cache tell it."""
    session = Session(Flags())
    of = json.dumps(scrap_key(session)).encode()
    for name, tell in (("steps", last_list), ("tip", partial(tip_to_tell, fitting=session.roadmap.job.tips))):
        keep_scrap(session, name, [])
        (kept,) = session.settings.cache.glob(f"{name}-*.json")
        kept.write_bytes(data.replace(b"@OF@", of).replace(b"@AT@", session.now.isoformat().encode()))
        tell(session)


CARDS = [
    b"#separator:tab\n#html:true\n#tags column:3\nWhat is {{c1::1+1::a sum}}?<br>\t<b>2</b>\tvectors\n",
    b'#separator:comma\n#guid column:1\nkey,"a ""b""",c\n',
]
CONFIG = b"""user = "ada"
hours_per_week = 6.5
day_start = 04:00:00
rest_days = ["sun"]
desired_retention = "90%"
plain = true
[roadmaps]
tea = "/home/ada/tea.toml"
[alias]
today = "next -n 1"
"""
WORDS = [
    *(b"1h 30", b"1:30", b"1,234 minutes", b"half an hour", b"an hour and a half", b"2 h and 5 min", b"90m the norm"),
    *(b"yesterday", b"3 days ago", b"in 3 weeks", b"last monday", b"2026-11-23", b"23 nov 2026", b"10d", b"2 weeks"),
    *(b"04:00", b"7:30 pm", b"mon,wed", b"90%", b"0.9", b"36500d", b"24h", b"next -n 1", b"https://example.org/a?b#c"),
]
SCRAPS = [
    b'{"of": @OF@, "at": "@AT@", "steps": [["vectors", "learn"], ["", "project"]]}',
    b'{"of": @OF@, "at": "@AT@", "tip": "first-project"}',
    b'{"of": @OF@, "at": "9999-12-31T23:59:59+00:00", "steps": [1], "tip": []}',
    b'{"of": @OF@, "at": "2026-11-23T10:00:00", "steps": {}, "tip": null}',
]
_NODE = {"id": "n", "type": "topic", "position": {"x": 1, "y": 2}, "width": 9, "height": 9, "data": {"label": "A"}}
FOREIGN = [
    json.dumps(each).encode()
    for each in (
        {
            "nodes": [_NODE, _NODE | {"id": "s", "type": "section"}],
            "edges": [{"id": "e", "source": "n", "target": "s"}],
        },
        {"done": ["a", "n"], "learning": ["b"], "skipped": []},
        {
            "title": "Course",
            "sections": [
                {
                    "title": "One",
                    "topics": [
                        {
                            "slug": "a",
                            "title": "A",
                            "estimatedHours": 2,
                            "resources": [{"title": "R", "url": "https://a"}],
                        },
                        {"slug": "b", "title": "B", "prerequisiteSlugs": ["a"], "status": "done"},
                    ],
                }
            ],
        },
    )
] + [
    b"# Path\n\n## Phase 1: Begin\n\n- [x] A ~2h [link](https://example.org)\n  - [ ] B\n1. C\n\n| title | hours |\n|---|---|\n| D | 2h |\n",
    b'title;hours;done\nA;2,5;x\n"B;c";1;\n',
    b"(A) 2026-11-01 A +p @c due:2026-12-01\nx 2026-11-02 2026-11-01 B est:2h\n",
    b"\xff\xfe" + "title,hours\nA,1\n".encode("utf-16-le"),
]


def kept_definitions() -> list[bytes]:
    """What the cache holds of the small roadmap, its key as a word that stands for any."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "mine.toml"
        file.write_text(SMALL)
        key = cache.key_of(file)
        cache.keep(read_definition(file), key, file.parent)
        (kept,) = file.parent.glob("*.json")
        own = json.dumps(key, separators=(",", ":"))
        first, *rest = kept.read_bytes().splitlines(keepends=True)
        line = first.partition(b" ")[2].replace(own.encode(), b"@KEY@")
        return [b"".join([b"%08x " % crc32(line.rstrip(b"\n")), line, *rest])]


TARGETS: dict[str, tuple[Target, Callable[[], list[bytes]]]] = {
    "definition": (definition, lambda: [SMALL.encode(), builtin().read_bytes()]),
    "kept-definition": (kept_definition, kept_definitions),
    "outlines": (outlines, lambda: [each.read_bytes() for each in sorted(GOLDEN.glob("small.*"))] + FOREIGN),
    "progress": (progress, lambda: [(GOLDEN / "small.json").read_bytes()]),
    "cards": (cards, lambda: [*CARDS, (GOLDEN / "small.tsv").read_bytes()]),
    "answers": (answers, lambda: [b"vectors yes\nlinear-algebra no # why\n", b"two-sum 4 forgot it\n# x\n"]),
    "config": (config, lambda: [CONFIG]),
    "words": (words, lambda: WORDS),
    "scraps": (scraps, lambda: SCRAPS),
}
"""Each with valid inputs to begin with."""


def attempt(target: Target, data: bytes, file: Path) -> None:
    """Refusing is what a reader may do; anything else that it raises, or an answer that takes long, is a fault."""
    with (
        suppress(RoadmapError, typer.BadParameter, UnicodeDecodeError if target is config else RoadmapError),
        timely(),
    ):
        target(data, file)


@contextmanager
def timely() -> Iterator[None]:
    def stop(number: int, frame: object) -> None:
        message = f"it took more than {MOST_SECONDS} seconds"
        raise AssertionError(message)

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
