"""The reading of articles after resolution, one object an article: the "System output" format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.records import Record, Span
from ingest.resolve.items import Place
from ingest.resolve.resolution import Resolution, answers_retold, date_of, day_said, topic_id


def system_output(r: Resolution) -> Iterator[dict[str, Any]]:
    """One object an article, in the order of their sources; ids are the graph's own."""
    ordered = sorted(r.items.sources.values(), key=lambda s: (s.article.source, s.article.key))
    for source in ordered:
        yield _article(
            r, source.article.key, source.article.source, source.article.text, source.record
        )


def _spans(text: str, spans: tuple[Span, ...]) -> list[dict[str, Any]]:
    return [{"start": a, "end": b, "text": text[a:b]} for a, b in spans]


def _date(r: Resolution, place: Place) -> str | None:
    """The date of an event as its article tells it, else as the other articles do."""
    group = r.groups.get(r.events[place])
    told = [r.items.event(p) for p in group.places] if group else []
    return r.items.event(place).date or date_of(told)


def _day_said(r: Resolution, place: Place) -> str | None:
    """When a statement was said: as its article tells it; where that has only its own day, as an
    earlier report of the same has it.
    """
    told = r.items.statement(place).date
    group = r.groups.get(r.statements[place])
    if told is None or told != r.items.day(place) or group is None:
        return told
    return min(told, day_said(r.items, group.places) or told)


def _article(r: Resolution, key: str, source: str, text: str, record: Record) -> dict[str, Any]:
    def entity(index: int | None) -> str | None:
        return r.entity(key, index)

    def ids(indices: tuple[int, ...]) -> list[str]:
        return list(dict.fromkeys(x for i in indices if (x := entity(i))))

    def words(span: Span | None) -> str | None:
        return text[span[0] : span[1]] if span else None

    entities: dict[str, dict[str, Any]] = {}
    for k, e in enumerate(record.entities):
        id = r.entities[key, k]
        roles = [{"title": o.title, "of": entity(o.of)} for o in e.offices]
        if id in entities:
            entities[id]["mentions"] += _spans(text, e.mentions)
            entities[id]["roles"] += roles
        else:
            entities[id] = {
                "id": id,
                "type": e.type,
                "kind": e.kind,
                "name": e.name,
                "mentions": _spans(text, e.mentions),
                "roles": roles,
            }
    statements: list[dict[str, Any]] = []
    answers = {(a.source, a.article): a.target for a in reversed(r.answers)}
    for k, s in enumerate(record.statements):
        id = r.statements[key, k]
        target = answers.get((id, key))
        if s.responds_to is not None and (target is None or not answers_retold(record, k)):
            target = r.statements.get((key, s.responds_to), target)
        statements.append(
            {
                "id": id,
                "speaker": entity(s.speaker),
                "co_speakers": ids(s.co_speakers),
                "spans": [list(span) for span in s.spans],
                "form": s.form,
                "act": s.act,
                "hedged": s.is_hedged,
                "hedge_cue": words(s.hedge_cue),
                "cue": words(s.cue),
                "date": _day_said(r, (key, k)),
                "about": list(
                    dict.fromkeys(x for t in s.about if (x := topic_id(r, key, t.list, t.place)))
                ),
                "addressed_to": ids(s.addressed_to),
                "via": ids(s.via),
                "responds_to": target,
                "responds_to_entity": entity(s.responds_to_entity),
                "confidence": s.confidence,
            }
        )
    return {
        "source": Path(source).name,
        "article": key,
        "published": r.items.sources[key].article.published,
        "is_read": record.is_read,
        "entities": list(entities.values()),
        "events": [
            {
                "id": r.events[key, k],
                "kind": e.kind,
                "name": e.name,
                "date": _date(r, (key, k)),
                "place": entity(e.place),
                "status": e.status,
                "participants": ids(e.participants),
                "mentions": _spans(text, e.mentions),
            }
            for k, e in enumerate(record.events)
        ],
        "agreements": [
            {
                "id": r.agreements[key, k],
                "kind": a.kind,
                "name": a.name,
                "status": a.status,
                "parties": ids(a.parties),
                "reached_at": r.events.get((key, a.reached_at))
                if a.reached_at is not None
                else None,
                "mentions": _spans(text, a.mentions),
            }
            for k, a in enumerate(record.agreements)
        ],
        "statements": statements,
        "relations": [
            {"type": "PART_OF", "from": entity(a), "to": entity(b)}
            for a, b in record.parts
            if entity(a) and entity(b)
        ],
    }
