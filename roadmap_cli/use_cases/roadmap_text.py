"""Roadmap files travel with their progress: what stands in them is put on record, and what came is put into them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import NamedTuple

from roadmap_cli import settings
from roadmap_cli.domain.device import ThisDevice, id_of, told_apart
from roadmap_cli.domain.heads import CHANGING, SHOWN, following
from roadmap_cli.domain.later_event import AnyEvent
from roadmap_cli.domain.phrasing import listed
from roadmap_cli.domain.redefinition import hash_of
from roadmap_cli.domain.roadmap import BUILT_IN, NO_ROADMAP
from roadmap_cli.errors import RoadmapError
from roadmap_cli.reports.heads import HeadLine, TextLine, TextsReport
from roadmap_cli.reports.roadmaps import Known
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.heads import FoundText, TextsOnRecord, found_facts, head_lines, keep_found, on_record
from roadmap_cli.services.workspace import Workspace
from roadmap_cli.use_cases.file_text import TextHere, own_text, text_of_file
from roadmap_cli.use_cases.last_text import key_of, remember
from roadmap_cli.use_cases.roadmap_file import Former, alone, anywhere, arrive, put
from roadmap_cli.use_cases.session import Session
from roadmap_cli.use_cases.texts_here import (
    fault_of,
    last_here,
    nothing_yet,
    roadmaps_here,
    texts_here,
)
from roadmap_cli.use_cases.use import use_by_itself

NEWEST = 64
"""Events among which one is looked for that is no text."""


class TextStep(NamedTuple):
    """What is to be done with a text that came: it takes the place of what stands `here`."""

    line: TextLine
    here: TextHere
    text: str | None = None


def begins(session: Session) -> bool:
    """Whether the learner has no record here yet."""
    return session.on(NO_ROADMAP).read(lambda workspace: not workspace.log.is_user(workspace.user))


def record(session: Session) -> None:
    """Before a sync: what stands in roadmap files and nobody has recorded, because a hand put it there, or a file that came.
    What cannot be a roadmap stays here, and so does what is too large; both is told.
    """
    with alone():
        arrive(session.guard)  # what a command before left on its way is no work of a hand
        last = last_here(session)
        sound = _sound(session, last)
        nowhere = session.on(NO_ROADMAP)
        if any(nowhere.read(_unrecorded, sound, last)):
            nowhere.write(_record, sound, last)
        _remember(session, {each.key: each.hash for each in sound})


def unrecorded(session: Session) -> list[AnyEvent]:
    """What `record` would put on record."""
    last = last_here(session)
    return session.on(NO_ROADMAP).read(_would_record, _sound(session, last), last)


def foreseen(session: Session, events: Sequence[AnyEvent]) -> TextsReport:
    """What `bring_forward` would do once these are on record as well."""
    here, last = roadmaps_here(session), last_here(session)
    last |= {each.key: each.hash for each in texts_here(here) if not each.fault and (each.text or each.key in last)}
    steps = session.on(NO_ROADMAP).read(_would_step, events, here, last)
    return TextsReport(tuple(each.line for each in steps))


def _sound(session: Session, last: Mapping[str, str]) -> list[TextHere]:
    """What stands here and can travel; what cannot is told."""
    there = list(texts_here(roadmaps_here(session)))
    for each in there:
        if each.fault:
            session.hint(f"{each.fault}; so its text stays on this machine, while its progress travels")
    return [each for each in there if not each.fault and (each.text or each.key in last)]


@contextmanager
def _tried(workspace: Workspace, more: Iterable[AnyEvent] = ()) -> Iterator[Workspace]:
    """On what is on record of texts, with more events. Nothing of it stays, and no device is begun."""
    log, user = workspace.log, workspace.user
    here = (each for roadmap in log.roadmaps_of(user) for each in log.of_kinds(user, roadmap, CHANGING))
    with log.tried(user, chain(here, more)) as there:
        yield workspace._replace(log=there, device=ThisDevice(workspace.device.known()))


def _would_record(workspace: Workspace, there: Sequence[TextHere], last: Mapping[str, str]) -> list[AnyEvent]:
    with _tried(workspace) as its:
        log, user = its.log, its.user
        before = log.last_arrival(user)
        _record(its, there, last)
        return list(log.arrivals(user, before, log.last_arrival(user)))


def _would_step(
    workspace: Workspace, events: Sequence[AnyEvent], here: Mapping[str, Known], last: Mapping[str, str]
) -> list[TextStep]:
    with _tried(workspace, events) as its:
        return _steps(its, here, last)


def _unrecorded(workspace: Workspace, there: Sequence[TextHere], last: Mapping[str, str]) -> list[bool]:
    return [any(found_facts(_found(each, last), on_record(workspace, each.roadmap))) for each in there]


def _record(workspace: Workspace, there: Sequence[TextHere], last: Mapping[str, str]) -> None:
    for each in there:
        its = workspace._replace(roadmap=NO_ROADMAP._replace(id=each.roadmap))
        keep_found(its, _found(each, last))


def _found(here: TextHere, last: Mapping[str, str]) -> FoundText:
    return FoundText(text=here.text, own=here.own, last=last.get(here.key))


def _remember(session: Session, texts: Mapping[str, str]) -> None:
    remember(anywhere(session.settings.database), session.settings.user, dict(texts))


def bring_forward(session: Session, *, begins: bool = False) -> TextsReport:
    """After events came: a roadmap that is not here gets its file, and what is behind the text that came of it. What a hand has
    changed since `record` stays. May be repeated, and has to be where it was interrupted. `begins` as it was before they came.
    """
    with alone():
        arrive(session.guard)
        steps = session.on(NO_ROADMAP).read(_steps, roadmaps_here(session), last_here(session))
        lines = tuple(map(_taken, steps))
        _remember(session, dict(_seen(steps, lines)))
    used = _put_to_use(session, begins=begins)
    session.hear(session.flags)
    return TextsReport(lines, used)


def _steps(workspace: Workspace, here: Mapping[str, Known], last: Mapping[str, str]) -> list[TextStep]:
    found: list[TextStep] = []
    for roadmap in workspace.log.roadmaps_of(workspace.user):
        record = on_record(workspace, roadmap)
        there = _text_of_file(roadmap, here.get(roadmap), record, last)
        step = _step(record, there, last) if there else None
        has_file = roadmap == BUILT_IN or (there is not None and (step is None or step.line.fate != "invalid"))
        own = own_text(roadmap, there.file if there else None) if has_file else None
        its = _step(record, own, last, step.text if step else None) if own else None
        found += [each for each in (step, its) if each]
    return found


def _text_of_file(roadmap: str, known: Known | None, record: TextsOnRecord, last: Mapping[str, str]) -> TextHere | None:
    """What stands in its file, or nothing where it has none yet. One that was here and is gone does not come back by itself."""
    if roadmap == BUILT_IN or not record.file.standing:
        return None
    if known is not None:
        return text_of_file(known)
    if key_of(roadmap, own=False) in last:
        return None
    return nothing_yet(roadmap, record.known.get(record.file.hashes[-1], ""))


def _step(record: TextsOnRecord, here: TextHere, last: Mapping[str, str], come: str | None = None) -> TextStep | None:
    """None where nothing is to be done or told. `come` is the text of the roadmap itself, if that comes as well."""
    heads, is_new = record.heads(own=here.own), not here.text and not here.own
    if here.fault:  # `record` has told
        return None
    name = heads.hashes[-1] if is_new else following(heads, here.hash)
    lines = head_lines(heads, (name,), own=here.own)
    line = TextLine(here.roadmap, str(here.file), "new" if is_new else "forward", own=here.own, heads=lines)
    if name == here.hash:
        is_told = last.get(_told(here)) == _said(lines)
        return None if is_told or not lines else TextStep(line._replace(fate="beside"), here)
    text = record.known.get(name)
    if text is None:
        return TextStep(line._replace(fate="invalid", fault="a part of what was recorded of it is not here"), here)
    fault = fault_of(here, text, come)
    return TextStep(line._replace(fate="invalid", fault=fault) if fault else line, here, None if fault else text)


def _taken(step: TextStep) -> TextLine:
    """What stood there is on record, and what comes is as well: nothing of either is lost."""
    if step.text is None:
        return step.line
    try:
        there = step.here.text.encode() if step.here.file.exists() else None
        put(Former(step.here.file, there, is_carried_on=True), step.text)
    except RoadmapError as error:
        return step.line._replace(fate="unwritable", fault=error.sentence)
    return step.line


def _seen(steps: Sequence[TextStep], lines: Sequence[TextLine]) -> Iterator[tuple[str, str]]:
    for step, line in zip(steps, lines, strict=True):
        if step.text is not None and line.fate != "unwritable":
            yield step.here.key, hash_of(step.text)
        if line.heads:
            yield _told(step.here), _said(line.heads)


def _told(here: TextHere) -> str:
    """Under which it is remembered of which texts it was said that they stand beside each other."""
    return f"told/{here.key}"


def _said(lines: Sequence[HeadLine]) -> str:
    return ",".join(sorted(each.hash for each in lines))


def _put_to_use(session: Session, *, begins: bool) -> Named | None:
    """What the learner follows elsewhere, where nothing was chosen here: nobody is taken away from the roadmap that they are on."""
    if settings.given(session.flags)["file"].source != "default":
        return None
    name = session.on(NO_ROADMAP).read(_followed, begins=begins)
    known = roadmaps_here(session).get(name) if name else None
    if known is None or known.roadmap is None or known.file is None:
        return None
    use_by_itself(session, known.file)
    return Named(known.id, known.roadmap.title)


def _followed(workspace: Workspace, *, begins: bool) -> str | None:
    """By the newest event that is no text; the only one where there are none."""
    names = list(workspace.log.roadmaps_of(workspace.user))
    if BUILT_IN in names and not begins:
        return None
    newest = {name: workspace.log.newest(workspace.user, name, NEWEST) for name in names}
    moved = {
        name: max((each.id for each in its if each.kind not in CHANGING), default="") for name, its in newest.items()
    }
    last = max(names, key=lambda name: moved[name], default=None)
    return last if last and (moved[last] or len(names) == 1) else None


def hints(report: TextsReport, *, would: bool = False) -> Iterator[str]:
    """What one should know, and what can be done about it."""
    for line in report.texts:
        what = _name(line.roadmap, own=line.own)
        match line.fate:
            case "new":
                come, way = ("would come", "") if would else ("came", f"; {_way(report, line.roadmap)}")
                yield f"{what} {come} with its progress: {line.file}{way}"
            case "forward":
                come = "would be so here" if would else "is so here now"
                yield f"{what} was changed elsewhere, and {come}: {line.file}"
            case "invalid" | "unwritable":
                kept = "would be kept" if would else "is kept"
                yield f"{what} was changed elsewhere, and that cannot be used here: {line.fault}; it {kept} on record"
            case "beside":
                pass
        yield from beside(line.roadmap, line.heads, would=would)


def _way(report: TextsReport, roadmap: str) -> str:
    is_used = report.put_to_use is not None and report.put_to_use.id == roadmap
    return "it is in use now" if is_used else f"to work on it: roadmap use {roadmap}"


def beside(roadmap: str, heads: Sequence[HeadLine], *, would: bool = False) -> Iterator[str]:
    """Of texts of a roadmap file, of the learner's own changes of it, or of both. What only would come nobody settles on yet."""
    for own in (False, True):
        its = [each for each in heads if each.own == own]
        if its:
            other = next((each for each in reversed(its) if not each.here), its[-1])
            way = "" if would else f"; to settle on one: roadmap use {roadmap}@{other.hash[:SHOWN]}"
            keeps = "would keep" if would else "keeps"
            texts = listed(head_texts(its))
            what = _name(roadmap, own=own)
            yield f"{what} was changed in several ways, and each device {keeps} its own: {texts}{way}"


def _name(roadmap: str, *, own: bool) -> str:
    return f'what you changed in "{roadmap}"' if own else f'the roadmap "{roadmap}"'


def head_texts(heads: Sequence[HeadLine]) -> list[str]:
    """By which people tell each from the others."""
    names = told_apart(head.device for head in heads if head.device)
    return [_head_text(head, names[id_of(head.device)] if head.device else "") for head in heads]


def _head_text(head: HeadLine, device: str) -> str:
    about = [f"of {head.day}"] if head.day else ["as it came"]
    about += [f"on {device}"] if device else []
    return f"{head.hash[:SHOWN]} {' '.join(about)}{' (here)' if head.here else ''}"
