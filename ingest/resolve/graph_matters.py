"""Events and agreements as nodes, with who took part, where, and what outlets report of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from graph.ids import article_id
from graph.model import Value
from ingest.extract.dates import first_day, last_day
from ingest.records import Agreement, Event, Span
from ingest.resolve.drafting import Draft
from ingest.resolve.items import Place
from ingest.resolve.resolution import date_of
from ingest.resolve.status import agreement_status, event_status

_ALIASES = 20


def write_matters(draft: Draft) -> None:
    """Events and agreements, and who took part in them."""
    for id, group in draft.r.groups.items():
        if group.kind == "Event":
            _event(draft, id, group.places)
        elif group.kind == "Agreement":
            _agreement(draft, id, group.places)
    _of_events(draft)
    _of_agreements(draft)
    _follows(draft)


def write_claims(draft: Draft) -> None:
    """What statements say of agreements; the statements must be written."""
    r, items = draft.r, draft.items
    for place, id in sorted(r.agreements.items()):
        told = items.agreement(place)
        for j in told.statements:
            statement = r.statements.get((place[0], j))
            if statement is not None:
                spans = items.statement((place[0], j)).spans
                _reports(draft, place, id, told.status, statement, told.date, spans)


def _event(draft: Draft, id: str, places: Sequence[Place]) -> None:
    told = [draft.items.event(p) for p in places]
    ordinal = next((e.ordinal for e in told if e.ordinal), None)
    _matter(draft, "Event", id, places, told, event_status(draft.r, places), ordinal=ordinal)


def _agreement(draft: Draft, id: str, places: Sequence[Place]) -> None:
    told = [draft.items.agreement(p) for p in places]
    _matter(draft, "Agreement", id, places, told, agreement_status(draft.r, places))


def _matter(
    draft: Draft,
    sort: Literal["Event", "Agreement"],
    id: str,
    places: Sequence[Place],
    told: Sequence[Event | Agreement],
    status: str | None,
    **own: Value | None,
) -> None:
    """Write what events and agreements tell alike, beside what they tell of their `own`."""
    order = draft.items.order
    first = min(zip(places, told, strict=True), key=lambda t: order(t[0], t[1].mentions))
    name, date, kind = first[1].name, date_of(told), _most(m.kind for m in told)
    corrected: dict[str, tuple[str, object]] = {
        "kind": ("kind", kind),
        "status": ("status", status),
        "date": ("date", date),
    }
    draft.node(
        sort,
        id,
        name=name,
        aliases=tuple(sorted({m.name for m in told} - {name}))[:_ALIASES],
        kind=kind,
        status=status,
        date=date,
        first_day=first_day(date) if date else None,
        last_day=last_day(date) if date else None,
        quantities=tuple(sorted({q for m in told for q in m.quantities})),
        judged=draft.judged(sort, places, corrected),
        keys=draft.keys(sort, places, [m.mentions for m in told]),
        **own,
    )


def _of_events(draft: Draft) -> None:
    r, items = draft.r, draft.items
    for place, id in sorted(r.events.items()):
        event = items.event(place)
        draft.mention(place, id, event.mentions)
        for index in event.participants:
            actor = r.entity(place[0], index)
            if actor is not None and draft.is_actor(actor):
                draft.tie("PARTICIPATED_IN", actor, id, [place[0]], role="participant")
        spot = r.entity(place[0], event.place)
        if spot is not None:
            draft.tie("LOCATED_IN", id, spot, [place[0]])
        if event.is_asserted:
            _reports(draft, place, id, event.status, "-", event.date, event.mentions)
        if event.implements is not None:
            draft.tie(
                "IMPLEMENTS",
                id,
                r.agreements[place[0], event.implements],
                [place[0]],
                basis="inferred",
                rule="same-matter",
            )


def _of_agreements(draft: Draft) -> None:
    r, items = draft.r, draft.items
    for place, id in sorted(r.agreements.items()):
        agreement = items.agreement(place)
        draft.mention(place, id, agreement.mentions)
        for role, indices in (("party", agreement.parties), ("mediator", agreement.mediators)):
            for index in indices:
                actor = r.entity(place[0], index)
                if actor is not None and draft.is_actor(actor):
                    draft.tie("PARTY_TO", actor, id, [place[0]], key=(role,), role=role)
        if agreement.reached_at is not None:
            draft.tie("REACHED_AT", id, r.events[place[0], agreement.reached_at], [place[0]])
        if agreement.is_asserted:
            _reports(draft, place, id, agreement.status, "-", agreement.date, agreement.mentions)


def _reports(
    draft: Draft,
    place: Place,
    id: str,
    status: str,
    statement: str,
    date: str | None,
    spans: Sequence[Span],
) -> None:
    tie = draft.tie(
        "REPORTS",
        article_id(place[0]),
        id,
        [place[0]],
        key=(status, statement),
        status=status,
        statement=statement,
        spans=(),
    )
    if date:
        tie.properties["date"] = max(
            filter(None, [str(tie.properties.get("date") or ""), date]),
            key=lambda day: (len(day), day),
        )
    tie.add_spans(spans)


def _follows(draft: Draft) -> None:
    """Rounds of talks of the same sides, one after the other."""
    took_part: dict[str, set[str]] = {}
    for tie in draft.ties.values():
        if tie.kind == "PARTICIPATED_IN":
            if draft.nodes[tie.source[1]].properties.get("kind") in ("state", "armed_group"):
                took_part.setdefault(tie.target[1], set()).add(tie.source[1])
    series: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for id, group in draft.r.groups.items():
        if group.kind != "Event" or draft.nodes[id].properties["kind"] != "talks":
            continue
        day = draft.nodes[id].properties.get("first_day")
        if day is None or len(str(draft.nodes[id].properties.get("date"))) != 10:
            continue
        sides = sorted(took_part.get(id, ()))
        if len(sides) >= 2:
            series.setdefault(tuple(sides[:3]), []).append((str(day), id))
    for rounds in series.values():
        rounds.sort()
        for (_, earlier), (_, later) in zip(rounds, rounds[1:], strict=False):
            articles = {p[0] for p in draft.r.groups[later].places}
            draft.tie("FOLLOWS", later, earlier, articles, basis="inferred", rule="rounds")


def _most(values: Iterable[str]) -> str:
    kept = list(values)
    return min(set(kept), key=lambda v: (v == "other", -kept.count(v), v))
