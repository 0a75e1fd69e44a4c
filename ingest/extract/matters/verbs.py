"""Verbs that tell of an event: "X met Y", "spoke by phone", "the council extended the mandate"."""

from __future__ import annotations

from ingest.extract.matters.joining import take
from ingest.extract.matters.matter import Matters
from ingest.extract.matters.sides import actors_of
from ingest.extract.tokens import Token

_TRAVELLING = frozenset({"travel"})
_ACCUSING = frozenset({"accuse", "suspect"})


def add_verb(matters: Matters, verb: Token, taken: set[int]) -> None:
    """ "X met Y", "X telephoned Y"."""
    kind = matters.lexicon.event_verbs[verb.lemma_.lower()]
    accused = kind == "attack" and verb.tag_ == "VBG" and _accused_of(matters, verb)
    if kind == "attack" and not accused and verb.tag_ not in ("VBD", "VBN", "VBZ"):
        return
    if kind == "visit" and not _is_visit(matters, verb):
        return
    if kind == "signing" and not _is_signing(matters, verb):
        return
    actors = actors_of(matters, verb)
    others = [
        matters.cast.at[t.i]
        for c in verb.children
        if c.dep_ in ("dobj", "prep")
        for t in c.subtree
        if t.i in matters.cast.at
        and t.dep_ in ("dobj", "pobj", "conj")
        and matters.cast.members[matters.cast.at[t.i]].type != "Place"
    ]
    if kind == "meeting" and not (actors and others) and not (len(actors) > 1):
        if not (any(c.lower_ == "again" for c in verb.children)):
            return
    if (kind == "call" and not others) or (kind == "attack" and not (actors or accused)):
        return
    start = verb.i
    end = verb.i + 1
    while (
        end < min(len(matters.doc), verb.i + 9)
        and matters.doc[end].text not in (",", ".", ";", '"', "”")
        and not matters.doc[end].is_space
    ):
        end += 1
    take(matters, "event", kind, verb, start, end, actors=[*actors, *others])
    taken.update(range(start, start + 1 if kind == "signing" else end))  # the paper comes


def _accused_of(matters: Matters, verb: Token) -> bool:
    """Whether somebody is accused of it: "accused X of shelling the town"."""
    above = verb.head
    return (
        verb.dep_ == "pcomp"
        and above.lower_ == "of"
        and above.head.lemma_.lower() in _ACCUSING
        and any(c.dep_ == "dobj" for c in verb.children)
    )


def _is_visit(matters: Matters, verb: Token) -> bool:
    """Whether a state or a place is visited, at a time or on a day to come."""
    seen = [c for c in verb.children if c.dep_ == "dobj"]
    if verb.lemma_.lower() in _TRAVELLING:
        seen = [
            p
            for c in verb.children
            if c.dep_ == "prep" and c.lower_ == "to"
            for p in c.children
            if p.dep_ == "pobj"
        ]
    members = [matters.cast.member_at(t.i) for t in seen]
    named = any(m is not None and (m.type == "Place" or m.kind == "state") for m in members)
    return named and verb.tag_ in ("VB", "VBD", "VBN")


def _is_signing(matters: Matters, verb: Token) -> bool:
    """Whether a paper is said to have been signed somewhere: "signed the accord in X"."""
    if verb.tag_ not in ("VBD", "VBN"):
        return False
    where = [
        p
        for c in verb.children
        if c.dep_ == "prep" and c.lower_ in ("in", "at")
        for p in c.children
        if p.dep_ == "pobj"
    ]
    objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    where += [
        p
        for o in objects
        for c in o.children
        if c.dep_ == "prep" and c.lower_ == "in"
        for p in c.children
        if p.dep_ == "pobj"
    ]
    places = [matters.cast.member_at(t.i) for t in where]
    return any(m is not None and m.type == "Place" for m in places)
