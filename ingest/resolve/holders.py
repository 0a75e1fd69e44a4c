"""Officials without a name ("the Velmoran defence minister"): who held the office on that day.

Told by a knowledge file's dates, else by the records: the one person who is seen to hold it around
the day of the article. Where it is not certain, the official stays a person of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.extract.dates import first_day, last_day
from ingest.knowledge import Held, Knowledge
from ingest.records import Entity, Office, Record
from ingest.resolve.days import days_apart
from ingest.resolve.items import Items, Place

AROUND = 183  # days before and after a report of a holder within which the holder is expected
_SINGLE = frozenset(  # offices that one person holds at a time
    """
    president|prime minister|chancellor|king|supreme leader|foreign minister|defence minister|
    leader|secretary general|secretary-general
    """.replace("\n", "")
    .replace("  ", "")
    .split("|")
)
_OF_A_STATE = frozenset({"state", "government", "ministry"})
Title = tuple[str, str]  # what the office is, and of whom: a state's id, a body's id or its name
Key = tuple[str, ...]


def office_title(title: str) -> str:
    """What an office is, whatever words and spelling its title has."""
    low = title.lower().replace("defense", "defence")
    for word in ("president", "prime minister", "premier", "chancellor", "king", "supreme leader"):
        if word in low and "vice" not in low and "adviser" not in low and "deputy" not in low:
            return {"premier": "prime minister"}.get(word, word)
    if "foreign" in low and "minister" in low and "deputy" not in low:
        return "foreign minister"
    if ("defence" in low or "war" in low) and "minister" in low and "deputy" not in low:
        return "defence minister"
    return low


def with_holders(
    items: Items, groups: Mapping[Key, list[Place]], knowledge: Knowledge
) -> dict[Key, list[Place]]:
    """The clusters with each official without a name in that of the certain holder.

    Clusters of the holders that a knowledge file tells have the key ("known", id).
    """
    portfolios = portfolios_of(knowledge)
    seen = _seen(items, groups, portfolios)
    known = _known(knowledge, portfolios)
    out: dict[Key, list[Place]] = {}
    moved: dict[Key, list[Place]] = {}
    for key, places in groups.items():
        place = places[0]
        entity = items.entity(place)
        holder = None
        if len(places) == 1 and not entity.is_named:
            day = items.day(place)
            titles = _titles(entity, items.sources[place[0]].record, portfolios)
            holders = {h for title in titles if (h := _holder(title, day, known, seen))}
            holder = next(iter(holders)) if len(holders) == 1 else None
        if holder is None:
            out[key] = places
        else:
            moved.setdefault(holder, []).append(place)
    for key, extra in moved.items():
        out[key] = [*out.get(key, ()), *extra]
    return out


def open_officials(
    items: Items, groups: Mapping[Key, list[Place]], knowledge: Knowledge
) -> list[tuple[Place, list[Key]]]:
    """Officials without a name whose holder is not certain, and who is seen in their office."""
    portfolios = portfolios_of(knowledge)
    seen = _seen(items, groups, portfolios)
    found: list[tuple[Place, list[Key]]] = []
    for places in groups.values():
        entity = items.entity(places[0])
        if len(places) == 1 and not entity.is_named:
            titles = _titles(entity, items.sources[places[0][0]].record, portfolios)
            holders = sorted({key for title in titles for key in seen.get(title, ())})
            if holders:
                found.append((places[0], holders))
    return found


def portfolios_of(knowledge: Knowledge) -> dict[str, str]:
    """Titles of ministers, each with the id of its portfolio."""
    return {
        office_title(title): ministry.id
        for ministry in knowledge.ministries
        for title in ministry.minister
    }


def titles_held(entity: Entity, record: Record, portfolios: Mapping[str, str]) -> frozenset[Title]:
    """The offices of one holder at a time that a person is said to hold now."""
    return frozenset(
        title
        for title in _titles(entity, record, portfolios)
        if title[0] in _SINGLE or title[0] in portfolios.values()
    )


def _titles(entity: Entity, record: Record, portfolios: Mapping[str, str]) -> list[Title]:
    """The offices that a person is said to hold now."""
    return [
        _office(office, record.entities[office.of], portfolios)
        for office in entity.offices
        if office.of is not None and not office.is_former
    ]


def _office(office: Office, of: Entity, portfolios: Mapping[str, str]) -> Title:
    whose = of.known or of.name
    if of.kind in _OF_A_STATE and of.state:
        whose = of.state
    title = office_title(office.title)
    return portfolios.get(title, title), whose


def _seen(
    items: Items, groups: Mapping[Key, list[Place]], portfolios: Mapping[str, str]
) -> dict[Title, dict[Key, list[str | None]]]:
    """Who is seen to hold an office, and on which days; only offices of one holder at a time."""
    found: dict[Title, dict[Key, list[str | None]]] = {}
    for key, places in groups.items():
        for place in places:
            entity = items.entity(place)
            if not entity.is_named:
                continue
            for title in titles_held(entity, items.sources[place[0]].record, portfolios):
                days = found.setdefault(title, {}).setdefault(key, [])
                days.append(items.day(place))
    return found


def _known(knowledge: Knowledge, portfolios: Mapping[str, str]) -> dict[Title, list[Held]]:
    found: dict[Title, list[Held]] = {}
    for held in knowledge.held:
        title = office_title(held.title)
        whose = institution_of(held, knowledge)
        body = knowledge.body_by_id.get(whose)
        if body is not None and body.kind in _OF_A_STATE and body.state:
            whose = body.state
        found.setdefault((portfolios.get(title, title), whose), []).append(held)
    return found


def institution_of(held: Held, knowledge: Knowledge) -> str:
    """The node that an office is tied to: that of a ministry without an entry is its state's, as
    a minister is read as one of the state.
    """
    if held.institution in knowledge.body_by_id:
        return held.institution
    for ministry in knowledge.ministries:
        state = held.institution.removeprefix(f"{ministry.id}-")
        if state != held.institution and state in knowledge.state_by_id:
            return state
    return held.institution


def _holder(
    title: Title,
    day: str | None,
    known: Mapping[Title, Sequence[Held]],
    seen: Mapping[Title, Mapping[Key, Sequence[str | None]]],
) -> Key | None:
    """The one holder of an office on a day; None where there is none or more than one."""
    if day is not None:
        told = {h.holder for h in known.get(title, ()) if _covers(h, day)}
        if told:
            return ("known", next(iter(told))) if len(told) == 1 else None
    around = {
        key
        for key, days in seen.get(title, {}).items()
        if day is None or any(d is None or days_apart(d, day) <= AROUND for d in days)
    }
    return next(iter(around)) if len(around) == 1 else None


def _covers(held: Held, day: str) -> bool:
    """Whether an office may be held on a day, as far as its dates are told."""
    since = first_day(held.since) if held.since else "0001-01-01"
    until = last_day(held.until) if held.until else "9999-12-31"
    return since <= day <= until
