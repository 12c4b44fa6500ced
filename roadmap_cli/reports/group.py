"""Groups, and what was changed about one."""

from typing import Literal, NamedTuple

from roadmap_cli.domain.cohort import GroupSize, Member, MemberRole


class GroupsReport(NamedTuple):
    groups: tuple[GroupSize, ...]


class GroupReport(NamedTuple):
    group: str
    members: tuple[Member, ...]


class GroupChange(NamedTuple):
    """`new` is whoever was added, or got another role, or was removed; `known` who was there already. Of `unheard` ones nothing
    is recorded yet.
    """

    change: Literal["added", "removed"]
    group: str
    role: MemberRole
    new: tuple[str, ...]
    known: tuple[str, ...] = ()
    unheard: tuple[str, ...] = ()
