"""The roadmap in use as a file for somebody else, in either form."""

import re
from typing import NamedTuple

from roadmap_cli import definition
from roadmap_cli.settings.folders import own_changes
from roadmap_cli.use_cases.session import Session

_REMARK = re.compile(r"^[ \t]*#", re.MULTILINE)
_REMARK_OF_MARKDOWN = re.compile(r"^[ \t]*<!--", re.MULTILINE)


class RoadmapText(NamedTuple):
    """`has_lost` says that remarks are not in it: it was turned into the other form."""

    text: str
    has_lost: bool = False


def roadmap_text(session: Session, *, markdown: bool) -> RoadmapText:
    """Its own text where that has the form which is asked for and nothing is changed of it, with the learner's own changes
    where there are some. Raises InvalidFile where it is not valid.
    """
    from roadmap_cli.definition.forms import is_markdown_form
    from roadmap_cli.definition.markdown_writer import markdown_of
    from roadmap_cli.definition.overlay import overlaid
    from roadmap_cli.definition.own import changes_of
    from roadmap_cli.definition.reader import document_of, read_text
    from roadmap_cli.definition.writer import toml_of

    path, own = session.settings.file or definition.builtin(), own_changes(session.settings.file)
    text = read_text(path)
    document, is_markdown = document_of(text, str(path)), is_markdown_form(text)
    is_changed = own is not None and own.exists()
    if markdown == is_markdown and not is_changed:
        return RoadmapText(text)
    if own is not None and is_changed:
        document, _ = overlaid(document, changes_of(read_text(own), str(own)))
    return RoadmapText(markdown_of(document) if markdown else toml_of(document), _has_remarks(text, is_markdown))


def _has_remarks(text: str, is_markdown: bool) -> bool:  # noqa: FBT001 - what the text is
    return (_REMARK_OF_MARKDOWN if is_markdown else _REMARK).search(text) is not None
