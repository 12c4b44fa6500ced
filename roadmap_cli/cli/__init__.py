"""The command line: parse, call one service, show. This file is the error door: the only place that prints errors."""

import os
import sys
from collections.abc import Sequence

import typer
from typer._click.exceptions import NoSuchOption

from roadmap_cli import memo
from roadmap_cli.cli.app import program
from roadmap_cli.cli.interrupts import heard, leave_with
from roadmap_cli.cli.screen import give_up_stdout, hint, mend_streams, say_aside, say_unanswered, warn
from roadmap_cli.cli.shells import naming_the_shell
from roadmap_cli.errors import DatabaseUnusable, RoadmapError
from roadmap_cli.settings import Flags
from roadmap_cli.use_cases.session import Session

INTERRUPTED = 130


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    words = sys.argv[1:] if arguments is None else [*arguments]
    begun, key = memo.clock(), memo.circumstances(words)
    mend_streams()
    session, is_alone = Session(Flags(), hint), False
    try:
        with heard() as is_alone:
            code = _code_of(session, words)
    except KeyboardInterrupt:
        code = INTERRUPTED
    code = _interrupted(session) if code == INTERRUPTED else code
    if code == 0 and key and session.answer:
        from roadmap_cli.use_cases.memo import keep_answer

        keep_answer(session, words, key, begun)
    if is_alone:
        leave_with(code)
    session.keep_copies()
    return code


def _code_of(session: Session, arguments: Sequence[str]) -> int:
    try:
        words = naming_the_shell(arguments)
        code = program(words).main(words, prog_name="roadmap", standalone_mode=False, obj=session)
    except SystemExit as end:  # as Typer ends what it does for a shell
        code = 0 if isinstance(end.__context__, BrokenPipeError) else end.code
    except BrokenPipeError:
        give_up_stdout()
        return 0
    except OSError as error:
        if error.filename is None and session.written:
            say_unanswered(error)
            return 0
        return _say_error(session, *_explained(error))
    except DatabaseUnusable as error:
        return _unread(session, error)
    except Exception as error:  # noqa: BLE001 - behind this door there is only the interpreter
        return _say_error(session, *_explained(error))
    return code if isinstance(code, int) else 0


def _unread(session: Session, error: DatabaseUnusable) -> int:
    """What comes of a command whose database could not be used: one that has recorded all that it was to record is done."""
    if not session.written or session.is_writing or session.is_sitting:
        return _say_error(session, *_explained(error))
    warn(f"it is recorded, but not all of the answer can be told: {error.sentence}; {error.hint}")
    return 0


def _interrupted(session: Session) -> int:
    """A command that has recorded what it was to record is done, whatever becomes of its answer; who sat there has left."""
    if sys.stderr.isatty():
        say_aside("\n")  # the shell's prompt begins a line of its own
    if not session.written or session.is_sitting:
        return INTERRUPTED
    warn("it is recorded, but the answer was interrupted")
    return 0


def _explained(error: Exception) -> tuple[int, str, str]:
    """Exit code, sentence and hint."""
    match error:
        case RoadmapError():
            return error.exit_code, error.sentence, error.hint
        case NoSuchOption() if error.option_name[1:2].isdigit():
            sentence = f"no such option: {error.option_name}, and nothing here can be less than nothing"
            return (
                error.exit_code,
                sentence,
                "a text that begins with a minus stands behind two: roadmap note TOPIC -- -5",
            )
        case typer.TyperException():
            return error.exit_code, _sentence(error.format_message()), _help_for(error)
        case typer.Abort() | EOFError():
            return 1, "there was no answer, so nothing was done", "answer the question, or give --yes"
        case OSError(filename=None):
            give_up_stdout()
            return 1, f"cannot write the answer: {(error.strerror or str(error)).lower()}", ""
        case _ if os.environ.get("ROADMAP_DEBUG"):
            raise error
    sentence = f"roadmap failed in a way nobody foresaw: {type(error).__name__}: {error}"
    return 1, sentence, "please report it, with what ROADMAP_DEBUG=1 prints"


def _say_error(session: Session, code: int, sentence: str, hint: str) -> int:
    lines = [f"error: {sentence}", *([f"hint: {session.advice(hint)}"] if hint else [])]
    say_aside("\n".join([*lines, ""]))
    return code


def _sentence(message: str) -> str:
    """Typer's messages begin with a capital, end with a full stop, and may stand on several lines."""
    line = " ".join(message.split())
    return f"{line[:1].lower()}{line[1:]}".rstrip(".")


def _help_for(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    return f"see: {context.command_path} --help" if context else "see: roadmap --help"
