"""A roadmap with the learner's own changes of it, which stand in a file of their own."""

from pathlib import Path

from roadmap_cli.definition.document import Definition, Table, build
from roadmap_cli.definition.forms import parse
from roadmap_cli.definition.model import OWN_FILE
from roadmap_cli.definition.overlay import overlaid
from roadmap_cli.definition.problems import Problems
from roadmap_cli.definition.reader import check_shape, document_of, read_text
from roadmap_cli.definition.references import check_references
from roadmap_cli.errors import InvalidFile

WAY_ON = "mend it there, or take the file away"


def read(path: Path, own: Path | None) -> Definition:
    """Raises InvalidFile, with every problem of the one file or the other."""
    document = document_of(read_text(path), str(path))
    return laid_over(document, text_of_changes(own), str(own))


def text_of_changes(own: Path | None) -> str:
    """Empty where there are none. Raises InvalidFile."""
    return read_text(own) if own is not None and own.exists() else ""


def laid_over(document: Table, own: str, name: str) -> Definition:
    """A valid document with the changes in a text, if it holds any. Raises InvalidFile."""
    if not own.strip():
        return build(document)
    try:
        changes = changes_of(own, name)
    except InvalidFile as error:
        error.hint = error.hint or WAY_ON
        raise
    whole, remarks = overlaid(document, changes)
    problems = Problems(name)
    check_references(whole, problems)
    if problems.found:
        sentence = "\n  ".join([f"{name} does not fit the roadmap", *(each.sentence for each in problems.found)])
        raise InvalidFile(sentence, WAY_ON)
    return build(whole)._replace(remarks=remarks)


def changes_of(text: str, name: str) -> Table:
    """Raises InvalidFile with every problem."""
    problems = Problems(name)
    document, lines_of = parse(text, problems)
    problems.raise_if_any(lines_of)
    check_shape(document, problems, OWN_FILE)
    problems.raise_if_any(lines_of)
    return document
