"""What is wrong with a card that its keys one by one do not tell: which belong together, whether it can be computed."""

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import islice, product
from marshal import dumps
from typing import NamedTuple

from roadmap_cli.definition.card import OF_A_CARD, TASKS, domain_of
from roadmap_cli.definition.document import Table
from roadmap_cli.definition.problems import Problems
from roadmap_cli.definition.toml_lines import Keys
from roadmap_cli.domain.expression import CONSTANTS, FUNCTIONS, NAME, Expression, parse
from roadmap_cli.domain.lesson import Compute, Domain, Range
from roadmap_cli.domain.question import RESULT, drawn, member, named_in, shown, size, worked
from roadmap_cli.errors import RoadmapError

MOST_VALUES = 10_000
"""Of one parameter."""
MOST_WRONG = 25
"""With the right one there is a letter for each."""
MOST_NUMBERS = 20
"""Parameters of a card, and steps."""
_ENDS, _SEEDS = 3, 3
MOST_TRIED = 20_000
"""Draws of one file: of a file with more cards than that allows each is tried once."""
MOST_REMEMBERED = 5_000
_sound: set[tuple[int, bytes]] = set()
"""Cards to compute in which nothing was wrong: a command that changes a roadmap looks at each several times."""
_NEEDED = {"compute": ("expression",), "code": ("code",), "choose": ("right", "wrong")}


class _Place(NamedTuple):
    """A card, what leads to it, and what it is called."""

    at: Keys
    card: Table
    name: str
    problems: Problems

    def add(self, key: str | Keys, sentence: str, *, near: str = "", names: Iterable[str] = ()) -> None:
        further = key if isinstance(key, tuple) else (key,)
        self.problems.add((*self.at, *further), f"{self.name}: {sentence}", near=near, names=tuple(names))


