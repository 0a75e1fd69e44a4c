"""Nouns of speech, and what is so according to somebody: the claim that C; according to X, C."""

from __future__ import annotations

from ingest.extract.constructions.objects import judgement
from ingest.extract.constructions.proposals import Proposals
from ingest.extract.syntax import (
    FINITE,
    noun_phrase,
    noun_source,
    object_phrase,
    run_around,
    subtree,
)
from ingest.extract.tokens import Token

_JUDGING = frozenset({"be", "have", "mean", "show", "mark"})
_WORDS = frozenset(
    "words opinion view phrase assessment estimation estimate telling account version".split()
)


def add_noun(out: Proposals, noun: Token) -> None:
    """Propose the clauses and phrases that hang on a noun."""
    lemma = noun.lemma_
    source, how = noun_source(noun)
    ids = {noun.i} | {c.i for c in noun.children if c.i < noun.i and c.dep_ in ("det", "amod")}
    if how == "verb" and 0 < noun.i - noun.head.i <= 6:
        ids |= set(range(noun.head.i, noun.i))
    cue = run_around(ids, noun.i)
    for c in noun.children:
        if c.i < noun.i:
            continue
        if c.dep_ in ("acl", "ccomp", "relcl"):
            marks = {x.lower_ for x in c.children if x.dep_ in ("mark", "aux")}
            if judgement(c):
                continue  # "a claim that X dismissed as absurd" tells nothing that was claimed
            if c.dep_ == "relcl" and "that" not in {
                x.lower_ for x in c.children if x.dep_ == "mark"
            }:
                continue
            kind = "noun-to" if "to" in marks else "noun-that" if "that" in marks else "noun-ing"
            out.add(kind, noun, cue, source, subtree(c), how=how)
        elif c.dep_ == "prep" and c.lower_ not in ("by", "from", "among"):
            for p in c.children:
                if p.dep_ in ("pobj", "pcomp"):
                    near = {c.i} if c.i == noun.i + 1 else set()
                    content = object_phrase(p) if p.dep_ == "pobj" else subtree(p)
                    out.add(
                        "noun-of",
                        noun,
                        set(cue) | near,
                        source,
                        content,
                        key=f"{lemma}+{c.lower_}",
                        how=how,
                    )


def add_according(out: Proposals, token: Token) -> None:
    """Propose the sentence, and the clause, that "according to X" stands in."""
    doc = out.doc
    if token.i + 2 >= len(doc) or doc[token.i + 1].lower_ != "to":
        return
    objects = [
        p
        for to in (*[c for c in token.children if c.lower_ == "to"], doc[token.i + 1])
        for p in to.children
        if p.dep_ in ("pobj", "pcomp")
    ] or [t for t in doc[token.i + 2 : token.i + 8] if t.pos_ in ("NOUN", "PROPN", "PRON")][:1]
    if not objects:
        return
    last = max([*noun_phrase(objects[0]), token.i + 1])
    _add_so(out, token, objects[0], last, [token.i, token.i + 1], "according")


def add_words(out: Proposals, token: Token) -> None:
    """Propose what is so "in the words of X", "in X's view"."""
    doc = out.doc
    noun = next((c for c in token.children if c.lower_ in _WORDS), None)
    if noun is None or noun.i - token.i > 8:
        return
    whose = next((c for c in noun.children if c.dep_ == "poss"), None) or next(
        (p for c in noun.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"), None
    )
    if whose is None or (noun.lower_ == "view" and doc[noun.i - 1].i == token.i):
        return  # "in view of X" is no view of X's
    last = max([noun.i, *noun_phrase(whose)])
    cue = [token.i, noun.i, *([noun.i + 1] if doc[noun.i + 1].lower_ == "of" else [])]
    _add_so(out, token, whose, last, cue, "words")


def add_for(out: Proposals, token: Token) -> None:
    """Propose what is so for somebody whom the outlet presents: "For X, who studies Y, C"."""
    doc = out.doc
    if not token.is_sent_start or out.a.in_headline(token.i) or token.i + 3 >= len(doc):
        return
    _, end = out.a.sentences[out.a.sentence[token.i]]
    name = token.i + 1
    while name < end and doc[name].pos_ == "PROPN":
        name += 1
    if name - token.i < 3 or name + 1 >= end or doc[name].text != ",":  # two words of a name
        return
    if doc[name + 1].lower_ not in ("who", "a", "an", "the", "whose"):
        return
    rest = [i for i in range(name + 2, end) if doc[i].text == "," and not out.a.in_quote(i)]
    verb = next((t for t in doc[rest[0] : end] if t.tag_ in FINITE), None) if rest else None
    if verb is None or verb.lemma_ not in _JUDGING:
        return
    out.add("according", token, [token.i], doc[name - 1], range(rest[0] + 1, end), key="for",
            scope="sentence")  # fmt: skip


def _add_so(
    out: Proposals, token: Token, source: Token, last: int, cue: list[int], key: str
) -> None:
    """Propose the sentence and the clause beside an attribution from `token` to `last`."""
    doc, a = out.doc, out.a
    start, end = a.sentences[a.sentence[token.i]]
    own = set(range(token.i, last + 1))
    whole = set(range(start, end)) - own
    head = token.head
    while head.pos_ not in ("VERB", "AUX") and head.dep_ != "ROOT" and head.head.i != head.i:
        head = head.head
    clause = subtree(head) - own if head.i != token.i else whole
    after = max(own) + 1
    if (
        after + 1 < end
        and doc[token.i - 1].text == doc[after].text == ","
        and (doc[after + 1].tag_ == "VBG" or doc[after + 1].lower_ in ("who", "which", "whose"))
    ):
        whole = set(range(start, token.i))  # "S, according to X, speaking on condition of …"
        clause &= whole
    closes = doc[token.i - 1].text == "," and max(own) >= end - 4
    if closes and not any(t.text in (";", ":") for t in doc[start : token.i]):
        clause = whole  # "S and S, according to X."
    out.add(
        "according",
        token,
        cue,
        source,
        whole,
        key=key,
        scope="sentence",
    )
    if 2 < len(clause) < len(whole):
        out.add(
            "according",
            token,
            cue,
            source,
            clause,
            key=key,
            scope="clause",
        )
