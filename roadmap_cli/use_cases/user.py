"""Another name for a user: in the database, after a copy of it, and in config.toml."""

from contextlib import suppress
from pathlib import Path

from roadmap_cli import settings
from roadmap_cli.errors import RoadmapError
from roadmap_cli.reports.user import RenameReport
from roadmap_cli.services import user as service
from roadmap_cli.use_cases.backup import protect
from roadmap_cli.use_cases.config import change_setting
from roadmap_cli.use_cases.database import assert_owner
from roadmap_cli.use_cases.find_roadmap import is_same
from roadmap_cli.use_cases.session import Session


def rename(session: Session, old: str, new: str) -> RenameReport:
    """Raises CannotBeDone and WrongUsage before anything is changed; a config.toml that cannot follow stays as it is."""
    new = settings.user_name(new)
    assert_owner(session, "rename a user")
    session.read(service.can_rename, old, new)
    copy = protect(session, "rename")
    report = session.write(service.rename, old, new)
    follows = is_usual_database(session) and _followed(old, new)
    return report._replace(copy=str(copy.path) if copy else None, follows=follows)


def is_usual_database(session: Session) -> bool:
    """Whether it is the one without --database too: what config.toml says of the user is said of that one."""
    with suppress(RoadmapError, ValueError):
        usual = settings.resolve(session.flags._replace(database=None)).database
        return is_same(Path(usual), Path(session.settings.database))
    return False


def _followed(old: str, new: str) -> bool:
    with suppress(RoadmapError):
        if settings.configured("user") == old:
            change_setting("user", new)
            return True
    return False
