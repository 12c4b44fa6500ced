"""What somebody is told to do, for the database that they named."""

import re
from shlex import quote

COMMAND = r"\broadmap (?=(?:restore|doctor|database|backup)\b)"
"""What would else mend, or bring back, another one; compiled only for whoever named a database."""


def on_database(advice: str, named: str | None) -> str:
    """`named` is what stood behind --database, which every such command in it gets, too."""
    if named is None or "://" in named:  # an address may hold a password
        return advice
    return on_place(advice, named)


def on_place(advice: str, named: str) -> str:
    """Also of an address, which holds none."""
    return re.sub(COMMAND, lambda _: f"roadmap --database {quote(named)} ", advice)
