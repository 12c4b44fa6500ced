"""Progress out and in, and roadmap files of one's own."""

from importlib import import_module
from pathlib import Path
from typing import Annotated, Literal

import typer

from roadmap_cli import definition
from roadmap_cli.cli.parsing import parse_file
from roadmap_cli.cli.shell import Shell, harmless, hint, say, shell_of
from roadmap_cli.services import moving

app = typer.Typer()
Format = Literal["markdown", "json", "csv"]
Force = Annotated[bool, typer.Option("--force", help="Write over an existing file.")]
_RENDERERS = {"markdown": "markdown", "json": "archive", "csv": "table"}


@app.command("export")
def export(
    context: typer.Context,
    format_name: Annotated[
        Format, typer.Argument(metavar="markdown|json|csv", help="A report, everything, or a table.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", parser=parse_file, help="A file; - or nothing: the terminal."),
    ] = None,
    force: Force = False,
) -> None:
    """Write progress as a report for people, as JSON to keep, or as CSV for a spreadsheet."""
    shell = shell_of(context)
    report = shell.read(moving.archive if format_name == "json" else moving.progress)
    text = import_module(f"roadmap_cli.exports.{_RENDERERS[format_name]}").render(report)
    _write(output, text, force=force)


@app.command("import")
def import_progress(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", parser=parse_file, help="Written by: roadmap export json")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
) -> None:
    """Bring progress back in; importing twice changes nothing."""
    shell: Shell = shell_of(context)
    parsed = import_module("roadmap_cli.imports.archive").read(file, shell.settings.user)
    shell.change(
        lambda workspace: moving.restore(workspace, parsed.roadmap, parsed.events, dry_run=dry_run), dry_run=dry_run
    )


@app.command("check")
def check(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", parser=parse_file, help="Default: the roadmap in use.")
    ] = None,
) -> None:
    """Check a roadmap file and print every problem with its line."""
    path = file or shell_of(context).settings.file or definition.builtin()
    roadmap = import_module("roadmap_cli.definition.reader").read(path).roadmap
    phases, modules, topics = len(roadmap.phases), len(roadmap.modules), len(roadmap.topics)
    say(harmless(f"{path} is valid: {phases} phases, {modules} modules, {topics} topics.\n"))


@app.command("new")
def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", parser=parse_file, help="The file to write.")],
    force: Force = False,
) -> None:
    """Write a small commented roadmap file to start your own from."""
    _write(file, import_module("roadmap_cli.definition.template").TEMPLATE, force=force)
    hint(f"edit it, then: roadmap check {file}, roadmap --file {file} status")


@app.command("schema")
def schema() -> None:
    """Print the JSON Schema of roadmap files, for editors."""
    say(
        import_module("roadmap_cli.exports.as_json").json_text(
            import_module("roadmap_cli.definition.description").json_schema()
        )
    )


def _write(output: Path | None, text: str, *, force: bool) -> None:
    if output is None or str(output) == "-":
        say(text)
    else:
        import_module("roadmap_cli.exports").write_file(output, text, force=force)
        hint(f"written to {output}")
