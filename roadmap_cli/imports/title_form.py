"""Whether a line is the name of something to learn, or a sentence about it."""

import re

MOST_WORDS, MOST_LETTERS = 14, 100
"""Of a line in a list that nobody has marked as a topic."""
MARKED_WORDS, MARKED_LETTERS = 24, 160
"""Of a line that is marked as one, by a box."""
_FEW_WORDS, _FEWER_WORDS = 5, 3
_SENTENCE_END = re.compile(
    r"(?<=[^\W\d_]{3})[)\"'\u201d\u2019]{0,3}[.!?][)\"'\u201d\u2019]{0,3}\s(?P<next>\S)|[\u3002\uff01]"
)
LONGEST_WORD = 20
_SHORTENED = frozenset({"prof", "vol", "chap", "sec", "approx", "incl", "etc", "fig", "intro", "bzw", "kap", "resp"})
_LAST = ".!;,\u3002"
_ABOUT_READERS = frozenset(
    {
        "i",
        "i'm",
        "you",
        "your",
        "we",
        "our",
        "they",
        "please",
        "don't",
        "there",
        "it's",
        "that's",
        "wir",
        "du",
        "sie",
        "bitte",
    }
)
_IN_TIME = "phase|part|stage|step|level|week|month|quarter|semester|term|year|teil|woche|monat|schritt|jahr"
_PHASE = re.compile(rf"(?:{_IN_TIME})\W*(?:\d+|[ivx]+)\b|\d+\s*[.):]", re.IGNORECASE)
_ORDERED = re.compile(
    rf"(?:{_IN_TIME}|day|unit|section|lecture|lesson|session|module|chapter|tag|kapitel)\W*(?:\d+|[ivx]+)\b",
    re.IGNORECASE,
)
_RESOURCES = frozenset(
    {"resources", "resource", "links", "materials", "material", "further reading", "reading", "quellen"}
)
_ABOUT_THINGS = frozenset({"if", "this", "these", "it", "note", "note:", "wenn", "dies", "diese", "es"})


def is_title(text: str) -> bool:
    """As far as that can be seen: no longer than a name, and no sentence."""
    words = text.split()
    return (
        any(letter.isalnum() for letter in text)
        and len(words) <= MOST_WORDS
        and len(text) <= MOST_LETTERS
        and first_sentence(text) == text
        and not (len(words) > _FEW_WORDS and text.rstrip("\"')\u201d\u2019")[-1:] in _LAST)
        and not (len(words) > _FEWER_WORDS and words[0].casefold().replace("\u2019", "'") in _ABOUT_READERS)
        and not (len(words) > _FEW_WORDS + 1 and words[0].casefold() in _ABOUT_THINGS)
    )


def is_phase(heading: str) -> bool:
    return _PHASE.match(heading) is not None


def is_ordered(heading: str) -> bool:
    """`Week 3` and the like."""
    return _ORDERED.match(heading) is not None


def names_resources(label: str) -> bool:
    return plain_name(label) in _RESOURCES


def plain_name(name: str) -> str:
    return re.sub(r"[^\w ]", "", name.casefold().replace("&", "and")).strip()


def first_sentence(text: str) -> str:
    for match in _SENTENCE_END.finditer(text):
        following = match["next"]
        if following is None:
            return text[: match.end()]
        word = re.split(r"\W", text[max(0, match.start() - LONGEST_WORD) : match.start()])[-1]
        if word.casefold() not in _SHORTENED and (following.isupper() or following in "\"'(\u201c"):
            return text[: match.start("next")].rstrip()
    return text


def shortened(text: str) -> tuple[str, str]:
    """What of a text can be a title, and all of it where that is less."""
    if len(text) <= MARKED_LETTERS and len(text.split()) <= MARKED_WORDS:
        return text, ""
    sentence = first_sentence(text)
    if len(sentence) <= MARKED_LETTERS:
        return sentence.rstrip(_LAST), text
    words = sentence[:MOST_LETTERS].rsplit(maxsplit=1)[0]
    return f"{words.rstrip(_LAST)}\u2026", text
