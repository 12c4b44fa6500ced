"""The tables about being hired: career, portfolio, interview, story, apply, ready; as values, where they are asked for."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from roadmap_cli.definition.document import Definition, Table, frozen, only
from roadmap_cli.domain.job import Effort, InterviewFormat, Job, Skill, Stage, Thresholds, Tip

if TYPE_CHECKING:
    from roadmap_cli.domain.career import Career
    from roadmap_cli.domain.interview import InterviewQuestion
    from roadmap_cli.domain.portfolio import Idea
    from roadmap_cli.domain.story import StoryExample, StoryPart

Value = TypeVar("Value")
NAMES = ("career", "portfolio", "interview", "story", "apply", "ready")


def job_tables(document: Table) -> Table:
    """Of a valid document; one of 0.4 has an article in the place of a career."""
    found = only(NAMES, document)
    article = document.get("article")
    if article and "career" not in found:
        found["career"] = {"source": article.get("title", ""), "timeline": article.get("timeline", [])}
    return found


def job_of(jobs: Table) -> Job:
    """What rules need of them."""
    career, portfolio, interview, story = (jobs.get(name, {}) for name in NAMES[:4])
    tips = (each for each in career.get("tip", ()) if "when" in each)
    effort = {name: jobs.get(of, {}).get("hours") for name, of in _EFFORT.items()}
    return Job(
        skills=_made(Skill, career.get("skill", ())),
        project_stages=_made(Stage, portfolio.get("stage", ())),
        formats=_made(InterviewFormat, (_with_stories(each) for each in interview.get("format", ()))),
        story_parts=tuple(each["id"] for each in story.get("part", ())),
        numbered=tuple(each["id"] for each in story.get("part", ()) if each.get("number")),
        story_tags=tuple(story.get("tags", ())),
        story_minutes=story.get("minutes", 2),
        application_stages=_made(Stage, jobs.get("apply", {}).get("stage", ())),
        tips=_made(Tip, tips),
        wanted=Thresholds(**jobs["ready"]) if "ready" in jobs else None,
        effort=Effort(**{name: float(hours) for name, hours in effort.items() if hours is not None}),
    )


def career_of(definition: Definition) -> "Career | None":
    """None where the roadmap does not speak of a job."""
    from roadmap_cli.domain.career import Activity, Career, Faq, Figure, Level, Point, Role, Salary, SkillText, Timeline

    table = definition.read_job_tables().get("career", {})
    if "title" not in table:
        return None
    kinds: dict[str, Callable[..., object]] = {
        "timeline": Timeline,
        "salary": Salary,
        "level": Level,
        "activity": Activity,
        "skill": SkillText,
        "role": Role,
        "figure": Figure,
        "tip": Tip,
    }
    parts: Table = {name: _made(kind, table.get(name, ())) for name, kind in kinds.items()}
    faq = ({**each, "point": _made(Point, each.get("point", ()))} for each in table.get("faq", ()))
    return Career(**only(Career._fields, table) | parts | {"faq": _made(Faq, faq)})


def ideas_of(definition: Definition) -> "tuple[Idea, ...]":
    from roadmap_cli.domain.portfolio import Idea

    return _made(Idea, definition.read_job_tables().get("portfolio", {}).get("idea", ()))


def questions_of(definition: Definition, interview_format: str) -> "tuple[InterviewQuestion, ...]":
    """The question bank of one format."""
    from roadmap_cli.domain.interview import InterviewQuestion

    formats = definition.read_job_tables().get("interview", {}).get("format", ())
    return _made(
        InterviewQuestion,
        (each for its in formats if its["id"] == interview_format for each in its.get("question", ())),
    )


def format_texts(definition: Definition, interview_format: str) -> tuple[str, str]:
    """What a format tests, and why it is on the list where the source does not name it."""
    formats = definition.read_job_tables().get("interview", {}).get("format", ())
    found: Table = next((each for each in formats if each["id"] == interview_format), {})
    return found.get("tests", ""), found.get("origin", "")


def story_parts_of(definition: Definition) -> "tuple[StoryPart, ...]":
    from roadmap_cli.domain.story import StoryPart

    return _made(StoryPart, definition.read_job_tables().get("story", {}).get("part", ()))


def story_example_of(definition: Definition) -> "StoryExample | None":
    from roadmap_cli.domain.story import StoryExample

    table = definition.read_job_tables().get("story", {}).get("example")
    return StoryExample(**frozen(table)) if table else None


def _with_stories(table: Table) -> Table:
    return {**table, "asks_stories": any(each.get("tags") for each in table.get("question", ()))}


_EFFORT = {"project": "portfolio", "format": "interview", "story": "story"}


def _made(kind: Callable[..., Value], tables: Iterable[Table]) -> tuple[Value, ...]:
    """Values of a NamedTuple from those keys of tables that it has fields for."""
    fields: tuple[str, ...] = getattr(kind, "_fields", ())
    return tuple(kind(**frozen(only(fields, table))) for table in tables)
