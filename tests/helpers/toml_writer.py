"""Random TOML with the line of every key and item: a writer of our own, so that the line finder has an opponent."""

import re
from datetime import date, datetime, time
from random import Random
from typing import Any, NamedTuple

from hypothesis import strategies as st

from roadmap_cli.definition.toml_lines import Keys

COMMENTS = ("", "", "  # plain", ' # [x] = "a" \'\'\' """ {', "\t#]]}")


class Dotted(NamedTuple):
    """A table written as `key.sub = value`."""

    pairs: dict[str, Any]


class Inline(NamedTuple):
    pairs: dict[str, Any]


class Body(NamedTuple):
    """The table below a header, and the tables below it: a Body, or a list of them."""

    pairs: dict[str, Any]
    sections: dict[str, Any]


letters = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=8)
nasty = st.text(st.sampled_from("\"'\\\n#=[]{},. a\t"), max_size=10)
keys = st.one_of(st.sampled_from(["a", "b", "id", "1", "1.5", "a b", "", '"', "'", "=", "#", "]", "\n"]), letters)
scalars = st.one_of(
    nasty,
    letters,
    st.integers(),
    st.booleans(),
    st.floats(allow_nan=False),
    st.just(date(1979, 5, 27)),
    st.just(datetime(1979, 5, 27, 7, 32)),  # noqa: DTZ001 - a local date-time of TOML
    st.just(time(7, 32, 0, 999)),
)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=3).map(Inline), st.lists(nasty, max_size=3)
    ),
    max_leaves=8,
)
pairs = st.dictionaries(
    keys, st.one_of(values, st.dictionaries(keys, values, min_size=1, max_size=2).map(Dotted)), max_size=4
)


def _body(own: dict[str, Any], sections: dict[str, Any]) -> Body:
    return Body(own, {key: section for key, section in sections.items() if key not in own})


leaves = st.builds(Body, pairs, st.just({}))
bodies = st.recursive(
    leaves,
    lambda inner: st.builds(
        _body, pairs, st.dictionaries(keys, st.one_of(inner, st.lists(inner, min_size=1, max_size=3)), max_size=3)
    ),
    max_leaves=8,
)


class Writer:
    """Writes a body as TOML, in a style that `random` picks anew at every turn."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.text = ""
        self.lines: dict[Keys, int] = {}

    def body(self, body: Body, header: tuple[str, ...] = (), at: Keys = ()) -> None:
        self._pairs(body.pairs, at)
        for key, section in body.sections.items():
            below = (*at, key)
            if isinstance(section, list):
                self._note(below)
                for index, each in enumerate(section):
                    self._section(each, (*header, key), (*below, index), "[[", "]]")
            else:
                self._section(section, (*header, key), below, "[", "]")

    def _section(self, body: Body, header: tuple[str, ...], at: Keys, opening: str, closing: str) -> None:
        self._note(at)
        left_out = opening == "[" and not body.pairs and body.sections and self.random.random() < 0.5
        if not left_out:
            name = self._pick(".", " . ").join(self._key(key) for key in header)
            self._write(f"{self._pick('', '  ')}{opening}{self._pick('', ' ')}{name}{closing}")
            self._end_line()
            self._write(self._pick("", "\n", "# a comment = 1\n"))
        self.body(body, header, at)

    def _pairs(self, pairs: dict[str, Any], at: Keys, prefix: str = "") -> None:
        for key, value in pairs.items():
            name = f"{prefix}{self._key(key)}"
            self._note((*at, key))
            if isinstance(value, Dotted):
                self._pairs(value.pairs, (*at, key), f"{name}{self._pick('.', ' . ')}")
            else:
                self._write(f"{name}{self._pick('=', ' = ')}")
                self._value(value, (*at, key))
                self._end_line()

    def _value(self, value: Any, at: Keys) -> None:
        if isinstance(value, list):
            self._array(value, at)
        elif isinstance(value, Inline):
            self._inline(value.pairs, at)
        elif isinstance(value, str):
            self._write(self._string(value))
        elif isinstance(value, bool):
            self._write(str(value).lower())
        elif isinstance(value, float):
            self._write(repr(value).replace("e+", "e"))
        else:
            self._write(str(value))

    def _array(self, items: list[Any], at: Keys) -> None:
        gap = self._pick("", " ", "\n", ' # [ " , ]\n  ', "\n\n")
        self._write("[" + gap)
        for index, item in enumerate(items):
            self._note((*at, index))
            self._value(item, (*at, index))
            last = index == len(items) - 1
            self._write(gap + ("" if last and self.random.random() < 0.5 else ",") + gap)
        self._write("]")

    def _inline(self, pairs: dict[str, Any], at: Keys) -> None:
        self._write("{")
        for index, (key, value) in enumerate(pairs.items()):
            self._note((*at, key))
            self._write(f"{', ' if index else ' '}{self._key(key)} = ")
            self._value(value, (*at, key))
        self._write(" }")

    def _key(self, key: str) -> str:
        if re.fullmatch(r"[A-Za-z0-9_-]+", key) and self.random.random() < 0.7:
            return key
        return self.random.choice([_basic(key), *([f"'{key}'"] if _is_literal(key) else [])])

    def _string(self, text: str) -> str:
        styles = [_basic(text), f'"""\n{_long(text)}"""', f'"""\n{_long(text)}\\\n   """']
        if not text.startswith("\n"):
            styles.append(f'"""{_long(text)}"""')
        if _is_literal(text):
            styles.append(f"'{text}'")
        if _is_literal(text.replace("\n", "").replace("'", "")) and "'''" not in text:
            styles.append(f"'''\n{text}'''")
        return self.random.choice(styles)

    def _end_line(self) -> None:
        self._write(self.random.choice(COMMENTS) + self._pick("\n", "\n\n"))

    def _note(self, at: Keys) -> None:
        """What is noted before it is written begins on the line that comes next."""
        self.lines[at] = self.text.count("\n") + 1

    def _write(self, text: str) -> None:
        self.text += text

    def _pick(self, *options: str) -> str:
        return self.random.choice(options)


def _basic(text: str) -> str:
    return '"' + "".join(f"\\{each}" if each in '"\\' else _plain(each) for each in text) + '"'


def _long(text: str) -> str:
    raw = "".join("\\\\" if each == "\\" else each if each == "\n" else _plain(each) for each in text)
    return raw.replace('"""', '""\\"')


def _plain(letter: str) -> str:
    return f"\\u{ord(letter):04X}" if ord(letter) < 32 or ord(letter) == 127 else letter


def _is_literal(text: str) -> bool:
    return "'" not in text and all(ord(each) >= 32 and ord(each) != 127 for each in text)
