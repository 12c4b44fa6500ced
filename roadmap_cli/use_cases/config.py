"""A setting changed in config.toml, which keeps its comments."""

from roadmap_cli.errors import CannotBeDone
from roadmap_cli.files import write_file
from roadmap_cli.settings import folders


def change_setting(key: str, value: str | None) -> None:
    """None takes it out. Raises WrongUsage for a value that it cannot hold."""
    from roadmap_cli.settings.config_toml import changed

    write_config(changed(folders.config_file(), key, value))


def write_config(text: str) -> None:
    file = folders.config_file()
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        sentence = f"cannot make {file.parent}: {(error.strerror or str(error)).lower()}"
        raise CannotBeDone(sentence) from error
    write_file(file, text, force=True)
