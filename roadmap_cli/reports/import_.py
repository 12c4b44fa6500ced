"""What a file of another program brings: to a roadmap, or as one."""

from typing import Literal, NamedTuple

from roadmap_cli.domain.outline import Unplaced
from roadmap_cli.domain.roadmap import Status
from roadmap_cli.reports.topic_line import Named

ImportFormat = Literal[
    "roadmap",
    "archive",
    "roadmap.sh",
    "roadmap.sh-progress",
    "roadmap.sh-content",
    "markdown",
    "csv",
    "todotxt",
    "course",
    "exercism",
    "taskwarrior",
    "trello",
    "opml",
    "org",
    "lines",
]


class DefinitionLine(NamedTuple):
    """The roadmap file that is made of it; not `new` is one that an earlier import made, brought up to date. `estimated`
    counts the topics of which the file says how many hours they take.
    """

    file: str
    phases: int
    modules: int
    topics: int
    estimated: int
    new: bool


class RenamedLine(NamedTuple):
    """A topic that goes by another title now and keeps its progress."""

    id: str
    title: str
    before: str


class GrownLine(NamedTuple):
    """What an import changes of a roadmap that was imported before. `staying` are topics that the file names no longer, and
    that stay because a hand has edited them or made others stand on them.
    """

    added: tuple[Named, ...]
    renamed: tuple[RenamedLine, ...]
    changed: tuple[Named, ...]
    removed: tuple[Named, ...]
    staying: tuple[Named, ...]


class GoneLine(NamedTuple):
    """A topic that the file named before and names no longer, with what is recorded on it."""

    id: str
    title: str
    status: Status
    minutes: int


class ForeignFile(NamedTuple):
    """`inferred` says what of the structure was guessed, `rules` how words became numbers, `in_use` whether it went to the
    roadmap in use.
    """

    file: str
    format: ImportFormat
    in_use: bool
    inferred: str = ""
    definition: DefinitionLine | None = None
    rules: tuple[str, ...] = ()


class TakenInReport(NamedTuple):
    """Topics by what they become. `known` are those of which the file says nothing new, `minutes`, `links`, `ticks` and `notes`
    are what is recorded besides. `gone` are those with a record that leave the roadmap.
    """

    roadmap: Named
    user: str
    origin: ForeignFile
    done: tuple[Named, ...]
    doing: tuple[Named, ...]
    skipped: tuple[Named, ...]
    minutes: int
    links: int
    known: int
    ticks: int = 0
    notes: int = 0
    gone: tuple[GoneLine, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    dry_run: bool = False
    grown: GrownLine | None = None

    @property
    def has_progress(self) -> bool:
        return bool(self.done or self.doing or self.skipped or self.minutes or self.links or self.ticks or self.notes)

    @property
    def is_new(self) -> bool:
        """Whether anything is to be written."""
        return self.has_progress or self.origin.definition is not None
