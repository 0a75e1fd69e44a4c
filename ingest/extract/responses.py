"""Which statement answers which, inside one article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract.candidates import Analysis, Candidate
from ingest.extract.cast import Cast
from ingest.extract.sides import side_of
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
    "brushed aside",
    "dismissing",
    "disagreed",
    "was cooler",
    "shot back",
    "called these",
    "refuted",
    "disputed",
)
_EXPLICIT = frozenset(
    """
    respond reply react answer retort counter rebut refute deny reject dismiss rebuff dispute
    contradict echo
    """.split()
)
_PARTS = ("in turn", "for its part", "for his part", "for her part", "but", "however", "meanwhile")
_WORDS_SPOKEN_OF = (
    "these words",
    "this statement",
    "these statements",
    "the claim",
    "such claims",
    "the accusation",
    "the allegation",
    "these demands",
    "the words of",
)
_ACTOR_PHRASES = frozenset(
    (
        "in response to",
        "responding to",
        "in reply to",
        "replying to",
        "reacting to",
        "reacted to",
        "commenting on",
        "commented on",
        "in reaction to",
        "brushed aside",
        "dismissed the",
        "contrary to",
    )
)


@dataclass(frozen=True, slots=True)
class Response:
    """What a statement answers: a statement of the article, or an actor; and what shows it."""

    statement: int | None
    actor: int | None
    cue: Span | None
    signal: str
    confidence: float


def find_responses(
    candidates: Sequence[Candidate],
    speakers: Sequence[Speaker],
    acts: Sequence[str],
    topics: Sequence[frozenset[tuple[str, int]]],
    addressees: Sequence[tuple[int, ...]],
    a: Analysis,
    cast: Cast,
) -> list[Response | None]:
    """What each statement answers, if the article shows it.

    A speaker who goes on right after an answer is still answering.
    """
    words = [_words(c, a) for c in candidates]
    out: list[Response | None] = []
    for k, me in enumerate(candidates):
        found = _find(k, candidates, speakers, acts, topics, addressees, words, a, cast)
        if found is None and k:
            before = out[k - 1]
            goes_on = (
                speakers[k].index is not None
                and speakers[k].index == speakers[k - 1].index
                and a.paragraph[me.head] - a.paragraph[candidates[k - 1].head] <= 1
                and acts[k] in _GOES_ON
            )
            if before is not None and goes_on and before.cue is not None:
                found = Response(before.statement, before.actor, None, "inferred", 0.4)
        out.append(found)
    return out


def _words(c: Candidate, a: Analysis) -> frozenset[str]:
    """The telling words of a content."""
    return frozenset(
        a.doc[i].lemma_.lower()
        for i in c.content
        if a.doc[i].pos_ in ("NOUN", "VERB", "ADJ", "NUM") and len(a.doc[i].text) > 3
    )


def _find(
    k: int,
    candidates: Sequence[Candidate],
    speakers: Sequence[Speaker],
    acts: Sequence[str],
    topics: Sequence[frozenset[tuple[str, int]]],
    addressees: Sequence[tuple[int, ...]],
    words: Sequence[frozenset[str]],
    a: Analysis,
    cast: Cast,
) -> Response | None:
    me = candidates[k]
    speaker = speakers[k].index
    if speaker is None:
        return None
    doc = a.doc
    first, last = a.sentences[a.sentence[me.head]]
    outside = [i for i in range(first, last) if i not in me.content]
    text = " ".join(doc[i].lower_ for i in outside)
    if first and a.paragraph[first - 1] == a.paragraph[first]:  # "X hit back. He said …"
        start, end = a.sentences[a.sentence[first - 1]]
        if end - start <= 14:
            text = " ".join(doc[i].lower_ for i in range(start, end)) + " " + text
    phrase = next((p for p in _PHRASES if p in text), None)
    if phrase is None:
        whole = " ".join(doc[i].lower_ for i in sorted(me.content)[:6])
        phrase = next((p for p in _WORDS_SPOKEN_OF if p in whole), None)
    head = doc[me.head]
    by_verb = head.lemma_.lower() in _EXPLICIT
    explicit = by_verb or (phrase is not None and phrase not in _PARTS)
    named = {
        cast.at[i]
        for i in outside
        if i in cast.at
        and cast.at[i] != speaker
        and cast.members[cast.at[i]].type != "Place"
        and cast.members[cast.at[i]].kind != "media"
    }
    cue = _cue_span(a, outside, phrase) or (head.idx, head.idx + len(head))
    mine = side_of(cast, speaker)
    asked = {side_of(cast, i) for i in addressees[k]} - {None}
    best: tuple[float, int] | None = None
    for j in range(len(candidates)):
        other = speakers[j].index
        if j == k or other is None or other == speaker:
            continue
        gap = abs(a.paragraph[me.head] - a.paragraph[candidates[j].head])
        if gap > (6 if explicit else 3) or (j > k and me.head > _LEAD):
            continue
        theirs = side_of(cast, other)
        value = _pair(acts[j], acts[k]) - 0.15 * min(6, abs(k - j)) - 0.1 * gap
        if j > k:  # a lead answers what the article tells later
            value -= 0.5
        if other in named or other in addressees[k]:
            value += 1.5
        elif theirs is not None and theirs in asked:
            value += 1.0
        if mine is not None and any(side_of(cast, i) == mine for i in addressees[j]):
            value += 1.5
        if theirs is not None and mine is not None and theirs == mine:
            value -= 1.5
        value += 0.75 * bool(topics[j] & topics[k]) + 0.3 * min(4, len(words[j] & words[k]))
        if a.in_headline(candidates[j].head):
            value -= 0.75
        if best is None or value > best[0]:
            best = (value, j)
    if explicit:
        if best is not None and best[0] >= _SURE:
            return Response(best[1], speakers[best[1]].index, cue, "explicit", 0.8)
        actor = next(iter(sorted(named | set(addressees[k]))), None)
        if actor is not None and (by_verb or phrase in _ACTOR_PHRASES):
            return Response(None, actor, cue, "explicit", 0.6)
        return None
    if best is not None and best[0] >= _INFERRED and acts[k] in ("deny", "reject", "accuse"):
        return Response(best[1], speakers[best[1]].index, None, "inferred", 0.5)
    return None


_LEAD = 120  # tokens from the start within which a lead may answer what is told later
_SURE = 1.2  # from which an explicit answer is given its statement
_INFERRED = 3.0  # from which two statements answer each other without a word that says so
_GOES_ON = frozenset({"state", "deny", "reject", "accuse", "confirm"})


def _pair(earlier: str, later: str) -> float:
    """How naturally one act answers another."""
    if later == "deny":
        return {"accuse": 1.0, "state": 0.5, "announce": 0.4, "condemn": 0.8, "deny": 0.2}.get(
            earlier, 0.0
        )
    if later in ("reject", "agree", "welcome"):
        return {"propose": 1.0, "demand": 1.0, "accuse": 0.6, "announce": 0.4}.get(earlier, 0.2)
    if later == "accuse":
        return {"accuse": 0.8, "deny": 0.3}.get(earlier, 0.0)
    if later == "confirm":
        return {"announce": 1.0, "state": 0.6}.get(earlier, 0.0)
    return 0.0


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
