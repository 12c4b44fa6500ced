"""The roadmap in use as a file for somebody else, in either form."""

import re
from typing import NamedTuple

from roadmap_cli import definition
from roadmap_cli.settings.folders import own_changes
from roadmap_cli.use_cases.session import Session

_REMARK = re.compile(r"^[ \t]*#", re.MULTILINE)
_REMARK_OF_MARKDOWN = re.compile(r"^[ \t]*<!--", re.MULTILINE)


class RoadmapText(NamedTuple):
    """`has_lost` says that remarks are not in it: it was written anew."""

    text: str
    has_lost: bool = False


def roadmap_text(session: Session, *, markdown: bool) -> RoadmapText:
    """Its own text where that has the form which is asked for, with the learner's own changes in it. Raises InvalidFile where
    it is not valid.
    """
    from roadmap_cli.definition.forked import text_with_changes
    from roadmap_cli.definition.forms import is_markdown_form
    from roadmap_cli.definition.markdown_writer import markdown_of
    from roadmap_cli.definition.reader import document_of, read_text
    from roadmap_cli.definition.writer import toml_of

    path = session.settings.file or definition.builtin()
    before, text = read_text(path), text_with_changes(path, own_changes(session.settings.file))
    document = document_of(text, str(path))
    if markdown != is_markdown_form(text):
        text = markdown_of(document) if markdown else toml_of(document)
    return RoadmapText(text, _has_remarks(before) and not _has_remarks(text))


def _has_remarks(text: str) -> bool:
    from roadmap_cli.definition.forms import is_markdown_form

    return (_REMARK_OF_MARKDOWN if is_markdown_form(text) else _REMARK).search(text) is not None
