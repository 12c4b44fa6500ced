"""The program `roadmap`: what stands before a command, and the commands that only read."""

from typing import Annotated, Literal

import typer

from roadmap_cli import __version__
from roadmap_cli.cli import completing
from roadmap_cli.cli.parsing import parse_minutes
from roadmap_cli.cli.shell import Shell, hint, say, shell_of
from roadmap_cli.domain.finding import find_module, find_option, find_phase, find_scope, find_topic
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.services import reading, remembering
from roadmap_cli.settings import Flags

app = typer.Typer(
    name="roadmap",
    help="A learning tracker: where am I, what do I do next and why.",
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)

Status = Literal["todo", "doing", "done", "skipped"]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
Topic = Annotated[
    str,
    typer.Argument(
        metavar="TOPIC", help="An id, its beginning, or words of the title.", autocompletion=completing.topics
    ),
]


def _version(value: bool) -> None:  # noqa: FBT001 - Typer's calling convention
    if value:
        say(f"roadmap {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def begin(
    context: typer.Context,
    user: Annotated[
        str | None, typer.Option(help="Whose progress; default: your login name.", show_default=False)
    ] = None,
    file: Annotated[str | None, typer.Option(metavar="FILE", help="Another roadmap file.", show_default=False)] = None,
    database: Annotated[
        str | None,
        typer.Option(
            metavar="PATH|URL", help="Where progress is kept: a path or a SQLAlchemy URL.", show_default=False
        ),
    ] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours.")] = False,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    context.obj = Shell(Flags(user, file, database, no_color))
    if context.invoked_subcommand is None:
        context.obj.answer(reading.status)


@app.command()
def status(
    context: typer.Context,
    scope: Annotated[
        str | None,
        typer.Argument(metavar="[PHASE|MODULE]", help="Open one phase or module.", autocompletion=completing.scopes),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Open everything down to topics.")] = False,
    short: Annotated[bool, typer.Option("--short", help="One line, for a shell prompt.")] = False,
    as_json: AsJson = False,
) -> None:
    """Where am I: progress, the current phase, the next steps."""
    shell = shell_of(context)
    focus = None if scope is None else find_scope(shell.roadmap, scope).id
    shell.answer(
        lambda workspace: reading.status(workspace, focus), as_json=as_json, everything=everything, short=short
    )


@app.command("next")
def what_next(
    context: typer.Context,
    number: Annotated[int, typer.Option("-n", "--number", min=1, max=1000, help="How many.")] = 3,
    time: Annotated[
        int | None,
        typer.Option(metavar="TIME", parser=parse_minutes, help="Prefer what fits: 45m, 1h30.", show_default=False),
    ] = None,
    why: Annotated[
        str | None, typer.Option(metavar="TOPIC", help="Explain one topic's place.", autocompletion=completing.topics)
    ] = None,
    as_json: AsJson = False,
) -> None:
    """What do I do next, and why."""
    shell = shell_of(context)
    if why is None:
        shell.answer(lambda workspace: reading.what_next(workspace, number, time), as_json=as_json)
    else:
        topic = find_topic(shell.roadmap, why)
        shell.answer(lambda workspace: reading.why(workspace, topic), as_json=as_json)


@app.command()
def show(
    context: typer.Context,
    topic: Topic,
    open_first: Annotated[bool, typer.Option("--open", help="Open the first resource in the browser.")] = False,
    as_json: AsJson = False,
) -> None:
    """Everything about a topic: why, criteria, resources, notes, history."""
    shell = shell_of(context)
    found = find_topic(shell.roadmap, topic)
    lesson = shell.definition.lesson(found.id)
    shell.answer(lambda workspace: reading.show(workspace, found, lesson), as_json=as_json)
    if open_first:
        web = [each.url for each in lesson.resources if each.url.startswith(("https://", "http://"))]
        if not web:
            sentence = f"{found.title} has no resource on the web"
            raise CannotBeDone(sentence)
        hint(f"opening {web[0]}")
        typer.launch(web[0])


@app.command("list")
def list_topics(
    context: typer.Context,
    phase: Annotated[str | None, typer.Option(help="Only this phase.", autocompletion=completing.phases)] = None,
    module: Annotated[str | None, typer.Option(help="Only this module.", autocompletion=completing.modules)] = None,
    status: Annotated[Status | None, typer.Option(help="Only topics of this status.")] = None,
    option: Annotated[str | None, typer.Option(help="Only this option.", autocompletion=completing.options)] = None,
    ready: Annotated[bool, typer.Option("--ready", help="Only what could be done now.")] = False,
    search: Annotated[
        str, typer.Option(metavar="WORDS", help="Only titles with these words.", show_default=False)
    ] = "",
    as_json: AsJson = False,
) -> None:
    """List topics."""
    shell = shell_of(context)
    roadmap = shell.roadmap
    in_phase = None if phase is None else find_phase(roadmap, phase)
    in_module = None if module is None else find_module(roadmap, module)
    of_option = None if option is None else find_option(roadmap.choices, option)
    conditions = reading.Conditions(in_phase, in_module, status, of_option, ready, search)
    shell.answer(lambda workspace: reading.list_topics(workspace, conditions), as_json=as_json)


@app.command()
def history(
    context: typer.Context,
    topic: Annotated[
        str | None,
        typer.Argument(metavar="[TOPIC]", help="Only what touched this topic.", autocompletion=completing.topics),
    ] = None,
    number: Annotated[int, typer.Option("-n", "--number", min=1, max=100_000, help="How many commands.")] = 20,
    as_json: AsJson = False,
) -> None:
    """What happened, newest first."""
    shell = shell_of(context)
    if topic is None:
        shell.answer(lambda workspace: remembering.history(workspace, number), as_json=as_json)
    else:
        found = find_topic(shell.roadmap, topic)
        shell.answer(lambda workspace: remembering.history_of(workspace, found, number), as_json=as_json)
