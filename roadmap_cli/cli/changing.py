"""The commands that change progress."""

from collections.abc import Sequence
from typing import Annotated

import typer

from roadmap_cli.cli import completing
from roadmap_cli.cli.app import AsJson, Topic, app
from roadmap_cli.cli.editing import edited_text
from roadmap_cli.cli.parsing import parse_minutes, parse_text, parse_url
from roadmap_cli.cli.shell import Shell, hint, shell_of
from roadmap_cli.domain.finding import find_choice, find_option, find_phase, find_topic
from roadmap_cli.domain.roadmap import Choice
from roadmap_cli.errors import CannotBeDone, WrongUsage
from roadmap_cli.reports import ChangeReport
from roadmap_cli.services import reading, writing

Topics = Annotated[
    list[str],
    typer.Argument(
        metavar="TOPIC...", help="Ids, their beginnings, or words of titles.", autocompletion=completing.topics
    ),
]
On = Annotated[str | None, typer.Option(metavar="DAY", help='The day: 2026-11-20, yesterday, "3 days ago".')]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")]
NOTHING = "none"


@app.command()
def start(context: typer.Context, topics: Topics, on: On = None, dry_run: DryRun = False) -> None:
    """Begin topics."""
    _mark(shell_of(context), "started", topics, on, dry_run=dry_run)


@app.command()
def done(context: typer.Context, topics: Topics, on: On = None, dry_run: DryRun = False) -> None:
    """Mark topics as done, and see what they open."""
    _mark(shell_of(context), "finished", topics, on, dry_run=dry_run)


@app.command()
def skip(context: typer.Context, topics: Topics, on: On = None, dry_run: DryRun = False) -> None:
    """Leave topics out: they no longer count, and no longer block others."""
    _mark(shell_of(context), "skipped", topics, on, dry_run=dry_run)


@app.command()
def reset(
    context: typer.Context,
    topics: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TOPIC]...", help="Topics to put back to todo.", autocompletion=completing.topics),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="The whole roadmap.")] = False,
    phase: Annotated[str | None, typer.Option(help="A whole phase.", autocompletion=completing.phases)] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    dry_run: DryRun = False,
) -> None:
    """Put topics back to todo; logged time, notes and links stay."""
    shell = shell_of(context)
    if sum((bool(topics), everything, phase is not None)) != 1:
        sentence = "reset needs topics, or --phase, or --all: one of them"
        raise WrongUsage(sentence, "see: roadmap reset --help")
    if topics:
        _mark(shell, "reset", topics, None, dry_run=dry_run)
        return
    scope = None if phase is None else find_phase(shell.roadmap, phase)
    chosen = shell.roadmap.topics.values() if scope is None else tuple(scope.topics)
    name = "the whole roadmap" if scope is None else scope.title
    if yes or dry_run or typer.confirm(f"Put all of {name} back to todo?", err=True):
        shell.change(
            lambda workspace: writing.reset_all(workspace, chosen, with_choices=scope is None, dry_run=dry_run),
            dry_run=dry_run,
        )


@app.command()
def log(
    context: typer.Context,
    topic: Topic,
    time: Annotated[int, typer.Argument(metavar="TIME", parser=parse_minutes, help="45m, 1h30, 1.5h or 90.")],
    note: Annotated[list[str] | None, typer.Argument(metavar="[NOTE]...", help="What it was.")] = None,
    on: On = None,
) -> None:
    """Record study time; it starts a topic that is still to do."""
    shell = shell_of(context)
    found, day = find_topic(shell.roadmap, topic), shell.day(on)
    said = parse_text(" ".join(note)) if note else ""
    shell.change(lambda workspace: writing.log_time(workspace, found, time, said, day))


@app.command()
def note(
    context: typer.Context,
    topic: Topic,
    text: Annotated[
        list[str] | None, typer.Argument(metavar="[TEXT]...", help="Without it, your editor opens.")
    ] = None,
) -> None:
    """Write a note on a topic."""
    shell = shell_of(context)
    found = find_topic(shell.roadmap, topic)
    said = parse_text(" ".join(text) if text else edited_text(found.title))
    shell.change(lambda workspace: writing.note(workspace, found, said))


@app.command()
def link(
    context: typer.Context,
    topic: Topic,
    url: Annotated[str, typer.Argument(metavar="URL", parser=parse_url, help="https://...")],
    title: Annotated[str, typer.Option(help="What it is.", show_default=False)] = "",
    proves: Annotated[
        bool, typer.Option("--proves", help="It is evidence that you can do what the topic asks.")
    ] = False,
) -> None:
    """Link something you made or read to a topic."""
    shell = shell_of(context)
    found = find_topic(shell.roadmap, topic)
    named = parse_text(title) if title else ""
    shell.change(lambda workspace: writing.link(workspace, found, url, named, proves=proves))


@app.command()
def choose(
    context: typer.Context,
    choice: Annotated[
        str | None,
        typer.Argument(metavar="[CHOICE]", help="Which choice.", autocompletion=completing.choices_and_options),
    ] = None,
    option: Annotated[
        str | None,
        typer.Argument(
            metavar="[OPTION]", help="What to choose; none takes it back.", autocompletion=completing.options
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Compare the options of a choice, choose one, or change your mind."""
    shell = shell_of(context)
    choices = shell.roadmap.choices
    if choice is None or (option is None and _names_a_choice(choices, choice)):
        shell.answer(reading.choices, as_json=as_json)
        return
    of = find_choice(shell.roadmap, choice) if option is not None else _choice_with(choices, choice)
    wanted = option if option is not None else choice
    picked = None if wanted == NOTHING else find_option([of], wanted)
    shell.change(lambda workspace: writing.choose(workspace, of, picked))


@app.command()
def undo(context: typer.Context) -> None:
    """Take back the last command; again: one further back."""
    shell_of(context).change(writing.undo)


@app.command()
def redo(context: typer.Context) -> None:
    """Bring back what the last undo took."""
    shell_of(context).change(writing.redo)


def _mark(shell: Shell, kind: str, topics: Sequence[str], on: str | None, *, dry_run: bool) -> None:
    found, day = [find_topic(shell.roadmap, each) for each in topics], shell.day(on)
    report: ChangeReport = shell.change(
        lambda workspace: writing.mark(workspace, kind, found, day, dry_run=dry_run), dry_run=dry_run
    )
    for gap in report.gaps:
        missing = "; ".join(each.title for each in gap.missing)
        hint(f"{gap.topic.title} stands on what is not done yet: {missing}")


def _names_a_choice(choices: Sequence[Choice], words: str) -> bool:
    return any(choice.id == words.casefold() for choice in choices)


def _choice_with(choices: Sequence[Choice], words: str) -> Choice:
    """The choice that has an option of this name."""
    if not choices:
        sentence = "this roadmap has no choice to make"
        raise CannotBeDone(sentence)
    option = find_option(choices, words)
    return next(choice for choice in choices if option in choice.options)
