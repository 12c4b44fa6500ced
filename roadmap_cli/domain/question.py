"""A card as it is asked once: with numbers drawn for it and choices in some order, and whether what was typed is right.

What is drawn follows from the seed and the names alone, so that a question can be asked again on any machine.
"""

import math
import re
from collections.abc import Mapping
from hashlib import blake2b
from typing import Literal, NamedTuple

from roadmap_cli.domain.expression import Expression, NoNumber, parse
from roadmap_cli.domain.lesson import Card, CardKind, Choose, Code, Compute, Domain, Range
from roadmap_cli.domain.memory import AGAIN, GOOD

Typed = Literal["", "number", "words", "line", "letter"]
"""What is to be typed; nothing where learners judge their answer themselves."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"
RESULT = "result"
"""The name of what a card computes."""
_TRIES = 20
_WHOLE = 1e15
"""Up to here every whole number is exact, and shown with all its digits."""
_NOISE = 1e-9
_DIGITS = 4
_PLACES = 10
_BRACES = re.compile(r"\{(\w+)\}")
_NUMBER = r"(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?"
_TYPED = re.compile(rf"([+-]?{_NUMBER})(?:/([+-]?{_NUMBER}))?(%?)")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?%?")
_LINE = re.compile(r"(?:line)?(\d{1,9})[.:]?")
_PRINTED = re.compile(r"\w+|[^\w\s]")
_LETTER = re.compile(r"\(?([a-z])[.):]?")


class Offered(NamedTuple):
    letter: str
    text: str


class Asked(NamedTuple):
    """`right` says what is right in a few words, `answer` why; `number` is that which is typed, for a line its own."""

    kind: CardKind
    text: str
    answer: str
    typed: Typed = ""
    right: str = ""
    code: str = ""
    language: str = ""
    choices: tuple[Offered, ...] = ()
    unit: str = ""
    number: float = 0
    tolerance: float = 0


def draw(card: Card, seed: int) -> Asked:
    """Raises InvalidFile where what the roadmap says of it cannot be computed, which `check` tells beforehand."""
    match card.task:
        case Compute() as task:
            return _computed(card, task, seed)
        case Code() as task:
            return _read(card, task)
        case Choose() as task:
            return _offered(card, task, seed)
        case None:
            return Asked("recall", card.question, card.answer)


def judge(asked: Asked, typed: str) -> bool | None:
    """Whether it is right; None where it is not understood and must be asked for again."""
    match asked.typed:
        case "number":
            found = _numbers(typed, asked.unit)
            return any(_is_near(asked, each) for each in found) if found else None
        case "words":
            return _PRINTED.findall(typed) == _PRINTED.findall(asked.right) if typed.strip() else None
        case "line":
            return _is_line(asked, typed)
        case "letter":
            letter = _LETTER.fullmatch(typed.strip().casefold())
            return letter[1] == asked.right if letter and letter[1] in {each.letter for each in asked.choices} else None
        case "":
            return None


def grade_of(right: bool) -> int:  # noqa: FBT001 - it is what is asked
    """Before the learner says otherwise."""
    return GOOD if right else AGAIN


def shown(number: float) -> str:
    """A whole number with all its digits, any other with four that count and never less than its whole part."""
    if abs(number) >= _WHOLE:
        return f"{number:.{_DIGITS}g}"
    if number == round(number):
        return str(round(number))
    return f"{number:.0f}" if abs(number) >= 10**_DIGITS else f"{number:.{_DIGITS}g}"


def filled(text: str, numbers: Mapping[str, float]) -> str:
    """With numbers for their names in braces; other braces stay."""
    return _BRACES.sub(lambda found: shown(numbers[found[1]]) if found[1] in numbers else found[0], text)


def named_in(text: str) -> list[str]:
    """What stands in braces and could be a name."""
    return [name for name in _BRACES.findall(text) if not name[0].isdigit()]


def size(domain: Domain) -> int:
    """How many numbers there are to draw from; none where they run backwards."""
    if not isinstance(domain, Range):
        return len(domain)
    steps = (domain.most - domain.least) / domain.step if domain.step > 0 else -1
    return math.floor(round(steps, 9)) + 1 if steps >= 0 else 0


def member(domain: Domain, place: int) -> float:
    """Without the noise that steps add: three times 0.1 is 0.3."""
    if not isinstance(domain, Range):
        return domain[place]
    number = domain.least + place * domain.step
    return number if isinstance(number, int) else round(number, _PLACES - min(0, math.floor(math.log10(domain.step))))


def drawn(card: str, task: Compute, seed: int) -> dict[str, float]:
    """A number for each parameter."""
    return {name: member(each, _hash(seed, card, name) % size(each)) for name, each in task.parameters.items()}


def programs_of(task: Compute) -> dict[str, Expression]:
    """The steps and the result, in their order. Raises InvalidFile."""
    return {name: parse(text) for name, text in (*task.steps.items(), (RESULT, task.expression))}


def worked(programs: Mapping[str, Expression], parameters: Mapping[str, float]) -> dict[str, float]:
    """The parameters, the steps and the result. Raises NoNumber."""
    numbers = dict(parameters)
    for name, program in programs.items():
        numbers[name] = program.value(numbers)
    return numbers


def _computed(card: Card, task: Compute, seed: int) -> Asked:
    parameters, numbers = _first_with_a_result(card.id, task, seed)
    right = shown(numbers[RESULT])
    return Asked(
        kind="compute",
        text=filled(card.question, parameters),
        answer=filled(card.answer, numbers),
        typed="number",
        right=f"{right} {task.unit}".strip(),
        unit=task.unit,
        number=numbers[RESULT],
        tolerance=task.tolerance,
    )


def _first_with_a_result(card: str, task: Compute, seed: int) -> tuple[dict[str, float], dict[str, float]]:
    """Draws again where the numbers have no result, which a check of some of them may not have met."""
    programs = programs_of(task)
    for again in range(_TRIES):
        parameters = drawn(card, task, seed + (again << 32))
        try:
            return parameters, worked(programs, parameters)
        except NoNumber as fault:
            last = fault
    raise last


def _read(card: Card, task: Code) -> Asked:
    typed: Typed = "words" if task.prints else "line" if task.line else ""
    return Asked(
        kind="code",
        text=card.question,
        answer=card.answer,
        typed=typed,
        right=task.prints or (f"line {task.line}" if task.line else ""),
        code=task.code.strip("\n"),
        language=task.language,
        number=task.line,
    )


def _offered(card: Card, task: Choose, seed: int) -> Asked:
    texts = sorted((task.right, *task.wrong), key=lambda text: (_hash(seed, card.id, text), text))
    choices = tuple(map(Offered, LETTERS, texts))
    right = next(each.letter for each in choices if each.text == task.right)
    return Asked("choose", card.question, card.answer, typed="letter", right=right, choices=choices)


def _hash(*of: object) -> int:
    return int.from_bytes(blake2b("\0".join(map(str, of)).encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _is_near(asked: Asked, number: float) -> bool:
    """By the tolerance of the card; what is shown as the solution is always right."""
    allowed = asked.tolerance * (abs(asked.number) or 1.0)
    as_shown = math.isclose(number, float(shown(asked.number)), rel_tol=_NOISE)
    return abs(number - asked.number) <= allowed + _NOISE * abs(asked.number) or as_shown


def _is_line(asked: Asked, typed: str) -> bool | None:
    found = _LINE.fullmatch("".join(typed.casefold().split()))
    line = int(found[1]) if found else 0
    return line == asked.number if 0 < line <= len(asked.code.split("\n")) else None


def _numbers(typed: str, unit: str) -> list[float]:
    """What it may mean: a comma stands before decimals or between thousands."""
    text = _bare(typed, unit)
    readings = [_fraction(found) for found in [_TYPED.fullmatch(text)] if found]
    if _THOUSANDS.fullmatch(text):
        readings += _numbers(text.replace(",", ""), "")
    return [each for each in readings if each is not None]


def _bare(typed: str, unit: str) -> str:
    text = "".join(typed.casefold().split()).replace("\N{MINUS SIGN}", "-").lstrip("=≈~")
    behind = "".join(unit.casefold().split())
    return text.removesuffix(behind).removeprefix(behind)


def _fraction(found: re.Match[str]) -> float | None:
    whole, part = (float((each or "1").replace(",", ".")) for each in found.group(1, 2))
    number = whole / part / (100 if found[3] else 1) if part else math.inf
    return number if math.isfinite(number) else None
