"""Faulty definitions, made from the small one: the line at fault carries the comment `# here`."""

from typing import Any, NamedTuple

from conftest import SMALL

HERE = "# here"
TOPIC = "[[phase.module.topic]]"


class Fault(NamedTuple):
    text: str
    sentence: str


def edited(old: str, new: str, text: str = SMALL) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def line_here(text: str) -> int:
    (line,) = [number for number, line in enumerate(text.splitlines(), start=1) if HERE in line]
    return line


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) of a document."""
    pairs = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())
    return [(value, key) for key, _ in pairs] + [place for _, inner in pairs for place in places(inner)]


def in_b(line: str) -> str:
    """The small definition with one more line in topic b."""
    return edited("hours = 4\n", f"hours = 4\n{line}  # here\n")


def hours_of_b(value: str) -> Fault:
    sentence = 'topic "b": "hours" must be a number of hours above 0 and at most 10,000, not '
    shown = {"true": "True", '"4"': "'4'; write it without quotes: hours = 4"}.get(value, value)
    return Fault(edited("hours = 4\n", f"hours = {value}  # here\n"), sentence + shown)


B = f'{TOPIC}\nid = "b"\ntitle = "Beta"\n'
CARDS = 'cards = [{id = "b-1", question = "Second letter?", answer = "Beta."}]'
RESOURCES = 'resources = [{title = "A page", url = "https://example.org/beta", kind = "docs"}]'
KINDS = "one of concept, skill, practice, project, decision"

SHAPE_FAULTS = {
    "unknown key": Fault(in_b('requirs = ["a"]'), 'topic "b" has the unknown key "requirs"; did you mean requires?'),
    "unknown key like no other": Fault(in_b("zzz = 1"), 'topic "b" has the unknown key "zzz"'),
    "unknown table": Fault(f"{SMALL}[[phaze]]  # here\n", 'the file has the unknown key "phaze"; did you mean phase?'),
    "topic without id": Fault(
        edited(B, f'{TOPIC}  # here\ntitle = "Beta"\n').replace('"b"', '"a"'), 'topic "Beta" needs "id"'
    ),
    "topic without title": Fault(edited(B, f'{TOPIC}  # here\nid = "b"\n'), 'topic "b" needs "title"'),
    "topic with nothing": Fault(f"{SMALL}{TOPIC}  # here\n", 'topic in module "ways" needs "id"'),
    "roadmap without id": Fault(
        edited('[roadmap]\nid = "small"\n', "[roadmap]  # here\n"), 'roadmap "Small" needs "id"'
    ),
    "resource that would act": Fault(
        edited(RESOURCES, 'resources = [{title = "A", url = "javascript:alert(1)"}]  # here'),
        'resource "A" in topic "b": "url" must be an address or words that say where it is found, and no '
        "program, not 'javascript:alert(1)'",
    ),
    "card without answer": Fault(
        edited(CARDS, 'cards = [{id = "b-1", question = "?"}]  # here'), 'card "b-1" in topic "b" needs "answer"'
    ),
    "resource without url": Fault(
        edited(RESOURCES, 'resources = [{title = "A page"}]  # here'), 'resource "A page" in topic "b" needs "url"'
    ),
    "resource with an unknown key": Fault(
        edited(RESOURCES, 'resources = [{title = "A", url = "b", knd = "c"}]  # here'),
        'resource "A" in topic "b" has the unknown key "knd"; did you mean kind?',
    ),
    "hours zero": hours_of_b("0"),
    "hours negative": hours_of_b("-1"),
    "hours slightly negative": hours_of_b("-0.5"),
    "hours infinite": hours_of_b("inf"),
    "hours infinitely negative": hours_of_b("-inf"),
    "hours a truth": hours_of_b("true"),
    "hours a text": hours_of_b('"4"'),
    "hours too many": hours_of_b("10001"),
    "id with capitals": Fault(
        edited(B, f'{TOPIC}\nid = "B"  # here\ntitle = "Beta"\n').replace('requires = ["b"]\n', ""),
        'topic "B": "id" must be an id: lower-case letters, digits and hyphens, not \'B\'; such as b',
    ),
    "title of two lines": Fault(
        edited('title = "Beta"', 'title = "Be\\nta"  # here'),
        'topic "b": "title" must be one line of text, not \'Be\\nta\'',
    ),
    "title blank": Fault(
        edited('title = "Beta"', 'title = " "  # here'), 'topic "b": "title" must be one line of text, not \' \''
    ),
    "title a number": Fault(
        edited('title = "Beta"', "title = 5  # here"),
        'topic "b": "title" must be one line of text, not 5; put it in quotes: title = "5"',
    ),
    "kind unknown": Fault(in_b('kind = "lecture"'), f'topic "b": "kind" must be {KINDS}, not \'lecture\''),
    "stretch a text": Fault(
        in_b('stretch = "no"'),
        'topic "b": "stretch" must be true or false, not \'no\'; write it without quotes: stretch = false',
    ),
    "requires a text": Fault(
        edited('requires = ["a"]', 'requires = "a"  # here'),
        'topic "b": "requires" must be a list of ids, not \'a\'; put it in brackets: requires = ["a"]',
    ),
    "requires a number among ids": Fault(
        edited('requires = ["a"]', 'requires = ["a", 1]  # here'),
        'topic "b": "requires" must be a list of ids, not [\'a\', 1]',
    ),
    "requires_option a list": Fault(
        in_b('requires_option = ["a"]'),
        'topic "b": "requires_option" must be a table from option to a list of ids, not [\'a\']',
    ),
    "criteria of numbers": Fault(
        edited('criteria = ["You can say beta."]', "criteria = [1]  # here"),
        'topic "b": "criteria" must be a list of texts, not [1]',
    ),
    "cards of numbers": Fault(
        edited(CARDS, "cards = [1]  # here"), 'topic "b": "cards" must be a list of tables, not [1]'
    ),
    "source a text": Fault(
        edited('title = "Small"\n', 'title = "Small"\nsource = "x"  # here\n'),
        'roadmap "small": "source" must be a table, not \'x\'',
    ),
    "roadmap a list": Fault(
        edited("[roadmap]\n", "[[roadmap]]  # here\n"),
        "the file: \"roadmap\" must be a table, not [{'id': 'small', 'title': 'Small'}]; write [roadmap] with one bracket",
    ),
    "article a text": Fault(f'article = "x"  # here\n{SMALL}', "the file: \"article\" must be a table, not 'x'"),
    "a number among cards": Fault(
        edited(CARDS, 'cards = [{id = "b-1"}, 1]  # here'),
        "topic \"b\": \"cards\" must be a list of tables, not [{'id': 'b-1'}, 1]",
    ),
    "question a list": Fault(
        edited('question = "Second letter?", answer = "Beta."}]', 'question = [], answer = "Beta."}]  # here'),
        'card "b-1" in topic "b": "question" must be text, not []',
    ),
    "choice with no option": Fault(
        f'{SMALL}[[choice]]  # here\nid = "other"\ntitle = "O"\noption = []\n',
        'choice "other" is empty: it has no option',
    ),
    "option that leads nowhere": Fault(
        edited('title = "The X way"\n', 'title = "The X way"\nleads_to = false  # here\n'),
        'option "x": "leads_to" must be text, not False',
    ),
    "title of a separator alone": Fault(
        edited('title = "Beta"', 'title = "\\u001c"  # here'),
        'topic "b": "title" must be one line of text, not \'\\x1c\'',
    ),
    "requires_option of texts": Fault(
        in_b('requires_option = {x = "a"}'),
        "topic \"b\": \"requires_option\" must be a table from option to a list of ids, not {'x': 'a'}",
    ),
    "formerly with capitals": Fault(
        in_b('formerly = ["old", "A"]'), "topic \"b\": \"formerly\" must be a list of ids, not ['old', 'A']"
    ),
    "known_as a number": Fault(in_b("known_as = 5"), 'topic "b": "known_as" must be a list of texts, not 5'),
    "option a number": Fault(
        in_b("option = 1"), 'topic "b": "option" must be an id: lower-case letters, digits and hyphens, not 1'
    ),
    "why a table": Fault(in_b("why = {x = 1}"), 'topic "b": "why" must be text, not {\'x\': 1}'),
    "source without title": Fault(
        edited('title = "Small"\n', 'title = "Small"\nsource = {url = "u"}  # here\n'),
        'source in roadmap "small" needs "title"',
    ),
    "source with an unknown key": Fault(
        edited('title = "Small"\n', 'title = "Small"\nsource = {title = "S", urll = "u"}  # here\n'),
        'source "S" has the unknown key "urll"; did you mean url?',
    ),
}
"""What is wrong in one place of the file, which the JSON Schema sees as well."""

REFERENCE_FAULTS = {
    "duplicate topic": Fault(edited('id = "extra"\n', 'id = "a"  # here\n'), 'the topic id "a" is used twice'),
    "duplicate card": Fault(
        edited("hours = 1\n", 'hours = 1\ncards = [{id = "b-1", question = "?", answer = "!"}]  # here\n'),
        'the card id "b-1" is used twice',
    ),
    "duplicate option": Fault(
        f'{SMALL}[[choice]]\nid = "other"\ntitle = "O"\n'
        'option = [\n  {id = "n", title = "N"},\n  {id = "x", title = "X"},  # here\n]\n',
        'the option id "x" is used twice',
    ),
    "module called like a phase": Fault(
        edited('id = "letters"\n', 'id = "two"\n').replace(
            'id = "two"\ntitle = "Phase two"', 'id = "two"  # here\ntitle = "P"'
        ),
        'the phase or module id "two" is used twice',
    ),
    "unknown prerequisite": Fault(
        edited('requires = ["a"]', 'requires = [\n  "a",\n  "x-topik",  # here\n]'),
        'topic "b" requires "x-topik", which does not exist; did you mean x-topic?',
    ),
    "unknown prerequisite like no other": Fault(
        edited('requires = ["a"]', 'requires = ["a", "qqqq"]  # here'),
        'topic "b" requires "qqqq", which does not exist',
    ),
    "unknown prerequisite of an option": Fault(
        edited("requires_option = {x", 'requires_option = {y = ["ennd"]}  # here\n#').replace(
            ', y = ["y-topic"]}', "}"
        ),
        'topic "end" requires "ennd", which does not exist; did you mean end?',
    ),
    "prerequisite under an unknown option": Fault(
        edited('requires_option = {x = ["x-topic"], y = ["y-topic"]}', 'requires_option = {way-x = ["c"]}  # here'),
        'topic "end" requires something under the option "way-x", which no choice has',
    ),
    "prerequisite that only an option teaches": Fault(
        edited('requires = ["c"]', 'requires = ["c", "y-topic"]  # here'),
        'topic "end" requires "y-topic", which only the option "y" teaches; use requires_option',
    ),
    "prerequisite that only the other option teaches": Fault(
        edited('option = "x"\nrequires = ["b"]', 'option = "x"\nrequires = ["b", "y-topic"]  # here'),
        'topic "x-topic" (option "x") requires "y-topic", which only the option "y" teaches',
    ),
    "prerequisite crossing options": Fault(
        edited('{x = ["x-topic"], y = ["y-topic"]}', '{x = ["y-topic"]}  # here'),
        'topic "end" (option "x") requires "y-topic", which only the option "y" teaches',
    ),
    "option without choice": Fault(
        edited('option = "y"\n', 'option = "z"  # here\n').replace(', y = ["y-topic"]', ""),
        'topic "y-topic" belongs to the option "z", which no choice has',
    ),
    "choice with one option": Fault(
        f'{SMALL}[[choice]]  # here\nid = "only"\ntitle = "O"\noption = [{{id = "n", title = "N"}}]\n',
        'choice "only" needs at least two options',
    ),
    "choice at an unknown topic": Fault(
        edited('title = "Which way"\n', 'title = "Which way"\ntopic = "ennd"  # here\n'),
        'choice "way" is made at the unknown topic "ennd"; did you mean end?',
    ),
    "formerly a topic that still exists": Fault(
        in_b('formerly = ["a"]'), 'topic "b" was formerly "a", but a topic of that id still exists'
    ),
    "two heirs": Fault(
        edited("stretch = true\n", 'stretch = true\nformerly = ["old"]  # here\n').replace(
            "hours = 4\n", 'hours = 4\nformerly = ["old"]\n'
        ),
        'both "b" and "extra" were formerly "old"',
    ),
    "merges a topic that still exists": Fault(
        in_b('merges = ["a"]'), 'topic "b" merges "a", but a topic of that id still exists'
    ),
    "merged into two": Fault(
        edited("stretch = true\n", 'stretch = true\nmerges = ["old"]  # here\n').replace(
            "hours = 4\n", 'hours = 4\nmerges = ["old"]\n'
        ),
        '"b" merges "old", and "extra" merges it too',
    ),
    "merged and renamed": Fault(
        edited("stretch = true\n", 'stretch = true\nformerly = ["old"]\nmerges = ["old"]  # here\n'),
        '"extra" was formerly "old", and "extra" merges it too',
    ),
    "circle of one": Fault(
        edited('requires = ["a"]', 'requires = ["b"]  # here'), "a circle of prerequisites: b requires b"
    ),
    "circle of three": Fault(
        edited("hours = 2\n\n[[phase.module.topic]]", 'hours = 2\nrequires = ["c"]  # here\n\n[[phase.module.topic]]'),
        "a circle of prerequisites: a requires c requires b requires a",
    ),
    "circle through an option": Fault(
        edited(
            "hours = 2\n\n[[phase.module.topic]]",
            'hours = 2\nrequires_option = {x = ["a"]}  # here\n\n[[phase.module.topic]]',
        ),
        "a circle of prerequisites: a requires a",
    ),
}
"""What only the whole file can tell."""
