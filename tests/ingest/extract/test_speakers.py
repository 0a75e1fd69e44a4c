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
    (  # a deputy is not his chief
        "Vice President Selma Duran met President Idris Korkmaz. Duran left early. The president "
        "said that the bridge was closed.",
        "the bridge was closed",
        "Idris Korkmaz",
    ),
    (  # whom a sentence thanks has not spoken it
        "Viktor Sand spoke with Idris Korkmaz. Korkmaz smiled. He thanked Korkmaz for the new "
        "bridge.",
        "the new bridge",
        "Viktor Sand",
    ),
    (  # one pronoun of several verbs
        '"There is no sea there," Defence Minister Teresa Norling told Radio Sund. She confirmed '
        'the boarding, said the crew of 31 were "eating better than we are", and demanded that '
        "the owner apply for a licence.",
        "the owner apply for a licence",
        "Teresa Norling",
    ),
    (  # the clause after a semicolon
        "Oleg Kordova called the vote a joke. Hinemoa Korda of Chile announced that her country "
        "would send a hospital ship; Kordova, rising on a point of order, warned that it would be "
        "“inspected like the others”.",
        "it would be “inspected like the others",
        "Oleg Kordova",
    ),
    (
        "At their meeting today, the leaders of the Northern League condemned the closure of the "
        "strait.",
        "the closure of the strait",
        "Northern League",
    ),
    (
        "The company NordGrid said that repairs could take until July.",
        "repairs could take until July",
        "NordGrid",
    ),
    (  # a label with its occasion
        "The day in brief\n\n17:30 Kordova at a briefing in Sund: The convoy was delayed by two "
        "hours.\n\n17:10 The road is open.",
        "The convoy was delayed by two hours",
        "Kordova",
    ),
    (  # an official in the lead is named next
        "Talks will go on\n\nThe talks will go on for a third week, a senior Kremlin official said "
        "on Monday.\n\nThe sides are close, Kremlin spokesman Oskar Lindt told journalists.",
        "The talks will go on for a third week",
        "Oskar Lindt",
    ),
    (  # but not one whose name is kept
        "Talks will go on\n\nThe talks will go on for a third week, a senior Kremlin official said "
        "on condition of anonymity.\n\nThe sides are close, Kremlin spokesman Oskar Lindt told "
        "journalists.",
        "The talks will go on for a third week",
        "senior Kremlin official",
    ),
    (  # the two who hold the office
        "Selma Duran, the foreign minister of Chile, opened the meeting. Her colleague from Peru, "
        "Foreign Minister Idris Korkmaz, came late. The two ministers announced that a joint fund "
        "would rebuild the bridge.",
        "a joint fund would rebuild the bridge",
        "Selma Duran",
    ),
    (  # who holds an office stands beside the cue
        "Although Chile had insisted as recently as Friday that not one launcher would leave its "
        "soil, its defence minister, Selma Duran, announced on Tuesday that three batteries would "
        "go to Peru.",
        "three batteries would go to Peru",
        "Selma Duran",
    ),
    (
        "Predictably, Peru was furious: its president, Oskar Lindt, quoted by his press service, "
        "called the deal “a bridge burnt from both ends”.",
        "a bridge burnt from both ends",
        "Oskar Lindt",
    ),
    (  # whom somebody calls upon has not said it
        "The ministry of Chile noted that the claims were false. Peru was called upon “to stop "
        "playing games and return to constructive work”.",
        "to stop playing games",
        "ministry of Chile",
    ),
    (  # a name after a dash
        'The road was closed on Monday. "A mother should not learn about her son from a '
        'channel," - Kordova.',
        "A mother should not learn",
        "Kordova",
    ),
    (  # who is quoted, not who quotes
        "Defence Minister Selma Duran rejected the claim about the jets. “Our pilots are home,” "
        "she was quoted as saying by Peruvian media.",
        "Our pilots are home",
        "Selma Duran",
    ),
    (  # a label without a verb
        "09:50 The Red Cross urges both sides to keep to the timetable.\n\n10:30 Oskar Lindt in a "
        "video address: “We will not fire first.”",
        "We will not fire first",
        "Oskar Lindt",
    ),
    (  # somebody new, who has said nothing yet
        "Oskar Lindt, a scholar in Sund, warned both sides that the tide was low. A fisherman "
        "from Santa Brisa, one of forty who sailed at dawn, had no quarrel with that. “The fish "
        "don't read notices,” he said.",
        "The fish don't read notices",
        "fisherman from Santa Brisa",
    ),
    (  # a participle after another clause
        "Oskar Lindt, the chairman of Urgaz, brushed off the reproach, claiming that his company "
        "had tabled four offers, none of which was answered; Idris Korkmaz, for one, denied ever "
        "having seen a single one.",
        "his company had tabled four offers",
        "Oskar Lindt",
    ),
    (  # a name that begins the clause after "according to"
        "A senior Chilean diplomat, asked whether the deal was dead, answered: “It is in "
        "intensive care.” According to the diplomat, Khalil Mansouri had promised the envoys "
        "that she would be freed.",
        "had promised the envoys",
        "senior Chilean diplomat",
    ),
    (  # what may not speak is not the subject
        "A Peruvian officer, who was not authorised to speak, conceded that the base had been "
        "short of diesel since August and poured cold water on the idea of a fight for the "
        "airport.",
        "the idea of a fight for the airport",
        "Peruvian officer",
    ),
    (  # before an insertion
        'A senior Chilean diplomat, asked whether the deal was dead, answered: "It is in '
        'intensive care, and everybody is shouting in the corridor."',
        "It is in intensive care",
        "senior Chilean diplomat",
    ),
    (
        "LYARABAD: The armed forces have shot down five jets in response to overnight air strikes "
        "on six places, the director general of the Armed Services Public Relations (ASPR), Lt "
        "Gen Oskar Lindt, said on Monday.",
        "The armed forces have shot down five jets",
        "Oskar Lindt",
    ),
    (  # the spokesman's name follows, the content comes after it
        "Peru's General Staff gave a different account. According to its spokesman, Major Oskar "
        "Lindt, a “sabotage group” had crossed the line from the other side, and was driven back.",
        "had crossed the line",
        "Oskar Lindt",
    ),
    (
        "Four mediators propose truce\n\nDOHA — Egypt, Chile, Peru and Qatar on Thursday called "
        "for a truce.\n\nIn a joint statement issued after a meeting in Doha, the four said there "
        "was “no viable military solution” to the conflict.",
        "no viable military solution",
        "Egypt",
    ),
    (  # a body in apposition
        "The vote had been in doubt since the junior partner, the Labour League, threatened last "
        "week to walk out over the sale.",
        "to walk out over the sale",
        "Labour League",
    ),
    (  # bodies without a name are not the last outlet
        "Radio Sund reported the flood. Aid agencies working on both banks say some 90,000 people "
        "have fled since June.",
        "90,000 people have fled",
        "Aid agencies working on both banks",
    ),
    (  # somebody's office, taken up by "it"
        "Foreign Minister Selma Duran said her government was acting at the request of both "
        "parties, which Oskar Lindt's office was quick to correct. No such request had been made, "
        "it said, although the president was “grateful for any roof”.",
        "grateful for any roof",
        "Oskar Lindt's office",
    ),
    (
        "The men were brought to Sund. One of the freed men, a police sergeant, told reporters "
        "that they had been moved eleven times in two years.",
        "they had been moved eleven times",
        "One of the freed men",
    ),
    (
        "Peruvian President Oskar Lindt left. One of his advisers, Selma Duran, claimed that the "
        "missiles had been guided from a vessel.",
        "the missiles had been guided",
        "Selma Duran",
    ),
    (  # what is told inside the content does not speak
        "The spokeswoman, Selma Duran, left. Asked about a letter, the spokeswoman emphasized "
        "that the Ministry does not comment on anonymous accusations, adding that Chile keeps an "
        "equal distance from all parties.",
        "keeps an equal distance",
        "Selma Duran",
    ),
    (
        "The envoy left. A senior official travelling with him, briefing on condition of "
        "anonymity, said progress had been made on paper.",
        "progress had been made on paper",
        "senior official travelling with him",
    ),
    (
        "Troops of Chile and Peru exchanged fire near the village of Phum on Thursday. Each side "
        "accused the other of shooting first.",
        "shooting first",
        "Chile",
    ),
    (
        "A senior figure in the group, speaking to the Sund channel on condition that he not be "
        "named, denied that any condition had been added.",
        "any condition had been added",
        "senior figure in the group",
    ),
    (
        "A diplomat from one of the two mediating countries said the delegation had been told to "
        "stay through the weekend, which he took as a good sign; a second diplomat was gloomier, "
        "saying nobody in the room had the authority to draw a line.",
        "nobody in the room had the authority",
        "second diplomat",
    ),
    (  # the mediators are named in apposition
        "The group said on Friday it had received a proposal from the mediators, Chile and Peru, "
        "and was examining it. In a joint statement later in the day, the two mediators called on "
        "them to refrain from any step.",
        "to refrain from any step",
        "Chile",
    ),
    (  # a finite verb is not governed by the modal before it
        "Its spokeswoman, Selma Duran, said the bloc would support ratification only if fishermen "
        "were compensated and asked the government to put the sum in writing.",
        "to put the sum in writing",
        "Selma Duran",
    ),
    (  # what a preposition governs is no subject
        "A lawyer who often appears before the court told the newspaper La Ribera that a ruling "
        "was unlikely before the winter recess.",
        "a ruling was unlikely",
        "lawyer",
    ),
    (  # who is reported to have spoken is spoken of
        "Foreign Minister Bandar al-Ghamidi said that his counterpart, Idris Korkmaz, had assured "
        "him by telephone that ships would not be touched. He nonetheless condemned any act that "
        "puts food in the line of fire.",
        "any act that puts food",
        "Bandar al-Ghamidi",
    ),
    (  # a representative is an envoy
        "Tomas Ratkula, the special representative of the Northern League, was asked about the "
        "road. President Oskar Lindt has said that no treaty will be signed. The envoy called on "
        "him to reconsider.",
        "to reconsider",
        "Tomas Ratkula",
    ),
    (  # authorities that the report does not name
        "The unrecognised authorities in Sund say that fuel has been rationed since Friday.",
        "fuel has been rationed since Friday",
        "unrecognised authorities in Sund",
    ),
    (
        "According to Chile's treasury, the general signed the orders.",
        "the general signed the orders",
        "Chile's treasury",
    ),
    (  # the last who told something, not whom the parse joins
        "In Sund some 2,000 demonstrators gathered in front of the building, where opposition "
        "leader Tomas Ratkula called the arrangement “a receipt for surrender” and demanded the "
        "resignation of the cabinet.",
        "the resignation of the cabinet",
        "Tomas Ratkula",
    ),
    (  # an officer of another body is not the one spoken of
        "Oskar Lindt, the envoy of the United Nations, left Sund on Monday. The crown prince of "
        "Chile said that the truce would hold.",
        "the truce would hold",
        "crown prince of Chile",
    ),
    (  # a document's authors
        "Joint Statement by President Selma Duran and President Idris Korkmaz on the Strait\n\n"
        "We welcome the reopening of the strait. We demand that the mines be cleared.",
        "the reopening of the strait",
        "Selma Duran",
    ),
    (  # the group that is named before
        "The Lenk Liberation Front denied the raid. The offensive was directed only against the "
        "army, the guerrillas maintained.",
        "The offensive was directed only against the army",
        "Lenk Liberation Front",
    ),
    (  # a participle after an insertion, which the parse gives to what may not speak
        "Envoy Mikael Strand came to Sund. The time of the militias was over, he said, threatening "
        "that those who went on would meet the same end.",
        "those who went on would meet the same end",
        "Mikael Strand",
    ),
    (  # the main verb after a relative clause, which the parse joins to the verb of that clause
        "The rebels of the Lenk Front, whose spokesman Mikael Strand denied receiving any help "
        "from Chile, welcomed the shooting in April.",
        "the shooting in April",
        "Lenk Front",
    ),
    (
        "The Sund Council, headed by army chief Mikael Strand, accused the rebels of arson.",
        "arson",
        "Sund Council",
    ),
    (  # the body that spoke, not the state of which it tells something
        "The Indian Ministry of External Affairs rejected the ruling on Friday. India has never "
        "recognized the existence of this court, it declared.",
        "India has never recognized the existence of this court",
        "Indian Ministry of External Affairs",
    ),
    (  # a surname that two have is that of whom the sentence is about
        "Kira Vandelmo, the sister of the governor, Osric Vandelmo, denied the report. "
        "\u201cNobody moved the guns,\u201d Vandelmo said.",
        "Nobody moved the guns",
        "Kira Vandelmo",
    ),
    (  # an office as the subject before a pronoun
        "Prime Minister Tomas Ratkula of Portugal opened the port. The Prime Minister held a call "
        "with Governor Idris Korkmaz on Friday. He said that the coast was open.",
        "the coast was open",
        "Tomas Ratkula",
    ),
    (  # somebody new of the same office as a named one
        "The German Foreign Minister, Osric Kell, warned that sanctions would follow. A European "
        "diplomat was less hopeful. \u201cWe have had photographs and no silence,\u201d the "
        "diplomat told the Sund Herald.",
        "We have had photographs and no silence",
        "European diplomat",
    ),
    (  # nobody of whom nothing tells that he is of that body
        "Pope Marius told reporters that he was ready. Kyiv's Foreign Ministry spokesman said that "
        "the mandate was limited.",
        "the mandate was limited",
        "Kyiv's Foreign Ministry spokesman",
    ),
    (  # another portfolio
        "Prime Minister Ada Korin said the plan was dead. The foreign minister said that the talks "
        "would go on.",
        "the talks would go on",
        "foreign minister",
    ),
    (  # another portfolio than somebody without a name
        "Azerbaijan's prime minister said the plan was dead. The foreign minister said that the "
        "talks would go on.",
        "the talks would go on",
        "foreign minister",
    ),
    (  # another rank
        "President Oleg Marun said the plan was dead. The former president said that the talks "
        "would go on.",
        "the talks would go on",
        "former president",
    ),
    (
        "Hamas has not answered. The group's spokesman said it was late. The movement's leader "
        "said that the talks would go on.",
        "the talks would go on",
        "movement's leader",
    ),
    (  # a counterpart by his state
        "Armenian Foreign Minister Ara Sahak and his Turkish counterpart Emre Kurt met. Kurt left. "
        "His Armenian colleague said that the talks would go on.",
        "the talks would go on",
        "Ara Sahak",
    ),
    (  # a secretary of state is no spokesperson
        "The US State Department said Secretary of State Mara Ruland had called. The department's "
        "spokesperson added that the talks would go on.",
        "the talks would go on",
        "department's spokesperson",
    ),
    (  # who is cited, and not who passes it on
        "The talks will go on, reports Interlat with reference to the Foreign Ministry of Armenia.",
        "The talks will go on",
        "Foreign Ministry of Armenia",
    ),
]


