"""`roadmap check`: is a roadmap file valid."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from roadmap_cli import definition
from roadmap_cli.cli.arguments import AsJson, parse_file
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import harmless, say, session_of
from roadmap_cli.domain.phrasing import count
from roadmap_cli.errors import InvalidFile

app = typer.Typer(add_completion=False)


@app.command("check", epilog=examples("roadmap check", "roadmap check my.toml"))
def check(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            parser=parse_file,
            help="TOML or Markdown; - is the standard input. Default: the one in use.",
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check a roadmap file.

    Every problem is named with its line, and with what would be right.
    """
    path: Path | str = file or session_of(context).settings.file or definition.builtin()
    path = "standard input" if str(path) == "-" else path
    try:
        roadmap = _read(path).roadmap
    except InvalidFile as error:
        if not as_json:
            raise
        say(_as_json({"file": str(path), "valid": False, "problems": getattr(error, "problems", (error.sentence,))}))
        raise typer.Exit(error.exit_code) from None
    sizes = {"phases": len(roadmap.phases), "modules": len(roadmap.modules), "topics": len(roadmap.topics)}
    if as_json:
        say(_as_json({"file": str(path), "valid": True, **sizes, "problems": ()}))
    else:
        counted = ", ".join(count(number, noun.removesuffix("s")) for noun, number in sizes.items())
        say(harmless(f"{path} is valid: {counted}.\n"))


def _read(path: Path | str) -> definition.Definition:
    from roadmap_cli.definition.reader import check_text, read, text_of_bytes
    from roadmap_cli.definition.size import MOST_BYTES

    if isinstance(path, Path):
        return read(path)
    return check_text(text_of_bytes(sys.stdin.buffer.read(MOST_BYTES + 1), path), path)


def _as_json(content: dict[str, object]) -> str:
    from roadmap_cli.exports.report_json import SCHEMA, json_text

    return json_text({"schema": SCHEMA, **content})
