"""What people write into the line of a task besides its title: days, tags, lengths of time, prerequisites.

It is how Obsidian (Tasks, Dataview), Logseq, TaskPaper and todo.txt write it. Whatever could as well be a part of the title
stays there: a tag or a length of time is one only at an end of the line.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Unplaced
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.imports.lengths import Length, length_of
from roadmap_cli.imports.vocabulary import day_of, normal, not_read, without_addresses

LONGEST, LONGEST_END = 4_000, 60
"""Letters that are looked at, of a line and at its end."""
MOST_AT_END = 40
MOST_PARTS = 8
"""Commas in the name of a prerequisite, and signs in a title that are looked at."""
_DAY = r"\d{4}-\d\d-\d\d"
_VARIANT = "\ufe0f?"
_SIGNS = {
    "✅": "done",
    "\N{HEAVY PLUS SIGN}": "created",
    "📅": "due",
    "📆": "due",
    "🗓": "due",
    "⏳": "scheduled",
    "⌛": "scheduled",
    "🛫": "start",
    "❌": "cancelled",
}
_SIGN = re.compile(rf"(?P<key>[{''.join(_SIGNS)}]){_VARIANT}\s*(?P<day>{_DAY})")
_PRIORITY = re.compile(rf"(?:[⏫🔼🔽🔺⏬]{_VARIANT}|\[#[A-Z]\])(?=\s|$)")
_REPEAT = re.compile(rf"🔁{_VARIANT}\s*[^\W\d_][^{''.join(_SIGNS)}⏫🔼🔽🔺⏬🆔⛔🏁#^\[\](]*")
_OWN_ID = re.compile(rf"(?P<sign>[🆔⛔]){_VARIANT}\s*(?P<ids>[\w-]+(?:\s*,\s*[\w-]+)*)")
_AFTERWARDS = re.compile(rf"🏁{_VARIANT}\s*\w+")
_FIELD = re.compile(r"\[(?P<key>[^\W\d][\w -]{0,40})::\s*(?P<value>[^\[\]]*(?:\[\[[^\[\]]*\]\][^\[\]]*)*)\]")
_ROUND_FIELD = re.compile(r"\((?P<key>[^\W\d][\w -]{0,40})::\s*(?P<value>[^()]*)\)")
_ASIDE = re.compile(r"\((?P<key>[^\W\d][\w -]{0,20}?):\s+(?P<value>[^()]+)\)", re.IGNORECASE)
_AT_DAY = re.compile(rf"@(?P<key>[a-z]+)\((?P<day>{_DAY})[^()]*\)", re.IGNORECASE)
_BOARD_DAY = re.compile(rf"(?P<key>@)(?:\{{|\[\[)(?P<day>{_DAY})(?:\}}|\]\])(?:\s*@@\{{[\d:]+\}})?")
_KEY_DAY = re.compile(rf"(?<![\w:(])(?P<key>[a-z]+):\s?(?P<day>{_DAY})(?![\w-])", re.IGNORECASE)
_ROUND_DAY = re.compile(rf"\((?P<key>[a-z]+)(?:\s+(?:on|at|by))?:?\s+(?P<day>{_DAY})\)", re.IGNORECASE)
_DAYS = {
    **_SIGNS,
    "@": "due",
    **dict.fromkeys(("done", "completion", "completed", "complete", "finished", "closed", "erledigt"), "done"),
    **dict.fromkeys(("started", "begun", "begonnen"), "started"),
    **dict.fromkeys(("due", "deadline", "fällig"), "due"),
    **dict.fromkeys(("scheduled", "planned", "start", "t", "defer"), "scheduled"),
    **dict.fromkeys(("created", "added"), "created"),
    **dict.fromkeys(("cancelled", "canceled"), "cancelled"),
}
_NEEDS = frozenset(
    {
        "needs",
        "need",
        "requires",
        "require",
        "after",
        "depends on",
        "depends",
        "dependson",
        "prerequisite",
        "prerequisites",
    }
    | {"prereq", "prereqs", "braucht", "nach", "voraussetzung", "voraussetzungen"}
)
_TAKES = frozenset({"estimate", "estimated", "est", "hours", "effort", "duration", "time", "dauer", "aufwand"})
_BLOCK_ID = re.compile(r"(?<=\s)\^(?P<id>[A-Za-z0-9][A-Za-z0-9-]{3,})$")
_TAG = re.compile(r"#[^\W\d][\w/-]*|@[^\W\d][\w-]*")
_DONE_TAG = "@done"
_NO_END = re.compile(
    r"(?:^|\s)(?:a|an|and|as|at|by|for|from|in|is|of|on|or|the|to|use|uses|using|via|vs\.?|with|und|von|mit|der|die|das)$|[:&+/=,(]$",
    re.IGNORECASE,
)
"""What a title does not end with: then the word behind it belongs to it."""
_LENGTH_BEHIND = re.compile(
    r"(?P<before>.*?\S)(?:\s*(?P<open>[(\[])|\s+[-\u2013\u2014]\s+|\s*[:,;|]\s+|\s+(?=~))\s*"
    r"(?P<length>~?\s*(?=\d|an? |ca|about|approx|two|three)[^()\[\]]*[^\W\d_][^()\[\]]*)[)\]]?$",
    re.IGNORECASE | re.DOTALL,
)
_TICK = re.compile(rf"(?<=\S)\s*[✅☑✔]{_VARIANT}$")
_PAGE = re.compile(r"(?P<embed>!?)\[\[(?P<page>[^\[\]|\n]+)(?:\|(?P<text>[^\[\]\n]+))?\]\](?!\()")
_CODE = re.compile(r"(`+)[^`]+\1")
_COMMENT = re.compile(r"<!--.*?-->|%%.*?%%|\[\^[\w-]+\]|\{:?[#.][\w .#:-]*\}\s*$", re.DOTALL)
"""Also those of Obsidian, the sign of a footnote, and what some pages say of a line to their style, such as `{#norms}`."""
_HIGHLIGHTED = re.compile(r"(?<!\S)==(?=\S)([^=]+)(?<=\S)==(?!\w)")
_HIDDEN = re.compile("\ue000(\\d+)\ue001")


class InlineData(NamedTuple):
    """A line without its data. `is_done` says a sign behind it, without a day; `strange` names what becomes nothing, `wrong` what is no day."""

    text: str
    hours: Length | None = None
    started: date | None = None
    finished: date | None = None
    requires: tuple[str, ...] = ()
    known_as: tuple[str, ...] = ()
    is_done: bool = False
    strange: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


def take_out(text: str) -> InlineData:
    """Of the text of a point as it is written, whose code stays as it is."""
    if len(text) > LONGEST:
        return InlineData(text)
    code: list[str] = []

    def hide(match: re.Match[str]) -> str:
        code.append(match[0])
        return f"\ue000{len(code) - 1}\ue001"

    plain = _HIGHLIGHTED.sub(r"\1", _COMMENT.sub("", _CODE.sub(hide, _without_marks(text))))
    found = _ends(_signs(_fields(InlineData(plain))))
    return found._replace(text=_HIDDEN.sub(lambda match: code[int(match[1])], found.text).strip())


def _without_marks(text: str) -> str:
    return text.replace("\ue000", "").replace("\ue001", "")


def plain_pages(text: str) -> str:
    """`[[Page]]` and `[[Page|Text]]` as their text; a picture of another page is none."""
    return _PAGE.sub(lambda match: "" if match["embed"] else (match["text"] or match["page"]).strip(), text)


def of_heading(text: str) -> str:
    """Only topics have hours, days and prerequisites: a heading that says any keeps them."""
    data = take_out(text)
    return plain_pages(data.text if data.text and data == InlineData(data.text, strange=data.strange) else text)


def _fields(found: InlineData) -> InlineData:
    for pattern in (_FIELD, _ROUND_FIELD):
        for match in pattern.finditer(found.text):
            found = _said(found, match[0], normal(match["key"]), match["value"].strip(), is_field=True)
    for match in _ASIDE.finditer(found.text):
        key = normal(match["key"])
        if key in _NEEDS or key in _TAKES or (key in _DAYS and day_of(match["value"])):
            found = _said(found, match[0], key, match["value"].strip(), is_field=False)
    return found


def _said(found: InlineData, written: str, key: str, value: str, *, is_field: bool) -> InlineData:
    """What cannot be understood of a field is told; of anything else it stays where it is."""
    rest = _without(found, written)
    if key in _NEEDS:
        return rest._replace(requires=(*found.requires, *parts(plain_pages(value))))
    if key in _TAKES and (length := length_of(value)):
        return rest._replace(hours=found.hours or length)
    if key in _DAYS and day_of(value[:10]):
        return _on_day(rest, _DAYS[key], value[:10])
    if key == "id" and is_field and value:
        return rest._replace(known_as=(*found.known_as, value))
    return rest._replace(strange=(*found.strange, f"{key}::")) if is_field else found


def _without(found: InlineData, written: str) -> InlineData:
    return found._replace(text=found.text.replace(written, " ", 1))


def parts(value: str) -> list[str]:
    """Parted by semicolons, else by commas."""
    return [part for each in value.split(";" if ";" in value else ",") if (part := title_line(each))]


def _on_day(found: InlineData, what: str, written: str) -> InlineData:
    day = day_of(written)
    if day is None:
        return found._replace(wrong=(*found.wrong, written))
    if what == "done":
        return found._replace(finished=found.finished or day)
    if what == "started":
        return found._replace(started=found.started or day)
    return found._replace(strange=(*found.strange, _TOLD.get(what, what)))


_TOLD = {
    "due": "a day on which it is due",
    "scheduled": "a day for which it is planned",
    "start": "a day for which it is planned",
    "created": "the day on which it was written down",
    "cancelled": "the day on which it was cancelled",
}


def _signs(found: InlineData) -> InlineData:
    for pattern in (_SIGN, _AT_DAY, _ROUND_DAY, _KEY_DAY, _BOARD_DAY):
        for match in pattern.finditer(found.text):
            if (what := _DAYS.get(match["key"].casefold())) is not None:
                found = _on_day(_without(found, match[0]), what, match["day"])
    for match in _OWN_ID.finditer(found.text):
        ids, found = tuple(parts(match["ids"])), _without(found, match[0])
        if match["sign"] == "🆔":
            found = found._replace(known_as=(*found.known_as, *ids))
        else:
            found = found._replace(requires=(*found.requires, *ids))
    for pattern, name in (
        (_REPEAT, "how it comes back"),
        (_AFTERWARDS, "what comes afterwards"),
        (_PRIORITY, "a priority"),
    ):
        text, count = pattern.subn(" ", found.text)
        found = found._replace(text=text, strange=(*found.strange, *[name] * count))
    return found


def goes_on(text: str) -> bool:
    """Whether it ends so that the next line belongs to it."""
    return text[-1:] in {",", "-"} or _NO_END.search(text[-LONGEST_END:]) is not None


def _ends(found: InlineData) -> InlineData:
    """In any order, as long as something of it stands at an end."""
    for _ in range(MOST_AT_END):
        before = found
        found = _done(_length(_tags(_block_id(found._replace(text=found.text.strip())))))
        if found == before:
            break
    return found


def _block_id(found: InlineData) -> InlineData:
    match = _BLOCK_ID.search(found.text)
    if match is None:
        return found
    return found._replace(text=found.text[: match.start()].rstrip(), known_as=(*found.known_as, f"^{match['id']}"))


def _tags(found: InlineData) -> InlineData:
    before, *tag = found.text.rsplit(maxsplit=1)[:2] or [""]
    if tag and tag[0] == _DONE_TAG:
        return found._replace(text=before, is_done=True)
    if tag and _TAG.fullmatch(tag[0]) and not _NO_END.search(before[-LONGEST_END:]):
        return found._replace(text=before, strange=(*found.strange, f"tag {tag[0]}"))
    first, *behind = found.text.split(maxsplit=1)[:2] or [""]
    if behind and _TAG.fullmatch(first) and (behind[0][0].isalnum() or behind[0][0] in "#@["):
        return found._replace(text=behind[0], strange=(*found.strange, f"tag {first}"))
    return found


def _length(found: InlineData) -> InlineData:
    head, tail = found.text[:-LONGEST_END], found.text[-LONGEST_END:]
    match = _LENGTH_BEHIND.fullmatch(tail)
    if match is None or found.hours or (match["open"] is None) == found.text.endswith((")", "]")):
        return found
    length = length_of(match["length"])
    return found._replace(text=(head + match["before"]).rstrip(" -\u2013\u2014:,;|"), hours=length) if length else found


def _done(found: InlineData) -> InlineData:
    """A tick that somebody put behind what is done."""
    match = _TICK.search(found.text)
    return found._replace(text=found.text[: match.start()].rstrip(), is_done=True) if match else found


def item_of(place: str, written: str) -> tuple[Item, InlineData]:
    """A line as a topic, with what stands in it and the addresses."""
    plain, links = without_addresses(written)
    data = take_out(plain or written)
    item = Item(
        place=place,
        title=data.text,
        hours=data.hours.hours if data.hours else None,
        status="done" if data.is_done or data.finished else "todo",
        requires=data.requires,
        resources=tuple(Resource(data.text, url) for url in links),
        known_as=data.known_as,
        started=data.started,
        finished=data.finished,
        formerly=(plain,) if plain and plain != data.text else (),
    )
    return item, data


def with_prerequisites(items: Sequence[Item]) -> Iterator[Item]:
    """By the titles of the topics that are meant, also where they stand behind a title."""
    names = names_of(item.title for item in items)
    for item in items:
        title, more = prerequisites_behind(item.title, names)
        requires = (*resolved(item.requires, names), *more)
        former = (item.title,) if title != item.title else ()
        yield item._replace(title=title, requires=requires, formerly=(*item.formerly, *former))


def told(found: Iterable[tuple[str, InlineData]]) -> Iterator[Unplaced]:
    """Days that are none, and what becomes nothing, once each with the place where it stands first; tags together."""
    kept = tuple(found)
    yield from (Unplaced(place, day, "there is no such day") for place, each in kept for day in each.wrong)
    pairs = [(place, name) for place, each in kept for name in each.strange]
    tags = Counter(name.removeprefix("tag ") for _, name in pairs if name.startswith("tag "))
    names = Counter("tags" if name.startswith("tag ") else name for _, name in pairs)
    first = {"tags" if name.startswith("tag ") else name: place for place, name in reversed(pairs)}
    listed = f"tags: {', '.join(tags)}"
    for name, count in names.items():
        yield not_read(first[name], listed if name == "tags" else name, count)


def resolved(requires: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """Prerequisites by the titles that they mean: names with commas in them are put together again, and one that is the
    beginning of a single title is that one. What means nothing stays as it is, to be told.
    """
    said = list(requires)
    found: list[str] = []
    start = 0
    while start < len(said):
        sizes = range(min(MOST_PARTS, len(said) - start), 0, -1)
        size = next((each for each in sizes if loose(", ".join(said[start : start + each])) in names), 0)
        found.append(names[loose(", ".join(said[start : start + size]))] if size else said[start])
        start += max(size, 1)
    return tuple(dict.fromkeys(found))


def names_of(titles: Iterable[str]) -> dict[str, str]:
    """Titles by what a prerequisite may call them: the title itself, or what stands before a colon or the like in it, if
    no other one begins so.
    """
    kept = tuple(title for title in titles if loose(title))
    names: dict[str, str] = {}
    shared: set[str] = set()
    for title in kept:
        for sign in islice(_PARTS_TITLE.finditer(title), MOST_PARTS):
            beginning = loose(title[: sign.start()])
            if names.setdefault(beginning, title) != title:
                shared.add(beginning)
    unique = {name: title for name, title in names.items() if name not in shared}
    return unique | {loose(title): title for title in kept}


def loose(text: str) -> str:
    """What people vary in a title: case and signs."""
    return " ".join(re.findall(r"[\w+#]+", text.casefold()))


_PARTS_TITLE = re.compile(r"[:(,;\u2013\u2014]|\s-\s")
_BEHIND = re.compile(
    r"(?P<title>.*\S)\s*(?:\((?P<key>needs|after|requires|depends on):?\s+(?P<inside>[^()]+)\)"
    r"|[\s,;\u2013\u2014-]+(?P<word>needs|after|requires|depends on):\s+(?P<outside>.+))$",
    re.IGNORECASE,
)


def prerequisites_behind(title: str, names: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """`PCA after: Matrices`, where all that is named is in the file; else it may well be a part of the title."""
    match = _BEHIND.fullmatch(title)
    if match is None:
        return title, ()
    said = parts(match["inside"] or match["outside"])
    meant = resolved(said, names)
    is_known = said and title not in meant and all(names.get(loose(each)) == each for each in meant)
    return (match["title"].rstrip(" -\u2013\u2014,;"), meant) if is_known else (title, ())
