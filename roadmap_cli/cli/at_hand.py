"""A file that somebody names, here or on the web. What is there is fetched after a yes, and only then."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from roadmap_cli.cli.arguments import parse_input
from roadmap_cli.cli.consent import ask_first
from roadmap_cli.cli.screen import hint
from roadmap_cli.domain.web import is_address
from roadmap_cli.errors import RoadmapError
from roadmap_cli.files import STANDARD_INPUT
from roadmap_cli.use_cases.library import Provenance, digest
from roadmap_cli.use_cases.session import Session

if TYPE_CHECKING:  # most commands fetch nothing
    from roadmap_cli.use_cases.fetch import Fetched


class AtHand(NamedTuple):
    """A file that can be read now. `source` is what it is called to whoever named it."""

    file: Path
    source: str
    provenance: Provenance | None = None

    @property
    def typed(self) -> str:
        """How it was named on the command line."""
        return "-" if self.file is STANDARD_INPUT else self.source


@contextmanager
def at_hand(session: Session, words: str, *, yes: bool) -> Iterator[AtHand]:
    """Raises CannotBeDone where nobody agrees, or nothing comes."""
    if not is_address(words):
        file = parse_input(words)
        yield AtHand(file, str(file))
        return
    from tempfile import TemporaryDirectory

    from roadmap_cli.use_cases.fetch import file_name, folder_name

    fetched = agreed_fetch(words, yes=yes)
    with TemporaryDirectory(prefix="roadmap-") as folder:
        file = Path(folder) / folder_name(fetched.address) / file_name(fetched.address)
        file.parent.mkdir()
        file.write_bytes(fetched.content)
        with _told_as(file, fetched.address):
            yield AtHand(file, fetched.address, provenance(fetched, session))


def agreed_fetch(address: str, *, yes: bool, purpose: str = "kept as a copy") -> "Fetched":
    """What is to be asked of whom is said before anybody is asked for anything."""
    from roadmap_cli.use_cases.fetch import checked_address, fetch, host_of

    address = checked_address(address)
    host = host_of(address)
    if yes:
        hint(f"fetching {address}")
    else:
        sentence = f"{host} would be asked for {address}, and what comes be checked and {purpose}"
        ask_first(sentence, "Fetch it?", "to agree beforehand: --yes")
    fetched = fetch(address)
    if host_of(fetched.last) != host:
        hint(f"{host} sent on to {fetched.last}, where the file is")
    return fetched


def provenance(fetched: "Fetched", session: Session) -> Provenance:
    return Provenance(fetched.address, digest(fetched.content), session.now.isoformat(timespec="seconds"))


@contextmanager
def _told_as(file: Path, address: str) -> Iterator[None]:
    """What is wrong with a file is told by the name that somebody knows it by."""
    try:
        yield
    except RoadmapError as error:
        error.sentence = error.sentence.replace(str(file), address)
        error.hint = error.hint.replace(str(file), address)
        raise
