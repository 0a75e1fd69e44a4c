"""What the sentence of a statement shows of its being an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract import response_words
from ingest.extract.analysis import Analysis
from ingest.extract.exchange import Exchange
from ingest.extract.syntax import agents_of
from ingest.extract.tokens import Token
from ingest.records import Span

_SHORT = 14  # tokens of a sentence that says of the next one what it is ("X hit back.")
_OPENING = 6  # tokens of a content in which it tells whose words it judges
_PROPOSING = frozenset("propose put offer present submit table draft suggest".split())
_PERIODS = frozenset({"week", "month", "year"})
_PAST = frozenset({"last", "previous", "past"})


@dataclass(frozen=True, slots=True)
class Signs:
    """What the sentence of a statement shows of its being an answer."""

    phrase: str | None
    by_verb: bool
    named: frozenset[int]
    cue: Span
    owner: int | None  # whose words the sentence speaks of
    before: int  # the statement in which the same actor spoke last; -1 where there is none
    is_explicit: bool  # whether words say that it answers something
    is_old: bool = False  # whether the words are of an earlier time: "NAME's words of last month"


def signs_of(k: int, e: Exchange) -> Signs:
    """The signs in a statement's sentence, and in a short one just before it ("X hit back.")."""
    words = response_words.load()
    a, doc, me = e.a, e.a.doc, e.candidates[k]
    first, last = a.sentences[a.sentence[me.head]]
    outside = [i for i in range(first, last) if i not in me.content]
    text = " ".join([doc[i].lower_ for i in outside])
    if first and a.paragraph[first - 1] == a.paragraph[first]:
        start, end = a.sentences[a.sentence[first - 1]]
        if end - start <= _SHORT:
            text = " ".join([t.lower_ for t in doc[start:end]]) + " " + text
    phrase = next((p for p in words.phrases if p in text), None)
    if phrase is None:
        opening = " ".join(doc[i].lower_ for i in sorted(me.content)[:_OPENING])
        phrase = next((p for p in words.judged if p in opening), None)
    head = doc[me.head]
    cast = e.cast
    mine = e.speakers[k].index
    named = frozenset(
        index
        for index in {cast.at[i] for i in outside if i in cast.at}
        if index != mine
        and cast.members[index].type != "Place"
        and cast.members[index].kind != "media"
    )
    cue = _cue_span(a, outside, phrase) or (head.idx, head.idx + len(head))
    before = next((n for n in range(k - 1, -1, -1) if e.speakers[n].index == mine), -1)
    by_verb = head.lemma_ in words.verbs
    is_explicit = by_verb or (phrase is not None and phrase not in words.weak)
    owner, is_old = _owner_of_words(k, e)
    return Signs(phrase, by_verb, named, cue, owner, before, is_explicit, is_old)


def _owner_of_words(k: int, e: Exchange) -> tuple[int | None, bool]:
    """Whose words the sentence of a statement speaks of: "asked about NAME's claim", "with regard
    to NAME's words", "rejected NAME's talk of games", "condemned remarks made by NAME"; and whether
    they are of an earlier time: "NAME's words of last month".
    """
    me, doc, cast = e.candidates[k], e.a.doc, e.cast
    words, sentence = response_words.load().words, e.a.sentence[me.head]
    if words.isdisjoint(e.a.lemmas[sentence]):
        return _proposer(k, e), False
    first, last = e.a.sentences[sentence]
    begins = min(me.content)
    for i in range(first, last):
        if doc[i].lemma_ not in words or e.a.in_quote(i):
            continue
        if i in me.content and i - begins >= _OPENING:
            continue
        for child in doc[i].children:
            owners = [child] if child.dep_ in ("poss", "compound", "amod") else []
            if child.lower_ in ("of", "by", "from"):
                owners = [c for c in child.children if c.dep_ == "pobj"]
            elif child.dep_ == "acl" and child.lower_ in ("made", "given", "voiced"):
                owners = agents_of(child)
            for owner in owners:
                index = cast.at.get(owner.i)
                if index is None or index in (e.speakers[k].index, *e.speakers[k].others):
                    continue
                if cast.members[index].type != "Place" and cast.members[index].kind != "media":
                    return index, _is_old(doc[i])
    return _proposer(k, e), False


def _is_old(noun: Token) -> bool:
    """Whether words are told to be of an earlier week, month or year."""
    return any(
        c.lower_ in ("of", "from")
        and any(
            n.lemma_ in _PERIODS and any(x.lower_ in _PAST for x in n.children) for n in c.children
        )
        for c in noun.children
    )


def _proposer(k: int, e: Exchange) -> int | None:
    """Whose proposal a statement's sentence tells of: "rejected the truce put forward by NAME"."""
    me, doc, cast = e.candidates[k], e.a.doc, e.cast
    sentence = e.a.sentence[me.head]
    if _PROPOSING.isdisjoint(e.a.lemmas[sentence]):
        return None
    first, last = e.a.sentences[sentence]
    for i in range(first, last):
        if doc[i].lemma_ not in _PROPOSING or doc[i].tag_ != "VBN" or e.a.in_quote(i):
            continue
        for agent in doc[i].children:
            for owner in agent.children if agent.dep_ == "agent" else ():
                index = cast.at.get(owner.i)
                if index is None or index in (e.speakers[k].index, *e.speakers[k].others):
                    continue
                if cast.members[index].type != "Place" and cast.members[index].kind != "media":
                    return index
    return None


def _cue_span(a: Analysis, outside: Sequence[int], phrase: str | None) -> Span | None:
    if phrase is None:
        return None
    words = phrase.split()
    doc = a.doc
    for k in range(len(outside) - len(words) + 1):
        if [doc[i].lower_ for i in outside[k : k + len(words)]] == words:
            last = doc[outside[k + len(words) - 1]]
            return doc[outside[k]].idx, last.idx + len(last)
    return None
