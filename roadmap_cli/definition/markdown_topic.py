"""What stands below a topic in the Markdown form: keys with their values, criteria, links, questions."""

import re
from typing import NamedTuple

from roadmap_cli.definition.document import Table
from roadmap_cli.definition.markdown_blocks import FormBlock
from roadmap_cli.definition.markdown_card import WORDS, CardFault, Parts, parts_of, tell
from roadmap_cli.definition.markdown_lines import folded
from roadmap_cli.definition.markdown_names import Reference
from roadmap_cli.definition.markdown_text import REMARK, RawTitle, in_a_line, link_in, titled, without_remark
from roadmap_cli.definition.problems import Problems
from roadmap_cli.definition.toml_lines import Keys
from roadmap_cli.slug import slug

KEYS = {
    "why": "why",
    "kind": "kind",
    "option": "option",
    "stretch": "stretch",
    "hidden": "hidden",
    "hours": "hours",
    "hours basis": "hours_basis",
    "origin": "origin",
    "after": "requires",
    "requires": "requires",
    "needs": "requires",
    "formerly": "formerly",
    "known as": "known_as",
    "criteria": "criteria",
}
"""Words that may stand before a colon, and the keys that they are."""
_TEXTS = {"why", "hours_basis", "origin", "kind"}
FLAGS = ("stretch", "hidden")
"""Keys that are true or false; one alone is true."""
_TRUTHS = {"yes": True, "true": True, "no": False, "false": False}
_KEY = re.compile(r"([A-Za-z][A-Za-z _-]{0,30}?)[ \t]*(?:\(([^()\n]{1,200})\))?[ \t]*:(?!//)[ \t]*\n?")
_BOX = re.compile(r"\[([ xX])\](?:[ \t]+|$)")
_QUESTION = re.compile(r"Q:[ \t]*", re.IGNORECASE)
_ANSWER = re.compile(r"^ *A:[ \t]*", re.IGNORECASE | re.MULTILINE)
_ID = re.compile(r"(?<!\\)[ \t\n]*\{#([^{}\n]*)\}\s*\Z")
_ADDRESS = re.compile(r"<?(https?://[^\s<>]+)>?")
_MOST_OF_AN_ID = 40
FORM = "why: ..., after: ..., [ ] a criterion, a [link](https://...), or Q: ... and A: ..."


def without_link(raw: RawTitle) -> RawTitle:
    """A title may be a link, which is a resource."""
    found = link_in(raw.title)
    return raw._replace(title=in_a_line(found[0].title)) if found and not found[1] else raw


class Below(NamedTuple):
    """A topic, what leads to it, and where all that is found goes."""

    at: Keys
    topic: Table
    problems: Problems
    lines: dict[Keys, int]
    references: list[Reference]

    def begin(self, raw: RawTitle, line: int) -> None:
        """What stands beside the title."""
        found = link_in(raw.title)
        if found and not found[1]:
            self.topic["resources"] = [{"title": found[0].title, "url": found[0].url}]
            self.lines[(*self.at, "resources", 0)] = line
        if raw.hours is not None:
            self.say("hours", raw.hours, line)
        if raw.time:
            told = rf"where it belongs to the title write \{raw.time}"
            self.problems.add(line, f"{raw.time} is no number of hours: write them as (6 h) or (90 min); {told}")
        if raw.has_remark:
            self.problems.add(line, REMARK)
        if raw.after is not None:
            self.refer("requires", raw.after, line)

    def say(self, key: str, value: object, line: int) -> None:
        if key in self.topic:
            self.problems.add(line, f'"{key}" is said twice of the topic "{self.topic["title"]}"')
        else:
            self.topic[key] = value
            self.lines[(*self.at, key)] = line

    def listed(self, key: str, value: object, line: int) -> None:
        """One more of several."""
        values = self.topic.setdefault(key, [])
        self.lines.setdefault((*self.at, key), line)
        self.lines[(*self.at, key, len(values))] = line
        values.append(value)

    def refer(self, key: str, raw: str, line: int, option: str | None = None) -> None:
        to = Reference(at=(*self.at, key), line=line, table=self.topic, raw=raw, option=option)
        self.references.append(to)
        self.lines.setdefault((*self.at, key), line)


def read_below(below: Below, block: FormBlock) -> None:
    text, line = block.text, block.line
    if box := _BOX.match(text):
        if box[1] != " ":
            sentence = "a roadmap holds no progress: take the x out of the box, and say it with roadmap tick"
            below.problems.add(line, sentence)
        below.listed("criteria", folded(text[box.end() :]), line)
    elif text.startswith("[") and link_in(text):
        _resource(below, block)
    elif address := _ADDRESS.fullmatch(text):
        below.listed("resources", {"title": address[1], "url": address[1]}, line)
    elif _QUESTION.match(text) or _ANSWER.match(text):
        _card(below, block)
    elif text.casefold() in FLAGS:
        below.say(text.casefold(), value=True, line=line)
    elif key := _KEY.match(text):
        _pair(below, key, block)
    else:
        _refuse(below, block)