def check_cards(topics: Iterable[tuple[Keys, Table]], problems: Problems) -> None:
    """Of those in whose form nothing is wrong, so that one fault is told once."""
    places = (each.at for each in problems.found if not isinstance(each.at, int))
    faulty = {at[: at.index("cards") + 2] if "cards" in at else at for at in places}
    found = [
        (_place(at, card, topic, problems), _criteria(where, topic, faulty))
        for where, topic in topics
        for at, card in (((*where, "cards", n), each) for n, each in enumerate(topic.get("cards", ())))
        if at not in faulty and "id" in card
    ]
    computed = sum(place.card.get("kind") == "compute" for place, _ in found)
    draws = max(1, min(_ENDS**2 + _SEEDS, MOST_TRIED // max(1, computed)))
    for place, criteria in found:
        _check(place, criteria, draws)


def _place(at: Keys, card: Table, topic: Table, problems: Problems) -> _Place:
    return _Place(at=at, card=card, name=f'card "{card["id"]}" in topic "{topic["id"]}"', problems=problems)


def _criteria(at: Keys, topic: Table, faulty: Container[Keys]) -> int | None:
    """How many a topic has; None where nobody can tell."""
    return None if (*at, "criteria") in faulty else len(topic.get("criteria", ()))


def _check(place: _Place, criteria: int | None, draws: int) -> None:
    card, kind = place.card, place.card.get("kind", "recall")
    if criteria is not None and card.get("criterion", 0) > criteria:
        has = f"{criteria} criteria" if criteria != 1 else "1 criterion"
        place.add("criterion", f"it tests criterion {card['criterion']}, and the topic has {has}")
    strange = [key for key in card if key not in OF_A_CARD and key not in _keys_of(kind)]
    for key in strange:
        of = next(each for each in TASKS if key in _keys_of(each))
        place.add(key, f'"{key}" belongs to kind = "{of}", and it is of kind "{kind}"')
    missing = [key for key in _NEEDED.get(kind, ()) if key not in card]
    for key in missing:
        place.add((), f'it needs "{key}", being of kind "{kind}"')
    if strange or missing:
        return
    match kind:
        case "compute":
            _check_computed(place, draws)
        case "code":
            _check_code(place)
        case "choose":
            _check_choices(place)


def _keys_of(kind: str) -> tuple[str, ...]:
    return ("kind", *TASKS[kind]._fields) if kind in TASKS else ("kind",)


def _check_code(place: _Place) -> None:
    card = place.card
    lines = card["code"].strip("\n").count("\n") + 1
    if "prints" in card and "line" in card:
        place.add("line", 'it asks either for what it "prints" or for a "line"')
    elif card.get("line", 1) > lines:
        place.add("line", f"line {card['line']} is not in the code, which has {lines}")


def _check_choices(place: _Place) -> None:
    wrong = place.card["wrong"]
    said = [place.card["right"], *wrong]
    if len(said) > len(set(said)):
        twice = next(each for each in said if said.count(each) > 1)
        place.add("wrong", f'"{twice}" is said twice; what is right cannot be wrong, too')
    if len(wrong) > MOST_WRONG:
        place.add("wrong", f"at most {MOST_WRONG} can be wrong, not {len(wrong):,}")


def _check_computed(place: _Place, draws: int) -> None:
    said = draws, dumps(place.card, 2)  # with no mark of what was said before, so that the same is written alike
    if said in _sound:
        return
    before = place.problems.count
    _try_computed(place, draws)
    if place.problems.count == before:
        if len(_sound) == MOST_REMEMBERED:
            _sound.clear()
        _sound.add(said)


def _try_computed(place: _Place, draws: int) -> None:
    before = place.problems.count
    _check_parameters(place)
    programs = _programs(place) if len(place.card.get("steps", ())) <= MOST_NUMBERS else {}
    _check_braces(place)
    if place.problems.count == before:
        card = place.card
        domains = {name: domain_of(each) for name, each in card.get("parameters", {}).items()}
        task = Compute(card["expression"], domains)
        for numbers in islice(_draws(card["id"], task), draws):
            if not _has_result(place, programs, numbers):
                return


def _check_parameters(place: _Place) -> None:
    parameters = place.card.get("parameters", {})
    for key in ("parameters", "steps"):
        said = place.card.get(key, {})
        if len(said) > MOST_NUMBERS:
            place.add(key, f"it has at most {MOST_NUMBERS} {key}, not {len(said):,}")
        for name in said:
            if not NAME.fullmatch(name) or name == RESULT or name in FUNCTIONS:
                place.add((key, name), f'"{name[:60]}" is no name for a number: write a word of letters and digits')
            elif key == "steps" and name in parameters:
                place.add((key, name), f'"{name}" is a parameter already')
    for name, said in parameters.items():
        count = size(domain_of(said))
        if count == 0:
            place.add(("parameters", name), f'"{name}" goes from {said["from"]} to {said["to"]}, which is backwards')
        elif count > MOST_VALUES:
            place.add(("parameters", name), f'"{name}" has at most {MOST_VALUES:,} values, not {count:,}')


def _programs(place: _Place) -> dict[str, Expression]:
    """Of the steps and the result, each with what it may name."""
    card, programs = place.card, {}
    known = [*card.get("parameters", {})]
    steps = [(name, ("steps", name), text) for name, text in card.get("steps", {}).items()]
    for name, key, text in (*steps, (RESULT, ("expression",), card["expression"])):
        try:
            programs[name] = parse(text)
        except RoadmapError as fault:
            place.add(key, f'"{text[:60]}": {fault.sentence}{f"; {fault.hint}" if fault.hint else ""}')
        else:
            for each in programs[name].names:
                if each not in known:
                    place.add(key, f'"{each[:60]}" is no number of it', near=each, names=(*known, *CONSTANTS))
        known.append(name)
    return programs


def _check_braces(place: _Place) -> None:
    card = place.card
    asked = tuple(card.get("parameters", {}))
    answered = (*asked, *card.get("steps", {}), RESULT)
    for key, names in (("question", asked), ("answer", answered)):
        for name in dict.fromkeys(named_in(card[key])):
            if name not in names:
                told = "is known only to the answer" if name in answered else "is no number of it"
                place.add(key, f"{{{name[:60]}}} in the {key} {told}", near=name, names=names)


def _draws(card: str, task: Compute) -> Iterator[Mapping[str, float]]:
    """The corners and what is next to nothing, where roots and divisions fail, and some that a learner would get. Each end
    of a parameter meets each of its neighbour.
    """
    ends = {name: (each, _ends(each)) for name, each in task.parameters.items()}
    for first, second in product(range(_ENDS), repeat=2):
        turns = enumerate(ends.items())
        yield {name: member(each, at[(first + turn * second) % _ENDS]) for turn, (name, (each, at)) in turns}
    yield from (drawn(card, task, seed) for seed in range(_SEEDS))


def _ends(domain: Domain) -> tuple[int, ...]:
    last = size(domain) - 1
    if isinstance(domain, Range):
        nearest = min(max(round(-domain.least / domain.step), 0), last)
    else:
        nearest = min(range(last + 1), key=lambda place: abs(domain[place]))
    return nearest, 0, last


def _has_result(place: _Place, programs: Mapping[str, Expression], numbers: Mapping[str, float]) -> bool:
    try:
        worked(programs, numbers)
    except RoadmapError as fault:
        where = ", ".join(f"{name} = {shown(each)}" for name, each in numbers.items())
        place.add("expression", f"{fault.sentence}{f', with {where}' if where else ''}")
        return False
    return True
