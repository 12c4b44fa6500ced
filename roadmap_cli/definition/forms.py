"""In which form the text of a roadmap is written, and its document with the lines of all that it says."""

import re
from functools import partial
from pathlib import PurePath
from typing import NamedTuple

import tomli

from roadmap_cli.definition.document import Table
from roadmap_cli.definition.problems import Lines, Problems
from roadmap_cli.definition.toml_faults import WITHOUT_HEAD, looks_like_toml, told
from roadmap_cli.definition.toml_lines import lines_of

_HEAD = re.compile(
    r"---[ \t]*\n(?:(?!---)[^\n]*\n){0,40}?roadmap[ \t]*:[^\n]*\n(?:(?!---)[^\n]*\n){0,40}?---[ \t]*(?:\n|\Z)"
)
MARKDOWN = {".md", ".markdown", ".mdown"}
"""How the name of a file in the Markdown form ends."""


class ReadForm(NamedTuple):
    """A document that nobody has checked yet."""

    document: Table
    lines_of: Lines


def is_markdown_form(text: str) -> bool:
    """Whether a text is a roadmap in Markdown: its head says `roadmap:`. A list that lacks it is a list."""
    return _HEAD.match(text) is not None


def parse(text: str, problems: Problems) -> ReadForm:
    """What keeps it from being read at all is noted."""
    if is_markdown_form(text):
        from roadmap_cli.definition import markdown_reader

        reader = markdown_reader.read(text, problems)
        return ReadForm(reader.document, reader.lines_of)
    if PurePath(problems.file).suffix.casefold() in MARKDOWN and not looks_like_toml(text):
        problems.add(1, WITHOUT_HEAD)
        return ReadForm({}, lambda _: {})
    return ReadForm(_toml(text, problems), partial(lines_of, text))


def _toml(text: str, problems: Problems) -> Table:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        problems.add(*told(text, error))
    except RecursionError:
        problems.add(1, "not valid: it is nested too deeply")
    except ValueError:
        problems.add(1, "not valid: it holds a number of thousands of digits")
    return {}
