"""Events and agreements as single articles tell them, with resolved actors and places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ingest.extract.forms import fold
from ingest.records import Record
from ingest.resolve.items import Place, Source

_ALIKE = {"meeting": "talks", "summit": "summit"}


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
    is_guessed: bool = False  # whether the actors are those of the article, as none is told


def _words(name: str) -> frozenset[str]:
    return frozenset(
        w for w in fold(name).replace("-", " ").split() if len(w) > 3 and w not in _STOP
    )


_STOP = frozenset(
    """
    with that from this their between after before round talks meeting agreement deal accord pact
    plan proposal offer draft text paper document
    """.split()
)


def told_events(source: Source, actor: Callable[[int], str | None]) -> list[Told]:
    """The events of an article as told, actors and places by their ids.

    Where nobody takes part, the place stands for it, else those whom the article names.
    """
    key, record = source.article.key, source.record
    named = _named(record, actor)
    out: list[Told] = []
    for k, e in enumerate(record.events):
        actors = frozenset(x for i in e.participants if (x := actor(i)))
        where = actor(e.place) if e.place is not None else None
        out.append(
            Told(
                (key, k),
                _ALIKE.get(e.kind, e.kind),
                e.status,
                actors or (frozenset({where}) if where else named),
                where,
                e.date,
                e.ordinal,
                frozenset(e.quantities),
                _words(e.name),
                source.day,
                is_guessed=not actors and where is None,
            )
        )
    return out


def told_agreements(
    source: Source, actor: Callable[[int], str | None], event: Callable[[int], str | None]
) -> list[Told]:
    """The agreements of an article as told; `event` gives the ids of its events.

    Where no party is told, those whom the article names stand for it: tellings of one agreement
    name somebody in common, and take up its name.
    """
    key, record = source.article.key, source.record
    named = _named(record, actor)
    states = frozenset(w for e in record.entities if e.kind == "state" for w in _words(e.name))
    out: list[Told] = []
    for k, a in enumerate(record.agreements):
        parties = frozenset(x for i in a.parties if (x := actor(i)))
        out.append(
            Told(
                (key, k),
                a.kind,
                a.status,
                parties or named,
                None,
                a.date,
                None,
                frozenset(a.quantities),
                _words(a.name) - states,
                source.day,
                event(a.reached_at) if a.reached_at is not None else None,
                not parties,
            )
        )
    return out


def _named(record: Record, actor: Callable[[int], str | None]) -> frozenset[str]:
    """The persons and institutions whom an article names."""
    return frozenset(
        x
        for k, e in enumerate(record.entities)
        if e.type != "Place" and e.is_named and e.kind != "media" and (x := actor(k))
    )
