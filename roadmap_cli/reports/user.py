"""Whose progress a database holds."""

from typing import NamedTuple

from roadmap_cli.domain.progress import RoadmapTotal


class UserLine(NamedTuple):
    """`roadmaps` are those with progress on a topic."""

    name: str
    roadmaps: tuple[RoadmapTotal, ...]
    in_use: bool


class UserReport(NamedTuple):
    """`user` is the one in use, who may have no progress yet."""

    user: str
    users: tuple[UserLine, ...]


class RenameReport(NamedTuple):
    """`copy` is the database as it was before, None where there is none; with `follows` config.toml names the new one."""

    old: str
    new: str
    roadmaps: tuple[RoadmapTotal, ...]
    copy: str | None = None
    follows: bool = False
