"""The roadmap in use as a file for somebody else, in either form."""

import re
from typing import NamedTuple

from roadmap_cli import definition
from roadmap_cli.use_cases.session import Session

_REMARK = re.compile(r"^[ \t]*(?:#|<!--)", re.MULTILINE)


class RoadmapText(NamedTuple):
    """`has_lost` says that remarks are not in it: it was turned into the other form."""

    text: str
    has_lost: bool = False


def roadmap_text(session: Session, *, markdown: bool) -> RoadmapText:
    """Its own text where that has the form which is asked for. Raises InvalidFile where it is not valid."""
    from roadmap_cli.definition.forms import is_markdown_form
    from roadmap_cli.definition.markdown_writer import markdown_of
    from roadmap_cli.definition.reader import document_of, read_text
    from roadmap_cli.definition.writer import toml_of

    path = session.settings.file or definition.builtin()
    text = read_text(path)
    document, is_markdown = document_of(text, str(path)), is_markdown_form(text)
    if markdown == is_markdown:
        return RoadmapText(text)
    remarks = _REMARK.search(re.sub(r"^#+ ", "", text, flags=re.MULTILINE) if is_markdown else text)
    return RoadmapText(markdown_of(document) if markdown else toml_of(document), has_lost=remarks is not None)
