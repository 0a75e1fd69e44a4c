"""One short text a construction: the content, the speaker, the cue. All persons are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.article import Article
from ingest.extract.extractor import Extractor
from ingest.records import Record, Statement

Reading = Callable[..., tuple[Record, str]]


def content(statement: Statement, text: str) -> str:
    return " ".join(text[a:b] for a, b in statement.spans)


def speaker(record: Record, statement: Statement) -> str | None:
    return None if statement.speaker is None else record.entities[statement.speaker].name


CASES = [
    (
        "Foreign Minister Taras Arenko said that the corridor would reopen on Monday.",
        "the corridor would reopen on Monday",
        "Taras Arenko",
    ),
    (
        '"We will come to Vienna without conditions," Defence Minister Selma Duran told reporters.',
        "We will come to Vienna without conditions",
        "Selma Duran",
    ),
    (
        "The corridor must stay open, President Idris Korkmaz said on Tuesday.",
        "The corridor must stay open",
        "Idris Korkmaz",
    ),
    (
        "According to envoy Mikael Strand, the talks will continue in Geneva next week.",
        "the talks will continue in Geneva next week",
        "Mikael Strand",
    ),
    (
        "There is no date for a new round yet. This was stated by the press secretary of the "
        "president, Oksana Bilyk, writes Sund Herald with reference to local media.",
        "There is no date for a new round yet",
        "Oksana Bilyk",
    ),
    (
        "President Idris Korkmaz urged the rebels to lay down their arms.",
        "to lay down their arms",
        "Idris Korkmaz",
    ),
    (
        "Foreign Minister Taras Arenko accused the rebels of blocking the aid convoys.",
        "blocking the aid convoys",
        "Taras Arenko",
    ),
    (
        "Foreign Minister Taras Arenko welcomed the release of the hostages.",
        "the release of the hostages",
        "Taras Arenko",
    ),
    (
        "Spokesman Jonas Lindqvist called for an immediate ceasefire.",
        "an immediate ceasefire",
        "Jonas Lindqvist",
    ),
    (  # when it was said, the outlet tells
        "Foreign Minister Taras Arenko said on Monday that Chile was suspending the accord signed "
        "last month, after a landmine blast near the frontier wounded four of its soldiers.",
        "Chile was suspending the accord signed last month",
        "Taras Arenko",
    ),
    (
        "Chile and Peru could sign a treaty before the end of the year if both leave it out, the "
        "special representative of the Northern League for the Andes, Tomas Zielonacki, said in an "
        "interview with the Chilean agency Aran-Press published on Thursday.",
        "Chile and Peru could sign a treaty before the end of the year if both leave it out",
        "Tomas Zielonacki",
    ),
    (
        "Peru's answer is “yes, but”, officials say\n\nThe road is open.",
        "Peru's answer is “yes, but”",
        "officials",
    ),
    (  # the outlet weighs what was told
        "Four sailors were hurt when vessels of two coast guards collided, Chile said on Thursday, "
        "in the most serious clash in the disputed waters for years, and each side blamed the "
        "other.",
        "Four sailors were hurt when vessels of two coast guards collided",
        "Chile",
    ),
    (  # whose officer speaks in the same sentence
        "More than 11,000 people have lost their homes, according to the Harbour Aid Foundation, "
        "whose head, Oskar Lindt, said the number would rise.",
        "More than 11,000 people have lost their homes",
        "Harbour Aid Foundation",
    ),
    (
        "More than 11,000 people have lost their homes, according to the Harbour Aid Foundation, "
        "whose head, Oskar Lindt, said the number would rise.",
        "the number would rise",
        "Oskar Lindt",
    ),
    (  # around a quotation
        "If the bombing goes on, Oskar Lindt warned, the Front will march “whatever is written”.",
        "If the bombing goes on the Front will march “whatever is written”",
        "Oskar Lindt",
    ),
    (  # to whom it was confirmed
        "His opposite number, Oskar Lindt, confirmed the arrangement to the Sund Morning Post.",
        "the arrangement",
        "Oskar Lindt",
    ),
    (
        "Oskar Lindt made clear that his minister would travel.",
        "his minister would travel",
        "Oskar Lindt",
    ),
    (
        "Chile continues to maintain that the boat caused the collision.",
        "the boat caused the collision",
        "Chile",
    ),
    (
        "Chile has repeatedly denied arming either side; it did not respond.",
        "arming either side",
        "Chile",
    ),
]


@pytest.mark.parametrize(("text", "said", "who"), CASES, ids=[c[0][:40] for c in CASES])
def test_construction(reading: Reading, text: str, said: str, who: str) -> None:
    record, text = reading(text)
    found = {content(s, text): speaker(record, s) for s in record.statements}
    assert said in found
    assert found[said] == who


def test_interrupted_quotation_is_one_statement(reading: Reading) -> None:
    record, text = reading(
        '"We lost a year," Foreign Minister Taras Arenko said. "We shall not lose another."'
    )
    assert [content(s, text) for s in record.statements] == [
        "We lost a year We shall not lose another"
    ]
    assert record.statements[0].form == "direct"


def test_pronoun_takes_the_last_subject(reading: Reading) -> None:
    record, _ = reading(
        "Defence Minister Selma Duran visited the border on Monday. She said the mines "
        "would be cleared by May."
    )
    assert [speaker(record, s) for s in record.statements] == ["Selma Duran"]


def test_two_cues_two_statements(reading: Reading) -> None:
    record, text = reading(
        "President Idris Korkmaz condemned the strike and demanded the withdrawal of the fleet."
    )
    assert {content(s, text) for s in record.statements} == {
        "the strike",
        "the withdrawal of the fleet",
    }
    assert {s.act for s in record.statements} == {"condemn", "demand"}


TWO = [
    (  # "that" takes the cue up
        "Foreign Minister Taras Arenko said that the promise stood but that a visit by a technical "
        "team was not an inspection.",
        ["the promise stood", "a visit by a technical team was not an inspection"],
    ),
    (
        "Selma Duran, director general of the Safeguards Office, told reporters in Vienna that her "
        "inspectors had last been there in July and that she could no longer vouch for the stock.",
        ["her inspectors had last been there in July", "she could no longer vouch for the stock"],
    ),
    (  # one statement, where only the clause goes on
        "Foreign Minister Taras Arenko said that the corridor was open and the guards had left.",
        ["the corridor was open and the guards had left"],
    ),
]


@pytest.mark.parametrize(("text", "said"), TWO)
def test_a_second_that_clause_is_a_second_statement(
    reading: Reading, text: str, said: list[str]
) -> None:
    record, _ = reading(text)
    assert [content(s, text) for s in record.statements] == said
    assert len({s.speaker for s in record.statements}) == 1


def test_the_second_that_clause_is_explained_too(extractor: Extractor) -> None:
    record, whys = extractor.explain(Article(TWO[0][0], published="2031-03-05"))
    assert [w.statement for w in whys if w.statement is not None] == [0, 1]
    assert record == extractor.extract(Article(TWO[0][0], published="2031-03-05"))


def test_hedge_is_kept_with_its_word(reading: Reading) -> None:
    record, text = reading(
        "General Pavel Drozd claims that the patrol boat allegedly crossed the line."
    )
    (statement,) = record.statements
    assert statement.is_hedged
    assert statement.hedge_cue is not None
    assert text[slice(*statement.hedge_cue)] == "allegedly"


def test_relay_of_the_report_holds_for_its_speaker(reading: Reading) -> None:
    record, _ = reading(
        "Contacts must be continued. This was stated by the press secretary of the "
        "president, Oksana Bilyk, "
        'writes Sund Herald with reference to Reuters.\n\n"We are ready," Bilyk said.'
    )
    assert [[record.entities[i].known for i in s.via] for s in record.statements] == [
        ["reuters"],
        ["reuters"],
    ]


def test_the_outlet_itself_is_no_relay(reading: Reading) -> None:
    record, _ = reading(
        "An exchange has been agreed. This was announced by Defence Minister Taras Arenko, "
        "writes Sund Herald."
    )
    (statement,) = record.statements
    assert statement.via == ()


def test_unnamed_official_is_a_person_without_a_name(reading: Reading) -> None:
    record, _ = reading("A senior Turkish official said the summit would take place in May.")
    (statement,) = record.statements
    assert statement.attribution == "unnamed"
    assert statement.speaker is not None
    assert record.entities[statement.speaker].state == "turkey"
    assert not record.entities[statement.speaker].is_named


def test_capital_is_the_state_when_it_speaks_and_a_place_when_one_is_there(
    reading: Reading,
) -> None:
    record, _ = reading(
        "Ankara rejected the proposal. The delegations will meet in Ankara on Monday."
    )
    found = {(e.type, e.known) for e in record.entities}
    assert ("Institution", "turkey") in found
    assert ("Place", "ankara") in found


def test_agreeing_is_no_statement(reading: Reading) -> None:
    record, _ = reading("Turkey and Greece agreed to exchange all seriously ill prisoners.")
    assert record.statements == ()
    assert [a.kind for a in record.agreements] == ["prisoner_exchange"]


def test_news_without_speech_has_no_statements(reading: Reading) -> None:
    record, _ = reading(
        "Combine harvesters went out into the barley fields this week. A dry May brought "
        "the crop forward."
    )
    assert record.statements == ()


def test_other_language_is_kept_unread(reading: Reading) -> None:
    record, _ = reading(
        "Der Außenminister sagte am Montag, die Gespräche würden nächste Woche in Genf "
        "fortgesetzt. "
        "Die Delegationen hätten sich auf eine Tagesordnung geeinigt, und man wolle den "
        "Gefangenenaustausch "
        "noch in diesem Monat abschließen."
    )
    assert not record.is_read
    assert record.statements == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n\n",
        "HEADLINE ONLY",
        "JOHN: hello\nMARY: hello\n",
        "a, b, c, d",
        'He said "this and "that" and',
        "ALL CAPITALS SAID THE MINISTER ON MONDAY IN GENEVA",
        "no punctuation at all the minister said that it was fine he said and then she said no",
        "Смешанный text with Путин and 中文 said the minister",
        "“‘«»’”" * 50,
        "word " * 5000,
    ],
)
def test_odd_texts_are_read_without_a_crash(reading: Reading, text: str) -> None:
    record, _ = reading(text)
    for statement in record.statements:
        for a, b in statement.spans:
            assert 0 <= a < b <= len(text)


def test_the_same_article_gives_the_same_record(extractor: Extractor) -> None:
    article = Article(CASES[4][0] + "\n\n" + CASES[1][0], published="2031-03-05")
    assert extractor.extract(article) == Extractor().extract(article)


@pytest.mark.parametrize(
    "sentence",
    [
        "Envoy Oskar Lindqvist specified to the Financial Times that the road was shut.",
        "Speaking to the Financial Times, envoy Oskar Lindqvist said that the road was shut.",
        "Envoy Oskar Lindqvist replied on Sund TV that the road was shut.",
        "Envoy Oskar Lindqvist told state broadcaster SBRC on Monday that the road was shut.",
    ],
)
def test_a_medium_spoken_to_relays(reading: Reading, sentence: str) -> None:
    record, _ = reading(sentence)
    assert [len(s.via) for s in record.statements] == [1]
