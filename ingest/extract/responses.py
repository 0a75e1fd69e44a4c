"""Which statement answers which, inside one article."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

from ingest.extract.analysis import Analysis
from ingest.extract.candidates import Candidate
from ingest.extract.cast import Cast
from ingest.extract.judge import Model
from ingest.extract.sides import side_of
from ingest.extract.speakers.speaker import Speaker
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
_WORDS = frozenset(
    """
    word remark statement comment claim accusation allegation proposal offer demand idea threat
    talk call request charge assertion criticism warning suggestion insinuation reproach
    """.split()
)
_OPENINGS = frozenset("but however meanwhile later earlier in for still yet also asked".split())
_OPENING = 6  # tokens of a content in which it tells whose words it judges
_INFERRED = 0.4  # probability from which an answer without words that say so is one
_REACH = 8  # paragraphs between a statement and what it answers
_FARTHEST = 80  # statements: what lies further off in one endless paragraph is not answered
_LEAD = 120  # tokens from the start within which a lead may answer what is told later
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


@dataclass(frozen=True, slots=True)
class Exchange:
    """What responses are found from: the statements of an article with what is known of each."""

    a: Analysis
    cast: Cast
    candidates: Sequence[Candidate]
    speakers: Sequence[Speaker]
    acts: Sequence[str]
    topics: Sequence[frozenset[tuple[str, int]]]
    addressees: Sequence[tuple[int, ...]]
    words: Sequence[frozenset[str]]
    ruled: Sequence[str]  # the acts that cue and words show by rule


@dataclass(frozen=True, slots=True)
class Signs:
    """What the sentence of a statement shows of its being an answer."""

    phrase: str | None
    by_verb: bool
    named: frozenset[int]
    cue: Span
    owner: int | None  # whose words the sentence speaks of

    @property
    def is_explicit(self) -> bool:
        """Whether words say that it answers something."""
        return self.by_verb or (self.phrase is not None and self.phrase not in _PARTS)


@cache
def load() -> Model:
    """The trained model of pairs; read once, never changed."""
    data = json.loads(files("ingest.extract").joinpath("responses.json").read_text("utf-8"))
    return Model(data["bias"], data["threshold"], data["weights"])


def telling_words(c: Candidate, a: Analysis) -> frozenset[str]:
    """The telling words of a content, as lemmas."""
    return frozenset(
        a.doc[i].lemma_.lower()
        for i in c.content
        if a.doc[i].pos_ in ("NOUN", "VERB", "ADJ", "NUM") and len(a.doc[i].text) > 3
    )


def signs_of(k: int, e: Exchange) -> Signs:
    """The signs in a statement's sentence, and in a short one just before it ("X hit back.")."""
    a, doc, me = e.a, e.a.doc, e.candidates[k]
    first, last = a.sentences[a.sentence[me.head]]
    outside = [i for i in range(first, last) if i not in me.content]
    text = " ".join(doc[i].lower_ for i in outside)
    if first and a.paragraph[first - 1] == a.paragraph[first]:
        start, end = a.sentences[a.sentence[first - 1]]
        if end - start <= 14:
            text = " ".join(doc[i].lower_ for i in range(start, end)) + " " + text
    phrase = next((p for p in _PHRASES if p in text), None)
    if phrase is None:
        whole = " ".join(doc[i].lower_ for i in sorted(me.content)[:6])
        phrase = next((p for p in _WORDS_SPOKEN_OF if p in whole), None)
    head = doc[me.head]
    cast = e.cast
    named = frozenset(
        cast.at[i]
        for i in outside
        if i in cast.at
        and cast.at[i] != e.speakers[k].index
        and cast.members[cast.at[i]].type != "Place"
        and cast.members[cast.at[i]].kind != "media"
    )
    cue = _cue_span(a, outside, phrase) or (head.idx, head.idx + len(head))
    return Signs(phrase, head.lemma_.lower() in _EXPLICIT, named, cue, _owner_of_words(k, e))


