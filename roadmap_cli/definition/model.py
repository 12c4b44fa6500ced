"""What a roadmap file may say: what the reader checks against and `schema.py` makes the JSON Schema from.

A valid document is these tables as it stands, so that nothing is filled in or turned into something else here.
"""

from typing import Annotated, Required, get_args

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    WrapValidator,
    with_config,
)
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ValidatorFunctionWrapHandler
from typing_extensions import TypedDict

from roadmap_cli.domain.job import Moment, Part, StageMeaning
from roadmap_cli.domain.roadmap import ID, MOST_HOURS, TopicKind
from roadmap_cli.domain.web import acts


def _told(words: str) -> WrapValidator:
    """What a value must be, in words. A fault of a part is one of the whole."""

    def check(value: object, inner: ValidatorFunctionWrapHandler) -> object:
        try:
            return inner(value)
        except ValidationError:
            raise PydanticCustomError("form", words) from None

    return WrapValidator(check)


def _check_tables(value: object) -> object:
    if isinstance(value, list) and all(isinstance(each, dict) for each in value):
        return value
    raise PydanticCustomError("form", "a list of tables")


def _check_place(value: str) -> str:
    if acts(value):
        raise PydanticCustomError("form", "a place")
    return value


def _about(text: str) -> object:
    return Field(description=text)


MOST_YEARS, MOST_COUNTED, MOST_MOCK_MINUTES, MOST_MONEY = 100, 1000, 480, 1_000_000_000
KINDS: tuple[TopicKind, ...] = get_args(TopicKind)

_Id = Annotated[str, Field(pattern=f"^{ID}$")]
Id = Annotated[_Id, _told("an id: lower-case letters, digits and hyphens")]
Line = Annotated[str, Field(pattern=r"^[^\n]*[^\s\x1c-\x1f][^\n]*$"), _told("one line of text")]
Text = Annotated[str, _told("text")]
Hours = Annotated[float, Field(gt=0, le=MOST_HOURS), _told(f"a number of hours above 0 and at most {MOST_HOURS:,}")]
Flag = Annotated[bool, _told("true or false")]
Kind = Annotated[TopicKind, _told(f"one of {', '.join(KINDS)}")]
Ids = Annotated[list[_Id], _told("a list of ids")]
Texts = Annotated[list[str], _told("a list of texts")]
IdsByOption = Annotated[dict[str, list[_Id]], _told("a table from option to a list of ids")]
Free = Annotated[dict[str, object], _told("a table")]
_TABLES = BeforeValidator(_check_tables)
_SOME = Field(min_length=1)


Years = Annotated[float, Field(ge=0, le=MOST_YEARS), _told(f"a number of years up to {MOST_YEARS}")]
Year = Annotated[int, Field(ge=1900, le=2200), _told("a year, as 2026")]
Money = Annotated[float, Field(gt=0, le=MOST_MONEY), _told(f"a number above 0 and at most {MOST_MONEY:,}")]
Count = Annotated[int, Field(ge=1, le=MOST_COUNTED), _told(f"a whole number from 1 to {MOST_COUNTED:,}")]
Lines = Annotated[list[Line], _told("a list of lines of text")]
LineById = Annotated[dict[str, Line], _told("a table from id to one line of text")]
Minutes = Annotated[
    int, Field(ge=1, le=MOST_MOCK_MINUTES), _told(f"a whole number of minutes up to {MOST_MOCK_MINUTES}")
]
Score = Annotated[int, Field(ge=1, le=5), _told("a whole number from 1 to 5")]
Means = Annotated[StageMeaning, _told(f"one of {', '.join(get_args(StageMeaning))}")]
When = Annotated[Moment, _told(f"one of {', '.join(get_args(Moment))}")]
Language = Annotated[
    Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")], _told("a language tag, as en or pt-BR")
]
Address = Annotated[
    Annotated[str, Field(pattern=r"^https?://[^\s\x00-\x1f\x7f]+$")], _told("an address that begins with https://")
]
_ACTS = {"not": {"pattern": r"^\s*(?:(?:[Jj]ava|[Vv][Bb])[Ss]cript:|[Dd]ata:\S)"}}
"""What `acts` says, as far as a pattern can."""
Place = Annotated[
    Annotated[Line, AfterValidator(_check_place), Field(json_schema_extra=_ACTS)],
    _told("an address or words that say where it is found, and no program"),
]
PartName = Annotated[Part, _told(f"one of {', '.join(get_args(Part))}")]


