"""Persons whom a user's knowledge file names: they win over what their names would join."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from ingest.extract.forms import bare
from ingest.extract.spelling import person_key, romanised
from ingest.knowledge import Knowledge
from ingest.resolve.holders import institution_of
from ingest.resolve.items import Items, Place, Unions
from ingest.resolve.judging import decide, likeness

Key = tuple[str, ...]


def with_known(
    items: Items, groups: Sequence[list[Place]], knowledge: Knowledge
) -> dict[Key, list[Place]]:
    """Clusters by key: ("known", id) of a person who is known, else ("names", number).

    Mentions by names of one known person are joined, those of two are parted.
    """
    known = _named(items, groups, knowledge) if knowledge.people else {}
    found = _bound(items, groups, known) if known else list(groups)
    out: dict[Key, list[Place]] = {}
    for number, places in enumerate(found):
        id = next((known[p] for p in places if p in known), None)
        key = ("known", id) if id is not None else ("names", str(number))
        out.setdefault(key, []).extend(places)
    return out


def _named(items: Items, groups: Sequence[list[Place]], knowledge: Knowledge) -> dict[Place, str]:
    """The mentions that bear a known person's name, where no office speaks against it."""
    script = knowledge.names.script
    exact: dict[Key, set[str]] = {}
    spelt: dict[Key, set[str]] = {}
    for person in knowledge.people:
        for name in (person.name, *person.aliases):
            exact.setdefault((bare(name),), set()).add(person.id)
            spelt.setdefault(_spelt(name, script), set()).add(person.id)
    states = _states(knowledge)
    found: dict[Place, str] = {}
    for place in (p for places in groups for p in places):
        entity = items.entity(place)
        if not entity.is_named:
            continue
        ids = exact.get((bare(entity.name),)) or spelt.get(_spelt(entity.name, script), set())
        if len(ids) == 1:
            id = next(iter(ids))
            told = _states_told(items, place)
            if not (told and states.get(id) and not told & states[id]):
                found[place] = id
    return found


def _spelt(name: str, script: Mapping[str, str]) -> Key:
    """A name whatever its spelling and script, family name first or last."""
    return tuple(sorted(person_key(romanised(name, script)))) or (bare(name),)


def _states(knowledge: Knowledge) -> Mapping[str, set[str]]:
    """The states that known persons serve, as far as their offices tell."""
    found: dict[str, set[str]] = {}
    for held in knowledge.held:
        whose = institution_of(held, knowledge)
        body = knowledge.body_by_id.get(whose)
        state = body.state if body is not None else whose
        if state is not None and state in knowledge.state_by_id:
            found.setdefault(held.holder, set()).add(state)
    return found


def _states_told(items: Items, place: Place) -> set[str]:
    entities = items.sources[place[0]].record.entities
    entity = items.entity(place)
    states = {entity.state, *(entities[o.of].state for o in entity.offices if o.of is not None)}
    return {state for state in states if state}


def _bound(
    items: Items, groups: Sequence[list[Place]], known: Mapping[Place, str]
) -> list[list[Place]]:
    """The clusters, joined and parted by the known persons in them."""
    first: dict[str, Place] = {}
    same: list[tuple[Place, Place]] = []
    for place, id in sorted(known.items()):
        if id in first:
            same.append((first[id], place))
        else:
            first[id] = place
    together: Unions[str] = Unions(sorted(first))
    for places in groups:
        ids = sorted({known[p] for p in places if p in known})
        for other in ids[1:]:
            together.join(ids[0], other)
    different = [(first[a], first[b]) for ids in together.groups() for a, b in combinations(ids, 2)]
    found, _ = decide(
        groups,
        same,
        different,
        earliest=lambda p: items.order(p, items.entity(p).mentions),
        like=lambda a, b: likeness(items, "Person", a, b),
    )
    return found
