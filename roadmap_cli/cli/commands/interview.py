"""`roadmap interview`: practice for the job."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from typer._click import Command, Context

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson, On, day_given, json_stands_behind, parse_input, parse_minutes, parse_text
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import has_terminal, recorded, session_of, show, show_done, show_json
from roadmap_cli.cli.subcommands import SPELLINGS, SpelledGroup
from roadmap_cli.cli.topics import topic_named
from roadmap_cli.definition.job import format_texts, questions_of
from roadmap_cli.domain.interview import BEST, MOST_QUESTIONS, WEAK, questions_of_a_mock
from roadmap_cli.domain.job import InterviewFormat
from roadmap_cli.domain.lookup import find_format
from roadmap_cli.errors import CannotBeDone, WrongUsage
from roadmap_cli.reports.interview import PractisedReport, SittingReport, list_of
from roadmap_cli.services import interview as service
from roadmap_cli.use_cases.session import Session

USUAL_MINUTES = 20


class Subcommands(SpelledGroup):
    """What is none of them is a format that is to be shown."""

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        name = SPELLINGS.get(args[0], args[0])
        known = name in self.commands or name.startswith("-")
        return super().resolve_command(ctx, args if known else ["show", *args])


app = typer.Typer(
    name="interview",
    cls=Subcommands,
    help="Practise for interviews, and see how you stand.\n\nroadmap interview FORMAT shows one format.",
    epilog=examples("roadmap interview", "roadmap interview practise screening", "roadmap interview screening"),
    add_completion=False,
)
FormatWords = Annotated[
    list[str],
    typer.Argument(
        metavar="FORMAT", help="An id, its beginning, or words of the title.", autocompletion=completion.formats
    ),
]


@app.callback(invoke_without_command=True)
def begin(context: typer.Context, as_json: AsJson = False) -> None:
    json_stands_behind(context, as_json=as_json)
    if context.invoked_subcommand is None:
        _overview(session_of(context), as_json=as_json)


@app.command("show", epilog=examples("roadmap interview show screening", "roadmap interview show design --json"))
def show_format(context: typer.Context, words: FormatWords, as_json: AsJson = False) -> None:
    """Show one format with what is weak in it."""
    session = session_of(context)
    if not session.roadmap.job.formats:
        _overview(session, as_json=as_json)
        return
    report = session.read(service.show, _format(session, " ".join(words)), _texts(session))
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.interview import render_format

        show(session, render_format, report)


@app.command(
    "practise",
    epilog=examples("roadmap interview practise screening --time 20m", "roadmap interview practise coding --list"),
)
def practise(
    context: typer.Context,
    words: FormatWords,
    time: Annotated[
        int | None,
        typer.Option(
            metavar="TIME",
            parser=parse_minutes,
            help="For the whole sitting; else as the format says.",
            show_default=False,
        ),
    ] = None,
    number: Annotated[
        int | None,
        typer.Option(
            "-n",
            "--number",
            metavar="N",
            min=1,
            max=MOST_QUESTIONS,
            help=f"So many questions; else what fits the time, or {USUAL_MINUTES} minutes.",
            show_default=False,
        ),
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="Only list what would be asked.")] = False,
    answers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            parser=parse_input,
            help="Lines such as: QUESTION 4 a note, or - for the standard input; TIME is logged.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Hold a mock interview against the clock.

    Questions come one by one, weak ones first, without answers. Then each comes again with a checklist, and you
    grade yourself. Every grade is kept at once, with its share of the time, which is logged on the topic of the
    format; undo takes both back, a question at a time. What fills a quarter of an hour is a mock; less is practice,
    which says what is weak and makes no format ready.
    """
    session = session_of(context)
    if not session.roadmap.job.formats and (listing or as_json) and answers is None:
        _overview(session, as_json=as_json)
        return
    found = _format(session, " ".join(words))
    if answers is not None and (number is not None or listing):
        sentence = "with --answers the questions are those of the file"
        raise WrongUsage(sentence, "leave out --number and --list")
    if answers is not None:
        _tell(session, _grade(session, found, answers, time or 0), as_json=as_json)
    elif listing:
        _list(session, _plan(session, found, time, number), as_json=as_json)
    elif as_json:
        show_json(_plan(session, found, time, number))
    else:
        _hold(session, found, _plan(session, found, time, number))


