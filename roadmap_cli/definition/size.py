"""How much a roadmap file may hold: bounded before it is parsed, for values can take hundreds of times the bytes of a text."""

import re
from collections.abc import Iterable, Iterator

MOST_BYTES = 32 * 1024 * 1024
MOST_TOPICS, MOST_OPTIONS = 20_000, 200
"""Of one roadmap: so many topics of 3 hours are more than a working life, and each option is a forecast of its own."""
MOST_LINES = 200_000
"""Of the Markdown form: each may be a table."""
MOST_MEMORY = 140_000_000
"""Bytes of the values; with the text, its checks and its cache all stays below 300 MB (tests/cli/test_bounds.py). A file with
all that the built-in one says of a topic may have 15,000.
"""
PER_KEY, PER_TABLE, PER_ITEM = 230, 130, 64
"""What a key takes with a fault that is found in it, as measured; a table or list; an item of it."""
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
    """Whether its values would take more than MOST_MEMORY. Prose may look like that until it is left out."""
    return _is_above([text]) and _is_above(_without_texts(text))


def _is_above(parts: Iterable[str]) -> bool:
    """Whether the values of a text in parts may take more than MOST_MEMORY."""
    memory, known = 0, set[str]()
    for part in parts:
        memory += part.count(".") * PER_PART + part.count(",") * PER_ITEM
        memory += part.count("=") * PER_KEY + (part.count("[") + part.count("{")) * PER_TABLE
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
