"""When statements without a day of their own were said. All persons are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.records import Record

Reading = Callable[..., tuple[Record, str]]

PUBLISHED = "2031-03-05"  # a Wednesday


def day_of(record: Record, text: str, words: str) -> str | None:
    found = [s for s in record.statements if words in text[slice(*s.spans[0])]]
    assert found, [text[slice(*s.spans[0])] for s in record.statements]
    return found[0].date


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        (  # an agency's dateline dates no statement
            "TRIVA, March 5 (XYZ).- Envoy Mikael Strand on Tuesday announced that the road would "
            'open.\n\n"The road is safe," Strand wrote on X during a visit to the border.',
            "The road is safe",
            "2031-03-04",
        ),
        (
            "The Norvanian presidency, which published the points on Monday night, said that the "
            "road would open.",
            "the road would open",
            "2031-03-03",
        ),
        (
            "Two days after Norvania announced that the road would open, Estoria was at odds.",
            "the road would open",
            "2031-03-03",
        ),
        (
            "Norvania closed the bridge on February 20. Estoria's defence ministry said at the "
            "time that the bridge had been mined.",
            "mined",
            "2031-02",
        ),
        (
            "The council extended the mission on February 20. Estoria warned then that the "
            "mission would be its last.",
            "its last",
            "2031-02-20",
        ),
        (
            "Envoy Mikael Strand said at the weekend that the road would stay closed.",
            "stay closed",
            "2031-03",
        ),
        (
            "Envoy Mikael Strand told the forum on Monday that the truce was dead. At the same "
            "event, Foreign Minister Selma Duran accused Estoria of shelling the bridge.",
            "shelling the bridge",
            "2031-03-03",
        ),
        (
            "President Taras Arenko told a news conference in Triva on Monday with Foreign "
            "Minister Selma Duran that the truce was dead. Duran ruled out a new round of talks.",
            "a new round",
            "2031-03-03",
        ),
        (
            "The talks between Norvania and Estoria ended on 4 March. The Norvanian delegation "
            "was headed by Deputy Minister Selma Duran.\n\nDuran demanded that Estoria withdraw "
            "its troops from the bridge.",
            "withdraw",
            "2031-03-04",
        ),
        (  # who speaks to a newspaper speaks elsewhere
            "The talks between Norvania and Estoria ended on 4 March. The Norvanian delegation "
            "was headed by Deputy Minister Selma Duran.\n\nDuran told the newspaper Triva Herald "
            "that Estoria had to withdraw its troops from the bridge.",
            "withdraw",
            PUBLISHED,
        ),
        (  # a part of a day
            "The Estorian ministry rejected the award on Monday evening.",
            "the award",
            "2031-03-03",
        ),
        (
            "Envoy Mikael Strand held a telephone conversation with Selma Duran on Monday.\n\n"
            "Envoy Strand warned that the road would stay closed.",
            "stay closed",
            "2031-03-03",
        ),
        (
            "Foreign Minister Selma Duran of Norvania announced on Monday that the truce would "
            "hold. Hours earlier, envoy Mikael Strand told reporters that the road was closed.",
            "was closed",
            "2031-03-03",
        ),
        (
            "President Taras Arenko spoke by telephone with Selma Duran on Monday. The bridge "
            "was safe, President Arenko wrote afterwards.",
            "The bridge was safe",
            "2031-03-03",
        ),
        (
            "Norvania welcomed the award announced by the Court of the Straits on Monday.\n\n"
            "The Court held that the bridge belonged to Norvania.",
            "belonged to Norvania",
            "2031-03-03",
        ),
        (
            "In Monday's vote only Chile and Peru backed the text.\n\n"
            "Selma Duran, Chile's permanent representative, said that the road would open.",
            "would open",
            "2031-03-03",
        ),
        (
            "Chile announced late on Monday that the strait would stay closed.\n\n"
            "No ship may pass, Foreign Minister Selma Duran of Chile said in a statement.",
            "No ship may pass",
            "2031-03-03",
        ),
        (  # a paragraph that begins with what was done on a day
            "The proposal was tabled on February 20 in Triva. In a joint statement, Norvania "
            "expressed readiness to withdraw its guns.",
            "withdraw its guns",
            "2031-02-20",
        ),
        (
            "The day before, Estoria's army shelled the bridge in Triva. Envoy Mikael Strand "
            "described the shelling as a warning.",
            "as a warning",
            "2031-03-04",
        ),
        (  # what a newspaper reported is answered later
            "The Triva Herald published the map on Monday. Envoy Mikael Strand called the map a "
            "forgery.",
            "a forgery",
            PUBLISHED,
        ),
        (
            "Estoria closed the bridge on Monday, Envoy Mikael Strand said on Monday. Norvania's "
            "foreign ministry confirmed within hours that the bridge was closed.",
            "the bridge was closed",
            "2031-03-03",
        ),
        (
            "Earlier in the day Envoy Mikael Strand had told a rally that the road would open.",
            "the road would open",
            PUBLISHED,
        ),
        (
            "Envoy Mikael Strand denied once more that the road was mined.",
            "the road was mined",
            PUBLISHED,
        ),
        (  # the day on which they march is not the day of the call
            "Envoy Mikael Strand called on his followers to march on Tuesday and demanded a "
            "recount.",
            "a recount",
            PUBLISHED,
        ),
        (  # who spoke on two days, one of them that of publication
            "Envoy Mikael Strand told reporters on Wednesday that the road was open.\n\n"
            "On Monday Strand said that the truce was dead.\n\nIt rained.\n\n"
            "No bridge had been mined, Strand said.",
            "No bridge",
            PUBLISHED,
        ),
        (  # what had been said before is no occasion
            "It rained in Triva.\n\nEnvoy Mikael Strand had said on Monday that the truce was "
            "dead.\n\nStrand demanded "
            "a joint inquiry.",
            "a joint inquiry",
            PUBLISHED,
        ),
        (
            "In a letter sent on Monday to Estoria's prime minister, Envoy Mikael Strand called "
            "the shelling a breach of the truce.",
            "a breach",
            "2031-03-03",
        ),
        (
            "The families, who have staged a vigil every Sunday, called for an inquiry.",
            "an inquiry",
            PUBLISHED,
        ),
    ],
)
def test_the_day_of_a_statement_that_tells_none(
    reading: Reading, text: str, words: str, day: str
) -> None:
    record, read = reading(text, published=PUBLISHED)
    assert day_of(record, read, words) == day


def test_a_lead_in_the_perfect_tells_ahead_what_is_then_dated(reading: Reading) -> None:
    text = (
        "The Northern Liberation Army has accused Norvania of shelling the bridge.\n\n"
        '"They fire every night," Taras Arenko, the spokesman of the Northern Liberation Army, '
        "told reporters on Monday."
    )
    record, read = reading(text, published=PUBLISHED)
    assert day_of(record, read, "shelling the bridge") == "2031-03-03"
