"""Which statement answers which, inside one article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract.candidates import Analysis, Candidate
from ingest.extract.cast import Cast
from ingest.extract.speakers import Speaker
from ingest.records import Span

_PHRASES = (
    "in response to",
    "responding to",
    "in reply to",
    "replying to",
    "reacting to",
    "reacted to",
    "answering",
    "commenting on",
    "commented on",
    "asked about",
    "in reaction to",
    "rejected the accusation",
    "called these words",
    "called this",
    "dismissed the",
    "rebuffed",
    "countered",
    "retorted",
    "hit back",
    "replied that",
    "responded that",
    "these words",
    "this statement",
    "the accusation",
    "the accusations",
    "the allegation",
    "the allegations",
    "the claim",
    "the claims",
    "such claims",
    "such accusations",
    "in turn",
    "for its part",
    "for his part",
    "for her part",
    "denied this",
    "denied that",
    "denied the",
    "contrary to",
    "responded to",
    "replied to",
    "answered",
)
_EXPLICIT = frozenset(
    """
    respond reply react answer retort counter rebut refute deny reject dismiss rebuff dispute
    contradict echo
    """.split()
)
_PARTS = ("in turn", "for its part", "for his part", "for her part", "but", "however", "meanwhile")
_ANSWERING_ACTS = frozenset({"deny", "reject", "agree", "welcome", "confirm", "condemn"})
_ANSWERED_ACTS = frozenset(
    {"accuse", "demand", "propose", "threaten", "announce", "state", "deny", "condemn"}
)


@dataclass(frozen=True, slots=True)
class Response:
    """What a statement answers: a statement of the article, or an actor; and what shows it."""

    statement: int | None
    actor: int | None
    cue: Span | None
    signal: str
    confidence: float


def find_response(
    k: int,
    candidates: Sequence[Candidate],
    speakers: Sequence[Speaker],
    acts: Sequence[str],
    topics: Sequence[frozenset[tuple[str, int]]],
    addressees: Sequence[tuple[int, ...]],
    a: Analysis,
    cast: Cast,
) -> Response | None:
    """What the k-th statement answers, if the article shows it."""
    me = candidates[k]
    speaker = speakers[k].index
    if speaker is None:
        return None
    doc = a.doc
    first, last = a.sentences[a.sentence[me.head]]
    outside = [i for i in range(first, last) if i not in me.content]
    text = " ".join(doc[i].lower_ for i in outside)
    phrase = next((p for p in _PHRASES if p in text), None)
    head = doc[me.head]
    explicit = head.lemma_.lower() in _EXPLICIT or phrase is not None
    named = [
        cast.at[i]
        for i in outside
        if i in cast.at
        and cast.at[i] != speaker
        and cast.members[cast.at[i]].type != "Place"
        and cast.members[cast.at[i]].kind != "media"
    ] + [x for x in addressees[k]]
    earlier = [
        j
        for j in range(k)
        if candidates[j].head < me.head and speakers[j].index not in (None, speaker)
    ]
    cue = _cue_span(a, outside, phrase) or (head.idx, head.idx + len(head))
    actor = next((x for x in named if x != speaker), None)
    reach = 4 if explicit else 2
    close = [
        j
        for j in earlier
        if a.paragraph[me.head] - a.paragraph[candidates[j].head] <= reach
        or len(set(a.paragraph)) < 3
    ]
    best: tuple[float, int] | None = None
    for j in close:
        score = 0.0
        if speakers[j].index in named or _side(cast, speakers[j].index) & {
            _side_of(cast, n) for n in named
        }:
            score += 2.0
        if topics[j] & topics[k]:
            score += 1.0
        if speaker in addressees[j] or _side(cast, speaker) & {
            _side_of(cast, n) for n in addressees[j]
        }:
            score += 2.0
        if acts[k] in _ANSWERING_ACTS and acts[j] in _ANSWERED_ACTS:
            score += 1.0
        if (acts[j] == "accuse" and acts[k] == "deny") or (
            acts[j] in ("propose", "demand") and acts[k] in ("reject", "agree", "welcome")
        ):
            score += 1.0
        score -= 0.25 * min(4, k - j)
        if best is None or score > best[0]:
            best = (score, j)
    if explicit and phrase not in _PARTS:
        if best is not None and best[0] >= 1.5:
            return Response(best[1], speakers[best[1]].index, cue, "explicit", 0.8)
        if actor is not None and (head.lemma_.lower() in _EXPLICIT or phrase in _PHRASES[:12]):
            return Response(None, actor, cue, "explicit", 0.6)
        return None
    if best is not None and best[0] >= 2.75:
        return Response(best[1], speakers[best[1]].index, None, "inferred", 0.5)
    return None


def _cue_span(a: Analysis, outside: Sequence[int], phrase: str | None) -> Span | None:
    if phrase is None:
        return None
    words = phrase.split()
    doc = a.doc
    for k in range(len(outside) - len(words) + 1):
        if [doc[i].lower_ for i in outside[k : k + len(words)]] == words:
            last = doc[outside[k + len(words) - 1]]
            return doc[outside[k]].idx, last.idx + len(last)
    return None


def _side_of(cast: Cast, index: int) -> str:
    member = cast.members[index]
    if member.state:
        return member.state
    for office in member.offices:
        if office.of is not None and cast.members[office.of].state:
            return str(cast.members[office.of].state)
    return f"#{index}"


def _side(cast: Cast, index: int | None) -> set[str]:
    return {_side_of(cast, index)} if index is not None else set()
