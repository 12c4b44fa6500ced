"""What keeps a database from being used, each cause with a sentence and a hint of its own."""

from roadmap_cli.errors import DatabaseUnusable


def fault_of(database: str, error: BaseException) -> DatabaseUnusable:
    """What SQLite, SQLAlchemy or the operating system said about a database (a path or a URL without its password)."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    sentence = f"cannot use the database {database}: {reason[:1].lower()}{reason[1:]}"
    return DatabaseUnusable(sentence, "look for what is wrong: roadmap doctor")
