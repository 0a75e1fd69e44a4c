"""Sentences that tell when somebody spoke, or issued words that the next sentences tell."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ingest.extract.analysis import Analysis
from ingest.extract.cast import Cast
from ingest.extract.dates import DateExpression, find_dates
from ingest.extract.syntax import agents_of
from ingest.extract.tokens import Token

# What is said in: "in a statement on Friday" dates the words, "the talks on Friday" does not.
UTTERANCES = frozenset(
    """
    statement interview briefing conference post comment speech address message call remark letter
    communique communiqué video broadcast declaration conversation day
    """.split()
)
PUBLISHING = frozenset(
    """
    post issue release publish air broadcast give make deliver hold share circulate send write read
    record date carry
    """.split()
)
_SPEAKING = frozenset("speak talk confer".split())
_MAKING_PUBLIC = PUBLISHING | {"announce", "sign"}


def issued(
    a: Analysis, cast: Cast, published: str | None, said: Collection[int]
) -> list[tuple[int, int | None, str]]:
    """Sentences that tell when somebody spoke or issued something: (sentence, member, day); no
    member where a pronoun or a common noun ("the group") stands for one. Of the days among the
    words that are `said`, only those of a noun ("in a letter dated …") are those of the saying.
    """
    found: list[tuple[int, int | None, str]] = []
    for s, (low, high) in enumerate(a.sentences):
        for verb, speaker, noun in _issuing(a, cast, low, high):
            own = {noun.i, verb.i} if verb.dep_ == "acl" else {noun.i}
            day = _day_told(a, s, published, {noun.i, verb.i}, own, said)
            if day is not None:
                found.append((s, cast.at.get(speaker.i), day))
    return found


def _issuing(a: Analysis, cast: Cast, low: int, high: int) -> Iterator[tuple[Token, Token, Token]]:
    """The verbs by which a sentence tells that somebody issued words or spoke: the verb, who did,
    and the word that is dated.
    """
    doc = a.doc
    nouns = [
        t
        for t in doc[low:high]
        if t.pos_ in ("NOUN", "PROPN") and t.lemma_ in UTTERANCES and t.lower_ != "day"
    ]
    if nouns and not a.in_quote(nouns[0].i):
        for noun in nouns:
            verb = noun.head.head if noun.head.pos_ == "ADP" else noun.head
            subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            if verb.pos_ == "VERB" and subject is not None:
                is_common = not subject.text[:1].isupper() or subject.pos_ == "PRON"
                if subject.i in cast.at or is_common:
                    yield verb, subject, noun
    for verb in doc[low:high]:
        if verb.lemma_ in _SPEAKING and verb.tag_ == "VBD" and not a.in_quote(verb.i):
            for subject in verb.children:
                if subject.dep_ == "nsubj" and subject.i in cast.at:
                    yield verb, subject, verb
        elif verb.tag_ == "VBN" and verb.dep_ == "acl" and verb.lemma_ in _MAKING_PUBLIC:
            for agent in agents_of(verb):  # "the award announced by the Court on Friday"
                if agent.i in cast.at:
                    yield verb, agent, agent


def _day_told(
    a: Analysis,
    sentence: int,
    published: str | None,
    of: Collection[int],
    own: Collection[int],
    said: Collection[int],
) -> str | None:
    """The day up to that of publication that a sentence tells of one of some words; among what is
    `said`, of the `own` ones of them alone.
    """
    for date in dates_told(a, sentence, published):
        up = a.doc.at(date.start)
        if published is not None and (date.value or "") > published:
            continue
        dated = own if up.i in said else of
        for _ in range(4):
            if up.i in of or up.head.i == up.i:
                break
            up = up.head
        if date.day and up.i in dated:
            return date.day
    return None


def days_told(a: Analysis, sentence: int, published: str | None) -> list[str]:
    """The whole days, no months or years, that a sentence names."""
    return [d.day for d in dates_told(a, sentence, published) if d.day]


def dates_told(a: Analysis, sentence: int, published: str | None) -> list[DateExpression]:
    """The date expressions of a sentence."""
    low, high = a.sentences[sentence]
    doc = a.doc
    return find_dates(a.text, doc[low].idx, doc[high - 1].idx + len(doc[high - 1]), published)
