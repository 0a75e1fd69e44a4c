"""Texts that are no plain report: nothing crashes, and what comes out is sensible or nothing.

All persons are invented. The reader is the real one.
"""

from __future__ import annotations

import pytest

from ingest.article import Article
from ingest.extract.extractor import Extractor
from ingest.records import Record


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def read(extractor: Extractor, text: str, language: str | None = None) -> Record:
    record = extractor.extract(Article(text, "2031-03-04", "North Wire", language))
    for thing in (*record.entities, *record.events, *record.agreements):
        assert all(0 <= a < b <= len(text) for a, b in thing.mentions)
    for statement in record.statements:
        assert all(0 <= a < b <= len(text) for a, b in statement.spans)
        assert statement.speaker is None or statement.speaker < len(record.entities)
    return record


def told(record: Record, text: str) -> list[tuple[str | None, str]]:
    """(speaker, words) of every statement, in order."""
    return [
        (
            None if s.speaker is None else record.entities[s.speaker].name,
            " … ".join(text[a:b] for a, b in s.spans),
        )
        for s in record.statements
    ]


# ------------------------------------------------------------------ no report at all

HEADLINES = """\
Talks on Strait Resume
Belmora Rejects Offer
Duran Meets Kell in Velsk
Markets Up, Oil Down
"""
LIST = """\
Participants:
- Mira Kell, Foreign Minister
- Tomas Brandt
- Selma Duran

Agenda:
1. Prisoner exchange
2. Grain
3. Any other business
"""
TABLE = """\
Country\tSoldiers\tTanks
Belmora\t12,000\t340
Karvelia\t9,500\t210
Total\t21,500\t550
"""
MARKDOWN = """\
| Country | Said | Date |
|---|---|---|
| Belmora | yes | 3 March |
| Karvelia | no | 4 March |
"""


@pytest.mark.parametrize("text", [HEADLINES, LIST, TABLE, MARKDOWN], ids=["h", "l", "t", "m"])
def test_headlines_lists_and_tables_state_nothing(extractor: Extractor, text: str) -> None:
    assert read(extractor, text).statements == ()
    assert read(extractor, text, "en").statements == ()


@pytest.mark.parametrize(
    "text", ["x", "La", "...", "   \n\n ", "1 2 3 4\n5 6", "“”“”", '"', "a\n" * 50, "Kell" * 3000]
)
def test_scraps_state_nothing(extractor: Extractor, text: str) -> None:
    assert read(extractor, text, "en").statements == ()


# ------------------------------------------------------------------ transcripts

TRANSCRIPT = """\
MIRA KELL: We will not leave the talks.

TOMAS BRANDT: Nothing was signed. Nothing will be.

MIRA KELL: That is not true.
"""


def test_a_transcript_names_its_speakers(extractor: Extractor) -> None:
    assert told(read(extractor, TRANSCRIPT), TRANSCRIPT) == [
        ("MIRA KELL", "We will not leave the talks"),
        ("TOMAS BRANDT", "Nothing was signed. Nothing will be"),
        ("MIRA KELL", "That is not true"),
    ]


def test_a_dateline_with_a_colon_is_no_speaker(extractor: Extractor) -> None:
    text = "KORVAN: Foreign Minister Mira Kell said that the talks would go on.\n\nNobody spoke.\n"
    assert told(read(extractor, text), text) == [("Mira Kell", "the talks would go on")]


# ------------------------------------------------------------------ capitals, no stops, odd marks


def test_capitals_make_no_names_of_plain_words(extractor: Extractor) -> None:
    text = (
        "FOREIGN MINISTER MIRA KELL SAID ON MONDAY THAT THE TALKS WOULD GO ON. "
        "“NOTHING WAS SIGNED,” SHE SAID. TOMAS BRANDT DENIED THE CLAIM.\n"
    )
    record = read(extractor, text)
    assert {e.name for e in record.entities} <= {"MIRA KELL", "TOMAS BRANDT"}
    assert ("MIRA KELL", "NOTHING WAS SIGNED") in told(record, text)


