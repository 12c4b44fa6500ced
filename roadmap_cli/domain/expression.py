"""Arithmetic that a roadmap may hold: read by a grammar of its own and bounded in every direction, since the file may come
from anybody. It knows numbers and nothing else, so that there is nothing in it to break out of.
"""

import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, NoReturn

from roadmap_cli.errors import InvalidFile, did_you_mean

MOST_LETTERS = 200
MOST_DEPTH = 20
"""Of brackets, calls, signs and powers within each other."""
MOST_DIGITS = 100
"""No number on the way may have more before its point."""
LARGEST = 10.0**MOST_DIGITS
MOST_COUNTED = 1000
"""The largest number of things that `comb`, `perm` and `factorial` count."""
MOST_PLACES = 15
_SUM, _PRODUCT, _SIGN, _POWER = 1, 2, 3, 4
_LEVELS = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "//": _PRODUCT, "%": _PRODUCT, "**": _POWER}
_TOKEN = re.compile(r"((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)|([^\W\d]\w*)|(\*\*|//|[-+*/%(),])")
TOO_LARGE, NOTHING = "is too large a number", "has no number"
_FAULTS: dict[type[Exception], str] = {OverflowError: TOO_LARGE, ZeroDivisionError: "divides by 0"}
NAME = re.compile(r"[^\W\d]\w{0,39}")
"""What a number may be called."""


class NotAnExpression(InvalidFile):
    """It breaks the grammar, or is longer or deeper than one may be."""


class NoNumber(InvalidFile):
    """It is an expression, and has no number, or too large a one, with the numbers it was given."""


class Function(NamedTuple):
    of: Callable[..., float]
    least: int = 1
    most: int = 1

    @property
    def wanted(self) -> str:
        if self.least == self.most:
            return "1 number" if self.most == 1 else f"{self.most} numbers"
        return (
            f"{self.least} or {self.most} numbers" if self.most == self.least + 1 else f"{self.least} or more numbers"
        )


class _Step(NamedTuple):
    """Of a stack machine: a number, a name, or what is done with the uppermost numbers."""

    number: float = 0
    name: str = ""
    of: Callable[..., float] | None = None
    taken: int = 0


