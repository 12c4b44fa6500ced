"""`roadmap new`: a roadmap file to start one's own from."""

from pathlib import Path
from typing import Annotated

import typer

from roadmap_cli.cli.arguments import parse_file
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.output import Force, write_out
from roadmap_cli.cli.screen import hint, session_of

app = typer.Typer(add_completion=False)


@app.command("new", epilog=examples("roadmap new another.toml", "roadmap new --markdown another.md"))
def new(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", parser=parse_file, help="The file to write.")],
    markdown: Annotated[
        bool, typer.Option("--markdown", help="As Markdown; so is a FILE whose name ends with .md.")
    ] = False,
    force: Force = False,
) -> None:
    """Write a roadmap file to start your own from.

    As TOML or as Markdown. It is small, and its comments explain it.
    """
    from roadmap_cli.definition.forms import MARKDOWN
    from roadmap_cli.definition.markdown_template import MARKDOWN_TEMPLATE
    from roadmap_cli.definition.template import TEMPLATE

    is_markdown = markdown or file.suffix.casefold() in MARKDOWN
    write_out(session_of(context), file, MARKDOWN_TEMPLATE if is_markdown else TEMPLATE, force=force)
    hint(f"edit it, then: roadmap check {file}, roadmap --file {file} status")
