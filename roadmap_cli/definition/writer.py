"""The document of a roadmap as the text of its file, with a line by which the work of a hand is known. The only owner
of tomli_w.
"""

import re
from collections.abc import Iterator
from hashlib import sha256

import tomli_w

from roadmap_cli.definition.document import Table

_DIGEST = "# As imported: "
_PARTS = ("phase", "module", "topic")


def text_of(document: Table, source: str, inferred: str = "") -> str:
    """`source` is the name of the file that it was made from, `inferred` what was guessed."""
    said = [f"Imported from {source}. You may edit this file: what you change stays when it is imported again."]
    said += [f"Guessed: {inferred}"] if inferred else []
    head = "".join(f"# {_printable(each)}\n" for each in said)
    body = "".join(f"\n{each}" for each in _tables(document))
    return f"{head}{_DIGEST}{_digest(head + body)}\n{body}"


def toml_of(document: Table) -> str:
    return "\n".join(_tables(document))


def as_imported(text: str, imported: str) -> str:
    """An edited text that says of itself what was imported last, by the line in which that says it."""
    (line,) = _digest_lines(imported)
    there = _digest_lines(text)
    return text.replace(there[0], line, 1) if there else f"{line}{text}"


def is_imported(text: str) -> bool:
    """Whether it says so, edited or not."""
    return bool(_digest_lines(text))


def digest_said(text: str) -> str:
    """By which it names what was imported last; empty where it says nothing of the kind."""
    found = re.fullmatch(r"[0-9a-f]{32}", "".join(_digest_lines(text)[:1]).removeprefix(_DIGEST).strip())
    return found[0] if found else ""


def is_base_of(imported: str, text: str) -> bool:
    """Whether a text may have been made by hand of one that was imported."""
    return is_untouched(imported) and _digest_lines(text) in ([], _digest_lines(imported))


def _digest_lines(text: str) -> list[str]:
    return [line for line in text.splitlines(keepends=True) if line.startswith(_DIGEST)]


def _tables(table: Table, way: str = "") -> Iterator[str]:
    """A part of the text for each table, so that whoever edits it finds every topic below a heading of its own; tomli_w
    writes short ones in one line. In what it gives a line that begins with a bracket is a heading, and never text.
    """
    inner = {key: value for key, value in table.items() if key in _PARTS and isinstance(value, list)}
    own = tomli_w.dumps({key: value for key, value in table.items() if key not in inner})
    told = re.sub(r"^(\[\[?)", rf"\1{way}.", own, flags=re.MULTILINE) if way else own
    yield f"[[{way}]]\n{told}" if way else told
    for key, tables in inner.items():
        for each in tables:
            yield from _tables(each, f"{way}.{key}" if way else key)


def is_untouched(text: str) -> bool:
    """Whether it is still as `text_of` made it."""
    said = _digest_lines(text)
    rest = "".join(line for line in text.splitlines(keepends=True) if line not in said)
    return [f"{_DIGEST}{_digest(rest)}\n"] == said


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]


def _printable(text: str) -> str:
    """A comment is one line and holds no control character."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
