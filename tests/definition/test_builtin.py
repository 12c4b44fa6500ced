"""The content of the built-in roadmap."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import tomli

from roadmap_cli.definition import Definition, builtin
from roadmap_cli.definition.job import NAMES
from roadmap_cli.definition.reader import read
from roadmap_cli.domain.roadmap import Topic, prerequisites

DOCUMENT: dict[str, Any] = tomli.loads(builtin().read_text(encoding="utf-8"))
JOB: dict[str, Any] = {name: DOCUMENT[name] for name in NAMES}
CAREER: dict[str, Any] = JOB["career"]

MODULES = {
    "foundation": "tools python linear-algebra data-stack sql calculus probability-statistics",
    "core-ml": "workflow supervised ensembles evaluation unsupervised causes-uncertainty applied-ml",
    "specialty": "deep-learning-core nlp computer-vision recommenders time-series reinforcement-learning language-models",
    "apply": "research-practice kaggle production career portfolio interviews",
}
OPTIONS = ("nlp", "cv", "recommenders", "time-series", "rl")
FIGURES = {
    "ai-skill-premium": "56%",
    "median-total-pay-mle-us": "$159,000",
    "average-salary-mle": "$116,416 to $140,180",
    "average-salary-ds-with-ml": "$119,380",
    "specialisation-premium": "20-30%",
    "demand-growth-past": "over 50%",
    "demand-growth-projected": "35%",
    "postings-python": "152,201",
    "postings-sql": "93,541",
    "postings-data-science": "85,480",
    "executives-ml-training": "32%",
}
ROWS = {
    "timeline": 2,
    "salary": 3,
    "figure": 11,
    "level": 5,
    "activity": 3,
    "skill": 12,
    "role": 2,
    "faq": 6,
    "tip": 9,
}
"""Of the career; what the article has besides stands in the tables of its commands."""
STAGES = "idea scoped data model evaluated shipped written-up"
APPLIED = "saved applied screening coding design behavioural offer"
FORMATS = "technical-screening coding-challenge system-design behavioural research-talk"
TAGS = "conflict failure leadership ambiguity impact learning"

AMERICAN = re.compile(
    r"\b\w*(?:"
    r"iz(?:e[drs]?|ing|ers|ations?)\b|yz(?:e[drs]?|ing)\b|"
    r"color|behavior|favor|flavor|\bhonor(?!ar)|(?<!col)labor(?!at)|neighbor|"
    r"\bcenter|fiber|\bgray|modeling|modeled|labeling|labeled|canceled|traveled|fulfill\b|skillful|"
    r"catalog\b|defense|artifact|\bmath\b|\btoward\b"
    r")\w*",
    re.IGNORECASE,
)
SPELLED_THEIR_WAY = {"size", "sized", "sizes", "resize", "resizing", "prize", "math", "specialization", "visualization"}
"""Sizes and prizes have a z everywhere; the rest are names: of two courses, and of a section of the article."""

PROGRAMS = {"code", "prints", "parameters", "steps", "expression"}
"""Keys of cards under which names of programs stand, and no prose."""
NAMING = ("topic", "topics", "supports", "shows")
"""Keys under which ids of topics stand."""
WITHOUT_TLS = {
    "http://gendershades.org/overview.html",
    "http://ccr.sigcomm.org/online/files/p83-keshavA.pdf",
    "http://incompleteideas.net/book/the-book-2nd.html",
    "http://yifanhu.net/PUB/cf.pdf",
}
"""Links as they were researched; whether these sites answer on https is not known."""

STRETCH = [
    "mixtures-and-anomalies",
    "time-series-forecasting",
    "tensorflow-keras",
    "face-recognition",
    "generative-image-models",
    "kaggle-competition",
]
DENSITY_AND_ANOMALIES = ("density-and-mixture-clustering", "anomaly-detection")
KEPT_CARDS = {
    "mixtures-and-anomalies": [f"{old}-{each}" for old in DENSITY_AND_ANOMALIES for each in (1, 2, 3)],
}
"""Of topics that were merged: what was learned of them goes on."""


@pytest.fixture(scope="module")
def built_in() -> Definition:
    return read(builtin())


def hours(topics: Iterator[Topic] | list[Topic]) -> float:
    return sum(topic.hours for topic in topics)


def names_of_cards(topic: str, count: int) -> list[str]:
    kept = KEPT_CARDS.get(topic, [])
    return [*kept, *(f"{topic}-{each + 1}" for each in range(count - len(kept)))]


def named_in(value: Any, *keys: str) -> Iterator[str]:
    """What stands under these keys, however deep."""
    for key, inner in value.items() if isinstance(value, dict) else ():
        if key in keys and isinstance(inner, str | list):
            yield from [inner] if isinstance(inner, str) else inner
        else:
            yield from named_in(inner, *keys)
    for inner in value if isinstance(value, list) else ():
        yield from named_in(inner, *keys)


def prose(value: Any, key: str = "") -> Iterator[str]:
    """All texts of our own: no ids, links, or titles of foreign works."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in {"resources", "source", "url", "requires", "requires_option", *PROGRAMS}:
                yield from prose(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from prose(inner, key)
    elif isinstance(value, str) and key not in {*NAMING, "id", "tags", "part", "when", "means"}:
        yield value


def test_its_identity_is_for_ever(built_in: Definition) -> None:
    assert (built_in.roadmap.id, built_in.roadmap.title) == ("ml-scientist", "Become a machine learning scientist")


def test_it_has_four_phases_of_twenty_seven_modules(built_in: Definition) -> None:
    assert {phase.id: " ".join(each.id for each in phase.modules) for phase in built_in.roadmap.phases} == MODULES
    assert len(built_in.roadmap.modules) == 27


def test_it_has_152_topics(built_in: Definition) -> None:
    assert len(built_in.roadmap.topics) == 152


def test_six_topics_are_stretch(built_in: Definition) -> None:
    assert [each.id for each in built_in.roadmap.topics.values() if each.stretch] == STRETCH


@pytest.mark.parametrize(
    ("phase", "total"), [("foundation", 336), ("core-ml", 275), ("specialty", 153), ("apply", 325)]
)
def test_the_hours_that_a_phase_has_for_everyone(built_in: Definition, phase: str, total: int) -> None:
    (found,) = [each for each in built_in.roadmap.phases if each.id == phase]
    assert hours([topic for topic in found.topics if topic.option is None]) == total


def test_the_one_choice_is_the_specialty(built_in: Definition) -> None:
    (choice,) = built_in.roadmap.choices
    assert (choice.id, choice.topic) == ("specialty", "specialty-choice")
    assert [option.id for option in choice.options] == [*OPTIONS]
    assert all(option.leads_to for option in choice.options)


def test_every_topic_says_why_what_and_where(built_in: Definition) -> None:
    for identifier, topic in built_in.roadmap.topics.items():
        lesson = built_in.lesson(identifier)
        assert lesson.why, identifier
        assert 2 <= topic.hours <= 25, identifier
        assert len(lesson.criteria) >= 2, identifier
        assert len(lesson.resources) >= 2, identifier
        assert sorted(card.id for card in lesson.cards) == sorted(names_of_cards(identifier, len(lesson.cards))), (
            identifier
        )
        assert all(card.question.strip() and card.answer.strip() for card in lesson.cards), identifier
        assert all(re.fullmatch(r"[A-Z][^\n]+\.", text) for text in lesson.criteria), identifier


def test_every_topic_says_where_its_hours_and_itself_come_from(built_in: Definition) -> None:
    for identifier in built_in.roadmap.topics:
        lesson = built_in.lesson(identifier)
        assert re.match(r"(published|derived|estimate): \S", lesson.hours_basis), identifier
        assert re.match(r"(article|beyond): \S", lesson.origin), identifier


def test_every_link_is_safe_and_whole(built_in: Definition) -> None:
    for identifier in built_in.roadmap.topics:
        for resource in built_in.lesson(identifier).resources:
            whole = re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]+(/\S*)?", resource.url)
            assert whole or resource.url in WITHOUT_TLS, resource
            assert resource.title.strip(), resource


