"""What becomes of an agreement: what it is told to do, what is done with it and by whom."""

from __future__ import annotations

from ingest.extract.matters.clauses import governors, is_irreal
from ingest.extract.tokens import Token

_KEEPING = frozenset("abide adhere comply keep stick respect observe honour honor uphold".split())
_BEGINNING = frozenset({"begin", "start", "commence"})
_LASTING = frozenset({"hold", "observe", "respect"})
_PART = frozenset({"part", "participation", "implementation"})


def is_kept(head: Token) -> bool:
    """Whether somebody keeps to an agreement or is asked to: "abide by the truce"."""
    verb = head.head.head if head.dep_ == "pobj" else head.head
    if head.dep_ not in ("pobj", "dobj") or not any(c.lower_ == "the" for c in head.children):
        return False
    return verb.pos_ == "VERB" and verb.lemma_.lower() in _KEEPING


def is_accusation(verb: Token) -> bool:
    """ "Accused X (on Tuesday) of violating it"."""
    of = next((t for t in governors(verb) if t.dep_ == "prep" and t.lower_ == "of"), None)
    return of is not None and any(t.lemma_.lower() == "accuse" for t in governors(of)[1:4])


def by_one_side(verb: Token) -> bool:
    """Whether one side alone does something: what it accepts is not agreed yet."""
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    return (
        len(subjects) == 1
        and not list(subjects[0].conjuncts)
        and not (
            subjects[0].tag_ == "NNS"
            or subjects[0].lower_ in ("both", "all")
            or any(c.lower_ in ("both", "two", "all") for c in subjects[0].children)
        )
    )


def course_of(head: Token) -> str | None:
    """What an agreement is told to do: "the truce will begin", "holds", "has run out"; or what is
    done to one's part in it.
    """
    verb = head.head
    if head.dep_ in ("nsubj", "nsubjpass") and verb.pos_ == "VERB":
        lemma = verb.lemma_.lower()
        if lemma == "run" and any(c.lower_ == "out" for c in verb.children):
            return "expired"
        if any(c.dep_ == "neg" for c in verb.children):
            return None
        if lemma == "last" and verb.tag_ == "VBD":
            return "expired"  # "the truce lasted nine days"
        if lemma in _BEGINNING and any(c.lower_ == "will" for c in verb.children):
            return "agreed"
        if lemma in _BEGINNING | _LASTING and not is_irreal([verb]):
            return "in_force"
    above = verb.head
    if head.dep_ == "pobj" and above.lemma_.lower() in _PART and above.dep_ == "dobj":
        if above.head.lemma_.lower() == "suspend" and not is_irreal([above.head]):
            return "suspended"
    return None
