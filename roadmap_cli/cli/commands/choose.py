"""`roadmap choose`: compare the options of a choice, and choose."""

from collections.abc import Sequence
from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import session_of, show, show_done, show_json
from roadmap_cli.domain.lookup import find_choice, find_option
from roadmap_cli.domain.roadmap import Choice, Option
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.services import choose as service
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)


NOTHING = "none"


@app.command("choose", epilog=examples("roadmap choose", "roadmap choose specialty nlp"))
def choose(
    context: typer.Context,
    choice: Annotated[
        str | None,
        typer.Argument(metavar="[CHOICE]", help="Which choice.", autocompletion=completion.choices_and_options),
    ] = None,
    option: Annotated[
        str | None,
        typer.Argument(
            metavar="[OPTION]", help="What to choose; none takes it back.", autocompletion=completion.options
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Compare the options of a choice, and choose.

    Choosing again changes your mind; none takes the choice back.
    """
    session = session_of(context)
    choices = session.roadmap.choices
    if choice is None or (option is None and _names_a_choice(choices, choice)):
        report = session.read(service.choices)
        if as_json:
            show_json(report, without=("tips",))
        else:
            from roadmap_cli.views.choose import render

            show(session, render, report)
        return
    of = find_choice(session.roadmap, choice) if option is not None else _choice_with(choices, choice)
    wanted = option if option is not None else choice
    _choose(session, of, None if wanted == NOTHING else find_option([of], wanted))


def _choose(session: Session, choice: Choice, option: Option | None) -> None:
    from roadmap_cli.views.change import render

    show_done(session, render, session.write(service.choose, choice, option))


def _names_a_choice(choices: Sequence[Choice], words: str) -> bool:
    return any(choice.id == words.casefold() for choice in choices)


def _choice_with(choices: Sequence[Choice], words: str) -> Choice:
    """The choice that has an option of this name; where there is only one choice, that one."""
    if not choices:
        sentence = "this roadmap has no choice to make"
        raise CannotBeDone(sentence)
    if len(choices) == 1:
        return choices[0]
    option = find_option(choices, words)
    return next(choice for choice in choices if option in choice.options)
