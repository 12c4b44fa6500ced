"""The table of commands: by help group, in the order in which help lists them."""

import keyword

GROUPS = {
    "Every evening": ("status", "next", "start", "timer", "log", "done", "note", "link", "show", "list"),
    "Remember": ("review", "card"),
    "Put right": ("undo", "redo", "skip", "reset"),
    "Look back": ("history", "activity", "evidence"),
    "Look ahead": ("forecast", "plan", "break", "choose"),
    "Share": ("report", "export"),
    "Your own roadmaps": ("use", "roadmaps", "adopt", "new", "check", "schema"),
    "Set up": ("place", "import", "config"),
}
NAMES = tuple(name for names in GROUPS.values() for name in names)


def module_of(name: str) -> str:
    """A command lives in the module of its name; Python's own words get an underscore behind."""
    return f"roadmap_cli.cli.commands.{name}{'_' if keyword.iskeyword(name) else ''}"
