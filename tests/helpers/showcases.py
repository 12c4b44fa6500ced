"""What leaves the machine for whoever hires, made by hand: full, empty, and with one text wherever a text may stand."""

from conftest import NOW

from roadmap_cli.domain.portfolio import TEXTS
from roadmap_cli.reports.portfolio import (
    ProjectLinkLine,
    ProjectTextLine,
    Showcase,
    ShownProject,
    ShownSkill,
    SkillProof,
)
from roadmap_cli.reports.topic_line import LinkLine, Named


def made(text: str, url: str = "https://example.org/calm", user: str | None = None) -> Showcase:
    name = Named("a", text)
    proof = SkillProof(name, (LinkLine(at=NOW, day=NOW.date(), url=url, title=text, proves=True),))
    project = ShownProject(
        id="churn",
        name=text,
        stage=name,
        texts=tuple(ProjectTextLine(field, text) for field in TEXTS),
        links=(ProjectLinkLine("repository", url), ProjectLinkLine("writeup", url)),
        topics=(name, name),
        shipped=True,
        copy=True,
    )
    return Showcase(
        user=text if user is None else user,
        projects=(project, project._replace(id="other", texts=(), links=(), topics=(), shipped=False, copy=None)),
        skills=(
            ShownSkill(id="s", title=text, proofs=(proof,)),
            ShownSkill(id="t", title=text, proofs=()),
        ),
        others=(proof,),
    )


FULL = made("Which customers of a phone company leave, and whom to call first", user="ada")
EMPTY = Showcase(user="ada", projects=(), skills=(), others=())
