"""The program in a process for each command, forked from one that has loaded it and has run nothing: a quarter of the time.

It hears of commands at a socket (`ask_forked.py`). One gets its words, environment, folder, mask and streams as if it had been
started so; and it is started so if it is another program, if its environment has a word in what is read while Python and
the libraries load, and always in the long run.
"""

import fcntl
import gc
import marshal
import os
import select
import signal
import socket
import sys
import termios
import time
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, NoReturn, TextIO

from process_helpers import LONG, PATIENCE

from roadmap_cli import __main__ as program
from roadmap_cli.cli.table import NAMES, module_of

PROGRAM = [sys.executable, "-m", "roadmap_cli"]
LOADED = (
    *("roadmap_cli.cli", "roadmap_cli.definition.reader", "roadmap_cli.storage.sqlite", "roadmap_cli.use_cases.memo"),
    *(f"roadmap_cli.views.{each}" for each in ("status", "next", "list", "change")),
    *(module_of(each) for each in NAMES),
    *("fsrs", "questionary", "tomli", "tomlkit", "typer.rich_utils", "zc.lockfile"),
)
READ_WHILE_LOADING = (
    "PYTHON",
    "LC_",
    "LANG",
    "TYPER_",
    "_TYPER_",
    "TERMINAL_WIDTH",
    "FORCE_COLOR",
    "PY_COLORS",
    "GITHUB_",
)
ERRORS, FIRST_FREE = 2, 3


class Order(NamedTuple):
    command: list[str]
    environment: dict[str, str]
    folder: str
    mask: int
    streams: list[int]
    """As which of 0, 1 and 2 it gets the files that come with the order."""
    leads: bool
    """Whether they are a terminal, which becomes its own."""


def serve(place: str) -> None:
    for name in LOADED:
        import_module(name)
    gc.collect()
    gc.freeze()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(place)
        listener.listen()
        print("ready", flush=True)  # noqa: T201 - somebody waits for it
        while sys.stdin not in select.select([listener, sys.stdin], [], [])[0]:
            caller, _ = listener.accept()
            if os.fork() == 0:
                listener.close()
                keep(caller)
            caller.close()
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass
    Path(place).unlink()
    Path(place).parent.rmdir()


def keep(caller: socket.socket) -> NoReturn:
    """See a command through, tell how it ended, in its terminal too, and stay until nobody listens.

    The end of a terminal reaches nobody who was started by `nohup` or a service, unless the signal is set back.
    """
    try:
        size, files, *_ = socket.recv_fds(caller, 4, FIRST_FREE)
        with caller.makefile("rb") as stream:
            order = Order(*marshal.loads(stream.read(int.from_bytes(size, "big"))))  # noqa: S302 - it comes from a test
        if order.leads:
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
            os.setsid()
            fcntl.ioctl(files[0], termios.TIOCSCTTY, 0)
        child = os.fork()
        if child == 0:
            become(order, files)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command alone
        for file in () if order.leads else files:
            os.close(file)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if order.leads:
            os.write(files[1], b"\x1b]ended;%d\x07" % code)
        caller.sendall(b"%d" % code)
        caller.recv(1)
    finally:
        os._exit(1)


def become(order: Order, files: list[int]) -> NoReturn:
    try:
        signal.alarm(2 * PATIENCE)
        os.chdir(order.folder)
        os.umask(order.mask)
        above = max(files, default=FIRST_FREE) + FIRST_FREE
        kept = [fcntl.fcntl(file, fcntl.F_DUPFD, above) for file in files]
        os.closerange(0, above)
        for file, number in zip(kept, order.streams, strict=True):
            os.dup2(file, number)
        os.closerange(FIRST_FREE, max(kept, default=FIRST_FREE) + 1)
        if not is_loaded(order):
            for number in (signal.SIGPIPE, signal.SIGXFSZ):  # which Python ignores
                signal.signal(number, signal.SIG_DFL)
            os.execvpe(order.command[0], order.command, order.environment)  # noqa: S606 - there is no shell in between
        os.environ.clear()
        os.environ.update(order.environment)
        time.tzset()
        sys.path[0] = order.folder
        sys.argv = [str(program.__file__), *order.command[len(PROGRAM) :]]
        sys.stdin, sys.stdout, sys.stderr = (stream(number, like) for number, like in enumerate(STREAMS))
        program.main()
    finally:
        os._exit(1)


def is_loaded(order: Order) -> bool:
    its_own = LONG or read_while_loading(order.environment) != LOADED_WITH
    return order.command[: len(PROGRAM)] == PROGRAM and not its_own


def stream(number: int, like: TextIO) -> TextIO | None:
    """As Python opens it, or nothing where it is closed."""
    try:
        os.fstat(number)
    except OSError:
        return None
    mode, lines = "w" if number else "r", 1 if number == ERRORS else -1
    return open(number, mode, lines, encoding=like.encoding, errors=like.errors, newline="\n", closefd=False)


def read_while_loading(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith(READ_WHILE_LOADING)}


LOADED_WITH = read_while_loading(os.environ)
STREAMS = (sys.stdin, sys.stdout, sys.stderr)

if __name__ == "__main__":
    serve(sys.argv[1])
