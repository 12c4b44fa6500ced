"""The settings."""

from typing import Literal, NamedTuple

Source = Literal["flag", "environment", "config.toml", "default", "progress"]
"""Where a setting comes from; what is kept with progress is no setting of the machine."""
Color = Literal["auto", "always", "never"]
"""Where it is `auto`, a terminal has colours and a pipe has none."""


class SettingLine(NamedTuple):
    key: str
    value: str
    source: Source


class ConfigReport(NamedTuple):
    file: str
    settings: tuple[SettingLine, ...]
