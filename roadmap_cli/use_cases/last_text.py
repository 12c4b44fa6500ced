"""Which text of each roadmap stood in its file when this machine last looked, by hashes: so it is known what a hand has done
since. Kept for each learner of each database; whoever loses it is asked nothing more, and a text that a hand went back to is
taken for one that is behind.
"""

import json
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from roadmap_cli.errors import CannotBeDone
from roadmap_cli.files import write_file
from roadmap_cli.settings import folders


def key_of(roadmap: str, *, own: bool) -> str:
    return f"own/{roadmap}" if own else roadmap


def last_texts(database: str, user: str) -> dict[str, str]:
    """By `key_of`. What nobody can read is nothing."""
    try:
        said = json.loads(_file(database, user).read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(key): str(name) for key, name in said.items()} if isinstance(said, dict) else {}


def remember(database: str, user: str, texts: dict[str, str]) -> None:
    """Beside what is known of others."""
    before = last_texts(database, user)
    after = {**before, **texts}
    if after != before:
        file = _file(database, user)
        with suppress(OSError, CannotBeDone):  # the next command that looks can
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_file(file, json.dumps(after, indent=1, sort_keys=True) + "\n", force=True)


def _file(database: str, user: str) -> Path:
    """A database goes by its hash: an address may hold a password."""
    name = sha256(f"{database}\0{user}".encode()).hexdigest()[:32]
    return folders.texts_folder() / f"{name}.json"
