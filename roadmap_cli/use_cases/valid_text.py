"""A text of a roadmap that came from elsewhere, looked at before it stands anywhere."""

from pathlib import Path

from roadmap_cli import definition
from roadmap_cli.domain.roadmap import Roadmap
from roadmap_cli.errors import InvalidFile
from roadmap_cli.files import plain
from roadmap_cli.use_cases.archive import text_of


def validated(roadmap: str, text: str, name: str) -> tuple[Roadmap | None, str]:
    """The roadmap in a text, or what is wrong with it."""
    from roadmap_cli.definition.reader import check_text

    try:
        found = check_text(plain(text), name).roadmap
    except InvalidFile as error:
        return None, error.sentence.partition("\n")[0]
    if found.id != roadmap:
        return None, f'{name}: it is the roadmap "{found.id}"'
    return found, ""


def laid_over(own: str, name: str, come: str | None, file: Path | None) -> tuple[Roadmap | None, str]:
    """The roadmap with these changes, or what is wrong with them; without its file, whether they can be read."""
    from roadmap_cli.definition import own as changes
    from roadmap_cli.definition.reader import document_of

    try:
        if come is None and file is None and own.strip():
            changes.changes_of(plain(own), name)
            return None, ""
        said = come if come is not None else text_of(file or definition.builtin())
        return changes.laid_over(document_of(plain(said), name), plain(own), name).roadmap, ""
    except InvalidFile as error:
        return None, error.sentence.partition("\n")[0]
