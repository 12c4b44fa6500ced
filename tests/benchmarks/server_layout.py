"""Which tables tell of a shared database, and what their columns and lines are."""

from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.tables import Line, Table

LEARNERS = (1_000, 10_000, 100_000)
CLIENTS = (1, 16, 64)
NAMES = ("status", "status again", "done", "page", "page by a mentor")
OF_ONE = NAMES[:2]
"""Which do not see the others, however many there are."""
MOST_OF_HAND = 1.5
MOST_OF_FEWEST = 1.2


class Part(NamedTuple):
    name: str
    title: str
    text: str
    columns: tuple[str, ...]


LOADED = ("p50", "p99", "by hand, p50", "p99", "until let in, p50", "answers a second", "by hand")
HOW = "Milliseconds that a client waited, connecting included; each client asks again as soon as it has its answer."
PARTS = {
    "loaded-status": Part("loaded-status", "One learner's `status`", HOW, LOADED),
    "loaded-done": Part("loaded-done", "One `done`", f"{HOW} Somebody else's each time.", LOADED),
    "loaded-page": Part(
        "loaded-page", "A mentor's page", f"{HOW} Thirty learners, and the sums over all of them.", LOADED
    ),
    "server-time": Part(
        "server-time",
        "What the server does for it",
        "Milliseconds to parse, plan and run all statements of one answer, and to commit it, with one client; at most 1.5 "
        "times that of the same statements, or of those by hand, and for one learner at most 1.2 times that with the fewest. "
        "`again` is of a learner whose rows have been read a moment before.",
        (
            *("server", "the same by psycopg", "by hand"),
            *("of the same by psycopg", "of that by hand", "of that with the fewest"),
            *("round trips", "by hand"),
        ),
    ),
    "filled": Part(
        "filled",
        "How large it is",
        "Made up by two processes, each row with all of its indexes; what the tables take on the disk.",
        ("minutes", "learners a second", "thousand events", "GiB"),
    ),
    "killed": Part(
        "killed",
        "Stopped at once",
        "As by a power cut, while clients mark topics as done; they try again by themselves for five seconds. Whoever begins "
        "while it is away is refused at once.",
        ("acknowledged", "of these lost", "there unheard of", "refused", "learners unsound", "seconds away"),
    ),
}


def loaded_name(learners: int, clients: int) -> str:
    return f"{learners:,} learners, {clients} client{'s' if clients > 1 else ''}"


def server_name(operation: str, learners: int) -> str:
    return f"`{operation}`, {learners:,} learners"


def filled_name(learners: int) -> str:
    return f"{learners:,} learners"


def killed_name(times: int, clients: int, learners: int) -> str:
    return f"{times} times, {clients} clients, {learners:,} learners"


def names(part: str, learners: Sequence[int] = LEARNERS, clients: Sequence[int] = CLIENTS) -> list[str]:
    """Of all lines of a part but that of who is stopped."""
    if part.startswith("loaded"):
        return [loaded_name(each, number) for each in learners for number in clients]
    if part == "server-time":
        return [server_name(name, each) for each in learners for name in NAMES]
    return [filled_name(each) for each in learners]


def table(part: str, lines: Sequence[Line]) -> Table:
    its = PARTS[part]
    return Table(part=its.name, title=its.title, text=its.text, columns=its.columns, lines=tuple(lines))
