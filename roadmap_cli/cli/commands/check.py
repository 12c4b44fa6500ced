"""`roadmap check`: is a roadmap file valid."""

from pathlib import Path
from typing import Annotated

import typer

from roadmap_cli import definition
from roadmap_cli.cli.arguments import AsJson, parse_input
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import harmless, say, session_of
from roadmap_cli.domain.phrasing import count, extent
from roadmap_cli.errors import InvalidFile

app = typer.Typer(add_completion=False)


@app.command("check", epilog=examples("roadmap check", "roadmap check my.toml"))
def check(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            parser=parse_input,
            help="TOML or Markdown; - is the standard input. Default: the one in use.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check a roadmap file.

    Every problem is named with its line, and with what would be right. Remarks are about what is valid, and could be better:
    the order of topics, and what the rest can do without.
    """
    from roadmap_cli.definition.reader import check_text, read_text
    from roadmap_cli.definition.remarks import remarks_on

    path = file or session_of(context).settings.file or definition.builtin()
    try:
        text = read_text(path)
        roadmap = check_text(text, str(path)).roadmap
    except InvalidFile as error:
        if not as_json:
            raise
        say(_as_json({"file": str(path), "valid": False, "problems": getattr(error, "problems", (error.sentence,))}))
        raise typer.Exit(error.exit_code) from None
    sizes = {"phases": len(roadmap.phases), "modules": len(roadmap.modules), "topics": len(roadmap.topics)}
    remarks = remarks_on(text, str(path))
    if as_json:
        say(_as_json({"file": str(path), "valid": True, **sizes, "problems": (), "remarks": remarks}))
    else:
        said = "".join(f"  {line}\n" for line in remarks)
        heading = f"{count(len(remarks), 'remark')}:\n" if remarks else ""
        say(harmless(f"{path} is valid: {extent(**sizes)}.\n{heading}{said}"))


def _as_json(content: dict[str, object]) -> str:
    from roadmap_cli.exports.report_json import SCHEMA, json_text

    return json_text({"schema": SCHEMA, **content})
