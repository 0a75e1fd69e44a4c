"""Nouns that name no event or agreement where they stand: "exchange of views", "in talks"."""

from __future__ import annotations

from ingest.extract.matters.clauses import governors
from ingest.extract.matters.dates import REPORTING
from ingest.extract.matters.matter import Matters
from ingest.extract.matters.telling import ROUNDS
from ingest.extract.tokens import Doc, Token

_FIRE = frozenset(
    "fire fighting hostilities ceasefire cease-fire humanitarian war shelling strikes".split()
)
# What names an agreement only beside words of peace, or where it takes one up.
_LOOSE = frozenset("plan plans paper papers".split())
_PEACE = frozenset(
    "peace war ceasefire cease-fire truce point points road-map roadmap settlement".split()
)
_SINGLING = frozenset({"det", "nummod"})
_CALLING = frozenset("describe denounce condemn regard hail dismiss see portray brand".split())
_UTTERED = frozenset("communique communiqué declaration statement paper".split())
_BREACHES = frozenset({"violation", "breach", "infringement"})
_LIFTING = frozenset("lift ease remove relax lifting easing removal waiver".split())
_MEANS = frozenset("through by via to of in for".split())
_MEASURES = frozenset("round hour day night week month session series stage".split())
_NAMING = frozenset({"det", "poss", "nummod", "prep"})
_ROOMS = frozenset("room rooms hall venue table".split())
_SIGNING = frozenset({"sign", "initial"})


def is_idle(matters: Matters, head: Token, kind: str) -> bool:
    """Whether a noun is used without naming a matter: "exchange of views", "no deal", "in
    talks".
    """
    doc = matters.doc
    lower = head.lower_
    nxt = doc[head.i + 1].lower_ if head.i + 1 < len(doc) else ""
    nxt2 = doc[head.i + 2].lower_ if head.i + 2 < len(doc) else ""
    if (
        lower in ("exchange", "exchanges")
        and nxt == "of"
        and nxt2 in ("views", "information", "opinions", "messages")
    ) or (lower == "exchange" and nxt in ("blame", "accusations", "fire", "words", "barbs")):
        return True
    if _is_description(head) or _is_utterance(head):
        return True
    if kind == "sanctions" and _is_lifted(head):
        return True
    if kind == "attack" and head.dep_ in ("compound", "nmod") and _is_noun(doc, head.i + 1):
        return True  # "a sabotage group"
    if kind == "signing" and lower == "ceremony" and not _is_signing(head):
        return not _tells_of_signing(matters, head)
    if kind == "aid" and head.tag_ == "NNS" and not any(c.dep_ in _SINGLING for c in head.children):
        return True  # "let aid convoys pass"
    if lower in ("round", "rounds") and not _is_round_of_talks(matters, head):
        return True
    if lower == "votes" and any(c.dep_ == "nummod" for c in head.children):
        return True  # "by three votes"
    if lower == "consultations" and head.dep_ == "pobj" and head.head.lower_ == "for":
        return True  # "returned for consultations"
    if kind == "talks" and _is_any_talks(head):
        return True
    if head.dep_ == "compound" and head.head.lower_ in _ROOMS:
        return True  # "in the meeting room"
    named = matters.cast.member_at(head.i)
    if kind in ("meeting", "other") and named is not None and named.type == "Institution":
        return True  # "the Families Forum said"
    if kind == "framework" and lower == "framework" and head.left_edge.i == head.i:
        return True
    if lower == "initiative" and head.dep_ == "pobj" and head.head.lower_ in ("at", "on"):
        return True  # "at the initiative of X"
    if lower in _LOOSE and not any(m.kind == kind for m in matters.found):
        near = {t.lower_ for t in doc[max(0, head.i - 4) : head.i + 8]}
        owned = any(t.i in matters.cast.at for t in doc[head.left_edge.i : head.i])
        return not owned and not near & (_PEACE | {"joint", "common"})
    if (
        kind == "framework"
        and lower in ("initiative", "declaration")
        and (head.left_edge.i == head.i or nxt == "to")
    ):
        return True
    if lower in ("halt", "pause", "access"):
        near = {t.lower_ for t in doc[max(0, head.i - 4) : head.i + 8]}
        return not near & _FIRE and not any(w.endswith("-long") for w in near)
    return lower in ("group", "groups", "format", "mechanism") and head.left_edge.i == head.i


def _is_any_talks(head: Token) -> bool:
    """Whether no talks in particular are named: "settle it through dialogue", "return to
    negotiations", "open to direct talks", but "three hours of talks".
    """
    if any(c.dep_ in _NAMING or c.pos_ == "PROPN" for c in head.children) or head.dep_ != "pobj":
        return False
    return head.head.lower_ in _MEANS and head.head.head.lemma_ not in _MEASURES


def _is_utterance(head: Token) -> bool:
    """Whether a paper only tells where something was said: "said in a joint communiqué"."""
    return (
        head.lower_ in _UTTERED
        and head.dep_ == "pobj"
        and head.head.lower_ == "in"
        and head.head.head.lemma_ in REPORTING
    )


def _is_lifted(head: Token) -> bool:
    """Whether sanctions are spoken of as lifted or to be lifted: no new ones."""
    return any(t.lemma_ in _LIFTING or t.lower_ in _LIFTING for t in governors(head)[1:3])


def _is_description(head: Token) -> bool:
    """Whether a noun only says what somebody calls another matter: "denounced it as a reward for
    kidnapping".
    """
    if head.dep_ == "pobj" and head.head.head.lemma_ in _BREACHES:
        return False  # "condemned it as a breach of the truce"
    return not _is_between(head) and any(
        t.lower_ == "as" and t.dep_ == "prep" and t.head.lemma_ in _CALLING for t in governors(head)
    )


def _is_between(head: Token) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in ("between", "with") for c in head.children)


def _tells_of_signing(matters: Matters, head: Token) -> bool:
    """Whether the sentences before "the ceremony" tell that something was signed."""
    low = matters.a.sentences[max(0, matters.a.sentence[head.i] - 2)][0]
    before = matters.doc[low : head.i]
    return any(t.pos_ == "VERB" and t.lemma_ in _SIGNING for t in before)


def _is_signing(ceremony: Token) -> bool:
    """Whether a ceremony is called one of signing: "the signing ceremony"."""
    return any(c.lower_ in ("signing", "signature") for c in ceremony.subtree)


def _is_noun(doc: Doc, at: int) -> bool:
    return at < len(doc) and doc[at].pos_ in ("NOUN", "PROPN")


def _is_round_of_talks(matters: Matters, head: Token) -> bool:
    """Whether a round is one of talks, not of shells or of news."""
    near = {t.lower_ for t in matters.doc[head.i + 1 : head.i + 4]}
    if head.i + 1 < len(matters.doc) and matters.doc[head.i + 1].text == "-":
        return False
    if near & {"talks", "negotiations", "consultations", "discussions"}:
        return True
    return head.tag_ == "NN" or any(c.lower_ in ROUNDS for c in head.children)


def is_told_apart(matters: Matters, head: Token, kind: str) -> bool:
    """Whether a noun that may be meant in general names one: "new sanctions on X", or "the
    sanctions" after that.
    """
    described = any(c.dep_ in ("amod", "compound", "nummod", "poss", "acl") for c in head.children)
    aimed = any(c.dep_ == "prep" and c.lower_ in ("on", "against", "of") for c in head.children)
    told = [m for m in matters.found if m.kind == kind]
    if kind == "other":  # events without a kind of their own are told apart by their nouns
        told = [m for m in told if head.lemma_ in m.nouns]
    return described or aimed or bool(told)