def pair_features(k: int, j: int, signs: Signs, e: Exchange) -> list[str] | None:
    """The features of "statement k answers statement j"; None where it cannot."""
    mine, theirs = e.speakers[k].index, e.speakers[j].index
    if j == k or mine is None or theirs is None or mine == theirs:
        return None
    a, cast = e.a, e.cast
    gap = abs(a.paragraph[e.candidates[k].head] - a.paragraph[e.candidates[j].head])
    if gap > _REACH or (j > k and e.candidates[k].head > _LEAD):
        return None
    side, other = side_of(cast, mine), side_of(cast, theirs)
    asked = {side_of(cast, i) for i in e.addressees[k]} - {None}
    blamed = {side_of(cast, i) for i in e.addressees[j]} - {None}
    shared = len(e.words[j] & e.words[k])
    explicit = "explicit" if signs.is_explicit else "plain"
    relation = "?" if side is None or other is None else "same" if side == other else "opposed"
    others = (
        n
        for n in range(min(j, k) + 1, max(j, k))
        if e.speakers[n].index not in (mine, theirs, None)
    )
    between = sum(1 for _ in islice(others, 3))
    out = [
        explicit,
        f"acts={e.acts[j]}>{e.acts[k]}",
        f"act={e.acts[k]}|{explicit}",
        f"earlier={e.acts[j]}",
        f"ruled={e.ruled[j]}>{e.ruled[k]}",
        f"ruled={e.ruled[k]}|{explicit}",
        f"ruled earlier={e.ruled[j]}",
        f"relation={relation}|{explicit}",
        f"gap={min(gap, 4)}|{explicit}",
        f"steps={min(abs(k - j), 5)}",
        f"between={between}",
        f"shared={min(shared, 4)}|{explicit}",
        f"phrase={signs.phrase}",
        f"cue={a.doc[e.candidates[k].head].lemma_.lower()}",
    ]
    one, two = e.candidates[j], e.candidates[k]
    told_of = {
        side_of(cast, cast.at[i])
        for i in one.content
        if i in cast.at and cast.members[cast.at[i]].type != "Place"
    }
    mine_told = {cast.at[i] for i in two.content if i in cast.at}
    if theirs in mine_told:
        out.append(f"speaks of them|{relation}|{explicit}")
        if _spoken_words(two, theirs, e):
            out.append("speaks of their words")
    elif other is not None and other in {side_of(cast, i) for i in mine_told}:
        out.append(f"speaks of their side|{explicit}")
    if side is not None and side in told_of:
        out += ["told of", f"told of|{explicit}", f"told of|{e.acts[k]}"]
    if "transcript" in one.kind and "transcript" in two.kind:
        out += ["transcript", f"transcript|{min(abs(k - j), 3)}"]
    if a.text[a.doc[max(one.content)].idx : a.doc[max(one.content)].idx + 3].find("?") >= 0:
        out.append("question")
    if not any(e.speakers[n].index == mine for n in range(min(j, k), k) if n != j):
        out += ["first words", f"first words|{explicit}"]
    likeness = shared / max(min(len(e.words[j]), len(e.words[k])), 1)
    steps = "0" if not shared else "1" if likeness < 0.2 else "2" if likeness < 0.4 else "3"
    out.append(f"likeness={steps}")
    if two.head in one.content or one.head in two.content:
        out.append("inside")
    opening = a.doc[a.sentences[a.sentence[two.head]][0]].lower_
    if opening in _OPENINGS:
        out += [f"opens={opening}", f"opens={opening}|{relation}"]
    if any(a.doc[i].dep_ == "neg" or a.doc[i].lower_ == "no" for i in two.content):
        out += ["negated", f"negated|{steps}|{relation}"]
    if a.paragraph[one.head] == a.paragraph[e.candidates[0].head]:
        out += ["lead", f"lead|{explicit}"]
    if (
        relation == "opposed"
        and j < k
        and not any(side_of(cast, e.speakers[n].index) not in (None, side) for n in range(j + 1, k))
    ):
        out += ["nearest of the others", f"nearest of the others|{explicit}"]
    if signs.by_verb:
        out.append(f"verb|{e.acts[j]}")
    if j > k:
        out.append("later")
    if signs.owner is not None:
        fits = "theirs" if signs.owner == theirs else "others"
        if fits == "others" and other is not None and side_of(cast, signs.owner) == other:
            fits = "their side's"
        out += [f"words={fits}", f"words={fits}|{e.acts[j]}"]
    if theirs in signs.named or theirs in e.addressees[k]:
        out += ["named", f"named|{explicit}"]
    elif other is not None and other in asked:
        out += ["side named", f"side named|{explicit}"]
    if side is not None and (side in blamed or mine in e.addressees[j]):
        out += ["addressed", f"addressed|{explicit}"]
    if e.topics[j] & e.topics[k]:
        out += ["topic", f"topic|{explicit}"]
    if a.in_headline(e.candidates[j].head):
        out.append("headline")
    if k and e.speakers[k - 1].index == mine and j < k - 1:
        out.append("goes on")
    return out


