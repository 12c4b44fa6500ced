"""Other names for learners: given here, come from another device, or still in use there."""

from typing import TYPE_CHECKING, NamedTuple

from roadmap_cli.domain.user_name import name_of
from roadmap_cli.storage.statements import Statement

if TYPE_CHECKING:
    from roadmap_cli.storage.store import Store

RENAMES: tuple[Statement, ...] = (
    "rename_in_event",
    "rename_in_topic_progress",
    "rename_in_study_day",
    "rename_in_card",
    "rename_in_topic_memory",
    "rename_in_choice",
    "rename_in_undone_batch",
    "rename_in_seal",
    "clear_summary",
    "rename_in_summary",
    "clear_membership",
    "rename_in_membership",
)
"""In every table that tells whose a row is."""


class Rename(NamedTuple):
    """`is_done` is whether it could be: nobody else goes by the new name."""

    before: str
    after: str
    is_done: bool


def rename(store: "Store", old: str, new: str) -> None:
    for statement in RENAMES:
        store.run(statement, [{"old": old, "new": new}])
    store.scopes.clear()
    store.known_edits.clear()
    store.arrived.clear()
    store.known.discard(old)


def settle(store: "Store") -> None:
    """Give learners the names that renames say which have come."""
    for user in sorted(store.unsettled):
        renames = [each for roadmap in store.roadmaps_of(user) for each in store.of_kinds(user, roadmap, ["renamed"])]
        name = name_of(user, renames)
        if name != user:
            is_free = not store.is_user(name)
            if is_free:
                rename(store, user, name)
            store.renames.append(Rename(user, name, is_free))
    store.unsettled.clear()
