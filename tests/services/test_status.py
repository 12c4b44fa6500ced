"""What is worked out for a dashboard, and for whom."""

import pytest
from browser_helpers import builtin
from list_log import SMALL, workspace

from roadmap_cli.reports.status import StatusReport
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark
from roadmap_cli.services.status import status
from roadmap_cli.services.workspace import Workspace


def begun() -> Workspace:
    here = workspace(builtin().roadmap)
    topics = here.roadmap.topics
    log_time(here, topics["matrices"], 50)
    mark(here, "finished", [topics["vectors"]])
    return here


def told(report: StatusReport) -> dict[str, list[str]]:
    """The topics that a report tells, by module."""
    modules = (module for phase in report.phases for module in phase.modules if module.topics)
    return {module.id: [topic.id for topic in module.topics] for module in modules}


@pytest.mark.parametrize("focus", [None, "core-ml", "linear-algebra"])
def test_folded_it_tells_the_topics_of_what_is_looked_at_alone(focus: str | None) -> None:
    here = begun()
    whole, folded = status(here, focus), status(here, focus, extent="folded")
    opened = focus or whole.current
    asked = {
        module.id: [topic.id for topic in module.topics]
        for phase in here.roadmap.phases
        for module in phase.modules
        if opened in {phase.id, module.id}
    }
    assert asked
    assert told(folded) == asked
    assert sum(map(len, told(whole).values())) == len(here.roadmap.topics)


def test_folded_it_tells_no_topic_of_a_path_that_is_done() -> None:
    here = workspace()
    mark(here, "finished", list(SMALL.topics.values()))
    assert told(status(here, extent="folded")) == {}


def test_folded_it_says_the_same_of_everything_else() -> None:
    whole, folded = status(begun()), status(begun(), extent="folded")
    for one, other in zip(whole.phases, folded.phases, strict=True):
        assert [each._replace(topics=()) for each in one.modules] == [
            each._replace(topics=()) for each in other.modules
        ]
        assert one._replace(modules=()) == other._replace(modules=())
    assert whole._replace(phases=()) == folded._replace(phases=())


def test_what_is_left_of_a_phase_is_less_what_is_logged_and_what_does_not_count() -> None:
    here = workspace()
    topics = SMALL.topics
    log_time(here, topics["b"], 60)
    mark(here, "finished", [topics["a"]])
    mark(here, "skipped", [topics["extra"]])
    one, two = status(here).phases
    assert (one.hours_left, [each.hours_left for each in one.modules]) == (3, [3])
    assert two.hours_left == 3 + 5 + 1  # those of the other option do not count
