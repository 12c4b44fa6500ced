"""What a foreign file says, before anything is made of it: topics in order, and whatever has no place among them."""

from datetime import date
from typing import Literal, NamedTuple

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.roadmap import Choice, Status

DateOrder = Literal["day-first", "month-first"]
"""How days such as 1/5/2026 are meant in a file."""


class Item(NamedTuple):
    """A topic as somebody else wrote it down; empty text for what the file does not say.

    `place` is `file:line` or another way to find it. `known_as` are its ids in other programs. `requires` names other
    items by their id or title. `evidence` has a title where one is given. `why` is what is said of it.
    `ticks` are criteria, which have no address, and resources that are ticked. `notes` are what the learner wrote below it,
    `formerly` the titles under which an older version took it in. `criteria` say how one knows that it is learned.
    `phase_id` and `module_id` are what its phase and module were called by in a roadmap. `option` is the id of one of the
    choices of the outline; `requires_option` are prerequisites that hold only under an option, each after it.
    """

    place: str
    title: str
    phase: str = ""
    module: str = ""
    id: str = ""
    hours: float | None = None
    status: Status = "todo"
    requires: tuple[str, ...] = ()
    resources: tuple[Resource, ...] = ()
    known_as: tuple[str, ...] = ()
    started: date | None = None
    finished: date | None = None
    minutes: int = 0
    evidence: tuple[Resource, ...] = ()
    why: str = ""
    ticks: tuple[Resource, ...] = ()
    notes: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    phase_id: str = ""
    module_id: str = ""
    option: str = ""
    stretch: bool = False
    requires_option: tuple[tuple[str, str], ...] = ()


class Unplaced(NamedTuple):
    """Something in the file that becomes nothing, and why."""

    place: str
    text: str
    why: str


class Outline(NamedTuple):
    """`inferred` says that phases and modules were guessed, and from what; empty where the file names them.

    `defines` is False for a file that only says how far somebody is, on a roadmap that is told elsewhere. `rules` say how
    words became numbers, where that is not plain. `former_title` is what an older version took for the title.
    """

    title: str
    items: tuple[Item, ...]
    unplaced: tuple[Unplaced, ...] = ()
    inferred: str = ""
    defines: bool = True
    rules: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    former_title: str = ""
