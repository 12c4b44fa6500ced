"""What roadmap.sh keeps beside a map: a text and links for each node, by its id."""

import re
from collections.abc import Iterator
from pathlib import Path

from roadmap_cli.domain.lesson import Resource
from roadmap_cli.domain.outline import Item, Outline, Unplaced
from roadmap_cli.domain.safe_text import title_line
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.imports.json_value import Value
from roadmap_cli.imports.vocabulary import UNTITLED, no_web_page, refuse_too_many, short, title_of

_LINKS_FOLLOW = re.compile(
    r"\n\s*(?:visit|learn more|check out|see) [^\n]*(?:resources|following|more)[^\n]*:\s*", re.IGNORECASE
)
"""The sentence before a list of links, which come by themselves."""
_HEADING = re.compile(r"^\s*#[^\n]*\n")


def is_content(document: Value) -> bool:
    """Whether every entry has a title and a text or links."""
    table = document.content if isinstance(document.content, dict) else {}
    return bool(table) and all(
        isinstance(each, dict) and "title" in each and ("description" in each or "links" in each)
        for each in table.values()
    )


def outline(path: Path, document: Value) -> Outline:
    """It makes no roadmap: where its topics stand is in the map."""
    names = list(document.table())
    refuse_too_many(path, len(names))
    items: list[Item] = []
    unplaced: list[Unplaced] = []
    for name in names:
        entry = document.of(name)
        title = title_line(entry.of("title").text())
        if not title:
            unplaced.append(Unplaced(entry.place, short(name), UNTITLED))
            continue
        links = list(_links(entry))
        unplaced += [
            no_web_page(entry.place, f"{each.title} {each.url}") for each in links if not leads_to_the_web(each.url)
        ]
        items.append(
            Item(
                place=entry.place,
                title=title,
                known_as=tuple(dict.fromkeys((name, name.rpartition("@")[2]))),
                why=_text(entry),
                resources=tuple(each for each in links if leads_to_the_web(each.url)),
            )
        )
    return Outline(title_of(path), tuple(items), tuple(unplaced), defines=False)


def _text(entry: Value) -> str:
    """Without its heading, which is the title, and without the links, which are listed."""
    text = _HEADING.sub("", entry.of("description").text())
    return title_line(_LINKS_FOLLOW.split(f"\n{text}", maxsplit=1)[0])


def _links(entry: Value) -> Iterator[Resource]:
    for link in entry.of("links").each():
        url = link.of("url").text().strip()
        yield Resource(
            title_line(link.of("title").text()) or title_line(url), url, title_line(link.of("type").text()).casefold()
        )
