"""The roadmap in use."""

from typing import NamedTuple

from roadmap_cli.domain.standing import Totals
from roadmap_cli.reports.topic_line import Named


class UseReport(NamedTuple):
    """The roadmap that is in use from now on."""

    roadmap: Named
    totals: Totals