class ResourceTable(TypedDict, total=False):
    title: Required[Annotated[Line, _about("Its title.")]]
    url: Required[Annotated[Place, _about("Where it is found.")]]
    kind: Annotated[Text, _about("Course, book, docs, video, ...")]


class CardTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Memory of the card hangs on it; unique in the file.")]]
    question: Required[Annotated[Text, _about("What is asked.")]]
    answer: Required[Annotated[Text, _about("What one should know.")]]


class TopicKeys(TypedDict, total=False):
    kind: Annotated[Kind, _about("What sort of work it is; concept unless said.")]
    option: Annotated[Id, _about("The option it belongs to: it counts only while that is chosen.")]
    stretch: Annotated[Flag, _about("Worth it, but not needed for the rest.")]
    hours: Annotated[Hours, _about("Estimated hours; 1 unless said.")]
    hours_basis: Annotated[Text, _about("Where the estimate comes from.")]
    origin: Annotated[Text, _about("Why the topic is on the path at all.")]
    why: Annotated[Text, _about("What it is good for.")]
    requires: Annotated[Ids, _about("Topics to finish before this one.")]
    requires_option: Annotated[IdsByOption, _about("Further prerequisites while an option is chosen.")]
    criteria: Annotated[Texts, _about("How one knows that one has learned it: You can ...")]
    resources: Annotated[list[ResourceTable], _TABLES, _about("Where to learn it.")]
    cards: Annotated[list[CardTable], _TABLES, _about("Recall questions.")]
    formerly: Annotated[Ids, _about("Earlier ids of this topic, whose progress it carries on.")]
    known_as: Annotated[Texts, _about("Its ids in other programs, whose progress can be imported.")]
    hidden: Annotated[Flag, _about("Left out of what counts, as a skipped topic is.")]


class TopicTable(TopicKeys, total=False):
    id: Required[Annotated[Id, _about("Progress hangs on it; to rename it see `formerly`.")]]
    title: Required[Annotated[Line, _about("Its title.")]]


class ModuleTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Short name of the module.")]]
    title: Required[Annotated[Line, _about("Its title.")]]
    topic: Annotated[list[TopicTable], _TABLES, _about("What is learned in it.")]


class PhaseTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Short name of the phase.")]]
    title: Required[Annotated[Line, _about("Its title.")]]
    metaphor: Annotated[Text, _about("What it is like.")]
    goal: Annotated[Text, _about("What one can do at its end.")]
    warning: Annotated[Text, _about("What goes wrong most often.")]
    module: Annotated[list[ModuleTable], _TABLES, _about("Groups of topics.")]


class OptionTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Named by the topics that belong to it.")]]
    title: Required[Annotated[Line, _about("Its name.")]]
    leads_to: Annotated[Text, _about("What becomes possible with it.")]


class ChoiceTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Named in `roadmap choose`.")]]
    title: Required[Annotated[Line, _about("What is to be chosen.")]]
    topic: Annotated[Id, _about("The decision topic at which the choice is made.")]
    option: Required[Annotated[list[OptionTable], _SOME, _TABLES, _about("What can be chosen, at least two.")]]


class SourceTable(TypedDict, total=False):
    title: Required[Annotated[Line, _about("Its title.")]]
    url: Annotated[Place, _about("Where it is found.")]


class RoadmapTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Progress hangs on it: never change it.")]]
    title: Required[Annotated[Line, _about("Shown above everything.")]]
    summary: Annotated[Text, _about("What the path leads to.")]
    source: Annotated[SourceTable, _about("Where the content comes from.")]
    author: Annotated[Line, _about("Who wrote it.")]
    licence: Annotated[Line, _about("Under which licence others may use it: CC-BY-4.0.")]
    version: Annotated[Line, _about("Which version this is, as its author counts: 1.2.")]
    language: Annotated[Language, _about("The language of its texts: en.")]
    homepage: Annotated[Address, _about("Where it is published.")]


