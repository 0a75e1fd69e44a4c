"""Which statement answers which, inside one article.

A trained choice (`responses.json`) among the statements within reach, by what
`response_features.py` tells of each; where none is likely enough, whom a statement answers may
still be said.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ingest.extract import response_words
from ingest.extract.judge import Model
from ingest.extract.response_features import LEAD, REACH, Exchange, Signs, pair_features, signs_of
from ingest.records import Span

_INFERRED = 0.4  # probability from which an answer without words that say so is one
_SAID = 0.6  # confidence of an answer to an actor, which rules tell
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


def _reachable(k: int, e: Exchange) -> range:
    """The statements that the k-th one may answer: some paragraphs, and some statements, away."""
    paragraph = e.a.paragraph[e.candidates[k].head]
    low = high = k
    while (
        low
        and k - low < _FARTHEST
        and paragraph - e.a.paragraph[e.candidates[low - 1].head] <= REACH
    ):
        low -= 1
    if e.candidates[k].head <= LEAD:
        while (
            high + 1 < len(e.candidates)
            and high - k < _FARTHEST
            and e.a.paragraph[e.candidates[high + 1].head] - paragraph <= REACH
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
        likeliest: tuple[float, int] | None = None  # of those of whose words the sentence speaks
        for j in _reachable(k, e):
            names = pair_features(k, j, signs, e)
            if names is None:
                continue
            p = model.probability(names)
            least = model.threshold if signs.is_explicit else _INFERRED
            if e.speakers[j].index == signs.owner and (
                likeliest is None or (p, -j) > (likeliest[0], -likeliest[1])
            ):
                likeliest = (p, j)
            if p >= least and (best is None or (p, -j) > (best[0], -best[1])):
                best = (p, j)
        best = likeliest or best
        if best is not None:
            actor = e.speakers[best[1]].index
            is_told = signs.is_explicit or actor == signs.owner
            signal = "explicit" if is_told else "inferred"
            cue = signs.cue if is_told else None
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
        return Response(None, signs.owner, signs.cue, "explicit", _SAID)
    actor = next(iter(sorted(signs.named | set(e.addressees[k]))), None)
    if actor is not None and (
        signs.phrase in response_words.load().to_actor
        or (signs.by_verb and {e.acts[k], e.ruled[k]} & {"deny", "reject"})
    ):
        return Response(None, actor, signs.cue, "explicit", _SAID)
    return None
