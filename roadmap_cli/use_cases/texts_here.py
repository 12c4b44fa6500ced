"""What stands in roadmap files on this machine, and in the files of a learner's own changes."""

from collections.abc import Iterator, Mapping

from roadmap_cli.definition.forms import is_markdown_form
from roadmap_cli.domain.roadmap import BUILT_IN, NO_ROADMAP
from roadmap_cli.files import plain
from roadmap_cli.reports.roadmaps import Known
from roadmap_cli.use_cases.archive import own_roadmaps
from roadmap_cli.use_cases.file_text import TextHere, own_text, text_of_file
from roadmap_cli.use_cases.last_text import last_texts
from roadmap_cli.use_cases.library import place_for
from roadmap_cli.use_cases.roadmap_file import anywhere
from roadmap_cli.use_cases.session import Session
from roadmap_cli.use_cases.valid_text import laid_over, validated


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


def nothing_yet(roadmap: str, text: str) -> TextHere:
    """Where a text comes to stand of a roadmap that has no file here."""
    return TextHere(roadmap, place_for(roadmap, ".md" if is_markdown_form(plain(text)) else ".toml"), own=False)


def fault_of(here: TextHere, text: str, come: str | None = None) -> str:
    """What is wrong with a text in the place of what stands here. `come` is that of the roadmap itself, if that comes as well."""
    if here.own:
        return laid_over(text, here.file.name, come, here.base)[1]
    return validated(here.roadmap, text, here.file.name)[1]
