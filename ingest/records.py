"""What passes from extraction to resolution: one Record an article.

A Record keeps what one article says, in its own surface forms, with offsets: no ids of the world,
no joins beyond the article. Things of a record refer to each other by their place in its lists.
All spans are half-open `(start, end)` in Unicode code points of the article's text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Literal

import orjson

Span = tuple[int, int]
EntityType = Literal["Person", "Institution", "Place"]


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a person is said to hold: "press secretary" of an entity of this record.

    `of` is the institution's place in `entities`, or None where the text does not name it.
    `is_former` where the text says "former", "ex-", "then".
    """

    title: str
    of: int | None
    span: Span
    is_former: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, institution or place of this article, with all its mentions.

    `name` is its fullest surface form. `kind` is an institution's kind. `known` is the id of an
    entry of the project's own lexicon that its name matched without doubt (a state, a body).
    `state` is the lexicon id of the state that it belongs to, where the text tells (a ministry, an
    office holder, "a senior Qatari official"). `is_named` is false for officials and sources
    without a name.
    """

    type: EntityType
    name: str
    mentions: tuple[Span, ...]
    kind: str | None = None
    known: str | None = None
    state: str | None = None
    is_named: bool = True
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """An event as told in this article; `date` as exactly as told (2025, 2025-06, 2025-06-09).

    `statements` are the statements that speak of it (empty where only the outlet does);
    `is_asserted` where the outlet tells of it in its own voice. `implements` is the place of the
    agreement that it carries out, `follows` that of the event it comes after in a series.
    """

    kind: str
    name: str
    status: str
    mentions: tuple[Span, ...]
    date: str | None = None
    place: int | None = None
    participants: tuple[int, ...] = ()
    ordinal: int | None = None
    quantities: tuple[str, ...] = ()
    is_asserted: bool = True
    statements: tuple[int, ...] = ()
    implements: int | None = None
    follows: int | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement as told in this article. `reached_at` is an event's place in `events`."""

    kind: str
    name: str
    status: str
    mentions: tuple[Span, ...]
    date: str | None = None
    parties: tuple[int, ...] = ()
    mediators: tuple[int, ...] = ()
    reached_at: int | None = None
    quantities: tuple[str, ...] = ()
    is_asserted: bool = True
    statements: tuple[int, ...] = ()
    part_of: int | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """What a statement is about: ("entity" | "event" | "agreement", its place), and its stance."""

    list: Literal["entity", "event", "agreement"]
    place: int
    stance: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed utterance.

    `spans` are the pieces of the content, without quotation marks at their ends. `speaker` and
    `co_speakers` are entities; `speaker_span` is where the report names the speaker. `office` is
    the title given there. `via` is the relay chain, nearest to the outlet first. `responds_to` is
    a statement of this record; `responds_to_entity` an actor whose statement is not in this
    article; `response_cue` the words that show it. `date` is when it was said, as told. `inside`
    is the statement whose content this one stands in. `confidence` is how sure the reader is that
    this is a statement with this content and speaker, 0 to 1.
    """

    spans: tuple[Span, ...]
    form: str
    act: str
    attribution: str
    confidence: float
    speaker: int | None = None
    co_speakers: tuple[int, ...] = ()
    speaker_span: Span | None = None
    office: str | None = None
    cue: Span | None = None
    is_hedged: bool = False
    hedge_cue: Span | None = None
    date: str | None = None
    about: tuple[Topic, ...] = ()
    addressed_to: tuple[int, ...] = ()
    via: tuple[int, ...] = ()
    responds_to: int | None = None
    responds_to_entity: int | None = None
    response_cue: Span | None = None
    response_signal: str | None = None
    inside: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """All that was read from one article. `parts` are PART_OF pairs of entities."""

    article: str
    extractor: str
    language: str
    is_read: bool
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    statements: tuple[Statement, ...] = ()
    parts: tuple[tuple[int, int], ...] = ()


def to_json(record: Record) -> str:
    """The record as one line of JSON, the same for the same record."""
    return orjson.dumps(record).decode()


_PARTS: dict[type, dict[str, type]] = {
    Record: {
        "entities": Entity,
        "events": Event,
        "agreements": Agreement,
        "statements": Statement,
    },
    Entity: {"offices": Office},
    Statement: {"about": Topic},
}


def _build(cls: type, data: Mapping[str, Any]) -> Any:
    parts = _PARTS.get(cls, {})
    values: dict[str, Any] = {}
    for name in _names(cls):
        value = data[name]
        if name in parts:
            value = tuple([_build(parts[name], item) for item in value])
        elif isinstance(value, list):
            value = tuple([tuple(item) if isinstance(item, list) else item for item in value])
        values[name] = value
    return cls(**values)


@cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(cls))


def from_json(line: str) -> Record:
    """Read back what `to_json` wrote."""
    record = _build(Record, orjson.loads(line))
    assert isinstance(record, Record)
    return record
