"""The table of commands: by help group, in the order in which help lists them."""

import keyword

GROUPS = {
    "Every evening": ("status", "next", "list", "show", "history"),
    "Record": ("start", "done", "skip", "reset", "log", "note", "link", "choose"),
    "Look ahead": ("forecast", "plan", "activity", "break", "timer"),
    "Remember and prove": ("review", "card", "evidence", "report", "place"),
    "Take back": ("undo", "redo"),
    "In and out": ("export", "import", "check", "new", "schema"),
    "Roadmaps and settings": ("use", "roadmaps", "adopt", "config"),
}
NAMES = tuple(name for names in GROUPS.values() for name in names)


def module_of(name: str) -> str:
    """A command lives in the module of its name; Python's own words get an underscore behind."""
    return f"roadmap_cli.cli.commands.{name}{'_' if keyword.iskeyword(name) else ''}"
