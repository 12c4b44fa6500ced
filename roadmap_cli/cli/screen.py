"""What is said and asked: answers on stdout, everything else on stderr."""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EBADF
from io import BufferedWriter, RawIOBase, TextIOWrapper
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, NoReturn, ParamSpec, TextIO, TypeVar

import typer
from typer._click.globals import get_current_context

from roadmap_cli.cli.line import Keep, read_line
from roadmap_cli.use_cases.session import Session

if TYPE_CHECKING:
    from roadmap_cli.domain.advice import Suggestion
    from roadmap_cli.use_cases.scrap import KeptScrap
    from roadmap_cli.views import OwnConsole, View

Options = ParamSpec("Options")
Report = TypeVar("Report")


def session_of(context: typer.Context) -> Session:
    session: Session = context.obj
    return session


def show(
    session: Session, render: "View[Report, Options]", report: Report, *args: Options.args, **kwargs: Options.kwargs
) -> str | None:
    """A report by its view, on stdout: its text. Through the pager where it is longer than the screen: then None."""
    from roadmap_cli.views import is_longer_than_the_screen, text_of

    pager, console = session.settings.pager, console_on(session, sys.stdout)
    text = text_of(console, render, report, *args, **kwargs)
    if not (pager and is_longer_than_the_screen(console, text) and sys.stdin and sys.stdin.isatty()):
        say(text)
        return text
    from roadmap_cli.cli.pager import page

    sys.stdout.flush()
    if not page(text.encode(console.encoding, "replace"), pager):
        say(text)
    return None


def console_on(session: Session, stream: TextIO) -> "OwnConsole":
    from roadmap_cli.views import console_for
    from roadmap_cli.views.widgets import Reader

    settings = session.settings
    reader = Reader(session.today, settings.rhythm.clock, session.flags.database)
    return console_for(stream, color=settings.color, plain=settings.plain, reader=reader)


def show_numbers(session: Session, suggestions: "Iterable[Suggestion]") -> "KeptScrap | None":
    """Remember which number stands beside what; a script changes nobody's numbers."""
    if not is_watched():
        return None
    from roadmap_cli.use_cases.last_list import remember

    return remember(session, suggestions)


def show_json(report: object, *, without: tuple[str, ...] = ()) -> None:
    """`without` are keys of what was not asked for."""
    from roadmap_cli.exports.report_json import render

    say(render(report, without=without))


def tell(session: Session, render: "View[Report, []]", report: Report) -> int:
    """On stderr: what is said to somebody who sits there, and is no answer. How many lines can be taken away again."""
    from roadmap_cli.views import text_of

    console = console_on(session, sys.stderr)
    text = text_of(console, render, report)
    typer.echo(text, err=True, nl=False)
    return text.count("\n") if console.is_terminal else 0


@contextmanager
def recorded() -> Iterator[None]:
    """Around the answer to a command that has written: what is recorded stays so, whatever becomes of the answer."""
    try:
        yield
    except OSError as error:
        say_unanswered(error)


def say_unanswered(error: OSError) -> None:
    give_up_stdout()
    warn(f"it is recorded, but the answer could not be written: {(error.strerror or str(error)).lower()}")


def say(text: str | bytes | Iterator[str]) -> None:
    """The answer, and nothing else, on stdout. A reader who has had enough (`| head`) ends the program quietly."""
    try:
        if isinstance(text, bytes):
            sys.stdout.buffer.write(text)
        else:
            sys.stdout.writelines([text] if isinstance(text, str) else text)
        sys.stdout.flush()
    except BrokenPipeError:
        give_up_stdout()
        raise typer.Exit from None


def show_done(
    session: Session, render: "View[Report, Options]", report: Report, *args: Options.args, **kwargs: Options.kwargs
) -> None:
    """Of a command that has written. It never waits for a pager, and whoever wants quiet is told nothing."""
    if session.flags.quiet:
        return
    from roadmap_cli.views import text_of

    with recorded():
        say(text_of(console_on(session, sys.stdout), render, report, *args, **kwargs))


def hint(text: str) -> None:
    """What to do, for whoever has not asked for quiet."""
    session = _session()
    if not (session and session.flags.quiet):
        warn(session.advice(text) if session else text)


def _session() -> Session | None:
    context = get_current_context(silent=True)
    session = context.find_root().obj if context else None
    return session if isinstance(session, Session) else None


def warn(text: str) -> None:
    """What has to be known."""
    say_aside(f"hint: {text}\n")


def say_aside(text: str) -> None:
    """On stderr, harmless; where a terminal would cut a word in two, the line ends before it. Where nobody can be told, the
    exit code has to do.
    """
    if session := _session():
        session.is_passing = True
    text = harmless(text)
    if sys.stderr.isatty():
        width = get_terminal_size().columns
        text = "\n".join(_wrapped(line, width) if len(line) >= width else line for line in text.split("\n"))
    with suppress(OSError):
        typer.echo(text, err=True, nl=False)


def _wrapped(line: str, width: int) -> str:
    from textwrap import wrap

    lines = wrap(line, width - 1, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
    return "\n".join(lines) + line[len(line.rstrip()) :]


def has_terminal() -> bool:
    """Whether there is somebody to ask and to press a key."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stderr.isatty())


def is_watched() -> bool:
    """Whether there may be somebody who sees the answer: a script has neither."""
    return bool((sys.stdin and sys.stdin.isatty()) or sys.stderr.isatty())


def confirmed(question: str) -> bool:
    """Anything but yes is no. Raises Abort where nobody answers."""
    return asked(f"{question} [y/N] ").casefold() in {"y", "yes"}


def asked(question: str, keep: Keep = lambda _: None) -> str:
    """Ask on stderr; `keep` is that of `read_line`. Raises Abort where nobody answers."""
    return asked_line(question, keep).strip()


def asked_line(question: str, keep: Keep = lambda _: None) -> str:
    """The same with the blanks that it begins with, which mean something in code."""
    say_aside(question)
    try:
        answer = read_line(keep)
    except (OSError, ValueError):
        answer = ""
    if not answer:
        typer.echo(err=True)
        raise typer.Abort
    return answer.rstrip()


class _Closed(RawIOBase):
    """In the place of an output that the program was started without."""

    def writable(self) -> bool:
        return True

    def write(self, _: object) -> NoReturn:
        raise OSError(EBADF, "stdout is closed")


def mend_streams() -> None:
    """Give the program streams that cannot fail on a letter, also where it was started without them: an answer that nobody
    can get is an error, a hint is not.
    """
    _occupy_standard_numbers()
    if sys.stdout is None:
        sys.stdout = TextIOWrapper(BufferedWriter(_Closed()), encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end
    for stream, errors in ((sys.stdout, "replace"), (sys.stderr, "backslashreplace")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=errors)


def _occupy_standard_numbers() -> None:
    """Otherwise the next file that is opened takes the number of an output, and who writes there writes into it."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def harmless(text: str) -> str:
    """For text that no view renders: titles, file names and what was typed may stand in it."""
    from roadmap_cli.views import harmless_text

    return harmless_text(text)


def give_up_stdout() -> None:
    """So that the interpreter does not stumble over what is still in the buffer when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end
