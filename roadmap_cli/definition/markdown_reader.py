"""The Markdown form of a roadmap as its document, with the line of all that it says. docs/roadmap-format.md tells the form.

What is not understood is a fault with its line; nothing is guessed, and nothing left out.
"""

import json
import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

import tomli

from roadmap_cli.definition.advice import OTHER_SPELLINGS
from roadmap_cli.definition.document import Table
from roadmap_cli.definition.job import NAMES
from roadmap_cli.definition.markdown_blocks import FormBlock, blocks
from roadmap_cli.definition.markdown_lines import folded
from roadmap_cli.definition.markdown_names import Reference, check_made_ids, resolve
from roadmap_cli.definition.markdown_text import REMARK, RawTitle, RemarkWithinError, in_a_line, plain, titled
from roadmap_cli.definition.markdown_topic import Below, read_below, without_link
from roadmap_cli.definition.problems import Problems
from roadmap_cli.definition.size import MOST_LINES
from roadmap_cli.definition.toml_faults import told
from roadmap_cli.definition.toml_lines import Keys, lines_of, table_at
from roadmap_cli.domain.safe_text import is_seen
from roadmap_cli.errors import InvalidFile
from roadmap_cli.slug import slug

HEAD = ("roadmap", "author", "licence", "version", "language", "homepage", "source", "source_url")
"""What may stand in the front matter."""
BLOCK = (*NAMES, "article")
"""What is written as TOML in a block of code."""
_SAID_OF = {"roadmap": ("summary",), "phase": ("goal", "metaphor", "warning"), "choice": ("topic",)}
"""Texts below a heading. Without a key it is the first; a choice has none."""
_PAIR = re.compile(r"([A-Za-z][\w -]*?)[ \t]*:(?:[ \t]+(.*))?")
_CHOICE = re.compile(r"choice[ \t]*:[ \t]*(.*)", re.IGNORECASE)
_PHASE, _MODULE = 2, 3


class Place(NamedTuple):
    """A table of the document, what leads to it, and what sort it is."""

    sort: str
    at: Keys
    table: Table


class _Code(NamedTuple):
    text: str
    line: int


def read(text: str, problems: Problems) -> "MarkdownReader":
    if text.count("\n") > MOST_LINES:
        sentence = f"{problems.file} has more than {MOST_LINES:,} lines, which is the most that is read of Markdown"
        raise InvalidFile(sentence)
    reader = MarkdownReader(problems)
    lines = text.split("\n")
    end = next((number for number, line in enumerate(lines[1:], start=1) if line.rstrip() == "---"), 0)
    reader.head(lines[1:end])
    for block in blocks(lines[end + 1 :], end + 2):
        reader.take(block)
    reader.end()
    return reader


