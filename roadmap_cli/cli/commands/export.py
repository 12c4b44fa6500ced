"""`roadmap export`: progress on its way out, the whole of it or a part."""

from collections.abc import Callable, Collection, Mapping
from importlib import import_module
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import day_given, parse_file, parse_text
from roadmap_cli.cli.browser import open_address
from roadmap_cli.cli.examples import examples
from roadmap_cli.cli.output import Force, calendar_of, write_out
from roadmap_cli.cli.screen import hint, session_of
from roadmap_cli.definition.job import ideas_of, story_parts_of
from roadmap_cli.domain.lookup import find_phase
from roadmap_cli.domain.phrasing import listed
from roadmap_cli.errors import WrongUsage, did_you_mean
from roadmap_cli.reports.export import PIECES, Piece, ProgressReport
from roadmap_cli.reports.portfolio import Showcase
from roadmap_cli.reports.private import PrivatePart
from roadmap_cli.services import export as service
from roadmap_cli.services import portfolio, private, story
from roadmap_cli.use_cases.session import Session

app = typer.Typer(add_completion=False)
Format = Literal[
    "markdown", "html", "pdf", "svg", "portfolio", "resume", "stories",
    "json", "roadmap", "csv", "anki", "ics", "mermaid", "dot", "todotxt", "taskwarrior",
]  # fmt: skip
_PAGES = {"html", "pdf", "svg", "portfolio", "stories"}
_TEXTS = {"portfolio", "stories"}
"""What is told as a page or as Markdown."""
_WHOLE = {*_TEXTS, "resume", "roadmap"}
"""What is no progress, and so has no phase and no day."""
_REPORTS = {"markdown", "html", "pdf"}
_KEPT = {"markdown", "csv"}
"""What a roadmap can be made of again, links and all."""
_TOLD: Mapping[Format, frozenset[Piece]] = {
    **dict.fromkeys(("svg", "csv", "mermaid", "dot", "todotxt"), frozenset[Piece]()),
    "markdown": frozenset({"recent"}),
    "taskwarrior": frozenset({"notes"}),
}
"""Of those that tell less than all of it, what they tell."""
_IS_PAGE = {".html": True, ".htm": True, ".md": False}
CALENDAR_WEEKS = 2


@app.command(
    "export",
    epilog=examples(
        "roadmap export html -o progress.html",
        "roadmap export json -o everything.json",
        "roadmap export roadmap --to mine.md",
        "roadmap export portfolio -o portfolio.html",
    ),
)
def export(
    context: typer.Context,
    format_name: Annotated[
        Format,
        typer.Argument(
            metavar="FORMAT",
            help="To read: markdown, html, pdf, svg. To apply with: portfolio, a page of your projects; resume, as JSON "
            "Resume. For yourself: stories. To keep: json, all of you: the progress, files and own changes of every roadmap; roadmap, the file of the roadmap in use, as TOML or Markdown. For other programs: csv, "
            "anki (cards), ics (the plan), mermaid and dot (the graph), todotxt, taskwarrior.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", "--to", metavar="FILE", parser=parse_file, help="A file; - or nothing: the terminal."
        ),
    ] = None,
    phase: Annotated[
        str | None, typer.Option(metavar="PHASE", help="Only this phase.", autocompletion=completion.phases)
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Only what happened since then.", show_default=False)
    ] = None,
    badge: Annotated[bool, typer.Option("--badge", help="With svg: one line instead of a card.")] = False,
    opens: Annotated[bool, typer.Option("--open", help="With a page or a picture: open it.")] = False,
    page: Annotated[
        bool | None,
        typer.Option(
            "--html/--markdown",
            help="With portfolio and stories: as a page, or as Markdown; with roadmap: as Markdown.",
            show_default=False,
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", parser=parse_text, help="With portfolio and resume: whose it is.", show_default=False
        ),
    ] = None,
    named: Annotated[
        list[str] | None,
        typer.Option(
            "--with",
            metavar="PART",
            help="With html, pdf and markdown: projects, stories, interviews or applications too; again for more.",
            show_default=False,
        ),
    ] = None,
    force: Force = False,
    fewer: Annotated[
        bool, typer.Option("--fewer", help="With json and --force: also where the file holds more than is written.")
    ] = False,
) -> None:
    """Write progress out, for people or programs.

    As a page or a report to read, as JSON to keep, or for another program.
    """
    session = session_of(context)
    _check(format_name, badge=badge, opens=opens)
    _check_name(format_name, name)
    _check_fewer(format_name, fewer=fewer, force=force)
    private_parts = _private_parts(format_name, named or [])
    _check_whole(format_name, narrowed=phase is not None or since is not None, opens=opens, page=page)
    part = service.Part(None if phase is None else find_phase(session.roadmap, phase), day_given(since, session))
    if format_name == "json":
        _write_archive(session, part, output, force=force, fewer=fewer)
        return
    if format_name in _WHOLE:
        content: str | bytes = _whole(
            session, format_name, name, page=_as_page(format_name, output, opens=opens, page=page)
        )
    else:
        content = _content(session, format_name, part, private_parts, badge=badge)
    if opens and (output is None or str(output) == "-"):
        ending = f"{format_name}.html" if format_name in _TEXTS else format_name
        output, force = session.settings.cache / f"{session.roadmap.id}.{ending}", True
    write_out(session, output, content, force=force)
    if opens and output:
        open_address(output.resolve().as_uri())


