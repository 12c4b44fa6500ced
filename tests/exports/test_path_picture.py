"""Modules as boxes, whatever stands on what: each below what it builds on, none over another."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from random import Random

import pytest
from browser_helpers import WIDE_LETTERS, builtin, told, year_report
from conftest import NOW, TESTS
from exports_helpers import titles
from hypothesis import example, given
from hypothesis import strategies as st

from roadmap_cli.domain.roadmap import Module, Phase, Roadmap, Topic
from roadmap_cli.exports.path_picture import NARROW, WIDE, Box, Picture, Size, picture
from roadmap_cli.exports.safe_text import ems, one_line
from roadmap_cli.reports.export import ProgressReport
from roadmap_cli.reports.status import ModuleStatus, PhaseStatus
from roadmap_cli.reports.topic_line import TopicLine

Edge = tuple[str, str]
Point = tuple[float, float]
Graph = tuple[tuple[int, ...], dict[int, set[int]]]
"""Which module each topic is in, and what each topic requires."""
SIZES = st.sampled_from((WIDE, NARROW))
FAR_APART = """
from browser_helpers import told
from roadmap_cli.domain.roadmap import Module, Phase, Roadmap, Topic
from roadmap_cli.exports import html
needs = {4: "1", 5: "12", 6: "45", 7: "3", 9: "78", 10: "9"}
topics = [Topic(str(each), str(each), "p", str(each), requires=tuple(needs.get(each, ""))) for each in range(12)]
modules = [Module(each.id, each.title, "p", (each,)) for each in topics]
print(html.render(told(Roadmap("r", "R", (Phase("p", "P", 1, "", tuple(modules)),)), ())))
"""
"""A page with two groups of modules that hang together, and some that stand alone."""


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Topics require earlier topics, wherever their modules stand: so modules may stand on each other in a circle."""
    modules = draw(st.integers(0, 12))
    homes = [*range(modules), *draw(st.lists(st.integers(0, modules - 1), max_size=8) if modules else st.just([]))]
    homes = draw(st.permutations(homes))
    pairs = st.tuples(st.integers(0, max(len(homes) - 1, 0)), st.integers(0, max(len(homes) - 1, 0)))
    requires: dict[int, set[int]] = {}
    for one, other in draw(st.lists(pairs, max_size=30)) if homes else []:
        if one != other:
            requires.setdefault(max(one, other), set()).add(min(one, other))
    return tuple(homes), requires


def _dense(seed: int) -> Graph:
    """As many modules as real ones have, most of them on one or two others."""
    chance = Random(seed)
    modules = range(chance.randint(6, 22))
    needed = {each: chance.choices(range(each), k=chance.choice((0, 1, 1, 2, 2, 3))) for each in modules if each}
    return tuple(modules), {each: set(its) for each, its in needed.items()}


DENSE = st.integers(0, 10_000).map(_dense)


def report(graph: Graph) -> ProgressReport:
    """Modules in the order of their numbers; so many topics done as the number of the module says."""
    homes, requires = graph
    modules = (_module(number, homes) for number in sorted(set(homes)))
    phase = PhaseStatus("p", "P", 1, year_report().status.totals, tuple(modules))
    return year_report()._replace(
        status=year_report().status._replace(phases=(phase,)),
        requires={
            str(topic): tuple(str(each) for each in sorted(requires.get(topic, ()))) for topic in range(len(homes))
        },
    )


def _module(number: int, homes: tuple[int, ...]) -> ModuleStatus:
    topics = tuple(
        TopicLine(str(place), f"Topic {place}", "todo", None, 1.0, 0, None, stretch=False, proven=False)
        for place, home in enumerate(homes)
        if home == number
    )
    return ModuleStatus(f"m{number}", f"Module {number}", year_report().status.totals, topics)


def relation(graph: Graph) -> set[Edge]:
    """From module to module, as far as the order of the file agrees."""
    homes, requires = graph
    pairs = ((homes[needed], homes[topic]) for topic, all_needed in requires.items() for needed in all_needed)
    return {(f"m{one}", f"m{other}") for one, other in pairs if one < other}


