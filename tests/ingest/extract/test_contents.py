"""Where a content begins and ends, and what is none. All persons and states are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.extract.constructions.bounds import relay_tail
from ingest.extract.extractor import Extractor
from ingest.records import Record

Reading = Callable[..., tuple[Record, str]]
Found = list[tuple[str | None, str]]


def told(reading: Reading, text: str) -> Found:
    """Speaker and content of each statement, in the order of the text."""
    record, text = reading(text)
    return [
        (
            None if s.speaker is None else record.entities[s.speaker].name,
            " ".join(text[a:b] for a, b in s.spans),
        )
        for s in record.statements
    ]


WHOLE = [
    (  # what a headline tells besides
        "Envoy Strand says the harbour is close to opening as Morvia ties its ships to the quay\n\n"
        "LENK, Dec 8 - It rained.",
        [("Strand", "the harbour is close to opening")],
    ),
    (  # the parse takes the insertion for a relative clause
        "Ombudswoman Selma Duran condemned the killings. Her office, she told Lenk Radio, is ready "
        "to help.",
        [("Selma Duran", "the killings"), ("Selma Duran", "Her office is ready to help")],
    ),
    (  # when it was said
        "The siege has entered its last week, envoy Mikael Strand said Saturday, a day after 30 "
        "fighters threw their rifles into a fire.",
        [("Mikael Strand", "The siege has entered its last week")],
    ),
    (  # a headline that ends in who said it
        "Harbour of Lenk will not be reopened before spring: minister\n\n"
        "The weather was fine. Transport Minister Mikael Strand came to Lenk on Monday.",
        [("Mikael Strand", "Harbour of Lenk will not be reopened before spring")],
    ),
    (  # what is to follow is called for as well
        "Envoy Mikael Strand called for an initial six-week truce, to be followed by a permanent "
        "ceasefire.",
        [
            (
                "Mikael Strand",
                "an initial six-week truce, to be followed by a permanent ceasefire",
            )
        ],
    ),
    (  # "while" goes on with it where nobody says anything in it
        "The return of refugees cannot be discussed, envoy Mikael Strand claimed, while Morvia "
        "brings the matter before the assembly every year.",
        [
            (
                "Mikael Strand",
                "The return of refugees cannot be discussed while Morvia brings the matter before "
                "the assembly every year",
            )
        ],
    ),
    (
        "Envoy Mikael Strand ruled out any change of venue before the next round.",
        [("Mikael Strand", "any change of venue before the next round")],
    ),
    (
        "Envoy Mikael Strand proposed a visit by Duran to Lenk before the end of the month.",
        [("Mikael Strand", "a visit by Duran to Lenk before the end of the month")],
    ),
    (
        "Envoy Mikael Strand expressed deep sorrow over the deaths.",
        [("Mikael Strand", "deep sorrow over the deaths")],
    ),
    (  # however the judge weighs the words of a clause
        "Envoy Mikael Strand wrote on Telegram that very good progress had been made and the "
        "parties were moving towards a just peace.",
        [
            (
                "Mikael Strand",
                "very good progress had been made and the parties were moving towards a just peace",
            )
        ],
    ),
    ("Envoy Mikael Strand scoffed at this pledge.", [("Mikael Strand", "this pledge")]),
    (
        "The commander met the Lenk militia, whose raids envoy Mikael Strand described as war "
        "crimes.",
        [("Mikael Strand", "war crimes")],
    ),
    (  # the parse takes "the paramilitary" for the object
        "Sudan's Council, headed by envoy Mikael Strand, accused the paramilitary Lenk Support "
        "Forces (LSF) of carrying out the attack.",
        [("Council", "carrying out the attack")],
    ),
    (  # what a state did is told inside, and is its own
        "Russia proposed a ceasefire of two to three days in some areas, envoy Mikael Strand told "
        "reporters after the talks.",
        [
            ("Russia", "a ceasefire of two to three days in some areas"),
            ("Mikael Strand", "Russia proposed a ceasefire of two to three days in some areas"),
        ],
    ),
    (
        "Envoy Mikael Strand called for the airport to be reopened.",
        [("Mikael Strand", "the airport to be reopened")],
    ),
    (
        "Envoy Mikael Strand denied on Tuesday having spoken of a pause.",
        [("Mikael Strand", "having spoken of a pause")],
    ),
    (
        "After the lights had gone out, Mikael Strand conceded that the first letter from the port "
        "“should have come from us”.",
        [("Mikael Strand", "the first letter from the port “should have come from us”")],
    ),
    (  # what is denied is whole
        "Mikael Strand has repeatedly denied supplying weapons to either side.",
        [("Mikael Strand", "supplying weapons to either side")],
    ),
    (
        "The Minister of Morvia called for the adoption of the next budget without delay; "
        "Strand pointed out that its effect depended on “closing the back doors”.",
        [
            ("Minister of Morvia", "the adoption of the next budget without delay"),
            ("Strand", "its effect depended on “closing the back doors”"),
        ],
    ),
    (
        "Mikael Strand had told Selma Duran in private, Oksana Bilyk said, that he would settle "
        "for half.",
        [
            ("Mikael Strand", "he would settle for half"),
            (
                "Oksana Bilyk",
                "Mikael Strand had told Selma Duran in private he would settle for half",
            ),
        ],
    ),
    (
        "In a note, the envoy Mikael Strand protested against the plan and warned the two "
        "ministers against “taking sides with a river”.",
        [("Mikael Strand", "the plan"), ("Mikael Strand", "taking sides with a river")],
    ),
    (
        "Selma Duran rejects the charge: the lights were buoys, Oksana Bilyk says.",
        [("Selma Duran", "the charge"), ("Oksana Bilyk", "the lights were buoys")],
    ),
    (
        "Morvia and Sundland have agreed to stop all firing from 5 pm, External Affairs Secretary "
        "Mikael Strand told the press on Thursday evening, after a call.",
        [("Mikael Strand", "Morvia and Sundland have agreed to stop all firing from 5 pm")],
    ),
    (
        "Mikael Strand accused the rebels of blocking the road and of shelling the port.",
        [("Mikael Strand", "blocking the road"), ("Mikael Strand", "shelling the port")],
    ),
    (
        "Mikael Strand accused the rebels of the murder of a guard and of a driver.",
        [("Mikael Strand", "the murder of a guard and of a driver")],
    ),
    (
        "Mikael Strand accused Morvia of plotting with the League to wage war on Norhaven.",
        [("Mikael Strand", "plotting with the League to wage war on Norhaven")],
    ),
    (
        "Minister Selma Duran expressed concern about the tensions.",
        [("Selma Duran", "concern about the tensions")],
    ),
    ("The figures were confirmed by Envoy Mikael Strand.", [("Mikael Strand", "The figures")]),
    ("Mikael Strand holds that the award is void.", [("Mikael Strand", "the award is void")]),
    (
        "Explosions were heard across Lenk, Mikael Strand, governor of Lower and Upper Sund, wrote "
        "on X on Saturday.",
        [("Mikael Strand", "Explosions were heard across Lenk")],
    ),
    (
        "Morvia does not recognize the launching of the mechanism by the trio, Morvian Permanent "
        "Representative to the UN Mikael Strand said after the Council failed to adopt the draft.",
        [
            (
                "Mikael Strand",
                "Morvia does not recognize the launching of the mechanism by the trio",
            )
        ],
    ),
    (
        "The former envoy of the Morvian government to the League, Mikael Strand, denied having "
        "fired any missile, according to the state broadcaster.",
        [("Mikael Strand", "having fired any missile")],
    ),
    (
        "For Selma Duran, who studies the war at a college in Lenk, the truce is a pause for "
        "breath.",
        [("Selma Duran", "the truce is a pause for breath")],
    ),
    (
        "Envoy Mikael Strand said the two capitals had agreed to act as guarantors but ruled out "
        "a date.",
        [
            ("Mikael Strand", "the two capitals had agreed to act as guarantors"),
            ("Mikael Strand", "a date"),
        ],
    ),
    ("Its chairman, Mikael Strand, asked for patience.", [("Mikael Strand", "patience")]),
    ("Envoy Mikael Strand apologised for the noise.", [("Mikael Strand", "the noise")]),
    (
        "Envoy Mikael Strand does not rule out a meeting of ministers.",
        [("Mikael Strand", "a meeting of ministers")],
    ),
    (
        "“They have counted the geese,” Mikael Strand told envoys, according to Oksana Bilyk.",
        [("Mikael Strand", "They have counted the geese")],
    ),
    (
        "Minister Selma Duran condemned the raid without naming a culprit.",
        [("Selma Duran", "the raid")],
    ),
    (
        "Claims about broken locks are simply a pretext, Mikael Strand is sure.",
        [("Mikael Strand", "Claims about broken locks are simply a pretext")],
    ),
    (
        "Mikael Strand said that he would settle for half, which his office denied.",
        [("Mikael Strand", "he would settle for half")],
    ),
    (
        'Mikael Strand left early. "Now everyone sees who kept his word," he said, calling '
        'Duran\'s statements about compensation "low even for her".',
        [
            ("Mikael Strand", "Now everyone sees who kept his word"),
            ("Mikael Strand", 'Duran\'s statements about compensation "low even for her"'),
        ],
    ),
    (
        "Oksana Bilyk recalled that Selma Duran had accused the rebels of blocking the aid "
        "convoys.",
        [
            ("Oksana Bilyk", "Selma Duran had accused the rebels of blocking the aid convoys"),
            ("Selma Duran", "blocking the aid convoys"),
        ],
    ),
    (  # who passes it on at the end
        "Envoy Mikael Strand warned that the truce might not hold, according to the Lenk Herald.",
        [("Mikael Strand", "the truce might not hold")],
    ),
    (
        "Envoy Mikael Strand said that the truce would hold, a readout from the ministry showed.",
        [("Mikael Strand", "the truce would hold")],
    ),
    (
        "The truce will hold, envoy Mikael Strand told reporters on Monday, according to Reuters.",
        [("Mikael Strand", "The truce will hold")],
    ),
    (
        "The truce will hold, envoy Mikael Strand said, as quoted by Reuters.",
        [("Mikael Strand", "The truce will hold")],
    ),
    (  # a clause of reporting is no second attribution
        "Armenia and Turkey agreed to open the border, the two countries' foreign ministries said.",
        [
            (
                "two countries' foreign ministries",
                "Armenia and Turkey agreed to open the border",
            )
        ],
    ),
    (
        "Two Armenian officials declined to say when the border would open.",
        [],
    ),
]

OF_OTHERS = [
    (
        "Envoy Mikael Strand denied that Norhaven had moved guns to the border, as Minister Selma "
        "Duran had charged a day earlier.",
        [
            ("Mikael Strand", "Norhaven had moved guns to the border"),
            ("Selma Duran", "Norhaven had moved guns to the border"),
        ],
    ),
    (
        "Envoy Mikael Strand said that the convoy had been shelled, which Minister Selma Duran has "
        "rejected as baseless.",
        [("Mikael Strand", "the convoy had been shelled"), ("Selma Duran", "baseless")],
    ),
    (
        "Envoy Mikael Strand demanded that Morvia stop drilling, while Minister Selma Duran "
        "proposed an urgent meeting.",
        [("Mikael Strand", "Morvia stop drilling"), ("Selma Duran", "an urgent meeting")],
    ),
    (
        "Envoy Mikael Strand has blamed it on gangs from Morvia, a claim that Minister Selma Duran "
        "dismissed as absurd.",
        [("Mikael Strand", "gangs from Morvia"), ("Selma Duran", "absurd")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), OF_OTHERS)
def test_what_another_one_says_of_a_content_is_no_part_of_it(
    reading: Reading, text: str, expected: Found
) -> None:
    assert told(reading, text) == expected


GOING_ON = [
    (
        "Envoy Mikael Strand accused Morvia of dodging the core issue and resorting to “games and "
        "ruses”.",
        [("Mikael Strand", "dodging the core issue and resorting to “games and ruses”")],
    ),
    (
        "Morvia will not attend talks in Lenk, nor sit down with anyone who “lives off the war”, "
        "Envoy Mikael Strand said.",
        [
            (
                "Mikael Strand",
                "Morvia will not attend talks in Lenk, nor sit down with anyone who “lives off "
                "the war”",
            )
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), GOING_ON)
def test_verbs_that_tell_nothing_do_not_cut_a_content(
    reading: Reading, text: str, expected: Found
) -> None:
    assert told(reading, text) == expected


@pytest.mark.parametrize(("text", "expected"), WHOLE)
def test_contents_are_whole_and_nothing_else(reading: Reading, text: str, expected: Found) -> None:
    assert told(reading, text) == expected


def test_what_a_reported_actor_told_goes_on_with_the_report(reading: Reading) -> None:
    found = told(
        reading,
        "Envoy Mikael Strand recalls that the vessel came close to the rigs and told their crews "
        "that they were trespassing.",
    )
    content = "the vessel came close to the rigs and told their crews that they were trespassing"
    assert ("Mikael Strand", content) in found


def test_an_interviewer_makes_no_statements(reading: Reading) -> None:
    found = told(
        reading,
        "The envoy on the harbour\n\n"
        "Oksana Bilyk: When will the harbour open?\n\n"
        "Mikael Strand: The harbour opens on Monday at dawn.\n\n"
        "Oksana Bilyk: And the locks?\n\n"
        "Mikael Strand: The locks have been open since the spring.\n",
    )
    assert found == [
        ("Mikael Strand", "The harbour opens on Monday at dawn"),
        ("Mikael Strand", "The locks have been open since the spring"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Harbour opens at dawn\n\n06:20 Correction: an earlier entry gave the wrong hour.\n",
        "Mikael Strand, asked whether the locks would open, laughed.",
        "By the Lenk Declaration, both states undertook not to use force against one another.",
        "The raid was condemned neither by Morvia nor by Norhaven.",
        "For Selma Duran, a former minister, the court set a fine of 300 marks.",
    ],
)
def test_what_is_no_statement(reading: Reading, text: str) -> None:
    assert told(reading, text) == []


def test_who_passes_a_report_on_has_not_said_it(reading: Reading) -> None:
    found = told(
        reading,
        "No date for the swap has been agreed upon yet. This was reported by the envoy, Mikael "
        "Strand, Sund Herald writes.",
    )
    assert found == [("Mikael Strand", "No date for the swap has been agreed upon yet")]


def test_days_in_the_words_of_others_do_not_date_an_act(reading: Reading) -> None:
    record, _ = reading(
        "Minister Selma Duran rejected the figures, noting that the scales had last been tested "
        "in 2019.",
        published="2031-03-05",
    )
    assert {s.date for s in record.statements} == {"2031-03-05"}
    assert len(record.statements) == 2


def test_what_is_offered_is_told_with_its_aim(reading: Reading) -> None:
    offer = "a truce of two days on parts of the shore so that boats could collect the nets"
    record, text = reading(f"Foreign Minister Selma Duran of Norvania proposed {offer}.")
    assert [text[slice(*s.spans[0])] for s in record.statements] == [offer]
    offer = "a harbour truce of three days so that both sides can collect the drowned sailors"
    record, text = reading(f"Norway proposed {offer}, Foreign Minister Osric Kell said on Monday.")
    assert offer in [text[slice(*s.spans[0])] for s in record.statements]


@pytest.mark.parametrize(
    ("text", "content", "day"),
    [
        (
            "Envoy Strand said on Monday talks with the rebels were going on.",
            "talks with the rebels were going on",
            "2031-03-03",
        ),
        (
            "Envoy Strand told the Herald on Monday Norvania was sending its delegation in spite "
            "of the attack.",
            "Norvania was sending its delegation in spite of the attack",
            "2031-03-03",
        ),
        ("Envoy Strand said Tuesday Estoria had broken the truce.", "Estoria had broken the truce",
         "2031-03-04"),
        ("Envoy Strand said on Monday night fighters had attacked.", "fighters had attacked",
         "2031-03-03"),
        ("Envoy Strand said yesterday the talks had failed.", "the talks had failed", "2031-03-04"),
    ],
)  # fmt: skip
def test_a_day_before_a_clause_without_that_is_no_part_of_it(
    reading: Reading, text: str, content: str, day: str
) -> None:
    record, read = reading(text, published="2031-03-05")
    found = [(" ".join(read[a:b] for a, b in s.spans), s.date) for s in record.statements]
    assert found == [(content, day)]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "President Oskar Lindqvist said his country stood ready to go on exporting without "
            "Estoria if the United Nations and Morvia agreed.",
            "his country stood ready to go on exporting without Estoria if the United Nations and "
            "Morvia agreed",
        ),
        (
            "Russian President Oskar Lindqvist said on March 13 that Moscow agreed with the U.S. "
            "plan for a 30-day cease-fire in Ukraine but it should lead to lasting peace.",
            "Moscow agreed with the U.S. plan for a 30-day cease-fire in Ukraine but it should "
            "lead to lasting peace",
        ),
    ],
)
def test_what_somebody_said_in_a_main_clause_is_told(
    reading: Reading, text: str, content: str
) -> None:
    assert content in [c for _, c in told(reading, text)]


def test_a_content_of_which_nothing_is_left_has_no_end(extractor: Extractor) -> None:
    a, _, _ = extractor.propose("Envoy Mikael Strand said, according to the Lenk Herald.")
    assert relay_tail(a, [], 0) is None
