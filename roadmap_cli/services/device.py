"""The devices that a learner records on, as the events tell them."""

from roadmap_cli.domain.device import id_of, name_of
from roadmap_cli.domain.events import recorded_at
from roadmap_cli.domain.lookup import ambiguous
from roadmap_cli.domain.phrasing import listed
from roadmap_cli.errors import CannotBeDone, did_you_mean
from roadmap_cli.reports.device import DeviceLine, DeviceReport
from roadmap_cli.services.workspace import Workspace


def devices(workspace: Workspace) -> DeviceReport:
    """On any roadmap, each by the name that it had last."""
    newest: dict[str, tuple[str, str]] = {}
    for text, identifier in workspace.log.devices(workspace.user):
        newest[id_of(text)] = max(newest.get(id_of(text), ("", "")), (identifier, text))
    this = workspace.device.known()
    if this:
        newest[id_of(this)] = newest.get(id_of(this), ("", ""))[0], this
    found = sorted(newest.values(), key=lambda each: (each[1] == this, each[0]), reverse=True)
    return DeviceReport(tuple(_line(identifier, text, is_this=text == this) for identifier, text in found))


def find_device(report: DeviceReport, words: str) -> DeviceLine:
    """By both its name and its id, or one of them. Raises CannotBeDone."""
    wanted = words.strip().casefold()
    whole = [each for each in report.devices if each.text.casefold() == wanted]
    found = whole or [each for each in report.devices if wanted in {each.name.casefold(), each.id.casefold()}]
    if len(found) == 1:
        return found[0]
    if found:
        raise ambiguous(words, [each.text for each in found])
    sentence, names = f'there is no device "{words}"', [each.text for each in report.devices]
    near = did_you_mean(wanted, [*names, *(each.name for each in report.devices)])
    its = f"the devices are {listed(names)}" if names else "nothing tells yet on which device it was recorded"
    raise CannotBeDone(sentence, f"{near} {its}".strip())


def _line(identifier: str, text: str, *, is_this: bool) -> DeviceLine:
    last = recorded_at(identifier) if identifier else None
    return DeviceLine(name=name_of(text), id=id_of(text), last=last, is_this=is_this)
