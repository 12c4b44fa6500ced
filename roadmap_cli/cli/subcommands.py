"""Commands of a group under the names that people write."""

from typer._click import Command, Context
from typer.core import TyperGroup

SPELLINGS = {"practice": "practise"}


class SpelledGroup(TyperGroup):
    """Knows a subcommand by another spelling, too, which no help lists."""

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        return super().resolve_command(ctx, [SPELLINGS.get(args[0], args[0]), *args[1:]])
