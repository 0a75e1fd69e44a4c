"""Persons, bodies, places and offices that an article names. All persons are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Record

Reading = Callable[..., tuple[Record, str]]


def named(record: Record, text: str, words: str) -> set[str]:
    """The types of the entities that have this mention."""
    return {e.type for e in record.entities if words in {text[a:b] for a, b in e.mentions}}


def offices(record: Record, name: str) -> set[tuple[str, str | None]]:
    """(title, body) of each office of a person."""
    person = next(e for e in record.entities if e.name == name)
    return {(o.title, None if o.of is None else record.entities[o.of].name) for o in person.offices}


OFFICES = [
    (  # of whom "its" tells
        "The Harbour Aid Foundation suspended its flights. Its director, Oskar Lindt, said that "
        "the runway was mined.",
        "Oskar Lindt",
        ("director", "Harbour Aid Foundation"),
    ),
    (  # the state stands after the name
        "Portugal and Chile signed a truce. Prime Minister Tomas Ratkula of Chile said that it "
        "would hold.",
        "Tomas Ratkula",
        ("Prime Minister", "Chile"),
    ),
    (  # the state last named
        "Chile closed the strait. Foreign Minister Selma Duran said that it would stay closed.",
        "Selma Duran",
        ("Foreign Minister", "Chile"),
    ),
    (  # the state last named has another such minister
        "Chile closed the strait. President Selma Duran of Portugal called it an insult to "
        "Portugal. President Tomas Ratkula said that the strait would stay closed.",
        "Tomas Ratkula",
        ("President", "Chile"),
    ),
    (  # "his" is of the one whose office is told
        "The president of Chile, Tomas Ratkula, arrived on Monday. His foreign minister, Selma "
        "Duran, said that talks would follow.",
        "Selma Duran",
        ("foreign minister", "Chile"),
    ),
    (  # a common noun for a body named before
        "The Ministry of Foreign Affairs of Chile protested. The ministry's spokesman, Oskar "
        "Lindt, said that the note was false.",
        "Oskar Lindt",
        ("spokesman", "Ministry of Foreign Affairs of Chile"),
    ),
    (  # a rank between
        "The Harbour Guard fired first. Its spokesman, Maj. Gen. Oskar Lindt, denied that the "
        "ship was armed.",
        "Oskar Lindt",
        ("spokesman", "Harbour Guard"),
    ),
    (  # a body that only its director tells to be one
        "Oskar Lindt, the director of Wings of Aid, pleaded for a corridor.",
        "Oskar Lindt",
        ("director", "Wings of Aid"),
    ),
    (  # a verb instead of an office
        "Oskar Lindt, who heads the Families Forum, demanded an answer.",
        "Oskar Lindt",
        ("head", "Families Forum"),
    ),
    (  # one of two offices before a name
        "The head of the Chilean delegation, Minister of Defence Oskar Lindt, said that the talks "
        "were over.",
        "Oskar Lindt",
        ("head", "Chilean delegation"),
    ),
    (  # a state that is named only later is as often the other side
        "President Idris Korkmaz spoke on Monday. He will meet the president of Chile on Friday.",
        "Idris Korkmaz",
        ("President", None),
    ),
    (  # one state has one head
        "Portugal protested to Chile. King Tomas Ratkula of Chile smiled. President Selma Duran "
        "said that the strait would stay closed.",
        "Selma Duran",
        ("President", "Portugal"),
    ),
    (
        "Minister of Development Oskar Lindt of Chile said that the bridge was closed.",
        "Oskar Lindt",
        ("Minister of Development", "Chile"),
    ),
    (
        "The Harbour Guard fired first. Secretary of Homeland Security Alejandro Lindt of Chile "
        "said that it was armed.",
        "Alejandro Lindt",
        ("Secretary of Homeland Security", "Chile"),
    ),
    (  # the ministry stands nearer than its state
        "Rwanda's foreign ministry said it would study the document, though its spokesman, Oskar "
        "Lindt, cautioned that formats are hard to end.",
        "Oskar Lindt",
        ("spokesman", "Rwanda's foreign ministry"),
    ),
    (  # the last sentence that names a body
        "Portugal protested on Monday. Supporters of the opposition Heritage Party gathered "
        "outside. Its leader, Selma Duran, called the vote a farce.",
        "Selma Duran",
        ("leader", "Heritage Party"),
    ),
    (  # a body by the last word of its name
        "The Sund People's Front had won, it said. Later the Front denied it. Selma Duran, the "
        "Front's chief negotiator, left.",
        "Selma Duran",
        ("chief negotiator", "Sund People's Front"),
    ),
    (
        "Selma Duran, who coordinates the work of Bread Without Borders, left on Monday.",
        "Selma Duran",
        ("coordinator", "Bread Without Borders"),
    ),
    (  # one title of two
        "Presidents Tomas Ratkula and Selma Duran held a meeting.",
        "Selma Duran",
        ("President", None),
    ),
    (
        "His Excellency Tomas Ratkula, Minister of Foreign Affairs of Qatar, received a call.",
        "Tomas Ratkula",
        ("Minister of Foreign Affairs", "Qatar"),
    ),
    (  # the same office of the other state
        "Foreign Minister Selma Duran of Chile said that her Peruvian counterpart, Tomas Ratkula, "
        "had left.",
        "Tomas Ratkula",
        ("Foreign Minister", "Peru"),
    ),
    (
        "Chile protested. Its foreign ministry spokesman, Oskar Lindt, said no.",
        "Oskar Lindt",
        ("spokesman", "foreign ministry"),
    ),
    (  # at the end of a sentence
        "Rwanda's foreign ministry protested. “We urge patience,” said the ministry's "
        "spokeswoman, Lieutenant General Selma Duran.",
        "Selma Duran",
        ("spokeswoman", "Rwanda's foreign ministry"),
    ),
    (  # a given name that is also a people's
        "German Chancellor Oskar Lindt said no.",
        "Oskar Lindt",
        ("Chancellor", "Germany"),
    ),
    (  # who acts, not who is spoken of last
        "Portugal will carry out nothing further under its accord with Peru, Prime Minister Tomas "
        "Ratkula said on Tuesday.",
        "Tomas Ratkula",
        ("Prime Minister", "Portugal"),
    ),
    (
        "Peru left the talks with Chile. In Lima, Foreign Minister Selma Duran said that they "
        "were over. In Santiago, Foreign Minister Tomas Ratkula said that they were not.",
        "Tomas Ratkula",
        ("Foreign Minister", "Chile"),
    ),
    (
        "Chile closed the strait. Opposition leader Selma Duran said that it was wrong.",
        "Selma Duran",
        ("Opposition leader", "Chile"),
    ),
    (
        "Lieutenant-General Oskar Lindt left.",
        "Oskar Lindt",
        ("General", None),
    ),
    (
        "Chile froze the accounts. Treasury Secretary Selma Duran said that more would follow.",
        "Selma Duran",
        ("Treasury Secretary", "Chile"),
    ),
    (  # the next one in a list has an office of his own
        "Chile said that Foreign Minister Selma Duran, Defence Minister Oskar Lindt and Interior "
        "Minister Tomas Ratkula would travel to Lima.",
        "Selma Duran",
        ("Foreign Minister", "Chile"),
    ),
    (  # whom the president sends
        "Tomas Ratkula, an envoy of Chilean President Selma Duran, arrived in Lima on Monday.",
        "Selma Duran",
        ("President", "Chile"),
    ),
    (  # whose adviser one is
        "Tomas Ratkula, the Chilean president's senior adviser for the sea, arrived on Monday.",
        "Tomas Ratkula",
        ("senior adviser", "Chile"),
    ),
    (  # words between the nouns of one office
        "Chile protested. Oskar Lindt, the deputy foreign minister for legal affairs, handed over "
        "a note.",
        "Oskar Lindt",
        ("deputy foreign minister", "Chile"),
    ),
    (  # a rank after the office
        "Chile's army chief General Oskar Lindt arrived in Lima on Monday.",
        "Oskar Lindt",
        ("chief", "Chile's army"),
    ),
    (  # no other state has a Secretary of State
        "Chile thanked the United States. Chile was pleased, Chile said. Secretary of State Selma "
        "Duran said that talks would follow.",
        "Selma Duran",
        ("Secretary of State", "United States"),
    ),
    (  # that state has no prime minister
        "Portugal closed the strait. The U.S. envoy left on Monday. Prime Minister Selma Duran "
        "said that it would stay closed.",
        "Selma Duran",
        ("Prime Minister", "Portugal"),
    ),
    (  # "its" is of the government that acts
        "The Chilean government blamed Peru for the fire. Its spokesman, Oskar Lindt, said that "
        "the guns were Peru's.",
        "Oskar Lindt",
        ("spokesman", "Chile"),
    ),
    (
        "Chile's Foreign Minister Selma Duran arrived on Monday. Her Peruvian colleague, Oskar "
        "Lindt, welcomed it.",
        "Oskar Lindt",
        ("Foreign Minister", "Peru"),
    ),
    (  # a part of a body
        "Oskar Lindt, who heads the Harbour Guard's media office, denied it on Monday.",
        "Oskar Lindt",
        ("head of the media office", "Harbour Guard"),
    ),
    (  # where one is sent is not whose one is
        "Chile sent two men. Selma Duran, a former ambassador to Lima, met them on Monday.",
        "Selma Duran",
        ("ambassador", "Chile"),
    ),
    (
        "The Houthis’ chief negotiator, Oskar Lindt, said that it was a gift.",
        "Oskar Lindt",
        ("chief negotiator", "Houthis"),
    ),
    (  # agency order: the names stand after both offices
        "This was stated by the press secretary of the president of Chile, Selma Duran, Oskar "
        "Lindt, on Monday.",
        "Selma Duran",
        ("president", "Chile"),
    ),
    (
        "The rebels of the Sulawang Front, whose spokesman Mikael Strand denied it, left Sund.",
        "Mikael Strand",
        ("spokesman", "Sulawang Front"),
    ),
    (
        "The Sund Council, headed by army chief Mikael Strand, left the city on Monday.",
        "Mikael Strand",
        ("head", "Sund Council"),
    ),
    (  # both before a name are of the state that is told once
        "Chile's interim leader, Chief Adviser Mikael Strand, expressed sorrow.",
        "Mikael Strand",
        ("Chief Adviser", "Chile"),
    ),
    (
        "Chile's interim leader, Chief Adviser Mikael Strand, expressed sorrow.",
        "Mikael Strand",
        ("interim leader", "Chile"),
    ),
    (  # a portfolio in the plural is no list of ministers
        "Chile sent nobody. Minister of Foreign Affairs Mikael Strand stayed at home.",
        "Mikael Strand",
        ("Minister of Foreign Affairs", "Chile"),
    ),
    (
        "House of Representatives Speaker Mikael Strand rejected the accusation.",
        "Mikael Strand",
        ("Speaker", "House of Representatives"),
    ),
    (  # what else one heads tells of which state one is a minister
        "Chile waited for Norway. Minister of Defence Mikael Strand, who headed the Chilean "
        "delegation, came late.",
        "Mikael Strand",
        ("Minister of Defence", "Chile"),
    ),
    (
        "Chile was silent. National security adviser Mikael Strand said the truce would hold.",
        "Mikael Strand",
        ("National security adviser", "Chile"),
    ),
    (
        "The OSCE was silent. Secretary-General Mikael Strand said the truce would hold.",
        "Mikael Strand",
        ("Secretary-General", "OSCE"),
    ),
    (
        "Mikael Strand, a member of the government delegation, confirmed the deal.",
        "Mikael Strand",
        ("member", None),
    ),
]


@pytest.mark.parametrize(("text", "person", "office"), OFFICES)
def test_an_office_belongs_to_the_body_that_the_article_tells(
    reading: Reading, text: str, person: str, office: tuple[str, str]
) -> None:
    record, _ = reading(text)
    assert office in offices(record, person)


def test_a_list_of_officers_gives_nobody_the_office_of_the_next(reading: Reading) -> None:
    record, _ = reading(
        "The ministers met in Lima. Chile's Chancellor Selma Duran, Peruvian Foreign Secretary "
        "Oskar Lindt and Tomas Ratkula urged both sides to talk about it."
    )
    assert offices(record, "Selma Duran") == {("Chancellor", "Chile")}


def test_the_dateline_tells_whose_minister_speaks(reading: Reading) -> None:
    record, _ = reading(
        "LIMA, March 5 (SNA) - The port of Arica stays closed, Chile told its partners. Foreign "
        "Minister Selma Duran said that the harbour would be opened."
    )
    assert offices(record, "Selma Duran")


def test_two_offices_before_a_name_are_both_read(reading: Reading) -> None:
    record, _ = reading(OFFICES[9][0])
    assert {title for title, _ in offices(record, "Oskar Lindt")} == {
        "head",
        "Minister of Defence",
    }


def test_to_whom_one_speaks_is_no_title(reading: Reading) -> None:
    record, _ = reading("In a message to reporters Selma Duran, an adviser to the army, said no.")
    assert {title for title, _ in offices(record, "Selma Duran")} == {"adviser"}


def test_in_agency_order_each_has_the_offices_before_the_name(reading: Reading) -> None:
    record, _ = reading(
        "On June 7, the assistant to the head of the Lenk Council, Mikael Strand, the head of the "
        "Chilean delegation at the talks in Sund, Taras Arenko, said that it was over."
    )
    assert offices(record, "Mikael Strand") == {("head", "Lenk Council")}
    assert offices(record, "Taras Arenko") == {
        ("assistant", "Lenk Council"),
        ("head", "Chilean delegation"),
    }


def test_a_list_in_agency_order_gives_each_one_office(reading: Reading) -> None:
    record, _ = reading(
        "The head of the Lenk Council, Mikael Strand, the head of the Sund Assembly, Taras Arenko, "
        "and others met."
    )
    assert offices(record, "Mikael Strand") == {("head", "Lenk Council")}
    assert offices(record, "Taras Arenko") == {("head", "Sund Assembly")}


def test_the_whole_of_a_known_body_is_named_by_its_part(reading: Reading) -> None:
    record, text = reading("The question was put before the UN General Assembly in Lenk.")
    assert named(record, text, "UN") == {"Institution"}
    assert [(record.entities[a].name, record.entities[b].name) for a, b in record.parts] == [
        ("UN General Assembly", "UN")
    ]


def test_the_agency_of_a_dateline_is_no_part_of_an_office(reading: Reading) -> None:
    record, _ = reading(
        "Truce holds\n\nLima, May 4 (SH).- Envoy Oskar Lindt said that it was quiet."
    )
    assert {title for title, _ in offices(record, "Oskar Lindt")} == {"Envoy"}


def test_a_name_with_two_particles_is_one_name(reading: Reading) -> None:
    record, text = reading("Minister Selma von der Strand said it was over.")
    assert named(record, text, "Selma von der Strand") == {"Person"}


def test_the_aide_of_somebody_is_not_he(reading: Reading) -> None:
    record, _ = reading("An aide to Idris Korkmaz said that the bridge was closed.")
    assert offices(record, "Idris Korkmaz") == set()


NAMED = [
    ("Humanitarian Assistance remains the aim of Portugal.", "Humanitarian Assistance", set()),
    ("NordGrid, which runs the cable, said it was cut.", "NordGrid", {"Institution"}),
    ("For Elspeta Kordanova, who studies it, it was over.", "Elspeta Kordanova", {"Person"}),
    ("Mohammed Shia al-Kordani said it was mined.", "Mohammed Shia al-Kordani", {"Person"}),
    ("Amir Sheikh Hamad bin Korda said it was mined.", "Hamad bin Korda", {"Person"}),
    ("The Dockers' Federation demanded higher wages.", "Dockers' Federation", {"Institution"}),
    ("The bishop of the diocese of Puerto Korda smiled.", "Puerto Korda", {"Place"}),
    ("He will visit India today. India today said it was mined.", "India today", set()),
    ("The Governments of Portugal and Chile signed a truce.", "Portugal", {"Institution"}),
    ("Lakurawa attacked a village on Monday.", "Lakurawa", {"Institution"}),
    (  # what its apposition tells
        "Hope Bridge, a charity which runs the clinic, said that most of the dead were women.",
        "Hope Bridge",
        {"Institution"},
    ),
    (  # a word that the tagger takes for an article
        "Agathe Mbuyeku of Lakes Rights Watch welcomed the measures.",
        "Agathe Mbuyeku",
        {"Person"},
    ),
    (  # a river in a court's name
        "The prosecutor of the Nile Basin Court of Justice opened an inquiry.",
        "Nile Basin Court of Justice",
        {"Institution"},
    ),
    (
        "The patrol left Kalinaw Shoal on Monday.",
        "Kalinaw Shoal",
        {"Place"},
    ),
]


@pytest.mark.parametrize(("text", "words", "types"), NAMED, ids=[n[1] for n in NAMED])
def test_what_a_run_of_capitals_names(
    reading: Reading, text: str, words: str, types: set[str]
) -> None:
    record, text = reading(text)
    assert named(record, text, words) == types


OWNED = [
    ("Portugal's army denied the report.", "Portugal's army"),
    ("Talks with the Portuguese delegation went on.", "Portuguese delegation"),
    ("The navy of Portugal seized the ship.", "navy of Portugal"),
]


@pytest.mark.parametrize(("text", "body"), OWNED)
def test_a_state_s_body_is_named_by_a_common_noun_and_belongs_to_it(
    reading: Reading, text: str, body: str
) -> None:
    record, text = reading(f"Portugal spoke on Monday. {text}")
    assert named(record, text, body) == {"Institution"}
    parts = {(record.entities[p].name, record.entities[w].name) for p, w in record.parts}
    assert "delegation" in body or (body, "Portugal") in parts


def test_one_body_has_one_entity_however_its_state_is_written(reading: Reading) -> None:
    record, text = reading(
        "Portugal's delegation left on Monday. The Portuguese delegation had come on Friday."
    )
    (body,) = [e for e in record.entities if e.kind == "delegation"]
    assert {text[a:b] for a, b in body.mentions} == {
        "Portugal's delegation",
        "Portuguese delegation",
    }


def test_the_army_s_base_is_not_the_army(reading: Reading) -> None:
    record, text = reading("Portugal spoke. Shells hit a Portuguese army base on Monday.")
    assert named(record, text, "Portuguese army") == set()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Oskar Lindt landed on the Ostra Dol airfield on Monday.", "Ostra Dol airfield"),
        ("Oskar Lindt crossed the Wadi Merun crossing on Monday.", "Wadi Merun crossing"),
        ("Oskar Lindt condemned the siege of Ostra Dol.", "Ostra Dol"),
        ("Oskar Lindt said that rain had fallen in southern Dolvania.", "Dolvania"),
        ("Oskar Lindt will pay a visit to Amman.", "Amman"),
        ("Oskar Lindt told the Doha Forum that it was quiet.", "Doha"),
        ("Truce holds\n\nMUSCAT\n\nEnvoy Oskar Lindt said that it was quiet.", "MUSCAT"),
        ("Truce holds\n\nLima, May 4 (SH).- Envoy Oskar Lindt said that it was quiet.", "Lima"),
        ("Truce holds\n\nODRIN, May 4 - Oskar Lindt said that it was quiet.", "ODRIN"),
    ],
)
def test_places_of_battles_visits_and_datelines(reading: Reading, text: str, words: str) -> None:
    record, _ = reading(text)
    assert named(record, text, words) == {"Place"}


@pytest.mark.parametrize("text", ["Rebecca Temple said no.", "Norland's Head of State said no."])
def test_what_is_no_place(reading: Reading, text: str) -> None:
    record, _ = reading(text)
    assert not [e for e in record.entities if e.type == "Place"]


@pytest.mark.parametrize(
    ("text", "ministry"),
    [
        (
            "Prices fell. Türkiye's economy ministry said so.",
            "Türkiye's economy ministry",
        ),
        (
            "Prices fell. The Turkish economy ministry said so.",
            "Turkish economy ministry",
        ),
        ("Prices fell in Türkiye, the economy ministry said.", "economy ministry"),
    ],
)
def test_a_ministry_written_small(reading: Reading, text: str, ministry: str) -> None:
    record, _ = reading(text)
    assert named(record, text, ministry) == {"Institution"}
    ((part, whole),) = record.parts
    assert record.entities[part].kind == "ministry"
    assert record.entities[whole].kind == "state"


@pytest.mark.parametrize("owner", ["The Qatari Foreign Ministry", "Qatar's economy ministry"])
def test_a_state_that_only_its_ministry_names(reading: Reading, owner: str) -> None:
    record, _ = reading(f"{owner} said in a statement that prices had fallen.")
    assert ("Qatar", "state") in {(e.name, e.kind) for e in record.entities}
    assert len(record.parts) == 1


NAMES = [
    ("Taras Arenko landed in Dar es Salaam on Monday.", "Place", "Dar es Salaam"),
    ("Foreign Minister Maria Loketa Wagner signed the accord.", "Person", "Maria Loketa Wagner"),
    (
        "Foreign Minister Thérèse Mukamba Wagner told us that it was over.",
        "Person",
        "Thérèse Mukamba Wagner",
    ),
    ("Amir Sadeq Kordani said that talks would follow.", "Person", "Amir Sadeq Kordani"),
    (
        "The head of the National Committee for Prisoners’ Affairs said that it was over.",
        "Institution",
        "National Committee for Prisoners’ Affairs",
    ),
    ("Selma Duran told the Reuters news agency that it was over.", "Institution", "Reuters"),
    ("Selma Duran told Israel's Channel 12 that talks would follow.", "Institution", "Channel 12"),
    ("The truce would hold all week, Selma Duran said on X. Oskar Lindt left.", "Institution", "X"),
]


@pytest.mark.parametrize(("text", "sort", "name"), NAMES, ids=[n[2] for n in NAMES])
def test_names_that_another_name_is_in(reading: Reading, text: str, sort: str, name: str) -> None:
    record, text = reading(text)
    found = {(e.type, e.name): {text[a:b] for a, b in e.mentions} for e in record.entities}
    assert name in found[sort, name]


def test_a_deal_called_by_a_city_is_not_its_state_s(reading: Reading) -> None:
    record, _ = reading("Estoria leaves the Cairo deal, Selma Duran said.")
    assert "Egypt" not in {e.name for e in record.entities}


def test_the_office_of_somebody_is_not_he(reading: Reading) -> None:
    record, _ = reading(
        "The office of Chilean President Selma Duran said on Monday that the talks were over."
    )
    said = [record.entities[s.speaker or 0] for s in record.statements]
    assert [e.type for e in said] == ["Institution"]
    assert said[0].name.endswith("Selma Duran")


@pytest.mark.parametrize(
    ("text", "words", "kinds"),
    [
        (
            "Selma Duran told Al Jazeera TV that the road was closed.",
            "Al Jazeera TV",
            {"Institution"},
        ),
        ("Planes struck Muscat airport on Monday.", "Muscat", {"Place"}),
        ("The strikes on Muscat killed three, Selma Duran said.", "Muscat", {"Place"}),
    ],
)
def test_a_broadcaster_and_a_struck_capital(
    reading: Reading, text: str, words: str, kinds: set[str]
) -> None:
    record, read = reading(text)
    assert named(record, read, words) == kinds
