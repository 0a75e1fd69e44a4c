"""Which events, and which agreements, of different articles are one.

Pairs are proposed inside blocks (one kind, one actor); a pair joins when nothing speaks against it
and something speaks for it. What two members of one cluster may not differ in (day, ordinal, place,
numbers, or standing side by side in one article) is kept while joining, best pairs first, inside
one connected component; ties are broken by the members' keys, never by arrival.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.resolve.agglomeration import Agglomeration, Rank
from ingest.resolve.days import day_range, days_between
from ingest.resolve.fitting import (
    AGREEMENT_SPAN,
    STAGED,
    STAGES,
    agreement_score,
    anchor_score,
    event_score,
    reach,
)
from ingest.resolve.items import Place
from ingest.resolve.register import NEVER
from ingest.resolve.tellings import Told

_PART = 10  # days of a block


@dataclass(frozen=True, slots=True)
class _Sum:
    """A cluster of tellings by what two of them may not differ in."""

    articles: frozenset[str]
    ordinals: frozenset[int]
    places: frozenset[str]
    told: frozenset[tuple[str | None, frozenset[str]]]  # dates with quantities
    kind: str


def _sum(t: Told) -> _Sum:
    return _Sum(
        frozenset({t.place[0]}),
        frozenset({t.ordinal} if t.ordinal else ()),
        frozenset({t.where} if t.where else ()),
        frozenset({(t.date, t.quantities)}),
        t.kind,
    )


def _together(a: _Sum, b: _Sum) -> _Sum:
    return _Sum(
        a.articles | b.articles,
        a.ordinals | b.ordinals,
        a.places | b.places,
        a.told | b.told,
        a.kind,
    )


def _clash(a: _Sum, b: _Sum) -> bool:
    """Whether two clusters may not become one."""
    if not a.articles.isdisjoint(b.articles):
        return True
    if a.ordinals and b.ordinals and a.ordinals != b.ordinals:
        return True
    if a.places and b.places and a.places != b.places:
        return True
    staged = a.kind in STAGED
    for day, numbers in a.told:
        for other, others in b.told:
            shared = bool(numbers & others)
            if numbers and others and not shared:
                return True
            if day and other and days_between(day, other) > (STAGES if staged and shared else 3):
                return True
    return False


def _may_not_join(rank: Rank, a: _Sum, b: _Sum) -> bool:
    """Whether two clusters clash; what is left at last joins only where no date is told."""
    return (rank[0] == 3 and any(day for day, _ in a.told | b.told)) or _clash(a, b)


class Matters:
    """The events, or the agreements, of all articles that stand, and which of them are one.

    Tellings are compared inside blocks: one kind, one actor, near days. Events with a date come
    first, by their dates; then each one without a date goes to the event that its report can mean:
    what is told as held to the last one before the report, what is told as to come to the next one
    after it; what is left joins its like.
    """

    def __init__(self, *, are_events: bool) -> None:
        self._are_events = are_events
        self._told: dict[Place, Told] = {}
        self._blocks: dict[tuple[str, str, bool, int], dict[Place, None]] = {}
        # a telling without a date -> how well the dated one fits that it means, below 0; the
        # earliest report of those that fit alike, so that later ones change nothing
        self._anchor: dict[Place, tuple[float, str, Place]] = {}
        self._anchored: dict[Place, set[Place]] = {}
        self.clusters: Agglomeration[_Sum] = Agglomeration(
            lambda place: _sum(self._told[place]), _together, _may_not_join
        )

    def told(self, place: Place) -> Told | None:
        """A telling by its place."""
        return self._told.get(place)

    def add(self, t: Told) -> None:
        """Put a telling in, with the pairs that it makes."""
        if self._are_events:
            # before it is in its blocks itself; what has a date is compared by dates, close by
            far = reach(t)
            dated = self._near(t, is_dated=True, reach=STAGES if t.date else far)
            loose = self._near(t, is_dated=False, reach=far)
        else:
            dated, loose = [], self._near(t, is_dated=False, reach=AGREEMENT_SPAN)
        self._told[t.place] = t
        for block in self._own_blocks(t):
            self._blocks.setdefault(block, {})[t.place] = None
        self.clusters.add(t.place)
        if not self._are_events:
            for other in loose:
                self._pair(t, other, 1, agreement_score(t, other))
        elif t.date:
            for other in dated:
                self._pair(t, other, 1, event_score(t, other))
            for other in loose:
                self._anchor_to(other, t)
        else:
            for other in dated:
                self._anchor_to(t, other)
            for other in loose:
                self._pair(t, other, 3, event_score(t, other))

    def remove(self, place: Place) -> None:
        """Take a telling out."""
        t = self._told.pop(place)
        for block in self._own_blocks(t):
            del self._blocks[block][place]
        self.clusters.remove(place)
        mine = self._anchor.pop(place, None)
        if mine is not None:
            self._anchored[mine[2]].discard(place)
        for other in self._anchored.pop(place, ()):
            self._anchor.pop(other, None)
            self._anchor_anew(self._told[other])

    def _pair(self, a: Told, b: Told, phase: int, score: float) -> None:
        if score > 0:
            self.clusters.pair(a.place, b.place, phase, score)

    def _anchor_anew(self, t: Told) -> None:
        """Pair a telling without a date with the dated one nearest to its report."""
        for other in self._near(t, is_dated=True, reach=reach(t)):
            self._anchor_to(t, other)

    def _anchor_to(self, t: Told, dated: Told) -> None:
        """Pair a telling without a date with this dated one where it is nearer than any before."""
        value = anchor_score(t, dated) if t.published else 0.0
        old = self._anchor.get(t.place)
        new = (-value, dated.published or NEVER, dated.place)
        if value <= 0 or (old is not None and new >= old):
            return
        if old is not None:
            self.clusters.unpair(t.place, old[2])
            self._anchored[old[2]].discard(t.place)
        self._anchor[t.place] = new
        self._anchored.setdefault(dated.place, set()).add(t.place)
        self.clusters.pair(t.place, dated.place, 2, value)

    def _days(self, t: Told) -> tuple[int, int] | None:
        """The first and last day by which a telling is found."""
        told = t.date if self._are_events and t.date else t.published
        return None if told is None else day_range(told)

    def _kind(self, t: Told) -> str:
        """The kind by which a telling is found; one agreement is told as of several."""
        return t.kind if self._are_events else ""

    def _own_blocks(self, t: Told) -> Iterator[tuple[str, str, bool, int]]:
        days = self._days(t)
        is_dated = self._are_events and t.date is not None
        if days is not None:
            for actor in t.actors:
                for part in range(days[0] // _PART, days[1] // _PART + 1):
                    yield (self._kind(t), actor, is_dated, part)

    def _near(self, t: Told, *, is_dated: bool, reach: int) -> list[Told]:
        """The tellings that may be paired with one: one kind, a common actor, days in reach."""
        days = self._days(t)
        if days is None:
            return []
        found: dict[Place, None] = {}
        for part in range((days[0] - reach) // _PART, (days[1] + reach) // _PART + 1):
            for actor in t.actors:
                found.update(self._blocks.get((self._kind(t), actor, is_dated, part), {}))
        found.pop(t.place, None)
        return [self._told[p] for p in found]
