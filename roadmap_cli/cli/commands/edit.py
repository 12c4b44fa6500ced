"""`roadmap edit`: mend one entry."""

from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson, On, day_given, parse_minutes, parse_text, parse_url
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.mark import DryRun
from roadmap_cli.cli.screen import recorded, session_of, show, show_done, show_json
from roadmap_cli.cli.topics import id_for
from roadmap_cli.domain.edit import LEAST_LETTERS
from roadmap_cli.domain.events import Event
from roadmap_cli.domain.lookup import is_number
from roadmap_cli.errors import WrongUsage
from roadmap_cli.reports.edit import EditReport, EntriesReport
from roadmap_cli.services import edit as service
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)


@app.command(
    "edit",
    epilog=examples("roadmap edit", "roadmap edit --last --minutes 50", "roadmap edit vectors --last --on yesterday"),
)
def edit(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ENTRY|TOPIC]",
            help="The end of an entry's id, as the list shows it, or a topic.",
            autocompletion=completion.topics,
        ),
    ] = None,
    last: Annotated[bool, typer.Option("--last", help="The last entry, of all or of the topic.")] = False,
    minutes: Annotated[
        int | None, typer.Option(metavar="TIME", parser=parse_minutes, help="Its time: 45m, 1h30.", show_default=False)
    ] = None,
    on: On = None,
    text: Annotated[str | None, typer.Option(metavar="TEXT", help='Its note; "" takes it away.')] = None,
    url: Annotated[
        str | None, typer.Option(metavar="URL", parser=parse_url, help="Its address.", show_default=False)
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help='Its title; "" takes it away.')] = None,
    proves: Annotated[
        bool | None, typer.Option("--proves/--no-proves", help="Whether the link proves the topic.", show_default=False)
    ] = None,
    delete: Annotated[bool, typer.Option("--delete", help="Take the entry away.")] = False,
    number: Annotated[int, typer.Option("-n", "--number", metavar="N", min=1, max=1000, help="How many to list.")] = 10,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Change or delete one entry, or list the last.

    An entry is one logged time, note, link, or change of a status. It is named by the letters that the list shows before
    it. --last takes the last entry that has what is to be changed. Undo takes an edit back like anything else.
    """
    session = session_of(context)
    correction = service.Correction(
        minutes=minutes,
        day=day_given(on, session),
        text=_words(text),
        url=url,
        title=_words(title),
        proves=proves,
    )
    if delete and correction != service.NOTHING:
        sentence = "an entry is changed or deleted, not both"
        raise WrongUsage(sentence, "leave --delete away, or the rest")
    event, topics = _meant(session, " ".join(words or ()), last=last)
    if not delete and correction == service.NOTHING:
        _list(
            session.read(service.entry, event) if event else session.read(service.entries, topics, number),
            session,
            as_json=as_json,
        )
        return
    if event is None:
        about = f"roadmap edit {' '.join(words)}" if words else "roadmap edit"
        sentence = "this does not say which entry is meant"
        raise WrongUsage(sentence, f"take the last one with --last, or name one as it stands in: {about}")
    run = session.read if dry_run else session.write
    if delete:
        report = run(service.delete, event, dry_run=dry_run)
    else:
        report = run(service.correct, event, correction, dry_run=dry_run)
    _tell(report, session, as_json=as_json)


def _words(given: str | None) -> str | None:
    """Empty words say that there are to be none."""
    return parse_text(given) if given and given.strip() else given and given.strip()


def _meant(session: Session, words: str, *, last: bool) -> tuple[Event | service.Last | None, tuple[str, ...]]:
    """An entry, or the ids of a topic. Raises CannotBeDone."""
    event, topics = session.read(service.entry_or_topic, _name(session, words)) if words else (None, ())
    if event and last:
        sentence = "--last names an entry, and so does the id"
        raise WrongUsage(sentence, "leave one of them away")
    return (service.Last(topics) if last else event), topics


def _name(session: Session, words: str) -> str:
    """Of a topic; a number as long as the end of an id is no place in a list."""
    is_place = is_number(words) and len(words.strip()) < LEAST_LETTERS
    return id_for(session, words, renumber=False) if is_place else words


def _list(report: EntriesReport, session: Session, *, as_json: bool) -> None:
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.edit import render

        show(session, render, report)


def _tell(report: EditReport, session: Session, *, as_json: bool) -> None:
    if as_json:
        with recorded():
            show_json(report)
    else:
        from roadmap_cli.views.edit import render_edit

        show_done(session, render_edit, report)
