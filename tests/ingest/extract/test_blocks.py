"""Blocks below the words that introduce them, and labelled ones. All persons are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Record

Reading = Callable[..., tuple[Record, str]]

BLOCKS = [
    (
        "Velruda rejected the plan.\n\nForeign Minister Ada Korin continued:\n\n"
        '"The plan would leave our towns without water. We will not sign it."\n\nShe left.',
        "The plan would leave our towns without water. We will not sign it",
        "Ada Korin",
    ),
    (  # two paragraphs of one quotation
        "President Oleg Marun told reporters:\n\n“We will not sign it.\n\n“Nor will we wait.”\n\n"
        "He left.",
        "“We will not sign it.\n\n“Nor will we wait.”",
        "Oleg Marun",
    ),
    (  # without marks
        "President Oleg Marun left.\n\nForeign Minister Ada Korin added:\n\nThe people of the "
        "valley have waited long enough. We shall not wait.\n\nThe talks go on.",
        "The people of the valley have waited long enough. We shall not wait",
        "Ada Korin",
    ),
    (  # a list
        "Foreign Minister Ada Korin told the parliament:\n\n• the plan was dead\n\n"
        "• aid came first\n\nShe left.",
        "• the plan was dead\n\n• aid came first",
        "Ada Korin",
    ),
    (  # labelled blocks
        "Velruda will not sign\n\nSource: Foreign Minister Ada Korin on Facebook; Interlat\n\n"
        'Quote: "We will not sign it."\n\nDetails: The talks in Geneva go on.',
        "We will not sign it",
        "Ada Korin",
    ),
    (
        "Four hurt in Ostra\n\nSource: Interlat, citing Governor Pavel Ostin\n\n"
        'Quote: "Four people were hurt."\n\nDetails: The town has no power.',
        "Four people were hurt",
        "Pavel Ostin",
    ),
]


@pytest.mark.parametrize(("text", "content", "speaker"), BLOCKS)
def test_a_block_belongs_to_whom_its_introduction_names(
    reading: Reading, text: str, content: str, speaker: str
) -> None:
    record, text = reading(text)
    found = {
        " … ".join(text[a:b] for a, b in s.spans): s.speaker
        for s in record.statements
        if s.speaker is not None
    }
    assert content in found, found
    assert record.entities[found[content]].name == speaker


@pytest.mark.parametrize("label", ["Source", "Details", "More details", "Background", "Reference"])
def test_the_outlets_own_blocks_are_nobodys_words(reading: Reading, label: str) -> None:
    record, _ = reading(
        f"Border stays closed\n\n{label}: Guards of the border service on Facebook\n\n"
        "The road is empty."
    )
    assert not record.statements


def test_what_was_agreed_is_no_speech(reading: Reading) -> None:
    record, _ = reading(
        "Talks went on in Geneva.\n\nThis is what the sides agreed on:\n\nBoth armies withdraw "
        "by ten kilometres.\n\nThe talks go on."
    )
    assert not record.statements


def test_a_label_is_no_part_of_what_was_said(reading: Reading) -> None:
    record, text = reading(
        "Border stays closed\n\nDetails: The border will stay closed, Foreign Minister Ada Korin "
        "said."
    )
    assert [text[slice(*s.spans[0])] for s in record.statements] == ["The border will stay closed"]
