"""Events at which somebody says something: "warned at a session", "at the end of a visit"."""

from __future__ import annotations

from ingest.extract.cues import load as load_cues
from ingest.extract.matters.clauses import is_denied, is_irreal
from ingest.extract.tokens import Token

_EDGES = frozenset("end close start beginning opening outset conclusion sidelines margins".split())
_AT = frozenset("at during after following on in".split())
_LEADING = frozenset("open close chair address host attend conclude begin".split())
_CALLS = frozenset({"call", "conversation", "interview"})
_SPEAKING = frozenset({"speak", "tell", "address", "brief"})
_FINITE = frozenset({"VBD", "VBZ", "VBN"})


def said_at(head: Token) -> Token | None:
    """The verb of what somebody says at an event, which so takes or took place; None for none."""
    top = _whole(head)
    if is_led(head):
        verb = top.head.head
        if verb.dep_ == "nsubj":
            verb = verb.head
    elif top.dep_ == "pobj" and top.head.lower_ in _AT:
        verb = top.head.head
        if verb.tag_ == "VBG" and verb.lemma_ in _SPEAKING and verb.dep_ == "advcl":
            verb = verb.head  # "speaking at a rally, X said"
        elif verb.tag_ == "VB" and verb.dep_ in ("xcomp", "ccomp") and head.lower_ in _CALLS:
            verb = verb.head  # "urged Y to keep the truce in a telephone call"
    elif top.dep_ in ("dobj", "dative") and top.head.lemma_ in _SPEAKING:
        verb = top.head  # "told the conference that C"
    else:
        return None
    is_told = verb.pos_ == "VERB" and verb.tag_ in _FINITE and verb.lemma_ in load_cues().reporting
    return verb if is_told and not is_irreal([verb]) and not is_denied([verb]) else None


def is_led(head: Token) -> bool:
    """Whether a speaker leads it: "opening a meeting, X said"."""
    verb = head.head
    return (
        head.dep_ == "dobj"
        and verb.tag_ == "VBG"
        and verb.lemma_ in _LEADING
        and (verb.dep_ == "advcl" or (verb.dep_ == "acl" and verb.head.dep_ == "nsubj"))
    )


def is_at_edge(head: Token) -> bool:
    """Whether something is said as it begins or ends: "at the end of a visit"."""
    return _whole(head) is not head


def _whole(head: Token) -> Token:
    edge = head.head.head
    is_edge = head.dep_ == "pobj" and head.head.lower_ == "of" and edge.lower_ in _EDGES
    return edge if is_edge else head
