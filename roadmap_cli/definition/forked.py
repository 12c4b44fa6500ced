"""The text of a roadmap as that of another one, with the learner's own changes in it."""

import re
from collections.abc import Iterator

import tomli
import tomli_w
import tomlkit

from roadmap_cli.definition.document import Table
from roadmap_cli.definition.edit import Edit, MendTable, PutTable, edited, saying
from roadmap_cli.definition.forms import is_markdown_form
from roadmap_cli.definition.markdown_writer import markdown_of
from roadmap_cli.definition.overlay import overlaid
from roadmap_cli.definition.own import changes_of
from roadmap_cli.definition.reader import document_of
from roadmap_cli.errors import CannotBeDone, InvalidFile

_NAME = re.compile(r"^(roadmap[ \t]*:[ \t]*)[^\n]*$", re.MULTILINE)
_TITLE = re.compile(r"^# [^\n]*$", re.MULTILINE)
_PARTS = {"phase": "module", "module": "topic"}
"""What stands in what."""


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


def with_changes(text: str, name: str, own: str, own_name: str) -> str:
    """A roadmap and what a learner laid over it as one text, with its comments where it can be changed in its place.

    Raises InvalidFile where one of the two is not as it should be.
    """
    document = document_of(text, name)
    whole, _ = overlaid(document, changes_of(own, own_name))
    if is_markdown_form(text):
        return markdown_of(whole)
    try:
        made = edited(text, name, list(_edits(document, whole, ())))
    except CannotBeDone:
        made = ""
    return made if made and _filled(tomli.loads(made)) == _filled(whole) else tomli_w.dumps(whole)


def _edits(document: Table, whole: Table, at: tuple[str | int, ...], sort: str = "phase") -> Iterator[Edit]:
    """What was added comes last among its like; what was moved is left to whoever writes all anew."""
    there = document.get(sort, [])
    for number, table in enumerate(whole.get(sort, [])):
        place, part = (*at, sort, number), _PARTS.get(sort, "")
        own = {key: value for key, value in table.items() if key != part}
        before = there[number] if number < len(there) else None
        if before is None:
            yield PutTable(place, own)
        elif said := {key: value for key, value in own.items() if before.get(key) != value}:
            yield MendTable(place, saying(said))
        if part:
            yield from _edits(before or {}, table, place, part)


def _filled(document: Table) -> Table:
    """Without lists that hold nothing: a phase may be empty in either way."""
    kept = {key: value for key, value in document.items() if value != [] or key not in {"phase", *_PARTS.values()}}
    return {
        key: [_filled(each) for each in value]
        if key in {"phase", *_PARTS.values()} and isinstance(value, list)
        else value
        for key, value in kept.items()
    }


def _markdown(text: str, name: str, own: dict[str, str]) -> str:
    """By its lines, unless they say something else by that: then it is written anew."""
    made = document_of(text, name)
    wanted: Table = made | {"roadmap": made["roadmap"] | own}
    edited_text = _NAME.sub(lambda line: f"{line[1]}{own['id']}", text, count=1)
    edited_text = _TITLE.sub(lambda _: f"# {own['title']}", edited_text, count=1)
    try:
        return edited_text if document_of(edited_text, name) == wanted else markdown_of(wanted)
    except InvalidFile:
        return markdown_of(wanted)
