"""`roadmap review`: recall what was learned."""

import sys
from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import AsJson, parse_minutes
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.screen import has_terminal, recorded, session_of, show, show_done, show_json
from roadmap_cli.domain.lookup import find_part
from roadmap_cli.domain.memory import RATINGS
from roadmap_cli.domain.review import CARD_MINUTES
from roadmap_cli.domain.roadmap import Roadmap, Topic
from roadmap_cli.errors import CannotBeDone, WrongUsage
from roadmap_cli.services import review as service
from roadmap_cli.services.review import Wanted
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)
MOST_CARDS = 1000
USUAL_CARDS = 20
GRADE = "grade"
Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[TOPIC|MODULE|PHASE] | grade CARD RATING",
        help="Only these cards; or grade one without a session, 1 again to 4 easy.",
        autocompletion=completion.parts,
    ),
]
Number = Annotated[
    int | None,
    typer.Option(
        "-n",
        "--number",
        metavar="N",
        min=1,
        max=MOST_CARDS,
        help="At most so many cards; else what the day has room for, or 20 of what you name.",
        show_default=False,
    ),
]
Time = Annotated[
    int | None,
    typer.Option(metavar="TIME", parser=parse_minutes, help="Stop after so long: 10m.", show_default=False),
]


@app.command(
    "review", epilog=examples("roadmap review", "roadmap review --time 10m", "roadmap review grade vectors-1 good")
)
def review(
    context: typer.Context,
    words: Words = None,
    number: Number = None,
    time: Time = None,
    ahead: Annotated[bool, typer.Option("--ahead", help="Cards that are not due yet, too.")] = False,
    stats: Annotated[bool, typer.Option("--stats", help="What your grades say of your memory.")] = False,
    fit: Annotated[bool, typer.Option("--fit", help="Fit the model of your memory to your grades.")] = False,
    listing: Annotated[bool, typer.Option("--list", help="Only list the cards that wait.")] = False,
    as_json: AsJson = False,
) -> None:
    """Recall what was learned, a card at a time.

    A card comes up when it is about to be forgotten. Every grade is kept before the next card
    appears, so that you may leave at any time.
    """
    session = session_of(context)
    if words and words[0] == GRADE:
        _grade(session, words[1:], as_json=as_json)
        return
    if stats or fit:
        (_fit if fit else _stats)(session, words, as_json=as_json)
        return
    sits_down = is_session() and not (as_json or listing)
    limit = number or (USUAL_CARDS if words or ahead else MOST_CARDS)
    if time is not None and not sits_down:
        limit = min(limit, max(round(time / CARD_MINUTES), 1))
    wanted = Wanted(_topics(session.roadmap, " ".join(words or ())), ahead, limit)
    seed = int(session.now.timestamp() * 1_000_000)
    queue = session.read(service.due_cards, wanted, session.definition.lesson, seed)
    if sits_down and queue.cards:
        from roadmap_cli.cli.review_session import recall

        recall(session, queue.cards, time, seed)
        _fit_in_time(session)
    elif as_json:
        show_json(queue)
    else:
        from roadmap_cli.views.review import render

        show(session, render, queue)


def is_session() -> bool:
    """Whether there is a screen, and somebody to press a key."""
    return has_terminal() and sys.stdout.isatty()


def _stats(session: Session, words: list[str] | None, *, as_json: bool) -> None:
    if words:
        sentence = "--stats is about all cards"
        raise WrongUsage(sentence, "write: roadmap review --stats")
    from roadmap_cli.services.review_stats import stats

    report = session.read(stats, session.definition.lesson)
    if as_json:
        show_json(report)
    else:
        from roadmap_cli.views.review_stats import render

        show(session, render, report)


def _fit(session: Session, words: list[str] | None, *, as_json: bool) -> None:
    if words:
        sentence = "--fit is about all cards"
        raise WrongUsage(sentence, "write: roadmap review --fit")
    from roadmap_cli import scheduling
    from roadmap_cli.services import fit

    try:
        report = session.write(fit.fit, scheduling.fit)
    except ImportError as error:
        sentence = "the package fsrs-rs-python, which works this out, is not installed here"
        raise CannotBeDone(sentence, "where it is made for your computer: pip install fsrs-rs-python") from error
    if as_json:
        with recorded():
            show_json(report)
    else:
        from roadmap_cli.views.review_stats import render_fit

        show_done(session, render_fit, report)


def _fit_in_time(session: Session) -> None:
    """Once a month, after a session."""
    from roadmap_cli import scheduling
    from roadmap_cli.services import fit

    if session.read(fit.is_due):
        session.write(fit.fit_in_time, scheduling.fit)


def _topics(roadmap: Roadmap, words: str) -> tuple[Topic, ...] | None:
    if not words:
        return None
    part = find_part(roadmap, words)
    return (part,) if isinstance(part, Topic) else tuple(part.topics)


def _grade(session: Session, words: list[str], *, as_json: bool) -> None:
    names = {name: rating for rating, name in RATINGS.items()} | {str(rating): rating for rating in RATINGS}
    if len(words) != 2 or words[1].casefold() not in names:  # noqa: PLR2004 - a card and a rating
        sentence = "a grade needs a card and a rating from 1 to 4"
        raise WrongUsage(sentence, "write: roadmap review grade CARD 3; 1 again, 2 hard, 3 good, 4 easy")
    card, rating = words[0], names[words[1].casefold()]
    from roadmap_cli import scheduling
    from roadmap_cli.services.fit import grade_and_fit

    report = session.write(grade_and_fit, card, rating, scheduling.fit)
    if as_json:
        with recorded():
            show_json(report)
    else:
        from roadmap_cli.views.review import render_grade

        show_done(session, render_grade, report)
