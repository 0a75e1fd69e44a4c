"""Headlines In Title Case. All persons but known heads of state are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.extract.headline_case import as_sentence, is_title_case
from ingest.records import Record

Reading = Callable[..., tuple[Record, str]]

HEADLINES = [
    (
        "Hamas Rejects Israeli Truce Offer\n\nThe group turned it down on Monday.",
        ("Hamas", "reject", "Israeli Truce Offer"),
    ),
    (
        "Kremlin Denies Plan to Attack Moldova\n\nThere is no plan.",
        ("Kremlin", "deny", "Plan to Attack Moldova"),
    ),
    (
        "UN Chief Welcomes Gaza Ceasefire, Calls for Release of Hostages\n\nNEW YORK — It rained.",
        ("UN Chief", "demand", "Release of Hostages"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), HEADLINES)
def test_a_headline_in_title_case_is_read(
    reading: Reading, text: str, expected: tuple[str, str, str]
) -> None:
    record, text = reading(text)
    found = [
        (record.entities[s.speaker].name, s.act, " ".join(text[a:b] for a, b in s.spans))
        for s in record.statements
        if s.speaker is not None
    ]
    assert expected in found, found


def test_names_keep_their_capitals() -> None:
    words = "Envoy Brook Meets Stone Party in May , Says Talks Will Go On".split()
    body = "On Monday the envoy, Mara Brook, met the Stone Party. A stone fell."
    small = as_sentence(words, body, lambda word: word != "says", lambda _: set())
    assert " ".join(small) == "envoy Brook meets Stone Party in May , Says talks will go on"


def test_only_title_case_is_changed() -> None:
    assert is_title_case("Hamas Rejects Israeli Truce Offer".split())
    assert not is_title_case("Hamas rejects Israeli truce offer".split())
    assert not is_title_case("Truce Holds".split())
