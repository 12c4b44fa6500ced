"""`roadmap export`: progress on its way out, the whole of it or a part."""

from importlib import import_module
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from roadmap_cli.cli import completing
from roadmap_cli.cli.files import Force, write_out
from roadmap_cli.cli.inspecting import open_address
from roadmap_cli.cli.parsing import parse_file
from roadmap_cli.cli.shell import Service, Shell, shell_of
from roadmap_cli.domain.finding import find_phase
from roadmap_cli.errors import WrongUsage
from roadmap_cli.services import portraying

app = typer.Typer()
Format = Literal[
    "markdown", "html", "pdf", "svg", "json", "csv", "anki", "ics", "mermaid", "dot", "todotxt", "taskwarrior"
]
_RENDERERS = {"json": "archive", "csv": "table", "svg": "card"}
_PAGES = {"html", "pdf", "svg"}
CALENDAR_WEEKS = 2


@app.command("export")
def export(
    context: typer.Context,
    format_name: Annotated[
        Format,
        typer.Argument(
            metavar="FORMAT",
            help="To read: markdown, html, pdf, svg. To keep: json, everything that was recorded. For other programs: "
            "csv, anki (cards), ics (the plan), mermaid and dot (the graph), todotxt, taskwarrior.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", parser=parse_file, help="A file; - or nothing: the terminal."),
    ] = None,
    phase: Annotated[str | None, typer.Option(help="Only this phase.", autocompletion=completing.phases)] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only what happened since then.", show_default=False)
    ] = None,
    badge: Annotated[bool, typer.Option("--badge", help="With svg: one line instead of a card.")] = False,
    opens: Annotated[bool, typer.Option("--open", help="With html, pdf and svg: open it.")] = False,
    force: Force = False,
) -> None:
    """Write progress as a page or report for people, as JSON to keep, or for another program."""
    shell = shell_of(context)
    _check(format_name, badge=badge, opens=opens)
    part = portraying.Part(None if phase is None else find_phase(shell.roadmap, phase), shell.day(since))
    content = _content(shell, format_name, part, badge=badge)
    if opens and (output is None or str(output) == "-"):
        output, force = shell.settings.cache / f"{shell.roadmap.id}.{format_name}", True
    write_out(output, content, force=force)
    if opens and output:
        open_address(output.resolve().as_uri())


def _check(format_name: Format, *, badge: bool, opens: bool) -> None:
    if badge and format_name != "svg":
        sentence = "only an svg can be a badge"
        raise WrongUsage(sentence, "write: roadmap export svg --badge")
    if opens and format_name not in _PAGES:
        sentence = f"only {', '.join(each for each in get_args(Format) if each in _PAGES)} can be opened in a browser"
        raise WrongUsage(sentence, "write: roadmap export html --open")


def _content(shell: Shell, format_name: Format, part: portraying.Part, *, badge: bool) -> str | bytes:
    if format_name == "ics":
        return _calendar(shell, part)
    renderer = import_module(f"roadmap_cli.exports.{'badge' if badge else _RENDERERS.get(format_name, format_name)}")
    content: str | bytes = renderer.render(shell.read(_service(shell, format_name, part)))
    return content


def _service(shell: Shell, format_name: Format, part: portraying.Part) -> Service:
    if format_name == "anki":
        cards = import_module("roadmap_cli.services.cards")
        return lambda workspace: cards.deck(workspace, shell.definition.lesson, portraying.topics_of(workspace, part))
    service = portraying.archive if format_name == "json" else portraying.progress
    return lambda workspace: service(workspace, part)


def _calendar(shell: Shell, part: portraying.Part) -> str:
    report = shell.read(lambda workspace: portraying.plan(workspace, part, CALENDAR_WEEKS))
    text: str = import_module("roadmap_cli.cli.ahead").calendar_text(shell, report)
    return text
