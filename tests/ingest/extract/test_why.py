"""What explains a reading changes nothing of it, and every construction and rule has its words."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

from ingest.article import Article
from ingest.extract import candidates, constructions, speakers
from ingest.extract.extractor import Extractor
from ingest.extract.why import CONSTRUCTIONS, RULES, Why

TEXT = """\
Belmora rejects joint inquiry - Duran

VELSK, March 16 (North Wire) - Belmora rejected the joint inquiry. "A flare leaves no holes," \
Foreign Minister Selma Duran said. She added that the corridor would stay shut.

According to the Karvelian General Staff, three boats fired. It was noted in the headquarters that \
nobody was hurt. Two sources close to the talks told the Sund Herald that a third round was planned.
"""


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def test_explaining_changes_nothing(extractor: Extractor) -> None:
    article = Article(TEXT, "2031-03-16", "North Wire")
    record, whys = extractor.explain(article)
    assert record == extractor.extract(article)
    kept = {why.statement: why for why in whys if why.verdict == "kept"}
    assert sorted(kept, key=lambda k: k or 0) == list(range(len(record.statements)))
    for k, statement in enumerate(record.statements):
        why = kept[k]
        assert why.spans == statement.spans
        assert why.speaker_span == statement.speaker_span
        assert (why.speaker is None) == (statement.speaker is None)
        assert bool(why.rule) == (why.speaker is not None)
        assert why.score == statement.confidence
        assert why.construction in CONSTRUCTIONS
        assert why.rule in RULES


def test_what_the_judge_rejects_is_told(extractor: Extractor) -> None:
    _, whys = extractor.explain(Article(TEXT, "2031-03-16"))
    rejected = [why for why in whys if why.verdict == "judge"]
    assert rejected
    assert all(why.score < why.threshold and why.statement is None for why in rejected)
    given_up = [why for why in whys if why.verdict == "selection"]
    assert all(why.score >= why.threshold for why in given_up)


def test_the_rule_that_chose_the_speaker(extractor: Extractor) -> None:
    _, whys = extractor.explain(Article(TEXT, "2031-03-16"))

    def rule(words: str) -> str:
        [why] = [
            w for w in whys if w.verdict == "kept" and words in TEXT[w.spans[0][0] : w.spans[-1][1]]
        ]
        return _told(why)

    assert rule("leaves no holes") == "Selma Duran: named"
    assert rule("corridor would stay shut") == "Selma Duran: pronoun"
    assert rule("third round").endswith(": unnamed")


def _told(why: Why) -> str:
    return f"{why.speaker}: {why.rule}"


def test_an_article_in_another_language_has_nothing_to_explain(extractor: Extractor) -> None:
    record, whys = extractor.explain(Article("Le ministre a dit que tout va bien.", language="fr"))
    assert not record.is_read
    assert whys == ()


def test_every_rule_and_construction_has_its_words() -> None:
    rules = set(re.findall(r'@by_rule\("([^"]+)"\)', _source(speakers))) | {"headline", "lead", ""}
    assert rules == set(RULES)
    for name in CONSTRUCTIONS:
        assert name in (candidates.__doc__ or "") + _source(constructions), name


def _source(package: ModuleType) -> str:
    folder = Path(package.__file__ or "").parent
    return "".join(p.read_text(encoding="utf-8") for p in sorted(folder.glob("*.py")))


def test_what_no_lexicon_holds_and_nobody_says_is_not_proposed(extractor: Extractor) -> None:
    article = Article("The harbour was dredged by soldiers. Boats in need of repair left.", None)
    assert extractor.explain(article) == (extractor.extract(article), ())
