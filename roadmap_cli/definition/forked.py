"""The text of a roadmap as that of another one, which differs in nothing but its id and its title."""

import re

import tomlkit

from roadmap_cli.definition.document import Table
from roadmap_cli.definition.forms import is_markdown_form

_NAME = re.compile(r"^(roadmap[ \t]*:[ \t]*)[^\n]*$", re.MULTILINE)
_TITLE = re.compile(r"^# [^\n]*$", re.MULTILINE)


def forked(text: str, name: str, identifier: str, title: str) -> str:
    """In the same form; comments and order stay. Expects a valid text."""
    own = {"id": identifier, "title": title}
    if is_markdown_form(text):
        return _markdown(text, name, own)
    document = tomlkit.parse(text)
    about = document.get("roadmap")
    if isinstance(about, dict):
        about.update(own)
    return tomlkit.dumps(document)


def _markdown(text: str, name: str, own: dict[str, str]) -> str:
    """By its lines, unless they say something else by that: then it is written anew."""
    from roadmap_cli.definition.markdown_writer import markdown_of
    from roadmap_cli.definition.reader import document_of
    from roadmap_cli.errors import InvalidFile

    made = document_of(text, name)
    wanted: Table = made | {"roadmap": made["roadmap"] | own}
    edited = _NAME.sub(lambda line: f"{line[1]}{own['id']}", text, count=1)
    edited = _TITLE.sub(lambda _: f"# {own['title']}", edited, count=1)
    try:
        return edited if document_of(edited, name) == wanted else markdown_of(wanted)
    except InvalidFile:
        return markdown_of(wanted)
