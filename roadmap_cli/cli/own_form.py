"""A roadmap file in the program's own form, taken into the library: shown, agreed to, kept."""

import shlex
from pathlib import Path

from roadmap_cli.cli.at_hand import AtHand, at_hand
from roadmap_cli.cli.screen import confirmed, has_terminal, hint, recorded, show, show_done, show_json
from roadmap_cli.errors import InvalidFile
from roadmap_cli.files import STANDARD_INPUT
from roadmap_cli.reports.library import KeptReport
from roadmap_cli.use_cases.find_roadmap import is_same
from roadmap_cli.use_cases.session import Session


def bring_in(session: Session, given: AtHand, *, force: bool, dry_run: bool, yes: bool, as_json: bool) -> None:
    """Raises CannotBeDone and InvalidFile; then nothing was written."""
    from roadmap_cli.use_cases.offer import carry_out, decide, offer_of, report_of
    from roadmap_cli.views.library import render

    offer = offer_of(given.file, given.source, given.provenance)
    placing = decide(session, offer, force=force)
    report = report_of(session, offer, placing, dry_run=dry_run)
    writes = report.writes and not dry_run
    asks = has_terminal() and not (yes or as_json or given.file is STANDARD_INPUT)
    if writes and asks:
        show(session, render, report)
        if not confirmed("Keep a copy of this?"):
            return
    if writes:
        beside = carry_out(session, offer, placing, force=force)
        report = report._replace(former=str(beside) if beside else None)
    if as_json:
        with recorded():
            show_json(report)
    else:
        (show_done if writes else show)(session, render, report, brief=writes and asks)
    _say_what_next(session, given, report, writes=writes)


def kept_from(session: Session, address: str, *, yes: bool) -> str:
    """The name of a roadmap that is fetched and kept, or was. Raises CannotBeDone and InvalidFile."""
    from roadmap_cli.use_cases.offer import carry_out, decide, is_own_text, offer_of

    with at_hand(session, address, yes=yes) as given:
        if given.file.suffix != ".toml" and not is_own_text(given.file.read_bytes()):
            sentence = f"{given.source} is no roadmap file"
            raise InvalidFile(sentence, f"a list or a table becomes one: roadmap import {shlex.quote(given.source)}")
        offer = offer_of(given.file, given.source, given.provenance)
        placing = decide(session, offer, force=False)
        is_new, name = placing.state == "new", offer.definition.roadmap.id
        if is_new:
            carry_out(session, offer, placing, force=False)
    if is_new:
        hint(f"kept as a copy: {placing.place}; what changes there comes with: roadmap update {name}")
    return name


def _say_what_next(session: Session, given: AtHand, report: KeptReport, *, writes: bool) -> None:
    if writes and given.provenance is None and given.file is not STANDARD_INPUT:
        file = shlex.quote(given.source)
        hint(
            f"what is changed in {given.source} does not change the copy; to follow the file itself: roadmap use {file}"
        )
    if writes and given.provenance:
        hint(f"what changes there comes with: roadmap update {report.roadmap.id}")
    if not (report.dry_run or is_same(Path(report.file), session.settings.file)):
        hint(f"to work on it: roadmap use {report.roadmap.id}")
