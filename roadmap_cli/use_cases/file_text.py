"""A text that stands in a roadmap file, or in that of a learner's own changes: what a list of roadmaps needs, and no more."""

from pathlib import Path
from typing import NamedTuple

from roadmap_cli.domain.redefinition import MOST_TEXT, hash_of
from roadmap_cli.errors import InvalidFile
from roadmap_cli.files import content_of
from roadmap_cli.reports.roadmaps import Known
from roadmap_cli.settings import folders

TOO_LARGE = f"is larger than {MOST_TEXT // 2**20} MiB"


class TextHere(NamedTuple):
    """What stands in a file. With a `fault` it can be no roadmap, or is too large to travel. The learner's `own` changes are laid
    over what stands in `base`, None for the built-in roadmap.
    """

    roadmap: str
    file: Path
    own: bool
    text: str = ""
    fault: str = ""
    base: Path | None = None

    @property
    def key(self) -> str:
        from roadmap_cli.use_cases.last_text import key_of

        return key_of(self.roadmap, own=self.own)

    @property
    def hash(self) -> str:
        return hash_of(self.text)


def with_hashes(known: Known) -> Known:
    """Those of its texts."""
    texts = [text_of_file(known)] if known.file else []
    texts += filter(None, [own_text(known.id, known.file)])
    return known._replace(hashes=frozenset(each.hash for each in texts))


def text_of_file(known: Known) -> TextHere:
    """Of a roadmap that is a file."""
    return _checked(TextHere(known.id, known.file or Path(), own=False, fault=known.fault))


def own_text(roadmap: str, file: Path | None) -> TextHere | None:
    """Of the learner's own changes, an empty one where there are none; None for a file that one edits itself."""
    place = folders.own_changes(file)
    if place is None:
        return None
    here = _checked(TextHere(roadmap, place, own=True, base=file))
    if here.fault or not here.text:
        return here
    from roadmap_cli.use_cases.valid_text import laid_over

    return here._replace(fault=laid_over(here.text, str(place), None, file)[1])


def _checked(here: TextHere) -> TextHere:
    try:
        text = (content_of(here.file) or b"").decode()
    except InvalidFile as error:
        return here._replace(fault=error.sentence)
    return here._replace(text=text, fault=here.fault or (f"{here.file} {TOO_LARGE}" if len(text) > MOST_TEXT else ""))