class TimelineTable(TypedDict, total=False):
    id: Annotated[Id, _about("Short name.")]
    start: Required[Annotated[Line, _about("Who somebody is at the beginning.")]]
    years_min: Required[Annotated[Years, _about("The least years to the end.")]]
    years_max: Required[Annotated[Years, _about("The most years to the end.")]]
    condition: Annotated[Text, _about("Under which condition.")]
    skips_phases: Annotated[Ids, _about("Phases that such a person has behind them.")]


class SalaryTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Short name of the stage.")]]
    title: Required[Annotated[Line, _about("What the stage is called.")]]
    years: Annotated[Line, _about("Years of experience: 0-2.")]
    min: Required[Annotated[Money, _about("The least that is usual, a year.")]]
    max: Required[Annotated[Money, _about("The most that is usual, a year.")]]
    top: Annotated[Money, _about("What the best paid get.")]
    focus: Annotated[Text, _about("What the work is about.")]
    note: Annotated[Text, _about("For whom and where the figures hold.")]
    source: Annotated[Line, _about("Who says so; the source of the career unless said.")]
    year: Annotated[Year, _about("When it was said; the year of the career unless said.")]


class LevelTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Short name of the rung.")]]
    title: Required[Annotated[Line, _about("What one is called there.")]]
    focus: Annotated[Text, _about("What the work is about.")]
    supports: Annotated[Ids, _about("Topics of the roadmap that lead to it.")]


class ActivityTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Short name.")]]
    title: Required[Annotated[Line, _about("What is done.")]]
    meaning: Annotated[Text, _about("What that is.")]
    example: Annotated[Text, _about("For example.")]
    supports: Annotated[Ids, _about("Topics of the roadmap that lead to it.")]


class SkillTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Short name.")]]
    title: Required[Annotated[Line, _about("What the role asks for.")]]
    meaning: Annotated[Text, _about("What that is.")]
    topics: Required[Annotated[Ids, _about("Topics that teach it; `roadmap ready` asks for all that count.")]]


class RoleTable(TypedDict, total=False):
    title: Required[Annotated[Line, _about("A role that is mixed up with others.")]]
    looks: Annotated[Text, _about("Where it looks, and why.")]
    question: Annotated[Text, _about("A question that it answers.")]


class PointTable(TypedDict, total=False):
    title: Required[Annotated[Line, _about("What it is about.")]]
    text: Required[Annotated[Text, _about("What there is to say.")]]
    topic: Annotated[Id, _about("The topic of the roadmap for it.")]


class FaqTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Short name.")]]
    question: Required[Annotated[Line, _about("What people ask.")]]
    answer: Required[Annotated[Text, _about("The answer.")]]
    point: Annotated[list[PointTable], _TABLES, _about("Its parts, side by side.")]
    topics: Annotated[Ids, _about("Topics of the roadmap that it is about.")]
    timeline: Annotated[Flag, _about("Show the years of the timeline, and the learner's forecast, beside it.")]


class FigureTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Short name.")]]
    value: Required[Annotated[Line, _about("The figure, with its unit.")]]
    meaning: Required[Annotated[Line, _about("What it is a figure of.")]]
    choice: Annotated[Id, _about("The choice that it speaks of: it is shown with its options.")]
    source: Annotated[Line, _about("Who says so; the source of the career unless said.")]
    year: Annotated[Year, _about("When it was said; the year of the career unless said.")]


class TipTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Short name.")]]
    voice: Annotated[Line, _about("Who says it.")]
    text: Required[Annotated[Line, _about("One or two sentences.")]]
    when: Annotated[When, _about("When `status` says it: at most once a week.")]
    topics: Annotated[Count, _about("Of tutorial-trap: after so many topics without a project; 10 unless said.")]
    phase: Annotated[Id, _about("Of tutorial-trap: from this phase on.")]
    part: Annotated[PartName, _about("The part of `roadmap career` beside which it stands.")]


