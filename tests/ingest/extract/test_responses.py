"""Which statement of a short text answers which. All persons are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Record, Statement

Reading = Callable[..., tuple[Record, str]]

ACCUSED = (
    "Foreign Minister Selma Duran of Norvania said that Estoria had shelled the bridge.\n\n"
    "Envoy Mikael Strand of Ralvia told reporters that the bridge was closed.\n\n"
)


def saying(record: Record, text: str, words: str) -> Statement:
    found = [s for s in record.statements if words in text[slice(*s.spans[0])]]
    assert len(found) == 1, [text[slice(*s.spans[0])] for s in record.statements]
    return found[0]


@pytest.mark.parametrize(
    "answer",
    [
        "Estoria's defence minister Taras Arenko dismissed Duran's claim, saying it was a lie.",
        "Asked about Duran's words, Estoria's defence minister Taras Arenko said it was a lie.",
    ],
)
def test_whose_words_the_sentence_speaks_of_is_answered(reading: Reading, answer: str) -> None:
    record, text = reading(ACCUSED + answer)
    reply = saying(record, text, "it was a lie")
    accusation = saying(record, text, "shelled the bridge")
    assert reply.responds_to == record.statements.index(accusation)
    assert reply.response_signal == "explicit"


def test_what_a_statement_tells_that_another_said_is_not_its_answer(reading: Reading) -> None:
    record, _ = reading(
        "Selma Duran said that Mikael Strand had told her that Estoria would not leave the deal."
    )
    assert len(record.statements) == 2
    assert all(s.responds_to is None for s in record.statements)


def test_a_question_from_the_press_is_nobodys_claim(reading: Reading) -> None:
    record, text = reading(
        "Foreign Minister Selma Duran of Norvania said that Estoria had shelled the bridge.\n\n"
        "In response to a question from the press, Estoria's foreign ministry spokeswoman, Dana "
        "Korkmaz, announced that the minister would visit Vienna."
    )
    assert saying(record, text, "visit Vienna").responds_to is None


PROPOSED = (
    "Foreign Minister Selma Duran of Norvania told reporters that Estoria had shelled the bridge. "
    "She demanded that Estoria pay for it and promised to spare its harbour.\n\n"
)


@pytest.mark.parametrize(
    ("noun", "meant"),
    [
        ("the accusation", "shelled the bridge"),
        ("Duran's demand", "pay for it"),
        ("this pledge", "spare its harbour"),
    ],
)
def test_a_noun_tells_which_statement_is_answered(reading: Reading, noun: str, meant: str) -> None:
    record, text = reading(
        PROPOSED + f"Estoria's defence minister Taras Arenko rejected {noun}. Norvania had mined "
        "the bridge itself, Arenko said."
    )
    answered = record.statements.index(saying(record, text, meant))
    assert saying(record, text, noun).responds_to == answered
    assert saying(record, text, "mined the bridge").responds_to == answered


def test_a_denial_answers_the_charge_in_its_own_words(reading: Reading) -> None:
    record, _ = reading(
        "Envoy Mikael Strand of Ralvia welcomed the talks.\n\nForeign Minister Selma Duran of "
        "Norvania denied that her guns had shelled the bridge, as Estoria's defence minister Taras "
        "Arenko charged at the previous round."
    )
    denial, charge = record.statements[-2:]
    assert (denial.act, record.entities[charge.speaker or 0].name) == ("deny", "Taras Arenko")
    assert denial.responds_to == record.statements.index(charge)
    assert charge.responds_to is None
    assert charge.date is None  # nobody knows when the previous round was


def test_words_of_another_month_are_none_of_the_articles(reading: Reading) -> None:
    text = ACCUSED + (
        "Estoria's defence minister Taras Arenko, answering Duran's words{}, said that the bridge "
        "was his."
    )
    record, text_now = reading(text.format(""))
    assert saying(record, text_now, "was his").responds_to == 0
    record, text_then = reading(text.format(" of last month"))
    reply = saying(record, text_then, "was his")
    assert reply.responds_to is None
    assert record.entities[reply.responds_to_entity or 0].name == "Selma Duran"


def test_what_a_statement_is_told_to_respond_to_is_answered(reading: Reading) -> None:
    record, text = reading(
        ACCUSED
        + "Responding to this accusation, Estoria's defence minister Taras Arenko said that "
        "the bridge was his."
    )
    assert saying(record, text, "was his").responds_to == 0


def test_the_accusation_is_the_charge_and_not_what_was_condemned_after_it(
    reading: Reading,
) -> None:
    record, text = reading(
        "Foreign Minister Selma Duran of Norvania accused Estoria of shelling the bridge. She "
        "condemned the attack as a dangerous escalation.\n\n"
        "Estoria's defence minister Taras Arenko rejected the accusation."
    )
    charge = record.statements.index(saying(record, text, "shelling the bridge"))
    assert saying(record, text, "the accusation").responds_to == charge


def test_whoever_replies_answers_what_was_just_said_and_not_a_charge_further_off(
    reading: Reading,
) -> None:
    record, text = reading(
        "The Harbour League accused Estoria of repeated violations of the agreement.\n\n"
        "Norvania's foreign minister Selma Duran told Estoria's defence minister Taras Arenko by "
        "telephone that all sides had to respect the ceasefire. Arenko replied that Estoria was "
        "not violating the agreement but enforcing it."
    )
    told = record.statements.index(saying(record, text, "respect the ceasefire"))
    assert saying(record, text, "but enforcing it").responds_to == told


def test_words_of_somebody_that_the_article_does_not_tell_are_nobody_elses(
    reading: Reading,
) -> None:
    record, text = reading(
        "Envoy Mikael Strand of Ralvia accused Estoria of blocking the harbour.\n\n"
        "Estoria's defence minister Taras Arenko dismissed the offer made by Foreign Minister "
        "Selma Duran of Norvania in her letter."
    )
    reply = saying(record, text, "the offer made by")
    assert reply.responds_to is None
    assert reply.responds_to_entity is not None
    assert record.entities[reply.responds_to_entity].name == "Selma Duran"


def test_a_reaction_answers_the_charge_and_not_what_was_said_beside_it(reading: Reading) -> None:
    record, text = reading(
        "The head of the Turkish delegation, Emre Kurt, said that Turkey had begun the exchange "
        "of prisoners and accused Armenia of postponing it indefinitely.\n\nThe Armenian Foreign "
        "Ministry reacted to the words of the head of the Turkish delegation, noting that the "
        "terms of the exchange were agreed on Tuesday."
    )
    reply = saying(record, text, "were agreed on Tuesday")
    assert reply.responds_to is not None
    assert record.statements[reply.responds_to].act == "accuse"
