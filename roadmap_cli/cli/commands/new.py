"""`roadmap new`: a roadmap file to start one's own from."""

from pathlib import Path
from typing import Annotated

import typer

from roadmap_cli.cli.arguments import parse_file, parse_text
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.output import Force, write_out
from roadmap_cli.cli.screen import hint, session_of
from roadmap_cli.files import as_typed

app = typer.Typer(add_completion=False)


@app.command(
    "new",
    epilog=examples(
        "roadmap new another.toml", "roadmap new --markdown another.md", 'roadmap new guitar.toml --title "Guitar"'
    ),
)
def new(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", parser=parse_file, help="The file to write.")],
    markdown: Annotated[
        bool, typer.Option("--markdown", help="As Markdown; so is a FILE whose name ends with .md.")
    ] = False,
    title: Annotated[
        str | None,
        typer.Option(metavar="TITLE", parser=parse_text, help="An empty one of this title, instead of an example."),
    ] = None,
    force: Force = False,
) -> None:
    """Write a roadmap file to start your own from.

    As TOML or as Markdown. It is small, and its comments explain it; with a title it is empty, and grows by `roadmap phase`
    and `roadmap topic`.
    """
    from roadmap_cli.definition.forms import MARKDOWN

    is_markdown = markdown or file.suffix.casefold() in MARKDOWN
    text = _example(is_markdown=is_markdown) if title is None else _empty(title, is_markdown=is_markdown)
    write_out(session_of(context), file, text, force=force)
    said = as_typed(file)
    if title is None or is_markdown:
        hint(f"edit it, then: roadmap check {said}, roadmap --file {said} status")
    else:
        hint(f'then: roadmap use {said}, roadmap phase add "Basics", roadmap topic add "What to learn" --hours 3')


def _example(*, is_markdown: bool) -> str:
    from roadmap_cli.definition.markdown_template import MARKDOWN_TEMPLATE
    from roadmap_cli.definition.template import TEMPLATE

    return MARKDOWN_TEMPLATE if is_markdown else TEMPLATE


def _empty(title: str, *, is_markdown: bool) -> str:
    from roadmap_cli.definition.markdown_writer import markdown_of
    from roadmap_cli.definition.writer import toml_of
    from roadmap_cli.slug import slug

    document = {"roadmap": {"id": slug(title) or "my-roadmap", "title": " ".join(title.split())}}
    return markdown_of(document) if is_markdown else toml_of(document)
