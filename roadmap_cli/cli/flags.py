"""The flags that stand before a command, heard behind it too."""

from collections.abc import Iterable
from copy import copy

from typer._click import Command, Context, Parameter
from typer.core import TyperOption

from roadmap_cli.errors import WrongUsage
from roadmap_cli.settings import Flags
from roadmap_cli.use_cases.session import Session

HEARD = "roadmap_cli.flags"
"""Where a context keeps the flags behind the command for completion, which runs no command."""
BEHIND = "behind_"
"""So that a flag shares no name with an argument of the command."""


def flags_of(program: Command) -> list[TyperOption]:
    return [each for each in program.params if isinstance(each, TyperOption) and each.name in Flags._fields]


def hear_behind(command: Command, flags: Iterable[TyperOption]) -> None:
    """A command takes each flag that has none of its own options' names. Help and Tab do not offer it again."""
    taken = {name for each in command.params for name in (*each.opts, *each.secondary_opts)}
    command.params = [*command.params, *(_behind(flag, taken) for flag in flags if set(flag.opts) - taken)]


def flags_at_tab(context: Context) -> Flags:
    """What was said on a command line that is not finished, before the command and behind it."""
    before = {name: value for name, value in context.find_root().params.items() if name in Flags._fields}
    return Flags(**before | context.meta.get(HEARD, {}))


def _behind(flag: TyperOption, taken: set[str]) -> TyperOption:
    twin = copy(flag)
    twin.name, twin.opts = f"{BEHIND}{flag.name}", [name for name in flag.opts if name not in taken]
    twin.hidden, twin.expose_value, twin.callback = True, False, _hear
    return twin


def _hear(context: Context, flag: Parameter, value: str | bool | None) -> None:  # noqa: FBT001 - as given
    """Raises WrongUsage where it was said otherwise before."""
    if value is None or value is False:
        return
    name, session = str(flag.name).removeprefix(BEHIND), context.find_root().obj
    context.meta.setdefault(HEARD, {})[name] = value
    if not isinstance(session, Session):  # Tab
        return
    before = getattr(session.flags, name)
    if before not in {None, False, value}:
        raise WrongUsage(f'{flag.opts[-1]} is given twice, as "{before}" and as "{value}"', "leave one of them out")
    session.hear(Flags(**session.flags._asdict() | {name: value}))
