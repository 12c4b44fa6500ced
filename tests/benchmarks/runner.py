"""Starts one process after another and says what each cost, by the accounting of the operating system.

A child's peak memory begins at that of the process that started it. So this one imports nothing that is not within the
interpreter (hence posix and _signal), and is run with `-I -S`.

A request on the standard input is a line with the number of bytes that follow, then fields with a NUL between them:
seconds after which the process is ended, its folder, the file for what it says to stderr, how many variables, these,
the words. The answer is a line: exit code (below 0: ended by that signal), seconds of CPU, seconds, peak in KiB.
"""

import posix
import sys
from _signal import alarm
from time import perf_counter


def main() -> None:
    while line := sys.stdin.buffer.readline():
        seconds, folder, errors, number, *rest = sys.stdin.buffer.read(int(line)).split(b"\0")
        variables, words = rest[: int(number)], rest[int(number) :]
        before = perf_counter()
        child = posix.fork()
        if child == 0:
            begin(int(seconds), folder, errors, variables, words)
        _, status, usage = posix.wait4(child, 0)
        took = perf_counter() - before
        code = posix.waitstatus_to_exitcode(status)
        print(code, usage.ru_utime + usage.ru_stime, took, usage.ru_maxrss, flush=True)


def begin(seconds: int, folder: bytes, errors: bytes, variables: list[bytes], words: list[bytes]) -> None:
    """Becomes the process; the alarm outlives that."""
    try:
        posix.chdir(folder)
        for descriptor, file, how in ((0, b"/dev/null", posix.O_RDONLY), (1, b"/dev/null", posix.O_WRONLY)):
            posix.dup2(posix.open(file, how), descriptor)
        posix.dup2(posix.open(errors, posix.O_WRONLY | posix.O_CREAT | posix.O_TRUNC, 0o600), 2)
        alarm(seconds)
        posix.execve(words[0], words, dict(each.split(b"=", 1) for each in variables))
    finally:
        posix._exit(127)


main()
