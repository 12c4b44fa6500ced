"""Several roadmaps side by side: which there are, and how far the learner is on each."""

from roadmap_cli.reports.topic_line import Named
from roadmap_cli.reports.use import UseReport
from roadmap_cli.services.workspace import Workspace


def in_use(workspace: Workspace) -> UseReport:
    roadmap = workspace.roadmap
    return UseReport(Named(roadmap.id, roadmap.title), workspace.standing().whole)
