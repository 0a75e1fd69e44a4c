"""Which statement answers which, inside one article.

A trained choice (`responses.json`) among the statements within reach, by what
`response_features.py` tells of each; where none is likely enough, whom a statement answers may
still be said.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from ingest.extract import response_words
from ingest.extract.exchange import Exchange
from ingest.extract.judge import Model
from ingest.extract.referred import is_bare, nearest_meant, referred
from ingest.extract.response_features import LEAD, REACH, answerable
from ingest.extract.response_signs import Signs, signs_of
from ingest.extract.sides import side_of
from ingest.records import Span

_KNOWN = 0.12  # probability from which words that say so tell which statement is answered
_INFERRED = 0.4  # probability from which an answer without words that say so is one
_ANSWERS = frozenset("accuse deny reject state".split())
_REPLYING = frozenset("reply respond answer retort counter".split())
_SURE = 0.9  # confidence of an answer in the very words of what it answers
_MARKS = 2  # tokens by which "that C" and C differ at most
_SAID = 0.6  # confidence of an answer to an actor, which rules tell
_UNTOLD = 3  # paragraphs between a statement and what it answers where no words tell so
_FARTHEST = 80  # statements: what lies further off in one endless paragraph is not answered


@dataclass(frozen=True, slots=True)
class Response:
    """What a statement answers: a statement of the article, or an actor; and what shows it."""

    statement: int | None
    actor: int | None
    cue: Span | None
    signal: str
    confidence: float


@cache
def load() -> Model:
    """The trained model of pairs; read once, never changed."""
    data = json.loads(files("ingest.extract").joinpath("responses.json").read_text("utf-8"))
    return Model(data["bias"], data["threshold"], data["weights"])


def _reachable(k: int, signs: Signs, e: Exchange) -> range:
    """The statements that the k-th one may answer: some paragraphs, and some statements, away;
    nearer ones and none of later where no words say that it answers something.
    """
    says_so = signs.is_explicit or signs.owner is not None
    reach = REACH if says_so else _UNTOLD
    paragraph = e.a.paragraph[e.candidates[k].head]
    low = high = k
    while (
        low
        and k - low < _FARTHEST
        and paragraph - e.a.paragraph[e.candidates[low - 1].head] <= reach
    ):
        low -= 1
    if says_so and e.candidates[k].head <= LEAD:
        while (
            high + 1 < len(e.candidates)
            and high - k < _FARTHEST
            and e.a.paragraph[e.candidates[high + 1].head] - paragraph <= reach
        ):
            high += 1
    return range(low, high + 1)


def find_responses(e: Exchange) -> list[Response | None]:
    """What each statement answers, if the article shows it."""
    out: list[Response | None] = []
    for k in range(len(e.candidates)):
        signs = signs_of(k, e)
        here = None
        if not signs.is_old:
            here = (
                _charged(k, signs, e)
                or _told_before(k, signs, e)
                or _spoken_of(k, signs, e)
                or _going_on(k, e, out)
                or _likeliest(k, signs, e)
                or _spoken_of(k, signs, e, nearest_meant)
            )
        out.append(here or _answer_to_actor(k, signs, e))
    return out


def _charged(k: int, signs: Signs, e: Exchange) -> Response | None:
    """What a statement denies that another one is told to have said in the same words: "A denied
    that C, as B had charged".
    """
    me = e.candidates[k]
    if e.speakers[k].index is None or e.acts[k] not in ("deny", "reject"):
        return None
    for j in e.beside(k):
        other = e.candidates[j]
        is_same = me.content <= other.content and len(other.content - me.content) <= _MARKS
        if other.kind == "as" and is_same and other.head not in me.content:
            return Response(j, e.speakers[j].index, signs.cue, "explicit", _SURE)
    return None


def _told_before(k: int, signs: Signs, e: Exchange) -> Response | None:
    """What has just been said to whoever replies: "X told Y that A. Y replied that B"."""
    me = e.candidates[k]
    if not k or e.a.doc[me.head].lemma_ not in _REPLYING:
        return None
    last, mine = e.candidates[k - 1], e.speakers[k].index
    is_next = e.a.sentence[me.head] - e.a.sentence[last.head] in (0, 1)
    theirs = e.speakers[k - 1].index
    if mine is None or theirs in (None, mine) or not is_next or mine not in e.addressees[k - 1]:
        return None
    return Response(k - 1, theirs, signs.cue, "explicit", _SURE)


def _spoken_of(
    k: int,
    signs: Signs,
    e: Exchange,
    find: Callable[[int, Exchange], int | None] = referred,
) -> Response | None:
    """What a statement answers by its own words: "rejected this claim"."""
    meant = None if e.speakers[k].index is None else find(k, e)
    if meant is None:
        return None
    return Response(meant, e.speakers[meant].index, signs.cue, "explicit", _SAID)


def _likeliest(k: int, signs: Signs, e: Exchange) -> Response | None:
    """What a statement answers by the model, where that is likely enough; only whom it answers
    where which of his words is not.
    """
    model = load()
    says_so = signs.is_explicit or e.acts[k] == "confirm"  # what is confirmed was told before
    least = model.threshold if says_so else _INFERRED
    best: tuple[float, int] | None = None
    likeliest: tuple[float, int] | None = None  # of those of whose words the sentence speaks
    is_shown = says_so or signs.owner is not None
    among = answerable(k, _reachable(k, signs, e), signs, e, of_turn=not is_shown)
    for j, names in among.items():
        p = model.probability(names)
        if e.speakers[j].index == signs.owner and (
            likeliest is None or (p, -j) > (likeliest[0], -likeliest[1])
        ):
            likeliest = (p, j)
        if p >= least and (best is None or (p, -j) > (best[0], -best[1])):
            best = (p, j)
    if signs.owner is not None:
        best = likeliest or (best if best and _is_of_side(best[1], signs.owner, e) else None)
    if best is None:
        return None
    if signs.is_explicit:
        best = (best[0], next((j for j in among if _charges_beside(j, best[1], k, e)), best[1]))
    actor = e.speakers[best[1]].index
    is_told = signs.is_explicit or actor == signs.owner
    signal = "explicit" if is_told else "inferred"
    cue = signs.cue if is_told else None
    is_known = best[0] >= _KNOWN or e.acts[k] == "confirm"
    if signs.owner is not None:  # "asked about NAME's words", of whom no others are told
        is_known = is_known or [e.speakers[j].index for j in among].count(signs.owner) == 1
    return Response(best[1] if is_known else None, actor, cue, signal, round(best[0], 2))


def _charges_beside(j: int, other: int, k: int, e: Exchange) -> bool:
    """Whether a speaker charges the side of statement k in the sentence of another of his: "said
    that A and accused X of B", of which X's answer means the charge.
    """
    mine = side_of(e.cast, e.speakers[k].index)
    sentences = [e.a.sentence[e.candidates[n].head] for n in (j, other)]
    return (
        e.acts[j] == "accuse"
        and e.speakers[j].index == e.speakers[other].index
        and sentences[0] == sentences[1]
        and mine is not None
        and mine in {*e.told[j].actor_sides, *(side_of(e.cast, i) for i in e.addressees[j])}
    )


def _is_of_side(j: int, owner: int, e: Exchange) -> bool:
    """Whether a statement is of the side of somebody whose words are spoken of."""
    side = side_of(e.cast, owner)
    return side is not None and e.told[j].side == side


def _going_on(k: int, e: Exchange, before: Sequence[Response | None]) -> Response | None:
    """What a statement answers that goes on with an answer: "rejected the claim, saying B"; what
    the speaker said before was no more than that he rejects it.
    """
    if not k or e.speakers[k - 1].index != e.speakers[k].index or e.acts[k] not in _ANSWERS:
        return None
    this, last = e.candidates[k], e.candidates[k - 1]
    is_near = 0 <= e.a.sentence[this.head] - e.a.sentence[last.head] <= 1
    answer = before[k - 1]
    if answer is None or answer.statement is None or not is_near or not is_bare(k - 1, e):
        return None
    return replace(answer, cue=None, confidence=_SAID)


def _answer_to_actor(k: int, signs: Signs, e: Exchange) -> Response | None:
    """Whom a statement answers where what he said is not in the article: by a phrase ("in response
    to X"), or because the sentence speaks of X's words.
    """
    if e.speakers[k].index is None or e.a.in_headline(e.candidates[k].head):
        return None  # a headline tells again what the text tells
    if signs.owner is not None:
        return Response(None, signs.owner, signs.cue, "explicit", _SAID)
    mine = side_of(e.cast, e.speakers[k].index)
    others = signs.named | set(e.addressees[k])
    actor = next((i for i in sorted(others) if mine is None or side_of(e.cast, i) != mine), None)
    if actor is not None and (
        signs.phrase in response_words.load().to_actor
        or (signs.by_verb and {e.acts[k], e.ruled[k]} & {"deny", "reject"})
    ):
        return Response(None, actor, signs.cue, "explicit", _SAID)
    return None
