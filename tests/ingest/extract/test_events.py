"""Events of short texts: when they were. All persons are invented; 5 March 2031 is a Wednesday."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Event, Record

Reading = Callable[..., tuple[Record, str]]


def event(record: Record, kind: str) -> Event:
    found = [e for e in record.events if e.kind == kind]
    assert len(found) == 1, [(e.kind, e.name, e.date) for e in record.events]
    return found[0]


DATED = [
    (
        "attack",
        "Ambassador Selma Duran condemned the attack on the convoy. "
        "Gunmen killed four drivers near the border on Sunday.",
        "2031-03-02",
    ),
    (
        "talks",
        "Envoy Mikael Strand praised the talks in Vienna. The delegations met there on Monday "
        "without a mediator. He called them useful.",
        "2031-03-03",
    ),
    (
        "talks",
        "The envoys announced a truce after three days of talks in Vienna.",
        "2031-03",
    ),
    (
        "prisoner_exchange",
        "Envoy Mikael Strand hailed the prisoner exchange as a first step. "
        "On Tuesday each side freed ninety men at the bridge, according to the Red Cross.",
        "2031-03-04",
    ),
    (
        "vote",
        "A referendum in June worries the neighbours. The referendum will take place on June 13, "
        "Minister Taras Arenko said.",
        "2031-06-13",
    ),
]


@pytest.mark.parametrize(("kind", "text", "date"), DATED, ids=[d[1][:40] for d in DATED])
def test_date_of_an_event(reading: Reading, kind: str, text: str, date: str) -> None:
    record, _ = reading(text)
    assert event(record, kind).date == date


def test_the_day_of_saying_is_not_the_day_of_the_event(reading: Reading) -> None:
    record, _ = reading(
        "Envoy Mikael Strand said on Monday that he condemned the attack on the convoy."
    )
    assert event(record, "attack").date is None


def test_a_blast_is_not_the_clashes_of_last_year(reading: Reading) -> None:
    record, _ = reading(
        "The truce ended after a blast on the border. It had followed five days of clashes "
        "in July 2030, Minister Taras Arenko said."
    )
    attacks = [e for e in record.events if e.kind == "attack"]
    assert len(attacks) == 2


STATUS = [
    ("talks", "The talks in Vienna were put off on Monday.", "postponed"),
    ("talks", "The talks in Vienna were called off on Monday.", "cancelled"),
    ("meeting", "Envoy Selma Duran denied the alleged meeting in Vienna.", "alleged"),
    ("talks", "Envoy Selma Duran urged both sides to come to the talks on March 9.", "planned"),
]


@pytest.mark.parametrize(("kind", "text", "status"), STATUS, ids=[s[2] for s in STATUS])
def test_status_of_an_event(reading: Reading, kind: str, text: str, status: str) -> None:
    record, _ = reading(text)
    assert event(record, kind).status == status


@pytest.mark.parametrize(
    "text",
    [
        "Envoy Selma Duran said at a press conference that the road was open.",
        "The prisoners will begin a hunger strike at dawn, said Envoy Selma Duran.",
        "Norland and Sudland exchange blame, Envoy Selma Duran said.",
    ],
)
def test_what_is_no_event(reading: Reading, text: str) -> None:
    record, _ = reading(text)
    assert [e.name for e in record.events] == []


def test_a_plan_is_an_agreement_beside_words_of_peace_only(reading: Reading) -> None:
    record, _ = reading("Envoy Selma Duran said that nineteen accidents are a plan.")
    assert record.agreements == ()
    record, _ = reading("Envoy Selma Duran presented a peace plan in nine points.")
    assert [a.kind for a in record.agreements] == ["framework"]
