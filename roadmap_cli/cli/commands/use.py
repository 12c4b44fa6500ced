"""`roadmap use`: change to another roadmap."""

from typing import Annotated

import typer

from roadmap_cli import settings
from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.commands.roadmaps import list_roadmaps
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import hint, session_of, show_done, show_json
from roadmap_cli.domain.web import is_address
from roadmap_cli.use_cases.use import use as put_to_use

app = typer.Typer(add_completion=False)


@app.command("use", epilog=examples("roadmap use", "roadmap use my.toml"))
def use(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME|FILE|URL]",
            help="An id, its beginning, words of the title, a roadmap file, or the address of one; ID@HASH for a text of it.",
            autocompletion=completion.roadmaps_and_texts,
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask before an address is fetched.")] = False,
    as_json: AsJson = False,
) -> None:
    """Change to another roadmap, or see them all.

    Each has its own progress. A file is used where it is; what is at an address is fetched after a yes, over https, and kept
    as a copy. Where several devices have changed one, ID@HASH settles on a text of it, for all of them.
    """
    session = session_of(context)
    if name is None:
        list_roadmaps(session, as_json=as_json)
        return
    if is_address(name):
        from roadmap_cli.cli.own_form import kept_from

        name = kept_from(session, name, yes=yes)
    report = put_to_use(session, name)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.use import render

        show_done(session, render, report)
    source = settings.given(session.flags)["file"].source
    if source not in {"config.toml", "default"}:
        hint(f"it does not count here: the {source} comes first")
