"""A mentor's page of a cohort, on screens of several widths."""

from datetime import date, timedelta

import pytest
from conftest import NOW
from views_helpers import CODES, Screen, Shown

from roadmap_cli.reports.cohort import CohortReport, DoneOf, LearnerLine, StuckLine
from roadmap_cli.reports.topic_line import Named

LONG_AGO = NOW.date() - timedelta(days=1_234)
TOPIC = Named("a-topic-whose-id-is-longer-than-any-room", "A topic")
LINE = LearnerLine(
    user="a-learner-whose-name-is-long",
    percent=99.9,
    topics=DoneOf(109, 110),
    hours=DoneOf(1090, 1100),
    recent_hours=27 + 55 / 60,
    phase="one",
    topic=TOPIC,
    since=LONG_AGO,
    last_day=LONG_AGO,
    arrival=date(2030, 1, 1),
    stuck=StuckLine(TOPIC, since=LONG_AGO, due=LONG_AGO, days=1_234),
    proven=109,
    fresh=109,
)
REPORT = CohortReport(
    roadmap=Named("small", "Small"),
    as_of=NOW.date(),
    group=None,
    phase=None,
    idle_since=None,
    sort="name",
    page=1,
    pages=1,
    learners=1,
    done=0,
    stuck=1,
    phases=(),
    stuck_topics=(),
    lines=(LINE,),
)


@pytest.mark.parametrize(
    ("width", "last", "told"),
    [(60, "Stuck", "1234 d"), (76, "Stuck", "1234 d"), (80, "Stuck", "1234 d"), (120, "Fresh", "109")],
)
def test_a_long_topic_gives_way_and_nothing_else_is_cut(
    monkeypatch: pytest.MonkeyPatch, width: int, last: str, told: str
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = CODES.sub("", Shown(REPORT, {}).on(Screen())).splitlines()
    head, row = lines[-2:]
    assert head.split()[-1] == last
    assert row.split()[-len(told.split()) :] == told.split()
    assert "1,234 d ago" in row
    assert max(map(len, lines)) <= width
