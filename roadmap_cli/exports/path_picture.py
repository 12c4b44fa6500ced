"""The path as a picture: modules as boxes, each below what it stands on. The only owner of fast_sugiyama.

Placing boxes in layers so that few lines cross is Sugiyama's method; the library works it out, this module says which
boxes there are, and how large.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from textwrap import wrap
from typing import NamedTuple

from fast_sugiyama import from_edges

from roadmap_cli.exports.graph import Edge, direct
from roadmap_cli.exports.safe_text import ems, one_line
from roadmap_cli.reports.export import ProgressReport
from roadmap_cli.reports.status import ModuleStatus

Place = tuple[int, int]
_UNIT = 72.0
"""What the library puts between two boxes."""
MARGIN = 2
ALONE_IN_A_ROW = 4
_SQUEEZED = 0.86
"""How wide a long word is drawn at least, as a share of its own width."""


class Size(NamedTuple):
    """Of a box and the gaps around it, in CSS pixels; `letters` is the most in a line, `line` its height."""

    width: int
    height: int
    gap: int
    drop: int
    letters: int
    line: int
    font: int = 12

    @property
    def room(self) -> int:
        """For a line of text, beside the edges."""
        return self.width - 6

    @property
    def lines(self) -> int:
        return self.height // self.line


WIDE = Size(width=140, height=48, gap=12, drop=20, letters=20, line=14)
NARROW = Size(width=92, height=58, gap=8, drop=18, letters=14, line=13)


class _Layout(NamedTuple):
    """Of modules that hang together: where the middles of boxes and bends are, `y` upwards, in units of the library."""

    positions: dict[str, tuple[float, float]]
    height: float
    parts: list[Edge]


class Box(NamedTuple):
    """`x` and `y` are its top left corner; `done` is how wide the done part is."""

    module: ModuleStatus
    x: int
    y: int
    done: int
    lines: tuple[str, ...]
    counts: bool


class Picture(NamedTuple):
    """`lines` are SVG paths from prerequisite to what stands on it."""

    size: Size
    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[str, ...]


def picture(report: ProgressReport, size: Size) -> Picture:
    modules = {module.id: module for module in _on_the_path(report)}
    places, bends = _placed(list(modules), _edges(report, modules.values()), size)
    boxes = tuple(_box(module, places[name], size) for name, module in modules.items())
    lines = tuple(sorted(_line([places[name] for name in bend], size) for bend in bends))
    return Picture(
        size=size,
        width=max((box.x for box in boxes), default=0) + size.width + MARGIN,
        height=max((box.y for box in boxes), default=0) + size.height + MARGIN,
        boxes=boxes,
        lines=lines,
    )


def _on_the_path(report: ProgressReport) -> list[ModuleStatus]:
    """Without those of options not in effect: five specialties side by side would leave no room for names."""
    choices = report.status.choices
    others = {option.id for choice in choices for option in choice.options if option.id != choice.effective}
    modules = [module for phase in report.status.phases for module in phase.modules]
    return [each for each in modules if not each.topics or not others.issuperset(topic.option for topic in each.topics)]


def _edges(report: ProgressReport, modules: Iterable[ModuleStatus]) -> list[Edge]:
    """From module to module, without those that follow from others. Where two modules stand on each other the order of
    the file decides.
    """
    home = {topic.id: module.id for module in modules for topic in module.topics}
    order = {name: place for place, name in enumerate(dict.fromkeys(home.values()))}
    before: dict[str, set[str]] = {name: set() for name in order}
    for topic, here in home.items():
        needed = report.requires.get(topic, ())
        before[here] |= {home[each] for each in needed if each in home and order[home[each]] < order[here]}
    return direct({name: sorted(needed, key=order.__getitem__) for name, needed in before.items()})


def _placed(names: Sequence[str], edges: Sequence[Edge], size: Size) -> tuple[dict[str, Place], list[list[str]]]:
    """The corner of every box and of every bend of a line, and the lines as sequences of these.

    What hangs together is laid out together, one such group below the other; what stands alone comes last.
    """
    places: dict[str, Place] = {}
    lines: list[list[str]] = []
    top = MARGIN
    for positions, height, parts in _layouts(names, edges):
        left = min(x for x, _ in positions.values())
        for name, (x, y) in positions.items():
            across, down = (x - left) / _UNIT, (height - y) / _UNIT
            places[name] = (
                MARGIN + round(across * (size.width + size.gap)),
                top + round(down * (size.height + size.drop)),
            )
        lines += _chains(parts)
        top += round(height / _UNIT + 1) * (size.height + size.drop)
    alone = [name for name in names if name not in places]
    for count, name in enumerate(alone):
        row, column = divmod(count, ALONE_IN_A_ROW)
        places[name] = MARGIN + column * (size.width + size.gap), top + row * (size.height + size.drop)
    return places, lines


def _layouts(names: Sequence[str], edges: Sequence[Edge]) -> Iterator[_Layout]:
    """What hangs together, each by itself and numbered from 0: the library gives bends the numbers that follow the highest
    of each such group, which may be those of others, and it lets the order of a set of names decide.
    """
    for number, group in enumerate(_groups(names, edges)):
        numbered = [(group.index(start), group.index(end)) for start, end in edges if start in group]
        ((positions, _, height, parts),) = from_edges(numbered, ranking_type="minimize", dummy_size=1)
        bends = (place for place, _ in positions if int(place) >= len(group))
        called = {place: f"{number}:{place}" for place in bends} | dict(enumerate(group))  # a colon stands in no id
        yield _Layout(
            {called[place]: where for place, where in positions},
            height,
            [(called[start], called[end]) for start, end in parts or ()],
        )


def _groups(names: Sequence[str], edges: Sequence[Edge]) -> list[list[str]]:
    """Names that edges join, directly or not; none that stands alone."""
    within = {name: [name] for name in names}
    for start, end in edges:
        one, other = within[start], within[end]
        if one is not other:
            one += other
            within |= dict.fromkeys(other, one)
    return [group for group in {id(group): group for group in within.values()}.values() if len(group) > 1]


def _chains(parts: Sequence[Edge]) -> Iterator[list[str]]:
    """Lines from box to box, each through its bends."""
    onward = {start: end for start, end in parts if ":" in start}
    for start, end in parts:
        if ":" not in start:
            chain = [start, end]
            while chain[-1] in onward:
                chain.append(onward[chain[-1]])
            yield chain


def _line(places: Sequence[Place], size: Size) -> str:
    """From the lower edge of a box to the upper edge of another. Beside boxes it runs straight down, and bends only
    between their rows, so that it crosses none.
    """
    half = size.width // 2
    x, y = places[0][0] + half, places[0][1] + size.height
    said = [f"M{x} {y}"]
    for left, top in places[1:]:
        middle = (y + top) // 2
        said.append(f"C{x} {middle} {left + half} {middle} {left + half} {top}")
        x, y = left + half, top + size.height
        said.append(f"V{y}")
    return "".join(said[:-1])


def _box(module: ModuleStatus, place: Place, size: Size) -> Box:
    counted = module.totals.topics.counted
    done = round(size.width * module.totals.percent / 100)
    x, y = place
    return Box(module=module, x=x, y=y, done=done, lines=_lines(module.title, size), counts=counted > 0)


def _lines(title: str, size: Size) -> tuple[str, ...]:
    """With as many letters in a line as have room; a word is squeezed a little rather than broken."""
    tries = (
        (broken, wrap(one_line(title), letters, break_long_words=broken, max_lines=size.lines, placeholder=" …"))
        for broken, letters in product((False, True), range(size.letters, 0, -1))
    )
    return next(
        tuple(lines)
        for broken, lines in tries
        if all(ems(line) * size.font <= size.room / (1 if broken or " " in line else _SQUEEZED) for line in lines)
    )
