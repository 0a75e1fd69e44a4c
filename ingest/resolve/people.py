"""Which persons of different articles are one.

Decided on signatures (distinct name, state and offices), inside blocks of one surname: full names
join when no given name speaks against it, a surname alone joins the one bearer that fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ingest.extract.forms import same_given
from ingest.extract.spelling import is_typo, person_key, romanised
from ingest.knowledge import Knowledge
from ingest.resolve.items import Items, Place, Unions

Judge = Mapping[tuple[Place, Place], bool]


@dataclass(frozen=True, slots=True)
class Signature:
    """What tells persons apart: the name's words, states, offices as (title, institution)."""

    words: tuple[str, ...]
    states: frozenset[str]
    offices: frozenset[tuple[str, str]]


def _title(title: str) -> str:
    low = title.lower().replace("defense", "defence")
    for word in ("president", "prime minister", "premier", "chancellor", "king", "supreme leader"):
        if word in low and "vice" not in low and "adviser" not in low and "deputy" not in low:
            return {"premier": "prime minister"}.get(word, word)
    if "foreign" in low and "minister" in low and "deputy" not in low:
        return "foreign minister"
    if ("defence" in low or "war" in low) and "minister" in low and "deputy" not in low:
        return "defence minister"
    return low


def signature(items: Items, place: Place, knowledge: Knowledge) -> Signature:
    """The signature of a named person."""
    entity = items.entity(place)
    entities = items.sources[place[0]].record.entities
    words = person_key(romanised(entity.name, knowledge.names.script))
    states: set[str] = {entity.state} if entity.state else set()
    offices: set[tuple[str, str]] = set()
    for office in entity.offices:
        if office.of is not None:
            of = entities[office.of]
            if of.state:
                states.add(of.state)
            offices.add((_title(office.title), of.known or of.name))
    return Signature(words, frozenset(states), frozenset(offices))


def may_join(first: Signature, second: Signature, equivalents: Mapping[str, int]) -> bool:
    """Whether two full names may name one person."""
    a, b = first.words, second.words
    if first.states and second.states and not first.states & second.states:
        if not first.offices & second.offices and not _is_distinctive(a, b):
            return False
    if "".join(a) == "".join(b):
        return True
    if a[-1] != b[-1] and not (is_typo(a[-1], b[-1]) and len(a[-1]) >= 6 and a[0] == b[0]):
        return set(a) <= set(b) or set(b) <= set(a) if min(len(a), len(b)) >= 2 else False
    short, long = sorted((a[:-1], b[:-1]), key=len)
    return all(
        any(
            same_given(word, other, equivalents) or (is_typo(word, other) and a[-1] == b[-1])
            for other in long
        )
        for word in short
    )


def _is_distinctive(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether a name is long enough that two states beside it are no sign of two bearers."""
    return a == b and sum(map(len, a)) >= 11


def cluster_people(items: Items, knowledge: Knowledge) -> list[list[Place]]:
    """Groups of places that are one person, unnamed ones alone."""
    equivalents = {_skeleton(form): number for form, number in knowledge.names.equivalents.items()}
    people = [p for p in items.places("entities") if items.entity(p).type == "Person"]
    named = [p for p in people if items.entity(p).is_named]
    by_signature: dict[Signature, list[Place]] = {}
    for place in named:
        sign = signature(items, place, knowledge)
        if sign.words:
            by_signature.setdefault(sign, []).append(place)
    blocks: dict[str, list[Signature]] = {}
    links: Unions[Signature] = Unions(by_signature)
    for sign in by_signature:
        for word in _block_words(sign.words):
            blocks.setdefault(word, []).append(sign)
    for block in blocks.values():
        full = [s for s in block if len(s.words) >= 2]
        for k, first in enumerate(full):
            for second in full[k + 1 :]:
                if links.find(first) != links.find(second) and may_join(first, second, equivalents):
                    links.join(first, second)
    _join_surnames(by_signature, blocks, links)
    groups = [[p for sign in group for p in by_signature[sign]] for group in links.groups()]
    seen = {p for group in groups for p in group}
    groups += [[p] for p in people if p not in seen]
    return _join_titles(items, groups)


def _skeleton(form: str) -> str:
    key = person_key(form)
    return key[0] if key else form


def _block_words(words: tuple[str, ...]) -> Iterable[str]:
    last = words[-1]
    yield last
    if len(words) == 1:
        return
    yield "".join(words)
    if len(words) >= 2 and len(words[0]) > 3:
        yield words[0]
    if len(last) >= 6:
        yield last[:4] + "*" + words[0][:1]


def _join_surnames(
    by_signature: Mapping[Signature, list[Place]],
    blocks: Mapping[str, list[Signature]],
    links: Unions[Signature],
) -> None:
    """Join a surname that stands alone to the one full name that fits it."""
    for sign in by_signature:
        if len(sign.words) != 1:
            continue
        word = sign.words[0]
        full = [s for s in blocks.get(word, ()) if len(s.words) >= 2 and s.words[-1] == word]
        full = full or [s for s in blocks.get(word, ()) if len(s.words) >= 2 and s.words[0] == word]
        fitting = [s for s in full if not (sign.states and s.states and not sign.states & s.states)]
        if len({links.find(s) for s in fitting}) == 1:
            links.join(fitting[0], sign)
    alone: dict[tuple[str, frozenset[str]], Signature] = {}
    for sign in by_signature:
        if (
            len(sign.words) == 1
            and len([s for s in by_signature if links.find(s) == links.find(sign)]) == 1
        ):
            first = alone.setdefault((sign.words[0], sign.states), sign)
            links.join(first, sign)


def _join_titles(items: Items, groups: list[list[Place]]) -> list[list[Place]]:
    """Join an office without a name ("the Supreme Leader of Iran") to its one known holder."""
    holders: dict[tuple[str, str], set[int]] = {}
    for number, group in enumerate(groups):
        for place in group:
            entity = items.entity(place)
            if not entity.is_named:
                continue
            entities = items.sources[place[0]].record.entities
            for office in entity.offices:
                if office.of is not None and not office.is_former:
                    of = entities[office.of]
                    holders.setdefault((_title(office.title), of.known or of.name), set()).add(
                        number
                    )
    moved: dict[int, int] = {}
    for number, group in enumerate(groups):
        entity = items.entity(group[0])
        if entity.is_named or len(group) != 1 or not entity.offices:
            continue
        entities = items.sources[group[0][0]].record.entities
        for office in entity.offices:
            if office.of is None:
                continue
            of = entities[office.of]
            found = holders.get((_title(office.title), of.known or of.name), set())
            if len(found) == 1 and _title(office.title) in _SINGLE:
                moved[number] = next(iter(found))
    out: list[list[Place]] = []
    for number, group in enumerate(groups):
        if number in moved:
            continue
        extra = [p for other, to in moved.items() if to == number for p in groups[other]]
        out.append([*group, *extra])
    return out


_SINGLE = frozenset(
    {
        "president",
        "prime minister",
        "chancellor",
        "king",
        "supreme leader",
        "foreign minister",
        "defence minister",
        "leader",
    }
)
