"""JSON Resume: valid by its own schema, and nothing in it that nobody said."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Cli, examples
from exports_helpers import texts, urls
from hypothesis import example, given
from jsonschema import Draft7Validator, FormatChecker
from portfolio_helpers import HIRED, WHOLE
from showcases import EMPTY, made

from roadmap_cli.exports.resume import render

SCHEMA = Path(__file__).parents[2] / ".venv/node/node_modules/@jsonresume/schema/schema.json"
INVENTED = {"level", "startDate", "endDate", "date", "label", "summary", "email", "roles"}


def faults(document: Any) -> list[str]:
    assert SCHEMA.exists(), "the schema is missing: python3 tests/run.py brings @jsonresume/schema"
    schema = Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=FormatChecker())
    return [each.message for each in schema.iter_errors(document)]


def keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {*value, *(key for each in value.values() for key in keys(each))}
    return {key for each in value for key in keys(each)} if isinstance(value, list) else set()


def test_projects_and_skills_with_what_proves_them(cli: Cli, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small.write_text(HIRED, encoding="utf-8")
    monkeypatch.setenv("ROADMAP_FILE", str(small))
    for command in (*WHOLE, "done b", "link a https://example.org/a --proves", "portfolio add Only a thought"):
        assert cli(command).code == 0
    document = json.loads(cli("export resume").out)
    assert document["basics"] == {"name": "ada"}
    assert document["skills"] == [{"name": "Letters", "keywords": ["Alpha", "Beta"]}]
    assert document["projects"] == [
        {
            "name": "Churn of a phone company",
            "description": "Who leaves?",
            "highlights": [
                "Result: 0.62 of them; Baseline: 0.31",
                "Data: three years of calls",
                "Source of the data: our own billing",
                "Metric: recall",
                "What it means: call forty a month",
                "What failed: an LSTM",
                "Stage: Told",
            ],
            "keywords": ["Beta", "The end"],
            "url": "https://github.com/ada/churn",
        }
    ]


def test_nothing_is_invented() -> None:
    assert not keys(json.loads(render(made("text")))) & INVENTED


@pytest.mark.process  # npm brings the schema
@pytest.mark.parametrize("report", [EMPTY, made("calm"), made("ö", "https://example.org/ö 'x'")], ids=str)
def test_it_is_valid_by_its_own_schema(report: Any) -> None:
    assert faults(json.loads(render(report))) == []


@pytest.mark.process  # as above
@examples(40)
@given(text=texts, url=urls)
@example(text="\x1b[2J\u2028", url="https://münchen.example/ö?q=<x>#{y}")
def test_any_text_leaves_it_valid(text: str, url: str) -> None:
    said = render(made(text, url))
    assert faults(json.loads(said)) == []
    assert "\x1b" not in said
    assert "\u2028" not in said