@pytest.mark.parametrize("option", OPTIONS)
def test_no_topic_waits_for_one_that_stands_in_a_later_phase(built_in: Definition, option: str) -> None:
    phase_of = {topic.id: phase.number for phase in built_in.roadmap.phases for topic in phase.topics}
    for topic in built_in.roadmap.topics.values():
        later = [each for each in prerequisites(topic, (option,)) if phase_of[each] > phase_of[topic.id]]
        assert not later, topic.id


def test_nothing_that_everybody_needs_waits_for_a_stretch_topic(built_in: Definition) -> None:
    topics = built_in.roadmap.topics
    waiting = {
        topic.id: [each for each in prerequisites(topic, OPTIONS) if topics[each].stretch]
        for topic in topics.values()
        if not topic.stretch and topic.option is None
    }
    assert not {topic: needed for topic, needed in waiting.items() if needed}


def test_the_tables_of_the_career_are_whole() -> None:
    assert {name: len(rows) for name, rows in CAREER.items() if isinstance(rows, list)} == ROWS


def test_they_are_named_as_the_articles() -> None:
    assert CAREER["source"] == "How to Become a Machine Learning Scientist in 2026"
    assert (CAREER["url"], CAREER["year"], CAREER["currency"]) == (
        "https://yourai2day.com/machine-learning-scientist",
        2026,
        "USD",
    )
    assert DOCUMENT["roadmap"]["source"] == {"title": CAREER["source"], "url": CAREER["url"]}


def test_the_figures_are_as_the_article_states_them() -> None:
    assert {figure["id"]: figure["value"] for figure in CAREER["figure"]} == FIGURES


def test_what_the_article_cites_is_said_to_be_cited() -> None:
    cited = {each["id"] for each in CAREER["figure"] if "Stanford HAI" in each.get("source", "")}
    assert cited == {"postings-python", "postings-sql", "postings-data-science"}


