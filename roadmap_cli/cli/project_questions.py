"""What somebody who sits there is asked about a project. Each answer counts when it is given; nobody has to give one."""

from collections.abc import Callable, Iterator, Sequence

import typer

from roadmap_cli.cli.arguments import parse_text
from roadmap_cli.cli.line import Keep, text_of
from roadmap_cli.cli.screen import asked, say_aside
from roadmap_cli.domain.events import Data
from roadmap_cli.domain.phrasing import listed
from roadmap_cli.domain.portfolio import TEXTS, Project, ProjectText
from roadmap_cli.domain.roadmap import Topic

QUESTIONS: dict[ProjectText, str] = {
    "problem": "Which problem does it solve, and for whom?",
    "dataset": "Which data?",
    "source": "Where do they come from?",
    "metric": "Which metric says how good it is?",
    "baseline": "What does a simple way reach?",
    "result": "What does yours reach, as a number?",
    "meaning": "What does that mean for whoever uses it?",
    "failed": "What did not work, and why?",
}
TAKES_AWAY = "-"
"""An answer that takes a text away; none leaves it as it is."""


def ask_all(project: Project, keep: Callable[[Data], None]) -> None:
    """One field after the other; `keep` gets each answer when it is given, and Ctrl-C ends it there."""
    say_aside(f"Enter leaves what is there, {TAKES_AWAY} takes it away, Ctrl-C ends.\n")
    for field, question in _asked_for(project):
        pieces: list[str] = []
        try:
            if asked_for_once(question, pieces.append) is None:
                return
        finally:
            if answer := text_of(pieces).strip():
                said = "" if answer == TAKES_AWAY and field != "name" else parse_text(answer)
                keep({field: said})  # type: ignore[misc]  # a key of it, as mypy cannot see
    copy = follows_a_tutorial() if project.copy is None else None
    if copy is not None:
        keep({"copy": copy})


def ask_problem() -> str:
    return asked_for_once(f"{QUESTIONS['problem']} ") or ""


def follows_a_tutorial() -> bool | None:
    """None where that stays open, and can be asked again."""
    return _yes_or_no("Does it follow a tutorial? [y/n] ")


def marks(topics: Sequence[Topic]) -> bool:
    return bool(_yes_or_no(f"Left behind: {listed([each.title for each in topics])}. Mark as done? [y/N] "))


def asked_for_once(question: str, keep: Keep = lambda _: None) -> str | None:
    """None where the answers have come to an end."""
    try:
        return asked(question, keep)
    except typer.Abort:
        return None
    except KeyboardInterrupt:
        typer.echo(err=True)  # what was kept begins a line of its own
        raise


def _asked_for(project: Project) -> Iterator[tuple[str, str]]:
    yield "name", f"Name [{project.name}]: "
    for field in TEXTS:
        text = " ".join(getattr(project, field).split())
        yield field, f"{QUESTIONS[field]} [{text}] " if text else f"{QUESTIONS[field]} "


def _yes_or_no(question: str) -> bool | None:
    """None for any other answer, and for none."""
    return {"y": True, "yes": True, "n": False, "no": False}.get((asked_for_once(question) or "").casefold())
