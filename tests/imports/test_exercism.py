"""A track of Exercism becomes its concepts and exercises, with what they stand on."""

from pathlib import Path
from typing import Any

import pytest
from imports_helpers import items, known, refusal, requires, told, unplaced

from roadmap_cli.domain.lesson import Resource


def test_a_track_of_exercism_has_its_concepts_and_exercises_with_exactly_their_prerequisites() -> None:
    found = known("exercism-config.json", "exercism")
    assert found.title == "Loom on Exercism"
    assert [each.title for each in found.items] == [
        "Basics",
        "Warp the Frame",
        "Numbers",
        "Loops",
        "Count Threads",
        "Knots",
        "Loops of Yarn",
        "Carpet",
    ]
    assert requires(found) == {
        "basics": [],
        "warp-the-frame": ["basics"],
        "numbers": ["basics"],
        "loops": ["basics"],
        "count-threads": ["numbers", "loops", "basics"],
        "knots": [],
        "loops-2": ["loops", "numbers"],
        "carpet": ["knots"],
    }
    carpet, yarn = found.items[-1], found.items[-2]
    assert (carpet.phase, carpet.module, yarn.module) == ("Practice exercises", "Hard", "Easy")
    assert carpet.resources == (Resource("Carpet", "https://exercism.org/tracks/loom/exercises/carpet"),)
    assert yarn.why == "It practises: Loops."
    assert told(found) == [
        ("Old Shuttle", "it is deprecated there"),
        ("felt", "the track leaves it out"),
        ("topics", "nothing is made of it"),
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"exercises": {"concept": [{"name": "a"}]}}, "exercises.concept[0].slug is missing or empty"),
        ({"exercises": []}, "exercises must be an object"),
    ],
)
def test_what_is_malformed_is_refused_with_its_place(tmp_path: Path, content: Any, sentence: str) -> None:
    assert refusal(tmp_path, content) == sentence


def test_what_an_exercise_needs_is_a_concept_and_never_an_exercise_of_that_name(tmp_path: Path) -> None:
    practice = [{"slug": "clock", "prerequisites": []}, {"slug": "meetup", "prerequisites": ["clock", "dates"]}]
    track = {"exercises": {"practice": practice}, "concepts": [{"slug": "dates"}]}
    assert [(each.title, each.requires) for each in items(tmp_path, track)] == [
        ("Dates", ()),
        ("Clock", ()),
        ("Meetup", ("dates",)),
    ]
    assert [each[1:] for each in unplaced(tmp_path, track)] == [("Meetup: clock", "the track has no such concept")]
