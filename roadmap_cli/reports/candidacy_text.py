"""What was recorded towards being hired, in words: the fields that an event says, without the texts that they hold."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, assert_never

from roadmap_cli.domain.application import job_title
from roadmap_cli.domain.events import Data
from roadmap_cli.domain.interview import BEST
from roadmap_cli.domain.portfolio import FIELD_NAMES, LINKS, TEXTS

CandidacyKind = Literal["projected", "told", "practised", "applied"]


def candidacy_text(kind: CandidacyKind, data: Data, tell: Callable[[date], str]) -> str:
    match kind:
        case "projected":
            return _said("project", data["project"], _of_project(data), gone=bool(data.get("dropped")))
        case "told":
            told = (*_about_story(data), *_part_of(data))
            return _said("story", data["story"], told, gone=bool(data.get("deleted")))
        case "practised":
            return _practice_text(data)
        case "applied":
            return _said("application", data["application"], _of_application(data, tell))
    assert_never(kind)


def story_text(its: Sequence[Data]) -> str:
    """What one command told of one story: `story x: "X", situation, task and result`."""
    if its[-1].get("deleted"):
        return candidacy_text("told", its[-1], date.isoformat)
    parts = dict.fromkeys(said for each in its for said in _part_of(each))
    about = [said for each in its for said in _about_story(each)]
    *others, last = parts or [""]
    named = f"{', '.join(others)} and {last}" if others else last
    return _said("story", its[0]["story"], [*about, *([named] if named else [])])


def _said(sort: str, name: str, fields: Iterable[str], *, gone: bool = False) -> str:
    if gone:
        return f"{'dropped' if sort == 'project' else 'deleted'} the {sort} {name}"
    said = ", ".join(fields)
    return f"{sort} {name}: {said}" if said else f"{sort} {name}"


def _of_project(data: Data) -> Iterator[str]:
    if data.get("name"):
        yield f'"{_line(data.get("name"))}"'
    if data.get("stage"):
        yield f"stage {data.get('stage')}"
    for field in (*TEXTS, *LINKS):
        text = data.get(field)
        if text is not None:
            yield f"{'' if text else 'without '}{FIELD_NAMES[field]}"
    if data.get("copy") is not None:
        yield "follows a tutorial" if data.get("copy") else "no tutorial's copy"


def _part_of(data: Data) -> Iterator[str]:
    if data.get("part"):
        yield f"{'' if data.get('words') else 'without '}{data.get('part')}"


def _about_story(data: Data) -> Iterator[str]:
    if data.get("title"):
        yield f'"{_line(data.get("title"))}"'
    for field, name in (("tags", "tags"), ("projects", "from"), ("topics", "on")):
        if data.get(field) is not None:
            yield f"{name} {data.get(field) or 'none'}"


def _practice_text(data: Data) -> str:
    asked, whom = data.get("asked"), data.get("whom")
    about = f": {asked}" if asked else f" with {_line(whom)}" if whom else ""
    verb = "practised" if asked else "mock of"
    weak = f", weak: {data.get('weak')}" if data.get("weak") else ""
    return f"{verb} {data['format']}{about}, {data['score']} of {BEST}{weak}"


def _of_application(data: Data, tell: Callable[[date], str]) -> Iterator[str]:
    job = job_title(_line(data.get("company")), _line(data.get("role")))
    if job:
        yield job
    if data.get("stage"):
        yield f"stage {data.get('stage')}"
    due = data.get("due")
    if due:
        yield f"due {tell(date.fromisoformat(due))}"
    if data.get("settled"):
        yield "nothing due"
    if data.get("note"):
        yield "a note"
    if data.get("closed") is not None:
        yield f"closed: {_line(data.get('closed'))}".removesuffix(": ")


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
