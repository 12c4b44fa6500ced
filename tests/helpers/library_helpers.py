"""A roadmap file that somebody else wrote, and the library that it goes to."""

import json
from pathlib import Path
from typing import Any

from conftest import Cli

from roadmap_cli.settings import folders
from roadmap_cli.use_cases.library import Provenance, digest, keep

TEA = """\
# Kept as it is.
[roadmap]
id = "tea"
title = "Making tea"
version = "1.2"
author = "Ada"

[[phase]]
id = "one"
title = "Leaves"

[[phase.module]]
id = "leaves"
title = "Leaves"

[[phase.module.topic]]
id = "water"
title = "Boil water"
hours = 2

[[phase.module.topic]]
id = "pour"
title = "Pour it"
"""


def kept(name: str = "tea.toml") -> Path:
    return folders.roadmaps_folder() / name


def answer(cli: Cli, command: str) -> Any:
    """As JSON; hints may stand beside it."""
    result = cli(f"{command} --json")
    assert result.code == 0, result
    return json.loads(result.out)


def fetch_before(address: str = "https://example.org/tea.toml") -> Path:
    """As if it had been fetched on another day."""
    place, content = kept(), TEA.encode()
    place.parent.mkdir(parents=True, exist_ok=True)
    return keep(place, content, Provenance(address, digest(content), "2026-11-20T19:30:00+00:00"), None) or place
