"""What a Markdown text is made of, and what may never stand in one."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
SHAPE = (
    "heading_open",
    "tr_open",
    "th_open",
    "td_open",
    "bullet_list_open",
    "ordered_list_open",
    "list_item_open",
    "softbreak",
)
NEVER = ("html_block", "html_inline", "image", "code_inline", "code_block", "fence", "hr", "blockquote_open", "em_open")


def tokens(text: str) -> list[Token]:
    """All of them, inline ones too."""
    return [inner for token in READER.parse(text) for inner in (token, *(token.children or ()))]


def shape(text: str) -> dict[str, int]:
    kinds = [token.type for token in tokens(text)]
    return {kind: kinds.count(kind) for kind in SHAPE}
