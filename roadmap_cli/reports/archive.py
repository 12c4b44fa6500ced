"""A history on its way out, or in."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from roadmap_cli.domain.later_event import AnyEvent
from roadmap_cli.domain.progress import State
from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.topic_line import Named

Fate = Literal["new", "known", "aside", "invalid"]
"""What becomes of a text that came with an archive: it is new here, it is here already, another one is here and stays so
that it is kept beside that, or nobody could use it, and it is kept as a file all the same.
"""


class HiredCounts(NamedTuple):
    """What is new towards being hired. A mock is one that counts as such."""

    projects: int = 0
    stories: int = 0
    mocks: int = 0
    applications: int = 0


class KeptText(NamedTuple):
    """A roadmap file, or a learner's own changes of a roadmap, that came in. `fault` says why it cannot be used."""

    fate: Fate
    file: str
    fault: str = ""


class ArrivedRoadmap(NamedTuple):
    """What came in on one roadmap. Without `totals` no file of it is here that could say what its topics are."""

    roadmap: Named
    new_events: int
    known_events: int
    done: tuple[Named, ...] = ()
    unknown: tuple[str, ...] = ()
    totals: Totals | None = None
    definition: KeptText | None = None
    own: KeptText | None = None


class ImportReport(NamedTuple):
    """`totals` are those of the roadmap in use, all else is of every roadmap that came; `put_to_use` is the one that is in
    use from now on, where none was chosen here before.
    """

    new_events: int
    known_events: int
    done: tuple[Named, ...]
    unknown: tuple[str, ...]
    totals: Totals
    user: str
    dry_run: bool = False
    hired: HiredCounts = HiredCounts()
    roadmaps: tuple[ArrivedRoadmap, ...] = ()
    put_to_use: Named | None = None


ARCHIVE_FORMAT = "roadmap-progress"
"""By which an archive is known when it comes back."""


class ArchivedText(NamedTuple):
    """A roadmap file as it travels: under its id, so that no name of a folder or a person goes with it. `origin` is where
    it was fetched from, if it was; `imported` is what it was before a hand edited it, if it was made of another file.
    """

    file: str
    text: str
    origin: Mapping[str, str] | None = None
    imported: str | None = None


class Archive(NamedTuple):
    """The whole history of one learner on one roadmap, the state it adds up to, without days, and what is needed to go on
    with it elsewhere. The title is empty where no file of it is here. The events come one after the other out of the log,
    once, for as long as that is open.
    """

    roadmap: Named
    user: str
    events: Iterable[AnyEvent]
    state: State
    definition: ArchivedText | None = None
    own: str | None = None


class WholeArchive(NamedTuple):
    """Everything of one learner, in the order of ids. Nothing is in use in one that is narrowed to a part."""

    user: str
    in_use: str | None
    roadmaps: tuple[Archive, ...]