def test_without_stops(extractor: Extractor) -> None:
    text = (
        "Foreign Minister Mira Kell said on Monday that the talks would go on Tomas Brandt said "
        "he would not come"
    )
    assert {speaker for speaker, _ in told(read(extractor, text), text)} <= {
        "Mira Kell",
        "Tomas Brandt",
    }


def test_a_mark_without_a_partner_spoils_its_own_quotation_only(extractor: Extractor) -> None:
    text = (
        '"We will go, Mira Kell said. The talks would go on. "Nothing was signed," she said. '
        '"It is over.\n\nTomas Brandt said: "We are ready\n'
    )
    found = told(read(extractor, text), text)
    assert ("Mira Kell", "Nothing was signed") in found
    assert not any("Mira Kell said" in words for _, words in found)


@pytest.mark.parametrize("marks", ['"', "“", "”", '" "', "“ ”", "„", "«", "''", "``"])
def test_any_number_of_marks(extractor: Extractor, marks: str) -> None:
    for count in (1, 2, 3, 5, 40):
        line = f"{marks} Mira Kell said that {marks} the talks would go on. " * count
        read(extractor, line, "en")


# ------------------------------------------------------------------ scripts and languages


def test_mixed_scripts(extractor: Extractor) -> None:
    text = (
        "Foreign Minister Mira Kell (Мира Келл) said that the talks would go on. “Мы не уйдём,” "
        "she told reporters. The ministry (وزارة) was closed on Monday, and 外交部 was silent.\n"
    )
    record = read(extractor, text)
    assert ("Mira Kell", "Мы не уйдём") in told(record, text)


ELSEWHERE = {
    "ru": "Министр иностранных дел Мира Келл заявила, что переговоры в Корване продолжатся.",
    "uk": "Міністерка закордонних справ Міра Келл заявила, що переговори триватимуть.",
    "ar": "قالت وزيرة الخارجية ميرا كيل يوم الاثنين إن المحادثات ستستمر.",
    "tr": "Dışişleri Bakanı Mira Kell, Korvan'daki görüşmelerin devam edeceğini ve hiçbir şeyin "
    "imzalanmadığını pazartesi günü gazetecilere söyledi.",
    "fr": "La ministre des affaires étrangères Mira Kell a déclaré lundi que les pourparlers se "
    "poursuivraient. « Rien n'a été signé », a-t-elle dit aux journalistes.",
    "fr-short": "La ministre a déclaré que rien n'a été signé.",
    "de": "Die Ministerin Mira Kell sagte am Montag, die Gespräche würden fortgesetzt, und nichts "
    "sei unterschrieben.",
    "zh": "外交部长米拉·凯尔周一表示,会谈将继续进行。",
}


@pytest.mark.parametrize("text", ELSEWHERE.values(), ids=ELSEWHERE)
def test_other_languages_are_kept_unread(extractor: Extractor, text: str) -> None:
    record = read(extractor, text)
    assert not record.is_read
    assert record.language == "und"
    assert (record.entities, record.statements) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "Kell said that the talks would go on.",
        "Belmora Rejects Offer",
        "Talks resume in La Paz",
        "Envoy de Vries meets van den Berg, then leaves.",
    ],
)
def test_few_words_of_english_are_english(extractor: Extractor, text: str) -> None:
    assert read(extractor, text).is_read


# ------------------------------------------------------------------ length


def test_a_megabyte_in_one_paragraph(extractor: Extractor) -> None:
    """The time is `benchmarks/growth.py`'s matter; here it only has to come to an end."""
    sentence = "Foreign Minister Mira Kell said that the talks would go on. "
    text = sentence + "Nothing else was told of it that day, and nobody asked. " * 18_700 + sentence
    assert len(text) > 1_000_000
    found = told(read(extractor, text), text)
    assert found[0] == ("Mira Kell", "the talks would go on")
    assert found[-1] == ("Mira Kell", "the talks would go on")


@pytest.mark.parametrize(
    "text", ["he said that she said that they said that ", "Kell and Brandt and "]
)
def test_a_sentence_without_end(extractor: Extractor, text: str) -> None:
    read(extractor, text * 500, "en")
