"""By which name a learner goes: the fold of `renamed`."""

from collections.abc import Iterable

from roadmap_cli.domain.events import Event, Kind

PASSED_OVER: frozenset[Kind] = frozenset({"undone", "renamed"})
"""By undo: a name is taken back by giving it again."""


def name_of(user: str, renames: Iterable[Event]) -> str:
    """What the newest of one learner's renames says, of all roadmaps. Who goes by none of the names in them, because an archive
    of somebody else came in or another device has a name of its own for the learner, keeps theirs.
    """
    said = sorted(renames, key=lambda each: each.id)
    names = {name for each in said for name in (each.data["before"], each.data["after"])}
    return said[-1].data["after"] if user in names else user
