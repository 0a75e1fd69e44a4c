"""Where an event or agreement stands, from all its reports up to the latest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.resolve.items import Place
from ingest.resolve.resolution import Resolution

_FOR = frozenset({"reports_doing", "denies", "disputes", "promises"})
_AGAINST = frozenset({"reports_breach"})
_SOMEBODY = ""
_BEGINNINGS = ("proposed", "agreed", "signed")
_DISPUTABLE = frozenset({"agreed", "signed", "in_force", "violated"})
_RANK = (
    "proposed",
    "rejected",
    "agreed",
    "signed",
    "in_force",
    "suspended",
    "violated",
    "expired",
    "implemented",
)


def event_status(r: Resolution, places: Sequence[Place]) -> str:
    """The latest status that outlets report; held wins over planned on the same day."""
    items = r.items
    rank = ("alleged", "proposed", "planned", "postponed", "cancelled", "ongoing", "held")
    told = [
        (
            items.day(p) or "",
            items.event(p).is_asserted,
            rank.index(items.event(p).status) if items.event(p).status in rank else 0,
        )
        for p in places
    ]
    asserted = [t for t in told if t[1]] or told
    return rank[max(asserted, key=lambda t: (t[0], t[2]))[2]]


def agreement_status(r: Resolution, places: Sequence[Place]) -> str:
    """Where the agreement stands by what is reported as fact; contested where the parties' latest
    claims differ since it stands there.
    """
    items = r.items
    told = sorted(
        (items.day(p) or "", _RANK.index(status), items.agreement(p).is_asserted)
        for p in places
        if (status := items.agreement(p).status) in _RANK
    )
    asserted = [t for t in told if t[2]] or told
    since, status = "", _RANK[0]
    for k, (day, rank, _) in enumerate(asserted):
        if k == 0 or _moves(status, _RANK[rank]):
            since, status = day, _RANK[rank]
    if status not in _DISPUTABLE or (status in _BEGINNINGS and not _is_said_broken(r, places)):
        return status
    return "contested" if _is_contested(r, places, since) else status


def _moves(old: str, new: str) -> bool:
    """Whether a later report moves an agreement on: how it came about is told again long after."""
    if new not in _BEGINNINGS:
        return new != old
    if old in _BEGINNINGS:
        return _BEGINNINGS.index(new) > _BEGINNINGS.index(old)
    return old == "rejected"


def _is_said_broken(r: Resolution, places: Sequence[Place]) -> bool:
    """Whether anybody says in words that the agreement is broken: before it is in force, to accuse
    the other side is not enough.
    """
    items = r.items
    return any(
        (items.agreement(p).status == "violated" and not items.agreement(p).is_asserted)
        or any(
            t.stance in _AGAINST
            for j in items.agreement(p).statements
            for t in items.statement((p[0], j)).about
            if t.list == "agreement" and t.place == p[1]
        )
        for p in places
    )


def _is_contested(r: Resolution, places: Sequence[Place], since: str) -> bool:
    """Whether one party's latest claim, since a day, is that the agreement is broken, and another
    party, on that day or later, says that it is kept, denies it, or lays the breach to others.
    """
    parties = _parties(r, places)
    latest: dict[str, tuple[str, bool]] = {}  # side -> day, whether it claims a breach
    for day, side, is_breach in sorted(_claims(r, places)):
        if not parties or side in parties or side == _SOMEBODY:
            latest[side] = (day, is_breach)
    return any(
        is_breach and day >= since and other >= day
        for side, (day, is_breach) in latest.items()
        for rival, (other, _) in latest.items()
        if rival != side
    )


def _parties(r: Resolution, places: Sequence[Place]) -> set[str]:
    """The sides of those who made the agreement."""
    ids = {x for p in places for k in r.items.agreement(p).parties if (x := r.entity(p[0], k))}
    return {r.side_of.get(id, id) for id in ids}


def _claims(r: Resolution, places: Sequence[Place]) -> Iterator[tuple[str, str, bool]]:
    """(day, side, whether a breach is claimed) of what is said of the agreement's keeping; a breach
    that an article tells and does not assert is somebody's claim.
    """
    for place in places:
        told = r.items.agreement(place)
        if told.status == "violated" and not told.is_asserted:
            yield r.items.day(place) or "", _SOMEBODY, True
        for j in r.items.agreement(place).statements:
            statement = r.items.statement((place[0], j))
            speaker = r.speaker((place[0], j))
            stance = next(
                (
                    t.stance
                    for t in statement.about
                    if t.list == "agreement" and t.place == place[1]
                ),
                None,
            )
            is_breach = stance in _AGAINST or (
                statement.act == "accuse" and stance in (None, "none")
            )
            if speaker is not None and (is_breach or stance in _FOR):
                day = statement.date or r.items.day(place) or ""
                yield day, r.side_of.get(speaker, speaker), is_breach