class MarkdownReader:
    """Goes through the blocks, with the places that are open: phase, module, topic, choice, option."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.about: Table = {}
        self.document: Table = {"roadmap": self.about}
        self.lines: dict[Keys, int] = {}
        self.open: dict[str, Place] = {}
        self.references: list[Reference] = []
        self.made: list[Keys] = []
        self._codes: list[_Code] = []

    def lines_of(self, wanted: Collection[Keys]) -> Mapping[Keys, int]:
        found = dict(self.lines)
        for code in self._codes:
            found |= {at: line + code.line for at, line in lines_of(code.text, wanted).items() if at}
        return found

    def head(self, lines: list[str]) -> None:
        for number, line in enumerate(lines, start=2):
            pair = _PAIR.fullmatch(line.strip())
            key = pair[1].casefold().replace(" ", "_") if pair else ""
            if not line.strip() or line.startswith("#"):
                continue
            if pair is None:
                self.problems.add(number, "at the head each line is a key and its value, as author: Ada Lovelace")
            elif key not in HEAD:
                near = {**OTHER_SPELLINGS, "id": "roadmap"}.get(key, key)
                self.problems.add(number, f'the head has the unknown key "{pair[1]}"', near=near, names=HEAD)
            elif key.startswith("source"):
                self.say(("roadmap", "source", "url" if key == "source_url" else "title"), _value(pair[2]), number)
            else:
                self.say(("roadmap", "id" if key == "roadmap" else key), _value(pair[2]), number)

    def say(self, at: Keys, value: object, line: int) -> None:
        """A value in its place, once."""
        if at[:-1] == ("roadmap", "source"):
            self.about.setdefault("source", {})
        table = table_at(self.document, at[:-1])
        if at[-1] in table:
            self.problems.add(line, f'"{at[-1]}" is said twice; first in line {self.lines[at]}')
            return
        table[str(at[-1])] = value
        self.lines[at] = line

    def take(self, block: FormBlock) -> None:
        try:
            self._take(block)
        except RemarkWithinError as error:
            self.problems.add(block.line, str(error))

    def _take(self, block: FormBlock) -> None:
        match block.sort:
            case "heading":
                self._heading(block)
            case "item":
                self._item(block)
            case "below":
                self._below(block)
            case "text":
                self._text(block)
            case "code":
                self._code(block)

    def _heading(self, block: FormBlock) -> None:
        choice = _CHOICE.fullmatch(block.text) if block.level == _PHASE else None
        raw = titled(choice[1] if choice else block.text)
        self._check_bare(raw, block.line)
        if block.level == 1 and "title" not in self.about:
            self.open = {"roadmap": Place("roadmap", ("roadmap",), self.about)}
            self.say(("roadmap", "title"), plain(raw.title), block.line)
        elif block.level == _MODULE and "phase" in self.open:
            self._module(raw, block.line)
        elif block.level == _PHASE:
            self.open = {}
            self._add("choice" if choice else "phase", (), raw, block.line)
        else:
            told = "# is the title, said once; ## a phase; ### a module of the phase above it; there is nothing deeper"
            self.problems.add(block.line, f'the heading "{plain(raw.title)}" has no place here: {told}')

    def _check_bare(self, raw: RawTitle, line: int) -> None:
        if raw.hours is not None or raw.after is not None or raw.time:
            told = "hours and prerequisites are those of topics"
            self.problems.add(line, rf"{told}; where it belongs to the title write a \ before the bracket")
        if raw.has_remark:
            self.problems.add(line, REMARK)

    def _module(self, raw: RawTitle, line: int) -> None:
        self.open = {"phase": self.open["phase"]}
        self._add("module", self.open["phase"].at, raw, line)

    def _add(self, sort: str, within: Keys, raw: RawTitle, line: int) -> Place:
        """A new table at the end of its array. Its id is the one that is written, else it is made of the title."""
        array: list[Table] = table_at(self.document, within).setdefault(sort, [])
        at: Keys = (*within, sort, len(array))
        title = plain(raw.title)
        table: Table = {"id": slug(title) if raw.id is None else raw.id, "title": title}
        if not is_seen(title):
            self.problems.add(line, f"a {sort} needs a title: write it behind the sign")
        elif not table["id"]:
            self.problems.add(line, f'no id can be made of "{title}": write one behind it, as {{#an-id}}')
        array.append(table)
        self.lines |= {at: line, (*at, "title"): line, (*at, "id"): line}
        if raw.id is None:
            self.made.append(at)
        self.open[sort] = Place(sort, at, table)
        return self.open[sort]

    def _item(self, block: FormBlock) -> None:
        if "choice" in self.open:
            self.open.pop("option", None)
            raw = titled(block.text)
            self._check_bare(raw, block.line)
            self._add("option", self.open["choice"].at, raw, block.line)
        elif "phase" not in self.open:
            self.problems.add(block.line, "a topic stands below a phase: write ## and the phase's title above it")
        else:
            self._topic(block)

    def _topic(self, block: FormBlock) -> None:
        text = block.text
        if box := re.match(r"\[([ xX])\](?:[ \t]+|$)", text):
            text = text[box.end() :]
            if box[1] != " ":
                sentence = "a roadmap holds no progress: take the x out of the box, and say it with roadmap done"
                self.problems.add(block.line, sentence)
        phase = self.open["phase"]
        if "module" not in self.open:
            name = RawTitle(in_a_line(phase.table["title"]), f"{phase.table['id']}-topics")
            self._add("module", phase.at, name, block.line)
        raw = titled(text)
        self._add("topic", self.open["module"].at, without_link(raw), block.line)
        self._topic_below().begin(raw, block.line)

    def _topic_below(self) -> Below:
        topic = self.open["topic"]
        return Below(
            at=topic.at, topic=topic.table, problems=self.problems, lines=self.lines, references=self.references
        )

    def _below(self, block: FormBlock) -> None:
        if "topic" in self.open:
            read_below(self._topic_below(), block)
        elif "option" in self.open:
            place = self.open["option"]
            key, _, text = block.text.partition(":")
            if key.strip().casefold().replace("_", " ") == "leads to":
                self.say((*place.at, "leads_to"), folded(text.strip(" \t")), block.line)
            else:
                self.problems.add(block.line, "below an option stands only what it leads to, as - leads to: ...")
        else:
            self.problems.add(block.line, "this stands below no topic: move it to the left edge, or below one")

    def _text(self, block: FormBlock) -> None:
        sort = next((sort for sort in ("choice", "module", "phase", "roadmap") if sort in self.open), None)
        below_items = {"topic", "option"} & self.open.keys()
        if sort is None or sort == "module" or block.level or below_items:
            where = "a text belongs to a title or a phase, and stands right below its heading"
            told = "what is said of a topic is an item below it, as   - why: ..."
            self.problems.add(block.line, f"this text has no place here: {where}; {told}")
            return
        self._said_of(sort, self.open[sort].at, block)

    def _said_of(self, sort: str, place: Keys, block: FormBlock) -> None:
        key, line, said = ("" if sort == "choice" else _SAID_OF[sort][0]), block.line, list[str]()
        found: list[tuple[str, int, list[str]]] = [(key, line, said)]
        for number, text in enumerate(block.text.split("\n"), start=block.line):
            pair = re.match(rf"({'|'.join(_SAID_OF[sort])})[ \t]*:[ \t]*", text, re.IGNORECASE)
            if pair:
                found.append((pair[1].casefold(), number, [text[pair.end() :]]))
            else:
                found[-1][2].append(text)
        for name, number, lines in found[0 if said else 1 :]:
            text = "\n".join(lines).strip("\n")
            if not name:
                self.problems.add(number, "below a choice stand its options, and topic: with where it is made")
            elif name == "topic":
                at = (*place, "topic")
                self.references.append(Reference(at=at, line=number, table=self.open[sort].table, raw=text, one=True))
            else:
                self.say((*place, name), folded(text), number)

    def _code(self, block: FormBlock) -> None:
        language, _, text = block.text.partition("\n")
        if language.split()[:1] != ["toml"]:
            only = f"one of toml with the tables {', '.join(NAMES)}"
            self.problems.add(block.line, f"a block of code has no place here, unless it is {only}")
            return
        self.open = {}
        try:
            tables = tomli.loads(text)
        except tomli.TOMLDecodeError as error:
            line, sentence = told(text, error)
            self.problems.add(block.line + line, sentence)
            return
        except (RecursionError, ValueError):
            self.problems.add(
                block.line + 1, "not valid: it is nested too deeply, or holds a number of too many digits"
            )
            return
        self._codes.append(_Code(text, block.line))
        for key, value in tables.items():
            if key not in BLOCK or key in self.document:
                what = "nothing that is written in a block of toml" if key not in BLOCK else "said before"
                self.problems.add(lines_of(text).get((key,), 1) + block.line, f'"{key}" is {what}')
            else:
                self.document[key] = value

    def end(self) -> None:
        if "title" not in self.about:
            self.problems.add(1, "a roadmap needs a title: write # and its title below the head")
        for at, choice in enumerate(self.document.get("choice", [])):
            if "option" not in choice:
                self.problems.add(self.lines["choice", at], f'choice "{choice["title"]}" has no options below it')
        check_made_ids(self.document, self.made, self.lines, self.problems)
        resolve(self.document, self.references, self.problems)


def _value(raw: str | None) -> str:
    """Of a line of the head, which may stand in quotes."""
    text = (raw or "").strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        try:
            found = json.loads(text)
        except ValueError:
            return text
        return str(found)
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == "'" else text
