"""A roadmap that speaks of a job, and what a learner did towards it."""

from collections.abc import Iterable
from datetime import date, timedelta

from domain_helpers import TODAY, WAY, roadmap, standings, topic
from hypothesis import strategies as st

from roadmap_cli.domain.application import Application
from roadmap_cli.domain.candidacy import Candidacy
from roadmap_cli.domain.interview import Practice
from roadmap_cli.domain.job import Effort, InterviewFormat, Job, Skill, Stage, Thresholds
from roadmap_cli.domain.portfolio import Project
from roadmap_cli.domain.standing import Standing
from roadmap_cli.domain.story import Story
from roadmap_cli.services.workspace import Workspace

STAGES = (
    Stage("idea", "Idea"),
    Stage("data", "Data", topic="data"),
    Stage("shipped", "Shipped", topic="ship", means="shipped"),
    Stage("written", "Written up", means="written"),
)
FORMATS = (
    InterviewFormat("coding", "Coding challenge", topic="code", topics=("code",)),
    InterviewFormat("talk", "Behavioural interview", topic="talk", asks_stories=True),
)
THE_JOB = Job(
    skills=(Skill("maths", "Mathematics", ("sums", "proofs")), Skill("making", "Making", ("data", "ship"))),
    project_stages=STAGES,
    formats=FORMATS,
    story_parts=("situation", "result"),
    numbered=("result",),
    story_tags=("conflict", "failure", "impact"),
    wanted=Thresholds(phase="two", projects=2, stories=2, tags=2, proven=1, days=60, score=4),
    effort=Effort(project=30.0, format=5.0, story=2.0),
)
JOB = roadmap(
    topic("sums", "one/letters", hours=2, cards=("s1", "s2")),
    topic("proofs", "one/letters", hours=4, requires=("sums",)),
    topic("data", "two/ways", hours=6, kind="project", requires=("proofs",)),
    topic("ship", "two/ways", hours=3, requires=("data",)),
    topic("code", "two/talks", hours=5, requires=("proofs",)),
    topic("talk", "two/talks", hours=1),
    topic("x-topic", "two/ways", hours=5, option="x"),
    topic("y-topic", "two/ways", hours=7, option="y"),
    choices=[WAY],
)._replace(job=THE_JOB)
ALL = ("sums", "proofs", "data", "ship", "code", "talk", "x-topic")


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def project(key: str = "churn", stage: str = "written", days: int = 3, *, copy: bool | None = None) -> Project:
    day = ago(days)
    address = f"https://example.org/{key}"
    return Project(
        id=key,
        name=key.title(),
        first_day=day,
        last_day=day,
        stage=stage,
        copy=copy,
        repository=address,
        writeup=f"{address}/why",
    )


def story(key: str = "churners", result: str = "Down by 12 %.", tags: tuple[str, ...] = ("conflict",)) -> Story:
    texts = {"situation": "They left.", "result": result}
    return Story(id=key, title=key.title(), first_day=ago(5), last_day=ago(5), texts=texts, tags=tags)


def practice(key: str, its: str = "coding", score: int = 4, days: int = 3, weak: tuple[str, ...] = ()) -> Practice:
    return Practice(id=key, day=ago(days), format=its, score=score, weak=weak)


def application(key: str = "acme", due: int | None = None, closed: str | None = None) -> Application:
    day = None if due is None else ago(-due)
    return Application(
        id=key, company=key.title(), role="Scientist", first_day=ago(9), last_day=ago(9), due=day, closed=closed
    )


COMPLETE = Candidacy(
    projects=(project("churn"), project("house")),
    stories=(story("one"), story("two", tags=("impact",))),
    practice=(practice("1"), practice("2", "talk")),
)