class CareerTable(TypedDict, total=False):
    title: Required[Annotated[Line, _about("The role that the path leads to.")]]
    summary: Annotated[Text, _about("What the role is.")]
    source: Annotated[Line, _about("Who says what stands here: named beside every figure.")]
    url: Annotated[Place, _about("Where the source is found.")]
    year: Annotated[Year, _about("When it was said.")]
    currency: Annotated[Line, _about("Of the salaries: USD.")]
    note: Annotated[Text, _about("For whom and where it holds.")]
    timeline: Annotated[list[TimelineTable], _TABLES, _about("Years to the end; they stand beside forecasts.")]
    salary: Annotated[list[SalaryTable], _TABLES, _about("Pay by stage.")]
    level: Annotated[list[LevelTable], _TABLES, _about("The ladder, from the lowest rung.")]
    activity: Annotated[list[ActivityTable], _TABLES, _about("What a day is made of.")]
    skill: Annotated[list[SkillTable], _TABLES, _about("What the role asks for.")]
    role: Annotated[list[RoleTable], _TABLES, _about("Roles side by side.")]
    faq: Annotated[list[FaqTable], _TABLES, _about("What people ask.")]
    figure: Annotated[list[FigureTable], _TABLES, _about("Figures, each with its source.")]
    tip: Annotated[list[TipTable], _TABLES, _about("Advice.")]


class StageTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Short name; it stands in the log: never change it.")]]
    title: Required[Annotated[Line, _about("What the stage is called.")]]
    topic: Annotated[Id, _about("The topic of the roadmap that teaches it.")]
    means: Annotated[Means, _about("Of a project: from here on it is shipped, or written up.")]


class IdeaTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Named in `roadmap portfolio add --idea`.")]]
    title: Required[Annotated[Line, _about("What would be built.")]]
    example: Annotated[Text, _about("For example.")]
    shows: Annotated[Ids, _about("Topics of the roadmap that it shows.")]
    option: Annotated[Id, _about("The option that it belongs to.")]


class PortfolioTable(TypedDict, total=False):
    hours: Annotated[Hours, _about("About how many hours a project takes; 40 unless said.")]
    stage: Required[Annotated[list[StageTable], _SOME, _TABLES, _about("Stages of a project, in order.")]]
    idea: Annotated[list[IdeaTable], _TABLES, _about("What could be built.")]


class QuestionTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Practice hangs on it: never change it.")]]
    question: Required[Annotated[Line, _about("What an interviewer asks.")]]
    topics: Annotated[Ids, _about("Topics of the roadmap that it stands on.")]
    tags: Annotated[Ids, _about("Tags of stories that answer it.")]
    criteria: Required[Annotated[Lines, _SOME, _about("A checklist to grade oneself against.")]]
    answer: Annotated[Text, _about("What a good answer says, shown at the end.")]
    complexity: Annotated[Line, _about("Of code: time and memory.")]


class FormatTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Named in `roadmap interview practise`; never change it.")]]
    title: Required[Annotated[Line, _about("What it is called.")]]
    tests: Annotated[Text, _about("What it finds out.")]
    origin: Annotated[Text, _about("Why it is on the list, where the source does not name it.")]
    topics: Annotated[Ids, _about("Topics of the roadmap that it stands on.")]
    topic: Annotated[Id, _about("The topic that prepares for it: practised time is logged there.")]
    minutes: Annotated[Minutes, _about("For one question; 5 unless said.")]
    question: Annotated[list[QuestionTable], _TABLES, _about("The question bank.")]


class InterviewTable(TypedDict, total=False):
    hours: Annotated[Hours, _about("About how many hours a format needs until it is good; 5 unless said.")]
    format: Required[Annotated[list[FormatTable], _SOME, _TABLES, _about("The rounds that one meets, in order.")]]


