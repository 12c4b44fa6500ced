"""The library: roadmap files that are kept as they came."""

from typing import Literal, NamedTuple

from roadmap_cli.reports.topic_line import Named
from roadmap_cli.reports.update import DefinitionDifference


class KeptReport(NamedTuple):
    """What became of a roadmap file that was offered. It is `kept` in `file`; `former` is where the text is that stood
    there before. `source` is the file or address that it came from, `named` that the name stays that of `file`, which is
    no copy. A `difference` is there where it takes the place of another.
    """

    roadmap: Named
    source: str
    file: str
    state: Literal["new", "known", "named", "replaced"]
    phases: int
    modules: int
    topics: int
    former: str | None = None
    difference: DefinitionDifference | None = None
    version: str | None = None
    author: str | None = None
    licence: str | None = None
    dry_run: bool = False

    @property
    def writes(self) -> bool:
        return self.state in {"new", "replaced"}


class RemovedReport(NamedTuple):
    """A `copy` goes out of the library, and lies in `aside` then; `address` is where it was fetched from. Of another `file`
    only the name is forgotten. `touched` counts the topics with progress, which stays.
    """

    roadmap: Named
    file: str
    copy: bool
    touched: int
    address: str | None = None
    aside: str | None = None
    dry_run: bool = False
