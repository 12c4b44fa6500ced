"""What start, done, skip and reset have in common."""

from collections.abc import Collection, Sequence
from typing import Annotated

import typer

from roadmap_cli.cli import completion
from roadmap_cli.cli.arguments import day_given
from roadmap_cli.cli.screen import hint, show_done
from roadmap_cli.cli.topics import id_for, topic_meant
from roadmap_cli.domain.events import StatusKind
from roadmap_cli.domain.lookup import find_topics
from roadmap_cli.domain.phrasing import listed
from roadmap_cli.domain.roadmap import UNFINISHED, Status
from roadmap_cli.reports.change import ChangeReport, Gap
from roadmap_cli.services import mark as service
from roadmap_cli.use_cases.session import Session

Topics = Annotated[
    list[str],
    typer.Argument(
        metavar="TOPIC...",
        help="Ids, their beginnings, words of titles, or numbers of the last list.",
        autocompletion=completion.topics,
    ),
]
MOST_MISSING = 4
"""Prerequisites that are named; the rest is counted."""
TopicsOrNone = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[TOPIC]...",
        help="Ids, their beginnings, words of titles, or numbers of the last list.",
        autocompletion=completion.topics,
    ),
]
TO_DO: frozenset[Status] = frozenset({"todo"})
_QUESTIONS: dict[StatusKind, tuple[str, Collection[Status]]] = {
    "started": ("Which topic do you begin?", TO_DO),
    "finished": ("Which topic is done?", UNFINISHED),
}
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")]


def mark(
    session: Session,
    kind: StatusKind,
    topics: Sequence[str] | None,
    on: str | None,
    *,
    confidence: int | None = None,
    dry_run: bool,
) -> ChangeReport:
    day = day_given(on, session)
    meant = None if topics else topic_meant(session, *_QUESTIONS[kind])
    names = [id_for(session, each, to_mark=True) for each in topics or ()]
    found = [meant.topic] if meant else find_topics(session.roadmap, names)
    run = session.read if dry_run else session.write
    report = run(service.mark, kind, found, day, confidence=confidence, dry_run=dry_run)
    report = report._replace(assumed=bool(meant and meant.assumed))
    from roadmap_cli.views.change import render

    show_done(session, render, report)
    for gap in report.gaps:
        hint_gap(gap)
    for topic in report.unproven:
        hint(f"show what you made: roadmap link {topic.id} URL --proves")
    if on and report.unchanged:
        hint(f"a day is corrected with: roadmap edit {report.unchanged[0].topic}")
    return report


def hint_gap(gap: Gap) -> None:
    missing = listed([each.title for each in gap.missing], MOST_MISSING)
    hint(f"{gap.topic.title} stands on what is not done yet: {missing}")
