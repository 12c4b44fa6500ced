"""`roadmap config`: every setting, where it comes from, and a way to change it."""

from contextlib import suppress
from importlib import import_module
from typing import Annotated

import typer

from roadmap_cli import settings
from roadmap_cli.cli import completing
from roadmap_cli.cli.options import AsJson
from roadmap_cli.cli.shell import Shell, hint, shell_of
from roadmap_cli.domain.intentions import Plan, plan_text
from roadmap_cli.domain.words import amount
from roadmap_cli.errors import CannotBeDone, RoadmapError, WrongUsage, did_you_mean
from roadmap_cli.reports.config import ConfigReport, SettingLine
from roadmap_cli.services import intending

app = typer.Typer()
PLAN = "plan"


@app.command("config")
def config(
    context: typer.Context,
    key: Annotated[
        str | None, typer.Argument(metavar="[KEY]", help="Which setting.", autocompletion=completing.settings)
    ] = None,
    value: Annotated[str | None, typer.Argument(metavar="[VALUE]", help="What to set it to.")] = None,
    unset: Annotated[bool, typer.Option("--unset", help="Take it out of config.toml.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show every setting and where it comes from, or change one in config.toml, keeping its comments."""
    shell = shell_of(context)
    names = (*settings.KEYS, PLAN)
    if key is not None and key not in names:
        sentence = f'there is no setting "{key}"'
        raise CannotBeDone(sentence, did_you_mean(key, names) or f"the settings are {', '.join(names)}")
    if value is not None or unset:
        _change(key, value, unset=unset)
    plan = _plan(shell)
    lines = tuple(line for line in _lines(shell, plan) if key in {None, line.key})
    shell.present(ConfigReport(str(settings.config_file()), lines), as_json=as_json)
    if value is not None and lines[0].source not in {"config.toml", "default"}:
        hint(f"what config.toml says of {key} does not count here: the {lines[0].source} comes first")
    elif key == "hours_per_week" and plan and plan.hours_per_week:
        hint(f"your plan of {amount(plan.hours_per_week)} a week comes first; change it with: roadmap plan")


def _change(key: str | None, value: str | None, *, unset: bool) -> None:
    if key is None or (value is not None and unset):
        sentence = "--unset needs the name of a setting, and no value"
        raise WrongUsage(sentence, "see: roadmap config --help")
    if key == PLAN:
        sentence = "the plan is kept with your progress, so that it can be merged and undone"
        raise CannotBeDone(sentence, "change it with: roadmap plan")
    write_config(import_module("roadmap_cli.settings.editing").changed(settings.config_file(), key, value))


def write_config(text: str) -> None:
    file = settings.config_file()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        sentence = f"cannot make {file.parent}: {(error.strerror or str(error)).lower()}"
        raise CannotBeDone(sentence) from error
    import_module("roadmap_cli.exports").write_file(file, text, force=True)


def _plan(shell: Shell) -> Plan | None:
    with suppress(RoadmapError):  # a wrong setting is what somebody may have come to mend
        found: Plan = shell.read(intending.kept_plan)
        return found
    return None


def _lines(shell: Shell, plan: Plan | None) -> list[SettingLine]:
    found = settings.given(shell.flags)
    lines = [SettingLine(key, settings.in_words(key, each.value), each.source) for key, each in found.items()]
    said = "not known, since the database or the roadmap file cannot be used" if plan is None else plan_text(plan)
    return [*lines, SettingLine(PLAN, said, "progress")]
