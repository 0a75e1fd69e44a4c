"""Whom pronouns, offices, common nouns and cited sources mean. All persons are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Record

Reading = Callable[..., tuple[Record, str]]


def who_said(record: Record, text: str, words: str) -> str | None:
    """The name of the speaker of the statement that holds these words."""
    at = text.index(words)
    found = [
        s for s in record.statements if any(a <= at and at + len(words) <= b for a, b in s.spans)
    ]
    assert found, [[text[a:b] for a, b in s.spans] for s in record.statements]
    best = min(found, key=lambda s: sum(b - a for a, b in s.spans))
    return None if best.speaker is None else record.entities[best.speaker].name


MEANT = [
    (  # an office before its holder's name, as the subject of the clause before
        "Frieda Oberland, the director of Wings of Aid, pleaded for a corridor. The premier of "
        "Portugal, Tomas Ratkula, was less restrained: he said the coast would stay closed.",
        "the coast would stay closed",
        "Tomas Ratkula",
    ),
    (  # whom a paragraph is about
        "Admiral Viktor Sand said the road was open.\n\nFor Olga Kasimova, a political scientist, "
        "the offensive was a surprise. She cautioned that the road would not stay open long.",
        "the road would not stay open long",
        "Olga Kasimova",
    ),
    (  # by gender, not the nearest name
        "Foreign Minister Maria Lindqvist met Ambassador Peter Halloran on Monday. She said that "
        "the border would reopen.",
        "the border would reopen",
        "Maria Lindqvist",
    ),
    (
        "Defence Minister Selma Duran met Governor Idris Korkmaz. The governor said that the "
        "bridge was closed.",
        "the bridge was closed",
        "Idris Korkmaz",
    ),
    (  # the outlet relays
        "Radio Sund, citing a source in the Egyptian delegation, reported that the text was ready.",
        "the text was ready",
        "source in the Egyptian delegation",
    ),
    (
        "Aubrey Lund mediated for two years. She spoke to this magazine in Geneva.\n\n"
        "Q: Do you believe the general?\n\nA: I believe that he wants the road.",
        "I believe that he wants the road",
        "Aubrey Lund",
    ),
    (
        "Shots were heard in Khartoum. The interior ministry said that three people had died.",
        "three people had died",
        "interior ministry",
    ),
    (
        "The market was full. A schoolteacher said that the shop had closed.",
        "the shop had closed",
        "schoolteacher",
    ),
    (
        "Relatives of the prisoners demanded that the list be published.",
        "the list be published",
        "Relatives of the prisoners",
    ),
    (
        'Kordova, in Vienna, refused to assign blame: "We counted five graves."',
        "We counted five graves",
        "Kordova",
    ),
]


@pytest.mark.parametrize(("text", "words", "name"), MEANT, ids=[m[1] for m in MEANT])
def test_whom_words_mean(reading: Reading, text: str, words: str, name: str) -> None:
    record, _ = reading(text)
    assert who_said(record, text, words) == name


def test_the_outlet_that_cites_is_the_relay(reading: Reading) -> None:
    text = MEANT[4][0]
    record, _ = reading(text)
    [statement] = record.statements
    assert [record.entities[i].name for i in statement.via] == ["Radio Sund"]


def test_a_pronoun_without_anybody_is_nobody(reading: Reading) -> None:
    text = "The road was closed on Monday. She said that the bridge was open."
    record, _ = reading(text)
    assert who_said(record, text, "the bridge was open") is None
