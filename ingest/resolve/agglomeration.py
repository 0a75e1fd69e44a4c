"""Clusters made by joining pairs, best first, where nothing in the two clusters clashes.

The result is defined over the set: all pairs in the order of their ranks, each joined unless the
two clusters that its ends are in by then clash. When things change or go, only a region is done
again: the clusters of what has changed and of its partners. A cluster that comes out of it with the
same members joined by the same pairs is as it was at every rank, so nothing beyond it can have
changed; where it differs, the region grows to its partners' clusters, until nothing more differs.

What only comes is put to the clusters that there are, by its own pairs and those that made these
clusters (`_grown`): a pair that joined nothing before had its ends in one cluster, and has them
still, or in two that clashed, and clash with more members too. So this is exact unless an old
cluster falls apart; then the region is done again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ingest.resolve.items import Place, Unions

X = TypeVar("X")  # a cluster summed up: what decides whether it clashes with another
Rank = tuple[int, float, Place, Place]  # phase, less is better, the two members


@dataclass(frozen=True, slots=True)
class _Cluster:
    """The members, and the pairs that joined them, best first."""

    members: frozenset[Place]
    pairs: tuple[Rank, ...]

    @property
    def first(self) -> Place:
        """One member, the same for the same members and pairs."""
        return self.pairs[0][2] if self.pairs else next(iter(self.members))


class Agglomeration(Generic[X]):
    """Clusters of places, kept as members and pairs come and go.

    `sum_of` sums a member up, `together` two clusters; `clashes` says for a pair's rank and two
    clusters whether they may not become one. What clashes must clash with more members as well.
    """

    def __init__(
        self,
        sum_of: Callable[[Place], X],
        together: Callable[[X, X], X],
        clashes: Callable[[Rank, X, X], bool],
    ) -> None:
        self._sum_of = sum_of
        self._together = together
        self._clashes = clashes
        self._pairs: dict[Place, dict[Place, Rank]] = {}
        self._cluster: dict[Place, _Cluster] = {}
        self._new: set[Place] = set()
        self._changed: set[Place] = set()  # what else has other pairs, or has lost a companion

    def __contains__(self, member: Place) -> bool:
        return member in self._pairs

    def add(self, member: Place) -> None:
        """Put a member in; its pairs follow."""
        self._pairs[member] = {}
        self._new.add(member)

    def pair(self, first: Place, second: Place, phase: int, score: float) -> None:
        """Say that two members may be one; the higher the score the earlier in its phase."""
        a, b = min(first, second), max(first, second)
        rank = (phase, -score, a, b)
        if self._pairs[a].get(b) != rank:
            self._pairs[a][b] = self._pairs[b][a] = rank
            self._note(a, b)

    def unpair(self, first: Place, second: Place) -> None:
        """Take a pair back."""
        if self._pairs[first].pop(second, None) is not None:
            del self._pairs[second][first]
            self._note(first, second)

    def _note(self, first: Place, second: Place) -> None:
        """Note that a pair is another one; that of a new member was never looked at."""
        if self._new.isdisjoint((first, second)):
            self._changed |= {first, second}

    def remove(self, member: Place) -> None:
        """Take a member out with its pairs."""
        for other in list(self._pairs[member]):
            self.unpair(member, other)
        del self._pairs[member]
        self._new.discard(member)
        self._changed.discard(member)
        cluster = self._cluster.pop(member, None)
        if cluster is not None:
            self._changed |= {m for m in cluster.members if m != member and m in self._pairs}

    def members(self, member: Place) -> frozenset[Place]:
        """The members of one's cluster."""
        return self._cluster[member].members

    def settle(self) -> list[frozenset[Place]]:
        """Put what is new to its clusters, or do the changed region again; the clusters that have
        changed.
        """
        made = None if self._changed else self._grown()
        if made is None:
            self._changed |= self._new
            made = self._redone()
        changed = []
        for cluster in made:
            old = self._cluster.get(next(iter(cluster.members)))
            if old is None or old.members != cluster.members:
                changed.append(cluster.members)
            for member in cluster.members:
                self._cluster[member] = cluster
        self._new.clear()
        self._changed.clear()
        return changed

    def _grown(self) -> list[_Cluster] | None:
        """The clusters of what is new and of what it joins; None where an old one falls apart."""
        old: dict[Place, _Cluster] = {}  # by any one member
        for member in self._new:
            for other in self._pairs[member]:
                if other not in self._new:
                    cluster = self._cluster[other]
                    old[cluster.first] = cluster
        ranks = {rank for member in self._new for rank in self._pairs[member].values()}
        ranks.update(rank for cluster in old.values() for rank in cluster.pairs)
        inside = self._new.union(*(cluster.members for cluster in old.values()))
        made = self._join(inside, sorted(ranks))
        for cluster in made:
            standing = sum(len(old[member].members) for member in old.keys() & cluster.members)
            if standing != len(cluster.members - self._new):
                return None
        return made

    def _redone(self) -> list[_Cluster]:
        """The clusters of the changed region and of what follows from it."""
        region: set[Place] = set()
        for member in self._changed:
            self._spread(member, region)
        while True:
            ranks = sorted(
                rank
                for member in region
                for other, rank in self._pairs[member].items()
                if member < other and other in region
            )
            fresh = [
                cluster
                for cluster in self._join(region, ranks)
                if not cluster.members.isdisjoint(self._changed)
                or self._cluster.get(cluster.first) != cluster
            ]
            size = len(region)
            for cluster in fresh:
                for member in cluster.members:
                    self._spread(member, region)
            if len(region) == size:
                return fresh

    def _spread(self, member: Place, region: set[Place]) -> None:
        """Take a member's cluster and its partners' into the region."""
        for other in (member, *self._pairs[member]):
            if other not in region:
                old = self._cluster.get(other)
                region.add(other)
                if old is not None:
                    region |= {m for m in old.members if m in self._pairs}

    def _join(self, inside: Iterable[Place], ranks: Iterable[Rank]) -> list[_Cluster]:
        """The clusters that pairs of members, best first, make of them."""
        unions: Unions[Place] = Unions(inside)
        sums: dict[Place, X] = {}
        joined: dict[Place, list[Rank]] = {}
        for rank in ranks:
            a, b = unions.find(rank[2]), unions.find(rank[3])
            if a == b:
                continue
            one = sums[a] if a in sums else self._sum_of(a)
            other = sums[b] if b in sums else self._sum_of(b)
            if self._clashes(rank, one, other):
                continue
            pairs, more = joined.pop(a, []), joined.pop(b, [])
            if len(pairs) < len(more):
                pairs, more = more, pairs
            pairs += more
            pairs.append(rank)
            unions.join(a, b)
            root = unions.find(a)
            sums[root] = self._together(one, other)
            joined[root] = pairs
        return [
            _Cluster(frozenset(group), tuple(sorted(joined.get(unions.find(group[0]), ()))))
            for group in unions.groups()
        ]
