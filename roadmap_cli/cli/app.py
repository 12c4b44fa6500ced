"""The program `roadmap`: what stands before a command, and the commands, loaded by name."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from typing import Annotated, Literal

import typer
from typer._click import Command, Context, HelpFormatter
from typer._completion_classes import completion_init
from typer.completion import install_callback, show_callback
from typer.core import TyperGroup, TyperOption

from roadmap_cli import __version__
from roadmap_cli.cli.aliases import expanded
from roadmap_cli.cli.flags import flags_of, hear_behind
from roadmap_cli.cli.screen import hint, say, session_of, show, show_numbers
from roadmap_cli.cli.shells import ShellName
from roadmap_cli.cli.table import GROUPS, MEANT, NAMES, module_of
from roadmap_cli.errors import RoadmapError, WrongUsage, nearest
from roadmap_cli.settings import Flags, kept_aliases, resolve
from roadmap_cli.use_cases.session import LastingAnswer

Markup = Literal["rich"] | None
HELP = {"-h", "--help", "help"}
TYPED = "roadmap_cli.typed"
"""Where a context keeps the command that was typed itself, and not by an alias."""
EXIT_CODES = """\
Exit codes:
  0    done
  1    cannot be done: an unknown topic, nothing to undo
  2    wrong usage
  3    the roadmap file, or a file to import, is not valid
  4    the database cannot be used
  130  interrupted"""


class Program(TyperGroup):
    """The commands under the headings of their help groups, each with its whole first line."""

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002 - Typer's own signature
        width = max(map(len, NAMES))
        for group, names in GROUPS.items():
            with formatter.section(group):
                formatter.write_dl([(f"{name:<{width}}", first_line(self.commands[name])) for name in names])

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        if args[0] in NAMES or args[0].startswith("-"):
            ctx.meta[TYPED] = args[0]
            return super().resolve_command(ctx, args)
        try:
            line = expanded(args, kept_aliases())
        except RoadmapError:
            if not ctx.resilient_parsing:  # on Tab there is nobody to tell
                raise
            line = args
        if line[0] not in NAMES and not ctx.resilient_parsing:
            alias = "" if line[0] == args[0] else f', for which the alias "{args[0]}" stands'
            raise WrongUsage(f'there is no command "{line[0]}"{alias}', _meant(line[0]))
        return super().resolve_command(ctx, line)

    def invoke(self, ctx: Context) -> object:
        answer: object = super().invoke(ctx)
        typed = ctx.meta.get(TYPED)
        if ctx.obj.has_settings and typed in ctx.obj.settings.aliases:
            hint(f'the alias "{typed}" of config.toml does not count: that is a command')
        return answer


def _meant(word: str) -> str:
    meant = MEANT.get(word.casefold()) or nearest(word, NAMES)
    return f"did you mean: roadmap {meant}?" if meant else "see: roadmap --help"


def first_line(command: Command) -> str:
    return (command.help or "").partition("\n\n")[0]


app = typer.Typer(
    name="roadmap",
    cls=Program,
    help="A learning tracker: where am I, what do I do next and why.",
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"]},
    add_completion=False,  # the options of `begin` hear which shell is named
    pretty_exceptions_enable=False,
)


class Commands(Mapping[str, object]):
    """Commands by name, each built when it is asked for, so that no command pays for the others."""

    def __init__(self, flags: list[TyperOption], markup: Markup) -> None:
        self.flags, self.markup = flags, markup

    def __getitem__(self, name: str) -> object:
        if name not in NAMES:
            raise KeyError(name)
        module: typer.Typer = import_module(module_of(name)).app
        module.rich_markup_mode = self.markup
        command = typer.main.get_command(module)
        panel = next(group for group, names in GROUPS.items() if name in names)
        command.rich_help_panel = panel  # type: ignore[attr-defined]  # both classes of commands have it
        for each in (command, *getattr(command, "commands", {}).values()):
            hear_behind(each, self.flags)
            each.epilog = "\n\n".join(
                (
                    _lines(each.epilog, self.markup),
                    f"Also {', '.join(flag.opts[0] for flag in self.flags)}: roadmap --help",
                )
            )
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(NAMES)

    def __len__(self) -> int:
        return len(NAMES)


def _markup(words: Sequence[str]) -> Markup:
    """Boxes are for whoever asks for help on a terminal, and has not asked for plain words."""
    if not (sys.stdout.isatty() and HELP.intersection(words)):
        return None
    try:
        settings = resolve(Flags(plain="--plain" in words, no_color="--no-color" in words))
    except RoadmapError:
        return "rich"
    from typer import rich_utils

    rich_utils.COLOR_SYSTEM = None if settings.color == "never" else "auto"
    return None if settings.plain else "rich"


def _lines(epilog: str | None, markup: Markup) -> str:
    """Where there are no boxes, text is wrapped, unless this letter stands before it."""
    return f"\b\n{epilog or ''}" if markup is None else epilog or ""


def program(words: Sequence[str] = ()) -> TyperGroup:
    """The whole program as Typer runs it, for a command line."""
    markup = _markup(words)
    app.rich_markup_mode = markup
    completion_init()
    group = typer.main.get_group(app)
    group.epilog = _lines(group.epilog, markup)
    group.commands = Commands(flags_of(group), markup)  # type: ignore[assignment]  # Typer only reads it, and exports no class of commands
    return group


def _version(value: bool) -> None:  # noqa: FBT001 - Typer's calling convention
    if value:
        say(f"roadmap {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def begin(
    context: typer.Context,
    user: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose progress; default: your login name.", show_default=False)
    ] = None,
    file: Annotated[
        str | None, typer.Option(metavar="FILE", help="Another roadmap: its file or id.", show_default=False)
    ] = None,
    database: Annotated[
        str | None,
        typer.Option(
            metavar="PATH|URL", help="Where progress is kept: a path or a SQLAlchemy URL.", show_default=False
        ),
    ] = None,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colours.")] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="Plain words as in a pipe, also on a terminal: for screen readers.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing when it is done; of commands that write.")
    ] = False,
    no_pager: Annotated[bool, typer.Option("--no-pager", help="Long answers without a pager.")] = False,
    _: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
    _install: Annotated[
        ShellName | None,
        typer.Option(
            "--install-completion",
            metavar="[SHELL]",
            callback=install_callback,
            help="Install completion for this shell, or for the one named.",
        ),
    ] = None,
    _show: Annotated[
        ShellName | None,
        typer.Option(
            "--show-completion",
            metavar="[SHELL]",
            callback=show_callback,
            help="Show it, to copy it or to customize the installation.",
        ),
    ] = None,
) -> None:
    session = session_of(context)
    session.hear(
        Flags(
            user=user,
            file=file,
            database=database,
            no_color=no_color,
            plain=plain,
            quiet=quiet,
            no_pager=no_pager,
        )
    )
    if context.invoked_subcommand is None:
        from roadmap_cli.services.status import status
        from roadmap_cli.views.status import render

        report = session.read(partial(status, extent="folded"))
        said, numbers = show(session, render, report), show_numbers(session, report.next)
        session.answer = None if report.timer else LastingAnswer(said, numbers)
