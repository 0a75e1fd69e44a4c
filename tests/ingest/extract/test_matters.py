"""How events and agreements stand, who takes part, and what else is one, in short texts. All
persons are invented; 5 March 2031 is a Wednesday.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Agreement, Event, Record

Reading = Callable[..., tuple[Record, str]]


def events(record: Record, kind: str) -> list[Event]:
    return [e for e in record.events if e.kind == kind]


def agreements(record: Record, kind: str) -> list[Agreement]:
    return [a for a in record.agreements if a.kind == kind]


def names(record: Record, members: tuple[int, ...]) -> set[str]:
    return {record.entities[i].name for i in members}


EVENTS = [
    (
        "talks",
        "No date has been set for a further round of talks, Selma Duran said.",
        "proposed",
        None,
    ),
    ("meeting", "Nobody expects a meeting of the ministers, Selma Duran said.", "proposed", None),
    (
        "call",
        "Selma Duran had urged Oskar Lindt in a phone call on Tuesday to come to Vienna.",
        "held",
        "2031-03-04",
    ),
    (
        "meeting",
        "Selma Duran said she would raise it in a meeting with Oskar Lindt later this month.",
        "planned",
        "2031-03",
    ),
    ("talks", "Chile suspended the talks with Peru, Selma Duran said.", "cancelled", None),
    ("talks", "Chile pulled out of the talks in Vienna, Selma Duran said.", "cancelled", None),
    (
        "attack",
        "Selma Duran demanded that the siege of the town be lifted.",
        "ongoing",
        None,
    ),
    (
        "signing",
        "A day after Chile and Peru signed a declaration in Vienna, both sides are at odds, "
        "Selma Duran said.",
        "held",
        "2031-03-04",
    ),
    (
        "meeting",
        "Selma Duran spoke on March 2. Oskar Lindt met Peruvian officials in Vienna the same day.",
        "held",
        "2031-03-02",
    ),
    (
        "call",
        "Selma Duran spoke by phone with Oskar Lindt on Monday. It was short.",
        "held",
        "2031-03-03",
    ),
    ("vote", "The U.N. Security Council extended the mandate on March 3.", "held", "2031-03-03"),
    ("other", "Chile recalled its ambassador from Lima on March 3.", "held", "2031-03-03"),
    ("other", "Chile severed ties with Peru on March 3.", "held", "2031-03-03"),
    ("other", "Selma Duran condemned Monday's severing of relations.", "held", "2031-03-03"),
    ("prisoner_exchange", "Chile freed ten prisoners on March 3.", "held", "2031-03-03"),
    ("attack", "Chile seized the town on March 3.", "held", "2031-03-03"),
    ("visit", "Selma Duran flew to Lima on March 3.", "held", "2031-03-03"),
    ("talks", "Norway is mediating in talks between Chile and Peru.", "ongoing", "2031-03-05"),
    ("sanctions", "Chile imposed new sanctions on banks on March 3.", "held", "2031-03-03"),
    ("other", "Selma Duran condemned Monday's protest in the square.", "held", "2031-03-03"),
]


@pytest.mark.parametrize(
    ("kind", "text", "status", "date"), EVENTS, ids=[e[1][:40] for e in EVENTS]
)
def test_how_an_event_stands(
    reading: Reading, kind: str, text: str, status: str, date: str | None
) -> None:
    record, _ = reading(text)
    assert [(e.status, e.date) for e in events(record, kind)] == [(status, date)]


AGREEMENTS = [
    ("other", "Selma Duran urged both sides to carry out the agreement at once.", "agreed"),
    ("other", "The accord can be put into practice once Peru signs, Selma Duran said.", "agreed"),
    (
        "ceasefire",
        "Chile and Peru had committed themselves to a ceasefire, Selma Duran said.",
        "agreed",
    ),
    ("ceasefire", "October's truce is in danger, Selma Duran warned.", "in_force"),
    ("framework", "The roadmap for peace was never signed, Selma Duran said.", "proposed"),
    (
        "ceasefire",
        "The moratorium on strikes has been in force since Sunday, Selma Duran said.",
        "in_force",
    ),
    ("procedural", "A truce committee had been set up in Vienna, Selma Duran said.", "agreed"),
    (
        "other",
        "Chile and Peru reached an agreement on Monday. Selma Duran welcomed the signing.",
        "signed",
    ),
    ("security_guarantee", "Selma Duran proposed an accord on the non-use of force.", "proposed"),
    ("ceasefire", "Chile attacked at dawn, shattering the ceasefire.", "violated"),
    ("ceasefire", "Selma Duran asked for a disengagement agreement.", "proposed"),
    ("other", "Selma Duran proposed a river treaty.", "proposed"),
    ("arms_control", "Selma Duran proposed a non-proliferation treaty.", "proposed"),
    ("humanitarian", "Selma Duran proposed a declaration on missing persons.", "proposed"),
]


@pytest.mark.parametrize(
    ("kind", "text", "status"), AGREEMENTS, ids=[a[1][:40] for a in AGREEMENTS]
)
def test_how_an_agreement_stands(reading: Reading, kind: str, text: str, status: str) -> None:
    record, _ = reading(text)
    assert [a.status for a in agreements(record, kind)] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Selma Duran said they should settle the matter through dialogue.",
        "Selma Duran said it would happen after sanctions on banks are lifted.",
        "Selma Duran spoke of steps towards annexation.",
        "Oskar Lindt, reached by telephone, said that it was cold.",
        "Selma Duran warned that whoever ordered attacks on civilians would be punished.",
    ],
)
def test_what_is_no_event_in_particular(reading: Reading, text: str) -> None:
    record, _ = reading(text)
    assert [e.name for e in record.events] == []


def test_a_paper_that_only_tells_where_something_was_said(reading: Reading) -> None:
    record, _ = reading("The envoys said in a communiqué that the border was calm.")
    assert record.agreements == ()


def test_agreements_on_different_things_are_two(reading: Reading) -> None:
    record, _ = reading(
        "Selma Duran hailed the agreements on safe navigation. "
        "The moratorium on strikes holds, she said."
    )
    assert len(record.agreements) == 2


def test_the_declaration_is_no_mere_truce(reading: Reading) -> None:
    record, _ = reading(
        "Selma Duran spoke of a truce. Oskar Lindt said they would only discuss the declaration."
    )
    assert len(record.agreements) == 2


def test_a_meeting_of_others_is_not_the_summit(reading: Reading) -> None:
    record, _ = reading(
        "Selma Duran left for the summit of the Andean states. Oskar Lindt proposed a meeting with "
        "Mikael Strand."
    )
    assert {e.kind for e in record.events} == {"summit", "meeting"}


def test_talks_held_are_not_those_only_hoped_for(reading: Reading) -> None:
    record, _ = reading(
        "Political talks may follow the deal, Selma Duran said. It was struck after twelve days "
        "of talks in Vienna. The talks were useful."
    )
    assert [e.status for e in events(record, "talks")] == ["planned", "held"]


def test_who_led_a_delegation_took_part(reading: Reading) -> None:
    record, _ = reading(
        "Talks between Chile and Peru ended in Vienna on Monday. Oskar Lindt, who led the Chilean "
        "delegation, called them useful. Mikael Strand, who took part, was silent."
    )
    (talks,) = events(record, "talks")
    assert {"Oskar Lindt", "Mikael Strand"} <= names(record, talks.participants)


def test_a_citys_nationality_and_a_topic_take_no_part(reading: Reading) -> None:
    record, _ = reading(
        "Envoys of Chile and Peru met Selma Duran. The talks on Yemen in the Swiss city of Basel "
        "between Chile and Peru ended on Monday."
    )
    (talks,) = events(record, "talks")
    assert names(record, talks.participants).isdisjoint({"Yemen", "Switzerland"})


def test_a_cabinet_meeting_is_not_the_summit(reading: Reading) -> None:
    record, _ = reading(
        "Selma Duran spoke of the summit in Vienna. Oskar Lindt told a cabinet meeting on Tuesday "
        "that it was cold."
    )
    assert {e.kind for e in record.events} == {"summit", "meeting"}


def test_a_truce_that_is_asked_for_is_not_the_one_that_ran_out(reading: Reading) -> None:
    record, _ = reading(
        "The Easter truce expired at midnight. Selma Duran wants an unconditional truce."
    )
    assert {a.status for a in agreements(record, "ceasefire")} == {"expired", "proposed"}


def test_mediators_take_part_in_the_talks(reading: Reading) -> None:
    record, _ = reading(
        "Talks between Chile and Peru, mediated by Norway, ended in Vienna on Monday."
    )
    (talks,) = events(record, "talks")
    assert names(record, talks.participants) == {"Chile", "Peru", "Norway"}


def test_a_blow_is_of_whoever_launched_it(reading: Reading) -> None:
    record, _ = reading("Chile launched a wave of air strikes on Monday, Selma Duran said.")
    (attack,) = events(record, "attack")
    assert names(record, attack.participants) == {"Chile"}


def test_whoever_speaks_at_a_meeting_with_somebody_took_part(reading: Reading) -> None:
    record, _ = reading(
        "It was cold. It rained. The river rose. The truce begins on March 7, Selma Duran said at "
        "a meeting with Chilean Foreign Minister Oskar Lindt."
    )
    (meeting,) = events(record, "meeting")
    assert names(record, meeting.participants) == {"Selma Duran", "Oskar Lindt"}
    assert (meeting.status, meeting.date) == ("held", "2031-03-05")  # as the news, not the truce
