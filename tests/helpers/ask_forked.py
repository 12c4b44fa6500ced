"""A command by way of `forked_program.py`: a program like any other, with the words, environment, folder and streams of whoever
starts it.

Without the modules of Python that most programs load, for they are most of what it would cost.
"""

import _signal
import _socket
import marshal
import os
import sys
from collections.abc import Mapping, Sequence


def main() -> None:
    place, *command = sys.argv[1:]
    streams = [each for each in range(3) if is_open(each)]  # before another file takes the number of one that is not
    code = int(asked(place, command, os.environ, streams, streams).recv(16))
    if code < 0:
        _signal.signal(-code, _signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(code)


def is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def asked(
    place: str,
    command: Sequence[str],
    environment: Mapping[str, str],
    files: Sequence[int],
    streams: Sequence[int] = (0, 1, 2),
    *,
    leads: bool = False,
) -> _socket.socket:
    """Whoever runs the command with these files as its streams: it says how that ended, and stays until it is left."""
    mask = os.umask(0)
    os.umask(mask)
    folder = os.getcwd()  # noqa: PTH109 - nor that of paths
    order = marshal.dumps(([*command], dict(environment), folder, mask, [*streams], leads))
    given = b"".join(each.to_bytes(4, sys.byteorder) for each in files)
    caller = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    caller.connect(place)
    passed = [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, given)] if files else []
    caller.sendmsg([len(order).to_bytes(4, "big")], passed)
    caller.sendall(order)
    return caller


if __name__ == "__main__":
    main()
