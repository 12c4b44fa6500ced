"""A cohort of one, who needs as much room as anybody."""

from datetime import date, timedelta

from conftest import NOW

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
