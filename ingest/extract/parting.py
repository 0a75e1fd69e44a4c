"""One cue reports two statements: "said that A and that B", "accused X of A and of B"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.syntax import trimmed
from ingest.extract.tokens import Token

CHARGING = frozenset({"accuse+of", "blame+for"})
_JOINING = frozenset({"and", "but", "or"})


def parts(candidate: Candidate, a: Analysis) -> Iterator[Candidate]:
    """The statements of a cue: one for each "that", or "of", which takes the cue up."""
    if candidate.kind != "clause-right" and candidate.key not in CHARGING:
        yield candidate
        return
    content = sorted(candidate.content)
    cuts = [i for i in content[1:] if _takes_up(a.doc[i], candidate, a)]
    if not cuts:
        yield candidate
        return
    bounds = [content[0], *cuts, content[-1] + 1]
    for first, last in zip(bounds, bounds[1:], strict=False):
        skipped = first if candidate.kind == "preposition" and first > content[0] else -1
        part = trimmed(a.doc, (i for i in content if first <= i < last and i != skipped))
        while part and a.doc[part[-1]].lower_ in _JOINING:
            part = trimmed(a.doc, part[:-1])
        if part and first == content[0]:
            candidate.content = set(part)
            yield candidate
        elif part:
            yield replace(candidate, content=set(part))


def _takes_up(that: Token, candidate: Candidate, a: Analysis) -> bool:
    """Whether a "that" after "and" or "but" stands beside the clause that the cue governs; or an
    "of" beside the one of the cue.
    """
    if candidate.kind == "preposition":
        mark = candidate.key.partition("+")[2]
        gerund = any(c.tag_ == "VBG" for c in that.children)
        return that.lower_ == mark and that.dep_ == "conj" and gerund and not a.in_quote(that.i)
    if that.lower_ != "that" or that.tag_ != "IN" or a.in_quote(that.i):
        return False
    if that.doc[that.i - 1].lower_ not in _JOINING:
        return False
    verb = that.head
    while verb.dep_ == "conj" and verb.head.i in candidate.content:
        verb = verb.head
    return verb.head.i == candidate.head or verb.head.i not in candidate.content
