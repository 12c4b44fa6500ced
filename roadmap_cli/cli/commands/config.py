"""`roadmap config`: every setting, where it comes from, and a way to change it."""

from collections.abc import Sequence
from contextlib import nullcontext, suppress
from shlex import quote
from typing import Annotated

import typer

from roadmap_cli import settings
from roadmap_cli.cli import completion
from roadmap_cli.cli.aliases import OWN, check_alias, meant
from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.consent import ask_first
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import hint, recorded, session_of, show, show_done, show_json
from roadmap_cli.domain.intentions import Plan
from roadmap_cli.domain.phrasing import amount, listed, plan_text
from roadmap_cli.errors import CannotBeDone, InvalidFile, RoadmapError, WrongUsage, did_you_mean
from roadmap_cli.reports.config import ConfigReport, SettingLine
from roadmap_cli.services import plan as service
from roadmap_cli.services.user import out_of_sight
from roadmap_cli.settings import folders
from roadmap_cli.use_cases.config import change_setting
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)
PLAN = "plan"
ALIAS = f"{settings.ALIASES}."


@app.command(
    "config",
    epilog=examples("roadmap config", "roadmap config rest_days sun", 'roadmap config alias.today "next -n 1"'),
)
def config(
    context: typer.Context,
    key: Annotated[
        str | None, typer.Argument(metavar="[KEY]", help="Which setting.", autocompletion=completion.settings)
    ] = None,
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]", help="What to set it to.")] = None,
    unset: Annotated[bool, typer.Option("--unset", help="Take it out of config.toml.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask when progress goes out of sight.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show every setting, or change one.

    It says where each comes from, and keeps the comments of config.toml.
    """
    session = session_of(context)
    names = (*settings.KEYS, PLAN, settings.ALIASES)
    if key is not None and key not in names and not key.startswith(ALIAS):
        sentence = f'there is no setting "{key}"'
        raise CannotBeDone(sentence, did_you_mean(key, names) or f"the settings are {', '.join(names)}")
    if key == "user" and (value is None) == unset and not yes:
        _look_before(session, value)
    if value is not None or unset:
        _change(key, value, unset=unset)
    plan = _plan(session)
    lines = tuple(line for line in _lines(session, plan) if _is_meant(line, key))
    if key is not None and value is None and not unset and not lines:
        raise CannotBeDone(f'there is no alias "{key.removeprefix(ALIAS)}"', "see: roadmap config alias")
    report = ConfigReport(str(folders.config_file()), lines)
    changes = unset or value is not None
    if as_json:
        with recorded() if changes else nullcontext():
            show_json(report)
    else:
        from roadmap_cli.views.config import render

        (show_done if changes else show)(session, render, report)
    _say_what_counts(key, value, lines, plan)
    _say_what_is_wrong()


def _say_what_is_wrong() -> None:
    """Of aliases: nothing else than their use and this looks at them."""
    try:
        kept = settings.kept_aliases()
    except InvalidFile as error:
        hint(f"{error.sentence}; {error.hint}")
        return
    for name, line in kept.items():
        try:
            meant(name, line)
        except InvalidFile as error:
            hint(f"{error.sentence}; {error.hint}")


def _say_what_counts(key: str | None, value: str | None, lines: Sequence[SettingLine], plan: Plan | None) -> None:
    if value is not None and lines[0].source not in {"config.toml", "default"}:
        hint(f"what config.toml says of {key} does not count here: the {lines[0].source} comes first")
    elif key == "hours_per_week" and plan and plan.hours_per_week:
        hint(f"your plan of {amount(plan.hours_per_week)} a week comes first; change it with: roadmap plan")


def _look_before(session: Session, value: str | None) -> None:
    """Whether somebody means to see nothing of what is recorded. Raises CannotBeDone."""
    user = ""
    others: tuple[str, ...] = ()
    with suppress(RoadmapError):  # what cannot be read goes not out of sight, and what is no name is refused later
        user = settings.user_without_config() if value is None else settings.user_name(value)
        others = Session(session.flags).read(out_of_sight, user)
    if others:
        sentence = (
            f'nothing is recorded of "{user}"; the progress here is of {listed(others)}, and would be out of sight'
        )
        act = "unset" if value is None else "set"
        other_name = f"give it the other name: roadmap user rename {quote(others[0])} {quote(user)}"
        advice = f"{other_name}; or {act} the user all the same, with --yes"
        ask_first(sentence, f"{act.capitalize()} the user all the same?", advice)


def _change(key: str | None, value: str | None, *, unset: bool) -> None:
    if key is None or (value is not None and unset):
        sentence = "--unset needs the name of a setting, and no value"
        raise WrongUsage(sentence, "see: roadmap config --help")
    if key == PLAN:
        sentence = "the plan is kept with your progress, so that it can be merged and undone"
        raise CannotBeDone(sentence, "change it with: roadmap plan")
    if key == settings.ALIASES and (value is not None or isinstance(settings.configured(key) or {}, dict)):
        raise WrongUsage("an alias needs a name", 'write: roadmap config alias.today "next -n 1"')
    if key.startswith(ALIAS) and value is not None:
        check_alias(key.removeprefix(ALIAS), value, settings.kept_aliases())
    change_setting(key, value)


def _is_meant(line: SettingLine, key: str | None) -> bool:
    """Aliases of the program's own are shown where aliases are asked for."""
    is_alias = line.key.startswith(ALIAS)
    if key is None:
        return not (is_alias and line.source == "default")
    return key == line.key or (is_alias and key == settings.ALIASES)


def _plan(session: Session) -> Plan | None:
    with suppress(RoadmapError):  # a wrong setting is what somebody may have come to mend
        found: Plan = session.read(service.kept_plan)
        return found
    return None


def _told(database: str) -> str:
    if "://" not in database:
        return database
    from roadmap_cli.storage.address import without_password

    return without_password(database)


def _lines(session: Session, plan: Plan | None) -> list[SettingLine]:
    found = settings.given(session.flags)
    del found[settings.ALIASES]
    kept = session.settings.aliases
    found["database"] = found["database"]._replace(value=_told(found["database"].value))
    lines = [SettingLine(key, settings.in_words(key, each.value), each.source) for key, each in found.items()]
    clock = session.settings.rhythm.clock
    lost = "not known, since the database or the roadmap file cannot be used"
    own = [SettingLine(f"{ALIAS}{name}", line, "default") for name, line in OWN.items() if name not in kept]
    aliases = [SettingLine(f"{ALIAS}{name}", str(line), "config.toml") for name, line in kept.items()]
    return [*lines, SettingLine(PLAN, plan_text(plan, clock) if plan else lost, "progress"), *own, *aliases]
