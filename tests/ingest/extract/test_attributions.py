"""Attributions in unusual places: inside what they attribute, through others, at the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.extract.quotes import quotations
from ingest.records import Record

Reading = Callable[..., tuple[Record, str]]


def found(reading: Reading, text: str) -> list[tuple[str, str | None]]:
    record, text = reading(text)
    return [
        (
            " ".join(text[a:b] for a, b in s.spans),
            None if s.speaker is None else record.entities[s.speaker].name,
        )
        for s in record.statements
    ]


CASES = [
    (  # the inserted words name the speaker, not the subject around them
        "Lemar, Foreign Minister Selma Duran noted, had sold its only ship.",
        "Lemar had sold its only ship",
        "Selma Duran",
    ),
    (
        "The talks, Foreign Minister Selma Duran told a press conference in Geneva, would go on.",
        "The talks would go on",
        "Selma Duran",
    ),
    (  # the outlet's own words after the insertion's content
        "The ship, Foreign Minister Selma Duran said, was “empty”, a claim that nobody checked.",
        "The ship was “empty”",
        "Selma Duran",
    ),
    (
        "In the words of Foreign Minister Selma Duran, the corridor is open.",
        "the corridor is open",
        "Selma Duran",
    ),
    (
        "The bridge was destroyed by rockets, insisted the envoy, Omar Deen, who left at noon.",
        "The bridge was destroyed by rockets",
        "Omar Deen",
    ),
    (
        "The talks have shown signs of progress, but major obstacles remain, Foreign Minister "
        "Selma Duran said on Monday.",
        "The talks have shown signs of progress, but major obstacles remain",
        "Selma Duran",
    ),
    (
        "Sund Radio quoted President Idris Korkmaz as saying that the road was open.",
        "the road was open",
        "Idris Korkmaz",
    ),
    (
        "President Idris Korkmaz was quoted by Sund Radio as saying that the road was open.",
        "the road was open",
        "Idris Korkmaz",
    ),
    (
        "Foreign Minister Selma Duran said the evidence was heavy but cautioned that no judgement "
        "had been made.",
        "no judgement had been made",
        "Selma Duran",
    ),
    (
        "Foreign Minister Selma Duran refuted the accusation that the army had shelled a hospital, "
        "stressing that it was empty.",
        "it was empty",
        "Selma Duran",
    ),
    (  # what the cue reports, not only the words of it that are quoted
        "Foreign Minister Selma Duran warned that attempts to close the strait “will not remain "
        "without a response”.",
        "attempts to close the strait “will not remain without a response”",
        "Selma Duran",
    ),
    (
        "Foreign Minister Selma Duran accused the rebels of the fact that they had mined the road.",
        "they had mined the road",
        "Selma Duran",
    ),
    (  # the quotation by itself, not the question that it answers
        '"There will be a second round of talks," Foreign Minister Selma Duran said, answering the '
        "question whether the army would respond in writing.",
        "There will be a second round of talks",
        "Selma Duran",
    ),
    (
        "The corridor will open on Monday, according to Foreign Minister Selma Duran, speaking on "
        "the sidelines of the talks.",
        "The corridor will open on Monday",
        "Selma Duran",
    ),
]


@pytest.mark.parametrize(("text", "said", "who"), CASES, ids=[c[0][:40] for c in CASES])
def test_attribution(reading: Reading, text: str, said: str, who: str) -> None:
    assert (said, who) in found(reading, text)


@pytest.mark.parametrize(
    "text",
    [
        "Asked how he would respond, President Idris Korkmaz left the room.",
        "Everything went according to plan.",
        "Nadia Halim, who says little, left the room.",
    ],
)
def test_nothing_is_said(reading: Reading, text: str) -> None:
    assert found(reading, text) == []


def test_what_was_told_within_a_report_is_a_statement_too(reading: Reading) -> None:
    text = "Envoy Mikael Strand said President Idris Korkmaz had told him that the army was ready."
    assert ("the army was ready", "Idris Korkmaz") in found(reading, text)


def test_labels_that_recur_name_who_speaks(reading: Reading) -> None:
    lines = (
        "KORKMAZ: The army will stay where it is.",
        "STRAND: Nobody has asked it to leave.",
        "KORKMAZ: Then we agree on something.",
        "STRAND: On one thing at least.",
    )
    said = [content for content, _ in found(reading, "\n\n".join(lines))]
    assert said == [line.partition(": ")[2].rstrip(".") for line in lines]


def test_doubled_apostrophes_quote() -> None:
    text = "''It isn't over,'' she said. ''We'll be back.''"
    assert [text[q.inner_start : q.inner_end] for q in quotations(text)] == [
        "It isn't over,",
        "We'll be back.",
    ]
