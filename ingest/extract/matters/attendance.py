"""Who is told to have been at talks: "X, who led the delegation", "Y, who took part"."""

from __future__ import annotations

from ingest.extract.matters.matter import Matter, Matters
from ingest.extract.matters.sides import actors_of
from ingest.extract.syntax import agents_of
from ingest.extract.tokens import Token

_LEADING = frozenset({"lead", "head"})
_TEAMS = frozenset({"delegation", "team"})
_SEEN = frozenset({"attend", "join", "chair", "watch"})


def add_attendance(matters: Matters) -> None:
    """Add to talks who is told to have led a delegation to them or to have taken part."""
    for verb in matters.doc:
        if verb.pos_ != "VERB" or matters.a.in_quote(verb.i):
            continue
        objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
        lemma = verb.lemma_
        at: Matter | None = None
        if lemma in _SEEN and verb.tag_ in ("VBD", "VBN"):
            at = next((m for m in matters.found if any(o.i in m.heads for o in objects)), None)
        elif (lemma in _LEADING and any(o.lower_ in _TEAMS for o in objects)) or _took_part(verb):
            at = _main_talks(matters)
        if at is not None and at.sort == "event":
            at.actors += [i for i in _persons(matters, verb) if i not in at.actors]


def _took_part(verb: Token) -> bool:
    return verb.lower_ == "took" and any(c.lower_ == "part" for c in verb.children)


def _main_talks(matters: Matters) -> Matter | None:
    """The talks that the article tells of: the first that are not still to come."""
    talks = [m for m in matters.found if m.sort == "event" and m.kind == "talks" and not m.is_next]
    return next((m for m in talks if any(s in ("held", "ongoing") for _, s, _ in m.statuses)), None)


def _persons(matters: Matters, verb: Token) -> list[int]:
    """The persons that a verb is told of, also those "together with" them."""
    named = actors_of(matters, verb)
    beside = [p for c in verb.children if c.lower_ == "with" for p in c.children]
    by = [x for p in agents_of(verb) for x in p.subtree]
    for token in (*beside, *by):
        member = matters.cast.at.get(token.i)
        if member is not None:
            named.append(member)
    members = matters.cast.members
    return list(dict.fromkeys(i for i in named if members[i].type == "Person"))
