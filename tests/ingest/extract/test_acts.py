"""Speech acts: the patterns of the rules, the clauses, and what the model makes of plain verbs."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.extract import act_words
from ingest.extract.acts import act_by_rule, load
from ingest.extract.extractor import Extractor
from ingest.extract.frames import Frame, frames_of
from ingest.knowledge import State
from ingest.knowledge import load as load_knowledge
from ingest.records import Record

ROOT = Path(__file__).parents[3]
sys.path.insert(0, str(ROOT / "tests" / "gold"))

import sentences  # noqa: E402

Reading = Callable[..., tuple[Record, str]]


@pytest.fixture(scope="module")
def invented() -> Extractor:
    """A reader that knows two invented states."""
    known = load_knowledge()
    states = (State("norvania", "Norvania"), State("estoria", "Estoria"))
    return Extractor(replace(known, states=(*known.states, *states)))


def frames(extractor: Extractor, text: str) -> list[Frame]:
    a, cast, candidates = extractor.selected(text)
    (candidate,) = candidates
    speaker = next(k for k, m in enumerate(cast.members) if m.name == "Oskar Lindqvist")
    return list(frames_of(candidate, a, cast, speaker))


@pytest.mark.parametrize(
    ("said", "subject", "tense", "is_negated"),
    [
        ("Estoria has broken the truce", "opposed", "perfect", False),
        ("Norvania will not sign the text", "own", "future", True),
        ("we must leave", "we", "must", False),
        ("the talks had failed", "matter", "past perfect", False),
        ("nobody was hurt", "nobody", "passive past", False),
        ("no soldiers were there", "nobody", "VBD", True),
    ],
)
def test_a_clause_tells_whose_deed_and_when(
    invented: Extractor, said: str, subject: str, tense: str, is_negated: bool
) -> None:
    first = frames(invented, f"President Oskar Lindqvist of Norvania said that {said}.")[0]
    assert (first.subject, first.tense, first.is_negated) == (subject, tense, is_negated)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Foreign Minister Taras Arenko said that the army must leave the port at once.", "demand"),
        ("Foreign Minister Taras Arenko said that such terms were unacceptable.", "reject"),
        ("Foreign Minister Taras Arenko said it was a lie and no such deal existed.", "deny"),
        ("Foreign Minister Taras Arenko said they had shelled the market on purpose.", "accuse"),
        ("Foreign Minister Taras Arenko said the border would open on Friday at noon.", "announce"),
        ("Foreign Minister Taras Arenko said it was a historic step and a great day.", "welcome"),
        ("Foreign Minister Taras Arenko rejected the plan for the port.", "reject"),
        ("Foreign Minister Taras Arenko rejected the accusation of sabotage.", "deny"),
        ("Foreign Minister Taras Arenko rejected a two-day truce.", "reject"),
        ("Foreign Minister Taras Arenko dismissed the account of the monitors.", "deny"),
        ("Foreign Minister Taras Arenko denied that any talks were being held.", "deny"),
        ("Foreign Minister Taras Arenko admitted that the army had shelled the port.", "confirm"),
        ("Foreign Minister Taras Arenko conceded that no deal was near.", "confirm"),
        ("Foreign Minister Taras Arenko said the government condemned the raid.", "condemn"),
    ],
)
def test_the_act_of_a_statement(reading: Reading, text: str, act: str) -> None:
    record, _ = reading(text)
    assert [s.act for s in record.statements] == [act]


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("described the day as a turning point", "welcome"),
        ("called the meeting the most productive one in years", "welcome"),
        ("described the strike as a dangerous escalation", "condemn"),
        ("described the consultations in Triva as difficult but useful", "state"),
        ("described the valley as a corridor to the sea", "state"),
    ],
)
def test_who_calls_something_good_or_bad_judges_it(reading: Reading, words: str, act: str) -> None:
    record, _ = reading(f"President Oskar Lindqvist of Norvania {words}.")
    assert [s.act for s in record.statements] == [act]


def test_the_rule_is_what_the_first_pattern_tells(extractor: Extractor) -> None:
    a, _, candidates = extractor.selected("President Oskar Lindqvist said that they must leave.")
    assert act_by_rule(candidates[0], a) == "demand"


def test_patterns_tell_acts_that_the_model_knows() -> None:
    assert {p.act for p in act_words.load().patterns} <= set(load().biases)


def test_single_sentences_are_marked_where_they_stand() -> None:
    for path in sorted((ROOT / "tests" / "gold" / "phrases").glob("*.txt")):
        assert path.stem in load().biases
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) == len(set(lines)), path.name
        text, gold = sentences.article(path.stem, lines)
        for line, s in zip(lines, gold["statements"], strict=True):
            assert text[s["start"] : s["end"]].lower() == line.lower()
            assert re.search(re.escape(s["cue"]), text, re.IGNORECASE)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Norvania will abide by the truce of May 10, Oskar Lindqvist said.", "promise"),
        ("Oskar Lindqvist said that the award was void and would change nothing.", "state"),
        ("Oskar Lindqvist told reporters that the award is void.", "reject"),
        ("President Oskar Lindqvist of Chile said that Peru was the main obstacle.", "accuse"),
    ],
)
def test_words_that_leave_no_doubt_of_an_act(reading: Reading, text: str, act: str) -> None:
    record, _ = reading(text)
    assert [s.act for s in record.statements] == [act]


def test_corrections_tell_acts_that_the_model_knows() -> None:
    for c in act_words.load().corrections:
        assert {c.act, *c.instead} <= set(load().biases)
