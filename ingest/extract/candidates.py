"""Candidate statements, proposed widely from syntax and quotation marks; a judge decides later.

A candidate is a cue (a verb, noun, adjective, colon or dash that may report speech), a source (the
noun phrase that may be the speaker) and a content, as tokens. Constructions (`kind`):

    clause-right, clause-left   X said (that) C;  C, X said
    clause-passive              it was said that C; C, it was noted
    inserted                    C, X said, C; C, as X noted, C
    aside                       C, X said (the cue hangs on its content); `as X said, C`
    infinitive                  X vowed to C; X urged Y to C
    object, object+             X welcomed C; X called A C
    passive, passive+           C was condemned by X
    preposition                 X called for C; X accused Y of C
    adjective                   X is confident that C
    noun-that, noun-to, noun-of the claim that C; a call to C; a warning of C
    according                   according to X, C; in X's words, C
    quote-after, quote-before   "C," said X; X said: "C"
    quote-dash, quote-colon     "C" - X; X: "C"
    headline-colon, headline-dash   X: C;  C - X  (without quotation marks)
    anaphora                    C. This was stated by X.
    transcript                  NAME: C
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.extract.analysis import Analysis
from ingest.extract.syntax import trimmed


@dataclass(slots=True)
class Candidate:
    """A candidate statement, as token indices. `score` is the judge's probability."""

    kind: str
    head: int
    cue: tuple[int, ...]
    source: tuple[int, ...]
    source_head: int | None
    content: set[int]
    key: str
    facts: dict[str, str | int | bool] = field(default_factory=dict)
    addressee: tuple[int, ...] = ()
    score: float = 0.0


def with_quotations(candidate: Candidate, a: Analysis) -> None:
    """Take quotations that the content begins whole; keep cue and source out."""
    content = set(candidate.content)
    for k in {k for i in candidate.content if (k := a.quote_of[i]) >= 0}:
        first, last = a.regions[k]
        if not any(first <= i <= last for i in candidate.cue):
            content.update(range(first, last + 1))
    content.difference_update(candidate.cue)
    if candidate.kind not in ("passive", "passive+", "clause-passive"):
        content.difference_update(candidate.source)
    candidate.content = set(trimmed(a.doc, content))
