"""The roadmap in use."""

from typing import NamedTuple

from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.topic_line import Named


class UseReport(NamedTuple):
    """The roadmap that is in use from now on; with `settled` the text of it that counts, by its hash."""

    roadmap: Named
    totals: Totals
    settled: str | None = None
