"""Which institutions and places of different articles are one: looked up where known, else by
name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ingest.extract.forms import bare
from ingest.knowledge import Body, Knowledge, State
from ingest.knowledge import Place as Spot
from ingest.resolve.items import Items, Place


def main_army(knowledge: Knowledge, state: str) -> str | None:
    """The known armed forces of a state, where there is exactly one main body."""
    found = [
        body.id
        for body in knowledge.bodies
        if body.kind == "military"
        and body.state == state
        and any(word in body.name for word in ("Armed Forces", "Defense Forces", "Defence Forces"))
        and "General Staff" not in body.name
    ]
    return found[0] if len(found) == 1 else None


def known_names(knowledge: Knowledge) -> dict[str, str]:
    """The names that states and bodies bear alone, folded, with their ids.

    For records whose reader left a name unmatched (a name of another language, or one that a
    user's own file adds); what two entries claim decides nothing, unless one alone is the user's.
    """
    return _alone([*knowledge.states, *knowledge.bodies], knowledge.own)


def _alone(entries: Iterable[State | Body | Spot], own: Collection[str]) -> dict[str, str]:
    owners: dict[str, set[str]] = {}
    for entry in entries:
        for name in (entry.name, *entry.aliases):
            owners.setdefault(bare(name), set()).add(entry.id)
    mine = {name: ids & set(own) if len(ids) > 1 else ids for name, ids in owners.items()}
    return {name: next(iter(ids)) for name, ids in mine.items() if len(ids) == 1}


def institution_key(
    items: Items, place: Place, knowledge: Knowledge, names: Mapping[str, str]
) -> tuple[str, ...]:
    """What an institution is joined by: its known id, its kind and state, or its name and state.

    `names` are those of `known_names`.
    """
    entity = items.entity(place)
    known = names.get(bare(entity.name))
    if known is not None and (known in knowledge.own or not entity.known):
        body = knowledge.body_by_id.get(known)
        if body is None or body.state is None or entity.state in (None, body.state):
            return ("known", known)
    if entity.known:
        return ("known", entity.known)
    if entity.kind == "military" and entity.state:
        words = set(bare(entity.name).split())
        if words & {"army", "military", "forces"} and not words & {
            "navy",
            "air",
            "staff",
            "command",
            "general",
        }:
            army = main_army(knowledge, entity.state)
            if army is not None:
                return ("known", army)
    if entity.kind == "delegation" and entity.state:
        return ("delegation", entity.state)
    if entity.kind == "media" and entity.state and "media" in bare(entity.name):
        return ("media", entity.state)
    return ("name", bare(entity.name), entity.state or "")


def cluster_institutions(items: Items, knowledge: Knowledge) -> dict[tuple[str, ...], list[Place]]:
    """Groups of places that are one institution, by what joined them."""
    groups: dict[tuple[str, ...], list[Place]] = {}
    names = known_names(knowledge)
    for place in items.places("entities"):
        if items.entity(place).type == "Institution":
            groups.setdefault(institution_key(items, place, knowledge, names), []).append(place)
    return groups


def cluster_places(items: Items, knowledge: Knowledge) -> dict[tuple[str, ...], list[Place]]:
    """Groups of places that are one location, by what joined them."""
    groups: dict[tuple[str, ...], list[Place]] = {}
    mine = [spot for spot in knowledge.places if spot.id in knowledge.own]
    names = _alone(mine, knowledge.own) if mine else {}
    for place in items.places("entities"):
        entity = items.entity(place)
        if entity.type == "Place":
            known = names.get(bare(entity.name), entity.known)
            key = ("known", known) if known else ("name", bare(entity.name))
            groups.setdefault(key, []).append(place)
    return groups
