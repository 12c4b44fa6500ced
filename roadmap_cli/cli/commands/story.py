"""`roadmap story`: stories to tell in an interview."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson, json_stands_behind, parse_optional_text, parse_text
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.names import fresh_id
from roadmap_cli.cli.screen import asked, has_terminal, recorded, session_of, show, show_done, show_json
from roadmap_cli.cli.subcommands import SpelledGroup
from roadmap_cli.cli.topics import topic_named
from roadmap_cli.cli.typed import typed
from roadmap_cli.definition.job import questions_of, story_example_of, story_parts_of
from roadmap_cli.domain.lookup import find_named
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.domain.story import StoryPart
from roadmap_cli.errors import CannotBeDone, WrongUsage
from roadmap_cli.reports.story import StoryChange, StoryChangeReport, StoryReport
from roadmap_cli.services import story as service
from roadmap_cli.services.story import Telling
from roadmap_cli.use_cases.session import Session

app = typer.Typer(
    name="story",
    cls=SpelledGroup,
    help="Write the stories that interviews ask for.\n\nNothing is refused: what a story may lack is only said.",
    epilog=examples(
        "roadmap story", "roadmap story example", "roadmap story new Rare churners", "roadmap story practise"
    ),
    add_completion=False,
)
Name = Annotated[list[str], typer.Argument(metavar="NAME", help="An id, its beginning, or words of the title.")]
Parts = Annotated[
    list[str] | None,
    typer.Option("--part", metavar="PART=TEXT", help="Tell a part; again for another.", show_default=False),
]
Tags = Annotated[
    list[str] | None,
    typer.Option("--tag", metavar="TAG", help="What it is about; again for another.", show_default=False),
]
Projects = Annotated[
    list[str] | None,
    typer.Option("--project", metavar="NAME", help="Which project of yours it comes from.", show_default=False),
]
Topics = Annotated[
    list[str] | None,
    typer.Option(
        "--topic", metavar="TOPIC", help="Which topic it is on.", show_default=False, autocompletion=completion.topics
    ),
]
InEditor = Annotated[bool, typer.Option("--edit", help="Write all parts in your editor.")]


@app.callback(invoke_without_command=True)
def begin(context: typer.Context, as_json: AsJson = False) -> None:
    json_stands_behind(context, as_json=as_json)
    if context.invoked_subcommand is None:
        _list(session_of(context), as_json=as_json)


@app.command(
    "new",
    epilog=examples(
        "roadmap story new Rare churners",
        'roadmap story new Rare churners --tag impact --part result="Recall rose from 15 to 65 %."',
    ),
)
def new(
    context: typer.Context,
    title: Annotated[
        list[str] | None, typer.Argument(metavar="[TITLE]", help="What you call it; asked for if missing.")
    ] = None,
    part: Parts = None,
    tag: Tags = None,
    project: Projects = None,
    topic: Topics = None,
    in_editor: InEditor = False,
    as_json: AsJson = False,
) -> None:
    """Write a story, part by part.

    Each answer is kept at once; an empty one leaves its part open. One undo takes back all of them. With --part or
    --json nothing is asked.
    """
    session = session_of(context)
    parts = _parts(session)
    told = _telling(session, parts, part, tag, project, topic)
    name = _title(" ".join(title) if title else None, ask=not as_json)
    if in_editor:
        report = _write_in_editor(session, parts, told._replace(title=name))
    else:
        with typed("story", "A story") as keep:
            report = session.write(service.begin, parts, name if title else keep("Title", name), told, fresh_id)
        if not (part or as_json):
            tags = () if tag else session.roadmap.job.story_tags
            report = _ask(session, parts, report.story, report.batch, tags)
    _tell(session, report._replace(change="kept"), as_json=as_json)


@app.command("list", epilog=examples("roadmap story list"))
def list_stories(context: typer.Context, as_json: AsJson = False) -> None:
    """List your stories, and what none is about."""
    _list(session_of(context), as_json=as_json)


@app.command("show", epilog=examples("roadmap story show churners"))
def show_story(context: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Show a story, and what it may lack."""
    session = session_of(context)
    report = session.read(service.story, story_parts_of(session.definition), " ".join(name))
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.story import render_one

        show(session, render_one, report)


@app.command(
    "edit",
    epilog=examples('roadmap story edit churners --part task="I was to find them." --tag impact'),
)
def edit(
    context: typer.Context,
    name: Name,
    part: Parts = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="What you call it.", show_default=False)] = None,
    tag: Tags = None,
    project: Projects = None,
    topic: Topics = None,
    in_editor: InEditor = False,
    as_json: AsJson = False,
) -> None:
    """Change a story.

    Without options each part is asked for, with what stands there; one undo takes back all answers. An option takes the
    place of what was there before, and an empty one takes it away: --tag "".
    """
    session = session_of(context)
    parts = story_parts_of(session.definition)
    named = None if title is None else _title(title, usage="edit NAME --title TITLE")
    told = _telling(session, parts, part, tag, project, topic)._replace(title=named)
    if in_editor:
        report = _write_in_editor(session, parts, told, " ".join(name))
    elif told != Telling():
        report = session.write(service.tell, parts, " ".join(name), told)
    elif as_json:
        sentence = "nothing is said of the story"
        raise WrongUsage(sentence, "write: roadmap story edit NAME --part PART=TEXT --json")
    else:
        report = _ask(session, parts, session.read(service.story, parts, " ".join(name)))
    _tell(session, report, as_json=as_json)


