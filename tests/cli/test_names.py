"""Ids of what a person names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_cli.cli.names import fresh_id
from roadmap_cli.domain.roadmap import ID


@pytest.mark.parametrize(
    ("name", "taken", "made"),
    [
        ("Churn of a phone company", (), "churn-of-a-phone-company"),
        ("Churn", ("churn",), "churn-2"),
        ("Churn", ("churn", "churn-2", "churn-3"), "churn-4"),
        ("Größe & Maß", (), "grosse-mass"),
        ("Прогноз", (), "prognoz"),
        ("!!!", (), "unnamed"),
        ("...", ("unnamed",), "unnamed-2"),
    ],
)
def test_an_id_is_made_of_the_words_of_a_name(name: str, taken: tuple[str, ...], made: str) -> None:
    assert fresh_id(name, taken) == made


@given(name=st.text(), taken=st.frozensets(st.sampled_from(["a", "a-2", "unnamed", "unnamed-2"])))
def test_any_name_gives_an_id_that_is_free(name: str, taken: frozenset[str]) -> None:
    made = fresh_id(name, taken)
    assert re.fullmatch(ID, made)
    assert made not in taken
