"""Text of files and people as Markdown text in which nothing acts."""

import re
from urllib.parse import quote

from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.exports.safe_text import one_line

_MARKUP = re.compile(r"[\\`*_\[\]<>|#~]")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LIST_ITEM = re.compile(r"^(\d{0,9})([-+.)])(?= )")
_ESCAPED = r"\\\g<0>"


def safe(text: str) -> str:
    """One line, no markup, no HTML, no control character."""
    line = _MARKUP.sub(_ESCAPED, " ".join(one_line(text).split()))
    return _LIST_ITEM.sub(r"\1\\\2", _ENTITY.sub(_ESCAPED, line))


def link(title: str, url: str) -> str:
    if not leads_to_the_web(url):
        return f"{safe(title)} ({safe(url)})"
    target = re.sub(r"[<>()\\]", lambda match: quote(match[0]), url)
    return f"[{safe(title)}]({_ENTITY.sub(_ESCAPED, target)})"