@app.command("practise", epilog=examples("roadmap story practise", "roadmap story practise churners"))
def practise(
    context: typer.Context, name: Annotated[list[str] | None, typer.Argument(metavar="[NAME]")] = None
) -> None:
    """Tell a story aloud, against the clock.

    A question comes first, as in an interview; Enter ends the clock, and shows what you wrote.
    """
    session = session_of(context)
    parts = story_parts_of(session.definition)
    if not parts and not session.read(service.stories, parts).stories:
        raise service.no_parts()
    formats = session.roadmap.job.formats
    questions = [each for its in formats for each in questions_of(session.definition, its.id) if each.tags]
    chance = Random(session.now.timestamp())  # noqa: S311 - chance here chooses a question, and is no secret
    asks = session.read(service.to_tell, questions, " ".join(name) if name else None, chance)
    if not has_terminal():
        sentence = "there is nobody to ask for a story"
        raise CannotBeDone(sentence, f"run it in a terminal, or read it with: roadmap story show {asks.story.id}")
    from roadmap_cli.cli import story_session
    from roadmap_cli.views.story import render_told

    show(session, render_told, story_session.practise(session, parts, asks))


@app.command("delete", epilog=examples("roadmap story delete churners"))
def delete(context: typer.Context, name: Name, as_json: AsJson = False) -> None:
    """Take a story away.

    Undo brings it back.
    """
    session = session_of(context)
    report = session.write(service.delete, story_parts_of(session.definition), " ".join(name))
    _tell(session, report, as_json=as_json)


@app.command("example", epilog=examples("roadmap story example"))
def example(context: typer.Context, as_json: AsJson = False) -> None:
    """Show what a story can look like."""
    session = session_of(context)
    report = session.read(service.example, story_parts_of(session.definition), story_example_of(session.definition))
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.story import render_example

        show(session, render_example, report)


def _parts(session: Session) -> tuple[StoryPart, ...]:
    """Raises CannotBeDone where the roadmap has none."""
    parts = story_parts_of(session.definition)
    if not parts:
        raise service.no_parts()
    return parts


def _title(words: str | None, *, ask: bool = False, usage: str = "new TITLE") -> str:
    """Raises WrongUsage."""
    try:
        said = title_line(parse_text(asked("Title: ") if words is None and ask else words or ""))
    except (typer.Abort, typer.BadParameter):
        said = ""
    if not said:
        sentence = "a story needs a title"
        raise WrongUsage(sentence, f"write: roadmap story {usage}")
    return said


def _telling(
    session: Session,
    parts: Sequence[StoryPart],
    part: Sequence[str] | None,
    tag: Sequence[str] | None,
    project: Sequence[str] | None,
    topic: Sequence[str] | None,
) -> Telling:
    """What the options say. Raises CannotBeDone and WrongUsage."""
    tags = [word for words in tag or () for word in words.split(",") if word.strip()]
    return Telling(
        texts=_texts(parts, part or ()),
        tags=None if tag is None else tuple(tags),
        projects=None if project is None else tuple(each for each in project if each.strip()),
        topics=None
        if topic is None
        else tuple(dict.fromkeys(topic_named(session, each).id for each in topic if each.strip())),
    )


def _texts(parts: Sequence[StoryPart], given: Sequence[str]) -> Mapping[str, str]:
    """Raises WrongUsage and CannotBeDone."""
    texts = {}
    for each in given:
        name, sign, text = each.partition("=")
        if not sign:
            sentence = f"{each!r} does not say which part it tells"
            raise WrongUsage(sentence, 'write: --part situation="..."')
        texts[find_named("story part", name, parts).id] = parse_optional_text(text)
    return texts


def _ask(
    session: Session, parts: Sequence[StoryPart], story: StoryReport, batch: str = "", tags: Sequence[str] = ()
) -> StoryChangeReport:
    """Raises CannotBeDone where there is nothing to ask for."""
    from roadmap_cli.cli.story_session import StoryAnswers

    if not story.parts:
        raise service.no_parts()
    answers = StoryAnswers(session, parts, story, batch)
    answers.ask(tags)
    change: StoryChange = "edited" if answers.batch else "known"
    return session.read(service.changed, parts, story.id, change, answers.batch)


def _write_in_editor(
    session: Session, parts: Sequence[StoryPart], told: Telling, words: str | None = None
) -> StoryChangeReport:
    """All parts of a story, as what is told besides makes them; of a new one without words. Raises CannotBeDone where
    nothing is written of a new one, or there are no parts.
    """
    from roadmap_cli.cli.editor import edited
    from roadmap_cli.cli.story_file import read_story, story_text

    known = session.read(service.planned, parts, told, words)
    if not known.parts:
        raise service.no_parts()
    with edited(session, story_text(known.title, known.parts), "story.md") as text:
        title, texts = read_story(text, known.parts)
        all_told = told._replace(title=title or known.title, texts={**told.texts, **texts})
        if known.id:
            return session.write(service.tell, parts, known.id, all_told)
        if not any(texts.values()):
            sentence = "nothing was written, so no story is kept"
            raise CannotBeDone(sentence)
        return session.write(service.begin, parts, all_told.title or "", all_told, fresh_id)


def _list(session: Session, *, as_json: bool) -> None:
    report = session.read(service.stories, story_parts_of(session.definition))
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.story import render

        show(session, render, report)


def _tell(session: Session, report: StoryChangeReport, *, as_json: bool) -> None:
    if as_json:
        with recorded():
            show_json(report)
    else:
        from roadmap_cli.views.story import render_change

        show_done(session, render_change, report)
