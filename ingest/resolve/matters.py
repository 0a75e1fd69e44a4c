"""Which events, and which agreements, of different articles are one.

Pairs are proposed inside blocks (one kind, one actor); a pair joins when nothing speaks against it
and something speaks for it. What two members of one cluster may not differ in (day, ordinal, place,
numbers, or standing side by side in one article) is kept while joining, best pairs first, inside
one connected component; ties are broken by the members' keys, never by arrival.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.extract.dates import first_day, last_day
from ingest.extract.forms import fold
from ingest.resolve.items import Items, Place, Unions

_ALIKE = {"meeting": "talks", "summit": "summit"}
_SPAN = {  # days between a report and the event that it can mean
    "talks": 45,
    "summit": 60,
    "meeting": 10,
    "call": 5,
    "visit": 10,
    "prisoner_exchange": 40,
    "repatriation": 40,
    "attack": 5,
    "vote": 10,
    "signing": 20,
    "sanctions": 20,
}
_AGREEMENT_SPAN = 150
THRESHOLD = 2.4  # the fit from which two tellings are joined
_STAGES = 20  # days within which one exchange is carried out in stages


@dataclass(frozen=True, slots=True)
class Told:
    """An event or agreement as one article tells it, with resolved actors and place."""

    place: Place
    kind: str
    status: str
    actors: frozenset[str]
    where: str | None
    date: str | None
    ordinal: int | None
    quantities: frozenset[str]
    words: frozenset[str]
    published: str | None
    reached_at: str | None = None


def days_apart(first: str, second: str) -> int:
    """Whole days between two ISO days."""
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days)


def _gap(first: str, second: str) -> int:
    """Days between two dates as told; 0 where one may be the other."""
    a1, a2, b1, b2 = first_day(first), last_day(first), first_day(second), last_day(second)
    if a1 <= b2 and b1 <= a2:
        return 0
    try:
        return min(days_apart(a2, b1), days_apart(b2, a1))
    except ValueError:
        return 10_000


def _words(name: str) -> frozenset[str]:
    return frozenset(
        w for w in fold(name).replace("-", " ").split() if len(w) > 3 and w not in _STOP
    )


_STOP = frozenset(
    """
    with that from this their between after before round talks meeting agreement deal
    """.split()
)


def told_events(items: Items, actor_of: Callable[[str, int], str | None]) -> list[Told]:
    """All events as told, actors and places by their resolved ids."""
    out: list[Told] = []
    for place in items.places("events"):
        e = items.event(place)
        out.append(
            Told(
                place,
                _ALIKE.get(e.kind, e.kind),
                e.status,
                frozenset(x for i in e.participants if (x := actor_of(place[0], i))),
                actor_of(place[0], e.place) if e.place is not None else None,
                e.date,
                e.ordinal,
                frozenset(e.quantities),
                _words(e.name),
                items.day(place),
            )
        )
    return out


def told_agreements(
    items: Items, actor_of: Callable[[str, int], str | None], event_of: Mapping[Place, str]
) -> list[Told]:
    """All agreements as told."""
    out: list[Told] = []
    for place in items.places("agreements"):
        a = items.agreement(place)
        out.append(
            Told(
                place,
                a.kind,
                a.status,
                frozenset(x for i in a.parties if (x := actor_of(place[0], i))),
                None,
                a.date,
                None,
                frozenset(a.quantities),
                _words(a.name),
                items.day(place),
                event_of.get((place[0], a.reached_at)) if a.reached_at is not None else None,
            )
        )
    return out


def _is_staged(a: Told, b: Told) -> bool:
    """Whether two days may be stages of one exchange: the same numbers are told of it."""
    return a.kind in ("prisoner_exchange", "repatriation") and bool(a.quantities & b.quantities)


def event_score(a: Told, b: Told) -> float:
    """How well two tellings fit as one event; 0 where that is not enough to join them."""
    fit = event_fit(a, b)
    return fit if fit >= THRESHOLD else 0.0


def event_fit(a: Told, b: Told) -> float:
    """How well two tellings fit as one event; 0 where something speaks against it."""
    if a.place[0] == b.place[0] or a.kind != b.kind:
        return 0.0
    shared = len(a.actors & b.actors)
    if not shared:
        return 0.0
    if a.ordinal and b.ordinal and a.ordinal != b.ordinal:
        return 0.0
    if a.where and b.where and a.where != b.where:
        return 0.0
    if a.quantities and b.quantities and not a.quantities & b.quantities:
        return 0.0
    score = min(2, shared) * 1.0
    span = _SPAN.get(a.kind, 20)
    if a.date and b.date:
        gap = _gap(a.date, b.date)
        if _is_staged(a, b) and gap <= _STAGES:
            gap = 0
        if gap > (1 if len(a.date) == len(b.date) == 10 else 3):
            return 0.0
        score += 2.0 if len(a.date) == len(b.date) == 10 else 1.0
    else:
        if not a.published or not b.published:
            return 0.0
        known, other = (a, b) if a.date else (b, a)
        anchor = first_day(known.date) if known.date else known.published
        assert anchor is not None
        assert other.published is not None
        gap = days_apart(anchor, other.published)
        if gap > span:
            return 0.0
        if (
            known.date
            and len(known.date) == 10
            and other.status in ("planned", "proposed")
            and known.date < other.published
        ):
            return 0.0  # what is still planned is not what was held before
        if (
            known.date
            and len(known.date) == 10
            and other.status in ("held",)
            and known.date > other.published
        ):
            return 0.0
        if (
            not known.date
            and {a.status, b.status} & {"held"}
            and {a.status, b.status} & {"planned", "proposed"}
        ):
            held, planned = (a, b) if a.status == "held" else (b, a)
            if (held.published or "") < (planned.published or ""):
                return 0.0
        score += 1.0 - 0.5 * gap / span
    if a.ordinal and a.ordinal == b.ordinal:
        score += 2.0
    if a.where and a.where == b.where:
        score += 1.0
    if a.quantities & b.quantities:
        score += 2.0
    if a.words & b.words:
        score += 0.5
    return score


def agreement_score(a: Told, b: Told) -> float:
    """How well two tellings fit as one agreement; 0 where that is not enough to join them."""
    fit = agreement_fit(a, b)
    return fit if fit >= THRESHOLD else 0.0


def agreement_fit(a: Told, b: Told) -> float:
    """How well two tellings fit as one agreement; 0 where something speaks against it."""
    if a.place[0] == b.place[0] or a.kind != b.kind:
        return 0.0
    shared = len(a.actors & b.actors)
    if not shared:
        return 0.0
    if a.quantities and b.quantities and not a.quantities & b.quantities:
        return 0.0
    if (
        a.reached_at
        and b.reached_at
        and a.reached_at != b.reached_at
        and not a.quantities & b.quantities
    ):
        return 0.0
    if a.date and b.date and _gap(a.date, b.date) > 3:
        return 0.0
    if not a.published or not b.published or days_apart(a.published, b.published) > _AGREEMENT_SPAN:
        return 0.0
    score = min(2, shared) * 1.0 + 1.0 - days_apart(a.published, b.published) / _AGREEMENT_SPAN
    if a.quantities & b.quantities:
        score += 2.0
    if a.reached_at and a.reached_at == b.reached_at:
        score += 1.5
    common = a.words & b.words
    score += 0.75 * min(2, len(common))
    distinctive = a.kind in ("memorandum", "framework", "ceasefire", "other", "procedural")
    if (
        distinctive
        and not common
        and not a.quantities & b.quantities
        and not (a.reached_at and a.reached_at == b.reached_at)
    ):
        score -= 1.0
    return score


def _clash(group: Sequence[Told], other: Sequence[Told]) -> bool:
    """Whether two clusters may not become one."""
    if {t.place[0] for t in group} & {t.place[0] for t in other}:
        return True
    for a in group:
        for b in other:
            if a.ordinal and b.ordinal and a.ordinal != b.ordinal:
                return True
            if a.where and b.where and a.where != b.where:
                return True
            if a.date and b.date and _gap(a.date, b.date) > (_STAGES if _is_staged(a, b) else 3):
                return True
            if a.quantities and b.quantities and not a.quantities & b.quantities:
                return True
    return False


def cluster(told: Sequence[Told], score: Callable[[Told, Told], float]) -> list[list[Place]]:
    """Groups of places that are one event or one agreement."""
    by_place = {t.place: t for t in told}
    unions: Unions[Place] = Unions(sorted(by_place))
    members: dict[Place, list[Told]] = {p: [t] for p, t in by_place.items()}
    _join(unions, members, near_pairs(told, score))
    return unions.groups()


def cluster_events(told: Sequence[Told]) -> list[list[Place]]:
    """Groups of places that are one event.

    Those with a date come first, by their dates; then each one without a date goes to the event
    that its report can mean: what is told as held to the last one before the report, what is told
    as to come to the next one after it; what is left joins its like.
    """
    by_place = {t.place: t for t in told}
    unions: Unions[Place] = Unions(sorted(by_place))
    members: dict[Place, list[Told]] = {p: [t] for p, t in by_place.items()}
    dated = [t for t in told if t.date]
    _join(unions, members, near_pairs(dated, event_score))
    _join(unions, members, _anchors(told, dated))
    anchored = {
        p
        for p, group in ((t.place, members[unions.find(t.place)]) for t in told)
        if any(g.date for g in group)
    }
    loose = [t for t in told if t.place not in anchored]
    _join(unions, members, near_pairs(loose, event_score))
    return unions.groups()


Pair = tuple[tuple[Place, Place], float]


def _blocks(told: Sequence[Told]) -> dict[tuple[str, str], list[Told]]:
    blocks: dict[tuple[str, str], list[Told]] = {}
    for t in told:
        for actor in t.actors:
            blocks.setdefault((t.kind, actor), []).append(t)
    return blocks


def near_pairs(told: Sequence[Told], score: Callable[[Told, Told], float]) -> list[Pair]:
    """Pairs that may be one, with how well they fit."""
    pairs: dict[tuple[Place, Place], float] = {}
    for block in _blocks(told).values():
        for k, a in enumerate(block):
            for b in block[k + 1 :]:
                pair = (min(a.place, b.place), max(a.place, b.place))
                if pair not in pairs:
                    value = score(a, b)
                    if value > 0:
                        pairs[pair] = value
    return list(pairs.items())


def _anchors(told: Sequence[Told], dated: Sequence[Told]) -> list[Pair]:
    """For each telling without a date, the dated one nearest to its report on the right side."""
    blocks = _blocks(dated)
    found: list[Pair] = []
    for t in told:
        if t.date or not t.published:
            continue
        best: tuple[float, Place] | None = None
        for other in {
            o.place: o for actor in t.actors for o in blocks.get((t.kind, actor), ())
        }.values():
            value = _anchor_score(t, other)
            if value > 0 and (best is None or (-value, other.place) < (-best[0], best[1])):
                best = (value, other.place)
        if best is not None:
            found.append(((min(t.place, best[1]), max(t.place, best[1])), best[0]))
    return found


def _anchor_score(t: Told, other: Told) -> float:
    """How well a telling without a date fits a dated one; 0 where it cannot mean it."""
    assert other.date is not None
    assert t.published is not None
    if t.place[0] == other.place[0] or len(t.actors & other.actors) < min(
        2, len(t.actors), len(other.actors)
    ):
        return 0.0
    if t.ordinal and other.ordinal and t.ordinal != other.ordinal:
        return 0.0
    if t.where and other.where and t.where != other.where:
        return 0.0
    if t.quantities and other.quantities and not t.quantities & other.quantities:
        return 0.0
    day = first_day(other.date)
    span = _SPAN.get(t.kind, 20)
    gap = days_apart(day, t.published)
    sure = bool(t.ordinal and t.ordinal == other.ordinal) or bool(t.quantities & other.quantities)
    if gap > (3 * span if sure else span):
        return 0.0
    ahead = t.status in ("planned", "proposed", "postponed")
    if (ahead and last_day(other.date) < t.published) or (not ahead and day > t.published):
        return 0.0
    return 3.0 + 2.0 * sure - gap / span + (0.5 if t.words & other.words else 0.0)


def _join(unions: Unions[Place], members: dict[Place, list[Told]], pairs: Sequence[Pair]) -> None:
    """Join pairs, best first, unless the clusters clash; ties are broken by the members' keys."""
    for (a_place, b_place), _ in sorted(pairs, key=lambda item: (-item[1], item[0])):
        a, b = unions.find(a_place), unions.find(b_place)
        if a == b or _clash(members[a], members[b]):
            continue
        joined = members.pop(a) + members.pop(b)
        unions.join(a, b)
        members[unions.find(a)] = joined
