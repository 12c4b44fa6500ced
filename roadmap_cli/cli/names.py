"""Ids of what a person names: projects, stories, applications."""

from collections.abc import Container
from itertools import chain, count

UNNAMED = "unnamed"
"""What a name without a word in it comes to."""


def fresh_id(name: str, taken: Container[str]) -> str:
    """The words of the name, with a number behind them where they are taken."""
    from roadmap_cli.slug import slug

    base = slug(name) or UNNAMED
    names = chain([base], (f"{base}-{number}" for number in count(2)))
    return next(each for each in names if each not in taken)
