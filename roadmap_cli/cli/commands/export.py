"""`roadmap export`: progress on its way out, the whole of it or a part."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import day_given, parse_file
from roadmap_cli.cli.browser import open_address
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.output import Force, calendar_of, write_out
from roadmap_cli.cli.screen import session_of
from roadmap_cli.domain.lookup import find_phase
from roadmap_cli.errors import WrongUsage
from roadmap_cli.reports.export import ProgressReport
from roadmap_cli.services import export as service
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)
Format = Literal[
    "markdown", "html", "pdf", "svg", "json", "csv", "anki", "ics", "mermaid", "dot", "todotxt", "taskwarrior"
]
_PAGES = {"html", "pdf", "svg"}
CALENDAR_WEEKS = 2


@app.command(
    "export",
    epilog=examples(
        "roadmap export html -o progress.html",
        "roadmap export json -o everything.json",
        "roadmap export markdown --since monday",
    ),
)
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
    phase: Annotated[str | None, typer.Option(help="Only this phase.", autocompletion=completion.phases)] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only what happened since then.", show_default=False)
    ] = None,
    badge: Annotated[bool, typer.Option("--badge", help="With svg: one line instead of a card.")] = False,
    opens: Annotated[bool, typer.Option("--open", help="With html, pdf and svg: open it.")] = False,
    force: Force = False,
) -> None:
    """Write progress out, for people or programs.

    As a page or a report to read, as JSON to keep, or for another program.
    """
    session = session_of(context)
    _check(format_name, badge=badge, opens=opens)
    part = service.Part(None if phase is None else find_phase(session.roadmap, phase), day_given(since, session))
    content = _content(session, format_name, part, badge=badge)
    if opens and (output is None or str(output) == "-"):
        output, force = session.settings.cache / f"{session.roadmap.id}.{format_name}", True
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


def _content(session: Session, format_name: Format, part: service.Part, *, badge: bool) -> str | bytes:
    if format_name == "ics":
        return calendar_of(session, session.read(service.plan, part, CALENDAR_WEEKS))
    if format_name == "json":
        from roadmap_cli.exports.json import render as render_archive

        return render_archive(session.read(service.archive, part))
    if format_name == "anki":
        from roadmap_cli.exports.anki import render as render_deck

        return render_deck(session.read(service.deck, session.definition.lesson, part))
    report = session.read(service.progress, session.definition.lesson, part)
    render: Callable[[ProgressReport], str | bytes]
    render = import_module(f"roadmap_cli.exports.{'badge' if badge else format_name}").render
    return render(report)
