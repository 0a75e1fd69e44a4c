"""What a statement is besides its words: form, hedge, addressee."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cast import Cast
from ingest.extract.cues import Cues
from ingest.extract.sides import side_of, subject_of_content
from ingest.records import Span

_ADDRESSING = frozenset(
    "accuse demand threaten welcome condemn reject propose promise agree deny".split()
)
_AGAINST = frozenset("accuse demand condemn reject deny welcome threaten".split())
_SIDE_WORDS = frozenset("side government authorities leadership army forces leaders team".split())


def form_of(spans: Sequence[Span], a: Analysis) -> str:
    """direct, mixed or indirect, by how much of the content stands in quotation marks."""
    total = quoted = 0
    for start, end in spans:
        for char, mark in zip(a.text[start:end], a.quoted[start:end], strict=True):
            if char.isalnum():
                total += 1
                quoted += mark
    if not total or not quoted:
        return "indirect"
    return "direct" if quoted >= 0.95 * total else "mixed"


def hedge_of(candidate: Candidate, spans: Sequence[Span], a: Analysis, cues: Cues) -> Span | None:
    """The word with which the outlet distances itself from the statement, if any."""
    doc = a.doc
    for i in sorted(candidate.content | set(candidate.cue)):
        token = doc[i]
        if a.in_quote(i):
            continue
        if token.lower_ in cues.hedge_adverbs or token.lower_ in cues.hedge_adjectives:
            return token.idx, token.idx + len(token)
        if token.lower_ == "so" and i + 2 < len(doc) and doc[i + 2].lower_ == "called":
            return token.idx, doc[i + 2].idx + len(doc[i + 2])
    start, end = _sentence(candidate, a)
    low = a.text[start:end].lower()
    for phrase in cues.hedge_phrases:
        at = low.find(phrase)
        if at >= 0:
            return start + at, start + at + len(phrase)
    head = doc[candidate.head]
    for child in head.children:
        if child.lower_ in cues.hedge_adverbs:
            return child.idx, child.idx + len(child)
    if head.lemma_.lower() in cues.hedge_verbs and head.pos_ == "VERB":
        return head.idx, head.idx + len(head)
    return None


def _sentence(candidate: Candidate, a: Analysis) -> Span:
    first, last = a.sentences[a.sentence[candidate.head]]
    return a.doc[first].idx, a.doc[last - 1].idx + len(a.doc[last - 1])


def addressees_of(
    candidate: Candidate,
    a: Analysis,
    cast: Cast,
    act: str,
    speaker: int | None,
    sides: Sequence[int],
) -> tuple[int, ...]:
    """Whom a statement accuses, answers, asks, thanks.

    The cue's object ("accused X of"), else the opposed actor whose deed the content tells, else,
    for a denial or an accusation between the two main sides of an article, the other one.
    """
    found: list[int] = []

    def take(index: int | None, token: int | None = None) -> None:
        if index is None or index == speaker or index in found:
            return
        member = cast.members[index]
        if member.type == "Place" or member.kind == "media" or member.is_platform:
            return
        if member.is_adjective and token is not None:
            following = a.doc[token + 1].lower_ if token + 1 < len(a.doc) else ""
            if following not in _SIDE_WORDS:
                return
        found.append(index)

    head = a.doc[candidate.head]
    told = head.lemma_.lower() in ("tell", "inform", "assure", "ask", "promise", "remind", "warn")
    if candidate.addressee and (act in _ADDRESSING or told):
        phrase = set(candidate.addressee)
        heads = [i for i in candidate.addressee if a.doc[i].head.i not in phrase and i in cast.at]
        for i in tuple(heads) or candidate.addressee:  # "the President of X": the person alone
            take(cast.at.get(i), i)
            for second in a.doc[i].conjuncts if heads else ():
                take(cast.at.get(second.i), second.i)
    if not found and act in _AGAINST:
        subject, _ = subject_of_content(candidate, a, cast)
        mine, theirs = side_of(cast, speaker), side_of(cast, subject)
        if subject is not None and theirs is not None and mine != theirs:
            take(subject)
    if not found and act in ("accuse", "condemn"):
        for i in sorted(candidate.content):
            if a.doc[i].lower_ == "by":
                for p in a.doc[i].children:
                    if p.dep_ == "pobj" and side_of(cast, cast.at.get(p.i)) != side_of(
                        cast, speaker
                    ):
                        take(cast.at.get(p.i), p.i)
    if not found and act in ("deny", "accuse", "reject") and len(sides) >= 2:
        mine = side_of(cast, speaker)
        two = [(index, side_of(cast, index)) for index in sides[:2]]
        if mine is not None and mine in {side for _, side in two}:
            other = next((index for index, side in two if side != mine), None)
            take(other)
    return tuple(found[:3])
