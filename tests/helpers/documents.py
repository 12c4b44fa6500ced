"""Valid documents of roadmaps with texts that look like everything else of a Markdown form, and faults that people make."""

from collections.abc import Sequence
from typing import Any

import tomli
from hypothesis import strategies as st

from roadmap_cli.definition.job import NAMES
from roadmap_cli.definition.model_values import KINDS
from roadmap_cli.domain.question import named_in
from roadmap_cli.slug import slug

PIECES = (
    *(
        "a",
        "B",
        " ",
        "  ",
        "\t",
        ":",
        "-",
        "*",
        "#",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "<",
        ">",
        "\\",
        "&",
        "`",
        "~",
        "=",
        "_",
    ),
    *(
        "6 h",
        "(6 h)",
        "(2 weeks)",
        "{#id}",
        "[x]",
        "[ ] ",
        "- ",
        "1. ",
        "## ",
        "A: ",
        "q: ",
        "why: ",
        "goal: ",
        "Choice: ",
    ),
    *(
        "---",
        "```",
        "<!--",
        "-->",
        "&amp;",
        "&#10;",
        "https://a.b/c",
        "](x)",
        "after: ",
        ", ",
        "(after: x)",
        "**",
        "\u2028",
    ),
    *("\x00", "\x1c", "\x85", "\r", "é", "字", "🍞", "'", '"', '"""', "|", "\xa0", "\ufeff"),
)
pieces = st.sampled_from(PIECES)
letters = st.characters(exclude_categories=["Cs"])
breaks = st.sampled_from(("\n", "\n\n", "\n```\n", "```python\n", "\n```", "  x\n", "\n- "))
texts = st.lists(pieces | breaks | letters, max_size=8).map("".join)
lines = (
    st.lists(pieces | letters, min_size=1, max_size=6)
    .map(lambda found: "".join(found).replace("\n", " "))
    .filter(lambda line: line.strip(" \t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2028\u2029\ufeff").strip())
)
hours = st.floats(0.001, 10_000) | st.integers(1, 10_000) | st.sampled_from((0.5, 1.5, 1e-07, 10_000))


def some(draw: st.DrawFn, **keys: st.SearchStrategy[Any]) -> dict[str, Any]:
    """Some of them."""
    return {key: draw(value) for key, value in keys.items() if draw(st.booleans())}


NUMBERS = st.integers(-1000, 1000) | st.floats(-1000, 1000) | st.sampled_from((0.1, 1e-05, -2))
NUMBER_NAMES = st.sampled_from(("n", "p", "kind", "let", "A", "x_1", "é"))
RANGES = st.builds(
    lambda least, count, step: {"from": least, "to": least + count * (step or 1)} | ({"step": step} if step else {}),
    NUMBERS,
    st.integers(0, 50),
    st.none() | st.sampled_from((1, 2, 0.5, 0.1)),
)


@st.composite
def computed(draw: st.DrawFn) -> dict[str, Any]:
    parameters = draw(st.dictionaries(NUMBER_NAMES, RANGES | st.lists(NUMBERS, min_size=1, max_size=3), max_size=3))
    steps = {"s": f" {draw(st.sampled_from([*parameters, 'pi']))}* 2"} if draw(st.booleans()) else {}
    tolerance, unit = st.sampled_from((0, 0.05, 1, 1e-06)), lines
    numbers = {"parameters": parameters} if parameters else {}
    numbers |= {"steps": steps} if steps else {}
    return (
        numbers
        | {"expression": draw(st.sampled_from(["1+1", *steps, *parameters]))}
        | some(draw, tolerance=tolerance, unit=unit)
    )


@st.composite
def read(draw: st.DrawFn) -> dict[str, Any]:
    code = draw((texts | st.sampled_from(("x = 1\nA: int = 2\nkind: code\n", "\n  ``` \n\tx"))).filter(str.strip))
    line = st.integers(1, code.strip("\n").count("\n") + 1)
    asked = draw(st.sampled_from(({}, {"prints": draw(texts.filter(str.strip))}, {"line": draw(line)})))
    return {"code": code} | asked | some(draw, language=st.sampled_from(("python", "sql", "sh")))


offered = st.lists(lines, min_size=2, max_size=4, unique=True).map(lambda said: {"right": said[0], "wrong": said[1:]})