class Expression(NamedTuple):
    text: str
    program: tuple[_Step, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What it must be given."""
        named = dict.fromkeys(each.name for each in self.program if each.name and not each.of)
        return tuple(name for name in named if name not in CONSTANTS)

    def value(self, numbers: Mapping[str, float]) -> float:
        """Raises NoNumber."""
        stack: list[float] = []
        for number, name, of, taken in self.program:
            if of is None:
                stack.append(_given(name, numbers) if name else number)
                continue
            operands = stack[-taken:]
            try:
                result = of(*operands)
            except (ArithmeticError, ValueError) as fault:
                raise NoNumber(f"`{_told(name, operands)}` {_FAULTS.get(type(fault), NOTHING)}") from None
            if not -LARGEST < result < LARGEST:
                raise NoNumber(f"`{_told(name, operands)}` {TOO_LARGE}")
            stack[-taken:] = [result]
        return stack[0]


def parse(text: str) -> Expression:
    """Raises NotAnExpression."""
    if len(text) > MOST_LETTERS:
        raise NotAnExpression(f"an expression has at most {MOST_LETTERS} letters, not {len(text):,}")
    parser = _Parser(text)
    parser.expression(_SUM, 0)
    if parser.ahead:
        _refuse(f"before `{parser.ahead}` something is missing")
    return Expression(text, tuple(parser.program))


class _Parser:
    """Reads from the left and writes down what a stack machine has to do."""

    def __init__(self, text: str) -> None:
        self.aheads = _tokens(text)
        self.ahead = next(self.aheads, "")
        self.program: list[_Step] = []

    def take(self) -> str:
        taken, self.ahead = self.ahead, next(self.aheads, "")
        return taken

    def expression(self, level: int, depth: int) -> None:
        """As long as operators bind at least as strongly as the level says."""
        if depth > MOST_DEPTH:
            _refuse(f"an expression is at most {MOST_DEPTH} deep")
        if self.ahead == "-":
            self.take()
            self.expression(_SIGN, depth + 1)
            self.program.append(_Step(name="-", of=operator.neg, taken=1))
        else:
            self.operand(depth)
        while _LEVELS.get(self.ahead, 0) >= level:
            sign = self.take()
            is_power = sign == "**"  # which binds from the right, and its exponent may have a sign
            self.expression(_SIGN if is_power else _LEVELS[sign] + 1, depth + is_power)
            self.program.append(_Step(name=sign, of=OPERATORS[sign], taken=2))

    def operand(self, depth: int) -> None:
        symbol = self.take()
        if symbol == "(":
            self.expression(_SUM, depth + 1)
            self.close()
        elif symbol[:1] == "." or symbol[:1].isdigit():
            self.program.append(_Step(number=_literal(symbol)))
        elif NAME.match(symbol):
            self.call(symbol, depth) if self.ahead == "(" else self.program.append(_Step(name=symbol))
        else:
            _refuse(f"before `{symbol}` a number is missing" if symbol else "at its end a number is missing")

    def call(self, name: str, depth: int) -> None:
        function = FUNCTIONS.get(name)
        if function is None:
            raise NotAnExpression(f"there is no function `{name}`", did_you_mean(name, list(FUNCTIONS)))
        count = 0
        while count == 0 or self.ahead == ",":
            self.take()
            self.expression(_SUM, depth + 1)
            count += 1
        self.close()
        if not function.least <= count <= function.most:
            _refuse(f"`{name}` takes {function.wanted}, not {count}")
        self.program.append(_Step(name=name, of=function.of, taken=count))

    def close(self) -> None:
        if self.take() != ")":
            _refuse("a bracket is not closed")


def _tokens(text: str) -> Iterator[str]:
    place = 0
    while rest := text[place:].lstrip():
        place = len(text) - len(rest)
        found = _TOKEN.match(text, place)
        if found is None:
            _refuse(f"`{rest[0]}` has no place in an expression")
        yield found[0]
        place = found.end()


def _literal(digits: str) -> float:
    number = int(digits) if digits.isdigit() else float(digits)
    if number >= LARGEST:
        _refuse(f"`{digits}` {TOO_LARGE}")
    return number


def _given(name: str, numbers: Mapping[str, float]) -> float:
    number = numbers.get(name, CONSTANTS.get(name))
    if number is None:
        raise NoNumber(f"there is no number `{name}`", did_you_mean(name, list(numbers)))
    return number


def _told(name: str, numbers: list[float]) -> str:
    shown = [f"{each:.6g}" for each in numbers]
    return f" {name} ".join(shown) if name in OPERATORS and len(shown) > 1 else f"{name}({', '.join(shown)})"


def _refuse(sentence: str) -> NoReturn:
    raise NotAnExpression(sentence)


def _power(base: float, exponent: float) -> float:
    if abs(base) > 1 and exponent * math.log10(abs(base)) > MOST_DIGITS:
        raise OverflowError
    if base < 0 and exponent != int(exponent):  # which Python answers with a complex number
        raise ValueError
    result: float = base**exponent
    return result


def _counting(count: Callable[..., int]) -> Callable[..., float]:
    def counted(*numbers: float) -> float:
        if any(not 0 <= each <= MOST_COUNTED or int(each) != each for each in numbers):
            raise ValueError
        return count(*map(int, numbers))

    return counted


def _round(number: float, places: float = 0) -> float:
    if abs(places) > MOST_PLACES or int(places) != places:
        raise ValueError
    return round(number, int(places)) if places else round(number)


OPERATORS: dict[str, Callable[..., float]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": _power,
}
CONSTANTS = {"pi": math.pi, "e": math.e}
FUNCTIONS = {
    "abs": Function(abs),
    "min": Function(min, 2, MOST_LETTERS),
    "max": Function(max, 2, MOST_LETTERS),
    "round": Function(_round, 1, 2),
    "log": Function(math.log, 1, 2),
    "comb": Function(_counting(math.comb), 2, 2),
    "perm": Function(_counting(math.perm), 1, 2),
    "factorial": Function(_counting(math.factorial)),
} | {
    each.__name__: Function(each)
    for each in (
        math.floor, math.ceil, math.sqrt, math.exp, math.log2, math.log10, math.sin, math.cos, math.tan, math.tanh,
    )
}  # fmt: skip
