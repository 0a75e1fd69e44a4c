"""People's corrections of readings: Record × corrections → Record, before anything is joined.

A correction whose words are gone or ambiguous, and corrections of one thing that differ, are named
and left out; the reading stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from ingest.decisions import NONE, Correction, Kept, Kind
from ingest.faults import Fault
from ingest.records import Entity, Record, Statement
from ingest.resolve.items import Place, Source
from ingest.resolve.locating import Missing, articles_of, locate, thing_at, words_at

_T = TypeVar("_T")
_TIES = {  # the edges that rest on a corrected field
    "speaker": frozenset({"STATED"}),
    "date": frozenset({"REPORTED_IN", "REPORTS"}),
    "status": frozenset({"REPORTS"}),
    "kind": frozenset({"REPORTS", "MENTIONS"}),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A thing of a record of which a field, and with it edges of these kinds, rest on a
    correction.
    """

    kind: Kind
    place: int
    field: str
    ties: frozenset[str]


def corrected(
    sources: Sequence[Source], kept: Iterable[Kept]
) -> tuple[list[Source], dict[str, tuple[Mark, ...]], list[Fault]]:
    """The sources with corrected records, what was corrected by article key, and what could not
    be used. The order of the corrections decides nothing.
    """
    by_name = articles_of(sources)
    faults: list[Fault] = []
    at: dict[tuple[Place, Kind, str], list[Kept]] = {}
    for one in sorted(kept, key=lambda k: k.number):
        wish = one.decision
        if not isinstance(wish, Correction):
            continue
        places = locate(by_name, wish.kind, wish.mention)
        if isinstance(places, Missing):
            message = f"correction {one.number} is left out: {places.message}"
            faults.append(Fault("correction", places.reason, message, (one.number,)))
            continue
        for place in places:
            at.setdefault((place, wish.kind, wish.field), []).append(one)
    wishes: dict[str, list[tuple[int, Kept]]] = {}
    told: set[tuple[int, ...]] = set()
    for (place, _, _), ones in sorted(at.items()):
        values = {(_wish(k).value, _wish(k).speaker_occurrence) for k in ones}
        numbers = tuple(k.number for k in ones)
        if len(values) == 1:
            wishes.setdefault(place[0], []).append((place[1], ones[0]))
        elif numbers not in told:
            told.add(numbers)
            rows = "; ".join(f"{k.number} ({k.decision})" for k in ones)
            message = (
                f"corrections {', '.join(map(str, numbers))} differ on one thing, all are left "
                f"out; take one back with verbale review --undo NUMBER: {rows}"
            )
            faults.append(Fault("correction", "contradiction", message, numbers))
    marks: dict[str, tuple[Mark, ...]] = {}
    out: list[Source] = []
    for source in sources:
        mine = wishes.get(source.article.key)
        if mine:
            record, marked, problems = correct(source, mine)
            faults += problems
            marks[source.article.key] = marked
            source = replace(source, record=record)
        out.append(source)
    return out, marks, faults


def _wish(kept: Kept) -> Correction:
    assert isinstance(kept.decision, Correction)
    return kept.decision


def correct(
    source: Source, wishes: Sequence[tuple[int, Kept]]
) -> tuple[Record, tuple[Mark, ...], list[Fault]]:
    """One record as corrected; `wishes` are (place in its list, correction), one for each field of
    a thing.
    """
    record = source.record
    faults: list[Fault] = []
    marks: list[Mark] = []
    removed: dict[str, set[int]] = {"Statement": set(), "Event": set(), "Agreement": set()}
    for place, kept in sorted(wishes, key=lambda w: (w[0], _wish(w[1]))):
        wish = _wish(kept)
        if wish.field == "reading":
            removed[wish.kind].add(place)
            continue
        changed = _changed(source, record, place, wish)
        if isinstance(changed, Missing):
            message = f"correction {kept.number} is left out: {changed.message}"
            faults.append(Fault("correction", changed.reason, message, (kept.number,)))
        else:
            record = changed
            marks.append(Mark(wish.kind, place, wish.field, _TIES[wish.field]))
    record, moved = without(record, removed)
    return (
        record,
        tuple(replace(m, place=moved[m.kind][m.place]) for m in marks if m.place in moved[m.kind]),
        faults,
    )


