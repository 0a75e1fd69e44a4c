"""Dates as told, against a day of publication."""

from __future__ import annotations

import pytest

from ingest.extract.dates import find_dates, first_day, last_day


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on June 7", "2025-06-07"),
        ("on 7 June", "2025-06-07"),
        ("on Tuesday", "2025-06-03"),
        ("on Monday", "2025-06-09"),
        ("last Monday", "2025-06-02"),
        ("yesterday", "2025-06-08"),
        ("two days ago", "2025-06-07"),
        ("in July", "2025-07"),
        ("last month", "2025-05"),
        ("next week", "2025-06"),
        ("the declaration of May 11, 2023", "2023-05-11"),
        ("in 2023", "2023"),
        ("2025-05-16", "2025-05-16"),
    ],
)
def test_date(text: str, value: str) -> None:
    assert [d.value for d in find_dates(text, 0, len(text), "2025-06-09")] == [value]


def test_a_verb_is_no_month() -> None:
    assert find_dates("He may go; they march on.", 0, 25, "2025-06-09") == []


def test_future_weekday() -> None:
    text = "on Friday"
    assert find_dates(text, 0, len(text), "2025-06-09", is_future=True)[0].value == "2025-06-13"


def test_bounds() -> None:
    assert (first_day("2025"), last_day("2025")) == ("2025-01-01", "2025-12-31")
    assert (first_day("2024-02"), last_day("2024-02")) == ("2024-02-01", "2024-02-29")
    assert (first_day("2024-12"), last_day("2024-12")) == ("2024-12-01", "2024-12-31")
    assert first_day("2024-02-05") == last_day("2024-02-05") == "2024-02-05"
