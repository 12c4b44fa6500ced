"""A name that nobody has yet: itself, or with a number behind it."""

from collections.abc import Container, Iterator
from itertools import chain, count


def numbered(name: str) -> Iterator[str]:
    """The name itself, then with a number behind it."""
    return chain([name], (f"{name}-{number}" for number in count(2)))


def free(name: str, taken: Container[str]) -> str:
    return next(each for each in numbered(name) if each not in taken)
