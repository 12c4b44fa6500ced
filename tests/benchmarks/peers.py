"""Programs of the same kind, each in an environment of its own, with data in its own format."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from benchmarks.measure import Command, Side

FOLDER = Path(__file__).parents[2] / ".venv" / "peers"
HOUR = timedelta(hours=1)


class Peer(NamedTuple):
    """`package` is that of PyPI with its version, or that of Debian; `write` puts so many items into a home."""

    name: str
    program: str
    package: str
    write: Callable[[Path, int], None]
    commands: tuple[tuple[str, ...], ...]

    @property
    def of_debian(self) -> bool:
        return "==" not in self.package


class NotThere(Exception):
    """A peer cannot be installed."""


def hours(items: int) -> Iterator[datetime]:
    """So many, one after the other, the last one yesterday."""
    first = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(days=1) - items * HOUR
    return (first + number * HOUR for number in range(items))


def taskwarrior(home: Path, items: int) -> None:
    folder = home / ".task"
    folder.mkdir(parents=True)
    (home / ".taskrc").write_text(f"data.location={folder}\nconfirmation=no\nverbose=nothing\n", encoding="utf-8")
    with (folder / "pending.data").open("w", encoding="utf-8") as file:
        for number, at in enumerate(hours(items)):
            stamp, name = int(at.timestamp()), uuid.UUID(int=number + 1)
            file.write(
                f'[description:"Item {number}" entry:"{stamp}" modified:"{stamp}" status:"pending" uuid:"{name}"]\n'
            )


def timewarrior(home: Path, items: int) -> None:
    folder = home / ".timewarrior" / "data"
    folder.mkdir(parents=True)
    (home / ".timewarrior" / "timewarrior.cfg").touch()
    for at in hours(items):
        line = f"inc {at:%Y%m%dT%H%M%SZ} - {at + HOUR / 2:%Y%m%dT%H%M%SZ} # topic{at.day}\n"
        with (folder / f"{at:%Y-%m}.data").open("a", encoding="utf-8") as file:
            file.write(line)


def watson(home: Path, items: int) -> None:
    folder = home / ".config" / "watson"
    folder.mkdir(parents=True)
    stamps = ((number, int(at.timestamp())) for number, at in enumerate(hours(items)))
    frames = [[at, at + 1800, f"topic{at % 110}", f"{number:032x}", [], at + 1800] for number, at in stamps]
    (folder / "frames").write_text(json.dumps(frames), encoding="utf-8")


def todoman(home: Path, items: int) -> None:
    folder, settings = home / "lists" / "study", home / ".config" / "todoman"
    folder.mkdir(parents=True)
    settings.mkdir(parents=True)
    (settings / "config.py").write_text(f'path = "{home}/lists/*"\ndefault_list = "study"\n', encoding="utf-8")
    for number, at in enumerate(hours(items)):
        stamp = f"{at:%Y%m%dT%H%M%SZ}"
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench//EN", "BEGIN:VTODO", f"UID:{number}"]
        lines += [f"DTSTAMP:{stamp}", f"CREATED:{stamp}", f"SUMMARY:Item {number}", "END:VTODO", "END:VCALENDAR", ""]
        (folder / f"{number}.ics").write_text("\r\n".join(lines), encoding="utf-8")


def jrnl(home: Path, items: int) -> None:
    settings = home / ".config" / "jrnl"
    settings.mkdir(parents=True)
    text = f"journals:\n  default:\n    journal: {home}/journal.txt\nencrypt: false\neditor: ''\nversion: 4.6\n"
    (settings / "jrnl.yaml").write_text(text, encoding="utf-8")
    entries = (f"[{at:%Y-%m-%d %H:%M}] Item of the hour.\nWhat I understood.\n\n" for at in hours(items))
    (home / "journal.txt").write_text("".join(entries), encoding="utf-8")


def buku(home: Path, items: int) -> None:
    folder = home / ".local" / "share" / "buku"
    folder.mkdir(parents=True)
    with sqlite3.connect(folder / "bookmarks.db") as connection:
        connection.execute(
            "CREATE TABLE bookmarks (id integer PRIMARY KEY, URL text NOT NULL UNIQUE, metadata text default '', "
            "tags text default ',', desc text default '', flags integer default 0)"
        )
        rows = ((f"https://example.org/{number}", f"Item {number}", ",topic,") for number in range(items))
        connection.executemany("INSERT INTO bookmarks (URL, metadata, tags) VALUES (?, ?, ?)", rows)
    connection.close()


def topydo(home: Path, items: int) -> None:
    home.mkdir(parents=True)
    lines = (f"{at:%Y-%m-%d} Item {number} +topic\n" for number, at in enumerate(hours(items)))
    (home / "todo.txt").write_text("".join(lines), encoding="utf-8")
    (home / ".topydo").write_text(
        f"[topydo]\nfilename = {home}/todo.txt\narchive_filename = {home}/done.txt\n", encoding="utf-8"
    )


PEERS = (
    Peer("taskwarrior", "task", "taskwarrior", taskwarrior, (("task", "next"), ("task", "add", "An item more"))),
    Peer(
        "timewarrior",
        "timew",
        "timewarrior",
        timewarrior,
        (("timew", "summary", ":week"), ("timew", "track", "today", "-", "now", "more", ":adjust")),
    ),
    Peer(
        "watson",
        "watson",
        "td-watson==2.1.0",
        watson,
        (
            ("watson", "status"),
            ("watson", "log", "--no-pager"),
            ("watson", "add", "--from", "2020-01-01 10:00", "--to", "2020-01-01 11:00", "topic"),
        ),
    ),
    Peer("todoman", "todo", "todoman==4.7.0", todoman, (("todo", "list"), ("todo", "new", "An item more"))),
    Peer("jrnl", "jrnl", "jrnl==4.6", jrnl, (("jrnl", "-n", "10"), ("jrnl", "An entry more."))),
    Peer(
        "buku",
        "buku",
        "buku==5.1",
        buku,
        (
            ("buku", "--nostdin", "--nc", "-p", "-10"),
            ("buku", "--nostdin", "--nc", "--offline", "-a", "https://example.org/more", "--title", "More"),
        ),
    ),
    Peer("topydo", "topydo", "topydo==0.16", topydo, (("topydo", "ls"), ("topydo", "add", "An item more"))),
)
TAKEN_BACK = {
    "buku": ("buku", "--nostdin", "--nc", "--tacit", "-d", "{last}"),
    "timewarrior": ("timew", "undo"),
}
"""What takes an addition back, where another one like it would be refused; `last` is its number."""


def installed(peer: Peer) -> Path:
    """Its program. NotThere where it cannot be installed."""
    return _of_debian(peer) if peer.of_debian else _of_pypi(peer)


def _of_debian(peer: Peer) -> Path:
    if found := shutil.which(peer.program):
        return Path(found)
    if os.name == "nt" or shutil.which("apt-get") is None or os.geteuid() != 0:
        raise NotThere(f"not installed: apt-get install {peer.package}")
    _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", peer.package)
    if (found := shutil.which(peer.program)) is None:
        raise NotThere(f"not installed: {peer.package} has no {peer.program}")
    return Path(found)


def _of_pypi(peer: Peer) -> Path:
    folder = FOLDER / peer.package
    program = folder / "bin" / peer.program
    if not program.exists():
        _run(sys.executable, "-m", "venv", "--clear", str(folder))
        _run(str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", peer.package)
    if not program.exists():
        raise NotThere(f"not installed: {peer.package} has no {peer.program}")
    return program


def _run(*words: str) -> None:
    try:
        subprocess.run(words, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError) as error:
        raise NotThere(f"not installed: {' '.join(Path(each).name for each in words)} failed") from error


def version(peer: Peer, program: Path) -> str:
    """As its package says, or itself."""
    if not peer.of_debian:
        return peer.package.partition("==")[2]
    said = subprocess.run([str(program), "--version"], capture_output=True, text=True, check=False, input="").stdout
    return said.strip() or "?"


def home_of(peer: Peer, folder: Path, items: int) -> Path:
    """Its home with so many items, unless it is there."""
    home = folder / f"{peer.name}-{items}"
    if not home.exists():
        peer.write(home, items)
    return home


def side(peer: Peer, program: Path, folder: Path, items: int, words: tuple[str, ...]) -> Side:
    home = home_of(peer, folder, items)
    adds = words == peer.commands[-1] and peer.name in TAKEN_BACK
    back = tuple(each.format(last=items + 1) for each in TAKEN_BACK[peer.name]) if adds else ()
    return Side(_command(program, home, words), after=(_command(program, home, back),) if back else ())


def _command(program: Path, home: Path, words: tuple[str, ...]) -> Command:
    variables = {"HOME": str(home), "LOGNAME": "ada", "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TZ": "UTC"}
    return Command((str(program), *words[1:]), variables, home)