@pytest.mark.parametrize(("text", "words", "name"), MEANT, ids=[m[1] for m in MEANT])
def test_whom_words_mean(reading: Reading, text: str, words: str, name: str) -> None:
    record, _ = reading(text)
    assert who_said(record, text, words) == name


TOGETHER = [
    (
        "Foreign Minister Maria Lindqvist met Ambassador Peter Halloran on Monday. They welcomed "
        "the reopening of the border.",
        ["Maria Lindqvist", "Peter Halloran"],
    ),
    (
        "President Selma Duran, Jr. spoke with President Idris Korkmaz by phone. The two leaders "
        "welcomed the reopening of the border.",
        ["Selma Duran", "Idris Korkmaz"],
    ),
    (
        "Portugal and Chile signed a truce on Monday. Both countries welcomed the reopening of "
        "the border.",
        ["Portugal", "Chile"],
    ),
    (  # a list, in whatever way it is parsed
        "DOHA — Qatar, Portugal, Peru and Chile on Thursday met for an hour, in what "
        "diplomats regard as a first step.\n\nThe room was long.\n\nThe four "
        "welcomed the reopening of the border.",
        ["Qatar", "Portugal", "Peru", "Chile"],
    ),
]


@pytest.mark.parametrize(("text", "names"), TOGETHER)
def test_those_who_met_speak_together(reading: Reading, text: str, names: list[str]) -> None:
    record, _ = reading(text)
    [statement] = record.statements
    who = [statement.speaker, *statement.co_speakers]
    assert [record.entities[i].name for i in who if i is not None] == names