@st.composite
def cards(draw: st.DrawFn, identifier: str, criteria: int) -> dict[str, Any]:
    """Of any kind."""
    kind, given = draw(
        st.sampled_from(("", "recall")).map(lambda kind: (kind, {}))
        | computed().map(lambda given: ("compute", given))
        | read().map(lambda given: ("code", given))
        | offered.map(lambda given: ("choose", given))
    )
    said = texts.filter(lambda text: kind != "compute" or not named_in(text))
    card = {"id": identifier, "question": draw(said), "answer": draw(said)} | given
    card |= {"kind": kind} if kind else {}
    return card | (some(draw, criterion=st.integers(1, criteria)) if criteria else {})


@st.composite
def topics(draw: st.DrawFn, identifier: str, earlier: Sequence[str], options: Sequence[str]) -> dict[str, Any]:
    """One that requires earlier ones. Which of its texts it has is drawn."""
    ids = st.lists(st.sampled_from(earlier), max_size=3) if earlier else st.just([])
    own = some(draw, option=st.sampled_from(options)) if options and not earlier else {}
    optional = some(
        draw,
        kind=st.sampled_from(KINDS),
        stretch=st.booleans(),
        hidden=st.booleans(),
        hours=hours,
        hours_basis=texts,
        origin=texts,
        why=texts,
        requires=ids,
        criteria=st.lists(texts, max_size=3),
        known_as=st.lists(texts, max_size=2),
        resources=st.lists(st.builds(_resource, lines, lines, st.none() | texts), max_size=2),
    )
    if options and draw(st.booleans()):
        optional["requires_option"] = {draw(st.sampled_from(options)): draw(ids)}
    criteria = len(optional.get("criteria", ()))
    made = [draw(cards(f"{identifier}-{n}", criteria)) for n in range(draw(st.integers(0, 2)))]
    return {"id": identifier, "title": draw(lines), **own, **optional, **({"cards": made} if made else {})}


def _resource(title: str, url: str, kind: str | None) -> dict[str, str]:
    return {"title": title, "url": url} | ({} if kind is None else {"kind": kind})


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    about = {"id": "drawn", "title": draw(lines)} | some(
        draw,
        summary=texts,
        author=lines,
        licence=lines,
        version=lines,
        language=st.sampled_from(("en", "pt-BR")),
        homepage=st.sampled_from(("https://example.org", "http://example.org/a_(b)?c=1&copy;=2#d")),
        source=st.builds(lambda title, url: {"title": title} | ({"url": url} if url else {}), lines, st.none() | lines),
    )
    options = draw(st.sampled_from(((), ("x", "y"))))
    phases, seen = [], list[str]()
    for number in range(draw(st.integers(0, 3))):
        phase = draw(_phases(f"p{number}", seen, options))
        phases.append(phase)
    document: dict[str, Any] = {"roadmap": about, "phase": phases}
    if options and seen:
        document["choice"] = [draw(_choices(options, seen))]
    if seen and draw(st.booleans()):
        document |= {key: value for key, value in tomli.loads(_job(seen[0])).items() if key in NAMES}
    return document


def _job(topic: str) -> str:
    return f'[portfolio]\nhours = 3\n[[portfolio.stage]]\nid = "idea"\ntitle = "`` ``` idea"\ntopic = "{topic}"\n'


@st.composite
def _phases(draw: st.DrawFn, identifier: str, seen: list[str], options: Sequence[str]) -> dict[str, Any]:
    title = draw(lines)
    found = {"id": identifier, "title": title, **some(draw, goal=texts, metaphor=texts, warning=texts), "module": []}
    for number in range(draw(st.integers(0, 2))):
        module = {"id": f"{identifier}m{number}", "title": draw(lines), "topic": []}
        if draw(st.booleans()) and not number:
            module |= {"id": f"{identifier}-topics", "title": title}
        elif made := slug(module["title"]):
            module["id"] = made if draw(st.booleans()) and made not in "xy" else f"{identifier}m{number}"
        for _ in range(draw(st.integers(0, 2))):
            new = f"t{len(seen)}"
            earlier = [each for each in seen if not each.startswith("o")]
            module["topic"].append(draw(topics(new, earlier, options)))
            seen.append(f"o{new}" if "option" in module["topic"][-1] else new)
        found["module"].append(module)
    return found


@st.composite
def _choices(draw: st.DrawFn, options: Sequence[str], seen: Sequence[str]) -> dict[str, Any]:
    found = [{"id": each, "title": draw(lines), **some(draw, leads_to=texts)} for each in options]
    at = some(draw, topic=st.sampled_from([each.removeprefix("o") for each in seen]))
    return {"id": "way", "title": draw(lines), **at, "option": found}
