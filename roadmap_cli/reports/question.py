"""How a question can be answered."""

from typing import NamedTuple

from roadmap_cli.domain.question import Typed


class WaysReport(NamedTuple):
    """`others` are keys and what they do besides answering; with `misread` what was typed could not be understood."""

    typed: Typed
    others: tuple[tuple[str, str], ...]
    misread: bool = False
