"""Projects and what is proven, as the README of a profile."""

from collections.abc import Iterator, Sequence

from roadmap_cli.domain.portfolio import LINK_NAMES, TEXT_NAMES, ProjectText
from roadmap_cli.exports.markdown_text import link, safe
from roadmap_cli.reports.portfolio import Showcase, ShownProject, SkillProof

NOTHING = "No project has been worked on yet."
RESULTS: tuple[ProjectText, ...] = ("metric", "baseline", "result")
"""Side by side, because one says nothing without the other."""
ROWS: tuple[ProjectText, ...] = ("dataset", "source", "meaning", "failed")


def render(report: Showcase) -> str:
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Showcase) -> Iterator[str]:
    yield f"# Portfolio of {safe(report.user)}"
    yield ""
    if not report.projects:
        yield NOTHING
        yield ""
    for project in report.projects:
        yield from _project(project)
    yield from _evidence("Skills, and what proves them", [(each.title, each.proofs) for each in report.skills])
    title = "More evidence" if any(each.proofs for each in report.skills) else "Evidence"
    yield from _evidence(title, [(each.topic.title, (each,)) for each in report.others])


def _project(project: ShownProject) -> Iterator[str]:
    yield f"## {safe(project.name)}"
    yield ""
    said = [project.stage.title, *(["follows a tutorial"] if project.copy else [])]
    links = [link(LINK_NAMES[each.sort].capitalize(), each.url) for each in project.links]
    yield " · ".join([safe(", ".join(said)), *links])
    yield ""
    if project.text("problem"):
        yield from (safe(project.text("problem")), "")
    told = [field for field in RESULTS if project.text(field)]
    if told:
        yield f"| {' | '.join(TEXT_NAMES[field].capitalize() for field in told)} |"
        yield f"|{'---|' * len(told)}"
        yield f"| {' | '.join(safe(project.text(field)) for field in told)} |"
        yield ""
    rows = [field for field in ROWS if project.text(field)]
    yield from (f"- **{TEXT_NAMES[field].capitalize()}:** {safe(project.text(field))}" for field in rows)
    if project.topics:
        yield f"- **Shows:** {'; '.join(safe(each.title) for each in project.topics)}"
    if rows or project.topics:
        yield ""


def _evidence(title: str, groups: Sequence[tuple[str, Sequence[SkillProof]]]) -> Iterator[str]:
    """What has none is left out."""
    if not any(its for _, its in groups):
        return
    yield f"## {title}"
    yield ""
    for name, its in groups:
        links = {each.url: each for proof in its for each in proof.links}.values()
        if its:
            yield f"- **{safe(name)}:** {', '.join(link(each.title or each.url, each.url) for each in links)}"
    yield ""
