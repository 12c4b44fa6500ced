"""Texts as they stand in the Markdown form of a roadmap: what would be read as something else is escaped, as Markdown does
it, with a backslash or an entity.
"""

import re
from html.entities import html5
from typing import NamedTuple

_PUNCTUATION = r"!-/:-@\[-`{-~"
_ESCAPED = re.compile(rf"\\([{_PUNCTUATION}])|&(?:#(\d{{1,7}})|#[xX]([0-9a-fA-F]{{1,6}})|(\w{{1,32}}));")
_REMARK = re.compile(r"\\.|(<!--)", re.DOTALL)
_ENTITY = re.compile(r"&(?=#?\w{1,32};)")
_BACKSLASH = re.compile(rf"\\(?=[{_PUNCTUATION}]|\Z)")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_OUTER_BLANK = re.compile(r"\A | \Z")
_SIGNS = set("-#*+>=|~`_<[")
_BEGINNING = re.compile(r"(?=[-#*+>=|~`_<\[])|(?<=\d)(?=[.)])")
_NUMBER = re.compile(r"\d{1,9}[.)]")
_CHOICE = re.compile(r"choice[ \t]*(?=:)", re.IGNORECASE)
_ID = re.compile(r"(?<!\\)\{#([^{}\n]*)\}\s*\Z")
_TAIL = 80
"""Letters at the end of a title in which its hours are looked for."""
_UNIT = r"(?:h|hrs?|hours?|min|mins|minutes?)"
_HOURS = re.compile(rf"(?<!\\)\(\s*(\d+(?:\.\d+)?(?:e-?\d+)?)\s*({_UNIT})\.?\s*\)\s*\Z", re.IGNORECASE)
_TIME = re.compile(
    rf"(?<!\\)\((?:(?=[^()]*\d)[^()]*(?:\d|\b)(?:{_UNIT}|m|days?|weeks?|months?|years?)(?:\s*/\s*\w+|\s*\d+\s*(?:m|min)?)?\.?\s*"
    rf"|\s*\d[\d.]*\s*{_UNIT}\s*[,;][^()]*|\s*\d+:\d\d\s*)\)\s*\Z",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?<!\\)\(\s*(?:after|needs|requires)\s*:\s*([^()]*)\)\s*\Z", re.IGNORECASE)
_LINK = re.compile(
    r"\[((?:\\.|[^\[\]\\]|\[[^\[\]]*\])*+)\]"
    r"\(\s*(?:<((?:\\.|[^<>\\\n])*+)>|((?:\\.|[^\s()\\]|\((?:\\.|[^\s()\\])*+\))*+))\s*\)\s*",
    re.DOTALL,
)
_PLAIN_ADDRESS = re.compile(r"[^\s<>()\\&\x00-\x1f]+")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")


class RawTitle(NamedTuple):
    """A title with what stands behind it. `time` is what looks like hours and is none, `has_remark` what may belong to it."""

    title: str
    id: str | None = None
    hours: float | None = None
    after: str | None = None
    time: str = ""
    has_remark: bool = False


class NamedLink(NamedTuple):
    title: str
    url: str
    kind: str


class RemarkWithinError(ValueError):
    """A remark stands in a text, where nobody can tell whether it belongs to it."""


REMARK = (
    r"<!-- begins a remark, which stands on lines of its own between items; where it belongs to the text write \<!--"
)


def without_remark(text: str) -> str:
    """The text. Raises RemarkWithinError."""
    if has_remark(text):
        raise RemarkWithinError(REMARK)
    return text


def has_remark(text: str) -> bool:
    return any(match[1] for match in _REMARK.finditer(text))


def plain(text: str) -> str:
    """What a text says, without the escapes."""
    return _ESCAPED.sub(_unescaped, text)


def _unescaped(match: re.Match[str]) -> str:
    letter, decimal, hexadecimal, name = match.groups()
    if letter:
        return letter
    if name:
        return html5.get(f"{name};", match[0])
    number = int(decimal) if decimal else int(hexadecimal, 16)
    try:
        found = chr(number)
        found.encode()
    except (ValueError, OverflowError):  # there is no such letter
        return match[0]
    return found


def in_a_line(text: str) -> str:
    """So that whatever it says stands in one line, and is not taken for something else."""
    return "&#10;".join(map(_escaped_line, text.split("\n")))


def _escaped_line(line: str) -> str:
    line = _CONTROL.sub(_entity, _ENTITY.sub("&#38;", line)).replace("<!--", "&#60;!--")
    return _BACKSLASH.sub("&#92;", _OUTER_BLANK.sub("&#32;", line))


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def begun(line: str, key: re.Pattern[str]) -> str:
    """So that no sign and no key stands at its beginning."""
    if _NUMBER.match(line) or line[:1] in _SIGNS:
        return _BEGINNING.sub(r"\\", line, count=1)
    found = key.match(line)
    return f"{found[0]}\\{line[found.end() :]}" if found else line


def as_title(title: str) -> str:
    """So that nothing in it is taken for what stands behind a title."""
    found = begun(in_a_line(title), _CHOICE).replace("{#", r"\{#")
    tail = found[-_TAIL:]
    time, after = _TIME.search(tail) or _HOURS.search(tail), _AFTER.search(found)
    place = after.start() if after else len(found) - len(tail) + time.start() if time else None
    return found if place is None else f"{found[:place]}\\{found[place:]}"


def titled(raw: str) -> RawTitle:
    found = RawTitle(raw.strip(" \t"), has_remark=has_remark(raw))
    while (peeled := _peeled(found)) is not found:
        found = peeled
    time = _TIME.search(found.title[-_TAIL:])
    bold = _BOLD.fullmatch(found.title)
    title = bold[1] if bold else found.title
    return found._replace(title=title, time=time[0].strip() if time else "")


def _peeled(found: RawTitle) -> RawTitle:
    """With the last of what stands behind the title taken off."""
    tail = found.title[-_TAIL:]
    identifier, hours, after = _ID.search(found.title), _HOURS.search(tail), _AFTER.search(found.title)
    if identifier and found.id is None:
        return found._replace(title=found.title[: identifier.start()].rstrip(" \t"), id=identifier[1])
    if hours and found.hours is None:
        rest = found.title[: len(found.title) - len(tail) + hours.start()].rstrip(" \t")
        return found._replace(title=rest, hours=_in_hours(hours))
    if after and found.after is None:
        return found._replace(title=found.title[: after.start()].rstrip(" \t"), after=after[1])
    return found


def _in_hours(match: re.Match[str]) -> float:
    number = float(match[1]) if re.search(r"[.e]", match[1]) else int(match[1])
    return number / 60 if match[2].casefold().startswith("m") else number


def link_in(raw: str) -> tuple[NamedLink, str] | None:
    """A link at the beginning of a text, and the rest of it."""
    match = _LINK.match(raw)
    if match is None:
        return None
    rest = raw[match.end() :].strip(" \t\n")
    kind = rest[1:-1] if rest.startswith("(") and rest.endswith(")") else ""
    url = match[3] if match[2] is None else match[2]
    return NamedLink(plain(match[1]), plain(url), plain(kind)), "" if kind or rest == "()" else rest


def link_of(title: str, url: str, kind: str = "") -> str:
    named = in_a_line(title).replace("[", r"\[").replace("]", r"\]")
    address = url
    if not _PLAIN_ADDRESS.fullmatch(url):
        inner = in_a_line(url).replace("<", r"\<").replace(">", r"\>")
        address = f"<{inner}>"
    return f"[{named}]({address})" + (f" ({in_a_line(kind)})" if kind else "")
