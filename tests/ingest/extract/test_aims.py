"""Whom a statement addresses, whom it answers, and when it was said. All persons are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Record, Statement

Reading = Callable[..., tuple[Record, str]]


def saying(record: Record, text: str, words: str) -> Statement:
    found = [s for s in record.statements if words in " ".join(text[a:b] for a, b in s.spans)]
    assert len(found) == 1, [text[slice(*s.spans[0])] for s in record.statements]
    return found[0]


def addressed(record: Record, statement: Statement) -> set[str]:
    return {record.entities[i].name for i in statement.addressed_to}


TWO = (
    "Troops of Armenia and Azerbaijan fired at each other on Monday. Armenia and Azerbaijan have "
    "held talks since May.\n\n"
)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Envoy Omar Deen urged both sides to return to the talks.", "to return"),
        ("Envoy Omar Deen urged the two governments to open the road.", "to open"),
        ("Envoy Omar Deen demanded that both armies leave the bridge.", "leave the bridge"),
        ("Envoy Omar Deen called on both sides to respect the truce.", "to respect"),
    ],
)
def test_both_are_the_two_sides(reading: Reading, sentence: str, words: str) -> None:
    record, text = reading(TWO + sentence)
    assert addressed(record, saying(record, text, words)) == {"Armenia", "Azerbaijan"}


def test_a_common_noun_addresses_the_body_named_before(reading: Reading) -> None:
    record, text = reading(
        "Hamas shelled the bridge on Monday.\n\n"
        "Foreign Minister Selma Duran of Norvania accused the group of breaking the truce."
    )
    assert addressed(record, saying(record, text, "breaking the truce")) == {"Hamas"}


def test_who_is_answered_is_not_added_to_his_side(reading: Reading) -> None:
    record, text = reading(
        "Armenia's defence minister Taras Arenko accused Azerbaijan of shelling the bridge.\n\n"
        "Azerbaijan denied that it had fired."
    )
    assert len(saying(record, text, "had fired").addressed_to) == 1


def test_whose_proposal_is_told_of_is_answered(reading: Reading) -> None:
    record, text = reading(
        "President Idris Korkmaz said he could not sign a truce that was proposed by Armenia."
    )
    s = saying(record, text, "sign")
    assert s.responds_to_entity is not None
    assert record.entities[s.responds_to_entity].name == "Armenia"


def test_a_day_in_another_statement_is_no_day_of_speech(reading: Reading) -> None:
    record, text = reading(
        "“We see what we are allowed to see, and on Sunday that was a lot of smoke,” envoy Dana "
        "Korkmaz told reporters, urging Armenia and Azerbaijan to attend a meeting.",
        published="2031-03-05",
    )
    assert saying(record, text, "to attend").date == "2031-03-05"


def test_nothing_is_said_after_the_day_of_publication(reading: Reading) -> None:
    record, _ = reading(
        "Before flying to Geneva tomorrow, envoy Omar Deen said the road was open.",
        published="2031-03-05",
    )
    assert {s.date for s in record.statements} == {"2031-03-05"}


@pytest.mark.parametrize(
    ("sentences", "words", "whom"),
    [
        (  # a verb with a preposition
            "Envoy Omar Deen called on Chile and Peru to make Bolivia open the road.",
            "to make",
            {"Chile", "Peru"},
        ),
        (
            "Sudan has also long objected to the presence of Chile, which it accuses of arming the "
            "Northern Front.",
            "arming",
            {"Chile"},
        ),
        (
            "Envoy Omar Deen met President Taras Arenko. Envoy Omar Deen asked him to open the "
            "bridge.",
            "to open",
            {"Taras Arenko"},
        ),
        (
            "Envoy Omar Deen condemned the deployment of Chilean troops at the bridge.",
            "the deployment",
            {"Chile"},
        ),
    ],
)
def test_whom_the_words_name_is_addressed(
    reading: Reading, sentences: str, words: str, whom: set[str]
) -> None:
    record, text = reading(sentences)
    assert addressed(record, saying(record, text, words)) == whom


def test_a_confirmation_is_not_addressed_to_whom_it_confirms(reading: Reading) -> None:
    record, _ = reading(
        "Foreign Minister Selma Duran of Norvania announced that the exchange would take place on "
        "Friday.\n\nEstoria's defence minister Taras Arenko confirmed the exchange."
    )
    confirmed = next(s for s in record.statements if s.act == "confirm")
    assert confirmed.responds_to_entity is not None
    assert confirmed.addressed_to == ()
