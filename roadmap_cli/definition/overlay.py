"""A learner's own changes of a roadmap that is not theirs to edit, laid over its document.

They survive whatever becomes of the roadmap: what no longer fits is left out and told, never a reason to stop.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import pairwise

from roadmap_cli.definition.document import Table, modules_in, needs_of, scopes_in, topics_in
from roadmap_cli.definition.references import circle_in

OF_PLACE = ("phase", "module")
"""Where a topic of the learner's stands, which in a roadmap file its tables say."""


def overlaid(document: Table, own: Table) -> tuple[Table, tuple[str, ...]]:
    """Both valid. What becomes of the document, and what of the learner's own no longer fits into it."""
    whole = _apart(document)
    remarks = [*_add_phases(whole, own.get("phase", ())), *_add_modules(whole, own.get("module", ()))]
    renamed, merged = (
        {old: topic["id"] for *_, topic in topics_in(whole) for old in topic.get(key, ())}
        for key in ("formerly", "merges")
    )
    gone = [each["id"] for each in own.get("topic", ()) if each["id"] in merged]
    remarks += [f'your changes of "{each}" are left out: it is a part of "{merged[each]}" now' for each in gone]
    topics = [_as_called_now(each, renamed, merged) for each in own.get("topic", ()) if each["id"] not in merged]
    for said in topics:
        remarks += _lay(whole, said)
    _take_out_tests(whole, {each["id"] for each in topics})
    remarks += _without_strangers(whole, {each["id"] for each in topics})
    return whole, tuple(remarks)


def _apart(document: Table) -> Table:
    """A copy as deep as it is changed here: whatever else a topic says is shared."""
    whole = _with_own(document, "phase")
    for phase in whole.get("phase", ()):
        phase.update(_with_own(phase, "module"))
    for _, module in modules_in(whole):
        module.update(_with_own(module, "topic"))
    for *_, topic in topics_in(whole):
        topic.update(_with_own(topic, "cards"))
        if "requires_option" in topic:
            topic["requires_option"] = {**topic["requires_option"]}
    return whole


def _with_own(table: Table, key: str) -> Table:
    """A copy that shares no table under this key."""
    return table | {key: [{**each} for each in table[key]]} if key in table else {**table}


def _as_called_now(said: Table, renamed: Mapping[str, str], merged: Mapping[str, str]) -> Table:
    """What was said of a topic and of those before it goes on with the ids that the roadmap has given them since."""
    heirs = {**renamed, **merged}

    def today(ids: Iterable[str]) -> list[str]:
        return [*dict.fromkeys(heirs.get(each, each) for each in ids)]

    now = {**said, "id": renamed.get(said["id"], said["id"])}
    if "requires" in said:
        now["requires"] = today(said["requires"])
    if "requires_option" in said:
        now["requires_option"] = {option: today(ids) for option, ids in said["requires_option"].items()}
    return now


def _add_phases(whole: Table, phases: Iterable[Table]) -> Iterator[str]:
    """One that the roadmap has by now keeps what it says there."""
    for said in phases:
        if said["id"] not in scopes_in(whole):
            whole.setdefault("phase", []).append({**said, "module": []})
        elif not any(each["id"] == said["id"] for each in whole["phase"]):
            yield f'your phase "{said["id"]}" is left out: a module of the roadmap is called so'


def _add_modules(whole: Table, modules: Iterable[Table]) -> Iterator[str]:
    for said in modules:
        own = {key: value for key, value in said.items() if key != "phase"}
        if said["id"] not in scopes_in(whole):
            _phase_for(whole, said["phase"]).setdefault("module", []).append({**own, "topic": []})
        elif not any(each["id"] == said["id"] for _, each in modules_in(whole)):
            yield f'your module "{said["id"]}" is left out: a phase of the roadmap is called so'


def _lay(whole: Table, said: Table) -> Iterator[str]:
    """What it says goes over what stands there; a topic that the roadmap lacks needs a title to be one."""
    own = {key: value for key, value in said.items() if key not in OF_PLACE}
    found = next((each for each in topics_in(whole) if each[2]["id"] == said["id"]), None)
    if found is None and "title" not in said:
        yield f'your changes of "{said["id"]}" are left out: the roadmap has no such topic any more'
        return
    topic = own
    if found is not None:
        _, module, topic = found
        topic.update(own)
        if said.get("module", module["id"]) == module["id"]:
            return
        module["topic"] = [each for each in module["topic"] if each is not topic]
    _module_for(whole, said).setdefault("topic", []).append(topic)


def _module_for(whole: Table, said: Table) -> Table:
    """Where the roadmap has no such module any more, one of the same name."""
    name = said.get("module", "own")
    found = next((each for _, each in modules_in(whole) if each["id"] == name), None)
    if found is None:
        found = {"id": name, "title": name.replace("-", " ").capitalize(), "topic": []}
        _phase_for(whole, said.get("phase", "")).setdefault("module", []).append(found)
    return found


def _phase_for(whole: Table, name: str) -> Table:
    """Where the roadmap has no such phase any more, the last one."""
    phases: list[Table] = whole.setdefault("phase", [])
    if not phases:
        phases.append({"id": name or "own", "title": (name or "own").capitalize(), "module": []})
    return next((each for each in phases if each["id"] == name), phases[-1])


def _take_out_tests(whole: Table, own: Container[str]) -> None:
    """A card of a criterion that the learner has taken away is asked still, and tests none."""
    for topic in (each for *_, each in topics_in(whole) if each["id"] in own):
        for card in topic.get("cards", ()):
            if card.get("criterion", 0) > len(topic.get("criteria", ())):
                del card["criterion"]


def _without_strangers(whole: Table, own: set[str]) -> Iterator[str]:
    """Without prerequisites that are not there, and without those of the learner's that would close a circle."""
    topics = {topic["id"]: topic for *_, topic in topics_in(whole)}
    options = {option["id"] for choice in whole.get("choice", ()) for option in choice["option"]}
    for name, topic in topics.items():
        if name not in own:
            continue
        if topic.get("option") not in {*options, None}:
            yield f'"{name}" belongs to no option any more: the roadmap has no "{topic.pop("option")}"'
        for needed in [each for each in needs_of(topic) if each not in topics]:
            _take_out(topic, needed)
            yield f'"{name}" no longer requires "{needed}", which the roadmap does not have any more'
    while circle := circle_in({name: needs_of(topic) for name, topic in topics.items()}):
        pairs = list(pairwise(circle))
        standing, needed = next((pair for pair in pairs if pair[0] in own), pairs[0])
        _take_out(topics[standing], needed)
        yield f'"{standing}" cannot require "{needed}": that would close a circle'


def _take_out(topic: Table, needed: str) -> None:
    topic["requires"] = [each for each in topic.get("requires", ()) if each != needed]
    for option, ids in topic.get("requires_option", {}).items():
        topic["requires_option"][option] = [each for each in ids if each != needed]
