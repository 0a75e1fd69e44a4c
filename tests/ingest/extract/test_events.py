"""Events of short texts: when they were. All persons are invented; 5 March 2031 is a Wednesday."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Agreement, Event, Record

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
    ("other", "Selma Duran recalled the October 25, 2030 coup.", "2030-10-25"),
    ("other", "Selma Duran recalled the 2029 coup.", "2029"),
    ("talks", "Two days after Sunday's talks Selma Duran left Vienna.", "2031-03-02"),
    ("summit", "Selma Duran announced a summit for Sunday.", "2031-03-09"),
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


def words_of(matter: Event | Agreement, text: str) -> set[str]:
    return {text[start:end].lower() for start, end in matter.mentions}


def agreement(record: Record) -> Agreement:
    assert len(record.agreements) == 1, [(a.kind, a.name) for a in record.agreements]
    return record.agreements[0]


KINDS = [
    ("sanctions", "Envoy Selma Duran announced new sanctions on Estoria."),
    ("other", "General Ormund Falk took the palace in the coup of March 1, Selma Duran said."),
    ("other", "Selma Duran condemned the expulsion of two consuls."),
    ("summit", "Envoy Selma Duran proposed a meeting of the leaders in Vienna."),
    ("attack", "Envoy Selma Duran condemned the sabotage of the cable."),
    ("statement_release", "Norvania and Estoria issued a joint statement in Vienna."),
    ("vote", "The assembly adopted a resolution on the border."),
]


@pytest.mark.parametrize(("kind", "text"), KINDS, ids=[k[1][-30:] for k in KINDS])
def test_kind_of_an_event(reading: Reading, kind: str, text: str) -> None:
    record, _ = reading(text)
    assert event(record, kind)


def test_sanctions_in_general_are_no_event(reading: Reading) -> None:
    record, _ = reading("Envoy Selma Duran said that sanctions never work.")
    assert not record.events


def test_whoever_adopts_a_resolution_takes_part(reading: Reading) -> None:
    record, _ = reading("The UN Security Council adopted a resolution on the border of Norvania.")
    (index,) = event(record, "vote").participants
    assert record.entities[index].name == "UN Security Council"


def test_words_said_in_a_joint_statement_tell_of_no_release(reading: Reading) -> None:
    record, _ = reading("Peace is near, Norvania and Estoria said in a joint statement.")
    assert not record.events


def test_what_is_said_of_any_is_none(reading: Reading) -> None:
    record, _ = reading("Selma Duran rejects any truce.")
    assert not record.agreements


def test_what_is_denied_may_be_told_elsewhere(reading: Reading) -> None:
    record, _ = reading("Selma Duran said that no prisoner exchange had been agreed on.")
    assert event(record, "prisoner_exchange")


def test_no_talks_are_those_told_before(reading: Reading) -> None:
    record, text = reading("The talks in Vienna ended. Selma Duran said there were no talks.")
    assert "no talks" in words_of(event(record, "talks"), text)


def test_events_of_no_kind_are_told_apart_by_their_nouns(reading: Reading) -> None:
    record, _ = reading(
        "Selma Duran condemned the coup. The coup followed the expulsion of two consuls."
    )
    others = [e for e in record.events if e.kind == "other"]
    assert sorted(len(e.mentions) for e in others) == [1, 2]


def test_such_a_meeting_is_one_that_somebody_wants(reading: Reading) -> None:
    record, text = reading(
        "Selma Duran proposed a leaders’ summit in Vienna. The talks in Geneva ended on Monday. "
        "Mikael Strand said such a meeting was possible."
    )
    assert "such a meeting" in words_of(event(record, "summit"), text)


KIND_OF_AGREEMENT = [
    ("arms_control", "Selma Duran cited the treaty on nuclear weapons."),
    ("trade", "Selma Duran suspended the toll treaty."),
    ("security_guarantee", "Selma Duran suspended the defence pact with Estoria."),
    ("ceasefire", "Selma Duran praised a plan for a truce."),
]


@pytest.mark.parametrize(("kind", "text"), KIND_OF_AGREEMENT, ids=[k[0] for k in KIND_OF_AGREEMENT])
def test_kind_of_an_agreement(reading: Reading, kind: str, text: str) -> None:
    record, _ = reading(text)
    assert agreement(record).kind == kind


def test_a_short_truce_is_not_the_full_one(reading: Reading) -> None:
    record, _ = reading(
        "Selma Duran offered a ceasefire of two days. Mikael Strand wants a full ceasefire. "
        "The ceasefire must hold, Taras Arenko said."
    )
    assert len(record.agreements) == 2


def test_the_first_phase_of_a_plan_is_a_deal_of_its_own(reading: Reading) -> None:
    record, text = reading(
        "Norvania and Estoria signed off on the first phase of a plan to end the war, "
        "Selma Duran said. Mikael Strand praised the deal. The plan has nine points."
    )
    phase = next(a for a in record.agreements if "first phase" in words_of(a, text))
    assert "deal" in words_of(phase, text)
    assert (phase.kind, phase.status) == ("ceasefire", "agreed")
    assert len(record.agreements) == 2


AGAIN = [
    ("Selma Duran offered a truce. Mikael Strand rejected the proposal.", "the proposal"),
    ("Selma Duran handed over a memorandum. Taras Arenko read the document.", "the document"),
    ("Norvania froze its peace accord. The declaration was signed in May.", "declaration"),
]


@pytest.mark.parametrize(("text", "words"), AGAIN, ids=[a[1] for a in AGAIN])
def test_what_takes_up_an_agreement(reading: Reading, text: str, words: str) -> None:
    record, text = reading(text)
    assert words in words_of(agreement(record), text)


def test_nothing_is_taken_up_where_nothing_was_told(reading: Reading) -> None:
    record, _ = reading("Mikael Strand rejected the proposal. Taras Arenko read the document.")
    assert not record.agreements


COURSE = [
    ("Norvania's truce with Estoria holds, Selma Duran said.", "in_force"),
    ("The truce will begin at midnight, Selma Duran said.", "agreed"),
    ("The grain deal has run out, Selma Duran said.", "expired"),
    ("Norvania is suspending its part in the peace accord.", "suspended"),
    ("Norvania terminated the defence pact with Estoria.", "suspended"),
    ("Both sides signed off on the peace accord on Monday.", "agreed"),
    ("Selma Duran offered a truce on Monday. Mikael Strand rejected the proposal.", "rejected"),
]


@pytest.mark.parametrize(("text", "status"), COURSE, ids=[c[0][:40] for c in COURSE])
def test_status_of_an_agreement(reading: Reading, text: str, status: str) -> None:
    record, _ = reading(text)
    assert agreement(record).status == status


def told(record: Record, kind: str) -> list[tuple[str, str | None]]:
    """Status and date of each event of a kind, in text order."""
    found = [e for e in record.events if e.kind == kind]
    return [(e.status, e.date) for e in sorted(found, key=lambda e: e.mentions)]


def test_each_stage_of_an_exchange_is_an_event(reading: Reading) -> None:
    record, _ = reading(
        "The second stage of a prisoner exchange was put off on Monday, Envoy Selma Duran said. "
        "The first stage passed off without incident on February 3. "
        "The third, covering the wounded, is planned for July."
    )
    assert [status for status, _ in told(record, "prisoner_exchange")] == [
        "postponed",
        "held",
        "planned",
    ]


STATUS_AND_DATE = [
    ("attack", "An exchange of fire killed two guards on Monday.", "held", "2031-03-03"),
    ("attack", "Selma Duran warned that the siege of Kafanda went on.", "ongoing", None),
    ("attack", "Selma Duran accused Norland of shelling the town on Sunday.", "held", "2031-03-02"),
    ("visit", "President Taras Arenko will visit Chile in October.", "planned", "2031-10"),
    (
        "meeting",
        "Selma Duran urged them to attend a meeting of the commission, to be held on March 9.",
        "planned",
        "2031-03-09",
    ),
    ("signing", "The signing of the treaty depends on Chile, Selma Duran said.", "planned", None),
]


@pytest.mark.parametrize(
    ("kind", "text", "status", "date"), STATUS_AND_DATE, ids=[s[1][:40] for s in STATUS_AND_DATE]
)
def test_course_of_an_event(
    reading: Reading, kind: str, text: str, status: str, date: str | None
) -> None:
    record, _ = reading(text)
    found = event(record, kind)
    assert found.status == status
    assert date is None or found.date == date


@pytest.mark.parametrize(
    "text",
    [
        "Selma Duran said that sixty rounds had hit the town.",
        "Selma Duran called for the police to let aid convoys pass.",
        "Selma Duran denounced the fine as a reward for kidnapping.",
        "Selma Duran said that the law had passed by three votes.",
    ],
)
def test_what_only_sounds_like_an_event(reading: Reading, text: str) -> None:
    record, _ = reading(text)
    assert [e.name for e in record.events] == []


AGREED = [
    (
        "humanitarian",
        "Norland turned down the humanitarian truce put forward by Chile.",
        "rejected",
    ),
    ("humanitarian", "The Harvan Front accepted the humanitarian truce on Monday.", "proposed"),
    ("ceasefire", "Selma Duran called on all sides to abide by the ceasefire.", "in_force"),
    ("ceasefire", "Selma Duran said that shots had been heard on the 2028 ceasefire.", "in_force"),
    ("ceasefire", "Selma Duran accused Chile of violating the ceasefire.", "in_force"),
    ("ceasefire", "Both sides accepted a pullback of heavy weapons on Monday.", "agreed"),
    ("trade", "The council adopted a tariff waiver for five years.", "agreed"),
]


@pytest.mark.parametrize(("kind", "text", "status"), AGREED, ids=[a[1][:40] for a in AGREED])
def test_kind_and_status_of_an_agreement(
    reading: Reading, kind: str, text: str, status: str
) -> None:
    record, _ = reading(text)
    found = agreement(record)
    assert (found.kind, found.status) == (kind, status)


def test_a_deal_is_of_the_kind_of_its_exchange(reading: Reading) -> None:
    record, _ = reading(
        "The exchange of prisoners came late under a deal signed in January, Selma Duran said."
    )
    assert agreement(record).kind == "prisoner_exchange"


def test_a_humanitarian_truce_is_the_truce_later(reading: Reading) -> None:
    record, text = reading(
        "Chile proposed a humanitarian truce on Monday. Envoy Selma Duran welcomed the truce."
    )
    assert words_of(agreement(record), text) == {"humanitarian truce", "truce"}


def test_a_declaration_is_no_treaty(reading: Reading) -> None:
    record, _ = reading(
        "The presidents signed a peace declaration on Monday. Envoy Selma Duran said that the "
        "peace treaty would follow."
    )
    assert [a.kind for a in record.agreements] == ["peace_treaty", "peace_treaty"]


def test_a_meeting_held_at_a_summit(reading: Reading) -> None:
    record, _ = reading(
        "The summit of the bloc opened in Vienna. Selma Duran and Taras Arenko held a meeting."
    )
    assert {e.kind for e in record.events} == {"summit", "meeting"}


def names_of(record: Record, kind: str) -> list[set[str]]:
    """Who takes part in each event of a kind, in text order."""
    found = sorted((e for e in record.events if e.kind == kind), key=lambda e: e.mentions)
    return [{record.entities[i].name for i in e.participants} for e in found]


def test_who_struck_a_blow_is_disputed(reading: Reading) -> None:
    record, _ = reading(
        "Chile and Portugal traded blame. Chile condemned the shelling of the market. "
        "Portugal denied it."
    )
    assert names_of(record, "attack") == [set()]


def test_a_meeting_is_of_those_in_its_clause(reading: Reading) -> None:
    record, _ = reading(
        "Portugal and Chile are at odds. Envoy Selma Duran held a meeting with Taras Arenko."
    )
    assert names_of(record, "meeting") == [{"Selma Duran", "Taras Arenko"}]


def test_visits_of_two_are_two(reading: Reading) -> None:
    record, _ = reading(
        "Taras Arenko will visit Chile in May. Selma Duran will pay a two-day visit to Amman, "
        "beginning on March 20."
    )
    assert [date for _, date in told(record, "visit")] == ["2031-05", "2031-03-20"]


def test_the_ceremony_is_no_later_signing(reading: Reading) -> None:
    record, _ = reading(
        "The presidents signed a declaration on Monday. Selma Duran wept after the ceremony. "
        "The signing of the treaty depends on Chile."
    )
    assert [status for status, _ in told(record, "signing")] == ["held", "planned"]


def test_what_is_only_named_says_less_of_an_agreement(reading: Reading) -> None:
    record, _ = reading(
        "Shots on ceasefire line\n\nBALDA, March 4 - Envoy Selma Duran said that shots had been "
        "heard on Sunday despite the 2028 ceasefire."
    )
    assert agreement(record).status == "in_force"


def test_no_agreement_is_none(reading: Reading) -> None:
    record, _ = reading("Still no final declaration, said Envoy Selma Duran.")
    assert record.agreements == ()


def parties_of(record: Record) -> set[str]:
    return {record.entities[i].name for i in agreement(record).parties}


PARTIES = [
    "Chile and the M23 rebel group signed a truce. Portugal praised Brazil. Portugal left.",
    "A truce was signed by Chile and M23. Portugal praised Brazil. Portugal left Brazil.",
    "A truce between Chile and the M23 rebels ended. Portugal praised Brazil. Portugal left.",
]


@pytest.mark.parametrize("text", PARTIES, ids=[p[:30] for p in PARTIES])
def test_who_signs_an_agreement_is_party_to_it(reading: Reading, text: str) -> None:
    record, _ = reading(text)
    assert parties_of(record) == {"Chile", "M23"}


def test_officers_sign_for_their_bodies(reading: Reading) -> None:
    record, _ = reading(
        "Chile's Foreign Minister Selma Duran and IAEA Director General Oskar Lindt signed an "
        "agreement on Monday. Portugal praised it. Portugal left."
    )
    assert parties_of(record) == {"Chile", "IAEA"}


def test_who_brokers_is_no_side(reading: Reading) -> None:
    record, _ = reading(
        "The truce was brokered by Qatar. Qatar is pleased, Qatar said. Chile and Portugal want "
        "to keep the truce."
    )
    assert parties_of(record) == {"Chile", "Portugal"}


APART = [
    "Chile signed the Lima accord. Portugal signed the Geneva accord.",
    "The truce holds, Chile said. Portugal cited the 2021 accord.",
]


@pytest.mark.parametrize("text", APART)
def test_agreements_called_by_other_cities_or_years_are_two(reading: Reading, text: str) -> None:
    record, _ = reading(text)
    assert len(record.agreements) == 2


def test_a_name_given_to_an_agreement_is_its_own(reading: Reading) -> None:
    record, text = reading(
        "Chile has left the nuclear deal, formally known as the Joint Plan of Action. Portugal "
        "did not leave it."
    )
    assert "joint plan of action" in words_of(agreement(record), text)


def test_several_papers_in_general_are_none(reading: Reading) -> None:
    record, _ = reading("The ministers discussed eight protocols and ended without agreement.")
    assert not record.agreements


def test_a_round_to_come_is_not_the_one_that_was(reading: Reading) -> None:
    record, _ = reading(
        "The talks in Vienna ended on Monday. A third round is planned for May, Selma Duran said."
    )
    assert len([e for e in record.events if e.kind == "talks"]) == 2


STANDING = [
    ("Selma Duran cited the truce of November 2029 in Lima.", "in_force"),
    ("Selma Duran cited the Lima agreement of 2029.", "in_force"),
    ("A truce between Chile and Portugal lasted nine days, Selma Duran said.", "expired"),
    ("Selma Duran threw out the peace plan on Monday.", "rejected"),
    ("A peace accord is to be signed by August, Selma Duran said.", "proposed"),
    ("Selma Duran accused Chile on Tuesday of breaking the truce with Portugal.", "in_force"),
]


@pytest.mark.parametrize(("text", "status"), STANDING, ids=[s[0][:40] for s in STANDING])
def test_where_an_agreement_stands(reading: Reading, text: str, status: str) -> None:
    record, _ = reading(text)
    assert agreement(record).status == status


def test_what_is_signed_is_not_the_accord_to_come(reading: Reading) -> None:
    record, _ = reading(
        "A peace accord is to be signed by August, Selma Duran said. Chile, which signed a peace "
        "accord with Peru on February 27, welcomed it."
    )
    assert sorted(a.status for a in record.agreements) == ["proposed", "signed"]


TOLD_BY_VERBS = [
    (
        "signing",
        "Chile and Portugal signed a peace accord in Lima on Monday.",
        "held",
        "2031-03-03",
    ),
    ("visit", "Selma Duran, who visited Peru on Monday, demanded an answer.", "held", "2031-03-03"),
    (
        "visit",
        "Selma Duran will travel to Peru on Friday, her office said.",
        "planned",
        "2031-03-07",
    ),
    (
        "meeting",
        "Oskar Lindt, who met Chilean President Selma Duran in Lima on Monday, said it.",
        "held",
        "2031-03-03",
    ),
    ("vote", "In Friday's vote Chile backed the text, Selma Duran said.", "held", "2031-02-28"),
    ("attack", "The speech came a day after an air raid on the port.", "held", "2031-03-04"),
    ("vote", "Selma Duran said that the rebels would go to elections in 2033.", "planned", "2033"),
]


@pytest.mark.parametrize(("kind", "text", "status", "date"), TOLD_BY_VERBS)
def test_events_told_by_verbs_and_days(
    reading: Reading, kind: str, text: str, status: str, date: str
) -> None:
    record, _ = reading(text)
    found = event(record, kind)
    assert (found.status, found.date) == (status, date)


OTHERS = [
    ("attack", "Selma Duran condemned the mortar fire on the market."),
    ("other", "Selma Duran condemned the missile test on Monday."),
    ("other", "Selma Duran condemned the joint exercises in the strait."),
    ("other", "Selma Duran demanded an independent inquiry into the deaths."),
]


@pytest.mark.parametrize(("kind", "text"), OTHERS, ids=[o[1][:40] for o in OTHERS])
def test_what_else_is_an_event(reading: Reading, kind: str, text: str) -> None:
    record, _ = reading(text)
    assert event(record, kind)


def test_an_attack_that_was_is_not_the_one_to_come(reading: Reading) -> None:
    record, _ = reading(
        "Chile refrained from further attacks, Selma Duran said. Oskar Lindt condemned Monday's "
        "attack on the port."
    )
    assert [d for _, d in told(record, "attack")] == [None, "2031-03-03"]


def test_the_previous_round_is_another_one(reading: Reading) -> None:
    record, _ = reading(
        "A third round of talks in Vienna failed on Monday. Both sides had agreed at the previous "
        "round to set up a hotline, Selma Duran said."
    )
    assert len(told(record, "talks")) == 2
