"""The document of a roadmap as the text of its file, with a line by which the work of a hand is known. The only owner
of tomli_w.
"""

from hashlib import sha256

import tomli_w

from roadmap_cli.definition.document import Table

_DIGEST = "# As imported: "


def text_of(document: Table, source: str, inferred: str = "") -> str:
    """`source` is the name of the file that it was made from, `inferred` what was guessed."""
    said = [f"Imported from {source}. You may edit this file: an import goes over it only while nobody has."]
    said += [f"Guessed: {inferred}"] if inferred else []
    head = "".join(f"# {_printable(each)}\n" for each in said)
    body = f"\n{tomli_w.dumps(document)}"
    return f"{head}{_DIGEST}{_digest(head + body)}\n{body}"


def toml_of(document: Table) -> str:
    return tomli_w.dumps(document)


def is_untouched(text: str) -> bool:
    """Whether it is still as `text_of` made it."""
    lines = text.splitlines(keepends=True)
    said = [line for line in lines if line.startswith(_DIGEST)]
    rest = "".join(line for line in lines if line not in said)
    return [f"{_DIGEST}{_digest(rest)}\n"] == said


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]


def _printable(text: str) -> str:
    """A comment is one line and holds no control character."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
