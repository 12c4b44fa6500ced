"""`roadmap cohort`: everybody who learns by a roadmap, for their mentors."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson, parse_file, parse_length
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.output import Force, write_out
from roadmap_cli.cli.screen import console_on, say, session_of, show, show_json
from roadmap_cli.domain.cohort import Order
from roadmap_cli.domain.lookup import find_phase
from roadmap_cli.errors import WrongUsage
from roadmap_cli.services.cohort import CohortAsked
from roadmap_cli.use_cases import cohort as use_case
from roadmap_cli.use_cases.session import Session

app = typer.Typer(
    name="cohort",
    help="Everybody who learns by this roadmap, for mentors.\n\nA screenful of learners, with sums over all of them: "
    "only what a summary of each says, never notes, cards, stories or applications.",
    epilog=examples(
        "roadmap cohort",
        "roadmap cohort --group spring --sort stuck",
        "roadmap cohort --inactive 14d",
        "roadmap cohort --me",
    ),
    add_completion=False,
)
LINES_A_PAGE = 100
"""Where no screen says how many there is room for."""
LEAST_LINES = 5
Format = Literal["html", "csv"]
Group = Annotated[
    str | None, typer.Option(metavar="GROUP", help="Only the learners of this group.", show_default=False)
]
InPhase = Annotated[
    str | None,
    typer.Option("--phase", metavar="PHASE", help="Only who is in this phase now.", autocompletion=completion.phases),
]
Inactive = Annotated[
    str | None,
    typer.Option("--inactive", metavar="DAYS", help="Only who was not seen for so long: 14d, 2w.", show_default=False),
]
Sort = Annotated[
    Order, typer.Option("--sort", help="But for names, who needs you most comes first.", show_default=True)
]
Reverse = Annotated[bool, typer.Option("--reverse", help="The other way round.")]


@app.callback(invoke_without_command=True)
def cohort(
    context: typer.Context,
    group: Group = None,
    phase: InPhase = None,
    inactive: Inactive = None,
    sort: Sort = "name",
    reverse: Reverse = False,
    page: Annotated[
        int | None, typer.Option("--page", metavar="N", min=1, max=10**9, help="Another screenful.", show_default=False)
    ] = None,
    everybody: Annotated[bool, typer.Option("--all", help="All of them, as a pipe gets them anyway.")] = False,
    me: Annotated[bool, typer.Option("--me", help="What a mentor sees of you.")] = False,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV for spreadsheets.")] = False,
) -> None:
    session = session_of(context)
    session.greets = False  # who is here is what is asked
    given = group or phase or inactive or page or everybody or as_csv
    if context.invoked_subcommand is not None:
        _assert_nothing_before(context, given=bool(given or me or as_json or reverse or sort != "name"))
        return
    if me:
        _assert_alone(given=bool(given or reverse or sort != "name"))
        _show_me(session, as_json=as_json)
        return
    if (as_json and as_csv) or (page and everybody):
        sentence = (
            "--json and --csv exclude each other" if as_json and as_csv else "--page is of one page, --all of all"
        )
        raise WrongUsage(sentence, "leave one of them out")
    asked = _asked(session, group, phase, inactive, sort)._replace(reverse=reverse)
    lines = None if everybody else _lines(session, asked, paged=page is not None, whole=as_json or as_csv)
    _show(session, asked._replace(page=page or 1, lines=lines), as_json=as_json, as_csv=as_csv)


@app.command(
    "export",
    epilog=examples("roadmap cohort export html -o cohort.html", "roadmap cohort export csv --group spring"),
)
def export(
    context: typer.Context,
    format_name: Annotated[Format, typer.Argument(metavar="FORMAT", help="html, a page; csv, a row a learner.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", parser=parse_file, help="A file; - or nothing: the terminal."),
    ] = None,
    group: Group = None,
    phase: InPhase = None,
    inactive: Inactive = None,
    sort: Sort = "name",
    reverse: Reverse = False,
    force: Force = False,
) -> None:
    """Write all learners out, as a page or as CSV."""
    session = session_of(context)
    asked = _asked(session, group, phase, inactive, sort)._replace(reverse=reverse)
    report = use_case.cohort(session, asked)
    if format_name == "html":
        from roadmap_cli.exports.cohort import render
    else:
        from roadmap_cli.exports.cohort_csv import render
    write_out(session, output, render(report), force=force)


def _asked(session: Session, group: str | None, phase: str | None, inactive: str | None, sort: Order) -> CohortAsked:
    days = None if inactive is None else parse_length(inactive)
    if inactive is not None and not days:
        sentence = f"{inactive!r} is no number of days"
        raise WrongUsage(sentence, "write: --inactive 14d, or 2w")
    return CohortAsked(
        group=group,
        phase=None if phase is None else find_phase(session.roadmap, phase),
        idle_days=days,
        order=sort,
    )


def _lines(session: Session, asked: CohortAsked, *, paged: bool, whole: bool) -> int | None:
    """How many learners stand on a page: as many as there is room for beside what is said of all of them."""
    import sys

    console = None if whole else console_on(session, sys.stdout)
    if console is None or not console.is_terminal:
        return LINES_A_PAGE if paged else None
    from roadmap_cli.views.cohort import LINES_AROUND

    conditions = bool(asked.group or asked.phase or asked.idle_days)  # with which the heading may need a second line
    return max(console.height - LINES_AROUND - len(session.roadmap.phases) - conditions, LEAST_LINES)


def _show(session: Session, asked: CohortAsked, *, as_json: bool, as_csv: bool) -> None:
    report = use_case.cohort(session, asked)
    if as_json:
        show_json(report)
    elif as_csv:
        from roadmap_cli.exports.cohort_csv import render as render_csv

        say(render_csv(report))
    else:
        from roadmap_cli.views.cohort import render

        show(session, render, report)


def _show_me(session: Session, *, as_json: bool) -> None:
    report = use_case.me(session)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.cohort import render_me

        show(session, render_me, report)


def _assert_nothing_before(context: typer.Context, *, given: bool) -> None:
    if given:
        name = context.invoked_subcommand
        sentence = f"what is asked for stands behind {name}"
        raise WrongUsage(sentence, f"write: roadmap cohort {name} csv --group GROUP")


def _assert_alone(*, given: bool) -> None:
    if given:
        sentence = "--me is of one learner, so that nothing is sorted or left out"
        raise WrongUsage(sentence, "write: roadmap cohort --me")
