"""Copies of the whole record that are made by themselves: how many of them stay."""

from typing import NamedTuple


class Keeping(NamedTuple):
    """The newest copy of so many days, weeks and months; without any, none is made."""

    daily_backups: int = 7
    weekly_backups: int = 4
    monthly_backups: int = 12
