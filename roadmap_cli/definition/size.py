"""How much a roadmap file may hold: bounded before it is parsed, for values can take hundreds of times the bytes of a text."""

import re
from collections.abc import Iterable, Iterator

MOST_BYTES = 32 * 1024 * 1024
MOST_TOPICS = 20_000
"""Of one roadmap: at 3 hours each more than a working life. A file with all that the built-in one says of a topic has about
as many in MOST_BYTES.
"""
MOST_MEMORY = 160_000_000
"""Bytes of the values; with the text, its checks and its cache all stays below 300 MB (tests/definition/test_size.py)."""
PER_VALUE, PER_ITEM = 130, 32
PER_PART, PER_NEW_PART = 250, 1000
"""What the parts of dotted keys take, as measured; of those headers that stand there once the parser keeps a record."""
MOST_TEXTS = 2_000_000
_TEXTS = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"{3,5}'
    r"|'''(?:[^']++|'(?!''))*+'{3,5}"
    r'|"(?:[^"\\\n]++|\\.)*+"'
    r"|'[^'\n]*+'"
    r"|#[^\n]*+",
    re.DOTALL,
)
_HEADER = re.compile(r"^[ \t]*\[[^\n]*", re.MULTILINE)


def is_too_large(text: str) -> bool:
    """Whether there is more in it than a roadmap of MOST_TOPICS holds. Prose may look like that until it is left out."""
    return _is_above([text]) and _is_above(_without_texts(text))


def _is_above(parts: Iterable[str]) -> bool:
    """Whether the values of a text in parts may take more than MOST_MEMORY."""
    memory, known = 0, set[str]()
    for part in parts:
        memory += part.count(".") * PER_PART + part.count(",") * PER_ITEM
        memory += sum(map(part.count, "=[{")) * PER_VALUE
        for header in () if memory > MOST_MEMORY else _HEADER.finditer(part):
            if header[0] not in known and memory <= MOST_MEMORY:
                known.add(header[0])
                memory += PER_NEW_PART * (header[0].count(".") + ("[[" not in header[0]))
        if memory > MOST_MEMORY:
            return True
    return False


def _without_texts(text: str) -> Iterator[str]:
    """What is left between strings and comments; a comma for each string of too many."""
    end = 0
    for number, match in enumerate(_TEXTS.finditer(text)):
        yield text[end : match.start()] if number < MOST_TEXTS else "," * MOST_MEMORY
        end = match.end()
    yield text[end:]
