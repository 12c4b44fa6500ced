"""JSON Resume (jsonresume.org): projects, and skills with what proves them. Nothing in it that nobody said: no level, no day."""

from collections.abc import Iterator
from urllib.parse import quote

from roadmap_cli.domain.portfolio import TEXT_NAMES, ProjectText
from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.exports.report_json import json_text
from roadmap_cli.exports.safe_text import one_line
from roadmap_cli.reports.portfolio import Showcase, ShownProject, ShownSkill

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
TOLD: tuple[ProjectText, ...] = ("dataset", "source", "metric", "meaning", "failed")
SEEN_FIRST = ("demo", "repository", "writeup")
_ASCII = "".join(map(chr, range(33, 127)))

Value = str | list[str]


def render(report: Showcase) -> str:
    return json_text(
        {
            "$schema": SCHEMA,
            "basics": {"name": one_line(report.user)},
            "skills": [_skill(each) for each in report.skills if each.proofs],
            "projects": [_project(each) for each in report.projects],
        }
    )


def _skill(skill: ShownSkill) -> dict[str, Value]:
    return {"name": one_line(skill.title), "keywords": [one_line(each.topic.title) for each in skill.proofs]}


def _project(project: ShownProject) -> dict[str, Value]:
    links = {each.sort: each.url for each in project.links if leads_to_the_web(each.url)}
    url = next((links[sort] for sort in SEEN_FIRST if sort in links), "")
    fields: dict[str, Value] = {
        "name": one_line(project.name),
        "description": one_line(project.text("problem")),
        "highlights": list(_highlights(project)),
        "keywords": [one_line(each.title) for each in project.topics],
        "url": quote(url, safe=_ASCII),
    }
    return {name: value for name, value in fields.items() if value}


def _highlights(project: ShownProject) -> Iterator[str]:
    result, baseline = (one_line(project.text(field)) for field in ("result", "baseline"))
    reached = [*([f"Result: {result}"] if result else []), *([f"Baseline: {baseline}"] if baseline else [])]
    if reached:
        yield "; ".join(reached)
    yield from (
        f"{TEXT_NAMES[field].capitalize()}: {one_line(project.text(field))}" for field in TOLD if project.text(field)
    )
    yield f"Stage: {one_line(project.stage.title)}"
    if project.copy:
        yield "Follows a tutorial"