def test_of_two_countries_none_speaks_for_both(reading: Reading) -> None:
    text = "Chile closed the strait. The two countries said that the border was open."
    record, _ = reading(text)
    assert who_said(record, text, "the border was open") is None


def test_what_threatens_is_nobody_s_statement(reading: Reading) -> None:
    record, _ = reading("The exchange of fire threatens the stability of Portugal.")
    assert record.statements == ()


def test_the_same_channel_relays(reading: Reading) -> None:
    record, _ = reading(
        "Radio Sund reported that the road was open. Viktor Sand, quoted by the same channel, "
        "said that the bridge was closed."
    )
    assert [record.entities[i].name for i in record.statements[-1].via] == ["Radio Sund"]


def test_who_tells_of_one_statement_does_not_tell_of_the_next(reading: Reading) -> None:
    record, text = reading(
        "Viktor Sand said that Olga Kasimova had told him that the road was open. Kasimova said "
        "that the bridge was closed."
    )
    assert record.statements[-1].via == ()
    assert text[slice(*record.statements[-1].spans[0])] == "the bridge was closed"


def test_the_outlet_that_cites_is_the_relay(reading: Reading) -> None:
    text = MEANT[4][0]
    record, _ = reading(text)
    [statement] = record.statements
    assert [record.entities[i].name for i in statement.via] == ["Radio Sund"]


def test_a_pronoun_without_anybody_is_nobody(reading: Reading) -> None:
    text = "The road was closed on Monday. She said that the bridge was open."
    record, _ = reading(text)
    assert who_said(record, text, "the bridge was open") is None
