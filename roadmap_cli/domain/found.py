"""What is on record of a roadmap file although no command changed it: a hand did, or a file that came in."""

from roadmap_cli.domain.events import Event

FOUND = "found"
"""The reason of such a change."""


def is_found(event: Event) -> bool:
    """Whether it only keeps what stood in a file: no command that could be taken back."""
    return event.kind == "defined" or (event.kind == "redefined" and event.data.get("reason") == FOUND)