def follows(edges: Iterable[Edge]) -> set[Edge]:
    """And from whatever stands before to whatever stands behind."""
    found = set(edges)
    while more := {(one, end) for one, mid in found for start, end in found if mid == start} - found:
        found |= more
    return found


def without_implied(edges: set[Edge]) -> set[Edge]:
    return {each for each in edges if each not in follows(edges - {each})}


def curves(line: str) -> list[tuple[Point, ...]]:
    """The parts of an SVG path: four points each, the two in the middle draw it to their side."""
    assert re.fullmatch(r"(?:[MCLVH][\d .-]+)+", line)
    here, found = (0.0, 0.0), []
    for command, said in re.findall("([A-Z])([^A-Z]+)", line):
        numbers = [float(each) for each in said.split()]
        numbers = {"V": [here[0], *numbers], "H": [*numbers, here[1]]}.get(command, numbers)
        ends = list(zip(numbers[::2], numbers[1::2], strict=True))
        if command != "M":
            found.append((here, *(ends if command == "C" else (here, ends[0], ends[0]))))
        here = ends[-1]
    return found


def edges_of(found: Picture) -> list[Edge]:
    """By where lines begin and end: in the middle of a lower and of an upper edge of a box."""
    size = found.size
    below = {(box.x + size.width // 2, box.y + size.height): box.module.id for box in found.boxes}
    above = {(box.x + size.width // 2, box.y): box.module.id for box in found.boxes}
    ends = ((curves(line)[0][0], curves(line)[-1][-1]) for line in found.lines)
    return [(below[int(one[0]), int(one[1])], above[int(other[0]), int(other[1])]) for one, other in ends]


def along(line: str) -> list[Point]:
    """Points on a path, from its start to its end."""
    said = []
    for curve in curves(line):
        for step in range(21):
            t = step / 20
            shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
            pairs = list(zip(shares, curve, strict=True))
            said.append((sum(share * x for share, (x, _) in pairs), sum(share * y for share, (_, y) in pairs)))
    return said


def crossings(found: Picture) -> set[str]:
    """The boxes that some line is drawn behind."""
    size = found.size
    return {
        box.module.title
        for line in found.lines
        for x, y in along(line)
        for box in found.boxes
        if box.x < x < box.x + size.width and box.y < y < box.y + size.height
    }


def apart(one: Box, other: Box, size: Size) -> bool:
    """By the gaps between boxes at least."""
    return abs(one.x - other.x) >= size.width + size.gap or abs(one.y - other.y) >= size.height + size.drop


CIRCLE: Graph = ((0, 1, 0, 1), {1: {0}, 2: {1}, 3: {2}})
LONG_WAY: Graph = ((0, 1, 2, 3, 4), {1: {0}, 2: {1}, 3: {2}, 4: {0, 3}})
FORK: Graph = ((0, 1, 2, 3, 4, 5), {1: {0}, 2: {0}, 3: {1}, 4: {3, 2}, 5: {0, 4}})
NONE: Graph = ((), {})


@given(graph=graphs(), size=SIZES)
@example(graph=CIRCLE, size=WIDE)
@example(graph=NONE, size=WIDE)
@example(graph=((0,), {}), size=NARROW)
def test_every_module_has_one_box_and_no_two_touch(graph: Graph, size: Size) -> None:
    told_of = report(graph)
    found = picture(told_of, size)
    assert [box.module for box in found.boxes] == [each for phase in told_of.status.phases for each in phase.modules]
    for place, box in enumerate(found.boxes):
        assert all(apart(box, other, size) for other in found.boxes[:place])
        assert 0 <= box.done <= size.width
        assert box.lines
        assert len(box.lines) * size.line <= size.height


@given(graph=graphs(), size=SIZES)
@example(graph=LONG_WAY, size=WIDE)
@example(graph=FORK, size=NARROW)
def test_everything_lies_within_the_picture(graph: Graph, size: Size) -> None:
    found = picture(report(graph), size)
    for box in found.boxes:
        assert 0 < box.x <= found.width - size.width
        assert 0 < box.y <= found.height - size.height
    for line in found.lines:
        assert all(0 < x < found.width and 0 < y < found.height for curve in curves(line) for x, y in curve)


@given(graph=graphs(), size=SIZES)
@example(graph=CIRCLE, size=WIDE)
@example(graph=LONG_WAY, size=WIDE)
@example(graph=FORK, size=NARROW)
def test_a_line_is_drawn_for_whatever_stands_on_something_unless_it_follows(graph: Graph, size: Size) -> None:
    edges = edges_of(picture(report(graph), size))
    assert sorted(edges) == sorted(without_implied(relation(graph)))


@given(graph=graphs(), size=SIZES)
@example(graph=LONG_WAY, size=WIDE)
def test_every_line_leads_downwards(graph: Graph, size: Size) -> None:
    for line in picture(report(graph), size).lines:
        heights = [y for _, y in along(line)]
        assert heights == sorted(heights)
        assert heights[0] < heights[-1]


@given(graph=graphs() | DENSE, size=SIZES)
@example(graph=FORK, size=WIDE)
def test_no_line_runs_across_a_box(graph: Graph, size: Size) -> None:
    assert crossings(picture(report(graph), size)) == set()


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_built_in_path_is_legible(size: Size) -> None:
    found = picture(year_report(), size)
    others = {"computer-vision", "recommenders", "time-series", "reinforcement-learning"}
    modules = {name: module for name, module in builtin().roadmap.modules.items() if name not in others}
    assert [box.module.id for box in found.boxes] == list(modules)
    assert [" ".join(box.lines) for box in found.boxes] == [module.title for module in modules.values()]
    assert {box.module.id for box in found.boxes if box.done == size.width} >= {"tools", "python", "sql", "data-stack"}
    (part,) = (box for box in found.boxes if 0 < box.done < size.width)
    assert part.done == round(size.width * part.module.totals.percent / 100)
    assert crossings(found) == set()
    assert found.width < 880


def test_a_long_name_ends_in_a_sign_that_there_is_more() -> None:
    topic = Topic("a", "A", "p", "m")
    where = Roadmap("r", "R", (Phase("p", "P", 1, "", (Module("m", "word " * 40, "p", (topic,)),)),))
    (box,) = picture(told(where, ()), WIDE).boxes
    assert box.lines[-1].endswith("…")
    assert all(len(line) <= WIDE.letters for line in box.lines)


@given(title=titles, size=SIZES)
@example(title="W" * 50, size=NARROW)
@example(title=WIDE_LETTERS, size=WIDE)
def test_a_name_is_written_in_lines_that_have_room(title: str, size: Size) -> None:
    topic = Topic("a", "A", "p", "m")
    (box,) = picture(
        told(Roadmap("r", "R", (Phase("p", "P", 1, "", (Module("m", title, "p", (topic,)),)),)), ()), size
    ).boxes
    assert all(ems(line) * size.font <= size.room / (1 if " " in line else 0.86) for line in box.lines)
    assert len(box.lines) * size.line <= size.height
    said, name = ("".join("".join(each).split()) for each in (box.lines, one_line(title)))
    assert said == name or (said.endswith("…") and name.startswith(said[:-1]))


@pytest.mark.parametrize("word", ["Recommendation", "Communication", "Representation", "математический"])
def test_a_long_word_of_a_name_stays_whole(word: str) -> None:
    topic = Topic("a", "A", "p", "m")
    where = Roadmap("r", "R", (Phase("p", "P", 1, "", (Module("m", f"The {word} of it", "p", (topic,)),)),))
    (box,) = picture(told(where, ()), NARROW).boxes
    assert word in box.lines


def test_modules_without_a_line_stand_beside_each_other() -> None:
    boxes = picture(report((tuple(range(6)), {})), WIDE).boxes
    assert len({box.y for box in boxes[:4]}) == 1
    assert [box.x for box in boxes[4:]] == [box.x for box in boxes[:2]]


def test_a_page_is_the_same_in_every_process() -> None:
    folders = os.pathsep.join((str(TESTS), str(TESTS / "helpers")))
    said = {
        subprocess.run(
            [sys.executable, "-c", FAR_APART],
            env={**os.environ, "PYTHONPATH": folders, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "7")
    }
    (page,) = said
    assert f"{NOW:%Y}" in page
    assert page.count("<path ") == 18
