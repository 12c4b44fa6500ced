"""A roadmap beside what its file says by now."""

from typing import Literal, NamedTuple

from roadmap_cli.domain.phrasing import count, in_words
from roadmap_cli.reports.topic_line import Named

ONLY_WORDING = "no topic is another, only the wording of the file"
"""Its comments, or the order in a line: no command would say anything else."""


class FieldChange(NamedTuple):
    """Of what can be said in a few words; of texts only that they changed."""

    field: str
    before: str | None = None
    after: str | None = None


class ChangedTopic(NamedTuple):
    id: str
    title: str
    changes: tuple[FieldChange, ...]


class RenamedTopic(NamedTuple):
    """Its progress goes along."""

    id: str
    title: str
    former_id: str


class MergedTopic(NamedTuple):
    """It takes the place of several, and is done once all of them are."""

    id: str
    title: str
    former_ids: tuple[str, ...]


class RemovedTopic(NamedTuple):
    """`has_progress` says whether anything is recorded on it, which stays on record."""

    id: str
    title: str
    has_progress: bool


class DefinitionDifference(NamedTuple):
    """`besides` names what changed that is no topic."""

    added: tuple[Named, ...]
    removed: tuple[RemovedTopic, ...]
    renamed: tuple[RenamedTopic, ...]
    changed: tuple[ChangedTopic, ...]
    besides: tuple[str, ...]
    hours_before: float
    hours_after: float
    merged: tuple[MergedTopic, ...] = ()

    @property
    def in_short(self) -> str:
        counts = (
            (len(self.added), "more"),
            (len(self.removed), "fewer"),
            (len(self.renamed), "renamed"),
            (sum(len(each.former_ids) for each in self.merged), f"merged into {in_words(len(self.merged))}"),
            (len(self.changed), "changed"),
        )
        topics = [f"{count(number, 'topic')} {how}" for number, how in counts if number]
        return "; ".join(filter(None, [", ".join(topics), *self.besides])) or ONLY_WORDING


class UpdateReport(NamedTuple):
    """A copy beside the file at its address. `edited` says whether the copy was changed here since it came; then `former`
    is where that is kept. `lines` are those of the texts, where they were asked for.
    """

    roadmap: Named
    address: str
    file: str
    state: Literal["same", "newer", "updated"]
    difference: DefinitionDifference | None = None
    edited: bool = False
    former: str | None = None
    lines: tuple[str, ...] = ()
    dry_run: bool = False


class UpdatesReport(NamedTuple):
    updates: tuple[UpdateReport, ...]
