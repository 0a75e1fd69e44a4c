"""Where an event or agreement stands, from all its reports up to the latest."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.resolve.items import Place
from ingest.resolve.resolution import Resolution

_FOR = frozenset({"reports_doing", "denies"})
_AGAINST = frozenset({"reports_breach"})
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
    """The latest status reported as fact; contested where the parties' latest claims differ."""
    items = r.items
    latest: dict[str, tuple[str, str]] = {}
    for place in places:
        for j in items.agreement(place).statements:
            statement = items.statement((place[0], j))
            speaker = r.speaker((place[0], j))
            side = r.side_of.get(speaker, speaker) if speaker else None
            stance = next(
                (
                    t.stance
                    for t in statement.about
                    if t.list == "agreement" and t.place == place[1]
                ),
                None,
            )
            if side is None or stance is None or stance not in _FOR | _AGAINST:
                continue
            day = statement.date or items.day(place) or ""
            if side not in latest or day >= latest[side][0]:
                latest[side] = (day, stance)
    claims = {stance in _FOR for _, stance in latest.values()}
    told = [
        (items.day(p) or "", items.agreement(p).is_asserted, _RANK.index(items.agreement(p).status))
        for p in places
        if items.agreement(p).status in _RANK
    ]
    asserted = [t for t in told if t[1]] or told
    status = _RANK[max(asserted, key=lambda t: (t[0], t[2]))[2]]
    if len(claims) == 2 and status in ("agreed", "signed", "in_force", "violated", "suspended"):
        return "contested"
    return status
