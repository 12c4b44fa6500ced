"""What only the whole file can tell of the tables about being hired: names that nobody has, ids said twice, figures of no
source.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from roadmap_cli.definition.document import Table
from roadmap_cli.definition.job import NAMES
from roadmap_cli.definition.problems import Problems
from roadmap_cli.definition.toml_lines import Keys

_NAMING = {
    "topic": "topic",
    "topics": "topic",
    "supports": "topic",
    "shows": "topic",
    "option": "option",
    "choice": "choice",
    "phase": "phase",
    "skips_phases": "phase",
}
"""What is named by which key."""
_FIGURES = {"salary": "here or in career", "figure": "here or in career", "timeline": "in career"}
"""What needs a source and a year, and where they may stand."""
_ORDERED = {"salary": (("min", "max"), ("max", "top")), "timeline": (("years_min", "years_max"),)}
"""What is not more than what, by the sort of table."""


class _Found(NamedTuple):
    """A table, what leads to it, and what sort it is."""

    sort: str
    at: Keys
    table: Table


def check_job_references(document: Table, known: Mapping[str, tuple[str, ...]], problems: Problems) -> None:
    """`known` are the ids of topics, options, choices and phases, by these words."""
    tables = [each for name in NAMES if name in document for each in _tables(name, document[name], (name,))]
    for each in tables:
        _check_names(each, known, problems)
    _check_unique(tables, problems)
    _check_sources(document.get("career", {}), problems)
    _check_orders(tables, problems)
    _check_ready(document, problems)
    _check_story(document, problems)
    _check_question_tags(tables, document.get("story", {}).get("tags", []), problems)


def _tables(sort: str, table: Table, at: Keys) -> Iterator[_Found]:
    yield _Found(sort, at, table)
    for key, value in table.items():
        if isinstance(value, list) and all(isinstance(each, dict) for each in value):
            for index, each in enumerate(value):
                yield from _tables(key, each, (*at, key, index))


def _check_names(found: _Found, known: Mapping[str, tuple[str, ...]], problems: Problems) -> None:
    for key, sort in _NAMING.items():
        value = found.table.get(key)
        listed = value if isinstance(value, list) else []
        named = [((*found.at, key), value)] if isinstance(value, str) else []
        named += [((*found.at, key, index), each) for index, each in enumerate(listed)]
        for at, name in named:
            if name not in known[sort] and not problems.explain(name):
                sentence = f'{_title(found)} names the {sort} "{name}", which does not exist'
                problems.add(at, sentence, near=name, names=known[sort])


def _title(found: _Found) -> str:
    name = found.table.get("id", found.table.get("title", found.table.get("start")))
    return found.sort if name is None else f'{found.sort} "{name}"'


def _check_unique(tables: list[_Found], problems: Problems) -> None:
    seen: set[tuple[object, ...]] = set()
    for sort, at, table in tables:
        if "id" in table:
            name = (at[0], sort, table["id"])
            if name in seen:
                problems.add((*at, "id"), f'the {sort} id "{table["id"]}" is used twice in {at[0]}')
            seen.add(name)


def _check_sources(career: Table, problems: Problems) -> None:
    """A figure without its source and year is a rumour."""
    for key, where in _FIGURES.items():
        for index, each in enumerate(career.get(key, [])):
            lacks = [name for name in ("source", "year") if name not in each and name not in career]
            if lacks:
                sentence = (
                    f'{key} "{each.get("id", each.get("start", index + 1))}" needs {" and ".join(lacks)}, {where}'
                )
                problems.add(("career", key, index), sentence)


def _check_orders(tables: list[_Found], problems: Problems) -> None:
    for found in tables:
        for less, more in _ORDERED.get(found.sort, ()):
            if less in found.table and more in found.table and found.table[less] > found.table[more]:
                problems.add((*found.at, less), f'{_title(found)}: "{less}" is more than "{more}"')


def _check_ready(document: Table, problems: Problems) -> None:
    """What is asked for has to be possible."""
    ready, story, career = (document.get(name, {}) for name in ("ready", "story", "career"))
    rows = (
        ("tags", "tags", "stories have", story.get("tags")),
        ("proven", "skills", "the career has", career.get("skill")),
    )
    for key, things, owner, there in rows:
        if there is not None and ready.get(key, 0) > len(there):
            problems.add(("ready", key), f"ready asks for {ready[key]} {things}, and {owner} {len(there)}")


def _check_story(document: Table, problems: Problems) -> None:
    story = document.get("story", {})
    parts = tuple(each["id"] for each in story.get("part", []) if "id" in each)
    example = story.get("example", {})
    for part in example.get("text", {}):
        if part not in parts:
            sentence = f'the example of a story has the part "{part}", which stories do not have'
            problems.add(("story", "example", "text", part), sentence, near=part, names=parts)


def _check_question_tags(tables: list[_Found], tags: list[str], problems: Problems) -> None:
    for found in tables:
        for index, tag in enumerate(found.table.get("tags", []) if found.sort == "question" else []):
            if tag not in tags:
                sentence = f'{_title(found)} has the tag "{tag}", which stories do not have'
                problems.add((*found.at, "tags", index), sentence, near=tag, names=tuple(tags))
