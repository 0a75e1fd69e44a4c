"""Which node each person, institution and place of an article is, and for which state it acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ingest.records import Record
from ingest.resolve.items import Place, Source


class Entities:
    """Node ids by place, places by node id, and sides: the state that most mentions speak for."""

    def __init__(self) -> None:
        self.ids: dict[Place, str] = {}
        self.places: dict[str, set[Place]] = {}
        self.side_of: dict[str, str] = {}
        self._votes: dict[str, Counter[str]] = {}
        self._touched: set[str] = set()

    def put(self, source: Source, k: int, id: str | None) -> bool:
        """Say which node an entity is, None where it goes; whether that is another than before."""
        place = (source.article.key, k)
        old = self.ids.get(place)
        if old == id:
            return False
        votes = _votes(source.record, k)
        if old is not None:
            self.places[old].discard(place)
            self._votes[old].subtract(votes)
            self._touched.add(old)
            if not self.places[old]:
                del self.places[old]
                del self._votes[old]
        if id is None:
            del self.ids[place]
        else:
            self.ids[place] = id
            self.places.setdefault(id, set()).add(place)
            self._votes.setdefault(id, Counter()).update(votes)
            self._touched.add(id)
        return True

    def settle(self) -> set[str]:
        """Work the sides of touched actors out anew; those whose side has changed."""
        changed: set[str] = set()
        for id in self._touched:
            votes: Mapping[str, int] = self._votes.get(id, {})
            standing = [s for s, count in votes.items() if count > 0 and s != id]
            side = min(standing, key=lambda s: (-votes[s], s)) if standing else None
            if self.side_of.get(id) != side:
                changed.add(id)
                if side is None:
                    del self.side_of[id]
                else:
                    self.side_of[id] = side
        self._touched.clear()
        return changed


def _votes(record: Record, k: int) -> list[str]:
    """The states that a mention speaks for: of an institution or person, and of its offices."""
    entity = record.entities[k]
    states = [entity.state if entity.type != "Place" else None]
    states += [record.entities[o.of].state for o in entity.offices if o.of is not None]
    return [state for state in states if state is not None]
