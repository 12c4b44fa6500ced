"""What a roadmap file may say: what the reader checks against and `schema.py` makes the JSON Schema from.

A valid document is these tables as it stands, so that nothing is filled in or turned into something else here.
"""

from typing import Annotated, Required

from pydantic import ConfigDict, TypeAdapter, with_config
from typing_extensions import TypedDict

from roadmap_cli.definition.model_values import (
    SOME,
    TABLES,
    Address,
    CardSort,
    CodeLanguage,
    Count,
    Flag,
    Free,
    Hours,
    Id,
    Ids,
    IdsByOption,
    Kind,
    Language,
    Line,
    LineById,
    LineByName,
    Lines,
    Means,
    Minutes,
    Money,
    Ordinal,
    Parameters,
    PartName,
    Place,
    Score,
    Share,
    Some,
    Text,
    Texts,
    When,
    Year,
    Years,
    about,
)


class ResourceTable(TypedDict, total=False):
    title: Required[Annotated[Line, about("Its title.")]]
    url: Required[Annotated[Place, about("Where it is found.")]]
    kind: Annotated[Text, about("Course, book, docs, video, ...")]


class CardTable(TypedDict, total=False):
    id: Required[Annotated[Id, about("Memory of the card hangs on it; unique in the file.")]]
    question: Required[Annotated[Text, about("What is asked; of one to compute with {name} for its numbers.")]]
    answer: Required[Annotated[Text, about("What one should know, or why it is so; {result} is what is computed.")]]
    criterion: Annotated[Ordinal, about("Number of the criterion of its topic that it tests, from 1.")]
    kind: Annotated[CardSort, about("How it is asked; recall unless said.")]
    parameters: Annotated[Parameters, SOME, about("To compute: numbers drawn anew each time.")]
    steps: Annotated[LineByName, SOME, about("To compute: expressions on the way, each may use those before it.")]
    expression: Annotated[Line, about("To compute: the result, as sqrt(n * p).")]
    tolerance: Annotated[Share, about("To compute: the part by which an answer may be off; 0.01 unless said.")]
    unit: Annotated[Line, about("To compute: what stands behind the number.")]
    code: Annotated[Some, about("Of code: the snippet, which is shown and never run.")]
    language: Annotated[CodeLanguage, about("Of code: python unless said.")]
    prints: Annotated[
        Some, about("Of code: what running it prints, whatever blanks stand between its words and signs.")
    ]
    line: Annotated[Ordinal, about("Of code: number of the line with the bug, from 1.")]
    right: Annotated[Line, about("To choose: what is right.")]
    wrong: Annotated[Lines, SOME, about("To choose: what is not.")]


class TopicKeys(TypedDict, total=False):
    kind: Annotated[Kind, about("What sort of work it is; concept unless said.")]
    option: Annotated[Id, about("The option it belongs to: it counts only while that is chosen.")]
    stretch: Annotated[Flag, about("Worth it, but not needed for the rest.")]
    hours: Annotated[Hours, about("Estimated hours; 1 unless said.")]
    hours_basis: Annotated[Text, about("Where the estimate comes from.")]
    origin: Annotated[Text, about("Why the topic is on the path at all.")]
    why: Annotated[Text, about("What it is good for.")]
    requires: Annotated[Ids, about("Topics to finish before this one.")]
    requires_option: Annotated[IdsByOption, about("Further prerequisites while an option is chosen.")]
    criteria: Annotated[Texts, about("How one knows that one has learned it: You can ...")]
    resources: Annotated[list[ResourceTable], TABLES, about("Where to learn it.")]
    cards: Annotated[list[CardTable], TABLES, about("What is asked about it again and again.")]
    formerly: Annotated[Ids, about("Earlier ids of this topic, whose progress it carries on.")]
    merges: Annotated[
        Ids, about("Topics that there were and that this one takes the place of: done once all of them are.")
    ]
    known_as: Annotated[Texts, about("Its ids in other programs, whose progress can be imported.")]
    hidden: Annotated[Flag, about("Left out of what counts, as a skipped topic is.")]


class TopicTable(TopicKeys, total=False):
    id: Required[Annotated[Id, about("Progress hangs on it; to rename it see `formerly`.")]]
    title: Required[Annotated[Line, about("Its title.")]]


class ModuleTable(TypedDict, total=False):
    id: Required[Annotated[Id, about("Short name of the module.")]]
    title: Required[Annotated[Line, about("Its title.")]]
    topic: Annotated[list[TopicTable], TABLES, about("What is learned in it.")]


