"""The text of a roadmap as that of another one, with the learner's own changes in it."""

import re
from collections.abc import Iterator
from pathlib import Path

import tomli

from roadmap_cli.definition.document import Table, modules_in, own_of, scopes_in
from roadmap_cli.definition.forms import is_markdown_form
from roadmap_cli.definition.markdown_writer import markdown_of
from roadmap_cli.definition.merge import topics_of
from roadmap_cli.definition.overlay import overlaid
from roadmap_cli.definition.own import changes_of, text_of_changes
from roadmap_cli.definition.reader import document_of, read_text
from roadmap_cli.definition.wish import AddModule, AddPhase, AddTopic, ChangeRoadmap, ChangeTopic, MoveTopic, Wish
from roadmap_cli.definition.wished_text import in_file
from roadmap_cli.definition.writer import toml_of
from roadmap_cli.errors import CannotBeDone, InvalidFile

_NAME = re.compile(r"^(roadmap[ \t]*:[ \t]*)[^\n]*$", re.MULTILINE)
_TITLE = re.compile(r"^# [^\n]*$", re.MULTILINE)


def forked(text: str, name: str, identifier: str, title: str) -> str:
    """In the same form; comments and order stay. Expects a valid text."""
    own = {"id": identifier, "title": title}
    return _markdown(text, name, own) if is_markdown_form(text) else in_file(text, name, [ChangeRoadmap(own)])


def text_with_changes(file: Path, changes: Path | None) -> str:
    """A roadmap and what a learner laid over it as one text, with its comments where it can be changed in its place.

    Raises InvalidFile where one of the two is not as it should be.
    """
    text, own = read_text(file), text_of_changes(changes)
    return _with_changes(text, str(file), changes_of(own, str(changes))) if own.strip() else text


def _with_changes(text: str, name: str, own: Table) -> str:
    document = document_of(text, name)
    whole, _ = overlaid(document, own)
    if is_markdown_form(text):
        return markdown_of(whole)
    try:
        made = in_file(text, name, _wishes(document, whole))
    except CannotBeDone:
        return toml_of(whole)
    return made if _filled(tomli.loads(made)) == _filled(whole) else toml_of(whole)


def _wishes(document: Table, whole: Table) -> Iterator[Wish]:
    """What makes the one of the other."""
    scopes, before = scopes_in(document), topics_of(document)
    yield from (AddPhase(own_of(each)) for each in whole.get("phase", ()) if each["id"] not in scopes)
    yield from (AddModule(phase["id"], own_of(each)) for phase, each in modules_in(whole) if each["id"] not in scopes)
    for name, (table, spot) in topics_of(whole).items():
        phase, module = spot.ids
        if name not in before:
            yield AddTopic(phase=phase, module=module, table=table)
            continue
        if before[name].spot.ids != spot.ids:
            yield MoveTopic(topic=name, phase=phase, module=module)
        there = before[name].table
        if said := {key: table.get(key) for key in {**there, **table} if there.get(key) != table.get(key)}:
            yield ChangeTopic(name, said)


def _filled(table: Table) -> Table:
    """Without lists that hold nothing: a phase may be empty in either way."""
    parts = {key: [_filled(each) for each in table[key]] for key in ("phase", "module", "topic") if table.get(key)}
    return {key: value for key, value in table.items() if key not in {"phase", "module", "topic"}} | parts


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
