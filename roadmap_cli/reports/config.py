"""The settings."""

from typing import NamedTuple


class SettingLine(NamedTuple):
    """`source` is `flag`, `environment`, `config.toml`, `default`, or `progress` for what is kept with it."""

    key: str
    value: str
    source: str


class ConfigReport(NamedTuple):
    file: str
    settings: tuple[SettingLine, ...]
