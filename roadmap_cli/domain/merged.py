"""What several topics add up to that a later edition of a roadmap made one of.

What was said of the one topic was said of each that it took the place of: of every one the later word counts, as it does where
a topic got another id. So a mark on the one overrules older marks on the others, and one that comes later, from a device with
the older edition, counts for that part alone. It is a function of what is recorded, whatever came first.
"""

from collections.abc import Collection, Sequence
from functools import reduce

from roadmap_cli.domain.progress import TopicState, join
from roadmap_cli.domain.roadmap import SETTLED, Status


def merge(own: TopicState, parts: Sequence[TopicState]) -> TopicState:
    """`own` is what is recorded on the topic by its own id. There is a part for each topic of before, one of which nothing is
    recorded as well. Minutes, notes, links and ticks add up.
    """
    each = [join(part, own) for part in parts]
    status = status_of({part.status for part in each})
    said = [part for part in each if part.status == status] or each
    starts = [part.started_at for part in each if part.started_at]
    ends = [part.finished_at for part in said if part.finished_at]
    return reduce(join, parts, own)._replace(
        topic=own.topic,
        status=status,
        decided=max(part.decided for part in said),
        started_at=None if status == "todo" else min(starts, default=None),
        finished_at=max(ends, default=None) if status == "done" else None,
        placed=status == "done" and all(part.placed for part in said),
    )


def status_of(parts: Collection[Status]) -> Status:
    """Done where all of it is, or was left out, and not all was left out; begun where any is."""
    if SETTLED.issuperset(parts):
        return "done" if "done" in parts else "skipped"
    return "todo" if {"todo", "skipped"}.issuperset(parts) else "doing"
