"""An outline as the document of a roadmap file. Ids depend on nothing but the file and what was made of it before."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from roadmap_cli.domain.free_name import numbered
from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Outline, Unplaced
from roadmap_cli.domain.roadmap import BUILT_IN, ID, MOST_HOURS, Choice
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.domain.web import acts, leads_to_the_web
from roadmap_cli.errors import InvalidFile
from roadmap_cli.imports.vocabulary import UNTITLED, folded, no_web_page, short
from roadmap_cli.slug import slug

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
    kept = tuple(
        item._replace(evidence=tuple(_proofs(item)), resources=tuple(_places(item))) for item in items if item.title
    )
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
    for resource in item.resources:
        if acts(resource.url):
            yield no_web_page(item.place, f"{resource.title} ({resource.url})")


def _proofs(item: Item) -> Iterator[Resource]:
    return (link._replace(title=title_line(link.title)) for link in item.evidence if leads_to_the_web(link.url))


def _places(item: Item) -> Iterator[Resource]:
    """What a roadmap may lead to."""
    return (each for each in item.resources if not acts(each.url))


def roadmap_ids(title: str) -> Iterator[str]:
    """What a roadmap of this title may be called, the best name first."""
    return (name for name in numbered(slug(title) or "imported") if name != BUILT_IN)


def define(outline: Outline, roadmap_id: str, kept: Sequence[str | None] = ()) -> Defined:
    """Expects a tidy outline. `kept` are ids that items have from an import before this one."""
    ids = _topic_ids(outline.items, kept or [None] * len(outline.items))
    choices, unplaced = _choices(outline.choices, ids)
    items = _with_options(outline.items, choices)
    requires, astray = _requires(items, ids)
    unplaced += astray
    often = Counter(title_line(name) for item in items for name in {*item.known_as, item.id})
    shared = {name for name, times in often.items() if times > 1}
    phases: dict[str, dict[str, list[Table]]] = {}
    for item, identifier in zip(items, ids, strict=True):
        table = _topic(item, identifier, requires[identifier], shared)
        phases.setdefault(item.phase, {}).setdefault(item.module, []).append(table)
        if item.hours is not None and "hours" not in table:
            why = f"hours are above 0 and at most {MOST_HOURS:,}"
            unplaced.append(Unplaced(item.place, short(f"{item.hours:g} hours of {item.title}"), why))
    about = {"id": roadmap_id, "title": outline.title}
    said = {"choice": [_choice(each) for each in choices]} if choices else {}
    document: Table = {"roadmap": about, **said, "phase": _phases(phases, items)}
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


def _choices(choices: Sequence[Choice], ids: Collection[str]) -> tuple[list[Choice], list[Unplaced]]:
    """Those that a roadmap can have."""
    kept: list[Choice] = []
    unplaced = []
    for choice in choices:
        others = {option.id for each in kept for option in each.options}
        options = {option.id for option in choice.options} - others
        sound = (
            _ID.fullmatch(choice.id)
            and all(map(_ID.fullmatch, options))
            and choice.id not in {each.id for each in kept}
        )
        if sound and 1 < len(options) == len(choice.options):
            kept.append(choice if choice.topic in ids else choice._replace(topic=None))
        else:
            why = "a choice has an id and at least two options, each with an id of its own"
            unplaced.append(Unplaced("", short(choice.title), why))
    return kept, unplaced


def _choice(choice: Choice) -> Table:
    options = [{"id": each.id, "title": title_line(each.title) or each.id} for each in choice.options]
    topic = {"topic": choice.topic} if choice.topic else {}
    return {"id": choice.id, "title": title_line(choice.title) or choice.id, **topic, "option": options}


def _with_options(items: Sequence[Item], choices: Sequence[Choice]) -> tuple[Item, ...]:
    """Of the choices that there are; what holds under any other holds as it stands."""
    known = {option.id for choice in choices for option in choice.options}
    return tuple(
        item._replace(
            option=item.option if item.option in known else "",
            requires=(*item.requires, *(name for option, name in item.requires_option if option not in known)),
            requires_option=tuple(each for each in item.requires_option if each[0] in known),
        )
        for item in items
    )


def _topic(item: Item, identifier: str, requires: Mapping[str, str], shared: Collection[str]) -> Table:
    """Its own id need not be said again, unless it is a name of others, too."""
    hours = item.hours if item.hours is not None and 0 < item.hours <= MOST_HOURS else None
    names = (*item.known_as, *(() if _ID.fullmatch(item.id) else (item.id,)))
    table = {
        "id": identifier,
        "title": item.title,
        "why": title_line(item.why),
        "hours": int(hours) if hours is not None and hours == int(hours) else hours,
        "option": item.option,
        "stretch": item.stretch,
        "requires": [needed for needed, option in requires.items() if not option],
        "requires_option": {
            option: [needed for needed, its in requires.items() if its == option]
            for option in dict.fromkeys(filter(None, requires.values()))
        },
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


def _requires(items: Sequence[Item], ids: Sequence[str]) -> tuple[dict[str, dict[str, str]], list[Unplaced]]:
    """The prerequisites of each topic by id, each with the option under which it holds or nothing, and what cannot be one."""
    names = _names(items, ids)
    alike: dict[str, set[str]] = {}
    for name, meant in names.items():
        alike[folded(name)] = alike.get(folded(name), set()) | meant
    where = dict(zip(ids, items, strict=True))
    requires: dict[str, dict[str, str]] = {}
    unplaced = []
    for item, identifier in zip(items, ids, strict=True):
        found: dict[str, str] = {}
        for option, name in (*(("", each) for each in item.requires), *item.requires_option):
            meant = names.get(name) or names.get(title_line(name).casefold()) or alike.get(folded(name), set())
            if len(meant) == 1:
                (needed,) = meant
                teaching = where[needed].option
                found.setdefault(needed, option if teaching in {"", item.option, option} else teaching)
            else:
                why = "more than one topic is called that" if meant else "no topic in the file is called that"
                unplaced.append(Unplaced(item.place, short(f"{item.title} requires {name}"), why))
        requires[identifier] = found
    circles = _circles(requires)
    for topic, needed in sorted(circles):
        said = short(f"{where[topic].title} requires {where[needed].title}")
        unplaced.append(Unplaced(where[topic].place, said, "that would close a circle of prerequisites"))
    kept = {
        topic: {each: option for each, option in its.items() if (topic, each) not in circles}
        for topic, its in requires.items()
    }
    return kept, unplaced


def _names(items: Sequence[Item], ids: Sequence[str]) -> dict[str, set[str]]:
    """What a prerequisite may be called, with the ids that it may mean: ids go before titles."""
    names: dict[str, set[str]] = {}
    for item, identifier in zip(items, ids, strict=True):
        names.setdefault(item.title.casefold(), set()).add(identifier)
    for item, identifier in zip(reversed(items), reversed(ids), strict=True):  # of those that share an id the first
        names |= {name: {identifier} for name in (*item.known_as, item.id) if name}
    return names


def _circles(requires: dict[str, dict[str, str]]) -> set[tuple[str, str]]:
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
