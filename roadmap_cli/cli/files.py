"""Progress out and in, and roadmap files of one's own."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from roadmap_cli import definition
from roadmap_cli.cli.options import AsJson
from roadmap_cli.cli.parsing import parse_file
from roadmap_cli.cli.shell import harmless, hint, say, shell_of
from roadmap_cli.domain.words import count
from roadmap_cli.errors import InvalidFile, WrongUsage

app = typer.Typer()
Force = Annotated[bool, typer.Option("--force", help="Write over an existing file.")]


@app.command("check")
def check(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", parser=parse_file, help="Default: the roadmap in use.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Check a roadmap file and print every problem with its line."""
    path = file or shell_of(context).settings.file or definition.builtin()
    try:
        roadmap = import_module("roadmap_cli.definition.reader").read(path).roadmap
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


@app.command("new")
def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", parser=parse_file, help="The file to write.")],
    force: Force = False,
) -> None:
    """Write a small commented roadmap file to start your own from."""
    write_out(file, import_module("roadmap_cli.definition.template").TEMPLATE, force=force)
    hint(f"edit it, then: roadmap check {file}, roadmap --file {file} status")


@app.command("schema")
def schema() -> None:
    """Print the JSON Schema of roadmap files, for editors."""
    say(
        import_module("roadmap_cli.exports.as_json").json_text(
            import_module("roadmap_cli.definition.model").json_schema()
        )
    )


def _as_json(content: dict[str, object]) -> str:
    as_json = import_module("roadmap_cli.exports.as_json")
    text: str = as_json.json_text({"schema": as_json.SCHEMA, **content})
    return text


def write_out(output: Path | None, text: str | bytes, *, force: bool) -> None:
    """To a file, or to whoever reads the answer. Raises WrongUsage for bytes that a terminal cannot show."""
    if output is None or str(output) == "-":
        if isinstance(text, bytes) and sys.stdout.isatty():
            sentence = "this is nothing that a terminal can show"
            raise WrongUsage(sentence, "name a file for it: -o FILE")
        say(text)
    else:
        import_module("roadmap_cli.exports").write_file(output, text, force=force)
        hint(f"written to {output}")
