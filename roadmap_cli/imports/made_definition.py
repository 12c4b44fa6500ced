"""An outline as the document of a roadmap file. Ids depend on nothing but the file and what was made of it before."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Outline, Unplaced
from roadmap_cli.domain.roadmap import BUILT_IN, ID, MOST_HOURS
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports.vocabulary import UNTITLED, folded, short
from roadmap_cli.slug import numbered, slug

Table = dict[str, object]
MOST_SAID = 10
_ID = re.compile(ID)


class Defined(NamedTuple):
    """A document, and the ids that it gives to the items of the outline."""

    document: Table
    ids: tuple[str, ...]
    unplaced: tuple[Unplaced, ...]


def tidy(outline: Outline, name: str) -> Outline:
    """With a title, a phase and a module for each item, all of one line, and evidence that leads to the web.

    Raises InvalidFile, beginning with `name`, where nothing is left that could be a topic.
    """
    title = title_line(outline.title) or "Imported"
    items = [_tidy(item, title) for item in outline.items]
    unplaced = (*outline.unplaced, *(each for item in items for each in _useless(item)))
    kept = tuple(item._replace(evidence=tuple(_proofs(item))) for item in items if item.title)
    if not kept:
        said = [": ".join(filter(None, (each.place, short(each.text), each.why))) for each in unplaced[:MOST_SAID]]
        raise InvalidFile("\n  ".join([f"{name}: nothing in it can become a topic", *said]))
    return outline._replace(title=title, items=kept, unplaced=unplaced)


def _useless(item: Item) -> Iterator[Unplaced]:
    if not item.title:
        yield Unplaced(item.place, "", UNTITLED)
    for link in item.evidence:
        if not leads_to_the_web(link.url):
            yield Unplaced(item.place, short(link.url), "evidence is a link that begins with https:// or http://")


def _proofs(item: Item) -> Iterator[Resource]:
    return (link._replace(title=title_line(link.title)) for link in item.evidence if leads_to_the_web(link.url))


def roadmap_ids(title: str) -> Iterator[str]:
    """What a roadmap of this title may be called, the best name first."""
    return (name for name in numbered(slug(title) or "imported") if name != BUILT_IN)


def define(outline: Outline, roadmap_id: str, kept: Sequence[str | None] = ()) -> Defined:
    """Expects a tidy outline. `kept` are ids that items have from an import before this one."""
    ids = _topic_ids(outline.items, kept or [None] * len(outline.items))
    requires, unplaced = _requires(outline.items, ids)
    often = Counter(title_line(name) for item in outline.items for name in {*item.known_as, item.id})
    shared = {name for name, times in often.items() if times > 1}
    phases: dict[str, dict[str, list[Table]]] = {}
    for item, identifier in zip(outline.items, ids, strict=True):
        table = _topic(item, identifier, requires[identifier], shared)
        phases.setdefault(item.phase, {}).setdefault(item.module, []).append(table)
        if item.hours is not None and "hours" not in table:
            why = f"hours are above 0 and at most {MOST_HOURS:,}"
            unplaced.append(Unplaced(item.place, short(f"{item.hours:g} hours of {item.title}"), why))
    document: Table = {"roadmap": {"id": roadmap_id, "title": outline.title}, "phase": _phases(phases, outline.items)}
    return Defined(document, ids, tuple(unplaced))


def _phases(phases: Mapping[str, Mapping[str, list[Table]]], items: Sequence[Item]) -> list[Table]:
    """Phases and modules share their names. What they were called by in a roadmap goes first."""
    said = {(item.phase, ""): item.phase_id for item in reversed(items) if _ID.fullmatch(item.phase_id)}
    said |= {(item.phase, item.module): item.module_id for item in reversed(items) if _ID.fullmatch(item.module_id)}
    taken: set[str] = set()
    tries: Counter[str] = Counter()
    tables: list[Table] = []
    for title, modules in phases.items():
        phase = {"id": _free(said.get((title, ""), slug(title)) or "phase", taken, tries), "title": title}
        within = [
            {"id": _free(said.get((title, each), slug(each)) or "module", taken, tries), "title": each, "topic": topics}
            for each, topics in modules.items()
        ]
        tables.append({**phase, "module": within})
    return tables


def _topic(item: Item, identifier: str, requires: list[str], shared: Collection[str]) -> Table:
    """Its own id need not be said again, unless it is a name of others, too."""
    hours = item.hours if item.hours is not None and 0 < item.hours <= MOST_HOURS else None
    names = (*item.known_as, *(() if _ID.fullmatch(item.id) else (item.id,)))
    table = {
        "id": identifier,
        "title": item.title,
        "why": title_line(item.why),
        "hours": int(hours) if hours is not None and hours == int(hours) else hours,
        "requires": requires,
        "criteria": list(criteria_of(item)),
        "resources": [_resource(each) for each in item.resources if title_line(each.url)],
        "known_as": list(
            dict.fromkeys(name for name in map(title_line, names) if name and (name != identifier or name in shared))
        ),
    }
    return {key: value for key, value in table.items() if value}


def criteria_of(item: Item) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(title_line, item.criteria))))


def _resource(resource: Resource) -> Table:
    url, kind = title_line(resource.url), title_line(resource.kind)
    return {"title": title_line(resource.title) or url, "url": url, **({"kind": kind} if kind else {})}


def _topic_ids(items: Sequence[Item], kept: Sequence[str | None]) -> tuple[str, ...]:
    """What was there before and what the file says go first, so that no title takes the id of another topic."""
    taken: set[str] = set()
    ids: list[str | None] = [None] * len(items)
    for wanted in (kept, [item.id if _ID.fullmatch(item.id) else None for item in items]):
        for index, name in enumerate(wanted):
            if name is not None and ids[index] is None and name not in taken:
                ids[index] = name
                taken.add(name)
    tries: Counter[str] = Counter()
    bases = (item.id if _ID.fullmatch(item.id) else slug(item.title) or "topic" for item in items)
    return tuple(given or _free(base, taken, tries) for given, base in zip(ids, bases, strict=True))


def _free(base: str, taken: set[str], tries: Counter[str]) -> str:
    """The name itself or with a number behind it, and from now on taken."""
    name = base
    while name in taken:
        tries[base] += 1
        name = f"{base}-{tries[base] + 1}"
    taken.add(name)
    return name


def _requires(items: Sequence[Item], ids: Sequence[str]) -> tuple[dict[str, list[str]], list[Unplaced]]:
    """The prerequisites of each topic by id, and what cannot be one."""
    names = _names(items, ids)
    alike: dict[str, set[str]] = {}
    for name, meant in names.items():
        alike[folded(name)] = alike.get(folded(name), set()) | meant
    requires: dict[str, list[str]] = {}
    unplaced = []
    for item, identifier in zip(items, ids, strict=True):
        found: dict[str, None] = {}
        for name in item.requires:
            meant = names.get(name) or names.get(title_line(name).casefold()) or alike.get(folded(name), set())
            if len(meant) == 1:
                found |= dict.fromkeys(meant)
            else:
                why = "more than one topic is called that" if meant else "no topic in the file is called that"
                unplaced.append(Unplaced(item.place, short(f"{item.title} requires {name}"), why))
        requires[identifier] = list(found)
    circles = _circles(requires)
    where = dict(zip(ids, items, strict=True))
    for topic, needed in sorted(circles):
        said = short(f"{where[topic].title} requires {where[needed].title}")
        unplaced.append(Unplaced(where[topic].place, said, "that would close a circle of prerequisites"))
    return {topic: [each for each in its if (topic, each) not in circles] for topic, its in requires.items()}, unplaced


def _names(items: Sequence[Item], ids: Sequence[str]) -> dict[str, set[str]]:
    """What a prerequisite may be called, with the ids that it may mean: ids go before titles."""
    names: dict[str, set[str]] = {}
    for item, identifier in zip(items, ids, strict=True):
        names.setdefault(item.title.casefold(), set()).add(identifier)
    for item, identifier in zip(reversed(items), reversed(ids), strict=True):  # of those that share an id the first
        names |= {name: {identifier} for name in (*item.known_as, item.id) if name}
    return names


def _circles(requires: dict[str, list[str]]) -> set[tuple[str, str]]:
    """Which prerequisites to leave out so that no circle is left. It looks from the end of the file, so that of two
    topics that require each other the later one goes on requiring the earlier one.
    """
    circles: set[tuple[str, str]] = set()
    done: set[str] = set()
    for start in reversed(requires):
        path = {start: iter(requires[start])} if start not in done else {}
        while path:
            topic, needs = next(reversed(path.items()))
            needed = next((each for each in needs if each not in done), None)
            if needed is None:
                done.add(topic)
                del path[topic]
            elif needed in path:
                circles.add((topic, needed))
            else:
                path[needed] = iter(requires[needed])
    return circles


def _tidy(item: Item, title: str) -> Item:
    """A module without a name is called like its phase, a phase without one like the roadmap."""
    phase = title_line(item.phase) or title
    said = title_line(item.title) or title_line(item.id) or next(filter(None, map(title_line, item.known_as)), "")
    return item._replace(title=said, phase=phase, module=title_line(item.module) or phase)
