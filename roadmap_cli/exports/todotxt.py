"""Topics for todo.txt (github.com/todotxt/todo.txt), a line each: `+module`, `@phase`, and what else is known as keys.

    (A) Logistic regression +supervised @core-ml id:logistic-regression est:12h status:doing spent:90m started:2026-11-01
    x 2026-11-20 Version control with Git and GitHub +tools @foundation id:git-github est:8h started:2026-11-12

A priority says what comes next; `id` is what an import goes by. What in a title would be a tag, a key, a priority, a day or
the sign of a task that is done is written as in an address: `%2Bx`, `12%3A30`, `2026%2D11-20`.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from string import ascii_uppercase

from roadmap_cli.exports.filter import line_of, modules_on_path, next_topics
from roadmap_cli.reports.export import ProgressReport
from roadmap_cli.reports.topic_line import TopicLine

_ACTING = re.compile(
    r"(?<!\S)[+@](?=\S)"  # a project, a context
    r"|(?<=\S):(?=\S)"  # a key and its value
    r"|%(?=[0-9A-Fa-f]{2})"  # what is written as here
    r"|^x(?!\S)|^\((?=[A-Z]\)(?!\S))|(?<=^\d{4})-(?=\d\d-\d\d(?!\S))"  # done, a priority, a day
)


def render(report: ProgressReport) -> str:
    priorities = dict(zip(next_topics(report), ascii_uppercase, strict=False))
    return "".join(
        " ".join(_words(report, topic, priorities.get(topic.id), f"+{module.id} @{phase.id}")) + "\n"
        for phase, module in modules_on_path(report.status)
        for topic in module.topics
    )


def _words(report: ProgressReport, topic: TopicLine, priority: str | None, tags: str) -> Iterator[str]:
    started, finished = report.dates.get(topic.id, (None, None))
    if topic.status == "done" and finished:
        yield f"x {_day(finished)}"
    elif priority:
        yield f"({priority})"
    yield _ACTING.sub(lambda match: f"%{ord(match[0]):02X}", line_of(topic.title))
    yield f"{tags} id:{topic.id}"
    if topic.hours:
        yield f"est:{topic.hours:g}h"
    if topic.status in {"doing", "skipped"}:
        yield f"status:{topic.status}"
    if topic.minutes:
        yield f"spent:{topic.minutes}m"
    if started:
        yield f"started:{_day(started)}"


def _day(moment: datetime) -> str:
    return moment.astimezone().date().isoformat()
