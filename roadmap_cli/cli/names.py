"""Ids of what a person names: projects, stories, applications."""

from collections.abc import Container

from roadmap_cli.domain.free_name import free

UNNAMED = "unnamed"
"""What a name without a word in it comes to."""


def fresh_id(name: str, taken: Container[str]) -> str:
    """The words of the name, with a number behind them where they are taken."""
    from roadmap_cli.slug import slug

    return free(slug(name) or UNNAMED, taken)
