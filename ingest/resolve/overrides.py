"""What wins over the joins that the machine makes: known persons of a user's file, and judgements.

An override sees all clusters of its kind at once, so it is done only where there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from ingest.decisions import Kind
from ingest.resolve.holders import with_holders
from ingest.resolve.items import Place, key_of
from ingest.resolve.known_people import with_known
from ingest.resolve.resolution import Resolution


def is_overridden(r: Resolution, kind: Kind) -> bool:
    """Whether something may win over the machine's clusters of a kind."""
    return r.judged.acts(kind) or (kind == "Person" and bool(r.knowledge.people))


def entity_ids(r: Resolution, kind: Kind, machine: Callable[[Place], str]) -> dict[Place, str]:
    """The final node id of each entity of a kind, from its id in the machine's cluster."""
    items = r.items
    groups: dict[str, list[Place]] = {}
    for key, source in sorted(items.sources.items()):
        for k, entity in enumerate(source.record.entities):
            if entity.type == kind:
                groups.setdefault(machine((key, k)), []).append((key, k))

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


def final_clusters(
    r: Resolution,
    kind: Kind,
    machine: Iterable[frozenset[Place]],
    before: Iterable[frozenset[Place]],
) -> list[frozenset[Place]]:
    """The clusters of a kind as people want them, as far as they differ from those before."""
    old = set(before)
    decided = r.judged.clusters(r.items, kind, sorted(map(sorted, machine)))
    return [cluster for cluster in map(frozenset, decided) if cluster not in old]
