"""Clusters made by joining pairs, best first, where nothing in the two clusters clashes.

The result is defined over the set: all pairs in the order of their ranks, each joined unless the
two clusters that its ends are in by then clash. When things come, change or go, only a region is
done again: the clusters of what has changed and of its partners. A cluster that comes out of it
with the same members joined by the same pairs is as it was at every rank, so nothing beyond it can
have changed; where it differs, the region grows to its partners' clusters, until nothing more
differs.
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


class Agglomeration(Generic[X]):
    """Clusters of places, kept as members and pairs come and go.

    `sum_of` sums a member up, `together` two clusters; `clashes` says for a pair's rank and two
    clusters whether they may not become one.
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
        self._changed: set[Place] = set()

    def __contains__(self, member: Place) -> bool:
        return member in self._pairs

    def add(self, member: Place) -> None:
        """Put a member in; its pairs follow."""
        self._pairs[member] = {}
        self._changed.add(member)

    def pair(self, first: Place, second: Place, phase: int, score: float) -> None:
        """Say that two members may be one; the higher the score the earlier in its phase."""
        a, b = min(first, second), max(first, second)
        rank = (phase, -score, a, b)
        if self._pairs[a].get(b) != rank:
            self._pairs[a][b] = self._pairs[b][a] = rank
            self._changed |= {a, b}

    def unpair(self, first: Place, second: Place) -> None:
        """Take a pair back."""
        if self._pairs[first].pop(second, None) is not None:
            del self._pairs[second][first]
            self._changed |= {first, second}

    def remove(self, member: Place) -> None:
        """Take a member out with its pairs."""
        for other in list(self._pairs[member]):
            self.unpair(member, other)
        del self._pairs[member]
        self._changed.discard(member)
        cluster = self._cluster.pop(member, None)
        if cluster is not None:
            self._changed |= {m for m in cluster.members if m != member and m in self._pairs}

    def members(self, member: Place) -> frozenset[Place]:
        """The members of one's cluster."""
        return self._cluster[member].members

    def settle(self) -> list[frozenset[Place]]:
        """Do the changed region again; the clusters that have changed."""
        if not self._changed:
            return []
        region: set[Place] = set()
        for member in self._changed:
            self._spread(member, region)
        while True:
            made = self._join(region)
            fresh = [
                cluster
                for cluster in made
                if not cluster.members.isdisjoint(self._changed)
                or self._cluster.get(next(iter(cluster.members))) != cluster
            ]
            size = len(region)
            for cluster in fresh:
                for member in cluster.members:
                    self._spread(member, region)
            if len(region) == size:
                break
        changed = []
        for cluster in fresh:
            old = self._cluster.get(next(iter(cluster.members)))
            if old is None or old.members != cluster.members:
                changed.append(cluster.members)
            for member in cluster.members:
                self._cluster[member] = cluster
        self._changed.clear()
        return changed

    def _spread(self, member: Place, region: set[Place]) -> None:
        """Take a member's cluster and its partners' into the region."""
        for other in (member, *self._pairs[member]):
            if other not in region:
                old = self._cluster.get(other)
                region.add(other)
                if old is not None:
                    region |= {m for m in old.members if m in self._pairs}

    def _join(self, region: Iterable[Place]) -> list[_Cluster]:
        inside = set(region)
        ranks = sorted(
            rank
            for member in inside
            for other, rank in self._pairs[member].items()
            if member < other and other in inside
        )
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
            pairs = [*joined.pop(a, ()), *joined.pop(b, ()), rank]
            unions.join(a, b)
            root = unions.find(a)
            sums[root] = self._together(one, other)
            joined[root] = pairs
        return [
            _Cluster(frozenset(group), tuple(sorted(joined.get(unions.find(group[0]), ()))))
            for group in unions.groups()
        ]
