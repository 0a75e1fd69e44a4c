"""Verbs that tell of an event: "X met Y", "spoke by phone", "the council extended the mandate"."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.matters.clauses import is_past
from ingest.extract.matters.joining import take
from ingest.extract.matters.lexicon import Step
from ingest.extract.matters.matter import Matters
from ingest.extract.matters.sides import actors_of, with_whom
from ingest.extract.syntax import agents_of
from ingest.extract.tokens import Token

_TRAVELLING = frozenset({"travel", "fly"})
_ACCUSING = frozenset({"accuse", "suspect"})
_PHONES = frozenset({"phone", "telephone"})
_CALLING = frozenset("speak talk tell discuss confer assure brief consult inform urge".split())
_LEADING = frozenset("leaders presidents ministers counterpart counterparts sides".split())
_PEOPLE = frozenset(
    """
    representative representatives official officials team delegation leaders ministers minister
    negotiator negotiators ambassador ambassadors experts commander commanders diplomats counterpart
    counterparts envoy envoys side
    """.split()
)
_GUESTS = frozenset("him her them president presidents premier premiers".split())
_SHORT = 6  # tokens


def add_verb(matters: Matters, verb: Token, taken: set[int]) -> None:
    """ "X met Y", "X telephoned Y"."""
    kind = matters.lexicon.event_verbs[verb.lemma_]
    accused = kind == "attack" and verb.tag_ == "VBG" and _accused_of(matters, verb)
    if kind == "attack" and not accused and verb.tag_ not in ("VBD", "VBN", "VBZ"):
        return
    if kind == "visit" and not _is_visit(matters, verb):
        return
    if kind == "signing" and not _is_signing(matters, verb):
        return
    if verb.lemma_ == "receive" and not _is_reception(matters, verb):
        return
    actors = actors_of(matters, verb)
    others = [
        matters.cast.at[t.i]
        for c in verb.children
        if c.dep_ in ("dobj", "prep")
        for t in c.subtree
        if t.i in matters.cast.at
        and (t.dep_ in ("dobj", "pobj", "conj") or t.head.lower_ in _PEOPLE)
        and matters.cast.members[matters.cast.at[t.i]].type != "Place"
    ]
    is_reception = verb.lemma_ == "receive" and bool(actors)
    if kind == "meeting" and not (actors and others) and not (len(actors) > 1 or is_reception):
        if not (any(c.lower_ == "again" for c in verb.children)):
            return
    if kind == "call" and not others:
        return
    if kind == "attack" and not (actors or accused or _is_taken(matters, verb)):
        return
    start = verb.i
    end = verb.i + 1
    while (
        end < min(len(matters.doc), verb.i + 9)
        and matters.doc[end].text not in (",", ".", ";", '"', "”")
        and not matters.doc[end].is_space
        and not (matters.doc[end].dep_ == "cc" and matters.doc[end].head.i == verb.i)
    ):
        end += 1
    take(matters, "event", kind, verb, start, end, actors=[*actors, *others])
    taken.update(range(start, start + 1 if kind == "signing" else end))  # the paper comes


def add_step(matters: Matters, verb: Token, taken: set[int]) -> None:
    """ "X recalled its ambassador", "the council extended it", "X spoke by phone with Y"."""
    if _by_phone(matters, verb, taken) or not _is_told(matters, verb):
        return
    objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    for step in matters.lexicon.steps:
        if not objects or verb.lemma_ not in step.verbs:
            continue
        if step.objects and not any(o.lower_ in step.objects for o in objects):
            continue
        if step.bodies and not any(_is_one_of(matters, t, step) for t in _doing(verb)):
            continue
        end = objects[0].i + 1 if verb.i < objects[0].i < verb.i + _SHORT else verb.i + 1
        actors = [*actors_of(matters, verb), *_members(matters, agents_of(verb))]
        actors += [i for t in (verb, *objects) for i in with_whom(matters, t)]
        take(matters, "event", step.kind, verb, verb.i, end, status="held", actors=actors)
        return


def _is_told(matters: Matters, verb: Token) -> bool:
    """Whether a step is told as taken, in a headline also by the present."""
    return is_past(verb) or (verb.tag_ in ("VBZ", "VBP") and matters.a.in_headline(verb.i))


def _doing(verb: Token) -> list[Token]:
    return [*(c for c in verb.children if c.dep_ == "nsubj"), *agents_of(verb)]


def _is_one_of(matters: Matters, token: Token, step: Step) -> bool:
    member = matters.cast.member_at(token.i)
    if member is None:
        return False
    return bool({member.kind, member.known, member.name.lower().replace(" ", "-")} & step.bodies)


def _members(matters: Matters, tokens: Sequence[Token]) -> list[int]:
    named = [matters.cast.at.get(x.i) for t in tokens for x in (t, *t.conjuncts)]
    members = matters.cast.members
    return [i for i in named if i is not None and members[i].type != "Place"]


def _by_phone(matters: Matters, verb: Token, taken: set[int]) -> bool:
    """ "X spoke by phone with Y", "told him over the telephone": a call of two, neither of them a
    reporter.
    """
    phone = next(
        (
            p
            for c in verb.children
            if c.lower_ in ("by", "over", "on") and c.i > verb.i
            for p in c.children
            if p.lower_ in _PHONES
        ),
        None,
    )
    if phone is None or phone.i - verb.i > _SHORT or verb.lemma_ not in _CALLING:
        return False
    actors = actors_of(matters, verb)
    told = [c for c in verb.children if c.dep_ in ("dobj", "dative", "pobj")]
    told += [
        p
        for c in verb.children
        if c.dep_ == "prep" and c.lower_ in ("to", "with")
        for p in c.children
    ]
    others = _members(matters, told)
    kinds = {matters.cast.members[i].kind for i in others}
    is_other = any(t.pos_ in ("PRON", "PROPN") or t.lower_ in _LEADING for t in told)
    if "media" in kinds or not actors or not (others or is_other or len(actors) > 1):
        return False
    take(matters, "event", "call", verb, verb.i, phone.i + 1, actors=[*actors, *others])
    taken.add(verb.i)
    return True


def _accused_of(matters: Matters, verb: Token) -> bool:
    """Whether somebody is accused of it: "accused X of shelling the town"."""
    above = verb.head
    return (
        verb.dep_ == "pcomp"
        and above.lower_ == "of"
        and above.head.lemma_ in _ACCUSING
        and any(c.dep_ == "dobj" for c in verb.children)
    )


def _is_reception(matters: Matters, verb: Token) -> bool:
    """Whether somebody receives people: "received the ministers at the White House"."""
    guests = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    return any(
        t.lower_ in _PEOPLE | _GUESTS
        or ((member := matters.cast.member_at(t.i)) is not None and member.type == "Person")
        for guest in guests
        for t in (guest, *guest.conjuncts)
    )


def _is_taken(matters: Matters, verb: Token) -> bool:
    """Whether a place is attacked or taken, by whomever: "the rebels, who seized Goma"."""
    aims = [matters.cast.member_at(c.i) for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    return any(member is not None and member.type == "Place" for member in aims)


def _is_visit(matters: Matters, verb: Token) -> bool:
    """Whether a state or a place is visited, at a time or on a day to come."""
    seen = [c for c in verb.children if c.dep_ == "dobj"]
    if verb.lemma_ in _TRAVELLING:
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
