"""What a learner's own grades say of memory, of the prediction, and of how sure they were."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import starmap

from roadmap_cli.domain.review import new_tomorrow, waiting
from roadmap_cli.domain.review_stats import band, load, replay, share, shares
from roadmap_cli.domain.standing import Standing
from roadmap_cli.reports.review_stats import BandLine, ConfidenceLine, DayLoad, MonthLine, StatsReport
from roadmap_cli.services.fit import fit_line
from roadmap_cli.services.hours import hours
from roadmap_cli.services.review import Lessons, all_cards, leeches
from roadmap_cli.services.workspace import Workspace

LOAD_DAYS = 30


def stats(workspace: Workspace, lessons: Lessons) -> StatsReport:
    """True retention, prediction against observation, confidence against the first review, and the coming load."""
    reviews = replay(workspace.events("graded"), workspace.schedule())
    first = [each for each in reviews if each.first]
    later = [each for each in reviews if each.predicted is not None]
    sure = _confidence(workspace)
    now = (each._replace(topic=_today(workspace, each.topic)) for each in first)
    rated = [each for each in now if each.topic in sure]
    return StatsReport(
        desired_retention=workspace.reviewing.desired_retention,
        reviews=len(reviews),
        first=share(first),
        later=share(later),
        months=tuple(starmap(MonthLine, shares(later, lambda each: each.day.replace(day=1)).items())),
        bands=tuple(starmap(BandLine, shares(later, lambda each: band(each.predicted or 0.0)).items())),
        confidence=tuple(starmap(ConfidenceLine, shares(rated, lambda each: sure[each.topic]).items())),
        load=tuple(_load(workspace)),
        leeches=leeches(workspace, lessons, all_cards(workspace), lambda *_: True),
        fit=fit_line(workspace),
        hours=hours(workspace, workspace.standing()),
    )


def _confidence(workspace: Workspace) -> dict[str, int]:
    """How sure the learner was when a topic was last marked done, by the topic's id of today."""
    finished = workspace.events("finished")
    rated = {_today(workspace, each.topic or ""): each.data.get("confidence") for each in finished}
    return {topic: confidence for topic, confidence in rated.items() if confidence}


def _today(workspace: Workspace, topic: str) -> str:
    return workspace.roadmap.current_id.get(topic, topic)


def coming_cards(workspace: Workspace, standing: Standing, days: int) -> list[int]:
    """How many cards each day brings, from today on."""
    tomorrow = len(new_tomorrow(standing, workspace.day_of))
    return load(standing, waiting(standing, workspace.day_of), tomorrow, days)


def _load(workspace: Workspace) -> Iterator[DayLoad]:
    for ahead, cards in enumerate(coming_cards(workspace, workspace.standing(), LOAD_DAYS)):
        yield DayLoad(workspace.today + timedelta(days=ahead), cards)