def _write_archive(session: Session, part: service.Part, output: Path | None, *, force: bool, fewer: bool) -> None:
    from roadmap_cli.use_cases.archive import written
    from roadmap_cli.use_cases.export import assert_none_lost, pieces_of

    with written(session, part) as text:
        if output is not None and force and not fewer:
            assert_none_lost(output, text)
        write_out(session, output, pieces_of(text), force=force)
        if any(map(private.is_held, pieces_of(text))):
            hint("it holds your stories, practice and applications too: keep it to yourself")


def _check(format_name: Format, *, badge: bool, opens: bool) -> None:
    if badge and format_name != "svg":
        sentence = "only an svg can be a badge"
        raise WrongUsage(sentence, "write: roadmap export svg --badge")
    if opens and format_name not in _PAGES:
        sentence = f"only {', '.join(each for each in get_args(Format) if each in _PAGES)} can be opened in a browser"
        raise WrongUsage(sentence, "write: roadmap export html --open")


def _check_name(format_name: Format, name: str | None) -> None:
    if name is not None and format_name not in {"portfolio", "resume"}:
        sentence = "--name belongs to portfolio and resume"
        raise WrongUsage(sentence, 'write: roadmap export portfolio --name "Ada Lovelace"')


def _check_fewer(format_name: Format, *, fewer: bool, force: bool) -> None:
    if fewer and not (format_name == "json" and force):
        sentence = "--fewer belongs to json and stands beside --force"
        raise WrongUsage(sentence, "write: roadmap export json -o FILE --force --fewer")


def _private_parts(format_name: Format, named: Collection[str]) -> tuple[PrivatePart, ...]:
    """Raises WrongUsage for a part that there is not, and where none can be held."""
    words = [word.strip().casefold() for each in named for word in each.split(",")]
    known = get_args(PrivatePart)
    for word in words:
        if word not in known:
            sentence = f'"{word}" is nothing that --with knows: it is one of {", ".join(known)}'
            raise WrongUsage(sentence, did_you_mean(word, known))
    if words and format_name not in _REPORTS:
        sentence = f"{format_name} holds nothing that would have to be named with --with"
        raise WrongUsage(sentence, "write: roadmap export html --with stories")
    return tuple(part for part in known if part in words)


def _check_whole(format_name: Format, *, narrowed: bool, opens: bool, page: bool | None) -> None:
    if page and format_name == "roadmap":
        sentence = "a roadmap is no page: it is written as TOML or as Markdown"
        raise WrongUsage(
            sentence, "write: roadmap export roadmap --markdown; your progress as a page: roadmap export html"
        )
    if page is not None and format_name not in _TEXTS and format_name != "roadmap":
        sentence = "--html and --markdown belong to portfolio and stories"
        raise WrongUsage(sentence, "write: roadmap export portfolio --markdown")
    if page is False and opens:
        sentence = "Markdown is no page that a browser shows"
        raise WrongUsage(sentence, "leave out --markdown or --open")
    if narrowed and format_name in _WHOLE:
        sentence = f"{format_name}: it is always of everything, so --phase and --since do not apply"
        raise WrongUsage(sentence, f"write: roadmap export {format_name}")


def _as_page(format_name: Format, output: Path | None, *, opens: bool, page: bool | None) -> bool:
    """As it is said, else as the name of the file says; a portfolio is a page, stories are Markdown, a roadmap TOML."""
    if page is None and not opens:
        by_name = None if output is None else _IS_PAGE.get(output.suffix.casefold())
        return format_name in {"portfolio", "roadmap"} if by_name is None else by_name
    return page is not False


def _whole(session: Session, format_name: Format, name: str | None, *, page: bool) -> str:
    if format_name == "roadmap":
        return _roadmap(session, markdown=not page)
    if format_name == "stories":
        sheet = session.read(story.sheet, story_parts_of(session.definition))
        if page:
            from roadmap_cli.exports.stories_page import render as render_sheet
        else:
            from roadmap_cli.exports.stories import render as render_sheet
        return render_sheet(sheet)
    showcase = _showcase(session, name)
    if format_name == "resume":
        from roadmap_cli.exports.resume import render
    elif page:
        from roadmap_cli.exports.portfolio import render
    else:
        from roadmap_cli.exports.portfolio_markdown import render
    return render(showcase)


def _roadmap(session: Session, *, markdown: bool) -> str:
    from roadmap_cli.use_cases.export_roadmap import roadmap_text

    found = roadmap_text(session, markdown=markdown)
    if found.has_lost:
        hint("the remarks of the file are not in it: where it is written anew they have no place")
    return found.text


def _showcase(session: Session, name: str | None) -> Showcase:
    """What is left out of it is said aside."""
    report = session.read(portfolio.showcase, ideas_of(session.definition))
    if report.ideas:
        names = listed([each.title for each in report.ideas])
        hint(f"left out, still at the first stage: {names}; move on with: roadmap portfolio stage NAME")
    return report._replace(user=name or report.user)


def _content(
    session: Session, format_name: Format, part: service.Part, private_parts: Collection[PrivatePart], *, badge: bool
) -> str | bytes:
    if format_name == "ics":
        return calendar_of(session, session.read(service.plan, part, CALENDAR_WEEKS))
    if format_name == "anki":
        from roadmap_cli.exports.anki import render as render_deck

        return render_deck(session.read(service.deck, session.definition.lesson, part))
    pieces = _TOLD.get(format_name, PIECES)
    report = session.read(service.progress, session.definition.lesson, part, pieces)
    if format_name in _KEPT:
        report = service.with_resources(report, session.definition.lesson)
    if private_parts:
        told = session.read(private.private, private_parts, story_parts_of(session.definition))
        report = report._replace(private=told)
    render: Callable[[ProgressReport], str | bytes]
    render = import_module(f"roadmap_cli.exports.{'badge' if badge else format_name}").render
    return render(report)
