"""What is the same on two roadmaps."""

from typing import Literal, NamedTuple

from roadmap_cli.reports.topic_line import Named


class Titled(NamedTuple):
    """A topic, and every id under which it is or was known, here and in other programs."""

    topic: Named
    ids: frozenset[str]


class Pair(NamedTuple):
    """A topic of one roadmap and its twin in another, known by an `id` that they share or by a like `title`; `score` is
    from 0 to 100.
    """

    topic: Named
    twin: Named
    score: float
    by: Literal["id", "title"]


class AdoptReport(NamedTuple):
    """Of the topics done `here`: the `pairs` whose twin is to be marked as done `there`, how many twins are `known` as
    done there already, and those that are `unmatched`. `marked` says that it was written.
    """

    here: Named
    there: Named
    pairs: tuple[Pair, ...]
    known: int
    unmatched: tuple[Named, ...]
    dry_run: bool = False
    marked: bool = False
