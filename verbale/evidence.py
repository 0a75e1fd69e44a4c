"""The evidence of both sides of an unsure join: who or what, when, where, and the sentence."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.evidence import around
from ingest.decisions import Kind, Mention
from ingest.records import Entity, Span
from ingest.resolve.items import Place, Source
from ingest.resolve.locating import locate, occurrences, spans_of
from ingest.resolve.resolution import Resolution
from ingest.resolve.unsure import Unsure

_WORDS = 12  # of a statement that are quoted to name it


@dataclass(frozen=True, slots=True)
class Side:
    """One side: how to name it for good, what it is called, and the sentence that it stands in.

    `mark` is where the mention stands in `sentence`.
    """

    mention: Mention
    name: str
    about: str
    day: str
    outlet: str
    sentence: str
    mark: Span


def sides(r: Resolution, one: Unsure) -> tuple[Side, Side]:
    """The two sides of an unsure join."""
    return _side(r, one.kind, one.first), _side(r, one.kind, one.second)


def _side(r: Resolution, kind: Kind, place: Place) -> Side:
    source = r.items.sources[place[0]]
    text = source.article.text
    mention, span = mention_of(source, kind, place)
    start, end = _whole(source, kind, place, span)
    (first, last), _ = around(text, start, end)
    sentence = text[first:last].replace("\n", " ")
    return Side(
        mention,
        _name(r, kind, place),
        _about(r, kind, place),
        source.day or "no day",
        source.article.outlet or source.article.address or "no outlet",
        sentence,
        (start - first, end - first),
    )


def _whole(source: Source, kind: Kind, place: Place, span: Span) -> Span:
    """The mention that a quotation stands in."""
    mentions = next(m for k, m in spans_of(source.record, kind) if k == place[1])
    touched = [piece for pieces in mentions for piece in pieces if piece[0] <= span[0] < piece[1]]
    return min(touched, default=span)


def mention_of(source: Source, kind: Kind, place: Place) -> tuple[Mention, Span]:
    """Article and quotation that name a thing, and where the words stand: as few words as tell it,
    and which occurrence where they do not.
    """
    mentions = next(m for k, m in spans_of(source.record, kind) if k == place[1])
    text = source.article.text
    by_name = {source.article.key: [source]}
    pieces = sorted(piece for pieces in mentions for piece in pieces)
    fullest = max(pieces, key=lambda p: (p[1] - p[0], -p[0]))
    words = text[slice(*fullest)].split()
    for quote in (" ".join(words[:_WORDS]), " ".join(words)):
        mention = Mention(source.article.key, quote)
        found = [s for s in occurrences(text, quote) if s[0] == fullest[0]]
        if found and locate(by_name, kind, mention) == (place,):
            return mention, found[0]
    quote = " ".join(words)
    spans = occurrences(text, quote)
    span = next(s for s in spans if s[0] == fullest[0])
    return Mention(source.article.key, quote, spans.index(span) + 1), span


def _name(r: Resolution, kind: Kind, place: Place) -> str:
    if kind == "Statement":
        text = r.items.sources[place[0]].article.text
        return " … ".join(" ".join(text[a:b].split()) for a, b in r.items.statement(place).spans)
    if kind == "Event":
        return r.items.event(place).name
    return r.items.agreement(place).name if kind == "Agreement" else r.items.entity(place).name


def _about(r: Resolution, kind: Kind, place: Place) -> str:
    """What tells a thing apart: offices, kind, status, date, speaker."""
    entities = r.items.sources[place[0]].record.entities
    if kind == "Statement":
        statement = r.items.statement(place)
        speaker = entities[statement.speaker].name if statement.speaker is not None else "unknown"
        return ", ".join(filter(None, (speaker, statement.act, statement.date)))
    if kind in ("Event", "Agreement"):
        e = r.items.event(place) if kind == "Event" else r.items.agreement(place)
        return ", ".join(filter(None, (e.kind, e.status, e.date, *e.quantities)))
    entity: Entity = entities[place[1]]
    offices = [
        f"{o.title} of {entities[o.of].name}" if o.of is not None else o.title
        for o in entity.offices
    ]
    return ", ".join(filter(None, (*offices, entity.kind, entity.state)))
