"""What is to be changed in a roadmap, by the ids of what it is about."""

from typing import NamedTuple

from roadmap_cli.definition.document import Table


class ChangeRoadmap(NamedTuple):
    """Keys of what the file says of itself, with what they say from now on; None takes one out."""

    said: Table


class AddChoice(NamedTuple):
    table: Table


class AddPhase(NamedTuple):
    table: Table


class AddModule(NamedTuple):
    phase: str
    table: Table


class AddTopic(NamedTuple):
    """Without a topic beside it at the end of its module."""

    phase: str
    module: str
    table: Table
    beside: "Beside | None" = None


class ChangeTopic(NamedTuple):
    """Keys with what they say from now on; None takes one out."""

    topic: str
    said: Table


class MoveTopic(NamedTuple):
    topic: str
    phase: str
    module: str
    beside: "Beside | None" = None


class RemoveTopic(NamedTuple):
    topic: str


class Beside(NamedTuple):
    topic: str
    before: bool


Wish = AddPhase | AddModule | AddTopic | ChangeTopic | MoveTopic | RemoveTopic
FileWish = Wish | ChangeRoadmap | AddChoice
"""Of a file that is the roadmap itself."""
