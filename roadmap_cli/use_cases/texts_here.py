"""What stands in roadmap files on this machine, and in the files of a learner's own changes."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from roadmap_cli.definition.forms import is_markdown_form
from roadmap_cli.domain.redefinition import MOST_TEXT, hash_of
from roadmap_cli.domain.roadmap import BUILT_IN, NO_ROADMAP
from roadmap_cli.errors import InvalidFile
from roadmap_cli.reports.roadmaps import Known
from roadmap_cli.settings import folders
from roadmap_cli.use_cases.archive import own_roadmaps
from roadmap_cli.use_cases.last_text import key_of, last_texts
from roadmap_cli.use_cases.library import place_for
from roadmap_cli.use_cases.redefine import content_of
from roadmap_cli.use_cases.roadmap_file import anywhere
from roadmap_cli.use_cases.session import Session
from roadmap_cli.use_cases.valid_text import laid_over, plain, validated

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
        return key_of(self.roadmap, own=self.own)

    @property
    def hash(self) -> str:
        return hash_of(self.text)


def last_here(session: Session) -> dict[str, str]:
    return last_texts(anywhere(session.settings.database), session.settings.user)


def roadmaps_here(session: Session) -> dict[str, Known]:
    """By their ids those that are a file, of two with one id that in use; nothing is said of them."""
    quiet = session.on(NO_ROADMAP)
    quiet.greets = False
    return {each.id: each for each in reversed(own_roadmaps(quiet)) if each.id != BUILT_IN and each.file}


def texts_here(known: Mapping[str, Known]) -> Iterator[TextHere]:
    yield from map(text_of_file, known.values())
    yield from filter(None, (own_text(each.id, each.file) for each in known.values()))
    yield from filter(None, [own_text(BUILT_IN, None)])


def with_hashes(known: Known) -> Known:
    """Those of its texts."""
    texts = [text_of_file(known)] if known.file else []
    texts += filter(None, [own_text(known.id, known.file)])
    return known._replace(hashes=frozenset(each.hash for each in texts))


def text_of_file(known: Known) -> TextHere:
    """Of a roadmap that is a file."""
    return _checked(TextHere(known.id, known.file or Path(), own=False, fault=known.fault))


def nothing_yet(roadmap: str, text: str) -> TextHere:
    """Where a text comes to stand of a roadmap that has no file here."""
    return TextHere(roadmap, place_for(roadmap, ".md" if is_markdown_form(plain(text)) else ".toml"), own=False)


def fault_of(here: TextHere, text: str, come: str | None = None) -> str:
    """What is wrong with a text in the place of what stands here. `come` is that of the roadmap itself, if that comes as well."""
    if here.own:
        return laid_over(text, here.file.name, come, here.base)[1]
    return validated(here.roadmap, text, here.file.name)[1]


def own_text(roadmap: str, file: Path | None) -> TextHere | None:
    """Of the learner's own changes, an empty one where there are none; None for a file that one edits itself."""
    place = folders.own_changes(file)
    if place is None:
        return None
    here = _checked(TextHere(roadmap, place, own=True, base=file))
    if here.fault or not here.text:
        return here
    return here._replace(fault=laid_over(here.text, str(place), None, file)[1])


def _checked(here: TextHere) -> TextHere:
    try:
        text = (content_of(here.file) or b"").decode()
    except InvalidFile as error:
        return here._replace(fault=error.sentence)
    return here._replace(text=text, fault=here.fault or (f"{here.file} {TOO_LARGE}" if len(text) > MOST_TEXT else ""))
