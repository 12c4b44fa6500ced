"""Hours really logged against the estimate, by how the prerequisites stood on the day on which a topic was begun."""

from domain_helpers import roadmap, topic
from list_log import later, workspace

from roadmap_cli.domain.events import PLACEMENT
from roadmap_cli.domain.hours import FEW_TOPICS, GroundSums, by_ground, tells_nothing
from roadmap_cli.domain.periods import calendar_period
from roadmap_cli.reports.hours import HoursReport, hours_texts, what_it_tells
from roadmap_cli.services.hours import hours
from roadmap_cli.services.log import log_time
from roadmap_cli.services.mark import mark
from roadmap_cli.services.report import report
from roadmap_cli.services.review import grade
from roadmap_cli.services.undo import undo
from roadmap_cli.services.workspace import Workspace

CARDS = tuple(f"a-{number}" for number in range(1, 10))
WHERE = roadmap(
    topic("a", hours=4, cards=CARDS),
    topic("b", hours=2, requires=("a",)),
    topic("c", hours=2, requires=("a",)),
    topic("d", hours=2, requires=("b",)),
    topic("e", hours=2),
)
A, B, C, D, E = WHERE.topics.values()


def learned(here: Workspace, number: int, minutes: int) -> Workspace:
    its = list(WHERE.topics.values())[number]
    log_time(here, its, minutes)
    mark(here, "finished", [its])
    return here


def reviewed(here: Workspace, rating: int = 4) -> Workspace:
    for card in CARDS:
        grade(here, card, rating)
    return here


def told(here: Workspace) -> HoursReport:
    found = hours(here, here.standing())
    assert found is not None
    return found


def grounds(here: Workspace) -> dict[str, str]:
    return {each.id: each.ground for each in told(here).topics}


def lived() -> Workspace:
    """The second topic is begun while the first is fresh, the third when it has long faded."""
    here = reviewed(later(learned(workspace(WHERE), 0, 240), days=1))
    here = learned(later(here, days=1), 1, 60)
    here = learned(later(here, days=300), 2, 180)
    return learned(learned(here, 3, 150), 4, 120)


def test_a_topic_is_told_by_how_its_prerequisites_stood_on_the_day_it_was_begun() -> None:
    here = lived()
    assert grounds(here) == {"a": "none", "b": "fresh", "c": "unsure", "d": "none", "e": "none"}
    assert told(here).grounds == (
        GroundSums("fresh", 1, 2, 1, 0.5),
        GroundSums("unsure", 1, 2, 3, 1.5),
        GroundSums("none", 3, 8, 8.5, 1.0),
    )


def test_what_is_reviewed_later_changes_nothing_of_how_it_stood_then() -> None:
    here = lived()
    before = grounds(here)
    assert grounds(reviewed(later(here, days=1))) == before


def test_a_grade_that_is_taken_back_was_never_given() -> None:
    here = learned(workspace(WHERE), 0, 240)
    here = reviewed(later(here, days=1))
    here = later(here, days=1)
    undone = later(here, days=0)
    for _ in CARDS[1:]:
        undo(undone)
    assert grounds(learned(here, 1, 60))["b"] == "unsure"


def test_topics_without_time_or_known_before_have_no_ratio() -> None:
    here = workspace(WHERE)
    mark(here, "finished", [A])
    assert hours(here, here.standing()) is None
    here.append([here.fact("finished", "e", reason=PLACEMENT)])
    log_time(here, E, 30)
    log_time(here, B, 60)
    assert hours(here, here.standing()) is None


def test_a_report_of_a_year_tells_the_hours_of_what_was_finished_in_it() -> None:
    here = lived()
    this, last = (
        calendar_period("year", here.today, 0, so_far=True),
        calendar_period("year", here.today, 0, so_far=False),
    )
    now, before = report(here, this).hours, report(here, last).hours
    assert now is not None
    assert before is not None
    assert ({each.id for each in now.topics}, {each.id for each in before.topics}) == ({"c", "d", "e"}, {"a", "b"})
    assert report(here, calendar_period("month", here.today, 0, so_far=True)).hours is None


def test_few_topics_are_said_to_tell_nothing() -> None:
    here = told(lived())
    assert list(hours_texts(here)) == [
        "prerequisites fresh: 1 topic, 0.5 of the estimate",
        "fading or not enough known: 1 topic, 1.5 of the estimate",
        "no prerequisites with cards: 3 topics, 1.0 of the estimate",
    ]
    assert "tell nothing" in what_it_tells(here)
    many = tuple(GroundSums(ground, FEW_TOPICS, 1, 1, 1.0) for ground in ("fresh", "unsure"))
    assert not tells_nothing((*many, GroundSums("none", 0, 0, 0, None)))
    assert "proves nothing" in what_it_tells(HoursReport(many, ()))


def test_a_group_without_topics_has_no_ratio() -> None:
    assert by_ground([]) == tuple(GroundSums(ground, 0, 0, 0, None) for ground in ("fresh", "unsure", "none"))
