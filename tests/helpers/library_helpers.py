"""A roadmap file that somebody else wrote, and the library that it goes to."""

import json
from pathlib import Path
from typing import Any

from conftest import Cli

from roadmap_cli import settings

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
    return settings.roadmaps_folder() / name


def answer(cli: Cli, command: str) -> Any:
    """As JSON; hints may stand beside it."""
    result = cli(f"{command} --json")
    assert result.code == 0, result
    return json.loads(result.out)