def _spoken_words(c: Candidate, index: int, e: Exchange) -> bool:
    """Whether a content tells of somebody's words: "NAME's remarks were meant to mislead"."""
    doc = e.a.doc
    return any(
        e.cast.at.get(i) == index
        and any(t.lemma_.lower() in _WORDS for t in doc[i + 1 : i + 4] if t.i in c.content)
        for i in c.content
    )


def _reachable(k: int, e: Exchange) -> range:
    """The statements that the k-th one may answer: some paragraphs, and some statements, away."""
    paragraph = e.a.paragraph[e.candidates[k].head]
    low = high = k
    while (
        low
        and k - low < _FARTHEST
        and paragraph - e.a.paragraph[e.candidates[low - 1].head] <= _REACH
    ):
        low -= 1
    if e.candidates[k].head <= _LEAD:
        while (
            high + 1 < len(e.candidates)
            and high - k < _FARTHEST
            and e.a.paragraph[e.candidates[high + 1].head] - paragraph <= _REACH
        ):
            high += 1
    return range(low, high + 1)


def find_responses(e: Exchange) -> list[Response | None]:
    """What each statement answers, if the article shows it."""
    model = load()
    out: list[Response | None] = []
    for k in range(len(e.candidates)):
        signs = signs_of(k, e)
        best: tuple[float, int] | None = None
        for j in _reachable(k, e):
            names = pair_features(k, j, signs, e)
            if names is None:
                continue
            p = model.probability(names)
            least = model.threshold if signs.is_explicit else _INFERRED
            if p >= least and (best is None or (p, -j) > (best[0], -best[1])):
                best = (p, j)
        if best is not None:
            signal = "explicit" if signs.is_explicit else "inferred"
            cue = signs.cue if signs.is_explicit else None
            actor = e.speakers[best[1]].index
            out.append(Response(best[1], actor, cue, signal, round(best[0], 2)))
            continue
        out.append(_answer_to_actor(k, signs, e))
    return out


def _answer_to_actor(k: int, signs: Signs, e: Exchange) -> Response | None:
    """Whom a statement answers where what he said is not in the article: by a phrase ("in response
    to X"), or because the sentence speaks of X's words.
    """
    if e.speakers[k].index is None or e.a.in_headline(e.candidates[k].head):
        return None  # a headline tells again what the text tells
    if signs.owner is not None:
        return Response(None, signs.owner, signs.cue, "explicit", 0.6)
    actor = next(iter(sorted(signs.named | set(e.addressees[k]))), None)
    if actor is not None and (
        signs.phrase in _ACTOR_PHRASES
        or (signs.by_verb and {e.acts[k], e.ruled[k]} & {"deny", "reject"})
    ):
        return Response(None, actor, signs.cue, "explicit", 0.6)
    return None


def _owner_of_words(k: int, e: Exchange) -> int | None:
    """Whose words the sentence of a statement speaks of: "asked about NAME's claim", "with regard
    to NAME's words", "rejected NAME's talk of games", "condemned remarks made by NAME".
    """
    me, doc, cast = e.candidates[k], e.a.doc, e.cast
    first, last = e.a.sentences[e.a.sentence[me.head]]
    for i in range(first, last):
        is_near = i not in me.content or i - min(me.content) < _OPENING
        if doc[i].lemma_.lower() not in _WORDS or e.a.in_quote(i) or not is_near:
            continue
        for child in doc[i].children:
            owners = [child] if child.dep_ in ("poss", "compound", "amod") else []
            if child.lower_ in ("of", "by", "from"):
                owners = [c for c in child.children if c.dep_ == "pobj"]
            elif child.dep_ == "acl" and child.lower_ in ("made", "given", "voiced"):
                owners = [o for c in child.children if c.dep_ == "agent" for o in c.children]
            for owner in owners:
                index = cast.at.get(owner.i)
                if index is None or index in (e.speakers[k].index, *e.speakers[k].others):
                    continue
                if cast.members[index].type != "Place" and cast.members[index].kind != "media":
                    return index
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
