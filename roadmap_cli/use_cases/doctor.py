"""The record and all that it stands on, looked at from every room. What is faulty is a finding, and stops nothing."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from platform import machine, python_version, release, system

from roadmap_cli import __version__, settings
from roadmap_cli.domain.phrasing import count, listed
from roadmap_cli.domain.roadmap import BUILT_IN
from roadmap_cli.errors import RoadmapError
from roadmap_cli.files import as_typed
from roadmap_cli.reports.database import KEEP_APART
from roadmap_cli.reports.doctor import Area, DoctorReport, Finding, RescueReport, remark, sound, wrong
from roadmap_cli.services import cohort
from roadmap_cli.settings import folders
from roadmap_cli.storage import doctor as record
from roadmap_cli.storage import is_file
from roadmap_cli.storage.mend import mend
from roadmap_cli.storage.rescue import rescue as save
from roadmap_cli.use_cases.database import shared_by
from roadmap_cli.use_cases.output import assert_no_record
from roadmap_cli.use_cases.session import Session

UNTOUCHED = {"about.json", ".lock"}
"""What stands beside a draft."""
DERIVED = {"database", "progress", "version"}
"""Where these are sound, nothing is written by who reads."""
Scopes = Iterable[tuple[str, str]]


def doctor(session: Session, faults: Sequence[Finding], here: Iterable[Finding], *, fix: bool) -> DoctorReport:
    """`faults` are those of `steady`; `here` is what the command line knows of the terminal that it runs in."""
    fixed, unfixed = _fixed(session) if fix else ((), ())
    database, examined = session.settings.database, _examined(session)
    is_derived_sound = all(each.severity == "sound" for each in examined.findings if each.area in DERIVED)
    findings = (
        *examined.findings,
        *(_summaries(session, examined.scopes) if is_derived_sound else ()),
        *unfixed,
        *_shared(session),
        *_roadmaps(session, examined.scopes),
        *_drafts(),
        *faults,
        *([] if faults else [_settings(session)]),
        *here,
        _program(),
    )
    sound = all(each.severity != "wrong" for each in findings)
    advised = tuple(each._replace(todo=session.advice(each.todo)) for each in findings)
    return DoctorReport(database=record.shown(database), sound=sound, findings=advised, fixed=fixed)


def rescue(session: Session, new: Path) -> RescueReport:
    """Raises CannotBeDone, and DatabaseUnusable where nothing can be read."""
    steady(session)
    if not new.exists():  # it writes over nothing, whatever that is
        assert_no_record(session, new)
    return save(session.settings.database, new)


def steady(session: Session) -> list[Finding]:
    """See that there are settings: where config.toml or a variable is faulty, those without it. Raises WrongUsage."""
    findings: list[Finding] = []
    try:
        _ = session.settings
    except RoadmapError as error:
        findings.append(_fault("settings", error, f"mend it, or take it out: {folders.config_file()}"))
    else:
        return findings
    for environment in (os.environ, {"LOGNAME": os.environ.get("LOGNAME", "")}):
        try:
            session.settings = settings.without_config(session.flags, environment)
        except RoadmapError as error:
            if environment is not os.environ:
                raise
            findings[:] = [_fault("settings", error, "")]
        else:
            break
    return findings


def _fault(area: Area, error: RoadmapError, todo: str) -> Finding:
    return wrong(area, error.sentence.partition("\n")[0], error.hint or todo)


def _fixed(session: Session) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """What was done, and what kept the rest from being done."""
    done: list[str] = []
    database = session.settings.database
    private = (folders.roadmaps_folder(), folders.drafts_folder(), folders.config_file().parent)
    try:
        done.extend(mend(database, session.guard, session.now, private))
        done.extend(_made_anew(session, _examined(session).scopes))
    except RoadmapError as error:
        return tuple(done), (wrong("database", error.sentence, error.hint),)
    return tuple(done), ()


def _examined(session: Session) -> record.Examined:
    return record.examine(session.settings.database, session.guard, session.now, session.settings.user)


def _shared(session: Session) -> Iterator[Finding]:
    with suppress(RoadmapError):
        if program := shared_by(session):
            yield remark(
                "database", f"it lies in a folder that is shared by {program}, which can damage it", KEEP_APART
            )


def _roadmaps(session: Session, scopes: Scopes) -> Iterator[Finding]:
    used = session.settings.file
    try:
        roadmap = session.load(used).roadmap
    except RoadmapError as error:
        yield _fault("roadmaps", error, f"see: roadmap check {as_typed(used)}" if used else "")
        names = {used.stem} if used else set()
    else:
        names = {roadmap.id}
        what = f"in use: {roadmap.title}, {count(len(roadmap.topics), 'topic')}"
        yield sound("roadmaps", f"{what}, {used or 'built in'}")
    known: dict[str, Path | None] = {}
    with suppress(RoadmapError):
        known = settings.known_roadmaps()
    yield from _moved(known)
    yield from _nameless({*names, *known, BUILT_IN}, scopes)
    yield from _arriving()


def _summaries(session: Session, scopes: Scopes) -> Iterator[Finding]:
    """What mentors read, against the record: of everybody, or on a server of the user alone."""
    differing = _differing(session, scopes)
    if differing:
        what = f"what mentors see differs from what is recorded: {listed(differing)}"
        yield wrong("progress", what, "make it anew: roadmap doctor --fix")


def _made_anew(session: Session, scopes: Scopes) -> Iterator[str]:
    differing = _differing(session, scopes)
    if differing:
        _unnoticed(session).write(cohort.make, differing)
        yield f"made anew what mentors see: {listed(differing)}"


def _differing(session: Session, scopes: Scopes) -> list[str]:
    with suppress(RoadmapError):  # of the roadmap it is told elsewhere
        is_mine = session.settings.user if not is_file(session.settings.database) else None
        here = [user for user, roadmap in scopes if roadmap == session.roadmap.id and is_mine in {None, user}]
        return _unnoticed(session).read(cohort.differing, here) if here else []
    return []


def _unnoticed(session: Session) -> Session:
    """Nobody is greeted who only looks."""
    here = session.on(session.roadmap)
    here.greets = False
    return here


def _moved(known: dict[str, Path | None]) -> Iterator[Finding]:
    gone = [f"{name} ({file})" for name, file in known.items() if file and not file.is_file()]
    if gone:
        todo = "put it back, or say where it is now: roadmap use FILE"
        yield remark("roadmaps", f"remembered, and not there any more: {listed(gone)}", todo)


def _nameless(names: set[str], scopes: Scopes) -> Iterator[Finding]:
    """Roadmaps with progress, of which no definition is here."""
    lost = sorted({roadmap for _, roadmap in scopes} - names)
    if lost:
        todo = "the progress is kept; to go on with it: roadmap use FILE"
        yield remark("roadmaps", f"progress without a roadmap file: {listed(lost)}", todo)


def _arriving() -> Iterator[Finding]:
    file = folders.arriving_file()
    if file.exists():
        what = f"an import was stopped half way: {file}"
        yield remark("roadmaps", what, "the next command finishes it, or says what it waits for")


def _drafts() -> list[Finding]:
    """Of texts that were typed and are in no record."""
    folder = folders.drafts_folder()
    files = [each for each in sorted(folder.rglob("*")) if each.is_file() and each.name not in UNTOUCHED]
    if not files:
        return [sound("drafts", "all that was typed is recorded")]
    what = f"{count(len(files), 'text')} typed, and in no record: {listed([str(each) for each in files], 3)}"
    return [remark("drafts", what, "go on with a note: roadmap note --resume; or delete the file")]


def _settings(session: Session) -> Finding:
    given = settings.given(session.flags)
    own = [f"{key} ({each.source})" for key, each in given.items() if each.source != "default" and key in settings.KEYS]
    remarks: tuple[str, ...] = session.settings.remarks
    what = f"{count(len(own), 'setting')} of your own: {listed(own)}" if own else "as they come"
    if remarks:
        return remark("settings", f"{what}; {'; '.join(remarks)}", f"see: {folders.config_file()}")
    return sound("settings", what)


def _program() -> Finding:
    """For a report of a fault."""
    machinery = f"{system()} {release().partition('-')[0]} {machine()}"
    what = f"roadmap {__version__}, Python {python_version()}, SQLite {record.VERSION}, {machinery}"
    return sound("program", what)
