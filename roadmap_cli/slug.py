"""Ids out of titles of any alphabet. The only owner of anyascii."""

import re

from anyascii import anyascii

MOST_LETTERS = 60
"""Of an id that is made from a title."""


def slug(title: str) -> str:
    """The letters of an id; nothing where the title has no word."""
    plain = re.sub(r"[^a-z0-9]+", "-", anyascii(title).lower().replace("'", ""))
    return plain.strip("-")[:MOST_LETTERS].rstrip("-")
