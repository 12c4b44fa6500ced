"""What is done on one roadmap, marked on another that has it too."""

from collections.abc import Sequence

from roadmap_cli.domain.events import PLACEMENT, Event, Fact
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.reports.adopt import AdoptReport, Pair
from roadmap_cli.reports.change import Change, ChangeReport
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.services.workspace import Workspace


def proposal(workspace: Workspace, here: Roadmap, pairs: Sequence[Pair], *, dry_run: bool = False) -> AdoptReport:
    """The workspace is on the other roadmap. `pairs` are of all topics: what is done is decided only here, so that a
    topic never gets another twin because its own is done already.
    """
    there, own = workspace.standing(), workspace._replace(roadmap=here).standing()
    done = [pair for pair in pairs if own.status(pair.topic.id) == "done"]
    new = tuple(pair for pair in done if there.status(pair.twin.id) != "done")
    paired = {pair.topic.id for pair in done}
    return AdoptReport(
        here=Named(here.id, here.title),
        there=Named(workspace.roadmap.id, workspace.roadmap.title),
        pairs=new,
        known=len(done) - len(new),
        unmatched=tuple(
            Named(topic.id, topic.title)
            for topic in here.topics.values()
            if own.status(topic.id) == "done" and topic.id not in paired
        ),
        dry_run=dry_run,
    )


def adopt(workspace: Workspace, here: Roadmap, pairs: Sequence[Pair]) -> ChangeReport:
    """Mark the twins of what is done here as done, each on the day on which it was."""
    before, origin = workspace.standing(), workspace._replace(roadmap=here)
    own = origin.standing().states
    decisions = {event.id: event for event in origin.events("finished")}
    new = proposal(workspace, here, pairs).pairs
    facts = [_fact(decisions[own[pair.topic.id].decided], pair, here) for pair in new]
    if facts:
        workspace.append(facts)
    changes = (
        Change(topic=twin.id, title=twin.title, before=before.status(twin.id), after="done") for _, twin, *_ in new
    )
    totals = workspace.standing().whole
    return ChangeReport(
        command="adopted", day=workspace.today, today=workspace.today, changes=tuple(changes), totals=totals
    )


def _fact(finished: Event, pair: Pair, here: Roadmap) -> Fact:
    """Who knew it before, and spent no time on it here, has spent none there either."""
    reason = finished.data.get("reason")
    said = reason if reason == PLACEMENT else f"the same as {pair.topic.title} in {here.title}"
    return Fact(kind="finished", topic=pair.twin.id, at=finished.at, day=finished.day, data={"reason": said})
