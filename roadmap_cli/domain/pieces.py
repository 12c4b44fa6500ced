"""What is too long to be held, a piece at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Value = TypeVar("Value")
AT_ONCE = 2_000
"""So many events are held where all of a history are read."""


def in_pieces(values: Iterable[Value], most: int = AT_ONCE) -> Iterator[list[Value]]:
    rest = iter(values)
    while some := list(islice(rest, most)):
        yield some
