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
        for place in gone:
            if (old := self.ids.pop(place, None)) is not None:
                touched.add(old)
                self.places.pop(old, None)
        for cluster in made:
            for place in cluster:
                before[place] = old = self.ids.get(place)
                if old is not None:
                    touched.add(old)
                    self.places.pop(old, None)
        changed: set[Place] = set()
        for cluster in made:
            id = self._id_of(cluster)
            self.places[id] = cluster
            touched.add(id)
            for place in cluster:
                self.ids[place] = id
                if before[place] != id:
                    changed.add(place)
        return changed, touched
