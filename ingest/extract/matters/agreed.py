"""Agreements that a verb names by what was agreed."""

from __future__ import annotations

from collections.abc import Set

from ingest.extract.matters.joining import take
from ingest.extract.matters.matter import Matters
from ingest.extract.matters.sides import actors_of
from ingest.extract.tokens import Token

_DEAD = frozenset({"bodies", "remains", "fallen"})
# what follows tells when, not what
_THEN = frozenset({"after", "following", "during", "when", "while", "ahead"})
_HOLDING = frozenset({"hold", "resume", "continue"})
_TALKS = frozenset("round talk talks negotiation negotiations dialogue meeting session".split())
_KNOWN = frozenset({"the", "this", "that", "these"})
_CAPTIVES = frozenset(
    """
    prisoner prisoners hostage hostages pow pows captive captives wounded sick ill soldiers
    detainees servicemen
    """.split()
)


def add_agreed(matters: Matters, verb: Token, taken: set[int]) -> None:
    """ "A and B agreed to exchange … and to return …": agreements named by what was agreed."""
    first = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i), None)
    if first is None:
        first = next(
            (
                p
                for c in verb.children
                if c.dep_ == "prep" and c.lower_ in ("on", "to")
                for p in c.children
                if p.dep_ in ("pobj", "pcomp")
            ),
            None,
        )
    if first is None or any(c.lower_ in _KNOWN for c in first.children if c.dep_ == "det"):
        return  # "agreed to the pause" is told by its noun
    parts = [first, *(t for t in first.conjuncts if t.i > first.i and t.pos_ == first.pos_)]
    if first.pos_ != "VERB":
        parts = [first]
    for k, part in enumerate(parts):
        low = min(t.i for t in part.subtree)
        high = max(t.i for t in part.subtree) + 1
        for later in parts[k + 1 :]:  # what is agreed besides is an agreement of its own
            high = min(high, min(t.i for t in later.subtree))
        _agreement_on(matters, verb, part, max(low, verb.i + 1), min(high, low + 22), taken)


def _agreement_on(
    matters: Matters, verb: Token, part: Token, low: int, high: int, taken: set[int]
) -> None:
    doc = matters.doc
    high = next((t.i for t in doc[low:high] if t.is_space or t.lower_ in _THEN), high)
    while high > low and (doc[high - 1].dep_ == "cc" or doc[high - 1].is_punct):
        high -= 1
    if high <= low:
        return
    kind = agreed_kind(matters, low, high, part.lemma_, is_noun=part.pos_ != "VERB")
    if kind is None or (part.lemma_ in _HOLDING and _is_of_talks(part)):
        return
    matter = take(matters, "agreement", kind, verb, low, high, status="agreed")
    for index in actors_of(matters, verb):
        if matters.cast.members[index].type == "Institution" and index not in matter.actors:
            matter.actors.append(index)
    taken.update(range(low, high))


def _is_of_talks(part: Token) -> bool:
    """Whether what is agreed is to hold talks: they are an event."""
    return any(c.lemma_ in _TALKS for c in part.children if c.dep_ == "dobj")


def agreed_kind(
    matters: Matters, low: int, high: int, lemma: str = "", *, is_noun: bool = False
) -> str | None:
    """The kind of what was agreed, from the words of a stretch; None where it is not told.
    `is_noun` where a noun names the agreement: in "the deal in its written form" nothing is set up.
    """
    tokens = matters.doc[low:high]
    words = {t.lower_ for t in tokens} | {t.lemma_ for t in tokens}
    if lemma in matters.lexicon.agreed["procedural"]:
        return "procedural"
    if _DEAD & words:
        return "repatriation"
    for kind, bag in matters.lexicon.agreed.items():
        if kind == "repatriation" or not bag & words:
            continue
        if kind == "prisoner_exchange" and not _CAPTIVES & words:
            continue
        if kind == "procedural" and is_noun and not any(_is_to_do(t, bag) for t in tokens):
            continue
        return kind
    return None


def _is_to_do(token: Token, verbs: Set[str]) -> bool:
    """Whether something is to be done: "to meet again", "on resuming talks"."""
    is_to = token.tag_ == "VBG" or any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
    return token.pos_ == "VERB" and token.lemma_ in verbs and is_to
