"""Which command does a step that is not simply to learn a topic."""

from collections.abc import Mapping

from roadmap_cli.domain.advice import Action, Suggestion, name_of

SORTS: Mapping[Action, str] = {
    "project": "a project",
    "story": "a story",
    "practise": "practice for an interview",
    "apply": "an application",
}
"""Of steps towards a job."""
_OF_ONE: Mapping[Action, str] = {
    "choose": "choose",
    "review": "review",
    "project": "portfolio stage",
    "story": "story edit",
    "practise": "interview practise",
    "apply": "apply show",
}
_OF_A_NEW_ONE: Mapping[Action, str] = {
    "project": "portfolio add NAME",
    "story": "story new",
    "apply": "apply add COMPANY ROLE",
}


def step_command(step: Suggestion) -> str:
    """A topic that was weak in practice has to be gone through whether its cards are due or not."""
    codes = {reason.code for reason in step.reasons}
    ahead = step.action == "review" and "weak" in codes and "faded" not in codes
    return f"{command_for(step.action, name_of(step))}{' --ahead' if ahead else ''}"


def command_for(action: Action, name: str | None) -> str:
    """`name` is the id of what the step is about, nothing for something new; of a topic to learn there is no command."""
    if action in _OF_ONE and name:
        return f"roadmap {_OF_ONE[action]} {name}"
    return f"roadmap {_OF_A_NEW_ONE[action]}" if action in _OF_A_NEW_ONE else ""
