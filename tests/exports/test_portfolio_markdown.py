"""The README for whoever hires."""

import re

from conftest import examples
from exports_helpers import texts, urls
from hypothesis import example, given
from markdown_shape import NEVER, shape, tokens
from showcases import EMPTY, FULL, made

from roadmap_cli.domain.web import leads_to_the_web
from roadmap_cli.exports.portfolio_markdown import render

CALM = shape(render(made("calm")))
README = """\
# Portfolio of ada

## Churn

Churn, follows a tutorial · [Repository](https://example.org/calm) · [Write-up](https://example.org/calm)

Churn

| Metric | Baseline | Result |
|---|---|---|
| Churn | Churn | Churn |

- **Data:** Churn
- **Source of the data:** Churn
- **What it means:** Churn
- **What failed:** Churn
- **Shows:** Churn; Churn

## Churn

Churn

## Skills, and what proves them

- **Churn:** [Churn](https://example.org/calm)

## More evidence

- **Churn:** [Churn](https://example.org/calm)

"""


def test_all_of_it_stands_there_in_order() -> None:
    assert render(made("Churn", user="ada")) == README


def test_without_a_project_it_says_so() -> None:
    assert render(EMPTY) == "# Portfolio of ada\n\nNo project has been worked on yet.\n\n"


def test_what_is_not_said_leaves_nothing_behind() -> None:
    project = FULL.projects[1]._replace(name="Bare", stage=FULL.projects[1].stage._replace(title="Scoped"))
    assert render(EMPTY._replace(projects=(project,))) == "# Portfolio of ada\n\n## Bare\n\nScoped\n\n"


@examples(150)
@given(text=texts.filter(str.strip), url=urls)
@example(text="1. x|y", url="https://example.org/&copy;|`x`")
@example(text="- x", url="https://[")
def test_hostile_text_makes_no_markup(text: str, url: str) -> None:
    said = render(made(text, url))
    found = tokens(said)
    assert not {token.type for token in found} & {*NEVER, "s_open", "hardbreak", "text_special_open"}
    assert shape(said) == CALM
    targets = [str(token.attrGet("href")) for token in found if token.type == "link_open"]
    assert len(targets) == (4 if leads_to_the_web(url) else 0)
    assert all(re.match("https?://", each, re.IGNORECASE) for each in targets)
