"""Topics as JSON that `task import` takes (taskwarrior.org).

Importing again changes nothing, and a later export brings the same tasks up to date: a UUID depends on roadmap, user and
topic alone. What is skipped is deleted there: it is hidden, and blocks nothing. Taskwarrior itself says when a task that was
never begun came into being, and when a skipped one ended. `estimate` and `topic` are no attributes of its own; it keeps them.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from roadmap_cli.domain.roadmap import Status
from roadmap_cli.exports.filter import line_of, modules_on_path, next_topics
from roadmap_cli.reports.export import ProgressReport
from roadmap_cli.reports.topic_line import TopicLine

_STATUSES: dict[Status, str] = {"done": "completed", "skipped": "deleted"}
_PRIORITIES = "HML"


def render(report: ProgressReport) -> str:
    tasks = ("\n" + json.dumps(task, ensure_ascii=False) for task in _tasks(report))
    return f"[{','.join(tasks)}\n]\n"


def _tasks(report: ProgressReport) -> Iterator[dict[str, object]]:
    modules = tuple(modules_on_path(report.status))
    owner = f"learning-roadmap/{report.status.roadmap.id}/{report.status.user}"
    uuids = {
        topic.id: str(uuid5(NAMESPACE_URL, f"{owner}/{topic.id}")) for _, module in modules for topic in module.topics
    }
    annotations = _annotations(report)
    priorities = dict(zip(next_topics(report), _PRIORITIES, strict=False))
    for phase, module in modules:
        for topic in module.topics:
            task = {
                "uuid": uuids[topic.id],
                "description": line_of(topic.title),
                "status": _STATUSES.get(topic.status, "pending"),
                **_times(report, topic),
                "project": f"{phase.id}.{module.id}",
                "tags": ["roadmap", *(["stretch"] if topic.stretch else []), *(["proven"] if topic.proven else [])],
                "priority": priorities.get(topic.id),
                "depends": [uuids[needed] for needed in report.requires[topic.id] if needed in uuids],
                "annotations": annotations.get(topic.id),
                "estimate": f"PT{round(topic.hours * 60)}M" if topic.hours else None,
                "topic": topic.id,
            }
            yield {key: value for key, value in task.items() if value}


def _times(report: ProgressReport, topic: TopicLine) -> dict[str, str]:
    started, finished = report.dates.get(topic.id, (None, None))
    times = {
        "entry": started,
        "start": started if topic.status == "doing" else None,
        "end": finished if topic.status == "done" else None,
    }
    return {key: _time(moment) for key, moment in times.items() if moment}


def _annotations(report: ProgressReport) -> dict[str, list[dict[str, str]]]:
    """Notes and evidence by topic, oldest first. Taskwarrior knows them by their second, so each has its own."""
    said = [(each.topic.id, each.note.at, each.note.text) for each in report.notes]
    said += [(each.topic.id, each.link.at, f"{each.link.title} {each.link.url}") for each in report.evidence]
    found: dict[str, dict[datetime, str]] = {}
    for topic, at, text in sorted(said, key=lambda each: each[1]):
        moment, its = at.replace(microsecond=0), found.setdefault(topic, {})
        while moment in its:
            moment += timedelta(seconds=1)
        its[moment] = line_of(text)
    return {
        topic: [{"entry": _time(at), "description": text} for at, text in its.items()] for topic, its in found.items()
    }


def _time(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