class PhaseTable(TypedDict, total=False):
    id: Required[Annotated[Id, about("Short name of the phase.")]]
    title: Required[Annotated[Line, about("Its title.")]]
    metaphor: Annotated[Text, about("What it is like.")]
    goal: Annotated[Text, about("What one can do at its end.")]
    warning: Annotated[Text, about("What goes wrong most often.")]
    module: Annotated[list[ModuleTable], TABLES, about("Groups of topics.")]


class OptionTable(TypedDict, total=False):
    id: Required[Annotated[Id, about("Named by the topics that belong to it.")]]
    title: Required[Annotated[Line, about("Its name.")]]
    leads_to: Annotated[Text, about("What becomes possible with it.")]


class ChoiceTable(TypedDict, total=False):
    id: Required[Annotated[Id, about("Named in `roadmap choose`.")]]
    title: Required[Annotated[Line, about("What is to be chosen.")]]
    topic: Annotated[Id, about("The decision topic at which the choice is made.")]
    option: Required[Annotated[list[OptionTable], SOME, TABLES, about("What can be chosen, at least two.")]]


class SourceTable(TypedDict, total=False):
    title: Required[Annotated[Line, about("Its title.")]]
    url: Annotated[Place, about("Where it is found.")]


class RoadmapTable(TypedDict, total=False):
    id: Required[Annotated[Id, about("Progress hangs on it: never change it.")]]
    title: Required[Annotated[Line, about("Shown above everything.")]]
    summary: Annotated[Text, about("What the path leads to.")]
    source: Annotated[SourceTable, about("Where the content comes from.")]
    author: Annotated[Line, about("Who wrote it.")]
    licence: Annotated[Line, about("Under which licence others may use it: CC-BY-4.0.")]
    version: Annotated[Line, about("Which version this is, as its author counts: 1.2.")]
    language: Annotated[Language, about("The language of its texts: en.")]
    homepage: Annotated[Address, about("Where it is published.")]


class TimelineTable(TypedDict, total=False):
    id: Annotated[Id, about("Short name.")]
    start: Required[Annotated[Line, about("Who somebody is at the beginning.")]]
    years_min: Required[Annotated[Years, about("The least years to the end.")]]
    years_max: Required[Annotated[Years, about("The most years to the end.")]]
    condition: Annotated[Text, about("Under which condition.")]
    skips_phases: Annotated[Ids, about("Phases that such a person has behind them.")]


class SalaryTable(TypedDict, total=False):
    id: Required[Annotated[Id, about("Short name of the stage.")]]
    title: Required[Annotated[Line, about("What the stage is called.")]]
    years: Annotated[Line, about("Years of experience: 0-2.")]
    min: Required[Annotated[Money, about("The least that is usual, a year.")]]
    max: Required[Annotated[Money, about("The most that is usual, a year.")]]
    top: Annotated[Money, about("What the best paid get.")]
    focus: Annotated[Text, about("What the work is about.")]
    note: Annotated[Text, about("For whom and where the figures hold.")]
    source: Annotated[Line, about("Who says so; the source of the career unless said.")]
    year: Annotated[Year, about("When it was said; the year of the career unless said.")]


class LevelTable(TypedDict, total=False):
    id: Required[Annotated[Id, about("Short name of the rung.")]]
    title: Required[Annotated[Line, about("What one is called there.")]]
    focus: Annotated[Text, about("What the work is about.")]
    supports: Annotated[Ids, about("Topics of the roadmap that lead to it.")]


class ActivityTable(TypedDict, total=False):
    id: Required[Annotated[Id, about("Short name.")]]
    title: Required[Annotated[Line, about("What is done.")]]
    meaning: Annotated[Text, about("What that is.")]
    example: Annotated[Text, about("For example.")]
    supports: Annotated[Ids, about("Topics of the roadmap that lead to it.")]


class SkillTable(TypedDict, total=False):
    id: Required[Annotated[Id, about("Short name.")]]
    title: Required[Annotated[Line, about("What the role asks for.")]]
    meaning: Annotated[Text, about("What that is.")]
    topics: Required[Annotated[Ids, about("Topics that teach it; `roadmap ready` asks for all that count.")]]


class RoleTable(TypedDict, total=False):
    title: Required[Annotated[Line, about("A role that is mixed up with others.")]]
    looks: Annotated[Text, about("Where it looks, and why.")]
    question: Annotated[Text, about("A question that it answers.")]


class PointTable(TypedDict, total=False):
    title: Required[Annotated[Line, about("What it is about.")]]
    text: Required[Annotated[Text, about("What there is to say.")]]
    topic: Annotated[Id, about("The topic of the roadmap for it.")]


