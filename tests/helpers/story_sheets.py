"""A sheet of one story, with any texts in it."""

from datetime import date

from roadmap_cli.reports.story import PartLine, StoryReport, StorySheet, TagLine
from roadmap_cli.reports.topic_line import Named


def sheet(title: str = "Rare churners", result: str = "15 %\nmore than that", **names: str) -> StorySheet:
    story = StoryReport(
        id="rare-churners",
        title=title,
        parts=(
            PartLine(id="task", title=names.get("part", "Task"), prompt="", text="I was to find them."),
            PartLine(id="action", title="Action", prompt="", text=""),
            PartLine(id="result", title="The result", prompt="", text=result),
        ),
        tags=(names.get("tag", "impact"),),
        projects=(Named("shop", names.get("project", "A shop")),),
        topics=(Named("norms", names.get("project", "Norms")),),
        words=7,
        minutes=0.1,
        aim=2,
        remarks=(),
        first_day=date(2026, 11, 23),
        last_day=date(2026, 11, 23),
    )
    tags = (TagLine(names.get("tag", "impact"), (title,)), TagLine("conflict", ()))
    roadmap = Named("hired", names.get("roadmap", "Get hired"))
    return StorySheet(roadmap=roadmap, user="ada", today=date(2026, 11, 23), stories=(story,), tags=tags)
