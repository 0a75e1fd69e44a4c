"""What an institution belongs to, where the article names both: PART_OF pairs of entities."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.extract.cast import Cast, Member
from ingest.knowledge import Knowledge, State
from ingest.records import Entity, Span

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


def name_wholes(cast: Cast) -> None:
    """Let a state or a body be named where only its part names it: "the Qatari Foreign Ministry",
    "the UN General Assembly".
    """
    _name_bodies(cast)
    for body in list(cast.members):
        if body.type != "Institution" or body.kind not in _OF_STATES or body.state is None:
            continue
        state = cast.knowledge.state_by_id.get(body.state)
        held = cast.state_member(body.state)
        if state is None or (held is not None and cast.members[held].mentions):
            continue
        spans = _owner_in(cast, body, state)
        whole = cast.state_member(body.state, create=bool(spans))
        if spans and whole is not None:
            cast.members[whole].mentions += spans
            cast.members[whole].is_used = True


def _name_bodies(cast: Cast) -> None:
    """Let a body be named by what its known parts are called."""
    known = cast.knowledge.body_by_id
    for part in list(cast.members):
        entry = known.get(part.known) if part.known is not None else None
        whole = known.get(entry.part_of) if entry is not None and entry.part_of else None
        if whole is None or part.type != "Institution" or not part.mentions:
            continue
        names = (whole.name, *whole.aliases)
        spans = _opening(cast, part, names)
        if spans:
            cast.name_body(whole, spans)


def _owner_in(cast: Cast, body: Member, state: State) -> list[Span]:
    """Where the mentions of a body begin with a name of its state."""
    return _opening(cast, body, (*state.adjectives, state.name, *state.aliases, *state.capital))


def _opening(cast: Cast, body: Member, names: Sequence[str]) -> list[Span]:
    """Where the mentions of a body begin with one of these names."""
    longest = sorted(names, key=len, reverse=True)
    found = []
    for start, end in body.mentions:
        text = cast.a.text[start:end]
        name = next((n for n in longest if text.startswith(n)), None)
        if name is not None and text[len(name) : len(name) + 1] in (" ", "'", "’"):
            found.append((start, start + len(name)))
    return found
