"""What becomes of an event that is spoken of: left, broken off, not settled yet."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.matters.clauses import is_denied, is_past, is_unreal
from ingest.extract.tokens import Token

_SUSPENDED = frozenset({"suspension", "cancellation"})
_FOR = frozenset({"for", "on", "of", "about"})
_NOW = frozenset({"is", "are", "'s", "'re", "’s", "’re"})
_HOLDING = frozenset("hold conduct mediate host attend continue".split())
_LEAVING = frozenset({"leave", "depart", "head"})
_COMING_ABOUT = frozenset("take happen occur materialise materialize hold open go convene".split())
_NONE = frozenset({"no"})
_NOBODY = frozenset({"nobody", "none"})


def bears_on_nothing(verbs: Sequence[Token]) -> bool:
    """Whether what is done "in" an event tells nothing of it: it is done, or will be."""
    done = verbs[1:2] if verbs and verbs[0].dep_ == "xcomp" else verbs[:1]
    return any(
        is_past(verb) or any(c.lower_ in ("will", "would") for c in verb.children) for verb in done
    )


def is_ahead(head: Token) -> bool:
    """Whether what is told is before an event: "ahead of the talks", "left for the summit"."""
    if head.dep_ != "pobj":
        return False
    above = head.head
    if above.lower_ == "of" and above.head.lower_ in ("ahead", "eve"):
        return True
    return above.lower_ == "for" and above.head.lemma_ in _LEAVING


def has_fallen_through(verb: Token) -> bool:
    """Whether what was to be did not come about: "did not take place", "fell through"."""
    words = {c.lower_ for c in verb.children}
    lemma = verb.lemma_
    if lemma == "fall":
        return "through" in words and not is_unreal([verb])
    return (
        lemma in _COMING_ABOUT
        and bool(words & {"not", "n't", "n’t", "never"})
        and "did" in words
        and "yet" not in words
    )


def is_broken_off(head: Token, verbs: Sequence[Token]) -> bool:
    """Whether somebody ends or leaves talks: "suspended the dialogue", "pulled out of the talks",
    "will not attend them".
    """
    if not verbs:
        return False
    above = head.head
    if head.dep_ == "pobj" and above.lower_ in ("of", "from"):
        if above.head.lower_ in _SUSPENDED:
            return True
        verb = above.head.head if above.head.dep_ in ("prep", "advmod", "prt") else above.head
        words = {above.head.lower_, *(c.lower_ for c in verb.children)}
        lemma = verb.lemma_
        return (lemma == "withdraw" and above.lower_ == "from") or (
            lemma == "pull" and "out" in words
        )
    lemma = verbs[0].lemma_
    if head.dep_ not in ("dobj", "nsubjpass"):
        return False
    if lemma == "attend":
        return is_denied(verbs)
    return lemma == "suspend" and not is_unreal(verbs)


def is_under_way(head: Token, verb: Token) -> bool:
    """Whether somebody is just now at it: "X is mediating in talks", "talks are being held"."""
    if verb.i not in (head.head.i, head.head.head.i):
        return False  # "is leading the delegation to the talks"
    now = any(c.dep_ in ("aux", "auxpass") and c.lower_ in _NOW for c in verb.children)
    return (
        now
        and verb.lemma_ in _HOLDING
        and (verb.tag_ == "VBG" or any(c.lower_ == "being" for c in verb.children))
    )


def is_in_doubt(head: Token) -> bool:
    """Whether nothing is settled of an event: "no date for a further round", "nobody expects a
    meeting".
    """
    above = head.head.head if head.dep_ == "pobj" else head.head
    if head.dep_ == "pobj" and above.pos_ == "VERB" and head.head.lower_ in _FOR:
        # "no date has been set for a summit", hung on the verb by the parse
        subjects = [c for c in above.children if c.dep_ == "nsubjpass"]
        return any(c.lower_ in _NONE for s in subjects for c in s.children)
    if head.dep_ == "pobj" and head.head.lower_ in _FOR:
        return any(c.lower_ in _NONE for c in above.children)
    return head.dep_ == "dobj" and any(
        c.dep_ == "nsubj" and c.lower_ in _NOBODY for c in above.children
    )