class PartTable(TypedDict, total=False):
    id: Required[Annotated[Id, _about("Short name; it stands in the log: never change it.")]]
    title: Required[Annotated[Line, _about("What the part is called.")]]
    prompt: Required[Annotated[Line, _about("What is asked for.")]]
    number: Annotated[Flag, _about("Whether a number belongs in it.")]


class ExampleTable(TypedDict, total=False):
    title: Required[Annotated[Line, _about("What it is called.")]]
    tags: Annotated[Ids, _about("What it is about.")]
    text: Required[Annotated[LineById, _about("A text for each part.")]]


class StoryTable(TypedDict, total=False):
    hours: Annotated[Hours, _about("About how many hours a story takes; 2 unless said.")]
    minutes: Annotated[Minutes, _about("How long to tell it; 2 unless said.")]
    tags: Annotated[Ids, _about("What stories should be about.")]
    part: Required[Annotated[list[PartTable], _SOME, _TABLES, _about("Parts of a story, in order.")]]
    example: Annotated[ExampleTable, _about("One worked example.")]


class ApplyTable(TypedDict, total=False):
    stage: Required[Annotated[list[StageTable], _SOME, _TABLES, _about("Stages of an application, in order.")]]


class ReadyTable(TypedDict, total=False):
    phase: Annotated[Id, _about("From this phase on `status` tells it; the last one unless said.")]
    projects: Annotated[Count, _about("Projects shipped and written up.")]
    stories: Annotated[Count, _about("Stories with a number.")]
    tags: Annotated[Count, _about("Over so many tags.")]
    proven: Annotated[Count, _about("Skills with evidence.")]
    days: Annotated[Count, _about("Formats practised within so many days.")]
    score: Annotated[Score, _about("At this or better, of 5.")]


@with_config(ConfigDict(strict=True, extra="forbid"))  # which holds for the tables within, too
class FileTable(TypedDict, total=False):
    roadmap: Required[Annotated[RoadmapTable, _about("What the whole roadmap is called.")]]
    choice: Annotated[list[ChoiceTable], _TABLES, _about("Places where the learner picks one of several options.")]
    phase: Annotated[list[PhaseTable], _TABLES, _about("The phases, in order.")]
    career: Annotated[CareerTable, _about("The job that the path leads to: `roadmap career`.")]
    portfolio: Annotated[PortfolioTable, _about("Projects to show: `roadmap portfolio`.")]
    interview: Annotated[InterviewTable, _about("Interviews and their questions: `roadmap interview`.")]
    story: Annotated[StoryTable, _about("Stories to tell: `roadmap story`.")]
    apply: Annotated[ApplyTable, _about("Applications: `roadmap apply`.")]
    ready: Annotated[ReadyTable, _about("What it takes to be hired: `roadmap ready`.")]
    article: Annotated[
        Free, _about("As files of 0.4 have it: its title and `timeline` are read where there is no career.")
    ]


FILE = TypeAdapter(FileTable)


class OwnTopicTable(TopicKeys, total=False):
    id: Required[Annotated[Id, _about("A topic of the roadmap, or a new one.")]]
    title: Annotated[Line, _about("Its title; a new one needs it.")]
    phase: Annotated[Id, _about("Where it stands, if its module is gone.")]
    module: Annotated[Id, _about("Where it stands.")]


class OwnPhaseTable(TypedDict, total=False):
    id: Required[Id]
    title: Required[Line]


class OwnModuleTable(TypedDict, total=False):
    id: Required[Id]
    title: Required[Line]
    phase: Required[Id]


class OwnRoadmapTable(TypedDict, total=False):
    id: Required[Id]


@with_config(ConfigDict(strict=True, extra="forbid"))
class OwnFileTable(TypedDict, total=False):
    """A learner's changes of a roadmap that is not theirs to edit, which `roadmap topic` writes."""

    roadmap: OwnRoadmapTable
    phase: Annotated[list[OwnPhaseTable], _TABLES]
    module: Annotated[list[OwnModuleTable], _TABLES]
    topic: Annotated[list[OwnTopicTable], _TABLES]


OWN_FILE = TypeAdapter(OwnFileTable)
