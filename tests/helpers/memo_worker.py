"""The program in a process of its own for each command, begun by a process that has loaded it: a hundredth of a second each.

It reads orders as lines of JSON, and answers each with a line. A command gets its environment, working folder, clock and
streams, as if it had been started so; what it is given and what it has read is told as well.
"""

import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios
import time
import warnings
from datetime import UTC, datetime
from importlib import import_module
from typing import Any, NamedTuple

from roadmap_cli import __main__ as program
from roadmap_cli import memo
from roadmap_cli.cli.table import NAMES, module_of
from roadmap_cli.use_cases import session

OLD_ENOUGH = -1e12
LOADED = (
    "cli",
    *(f"views.{each}" for each in ("status", "next", "list", "change")),
    "storage.sqlite",
    "use_cases.memo",
)
LOADED += ("definition.own", *(each for name in NAMES if (each := module_of(name).removeprefix("roadmap_cli."))))


class Stream(NamedTuple):
    """The end that the command gets, and the one from which what it says is read."""

    inner: int
    outer: int | None


def serve() -> None:
    for name in (*(f"roadmap_cli.{each}" for each in LOADED), "zc.lockfile", "fsrs", "tomli", "tomlkit"):
        import_module(name)
    for line in sys.stdin:
        print(json.dumps(obeyed(json.loads(line))), flush=True)  # noqa: T201 - the answer


def obeyed(order: dict[str, Any]) -> dict[str, Any]:
    streams = [opened(number, order) for number in range(3)]
    told, tell = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the child leaves by itself
        child = os.fork()
    if child == 0:
        become(order, [each.inner for each in streams], tell)
    for file in (*(each.inner for each in streams), tell):
        os.close(file)
    outer = {number: each.outer for number, each in enumerate(streams) if each.outer is not None}
    said = drained(outer | {3: told})
    _, ended = os.waitpid(child, 0)
    return {"code": os.waitstatus_to_exitcode(ended), "out": said[1], "err": said[2], "known": said[3] == "known"}


def opened(number: int, order: dict[str, Any]) -> Stream:
    if number in order["terminals"]:
        outer, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", *order["size"], 0, 0))
        modes = termios.tcgetattr(inner)
        modes[1] &= ~termios.OPOST
        termios.tcsetattr(inner, termios.TCSANOW, modes)
        return Stream(inner, outer)
    if number == 0:
        return Stream(os.open(os.devnull, os.O_RDONLY), None)
    outer, inner = os.pipe()
    return Stream(inner, outer)


def drained(files: dict[int, int]) -> dict[int, str]:
    said, waiting = dict.fromkeys(files, b""), {file: number for number, file in files.items()}
    while waiting:
        for file in select.select([*waiting], [], [])[0]:
            try:
                more = os.read(file, 1 << 16)
            except OSError:  # so ends a terminal
                more = b""
            said[waiting[file]] += more
            if not more:
                del waiting[file]
                os.close(file)
    return {number: text.decode("latin-1") for number, text in said.items()}


def told_of(code: int | None, tell: int) -> int | None:
    if code is not None:
        os.write(tell, b"known")
    return code


def become(order: dict[str, Any], streams: list[int], tell: int) -> None:
    """Never comes back."""
    try:
        os.setsid()
        os.environ.clear()
        os.environ.update(order["environment"])
        time.tzset()
        os.chdir(order["folder"])
        for number, file in enumerate(streams):
            os.dup2(file, number)
        sys.stdin = open(0, closefd=False)  # noqa: SIM115 - open to the end
        sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115
        sys.argv = ["roadmap", *order["words"]]
        memo.YOUNG = order.get("young", OLD_ENOUGH)
        memo.clock = lambda: order["now"]
        session.clock = lambda: datetime.fromtimestamp(order["now"], UTC).astimezone()
        look = memo.tell
        program.memo.tell = lambda words: told_of(look(words), tell)
        program.main()
    finally:
        os._exit(99)


if __name__ == "__main__":
    serve()
