"""Options and arguments that several commands share."""

from typing import Annotated

import typer

from roadmap_cli.cli import completing

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
Topic = Annotated[
    str,
    typer.Argument(
        metavar="TOPIC", help="An id, its beginning, or words of the title.", autocompletion=completing.topics
    ),
]
TopicWords = Annotated[
    list[str],
    typer.Argument(
        metavar="TOPIC", help="An id, its beginning, or words of the title.", autocompletion=completing.topics
    ),
]
On = Annotated[str | None, typer.Option(metavar="DAY", help='The day: 2026-11-20, yesterday, "3 days ago".')]
