"""Whom a name in the Markdown form means: topics and options go by their ids or their titles."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from roadmap_cli.definition.document import Table, topics_in
from roadmap_cli.definition.markdown_text import plain
from roadmap_cli.definition.problems import Problems
from roadmap_cli.definition.toml_lines import Keys, table_at


class Reference(NamedTuple):
    """Names as they were written, for a key of a table; several, parted by commas, unless it is `one`. `option` is that of
    a prerequisite which holds while it is chosen.
    """

    at: Keys
    line: int
    table: Table
    raw: str
    option: str | None = None
    one: bool = False


class _Known(NamedTuple):
    """By their ids, and the ids by titles; the names by which somebody may have meant them."""

    ids: frozenset[str]
    by_title: dict[str, list[str]]
    names: tuple[str, ...]


def resolve(document: Table, references: Iterable[Reference], problems: Problems) -> None:
    """Puts ids in their places."""
    topics = _known(topic for *_, topic in topics_in(document))
    options = _known(option for choice in document.get("choice", []) for option in choice.get("option", []))
    for each in references:
        if each.one:
            known, sort = (options, "option") if each.at[-1] == "option" else (topics, "topic")
            if (found := _found(each.raw, known, sort, each, problems)) is not None:
                each.table[str(each.at[-1])] = found
            continue
        ids = list(_ids(each, topics, problems))
        if each.option is None:
            each.table["requires"] = [*each.table.get("requires", []), *ids]
        elif (option := _found(each.option, options, "option", each, problems)) is not None:
            by_option = each.table.setdefault("requires_option", {})
            by_option[option] = [*by_option.get(option, []), *ids]


def _known(tables: Iterable[Table]) -> _Known:
    by_title: defaultdict[str, list[str]] = defaultdict(list)
    titles: dict[str, str] = {}
    for table in tables:
        titles[table["id"]] = table["title"]
        by_title[_folded(table["title"])].append(table["id"])
    return _Known(frozenset(titles), dict(by_title), (*titles.values(), *titles))


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


def _ids(reference: Reference, known: _Known, problems: Problems) -> Iterator[str]:
    """Titles may hold commas: the longest that somebody goes by is meant."""
    pieces, at = reference.raw.split(","), 0
    while at < len(pieces):
        lengths = range(min(_MOST_PIECES, len(pieces) - at), 0, -1)
        length = next((each for each in lengths if _is_name(",".join(pieces[at : at + each]), known)), 1)
        name, at = ",".join(pieces[at : at + length]), at + length
        if name.strip() and (found := _found(name, known, "topic", reference, problems)) is not None:
            yield found


_MOST_PIECES = 10
"""Of a title that holds commas."""


def _is_name(raw: str, known: _Known) -> bool:
    name = plain(raw).strip()
    return name in known.ids or _folded(name) in known.by_title


def _found(raw: str, known: _Known, sort: str, reference: Reference, problems: Problems) -> str | None:
    name = plain(raw).strip()
    if name in known.ids:
        return name
    ids = known.by_title.get(_folded(name), [])
    if len(set(ids)) == 1:
        return ids[0]
    if ids:
        sentence = f'{len(ids)} of the {sort}s are called "{name}": write the id, one of {", ".join(ids)}'
        problems.add(reference.line, sentence)
    else:
        problems.add(reference.line, f'no {sort} is called "{name}"', near=name, names=known.names)
    return None


def check_made_ids(document: Table, made: Iterable[Keys], lines: dict[Keys, int], problems: Problems) -> None:
    """Ids that were made of titles must tell two topics apart; those of modules, on which nothing hangs, are made to."""
    tables = {at: table_at(document, at) for at in made}
    taken = {each["id"] for each in document.get("phase", [])}
    for number, phase in enumerate(document.get("phase", [])):
        for index, module in enumerate(phase.get("module", [])):
            if module["id"] in taken and ("phase", number, "module", index) in tables:
                module["id"] = f"{phase['id']}-{module['id']}"
            taken.add(module["id"])
    first: dict[tuple[object, str], Keys] = {}
    for at, table in sorted(tables.items(), key=lambda each: lines[each[0]]):
        if at[-2] in {"topic", "option", "phase"} and table["id"]:
            before = first.setdefault((at[-2], table["id"]), at)
            if before != at:
                told = f"as the {at[-2]} of line {lines[before]}: write another behind it, as {{#{table['id']}-2}}"
                problems.add(lines[at], f'the id "{table["id"]}" is made of the same title {told}')
