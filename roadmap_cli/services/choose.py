"""The options of a choice, compared and chosen."""

from roadmap_cli.domain.job import Moment
from roadmap_cli.domain.roadmap import Choice, Option
from roadmap_cli.reports.change import OPEN, ChangeReport, change_of
from roadmap_cli.reports.choose import ChoicesReport
from roadmap_cli.services.choice_status import choice_status
from roadmap_cli.services.mark import chosen_title, opened
from roadmap_cli.services.workspace import Workspace

OPEN_CHOICE: Moment = "open-choice"


def choices(workspace: Workspace) -> ChoicesReport:
    standing = workspace.standing()
    told = tuple(choice_status(standing, choice) for choice in workspace.roadmap.choices)
    is_open = any(choice.chosen is None for choice in told)
    return ChoicesReport(
        told, tuple(each for each in workspace.roadmap.job.tips if is_open and each.when == OPEN_CHOICE)
    )


def choose(workspace: Workspace, choice: Choice, option: Option | None) -> ChangeReport:
    """Choosing and changing lose nothing: progress on the other options stays, it only stops counting."""
    standing = workspace.standing()
    before, after = standing.chosen(choice), option.id if option else None
    change = change_of(choice, chosen_title(standing, choice), option.title if option else OPEN)
    if before == after:
        return ChangeReport("chose", workspace.today, workspace.today, unchanged=(change,))
    workspace.append([workspace.fact("chose", choice=choice.id, option=after)])
    later = workspace.standing()
    open_now = opened(standing, later)
    return ChangeReport(
        command="chose",
        day=workspace.today,
        today=workspace.today,
        changes=(change,),
        opened=open_now,
        totals=later.whole,
    )
