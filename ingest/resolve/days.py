"""Days and dates as told, counted."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from ingest.extract.dates import first_day, last_day


@lru_cache(maxsize=65536)
def day_number(day: str) -> int:
    """The number of an ISO day, as the calendar counts on."""
    return date.fromisoformat(day).toordinal()


def days_apart(first: str, second: str) -> int:
    """Whole days between two ISO days."""
    return abs(day_number(first) - day_number(second))


@lru_cache(maxsize=65536)
def day_range(told: str) -> tuple[int, int]:
    """The numbers of the first and last day that a date as told allows."""
    return day_number(first_day(told)), day_number(last_day(told))


def days_between(first: str, second: str) -> int:
    """Days between two dates as told; 0 where one may be the other."""
    (a1, a2), (b1, b2) = day_range(first), day_range(second)
    return max(0, b1 - a2, a1 - b2)
