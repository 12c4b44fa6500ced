"""In which form the text of a roadmap is written, and its document with the lines of all that it says."""

from functools import partial
from typing import NamedTuple

import tomli

from roadmap_cli.definition.document import Table
from roadmap_cli.definition.problems import Lines, Problems
from roadmap_cli.definition.toml_lines import lines_of


class Parsed(NamedTuple):
    """A document that nobody has checked yet."""

    document: Table
    lines_of: Lines


def parse(text: str, problems: Problems) -> Parsed:
    """What keeps it from being read at all is noted."""
    return Parsed(_toml(text, problems), partial(lines_of, text))


def _toml(text: str, problems: Problems) -> Table:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        problems.add(error.lineno, f"not valid TOML: {error.msg[:1].lower()}{error.msg[1:]}")
    except RecursionError:
        problems.add(1, "not valid: it is nested too deeply")
    except ValueError:
        problems.add(1, "not valid: it holds a number of thousands of digits")
    return {}
