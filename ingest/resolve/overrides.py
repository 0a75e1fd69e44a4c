"""What wins over the joins that the machine makes: known persons of a user's file, and judgements.

A judgement touches only the clusters that it names, so only these are decided again; known persons
of a user's file may join any clusters of persons, which are then gone through as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from ingest.decisions import Kind
from ingest.resolve.agglomeration import Agglomeration, X
from ingest.resolve.holders import with_holders
from ingest.resolve.items import Place, key_of
from ingest.resolve.known_people import with_known
from ingest.resolve.resolution import Resolution


def entity_ids(
    r: Resolution,
    kind: Kind,
    machine: Callable[[Place], str],
    cluster: Callable[[Place], Collection[Place]],
) -> dict[Place, str]:
    """The final node ids of the entities of a kind that something may win over, from the ids and
    clusters that the machine makes.
    """
    items = r.items
    groups: dict[str, list[Place]] = {}
    if kind == "Person" and r.knowledge.people:
        for place in _all(r, kind):
            groups.setdefault(machine(place), []).append(place)
    elif r.judged.acts(kind):
        there = (p for p in r.judged.ends(kind) if p[0] in items.sources)
        for place in sorted(there):
            groups.setdefault(machine(place), sorted(cluster(place)))
    else:
        return {}

    def made(places: Collection[Place]) -> str:
        first = min(places, key=lambda p: items.order(p, items.entity(p).mentions))
        return key_of(kind, first, items.entity(first).mentions)

    if kind == "Person" and r.knowledge.people:
        keyed = with_known(items, list(groups.values()), r.knowledge)
        keyed = with_holders(items, keyed, r.knowledge)
    else:
        keyed = {
            ("names" if id == made(places) else "known", id): places
            for id, places in sorted(groups.items())
        }
    ids: dict[Place, str] = {}
    for by, places in r.judged.keyed(items, kind, keyed):
        ids.update(dict.fromkeys(places, by[1] if by[0] == "known" else made(places)))
    return ids


def _all(r: Resolution, kind: Kind) -> Iterable[Place]:
    for key, source in sorted(r.items.sources.items()):
        for k, entity in enumerate(source.record.entities):
            if entity.type == kind:
                yield key, k


def final_clusters(
    r: Resolution,
    kind: Kind,
    machine: Agglomeration[X],
    changed: Iterable[frozenset[Place]],
    region: Collection[Place],
) -> tuple[list[frozenset[Place]], set[Place]]:
    """The clusters of a kind that may have changed, as people want them, and the places of those
    that judgements name; `region` is what these were before.
    """
    named = {machine.members(p) for p in r.judged.ends(kind) if p in machine}
    decided = r.judged.clusters(r.items, kind, sorted(map(sorted, named)))
    now = {place for cluster in named for place in cluster}
    before = {machine.members(p) for p in region if p in machine and p not in now}
    return [*map(frozenset, decided), *(before | set(changed)) - named], now
