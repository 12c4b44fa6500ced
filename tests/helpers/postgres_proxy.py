"""What stands between a program and a server, and cuts the line at a word that goes over it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NAME = ".s.PGSQL.5432"
MOST_BYTES = 2**16


class Cut:
    """At the first `times` connections over which the word goes: `before` the server hears it, or before its answer is heard."""

    def __init__(self, word: bytes, times: int, *, before: bool) -> None:
        self.word, self.times, self.before, self.done = word, times, before, 0

    def meets(self, data: bytes) -> bool:
        if self.done < self.times and self.word in data:
            self.done += 1
            return True
        return False

    def answered(self) -> None:
        """The server has, and nobody has heard it."""


@contextmanager
def proxied(server: Path, folder: Path, cut: Cut) -> Iterator[Path]:
    """A folder that stands for that of the server."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / NAME))
        listening.listen()
        threading.Thread(target=_serve, args=(listening, server, cut), daemon=True).start()
        yield folder
        listening.shutdown(socket.SHUT_RDWR)


def _serve(listening: socket.socket, server: Path, cut: Cut) -> None:
    with suppress(OSError):
        while True:
            client, _ = listening.accept()
            threading.Thread(target=_carry, args=(client, server, cut), daemon=True).start()


def _carry(client: socket.socket, server: Path, cut: Cut) -> None:
    with client, socket.socket(socket.AF_UNIX) as line, suppress(OSError):
        line.connect(str(server / NAME))
        back = threading.Thread(target=_pass_on, args=(line, client), daemon=True)
        back.start()
        while data := client.recv(MOST_BYTES):
            if cut.meets(data):
                if not cut.before:
                    client.shutdown(socket.SHUT_RDWR)
                    line.sendall(data)
                    line.shutdown(socket.SHUT_WR)
                    back.join()
                    cut.answered()
                break
            line.sendall(data)
        line.shutdown(socket.SHUT_RDWR)


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(MOST_BYTES):
            with suppress(OSError):  # nobody hears it any more, and it is waited for all the same
                target.sendall(data)
        target.shutdown(socket.SHUT_RDWR)
