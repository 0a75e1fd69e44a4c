"""Clusters of places with their ids, kept as clusters change."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ingest.resolve.items import Place


class Identified:
    """The id of each place's cluster, and the places of each id."""

    def __init__(self, id_of: Callable[[frozenset[Place]], str]) -> None:
        self._id_of = id_of
        self.ids: dict[Place, str] = {}
        self.places: dict[str, frozenset[Place]] = {}

    def update(
        self, clusters: Iterable[frozenset[Place]], gone: Iterable[Place]
    ) -> tuple[set[Place], set[str]]:
        """Take changed clusters and removed places over: the places whose id has changed, and the
        ids whose places have.
        """
        made = list(clusters)
        touched: set[str] = set()
        before: dict[Place, str | None] = {}
        out = set(gone)
        left: set[Place] = set()
        for place in out:
            if (old := self.ids.pop(place, None)) is not None:
                touched.add(old)
                left |= self.places.pop(old, frozenset())
        for cluster in made:
            for place in cluster:
                before[place] = old = self.ids.get(place)
                if old is not None:
                    touched.add(old)
                    left |= self.places.pop(old, frozenset())
        changed: set[Place] = set()
        for place in left - out - before.keys():  # of another cluster that has the same key
            made.append(frozenset({place}))
            before[place] = self.ids[place]
        for cluster in made:
            id = self._id_of(cluster)
            # two things that begin in one place of one article have one key, and are one node
            self.places[id] = self.places.get(id, frozenset()) | cluster
            touched.add(id)
            for place in cluster:
                self.ids[place] = id
                if before[place] != id:
                    changed.add(place)
        return changed, touched
