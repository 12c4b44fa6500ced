"""Groups of learners with their mentors: no part of anybody's record, so that no undo takes them back."""

from collections.abc import Sequence

from roadmap_cli.domain.cohort import Member, MemberRole
from roadmap_cli.domain.phrasing import listed
from roadmap_cli.errors import CannotBeDone, WrongUsage, did_you_mean
from roadmap_cli.reports.group import GroupChange, GroupReport, GroupsReport
from roadmap_cli.services.cohort import assert_group
from roadmap_cli.services.workspace import Workspace

MOST_LETTERS = 64


def group_name(text: str) -> str:
    """Raises WrongUsage for what cannot be one."""
    name = text.strip()
    if not name or len(name) > MOST_LETTERS or not name.isprintable():
        sentence = f"{name!r} cannot be the name of a group"
        raise WrongUsage(sentence, f"give up to {MOST_LETTERS} printable letters")
    return name


def groups(workspace: Workspace) -> GroupsReport:
    return GroupsReport(tuple(workspace.log.cohort.groups()))


def group(workspace: Workspace, name: str) -> GroupReport:
    """Raises CannotBeDone for one that nobody is in."""
    assert_group(workspace, name)
    return GroupReport(name, tuple(workspace.log.cohort.members(name)))


def add(workspace: Workspace, name: str, users: Sequence[str], role: MemberRole) -> GroupChange:
    """Also of whom nothing is recorded: a group is there before its first evening."""
    roles = {each.user: each.role for each in workspace.log.cohort.members(name)}
    users = list(dict.fromkeys(users))
    new = [user for user in users if roles.get(user) != role]
    workspace.log.cohort.add(Member(user, name, role) for user in new)
    return GroupChange(
        change="added",
        group=name,
        role=role,
        new=tuple(new),
        known=tuple(user for user in users if user not in new),
        unheard=tuple(user for user in new if role == "learner" and not workspace.log.is_user(user)),
    )


def remove(workspace: Workspace, name: str, users: Sequence[str]) -> GroupChange:
    """Raises CannotBeDone where one of them is not in it: then nobody is removed."""
    assert_group(workspace, name)
    roles = {each.user: each.role for each in workspace.log.cohort.members(name)}
    lacking = [user for user in users if user not in roles]
    if lacking:
        sentence = f"{listed(lacking)} {'is' if len(lacking) == 1 else 'are'} not in {name}"
        raise CannotBeDone(sentence, did_you_mean(lacking[0], list(roles)) or "see: roadmap group list GROUP")
    users = list(dict.fromkeys(users))
    workspace.log.cohort.remove(Member(user, name) for user in users)
    return GroupChange(change="removed", group=name, role=roles[users[0]], new=tuple(users))
