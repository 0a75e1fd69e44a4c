"""What governs a mention: the verb of its clause, and whether that tells of what is."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.tokens import Token

CONDITIONS = frozenset({"if", "whether", "unless", "until", "before", "till"})
_HAD = frozenset({"had", "has", "have", "was", "were"})


def governors(head: Token) -> list[Token]:
    """The head and what governs it, up to the verb of its clause and the verbs above."""
    chain = [head]
    while chain[-1].head.i != chain[-1].i and len(chain) < 7:
        chain.append(chain[-1].head)
    return chain


def clause_of(token: Token) -> Token:
    """The verb of a token's clause, or the root above it."""
    for _ in range(8):
        if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
            break
        token = token.head
    return token


def is_not_yet(verb: Token) -> bool:
    """Whether a clause tells that something has not come about: "has not yet begun"."""
    words = {c.lower_ for c in verb.children}
    return bool(words & {"not", "n't", "n’t", "never"}) and (
        "yet" in words or verb.lemma_ in ("begin", "start", "take", "happen", "occur")
    )


def is_past(verb: Token) -> bool:
    """Whether a clause tells of what was: "urged", "had urged"."""
    return verb.tag_ == "VBD" or (
        verb.tag_ == "VBN"
        and any(c.dep_ in ("aux", "auxpass") and c.lower_ in _HAD for c in verb.children)
    )


def is_irreal(verbs: Sequence[Token]) -> bool:
    """Whether a clause tells of what is not (yet): will, would, to do, "that it be lifted"."""
    for verb in verbs:
        if is_perfect_infinitive(verb):
            continue
        for child in verb.children:
            if child.dep_ == "auxpass" and child.lower_ == "be":
                return True
            if child.dep_ == "aux" and child.lower_ in (
                "will", "would", "shall", "should", "could", "may", "might", "must", "can",
                "to", "'ll",
            ):  # fmt: skip
                return True
    return False


def is_perfect_infinitive(verb: Token) -> bool:
    """Whether an infinitive tells of what was: "claimed to have taken the town"."""
    words = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    return verb.tag_ == "VBN" and words[:2] == ["to", "have"]


def is_denied(verbs: Sequence[Token]) -> bool:
    """Whether a clause tells of what is not."""
    return bool(verbs) and any(c.dep_ == "neg" for c in verbs[0].children)


def is_conditional(verb: Token) -> bool:
    """Whether a clause tells a condition or a time to come: "if the truce breaks down"."""
    return any(c.dep_ == "mark" and c.lower_ in CONDITIONS for c in verb.children)


def is_unreal(verbs: Sequence[Token]) -> bool:
    """Whether a clause tells of what is not (yet), or is not at all."""
    return is_irreal(verbs[:1]) or is_denied(verbs)
