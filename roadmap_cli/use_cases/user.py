"""Another name for a user: in the database, after a copy of it, and in config.toml."""

from contextlib import suppress

from roadmap_cli import settings, storage
from roadmap_cli.errors import RoadmapError
from roadmap_cli.reports.user import RenameReport
from roadmap_cli.services import user as service
from roadmap_cli.use_cases.config import change_setting
from roadmap_cli.use_cases.session import Session


def rename(session: Session, old: str, new: str) -> RenameReport:
    """Raises CannotBeDone and WrongUsage before anything is changed; a config.toml that cannot follow stays as it is."""
    new = settings.user_name(new)
    session.read(service.can_rename, old, new)
    copy = storage.copied(session.settings.database, f"rename-{session.now:%Y%m%dT%H%M%S}")
    report = session.write(service.rename, old, new)
    return report._replace(copy=str(copy) if copy else None, follows=_followed(old, new))


def _followed(old: str, new: str) -> bool:
    with suppress(RoadmapError):
        if settings.configured("user") == old:
            change_setting("user", new)
            return True
    return False
