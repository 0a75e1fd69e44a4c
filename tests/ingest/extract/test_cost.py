"""What is worked out by a shorter way must come out as by the long one."""

from __future__ import annotations

import gc
import random

import pytest

from ingest.article import Article
from ingest.extract import acts
from ingest.extract.acts import ActModel
from ingest.extract.candidates import Candidate
from ingest.extract.dates import find_dates
from ingest.extract.extractor import Extractor
from ingest.extract.quotes import quotations
from ingest.extract.tone import load as load_tones


def by_hand(model: ActModel, features: list[str]) -> str:
    sums = dict.fromkeys(model.biases, 0.0)
    for feature in features:
        for act, weights in model.weights.items():
            sums[act] += weights.get(feature, 0.0)
    return min(sums, key=lambda act: (-(model.biases[act] + sums[act]), act))


def test_the_likeliest_act_is_that_of_sums_by_hand() -> None:
    model, chance = acts.load(), random.Random(7)
    names = sorted({name for weights in model.weights.values() for name in weights})
    for _ in range(300):
        features = [*chance.sample(names, chance.randrange(60)), "no such feature"]
        assert model.best(features) == by_hand(model, features)


def test_of_equal_acts_the_first_in_the_alphabet_is_taken() -> None:
    model = ActModel({"deny": 0.0, "agree": 0.0}, {"deny": {"a": 1.0}, "agree": {"a": 1.0}})
    assert model.best(["a"]) == model.best([]) == "agree"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("They met on Sept. 5, 2031. The next round is on Monday.", ["2031-09-05", "2031-09-15"]),
        ("He left in May; it ended (on 3 June) two days later!", ["2031-05", "2031-06-03"]),
        ("“Tomorrow”, she said, “or in 2033.”", ["2031-09-11", "2033"]),
        ("A man of 20 met 30 others at the gate.", []),
        ("It begins at the end of Oct. Then it stops.", ["2031-10"]),
    ],
)
def test_dates_are_found_on_both_sides_of_marks(text: str, told: list[str]) -> None:
    found = find_dates(text, 0, len(text), "2031-09-10", is_future=True)
    assert [d.value for d in found][: len(told)] == told
    assert bool(found) == bool(told)


def test_quotations_in_two_single_marks_end_where_two_stand_again() -> None:
    text = "He said ''we will go'' and \"not today\" to them.\n\nShe said: “it’s `so`”, he said."
    assert [text[q.start : q.end] for q in quotations(text)] == [
        "''we will go''",
        '"not today"',
        "“it’s `so`”",
    ]


def test_no_tone_is_of_a_phrase_without_words() -> None:
    assert all(phrase and all(phrase) for phrase in load_tones())


def test_what_a_verb_governs_that_reports_nothing_is_proposed_for_training_only(
    extractor: Extractor,
) -> None:
    text = (
        "Ilan Dorsa crossed the river on Monday. He told reporters in Lenk that the dam would "
        "hold. “It is over,” Dorsa thundered. Selma Duran ripped into the plan as “a fable”."
    )
    _, _, narrow = extractor.propose(text)
    _, _, wide = extractor.propose(text, wide=True)

    def kinds(candidates: list[Candidate], key: str) -> set[str]:
        return {c.kind for c in candidates if c.key.startswith(key)}

    assert "object" in kinds(wide, "cross")
    assert not kinds(narrow, "cross")
    assert "preposition" in kinds(wide, "tell+in")
    assert not kinds(narrow, "tell+in")
    assert "quote-after" in kinds(narrow, "thunder")
    assert "preposition" in kinds(narrow, "rip+")


def test_an_article_that_is_read_leaves_next_to_nothing_for_the_collector(
    extractor: Extractor,
) -> None:
    text = "The dam will hold, Ilan Dorsa said. “It is over,” he told Selma Duran.\n" * 40
    article = Article(text, "2031-03-04", "a")
    extractor.extract(article)
    gc.collect()
    record = extractor.extract(article)
    assert gc.collect() < 40, "the tokens of a text hold each other"
    assert len(record.statements) >= 40