class FaqTable(TypedDict, total=False):
    id: Required[Annotated[Id, about("Short name.")]]
    question: Required[Annotated[Line, about("What people ask.")]]
    answer: Required[Annotated[Text, about("The answer.")]]
    point: Annotated[list[PointTable], TABLES, about("Its parts, side by side.")]
    topics: Annotated[Ids, about("Topics of the roadmap that it is about.")]
    timeline: Annotated[Flag, about("Show the years of the timeline, and the learner's forecast, beside it.")]


class FigureTable(TypedDict, total=False):
    id: Required[Annotated[Id, about("Short name.")]]
    value: Required[Annotated[Line, about("The figure, with its unit.")]]
    meaning: Required[Annotated[Line, about("What it is a figure of.")]]
    choice: Annotated[Id, about("The choice that it speaks of: it is shown with its options.")]
    source: Annotated[Line, about("Who says so; the source of the career unless said.")]
    year: Annotated[Year, about("When it was said; the year of the career unless said.")]


class TipTable(TypedDict, total=False):
    id: Required[Annotated[Id, about("Short name.")]]
    voice: Annotated[Line, about("Who says it.")]
    text: Required[Annotated[Line, about("One or two sentences.")]]
    when: Annotated[When, about("When `status` says it: at most once a week.")]
    topics: Annotated[Count, about("Of tutorial-trap: after so many topics without a project; 10 unless said.")]
    phase: Annotated[Id, about("Of tutorial-trap: from this phase on.")]
    part: Annotated[PartName, about("The part of `roadmap career` beside which it stands.")]


class CareerTable(TypedDict, total=False):
    title: Required[Annotated[Line, about("The role that the path leads to.")]]
    summary: Annotated[Text, about("What the role is.")]
    source: Annotated[Line, about("Who says what stands here: named beside every figure.")]
    url: Annotated[Place, about("Where the source is found.")]
    year: Annotated[Year, about("When it was said.")]
    currency: Annotated[Line, about("Of the salaries: USD.")]
    note: Annotated[Text, about("For whom and where it holds.")]
    timeline: Annotated[list[TimelineTable], TABLES, about("Years to the end; they stand beside forecasts.")]
    salary: Annotated[list[SalaryTable], TABLES, about("Pay by stage.")]
    level: Annotated[list[LevelTable], TABLES, about("The ladder, from the lowest rung.")]
    activity: Annotated[list[ActivityTable], TABLES, about("What a day is made of.")]
    skill: Annotated[list[SkillTable], TABLES, about("What the role asks for.")]
    role: Annotated[list[RoleTable], TABLES, about("Roles side by side.")]
    faq: Annotated[list[FaqTable], TABLES, about("What people ask.")]
    figure: Annotated[list[FigureTable], TABLES, about("Figures, each with its source.")]
    tip: Annotated[list[TipTable], TABLES, about("Advice.")]


class StageTable(TypedDict, total=False):
    id: Required[Annotated[Id, about("Short name; it stands in the log: never change it.")]]
    title: Required[Annotated[Line, about("What the stage is called.")]]
    topic: Annotated[Id, about("The topic of the roadmap that teaches it.")]
    means: Annotated[Means, about("Of a project: from here on it is shipped, or written up.")]


class IdeaTable(TypedDict, total=False):
    id: Required[Annotated[Id, about("Named in `roadmap portfolio add --idea`.")]]
    title: Required[Annotated[Line, about("What would be built.")]]
    example: Annotated[Text, about("For example.")]
    shows: Annotated[Ids, about("Topics of the roadmap that it shows.")]
    option: Annotated[Id, about("The option that it belongs to.")]


class PortfolioTable(TypedDict, total=False):
    hours: Annotated[Hours, about("About how many hours a project takes; 40 unless said.")]
    stage: Required[Annotated[list[StageTable], SOME, TABLES, about("Stages of a project, in order.")]]
    idea: Annotated[list[IdeaTable], TABLES, about("What could be built.")]


class QuestionTable(TypedDict, total=False):
    id: Required[Annotated[Id, about("Practice hangs on it: never change it.")]]
    question: Required[Annotated[Line, about("What an interviewer asks.")]]
    topics: Annotated[Ids, about("Topics of the roadmap that it stands on.")]
    tags: Annotated[Ids, about("Tags of stories that answer it.")]
    criteria: Required[Annotated[Lines, SOME, about("A checklist to grade oneself against.")]]
    answer: Annotated[Text, about("What a good answer says, shown at the end.")]
    complexity: Annotated[Line, about("Of code: time and memory.")]


