"""Through whom a statement reached the outlet: cited media, agencies, press services, other speakers."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.candidates import Analysis, Candidate
from ingest.extract.cast import Cast
from ingest.extract.forms import fold

_TO_MEDIA = frozenset({"tell", "speak", "comment", "say", "write", "explain", "inform"})
_RELAYS = frozenset("report write quote cite inform publish note announce transmit convey".split())


def is_own_outlet(cast: Cast, index: int, outlet: str | None) -> bool:
    """Whether a member is the article's own outlet."""
    if not outlet:
        return False
    member = cast.members[index]
    own = fold(outlet).replace("-", " ").replace(" ", "")
    names = {member.name, member.known or ""} | {cast.a.doc.text[a:b] for a, b in member.mentions}
    return any(fold(n).replace("-", " ").replace(" ", "") == own for n in names if n)


class Relays:
    """Finds the relay chains of an article's statements."""

    def __init__(self, a: Analysis, cast: Cast, outlet: str | None) -> None:
        self.a = a
        self.doc = a.doc
        self.cast = cast
        self.outlet = outlet
        self._media = {
            i: index for i, index in cast.at.items() if cast.members[index].kind == "media"
        }

    def in_sentence(self, candidate: Candidate, speaker: int | None) -> tuple[tuple[int, ...], bool]:
        """The relays that the statement's sentence names, nearest first; and whether of the report."""
        first, last = self.a.sentences[self.a.sentence[candidate.head]]
        found: list[int] = []
        of_report = False
        for i in range(first, last):
            if i in candidate.content or i not in self._media:
                continue
            index = self._media[i]
            if index == speaker or index in found or is_own_outlet(self.cast, index, self.outlet):
                if is_own_outlet(self.cast, index, self.outlet) and self._relays(i):
                    of_report = True
                continue
            if self._relays(i) or self._is_told(i, candidate):
                found.append(index)
                self.cast.members[index].is_used = True
                of_report = of_report or self._is_reference(i)
        return tuple(found), of_report

    def _is_reference(self, i: int) -> bool:
        before = [t.lower_ for t in self.doc[max(0, i - 6) : i]]
        return "reference" in before or "citing" in before or "referring" in before

    def _relays(self, i: int) -> bool:
        """ "writes UNN", "with reference to X", "citing X", "X reports", "as X reported". """
        doc = self.doc
        before = [t.lower_ for t in doc[max(0, i - 6) : i]]
        if "reference" in before or "citing" in before or "referring" in before or "quoting" in before:
            return True
        if "by" in before[-3:] and any(w in before for w in ("quoted", "cited", "reported", "carried", "published", "seen", "obtained", "relayed")):
            return True
        token = doc[i]
        head = token.head
        while head.pos_ in ("PROPN", "NOUN") and head.dep_ in ("compound", "nsubj", "appos", "poss") and head.head.i != head.i:
            token, head = head, head.head
        if head.pos_ == "VERB" and head.lemma_.lower() in _RELAYS and abs(head.i - i) < 8:
            return True
        return i > 0 and doc[i - 1].pos_ == "VERB" and doc[i - 1].lemma_.lower() in _RELAYS

    def _is_told(self, i: int, candidate: Candidate) -> bool:
        """ "told Reuters", "in an interview with Y", "in a comment to Z". """
        doc = self.doc
        before = [t.lower_ for t in doc[max(0, i - 7) : i]]
        head = doc[candidate.head]
        if head.lemma_.lower() in ("tell",) and candidate.head < i <= candidate.head + 6:
            return True
        if any(w in before for w in ("interview", "comment", "comments", "remarks", "broadcast")) and any(w in before for w in ("with", "to", "for", "by", "on")):
            return True
        if before[-1:] in (["to"], ["with"], ["by"]) and head.lemma_.lower() in _TO_MEDIA:
            return True
        return before[-2:-1] == ["to"] and head.lemma_.lower() in _TO_MEDIA

    def cited_people(self, candidate: Candidate, speaker: int | None) -> tuple[int, ...]:
        """ "referring to Zorin", "citing the president": a person through whom it is told. """
        first, last = self.a.sentences[self.a.sentence[candidate.head]]
        for i in range(first, last):
            if i in candidate.content or i not in self.cast.at:
                continue
            index = self.cast.at[i]
            if self.cast.members[index].type == "Person" and index != speaker and i > 1:
                before = [t.lower_ for t in self.doc[max(0, i - 3) : i]]
                if "citing" in before or ("referring" in before and "to" in before):
                    return (index,)
        return ()


def nested_in(candidates: Sequence[Candidate], k: int) -> int | None:
    """The smallest statement in whose content the k-th one's cue stands."""
    inside = [
        (len(other.content), j)
        for j, other in enumerate(candidates)
        if j != k and candidates[k].head in other.content and candidates[k].content < other.content | {candidates[k].head}
    ]
    return min(inside)[1] if inside else None
