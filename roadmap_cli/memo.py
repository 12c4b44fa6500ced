"""What was answered is kept, and told again as long as nothing has changed that it depends on.

It is looked up before anything else is loaded, so nothing is imported here that the interpreter has not loaded anyhow
(typing and contextlib would cost as much as all the rest). What an answer depends on stands here alone, in
`circumstances`; on which files, and until when, says whoever keeps it. The program goes on without this module where it is
not asked, and where anything about a memo is odd.
"""

import os
import sys
import time
from binascii import crc32

from roadmap_cli import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TextIO

LOGINS = ("LOGNAME", "USER", "LNAME", "USERNAME")
_COLORS = {"CLICOLOR", "CLICOLOR_FORCE", "COLORFGBG", "COLORTERM", "FORCE_COLOR", "NO_COLOR", "PY_COLORS"}
_TERMINAL = {"COLUMNS", "LINES", "PAGER", "TERM", "TERMINAL_WIDTH", "TTY_COMPATIBLE", "TTY_INTERACTIVE"}
_TERMINAL |= {"JUPYTER_COLUMNS", "JUPYTER_LINES"}
_LINKS = {"FORCE_HYPERLINK", "KONSOLE_VERSION", "TERM_PROGRAM", "VTE_VERSION"}
SIGNS = {"ALACRITTY_WINDOW_ID", "DOMTERM", "KITTY_WINDOW_ID", "STY", "TMUX", "WT_SESSION"}
"""Of a terminal by being set, and with another value in each window."""
_PLACE = {"HOME", "LANG", "LANGUAGE", "TZ", "UNICODE_VERSION"}
_MACHINE = {"ANDROID_DATA", "ANDROID_ROOT", "DATABRICKS_RUNTIME_VERSION", "GITHUB_ACTIONS", "PREFIX", "SHELL"}
ENVIRONMENT = _COLORS.union(_TERMINAL, _LINKS, SIGNS, _PLACE, _MACHINE, LOGINS)
"""What is read of it on the way to an answer, by whatever library."""
FAMILIES = ("ROADMAP_", "_ROADMAP_", "_TYPER_", "TYPER_", "XDG_", "LC_", "PYTHON")
"""How the names of others begin."""
JOURNALS = ("-wal", "-journal")
"""Files in which nothing is as good as no file: a reader makes one, a writer takes it away."""
PLACES = 1024
"""No more answers are kept: each has a place by what was asked, and takes that of another."""
MOST_BYTES = 1 << 20
YOUNG = 2.0
"""Seconds for which a file that has changed may change once more without a sign."""
PRIVATE = 0o077


def tell(words: list[str]) -> int | None:
    """Answer as before, if the answer would be the same. The exit code; None where nothing was answered."""
    key = circumstances(words)
    try:
        found = _found(key) if key else None
    except (OSError, ValueError):
        return None
    return None if found is None else _told(*found)


def circumstances(words: list[str]) -> bytes | None:
    """All that an answer depends on besides files and the hour; None where nothing is kept."""
    try:
        return _circumstances(words)
    except (OSError, ValueError):
        return None


def _circumstances(words: list[str]) -> bytes | None:
    environment = os.environ
    if os.name != "posix" or sys.stdout is None or not sys.stdout.encoding or environment.get("ROADMAP_NO_MEMO"):
        return None
    if "".encode(sys.stdout.encoding):
        return None  # where a text begins with a mark, the stream alone knows whether it has been written
    if not environment.get("HOME", "").startswith("/") or not any(environment.get(name) for name in LOGINS):
        return None  # others than these would have to be asked
    if os.stat(environment["HOME"]).st_uid != os.geteuid():  # noqa: PTH116 - pathlib is not loaded here
        return None  # what root leaves there is in the way of whose home it is
    if "://" in environment.get("ROADMAP_DATABASE", ""):
        return None  # with a password, perhaps
    local = time.localtime(clock())
    found = {name: environment[name] for name in environment if is_listed(name)}
    named = (f"{name}={bool(value) if name in SIGNS else value}" for name, value in sorted(found.items()))
    parts = [
        *(__version__, sys.version, sys.executable, __file__, str(os.geteuid())),
        *(sys.stdout.encoding, sys.getfilesystemencoding(), str(local.tm_gmtoff), local.tm_zone),
        *map(_terminal, (sys.stdin, sys.stdout, sys.stderr)),
        *(str(len(words)), *words, *named),
    ]
    return os.fsencode("\0".join(parts))


def is_listed(name: str) -> bool:
    """Whether a variable of the environment may change an answer."""
    return name in ENVIRONMENT or name.startswith(FAMILIES)


def clock() -> float:
    return time.time()


def folder() -> str:
    """The cache folder of this platform as platformdirs names it, which takes longer to load than an answer."""
    said, usual = os.environ.get("XDG_CACHE_HOME", ""), "Library/Caches" if sys.platform == "darwin" else ".cache"
    return f"{said if said.startswith('/') else os.environ['HOME'] + '/' + usual}/learning-roadmap"


