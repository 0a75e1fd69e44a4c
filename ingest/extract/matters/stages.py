"""Stages of an exchange or a transfer, each an event of its own: "the first stage", "the third"."""

from __future__ import annotations

from ingest.extract.matters.joining import take
from ingest.extract.matters.matter import Matter, Matters
from ingest.extract.matters.telling import ORDINALS
from ingest.extract.tokens import Token

_STAGED = frozenset({"prisoner_exchange", "repatriation", "aid"})
_STAGES = frozenset({"stage", "phase"})
_AHEAD = 3  # sentences back in which the stages were spoken of


def kind_of_stage(matters: Matters, head: Token) -> str | None:
    """The kind of the exchange or transfer of which "the first stage" is another stage."""
    if any(c.lower_ == "of" for c in head.children):
        return None
    if not any(c.lower_ in ORDINALS for c in head.children):
        return None
    whole = _staged(matters)
    return whole.kind if whole is not None else None


def add_ordinal(matters: Matters, token: Token) -> None:
    """ "The third, covering the wounded, is planned for July": a stage named by its number."""
    if token.lower_ not in ORDINALS or token.dep_ not in ("nsubj", "nsubjpass"):
        return
    if not any(c.lower_ == "the" for c in token.children):
        return
    sentence = matters.a.sentence[token.i]
    near = matters.doc[max(0, matters.a.sentences[max(0, sentence - _AHEAD)][0]) : token.i]
    whole = _staged(matters)
    if whole is not None and any(t.lemma_ in _STAGES for t in near):
        take(matters, "event", whole.kind, token, token.i, token.i + 1)


def _staged(matters: Matters) -> Matter | None:
    """The last exchange or transfer that was told by a stage."""
    return next(
        (
            m
            for m in reversed(matters.found)
            if m.sort == "event" and m.kind in _STAGED and _STAGES & m.nouns
        ),
        None,
    )
