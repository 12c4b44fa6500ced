"""What is wrong with a text that is no TOML, told to people who know none: what stands there, and what to write."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import tomli

CURLY = "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b\u00ab\u00bb"
"""Quotes as word processors write them."""
SEVERAL = ("phase", "module", "topic", "choice", "option")
"""Tables of which there can be more than one."""
_MARKDOWN = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\S|^#{2,6} \S", re.MULTILINE)
_ROADMAP = re.compile(r"^[ \t]*\[+[ \t]*(?:roadmap|phase|choice)\b|^[ \t]*\w+[ \t]*=", re.MULTILINE)
_KEY = re.compile(r"[ \t]*([A-Za-z0-9_.-]+|\"[^\"]*\")[ \t]*=[ \t]*(.*)")
_COLON = re.compile(r"[ \t]*([A-Za-z0-9_-]+)[ \t]*:[ \t]*(.*)")
_HEADER = re.compile(r"[ \t]*(\[\[?)[ \t]*([A-Za-z0-9_.-]+)")
_CURLY_VALUE = re.compile(
    rf"=[ \t]*[\[{{ \t]*[{CURLY}]|^[ \t]*[{CURLY}]|^[^#\n]*[{CURLY}][ \t]*[,\]}}]?[ \t]*$", re.MULTILINE
)


class _Fault(NamedTuple):
    """`lines` are those of the text, `number` that at which the parser stopped."""

    text: str
    lines: list[str]
    number: int
    message: str

    @property
    def line(self) -> str:
        return self.lines[self.number - 1] if self.number <= len(self.lines) else ""

    @property
    def value(self) -> str:
        """What stands behind the = of the line."""
        found = _KEY.match(self.line)
        return found[2].strip() if found else ""

    @property
    def key(self) -> str:
        found = _KEY.match(self.line)
        return found[1].strip('"') if found else "title"


Told = tuple[int, str] | None


def told(text: str, error: tomli.TOMLDecodeError) -> tuple[int, str]:
    """The line and the sentence."""
    fault = _Fault(text=text, lines=text.split("\n"), number=error.lineno, message=error.msg)
    for rule in (_other_form, _curly, _by_message):
        if (found := rule(fault)) is not None:
            return found
    return fault.number, f"not valid TOML: {error.msg[:1].lower()}{error.msg[1:]}"


def looks_like_toml(text: str) -> bool:
    """It has a table or a key as roadmaps have, whatever else is wrong with it."""
    return _ROADMAP.search(text) is not None


WITHOUT_HEAD = (
    "this is Markdown without a head, so it may be any list: bring it in with roadmap import, or make a roadmap of it, as "
    "roadmap new --markdown writes one"
)


def _other_form(fault: _Fault) -> Told:
    if fault.text.lstrip().startswith(("{", "<")):
        return 1, "this is no TOML and no Markdown; what other programs wrote comes in with roadmap import"
    is_markdown = _MARKDOWN.search(fault.text) and not looks_like_toml(fault.text)
    return (1, WITHOUT_HEAD) if is_markdown else None


def _curly(fault: _Fault) -> Told:
    if not _CURLY_VALUE.search(fault.line):
        return None
    there = [number for number, line in enumerate(fault.lines, start=1) if _CURLY_VALUE.search(line)]
    others = len(there) - 1
    more = f"; so in {others} more line{'s' if others > 1 else ''}" if others else ""
    straight = re.sub(f"[{CURLY}]", '"', fault.line).strip()
    quotes = dict.fromkeys(letter for letter in fault.line if letter in CURLY)
    return fault.number, f"curly quotes ({' '.join(quotes)}) are none here: write straight ones, {straight}{more}"


def _by_message(fault: _Fault) -> Told:
    for beginning, rule in _RULES.items():
        if fault.message.startswith(beginning):
            return rule(fault)
    return None


def _unclosed(fault: _Fault) -> Told:
    return fault.number, (
        f'the text behind {fault.key} has no end: put a " behind it; one of several lines stands between """ and """'
    )


def _unclosed_far(fault: _Fault) -> Told:
    """The parser saw it at the end of the file, far from where it begins."""
    sign = "'''" if fault.text.count("'''") % 2 else '"""' if fault.text.count('"""') % 2 else "'"
    if sign == "'":
        number = next((at for at, line in enumerate(fault.lines, 1) if re.search(r"=\s*'[^']*$", line)), fault.number)
    else:
        number = fault.text.count("\n", 0, fault.text.rfind(sign)) + 1
    return number, f"the text that begins with {sign} here has no end: put {sign} behind it"


def _no_equals(fault: _Fault) -> Told:
    colon, line = _COLON.match(fault.line), fault.line.strip()
    if colon:
        return fault.number, f"between a key and its value stands =: write {colon[1]} = {_quoted(colon[2])}"
    if re.match(r"[\w-]+([ \t]+[\w-]+)+[ \t]*=", line):
        return fault.number, "a key is one word, and this is more before the ="
    return fault.number, f'behind a key stands = and its value, as title = "Beta"; here stands {line[:60]}'


def _quoted(value: str) -> str:
    value = value.strip().rstrip(",;")
    is_one = re.fullmatch(r"\".*\"|'.*'|\[.*|\{.*|true|false|[0-9][0-9.]*", value)
    if is_one:
        return value
    return f"'{value}'" if re.search(r'["\\]', value) and "'" not in value else f'"{value}"'


def _invalid_value(fault: _Fault) -> Told:
    value, key = fault.value, fault.key
    begun = _open_list(fault)
    if begun and (_KEY.match(fault.line) or _HEADER.match(fault.line)):
        return begun, "the list that begins here has no end: put a ] behind it"
    if not value and _KEY.match(fault.line):
        return fault.number, f"behind {key} = stands no value: write one, or take the line out"
    if value.startswith("="):
        return fault.number, f"one = is enough: {key} = {value.lstrip('= ')}"
    if value.rstrip(",").casefold() in {"true", "false", "yes", "no", "on", "off"}:
        return fault.number, f"write true or false, in small letters: not {value}"
    if value.startswith("[") or begun:
        return fault.number, 'texts in a list stand in quotes, with commas between them: ["one", "two"]'
    return (fault.number, f"a text stands in quotes: write {key} = {_quoted(value)}") if value else None


def _open_list(fault: _Fault) -> int | None:
    """The line of a list that was begun before and not closed."""
    for number in range(fault.number - 1, 0, -1):
        line = fault.lines[number - 1].partition("#")[0]
        if "]" in line or _HEADER.match(line):
            return None
        if re.search(r"=\s*\[", line):
            return number
    return None


def _unclosed_list(fault: _Fault) -> Told:
    if re.search(r"[\"'\]}][ \t]+[\"'\[{]", fault.line) and "=" in fault.line:
        return fault.number, f"between the items of a list stand commas: {fault.line.strip()[:80]}"
    number = _open_list(fault) or fault.number
    return number, "the list that begins here has no end: put a ] behind it"


def _said_twice(fault: _Fault) -> Told:
    """The parser may stand behind the end of the line."""
    if _HEADER.match(fault.line):
        return _declared_twice(fault)
    for number in (fault.number, fault.number - 1):
        found = _KEY.match(fault.lines[number - 1]) if 0 < number <= len(fault.lines) else None
        if found:
            before = next(_before(fault.lines, number, found[1]), None)
            if before is None:
                return None
            more = "; if another table begins here, write its header above, as [[phase.module.topic]]"
            named = found[1] in {"id", "title"}
            return number, f"{found[1]} is said twice here, first in line {before}: take one out{more if named else ''}"
    return None


def _before(lines: list[str], number: int, key: str) -> Iterator[int]:
    """Lines of the same table above, that say a key."""
    for above in range(number - 1, 0, -1):
        if _HEADER.match(lines[above - 1]) and "=" not in lines[above - 1]:
            return
        found = _KEY.match(lines[above - 1])
        if found and found[1] == key:
            yield above


def _declared_twice(fault: _Fault) -> Told:
    found = _HEADER.match(fault.line)
    if found is None:
        return None
    name = found[2]
    same = re.compile(rf"[ \t]*\[[ \t]*{re.escape(name)}[ \t]*\]")
    first = next((number for number, line in enumerate(fault.lines, start=1) if same.match(line)), fault.number)
    if name.rpartition(".")[2] in SEVERAL:
        return first, f"write [[{name}]] with two brackets, wherever it stands: there can be several"
    return fault.number, f"[{name}] stands here twice, first in line {first}: put what belongs to it together"


def _header(fault: _Fault) -> Told:
    found = _HEADER.match(fault.line)
    closing = "]" * len(found[1]) if found else "]"
    return fault.number, f"a header ends as it begins: put {closing} behind it, and nothing else into its line"


def _more_in_the_line(fault: _Fault) -> Told:
    value, key = fault.value, fault.key
    if re.match(r"[0-9]+,[0-9]", value):
        return fault.number, f"a number has a point and no comma: {key} = {value.replace(',', '.', 1)}"
    if number := re.match(r"0*([0-9]+(?:\.[0-9]+)?)[ \t]*[A-Za-z]*[;,]?$", value):
        return fault.number, f"{key} is a number and nothing else: {key} = {number[1]}"
    if value.endswith((";", ",")):
        return fault.number, f"nothing stands behind a value: take the {value[-1]} away"
    if re.match(r"\"[^\"]*\"[^\s#=]", value) or value.count('"') > 2:  # noqa: PLR2004 - one text has two
        return (
            fault.number,
            f"a \" within a text is written \\\", or the text stands between single quotes: {key} = '...'",
        )
    return fault.number, "a line holds one key and its value, and nothing behind it"


def _backslash(fault: _Fault) -> Told:
    return fault.number, r"a \ in a text is written \\, or the text stands between single quotes: 'C:\new'"


def _statement(fault: _Fault) -> Told:
    line = fault.line.strip()
    if line.startswith(("//", ";", "--", "/*")):
        return fault.number, f"a remark begins with #: # {line.lstrip('/;-* ')[:60]}"
    return None


_RULES: dict[str, Callable[[_Fault], Told]] = {
    "Illegal character": _unclosed,
    "Unterminated string": _unclosed_far,
    "Expected \"'": _unclosed_far,
    "Expected '=' after": _no_equals,
    "Expected ']": _header,
    "Invalid value": _invalid_value,
    "Unclosed array": _unclosed_list,
    "Cannot overwrite": _said_twice,
    "Cannot declare": _declared_twice,
    "Cannot redefine": _declared_twice,
    "Cannot mutate": _declared_twice,
    "Expected newline": _more_in_the_line,
    "Unescaped": _backslash,
    "Invalid hex": _backslash,
    "Invalid statement": _statement,
}
