"""`roadmap schema`: the JSON Schema of roadmap files."""

import typer

from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import say

app = typer.Typer(add_completion=False)


@app.command("schema", epilog=examples("roadmap schema"))
def schema() -> None:
    """Print the JSON Schema of roadmap files.

    Editors complete and check with it as you type.
    """
    from roadmap_cli.definition.schema import json_schema
    from roadmap_cli.exports.report_json import json_text

    say(json_text(json_schema()))
