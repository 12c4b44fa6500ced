"""A roadmap that is made of a file again: brought together with what a hand has edited, and what that changes."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from roadmap_cli.definition import writer
from roadmap_cli.definition.document import Table, values_of
from roadmap_cli.definition.merge import Conflict, Side, Sides, Stand, topics_of
from roadmap_cli.errors import CannotBeDone
from roadmap_cli.reports.import_ import GrownLine, RenamedLine
from roadmap_cli.reports.topic_line import Named
from roadmap_cli.use_cases.roadmap_file import Former

if TYPE_CHECKING:  # what edits TOML is loaded where a roadmap is made again
    from roadmap_cli.definition.merged_text import MergedText


class MadeText(NamedTuple):
    """A text and what it says; `staying` are topics that the file names no longer and that stay."""

    text: str
    document: Table
    staying: tuple[str, ...] = ()


class Settling(NamedTuple):
    """Whose value counts where a hand and the file have both changed it: for all, or by topic and key."""

    everywhere: Side | None = None
    single: Sides = MappingProxyType({})


class HasConflicts(CannotBeDone):
    """A hand and the file have both changed something: nothing is written until that is settled."""

    def __init__(self, former: Former, file: Path, conflicts: tuple[Conflict, ...]) -> None:
        lines = [f"  {each.title}, {each.key}: {each.mine} / {each.theirs}" for each in conflicts]
        first = f"{former.path} was edited since it was imported, and {file} says otherwise (yours / theirs):"
        hint = "take yours with --mine or theirs with --theirs; --force takes nothing but theirs"
        super().__init__("\n".join([first, *lines]), hint)
        self.conflicts = conflicts


def merged(former: Former, base: str | None, made: MadeText, settling: Settling, file: Path) -> MadeText:
    """Raises HasConflicts, and InvalidFile where all of it together is no valid roadmap."""
    result = together(former, values_of(base) if base else None, made.document, settling, file)
    is_so = result.text == former.text and made.text == base  # else it has to be known what was settled
    text = result.text if is_so else writer.as_imported(result.text, made.text)
    return MadeText(text, values_of(text), result.staying)


def together(former: Former, base: Table | None, theirs: Table, settling: Settling, file: Path) -> "MergedText":
    from roadmap_cli.definition.merged_text import bring_together

    name = str(former.path)
    result = bring_together(base, former.text, theirs, settling.single, name)
    if result.conflicts and settling.everywhere:
        sides = {**dict.fromkeys((each.place for each in result.conflicts), settling.everywhere), **settling.single}
        result = bring_together(base, former.text, theirs, sides, name)
    if result.conflicts:
        raise HasConflicts(former, file, result.conflicts)
    return result


def grown(former: Former, made: MadeText) -> GrownLine | None:
    """What changes of a roadmap that is there."""
    if former.roadmap is None:
        return None
    before, after = (topics_of(each) for each in (values_of(former.text), made.document))
    both = [(key, before[key].table, each.table) for key, each in after.items() if key in before]
    renamed = tuple(
        RenamedLine(id=key, title=new["title"], before=old["title"])
        for key, old, new in both
        if old["title"] != new["title"]
    )
    told = {each.id for each in renamed}
    return GrownLine(
        added=_names(after, [key for key in after if key not in before]),
        renamed=renamed,
        changed=_names(after, [key for key, old, new in both if old != new and key not in told]),
        removed=_names(before, [key for key in before if key not in after]),
        staying=_names(after, made.staying),
    )


def _names(topics: Mapping[str, Stand], ids: Iterable[str]) -> tuple[Named, ...]:
    return tuple(Named(key, topics[key].table["title"]) for key in ids)
