"""What verbs, headlines and other names tell of events and agreements, in short texts. All persons
are invented; 5 March 2031 is a Wednesday.
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
        "meeting",
        "Chilean President Selma Duran received Foreign Minister Oskar Lindt in Vienna on Monday. "
        "It was cold, her office said.",
        "held",
        "2031-03-03",
    ),
    ("other", "Chile left the accord on March 3.", "held", "2031-03-03"),
    ("attack", "The rebels, who seized Lima on March 3, were silent.", "held", "2031-03-03"),
    (
        "attack",
        "Chilean forces claimed to have retaken Sudzha, the largest town, on March 3.",
        "alleged",
        "2031-03-03",
    ),
    ("talks", "The talks in Vienna did not take place, Selma Duran said.", "cancelled", None),
    ("summit", "Selma Duran left for the summit in Vienna.", "planned", None),
    (
        "call",
        "It was cold. It rained. The river rose. Selma Duran proposed it on Friday in a phone call "
        "with Oskar Lindt.",
        "held",
        "2031-02-28",
    ),
    (
        "other",
        "Chile quits river accord\n\nVIENNA (AP) - Peru was angry on Tuesday. Selma Duran said so.",
        "held",
        "2031-03-04",
    ),
    (
        "vote",
        "The U.N. Security Council adopted a decision on the closure of the mission, Selma Duran "
        "said.",
        "held",
        "2031-03-05",
    ),
    (
        "attack",
        "The walk-out had nothing to do with the attack on the bridge, Selma Duran said.",
        "held",
        None,
    ),
    (
        "visit",
        "It was cold. It rained. The river rose. The wind blew. Selma Duran, at the end of a visit "
        "to Vienna, warned Peru on Tuesday against delays.",
        "held",
        "2031-03-04",
    ),
    (
        "meeting",
        "It was cold. It rained. The river rose. Oskar Lindt, opening a cabinet meeting in Lima, "
        "says the dam will hold.",
        "held",
        "2031-03-05",
    ),
    (
        "meeting",
        "Lima live\n\n16:40 It rained.\n\n17:15 Selma Duran met General Oskar Lindt in Vienna.",
        "held",
        "2031-03-05",
    ),
    (
        "call",
        "It was cold. It rained. The river rose. Selma Duran urged Oskar Lindt to keep the truce "
        "in a telephone call on Monday, her office said.",
        "held",
        "2031-03-03",
    ),
    ("visit", "Selma Duran promised a return visit.", "planned", None),
    (
        "meeting",
        "It was cold. It rained. The river rose. Selma Duran told a conference of envoys that the "
        "dam would hold from Sunday.",
        "held",
        "2031-03-05",
    ),
    ("vote", "Five days before the election Selma Duran fell silent.", "planned", "2031-03-10"),
    ("attack", "Chile denied strikes on the harbour, Selma Duran said.", "alleged", None),
    (
        "talks",
        "It was cold. It rained. The river rose. It blew. The ties, severed in 2016, followed "
        "talks in Vienna.",
        "held",
        None,
    ),
]


@pytest.mark.parametrize(
    ("kind", "text", "status", "date"), EVENTS, ids=[e[1][:40] for e in EVENTS]
)
def test_how_an_event_is_told(
    reading: Reading, kind: str, text: str, status: str, date: str | None
) -> None:
    record, _ = reading(text)
    assert [(e.status, e.date) for e in events(record, kind)] == [(status, date)]


AGREEMENTS = [
    ("ceasefire", "Selma Duran proposed a 30-day cease-fire.", "proposed"),
    ("other", "Selma Duran recalled resolution 2736 of the Council.", "in_force"),
    ("other", "Selma Duran condemned it as a breach of Resolution 1701.", "in_force"),
    ("trade", "The railway protocol is signed, Selma Duran said.", "signed"),
    ("trade", "The grain deal ceased to be valid on Monday, Selma Duran said.", "expired"),
    (
        "ceasefire",
        "It rained. Chile and Peru agreed on a ceasefire on Monday. Selma Duran said that the "
        "ceasefire holds.",
        "in_force",
    ),
    (
        "framework",
        "Chile rejects neighbours' peace roadmap\n\nVIENNA (AP) - It was cold. The roadmap was "
        "proposed in May.",
        "rejected",
    ),
    ("ceasefire", "The truce, brokered by Peru, ran out on Sunday.", "expired"),
    ("ceasefire", "The truce came to an end on Sunday.", "expired"),
    ("ceasefire", "The army declared the truce over.", "expired"),
    ("other", "The deal, concluded in May, has fallen apart.", "expired"),
    ("ceasefire", "Chile threatened to strike if the truce broke down.", "proposed"),
    ("ceasefire", "The ceasefire took effect on Sunday.", "in_force"),
    (
        "ceasefire",
        "It dealt with harvests and the ceasefire in Lima, Selma Duran said.",
        "in_force",
    ),
    ("other", "The two sides put their names to a deal on Saturday.", "signed"),
    ("other", "The agreement was never implemented.", "agreed"),
    ("trade", "After the end of the transit contract the pipes were empty.", "expired"),
    ("framework", "Selma Duran welcomed the declaration.", "agreed"),
    ("security_guarantee", "Selma Duran said the Mutual Defence Treaty covered it.", "in_force"),
    ("framework", "Chile and Peru agreed on a maritime border deal in written form.", "agreed"),
]


@pytest.mark.parametrize(
    ("kind", "text", "status"), AGREEMENTS, ids=[a[1][:40] for a in AGREEMENTS]
)
def test_how_an_agreement_is_told(reading: Reading, kind: str, text: str, status: str) -> None:
    record, _ = reading(text)
    assert [a.status for a in agreements(record, kind)] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Selma Duran urged both sides to return to negotiations.",
        "Selma Duran spoke at a memorial ceremony on the hill.",
        "Selma Duran demanded the delivery of aid.",
    ],
)
def test_what_names_no_event(reading: Reading, text: str) -> None:
    record, _ = reading(text)
    assert [(e.kind, e.name) for e in record.events] == []


def test_principles_are_no_agreement(reading: Reading) -> None:
    record, _ = reading("Selma Duran would return if all the principles of the club were observed.")
    assert record.agreements == ()


ONE = [
    "The truce was violated on Monday by Chile, Selma Duran said. The truce of Friday is dead.",
    "Selma Duran asked for a week-long humanitarian truce. Peru should agree to the pause, she "
    "said.",
    "Selma Duran asked for a humanitarian truce. Oskar Lindt welcomed the initiative.",
    "Chile and Peru agreed on a ceasefire in Lima. Selma Duran confirmed the deal in Washington.",
]


@pytest.mark.parametrize("text", ONE, ids=[t[:40] for t in ONE])
def test_one_agreement_named_again(reading: Reading, text: str) -> None:
    record, _ = reading(text)
    assert len(record.agreements) == 1, [(a.kind, a.name) for a in record.agreements]


def test_the_truce_being_made_is_not_the_agreement_of_an_earlier_year(reading: Reading) -> None:
    record, _ = reading(
        "Selma Duran asked for a truce in the capital. It would not replace the ceasefire "
        "agreement of October 2020, she said."
    )
    assert len(agreements(record, "ceasefire")) == 2


def test_a_treaty_on_waters_is_no_peace_treaty(reading: Reading) -> None:
    record, _ = reading(
        "The Andean Waters Treaty holds, Selma Duran said. Peru welcomed it. The treaty is old."
    )
    assert [a.kind for a in record.agreements] == ["other"]


APART = [
    "Chile pledged a full ceasefire by May. Oskar Lindt recalled the Minsk accords.",
    "Selma Duran called it a violation of the Geneva protocols and wanted an immediate truce.",
    "The energy truce holds. Oskar Lindt spoke of the truce at sea.",
    "Chile seeks a nuclear deal. It is allowed by the Non-Proliferation Treaty, Selma Duran said.",
]


@pytest.mark.parametrize("text", APART, ids=[t[:40] for t in APART])
def test_two_agreements(reading: Reading, text: str) -> None:
    record, _ = reading(text)
    assert len(record.agreements) == 2, [(a.kind, a.name) for a in record.agreements]


def test_talks_of_two_persons_are_theirs(reading: Reading) -> None:
    record, _ = reading(
        "The list was handed over, Chilean Foreign Minister Selma Duran told reporters on Tuesday "
        "after talks with her Peruvian counterpart Oskar Lindt."
    )
    (talks,) = events(record, "talks")
    assert names(record, talks.participants) == {"Selma Duran", "Oskar Lindt"}
    assert (talks.status, talks.date) == ("held", "2031-03-04")


def test_who_leads_a_main_side_is_at_the_summit(reading: Reading) -> None:
    record, _ = reading(
        "Selma Duran, the Chilean president, spoke of the summit in Vienna. Chile and Peru want "
        "it. Chile and Peru need it."
    )
    (summit,) = events(record, "summit")
    assert names(record, summit.participants) == {"Selma Duran", "Peru"}


TWO = [
    (
        "meeting",
        "Chilean President Selma Duran met Foreign Minister Oskar Lindt in Lima on March 3 and "
        "received Chancellor Mikael Strand in Vienna on March 4.",
    ),
    (
        "visit",
        "Chilean President Selma Duran flew to Lima on Monday. She travelled to Vienna in the "
        "evening, her office said.",
    ),
    (
        "talks",
        "The talks on the text are over, Selma Duran said. She proposed talks on the date.",
    ),
]


@pytest.mark.parametrize(("kind", "text"), TWO, ids=[t[1][:40] for t in TWO])
def test_two_events_of_a_kind(reading: Reading, kind: str, text: str) -> None:
    record, _ = reading(text)
    assert len(events(record, kind)) == 2, [(e.kind, e.name, e.date) for e in record.events]


def test_the_first_round_to_come_is_the_one_that_fell_through(reading: Reading) -> None:
    record, _ = reading(
        "Lima talks fall through\n\nLIMA (AP) - The first direct talks between Chile and Peru did "
        "not take place on Monday, Selma Duran said."
    )
    assert [e.status for e in events(record, "talks")] == ["cancelled"]


def test_to_hold_a_further_round_is_no_accord(reading: Reading) -> None:
    record, _ = reading("Both sides agreed to hold a further round of talks, Selma Duran said.")
    assert (len(events(record, "talks")), record.agreements) == (1, ())


def test_a_step_told_by_verb_and_noun_is_one(reading: Reading) -> None:
    record, _ = reading(
        "Chile cuts ties with Peru\n\nLIMA (AP) - Chile announced the severing of relations on "
        "Monday, Selma Duran said."
    )
    (step,) = events(record, "other")
    assert len(step.mentions) == 2
    assert names(record, step.participants) == {"Chile", "Peru"}


def test_the_call_is_the_one_told_of(reading: Reading) -> None:
    record, text = reading(
        "Selma Duran spoke of it in a phone call with Oskar Lindt on Monday. The call was short."
    )
    (call,) = events(record, "call")
    assert "The call" in {text[start:end] for start, end in call.mentions}


def test_a_session_of_a_body_is_that_bodys(reading: Reading) -> None:
    record, _ = reading(
        "Chile and Peru quarrelled. At a session of the UN Security Council on Friday, Selma Duran "
        "condemned Chile."
    )
    (session,) = events(record, "meeting")
    assert names(record, session.participants) == {"UN Security Council", "Selma Duran"}


def test_who_says_what_he_will_do_takes_part(reading: Reading) -> None:
    record, _ = reading(
        "Peruvian Foreign Minister Oskar Lindt said he would telephone Chilean President Selma "
        "Duran on Friday."
    )
    (call,) = events(record, "call")
    assert names(record, call.participants) == {"Oskar Lindt", "Selma Duran"}


def test_who_receives_is_told_by_the_verb_before(reading: Reading) -> None:
    record, _ = reading(
        "Chilean President Selma Duran, receiving Foreign Minister Oskar Lindt in Vienna, "
        "announced it on Monday."
    )
    (meeting,) = events(record, "meeting")
    assert names(record, meeting.participants) == {"Selma Duran", "Oskar Lindt"}


def test_who_imposes_sanctions(reading: Reading) -> None:
    record, _ = reading("Chile imposed new sanctions on banks on March 3. Peru was silent.")
    (sanctions,) = events(record, "sanctions")
    assert names(record, sanctions.participants) == {"Chile"}


def test_planned_talks_are_not_that_two_met(reading: Reading) -> None:
    record, _ = reading(
        "Chilean President Selma Duran met Foreign Minister Oskar Lindt in Lima on Monday. She "
        "proposed talks outside the country, Selma Duran said."
    )
    assert [len(events(record, kind)) for kind in ("meeting", "talks")] == [1, 1]


def test_a_cabinet_meeting_becomes_no_summit(reading: Reading) -> None:
    record, _ = reading(
        "Oskar Lindt told a cabinet meeting on Tuesday that it was cold. Such a summit was needed, "
        "Selma Duran said."
    )
    assert {e.kind for e in record.events} == {"meeting", "summit"}
