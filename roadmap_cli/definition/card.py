"""A card of a valid document as the domain's value."""

from roadmap_cli.definition.document import Table, frozen, only
from roadmap_cli.domain.lesson import Card, Choose, Code, Compute, Domain, Range

TASKS: dict[str, type[Compute] | type[Code] | type[Choose]] = {"compute": Compute, "code": Code, "choose": Choose}
OF_A_CARD = ("id", "question", "answer", "criterion")


def card_of(table: Table, criteria: int) -> Card:
    """One that tests a criterion which a learner's own changes have taken away tests none."""
    own = only(OF_A_CARD, table)
    task = TASKS.get(table.get("kind", ""))
    said = frozen(only(task._fields, table)) if task else {}
    if "parameters" in said:
        said["parameters"] = {name: domain_of(each) for name, each in table["parameters"].items()}
    card = Card(**own)._replace(task=task(**said) if task else None)
    return card if card.criterion <= criteria else card._replace(criterion=0)


def domain_of(said: Table | list[float]) -> Domain:
    if isinstance(said, dict):
        return Range(said["from"], said["to"], said.get("step", 1))
    return tuple(said)
