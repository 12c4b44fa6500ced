"""A valid document in its Markdown form: what is read from it again is the same roadmap."""

import json
import re
from collections.abc import Iterator

from roadmap_cli.definition.document import Table, only
from roadmap_cli.definition.markdown_card import details_of, escaped
from roadmap_cli.definition.markdown_lines import written
from roadmap_cli.definition.markdown_reader import BLOCK, HEAD
from roadmap_cli.definition.markdown_text import as_title, link_of
from roadmap_cli.definition.markdown_topic import FLAGS
from roadmap_cli.slug import slug

_TEXTS = {"kind": "kind", "why": "why", "origin": "origin", "hours_basis": "hours basis"}
_UNQUOTED = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9 ._/@+,()-]*[A-Za-z0-9._/@+,()-])?|https?://[A-Za-z0-9._~:/?@!$&()*+,;=%-]+"
)
_RUN = re.compile(r"`+")


def markdown_of(document: Table) -> str:
    """Ids of topics and cards are always written, for progress hangs on them and titles may change."""
    lines = [*_head(document["roadmap"]), "", f"# {as_title(document['roadmap']['title'])}", ""]
    lines += _edge("summary", document["roadmap"].get("summary"), is_first=True)
    phases = document.get("phase", [])
    taken = {phase["id"] for phase in phases}
    for phase in phases:
        lines += _phase(phase, taken)
    for choice in document.get("choice", []):
        lines += _choice(choice)
    lines += _code(only(BLOCK, document))
    return "\n".join(lines).rstrip("\n") + "\n"


def _head(about: Table) -> Iterator[str]:
    source = about.get("source", {})
    said = about | {"roadmap": about["id"], "source": source.get("title"), "source_url": source.get("url")}
    yield "---"
    for key in HEAD:
        if (value := said.get(key)) is not None:
            yield f"{key}: {value if _UNQUOTED.fullmatch(value) else json.dumps(value, ensure_ascii=False)}"
    yield "---"


def _edge(key: str, text: str | None, *, is_first: bool = False) -> list[str]:
    """A text at the left edge; the first may stand there without its key."""
    if text is None:
        return []
    lines = written(text, at_the_edge=True)
    first = lines[0] if is_first and lines[0] else f"{key}: {lines[0]}".rstrip(" ")
    return [first, *lines[1:], ""]


def _heading(sign: str, table: Table, made: str) -> list[str]:
    written = "" if made == table["id"] else f" {{#{table['id']}}}"
    return [f"{sign} {as_title(table['title'])}{written}", ""]


def _phase(phase: Table, taken: set[str]) -> Iterator[str]:
    """`taken` are the ids of phases and of modules before."""
    yield from _heading("##", phase, slug(phase["title"]))
    for key in ("goal", "metaphor", "warning"):
        yield from _edge(key, phase.get(key), is_first=key == "goal")
    for number, module in enumerate(phase.get("module", [])):
        implied = (f"{phase['id']}-topics", phase["title"])
        if number or not module.get("topic") or implied != (module["id"], module["title"]):
            made = slug(module["title"])
            yield from _heading("###", module, f"{phase['id']}-{made}" if made in taken else made)
        taken.add(module["id"])
        for topic in module.get("topic", []):
            yield from _topic(topic)
        yield ""


def _topic(topic: Table) -> Iterator[str]:
    hours = f" ({topic['hours']!r} h)" if "hours" in topic else ""
    yield f"- {as_title(topic['title'])}{hours} {{#{topic['id']}}}"
    for key, text in _items(topic):
        yield from _below(key, text)
    for each in topic.get("resources", []):
        yield f"  - {link_of(each['title'], each['url'], each.get('kind', ''))}"
    for each in topic.get("cards", []):
        yield from _card(each)


def _below(key: str, text: str) -> Iterator[str]:
    """An item below another, its further lines as deep as its first."""
    first, *others = written(text)
    yield f"  - {key} {first}".rstrip(" ")
    yield from (f"    {line}".rstrip(" ") for line in others)


def _items(topic: Table) -> Iterator[tuple[str, str]]:
    for key, word in _TEXTS.items():
        if key in topic:
            yield f"{word}:", topic[key]
    if "option" in topic:
        yield "option:", topic["option"]
    for flag in FLAGS:
        if flag in topic:
            yield f"{flag}:", "yes" if topic[flag] else "no"
    if "requires" in topic:
        yield "after:", ", ".join(topic["requires"])
    for option, ids in topic.get("requires_option", {}).items():
        yield f"after ({option}):", ", ".join(ids)
    if topic.get("formerly"):
        yield "formerly:", ", ".join(topic["formerly"])
    yield from (("known as:", each) for each in topic.get("known_as", []))
    yield from (("[ ]", each) for each in topic.get("criteria", []))


def _card(card: Table) -> Iterator[str]:
    """Nothing stands behind a closing fence."""
    first, *others = escaped(written(card["question"]))
    *lines, last = re.sub(r"(?i)\A(a):", r"\1\\:", first), *others
    end = f"{{#{card['id']}}}"
    lines += [last, end] if last.startswith("```") else [f"{last} {end}".replace("{#", r"\{#", last.count("{#"))]
    answer = written(card["answer"])
    lines = [f"Q: {lines[0]}", *lines[1:], *details_of(card), f"A: {answer[0]}", *answer[1:]]
    for number, line in enumerate(lines):
        yield f"{'    ' if number else '  - '}{line}".rstrip(" ")


def _choice(choice: Table) -> Iterator[str]:
    yield from _heading("## Choice:", choice, slug(choice["title"]))
    if "topic" in choice:
        yield from (f"topic: {choice['topic']}", "")
    for option in choice["option"]:
        yield "- " + _heading("", option, slug(option["title"]))[0].strip(" ")
        if "leads_to" in option:
            yield from _below("leads to:", option["leads_to"])
    yield ""


def _code(tables: Table) -> list[str]:
    if not tables:
        return []
    from roadmap_cli.definition.writer import toml_of

    text = toml_of(tables)
    longest = max((len(each) for each in _RUN.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [f"{fence}toml", *text.rstrip("\n").split("\n"), fence]
