"""How a card is asked, in the Markdown form: short lines between its question and its answer, and a block of code.

They begin with `kind:` or `tests:`, which a further line of a question alone does not.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from roadmap_cli.definition.document import Table
from roadmap_cli.definition.markdown_lines import fences, folded, written
from roadmap_cli.definition.markdown_text import in_a_line
from roadmap_cli.definition.problems import Problems
from roadmap_cli.definition.toml_lines import Keys

_BEGINNING = re.compile(r" *(?:kind|tests)[ \t]*:[ \t]*\w+[ \t]*", re.IGNORECASE)
_ANSWER = re.compile(r" *A:[ \t]*", re.IGNORECASE)
_DETAIL = re.compile(r" *([A-Za-z]+)(?:[ \t]+(\w+))?[ \t]*:(?!//)[ \t]*")
_LIKE_A_DETAIL = re.compile(r"( *[A-Za-z]+(?:[ \t]+\w+)?[ \t]*):")
_OPENING = re.compile(r" *`{3,}[ \t]*([^`]*?)[ \t]*")
_UNCLEAN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]| $", re.MULTILINE)
"""What cannot stand in a block of code as it is."""
_RUN = re.compile(r"`+")
_NUMBER = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?"
_RANGE = re.compile(rf"({_NUMBER})\s+to\s+({_NUMBER})(?:\s+by\s+({_NUMBER}))?", re.IGNORECASE)
_ONE = re.compile(_NUMBER, re.IGNORECASE)
_KEYS = {"tests": "criterion", "result": "expression"}
"""What is called otherwise in TOML."""
_NUMBERS = ("tests", "tolerance", "line")
_TEXTS = ("kind", "result", "unit", "code", "language", "prints", "right", "wrong")
_NAMED = {"where": "parameters", "let": "steps"}
WORDS = (*_NUMBERS, *_TEXTS, *_NAMED)
DRAWN = "write 10 to 50, 0.1 to 0.5 by 0.1, or 2, 4, 8"


class Detail(NamedTuple):
    """A key of a card, of several values with a name, what it says, and in which of the lines."""

    line: int
    key: str
    value: object
    name: str = ""


class Parts(NamedTuple):
    question: str
    details: tuple[Detail, ...]
    answer: str | None


class CardFault(ValueError):
    def __init__(self, line: int, sentence: str, near: str = "") -> None:
        super().__init__(sentence)
        self.line = line
        self.near = near


def parts_of(text: str) -> Parts | None:
    """Of a card with details; None of any other. Raises CardFault."""
    lines = text.split("\n")
    inside = {number for each in fences(lines) for number in each}
    free = [number for number in range(len(lines)) if number not in inside]
    first = next((at for at in free if at and _BEGINNING.fullmatch(lines[at])), None)
    ends = [at for at in free if _ANSWER.match(lines[at])]
    if first is None or (ends and ends[0] < first):
        return None
    end = ends[0] if ends else len(lines)
    answer = "\n".join(lines[end:]) if ends else None
    found = tuple(_details(lines[first:end], first))
    return Parts("\n".join(lines[:first]), found, answer and _ANSWER.sub("", answer, count=1))


def tell(card: Table, found: Sequence[Detail], at: Keys, line: int, problems: Problems) -> Mapping[Keys, int]:
    """The card says them from now on. Where each stands; `line` is that of the card, and `at` what leads to it."""
    lines: dict[Keys, int] = {}
    for each in found:
        number, place = line + each.line, (*at, each.key, each.name) if each.name else (*at, each.key)
        holder = card.setdefault(each.key, {}) if each.name else card
        key = each.name or each.key
        if each.key == "wrong":
            place = (*place, len(holder.setdefault(key, [])))
            holder[key].append(each.value)
        elif key in holder:
            problems.add(number, f'"{key}" is said twice of the card "{card["id"]}"')
        else:
            holder[key] = each.value
        lines |= {place[: len(at) + 1]: lines.get(place[: len(at) + 1], number), place: number}
    return lines


def _details(lines: list[str], before: int) -> Iterator[Detail]:
    """A block of code, else a key and the lines that go on with it."""
    blocks = {each.start: each for each in fences(lines)}
    at = 0
    while at < len(lines):
        start, at = at, at + 1
        if start in blocks:
            at = blocks[start].stop
            yield from _block(lines[start:at], before + start)
        else:
            while at < len(lines) and at not in blocks and not _DETAIL.match(lines[at]):
                at += 1
            yield _said("\n".join(lines[start:at]).rstrip("\n"), before + start)


def _block(lines: list[str], line: int) -> Iterator[Detail]:
    if len(lines) == 1 or lines[-1].strip(" `"):
        raise CardFault(line, "a block of code is not closed: write three backticks below it")
    yield Detail(line, "code", "\n".join(lines[1:-1]))
    if (opening := _OPENING.fullmatch(lines[0])) and opening[1]:
        yield Detail(line, "language", opening[1])


def _said(text: str, line: int) -> Detail:
    found = _DETAIL.match(text)
    if found is None:
        raise CardFault(line, f'"{text.strip()[:60]}" is nothing that a card says')
    word, name, raw = found[1].casefold(), found[2] or "", text[found.end() :]
    if bool(name) != (word in _NAMED) or word not in WORDS:
        raise CardFault(line, f'a card has no "{found[0].strip(" :")[:60]}"', word)
    if word == "where":
        return Detail(line, _NAMED[word], _domain(raw.strip(), line), name=name)
    if word in _NUMBERS and _ONE.fullmatch(raw.strip()):
        return Detail(line, _KEYS.get(word, word), _number(raw.strip()))
    return Detail(line, _NAMED.get(word, _KEYS.get(word, word)), folded(raw), name=name)


def _domain(raw: str, line: int) -> Table | list[float]:
    if found := _RANGE.fullmatch(raw):
        return {key: _number(each) for key, each in zip(("from", "to", "step"), found.groups(), strict=True) if each}
    numbers = [each.strip() for each in raw.split(",")]
    if not all(map(_ONE.fullmatch, numbers)):
        raise CardFault(line, f'"{raw[:60]}" is nothing to draw a number from: {DRAWN}')
    return list(map(_number, numbers))


def _number(raw: str) -> float:
    return float(raw) if re.search(r"[.e]", raw, re.IGNORECASE) else int(raw[:_MOST_DIGITS])


_MOST_DIGITS = 400
"""More than any number has that is right."""


def details_of(card: Table) -> Iterator[str]:
    """The lines between question and answer of a valid card."""
    for word in ("kind", "tests"):
        yield from _line(card, word)
    for name, domain in card.get("parameters", {}).items():
        yield f"where {name}: {_drawn(domain)}"
    for name, step in card.get("steps", {}).items():
        yield from _text(f"let {name}", step)
    for word in ("result", "tolerance", "unit"):
        yield from _line(card, word)
    yield from _code(card)
    for word in ("prints", "line", "right"):
        yield from _line(card, word)
    for each in card.get("wrong", ()):
        yield from _text("wrong", each)


def escaped(lines: list[str]) -> Iterator[str]:
    """Further lines of a text, so that none is read as a detail."""
    inside = {number for each in fences(lines) for number in each}
    for number, line in enumerate(lines):
        yield line if number in inside or not number else _LIKE_A_DETAIL.sub(r"\1\\:", line, count=1)


def _line(card: Table, word: str) -> Iterator[str]:
    value = card.get(_KEYS.get(word, word))
    if isinstance(value, str):
        yield from _text(word, value)
    elif value is not None:
        yield f"{word}: {value!r}"


def _text(word: str, text: str) -> Iterator[str]:
    """In as many lines as it has, unless some of them are fenced."""
    lines = written(text)
    if any(each.startswith("```") for each in lines):
        said = in_a_line(text)
        lines = [f"\\{said}" if said.startswith("```") else said]
    first, *others = escaped(lines)
    yield f"{word}: {first}"
    yield from others


def _drawn(domain: Table | list[float]) -> str:
    if isinstance(domain, list):
        return ", ".join(map(repr, domain))
    step = f" by {domain['step']!r}" if "step" in domain else ""
    return f"{domain['from']!r} to {domain['to']!r}{step}"


def _code(card: Table) -> Iterator[str]:
    if "code" not in card or _UNCLEAN.search(card["code"]):
        yield from (each for word in ("code", "language") for each in _line(card, word))
        return
    fence = "`" * max(3, max(map(len, _RUN.findall(card["code"])), default=0) + 1)
    yield f"{fence}{card.get('language', '')}"
    yield from card["code"].split("\n")
    yield fence
