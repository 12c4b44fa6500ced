"""Whose progress a database holds, and giving all of it another name."""

from roadmap_cli.domain.phrasing import listed
from roadmap_cli.errors import CannotBeDone, did_you_mean
from roadmap_cli.reports.user import RenameReport, UserLine, UserReport
from roadmap_cli.services.workspace import Workspace


def users(workspace: Workspace) -> UserReport:
    log, user = workspace.log, workspace.user
    lines = (UserLine(name, tuple(log.roadmaps(name)), name == user) for name in sorted(_known(workspace)))
    return UserReport(user, tuple(lines))


def can_rename(workspace: Workspace, old: str, new: str) -> None:
    """Raises CannotBeDone where there is nothing to rename, or where two would become one."""
    log, learner = workspace.log, workspace.log.present_name(old)
    if not log.is_user(learner):
        names = sorted(_known(workspace))
        sentence = f'nothing is recorded of "{old}"'
        raise CannotBeDone(sentence, did_you_mean(old, names) or _those(names))
    if new == learner or log.is_user(new):
        sentence = f'"{new}" has progress already, and two cannot become one by a new name'
        raise CannotBeDone(sentence, "name one of whom nothing is recorded; see: roadmap user list")
    if (another := log.present_name(new)) not in {new, learner}:
        sentence = f'"{new}" is what "{another}" was called before, and devices that have not heard of it still say so'
        raise CannotBeDone(sentence, "name one by whom nobody went")


def rename(workspace: Workspace, old: str, new: str) -> RenameReport:
    """All that is recorded of one, on every roadmap, and that it is so, for their other devices. Raises CannotBeDone."""
    can_rename(workspace, old, new)
    log, used = workspace.log, workspace.roadmap.id
    old = log.present_name(old)
    roadmaps, its = tuple(log.roadmaps(old)), [*log.roadmaps_of(old)]
    log.rename_user(old, new)
    said = workspace.fact("renamed", before=old, after=new)
    workspace.recorder().append(new, used if used in its else its[0], [said], workspace.now)
    return RenameReport(old=old, new=new, roadmaps=roadmaps)


def out_of_sight(workspace: Workspace, user: str) -> tuple[str, ...]:
    """Whose progress would no longer be seen if this were the user, that of the present one first; nobody's, if there is
    some of theirs.
    """
    if user == workspace.user or workspace.log.is_user(user):
        return ()
    return _known(workspace)


def _known(workspace: Workspace) -> tuple[str, ...]:
    """Of whom something is recorded and told, the present user first."""
    log, user = workspace.log, workspace.user
    return (*([user] if log.is_user(user) else []), *log.others(user))


def _those(names: list[str]) -> str:
    return f"there is progress of {listed(names)}" if names else "there is no progress of anybody yet"