def state_of(path: str) -> str:
    """Of a file or folder: another one once it was written, replaced or taken away. Raises OSError where nobody may look."""
    try:
        its = os.stat(path)  # noqa: PTH116 - as above
    except (FileNotFoundError, NotADirectoryError):
        return ""
    if its.st_size == 0 and path.endswith(JOURNALS):
        return ""
    return f"{its.st_size} {its.st_mtime_ns} {its.st_ctime_ns} {its.st_ino} {its.st_dev}"


def keep(
    key: bytes, text: bytes, files: list[str], times: tuple[float, float], rest: tuple[str, str, str, str]
) -> None:
    """`times` are the beginning of the command, before which none of `files` may have been young, and the end of what holds.
    `rest` is the working folder, or nothing where that does not matter; and the file of the numbers that go with the answer,
    what stands in it, and its part that says when: nothing where there are none. Raises OSError.
    """
    states = [state_of(path) for path in files]
    if clock() < times[0] or any(_changed_at(state) > times[0] - YOUNG for state in states):
        return  # by a clock that was put back meanwhile all is old
    pairs = "\0".join(f"{path}\0{state}" for path, state in zip(files, states, strict=True))
    parts = [key, f"{times[0]} {times[1]}".encode(), *map(os.fsencode, (pairs, *rest)), text]
    content = b"%b\n%b" % (b" ".join(b"%d" % len(part) for part in parts), b"".join(parts))
    if len(content) <= MOST_BYTES:
        place = _place(key)
        os.makedirs(os.path.dirname(place), 0o700, exist_ok=True)  # noqa: PTH103, PTH120 - as above
        put(place, b"%08x %b" % (crc32(content), content))


def _changed_at(state: str) -> float:
    return max(map(int, state.split()[1:3]), default=0) / 1e9


def _found(key: bytes) -> tuple[bytes, str, bytes] | None:
    """An answer that still holds, and the file of its numbers with what is to stand in it from now on."""
    kept, times, states, *rest, text = _parts(_place(key))
    since, until = map(float, times.split())
    where, numbers, content, when = map(os.fsdecode, rest)
    if kept != key or not since <= clock() < until or (where and where != os.getcwd()):  # noqa: PTH109 - as above
        return None
    paths = os.fsdecode(states).split("\0")
    if any(state_of(path) != state for path, state in zip(paths[::2], paths[1::2], strict=True)):
        return None
    now = time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(clock()))
    return text, numbers, os.fsencode(content.replace(when, now) if when else content)


def _told(text: bytes, numbers: str, content: bytes) -> int | None:
    """The program says what is wrong with an output, as long as nothing has gone there."""
    rest = text
    try:
        while rest:
            rest = rest[os.write(sys.stdout.fileno(), rest) :]
    except BrokenPipeError:
        return 0  # a reader who has had enough
    except OSError as error:
        if rest is text:
            return None
        print(f"error: cannot write the answer: {(error.strerror or str(error)).lower()}", file=sys.stderr)  # noqa: T201 - nothing else is loaded that could
        return 1
    try:
        if numbers:
            put(numbers, content)
    except OSError:
        pass
    return 0


def _parts(place: str) -> list[bytes]:
    """Raises OSError and ValueError where there is nothing, or something that was not written here."""
    file = os.open(place, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        its = os.fstat(file)
        content = os.read(file, 2 * MOST_BYTES) if its.st_uid == os.geteuid() and not its.st_mode & PRIVATE else b""
    finally:
        os.close(file)
    checksum, _, rest = content.partition(b" ")
    if int(checksum, 16) != crc32(rest):
        raise ValueError(place)
    lengths, _, body = rest.partition(b"\n")
    parts, begin = [], 0
    for length in map(int, lengths.split()):
        parts.append(body[begin : begin + length])
        begin += length
    return parts


def _place(key: bytes) -> str:
    return f"{folder()}/memo/{crc32(key) % PLACES:03x}"


def put(place: str, content: bytes) -> None:
    """Written to a temporary name and renamed, so that a reader sees all of it or nothing. Where that fails nothing is left
    of what was there before either, since it is no longer true. Raises OSError.
    """
    temporary = f"{place}.{os.getpid()}"
    try:
        file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            while content:
                content = content[os.write(file, content) :]
        finally:
            os.close(file)
        os.replace(temporary, place)  # noqa: PTH105 - as above
    except OSError:
        _take_away(temporary)
        _take_away(place)
        raise


def _take_away(path: str) -> None:
    try:
        os.unlink(path)  # noqa: PTH108 - as above
    except OSError:
        return


def _terminal(stream: "TextIO | None") -> str:
    """Whether it is one, and its size: that of any of them may be asked for."""
    if stream is None or not stream.isatty():
        return str(stream is not None)
    columns, lines = os.get_terminal_size(stream.fileno())
    return f"{columns} x {lines}"