@st.composite
def candidacies(draw: st.DrawFn) -> Candidacy:
    stages, tags = st.sampled_from([each.id for each in STAGES]), st.sampled_from(THE_JOB.story_tags)
    projects = draw(st.lists(st.builds(project, st.sampled_from("abc"), stages, st.integers(0, 90)), max_size=3))
    stories = draw(
        st.lists(
            st.builds(story, st.sampled_from("abc"), st.sampled_from(("", "None", "By 3")), st.tuples(tags)), max_size=3
        )
    )
    formats = st.sampled_from([each.id for each in FORMATS])
    weak = st.sampled_from(((), ("sums",), ("code", "proofs")))
    mocks = st.lists(st.tuples(formats, st.integers(1, 5), st.integers(0, 90), weak), max_size=4)
    held = sorted(draw(mocks), key=lambda each: -each[2])
    applications = draw(
        st.lists(st.builds(application, st.sampled_from("abc"), st.none() | st.integers(-3, 3)), max_size=2)
    )
    return Candidacy(
        projects=tuple({each.id: each for each in projects}.values()),
        stories=tuple({each.id: each for each in stories}.values()),
        practice=tuple(practice(str(number), *each) for number, each in enumerate(held)),
        applications=tuple({each.id: each for each in applications}.values()),
    )


@st.composite
def hopefuls(draw: st.DrawFn, statuses: Iterable[str] = ("todo", "doing", "done", "skipped")) -> Standing:
    """Standings on a roadmap of any shape, whose skills are any of its topics."""
    now = draw(standings(tuple(statuses)))
    keys = st.sampled_from(sorted(now.roadmap.topics))
    topics = draw(st.lists(st.lists(keys, min_size=1, max_size=4, unique=True), max_size=3))
    skills = tuple(Skill(f"s{number}", f"Skill {number}", tuple(each)) for number, each in enumerate(topics))
    formats = tuple(each._replace(topic=draw(keys)) for each in FORMATS)
    stages = tuple(each._replace(topic=draw(keys) if each.topic else None) for each in STAGES)
    phase = draw(st.sampled_from([None, *(each.id for each in now.roadmap.phases)]))
    counts = st.integers(0, 3)
    wanted = Thresholds(
        phase=phase,
        projects=draw(counts),
        stories=draw(counts),
        tags=draw(counts),
        proven=draw(counts),
        days=draw(st.sampled_from((0, 30))),
        score=draw(st.sampled_from((0, 4))),
    )
    job = THE_JOB._replace(skills=skills, formats=formats, project_stages=stages, wanted=wanted)
    return now._replace(roadmap=now.roadmap._replace(job=job))


TABLES = """
[career]
title = "Writer of letters"

[[career.skill]]
id = "letters"
title = "Letters"
topics = ["a", "b"]

[[career.skill]]
id = "ways"
title = "Ways"
topics = ["c", "end"]

[portfolio]
hours = 30

[[portfolio.stage]]
id = "idea"
title = "Idea"

[[portfolio.stage]]
id = "shipped"
title = "Shipped"
topic = "c"
means = "shipped"

[[portfolio.stage]]
id = "written"
title = "Written up"
topic = "end"
means = "written"

[story]
hours = 2
tags = ["conflict", "failure"]

[[story.part]]
id = "situation"
title = "Situation"
prompt = "What was it?"

[[story.part]]
id = "result"
title = "Result"
prompt = "What came of it?"
number = true

[[apply.stage]]
id = "saved"
title = "Saved"

[ready]
phase = "two"
projects = 1
stories = 2
tags = 2
proven = 1
days = 60
score = 4

[interview]
hours = 4

[[interview.format]]
id = "coding"
title = "Coding challenge"
tests = "live problem solving"
topic = "b"
topics = ["a", "b"]
"""
"""To be put behind the small roadmap."""


def live_towards_a_job(here: Workspace, times: int = 1) -> None:
    """A project on its way, a story with a number and one without, two mocks and two applications, and so many times more
    of the mocks.
    """
    texts = [
        ("churners", "situation", "They left."),
        ("churners", "result", "12 % fewer <b>left</b>."),
        ("quarrel", "result", "Better."),
    ]
    facts = [
        here.fact("projected", project="churn", name="Churn of a phone company", stage="idea"),
        here.fact("told", story="churners", title="Secret churners", tags="conflict"),
        here.fact("told", story="quarrel", title="quarrel"),
        *(here.fact("told", story=key, part=part, words=words) for key, part, words in texts),
        here.fact("applied", application="acme", company="Acme [red]", role="Data scientist", due="2026-11-20"),
        here.fact("applied", application="byte", company="Byte", role="Engineer", due="2026-11-23"),
    ]
    facts += [here.fact("practised", format="coding", score=2, weak="a", whom="Bo") for _ in range(times)]
    here.append(facts)