def test_the_figure_of_a_specialty_stands_by_its_choice() -> None:
    assert {each["id"]: each["choice"] for each in CAREER["figure"] if "choice" in each} == {
        "specialisation-premium": "specialty"
    }


def test_the_salaries_are_as_the_article_states_them() -> None:
    assert [(each["id"], each["years"], each["min"], each["max"], each.get("top")) for each in CAREER["salary"]] == [
        ("entry", "0-2", 97_000, 124_000, None),
        ("mid", "3-5", 130_000, 170_000, None),
        ("senior", "5+", 181_000, 202_000, 246_000),
    ]


def test_the_years_are_as_the_article_states_them() -> None:
    assert [(each["id"], each["years_min"], each["years_max"]) for each in CAREER["timeline"]] == [
        ("with-base", 1, 2),
        ("from-scratch", 3, 5),
    ]


def test_the_ladder_is_the_articles() -> None:
    assert [each["id"] for each in CAREER["level"]] == ["junior", "scientist", "senior", "principal", "director"]


def test_star_is_spelled_by_its_parts_and_asks_for_a_number_in_the_result() -> None:
    parts = [(part["title"], part.get("number", False)) for part in JOB["story"]["part"]]
    assert parts == [("Situation", False), ("Task", False), ("Action", False), ("Result", True)]
    assert JOB["story"]["minutes"] == 2


def test_the_example_of_a_story_has_the_articles_figures() -> None:
    example = JOB["story"]["example"]
    assert list(example["text"]) == [part["id"] for part in JOB["story"]["part"]]
    assert "2%" in example["text"]["situation"]
    assert "from 15% to 65%" in example["text"]["result"]


def test_stages_formats_and_tags_are_for_ever_since_they_stand_in_the_log() -> None:
    assert " ".join(each["id"] for each in JOB["portfolio"]["stage"]) == STAGES
    assert " ".join(each["id"] for each in JOB["apply"]["stage"]) == APPLIED
    assert " ".join(each["id"] for each in JOB["interview"]["format"]) == FORMATS
    assert " ".join(JOB["story"]["tags"]) == TAGS


def test_the_format_that_the_article_does_not_name_says_so() -> None:
    beyond = [each["id"] for each in JOB["interview"]["format"] if each.get("origin", "").startswith("beyond: ")]
    assert beyond == ["research-talk"]


def test_ready_asks_for_what_the_timeline_and_the_tags_say() -> None:
    assert JOB["ready"] == {
        "phase": "apply",
        "projects": 2,
        "stories": 6,
        "tags": 6,
        "proven": 6,
        "days": 60,
        "score": 4,
    }
    assert "two strong projects" in CAREER["timeline"][0]["condition"]


def test_the_rule_of_the_hiring_manager_has_the_articles_thresholds() -> None:
    (trap,) = [each for each in CAREER["tip"] if each.get("when") == "tutorial-trap"]
    assert (trap["voice"], trap["topics"], trap["phase"]) == ("a hiring manager", 10, "core-ml")


def test_every_part_of_the_career_has_its_own_words_of_advice() -> None:
    assert {each["part"] for each in CAREER["tip"] if "part" in each} >= {"salary", "ladder", "skills", "roles", "faq"}
    assert {each.get("part") or each.get("when") for each in CAREER["tip"]} - {None}
    assert [each["id"] for each in CAREER["tip"] if "part" not in each and "when" not in each] == []


def test_everything_that_they_name_exists(built_in: Definition) -> None:
    topics = set(named_in(JOB, *NAMING))
    assert len(topics) >= 70
    assert topics <= built_in.roadmap.topics.keys()
    assert set(named_in(JOB, "skips_phases", "phase")) <= {phase.id for phase in built_in.roadmap.phases}
    assert set(named_in(JOB, "option")) <= built_in.roadmap.choice_of.keys()


def test_the_skills_of_the_role_count_whatever_is_chosen(built_in: Definition) -> None:
    for option in OPTIONS:
        for skill in built_in.roadmap.job.skills:
            assert any(built_in.roadmap.topics[each].option in {None, option} for each in skill.topics), skill.id


def test_spelling_is_british_throughout() -> None:
    found = {match[0].casefold() for text in prose(DOCUMENT) for match in AMERICAN.finditer(text)}
    assert found <= SPELLED_THEIR_WAY


@pytest.mark.parametrize("word", ["optimize", "Vectorized", "analyzing", "behaviors", "color", "modeling", "toward"])
def test_the_check_of_spelling_knows_american_words(word: str) -> None:
    assert AMERICAN.search(f"They {word} it.")


@pytest.mark.parametrize("word", ["optimise", "colour", "behaviour", "analyse", "collaborate", "modelling", "towards"])
def test_the_check_of_spelling_lets_british_words_pass(word: str) -> None:
    assert not AMERICAN.search(f"They {word} it.")


def test_texts_are_clean() -> None:
    for text in prose(DOCUMENT):
        assert text == text.strip(), text
        assert text.isprintable(), text
        assert "  " not in text, text
        assert "TODO" not in text, text
