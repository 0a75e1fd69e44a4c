"""How a statement stands among all those of an article that another one might answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ingest.extract.exchange import Exchange

_STEPS = (0.5, 1.2, 2.2)  # of likeness


@dataclass(frozen=True, slots=True)
class Rivals:
    """What tells the statements that one might answer from each other."""

    likeness: Mapping[int, int]  # to the answer's content, in steps; 0: no word in common
    likest: int | None  # the one most like it, and the nearest of those
    last: int  # the last one of anybody else before the speaker began to speak; -1: none
    turn: frozenset[int]  # those that its speaker said just before it


def rivals_of(k: int, others: Collection[int], e: Exchange) -> Rivals:
    """What tells apart some statements that statement k might answer. A word that many of them
    share tells little.
    """
    mine, stems = e.speakers[k].index, e.told[k].stems
    shared = {j: stems & e.told[j].stems for j in others}
    counts = Counter(word for words in shared.values() for word in words)
    like = {j: sum([1 / counts[word] for word in words]) for j, words in shared.items()}
    most = max(like.values(), default=0)
    likest = [j for j in like if most and like[j] == most]
    last = k - 1
    while last >= 0 and e.speakers[last].index == mine:
        last -= 1
    first = last
    while first > 0 and e.speakers[first - 1].index == e.speakers[last].index:
        first -= 1
    return Rivals(
        {j: _step(n) for j, n in like.items()},
        min(likest, key=lambda j: (abs(k - j), j), default=None),
        last,
        frozenset(range(max(first, 0), last)),
    )


def _step(likeness: float) -> int:
    return (likeness > 0) + sum([likeness >= step for step in _STEPS])


def aim_of(k: int, j: int, e: Exchange) -> str:
    """Whom statement j is aimed at, as the speaker of statement k sees it."""
    mine, me, told = e.speakers[k].index, e.told[k], e.told[j]
    if mine in e.addressees[j]:
        return "me"
    if me.side is not None and me.side in told.addressed_sides:
        return "my side"
    if mine in told.named:
        return "names me"
    if me.side is not None and me.side in told.actor_sides:
        return "names my side"
    return "others" if e.addressees[j] else "nobody"