def _changed(source: Source, record: Record, place: int, wish: Correction) -> Record | Missing:
    if wish.field == "speaker":
        return _with_speaker(source, record, place, wish)
    list_of = {"Statement": "statements", "Event": "events", "Agreement": "agreements"}
    name = list_of[wish.kind]
    things: tuple[Any, ...] = getattr(record, name)
    change: dict[str, Any] = {wish.field: None if wish.value == NONE else wish.value}
    lists: dict[str, Any] = {name: _put(things, place, replace(things[place], **change))}
    return replace(record, **lists)


def _with_speaker(source: Source, record: Record, place: int, wish: Correction) -> Record | Missing:
    """The record with another speaker of a statement: an entity that the words name, or one made
    of them where the reader saw none there.
    """
    statement = replace(
        record.statements[place],
        speaker=None,
        co_speakers=(),
        speaker_span=None,
        office=None,
        attribution="unknown",
    )
    if wish.speaker is None:
        return replace(record, statements=_put(record.statements, place, statement))
    spans = words_at(source, wish.speaker)
    if isinstance(spans, Missing):
        return spans
    found = sorted({k for span in spans if (k := _actor_at(record, span)) is not None})
    if len(found) > 1:
        return Missing(
            "ambiguous",
            f"the words name {len(found)} persons or institutions; say which occurrence "
            f"(1 to {len(spans)}): {wish.speaker}",
        )
    span = spans[0]
    if found:
        index = found[0]
        span = next(s for s in spans if _actor_at(record, s) == index)
    elif wish.speaker_kind:
        index = len(record.entities)
        made = (
            Entity("Person", wish.speaker.quote, (span,))
            if wish.speaker_kind == "Person"
            else Entity("Institution", wish.speaker.quote, (span,), kind="other")
        )
        record = replace(record, entities=(*record.entities, made))
    else:
        return Missing(
            "reading",
            f"no person or institution is read there; say which of these it is: {wish.speaker}",
        )
    is_named = record.entities[index].is_named
    statement = replace(
        statement,
        speaker=index,
        speaker_span=span,
        attribution="named" if is_named else "unnamed",
    )
    return replace(record, statements=_put(record.statements, place, statement))


def _actor_at(record: Record, span: tuple[int, int]) -> int | None:
    person = thing_at(record, "Person", span)
    return person if person is not None else thing_at(record, "Institution", span)


def _put(things: tuple[_T, ...], place: int, thing: _T) -> tuple[_T, ...]:
    return (*things[:place], thing, *things[place + 1 :])


Moved = Mapping[str, Mapping[int, int]]


def without(record: Record, removed: Mapping[str, Iterable[int]]) -> tuple[Record, Moved]:
    """A record without some of its things, all references kept right; where the rest moved to."""
    counts = {
        "Statement": len(record.statements),
        "Event": len(record.events),
        "Agreement": len(record.agreements),
    }
    moved: dict[str, dict[int, int]] = {}
    for kind, count in counts.items():
        gone = set(removed.get(kind, ()))
        kept = [k for k in range(count) if k not in gone]
        moved[kind] = {old: new for new, old in enumerate(kept)}
    if all(len(moved[kind]) == count for kind, count in counts.items()):
        return record, moved
    statements, events, agreements = (moved[k] for k in ("Statement", "Event", "Agreement"))

    def said(places: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(statements[k] for k in places if k in statements)

    def of(table: Mapping[int, int], place: int | None) -> int | None:
        return None if place is None else table.get(place)

    def told(statement: Statement) -> Statement:
        tables = {"event": events, "agreement": agreements}
        return replace(
            statement,
            about=tuple(
                replace(t, place=tables[t.list][t.place]) if t.list in tables else t
                for t in statement.about
                if t.list not in tables or t.place in tables[t.list]
            ),
            responds_to=of(statements, statement.responds_to),
            inside=of(statements, statement.inside),
        )

    return (
        replace(
            record,
            statements=tuple(told(record.statements[k]) for k in statements),
            events=tuple(
                replace(
                    e,
                    statements=said(e.statements),
                    implements=of(agreements, e.implements),
                    follows=of(events, e.follows),
                )
                for e in (record.events[k] for k in events)
            ),
            agreements=tuple(
                replace(
                    a,
                    statements=said(a.statements),
                    reached_at=of(events, a.reached_at),
                    part_of=of(agreements, a.part_of),
                )
                for a in (record.agreements[k] for k in agreements)
            ),
        ),
        moved,
    )
