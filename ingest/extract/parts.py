"""What an institution belongs to, where the article names both: PART_OF pairs of entities."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.knowledge import Knowledge
from ingest.records import Entity

# what belongs to a larger body or to a state, by kind; an embassy or a delegation acts for one
_PARTS = frozenset("ministry agency military parliament court government igo other".split())
_OF_STATES = frozenset("ministry agency military parliament court government".split())


def parts_of(entities: Sequence[Entity], knowledge: Knowledge) -> tuple[tuple[int, int], ...]:
    """Pairs (part, whole) of an article's entities.

    A known body belongs to the body that its knowledge file names, else an institution whose name
    begins with another's belongs to that one ("OSCE Secretariat"), else one that speaks for a
    state belongs to the state.
    """
    by_known = {e.known: i for i, e in enumerate(entities) if e.known is not None}
    states = {e.state: i for i, e in enumerate(entities) if e.kind == "state" and e.state}
    by_name = {
        e.name: i for i, e in enumerate(entities) if e.type == "Institution" and e.kind != "state"
    }
    found: list[tuple[int, int]] = []
    for i, entity in enumerate(entities):
        if entity.type != "Institution" or entity.kind not in _PARTS:
            continue
        whole = None
        body = knowledge.body_by_id.get(entity.known) if entity.known is not None else None
        if body is not None and body.part_of is not None:
            whole = by_known.get(body.part_of)
        if whole is None:
            first, _, rest = entity.name.partition(" ")
            if rest and first.isupper() and len(first) > 1:
                whole = by_name.get(first)
        if whole is None and entity.state is not None and entity.kind in _OF_STATES:
            whole = states.get(entity.state)
        if whole is not None and whole != i:
            found.append((i, whole))
    return tuple(found)
