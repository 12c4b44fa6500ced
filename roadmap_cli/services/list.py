"""Topics that fulfil conditions."""

from typing import NamedTuple

from roadmap_cli.domain.lookup import title_matches
from roadmap_cli.domain.roadmap import Module, Option, Phase, Status, Topic
from roadmap_cli.reports.list import ListLine, ListReport
from roadmap_cli.services.topic_line import topic_line
from roadmap_cli.services.workspace import Workspace


class Conditions(NamedTuple):
    """What a list is narrowed down to; a condition left out holds for every topic."""

    phase: Phase | None = None
    module: Module | None = None
    status: Status | None = None
    option: Option | None = None
    ready: bool = False
    stale: bool = False
    search: str = ""

    def hold_for(self, topic: Topic) -> bool:
        """As far as the definition alone tells."""
        in_phase = self.phase is None or topic.phase == self.phase.id
        in_module = self.module is None or topic.module == self.module.id
        of_option = self.option is None or topic.option == self.option.id
        return in_phase and in_module and of_option and (not self.search or title_matches(topic, self.search))

    def hold(self, line: ListLine) -> bool:
        topic = line.topic
        has_status = self.status is None or topic.status == self.status
        is_ready = not self.ready or bool(topic.ready and line.counted)
        return has_status and is_ready and (not self.stale or topic.memory == "fading")


def list_topics(workspace: Workspace, conditions: Conditions) -> ListReport:
    """In the order of the file."""
    standing = workspace.standing()
    lines = (
        ListLine(
            topic=topic_line(standing, topic),
            phase=topic.phase,
            module=topic.module,
            counted=topic.id in standing.path,
        )
        for topic in workspace.roadmap.topics.values()
        if conditions.hold_for(topic)
    )
    return ListReport(tuple(line for line in lines if conditions.hold(line)))
