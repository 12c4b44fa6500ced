"""The texts of topics, from the tables of a roadmap file."""

from typing import Any

from roadmap_cli.domain.lesson import Card, Lesson, Resource


def lesson(table: dict[str, Any]) -> Lesson:
    return Lesson(
        table.get("why", ""),
        table.get("hours_basis", ""),
        table.get("origin", ""),
        tuple(table.get("criteria", ())),
        tuple(Resource(**resource) for resource in table.get("resources", ())),
        tuple(Card(**card) for card in table.get("cards", ())),
        tuple(table.get("known_as", ())),
    )