@app.command(
    "log",
    epilog=examples(
        "roadmap interview log coding --score 4 --with Grace",
        'roadmap interview log screening --score 2 --weak svd --on yesterday "lost in proofs"',
    ),
)
def log(
    context: typer.Context,
    words: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT", help="An id, its beginning, or words of the title.", autocompletion=completion.formats
        ),
    ],
    score: Annotated[int, typer.Option(metavar="SCORE", min=1, max=BEST, help="How it went.", show_default=False)],
    note: Annotated[list[str] | None, typer.Argument(metavar="[NOTE]", help="What to remember of it.")] = None,
    weak: Annotated[
        list[str] | None,
        typer.Option(metavar="TOPIC", help="What was weak; several times.", autocompletion=completion.topics),
    ] = None,
    whom: Annotated[str | None, typer.Option("--with", metavar="WHOM", help="Who asked.", show_default=False)] = None,
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Record a mock that was held elsewhere."""
    session = session_of(context)
    found = _format(session, words)
    held = service.HeldMock(
        score=score,
        day=day_given(on, session) or session.today,
        weak=tuple(topic_named(session, each).id for each in weak or ()),
        whom=_text(whom or ""),
        note=_text(" ".join(note or ())),
    )
    mock = session.write(service.log_mock, found, held)
    _tell(session, session.read(service.outcome, found, _texts(session), mock), as_json=as_json)


def _overview(session: Session, *, as_json: bool) -> None:
    report = session.read(service.overview, _texts(session))
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.interview import render

        show(session, render, report)


def _list(session: Session, plan: SittingReport, *, as_json: bool) -> None:
    """Without what would give the answers away."""
    listed = list_of(plan)
    if as_json:
        show_json(listed)
    else:
        from roadmap_cli.views.interview import render_list

        show(session, render_list, listed)


def _plan(session: Session, found: InterviewFormat, time: int | None, number: int | None) -> SittingReport:
    """Where only one is said, the other follows by the minutes of a question; where none is, it is a mock."""
    usual = max(USUAL_MINUTES // found.minutes, questions_of_a_mock(found.minutes))
    wanted = number or (usual if time is None else max(time // found.minutes, 1))
    plan = session.read(service.sitting, found, _texts(session), wanted)
    return plan if time is None else plan._replace(minutes=time)


def _hold(session: Session, found: InterviewFormat, plan: SittingReport) -> None:
    if not has_terminal():
        sentence = "there is nobody to ask"
        raise CannotBeDone(
            sentence, "run it in a terminal, see the questions with --list, or grade with --answers FILE"
        )
    if not plan.questions:
        sentence = f"this roadmap has no questions for {found.title}"
        raise CannotBeDone(sentence, f"record a mock held elsewhere: roadmap interview log {found.id} --score 4")
    from roadmap_cli.cli.interview_session import hold

    hold(session, found, plan, _texts(session))


def _grade(session: Session, found: InterviewFormat, path: Path, minutes: int) -> PractisedReport:
    """All of a file, or nothing."""
    from roadmap_cli.imports.practice_answers import read

    bank = {each.id: each for each in questions_of(session.definition, found.id)}
    lines = read(path, tuple(bank), found.id)
    answers = [
        service.Graded(
            question=each.question,
            score=each.score,
            note=each.note,
            weak=bank[each.question].topics if each.score <= WEAK else (),
        )
        for each in lines
    ]
    mock = session.read(service.new_mock)
    written = session.write(service.keep, found, answers, mock, minutes)
    return session.read(service.outcome, found, _texts(session), mock, written)


def _format(session: Session, words: str) -> InterviewFormat:
    if not session.roadmap.job.formats:
        sentence = "this roadmap says nothing about interviews"
        raise CannotBeDone(sentence, "a roadmap file says it in the table [interview]: roadmap schema")
    return find_format(session.roadmap, words)


def _texts(session: Session) -> service.Texts:
    definition = session.definition
    return service.Texts(partial(questions_of, definition), partial(format_texts, definition))


def _text(words: str) -> str:
    return parse_text(words) if words.strip() else ""


def _tell(session: Session, report: PractisedReport, *, as_json: bool) -> None:
    if as_json:
        with recorded():
            show_json(report)
    else:
        from roadmap_cli.views.interview import render_practised

        show_done(session, render_practised, report)
