"""Ids out of titles of any alphabet. The only owner of anyascii."""

import re
from collections.abc import Container, Iterator
from itertools import chain, count

from anyascii import anyascii

MOST_LETTERS = 60
"""Of an id that is made from a title."""


def slug(title: str) -> str:
    """The letters of an id; nothing where the title has no word."""
    plain = re.sub(r"[^a-z0-9]+", "-", anyascii(title).lower().replace("'", ""))
    return plain.strip("-")[:MOST_LETTERS].rstrip("-")


def numbered(name: str) -> Iterator[str]:
    """The name itself, then with a number behind it."""
    return chain([name], (f"{name}-{number}" for number in count(2)))


def free(name: str, taken: Container[str]) -> str:
    return next(each for each in numbered(name) if each not in taken)
