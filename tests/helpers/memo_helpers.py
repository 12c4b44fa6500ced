"""A home whose program can be asked again and again, quickly: see `memo_worker.py`."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from conftest import NOW
from process_helpers import impatient

WORKER = Path(__file__).with_name("memo_worker.py")
INHERITED = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH")


class Reply(NamedTuple):
    """`known` is whether it came out of the memo."""

    code: int
    out: str
    err: str
    known: bool

    @property
    def said(self) -> tuple[int, str, str]:
        return self.code, self.out, self.err


class Home:
    """Of one learner, Ada, whose evening it is at first."""

    def __init__(self, folder: Path, worker: "subprocess.Popen[str]") -> None:
        self.folder, self.worker = folder, worker
        self.environment = {
            "HOME": str(folder),
            "LOGNAME": "ada",
            "TZ": "UTC",
            "TERM": "xterm-256color",
            "PAGER": "cat",
        }
        self.environment |= {name: os.environ[name] for name in INHERITED if name in os.environ}
        self.now = NOW.timestamp()
        self.place = folder
        self.size = (50, 100)
        self.terminals: tuple[int, ...] = ()
        self.young: float | None = None

    def __call__(self, *words: str, **environment: str) -> Reply:
        order = {
            "words": words,
            "environment": self.environment | environment,
            "folder": str(self.place),
            "now": self.now,
            "size": self.size,
            "terminals": self.terminals,
        } | ({} if self.young is None else {"young": self.young})
        assert self.worker.stdin
        assert self.worker.stdout
        print(json.dumps(order), file=self.worker.stdin, flush=True)
        return Reply(**json.loads(self.worker.stdout.readline()))

    def anew(self, *words: str) -> Reply:
        """Whatever was kept."""
        return self(*words, ROADMAP_NO_MEMO="1")

    @property
    def data(self) -> Path:
        return self.folder / ".local/share/learning-roadmap"

    @property
    def config(self) -> Path:
        return self.folder / ".config/learning-roadmap/config.toml"

    @property
    def kept(self) -> list[Path]:
        return sorted((self.folder / ".cache/learning-roadmap/memo").glob("*"))


@contextmanager
def worker() -> "Iterator[subprocess.Popen[str]]":
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", str(WORKER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        impatient(process)
        yield process
        assert process.stdin
        process.stdin.close()
