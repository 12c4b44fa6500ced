"""The text of a roadmap as that of another one, which differs in nothing but its id and its title."""

import tomli_w
import tomlkit
from tomlkit.exceptions import TOMLKitError

from roadmap_cli.definition.reader import document_of


def forked(text: str, name: str, identifier: str, title: str) -> str:
    """Comments and order stay; what is written in another form becomes TOML. Raises InvalidFile for what is no roadmap."""
    own = {"id": identifier, "title": title}
    try:
        document = tomlkit.parse(text)
    except TOMLKitError:
        made = document_of(text, name)
        return tomli_w.dumps(made | {"roadmap": made["roadmap"] | own})
    about = document.get("roadmap")
    if isinstance(about, dict):
        about.update(own)
    return tomlkit.dumps(document)