class FormatTable(TypedDict, total=False):
    id: Required[Annotated[Id, about("Named in `roadmap interview practise`; never change it.")]]
    title: Required[Annotated[Line, about("What it is called.")]]
    tests: Annotated[Text, about("What it finds out.")]
    origin: Annotated[Text, about("Why it is on the list, where the source does not name it.")]
    topics: Annotated[Ids, about("Topics of the roadmap that it stands on.")]
    topic: Annotated[Id, about("The topic that prepares for it: practised time is logged there.")]
    minutes: Annotated[Minutes, about("For one question; 5 unless said.")]
    question: Annotated[list[QuestionTable], TABLES, about("The question bank.")]


class InterviewTable(TypedDict, total=False):
    hours: Annotated[Hours, about("About how many hours a format needs until it is good; 5 unless said.")]
    format: Required[Annotated[list[FormatTable], SOME, TABLES, about("The rounds that one meets, in order.")]]


class PartTable(TypedDict, total=False):
    id: Required[Annotated[Id, about("Short name; it stands in the log: never change it.")]]
    title: Required[Annotated[Line, about("What the part is called.")]]
    prompt: Required[Annotated[Line, about("What is asked for.")]]
    number: Annotated[Flag, about("Whether a number belongs in it.")]


class ExampleTable(TypedDict, total=False):
    title: Required[Annotated[Line, about("What it is called.")]]
    tags: Annotated[Ids, about("What it is about.")]
    text: Required[Annotated[LineById, about("A text for each part.")]]


class StoryTable(TypedDict, total=False):
    hours: Annotated[Hours, about("About how many hours a story takes; 2 unless said.")]
    minutes: Annotated[Minutes, about("How long to tell it; 2 unless said.")]
    tags: Annotated[Ids, about("What stories should be about.")]
    part: Required[Annotated[list[PartTable], SOME, TABLES, about("Parts of a story, in order.")]]
    example: Annotated[ExampleTable, about("One worked example.")]


class ApplyTable(TypedDict, total=False):
    stage: Required[Annotated[list[StageTable], SOME, TABLES, about("Stages of an application, in order.")]]


class ReadyTable(TypedDict, total=False):
    phase: Annotated[Id, about("From this phase on `status` tells it; the last one unless said.")]
    projects: Annotated[Count, about("Projects shipped and written up.")]
    stories: Annotated[Count, about("Stories with a number.")]
    tags: Annotated[Count, about("Over so many tags.")]
    proven: Annotated[Count, about("Skills with evidence.")]
    days: Annotated[Count, about("Formats practised within so many days.")]
    score: Annotated[Score, about("At this or better, of 5.")]


@with_config(ConfigDict(strict=True, extra="forbid"))  # which holds for the tables within, too
class FileTable(TypedDict, total=False):
    roadmap: Required[Annotated[RoadmapTable, about("What the whole roadmap is called.")]]
    choice: Annotated[list[ChoiceTable], TABLES, about("Places where the learner picks one of several options.")]
    phase: Annotated[list[PhaseTable], TABLES, about("The phases, in order.")]
    career: Annotated[CareerTable, about("The job that the path leads to: `roadmap career`.")]
    portfolio: Annotated[PortfolioTable, about("Projects to show: `roadmap portfolio`.")]
    interview: Annotated[InterviewTable, about("Interviews and their questions: `roadmap interview`.")]
    story: Annotated[StoryTable, about("Stories to tell: `roadmap story`.")]
    apply: Annotated[ApplyTable, about("Applications: `roadmap apply`.")]
    ready: Annotated[ReadyTable, about("What it takes to be hired: `roadmap ready`.")]
    article: Annotated[
        Free, about("As files of 0.4 have it: its title and `timeline` are read where there is no career.")
    ]


FILE = TypeAdapter(FileTable)


class OwnTopicTable(TopicKeys, total=False):
    id: Required[Annotated[Id, about("A topic of the roadmap, or a new one.")]]
    title: Annotated[Line, about("Its title; a new one needs it.")]
    phase: Annotated[Id, about("Where it stands, if its module is gone.")]
    module: Annotated[Id, about("Where it stands.")]


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
    phase: Annotated[list[OwnPhaseTable], TABLES]
    module: Annotated[list[OwnModuleTable], TABLES]
    topic: Annotated[list[OwnTopicTable], TABLES]


OWN_FILE = TypeAdapter(OwnFileTable)