def _refuse(below: Below, block: FormBlock) -> None:
    told = f"write what it is: {FORM}; a topic does not stand below another"
    shown = block.text.partition("\n")[0]
    shown = f"{shown[:60]}..." if len(shown) > 60 else shown  # noqa: PLR2004 - enough to find it
    below.problems.add(block.line, f'topic "{below.topic["title"]}": "{shown}" is not understood; {told}')


def _resource(below: Below, block: FormBlock) -> None:
    found = link_in(without_remark(block.text))
    if found is None:
        return
    link, rest = found
    if rest:
        told = "behind a link stands only what it is, as (book)"
        below.problems.add(block.line, f'topic "{below.topic["title"]}": "{rest[:60]}" is not understood; {told}')
    table = {"title": link.title, "url": link.url} | ({"kind": link.kind} if link.kind else {})
    below.listed("resources", table, block.line)


def _card(below: Below, block: FormBlock) -> None:
    asked = _QUESTION.match(block.text)
    if asked is None:
        _answer(below, block)
        return
    text = block.text[asked.end() :]
    try:
        parts = parts_of(text)
    except CardFault as fault:
        below.problems.add(block.line + fault.line, str(fault), near=fault.near, names=WORDS)
        parts = Parts(text, (), "")
    if parts is None:
        found = _ANSWER.search(text)
        parts = Parts(text[: found.start()].rstrip("\n"), (), text[found.end() :]) if found else Parts(text, (), None)
    question = parts.question.rstrip("\n")
    written = _ID.search(question)
    said = folded(question[: written.start()] if written else question)
    made = f"{below.topic['id']}-{slug(said)[:_MOST_OF_AN_ID].rstrip('-')}".rstrip("-")
    card: Table = {"id": written[1] if written else made, "question": said}
    if parts.answer is not None:
        card["answer"] = folded(parts.answer.strip("\n"))
    below.listed("cards", card, block.line)
    at = (*below.at, "cards", len(below.topic["cards"]) - 1)
    below.lines.update(tell(card, parts.details, at, block.line, below.problems))


def _answer(below: Below, block: FormBlock) -> None:
    """One that stands apart from its question."""
    cards: list[Table] = below.topic.get("cards", [])
    answer = _ANSWER.match(block.text)
    if cards and "answer" not in cards[-1] and answer:
        cards[-1]["answer"] = folded(block.text[answer.end() :].strip("\n"))
    else:
        below.problems.add(block.line, "an answer stands below its question: Q: ... and then A: ...")


def _pair(below: Below, match: re.Match[str], block: FormBlock) -> None:
    word = re.sub(r"[ _-]+", " ", match[1].casefold())
    raw, key, line = block.text[match.end() :], KEYS.get(word), block.line
    if key is None:
        if match[2] is None:
            sentence = f'topic "{below.topic["title"]}" has the unknown key "{match[1]}"; write one of {FORM}'
            below.problems.add(line, sentence, near=word, names=tuple(KEYS))
        else:
            _refuse(below, block)
    elif key == "requires":
        option = None if match[2] is None else re.sub(r"^option[ \t]+", "", match[2].strip(), flags=re.IGNORECASE)
        below.refer(key, raw, line, option)
    elif match[2] is not None:
        _refuse(below, block)
    elif key == "option":
        below.references.append(Reference(at=(*below.at, key), line=line, table=below.topic, raw=raw.strip(), one=True))
        below.lines[(*below.at, key)] = line
    elif key == "formerly":
        for each in filter(None, re.split(r"[,\s]+", raw)):
            below.listed(key, each, line)
    elif key in {"known_as", "criteria"}:
        below.listed(key, folded(raw.strip("\n")), line)
    elif key in _TEXTS:
        below.say(key, folded(raw.strip("\n")), line)
    else:
        _value(below, key, block, raw.strip())


def _value(below: Below, key: str, block: FormBlock, raw: str) -> None:
    if key in FLAGS:
        if raw.casefold() in _TRUTHS:
            below.say(key, _TRUTHS[raw.casefold()], block.line)
        else:
            below.problems.add(block.line, f'"{key}" is yes or no, not "{raw}"')
        return
    hours = titled(f"x ({raw.removesuffix('h').strip()} h)").hours
    if hours is None:
        below.problems.add(block.line, f'"{raw}" is no number of hours: write hours: 6')
    else:
        below.say(key, hours, block.line)
