"""A card of a valid document as the domain's value."""

from roadmap_cli.definition.document import Table, frozen, only
from roadmap_cli.domain.lesson import Card, Choose, Code, Compute, Domain, Range

TASKS: dict[str, type[Compute] | type[Code] | type[Choose]] = {"compute": Compute, "code": Code, "choose": Choose}
OF_A_CARD = ("id", "question", "answer", "criterion")


def card_of(table: Table) -> Card:
    own = only(OF_A_CARD, table)
    task = TASKS.get(table.get("kind", ""))
    said = frozen(only(task._fields, table)) if task else {}
    if "parameters" in said:
        said["parameters"] = {name: domain_of(each) for name, each in table["parameters"].items()}
    return Card(**own, task=task(**said) if task else None)


def domain_of(said: Table | list[float]) -> Domain:
    if isinstance(said, dict):
        return Range(said["from"], said["to"], said.get("step", 1))
    return tuple(said)
