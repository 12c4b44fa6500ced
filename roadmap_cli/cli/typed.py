"""What was typed at questions: in a file until it is recorded."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from roadmap_cli.cli.screen import warn
from roadmap_cli.settings.folders import drafts_folder
from roadmap_cli.use_cases.draft import Draft

Keep = Callable[[str, str], str]


@contextmanager
def typed(name: str, title: str) -> Iterator[Keep]:
    """What is given keeps a text under a heading, and hands it on. Where recording them fails, the file with them stays."""
    draft, texts = Draft(drafts_folder() / f"{name}-{os.urandom(4).hex()}.md", title), list[tuple[str, str]]()
    is_kept = True

    def keep(heading: str, text: str) -> str:
        nonlocal is_kept
        if text.strip():
            texts.append((heading, text.strip()))
            is_kept = draft.keep(texts)
        return text

    try:
        yield keep
    except BaseException:
        if texts and is_kept:
            warn(f"what you typed is left in {draft.path}")
        raise
    if texts:
        draft.keep(())
