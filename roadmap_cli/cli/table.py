"""The table of commands: by help group, in the order in which help lists them."""

import keyword

GROUPS = {
    "Every evening": ("status", "next", "start", "timer", "log", "tick", "done", "note", "link", "show", "list"),
    "Remember": ("review", "card"),
    "Put right": ("edit", "undo", "redo", "skip", "reset"),
    "Look back": ("history", "activity", "evidence"),
    "Look ahead": ("forecast", "plan", "break", "choose"),
    "Share": ("report", "export"),
    "Your own roadmaps": ("use", "roadmaps", "adopt", "new", "check", "schema"),
    "Set up": ("place", "import", "config", "user", "help"),
}
MEANT = {
    "add": "log",
    "achievements": "evidence",
    "begin": "start",
    "bookmark": "link",
    "calendar": "plan",
    "cards": "card",
    "choice": "choose",
    "complete": "done",
    "continue": "next",
    "dashboard": "status",
    "delete": "undo",
    "due": "review",
    "eta": "forecast",
    "find": "list --search",
    "finish": "done",
    "flashcards": "review",
    "goal": "plan",
    "holiday": "break",
    "info": "show",
    "init": "new",
    "install": "import",
    "learn": "next",
    "mark": "done",
    "memory": "review --stats",
    "overview": "status",
    "pause": "break",
    "practice": "review",
    "progress": "status",
    "proof": "evidence",
    "recall": "review",
    "remove": "undo",
    "revert": "undo",
    "rm": "undo",
    "schedule": "plan",
    "search": "list --search",
    "select": "choose",
    "set": "config",
    "settings": "config",
    "statistics": "review --stats",
    "stats": "review --stats",
    "stop": "timer stop",
    "streak": "activity",
    "study": "next",
    "suggest": "next",
    "switch": "use",
    "tasks": "list",
    "time": "log",
    "today": "next",
    "todo": "next",
    "topics": "list",
    "track": "timer start",
    "vacation": "break",
    "when": "forecast",
}
"""Words that people type for what goes by another name here, and what to type instead."""
NAMES = tuple(name for names in GROUPS.values() for name in names)


def module_of(name: str) -> str:
    """A command lives in the module of its name; Python's own words get an underscore behind."""
    return f"roadmap_cli.cli.commands.{name}{'_' if keyword.iskeyword(name) else ''}"
